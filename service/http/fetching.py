"""A page at an address → a document: what the page says of itself, but for what the caller says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.errors import OnrecordError, UnreadableSource
from service.http.counters import FETCHES
from service.http.services import services
from service.records import Document
from service.settings import Settings
from service.sources.url import Fetched, FetchRefused, Network, fetch


def document(url: str, given: Mapping[str, Any], settings: Settings) -> Document:
    """Return the document at an address, with the fields that the caller gave. Its address is the one it was found at.

    Raises FetchRefused or FetchFailed.
    """
    try:
        fetched = fetch(
            url, seconds=settings.fetch_seconds, most_bytes=settings.fetch_bytes, network=Network(proxy=settings.https_proxy)
        )
        read = _read(fetched, settings.max_text_characters)
    except OnrecordError as error:
        FETCHES.labels(error.code).inc()
        raise
    FETCHES.labels("ok").inc()
    return replace(read, **given)


def _read(fetched: Fetched, most: int) -> Document:
    try:
        read: Document = services().read("page", fetched)
    except UnreadableSource as error:
        raise FetchRefused(f"The page cannot be read: {error.detail}.", pointer="/url") from None
    if len(read.text) > most:
        raise FetchRefused(f"The page has {len(read.text)} characters of text; at most {most} are taken.", pointer="/url")
    return read
