"""What stands over the words of a press release in text: that it is one, its headline and its day."""

from __future__ import annotations

import re
from itertools import islice

from service.sources.days import day_of

_MARK = re.compile(
    r"\W*(?:(?:for\s)?immediate\srelease|for\srelease(?:\s?:|\s(?:on|after|at|immediately)\b).{0,80}"
    r"|(?:press|news|media)\s(?:release|statement)(?:\s(?:no\.?|#)?\s?[\w/-]{0,9}\d[\w/-]{0,9})?"
    r"|(?:strictly\s|under\s|strict\s)?embargo(?:ed)?(?:\s?:|\s(?:until|till|for\srelease)\b).{0,100})\W*",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\W*(?:(?:press|media)\s)?contacts?\b|.*\S@\S+\.\S|\W*(?:tel|phone|date|ref)\b\W", re.IGNORECASE)
_WIRE = re.compile(  # how the services that send releases for a fee begin them, perhaps with the day
    r"(?:(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\s?[–—-]{0,3}\s?)?(?:/(?:PRNewswire|CNW|PRN Asia)[\w-]{0,20}/|\(BUSINESS WIRE\)|\((?:GLOBE|ACCESS) ?NEWSWIRE\))"
)
_DAY = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2})")
_HEAD, _MOST_LINES = 3000, 8  # characters, and lines with words, in which these stand
_LONGEST_TITLE = 200


def released(text: str) -> dict[str, str]:
    """Return the kind, the headline and the day of a text that says over its words that it is a press release; nothing of any other."""
    lines = list(islice(filter(None, map(str.strip, text[:_HEAD].split("\n"))), _MOST_LINES))
    marks = [line for line in lines if _MARK.fullmatch(line)]
    wire = _WIRE.search(text[:_HEAD])
    if not marks and wire is None:
        return {}
    title = next((line for line in lines if line not in marks and _is_title(line)), None)
    day = day_of(wire["day"]) if wire and wire["day"] else _day_in(marks)
    told = {"kind": "release", "title": title, "published": day, "published_basis": "text" if day else None}
    return {name: value for name, value in told.items() if value}


def _day_in(marks: list[str]) -> str | None:
    """Return the day of release that one of some lines tells, which that of an embargo is not."""
    found = (_DAY.search(line) for line in marks if "embargo" not in line.casefold())
    return next((day for match in found if match and (day := day_of(match[0]))), None)


def _is_title(line: str) -> bool:
    """Return whether a line over a release may be its headline: no day, no contact, and no sentence."""
    return len(line) <= _LONGEST_TITLE and not _CONTACT.match(line) and not _DAY.search(line) and line[-1] not in '.:”"'
