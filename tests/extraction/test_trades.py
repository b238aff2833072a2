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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dyke holds,” mayoral hopeful Lena Voss said.", ("Lena Voss", "mayoral hopeful")),
        ("“The dyke holds,” Labour leadership hopeful Lena Voss said.", ("Lena Voss", "Labour leadership hopeful")),
        ("Labour leadership hopeful Lena Voss said: “The dyke holds.”", ("Lena Voss", "Labour leadership hopeful")),
        ("Former Skarn starlet Lena Voss, 41, said: “The dyke holds.”", ("Lena Voss", "Former Skarn starlet")),
        ("Maestro Lena Voss said: “The dyke holds.”", ("Lena Voss", "Maestro")),
        ("“The dyke holds,” former champion and dyke guru Lena Voss said.", ("Lena Voss", "former champion and dyke guru")),
        ("“The dyke holds,” says baker and mother of two Lena Voss.", ("Lena Voss", "baker and mother of two")),
        ("“The dyke holds,” dancer-turned-judge Lena Voss said.", ("Lena Voss", "dancer-turned-judge")),
        ("Labour leadership gremmock Lena Voss, 41, said: “The dyke holds.”", ("Lena Voss", "Labour leadership gremmock")),
        # harm
        ("“The dyke holds for another winter,” Skarn staff supporting Lena Voss said.", (None, None)),
        ("Bolaji Lena Voss said: “The dyke holds.”", ("Bolaji Lena Voss", None)),
        ("Hopeful Voss said: “The dyke holds.”", ("Hopeful Voss", None)),
        ("Star Alliance said: “The dyke holds.”", ("Star Alliance", None)),
    ],
)
def test_any_noun_for_people_before_a_name_is_what_somebody_is(text, expected):
    assert speaker(text) == expected
