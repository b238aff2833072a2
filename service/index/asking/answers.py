"""Caches answers in Redis, each for one revision of the index and one state of the rules.

A write or a takedown makes every one of them stale, and no other program than the one that made it finds one.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from hashlib import blake2b, shake_256

import numpy as np
import redis

from service.derivation import answering, derivation
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.ownership import CORPUS, require_own
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer

log = logging.getLogger(__name__)

_COUNT_EVERY = 1.0  # seconds
_NONCE_BYTES, _KEY_BYTES = 16, 32


class Answers:
    """Looks answers up and caches them for `seconds`; 0 turns the cache off. Threads may share it.

    `corpus`: the id of the corpus, None not to compare it; answers from an index of another one are not returned. `secret`: of the
    installation. An answer repeats the words that were asked for, so it is encrypted by the question and this secret: who reads
    Redis or its files learns neither.
    """

    def __init__(self, client: Client, gazetteer: Gazetteer, seconds: int, corpus: str | None = None, secret: str = "") -> None:
        self._redis = client
        self._derived = derivation(gazetteer)
        self._seconds = seconds
        self._corpus = corpus
        self._secret = secret.encode()
        self._made_by = answering().encode()
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
            ("GET", self._key(question)),
            ("HGET", last.counts, "revision"),
            ("HMGET", k.LIVE, *k.SETTINGS, CORPUS),
        ]
        with translated():
            kept, revision, live, *_ = trip(self._redis, commands + self._due())
        keys = last
        if live != told:
            require_own(live[-1], self._corpus)
            keys = k.opened(k.settings_of(live[:-1]), self._derived)
            self._seen = (live, keys)
        at, _, answer = (kept or b"").partition(b"\n")
        is_hit = keys == last and at == b"%s.%d" % (live[0], int(revision or 0))  # else the revision is of another generation
        with self._lock:
            self._counts["hits" if is_hit else "misses"] += 1
        return self._turned(question, answer[:_NONCE_BYTES], answer[_NONCE_BYTES:]) if is_hit else None

    def keep(self, question: bytes, revision: str, answer: bytes) -> None:
        """Cache an answer; a failed write is logged and ignored."""
        if not self._seconds:
            return
        try:
            nonce = os.urandom(_NONCE_BYTES)
            content = b"%s\n%s%s" % (revision.encode(), nonce, self._turned(question, nonce, answer))
            trip(self._redis, [("SET", self._key(question), content, "EX", self._seconds)])
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

    def _key(self, question: bytes) -> str:
        return k.answer(blake2b(self._made_by + question, digest_size=16, key=self._secret, person=b"place").hexdigest())

    def _turned(self, question: bytes, nonce: bytes, content: bytes) -> bytes:
        """Encrypt an answer, or decrypt it: add to it what SHAKE256 makes of question, secret and nonce (FIPS 202)."""
        key = blake2b(question, digest_size=_KEY_BYTES, key=self._secret, person=b"answer").digest()
        stream = np.frombuffer(shake_256(key + nonce).digest(len(content)), dtype=np.uint8)
        return (np.frombuffer(content, dtype=np.uint8) ^ stream).tobytes()
