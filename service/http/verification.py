"""POST and GET /v1/verify, POST /v1/verify/batch."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from flask import Response, g, request
from marshmallow import ValidationError

from schemas.base import OffsetsQuerySchema
from schemas.verification import BatchSchema, VerificationSchema, batch_schema, claim_schema
from service.http.access import scope
from service.http.api import Blueprint, conditional, failing, json_answer
from service.http.budget import is_left, spent
from service.http.counters import ANSWERS, DEGRADED, VERDICTS
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
    @scope("verify")
    @kept(lambda response: response)
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
    @scope("verify")
    @kept(lambda response: conditional(response, settings.cache_seconds))
    @bp.arguments(claim_query(), location="query")
    @bp.response(200, VerificationSchema)
    @bp.alt_response(304, description="The caller's copy is current")
    @failing(bp, 412, 422, 500, 503)
    def look_up(query: dict[str, Any]) -> Response:
        """Verify a quote by a lookup that caches may keep

        The same as POST, with ETag, Cache-Control and conditional requests.
        """
        offsets = query.pop("offsets")
        return json_answer(_verified(Claim(**query), offsets))

    @bp.route("/batch", methods=["POST"])
    @scope("verify")
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


def kept(finished: Callable[[Response], Response]) -> Callable[[Any], Any]:
    """Answer a request that was answered before, byte for byte the same, from what is kept of it for this index revision.

    It stands before everything that reads the request: only what was answered with 200 is kept, so what is kept is valid.
    `finished`: what is done to an answer for this very caller.
    """

    def decorate(function: Any) -> Any:
        @wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Response:
            answers = services().answers
            question = _question()
            before = answers.look(question)
            if before is not None:
                ANSWERS.labels("hit").inc()
                return finished(json_answer(before))
            ANSWERS.labels("miss").inc()
            response = function(*args, **kwargs)
            if response.status_code == 200 and not g.is_degraded:
                answers.keep(question, g.index_revision, response.get_data())
            return finished(response)

        return answer

    return decorate


def _question() -> bytes:
    """What tells a request to verify from every other: how it was sent, its query and its body."""
    sent = request.environ
    told = (
        sent["REQUEST_METHOD"],
        sent.get("CONTENT_TYPE", ""),
        sent.get("HTTP_CONTENT_ENCODING", ""),
        sent.get("QUERY_STRING", ""),
    )
    return b"\0".join(("\0".join(told).encode(), request.get_data(cache=True)))


def _verified(claim: Claim, offsets: str) -> bytes:
    """The verification of a claim as JSON."""
    g.claim = claim
    verification = noted(services().verifier.verify(claim))
    g.index_revision, g.is_degraded, g.verdict = (verification[name] for name in ("index_revision", "degraded", "verdict"))
    if offsets == "utf16":
        verification_to_utf16(verification)
    return orjson.dumps(without_places(verification))


def noted(verification: dict[str, Any]) -> dict[str, Any]:
    """A verification, counted."""
    VERDICTS.labels(verification["verdict"]).inc()
    if verification["degraded"]:
        DEGRADED.inc()
    return verification


def without_places(verification: dict[str, Any]) -> dict[str, Any]:
    """A verification without what only the shift to UTF-16 offsets needs, in place."""
    for match in verification["matches"]:
        match["quotation"]["document"].pop("astral", None)
        for elsewhere in match["quotation"]["also_in"]:
            elsewhere["document"].pop("astral", None)
    return verification


def _item(loader: Any, item: Any, n: int, offsets: str) -> bytes:
    try:
        claim = loader.load(item)
    except ValidationError as error:
        errors = field_errors(error.messages, f"/claims/{n}")
        return orjson.dumps(problem_body("validation-failed", f"{errors[0]['pointer']}: {errors[0]['message']}", errors))
    answers = services().answers
    question = orjson.dumps([claim, offsets], option=orjson.OPT_SORT_KEYS)
    before = answers.look(question)
    ANSWERS.labels("miss" if before is None else "hit").inc()
    if before is not None:
        return before
    if not is_left():
        return orjson.dumps(spent())
    body = _verified(Claim(**claim), offsets)
    if not g.is_degraded:
        answers.keep(question, g.index_revision, body)
    return body
