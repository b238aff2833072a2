"""flask-smorest with problems for errors, strict JSON for bodies, and answers that are already JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

import flask_smorest
import orjson
from apispec import APISpec
from flask import Flask, Response, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import PreconditionFailed

from schemas.problem import ProblemSchema
from service.errors import SERVED
from service.http.bodies import StrictJsonParser

_PROBLEM = ProblemSchema()  # one for all that documents it: making a schema takes a while


class Api(flask_smorest.Api):
    """Documents every error as application/problem+json (flask-smorest 0.47 writes application/json for all).

    Describes the routes when its document is asked for, which a service never does: it serves the document of `openapi.yaml`.
    """

    def __init__(self, app: Flask) -> None:
        self._descriptions: list[Callable[[], None]] = []
        super().__init__(app)

    def describe_later(self, describe: Callable[[], None]) -> None:
        """Keep what describes the routes of a blueprint until the document is asked for."""
        self._descriptions.append(describe)

    def described(self) -> APISpec:
        """Return the document with every route described."""
        while self._descriptions:
            self._descriptions.pop(0)()
        document: APISpec = self.spec
        return document

    def _register_responses(self) -> None:
        for kind in {t.status: t for t in SERVED.values()}.values():
            response = {
                "description": HTTPStatus(kind.status).phrase,
                "content": {"application/problem+json": {"schema": ProblemSchema}},
            }
            self.spec.components.response(HTTPStatus(kind.status).name, response, lazy=True)


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose bodies are strict JSON, and whose routes are described when the document is asked for."""

    ARGUMENTS_PARSER = StrictJsonParser()

    def register_views_in_doc(self, api: Api, *arguments: Any, **known: Any) -> None:
        """Let the API describe the routes later: that takes longer than all else in making an application."""
        api.describe_later(partial(super().register_views_in_doc, api, *arguments, **known))


def failing(blueprint: Blueprint, *kinds: int | str) -> Callable[[Any], Any]:
    """Return a decorator that documents the problems which an operation can answer with, by their statuses or by their codes."""
    found = [SERVED[k] if isinstance(k, str) else next(t for t in SERVED.values() if t.status == k) for k in kinds]

    def decorate(function: Any) -> Any:
        told = function
        for kind in sorted(found, key=lambda kind: kind.status, reverse=True):
            told = blueprint.alt_response(
                kind.status, schema=_PROBLEM, description=kind.title, content_type="application/problem+json", success=False
            )(told)
        function._apidoc = told._apidoc  # what each of these functions adds; none need be called
        return function

    return decorate


def answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return plain data as a JSON response."""
    response = Response(orjson.dumps(body), status, mimetype="application/json")
    response.headers.update(headers or {})
    return response


class _Json(Response):
    """A 200 whose headers are sent as they are: with a body and without Location, werkzeug's copy would correct nothing."""

    def get_wsgi_headers(self, environ: Any) -> Headers:
        """Return the headers to send."""
        return self.headers if self.status_code == HTTPStatus.OK else super().get_wsgi_headers(environ)


def json_answer(body: bytes) -> Response:
    """Return a response whose body is JSON already."""
    return _Json(body, content_type="application/json")


def conditional(response: Response, seconds: int) -> Response:
    """Return the response to a GET with a strong ETag, or 304 if the caller has it already. `seconds`: how long it may be cached.

    Raises PreconditionFailed.
    """
    response.add_etag()
    response.headers["Cache-Control"] = f"private, max-age={seconds}" if seconds else "private, no-cache"
    response.make_conditional(request)
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        raise PreconditionFailed
    return response
