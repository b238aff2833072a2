"""Pages of a list: rows, the cursor of the next page, and a Link to it (RFC 8288)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from service.errors import NotFound
from service.http.api import answer, conditional
from service.http.cursors import opened, packed
from service.http.offsets import quotation_to_utf16
from service.http.services import services
from service.index.asking.browse import Walked

_QUOTATION_ID = re.compile(r"([0-9a-f]{16})-(\d{1,6})")


def page(
    name: str,
    query: dict[str, Any],
    generation: str,
    walk: Callable[[Any, int], Walked],
    served: Callable[[Any], dict[str, Any]],
) -> Response:
    """A page of what a walk gives. `walk(place, rows at most)`; `served`: a row as the contract has it."""
    question = {**{key: value for key, value in query.items() if key not in ("limit", "cursor")}, "of": name}
    place = opened(query["cursor"], generation, question)
    found = walk(place, query["limit"])
    following = None if found.next is None else packed(generation, question, found.next)
    response = answer({name: [served(row) for row in found.rows], "next": following})
    if following:
        arguments = {**request.args.to_dict(), "cursor": following}
        response.headers["Link"] = f'<{request.path}?{urlencode(arguments)}>; rel="next"'
    return conditional(response, 0)


def served_quotation(document: dict[str, Any], quotation: dict[str, Any], offsets: str) -> dict[str, Any]:
    """A quotation with the document that it stands in."""
    if offsets == "utf16":
        quotation_to_utf16(quotation, document.get("astral", []))
    return {**quotation, "document": {key: value for key, value in document.items() if key != "astral"}, "also_in": []}


def quotation_by(quotation_id: str, offsets: str = "codepoints") -> dict[str, Any]:
    """A quotation with its document. Raises NotFound."""
    match = _QUOTATION_ID.fullmatch(quotation_id)
    found = services().index.quotation(match[1], int(match[2])) if match else None
    if found is None:
        raise NotFound(f"There is no quotation {quotation_id[:40]!r}.")
    return served_quotation(*found, offsets)
