"""JSON and JSON lines in the field names of the wire contract."""

from __future__ import annotations

import json

from service.errors import UnreadableSource
from service.records import Document
from service.sources.plain import make_document


def read_json(text: str) -> list[Document]:
    """A document, or a list of them."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"not JSON: {error}") from None
    rows = content if isinstance(content, list) else [content]
    return [_document(row, f"item {n}: " if isinstance(content, list) else "") for n, row in enumerate(rows, 1)]


def read_json_line(line: str) -> list[Document]:
    """A document on a line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"not JSON: {error}") from None
    return [_document(row, "")]


def _document(row: object, place: str) -> Document:
    if not isinstance(row, dict):
        raise UnreadableSource(f"{place}a document is an object with a text, not {type(row).__name__}")
    try:
        return make_document(row)
    except UnreadableSource as error:
        raise UnreadableSource(f"{place}{error.detail}") from None
