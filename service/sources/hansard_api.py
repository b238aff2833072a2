"""Debates as the API of the UK Parliament's Hansard has them (https://hansard-api.parliament.uk) → transcripts, one for each debate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import plain_text
from service.sources.marked_up import read_markup
from service.sources.proceedings import named_office
from service.sources.shapes import JsonObject
from service.sources.transcripts import Turn, transcript

_SPOKEN = "Contribution"
_DEEPEST = 20  # debates one in another
_NOTED = re.compile(r"[(\[][^()\[\]]{1,300}[)\]]\.?")
_MEMBER = re.compile(r"(?P<name>[^()]{3,80}?)\s\((?P<seat>[^()]{2,80})\)(?:\s?\([^()]{1,40}\))?")
_COLUMN = re.compile(r"<(?:a|span)\b[^<>]{0,200}class=\"column-number\"[^<>]{0,200}>[^<>]{0,40}</(?:a|span)>")


def is_debate(values: JsonObject) -> bool:
    """Tell whether an object is a debate: what it is about, and its items."""
    return isinstance(values.get("Overview"), dict) and isinstance(values.get("Items"), list)


def read_debate(values: JsonObject) -> Iterator[Document]:
    """Yield the transcript of a debate, and those of the debates within it. Raises UnreadableSource where nobody speaks in any."""
    found = list(_debates(values, 0))
    if not found:
        raise UnreadableSource("nobody speaks in these proceedings")
    yield from found


def _debates(values: JsonObject, depth: int) -> Iterator[Document]:
    turns = [turn for row in _rows(values.get("Items")) if row.get("ItemType") == _SPOKEN and (turn := _turn(row)).words]
    if turns:
        about = values["Overview"] if isinstance(values.get("Overview"), dict) else {}
        known = {"title": plain_text(about.get("Title")), "published": day_of(str(about.get("Date") or "")[:10]),
                 "venue": plain_text(about.get("Location")), "published_basis": "metadata"}  # fmt: skip
        yield transcript(turns, known)
    for inner in _rows(values.get("ChildDebates")) if depth < _DEEPEST else ():
        yield from _debates(inner, depth + 1)


def _turn(row: JsonObject) -> Turn:
    """Return the turn of a contribution; a paragraph of nothing but a note in brackets is the clerk's."""
    text = read_markup(_COLUMN.sub("", str(row.get("Value") or "")))[0]
    words = "\n\n".join(block for block in text.split("\n\n") if block.strip() and not _NOTED.fullmatch(block.strip()))
    label = plain_text(row.get("AttributedTo")) or ""
    if member := _MEMBER.fullmatch(label):
        name, role = named_office(label)
        if role is None:
            name, role = member["name"], member["seat"]
        return Turn(words, name, role=role, is_change=True)
    return Turn(words, label or None, is_change=not label)


def _rows(value: Any) -> list[JsonObject]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
