"""Entries of content systems that have no pages of their own: Contentful's, whose fields stand apart from what the system knows of them, and Sanity's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.formats import Given
from service.sources.shapes import JsonObject

_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4}){0,2}")
_FIRST = ("en-US", "en-GB", "en")  # of the languages that an entry has
_DRAFT = "drafts."  # opens the id of what Sanity's editors have not published


def is_entry(values: JsonObject) -> bool:
    """Tell whether an object is an entry of Contentful (https://www.contentful.com/developers/docs/references/content-delivery-api)."""
    return isinstance(values.get("sys"), dict) and isinstance(values.get("fields"), dict)


def read_entry(values: JsonObject, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Return the documents of an entry: its fields, in one language where it has several. Raises UnreadableSource for a draft."""
    from service.sources.records import documents_of

    known = values["sys"]
    if ("version" in known and "publishedVersion" not in known) or "archivedVersion" in known:
        raise UnreadableSource("it is not published: it is a draft, or was archived")
    fields = {name: _in_one_language(value) for name, value in values["fields"].items()}
    moment = known.get("firstPublishedAt") or known.get("publishedAt")
    return documents_of({**({"published_at": moment} if moment else {}), **fields}, gazetteer)


def require_no_draft(values: JsonObject) -> None:
    """Raise UnreadableSource for a document of Sanity that was not published (https://www.sanity.io/docs/drafts)."""
    if isinstance(values.get("_type"), str) and str(values.get("_id")).startswith(_DRAFT):
        raise UnreadableSource("it is not published: its id says that it is a draft")


def _in_one_language(value: Any) -> Any:
    """Return the value of a field that has one for each language in English, or else in the first; any other as it is."""
    if not isinstance(value, dict) or not value or not all(_LOCALE.fullmatch(name) for name in value):
        return value
    return value[next((name for name in _FIRST if name in value), next(iter(value)))]
