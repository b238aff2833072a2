"""Answers kept in Redis, each for the index revision it was given at: a write or a takedown makes every one of them stale."""

from __future__ import annotations

import logging
from hashlib import blake2b

import redis

from service.index import keys as k
from service.index.trip import trip
from service.index.write import translated

log = logging.getLogger(__name__)


class Answers:
    """Looks answers up and keeps them for `seconds`; with 0 it keeps none."""

    def __init__(self, client: redis.Redis, seconds: int) -> None:
        self._redis = client
        self._seconds = seconds
        self._last: k.Keys | None = None

    def look(self, question: bytes) -> bytes | None:
        """The answer kept for a question at the revision that is live now. Raises IndexUnavailable where there is no index."""
        if not self._seconds:
            return None
        keys = self._last or k.Keys("1")
        with translated():
            live, revision, kept = trip(
                self._redis, [("HMGET", k.LIVE, "generation", "schema"), ("HGET", keys.counts, "revision"), ("GET", _key(question))]
            )
        generation = k.live_generation({b"generation": live[0], b"schema": live[1]} if live[0] else {})
        if generation != keys.generation:
            self._last = k.Keys(generation)
            return None
        at, _, answer = (kept or b"").partition(b"\n")
        return answer if answer and at == f"{generation}.{int(revision or 0)}".encode() else None

    def keep(self, question: bytes, revision: str, answer: bytes) -> None:
        """Keep an answer; a failure to is no failure of the answer."""
        if not self._seconds:
            return
        try:
            self._redis.set(_key(question), revision.encode() + b"\n" + answer, ex=self._seconds)
        except redis.RedisError as error:
            log.warning("an answer was not kept: %s", error)


def _key(question: bytes) -> str:
    return k.answer(blake2b(question, digest_size=16).hexdigest())
