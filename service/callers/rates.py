"""Request rates: how often a caller called in this minute, counted in Redis for all processes, or by each process alone if it fails."""

from __future__ import annotations

import logging
import time
from functools import cached_property
from typing import Any, NamedTuple

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from service.index.server.keys import RATE

log = logging.getLogger(__name__)

SECONDS = 60  # of the window in which requests are counted
_ASIDE_SECONDS = 5.0  # for which Redis is not called after a failure
_TIMEOUT = 0.2  # seconds: counting must not delay a request for longer


class Standing(NamedTuple):
    """A caller's rate: requests allowed a minute, how many are left, seconds until the minute ends, and whether this one is too many."""

    rate: int
    left: int
    seconds: int
    is_over: bool


class Rates:
    """Counts the requests of callers."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._aside = float("-inf")
        self._own = FixedWindowRateLimiter(MemoryStorage())

    @cached_property
    def _shared(self) -> FixedWindowRateLimiter:
        return FixedWindowRateLimiter(_storage(self._url))

    def hit(self, caller: str, rate: int) -> Standing:
        """Count one request of a caller who is allowed `rate` a minute. Never raises redis.RedisError."""
        if time.monotonic() > self._aside:
            try:
                return _hit(self._shared, caller, rate)
            except RedisError as error:
                log.warning("rates are counted by each process alone: %s", error)
                self._aside = time.monotonic() + _ASIDE_SECONDS
        return _hit(self._own, caller, rate)


def _hit(limiter: FixedWindowRateLimiter, caller: str, rate: int) -> Standing:
    item = RateLimitItemPerMinute(rate, namespace=RATE)
    is_within = limiter.hit(item, caller)
    end, left = limiter.get_window_stats(item, caller)
    return Standing(rate, max(0, int(left)), min(SECONDS, max(1, int(end - time.time()) + 1)), not is_within)


def _storage(url: str) -> Any:
    """Return the storage of `limits` for a Redis URL of the settings."""
    options: dict[str, Any] = {"socket_timeout": _TIMEOUT, "socket_connect_timeout": _TIMEOUT}
    if url.startswith("redis+cluster://"):
        return storage_from_string(url, **options)
    if url.startswith("unix://"):
        url = f"redis+{url}"
    options["retry"] = Retry(NoBackoff(), 0)
    return storage_from_string(url, **options)
