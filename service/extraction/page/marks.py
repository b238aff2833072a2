"""Quotation marks: which stretches of a paragraph stand between them.

One pass over the marks of a paragraph, linear in its length. Every kind of mark people use is read: curly, straight,
single, guillemets, low-high („ “), corner brackets, two apostrophes or two backticks for one mark. An unbalanced mark
spoils at most its own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.extraction.page.layout import Paragraph, trim

_MARK = re.compile(r"``|''|’’|‘‘|[“”\"„‟«»‹›「」『』‘’'‚]")
_OPENS_AFTER = frozenset(" \t\n\u00a0\u2009\u202f([{—–-/:;,\"“‘'*_>…")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0\u2009\u202f)]}—–-/.,;:!?…\"”’'*_<")
_SENTENCE_MARKS = frozenset(".,!?…;:—–-)")
_ELISION = re.compile(r"['’](?:em|til|cause|tis|twas|n|bout|round|cos|\d0s|\d\d)\b", re.IGNORECASE)
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_LONGEST_HEIGHT = 6  # characters of feet and inches before the mark for inches ("5' 11")
_SINGLE, _DOUBLE, _LOW, _CORNER, _ANGLE = "single", "double", "low", "corner", "angle"  # families of marks, which close their own
_COLON = ":"
_POSSESSIVE = "s"  # a letter behind which an apostrophe alone may be a possessive ("the workers' rights")
_STARTS_QUOTATION = frozenset('[$£€…"“')  # what may follow a single mark that opens, besides letters and digits
_ENDS_QUOTATION = _SENTENCE_MARKS | frozenset(']"”%')  # what may precede a single mark that closes, besides those


class _Can(NamedTuple):
    """What a quotation mark can do where it stands."""

    open: bool
    close: bool


_OPENS, _CLOSES, _EITHER = _Can(True, False), _Can(False, True), _Can(True, True)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between quotation marks: `start`/`end` without the marks, `outer_start`/`outer_end` with them."""

    paragraph: int
    outer_start: int
    outer_end: int
    start: int
    end: int
    is_closed: bool = True
    is_single: bool = False


@dataclass(slots=True)
class _QuotationMark:
    at: int
    end: int
    family: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Place:
    """A mark where it stands: what stands before and after, and what those characters by themselves permit."""

    mark: str
    at: int
    end: int
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        return self.before in _OPENS_AFTER and not self.after.isspace()

    @property
    def may_close(self) -> bool:
        return not self.before.isspace() and self.after in _CLOSES_BEFORE


def quoted(text: str, paragraphs: list[Paragraph]) -> list[list[Stretch]]:
    """Return the stretches in quotation marks, in order. One that runs over paragraphs with re-opened marks is one list."""
    groups: list[list[Stretch]] = []
    carried: list[Stretch] | None = None
    for number, paragraph in enumerate(paragraphs):
        if paragraph.quoted:
            carried = None
            continue
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found = list(_in_paragraph(text, number, paragraph, None if following is None else text[following.start]))
        last = found[-1] if found else None
        if carried is not None and _reopens(text, paragraph, found, carried):
            carried.append(found.pop(0))
        groups.extend([stretch] for stretch in found)
        carried = None
        if last is not None and not last.is_closed:
            carried = next(group for group in reversed(groups) if group[-1] is last)
    return groups


def _reopens(text: str, paragraph: Paragraph, found: list[Stretch], carried: list[Stretch]) -> bool:
    """Return whether a paragraph opens with the same mark as a quotation that the paragraph before left open."""
    starts_open = bool(found) and found[0].outer_start == paragraph.start
    return starts_open and text[found[0].outer_start] == text[carried[0].outer_start]


def _in_paragraph(text: str, number: int, paragraph: Paragraph, following: str | None) -> Iterator[Stretch]:
    """Yield the stretches of one paragraph; one that no mark closes ends with it.

    One in single marks, which may be apostrophes, does where the next paragraph opens with its mark again; `following`: with what that opens.
    """
    marks = list(_marks(text, paragraph))
    pairing = _Pairing(text, marks, following)
    found: list[Stretch] = []
    for i, mark in enumerate(marks):
        opened = pairing.closed_by(i)
        if opened is not None:
            found.extend(_between(text, number, opened, mark.at, mark.end))
        elif found and pairing.opened is None and mark.closes and mark.at == found[-1].outer_end:
            found[-1] = replace(found[-1], outer_end=mark.end)  # a mark printed twice ("late,”” Stone said")
    is_open = pairing.opened is not None and (pairing.opened.family != _SINGLE or pairing.is_reopened(pairing.opened))
    if pairing.opened is not None and is_open and not pairing.nested:
        found.extend(_between(text, number, pairing.opened, paragraph.end, None))
    yield from found


class _Pairing:
    """Pairs the marks of a paragraph, from the first on: `opened` is still to be closed, after as many as are `nested` in it."""

    def __init__(self, text: str, marks: list[_QuotationMark], following: str | None) -> None:
        self.text = text
        self.marks = marks
        self.following = following
        self.opened: _QuotationMark | None = None
        self.nested = 0
        self._closers_left = _counts_from(marks, lambda m: m.closes and not m.opens)
        self._openers_left = _counts_from(marks, lambda m: m.opens and not m.closes)
        self._singles = [k for k, m in enumerate(marks) if m.family == _SINGLE]
        self._last_single_closer = max((marks[k].at for k in self._singles if marks[k].closes), default=-1)

    def closed_by(self, i: int) -> _QuotationMark | None:
        """Return the mark that mark `i` closes, or None. Marks are asked for in their order."""
        mark, opened = self.marks[i], self.opened
        if opened is None:
            if mark.opens and (mark.family != _SINGLE or mark.at < self._last_single_closer or self.is_reopened(mark)):
                self.opened, self.nested = mark, 0
            return None
        if not _closes(opened, mark):
            return None
        if mark.opens and not mark.closes:
            self._nest(i)
        elif opened.family == _SINGLE and self._is_possessive(i):
            return None
        elif self.nested:
            self.nested -= 1
        else:
            self.opened = None
            return opened
        return None

    def is_reopened(self, mark: _QuotationMark) -> bool:
        """Return whether a single mark opens a sentence, and the next paragraph opens with the same mark."""
        return self.text[mark.at] == self.following and self.text[mark.end : mark.end + 1].isupper()

    def _is_possessive(self, i: int) -> bool:
        """Return whether a single mark after a letter is an apostrophe ("the workers' rights"), since a later one closes."""
        mark = self.marks[i]
        before = self.text[mark.at - 1]
        if before in _SENTENCE_MARKS:
            return False
        follows = self.text[mark.end : mark.end + 2]
        if before != _POSSESSIVE or len(follows) < 2 or follows[0] != " " or not follows[1].islower():
            return False
        later = bisect_right(self._singles, i)
        return later < len(self._singles) and self.marks[self._singles[later]].closes

    def _nest(self, i: int) -> None:
        """Take mark `i` as nested, or where nothing is left to close the mark before it, as the one that opens."""
        family = self.marks[i].family
        if self._closers_left[family][i] > self._openers_left[family][i] + self.nested:
            self.nested += 1
        else:
            self.opened, self.nested = self.marks[i], 0


def _between(text: str, number: int, opened: _QuotationMark, stop: int, outer_end: int | None) -> Iterator[Stretch]:
    """Yield the stretch from an opening mark to `stop`, unless it is blank. `outer_end` is None if no mark closes it."""
    start, end = trim(text, opened.end, stop)
    if start < end:
        is_closed = outer_end is not None
        yield Stretch(
            number,
            opened.at,
            outer_end if outer_end is not None else stop,
            start,
            end,
            is_closed,
            is_closed and opened.family == _SINGLE,
        )


def _closes(opened: _QuotationMark, mark: _QuotationMark) -> bool:
    """Return whether two marks belong to one pair; „ is closed by “ or ”."""
    return opened.family == mark.family or (opened.family == _LOW and mark.family == _DOUBLE)


def _counts_from(marks: list[_QuotationMark], holds: Callable[[_QuotationMark], bool]) -> dict[str, list[int]]:
    """Return for each family and index i the number of marks from i on for which `holds` is true."""
    counts: dict[str, list[int]] = {}
    for family in {m.family for m in marks}:
        left, row = 0, [0] * len(marks)
        for i in range(len(marks) - 1, -1, -1):
            left += marks[i].family == family and holds(marks[i])
            row[i] = left
        counts[family] = row
    return counts


def _marks(text: str, paragraph: Paragraph) -> Iterator[_QuotationMark]:
    """Yield the quotation marks of a paragraph with what each can do there; apostrophes, feet and inches are left out."""
    reader = _MarkReader(text, paragraph)
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, end = match.span()
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        family, read = _FAMILIES[match[0]]
        if family == _SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word, by far the most frequent mark
        can = read(reader, _Place(match[0], at, end, before, after))
        if can is not None:
            yield _QuotationMark(at, end, family, can.open, can.close)


class _MarkReader:
    """Tells what each mark of a paragraph can do, given those before it; None for a character that is not a quotation mark."""

    def __init__(self, text: str, paragraph: Paragraph) -> None:
        self.text = text
        self.start = paragraph.start
        self._guillemets_are_reversed: bool | None = None  # »so«, as the paragraph's first guillemet shows
        self._is_in_tag = False  # between the marks around the value of an attribute
        self._straight = (paragraph.start, 0)  # how many straight marks stand before which offset

    def opening(self, place: _Place) -> _Can:
        return _OPENS

    def closing(self, place: _Place) -> _Can:
        return _CLOSES

    def guillemet(self, place: _Place) -> _Can:
        points_right = place.mark in "»›"
        if self._guillemets_are_reversed is None:
            self._guillemets_are_reversed = points_right and place.may_open
        return _OPENS if points_right == self._guillemets_are_reversed else _CLOSES

    def single(self, place: _Place) -> _Can | None:
        if _ELISION.match(self.text, place.at):
            return None
        may_open, may_close = place.may_open, place.may_close
        if place.mark == "’" and may_open and not may_close:
            return None
        opens = may_open and place.mark != "’" and (place.after.isalnum() or place.after in _STARTS_QUOTATION)
        closes = may_close and place.mark != "‘" and (place.before.isalnum() or place.before in _ENDS_QUOTATION)
        if closes and place.before.isalnum():
            return _CLOSES
        return _Can(opens, closes) if opens or closes else None

    def curly_opening(self, place: _Place) -> _Can:
        is_misused = place.mark == "“" and not place.may_open and place.may_close
        return _CLOSES if is_misused else _OPENS

    def curly_closing(self, place: _Place) -> _Can:
        is_behind_colon = place.before == _COLON and place.after.isupper()  # "she added:”The quay …"
        is_misused = place.may_open and not place.may_close and (place.before.isspace() or is_behind_colon)
        return self.undirected(place) if is_misused else _CLOSES

    def straight(self, place: _Place) -> _Can | None:
        if place.before == "=" or self._is_in_tag:
            self._is_in_tag = not self._is_in_tag
            return None
        return None if self._is_unit(place) else self.undirected(place)

    def undirected(self, place: _Place) -> _Can:
        may_open, may_close = place.may_open, place.may_close
        if not may_close and (not may_open or place.before in _SENTENCE_MARKS):  # glued on both sides: whichever fits
            return _EITHER
        return _Can(may_open, may_close)

    def _is_unit(self, place: _Place) -> bool:
        """Return whether a straight mark stands for inches: after feet, or after a digit with no quotation open."""
        if _FEET_AND_INCHES.search(self.text, max(self.start, place.at - _LONGEST_HEIGHT), place.at):
            return True
        is_after_digit = place.before.isdigit() and not place.may_open
        return is_after_digit and self._straight_before(place.at) % 2 == 0

    def _straight_before(self, at: int) -> int:
        """Return how many straight marks of the paragraph stand before an offset, none of which is asked for after a later one."""
        last, number = self._straight
        self._straight = (at, number + self.text.count('"', last, at))
        return self._straight[1]


_Read = Callable[[_MarkReader, _Place], _Can | None]
_ROWS: tuple[tuple[str, str, _Read], ...] = (  # marks separated by spaces, their family, how they are read
    ("„", _LOW, _MarkReader.opening),
    ("「 『", _CORNER, _MarkReader.opening),
    ("」 』", _CORNER, _MarkReader.closing),
    ("‚", _SINGLE, _MarkReader.opening),
    ("« » ‹ ›", _ANGLE, _MarkReader.guillemet),
    ("‘ ’ '", _SINGLE, _MarkReader.single),
    ("“ `` ‘‘", _DOUBLE, _MarkReader.curly_opening),
    ("” ’’", _DOUBLE, _MarkReader.curly_closing),
    ('"', _DOUBLE, _MarkReader.straight),
    ("'' ‟", _DOUBLE, _MarkReader.undirected),
)
_FAMILIES = {mark: (family, read) for marks, family, read in _ROWS for mark in marks.split()}
