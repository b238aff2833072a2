"""Read and compare ISO 8601 dates at the precision that is known."""

from __future__ import annotations

import datetime as dt
import re


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
