"""Redis errors as errors of the index."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import redis
from blinker import Signal

from service.errors import IndexUnavailable

log = logging.getLogger(__name__)

redis_failed = Signal("Sent once for each call to Redis that failed; the sender is the redis.RedisError.")


@contextmanager
def translated() -> Iterator[None]:
    """Translate redis.RedisError to IndexUnavailable, log it and send `redis_failed`."""
    try:
        yield
    except redis.RedisError as error:
        log.warning("Redis: %s", error)
        redis_failed.send(error)
        raise IndexUnavailable("Redis does not answer, or answers with an error.") from error
