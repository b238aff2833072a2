"""Plain text, with an optional head of `name: value` lines between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from schemas.vocabulary import KINDS
from service.dates import is_iso_date
from service.errors import UnreadableSource
from service.records import Document, Origin
from service.sources import decoding
from service.sources.days import day_of
from service.sources.fields import LONGEST_FIELD, address
from service.sources.release_heads import released
from service.sources.signed import with_signed
from service.sources.speech_heads import delivered

if TYPE_CHECKING:
    from service.sources.transcripts import Turn

_HEAD = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS = ("title", "url", "outlet", "published", "kind", "speaker", "venue")
_BESIDE = ("author", "modified")  # what is known of a document beside its content
_LONGEST_TITLE = 200
_LONGEST_HEAD, _MOST_WORDS = 12, 16  # lines, empty ones too, in which the day stands, and words of each: longer ones are the text
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DAY_LINE = re.compile(  # "Published: Friday, 2 December 2022, 10:30 GMT"
    r"(?:(?i:published|posted|dated?|issued)(?i:\son)?:?\s)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?"
    rf"(?P<day>{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:[ ,|T–-]{1,3}(?:at\s)?\d{1,2}[:.]\d{2}[^\n]{0,20})?"
)
MOST_TEXT = 10_000_000  # characters of a document, about twenty books
_PRINTED = re.compile(
    r"[a-z]\.?\s(?!I{2,3}$|IV$)[A-Z][A-Z'’-]+(?:\s\(|$)|(?:M[Rr]|M[Rr]?[Ss]|D[Rr])\.\s[\w'’-]+$"
)  # "Senator EK (Ellery)", "Ms. Ek": as records have names
_QUESTION = re.compile(r"^Q\d{1,4}\s+(?=[^\W\d_a-z][^:\n]{1,60}:\s)", re.MULTILINE)  # the number of a question before who asks it
_INITIALS = re.compile(r"[A-Z]{2,3}")  # that are all of a label
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?")


def read_text(content: bytes) -> list[Document | UnreadableSource]:
    """Return one document; its title is the first line where that stands apart and the head has none.

    What has the layout of a transcript is read as one, unless the head says that it is something else.
    """
    from service.sources.databases import exported

    head, body = split_head(decoding.lines(content))
    if not head and (articles := exported(body)) is not None:
        return articles
    if head.get("kind", "transcript") == "transcript" and (found := as_transcript(body, head)) is not None:
        return [found]
    return [
        with_signed(
            make_document({"title": _first_line(body), **dated(body), **released(body), "text": body, **delivered(body), **head})
        )
    ]


def dated(text: str, modified: str | None = None) -> dict[str, str]:
    """Return the day of publication that a line over a text says, as fields of a document; none where none does.

    `modified`: when the file was last changed, if it says so: a later day is that of what it announces.
    """
    day = _day_over(text)
    return {"published": day, "published_basis": "text"} if day and (not modified or day <= modified[: len(day)]) else {}


def _day_over(text: str) -> str | None:
    """Return the day that is a line of its own among the short ones over the text, as under a headline; None for none or for several."""
    days = set[str]()
    for line in islice(filter(None, map(str.strip, text.split("\n", _LONGEST_HEAD + 1))), _LONGEST_HEAD):
        if len(line.split()) > _MOST_WORDS or line.endswith("."):
            break
        found = _DAY_LINE.fullmatch(line)
        if found is not None and (day := day_of(found["day"])) is not None:
            days.add(day)
    return days.pop() if len(days) == 1 else None


def as_transcript(text: str, known: Mapping[str, Any]) -> Document | None:
    """Return the transcript that a text has the layout of, as programs export or records print them; None where it has none. `known`: the document's other fields."""
    from service.sources.hearings import recorded
    from service.sources.ruled_turns import ruled
    from service.sources.spoken import spoken
    from service.sources.transcripts import transcript

    numbered = _QUESTION.findall(text)
    text = _QUESTION.sub("", text) if len(numbered) > 1 else text
    found = ruled(text)
    if found is None:
        found = spoken(text)
        is_record = found is None or len(numbered) > 1 or _has_offices(found.turns) or any(map(_is_printed, found.turns))
        found = (recorded(text) if is_record else None) or found
    if found is None or all(turn.speaker and _INITIALS.fullmatch(turn.speaker) for turn in found.turns):
        return None  # whose initials they are, the words around tell
    told = {"title": found.title, "published": found.day, "published_basis": "text"}
    return transcript(
        found.turns,
        {**told, **known, **({"published_basis": "stated"} if "published" in known and "published_basis" not in known else {})},
    )


def _is_printed(turn: Turn) -> bool:
    """Return whether a turn's label is set as records have names."""
    return bool(turn.speaker and _PRINTED.search(turn.speaker))


def _has_offices(turns: Iterable[Turn]) -> bool:
    """Return whether turns without times have offices for names, which records have: "The Coroner"."""
    return any(turn.start is None and (turn.speaker or "").startswith(("The ", "THE ")) for turn in turns)


def split_head(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a head and the text behind it. Raises UnreadableSource for a field that there is not."""
    match = _HEAD.match(text)
    if not match:
        return {}, text
    head: dict[str, str] = {}
    for line in match["head"].splitlines():
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or name not in (*_FIELDS, *_BESIDE):
            raise UnreadableSource(f"the head has a line {line!r}; it may hold {', '.join((*_FIELDS, *_BESIDE))}")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if value:
            head[name] = value
    return head, text[match.end() :].lstrip("\n")


def make_document(values: Mapping[str, Any]) -> Document:
    """Return a document of fields that a file gives; what is not known is left out. Raises UnreadableSource naming the field."""
    known = {name: value for name, value in values.items() if name in (*_FIELDS, *_BESIDE, "text") and value not in (None, "")}
    for name, value in known.items():
        _require_text(name, value)
    if not known.get("text", "").strip():
        raise UnreadableSource("text is missing or empty")
    if "url" in known and address(known["url"]) is None:
        raise UnreadableSource(f"url must be an http or https address, not {known['url'][:60]!r}")
    if "published" in known:
        day = day_of(known["published"])
        if day is None:
            raise UnreadableSource(f"published must be a date such as 2016-08-03, 2016-08 or 2016, not {known['published']!r}")
        known["published"] = day
    if known.get("kind", "article") not in KINDS:
        raise UnreadableSource(f"kind must be one of {', '.join(KINDS)}, not {known['kind']!r}")
    basis = values.get("published_basis", "stated") if "published" in known else None
    origin = Origin(author=known.pop("author", None), modified=moment(known.pop("modified", None)), published_basis=basis)
    return Document(**known, origin=origin)


def _require_text(name: str, value: Any) -> None:
    """Raise UnreadableSource for a field that is not text, is too long, or holds what no text does."""
    if not isinstance(value, str):
        raise UnreadableSource(f"{name} must be text, not {type(value).__name__}")
    if "\x00" in value or not _is_whole(value):
        raise UnreadableSource(f"{name} holds a character that no text has (NUL or half of a surrogate pair)")
    most = MOST_TEXT if name == "text" else LONGEST_FIELD
    if len(value) > most:
        raise UnreadableSource(f"{name} has more than {most} characters")


def moment(value: str | None) -> str | None:
    """Return a date, with the time of day where there is one, of the ISO 8601 kind; None for anything else."""
    match = _MOMENT.match(value.strip()) if value else None
    if not match or not is_iso_date(match[1]):
        return None
    return f"{match[1]}T{match[2]}" if match[2] else match[1]


def _is_whole(text: str) -> bool:
    """Return whether no half of a surrogate pair stands in a text by itself."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _first_line(text: str) -> str | None:
    """Return the first line of a text where it stands apart as a title does."""
    first, newline, rest = text.lstrip().partition("\n")
    stands_apart = bool(newline) and rest[:1] in ("\n", "\r") and 0 < len(first.strip()) <= _LONGEST_TITLE
    return first.strip() if stands_apart and first.strip()[-1] not in '.”",' else None
