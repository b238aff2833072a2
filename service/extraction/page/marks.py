"""Quotation marks: which stretches of a paragraph stand between them.

One pass over the marks of a paragraph, linear in its length. Every kind of mark people use is read: curly, straight,
single, guillemets, low-high („ “), corner brackets, two apostrophes or two backticks for one mark. What is unbalanced
spoils at most its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.extraction.page.layout import Paragraph, trim

_MARK = re.compile(r"``|''|’’|‘‘|[“”\"„‟«»‹›「」『』‘’'‚]")
_OPENS_AFTER = frozenset(" \t\n\u00a0\u2009\u202f([{—–-/:;,\"“‘'*_>…")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0\u2009\u202f)]}—–-/.,;:!?…\"”’'*_<")
_SENTENCE_MARKS = frozenset(".,!?…;:—–-)")
_ELISION = re.compile(r"['’](?:em|til|cause|tis|twas|n|bout|round|cos|\d0s|\d\d)\b", re.IGNORECASE)
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_FAMILIES = {
    "“": "double", "”": "double", '"': "double", "``": "double", "''": "double", "’’": "double", "‘‘": "double", "‟": "double",
    "„": "low", "«": "angle", "»": "angle", "‹": "angle", "›": "angle", "「": "corner", "」": "corner", "『": "corner", "』": "corner",
    "‘": "single", "’": "single", "'": "single", "‚": "single",
}  # fmt: skip
_ONLY_OPENS = frozenset("„「『‚")
_ONLY_CLOSES = frozenset("」』")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between marks: `start`/`end` without the marks, `outer_start`/`outer_end` with them."""

    paragraph: int
    outer_start: int
    outer_end: int
    start: int
    end: int
    is_closed: bool = True
    is_single: bool = False


@dataclass(slots=True)
class _Mark:
    at: int
    end: int
    family: str
    opens: bool
    closes: bool


def quoted(text: str, paragraphs: list[Paragraph]) -> list[list[Stretch]]:
    """The stretches in quotation marks, in order; one that runs over paragraphs with re-opened marks is one list."""
    groups: list[list[Stretch]] = []
    carried: list[Stretch] | None = None
    for number, paragraph in enumerate(paragraphs):
        if paragraph.quoted:
            carried = None
            continue
        found = list(_in_paragraph(text, number, paragraph))
        starts_open = bool(found) and found[0].outer_start == paragraph.start
        if carried is not None and starts_open and text[found[0].outer_start] == text[carried[0].outer_start]:
            carried.append(found.pop(0))
            last = carried[-1]
        else:
            last = None
        groups.extend([stretch] for stretch in found)
        if found:
            last = found[-1]
        carried = None
        if last is not None and not last.is_closed:
            carried = next(group for group in reversed(groups) if group[-1] is last)
    return groups


def _in_paragraph(text: str, number: int, paragraph: Paragraph) -> Iterator[Stretch]:
    marks = list(_marks(text, paragraph))
    closers_left = _counts_from(marks, lambda m: m.closes and not m.opens)
    openers_left = _counts_from(marks, lambda m: m.opens and not m.closes)
    last_single_closer = max((m.at for m in marks if m.family == "single" and m.closes), default=-1)
    opened: _Mark | None = None
    nested = 0
    for i, mark in enumerate(marks):
        if opened is None:
            is_possible = mark.opens and (mark.family != "single" or mark.at < last_single_closer)
            if is_possible:
                opened, nested = mark, 0
            continue
        if not _same(opened, mark):
            continue
        only_opens = mark.opens and not mark.closes
        if only_opens:
            if closers_left[mark.family][i] > openers_left[mark.family][i] + nested:
                nested += 1
            else:  # the mark before was never closed: what it opened is not known
                opened, nested = mark, 0
        elif mark.closes:
            if opened.family == "single" and _is_possessive(text, marks, i):
                continue
            if nested:
                nested -= 1
                continue
            start, end = trim(text, opened.end, mark.at)
            if start < end:
                yield Stretch(number, opened.at, mark.end, start, end, is_single=opened.family == "single")
            opened = None
    if opened is not None and opened.family != "single" and not nested:
        start, end = trim(text, opened.end, paragraph.end)
        if start < end:
            yield Stretch(number, opened.at, paragraph.end, start, end, is_closed=False)


def _same(opened: _Mark, mark: _Mark) -> bool:
    return opened.family == mark.family or (opened.family == "low" and mark.family == "double")


def _counts_from(marks: list[_Mark], holds: Callable[[_Mark], bool]) -> dict[str, list[int]]:
    """For each family, how many marks from place i on hold."""
    counts: dict[str, list[int]] = {}
    for family in {m.family for m in marks}:
        left, row = 0, [0] * len(marks)
        for i in range(len(marks) - 1, -1, -1):
            left += marks[i].family == family and holds(marks[i])
            row[i] = left
        counts[family] = row
    return counts


def _marks(text: str, paragraph: Paragraph) -> Iterator[_Mark]:
    """The quotation marks of a paragraph with what each can do there; apostrophes, feet and inches left out."""
    is_reversed: bool | None = None
    is_value = False
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at, end = match[0], match.start(), match.end()
        family = _FAMILIES[mark]
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        may_open = before in _OPENS_AFTER and not after.isspace()
        may_close = not before.isspace() and after in _CLOSES_BEFORE
        if mark in _ONLY_OPENS:
            yield _Mark(at, end, family, True, False)
        elif mark in _ONLY_CLOSES:
            yield _Mark(at, end, family, False, True)
        elif family == "angle":
            if is_reversed is None:
                is_reversed = mark in "»›" and may_open
            opens = (mark in "«‹") != is_reversed
            yield _Mark(at, end, family, opens, not opens)
        elif family == "single":
            if mark == "‚" or _ELISION.match(text, at):
                continue
            if not (may_open or may_close) or (mark == "’" and may_open and not may_close):
                continue
            opens = may_open and (mark != "’") and (after.isalnum() or after in '[$£€…"“')
            closes = may_close and mark != "‘" and (before.isalnum() or before in _SENTENCE_MARKS or before in ']"”%')
            if opens or closes:
                yield _Mark(at, end, family, opens and not (closes and before.isalnum()), closes)
        elif mark in ("“", "``", "‘‘"):
            misused = mark == "“" and not may_open and may_close
            yield _Mark(at, end, family, not misused, misused)
        elif mark in ("”", "’’") and not (may_open and not may_close and before.isspace()):
            yield _Mark(at, end, family, False, True)
        else:
            if mark == '"' and (before == "=" or is_value):  # the value of an attribute in a tag
                is_value = not is_value
                continue
            if mark == '"' and _FEET_AND_INCHES.search(text, max(paragraph.start, at - 6), at):
                continue
            if mark == '"' and before.isdigit() and not may_open and _is_inch(text, at, paragraph):
                continue
            if not may_close and (not may_open or before in _SENTENCE_MARKS):  # glued on both sides: whichever fits the state
                may_open = may_close = True
            yield _Mark(at, end, family, may_open, may_close)


def _is_inch(text: str, at: int, paragraph: Paragraph) -> bool:
    """Whether a straight mark after a digit is a unit: an even number of marks stands before it and none opened."""
    return text.count('"', paragraph.start, at) % 2 == 0


def _is_possessive(text: str, marks: list[_Mark], i: int) -> bool:
    """Whether a single mark after a letter is an apostrophe ("the workers' rights"), since a better closing one follows."""
    mark = marks[i]
    before = text[mark.at - 1]
    if before in _SENTENCE_MARKS:
        return False
    follows = text[mark.end : mark.end + 2]
    if before != "s" or len(follows) < 2 or follows[0] != " " or not follows[1].islower():
        return False
    later = next((m for m in marks[i + 1 :] if m.family == "single"), None)
    return later is not None and later.closes
