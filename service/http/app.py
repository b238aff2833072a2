"""The application factory."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service import __version__
from service.http import (
    access,
    bodies,
    browsing,
    budget,
    checks,
    corrections,
    documents,
    drafts,
    extraction,
    handing,
    headers,
    health,
    logs,
    mcp,
    metrics,
    openid,
    overload,
    problems,
    rates,
    reference,
    request_ids,
    searching,
    sessions,
    site,
    verification,
)
from service.http.api import Api
from service.http.services import Services
from service.settings import Settings, load


class Application(Flask):
    """Flask without the check of every call for a coroutine: no view and no hook here is one."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a view or hook unchanged."""
        return func


def create_app(settings: Settings | None = None, clock: Callable[[], float] = time.monotonic) -> Flask:
    """Return the application for some settings, else for those of the environment. `clock`: measures the time of requests."""
    settings = settings or load()
    app = Application("onrecord", static_folder=None)
    app.config.update(
        SETTINGS=settings,
        API_TITLE="Onrecord",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {
                "description": "Did they say that? Verifies quotes against an index of source documents.",
                "version": __version__,
                "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/"}],
        },
    )
    app.extensions["onrecord"] = Services(settings)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=1)  # type: ignore[method-assign]
    problems.init_app(app)
    headers.init_app(app)  # after_request hooks run in reverse order of registration, so these run last
    logs.init_app(app)
    metrics.init_app(app)
    request_ids.init_app(app)
    overload.init_app(app)
    budget.init_app(app, clock)
    api = Api(app)
    for blueprint in (
        verification.blueprint(settings),
        extraction.blueprint(settings),
        drafts.blueprint(settings),
        documents.blueprint(settings),
        browsing.blueprint(settings),
        corrections.blueprint(settings),
        checks.blueprint(settings),
        health.blueprint(),
        mcp.blueprint(settings),
        metrics.blueprint(),
        site.blueprint(settings),
        searching.blueprint(settings),
        handing.blueprint(settings),
        sessions.blueprint(settings),
        openid.blueprint(settings),
        reference.blueprint(),
    ):
        api.register_blueprint(blueprint)
    access.init_app(app)
    rates.init_app(app)
    bodies.init_app(app)
    problems.init_app(app)  # flask-smorest registers a handler of its own; ours answers instead
    app.extensions["onrecord.contract"] = api.described
    return app
