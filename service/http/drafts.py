"""POST /v1/drafts/check."""

from __future__ import annotations

from dataclasses import replace

import orjson
from flask import Response

from schemas import shapes
from schemas.base import OffsetsQuerySchema
from schemas.draft import DraftCheckSchema, draft_schema
from schemas.vocabulary import UTF16
from service import wire
from service.errors import OnrecordError
from service.http import notifications
from service.http.access import scope
from service.http.api import Blueprint, failing, json_answer
from service.http.budget import is_left, require_time, spent
from service.http.services import services
from service.http.verification import counted
from service.settings import Settings
from service.verification.drafts import Draft, Finding, Quote, findings, summary

_HEAD, _LONG = 16_000, 32_000  # characters of a long draft that are read first, and from which on one is long


class TooManyQuotes(OnrecordError):
    """The draft has more quotes than one request may check."""

    code = "validation-failed"


def blueprint(settings: Settings) -> Blueprint:
    """Return the route that checks drafts."""
    bp = Blueprint("drafts", __name__, url_prefix="/v1/drafts", description="Articles before publication")

    @bp.route("/check", methods=["POST"])
    @scope("verify")
    @bp.arguments(draft_schema(settings)())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, DraftCheckSchema)
    @failing(bp, 400, 413, 415, 422, 500, 503)
    def check(body: shapes.Draft, query: shapes.Offsets) -> Response:
        """Check every quote of a draft

        Text, Markdown or HTML; offsets are into what was submitted. Speaker, date, venue and outlet of each quote are those
        that the draft gives. A quote in several pairs of marks is looked up whole; each piece is a finding of its own where
        no source has all of it and one has a piece word for word. Nothing is stored.
        """
        draft, rows = checked_draft(body, settings)
        check = wire.draft_check(draft.text, summary(rows), rows, spent(), utf16=query["offsets"] == UTF16)
        notifications.check_finished(check["summary"])
        return json_answer(orjson.dumps(check))

    return bp


def checked_draft(body: shapes.Draft, settings: Settings) -> tuple[Draft, list[Finding]]:
    """Return the draft of a request with what was found of each of its quotes. Raises TooManyQuotes."""
    draft = Draft(
        body["text"],
        body["format"],
        body["title"],
        body["outlet"],
        body["published"],
        body["url"],
        tuple(body["interviews"]),
    )
    if len(draft.text) > _LONG:
        _quotes(
            replace(draft, text=draft.text[:_HEAD]), settings, f" in its first {_HEAD:,} characters"
        )  # what has too many already is refused before the rest is read
    found = _quotes(draft, settings)
    require_time()
    return draft, list(findings(found, counted, is_left))


def _quotes(draft: Draft, settings: Settings, of_part: str = "") -> list[Quote]:
    """Return the quotes of a draft. Raises TooManyQuotes, saying of which part of it they are."""
    found: list[Quote] = services().read("quotes", draft, settings.min_quote_words, settings.max_quote_characters)
    if len(found) > settings.max_draft_quotes:
        raise TooManyQuotes(
            f"The draft has {len(found)} quotes{of_part}; at most {settings.max_draft_quotes} are taken.", pointer="/text"
        )
    return found
