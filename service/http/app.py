"""The application factory."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from service import __version__
from service.extraction import outlet_names
from service.http import bodies, documents, extraction, health, problems, request_ids, verification
from service.http.api import Api
from service.http.services import Services
from service.settings import Settings, load


def create_app(settings: Settings | None = None) -> Flask:
    """The application for some settings; those of the environment where none are given."""
    settings = settings or load()
    if settings.outlets:
        outlet_names.extend(Path(settings.outlets))
    app = Flask("onrecord", static_folder=None)
    app.config.update(
        SETTINGS=settings,
        API_TITLE="Onrecord",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {
                "description": "Did they say that? Verifies quotes against an index of source documents.",
                "version": __version__,
                "license": {"name": "See the repository"},
            },
            "servers": [{"url": "/"}],
        },
    )
    app.extensions["onrecord"] = Services(settings)
    request_ids.init_app(app)
    problems.init_app(app)
    bodies.init_app(app)
    api = Api(app)
    for blueprint in (
        verification.blueprint(settings),
        extraction.blueprint(settings),
        documents.blueprint(settings),
        health.blueprint(),
    ):
        api.register_blueprint(blueprint)
    problems.init_app(app)  # flask-smorest registers a handler of its own; ours answers instead
    app.extensions["onrecord.contract"] = api.spec
    return app
