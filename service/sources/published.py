"""The day of publication as a page shows it to its readers, where its metadata tell none (htmldate).

The day of a change is not the day of publication, and numbers that may be read as two days give none at all.
"""

from __future__ import annotations

import copy
import re
from contextlib import suppress
from typing import Any

from service.sources.days import day_of
from service.sources.tables import entries

_LATEST = "2100-01-01"
_LINE = 200  # characters of an element that may be a line of dates
_DATE = 40  # characters in which a date stands behind what it is
_CHANGED = re.compile(r"modif|updated|lastmod|revis", re.IGNORECASE)  # in names of metadata
_ISSUED = re.compile(r"publish|created|issued", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")


def shown_day(tree: Any) -> str | None:
    """Return the day on which a page says that it was published, None where it says none or an ambiguous date."""
    lines = [(element, " ".join(text.split())) for element in tree.iter("p", "span", "div", "time", "small", "li", "em")
             if len(text := "".join(element.itertext())) <= _LINE and any(c.isdigit() for c in text)]  # fmt: skip
    for _, line in lines:
        if day := _after(line, "published_words"):
            return day
    updated = [tree.getroottree().getpath(element) for element, line in lines if _is_told(line, "updated_words")]
    day = _found(_without(tree, updated))
    return None if day and _is_open(day, lines) else day


def _without(tree: Any, places: list[str]) -> Any:
    """Return a copy of a page's tree without what stands at some places, and without its JSON-LD, from which `linked_data` takes its own."""
    searched = copy.deepcopy(tree)
    for path in (*places, "//script[@type='application/ld+json']"):
        for element in searched.getroottree().xpath(path):
            element.clear()
    for element in list(searched.iter("meta", "time", "abbr", "span")):
        if _tells_no_day(element):
            element.clear()
    return searched


def _tells_no_day(element: Any) -> bool:
    """Return whether an element gives the day of a change, or a date that may be one of two."""
    names = " ".join(element.get(name) or "" for name in ("property", "name", "itemprop", "class"))
    if _CHANGED.search(names) and not _ISSUED.search(names):
        return True
    told = element.get("content") or element.get("datetime") or ""
    return bool(_NUMBERS.search(told)) and day_of(told) is None


def _after(line: str, table: str) -> str | None:
    """Return the date behind one of some words in a line."""
    for words in sorted(entries(table), key=len, reverse=True):
        at = re.search(rf"\b{re.escape(words)}\b(?:\s+on)?\s*:?\s*", line, re.IGNORECASE)
        if at and (day := day_of(line[at.end() :][:_DATE].strip(" |·,"))):
            return day
    return None


def _is_told(line: str, table: str) -> bool:
    """Return whether one of some words stands in a line."""
    return any(re.search(rf"\b{re.escape(words)}\b", line, re.IGNORECASE) for words in entries(table))


def _is_open(day: str, lines: list[tuple[Any, str]]) -> bool:
    """Return whether a day is only told by numbers of which either may be the month."""
    told = [
        {int(m[1]), int(m[2])} for _, line in lines for m in _NUMBERS.finditer(line) if m[3] == day[:4] and day_of(m[0]) is None
    ]
    return {int(day[5:7]), int(day[8:10])} in told


def _found(tree: Any) -> str | None:
    """Return the day that htmldate finds."""
    from htmldate import find_date

    with suppress(Exception):  # a date that cannot be read is left out
        return find_date(tree, original_date=True, extensive_search=False, max_date=_LATEST)
    return None
