"""Entries: one for each document, with its pages, its state, and the files that contain it.

An entry is claimed before anything of the document is written, and marked as held once all of it is. So two writers never
write the same document, and what a killed writer left behind is recognized by a claim that was never redeemed.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, sent, trip

_HEAD = struct.Struct("<BIHI")
_CLAIMED, _HELD = 0, 1
_HASHES_A_TRIP = 256  # of entries: some thousands of them a trip
_DOCUMENTS, _QUOTATIONS = b"d", b"q"  # fields of a hash next to its documents: how many there are, and their quotations
POSTED = 0  # the owner of documents that came by request


class Entry(NamedTuple):
    """The entry of a document.

    `first`, `pages`: the number of its first page and how many there are; `writer`: who claimed it; `owners`: the files it
    came from, see `keys.owner`; `is_held`: whether all of it is written.
    """

    first: int
    pages: int
    writer: int
    owners: tuple[int, ...]
    is_held: bool = False

    @property
    def page_numbers(self) -> range:
        """The numbers of its pages."""
        return range(self.first, self.first + self.pages)

    def held(self) -> Entry:
        """Return the entry as it is once all of its document is written."""
        return self._replace(is_held=True)

    def owned_by(self, owners: tuple[int, ...]) -> Entry:
        """Return the entry with other owners."""
        return self._replace(owners=owners)

    def packed(self) -> bytes:
        """Pack the entry: state, first page, number of pages, writer (little-endian, 11 bytes), then 8 bytes for each owner."""
        head = _HEAD.pack(_HELD if self.is_held else _CLAIMED, self.first, self.pages, self.writer)
        return head + struct.pack(f"<{len(self.owners)}Q", *self.owners)


def unpacked(value: bytes) -> Entry:
    """Unpack what `Entry.packed` returned. Raises struct.error for bytes too short to be an entry."""
    state, first, pages, writer = _HEAD.unpack_from(value)
    owners = struct.unpack_from(f"<{(len(value) - _HEAD.size) // 8}Q", value, _HEAD.size)
    return Entry(first, pages, writer, owners, state == _HELD)


class Entries:
    """The table of entries of one generation, spread over `keys.id_buckets` hashes. Every method but `get` raises IndexUnavailable."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self._keys = keys

    def get(self, ids: Sequence[bytes]) -> list[Entry | None]:
        """Return the entries of documents in order, None for those without one. Raises redis.RedisError."""
        by_key: dict[str, list[bytes]] = defaultdict(list)
        for document_id in ids:
            by_key[self._keys.entry(document_id)].append(document_id)
        replies = sent(self._redis, [("HMGET", key, *some) for key, some in by_key.items()])
        found = {i: v for some, values in zip(by_key.values(), replies, strict=True) for i, v in zip(some, values, strict=True)}
        return [unpacked(found[i]) if found[i] else None for i in ids]

    def all(self) -> Iterator[tuple[str, Entry]]:
        """Iterate over all documents: id (hexadecimal) and entry."""
        for numbers in self._batches():
            with translated():
                replies = trip(self._redis, [("HGETALL", self._keys.id_bucket(n)) for n in numbers])
            for fields in replies:
                for document_id, value in zip(fields[::2], fields[1::2], strict=True):
                    if document_id not in (_DOCUMENTS, _QUOTATIONS):
                        yield document_id.hex(), unpacked(value)

    def totals(self) -> tuple[int, int]:
        """Add up the documents and the quotations that each hash counts of its own."""
        documents = quotations = 0
        for numbers in self._batches():
            with translated():
                counted = trip(self._redis, [("HMGET", self._keys.id_bucket(n), _DOCUMENTS, _QUOTATIONS) for n in numbers])
            for d, q in counted:
                documents, quotations = documents + int(d or 0), quotations + int(q or 0)
        return documents, quotations

    def owned_by(self, owners: Collection[int]) -> Iterator[tuple[str, int]]:
        """Iterate over the documents of some owners: id (hexadecimal) and owner, once for each pair."""
        for document_id, entry in self.all():
            for owner in entry.owners:
                if owner in owners:
                    yield document_id, owner

    def _batches(self) -> Iterator[range]:
        for first in range(0, self._keys.id_buckets, _HASHES_A_TRIP):
            yield range(first, min(first + _HASHES_A_TRIP, self._keys.id_buckets))
