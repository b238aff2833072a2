"""Finding the passages in which a claim may stand, in three round trips at most.

First the buckets of the claim's fingerprints, which hold the units of the rare ones and tell how many the frequent ones
have; then, only where the rare ones do not settle it, the lists of the rarest frequent ones; then the pages of the units
that most of them point to. No list longer than a bound is fetched, and nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from service.index import keys as k
from service.index import postings
from service.index.errors import translated
from service.index.fingerprints import runs, runs_of, whole
from service.index.pages import Unit
from service.index.postings import DROPPED, UNIT, Lists
from service.index.reading import Reader, live
from service.index.trip import Client, Command, trip
from service.wording.tokens import Token

_FEW_FINGERPRINTS = 16  # of a claim: then those of two function words are asked for as well
_MOST_FINGERPRINTS = 32  # of a claim, evenly spread over a longer one
_SHORT_LIST = postings.FREQUENT  # units; a fingerprint with more tells little
_LONG_LISTS, _MOST_LISTED = 6, 8000  # frequent fingerprints read, and units of theirs, after the first two
_LEAST_SHARE = 0.15  # of the fingerprints read: with fewer, too many words differ for any verdict but not_found
_SETTLED, _LEAD = 0.25, 1.5  # of all fingerprints looked up, and times as many as the next unit has: with more in one unit,
# the frequent ones need not be asked
_BY_VOTES = 5  # candidates with the most votes
_LIVE: Command = ("HMGET", k.LIVE, "generation", "schema")
_MOST_ALIKE = 24  # candidates that hold every fingerprint: the same words in many documents


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that shares fingerprints with a claim.

    `votes` weighs them by their rarity; `is_full` where it holds every one that was looked up, as a passage must that has
    the claim's words in a row.
    """

    votes: float
    is_full: bool
    unit: Unit

    @property
    def quotation(self) -> dict[str, Any]:
        return self.unit.quotation

    @property
    def document(self) -> dict[str, Any]:
        return self.unit.document


@dataclass(frozen=True, slots=True)
class Found:
    candidates: list[Candidate]
    revision: str
    is_common: bool  # whether the claim's every run of words is too common to tell one passage from another


@dataclass(frozen=True, slots=True)
class _Hits:
    """Units with their votes and how many of `read` fingerprints each holds; all arrays of one length."""

    units: np.ndarray
    votes: np.ndarray
    counts: np.ndarray
    read: int
    can_be_full: bool

    @property
    def full(self) -> np.ndarray:
        held: np.ndarray = (self.counts == self.read) & (self.can_be_full and self.read > 0)
        return held

    def leads(self, least: float) -> bool:
        """Whether one unit has more than `least` fingerprints and clearly more than any other."""
        if not len(self.counts):
            return False
        second, first = np.sort(self.counts)[-2:] if len(self.counts) > 1 else (0, self.counts[0])
        return bool(first > least and first >= _LEAD * second)


class Lookup:
    """Looks claims up in the live generation. Raises IndexUnavailable where Redis is away or holds no index."""

    def __init__(self, client: Client) -> None:
        self._redis = client
        self._reader: Reader | None = None  # of the generation last seen live, confirmed with every lookup

    def reader(self) -> Reader:
        """A reader of the generation that is live now."""
        with translated():
            keys = live(self._redis)
        if self._reader is None or self._reader.keys != keys:
            self._reader = Reader(self._redis, keys)
        return self._reader

    @property
    def last(self) -> Reader:
        """The reader of the generation that the last lookup saw."""
        return self._reader or self.reader()

    def candidates(self, tokens: Sequence[Token], *, is_wide: bool = False) -> Found:
        """The units that share the rarest fingerprints with a claim, the likeliest first.

        `is_wide`: also those that are only like it where others hold its very words.
        """
        while (found := self._candidates(tokens, is_wide)) is None:
            self.reader()  # another generation went live meanwhile
        return found

    def _candidates(self, tokens: Sequence[Token], is_wide: bool) -> Found | None:
        words = runs_of(tokens)
        found = [runs(run) for run in words]
        prints = list(dict.fromkeys(f for telling, _ in found for f in telling))
        if len(prints) < _FEW_FINGERPRINTS:
            prints = list(dict.fromkeys([*prints, *(f for _, weak in found for f in weak)]))
        if len(prints) > _MOST_FINGERPRINTS:
            step = len(prints) / _MOST_FINGERPRINTS
            prints = [prints[int(i * step)] for i in range(_MOST_FINGERPRINTS)]
        prints.insert(0, whole([key for run in words for key in run]))
        with translated():
            reader, lists, revision = self._lists(np.array(prints, dtype=np.uint64))
            exact = lists.units[lists.places == 0]
            hits = _tally(lists, np.flatnonzero((lists.counts <= _SHORT_LIST) & (lists.bits == 0)))
            is_settled = not is_wide and (len(exact) or hits.leads(_SETTLED * len(prints)))
            is_common = False
            if not is_settled and (lists.bits.any() or (lists.counts > _SHORT_LIST).any()):
                is_common = not len(hits.units)
                hits = self._with_frequent(reader, lists, np.array(prints, dtype=np.uint64))
            chosen = _chosen(hits, exact, _MOST_ALIKE if is_wide else 0 if len(exact) else _BY_VOTES)
            units = self._units(reader, [unit for unit, _, _ in chosen])
            if units is None:
                return None
        candidates = [
            Candidate(votes, is_full, unit) for (_, votes, is_full), unit in zip(chosen, units, strict=True) if unit is not None
        ]
        return Found(candidates, f"{reader.keys.generation}.{revision}", is_common)

    def _lists(self, prints: np.ndarray) -> tuple[Reader, Lists, int]:
        """What the buckets hold of fingerprints, in the generation that is live."""
        reader = self.last
        while True:
            keys = reader.keys
            buckets, rests = postings.split(prints, keys.bucket_bits)
            commands: list[Command] = [("HGET", keys.counts, "revision"), *(("GET", keys.bucket(b)) for b in buckets.tolist())]
            commands.append(_LIVE)  # last: what is live then was there for all that was read
            revision, *blobs, live_now = trip(self._redis, commands)
            if live_now == [keys.generation.encode(), k.SCHEMA.encode()]:
                return reader, postings.read(blobs, rests), int(revision or 0)
            reader = self.reader()

    def _with_frequent(self, reader: Reader, lists: Lists, prints: np.ndarray) -> _Hits:
        """The hits of the rare fingerprints and of the rarest frequent ones."""
        keys = reader.keys
        buckets, rests = postings.split(prints, keys.bucket_bits)
        sizes = np.where(lists.bits > 0, 1 << np.minimum(lists.bits, 30), lists.counts)
        frequent = np.flatnonzero((sizes > _SHORT_LIST) & (lists.bits != DROPPED))
        frequent = frequent[frequent > 0]  # the first is of the whole claim
        chosen = frequent[np.argsort(sizes[frequent], kind="stable")][:_LONG_LISTS]
        chosen = chosen[(np.cumsum(sizes[chosen]) <= _MOST_LISTED) | (np.arange(len(chosen)) < 2)]
        listed = [n for n in chosen.tolist() if lists.bits[n]]
        blobs = trip(self._redis, [("GET", keys.frequent(int(buckets[n]), int(rests[n]))) for n in listed])
        held = dict(zip(listed, blobs, strict=True))
        more = [(n, np.frombuffer(held[n] or b"", dtype=UNIT)) for n in listed]
        rare = np.flatnonzero((lists.counts <= _SHORT_LIST) & (lists.bits == 0))
        read = np.union1d(rare, chosen)
        is_read = np.isin(lists.places, read)
        places = np.concatenate([lists.places[is_read], *(np.full(len(u), n) for n, u in more)])
        units = np.concatenate([lists.units[is_read], *(u for _, u in more)])
        counts = np.bincount(places, minlength=len(prints))
        return _tally(Lists(places, units, counts, np.zeros_like(lists.bits)), read)

    def _units(self, reader: Reader, numbers: list[int]) -> list[Unit | None] | None:
        """Units by number, None for those that are gone; None for all where the generation is not live any more."""
        if not numbers:
            return []
        pages = list(dict.fromkeys(n >> postings.SLOT_BITS for n in numbers))
        *contents, live_now = trip(self._redis, [*map(reader.get, pages), _LIVE])
        if live_now[0] != reader.keys.generation.encode():
            return None
        read = {n: reader.page(content) for n, content in zip(pages, contents, strict=True)}
        units = []
        for n in numbers:
            page, place = read[n >> postings.SLOT_BITS], n & ((1 << postings.SLOT_BITS) - 1)
            units.append(page.unit(place) if page is not None and place < len(page) else None)
        return units


def _tally(lists: Lists, read: np.ndarray) -> _Hits:
    """The units that the lists of some fingerprints point to; the first fingerprint, of the whole claim, has no vote."""
    read = read[read > 0]
    is_read = np.zeros(len(lists.counts), dtype=bool)
    is_read[read] = True
    chosen = is_read[lists.places]
    places, units = lists.places[chosen], lists.units[chosen]
    weights = 1.0 + 4.0 / (3.0 + lists.counts)
    found, inverse = np.unique(units, return_inverse=True)
    votes = np.bincount(inverse, weights=weights[places], minlength=len(found))
    counts = np.bincount(inverse, minlength=len(found))
    return _Hits(found, votes, counts, len(read), bool((lists.counts[read] > 0).all()))


def _chosen(hits: _Hits, exact: np.ndarray, others: int) -> list[tuple[int, float, bool]]:
    """The units worth reading, with votes and whether they may hold the claim's words in a row.

    First those that are the whole claim, then those that hold its every fingerprint, then so many others with the most votes.
    """
    enough = np.flatnonzero(hits.counts >= _LEAST_SHARE * hits.read)
    order = enough[np.lexsort((hits.units[enough], -hits.votes[enough]))]
    full = hits.full
    alike = dict.fromkeys(exact[:_MOST_ALIKE].tolist(), 0.0)
    for n in order[full[order]][: _MOST_ALIKE - len(alike)].tolist():
        alike[int(hits.units[n])] = float(hits.votes[n])
    chosen = [(unit, votes, True) for unit, votes in alike.items()]
    best = order[:others]
    return chosen + [
        (u, v, False) for u, v in zip(hits.units[best].tolist(), hits.votes[best].tolist(), strict=True) if u not in alike
    ]
