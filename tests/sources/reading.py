"""Readers as the service calls them, with the gazetteer of the tables."""

from __future__ import annotations

from service import sources
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

KNOWN = Gazetteer.load()


def read(name: str, content: bytes) -> list[Document]:
    """The documents of a file."""
    return sources.read(name, content, KNOWN)
