"""GET /metrics: what Prometheus is told, summed over all worker processes."""

from __future__ import annotations

import time

import prometheus_client as prometheus
from flask import Flask, Response, g, request
from prometheus_client.multiprocess import MultiProcessCollector

from service.errors import IndexUnavailable
from service.http.access import scope
from service.http.api import Blueprint, failing
from service.http.counters import IS_SHARED, REDIS_ERRORS, REQUESTS, SECONDS
from service.http.services import services
from service.index import errors as index_errors


def init_app(app: Flask) -> None:
    index_errors.on_error = REDIS_ERRORS.inc

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(route, request.method, response.status_code).inc()
        SECONDS.labels(route).observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return response


def blueprint() -> Blueprint:
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


def _index() -> prometheus.CollectorRegistry:
    """What the index is like now."""
    registry = prometheus.CollectorRegistry()

    def gauge(name: str, text: str, value: float) -> None:
        prometheus.Gauge(f"onrecord_index_{name}", text, registry=registry).set(value)

    try:
        stats = services().browser.stats()
    except IndexUnavailable:
        gauge("up", "Whether the index can be asked.", 0)
        return registry
    gauge("up", "Whether the index can be asked.", 1)
    gauge("documents", "Documents in the index.", stats["documents"])
    gauge("quotations", "Quotations in the index.", stats["quotations"])
    now = time.time()
    if stats["built"]:
        gauge("age_seconds", "Time since the index was built.", max(0.0, now - stats["built"]))
    if stats["written"]:
        gauge("written_seconds", "Time since the index was last written to.", max(0.0, now - stats["written"]))
    return registry
