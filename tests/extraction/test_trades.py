"""Trades before names, which are no part of them."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.records import Document
from tests.sources.reading import KNOWN


def speaker(text: str) -> tuple[str | None, str | None]:
    (passage,) = extract(Document(text), KNOWN)
    found = passage.attribution.speaker
    return (found.name, found.role) if found else (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The spire leans,” said churchwarden Lena Voss.", ("Lena Voss", "churchwarden")),
        ("“The spire leans,” said sexton Lena Voss.", ("Lena Voss", "sexton")),
        ("“The sea is empty,” said lookout Simeon Kaye.", ("Simeon Kaye", "lookout")),
        ("Lookout Simeon Kaye said “the sea is empty” at noon.", ("Simeon Kaye", "Lookout")),
        ("Foreman Lena Voss said “the dyke holds” at noon.", ("Lena Voss", "Foreman")),
        ("“The dyke holds,” Lee Foreman said.", ("Lee Foreman", None)),
        ("On the lookout Lena Voss said: “The sea is empty.”", ("Lena Voss", None)),
        ("Foreman said: “The dyke holds.”", (None, None)),
    ],
)
def test_a_trade_before_a_name_is_what_somebody_is(text, expected):
    assert speaker(text) == expected
