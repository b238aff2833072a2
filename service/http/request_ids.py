"""Puts a request id and a trace (W3C Trace Context) on every answer and log line: the caller's if they are sound, else new ones."""

from __future__ import annotations

import random
import re

from flask import Flask, g, request

from service.http.headers import OWN

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TRACE = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")


def init_app(app: Flask) -> None:
    """Give every request of an application an id and a trace, the caller's if they are sound."""

    @app.before_request
    def note() -> None:
        environ = request.environ
        sent = environ.get("HTTP_X_REQUEST_ID", "")
        request_id = sent if _SANE.fullmatch(sent) else f"{random.getrandbits(64):016x}"
        trace = _TRACE.fullmatch(environ.get("HTTP_TRACEPARENT", ""))
        trace_id, flags = trace.groups() if trace else (f"{random.getrandbits(128):032x}", "00")
        g.request_id, g.trace_id = request_id, trace_id
        traceparent = f"00-{trace_id}-{random.getrandbits(64) | 1:016x}-{flags}"
        environ[OWN] = [("X-Request-ID", request_id), ("traceparent", traceparent)]
