"""Block quotes of a page that end with a name which nothing marks as a signature."""

from __future__ import annotations

import pytest

from tests.sources.reading import read, said

_FILLER = (
    "<p>The lamps on the quay were lit for an hour and a half, and some forty boats lay in the harbour that night in the rain.</p>"
)
_WORDS = "The weir was never painted."


def quoted(block: str) -> tuple[str | None, str]:
    page = f"<html><head><title>Weir</title></head><body><article><h1>Weir</h1>{_FILLER}<blockquote>{block}</blockquote>{_FILLER}</article></body></html>"
    (document,) = read("a.html", page.encode())
    return said(document)[0]


@pytest.mark.parametrize(
    "block",
    [
        f"<p>“{_WORDS}”</p><p>Dara Holt, lock keeper</p>",
        f"<p>“{_WORDS}”</p><p>Dara Holt</p>",
        f"<p>“{_WORDS}”<br>Dara Holt, lock keeper</p>",
        f"<p>&quot;{_WORDS}&quot;</p><p>Dara Holt<br>lock keeper</p>",
        f"<p>{_WORDS}</p><p>Dara Holt, mayor of Ellery</p>",
    ],
)
def test_a_bare_name_under_words_in_quotation_marks_or_with_an_office_signs_them(block):
    assert quoted(block) == ("Dara Holt", _WORDS)


@pytest.mark.parametrize(
    "block",
    [
        f"<p>{_WORDS}</p><p>Ellery North, the other one</p>",
        f"<p>“{_WORDS}”</p><p>She never came back.</p>",
        f"<p>“{_WORDS}”</p><p>Dara Holt, who keeps it, laughed.</p>",
        f"<p>“{_WORDS}”</p><p>Yesterday</p>",
    ],
)
def test_what_is_no_name_or_goes_on_signs_nothing(block):
    assert quoted(block)[0] is None
