"""A request id in every answer, problem and log line: the caller's where it is a sane one, else a new one."""

from __future__ import annotations

import random
import re

from flask import Flask, Response, g, request

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")


def init_app(app: Flask) -> None:
    @app.before_request
    def note() -> None:
        sent = request.headers.get("X-Request-ID", "")
        g.request_id = sent if _SANE.fullmatch(sent) else f"{random.getrandbits(64):016x}"

    @app.after_request
    def send(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.get("request_id", "")
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
