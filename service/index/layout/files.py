"""What a generation knows of the corpus' files: which state of each it has read, and which documents each gave."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import orjson

from service.index.layout.entries import Entry, unpacked
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip

_HASHES_A_TRIP = 256
_FILES_A_TRIP = 5000
_PARTS = b"n"
_COUNTS = (b"d", b"q")  # fields of a hash of entries beside the documents: how many there are, and how many quotations


class Known(NamedTuple):
    """`stamp`: the file's when it was read; `rows`: how many of its rows are indexed, None for all.

    `before`: stamps of earlier states of the file, of which something may still be indexed.
    """

    stamp: str
    rows: int | None
    before: tuple[str, ...] = ()

    def states(self, path: str) -> list[str]:
        """What owns the documents of the file, in the state it has now and in earlier ones: see `state`."""
        return [state(path, stamp) for stamp in (self.stamp, *self.before)]


def state(path: str, stamp: str) -> str:
    """A file in one state of it, as an owner of documents."""
    return f"{path}\n{stamp}"


class Files:
    """The table of files of one generation."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self._keys = keys

    def known(self) -> dict[str, Known]:
        """Every file by its path."""
        with translated():
            (rows,) = trip(self._redis, [("HGETALL", self._keys.files)])
        return {path.decode(): _known(value) for path, value in zip(rows[::2], rows[1::2], strict=True)}

    def known_of(self, paths: Sequence[str]) -> list[Known | None]:
        """Some files by their path, None for those that are not known."""
        rows: list[bytes | None] = []
        with translated():
            for n in range(0, len(paths), _FILES_A_TRIP):
                rows += trip(self._redis, [("HMGET", self._keys.files, *paths[n : n + _FILES_A_TRIP])])[0]
        return [_known(value) if value else None for value in rows]

    def note(self, files: Mapping[str, Known]) -> None:
        """Say how far files are indexed."""
        pairs = [x for path, known in files.items() for x in (path, orjson.dumps([known.stamp, known.rows, known.before]))]
        with translated():
            for n in range(0, len(pairs), 2 * _FILES_A_TRIP):
                trip(self._redis, [("HSET", self._keys.files, *pairs[n : n + 2 * _FILES_A_TRIP])])

    def forget(self, paths: Sequence[str]) -> None:
        with translated():
            for n in range(0, len(paths), _FILES_A_TRIP):
                trip(self._redis, [("HDEL", self._keys.files, *paths[n : n + _FILES_A_TRIP])])

    # -- files that are read in parts --------------------------------------------------------------------------------

    def parts_done(self, path: str, stamp: str) -> set[int]:
        """The parts of a file in a state that are indexed, each by its first row."""
        with translated():
            (fields,) = trip(self._redis, [("HKEYS", self._parts(path, stamp))])
        return {int(field) for field in fields if field != _PARTS}

    def part_done(self, path: str, stamp: str, first: int) -> bool:
        """Note that a part is indexed: whether now all are."""
        return self._noted_part(path, stamp, str(first), 1)

    def plan_parts(self, path: str, stamp: str, parts: int) -> bool:
        """Note how many parts there are: whether all are indexed."""
        return self._noted_part(path, stamp, _PARTS, parts)

    def forget_parts(self, path: str, stamp: str) -> None:
        with translated():
            trip(self._redis, [("DEL", self._parts(path, stamp))])

    def _noted_part(self, path: str, stamp: str, field: str | bytes, value: int) -> bool:
        key = self._parts(path, stamp)
        with translated():
            _, parts, fields = trip(self._redis, [("HSET", key, field, value), ("HGET", key, _PARTS), ("HLEN", key)])
        return parts is not None and fields == int(parts) + 1

    def _parts(self, path: str, stamp: str) -> str:
        return self._keys.parts(k.owner(state(path, stamp)))

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """All documents with their entries."""
        for first in range(0, self._keys.id_buckets, _HASHES_A_TRIP):
            numbers = range(first, min(first + _HASHES_A_TRIP, self._keys.id_buckets))
            with translated():
                replies = trip(self._redis, [("HGETALL", self._keys.id_bucket(n)) for n in numbers])
            for fields in replies:
                for document_id, value in zip(fields[::2], fields[1::2], strict=True):
                    if document_id not in _COUNTS:
                        yield document_id.hex(), unpacked(value)

    def counted(self) -> tuple[int, int]:
        """How many documents there are, and how many quotations, as each hash of entries counts its own."""
        documents = quotations = 0
        for first in range(0, self._keys.id_buckets, _HASHES_A_TRIP):
            numbers = range(first, min(first + _HASHES_A_TRIP, self._keys.id_buckets))
            with translated():
                for d, q in trip(self._redis, [("HMGET", self._keys.id_bucket(n), *_COUNTS) for n in numbers]):
                    documents, quotations = documents + int(d or 0), quotations + int(q or 0)
        return documents, quotations

    def given_by(self, states: Collection[str]) -> Iterator[tuple[str, str]]:
        """The documents that files gave in some states: id and state."""
        names = {k.owner(state): state for state in states}
        if names:
            for document_id, entry in self.entries():
                for owner in entry.owners:
                    if owner in names:
                        yield document_id, names[owner]


def _known(value: bytes) -> Known:
    stamp, rows, before = orjson.loads(value)
    return Known(stamp, rows, tuple(before))
