"""Decides who may call what: every route states a scope, and a request needs a key with that scope unless it is open.

On loopback without any key and without an identity provider every scope is open; elsewhere only those in the setting `open_scopes`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, g, request

from service.callers.keys import SCOPES, Key
from service.callers.sessions import is_within, person
from service.errors import OnrecordError, SettingError
from service.http.services import services
from service.settings import Settings

_HERE = ("localhost", "127.0.0.1", "::1")  # any other Host may be DNS rebinding
COOKIE = "onrecord-session"
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN_SITES = ("same-origin", "none")  # Sec-Fetch-Site: our own page, or a person who typed the address
PUBLIC = "public"  # the scope of routes that ask for no key
ANY = "any"  # of routes that ask for a key whatever its scopes, since what they pass on states its own
_F = TypeVar("_F", bound=Callable[..., Any])


class Unauthorized(OnrecordError):
    """The request has no key, or none that is valid."""

    code = "unauthorized"


class Forbidden(OnrecordError):
    """The key lacks the scope of the route."""

    code = "forbidden"


def host_name(sent: str) -> str:
    """Return the host of a Host header, without its port."""
    name = sent.partition("]")[0].lstrip("[") if sent.startswith("[") else sent.partition(":")[0]
    return name.lower().removesuffix(".")


def is_address(name: str) -> bool:
    """Return whether a host is an IP address, which no name server can point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def scope(name: str) -> Callable[[_F], _F]:
    """Return a decorator that states the scope of a route: `verify`, `read`, `write`, `admin`, `ANY` or `PUBLIC`."""

    def decorate(function: _F) -> _F:
        function.onrecord_scope = name  # type: ignore[attr-defined]
        return function

    return decorate


def scopes_of(app: Flask) -> dict[tuple[str, str], str]:
    """Return the scope of every route, by endpoint and method. Raises SettingError for a route that states none."""
    table: dict[tuple[str, str], str] = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            function = getattr(getattr(view, "view_class", None), method.lower(), view)
            name = getattr(function, "onrecord_scope", None)
            if name not in (*SCOPES, ANY, PUBLIC):
                raise SettingError(f"{method} {rule.rule} states no scope")
            table[rule.endpoint, method] = name
    return table


def scope_of(app: Flask) -> str:
    """Return the scope that the current request needs. HEAD needs what GET does."""
    method = request.environ["REQUEST_METHOD"]
    scopes: dict[tuple[str, str], str] = app.extensions["onrecord.scopes"]
    return scopes.get((request.endpoint or "", "GET" if method == "HEAD" else method), PUBLIC)


def init_app(app: Flask) -> None:
    """Check the key of every request. Call it when all routes are registered."""
    app.extensions["onrecord.scopes"] = scopes_of(app)
    settings = app.config["SETTINGS"]
    open_scopes = frozenset(settings.open_scopes)
    open_scopes |= {ANY} if open_scopes else frozenset()
    hosts = frozenset((*_HERE, *(host.lower() for host in settings.hosts)))

    @app.before_request
    def allow() -> None:
        g.key = None
        sent = request.environ
        wanted = scope_of(app)
        if wanted == PUBLIC:
            return
        if is_open(settings):
            if host_name(sent.get("HTTP_HOST") or request.host) in hosts:
                return
            raise Forbidden("Without keys only this machine is answered, by the name of localhost or its address.")
        g.key = presented(settings)
        if g.key is None and wanted in open_scopes:
            name = host_name(sent.get("HTTP_HOST") or request.host)
            if name not in hosts and not is_address(name):
                raise Forbidden(
                    f"Without a key the service is not asked by the name {name[:100]!r}: ONRECORD_HOSTS lists its names."
                )
            return
        if g.key is None:
            raise Unauthorized("Send a key as `Authorization: Bearer KEY`; `onrecord keys add` makes one.")
        if wanted not in (*g.key.scopes, ANY) and wanted not in open_scopes:
            raise Forbidden(f"This needs the scope {wanted!r}, and the key has {', '.join(g.key.scopes) or 'none'}.")


def is_open(settings: Settings) -> bool:
    """Return whether whoever asks from this machine may do everything: as long as there are no keys, and nobody is told by an identity
    provider or a proxy, for which whoever asks it asks from this machine."""
    is_told = bool(settings.openid_issuer or settings.user_header)
    return settings.is_loopback and not is_told and not services().keys.are_there()


def presented(settings: Settings) -> Key | None:
    """Return the key that the current request presents, in a header or as a cookie, or the person whom a proxy vouches for.

    None if it presents none. Raises Unauthorized for a key that is not valid, Forbidden if a page of another site uses the cookie.
    """
    sent = request.environ
    if authorization := sent.get("HTTP_AUTHORIZATION", ""):
        return _key(authorization)
    cookie = request.cookies.get(COOKIE)
    key = services().sessions.find(cookie) if cookie else None
    key = key or _vouched(settings)
    if key is not None and sent["REQUEST_METHOD"] not in _SAFE:
        require_own_page()
    return key


def require_own_page() -> None:
    """Raise Forbidden if a page of another site makes the current request: a browser adds cookies to it by itself.

    Browsers say where a request comes from, in Sec-Fetch-Site or at least, when it changes something, in Origin. What says neither is no
    browser.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_same_host = origin is None or urlsplit(origin).hostname == host_name(request.host)
    if not (site in _OWN_SITES if site is not None else is_same_host):
        raise Forbidden("A page of another site may not use your session.")


def _vouched(settings: Settings) -> Key | None:
    """Return what stands for the person whom an authenticating proxy names, if such a proxy is trusted and asks."""
    name = request.headers.get(settings.user_header) if settings.user_header else None
    if not name:
        return None
    original = request.environ.get("werkzeug.proxy_fix.orig") or {}
    peer = original.get("REMOTE_ADDR") or request.environ.get("REMOTE_ADDR")
    return person(name, settings.user_scopes) if is_within(peer, settings.user_proxies) else None


def _key(sent: str) -> Key:
    kind, _, token = sent.partition(" ")
    key = services().keys.find(token.strip()) if kind.lower() == "bearer" else None
    if key is None:
        raise Unauthorized("The key is not known, was revoked or has expired.")
    return key
