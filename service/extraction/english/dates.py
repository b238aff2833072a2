"""When words were spoken: the date that the attributing sentence states, resolved against the document's own date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from service.dates import is_iso_date, parse_day
from service.extraction.english import lexicon
from service.extraction.english.lexicon import MONTHS, WEEKDAYS
from service.extraction.page.frames import Word
from service.knowledge import tables

__all__ = ["COUNTS_FROM", "StatedDate", "find_dates", "is_iso_date", "may_hold_date"]

Groups = dict[str, str]  # the named groups of a match; a value is None where a group took no part

_NUMBERS = {word: number for number, word in enumerate(lexicon.listed("numbers"), 1)} | dict.fromkeys(
    lexicon.ARTICLES - {lexicon.THE}, 1
)
_DAY_WORDS = {word: int(days) for days, *words in lexicon.rows("day_words") for word in words}
_WRITTEN_DAY_WORDS = set(_DAY_WORDS) | {word.capitalize() for word in set(_DAY_WORDS) - lexicon.words("capitalised_names")}
_NEIGHBOURS = {word: int(step) for word, step in lexicon.grouped("neighbours").items()}
_PAST_UNITS = {words: int(back) for back, *lists in lexicon.rows("past_units") for words in lists}
_PAST_WEEKS = {words: int(back) for back, *lists in lexicon.rows("past_weeks") for words in lists}
_UNIT_DAYS = {unit: int(days) for unit, days in lexicon.grouped("shift_units").items() if days.isdigit()}
_HOLIDAYS = {name: (MONTHS[month], day.split()) for name, month, day in lexicon.rows("holiday_dates")}
_EVES = lexicon.words("eves")
_SINGLE_DAYS = lexicon.words("single_days")
_FORWARD = lexicon.words("forward")
_AGO = lexicon.words("back_from_today")
_AHEAD = lexicon.words("ahead")
_TO_THE_MONTH = len("YYYY-MM")  # characters of a date known to the month
_WEEK = "week"  # in lower case: "This Week" is a programme
_VAGUE_DAYS = 3  # days that may be added to a date known to the month without leaving the month, mostly
_LONGEST_DEADLINE = 8  # characters before a date that are read for a deadline ("through ")

_UNITS = frozenset(lexicon.grouped("shift_units")) | lexicon.words("neighbour_units") | {lexicon.MONTH, lexicon.YEAR}
_COUNTED_UNITS = _UNITS | {f"{unit}{lexicon.PLURAL_ENDING}" for unit in _UNITS}
_SHORT_UNITS, _LATER, _AFTER = lexicon.words("short_units"), "later", "after"
_LAST_DAY_WORDS = frozenset(words.split()[-1] for words in _DAY_WORDS)
_IN_DATES = (  # of every date without a digit, a word that stands in it
    frozenset(MONTHS).union(WEEKDAYS) | _COUNTED_UNITS | _SHORT_UNITS | _LAST_DAY_WORDS | lexicon.words("holiday_ends")
)

_MONTH_NAMES = lexicon.alternatives(month.capitalize() for month in MONTHS)
_MONTH = rf"(?P<month>{_MONTH_NAMES})\b\.?"
_ANY_MONTH = re.compile(rf"\b(?:{_MONTH_NAMES})\b")
_DIGIT, _FOUR_DIGITS, _LETTERS = re.compile(r"\d"), re.compile(r"\d{4}"), re.compile("[a-z]+")
_WEEKDAY = rf"(?:{lexicon.alternatives(day.capitalize() for day in WEEKDAYS)})"
_PART_OF_DAY = rf"(?:\s+(?:early|late))?(?:\s+(?:{lexicon.alternatives(lexicon.words('day_parts', 'other_day_parts'))}))?"
_PAPERS = lexicon.alternatives(
    word.capitalize() for word in tables.words("outlet_words") | lexicon.words("papers_of_days")
)  # "the Sunday Ledger" is no day
_COUNT = rf"(?P<count>{lexicon.alternatives(_NUMBERS)}|\d{{1,2}})"
_SAME_STORY = 400  # characters before a date without a year in which a date with one tells of which year a text speaks
_MONTHS_NEAR = 2  # months between the two
_DAY_ENDING = r"(?:st|nd|rd|th)?"
_ORDINAL = rf"(?P<day>\d{{1,2}}){_DAY_ENDING}"
_JOINT = rf"(?:\s{{0,2}}[-–—]\s{{0,2}}|\s+(?:{lexicon.alternatives(lexicon.words('span_joints'))})\s+)"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"  # 1600 to 2099: earlier numbers are seldom years
_MONTH_AND_YEAR = re.compile(rf"\b{_MONTH},?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:of\s+)?{_YEAR}\b")
_OCCASION = lexicon.alternatives(lexicon.words("occasions"))
_LATE_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"  # where a year is an adjective
_HOLIDAY_ENDS = lexicon.alternatives(word.capitalize() for word in lexicon.words("holiday_ends"))
_HOLIDAY = lexicon.alternatives(_HOLIDAYS).replace("'", "['’]")
_WAY = lexicon.alternatives(lexicon.words("forward", "backward", "back_from_today"))
_STORY_OF_YEAR = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('seasons_of_years'))}) of {_LATE_YEAR}|(?:^|[.!?…] )In {_LATE_YEAR.replace('<year>', '<opening>')}\b",
    re.MULTILINE,
)
_COMPARED = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('before_compared'))})\b[^.;]{{0,20}}\d\S*(?: \w+){{0,3}}(?: in)? $"
)
_POSSESSIVE = frozenset(("s",))  # what is left of "Monday's" behind the apostrophe
_LONGEST_COMPARED = 48  # characters before a date that are read for a figure that others are compared with
_BEFORE_ITS_DATE = re.compile(rf",?\s{{0,2}}\(?(?:{lexicon.THE}\s)?")
_LIMITS = re.compile(rf"\b(?:{lexicon.alternatives(lexicon.words('deadlines'))})\s+$")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date found in a sentence: its ISO value and where it stands there."""

    value: str
    start: int
    end: int
    is_anchored: bool = True  # False: relative to another date of the text, which is then given as `anchor`


class _Known(NamedTuple):
    """The dates that others are relative to, as ISO 8601: the document's own, and the one last spoken of."""

    published: str | None
    anchor: str | None

    @property
    def day(self) -> dt.date | None:
        """The day of the document, or None where it is not known to the day."""
        return parse_day(self.published)


def find_dates(
    text: str, published: str | None, anchor: str | None = None, start: int = 0, end: int | None = None
) -> list[StatedDate]:
    """Return the dates in a stretch of text, in order.

    `published` is the ISO date against which weekdays and "last month" are resolved (the latest such day on or before
    it); `anchor` is the date last spoken of, against which "two days later" is. What cannot be resolved is left out.
    """
    stop = len(text) if end is None else end
    known = _Known(published, anchor)
    taken: list[tuple[int, int]] = []
    found = []
    for rule in _rules_for(text, start, stop):
        for match in rule.pattern.finditer(text, start, stop):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            if rule.resolve is _weekday and any(_leads_to(text, match.end(), a) for a, _ in taken):
                continue
            taken.append(match.span())
            is_other = _is_deadline(text, match.start()) or _is_compared(text, match.start())
            value = None if is_other else _within_reach(rule, match, known)
            if value and rule.resolve is _day_of_month:
                value = _in_year_told(text, match, value, anchor)
            if value:
                found.append(StatedDate(value, match.start(), match.end(), rule.is_anchored))
    return sorted(found, key=lambda f: f.start)


def _leads_to(text: str, end: int, start: int) -> bool:
    """Return whether a weekday that ends at a place is that of the date at `start` ("Sunday, 2 June 2024", "Sunday (June 2)")."""
    return _BEFORE_ITS_DATE.fullmatch(text, end, max(end, start)) is not None


def _rules_for(text: str, start: int, stop: int) -> Iterator[_Rule]:
    """Yield the rules, in order, without which a stretch of text has what none of their matches lacks; searching takes longer."""
    said = frozenset(_LETTERS.findall(text[start:stop].casefold()))
    has_month = not said.isdisjoint(MONTHS) and _ANY_MONTH.search(text, start, stop) is not None
    has_digit = _DIGIT.search(text, start, stop) is not None
    has_year = has_digit and _FOUR_DIGITS.search(text, start, stop) is not None
    for rule in _RULES if has_month else _RULES_WITHOUT_MONTH:
        if (has_year if rule.needs_year else has_digit or not rule.needs_digit) and not any(map(said.isdisjoint, rule.needs)):
            yield rule


def may_hold_date(tokens: Sequence[Word]) -> bool:
    """Return whether words may hold a date: False only if `find_dates` finds none in them, which takes far longer to say."""
    for word in tokens:
        if word.lower in _IN_DATES:
            return True
        if not word.text.isalpha() and (word.end - word.start > 1 or word.text.isdigit()):
            return True
    return False


def _in_year_told(text: str, match: re.Match[str], value: str, anchor: str | None) -> str | None:
    """Return a day of a month in the year of a date told right before it, if that is earlier and of a month near it.

    None where the paragraph before tells a day, `anchor`, of that month in an earlier year: it may be of that one. None too where the story before it is of an earlier year ("The report covers the summer of 2019. On 14 August …").
    """
    line = text.rfind("\n", 0, match.start()) + 1
    story = list(_STORY_OF_YEAR.finditer(text, line, match.start()))
    if story and (story[-1]["year"] or story[-1]["opening"]) < value[:4]:
        return None
    before = list(_MONTH_AND_YEAR.finditer(text, max(0, match.start() - _SAME_STORY), match.start()))
    if not before and anchor is not None and parse_day(anchor) is not None:
        return None if anchor[:4] < value[:4] and anchor[5:7] == value[5:7] else value
    if not before or before[-1]["year"] >= value[:4]:
        return value
    told = before[-1]
    apart = abs(MONTHS[told["month"].lower().rstrip(".")] - int(value[5:7]))
    moved = _ymd(int(told["year"]), int(value[5:7]), int(value[8:10])) if apart <= _MONTHS_NEAR else None
    return moved or value


def _is_compared(text: str, at: int) -> bool:
    """Return whether a date is one whose figures others are compared with, on which nobody spoke ("up from 51% in January")."""
    return _COMPARED.search(text, max(0, at - _LONGEST_COMPARED), at) is not None


def _is_deadline(text: str, at: int) -> bool:
    """Return whether a date is one by which something is due, on which nobody spoke."""
    return _LIMITS.search(text, max(0, at - _LONGEST_DEADLINE), at) is not None


def _within_reach(rule: _Rule, match: re.Match[str], known: _Known) -> str | None:
    """Return the value of a match, or None where it lies outside the years that a date may have."""
    try:
        value = rule.resolve(match.groupdict(), known)
    except (OverflowError, ValueError):  # before the year 1, or after 9999
        return None
    return value if value and is_iso_date(value) else None


COUNTS_FROM = re.compile(
    rf"\b(?i:later|earlier|after|before|following|next|previous|same|that)\b|\b\d{{1,2}}{_DAY_ENDING} (?:{_MONTH_NAMES})\b(?! \d)|\b(?:{_MONTH_NAMES}) \d{{1,2}}\b(?!,? \d)"
)
"""Finds what a sentence may have that counts from another date, or takes its year from one."""

# --- what each kind of date means ---------------------------------------------------------------------------------------


def _month(group: Groups) -> int:
    """Return the number of the month that a match names."""
    return MONTHS[group["month"].lower().rstrip(".")]


def _full(group: Groups, _known: _Known) -> str | None:
    """Resolve "3 May 2012", "May 3rd, 2012"."""
    return _ymd(int(group["year"]), _month(group), int(group["day"]))


def _span(group: Groups, known: _Known) -> str | None:
    """Resolve "3 to 5 May 2012", "May 3-5", "3 May to 5 June 2012" to what all of its days share: the month, or the year."""
    if "first_month" in group and MONTHS[group["first_month"].lower()] != _month(group):
        return group["year"]
    if int(group["first"]) >= int(group["day"]):
        return None
    last = _full(group, known) if group["year"] else _day_of_month(group, known)
    return last[:_TO_THE_MONTH] if last else None


def _iso(group: Groups, _known: _Known) -> str | None:
    """Resolve "2012-05-03"."""
    return group["iso"]


def _month_of_year(group: Groups, _known: _Known) -> str | None:
    """Resolve "May 2012"."""
    return f"{group['year']}-{_month(group):02}"


def _year(group: Groups, _known: _Known) -> str | None:
    """Resolve "in 2012", "his 2012 speech"."""
    return group["year"]


def _day_of_month(group: Groups, known: _Known) -> str | None:
    """Resolve "May 3" to the latest on or before the document's day."""
    day = known.day
    if day is None:
        return None
    for year in (day.year, day.year - 1):
        value = _ymd(year, _month(group), int(group["day"]))
        if value and value <= day.isoformat():
            return value
    return None


def _month_alone(group: Groups, known: _Known) -> str | None:
    """Resolve "in May" to the latest in or before the document's month."""
    return _latest_month(_month(group), known.published, is_past=False)


def _relative_month(group: Groups, known: _Known) -> str | None:
    """Resolve "last May" against the document's month, "the following May" against the date last spoken of."""
    month = _month(group)
    if group["which"].lower() not in _AHEAD:
        return _latest_month(month, known.published, is_past=True)
    if not known.anchor or len(known.anchor) < _TO_THE_MONTH:
        return None
    year, since = _year_and_month(known.anchor)
    return f"{year if month > since else year + 1}-{month:02}"


def _weekday(group: Groups, known: _Known) -> str | None:
    """Resolve "Tuesday", "last Tuesday" to the latest on or before the document's day."""
    which = (group["which"] or "").strip().lower()
    day = known.day
    if day is None or which in _AHEAD:
        return None
    back = (day.weekday() - WEEKDAYS[group["weekday"].lower()]) % 7
    return (day - dt.timedelta(days=7 if back == 0 and which == lexicon.LAST else back)).isoformat()


def _day_word(group: Groups, known: _Known) -> str | None:
    """Resolve "yesterday", "this morning"."""
    day = known.day
    return None if day is None else (day + dt.timedelta(days=_DAY_WORDS[group["day_word"].lower()])).isoformat()


def _last_unit(group: Groups, known: _Known) -> str | None:
    """Resolve "last month", "earlier this year"."""
    if not known.published:
        return None
    back = _PAST_UNITS[group["unit_of_last"].lower()]
    if group["unit"].lower() == lexicon.YEAR:
        return str(int(known.published[:4]) + back)
    return _months_from(known.published, back)


def _week(group: Groups, known: _Known) -> str | None:
    """Resolve "last week", "earlier this week" to the month that holds all of its days; None where it has days of two."""
    day = known.day
    if day is None:
        return None
    first = day - dt.timedelta(days=day.weekday() - 7 * _PAST_WEEKS[group["week"].lower()])
    last = min(day, first + dt.timedelta(days=6))
    return first.isoformat()[:_TO_THE_MONTH] if first.month == last.month else None


def _holiday(group: Groups, known: _Known) -> str | None:
    """Resolve "Labor Day" to the latest on or before the document's day, or in the year that is stated."""
    day, stated = known.day, group["holiday_year"]
    if day is None:
        return None
    for year in (int(stated),) if stated else (day.year, day.year - 1):
        celebrated = _holiday_in(year, group["holiday"].replace("’", "'"))
        if group["holiday_end"].lower() in _EVES:
            celebrated -= dt.timedelta(days=1)
        if celebrated <= day:
            return celebrated.isoformat()
    return None


def _holiday_in(year: int, name: str) -> dt.date:
    """Return the day of a holiday in a year."""
    month, (count, *weekday) = _HOLIDAYS[name]
    return _nth_weekday(year, month, WEEKDAYS[weekday[0]], int(count)) if weekday else dt.date(year, month, int(count))


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """Return the n-th such weekday of a month of at most 31 days; with n = -1 the last one of a month of 31."""
    if n < 0:
        last = dt.date(year, month, 31)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _shifted(group: Groups, known: _Known) -> str | None:
    """Resolve "two days later" against the date last spoken of, "two days ago" against the document's."""
    way, unit = group["way"].lower(), group["unit"].lower()
    base = known.published if way in _AGO else known.anchor
    count = (_NUMBERS.get(group["count"].lower()) or int(group["count"])) * (1 if way in _FORWARD else -1)
    if unit in _UNIT_DAYS:
        day = _days_from(base, count * _UNIT_DAYS[unit])
        is_to_come = way == _AFTER and day is not None and known.published is not None and day > known.published[: len(day)]
        return None if is_to_come else day  # "a day after regulators met" is not counted from the day that the text goes on to
    if not base:
        return None
    return str(int(base[:4]) + count) if unit == lexicon.YEAR else _months_from(base, count)


def _same_day(group: Groups, known: _Known) -> str | None:
    """Resolve "hours later" to the day last spoken of."""
    return known.anchor if parse_day(known.anchor) is not None else None


def _neighbour(group: Groups, known: _Known) -> str | None:
    """Resolve "the following day", "that year" against the date last spoken of."""
    anchor, unit, step = known.anchor, group["unit"].lower(), _NEIGHBOURS[group["way"].lower()]
    if not anchor:
        return None
    if unit in _SINGLE_DAYS:
        base = parse_day(anchor)
        if base is None:
            return anchor if len(anchor) == _TO_THE_MONTH and step >= 0 else None
        return (base + dt.timedelta(days=step)).isoformat()
    if unit == lexicon.YEAR:
        return str(int(anchor[:4]) + step)
    return _months_from(anchor, step) if unit == lexicon.MONTH else None


# --- the calendar -------------------------------------------------------------------------------------------------------


def _ymd(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO 8601, or None where the month does not have it."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_and_month(iso: str) -> tuple[int, int]:
    """Return (year, month) of a date known to the month."""
    return int(iso[:4]), int(iso[5:7])


def _latest_month(month: int, published: str | None, *, is_past: bool) -> str | None:
    """Return the latest such month in or, with `is_past`, before the document's, or None where that is not known to the month."""
    if not published or len(published) < _TO_THE_MONTH:
        return None
    year, current = _year_and_month(published)
    return f"{year if month <= current - is_past else year - 1}-{month:02}"


def _months_from(iso: str, count: int) -> str | None:
    """Return the month some months from a date, or None where that is not known to the month."""
    if len(iso) < _TO_THE_MONTH:
        return None
    year, month = _year_and_month(iso)
    months = year * 12 + month - 1 + count
    return f"{months // 12}-{months % 12 + 1:02}"


def _days_from(iso: str | None, count: int) -> str | None:
    """Return the day some days from a date; of one known to the month the month, where the days are few; else None."""
    day = parse_day(iso)
    if day is not None:
        return (day + dt.timedelta(days=count)).isoformat()
    return iso[:_TO_THE_MONTH] if iso and len(iso) >= _TO_THE_MONTH and abs(count) <= _VAGUE_DAYS else None


# --- the rules, in order: what one has read no later one reads ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a kind of date is written, and what it means: `resolve` returns its ISO value or None.

    No text matches that names no month, with `names_month`; that has no digit, with `needs_digit`, or no four in a row, with
    `needs_year`; that has none of the words in lower case in one of the classes that it `needs`.
    """

    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[Groups, _Known], str | None]
    is_anchored: bool
    names_month: bool
    needs_digit: bool
    needs_year: bool
    needs: tuple[frozenset[str], ...]


def _rule(
    name: str,
    pattern: str,
    resolve: Callable[[Groups, _Known], str | None],
    flags: int = 0,
    *,
    is_anchored: bool = True,
    needs_year: bool = False,
    needs: tuple[frozenset[str], ...] | None = None,
) -> _Rule:
    """Return a rule with its pattern compiled. `needs`: as in `_Rule`; a rule without them needs a digit."""
    return _Rule(name, re.compile(pattern, flags), resolve, is_anchored, _MONTH in pattern, needs is None, needs_year, needs or ())


_RULES = (
    _rule(
        "span of a month", rf"\b(?P<first>\d{{1,2}}){_DAY_ENDING}{_JOINT}{_ORDINAL}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?", _span
    ),
    _rule(
        "span behind its month",
        rf"\b{_MONTH}\s+(?P<first>\d{{1,2}}){_DAY_ENDING}{_JOINT}{_ORDINAL}\b(?:,?\s+{_YEAR}\b|(?=\s*(?:[.,;:)]|$)))",
        _span,
    ),
    _rule(
        "span of two months",
        rf"\b(?P<first>\d{{1,2}}){_DAY_ENDING}\s+(?P<first_month>{_MONTH_NAMES})\b\.?{_JOINT}{_ORDINAL}\s+{_MONTH},?\s+{_YEAR}\b",
        _span,
    ),
    _rule(
        "span from month to month",
        rf"\b(?P<first_month>{_MONTH_NAMES})\b\.?\s+(?P<first>\d{{1,2}}){_DAY_ENDING}{_JOINT}{_MONTH}\s+{_ORDINAL},?\s+{_YEAR}\b",
        _span,
    ),
    _rule("months of a year", rf"\b(?:{_MONTH_NAMES})\b\.?{_JOINT}{_MONTH},?\s+{_YEAR}\b", _year, needs_year=True),
    _rule("day month year", rf"\b{_ORDINAL}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _full),
    _rule("month day year", rf"\b{_MONTH}\s+{_ORDINAL},?\s+{_YEAR}\b", _full),
    _rule("iso", r"\b(?P<iso>(?:1[6-9]|20)\d\d-\d\d-\d\d)\b", _iso, needs_year=True),
    _rule("month year", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _month_of_year),
    _rule(
        "relative month",
        rf"\b(?:the\s+)?(?P<which>(?i:{lexicon.alternatives([*lexicon.lines('past_months'), *_AHEAD])}))\s+{_MONTH}",
        _relative_month,
        needs=(),
    ),
    _rule("month day", rf"\b{_MONTH}\s+{_ORDINAL}\b(?!\s*(?:percent|%|:\d))", _day_of_month),
    _rule("day month", rf"\b{_ORDINAL}\s+(?:of\s+)?{_MONTH}", _day_of_month),
    _rule(
        "shift",
        rf"\b{_COUNT}\s+(?P<unit>{lexicon.alternatives(lexicon.grouped('shift_units'))})s?\s+(?P<way>{_WAY})\b",
        _shifted,
        re.IGNORECASE,
        is_anchored=False,
        needs=(_COUNTED_UNITS,),
    ),
    _rule(
        "hours later",
        rf"\b(?:{lexicon.alternatives(_SHORT_UNITS)})\s+{_LATER}\b",
        _same_day,
        re.IGNORECASE,
        is_anchored=False,
        needs=(_SHORT_UNITS,),
    ),
    _rule(
        "neighbour",
        rf"\b(?:the\s+)?(?P<way>(?<=the )(?:{lexicon.alternatives(set(_NEIGHBOURS) - {lexicon.THAT})})|{lexicon.THAT})"
        rf"\s+(?P<unit>{lexicon.alternatives(lexicon.words('neighbour_units'))})\b",
        _neighbour,
        re.IGNORECASE,
        is_anchored=False,
        needs=(_UNITS, frozenset(_NEIGHBOURS)),
    ),
    _rule(
        "weekday",
        rf"\b(?P<on>(?<=[Oo]n ))?(?P<which>(?i:last\s+|this\s+past\s+|this\s+|next\s+))?(?P<weekday>{_WEEKDAY})(?!s|’s|'s\s+(?!on\b))"
        rf"(?(on)|(?!\s+(?:{_PAPERS})\b)){_PART_OF_DAY}\b",
        _weekday,
        needs=(frozenset(WEEKDAYS),),
    ),
    _rule(
        "weekday of an occasion",
        rf"\b(?P<which>(?i:last\s+))?(?P<weekday>{_WEEKDAY})[’']s(?=\s+(?:[\w’'-]+\s+){{0,3}}(?:{_OCCASION})\b)",
        _weekday,
        needs=(frozenset(WEEKDAYS), _POSSESSIVE),
    ),
    _rule(
        "day word", rf"(?<!the )\b(?P<day_word>{lexicon.alternatives(_WRITTEN_DAY_WORDS)})\b", _day_word, needs=(_LAST_DAY_WORDS,)
    ),
    _rule(
        "last unit",
        rf"\b(?P<unit_of_last>{lexicon.alternatives(_PAST_UNITS)})\s+(?P<unit>{lexicon.MONTH}|{lexicon.YEAR})\b",
        _last_unit,
        re.IGNORECASE,
        needs=(frozenset((lexicon.MONTH, lexicon.YEAR)),),
    ),
    _rule(
        "week",
        rf"(?<!later )\b(?P<week>(?i:{lexicon.alternatives(_PAST_WEEKS)}))\s+{_WEEK}\b",
        _week,
        needs=(frozenset((_WEEK,)),),
    ),
    _rule(
        "holiday",
        rf"\b(?P<holiday>{_HOLIDAY})\s+(?P<holiday_end>{_HOLIDAY_ENDS})\b(?:,?\s+(?:in\s+|of\s+)?(?P<holiday_year>(?:19|20)\d\d)\b)?",
        _holiday,
        needs=(lexicon.words("holiday_ends"),),
    ),
    _rule(
        "month",
        rf"\b(?i:{lexicon.alternatives(lexicon.lines('month_leads'))})[\s-]+(?:late\s+|early\s+|mid-?\s*)?{_MONTH}(?!\s*\d)",
        _month_alone,
        needs=(),
    ),
    _rule(
        "adjectival month",
        rf"\b(?:{lexicon.alternatives(lexicon.words('year_determiners'))}|’s|'s)\s+{_MONTH}"
        rf"\s+(?=(?:[a-z-]+\s+){{0,2}}(?:{lexicon.alternatives(lexicon.words('dated_nouns'))})\b)",
        _month_alone,
        needs=(),
    ),
    _rule(
        "year",
        rf"\b(?i:{lexicon.alternatives(lexicon.lines('year_leads'))})[\s-]+{_YEAR}\b(?!\s*(?:{lexicon.alternatives(lexicon.words('counted'))}|-))",
        _year,
        needs_year=True,
    ),
    _rule(
        "adjectival year",
        rf"\b(?:{lexicon.alternatives(lexicon.words('year_determiners'))}|’s|'s)\s+(?:\w+\s+)?{_LATE_YEAR}"
        rf"\s+(?=(?:(?:[A-Z][\w’'-]*\s+){{1,4}}|\w+\s+)?(?i:{lexicon.alternatives(lexicon.words('dated_nouns'))}))",
        _year,
        needs_year=True,
    ),
)
_RULES_WITHOUT_MONTH = tuple(rule for rule in _RULES if not rule.names_month)
