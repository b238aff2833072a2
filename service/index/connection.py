"""Connections to Redis, with every wait bounded: redis-py's own defaults would hold a web request for minutes."""

from __future__ import annotations

from functools import cache
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

REQUEST_SECONDS = 0.2
WRITE_SECONDS = 30.0


def connect(url: str, *, seconds: float = REQUEST_SECONDS) -> redis.Redis:
    """A client for a redis://, rediss:// or unix:// URL whose every call ends within about `seconds`.

    A connection that the server has closed is made again at once, which costs no waiting; nothing else is retried.
    """
    client = redis.Redis.from_url(
        url,
        socket_timeout=seconds,
        socket_connect_timeout=min(seconds, 5.0),
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
        health_check_interval=0,
        protocol=2,
        decode_responses=False,
    )
    pool = client.connection_pool
    pool.connection_class = _without_polling(pool.connection_class)
    return client


@cache
def _without_polling(connection_class: type) -> Any:
    """The connection class without the look at the socket that redis-py takes before every use of a pooled connection.

    It costs a system call a trip and tells no more than the retry does: a reply that was cut short closes its connection.
    """
    return type(f"Plain{connection_class.__name__}", (connection_class,), {"can_read": lambda self, timeout=0: False})
