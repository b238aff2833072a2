"""A request id and a trace (W3C Trace Context) in every answer and log line: the caller's where they are sane, else new ones."""

from __future__ import annotations

import random
import re

from flask import Flask, Response, g, request

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TRACE = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")


def init_app(app: Flask) -> None:
    @app.before_request
    def note() -> None:
        headers = request.environ
        sent = headers.get("HTTP_X_REQUEST_ID", "")
        g.request_id = sent if _SANE.fullmatch(sent) else f"{random.getrandbits(64):016x}"
        trace = _TRACE.fullmatch(headers.get("HTTP_TRACEPARENT", ""))
        g.trace_id, flags = trace.groups() if trace else (f"{random.getrandbits(128):032x}", "00")
        g.traceparent = f"00-{g.trace_id}-{random.getrandbits(64) | 1:016x}-{flags}"

    @app.after_request
    def send(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.get("request_id", "")
        response.headers["traceparent"] = g.get("traceparent", "")
        return response
