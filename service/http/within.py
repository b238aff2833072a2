"""Answers a request of the contract within another request, as if the same caller had sent it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlencode

import orjson
from flask import current_app, g, request

WITHIN = "onrecord.within"  # in a request's environment: it is part of another one, which the caller's rate has counted
_OF_CALLER = (
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "wsgi.url_scheme",
    "wsgi.errors",
    "HTTP_HOST",
    "HTTP_AUTHORIZATION",
)


def answer(method: str, path: str, body: Mapping[str, Any] | None, query: Mapping[str, str] | None) -> tuple[int, Any]:
    """Return status and JSON of the answer to a request that passes every check a caller's own would: key, scope, limits, time."""
    content = b"" if body is None else json.dumps(body).encode()  # orjson refuses what the request is to be refused for
    environ = {name: request.environ[name] for name in _OF_CALLER if name in request.environ} | {
        WITHIN: True,
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),  # as PEP 3333 wants it
        "QUERY_STRING": urlencode(query or {}),
        "HTTP_X_REQUEST_ID": g.request_id,
        "wsgi.input": BytesIO(content),
    }
    if body is not None:
        environ |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(content))}
    with current_app.app_context(), current_app.request_context(environ):  # with a `g` of its own
        response = current_app.full_dispatch_request()
        return response.status_code, orjson.loads(response.get_data())
