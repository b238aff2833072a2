"""Pages of a list: rows, the cursor of the next page, and a Link to it (RFC 8288)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from schemas import shapes
from service.errors import NotFound
from service.http.api import answer, conditional
from service.http.cursors import opened, packed
from service.http.services import services
from service.index.asking.browse import Walked
from service.records import Quotation

_QUOTATION_ID = re.compile(r"([0-9a-f]{16})-(\d{1,6})")


def page(
    name: str,
    query: shapes.Page,
    generation: str,
    walk: Callable[[Any, int], Walked],
    shape: Callable[[Any], object],
) -> Response:
    """Return a page of a list. `walk(place, most)` finds its rows, `shape(row)` is a row as the contract has it.

    `generation`: of the index, in whose order the walk goes. Raises BadCursor.
    """
    found = walk(opened_page(name, query, generation), query["limit"])
    return page_of(name, query, generation, [shape(row) for row in found.rows], found.next)


def opened_page(name: str, query: shapes.Page, generation: str) -> Any:
    """Return the place at which a page of a list begins, None for the start. Raises BadCursor."""
    return opened(services().signer, query["cursor"], generation, question_of(name, query))


def page_of(name: str, query: shapes.Page, generation: str, rows: list[Any], following: Any, **beside: object) -> Response:
    """Return a page of a list. `following`: the place of the next page, None at the end; `beside`: what else the answer holds."""
    cursor = None if following is None else packed(services().signer, generation, question_of(name, query), following)
    response = answer({name: rows, **beside, "next": cursor})
    if cursor:
        arguments = {**request.args.to_dict(), "cursor": cursor}
        response.headers["Link"] = f'<{request.path}?{urlencode(arguments)}>; rel="next"'
    return conditional(response, 0)


def question_of(name: str, query: shapes.Page) -> dict[str, object]:
    """Return what a cursor is made for: the list and its parameters."""
    return {**{key: value for key, value in query.items() if key not in ("limit", "cursor")}, "of": name}


def quotation_by(quotation_id: str) -> Quotation:
    """Return a quotation by its id. Raises NotFound."""
    match = _QUOTATION_ID.fullmatch(quotation_id)
    found = services().index.quotation(match[1], int(match[2])) if match else None
    if found is None:
        raise NotFound(f"There is no quotation {quotation_id[:40]!r}.")
    return found
