"""Caches answers in Redis, each for one revision of the index: a write or a takedown makes every one of them stale."""

from __future__ import annotations

import logging
import threading
import time
from hashlib import blake2b

import redis

from service.derivation import derivation
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer

log = logging.getLogger(__name__)

_COUNT_EVERY = 1.0  # seconds


class Answers:
    """Looks answers up and caches them for `seconds`; 0 turns the cache off. Threads may share it."""

    def __init__(self, client: Client, gazetteer: Gazetteer, seconds: int) -> None:
        self._redis = client
        self._derived = derivation(gazetteer)
        self._seconds = seconds
        # how Redis told of the generation last seen live, and its keys: together, as threads share them
        self._seen: tuple[list[bytes | None], KeySpace] = ([], KeySpace("1", k.LEAST_BUCKET_BITS))
        self._counts = {"hits": 0, "misses": 0}  # not yet told to Redis, which sums them up over all processes
        self._told = time.monotonic()
        self._lock = threading.Lock()

    def look(self, question: bytes) -> bytes | None:
        """Return the cached answer to a question at the live revision, or None. Raises IndexUnavailable if there is no index."""
        if not self._seconds:
            return None
        told, last = self._seen
        commands: list[Command] = [
            ("GET", _key(question)),
            ("HGET", last.counts, "revision"),
            ("HMGET", k.LIVE, *k.SETTINGS),
        ]
        with translated():
            kept, revision, live, *_ = trip(self._redis, commands + self._due())
        keys = last
        if live != told:
            keys = k.opened(k.settings_of(live), self._derived)
            self._seen = (live, keys)
        at, _, answer = (kept or b"").partition(b"\n")
        is_hit = keys == last and at == b"%s.%d" % (live[0], int(revision or 0))  # else the revision is of another generation
        with self._lock:
            self._counts["hits" if is_hit else "misses"] += 1
        return answer if is_hit else None

    def keep(self, question: bytes, revision: str, answer: bytes) -> None:
        """Cache an answer; a failed write is logged and ignored."""
        if not self._seconds:
            return
        try:
            trip(self._redis, [("SET", _key(question), revision.encode() + b"\n" + answer, "EX", self._seconds)])
        except redis.RedisError as error:
            log.warning("an answer was not kept: %s", error)

    def _due(self) -> list[Command]:
        """Return the commands that add the hits and misses to those in Redis, at most once a second."""
        if time.monotonic() - self._told < _COUNT_EVERY:
            return []
        with self._lock:
            counts, self._counts = self._counts, {"hits": 0, "misses": 0}
            self._told = time.monotonic()
        return [("HINCRBY", k.CACHE, name, number) for name, number in counts.items() if number]


def _key(question: bytes) -> str:
    return k.answer(blake2b(question, digest_size=16).hexdigest())
