"""/login and /session: people log in with a key and keep a cookie."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote, urlsplit

from flask import Response, redirect, request

from schemas import shapes
from schemas.session import SessionSchema, login_query, session_schema
from service.callers.keys import SCOPES
from service.callers.sessions import SECONDS
from service.http.access import COOKIE, PUBLIC, Unauthorized, is_open, presented, require_own_page, scope
from service.http.api import Blueprint, answer, failing
from service.http.pages import page
from service.http.services import services
from service.settings import Settings


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes of logging in and out."""
    bp = Blueprint("sessions", __name__, description="People log in")

    @bp.route("/login", methods=["GET"])
    @scope(PUBLIC)
    @bp.arguments(login_query(settings)(), location="query")
    @bp.response(200, {"type": "string"}, content_type="text/html", description="A page")
    @bp.alt_response(303, description="To the identity provider, for somebody who logged in with it and whose session has lapsed")
    @failing(bp, 422)
    def login(query: shapes.LoginQuery) -> Response:
        """The page to log in on"""
        if services().sessions.has_lapsed(request.cookies.get(COOKIE, "")):
            goal = quote(local(query["next"]), safe="")
            return redirect(f"/login/openid?next={goal}", HTTPStatus.SEE_OTHER)  # type: ignore[return-value]
        return page("login.html", next=local(query["next"]), has_provider=bool(settings.openid_issuer))

    @bp.route("/session", methods=["POST"])
    @scope(PUBLIC)
    @bp.arguments(session_schema(settings)())
    @bp.response(200, SessionSchema)
    @failing(bp, 400, 401, 403, 413, 415, 422, 429, 500, 503)
    def log_in(body: shapes.NewSession) -> Response:
        """Log in with a key

        The answer sets a cookie that stands for the key for half a day. Scripts cannot read it, and pages of other sites cannot use it.
        """
        require_own_page()
        key = services().keys.find(body["key"].strip())
        if key is None:
            raise Unauthorized("The key is not known, was revoked or has expired.")
        response = answer({"name": key.name, "scopes": list(key.scopes)})
        return with_session(response, services().sessions.issue(key))

    @bp.route("/session", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, SessionSchema)
    @failing(bp, 401, 500, 503)
    def who() -> Response:
        """Who is logged in

        `name` is null for nobody. `scopes` are those that a request from here has.
        """
        is_all_open = is_open(settings)
        key = None if is_all_open else presented(settings)
        scopes = list(SCOPES if is_all_open else (*(key.scopes if key else ()), *settings.open_scopes))
        return answer({"name": key.name if key else None, "scopes": scopes}, headers={"Cache-Control": "no-store"})

    @bp.route("/session", methods=["DELETE"])
    @scope(PUBLIC)
    @bp.response(204)
    @failing(bp, 403, 500)
    def log_out() -> Response:
        """Log out"""
        require_own_page()
        return without_session(Response(status=204))

    return bp


def with_session(response: Response, cookie: str) -> Response:
    """Return a response that sets the cookie of a session: out of reach of scripts, and of pages of other sites."""
    response.set_cookie(COOKIE, cookie, max_age=SECONDS, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


def without_session(response: Response) -> Response:
    """Return a response that takes the session's cookie out of the browser."""
    response.delete_cookie(COOKIE, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


def local(address: str | None) -> str:
    """Return an address if it is a path of this service, else that of the first page: nobody is sent elsewhere after logging in."""
    parts = urlsplit((address or "/").replace("\\", "/"))
    is_own = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("//")
    return parts.geturl() if is_own else "/"
