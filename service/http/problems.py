"""Every error as an RFC 9457 problem, from every route and status, with a type that this service explains."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from service.errors import OnrecordError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProblemType:
    code: str
    status: int
    title: str
    help: str


TYPES = {
    t.code: t
    for t in (
        ProblemType(
            "malformed-json",
            400,
            "The body is not JSON",
            "Send one JSON object in UTF-8, without a byte order mark, nested no deeper than the limit.",
        ),
        ProblemType("bad-request", 400, "The request cannot be read", "The detail says what is wrong with it."),
        ProblemType(
            "bad-cursor",
            400,
            "The cursor is of no use here",
            "Send `next` as the page before gave it, with the same parameters; begin again without a cursor after a rebuild.",
        ),
        ProblemType(
            "unauthorized",
            401,
            "This needs a key",
            "Send `Authorization: Bearer KEY`. Whoever runs the service makes one with `onrecord keys add`.",
        ),
        ProblemType(
            "forbidden",
            403,
            "The key does not open this",
            "The detail names the scope that is needed: verify, read, write or admin.",
        ),
        ProblemType(
            "fetch-disabled",
            403,
            "Addresses are not fetched",
            "Send the document's `text`, or have whoever runs the service set ONRECORD_FETCH_ENABLED.",
        ),
        ProblemType(
            "not-found",
            404,
            "There is nothing by that name",
            "Check the path and the id. A document that was taken down is not found.",
        ),
        ProblemType(
            "method-not-allowed", 405, "This path does not take that method", "The Allow header lists the methods it takes."
        ),
        ProblemType(
            "idempotency-key-in-use",
            409,
            "A request with this Idempotency-Key is still being answered",
            "Wait for the answer to the first one, or ask again in a second.",
        ),
        ProblemType("not-acceptable", 406, "No such representation", "This service answers in JSON."),
        ProblemType(
            "body-too-large",
            413,
            "The body is too large",
            "Send less at a time; the detail names the limit. Nothing of the body was kept.",
        ),
        ProblemType(
            "unsupported-media-type", 415, "The body is of another kind", "Send `Content-Type: application/json`, not compressed."
        ),
        ProblemType(
            "validation-failed",
            422,
            "A field is missing or wrong",
            "`errors` names each field by a JSON pointer, with what is wrong and the limit it breaks.",
        ),
        ProblemType(
            "idempotency-key-reused",
            422,
            "The Idempotency-Key was used for another request",
            "Send another Idempotency-Key with another request; the same one only when the very same request is sent again.",
        ),
        ProblemType(
            "fetch-refused",
            422,
            "That address is not fetched",
            "Only pages and texts at public http and https addresses are fetched; the detail says what this one is. Send the text itself.",
        ),
        ProblemType(
            "too-many-requests",
            429,
            "Asked too often",
            "Wait for Retry-After seconds. `RateLimit` in every answer tells what is left; ask for many claims at once with /v1/verify/batch.",
        ),
        ProblemType(
            "fetch-failed", 502, "That address did not give a page", "Try again later, or send the document's `text` itself."
        ),
        ProblemType("uri-too-long", 414, "The address is too long", "Send the claim with POST /v1/verify instead."),
        ProblemType("precondition-failed", 412, "The precondition does not hold", "Read the resource again."),
        ProblemType(
            "internal-error",
            500,
            "The service failed",
            "This is a fault of the service; its log holds the details under the request id.",
        ),
        ProblemType(
            "index-unavailable",
            503,
            "The index cannot be reached",
            "The answer is unknown, which is not the same as not found. Ask again after Retry-After seconds.",
        ),
        ProblemType(
            "overloaded",
            503,
            "More is asked than can be answered",
            "Ask again after Retry-After seconds; ask for many claims at once with /v1/verify/batch; or run more workers.",
        ),
        ProblemType(
            "storage-unavailable",
            503,
            "Nothing can be kept",
            "The disk is full or cannot be written, or the object store refuses. Nothing was acknowledged: send it again later.",
        ),
        ProblemType(
            "budget-exceeded",
            503,
            "The time was not enough",
            "Ask for less at a time, or have whoever runs the service raise ONRECORD_REQUEST_SECONDS.",
        ),
        ProblemType(
            "draining",
            503,
            "The service is about to stop",
            "Send requests elsewhere; this one is answered no longer than it takes.",
        ),
    )
}
_COUNTED = frozenset(("overloaded",))  # a line of the log for each would be load of its own: a metric tells
_BY_STATUS = {t.status: t for t in reversed(TYPES.values())}  # the first of each status stands for it


def problem(code: str, detail: str, errors: list[dict[str, str]] | None = None, headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    response = Response(orjson.dumps(problem_body(code, detail, errors)), TYPES[code].status, mimetype="application/problem+json")
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "1"
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="onrecord"'
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def problem_body(code: str, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    kind = TYPES[code]
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.help,
        "instance": request.path,
        "request_id": g.get("request_id", ""),
    }
    if errors:
        body["errors"] = errors
    return body


def field_errors(messages: Any, pointer: str = "") -> list[dict[str, str]]:
    """marshmallow's nested messages as a flat list of {pointer, message}."""
    if isinstance(messages, dict):
        return [
            error
            for key, value in messages.items()
            for error in field_errors(value, pointer if key == "_schema" else f"{pointer}/{key}")
        ]
    found = messages if isinstance(messages, list) else [messages]
    return [{"pointer": pointer or "/", "message": str(message)} for message in found]


def init_app(app: Flask) -> None:
    """Answer every error of an application as a problem."""

    @app.errorhandler(OnrecordError)
    def on_error(error: OnrecordError) -> Response:
        code = error.code if error.code in TYPES else "internal-error"
        if TYPES[code].status >= HTTPStatus.INTERNAL_SERVER_ERROR and code not in _COUNTED:
            log.warning("%s: %s", code, error.detail)
        errors = [{"pointer": error.pointer, "message": error.detail}] if error.pointer else None
        return problem(code, error.detail if code != "internal-error" else "", errors)

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Response:
        status = error.code or 500
        data = getattr(error, "data", None)
        if status == HTTPStatus.UNPROCESSABLE_ENTITY and data:
            messages = data.get("messages", {})
            parts = [field_errors(value) for value in messages.values()] if isinstance(messages, dict) else []
            errors = [e for part in parts for e in part]
            first = f"{errors[0]['pointer']}: {errors[0]['message']}" if errors else ""
            return problem("validation-failed", first, errors)
        kind = _BY_STATUS.get(status)
        if kind is None:
            kind = TYPES["internal-error"] if status >= HTTPStatus.INTERNAL_SERVER_ERROR else TYPES["bad-request"]
        headers = {}
        valid_methods = getattr(error, "valid_methods", None)
        if valid_methods:
            headers["Allow"] = ", ".join(sorted(valid_methods))
        detail = kind.help if status in (404, 405, 500) else str(error.description or "")
        return problem(kind.code, detail, headers=headers)

    @app.errorhandler(Exception)
    def on_bug(error: Exception) -> Response:
        log.exception("unexpected error", exc_info=error)
        return problem("internal-error", "")


def unparsed(status: int, reason: str) -> bytes:
    """The whole HTTP answer to a request that could not be parsed, so that no route sees it."""
    kind = _BY_STATUS.get(status, TYPES["bad-request"])
    request_id = f"{random.getrandbits(64):016x}"
    body = {"type": f"/problems/{kind.code}", "title": kind.title, "status": status, "detail": kind.help, "instance": "/"}
    content = orjson.dumps({**body, "request_id": request_id})
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nX-Request-ID: {request_id}\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
