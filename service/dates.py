"""Read and compare ISO 8601 dates at the precision that is known."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_MONTHS = 12  # of a year


def parse_day(value: str | None) -> dt.date | None:
    """Return the day of an ISO date known to the day, else None."""
    if not value or len(value) < 10:
        return None
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None


def is_iso_date(value: str) -> bool:
    """Return whether a text is an ISO 8601 date at the precision of a year, a month or a day, and a real one."""
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        return False
    return True


def same_date(claimed: str, found: str) -> bool:
    """Return whether two ISO dates agree at the coarser of their precisions."""
    short, long = sorted((claimed, found), key=len)
    return long == short or long.startswith(short + "-")


def days_apart(a: str, b: str) -> int:
    """Return the fewest days that may lie between two ISO dates, each of a year, a month or a day; 0 where they overlap.

    Raises ValueError for what is no date.
    """
    earlier, later = sorted((_span(a), _span(b)))
    return max(0, (later[0] - earlier[1]).days)


def _span(value: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of an ISO date."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    last = month or _MONTHS
    return dt.date(year, month or 1, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
