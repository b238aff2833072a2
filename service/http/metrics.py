"""GET /metrics: the counters, summed over all worker processes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache

import prometheus_client as prometheus
from flask import Flask, Response, g, request
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from service import __version__
from service.derivation import derivation
from service.errors import IndexUnavailable
from service.http.access import scope
from service.http.api import Blueprint, failing
from service.http.counters import IS_SHARED, REDIS_ERRORS, REQUESTS, SECONDS
from service.http.services import services
from service.index.server.errors import redis_failed


def init_app(app: Flask) -> None:
    """Count and time the requests of an application, and the failures of Redis."""
    redis_failed.connect(_count_failure)

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        number, seconds = _of(route, request.method, response.status_code)
        number.inc()
        seconds.observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return response


def _count_failure(_error: Exception) -> None:
    REDIS_ERRORS.inc()


@lru_cache(maxsize=1024)
def _of(route: str, method: str, status: int) -> tuple[prometheus.Counter, prometheus.Histogram]:
    return REQUESTS.labels(route, method, status), SECONDS.labels(route)


def blueprint() -> Blueprint:
    """Return the route that Prometheus reads."""
    bp = Blueprint("metrics", __name__, description="What the service counts")

    @bp.route("/metrics", methods=["GET"])
    @scope("admin")
    @bp.response(200, {"type": "string"}, content_type="text/plain", description="In Prometheus' text format")
    @failing(bp, 500)
    def metrics() -> Response:
        """What the service counts, for Prometheus"""
        registry: prometheus.CollectorRegistry = prometheus.REGISTRY
        if IS_SHARED:
            registry = prometheus.CollectorRegistry()
            MultiProcessCollector(registry)
        content = prometheus.generate_latest(registry) + prometheus.generate_latest(_index())
        return Response(content, content_type=prometheus.CONTENT_TYPE_LATEST)

    return bp


def _rules() -> str:
    """Return the stamp of the rules in force, by which two machines that should be alike are compared."""
    return derivation(services().gazetteer).rules


class _Index(Collector):
    """Gauges of the index as it is now."""

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges; of an index that does not answer only that it is down."""

        def gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
            return GaugeMetricFamily(f"onrecord_index_{name}", text, value)

        try:
            stats = services().browser.stats()
        except IndexUnavailable:
            stats = None
        yield InfoMetricFamily("onrecord_build", "What answers.", {"version": __version__, "rules": _rules()})
        yield gauge("up", "Whether the index can be asked.", stats is not None)
        if stats is None:
            return
        yield gauge("documents", "Documents in the index.", stats.documents)
        yield gauge("quotations", "Quotations in the index.", stats.quotations)
        yield gauge("set_aside", "Files and posted documents that could not be read.", stats.set_aside)
        now = time.time()
        if stats.built:
            yield gauge("age_seconds", "Time since the index was built.", max(0.0, now - stats.built))
        if stats.written:
            yield gauge("written_seconds", "Time since the index was last written to.", max(0.0, now - stats.written))


class _Reader(Collector):
    """Counts of the second reader, if there is one."""

    def collect(self) -> Iterator[Metric]:
        """Yield the counts; nothing where there is no second reader."""
        reader = services().reader
        if reader is None:
            return
        known = reader.standing()
        yield GaugeMetricFamily(
            "onrecord_reader_waiting", "Documents that the second reader is yet to be asked about.", known.waiting
        )
        yield GaugeMetricFamily(
            "onrecord_reader_paused", "Whether the second reader is left alone for now.", known.paused_until is not None
        )
        yield GaugeMetricFamily(
            "onrecord_reader_tokens_today", "Tokens that the second reader took and gave today.", known.tokens_today
        )
        questions = CounterMetricFamily(
            "onrecord_reader_questions", "Questions to the second reader, by how that went.", labels=("result",)
        )
        for result, number in {"answered": known.answered, **known.failed}.items():
            questions.add_metric((result,), number)
        yield questions
        values = CounterMetricFamily(
            "onrecord_reader_values", "Values that it gave, by whether they were accepted, or why not.", labels=("result",)
        )
        for result, number in {"accepted": known.accepted, **known.refused}.items():
            values.add_metric((result,), number)
        yield values


def _index() -> prometheus.CollectorRegistry:
    registry = prometheus.CollectorRegistry()
    registry.register(_Index())
    registry.register(_Reader())
    return registry
