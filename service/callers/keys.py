"""API keys: who may do what. Stored next to the corpus, since Redis may be lost, and only as digests.

A key is `or_live_ID_SECRET`: secret scanners search for the prefix, ID names the key in lists and logs, and SECRET has 192
random bits, so one round of SHA-256 protects it (there is nothing to guess).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from dataclasses import asdict, dataclass, replace

import orjson

from service.errors import NotFound
from service.settings import SCOPES
from service.storage.stores import Store

__all__ = ["SCOPES", "Key", "Keys"]

_PREFIX = "or_live_"
_TOKEN = re.compile(r"or_live_([0-9a-f]{8})_([A-Za-z0-9_-]{32})")
_KEY_ID = re.compile("[0-9a-f]{8}")
_FOLDER = "keys"
_CACHE_SECONDS = 1.0  # for which a key is cached: for so long a revoked one still works


@dataclass(frozen=True, slots=True)
class Key:
    """What is stored of a key.

    `id`: 8 hexadecimal digits; `digest`: of the secret, hexadecimal SHA-256; `created`, `expires`: seconds since 1970, None for
    never; `rate`: requests a minute, None for that of the settings.
    """

    id: str
    name: str
    scopes: tuple[str, ...]
    digest: str
    created: int
    expires: int | None = None
    rate: int | None = None

    def is_live(self, now: float) -> bool:
        """Return whether the key has not expired at `now`, in seconds since 1970."""
        return self.expires is None or now < self.expires


class Keys:
    """The keys in a store. Threads may share it. Methods that write raise StorageUnavailable if the store cannot be written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[float, Key | None]] = {}
        self._any: tuple[float, bool] = (float("-inf"), False)

    def add(self, name: str, scopes: tuple[str, ...], *, expires: int | None = None, rate: int | None = None) -> tuple[str, Key]:
        """Create a key. Returns the token that its bearer sends, which is shown only once, and what is stored of it."""
        key_id, secret = secrets.token_hex(4), secrets.token_urlsafe(24)
        key = Key(key_id, name, scopes, _digest(secret), int(time.time()), expires, rate)
        self._save(key)
        return f"{_PREFIX}{key_id}_{secret}", key

    def list(self) -> list[Key]:
        """Return all keys, the oldest first, including those that were revoked or have expired."""
        ids = [found.name.rpartition("/")[2].removesuffix(".json") for found in self._store.list(f"{_FOLDER}/")]
        return sorted((key for i in ids if (key := self._read(i)) is not None), key=lambda key: (key.created, key.id))

    def revoke(self, key_id: str, *, at: int) -> Key:
        """Make a key expire at a time, in seconds since 1970, unless it does earlier. Raises NotFound if there is no such key."""
        key = self._read(key_id)
        if key is None:
            raise NotFound(f"there is no key {key_id!r}; `onrecord keys list` shows them")
        key = replace(key, expires=at if key.expires is None else min(at, key.expires))
        self._save(key)
        return key

    def find(self, token: str) -> Key | None:
        """Return the live key for a token, or None."""
        match = _TOKEN.fullmatch(token)
        if not match:
            return None
        key = self._recent(match[1])
        is_right = hmac.compare_digest(_digest(match[2]), key.digest if key else _digest(""))
        return key if key is not None and is_right and key.is_live(time.time()) else None

    def live(self, key_id: str) -> Key | None:
        """Return a live key by its id, or None."""
        key = self._recent(key_id) if _KEY_ID.fullmatch(key_id) else None
        return key if key is not None and key.is_live(time.time()) else None

    def are_there(self) -> bool:
        """Return whether any key exists, live or not: if so, requests without one are no longer open."""
        now = time.monotonic()
        if now - self._any[0] > _CACHE_SECONDS:
            self._any = (now, self._any[1] or next(iter(self._store.list(f"{_FOLDER}/")), None) is not None)
        return self._any[1]

    def _recent(self, key_id: str) -> Key | None:
        now = time.monotonic()
        at, key = self._known.get(key_id, (float("-inf"), None))
        if now - at > _CACHE_SECONDS:
            key = self._read(key_id)
            if key is not None:  # caching failures would let guesses fill the memory
                self._known[key_id] = (now, key)
        return key

    def _read(self, key_id: str) -> Key | None:
        content = self._store.get(f"{_FOLDER}/{key_id}.json")
        if content is None:
            return None
        values = orjson.loads(content)
        return Key(**{**values, "scopes": tuple(values["scopes"])})

    def _save(self, key: Key) -> None:
        self._store.put(f"{_FOLDER}/{key.id}.json", orjson.dumps(asdict(key)))
        self._known.pop(key.id, None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
