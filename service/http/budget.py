"""The time that a request may take. A part of it that is not done by then says so, and so does the whole."""

from __future__ import annotations

import time
from typing import Any

from flask import Flask, g

from service.errors import OnrecordError
from service.http.problems import problem_body

_DETAIL = "The time for one request was spent before this was looked up: ask for less at a time."


class BudgetExceeded(OnrecordError):
    """The time that a request may take is spent."""

    code = "budget-exceeded"


def init_app(app: Flask) -> None:
    seconds = app.config["SETTINGS"].request_seconds

    @app.before_request
    def begin() -> None:
        g.deadline = time.monotonic() + seconds


def is_left() -> bool:
    return time.monotonic() < float(g.deadline)


def require_time() -> None:
    """Raise BudgetExceeded where the request's time is spent."""
    if not is_left():
        raise BudgetExceeded(_DETAIL)


def spent() -> dict[str, Any]:
    """The problem of a part that was not done in time."""
    return problem_body("budget-exceeded", _DETAIL)
