"""Every error as an RFC 9457 problem, from every route and status, with a type that this service explains."""

from __future__ import annotations

import logging
import random
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from service.errors import SERVED, OnrecordError

log = logging.getLogger(__name__)

_COUNTED = frozenset(("overloaded",))  # a line of the log for each would be load of its own: a metric tells
_BY_STATUS = {row.status: row for row in reversed(SERVED.values())}  # the first of each status stands for it


def problem(code: str, detail: str, errors: list[dict[str, str]] | None = None, headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    response = Response(orjson.dumps(problem_body(code, detail, errors)), SERVED[code].status, mimetype="application/problem+json")
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "1"
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="onrecord"'
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def problem_body(code: str, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    kind = SERVED[code]
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
        code = error.code if error.code in SERVED else "internal-error"
        if SERVED[code].status >= HTTPStatus.INTERNAL_SERVER_ERROR and code not in _COUNTED:
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
            kind = SERVED["internal-error"] if status >= HTTPStatus.INTERNAL_SERVER_ERROR else SERVED["bad-request"]
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
    kind = _BY_STATUS.get(status, SERVED["bad-request"])
    request_id = f"{random.getrandbits(64):016x}"
    body = {"type": f"/problems/{kind.code}", "title": kind.title, "status": status, "detail": kind.help, "instance": "/"}
    content = orjson.dumps({**body, "request_id": request_id})
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nX-Request-ID: {request_id}\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
