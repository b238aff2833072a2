"""Limits the time of a request. A part that is not done by then is answered with a problem, and so is a request as a whole."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, g

from schemas.shapes import Problem
from service.errors import OnrecordError
from service.http.problems import problem_body

DETAIL = "The time for one request was spent before this was looked up: ask for less at a time."

MOST_READING = 2.0  # times the seconds of a request: what the reading of the longest text may take of a processor


class BudgetExceeded(OnrecordError):
    """The time that a request may take is spent."""

    code = "budget-exceeded"


def init_app(app: Flask, clock: Callable[[], float]) -> None:
    """Give each request of an application its time. `clock`: seconds that only go forwards, such as `time.monotonic`."""
    seconds = app.config["SETTINGS"].request_seconds

    @app.before_request
    def begin() -> None:
        end = clock() + seconds
        g.more = 0.0
        g.left = lambda: end + g.more - clock()


def left() -> float:
    """Return the seconds that the current request has left."""
    return float(g.left())


def allow(seconds: float) -> None:
    """Give the current request so many seconds more, for the long text that it sends; the most that is allowed counts, once."""
    g.more = max(g.more, seconds)


def is_left() -> bool:
    """Return whether the current request has time left."""
    return left() > 0


def require_time() -> None:
    """Raise BudgetExceeded if the time of the current request is spent."""
    if not is_left():
        raise BudgetExceeded(DETAIL)


def spent() -> Problem:
    """Return the problem of a part that was not done in time."""
    return problem_body("budget-exceeded", DETAIL)
