"""What news agencies send, whatever the format: an item with its management → a document, or the reason why there is none.

The words are those of the IPTC's standards (https://iptc.org/standards/): an item is usable, withheld or cancelled, and may be
under embargo. All its versions share an identifier, by which a later one replaces an earlier one and a cancellation takes it down.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from service.errors import UnreadableSource, Withdrawn
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import address, plain_text, plain_title
from service.sources.marked_up import read_markup
from service.sources.plain import make_document, moment
from service.sources.shapes import JsonObject
from service.sources.speakers import is_nobody
from service.sources.tables import entries, words
from service.sources.tidying import classes, take_out

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:by|von|par|por)\s*:?\s+", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$")
_LONGEST_NAME = 80  # characters of an item's title in a message
_HEADING = re.compile(
    r"\n[ \t]*[#*=–—-]{0,4}[ \t]*(?P<words>[^\n:#*=]{3,40}?)[ \t]*(?::?[ \t]*[*=]{0,4}[ \t]*(?=\n|\Z)|(?=##))"
)  # alone on a line
_INDENT = re.compile(r"\n[ \t]{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its format has it, each field as it is written there; None for what it does not say.

    `body`: text or HTML; `outlets`: who may have published it, the likeliest first; `type`: what it is, where that is not text;
    `located`: where it was written.
    """

    body: str | None = None
    title: str | None = None
    guid: str | None = None
    url: str | None = None
    author: str | None = None
    outlets: tuple[str | None, ...] = ()
    first: str | None = None
    version: str | None = None
    status: str | None = None
    embargo: str | None = None
    located: str | None = None
    type: str | None = None
    is_release: bool = False


def document_of(item: Item, gazetteer: Gazetteer) -> Document:
    """Return the document of an item.

    Raises Withdrawn for one that is cancelled, UnreadableSource for one that is withheld or has no text.
    """
    name = (item.title or item.guid or "the item")[:_LONGEST_NAME]
    status = (item.status or "").strip()
    if status.casefold() in entries("withdrawn"):
        keys = tuple(key for key in (item.guid, item.url) if key)
        raise Withdrawn(f"{name}: it is withdrawn: its status is {status!r}", keys, utc(item.version))
    if status.casefold() in entries("unpublished") and not (item.embargo and status.casefold() == "embargoed"):
        raise UnreadableSource(f"{name}: it is not published: its status is {status!r}")
    if item.type:
        raise UnreadableSource(f"{name}: it is no text but {item.type}")
    if not (item.body or "").strip():
        raise UnreadableSource(f"{name}: there is no text in it")
    return _made(item, gazetteer)


def _made(item: Item, gazetteer: Gazetteer) -> Document:
    """Return the document of an item that may be shown and has a text."""
    body = item.body or ""
    text, stated = read_markup(body, _drop_notes) if _MARKUP.search(body) else (unwrapped(body), ())
    text = text if item.is_release else text[: _end(text)]
    stated = tuple(passage for passage in stated if all(span.end <= len(text) for span in passage.parts))
    published = day_of(item.first) or day_of(item.version) or _day(item.first or item.version)
    known: JsonObject = {
        "title": plain_title(item.title),
        "url": address(item.url),
        "author": _author(item.author),
        "outlet": outlet(item.outlets, gazetteer),
        "published": published,
        "modified": moment(utc(item.version)),
        "published_basis": "metadata",
        "kind": "release" if item.is_release else "article",
        "venue": None if item.is_release or is_nobody(item.located or "") else plain_text(item.located),
        "text": text,
    }
    document = replace(make_document(known), stated=stated)
    return replace(document, origin=replace(document.origin, guid=item.guid, embargo=utc(item.embargo)))


def _drop_notes(tree: Any) -> None:
    """Take out of an item's tree the sections that are for its editors alone, as their classes tell."""
    for element in [e for e in tree.iter("section", "div", "aside", "p") if classes(e) & words("desk_classes")]:
        if element.getparent() is not None:
            take_out(element)


def _end(text: str) -> int:
    """Return where a story ends: before the heading of what an agency tells its editors under it."""
    found = (m.start() for m in _HEADING.finditer(text) if m["words"].strip().casefold() in entries("desk_headings"))
    return next((at for at in found if 2 * len(text[:at].rstrip()) > len(text)), len(text))


def outlet(names: Iterable[str | None], gazetteer: Gazetteer) -> str | None:
    """Return the first of some names that the table of outlets knows, in full; else the first that names anybody."""
    given = [name for value in names if (name := plain_text(value))]
    return next((known for name in given if (known := gazetteer.outlet_of(name))), given[0] if given else None)


def utc(value: str | None) -> str | None:
    """Return a moment in UTC, to the second, as ISO 8601 has it; a day where nothing but that is known; None for what is neither."""
    match = _COMPACT.match(value.strip()) if value else None
    if match is None:
        return None
    with suppress(ValueError):
        if match[4] is None:
            return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        year, month, day, hour, minute, second = (int(match[n] or 0) for n in range(1, 7))
        at = dt.datetime(year, month, day, hour, minute, second, tzinfo=_zone(match[7]))
        return at.astimezone(dt.UTC).isoformat()[:19]
    return None


def unwrapped(text: str) -> str:
    """Return plain text with a blank line between paragraphs, where lines were broken by hand and an indent starts a paragraph."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\n\n" in plain or not _INDENT.search(plain):
        return plain
    return "\n\n".join(" ".join(part.split()) for part in _INDENT.split(plain))


def _zone(value: str | None) -> dt.timezone:
    if not value or value == "Z":
        return dt.UTC
    minutes = int(value[1:3]) * 60 + int(value[-2:])
    return dt.timezone(dt.timedelta(minutes=-minutes if value[0] == "-" else minutes))


def _day(value: str | None) -> str | None:
    """Return the day of a moment in its own time zone."""
    match = _COMPACT.match(value.strip()) if value else None
    return day_of(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _author(name: str | None) -> str | None:
    plain = plain_text(name)
    return _BY.sub("", plain) if plain else None
