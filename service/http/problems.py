"""Every error as an RFC 9457 problem, from every route and status, with a type that this service explains."""

from __future__ import annotations

import logging
import random
from http import HTTPStatus

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from schemas.shapes import FieldError, Problem
from service import wire
from service.errors import SERVED, OnrecordError
from service.http.pages import error_page, is_for_people

log = logging.getLogger(__name__)

_COUNTED = frozenset(("overloaded",))  # a log line for each would be load of its own: a metric counts them
_PROBE = "/readyz"  # is asked every moment until all is there: 503 is its answer and nobody's fault
_TOLD_BY_TYPE = (404, 405, 500)  # statuses of which werkzeug's description says nothing to the point
_UNPARSED = {  # what stands for the status of a request that never became one
    status: SERVED[code]
    for status, code in ((408, "request-timeout"), (413, "body-too-large"), (414, "uri-too-long"), (500, "internal-error"))
}
# The first type of each status stands for it; of 400 the one that says nothing of JSON.
_BY_STATUS = {**{row.status: row for row in reversed(SERVED.values())}, 400: SERVED["bad-request"]}


def problem(code: str, detail: str, errors: list[FieldError] | None = None, headers: dict[str, str] | None = None) -> Response:
    """Return a problem as a response: a page where a browser asks for one."""
    if is_for_people():
        return error_page(code, errors[0]["message"] if errors else detail or SERVED[code].help)
    response = Response(orjson.dumps(problem_body(code, detail, errors)), SERVED[code].status, mimetype="application/problem+json")
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "1"
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="onrecord"'
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def problem_body(code: str, detail: str, errors: list[FieldError] | None = None) -> Problem:
    """Return a problem of the current request. Without a detail, the help of its type stands there."""
    kind = SERVED[code]
    return wire.problem(kind, detail or kind.help, request.path, g.get("request_id", ""), errors=errors)


def field_errors(messages: object, pointer: str = "") -> list[FieldError]:
    """Return marshmallow's nested messages as a flat list of {pointer, message}."""
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
        code = error.code if error.code in SERVED else "internal-error"
        is_fault = SERVED[code].status >= HTTPStatus.INTERNAL_SERVER_ERROR and code not in _COUNTED
        if is_fault and not (code == "index-unavailable" and request.path == _PROBE):
            log.warning("%s: %s", code, error.detail)
        errors: list[FieldError] | None = [{"pointer": error.pointer, "message": error.detail}] if error.pointer else None
        return problem(code, error.detail if code != "internal-error" else "", errors)

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Response:
        if error.code == HTTPStatus.UNPROCESSABLE_ENTITY and getattr(error, "data", None):
            return _invalid(error)
        return _refused(error)

    @app.errorhandler(Exception)
    def on_bug(error: Exception) -> Response:
        log.exception("unexpected error", exc_info=error)
        return problem("internal-error", "")


def _invalid(error: HTTPException) -> Response:
    """Return the problem of a request that does not fit its schema; webargs puts marshmallow's messages into `error.data`."""
    messages = error.data.get("messages", {})  # type: ignore[attr-defined]
    parts = [field_errors(value) for value in messages.values()] if isinstance(messages, dict) else []
    errors = [e for part in parts for e in part]
    return problem("validation-failed", f"{errors[0]['pointer']}: {errors[0]['message']}" if errors else "", errors)


def _refused(error: HTTPException) -> Response:
    """Return the problem that stands for an HTTP status, with the methods allowed of a 405."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    other = "internal-error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "bad-request"
    kind = _BY_STATUS.get(status, SERVED[other])
    valid_methods = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(valid_methods))} if valid_methods else {}
    return problem(kind.code, kind.help if status in _TOLD_BY_TYPE else str(error.description or ""), headers=headers)


def unparsed(status: int, reason: str, code: str | None = None, detail: str = "") -> bytes:
    """Return the whole HTTP answer to a request that no route sees, since it cannot be parsed or has found no thread.

    `code`: of the problem, None for the one of its status; `detail`: what is wrong with the request, if that is known.
    """
    kind = SERVED[code] if code else _UNPARSED.get(status, SERVED["bad-request"])
    request_id = f"{random.getrandbits(64):016x}"
    content = orjson.dumps(wire.problem(kind, detail or kind.help, "/", request_id, status=status))
    again = "Retry-After: 1\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n{again}"
        f"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Request-ID: {request_id}\r\n"
    )
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
