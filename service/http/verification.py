"""POST and GET /v1/verify, POST /v1/verify/batch."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from flask import Response, g, request
from marshmallow import Schema, ValidationError

from schemas import shapes
from schemas.base import OffsetsQuerySchema
from schemas.verification import BatchSchema, VerificationSchema, batch_schema, claim_schema
from schemas.vocabulary import UTF16
from service import wire
from service.http.access import scope
from service.http.api import Blueprint, conditional, failing, json_answer
from service.http.budget import is_left, spent
from service.http.counters import ANSWERS, DEGRADED, VERDICTS
from service.http.problems import field_errors, problem_body
from service.http.services import services
from service.records import Verification
from service.settings import Settings
from service.verification import Claim


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes that verify claims."""
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
    def verify(claim: shapes.Claim, query: shapes.Offsets) -> Response:
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
    def look_up(query: shapes.ClaimQuery) -> Response:
        """Verify a quote by a lookup that caches may keep

        The same as POST, with ETag, Cache-Control and conditional requests.
        """
        return json_answer(_verified(claim_of(query), query["offsets"]))

    @bp.route("/batch", methods=["POST"])
    @scope("verify")
    @bp.arguments(batch_body())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, BatchSchema)
    @failing(bp, 400, 413, 415, 422, 500, 503)
    def verify_batch(body: shapes.Batch, query: shapes.Offsets) -> Response:
        """Verify up to 100 claims

        The answers stand in the order of the claims; a bad claim has its problem in its place.
        """
        items = [_item(claim_loader, item, n, query["offsets"]) for n, item in enumerate(body["claims"])]
        return json_answer(b'{"verifications":[' + b",".join(items) + b"]}")

    return bp


def kept(finished: Callable[[Response], Response]) -> Callable[[Any], Any]:
    """Return a decorator that answers a repeated request from the cache: the same bytes, while the index is at the same revision.

    It comes before everything that reads the request: only answers of status 200 are cached, so a cached request is valid.
    `finished`: what to do to an answer for this very caller.
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
    """Return the cache key of a request to verify: its method, how its body is encoded, its query and its body."""
    sent = request.environ
    told = (
        sent["REQUEST_METHOD"],
        sent.get("CONTENT_TYPE", ""),
        sent.get("HTTP_CONTENT_ENCODING", ""),
        sent.get("QUERY_STRING", ""),
    )
    return b"\0".join(("\0".join(told).encode(), request.get_data(cache=True)))


def _verified(claim: Claim, offsets: str) -> bytes:
    """Return the verification of a claim as JSON."""
    g.claim = claim
    verification = counted(claim)
    g.index_revision, g.is_degraded, g.verdict = verification.index_revision, verification.degraded, verification.verdict
    return orjson.dumps(wire.verification(verification, utf16=offsets == UTF16))


def claim_of(query: shapes.ClaimQuery) -> Claim:
    """Return the claim of query parameters."""
    return Claim(query["quote"], query["speaker"], query["date"], query["venue"], query["outlet"], query["limit"])


def counted(claim: Claim) -> Verification:
    """Return the verification of a claim, and count it."""
    verification = services().verifier.verify(claim)
    VERDICTS.labels(verification.verdict).inc()
    if verification.degraded:
        DEGRADED.inc()
    return verification


def _item(loader: Schema, item: object, n: int, offsets: str) -> bytes:
    """Return the answer to claim `n` of a batch as JSON: its verification or its problem."""
    try:
        claim = loader.load(item)  # type: ignore[arg-type]  # anything may stand in a batch
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
