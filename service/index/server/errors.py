"""Errors of Redis as the index's own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import redis

from service.errors import IndexUnavailable

log = logging.getLogger(__name__)
on_error: Callable[[], object] | None = None  # for whoever counts them


@contextmanager
def translated() -> Iterator[None]:
    """Raise IndexUnavailable for whatever goes wrong between us and Redis."""
    try:
        yield
    except redis.RedisError as error:
        log.warning("Redis: %s", error)
        if on_error is not None:
            on_error()
        raise IndexUnavailable("Redis does not answer, or answers with an error.") from error
