"""Readers as the service calls them, with the gazetteer of the tables."""

from __future__ import annotations

import io

from service import sources
from service.errors import UnreadableSource
from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import Parsed

KNOWN = Gazetteer.load()


def read(name: str, content: bytes) -> list[Document]:
    """The documents of a file."""
    return sources.read(name, content, KNOWN)


def parsed(name: str, content: bytes | str) -> Parsed:
    """All that the rows of a file give; a file that breaks off is refused as ingestion refuses it."""
    data = content.encode() if isinstance(content, str) else content
    out = Parsed()
    try:
        for number, row in enumerate(sources.rows(name, io.BytesIO(data))):
            found = sources.parse(name, number, row, KNOWN)
            out.documents += found.documents
            out.refused += found.refused
            out.withdrawn += found.withdrawn
    except UnreadableSource as error:
        out.refused.append(error.detail)
    return out


def said(document: Document) -> list[tuple[str | None, str]]:
    """The passages of a document as (speaker, words); what they point to stands there in its text."""
    found = extract(document, KNOWN)
    for passage in found:
        speaker = passage.attribution.speaker
        spans = [*passage.parts, *([speaker.evidence] if speaker and speaker.evidence else [])]
        assert all(span.text == document.text[span.start : span.end] for span in spans)
    return [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in found]
