"""Writes logs: a JSON object a line on standard error, a line a request. Quotes are logged only if that is set."""

from __future__ import annotations

import json
import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request

from service.settings import Settings

_log = structlog.get_logger("onrecord.request")
_CUT = 300  # characters of a quote


def configure(settings: Settings) -> None:
    """Configure all logging of the process."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer = structlog.processors.JSONRenderer(
        serializer=lambda value, **_: json.dumps(value, default=str)
    )  # in ASCII: some readers end lines at U+2028 too
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.getLevelNamesMapping()[settings.log_level.upper()], logging.INFO))
    logging.getLogger("werkzeug").setLevel(logging.WARNING)


def init_app(app: Flask) -> None:
    """Log a line for each request, if the level asks for it."""
    if app.config["SETTINGS"].log_level not in ("debug", "info"):
        return
    has_quotes = bool(app.config["SETTINGS"].log_quotes)

    @app.after_request
    def line(response: Response) -> Response:
        key = g.get("key")
        more = {"key": key.id} if key else {}
        if has_quotes and "claim" in g:
            more["quote"] = g.claim.quote[:_CUT]
        if "verdict" in g:
            more["verdict"] = g.verdict
        _log.info(
            "request",
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            ms=round(1000 * (time.perf_counter() - g.get("began", time.perf_counter())), 2),
            bytes=response.content_length,
            request_id=g.get("request_id"),
            trace_id=g.get("trace_id"),
            **more,
        )
        return response
