"""Renders pages for people, errors too: who asks with a browser reads words, not JSON."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Response, g, redirect, render_template, request

from service.errors import SERVED

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none';"
    " base-uri 'none'; form-action 'self'"
)
_OF_LOGINS = ("login-refused", "login-unavailable")
_NEVER = ("/v1/", "/metrics", "/healthz", "/readyz", "/openapi", "/static/", "/session")  # programs ask these


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page."""
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
    return Response(render_template(template, **values), status, mimetype="text/html", headers=headers)


def is_for_people() -> bool:
    """Return whether the current request is for a page that a browser shows."""
    if request.path.startswith(_NEVER) or request.method not in ("GET", "HEAD"):
        return False
    return "text/html" in request.headers.get("Accept", "")


def error_page(code: str, detail: str) -> Response:
    """Return a problem as a page with what to do about it; whoever is not logged in is sent to log in."""
    kind = SERVED[code]
    if kind.status == HTTPStatus.UNAUTHORIZED:
        sent = request.full_path.rstrip("?")
        return redirect(f"/login?next={quote(sent, safe='')}", HTTPStatus.SEE_OTHER)  # type: ignore[return-value]
    is_login = code in _OF_LOGINS
    response = page("error.html", kind.status, kind=kind, detail=detail, is_login=is_login, request_id=g.get("request_id", ""))
    response.headers["Cache-Control"] = "no-store"
    if kind.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "1"
    return response
