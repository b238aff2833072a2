"""Quotations that somebody has attributed already: one a row, in our field names or as Quotebank publishes them.

Quotebank (Vaucher et al., WSDM 2021, https://zenodo.org/record/4277311): `quoteID`, `quotation`, `speaker` ("None" where
it is unknown), `probas` (pairs of name and probability), `date`, `urls`. Its dates are those of publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from schemas.vocabulary import KINDS, RELATIONS, SPEAKER_TYPES
from service.dates import is_iso_date
from service.errors import UnreadableSource
from service.records import Attribution, Date, Document, Outlet, Passage, Span, Speaker, Venue
from service.sources.formats import Given

_TEXT = ("quotation", "quote", "text")
_TEXTS = ("speaker", "role", "date", "venue", "outlet", "title", "url", "published", "kind")
_NOBODY = frozenset(("none", "null", "unknown", ""))


def read_quotation(row: bytes) -> list[Given]:
    """The document of a row, which holds the quotation alone, with its passage. A date that is none is left out."""
    try:
        values = orjson.loads(row)
    except ValueError as error:
        raise UnreadableSource(f"not JSON: {error}") from None
    if not isinstance(values, dict):
        raise UnreadableSource(f"a quotation is an object with a text, not {type(values).__name__}")
    if "quoteID" in values:
        values = _of_quotebank(values)
    text = next((values[name] for name in _TEXT if values.get(name)), None)
    if not isinstance(text, str) or not (text := text.strip()):
        raise UnreadableSource("quotation is missing or empty")
    if "\x00" in text:
        raise UnreadableSource("quotation holds a NUL character")
    known = {name: value.strip() for name in _TEXTS if isinstance(value := values.get(name), str) and value.strip()}
    kind = known.get("kind", "article")
    document = Document(
        text=text,
        title=known.get("title"),
        url=known.get("url"),
        outlet=known.get("outlet"),
        published=_day(known.get("published")),
        kind=kind if kind in KINDS else "article",
        speaker=known.get("speaker"),
        venue=known.get("venue"),
    )
    return [Given(document, [Passage((Span(0, len(text), text),), _attribution(known, values, document.published))])]


def _attribution(known: dict[str, str], values: Mapping[str, Any], published: str | None) -> Attribution:
    name, outlet, venue = known.get("speaker", ""), known.get("outlet"), known.get("venue")
    kind, relation = values.get("speaker_type"), values.get("relation")
    stated = _day(known.get("date"))
    return Attribution(
        speaker=None
        if name.casefold() in _NOBODY
        else Speaker(
            name, kind if isinstance(kind, str) and kind in SPEAKER_TYPES else "person", known.get("role"), basis="document"
        ),
        date=Date(stated) if stated else Date(published, "published") if published else None,
        venue=Venue(venue) if venue else None,
        outlet=Outlet(outlet, relation if relation in RELATIONS else "published") if outlet else None,
    )


def _of_quotebank(values: Mapping[str, Any]) -> dict[str, Any]:
    urls = values.get("urls")
    return {
        "quotation": values.get("quotation"),
        "speaker": values.get("speaker"),
        "published": values.get("date"),
        "url": urls[0] if isinstance(urls, list) and urls and isinstance(urls[0], str) else None,
    }


@lru_cache(maxsize=4096)
def _day(value: str | None) -> str | None:
    return value[:10] if value and is_iso_date(value[:10]) else None
