"""A page of a web archive, as `rows.web_pages` gives it."""

from __future__ import annotations

from dataclasses import replace

import orjson

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.html import documents_of
from service.sources.plain import make_document


def read_page(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of a page, at the address that was visited; what it was on the day of the visit it may not be any more.

    Raises UnreadableSource, also for a row that says what of the archive is damaged.
    """
    head, _, page = content.partition(b"\n")
    known = orjson.loads(head)
    if error := known.get("error"):
        raise UnreadableSource(error)
    if not page:
        raise UnreadableSource(f"{known['url']}: the page is empty, too large, or packed otherwise than it says")
    try:
        text = decoding.page(page, known["charset"])
        is_text = known.get("is_text")
        plain = [make_document({"text": text, "url": known["url"]})] if is_text else None
        found = plain or documents_of(text, gazetteer, known["url"])
    except UnreadableSource as error:
        raise UnreadableSource(f"{known['url']}: {error.detail}") from None
    return [_visited(document, known["visited"]) for document in found]


def _visited(document: Document, moment: str) -> Document:
    """Return a document that says when it was seen, where it does not say when it was changed."""
    if document.origin.modified is not None or not moment:
        return document
    return replace(document, origin=replace(document.origin, modified=moment))
