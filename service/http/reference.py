"""GET /docs: the contract as a page to read, in a viewer that this service serves."""

from __future__ import annotations

from pathlib import Path

from flask import Response

from service.errors import NotFound
from service.http.access import PUBLIC, scope
from service.http.api import Blueprint, conditional, failing
from service.http.pages import page

_STATIC = Path(__file__).with_name("static")
# The viewer puts styles into the page and searches in a worker of its own making; nothing is loaded from elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_DAY = 86_400  # seconds
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def blueprint() -> Blueprint:
    """Return the routes of the reference page and of the files that pages load."""
    bp = Blueprint("reference", __name__, description="What the calls are")

    @bp.route("/docs", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string"}, content_type="text/html", description="A page")
    def reference() -> Response:
        """The contract as a page to read, with examples in curl, Python and JavaScript"""
        shown = page("reference.html")
        shown.headers["Content-Security-Policy"] = _POLICY
        return shown

    @bp.route("/static/<name>", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string"}, content_type="text/javascript", description="A script or a style of a page")
    @bp.alt_response(304, description="The caller's copy is current")
    @failing(bp, 404, 412)
    def static(name: str) -> Response:
        """What pages load"""
        path = _STATIC / name
        if path.parent != _STATIC or path.suffix not in _KINDS or not path.is_file():
            raise NotFound("There is no such file.")
        return conditional(Response(path.read_bytes(), mimetype=_KINDS[path.suffix]), _DAY)

    return bp
