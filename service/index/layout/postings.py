"""Postings: which units contain a fingerprint, as plain strings that numpy reads without parsing.

A fingerprint has 40 bits: the upper ones number a bucket, the low 16 tell it from the others there. A posting in a bucket
is those 16 bits and a unit. A fingerprint of more than `FREQUENT` units has a list of its own, and its bucket holds a
pointer to it: an entry in which the bit length of the list's size stands in place of a unit. A fingerprint of more than
`LONGEST` units is worth nothing to a search: its list is deleted, and only the pointer is kept.

A unit is 32 bits: the number of a page, then the slot on the page (SLOT_BITS).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from service.index.layout.fingerprints import BITS, UNIT_BITS
from service.index.server import scripts
from service.index.server.keys import REST_BITS, KeySpace
from service.index.server.trip import Client, Command, is_spread, trip

_T = TypeVar("_T")
ENTRY = np.dtype([("rest", "<u2"), ("unit", "<u4")])
UNIT = np.dtype("<u4")
SLOT_BITS = 3  # of a unit: eight slots a page
FIRST_POINTER = 0xFFFFFF00  # units from here on are pointers; their low eight bits are the bit length of a list's size, or DROPPED
DROPPED = 255
FREQUENT, LONGEST = 48, 8192  # units; a list of 8,192 is 32 kB, about as much as all the buckets of a claim
_CROWDED = 256  # postings of a bucket, twice the usual number: from here on it is searched for frequent fingerprints as it doubles
_COMMANDS_A_TRIP = 5000  # bounds the memory of a trip
_BUCKETS_A_CALL = 50  # of a script on a single server, which serves nobody else meanwhile


def split(fingerprints: np.ndarray, bucket_bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Split fingerprints (uint64) into the numbers of their buckets (int64) and their low bits (uint16)."""
    buckets = (fingerprints >> np.uint64(BITS - bucket_bits)).astype(np.int64)
    return buckets, (fingerprints & np.uint64((1 << REST_BITS) - 1)).astype("<u2")


@dataclass(frozen=True, slots=True)
class Lists:
    """The units of some fingerprints, as their buckets hold them.

    `units`: uint32, shape (postings,); `places`: int64, same shape: the index of each unit's fingerprint; `counts`: int64,
    shape (fingerprints,): how many units each has here; `bits`: int64, same shape: the bit length of the size of each one's
    own list, 0 if it has none, DROPPED if that was deleted.
    """

    places: np.ndarray
    units: np.ndarray
    counts: np.ndarray
    bits: np.ndarray

    def joined(self, other: Lists) -> Lists:
        """Return these lists followed by those of other fingerprints."""
        places = np.concatenate((self.places, other.places + len(self.counts)))
        units = np.concatenate((self.units, other.units))
        return Lists(places, units, np.concatenate((self.counts, other.counts)), np.concatenate((self.bits, other.bits)))

    def with_list(self, n: int, units: np.ndarray) -> Lists:
        """Return these lists with the units (uint32) of fingerprint `n`'s own list added."""
        counts, bits = self.counts.copy(), self.bits.copy()
        counts[n] += len(units)
        bits[n] = 0
        places = np.concatenate((self.places, np.full(len(units), n)))
        return Lists(places, np.concatenate((self.units, units)), counts, bits)


def read(blobs: list[bytes | None], rests: np.ndarray) -> Lists:
    """Read the postings of fingerprints. `blobs`: the bucket of each, None if there is none; `rests`: the low bits of each (uint16)."""
    lengths = np.array([len(b) // ENTRY.itemsize if b else 0 for b in blobs], dtype=np.int64)
    entries = np.frombuffer(b"".join([b for b in blobs if b]), dtype=ENTRY)
    chosen = (entries["rest"] == rests.repeat(lengths)).nonzero()[0]
    places = lengths.cumsum().searchsorted(chosen, side="right")
    units = entries["unit"][chosen]
    is_pointer = units >= FIRST_POINTER
    bits = np.zeros(len(blobs), dtype=np.int64)
    if is_pointer.any():
        bits[places[is_pointer]] = units[is_pointer] & 0xFF
        places, units = places[~is_pointer], units[~is_pointer]
    return Lists(places, units, np.bincount(places, minlength=len(blobs)), bits)


def write(client: Client, keys: KeySpace, packed: np.ndarray, units: np.ndarray) -> Iterator[None]:
    """Add postings.

    `packed`: as `fingerprints.of_passages` returns them; `units`: uint32, the unit of each passage. Yields after every few
    thousand buckets, so that the caller can renew its lease. Raises redis.RedisError.
    """
    crowded: list[int] = []
    together = 1 if is_spread(client) else _BUCKETS_A_CALL
    for batch in _batches(_by_bucket(keys, packed, units)):
        calls = (batch[n : n + together] for n in range(0, len(batch), together))
        commands = [scripts.call(scripts.APPEND, [keys.bucket(b) for b, _ in some], *(e for _, e in some)) for some in calls]
        lengths = [length for reply in trip(client, commands, once=True) for length in reply]
        for (bucket, entries), length in zip(batch, lengths, strict=True):
            now, before = length // ENTRY.itemsize, (length - len(entries)) // ENTRY.itemsize
            if now >= _CROWDED and now.bit_length() != before.bit_length():
                crowded.append(bucket)
        yield
    _spill(client, keys, crowded)


def drop(client: Client, keys: KeySpace, packed: np.ndarray, units: np.ndarray) -> None:
    """Remove postings from buckets and lists. Arguments and errors as for `write`."""
    width = ENTRY.itemsize
    for batch in _batches(_by_bucket(keys, packed, units)):
        commands = [
            scripts.call(scripts.DROP, [keys.bucket(b)], width, *(e[i : i + width] for i in range(0, len(e), width)))
            for b, e in batch
        ]
        listed: list[Command] = []
        for (bucket, _), missing in zip(batch, trip(client, commands, once=True), strict=True):
            for entry in missing:
                key = keys.frequent(bucket, int.from_bytes(entry[:2], "little"))
                listed.append(scripts.call(scripts.DROP, [key], UNIT.itemsize, entry[2:]))
        trip(client, listed, once=True)


def _by_bucket(keys: KeySpace, packed: np.ndarray, units: np.ndarray) -> Iterator[tuple[int, bytes]]:
    if not len(packed):
        return
    buckets, rests = split(packed >> np.uint64(UNIT_BITS), keys.bucket_bits)
    entries = np.empty(len(packed), dtype=ENTRY)
    entries["rest"] = rests
    entries["unit"] = units[(packed & np.uint64((1 << UNIT_BITS) - 1)).astype(np.int64)]
    content = entries.tobytes()
    starts = np.flatnonzero(np.concatenate(([True], buckets[1:] != buckets[:-1])))
    ends = np.append(starts[1:], len(buckets)) * ENTRY.itemsize
    for bucket, start, end in zip(buckets[starts].tolist(), (starts * ENTRY.itemsize).tolist(), ends.tolist(), strict=True):
        yield bucket, content[start:end]


def _spill(client: Client, keys: KeySpace, buckets: list[int]) -> None:
    """Move the frequent fingerprints of crowded buckets to lists of their own."""
    for batch in _batches(iter(buckets)):
        commands: list[Command] = []
        for bucket, blob in zip(batch, trip(client, [("GET", keys.bucket(b)) for b in batch]), strict=True):
            entries = np.frombuffer(blob or b"", dtype=ENTRY)
            rests, counts = np.unique(entries["rest"], return_counts=True)
            for rest in rests[counts > FREQUENT].tolist():
                names = [keys.bucket(bucket), keys.frequent(bucket, rest)]
                commands.append(scripts.call(scripts.SPILL, names, rest.to_bytes(2, "little"), LONGEST))
        trip(client, commands, once=True)


def _batches(items: Iterator[_T]) -> Iterator[list[_T]]:
    batch: list[_T] = []
    for item in items:
        batch.append(item)
        if len(batch) == _COMMANDS_A_TRIP:
            yield batch
            batch = []
    if batch:
        yield batch
