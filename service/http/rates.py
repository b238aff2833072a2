"""Limits how many requests a caller may make in a minute.

The header fields are those of draft-ietf-httpapi-ratelimit-headers-11.
"""

from __future__ import annotations

import ipaddress

from flask import Flask, Response, g, request

from service.callers.rates import SECONDS
from service.errors import OnrecordError
from service.http.access import PUBLIC, Unauthorized, scope_of
from service.http.problems import problem
from service.http.services import services
from service.http.within import WITHIN

_PREFIX_BITS = 64


class TooMany(OnrecordError):
    """The caller made more requests in a minute than it may."""

    code = "too-many-requests"


def network(address: str | None) -> str:
    """Return what an address is counted by: of IPv6 the first 64 bits, since whoever has one address has all of these (RFC 6177)."""
    try:
        ip = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return str(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network((ip, _PREFIX_BITS), strict=False))
    return str(ip)


def _hit(caller: str, rate: int) -> None:
    """Count a request of a caller. Raises TooMany."""
    g.standing = services().rates.hit(caller, rate)
    if g.standing.is_over:
        raise TooMany(f"More than {rate} requests in a minute; the next is taken in {g.standing.seconds} seconds.")


def count_login(rate: int) -> None:
    """Count an attempt to log in by its address, so that nobody can try many or keep the provider busy. Raises TooMany."""
    if rate:
        _hit(f"login:{network(request.remote_addr)}", rate)


def init_app(app: Flask) -> None:
    """Count requests by their key; those from other machines that need none, by their address; those within others with these."""
    settings = app.config["SETTINGS"]
    is_loopback = settings.is_loopback

    @app.before_request
    def count() -> None:
        g.standing = None
        key = g.get("key")
        is_scoped = scope_of(app) != PUBLIC
        if not is_scoped or (key is None and is_loopback) or WITHIN in request.environ:
            return
        rate = settings.rate if key is None or key.rate is None else key.rate
        if not rate:
            return
        _hit(f"key:{key.id}" if key is not None else f"address:{network(request.remote_addr)}", rate)

    @app.errorhandler(Unauthorized)
    def refuse(error: Unauthorized) -> Response:
        """Count the refused keys of an address, so that nobody can try many."""
        if settings.rate:
            try:
                _hit(f"refused:{network(request.remote_addr)}", settings.rate)
            except TooMany as too_many:
                return problem(too_many.code, too_many.detail)
        return problem(error.code, error.detail)

    @app.after_request
    def tell(response: Response) -> Response:
        standing = g.get("standing")
        if standing is not None:
            response.headers["RateLimit-Policy"] = f'"minute";q={standing.rate};w={SECONDS}'
            response.headers["RateLimit"] = f'"minute";r={standing.left};t={standing.seconds}'
            if response.status_code == 429:
                response.headers["Retry-After"] = str(standing.seconds)
        return response
