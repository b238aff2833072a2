"""Dates as exports, feeds and pages write them → ISO 8601 days. What may be read in two ways is no date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Any

from service.dates import is_iso_date

_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:?\d{2}.*)?$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s.*)?$")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s.*)?$")
_NAMED = re.compile(
    r"(?:(?P<month>[^\W\d_]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<day2>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<month2>[^\W\d_]{3,9})\.?)"
    r",?\s+(?P<year>\d{4})\b"
)
_TWITTER = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d\d:\d\d:\d\d [+-]\d{4} (\d{4})$")
_PERIOD = re.compile(  # the end of what a call or a report is about: "for the quarter ended June 30, 2022"
    r"\b(?:period|quarter|year|half|months|weeks)\b[^.;\n]{0,40}?\bend(?:ed|ing|s)\s+(?:on\s+)?"
    r"(?:[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d_]{3,9},?\s+\d{4}|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_MONTHS = tuple(name.casefold() for name in calendar.month_name)[1:]  # in English: no reader sets a locale
_LEAST_OF_A_MONTH = 3  # letters of a month's name that tell it
_EPOCH_SECONDS, _EPOCH_MILLISECONDS = range(100_000_000, 10_000_000_000), range(100_000_000_000, 10_000_000_000_000)  # 1973 to 2286


def day_of(value: Any) -> str | None:
    """Return the day of a date at the precision that is known, None for anything else and for one that may be either of two days.

    A moment keeps the day of its own time zone, which is the day on the page; seconds or milliseconds since 1970 are days in UTC.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _of_number(int(value))
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    if text.isdigit() and not _COMPACT.match(text) and len(text) > 8:
        return _of_number(int(text[:14]))
    return next((day for read in (_iso, _numeric, _named, _mail) if (day := read(text)) is not None), None)


def day_of_sitting(line: str) -> str | None:
    """Return the day that a line over a record tells, None for none; the end of a quarter that the record is about is none."""
    return day_of(_PERIOD.sub("", line))


def _of_number(value: int) -> str | None:
    """Return the day of a number: seconds or milliseconds since 1970, or the digits of a date."""
    if value in _EPOCH_MILLISECONDS:
        value //= 1000
    if value in _EPOCH_SECONDS:
        return dt.datetime.fromtimestamp(value, dt.UTC).date().isoformat()
    return _iso(str(value))


def _iso(text: str) -> str | None:
    """Return a date in ISO 8601, with hyphens or without."""
    if match := _ISO.match(text):
        return match[1] if is_iso_date(match[1]) else None
    return _day(*match.groups()) if (match := _COMPACT.match(text)) else None


def _numeric(text: str) -> str | None:
    """Return a date of numbers. With the year last only a number over twelve, or two that are the same, tells the day from the month."""
    if match := _YEAR_FIRST.match(text):
        return _day(*match.groups())
    match = _YEAR_LAST.match(text)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 or first == second or match[2] == ".":  # with dots the day comes first wherever it is written so
        return _day(match[4], second, first)
    return _day(match[4], first, second) if second > 12 else None


def _named(text: str) -> str | None:
    """Return a date with the English name of its month, full or short."""
    if match := _TWITTER.match(text):
        return _day(match[3], _month(match[1]), match[2])
    match = _NAMED.search(text)
    return _day(match["year"], _month(match["month"] or match["month2"]), match["day"] or match["day2"]) if match else None


def _mail(text: str) -> str | None:
    """Return a date as mail has it (RFC 5322)."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _month(name: str) -> int:
    """Return the number of a month by its English name, full or short; 0 for anything else."""
    if len(name) < _LEAST_OF_A_MONTH:
        return 0
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.casefold())), 0)


def _day(year: str, month: str | int, day: str | int) -> str | None:
    """Return a day as ISO 8601 has it, None for one that no calendar has."""
    found = f"{year}-{int(month):02}-{int(day):02}"
    return found if is_iso_date(found) else None
