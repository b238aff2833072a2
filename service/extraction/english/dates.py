"""When words were spoken: the date that the attributing sentence states, resolved against the document's own date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from service.dates import is_iso_date, parse_day
from service.extraction.english.lexicon import MONTHS, WEEKDAYS

_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART_OF_DAY = r"(?:\s+(?:early|late))?(?:\s+(?:morning|afternoon|evening|night))?"
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = r"(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"

_PATTERNS = [
    ("dmy", re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>(?:1[6-9]|20)\d\d)\b")),
    ("mdy", re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:1[6-9]|20)\d\d)\b")),
    ("iso", re.compile(r"\b(?P<iso>(?:1[6-9]|20)\d\d-\d\d-\d\d)\b")),
    ("my", re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?(?P<year>(?:1[6-9]|20)\d\d)\b")),
    ("relative_my", re.compile(rf"\b(?:the\s+)?(?P<which>last|following|next|this past|previous)\s+{_MONTH}")),
    ("md", re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:percent|%|:))")),
    ("dm", re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}")),
    ("later", re.compile(rf"\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|before|after|ago)\b", re.IGNORECASE)),
    ("neighbour", re.compile(r"\b(?:the\s+)?(?P<way>(?<=the )(?:following|next|previous|same)|that)\s+(?P<unit>day|week|month|year|morning|evening|night)\b", re.IGNORECASE)),
    ("weekday", re.compile(rf"\b(?P<which>last\s+|this\s+past\s+|this\s+|next\s+)?(?P<weekday>{_WEEKDAY})(?!s|’s|'s\s+(?!on\b)){_PART_OF_DAY}\b")),
    ("day", re.compile(r"(?<!the )\b(?P<day_word>[Yy]esterday|today|[Tt]onight|[Tt]his morning|[Tt]his afternoon|[Tt]his evening|[Ll]ast night)\b")),
    ("last", re.compile(r"\b(?P<unit_of_last>last|earlier this|the previous)\s+(?P<unit>month|year)\b", re.IGNORECASE)),
    ("season", re.compile(r"\b(?P<holiday>Thanksgiving|Christmas|New Year’s|New Year's|Independence|Veterans|Labor|Memorial)\s+(?:Day|Eve)\b(?:,?\s+(?:in\s+|of\s+)?(?P<holiday_year>(?:19|20)\d\d)\b)?")),
    ("month", re.compile(rf"\b(?i:in|since|back in|late|early|mid)[\s-]+(?:late\s+|early\s+|mid-?\s*)?{_MONTH}(?!\s*\d)")),
    ("year", re.compile(r"\b(?i:in|since|back in|as far back as|during|of|from|was|early|late|mid)[\s-]+(?P<year>(?:1[6-9]|20)\d\d)\b(?!\s*(?:people|percent|dollars|-))")),
    ("bare_year", re.compile(r"\b(?:a|an|his|her|their|the|’s|'s)\s+(?:\w+\s+)?(?P<year>(?:1[89]|20)\d\d)\s+(?=(?:\w+\s+)?(?:interview|speech|rally|debate|tweet|post|video|clip|statement|address|letter|memo|convention|campaign|op-ed|book|essay|hearing))")),
]  # fmt: skip


_LIMITS = re.compile(r"\b(?:by|until|till|through|before)\s+$")  # a deadline is no day of speech


@dataclass(frozen=True, slots=True)
class Found:
    """A date found in a sentence: its ISO value and where it stands there."""

    value: str
    start: int
    end: int
    is_anchored: bool = True  # False: relative to another date of the text, which is then given as `anchor`


def find_dates(text: str, published: str | None, anchor: str | None = None, start: int = 0, end: int | None = None) -> list[Found]:
    """The dates in a stretch of text, in order.

    `published` is the ISO date against which weekdays and "last month" are resolved (the latest such day on or before
    it); `anchor` is the date last spoken of, against which "two days later" is. What cannot be resolved is left out.
    """
    stop = len(text) if end is None else end
    taken: list[tuple[int, int]] = []
    out = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, stop):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            is_limit = _LIMITS.search(text, max(0, match.start() - 8), match.start())
            value = None if is_limit else _within_reach(kind, match, published, anchor)
            taken.append(match.span())
            if value:
                out.append(Found(value, match.start(), match.end(), kind not in ("later", "neighbour")))
    return sorted(out, key=lambda f: f.start)


def _within_reach(kind: str, match: re.Match[str], published: str | None, anchor: str | None) -> str | None:
    """The value of a match, None where it lies outside the years that a date may have."""
    try:
        value = _value(kind, match, published, anchor)
    except (OverflowError, ValueError):  # before the year 1, or after 9999
        return None
    return value if value and is_iso_date(value) else None


def _value(kind: str, match: re.Match[str], published: str | None, anchor: str | None) -> str | None:
    group = match.groupdict()
    day = parse_day(published)
    if kind in ("dmy", "mdy"):
        return _ymd(int(group["year"]), _month(group["month"]), int(group["day"]))
    if kind == "iso":
        return group["iso"] if is_iso_date(group["iso"]) else None
    if kind == "my":
        return f"{group['year']}-{_month(group['month']):02}"
    if kind in ("year", "bare_year"):
        return group["year"]
    if kind in ("md", "dm"):
        return _latest_day(_month(group["month"]), int(group["day"]), day)
    if kind == "month":
        return _latest_month(_month(group["month"]), published)
    if kind == "relative_my":
        return _relative_month(group["which"], _month(group["month"]), published, anchor)
    if kind == "weekday":
        return _weekday(group["which"], group["weekday"], day)
    if kind == "day":
        if day is None:
            return None
        back = group["day_word"].lower() in ("yesterday", "last night")
        return (day - dt.timedelta(days=1) if back else day).isoformat()
    if kind == "last":
        return _last_unit(group["unit_of_last"].lower(), group["unit"].lower(), published)
    if kind == "season":
        return _holiday(group["holiday"], day, group["holiday_year"])
    if kind == "later":
        base = day if group["way"].lower() == "ago" else parse_day(anchor)
        return _shift(base, published if group["way"].lower() == "ago" else anchor, group)
    if kind == "neighbour":
        return _neighbour(group["way"].lower(), group["unit"].lower(), anchor)
    return None


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _ymd(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _latest_day(month: int, day: int, published: dt.date | None) -> str | None:
    if published is None:
        return None
    for year in (published.year, published.year - 1):
        value = _ymd(year, month, day)
        if value and value <= published.isoformat():
            return value
    return None


def _latest_month(month: int, published: str | None) -> str | None:
    if not published or len(published) < 7:
        return None
    year = int(published[:4])
    return f"{year if month <= int(published[5:7]) else year - 1}-{month:02}"


def _relative_month(which: str, month: int, published: str | None, anchor: str | None) -> str | None:
    if which in ("following", "next"):
        if not anchor or len(anchor) < 7:
            return None
        year = int(anchor[:4])
        return f"{year if month > int(anchor[5:7]) else year + 1}-{month:02}"
    if not published or len(published) < 7:
        return None
    year = int(published[:4])
    return f"{year if month < int(published[5:7]) else year - 1}-{month:02}"


def _weekday(which: str | None, weekday: str, published: dt.date | None) -> str | None:
    if published is None or (which or "").strip() == "next":
        return None
    back = (published.weekday() - WEEKDAYS[weekday.lower()]) % 7
    if (which or "").strip() == "last" and back == 0:
        back = 7
    return (published - dt.timedelta(days=back)).isoformat()


def _last_unit(which: str, unit: str, published: str | None) -> str | None:
    if not published:
        return None
    year = int(published[:4])
    if unit == "year":
        return str(year) if which == "earlier this" else str(year - 1)
    if len(published) < 7:
        return None
    month = int(published[5:7])
    if which == "earlier this":
        return f"{year}-{month:02}"
    return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"


def _holiday(name: str, published: dt.date | None, stated: str | None) -> str | None:
    if published is None:
        return None
    name = name.replace("’", "'")
    for year in (int(stated),) if stated else (published.year, published.year - 1):
        days = {
            "Thanksgiving": _nth_weekday(year, 11, 3, 4),
            "Christmas": dt.date(year, 12, 25),
            "New Year's": dt.date(year, 1, 1),
            "Independence": dt.date(year, 7, 4),
            "Veterans": dt.date(year, 11, 11),
            "Labor": _nth_weekday(year, 9, 0, 1),
            "Memorial": _last_monday_of_may(year),
        }
        if days[name] <= published:
            return days[name].isoformat()
    return None


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _last_monday_of_may(year: int) -> dt.date:
    last = dt.date(year, 5, 31)
    return last - dt.timedelta(days=last.weekday())


def _shift(base: dt.date | None, known: str | None, group: dict[str, str]) -> str | None:
    count = _NUMBERS.get(group["count"].lower()) or int(group["count"])
    sign = 1 if group["way"].lower() in ("later", "after") else -1
    unit = group["unit"].lower()
    if unit in ("day", "week"):
        if base is not None:
            return (base + dt.timedelta(days=sign * count * (7 if unit == "week" else 1))).isoformat()
        # days from a date known to the month: the month is all that can be said, and only for a few of them
        return known[:7] if known and len(known) >= 7 and count * (7 if unit == "week" else 1) <= 3 else None
    if not known:
        return None
    if unit == "year":
        return str(int(known[:4]) + sign * count)
    if len(known) < 7:
        return None
    months = int(known[:4]) * 12 + int(known[5:7]) - 1 + sign * count
    return f"{months // 12}-{months % 12 + 1:02}"


def _neighbour(way: str, unit: str, anchor: str | None) -> str | None:
    if not anchor:
        return None
    step = {"following": 1, "next": 1, "previous": -1, "same": 0, "that": 0}[way]
    if unit in ("day", "morning", "evening", "night"):
        base = parse_day(anchor)
        return (
            (base + dt.timedelta(days=step)).isoformat() if base else (anchor if len(anchor) == 7 and way != "previous" else None)
        )
    if unit == "year":
        return str(int(anchor[:4]) + step)
    if unit == "month" and len(anchor) >= 7:
        months = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    return None
