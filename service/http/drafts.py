"""POST /v1/drafts/check."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson
from flask import Response, g

from schemas.base import OffsetsQuerySchema
from schemas.draft import DraftCheckSchema, draft_schema
from service.errors import OnrecordError
from service.http.access import scope
from service.http.api import Blueprint, failing, json_answer
from service.http.budget import require_time, spent
from service.http.offsets import shift, verification_to_utf16
from service.http.services import services
from service.http.verification import noted, without_places
from service.settings import Settings
from service.verification.drafts import Draft, Quote, findings, quotes, reason, summary
from service.wire import astral_places

_FIELDS = ("quote", "speaker", "date", "venue", "outlet")


class TooManyQuotes(OnrecordError):
    code = "validation-failed"
    status = 422


def blueprint(settings: Settings) -> Blueprint:
    bp = Blueprint("drafts", __name__, url_prefix="/v1/drafts", description="Articles before publication")

    @bp.route("/check", methods=["POST"])
    @scope("verify")
    @bp.arguments(draft_schema(settings)())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, DraftCheckSchema)
    @failing(bp, 400, 413, 415, 422, 500, 503)
    def check(body: dict[str, Any], query: dict[str, Any]) -> Response:
        """Check every quote of a draft

        Text, Markdown or HTML; offsets are into what was submitted. Speaker, date, venue and outlet of each quote are those
        that the draft gives. Nothing is stored.
        """
        draft = Draft(**{**body, "interviews": tuple(body["interviews"])})
        limits = {"fewest_words": settings.min_quote_words, "most_characters": settings.max_quote_characters}
        found = quotes(draft, services().gazetteer, **limits)
        if len(found) > settings.max_draft_quotes:
            raise TooManyQuotes(
                f"The draft has {len(found)} quotes; at most {settings.max_draft_quotes} are taken.", pointer="/text"
            )
        require_time()
        rows = [(quote, v) for quote, v in findings(found, lambda claim: noted(services().verifier.verify(claim)), g.deadline)]
        counts = summary(rows)
        places = astral_places(draft.text) if query["offsets"] == "utf16" else []
        served = [_finding(draft.text, quote, v, query["offsets"], places) for quote, v in rows]
        return json_answer(orjson.dumps({"summary": counts, "findings": served}))

    return bp


def _finding(text: str, quote: Quote, verification: dict[str, Any] | None, offsets: str, places: list[int]) -> dict[str, Any]:
    span = {"start": quote.start, "end": quote.end, "text": text[quote.start : quote.end]}
    shift(span, places)
    why = reason(quote, verification) if verification else None
    if verification:
        if offsets == "utf16":
            verification_to_utf16(verification)
        without_places(verification)
    claim = asdict(quote.claim)
    return {
        "span": span,
        "quote": quote.claim.quote,
        "claim": {name: claim[name] for name in _FIELDS},
        "own_interview": quote.is_own,
        "reason": why,
        "verification": verification,
        "problem": None if verification else spent(),
    }
