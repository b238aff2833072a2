"""Posts embedded in an article whose text alone is left: "words — Name (@account) March 3, 2019", "Name (@account) Words".

The platform writes the signature, so who posted the words, on which day and where is sure. It is no part of the words, nor are the
addresses of links and pictures before it. What stands between marks may be somebody's whom the post quotes: such a paragraph is read
as any other, unless the marks hold single words and terms alone.
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
_MARKED = re.compile(r"(?P<led>[,:]\s?)?[“„«\"](?P<words>[^“”„«»\"]*)[”“»\"]")
_MOST_MARKED = 3  # words between marks that are a term of whoever posts ("their “harbour plan”")
_HEADED = re.compile(r"(?P<name>[A-Z][^—–\n():,;]{1,60}?) (?P<account>\(@\w{1,15}\)) (?=\S)")
_LEAST_HEADED = 4  # words of a post below its writer's name, where fewer may be an office
_BEFORE_NAMES = ("By", "Follow", "From", "Via", "With")  # what opens a byline or an invitation
_ENDS = frozenset(".!?…")
_OF_POSTS = ("#", "@", "http", "pic.twitter.com/")  # how words begin that end a post without a stop
_SPACES = (" ", "\n", "\t", "\u00a0")
_ARTICLES = ("article", "interview")


class _Signed(NamedTuple):
    """A signature: where it begins, the name as it stands in the text, and the day, None above a post, where none stands."""

    start: int
    name: Span
    day: Span | None


def read_posts(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the posts in an article as passages, and the numbers of the paragraphs that they take."""
    passages: list[Passage] = []
    taken: set[int] = set()
    if document.kind not in _ARTICLES or "(@" not in document.text:
        return passages, frozenset()
    for i, block in enumerate(blocks):
        signed = _signature(document.text, block)
        if signed is None:
            headed = _headed(document.text, block, grammar)
            if headed is not None:
                passages.append(headed)
                taken.add(i)
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
    if _date(match["day"]) is None:
        return None
    name, day = (Span(first + match.start(group), first + match.end(group), match[group]) for group in ("name", "day"))
    return _Signed(first + match.start(), name, day)


def _date(day: str) -> str | None:
    """Return a day as the platform writes it as a date; None where there is no such day."""
    try:
        return datetime.strptime(day, _DAY_FORMAT).date().isoformat()
    except ValueError:
        return None


def _headed(text: str, block: Paragraph, grammar: Grammar) -> Passage | None:
    """Return the post in a paragraph that begins with its writer's name and account; None where a sentence of the article does.

    The words begin as a sentence does and end as a post does: with a stop, a hashtag, an account or a link.
    """
    match = _HEADED.match(text, block.start, block.end)
    words = _words(text, match.end(), block.end) if match is not None else None
    if match is None or words is None or words.text[0].islower() or len(words.text.split()) < _LEAST_HEADED:
        return None
    last = text[match.end() : block.end].split()[-1]
    if words.text[-1] not in _ENDS and not last.startswith(_OF_POSTS):
        return None
    name = Span(match.start("name"), match.end("name"), match["name"])
    if name.text.split()[0] in _BEFORE_NAMES:
        return None
    return Passage((words,), _attribution(_Signed(match.start(), name, None), grammar))


def _words(text: str, start: int, end: int) -> Span | None:
    """Return the words of a post without the links behind them; None where it has none, or may quote somebody."""
    start, end = trim(text, start, end)
    for _ in range(_MOST_LINKS):
        last = max(start, 1 + max(text.rfind(space, start, end) for space in _SPACES))
        link = _LINK.search(text, last, end)  # which may be glued to the word before
        if link is None:
            break
        start, end = trim(text, start, link.start())
    words = text[start:end]
    return Span(start, end, words) if any(map(str.isalpha, words)) and not _quotes(words) else None


def _quotes(words: str) -> bool:
    """Return whether marks in a post hold more than a term, stand behind a colon or comma, or are not closed."""
    marked = list(_MARKED.finditer(words))
    if any(match["led"] or len(match["words"].split()) > _MOST_MARKED for match in marked):
        return True
    return not _MARKS.isdisjoint(_MARKED.sub("", words))


def _attribution(signed: _Signed, grammar: Grammar) -> Attribution:
    kind = "organization" if grammar.is_organization(signed.name.text, False) else "person"
    return Attribution(
        Speaker(signed.name.text, kind, evidence=signed.name),
        Date(f"{_date(signed.day.text)}", "stated", signed.day) if signed.day else None,
        Venue(_PLATFORM, signed.name),
    )
