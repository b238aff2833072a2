"""Counters for Prometheus.

A worker process writes to the files of its slot, and the worker that replaces it continues them: counts outlive workers, and
files do not pile up with every worker that was started.
"""

from __future__ import annotations

import os

import prometheus_client as prometheus
from prometheus_client import values


class Slot:
    """The number by which the files of this process are known. Prometheus reads it at each count."""

    def __init__(self) -> None:
        self.number = -1  # of the process that workers are forked from, which counts nothing

    def take(self, number: int) -> None:
        """Write to the files of a slot from now on. Two processes that run at once must not have the same."""
        self.number = number


SLOT = Slot()  # of this process; gunicorn_conf gives it out
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
_CANDIDATES = (0, 1, 2, 4, 8, 16, 32, 64)
IS_SHARED = bool(os.environ.get("PROMETHEUS_MULTIPROC_DIR"))
if IS_SHARED:
    values.ValueClass = values.MultiProcessValue(lambda: SLOT.number)


REQUESTS = prometheus.Counter("onrecord_requests_total", "Requests answered.", ("route", "method", "status"))
SECONDS = prometheus.Histogram("onrecord_request_seconds", "Time to answer a request.", ("route",), buckets=_SECONDS)
VERDICTS = prometheus.Counter("onrecord_verdicts_total", "Verifications worked out, by verdict.", ("verdict",))
CANDIDATES = prometheus.Histogram("onrecord_candidates", "Passages looked at for a claim.", buckets=_CANDIDATES)
ANSWERS = prometheus.Counter("onrecord_answers_total", "Answers to claims, kept ones (hit) and others (miss).", ("result",))
DEGRADED = prometheus.Counter("onrecord_degraded_total", "Answers given while something of the index may be missing.")
REDIS_ERRORS = prometheus.Counter("onrecord_redis_errors_total", "Commands that Redis did not answer, or answered with an error.")
SHED = prometheus.Counter("onrecord_shed_total", "Requests refused because they had waited too long for their turn.")
FETCHES = prometheus.Counter("onrecord_fetches_total", "Addresses fetched, by how that went.", ("result",))
