"""Connections to Redis, with every wait bounded: redis-py's own defaults would hold a web request for minutes."""

from __future__ import annotations

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

REQUEST_SECONDS = 0.2
WRITE_SECONDS = 30.0


def connect(url: str, *, seconds: float = REQUEST_SECONDS) -> redis.Redis:
    """A client for a redis://, rediss:// or unix:// URL whose every call ends within about `seconds`, without retries."""
    return redis.Redis.from_url(
        url,
        socket_timeout=seconds,
        socket_connect_timeout=min(seconds, 5.0),
        retry=Retry(NoBackoff(), 0),
        health_check_interval=0,
        protocol=2,
        decode_responses=False,
    )
