"""ninjs, News in JSON (https://iptc.org/standards/ninjs/, versions 1 to 3), and the variant of it that Superdesk sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import nitf
from service.sources.agency import Item, document_of
from service.sources.fields import address, folded, plain_names, plain_text
from service.sources.safe_xml import parsed
from service.sources.shapes import JsonObject

_BODIES = ("body_xhtml", "body_html", "body_nitf", "body_text")
_MARKED = ("text/html", "application/xhtml+xml", "text/xhtml", "xhtml", "html")
_OWN = frozenset(("pubstatus", "versioncreated", "bodyxhtml", "bodyhtml", "bodytext", "bodies", "headlines", "copyrightholder",
                  "infosource", "infosources", "located", "slugline", "altids", "descriptiontext"))  # fmt: skip
_TEXTS = frozenset(("text", "body", "content", "segments", "turns", "utterances"))  # fields that no item of ninjs has
_RELEASE = "release"  # in the names of genres
_NITF = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE\s+nitf[^>]{0,300}>\s*)?<nitf[\s>]")
_CONTENT = "<body.content"  # how an NITF file begins of which only the body is sent
_HEAD = 4000  # characters in which it stands
_LEAST = 2  # names of these by which an object is one of ninjs
_NO_TEXTS = ("picture", "photo", "graphic", "audio", "video", "planning", "event", "component", "package")  # of the types of items


def is_ninjs(values: JsonObject) -> bool:
    """Tell whether an object is an item of ninjs, by the names of its fields."""
    standard = values.get("standard") or values.get("$standard")
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    names = {folded(name) for name in values}
    is_item = not names.isdisjoint(("uri", "guid", "altids"))  # the last of the API of AP, which has no other
    return is_item and (len(names & _OWN) >= _LEAST or (values.get("type") in _NO_TEXTS and not names & _TEXTS))


def read_ninjs(values: JsonObject, gazetteer: Gazetteer) -> Iterator[Document | UnreadableSource]:
    """Yield the document of an item. Raises UnreadableSource, Withdrawn for one that is cancelled."""
    known = {folded(name): value for name, value in values.items()}
    guid = _first(known, "uri", "guid")
    kind, body = _first(known, "type") or "", _body(known)
    yield document_of(
        Item(
            body=body,
            title=_first(known, "headline") or _main(known.get("headlines")) or _first(known, "title", "name"),
            guid=guid,
            url=next((url for value in (known.get("url"), known.get("link"), guid) if (url := address(value))), None),
            author=_first(known, "byline", "by") or plain_names(known.get("authors")),
            outlets=(
                _first(known, "copyrightholder"),
                *_names(known, "infosource", "infosources"),
                _first(known, "source", "provider"),
            ),
            first=_first(known, "contentcreated", "firstcreated", "firstpublished"),
            version=_first(known, "versioncreated"),
            status=_first(known, "pubstatus"),
            embargo=_first(known, "embargoed"),
            located=_first(known, "located", "dateline"),
            type=_type(kind, has_body=bool(body)),
            is_release=any(_RELEASE in name.lower() for name in _names(known, "genre", "genres")),
        ),
        gazetteer,
    )


def _type(kind: str, *, has_body: bool) -> str | None:
    """Return what an item is that is not text; a composite may have a text of its own."""
    is_text = kind not in _NO_TEXTS and (has_body or kind != "composite")
    return None if is_text else f"of the type {kind!r}"


def _body(known: JsonObject) -> str | None:
    """Return the words of an item, as HTML where it has them so; of several bodies the main one, or the longest."""
    bodies = known.get("bodies")
    rows = [row for row in bodies if isinstance(row, dict)] if isinstance(bodies, list) else []
    if found := [body for row in rows if (body := _ranked(row))]:
        return _shown(max(found)[-1])
    values = (known.get(folded(name)) for name in _BODIES)
    return next((_shown(value) for value in values if isinstance(value, str) and value.strip()), None)


def _ranked(row: JsonObject) -> tuple[bool, bool, int, str] | None:
    """Return a body with what it is ranked by: whether it is the main one, whether it is HTML, how long it is; None for one without words."""
    given = {folded(name): value for name, value in row.items()}
    value = given.get("value")
    if not isinstance(value, str) or not value.strip():
        return None
    return given.get("role") == "main", str(given.get("contenttype") or "").lower() in _MARKED, len(value), value


def _shown(body: str) -> str | None:
    """Return a body as HTML or text, where it is an NITF file of its own."""
    if not _NITF.match(body) and _CONTENT not in body[:_HEAD]:
        return body
    return nitf.item_of(parsed(body.encode())).body


def _main(rows: Any) -> str | None:
    """Return the main one of some headlines, or the first."""
    given = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    chosen = next((row for row in given if row.get("role") == "main"), given[0] if given else None)
    return plain_text(chosen.get("value")) if chosen else None


def _names(known: JsonObject, *fields: str) -> list[str]:
    """Return the names in the lists of objects of some fields, or in single ones."""
    rows: list[Any] = []
    for field in fields:
        value = known.get(field)
        rows += value if isinstance(value, list) else [value]
    return [name for row in rows if (name := plain_text(row))]


def _first(known: JsonObject, *fields: str) -> str | None:
    """Return the first of some fields that has a text."""
    return next((text for field in fields if (text := plain_text(known.get(field)))), None)
