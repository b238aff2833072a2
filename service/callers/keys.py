"""Keys: who may do what. Kept beside the corpus, since Redis may be lost, and only as digests.

A key is `or_live_ID_SECRET`: the prefix is what scanners of repositories look for, ID names the key in lists and logs, and
SECRET has 192 random bits, so that one round of SHA-256 is enough to keep it (there is nothing to guess).
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
_FOLDER = "keys"
_KEPT_SECONDS = 1.0  # for which a key that was read is known: so long a revoked one still opens


@dataclass(frozen=True, slots=True)
class Key:
    """`created`, `expires`: seconds since 1970, `expires` None for never; `rate`: requests a minute, None for the setting's."""

    id: str
    name: str
    scopes: tuple[str, ...]
    digest: str
    created: int
    expires: int | None = None
    rate: int | None = None

    def is_live(self, now: float) -> bool:
        return self.expires is None or now < self.expires


class Keys:
    """The keys in a store. One for each thread or shared: what is kept of it is only read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[float, Key | None]] = {}
        self._any: tuple[float, bool] = (float("-inf"), False)

    def add(self, name: str, scopes: tuple[str, ...], *, expires: int | None = None, rate: int | None = None) -> tuple[str, Key]:
        """A new key: what its bearer sends, which is shown this once, and what is kept of it."""
        key_id, secret = secrets.token_hex(4), secrets.token_urlsafe(24)
        key = Key(key_id, name, scopes, _digest(secret), int(time.time()), expires, rate)
        self._save(key)
        return f"{_PREFIX}{key_id}_{secret}", key

    def list(self) -> list[Key]:
        """All keys, the oldest first, those that were revoked or have expired among them."""
        ids = [found.name.rpartition("/")[2].removesuffix(".json") for found in self._store.list(f"{_FOLDER}/")]
        return sorted((key for i in ids if (key := self._read(i)) is not None), key=lambda key: (key.created, key.id))

    def revoke(self, key_id: str, *, at: int) -> Key:
        """Have a key end at a time. Raises NotFound where there is none by that id."""
        key = self._read(key_id)
        if key is None:
            raise NotFound(f"there is no key {key_id!r}; `onrecord keys list` shows them")
        key = replace(key, expires=at if key.expires is None else min(at, key.expires))
        self._save(key)
        return key

    def find(self, token: str) -> Key | None:
        """The live key that a token is, or None."""
        match = _TOKEN.fullmatch(token)
        if not match:
            return None
        key = self._recent(match[1])
        is_right = hmac.compare_digest(_digest(match[2]), key.digest if key else _digest(""))
        return key if key is not None and is_right and key.is_live(time.time()) else None

    def are_there(self) -> bool:
        """Whether there is any key, be it live or not: then nothing is open for want of one."""
        now = time.monotonic()
        if now - self._any[0] > _KEPT_SECONDS:
            self._any = (now, self._any[1] or next(iter(self._store.list(f"{_FOLDER}/")), None) is not None)
        return self._any[1]

    def _recent(self, key_id: str) -> Key | None:
        now = time.monotonic()
        at, key = self._known.get(key_id, (float("-inf"), None))
        if now - at > _KEPT_SECONDS:
            key = self._read(key_id)
            if key is not None:  # or guesses would fill the memory
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
