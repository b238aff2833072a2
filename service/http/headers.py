"""Gives every answer its security headers, says what it varies by, and compresses it for callers that take gzip."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from flask_cors import CORS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LEAST_BYTES = 1000  # of an answer: compressing a shorter one saves nothing
_LEVEL = 5
_PACKED = ("application/json", "application/problem+json", "application/yaml", "text/", "application/javascript", "image/svg")
_SUFFIX = "-gzip"  # of the ETag of a compressed answer, whose bytes are others
NOTHING = "default-src 'none'; frame-ancestors 'none'"  # what a page of JSON may load
_VARY = ("Accept-Encoding", "Authorization", "Cookie", "Origin")
_USUAL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": NOTHING,
    "Cache-Control": "no-store",
    "Vary": ", ".join(_VARY),
}
_BY_NAME = {name.lower(): (name, value) for name, value in _USUAL.items()}
OWN = "onrecord.headers"  # in a request's environment: headers of its answer
_EXPOSED = ["ETag", "Location", "Link", "X-Request-ID", "Retry-After", "RateLimit", "RateLimit-Policy"]


def init_app(app: Flask) -> None:
    """Give every answer of an application its usual headers, and compress it for callers that take gzip."""
    origins = list(app.config["SETTINGS"].cors_origins)

    @app.before_request
    def without_suffix() -> None:
        held = request.environ.get("HTTP_IF_NONE_MATCH")
        if held and _SUFFIX in held:
            request.environ["HTTP_IF_NONE_MATCH"] = held.replace(f'{_SUFFIX}"', '"')

    @app.after_request
    def finish(response: Response) -> Response:
        if "Vary" in response.headers:
            response.vary.update(_VARY)
        return _packed(response)

    app.wsgi_app = _with_usual(app.wsgi_app)  # type: ignore[method-assign, assignment]

    if origins:
        CORS(app, origins=origins, expose_headers=_EXPOSED, max_age=600, supports_credentials=False, send_wildcard=False)


def _with_usual(application: WSGIApplication) -> WSGIApplication:
    """Add the usual headers to answers that lack them, outside Flask, which would check and copy each of them twice."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            there = {name.lower() for name, _ in headers}
            usual = [pair for name, pair in _BY_NAME.items() if name not in there]
            return start_response(status, [*headers, *usual, *environ.get(OWN, ())], *more)

        return application(environ, start)

    return answered


def _packed(response: Response) -> Response:
    """Return the answer compressed, if the caller takes that and it saves something."""
    taken = request.environ.get("HTTP_ACCEPT_ENCODING", "")
    if "gzip" not in taken.lower() and "*" not in taken:
        return response
    is_fit = (
        (response.mimetype or "").startswith(_PACKED)
        and not response.headers.get("Content-Encoding")
        and not response.direct_passthrough
    )
    if not is_fit or not request.accept_encodings.quality("gzip"):
        return response
    etag, is_weak = response.get_etag()
    if response.status_code == 304:
        if etag and _SUFFIX not in etag:
            response.set_etag(etag + _SUFFIX, bool(is_weak))
        return response
    if response.status_code < 200 or response.status_code == 204 or len(response.get_data()) < _LEAST_BYTES:
        return response
    response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    if etag:
        response.set_etag(etag + _SUFFIX, bool(is_weak))
    return response
