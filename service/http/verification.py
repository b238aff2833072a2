"""POST and GET /v1/verify, POST /v1/verify/batch."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response
from marshmallow import ValidationError

from schemas.base import OffsetsQuerySchema
from schemas.verification import BatchSchema, VerificationSchema, batch_schema, claim_schema
from service.http.api import Blueprint, conditional, failing, json_answer
from service.http.offsets import verification_to_utf16
from service.http.problems import field_errors, problem_body
from service.http.services import services
from service.settings import Settings
from service.verification import Claim


def blueprint(settings: Settings) -> Blueprint:
    bp = Blueprint("verification", __name__, url_prefix="/v1/verify", description="Did they say that?")
    claim_body, claim_query, batch_body = claim_schema(settings), claim_schema(settings, query=True), batch_schema(settings)
    claim_loader = claim_body()

    @bp.route("", methods=["POST"])
    @bp.arguments(claim_body())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, VerificationSchema)
    @failing(bp, 400, 413, 415, 422, 500, 503)
    def verify(claim: dict[str, Any], query: dict[str, Any]) -> Response:
        """Verify a quote

        Every verdict is a 200: it is a property of the claim, not an error.
        """
        return json_answer(_verified(Claim(**claim), query["offsets"]))

    @bp.route("", methods=["GET"])
    @bp.arguments(claim_query(), location="query")
    @bp.response(200, VerificationSchema)
    @bp.alt_response(304, description="The caller's copy is current")
    @failing(bp, 400, 422, 500, 503)
    def look_up(query: dict[str, Any]) -> Response:
        """Verify a quote by a lookup that caches may keep

        The same as POST, with ETag, Cache-Control and conditional requests.
        """
        offsets = query.pop("offsets")
        return conditional(json_answer(_verified(Claim(**query), offsets)), settings.cache_seconds)

    @bp.route("/batch", methods=["POST"])
    @bp.arguments(batch_body())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, BatchSchema)
    @failing(bp, 400, 413, 415, 422, 500, 503)
    def verify_batch(body: dict[str, Any], query: dict[str, Any]) -> Response:
        """Verify up to 100 claims

        The answers stand in the order of the claims; a bad claim has its problem in its place.
        """
        items = [_item(claim_loader, item, n, query["offsets"]) for n, item in enumerate(body["claims"])]
        return json_answer(b'{"verifications":[' + b",".join(items) + b"]}")

    return bp


def _verified(claim: Claim, offsets: str) -> bytes:
    """The verification of a claim as JSON: the one that is kept for this revision of the index, or a new one."""
    here = services()
    question = orjson.dumps([claim.quote, claim.speaker, claim.date, claim.venue, claim.outlet, claim.limit, offsets])
    kept = here.answers.look(question)
    if kept is not None:
        return kept
    verification = here.verifier.verify(claim)
    if offsets == "utf16":
        verification_to_utf16(verification)
    for match in verification["matches"]:
        match["quotation"]["document"].pop("astral", None)
        for elsewhere in match["quotation"]["also_in"]:
            elsewhere["document"].pop("astral", None)
    body = orjson.dumps(verification)
    here.answers.keep(question, verification["index_revision"], body)
    return body


def _item(loader: Any, item: Any, n: int, offsets: str) -> bytes:
    try:
        claim = loader.load(item)
    except ValidationError as error:
        errors = field_errors(error.messages, f"/claims/{n}")
        return orjson.dumps(problem_body("validation-failed", f"{errors[0]['pointer']}: {errors[0]['message']}", errors))
    return _verified(Claim(**claim), offsets)
