"""The embargo that a press release states over its words ("EMBARGOED UNTIL 00:01 GMT, 3 March 2031") → the moment in UTC at which it ends."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from service.sources.days import day_of

_HEAD = 800  # characters in which it stands
_LINE = re.compile(
    r"^[\W_]{0,6}(?:(?:strictly|strict|under|press|news|media)\s){0,2}embargo(?:ed)?\b[^\n]{0,20}?\b(?:until|till|til|to|for release|lifts?|ends?|expires)?\b:?(?P<when>[^\n]{0,120})",
    re.IGNORECASE | re.MULTILINE,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\b\.?)|\b(?P<hour2>\d{1,2})[:.](?P<minute2>\d{2})\b|(?P<word>midnight|noon)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(GMT|UTC|BST|WET|CET|CEST|EET|EEST|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|JST|AEST|AEDT)\b")
# Hours ahead of UTC; of a zone that has a summer time the later of both moments, so that nothing is shown too early.
_AHEAD = {"GMT": 0, "UTC": 0, "BST": 1, "WET": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6,
          "CDT": -5, "CT": -6, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "PT": -8, "JST": 9, "AEST": 10, "AEDT": 11}  # fmt: skip
_UNKNOWN_ZONE = -12  # the last place on earth at which it is that time
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\b"
    rf"|\b(?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?!\d|[:.]\d)",
    re.IGNORECASE,
)
_YEAR, _ISO = re.compile(r"\b20\d{2}\b"), re.compile(r"\b20\d{2}-\d{2}-\d{2}\b")
_SOON = 92  # days after a release within which an embargo without a year ends


def embargo_of(text: str, published: str | None) -> str | None:
    """Return the moment in UTC until which a text says over its words that it is under embargo; None where it says none, or no day.

    `published`: the day of the release, which tells the year of a day without one.
    """
    head = text[:_HEAD]
    match = _LINE.search(head) if "embargo" in head.casefold() else None
    if match is None:
        return None
    when = match["when"]
    if not _date(when, published):  # it may stand on the line below
        when += " " + head[match.end() :].lstrip("\n").partition("\n")[0]
    day = _date(when, published)
    return _moment(day, when) if day else None


def _date(when: str, published: str | None) -> str | None:
    """Return the day that a line gives, of one without a year the next behind the day of publication."""
    if iso := _ISO.search(when):
        return day_of(iso[0])
    found, year = _DAY.search(when), _YEAR.search(when)
    if found is None or (year is None and (published is None or len(published) < len("2031-03-03"))):
        return None
    day, month = found["day"] or found["day2"], found["month"] or found["month2"]
    if year:
        return day_of(f"{day} {month} {year[0]}")
    first = dt.date.fromisoformat((published or "")[:10])
    told = [day_of(f"{day} {month} {first.year + more}") for more in (0, 1)]
    return next((one for one in told if one and 0 <= (dt.date.fromisoformat(one) - first).days <= _SOON), None)


def _moment(day: str, when: str) -> str | None:
    """Return the moment in UTC of a day at the time that a line gives, else at that day's end."""
    clock, zone = _CLOCK.search(when), _ZONE.search(when)
    ahead = dt.timezone(dt.timedelta(hours=_AHEAD[zone[1]] if zone else _UNKNOWN_ZONE))
    with suppress(ValueError):
        at = dt.datetime.combine(dt.date.fromisoformat(day), _time(clock) if clock else dt.time(23, 59, 59), tzinfo=ahead)
        return at.astimezone(dt.UTC).isoformat()[:19]
    return None


def _time(clock: re.Match[str]) -> dt.time:
    """Return the time of day that a clock shows. Raises ValueError for one that none does."""
    if clock["word"]:
        return dt.time(12) if clock["word"].casefold() == "noon" else dt.time(0)
    hour, minute = int(clock["hour"] or clock["hour2"]), int(clock["minute"] or clock["minute2"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    return dt.time(hour, minute)
