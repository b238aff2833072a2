"""Plain text, with an optional head of `name: value` lines between two lines of three dashes."""

from __future__ import annotations

import re
from typing import Any

from service.errors import UnreadableSource
from service.extraction.dates import is_iso_date
from service.records import KINDS, Document

_HEAD = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS = ("title", "url", "outlet", "published", "kind", "speaker", "venue")
_LONGEST_TITLE = 200


def read_text(text: str) -> list[Document]:
    """One document; its title is the first line where that stands apart and the head has none."""
    head, body = split_head(text.replace("\r\n", "\n"))
    return [make_document({"title": _first_line(body), **head, "text": body})]


def split_head(text: str) -> tuple[dict[str, str], str]:
    """The fields of a head and the text behind it. Raises UnreadableSource for a field that there is not."""
    match = _HEAD.match(text)
    if not match:
        return {}, text
    head: dict[str, str] = {}
    for line in match["head"].splitlines():
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or name not in _FIELDS:
            raise UnreadableSource(f"the head has a line {line!r}; it may hold {', '.join(_FIELDS)}")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if value:
            head[name] = value
    return head, text[match.end() :].lstrip("\n")


def make_document(values: dict[str, Any]) -> Document:
    """A document of fields that a file gives; what is not known is left out. Raises UnreadableSource naming the field."""
    known = {name: value for name, value in values.items() if name in (*_FIELDS, "text") and value not in (None, "")}
    for name, value in known.items():
        if not isinstance(value, str):
            raise UnreadableSource(f"{name} must be text, not {type(value).__name__}")
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise UnreadableSource(f"{name} holds a character that no text has (NUL or half of a surrogate pair)")
    if not known.get("text", "").strip():
        raise UnreadableSource("text is missing or empty")
    if "published" in known:
        day = known["published"][:10]
        if not is_iso_date(day):
            raise UnreadableSource(f"published must be a date such as 2016-08-03, 2016-08 or 2016, not {known['published']!r}")
        known["published"] = day
    if known.get("kind", "article") not in KINDS:
        raise UnreadableSource(f"kind must be one of {', '.join(KINDS)}, not {known['kind']!r}")
    return Document(**known)


def _first_line(text: str) -> str | None:
    first, newline, rest = text.lstrip().partition("\n")
    stands_apart = bool(newline) and rest[:1] in ("\n", "\r") and 0 < len(first.strip()) <= _LONGEST_TITLE
    return first.strip() if stands_apart and first.strip()[-1] not in '.”",' else None
