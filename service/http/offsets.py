"""Offsets in UTF-16 units for JavaScript callers, who ask for them with ?offsets=utf16."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from service.wire import astral_places


def shift(spans: Any, places: list[int]) -> None:
    """Move every {start, end} in nested plain data, in place, from code points to UTF-16 units."""
    if not places or spans is None:
        return
    if isinstance(spans, list):
        for item in spans:
            shift(item, places)
    elif isinstance(spans, dict):
        for name in ("start", "end"):
            if isinstance(spans.get(name), int):
                spans[name] += bisect_left(places, spans[name])
        for key, value in spans.items():
            if key not in ("start", "end"):
                shift(value, places)


def quotation_to_utf16(quotation: dict[str, Any], places: list[int]) -> None:
    """A quotation's offsets into its document, in place."""
    for name in ("parts", "speaker", "date", "venue", "outlet"):
        shift(quotation[name], places)


def verification_to_utf16(verification: dict[str, Any]) -> None:
    """A verification's offsets, in place: into the quote, into each quotation's text, into the documents."""
    quote = astral_places(verification["quote"])
    matches = verification["matches"]
    source = astral_places(matches[0]["quotation"]["text"]) if matches else []
    for change in verification["wording"]["changes"]:
        shift(change["quote"], quote)
        shift(change["source"], source)
    shift(verification["wording"]["omitted"], source)
    for match in matches:
        quotation = match["quotation"]
        shift(match["matched"], astral_places(quotation["text"]))
        quotation_to_utf16(quotation, quotation["document"].pop("astral", []))
        for elsewhere in quotation["also_in"]:
            shift(elsewhere["parts"], elsewhere["document"].pop("astral", []))
