"""POST /mcp: the Model Context Protocol over streamable HTTP, answered by the protocol's Python SDK.

The SDK speaks ASGI. Each request runs it to its end in an event loop and a thread of its own, since the thread of the request may run
a loop already; a tool asks the contract's routes there (`within`). Nothing outlives the request: no session and no stream, both of
which the protocol leaves to the server (docs/decisions/0030-a-door-for-assistants.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request
from werkzeug.exceptions import UnsupportedMediaType

from service.agents.tools import Answer, Request
from service.errors import NotFound, explained
from service.http import within
from service.http.access import ANY, Forbidden, scope
from service.http.api import Blueprint, failing
from service.settings import Settings

_Message = MutableMapping[str, Any]  # of ASGI
_JSON = "application/json"
_VERSION = {"type": "string", "enum": ["2.0"]}  # of JSON-RPC
_ASKED = {  # JSON-RPC 2.0, sections 4 and 4.1
    "type": "object",
    "description": "A request or a notification of JSON-RPC 2.0",
    "required": ["jsonrpc", "method"],
    "properties": {
        "jsonrpc": _VERSION,
        "id": {"description": "An integer or a text; without it the message is a notification"},
        "method": {"type": "string", "description": "Such as initialize, tools/list, tools/call"},
        "params": {"type": ["object", "null"], "description": "As the Model Context Protocol has them for the method"},
    },
}
_ANSWERED = {  # section 5
    "type": "object",
    "description": "The response of JSON-RPC 2.0: a result or an error",
    "required": ["jsonrpc"],
    "properties": {
        "jsonrpc": _VERSION,
        "id": {"description": "That of the request; null where it could not be read"},
        "result": {"type": "object"},
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "integer"}, "message": {"type": "string"}, "data": {"description": "More about it"}},
        },
    },
}


class _Answering:
    """The ASGI side of one request: gives the SDK its body, and gathers what it sends."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self._forever = asyncio.Event()
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.content = bytearray()

    async def receive(self) -> _Message:
        """Return the body, and after it wait: the caller does not leave while its thread answers."""
        if self._body is None:
            await self._forever.wait()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: _Message) -> None:
        """Gather what the SDK answers."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            self.content += message.get("body", b"")


def blueprint(settings: Settings) -> Blueprint:
    """Return the route of the protocol."""
    bp = Blueprint("mcp", __name__, description="For assistants")
    origins = frozenset(settings.cors_origins)
    application = cache(_application)  # on the first request: the SDK takes more than a second to load

    @bp.route("/mcp", methods=["POST"])
    @scope(ANY)
    @bp.doc(requestBody={"required": True, "content": {_JSON: {"schema": _ASKED}}})
    @bp.response(200, _ANSWERED, description="The response to a request")
    @bp.alt_response(202, description="A notification was taken")
    @bp.alt_response(
        400, schema=_ANSWERED, description="The body is no message of JSON-RPC, or of an unknown version of the protocol"
    )
    @bp.alt_response(406, schema=_ANSWERED, description="The caller does not accept application/json")
    @failing(bp, 404, 413, 415, 500, 503)
    def mcp() -> Response:
        """The Model Context Protocol over streamable HTTP

        Tools: verify_quote, check_draft, find_quotations, get_source. Each asks the call of this contract that it stands for, with the
        caller's key, and is counted once. Errors of the protocol are those of JSON-RPC.
        """
        _require_own(request.headers.get("Origin"), origins)
        if request.mimetype != _JSON:
            raise UnsupportedMediaType
        return _run(application(), settings.max_body_bytes)

    return bp


def _require_own(origin: str | None, origins: frozenset[str]) -> None:
    """Raise Forbidden for a page of another site, as the protocol demands (Streamable HTTP, Security Warning)."""
    if origin is not None and origin not in origins and urlsplit(origin).netloc != request.host:
        raise Forbidden("Pages of that origin are not answered here: ONRECORD_CORS_ORIGINS lists those that are.")


def _application() -> Any:
    """Return the SDK's server with the routes as its tools. Raises NotFound where it is not installed."""
    try:
        from service.agents.server import server
    except ModuleNotFoundError as error:
        raise NotFound(f"The service cannot answer here: {explained(error)}.") from None
    return server(_ask)


def _ask(asked: Request) -> Answer:
    return Answer(*within.answer(*asked))


def _run(application: Any, most_bytes: int) -> Response:
    """Answer the current request by the SDK."""
    from anyio.from_thread import start_blocking_portal
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    manager = StreamableHTTPSessionManager(application, json_response=True, stateless=True, max_request_body_size=most_bytes)
    answering = _Answering(request.get_data())

    async def answered() -> None:
        async with manager.run():
            await manager.handle_request(_asgi_scope(), answering.receive, answering.send)

    with start_blocking_portal() as portal:
        portal.call(answered)
    response = Response(bytes(answering.content), answering.status)
    for name, value in answering.headers:
        response.headers[name.decode("latin-1")] = value.decode("latin-1")
    return response


def _asgi_scope() -> _Message:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": request.path,
        "raw_path": request.path.encode(),
        "query_string": request.query_string,
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers],
        "server": None,
        "client": None,
    }
