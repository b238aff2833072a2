"""What a generation knows of the corpus' files: which state of each it has read, and which documents each gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import orjson

from service.index import keys as k
from service.index import scripts
from service.index.entries import Entry, unpacked
from service.index.errors import translated
from service.index.keys import Keys
from service.index.trip import Client, trip

_HASHES_A_TRIP = 256
_COUNTS = (b"d", b"q")  # fields of a hash of entries beside the documents: how many there are, and how many quotations


class Known(NamedTuple):
    """`stamp`: the file's when it was read; `rows`: how many of its documents are indexed, None for all."""

    stamp: str
    rows: int | None


class Files:
    """The table of files of one generation."""

    def __init__(self, client: Client, keys: Keys) -> None:
        self._redis = client
        self._keys = keys

    def known(self) -> dict[str, Known]:
        """Every file by its path."""
        with translated():
            (rows,) = trip(self._redis, [("HGETALL", self._keys.files)])
        return {path.decode(): Known(*orjson.loads(value)) for path, value in zip(rows[::2], rows[1::2], strict=True)}

    def note(self, path: str, stamp: str, rows: int | None = None) -> None:
        with translated():
            trip(self._redis, [("HSET", self._keys.files, path, orjson.dumps([stamp, rows]))])

    def forget(self, path: str) -> None:
        with translated():
            trip(self._redis, [("HDEL", self._keys.files, path)])

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

    def recount(self) -> None:
        """Set the sums by what the hashes count: a writer that was killed may have left them behind."""
        while True:
            with translated():
                (before,) = trip(self._redis, [("HMGET", self._keys.counts, "documents", "quotations")])
                now = self.counted()
                if tuple(int(b or 0) for b in before) == now:
                    return
                scripts.load(self._redis)
                recount = scripts.call(scripts.RECOUNT, [self._keys.counts], *(b or b"" for b in before), *now)
                if trip(self._redis, [recount], once=True)[0]:
                    return

    def given_by(self, paths: list[str]) -> dict[str, list[str]]:
        """The documents that files gave, by path."""
        names = {k.owner(path): path for path in paths}
        out: dict[str, list[str]] = {path: [] for path in paths}
        if paths:
            for document_id, entry in self.entries():
                for owner in entry.owners:
                    if owner in names:
                        out[names[owner]].append(document_id)
        return out
