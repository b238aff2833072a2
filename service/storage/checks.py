"""Records of checks, kept with the corpus: a file each, written once and never changed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from service.storage.stores import Store

FOLDER = "checks"
_ID = re.compile(r"[0-9]{14}-[0-9a-f]{16}")


class Checks:
    """The records in a store. Methods that write raise StorageUnavailable, those that read OSError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def new_id(moment: str) -> str:
        """Return the id of a record of a moment (UTC, ISO 8601): it sorts by time and cannot be guessed."""
        return f"{re.sub('[^0-9]', '', moment)[:14]}-{secrets.token_hex(8)}"

    def save(self, check_id: str, signed: Mapping[str, object]) -> None:
        """Store a signed record. `signed`: {record, signature}."""
        self._store.put(_name(check_id), orjson.dumps(signed))

    def read(self, check_id: str, moment: str) -> Mapping[str, Any] | None:
        """Return a signed record, None if there is none or its time was over before a moment (UTC, ISO 8601)."""
        content = self._store.get(_name(check_id)) if _ID.fullmatch(check_id) else None
        if content is None:
            return None
        held: Mapping[str, Any] = orjson.loads(content)
        return held if _is_due(held, moment) is False else None

    def ids(self) -> list[str]:
        """Return the ids of all records, the newest first."""
        return sorted(self._ids(), reverse=True)

    def delete(self, check_id: str) -> bool:
        """Delete a record. Returns whether it was there."""
        return bool(_ID.fullmatch(check_id)) and self._store.delete(_name(check_id))

    def purge(self, moment: str) -> int:
        """Delete the records whose time was over before a moment (UTC, ISO 8601). Returns how many."""
        over = [i for i in self._ids() if (content := self._store.get(_name(i))) and _is_due(orjson.loads(content), moment)]
        return sum(self._store.delete(_name(check_id)) for check_id in over)

    def _ids(self) -> Iterator[str]:
        for found in self._store.list(f"{FOLDER}/"):
            name = found.name.rpartition("/")[2].removesuffix(".json")
            if _ID.fullmatch(name):
                yield name


def _name(check_id: str) -> str:
    return f"{FOLDER}/{check_id}.json"


def _is_due(signed: Mapping[str, Any], moment: str) -> bool:
    """Return whether a record's time is over."""
    until = signed["record"].get("until")
    return until is not None and until < moment
