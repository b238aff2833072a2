"""What was fetched from an address → a document."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from service.knowledge.gazetteer import Gazetteer
from service.knowledge.language import language_of
from service.records import Document
from service.sources import decoding
from service.sources.formats import FORMATS
from service.sources.html import document_of
from service.sources.metadata import completed
from service.sources.plain import make_document
from service.sources.url import Fetched

_HTML, _TEXT = (next(f for f in FORMATS if f.name == name) for name in ("html", "text"))


def document_at(fetched: Fetched, gazetteer: Gazetteer) -> Document:
    """Return the document of a page; its address is the one it was found at, whatever the page claims. Raises UnreadableSource."""
    text = decoding.page(fetched.content, fetched.charset)
    is_html = "html" in fetched.kind
    read = document_of(text, gazetteer, fetched.url) if is_html else make_document({"text": text, "url": fetched.url})
    document = completed(read, gazetteer)
    used = _HTML if is_html else _TEXT
    digest = sha256(fetched.content).hexdigest()
    origin = replace(document.origin, sha256=digest, reader=f"{used.name}/{used.version}", language=language_of(document))
    return replace(document, origin=origin)
