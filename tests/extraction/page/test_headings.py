"""Headlines and pull quotes are the layout's: no source for the words in their marks."""

from __future__ import annotations

import pytest

from service.extraction.page.frames import frame
from service.extraction.page.grammar import NoGrammar
from service.extraction.page.headings import is_heading, is_pull_quote
from service.extraction.page.layout import paragraphs
from service.extraction.page.marks import quoted


def framed(text):
    blocks = paragraphs(text)
    return frame(text, 0, blocks[0], [s for group in quoted(text, blocks) for s in group], NoGrammar())


@pytest.mark.parametrize(
    ("text", "title", "main_is_single", "expected"),
    [
        ("‘We sail at noon’: ferry crew walks out", None, False, True),
        ("‘We sail at noon’: ferry crew walks out", None, True, False),
        ("“We sail at noon,” says the mate", "“We sail at noon”, says the mate", False, True),
        ("“We sail at noon,” says the mate", "Another story", False, False),
        ("Ferry crew walks out", None, False, False),
        ("‘We sail at noon’: " + "ferry crew walks out " * 8, None, False, False),
    ],
)
def test_headings(text, title, main_is_single, expected):
    assert is_heading(text, framed(text), title, main_is_single) is expected


SAID = "The pier was never meant to hold a crowd of that size"


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("", SAID, f" … {SAID.upper()}", False),
        ("", SAID, f" … {SAID}, she said.", True),
        (f"{SAID}, she said. ", f"{SAID}.", "", True),
        ("", "We sail", " … We sail", False),  # short words may well be said twice
    ],
)
def test_pull_quotes(before, words, after, expected):
    text = before + words + after
    assert is_pull_quote(text, len(before), len(before) + len(words)) is expected
