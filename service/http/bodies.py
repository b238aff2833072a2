"""Reads request bodies: of limited length, whether it is announced or not, as strict and shallow JSON."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

import orjson
from flask import Flask, Request, current_app, request
from marshmallow import RAISE
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, RequestURITooLarge, UnsupportedMediaType

from service.errors import OnrecordError


class MalformedJson(OnrecordError):
    """The body is not JSON, or is nested too deeply."""

    code = "malformed-json"


class BodyTooLarge(OnrecordError):
    """The body exceeds the limit."""

    code = "body-too-large"


_LONGEST_QUERY = 8000  # bytes; gunicorn takes a little more


def init_app(app: Flask) -> None:
    """Refuse bodies over the limit. Werkzeug silently cuts a chunked body off at its own limit, which is therefore a byte more."""
    limit = app.config["SETTINGS"].max_body_bytes
    app.config["MAX_CONTENT_LENGTH"] = limit + 1

    @app.before_request
    def bounded() -> None:
        sent = request.environ
        query = sent.get("QUERY_STRING", "")
        if len(query) > _LONGEST_QUERY:
            raise RequestURITooLarge
        try:
            unquote_to_bytes(query.encode("latin-1")).decode()
        except UnicodeError:  # Werkzeug would take what it cannot read for the words themselves
            raise BadRequest("The query is not in UTF-8.") from None
        length = request.content_length
        if length is not None and length > limit:
            raise BodyTooLarge(f"The body has {length} bytes; at most {limit} are taken.")
        if length is None and sent.get("wsgi.input_terminated"):
            try:
                content = request.get_data(cache=True)
            except RequestEntityTooLarge:
                content = b" " * (limit + 1)
            except Exception as error:  # whatever the server raises for malformed chunks
                raise BadRequest("The body could not be read to its end.") from error
            if len(content) > limit:
                raise BodyTooLarge(f"The body has more than {limit} bytes; at most that many are taken.")


class StrictJsonParser(FlaskParser):
    """webargs' parser for Flask, with strict JSON as the body and without parameters that the schema does not know."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - as webargs declares it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
    }

    def __init__(self) -> None:
        super().__init__()
        self._of_nothing: dict[Any, dict[str, Any]] = {}  # by schema

    def parse(self, argmap: Any, req: Any = None, *, location: str | None = None, **more: Any) -> Any:
        """Parse as webargs does; the result for a query without parameters is computed once for each schema."""
        if location != "query" or request.query_string:
            return super().parse(argmap, req, location=location, **more)
        if argmap not in self._of_nothing:
            self._of_nothing[argmap] = super().parse(argmap, req, location=location, **more)
        return dict(self._of_nothing[argmap])

    def load_json(self, req: Request, schema: Any) -> Any:
        """Return the body of a request as strict JSON."""
        return strict_json(req)

    def handle_error(self, error: Any, req: Any, schema: Any, *, error_status_code: int | None, error_headers: Any) -> NoReturn:
        """Raise the problem of a request that does not fit its schema."""
        super().handle_error(error, req, schema, error_status_code=error_status_code, error_headers=error_headers)


def strict_json(req: Request) -> Any:
    """Return the body as JSON. Raises UnsupportedMediaType, MalformedJson, BadRequest or RequestEntityTooLarge."""
    if req.mimetype != "application/json":
        raise UnsupportedMediaType(f"The body is {req.mimetype or 'of no stated kind'}; send application/json.")
    if req.content_encoding:
        raise UnsupportedMediaType("A compressed body is not taken.")
    try:
        content = req.get_data(cache=True)
    except RequestEntityTooLarge:
        raise
    except Exception as error:
        raise BadRequest("The body could not be read to its end.") from error
    return parsed(content, current_app.config["SETTINGS"].max_json_depth)


def parsed(content: bytes, most_levels: int) -> Any:
    """Return bytes as JSON. Raises MalformedJson if they are not JSON, or are nested deeper than `most_levels`."""
    try:
        value = orjson.loads(content)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise MalformedJson(f"The body is not JSON: {error}.") from None
    if _is_deeper(value, most_levels):
        raise MalformedJson(f"The body is nested deeper than {most_levels} levels.")
    return value


def _is_deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [child for v in level if isinstance(v, (dict, list)) for child in (v.values() if isinstance(v, dict) else v)]
        if not level:
            return False
    return any(isinstance(v, (dict, list)) for v in level)
