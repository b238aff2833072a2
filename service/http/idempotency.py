"""Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): the same request sent again gets the same answer.

An answer is stored for a day, for the caller's API key; answers of 5xx are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import blake2b
from typing import Any

import orjson
from flask import Response, g, request

from service.errors import OnrecordError
from service.http.services import services
from service.index.server import keys as k
from service.index.server.errors import translated

_SANE = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_SECONDS = 24 * 3600
_RUNNING_SECONDS = 60
_View = Callable[..., Response]


class BadIdempotencyKey(OnrecordError):
    """The Idempotency-Key holds other characters than visible ASCII."""

    code = "bad-request"


class Reused(OnrecordError):
    """The Idempotency-Key came with another request before."""

    code = "idempotency-key-reused"


class Running(OnrecordError):
    """The first request with this Idempotency-Key is still being answered."""

    code = "idempotency-key-in-use"


def once(read: Callable[[str], Response | None]) -> Callable[[_View], _View]:
    """Run a view once for each Idempotency-Key. Of its answer only status and Location are stored.

    `read`: the answer to a repeated request, given the Location, None if nothing is there any more: the request is then run again.
    So no answer outlives what it shows. The view raises BadIdempotencyKey, Reused, Running or IndexUnavailable.
    """

    def decorate(function: _View) -> _View:
        @wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Response:
            sent = request.headers.get("Idempotency-Key")
            if sent is None:
                return function(*args, **kwargs)
            if not _SANE.fullmatch(sent):
                raise BadIdempotencyKey("Idempotency-Key may have 1 to 255 visible ASCII characters.")
            key = g.get("key")
            name = k.idempotency(_digest(f"{key.id if key else ''} {request.path} {sent}".encode()))
            asked = _digest(request.full_path.encode() + b"\0" + request.get_data(cache=True))
            client = services().client
            with translated():
                is_first = client.set(name, orjson.dumps({"asked": asked}), nx=True, ex=_RUNNING_SECONDS)
                held = None if is_first else client.get(name)
            if held is not None and (again := _again(orjson.loads(held), asked, read)) is not None:
                return again
            response = _done(function, name, *args, **kwargs)
            kept = {"asked": asked, "status": response.status_code, "location": response.headers.get("Location", "")}
            with translated():
                client.set(name, orjson.dumps(kept), ex=_KEPT_SECONDS)
            return response

        return answer

    return decorate


def _done(function: Callable[..., Response], name: str, *args: Any, **kwargs: Any) -> Response:
    try:
        return function(*args, **kwargs)
    except BaseException:
        with translated():
            services().client.delete(name)  # nothing was done: the same key may try again
        raise


def _again(held: Mapping[str, Any], asked: str, read: Callable[[str], Response | None]) -> Response | None:
    if held["asked"] != asked:
        raise Reused("Send another Idempotency-Key with another request.")
    if "status" not in held:
        raise Running("Wait for the answer to the first one, or ask again.")
    response = read(held.get("location", ""))
    if response is not None:
        response.status_code = held["status"]
        response.headers["Idempotency-Replayed"] = "true"
    return response


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
