"""Files of the corpus: which state of each has been indexed, how far, and which documents came from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import orjson

from service.index.layout.entries import Entries
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip

_FILES_A_TRIP = 5000
_PARTS = b"n"  # the field that holds the number of parts, next to one field for each part that is indexed


class Known(NamedTuple):
    """What the index knows of a file.

    `stamp`: the file's when it was read; `rows`: how many of its rows are indexed, None for all; `before`: stamps of earlier
    states, documents of which may still be indexed; `again`: the moment in UTC from which on reading it again gives
    more, such as the end of an embargo.
    """

    stamp: str
    rows: int | None
    before: tuple[str, ...] = ()
    again: str | None = None

    def states(self, path: str) -> list[str]:
        """Return the present and the earlier states of the file at `path`: see `state`."""
        return [state(path, stamp) for stamp in (self.stamp, *self.before)]


def state(path: str, stamp: str) -> str:
    """Name a file in one of its states, as an owner of documents."""
    return f"{path}\n{stamp}"


class Files:
    """The table of files of one generation. Every method raises IndexUnavailable if Redis does not answer."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self._keys = keys

    def known(self) -> dict[str, Known]:
        """Return every known file by its path."""
        with translated():
            (rows,) = trip(self._redis, [("HGETALL", self._keys.files)])
        return {path.decode(): _known(value) for path, value in zip(rows[::2], rows[1::2], strict=True)}

    def known_of(self, paths: Sequence[str]) -> list[Known | None]:
        """Return files in the order of their paths, None for those that are not known."""
        rows: list[bytes | None] = []
        with translated():
            for n in range(0, len(paths), _FILES_A_TRIP):
                rows += trip(self._redis, [("HMGET", self._keys.files, *paths[n : n + _FILES_A_TRIP])])[0]
        return [_known(value) if value else None for value in rows]

    def note(self, files: Mapping[str, Known]) -> None:
        """Record how far files are indexed."""
        pairs = [x for path, known in files.items() for x in (path, _packed(known))]
        with translated():
            for n in range(0, len(pairs), 2 * _FILES_A_TRIP):
                trip(self._redis, [("HSET", self._keys.files, *pairs[n : n + 2 * _FILES_A_TRIP])])

    def forget(self, paths: Sequence[str]) -> None:
        """Delete files from the table; their documents stay."""
        with translated():
            for n in range(0, len(paths), _FILES_A_TRIP):
                trip(self._redis, [("HDEL", self._keys.files, *paths[n : n + _FILES_A_TRIP])])

    # -- files that are read in parts --------------------------------------------------------------------------------

    def parts_done(self, path: str, stamp: str) -> set[int]:
        """Return the parts of a file in one state that are indexed, each by the number of its first row."""
        with translated():
            (fields,) = trip(self._redis, [("HKEYS", self._parts(path, stamp))])
        return {int(field) for field in fields if field != _PARTS}

    def part_done(self, path: str, stamp: str, first: int) -> bool:
        """Record a part as indexed. True once all parts are."""
        return self._record_part(path, stamp, str(first), 1)

    def plan_parts(self, path: str, stamp: str, parts: int) -> bool:
        """Record how many parts there are. True if all of them are indexed."""
        return self._record_part(path, stamp, _PARTS, parts)

    def forget_parts(self, path: str, stamp: str) -> None:
        """Delete the record of the parts of a file in one state."""
        with translated():
            trip(self._redis, [("DEL", self._parts(path, stamp))])

    def _record_part(self, path: str, stamp: str, field: str | bytes, value: int) -> bool:
        key = self._parts(path, stamp)
        with translated():
            _, parts, fields = trip(self._redis, [("HSET", key, field, value), ("HGET", key, _PARTS), ("HLEN", key)])
        return parts is not None and fields == int(parts) + 1

    def _parts(self, path: str, stamp: str) -> str:
        return self._keys.parts(k.owner(state(path, stamp)))

    def given_by(self, states: Collection[str]) -> Iterator[tuple[str, str]]:
        """Iterate over the documents that came from files in some states: id (hexadecimal) and state."""
        names = {k.owner(state): state for state in states}
        if names:
            for document_id, owner in Entries(self._redis, self._keys).owned_by(names):
                yield document_id, names[owner]

    def lost_with(self, states: Collection[str]) -> Iterator[tuple[str, str, bool]]:
        """Iterate over the documents that came from files in some states: id, state, and whether they came from nothing else."""
        names = {k.owner(state): state for state in states}
        if names:
            for document_id, entry in Entries(self._redis, self._keys).all():
                given = [names[owner] for owner in entry.owners if owner in names]
                for state in given:
                    yield document_id, state, len(given) == len(entry.owners)


def _packed(known: Known) -> bytes:
    """Return a file as the table has it; what few files have is left out if there is none of it."""
    return orjson.dumps([known.stamp, known.rows, known.before, *([known.again] if known.again else [])])


def _known(value: bytes) -> Known:
    stamp, rows, before, *again = orjson.loads(value)
    return Known(stamp, rows, tuple(before), *again)
