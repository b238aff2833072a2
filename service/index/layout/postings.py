"""Postings: which units hold a fingerprint, as plain strings that numpy reads as they are.

A fingerprint has 40 bits: its upper ones number a bucket, its lowest 16 tell it from the others there. An entry of a
bucket is those 16 bits and a unit. A fingerprint that gathers more than `FREQUENT` units has a list of its own, as long
as that stays under `LONGEST`, and its bucket an entry that marks this, in which the list's length in bits stands in
place of a unit; above `LONGEST` a fingerprint tells nothing worth reading, and only the mark is kept.

A unit is a page's number and a place on it, 32 bits.
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
SLOT_BITS = 3  # of a unit: its place on a page
MARK = 0xFFFFFF00  # units from here on are marks; the lower eight bits are a list's length in bits, or DROPPED
DROPPED = 255
FREQUENT, LONGEST = 48, 8192  # units
_CROWDED = 256  # entries of a bucket from which on frequent fingerprints are looked for at every doubling
_COMMANDS_A_TRIP = 5000
_BUCKETS_A_CALL = 50  # of a script, where one server has all of them: it does nothing else meanwhile


def split(fingerprints: np.ndarray, bucket_bits: int) -> tuple[np.ndarray, np.ndarray]:
    """The buckets and the rests of fingerprints."""
    buckets = (fingerprints >> np.uint64(BITS - bucket_bits)).astype(np.int64)
    return buckets, (fingerprints & np.uint64((1 << REST_BITS) - 1)).astype("<u2")


@dataclass(frozen=True, slots=True)
class Lists:
    """What buckets hold of the fingerprints asked for: `places[i]` is the one that `units[i]` stands for.

    `bits[n]`: the length in bits of fingerprint n's own list; 0 where it has none, DROPPED where it was dropped.
    """

    places: np.ndarray
    units: np.ndarray
    counts: np.ndarray
    bits: np.ndarray

    def with_list(self, n: int, units: np.ndarray) -> Lists:
        """These with the units of fingerprint n's own list."""
        counts, bits = self.counts.copy(), self.bits.copy()
        counts[n] += len(units)
        bits[n] = 0
        places = np.concatenate((self.places, np.full(len(units), n)))
        return Lists(places, np.concatenate((self.units, units)), counts, bits)


def read(blobs: list[bytes | None], rests: np.ndarray) -> Lists:
    """The postings of fingerprints in their buckets, each given as bytes or None."""
    lengths = np.array([len(b) // ENTRY.itemsize if b else 0 for b in blobs], dtype=np.int64)
    entries = np.frombuffer(b"".join([b for b in blobs if b]), dtype=ENTRY)
    chosen = np.flatnonzero(entries["rest"] == np.repeat(rests, lengths))
    places = np.searchsorted(np.cumsum(lengths), chosen, side="right")
    units = entries["unit"][chosen]
    marked = units >= MARK
    bits = np.zeros(len(blobs), dtype=np.int64)
    if marked.any():
        bits[places[marked]] = units[marked] & 0xFF
        places, units = places[~marked], units[~marked]
    return Lists(places, units, np.bincount(places, minlength=len(blobs)), bits)


def write(client: Client, keys: KeySpace, packed: np.ndarray, units: np.ndarray) -> Iterator[None]:
    """Add postings: `packed` as `fingerprints.of_passages` gives them, `units[n]` the unit of passage n.

    Comes back after every few thousand buckets, for its caller to show that it lives.
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
    """Take postings out, wherever they stand. Arguments as for `write`."""
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
