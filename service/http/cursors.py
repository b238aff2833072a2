"""Cursors: the place at which a list continues. They are opaque, and valid for the same parameters on the same generation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from service.errors import OnrecordError

_LONGEST = 1000


class BadCursor(OnrecordError):
    """The cursor was not made for this list."""

    code = "bad-cursor"


def signer(secret: str) -> URLSafeSerializer:
    """Return what signs the cursors of an installation, so that a place is one that the service has given."""
    return URLSafeSerializer(secret, salt="cursor")


def packed(signer: URLSafeSerializer, generation: str, question: Mapping[str, object], place: object) -> str:
    """Return the cursor of a place in a list. `question`: the parameters of the list; `generation`: of the index."""
    signed: str = signer.dumps([generation, _digest(question), place])
    return signed


def opened(signer: URLSafeSerializer, cursor: str | None, generation: str, question: Mapping[str, object]) -> Any:
    """Return the place that a cursor stands for, None without one. Raises BadCursor if it was made for another list."""
    if not cursor:
        return None
    try:
        if len(cursor) > _LONGEST:
            raise ValueError("too long")
        made_on, made_for, place = signer.loads(cursor)
    except (BadData, ValueError, TypeError):
        raise BadCursor("Not a cursor of this service: send one as `next` gave it, or none.", pointer="/cursor") from None
    if made_for != _digest(question):
        raise BadCursor("This cursor is of another question: send it with the parameters it came from.", pointer="/cursor")
    if made_on != generation:
        raise BadCursor("The index was built anew since, in another order: begin again without a cursor.", pointer="/cursor")
    return place


def _digest(question: Mapping[str, object]) -> str:
    return "&".join(f"{name}={value}" for name, value in sorted(question.items()) if value is not None)
