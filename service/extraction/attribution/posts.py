"""Posts embedded in an article whose text alone is left: "words — Name (@account) March 3, 2019".

The platform writes the signature, so who posted the words, on which day and where is sure. It is no part of the words, nor are the
addresses of links and pictures before it. Words between marks are somebody's whom the post quotes: such a paragraph is read as any
other.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from service.extraction.page.grammar import Grammar
from service.extraction.page.layout import Paragraph, trim
from service.records import Attribution, Date, Document, Passage, Span, Speaker, Venue

_PLATFORM = "Twitter"  # whose embedded posts are signed so
_DAY_FORMAT = "%B %d, %Y"  # as the platform writes days in English
_LONGEST = 150  # characters of a signature
_SIGNATURE = re.compile(
    r"[—–]\s?(?P<name>[^—–\n()]{1,60}?)\s\((?P<account>@\w{1,15})\)\s(?P<day>[A-Z][a-z]{2,8} \d{1,2}, \d{4})\s?$"
)
_LINK = re.compile(r"https?://|pic\.twitter\.com/|t\.co/")
_MOST_LINKS = 8  # that may stand behind the words
_MARKS = frozenset('“”„«»"')
_SPACES = (" ", "\n", "\t", "\u00a0")
_ARTICLES = ("article", "interview")


class _Signed(NamedTuple):
    """A signature: the offset at which it begins, the name as it stands in the text, and the day."""

    start: int
    name: Span
    day: Span
    date: str


def read_posts(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the posts in an article as passages, and the numbers of the paragraphs that they take."""
    passages: list[Passage] = []
    taken: set[int] = set()
    if document.kind not in _ARTICLES or "(@" not in document.text:
        return passages, frozenset()
    for i, block in enumerate(blocks):
        signed = _signature(document.text, block)
        if signed is None:
            continue
        numbers = (i,) if document.text[block.start : signed.start].strip() else (i - 1, i)
        held = blocks[numbers[0]] if numbers[0] >= 0 and numbers[0] not in taken else None
        words = _words(document.text, held.start, min(held.end, signed.start)) if held else None
        if words is not None:
            passages.append(Passage((words,), _attribution(signed, grammar)))
            taken.update(numbers)
    return passages, frozenset(taken)


def _signature(text: str, block: Paragraph) -> _Signed | None:
    """Return the signature with which a paragraph ends, or None."""
    first = max(block.start, block.end - _LONGEST)
    match = _SIGNATURE.search(text[first : block.end])
    if match is None:
        return None
    try:
        date = datetime.strptime(match["day"], _DAY_FORMAT).date().isoformat()
    except ValueError:
        return None
    name, day = (Span(first + match.start(group), first + match.end(group), match[group]) for group in ("name", "day"))
    return _Signed(first + match.start(), name, day, date)


def _words(text: str, start: int, end: int) -> Span | None:
    """Return the words of a post without the links behind them; None where it has none, or quotes somebody."""
    start, end = trim(text, start, end)
    for _ in range(_MOST_LINKS):
        last = max(start, 1 + max(text.rfind(space, start, end) for space in _SPACES))
        link = _LINK.search(text, last, end)  # which may be glued to the word before
        if link is None:
            break
        start, end = trim(text, start, link.start())
    words = text[start:end]
    return Span(start, end, words) if any(map(str.isalpha, words)) and _MARKS.isdisjoint(words) else None


def _attribution(signed: _Signed, grammar: Grammar) -> Attribution:
    kind = "organization" if grammar.is_organization(signed.name.text, False) else "person"
    return Attribution(
        Speaker(signed.name.text, kind, evidence=signed.name),
        Date(signed.date, "stated", signed.day),
        Venue(_PLATFORM, signed.name),
    )
