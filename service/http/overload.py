"""Refuses requests that waited too long for a thread, so that an overloaded service stays quick for those it answers.

gunicorn's threads take requests from an unbounded queue: under twice the load, all would be answered later and later. A request
that waited longer than ONRECORD_QUEUE_MILLISECONDS is told to come again, which costs a fraction of an answer.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from flask import Flask, request
from gunicorn.workers.gthread import ThreadWorker

from service.errors import OnrecordError
from service.http.counters import SHED

_EXEMPT = frozenset(("/healthz", "/readyz", "/metrics"))
_here = threading.local()  # `waited`: how long the request that this thread answers has waited, in seconds


class Overloaded(OnrecordError):
    """The request waited longer for a thread than the service allows."""

    code = "overloaded"


class Worker(ThreadWorker):
    """gunicorn's worker with threads, which notes how long each request waited for one."""

    def enqueue_req(self, conn: Any) -> None:
        """Queue a request, and note when."""
        conn.queued = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Answer a request; its thread knows how long it waited."""
        _here.waited = time.monotonic() - conn.queued
        return super().handle(conn)


def init_app(app: Flask) -> None:
    """Refuse the requests of an application that waited too long."""
    most = app.config["SETTINGS"].queue_milliseconds / 1000

    @app.before_request
    def shed() -> None:
        if most and getattr(_here, "waited", 0.0) > most and request.path not in _EXEMPT:
            SHED.inc()
            raise Overloaded("The service has more to do than it can: ask again after Retry-After seconds.")
