"""Limits how many requests a caller may make in a minute.

The header fields are those of draft-ietf-httpapi-ratelimit-headers-11.
"""

from __future__ import annotations

from flask import Flask, Response, g, request

from service.callers.rates import SECONDS
from service.errors import OnrecordError
from service.http.services import services


class TooMany(OnrecordError):
    """The caller made more requests in a minute than it may."""

    code = "too-many-requests"


def init_app(app: Flask) -> None:
    """Count requests by their key; those from other machines that need none, by their address."""
    settings = app.config["SETTINGS"]
    is_loopback = settings.is_loopback

    @app.before_request
    def count() -> None:
        g.standing = None
        key = g.get("key")
        scoped = app.extensions["onrecord.scopes"].get((request.endpoint or "", request.method), "public") != "public"
        if not scoped or (key is None and is_loopback):
            return
        rate = settings.rate if key is None or key.rate is None else key.rate
        if not rate:
            return
        caller = f"key:{key.id}" if key is not None else f"address:{request.remote_addr}"
        g.standing = services().rates.hit(caller, rate)
        if g.standing.is_over:
            raise TooMany(f"More than {rate} requests in a minute; the next is taken in {g.standing.seconds} seconds.")

    @app.after_request
    def tell(response: Response) -> Response:
        standing = g.get("standing")
        if standing is not None:
            response.headers["RateLimit-Policy"] = f'"minute";q={standing.rate};w={SECONDS}'
            response.headers["RateLimit"] = f'"minute";r={standing.left};t={standing.seconds}'
            if response.status_code == 429:
                response.headers["Retry-After"] = str(standing.seconds)
        return response
