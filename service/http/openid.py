"""/login/openid: people log in with the newsroom's identity provider and keep the cookie that logging in with a key gives."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from flask import Response, after_this_request, redirect, request
from marshmallow import EXCLUDE

from schemas import shapes
from schemas.session import callback_query, login_query
from service.callers.openid import LoginRefused
from service.callers.sessions import LOGIN_SECONDS, SECONDS
from service.http.access import COOKIE, PUBLIC, require_own_page, scope
from service.http.api import Blueprint, failing
from service.http.pages import page
from service.http.rates import count_login
from service.http.services import services
from service.http.sessions import local, with_session, without_session
from service.settings import Settings

_PATH = "/login/openid"
_BACK = f"{_PATH}/callback"
_OUT = f"{_PATH}/logout"
_PROOF = "onrecord-id-token"  # the cookie with which the provider is told whose session to end
_LONGEST_TOKEN = 3800  # characters: browsers keep 4096 bytes of a cookie (RFC 6265, section 6.1)
_NAMED = 8  # characters of the state in the name of the cookie, so that two tabs can log in at a time


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes to the identity provider and back."""
    bp = Blueprint("openid", __name__, description="People log in with an identity provider")

    @bp.route(_PATH, methods=["GET"])
    @scope(PUBLIC)
    @bp.arguments(login_query(settings)(), location="query")
    @bp.response(303, description="To the provider; to /login where there is none")
    @failing(bp, 403, 422, 429, "login-unavailable")
    def begin(query: shapes.LoginQuery) -> Response:
        """Log in with the newsroom's identity provider

        OpenID Connect, authorization code flow with PKCE. `next`: where to go then, a path of this service.
        """
        goal, provider = local(query["next"]), services().provider
        if provider is None:
            return _see(f"/login?next={quote(goal, safe='')}")
        require_own_page()
        count_login(settings.rate)
        address, login = provider.begin(request.host_url.rstrip("/") + _BACK, goal)
        response = _see(address)
        if services().sessions.has_lapsed(request.cookies.get(COOKIE, "")):
            without_session(response)  # nobody is sent to the provider by itself twice
        response.set_cookie(
            _cookie(login.state),
            services().sessions.issue_login(login),
            max_age=LOGIN_SECONDS,
            path=_PATH,
            httponly=True,
            samesite="Lax",  # it must come back from the provider's site
            secure=request.is_secure,
        )
        return response

    @bp.route(_BACK, methods=["GET"])
    @scope(PUBLIC)
    @bp.arguments(callback_query(settings)(), location="query", unknown=EXCLUDE)
    @bp.response(200, {"type": "string"}, content_type="text/html", description="A page that goes on to the one that was asked for")
    @bp.alt_response(303, description="To /login, if the provider did not send the browser here")
    @failing(bp, "login-refused", 422, 429, "login-unavailable")
    def finish(query: shapes.CallbackQuery) -> Response:
        """Where the identity provider sends people back to

        The answer sets the cookie of a session. It is a page and no redirect: browsers hold back cookies of SameSite=Strict as long as they
        follow redirects from another site.
        """
        provider, state = services().provider, query["state"]
        if provider is None or not state:
            return _see("/login")
        login = services().sessions.find_login(request.cookies.get(_cookie(state), ""), state)
        if login is None:
            raise LoginRefused("This login was not begun in this browser, was used already, or took longer than ten minutes.")
        _forget(state)
        count_login(settings.rate)
        if query["error"] or not query["code"]:
            said = f"{query['error'] or ''} {query['error_description'] or ''}".strip()
            raise LoginRefused(f"The identity provider says no: {said or 'it sent no code'}.")
        who = provider.finish(login, query["code"], query["iss"])
        response = page("welcome.html", goal=local(login.goal), name=who.name)
        response.headers["Cache-Control"] = "no-store"
        response.set_cookie(
            _PROOF,
            who.token if len(who.token) <= _LONGEST_TOKEN else "",
            max_age=SECONDS,
            path=_OUT,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure,
        )
        return with_session(response, services().sessions.issue_person(who))

    @bp.route(_OUT, methods=["GET"])
    @scope(PUBLIC)
    @bp.response(
        303,
        description="To the provider, which ends its session too and sends the browser to /login; to /login where it has no logout",
    )
    @failing(bp, 403, 500)
    def leave() -> Response:
        """Log out, also at the identity provider

        OpenID Connect RP-Initiated Logout. Register the address of /login with the provider as one to go to after logging out.
        """
        require_own_page()
        provider, token = services().provider, request.cookies.get(_PROOF)
        there = provider.leave(token, request.host_url.rstrip("/") + "/login") if provider and token is not None else None
        response = _see(there or "/login")
        response.delete_cookie(_PROOF, path=_OUT, httponly=True, samesite="Strict", secure=request.is_secure)
        return without_session(response)

    return bp


def _see(address: str) -> Response:
    return redirect(address, HTTPStatus.SEE_OTHER)  # type: ignore[return-value]


def _cookie(state: str) -> str:
    """Return the name of the cookie that keeps a login under way."""
    return f"onrecord-login-{''.join(c for c in state[:_NAMED] if c.isascii() and c.isalnum())}"


def _forget(state: str) -> None:
    """Take the login out of the browser, however the request ends: no state counts twice."""

    @after_this_request
    def without(response: Response) -> Response:
        response.delete_cookie(_cookie(state), path=_PATH, httponly=True, samesite="Lax", secure=request.is_secure)
        return response
