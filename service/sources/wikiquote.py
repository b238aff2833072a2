"""Pages of Wikiquote (https://en.wikiquote.org/wiki/Wikiquote:Templates) → a quotation each, with the standing that its section gives.

A quotation is an item of a list, and the items under it say where it stands. What a page calls misattributed is kept as reported as not
said, what it calls disputed or has no source for as only supposed: so that the best-known false quotations are answered as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from schemas.vocabulary import ASSERTED, STANDINGS
from service.records import Attribution, Date, Document, Passage, Span, Speaker
from service.sources.days import day_of
from service.sources.formats import Given
from service.sources.tables import pairs
from service.sources.wiki import in_line, without_notes

_OUTLET = "Wikiquote"
_HEADING = re.compile(r"^(?P<level>={2,6})\s*(?P<title>.*?)\s*={2,6}\s*$")
_ITEM = re.compile(r"^(?P<depth>[*:#]{1,6})\s*(?P<words>.*)$")
_PERSON = re.compile(  # a category of lives, or the years of one behind the name that the page begins with
    r"\[\[\s*category\s*:\s*(?:[^\[\]|]{0,20}\b(?:births|deaths)\b|living people)|^'''[^\n(]{1,200}\([^()\n]{0,200}(?:\b(?:born|died)\b|\d{3,4}\]{0,2}\s?[–-])",
    re.IGNORECASE | re.MULTILINE,
)
_LINKED = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*|(?:de|von|van|der|la|le|of|bin|al)\b)(?:\s(?:[^\W\d_a-z][\w.'’-]*|(?:de|von|van|der|la|le|of|bin|al)\b)){1,5}"
)
_WORK = re.compile(r"(?<!')''(?!')[^'\n]{1,200}''(?!')")  # in italics: the title of a work is nobody's name
_FULL_DATE = re.compile(r"\b(?:\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4}|[A-Z][a-z]{2,8}\s+\d{1,2},\s+\d{4}|\d{4}-\d{2}-\d{2})\b")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d{2}\b")
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"))
_LEAST_WORDS = 3
_MOST_SOURCE = 2000  # characters of what a page says of where a quotation stands


class _Section(NamedTuple):
    """A heading of the second level, and what stands under it: a standing, `about` or `none`."""

    title: str
    use: str


@dataclass(slots=True)
class _Item:
    """A quotation of a list, and what the page says under it."""

    words: str
    section: _Section
    under: list[str] = field(default_factory=list)


def read_quotes(title: str, wikitext: str) -> Iterator[Given]:
    """Yield a document for each quotation of a page. `title`: of the page, which is who says them where it is a person's."""
    speaker = title.partition(" (")[0] if _PERSON.search(wikitext) else None
    url = f"https://en.wikiquote.org/wiki/{quote(title.replace(' ', '_'))}"
    for item in _items(without_notes(wikitext)):
        words = _unmarked(in_line(item.words))
        if item.section.use != "none" and len(words.split()) >= _LEAST_WORDS:
            yield Given(_document(item, words, title, speaker, url), is_row=True)


def _items(wikitext: str) -> Iterator[_Item]:
    """Yield the quotations of a page in order."""
    section, item = _Section("", ASSERTED), None
    for line in wikitext.split("\n"):
        if heading := _HEADING.match(line):
            inner = _section(in_line(heading["title"]))
            section = inner if len(heading["level"]) == 2 or inner.use != ASSERTED else section
            found, item = item, None
        elif (match := _ITEM.match(line)) and len(match["depth"]) == 1:
            found, item = item, _Item(match["words"], section)
        else:
            found = None
            if match and item is not None:
                item.under.append(match["words"])
        if found is not None:
            yield found
    if item is not None:
        yield item


def _section(title: str) -> _Section:
    """Return a heading with what stands under it."""
    plain = title.casefold()
    return _Section(title, next((use for start, use in pairs("wikiquote_sections") if plain.startswith(start)), ASSERTED))


def _document(item: _Item, words: str, title: str, owner: str | None, url: str) -> Document:
    """Return the document of a quotation: its words, then the section that tells its standing, and what stands under it."""
    is_about = item.section.use == "about" or owner is None
    standing = item.section.use if item.section.use in STANDINGS else ASSERTED
    source = " ".join(in_line(line) for line in item.under)[:_MOST_SOURCE].strip()
    heading = item.section.title if standing != ASSERTED else ""
    text = "\n\n".join(filter(None, (words, ": ".join(filter(None, (heading, source))))))
    at = len(words) + 2
    name = _signed(item.under) if is_about else owner
    attribution = Attribution(
        speaker=Speaker(name, basis="document") if name else None,
        date=_date(text, at) if standing == ASSERTED else None,  # of what was not said the source tells who said it first, and when
    )
    passage = Passage(
        (Span(0, len(words), words),), attribution, standing, Span(at, at + len(heading), heading) if heading else None
    )
    return Document(text=text, title=title, url=url, outlet=_OUTLET, speaker=name, stated=(passage,))


def _signed(under: list[str]) -> str | None:
    """Return who says a quotation by the first line under it: the first link of it that is a name, or what stands before its first comma."""
    line = _WORK.sub("", under[0]) if under else ""
    linked = (in_line(match[1]) for match in _LINKED.finditer(line))
    candidates = (*linked, re.split(r"[,(:–—]", in_line(line))[0].strip(" ~-"))
    return next((name for name in candidates if _NAME.fullmatch(name)), None)


def _date(text: str, start: int) -> Date | None:
    """Return the one date that a text tells from an offset on, else the one year; None where there are several."""
    for pattern in (_FULL_DATE, _YEAR):
        found = {match[0]: match for match in pattern.finditer(text, start)}
        if len(found) == 1:
            (match,) = found.values()
            day = day_of(match[0])
            return Date(day, "stated", Span(match.start(), match.end(), match[0])) if day else None
        if found:
            return None
    return None


def _unmarked(words: str) -> str:
    """Return words without quotation marks about all of them."""
    for opening, closing in _MARKS:
        inner = words[1:-1]
        if len(words) > 2 and words[0] == opening and words[-1] == closing and opening not in inner and closing not in inner:
            return inner.strip()
    return words
