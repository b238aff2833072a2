"""What agencies send as text over teleprinter protocols: IPTC 7901 and ANPA 1312 → the story without the codes about it.

Control characters part a message: SOH begins its header, STX its text, ETX what the agency says of the sending
(https://iptc.org/std/IPTC7901/, ANPA-89-3). AP marks the lines over a story with carets and ends them with `<` or `=`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.agency import Item, document_of, unwrapped
from service.sources.tables import entries

_SOH, _STX, _ETX = 1, 2, 3
_HEAD = 16  # bytes in which a message begins
_LONGEST_HEADER = 1000  # bytes from there to its text
_CODES = bytes({*range(32), 127} - set(b"\t\n\r\f"))
_SOURCE = re.compile(r"\b(?P<name>[A-Za-z][A-Za-z-]{1,30})\s+\d{1,5}\s*$")  # `eca062 4 i 211 ccccb   dpa 061`
_SENT = re.compile(
    r"(?P<day>\d{2})\d{4}(?:\s+[A-Z]{3})?\s+(?P<month>[A-Z][a-z]{2})\s+(?P<year>\d{2})\b"  # `131137 GMT Nov 13`
    r"|(?P<agency>[A-Z]{2,5})-[A-Z]{1,3}-(?P<month2>\d{2})-(?P<day2>\d{2})-(?P<year2>\d{2})\b"  # `AP-WF-11-13-13 1509GMT`
)
_BY = re.compile(r"^by\s+(?=\S)", re.IGNORECASE)
_END_OF_LINE = re.compile(r"\s{0,9}[<=]\s{0,9}$")
_KILL = re.compile(
    r"(?:(?:BULLETIN|MANDATORY|URGENT|STORY)\s)?(?:KILL|WITHHOLD|ELIMINATION|WITHDRAWAL)", re.IGNORECASE
)  # a line of it alone
_TOP = 8  # lines of a message above which it says that it withdraws another
_STARS = re.compile(r"^\s*(?:\*\s*){3,}$")
_RULE = re.compile(r"^[^\S\n]{0,40}_{2,}[^\S\n]{0,40}$", re.MULTILINE)
_MONTHS = {name: n for n, name in enumerate(calendar.month_abbr) if name}  # in English: no reader sets a locale
_MONTHS |= {"Mrz": 3, "Mai": 5, "Okt": 10, "Dez": 12}  # which dpa's machines write
_CENTURY = 2000  # of a year in two digits; the protocols are older than the files that anybody keeps
_UPDATE = re.compile(r"\(.{1,60}\)|[A-Z\d]{1,12}(?: [A-Z\d]{1,12}){0,2}")  # `1ST LEAD`, `REFILE`, `(Note)`: what is over a headline


@dataclass(slots=True)
class _Story:
    """What stands in the text of a message: the lines over the story, and its own."""

    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def is_wire(content: bytes) -> bool:
    """Tell whether bytes begin as a message of these protocols. A program has the same codes in its head, with zeros between them."""
    begin = content[:_HEAD].find(_SOH)
    header, mark, _ = content[begin : begin + _LONGEST_HEADER].partition(bytes([_STX]))
    return begin >= 0 and bool(mark) and 0 not in header


def read_wire(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the document of a message. Raises UnreadableSource for anything else, and where there are no words."""
    if not is_wire(content):
        raise UnreadableSource("this is no message of a wire: no header and no text are marked in it")
    begin = content.find(_SOH)
    start = content.find(_STX, begin)
    end = content.find(_ETX, start)
    end = end if end > 0 else len(content)
    header, text, foot = (_decoded(part) for part in (content[begin:start], content[start:end], content[end:]))
    if any(_KILL.fullmatch(line.strip(" \t^<=*_-")) for part in (header, text) for line in part.split("\n")[:_TOP]):
        raise UnreadableSource("it tells that a story is withdrawn, and is none itself: take that story out by hand")
    sent = _SENT.search(foot) or _SENT.search(text[-200:])
    story = _story(text)
    title = next((line for line in story.head if not _BY.match(line)), None)
    author = next((_BY.sub("", line) for line in story.head if _BY.match(line)), None)
    item = Item(
        body=_words(story.body),
        title=title,
        author=author,
        outlets=(sent["agency"] if sent else None, _source(header)),
        first=_day(sent) if sent else None,
    )
    return [document_of(item, gazetteer)]


def _decoded(part: bytes) -> str:
    """Return a part of a message as text without the codes that delimit it."""
    plain = part.translate(None, _CODES)
    return decoding.lines(plain) if plain.strip() else ""


def _story(text: str) -> _Story:
    """Return the lines over a story, without the names of its file and notes to editors, and its own lines."""
    lines = text.replace("\f", "\n").split("\n")
    return _with_carets(lines) if any(line.startswith("^") for line in lines[:3]) else _with_equals(lines)


def _with_carets(lines: list[str]) -> _Story:
    """AP's way: each line over the story begins with a caret; the first of them names the file."""
    first = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("^")), len(lines))
    named = [_END_OF_LINE.sub("", line[1:]).strip() for line in lines[1:first] if line.startswith("^")]
    kept = [line for line in named if line and not line.casefold().startswith(tuple(entries("wire_notes")))]
    body = (f"\t{line[1:]}" if line.startswith("^") else line for line in lines[first:])  # a heading within the story
    return _Story(kept, [_END_OF_LINE.sub("", line) for line in body])


def _with_equals(lines: list[str]) -> _Story:
    """dpa's way: what stands over the story ends with a sign of equality."""
    ended = {n for n, line in enumerate(lines) if line.rstrip().endswith("=")}
    last = next((n for n in sorted(ended) if n + 1 not in ended), None)
    start = 0 if last is None else last + 1
    titles = [plain for line in lines[:start] if (plain := _END_OF_LINE.sub("", line).strip())]
    kept = [line for line in titles if not _UPDATE.fullmatch(line)] or titles
    body = lines[start:]
    return _Story(kept, body[: _end(body)])


def _end(lines: list[str]) -> int:
    """Return where a story ends: before a line of stars behind which the agency says what is not for print."""
    written = [(n, line.strip()) for n, line in enumerate(lines) if line.strip()]
    for (n, line), (_, following) in pairwise(written):
        if _STARS.match(line) and following.casefold().startswith(tuple(entries("not_for_print"))):
            return n
    return len(lines)


def _words(lines: list[str]) -> str:
    """Return the words of a story, a blank line between its paragraphs, with the marks that a teleprinter has not."""
    text = unwrapped("\n".join(line.replace("\t", "    ").rstrip() for line in lines))
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n|\n(?=[ \t]{2,})", _RULE.sub("", text)))
    joined = "\n\n".join(part for part in paragraphs if part)
    return joined.replace("``", "“").replace("''", "”").replace(" _ ", " — ")


def _source(header: str) -> str | None:
    """Return the agency that a header of IPTC 7901 names."""
    first = next((plain for line in header.split("\n") if (plain := line.strip())), "")
    match = _SOURCE.search(first)
    return match["name"] if match else None


def _day(sent: re.Match[str]) -> str | None:
    """Return the day on which a message was sent, as ISO 8601."""
    month = _MONTHS.get(sent["month"] or "") or int(sent["month2"] or 0)
    with suppress(ValueError):
        return dt.date(_CENTURY + int(sent["year"] or sent["year2"]), month, int(sent["day"] or sent["day2"])).isoformat()
    return None
