"""Finds the passages in which a claim may stand, in at most three round trips.

First the buckets of the claim's fingerprints, which hold the units of the rare ones and tell how many the frequent ones
have; then, only where the rare ones do not settle it, the lists of the rarest frequent ones and, for a short claim, the buckets of
its rare words; then the pages of the units that most of them point to. No list longer than a bound is fetched, and nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.derivation import derivation
from service.index.asking import hits as h
from service.index.layout import postings
from service.index.layout.fingerprints import runs, runs_of, singles, whole
from service.index.layout.pages import Unit
from service.index.layout.postings import DROPPED, UNIT, Lists
from service.index.layout.reading import Reader, live
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer
from service.records import CitedDocument
from service.wording.tokens import Token

_FEW_FINGERPRINTS = 16  # of a claim: then those of two function words are asked for as well
_MOST_FINGERPRINTS = 32  # of a claim, evenly spread over a longer one
_SHORT_LIST = postings.FREQUENT  # units; a fingerprint with more tells little
_LONG_LISTS, _MOST_LISTED = 12, 16_000  # frequent fingerprints read, and units of theirs, after the first two
_SETTLED = 0.25  # of the fingerprints looked up: with more in one unit that leads, the frequent ones need not be asked for
_BY_VOTES = 8  # candidates with the most votes
_LIVE: Command = ("HMGET", k.LIVE, "generation", "schema", "fold", "keys")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that shares fingerprints with a claim.

    `votes` weighs them by their rarity. `is_full`: it holds every one that was looked up, as a passage does that has the
    claim's words in a row.
    """

    votes: float
    is_full: bool
    unit: Unit

    @property
    def document(self) -> CitedDocument:
        """The document that the unit stands in."""
        return self.unit.document


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a claim, likeliest first, at a revision of the index.

    `is_common`: whether every run of the claim's words is too common to tell one passage from another.
    """

    candidates: list[Candidate]
    revision: str
    is_common: bool


class Lookup:
    """Looks claims up in the live generation. Raises IndexUnavailable if Redis does not answer or holds no index.

    `gazetteer`: what names are counted by; `corpus`: the id of the corpus, None not to compare it. A generation that was built by
    another gazetteer or from another corpus is not read.
    """

    def __init__(self, client: Client, gazetteer: Gazetteer, corpus: str | None = None) -> None:
        self.gazetteer = gazetteer
        self._redis = client
        self._corpus = corpus
        self._stamp = k.stamp(derivation(gazetteer))
        self._reader: Reader | None = None  # of the generation last seen live, confirmed with every lookup

    def reader(self) -> Reader:
        """Return a reader of the generation that is live now."""
        with translated():
            keys = live(self._redis, self.gazetteer, self._corpus)
        if self._reader is None or self._reader.keys != keys:
            self._reader = Reader(self._redis, keys)
        return self._reader

    @property
    def last(self) -> Reader:
        """The reader of the generation that the last lookup saw."""
        return self._reader or self.reader()

    def candidates(self, tokens: Sequence[Token], *, is_wide: bool = False) -> Candidates:
        """Return the units that share the rarest fingerprints with a claim, likeliest first. `tokens`: of the claim.

        `is_wide`: include units that only resemble it even if others hold its very words.
        """
        prints, rare = _asked(tokens)
        while (found := self._candidates(prints, rare, is_wide)) is None:
            self.reader()  # another generation went live meanwhile
        return found

    def _candidates(self, prints: np.ndarray, singles: np.ndarray, is_wide: bool) -> Candidates | None:
        with translated():
            reader, lists, revision = self._lists(prints)
            rare = _rare(lists)
            is_all = len(rare) == len(prints)
            hits = h.tally(lists, rare)
            exact = h.exact(lists, hits)
            is_settled = not is_wide and (len(exact) or hits.leads(_SETTLED * len(prints)))
            is_common, further = False, 0
            if not is_settled and not (is_all and not len(singles)):
                is_common = not len(hits.units) and not is_all
                found = self._further(reader, lists, prints, singles)
                if found is None:
                    return None
                hits, further = found
            others = h.MOST_ALIKE if is_wide else 0 if len(exact) else _BY_VOTES
            chosen = h.chosen(
                hits, exact, others, h.MOST_ALIKE if is_settled or hits.read - further == len(prints) - 1 else h.MOST_UNSURE
            )
            units = self._units(reader, [unit for unit, _, _ in chosen])
        return None if units is None else Candidates(_joined(chosen, units), f"{reader.keys.generation}.{revision}", is_common)

    def _lists(self, prints: np.ndarray) -> tuple[Reader, Lists, int]:
        """Return what the buckets of the live generation hold of fingerprints, (n,) uint64."""
        reader = self.last
        while True:
            keys = reader.keys
            buckets, rests = postings.split(prints, keys.bucket_bits)
            commands: list[Command] = [("HGET", keys.counts, "revision"), *(("GET", keys.bucket(b)) for b in buckets.tolist())]
            commands.append(_LIVE)  # last: what is live then was there for all that was read
            revision, *blobs, live_now = trip(self._redis, commands)
            if live_now == [keys.generation.encode(), *self._stamp]:
                return reader, postings.read(blobs, rests), int(revision or 0)
            reader = self.reader()

    def _further(self, reader: Reader, lists: Lists, prints: np.ndarray, singles: np.ndarray) -> tuple[h.Hits, int] | None:
        """Return the hits of the rare fingerprints, the rarest frequent ones and those of rare words, and how many the last are.

        None if the generation is no longer live.
        """
        keys = reader.keys
        rare = _rare(lists)
        chosen = _rarest(lists) if len(rare) < len(prints) else np.empty(0, dtype=np.int64)
        listed = chosen[lists.bits[chosen] > 0]
        buckets, rests = postings.split(prints[listed], keys.bucket_bits)
        commands: list[Command] = [("GET", keys.frequent(*at)) for at in zip(buckets.tolist(), rests.tolist(), strict=True)]
        of_words, rests = postings.split(singles, keys.bucket_bits)
        *blobs, live_now = trip(self._redis, [*commands, *(("GET", keys.bucket(b)) for b in of_words.tolist()), _LIVE])
        if live_now[0] != keys.generation.encode():
            return None
        for n, blob in zip(listed.tolist(), blobs, strict=False):
            lists = lists.with_list(n, np.frombuffer(blob or b"", dtype=UNIT))
        words = postings.read(blobs[len(listed) :], rests)
        read = _rare(words)
        return h.tally(lists.joined(words), np.concatenate((rare, chosen, len(prints) + read))), len(read)

    def _units(self, reader: Reader, numbers: list[int]) -> list[Unit | None] | None:
        """Return units by number, None for one that is gone; None in all if the generation is no longer live."""
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


def _joined(chosen: Sequence[tuple[int, float, bool]], units: Sequence[Unit | None]) -> list[Candidate]:
    """Return the units that are still there as candidates, with the votes by which they were chosen."""
    return [Candidate(votes, is_full, unit) for (_, votes, is_full), unit in zip(chosen, units, strict=True) if unit is not None]


def _rare(lists: Lists) -> np.ndarray:
    """Return the places of the fingerprints of few units, (n,) int64."""
    places: np.ndarray = ((lists.counts <= _SHORT_LIST) & (lists.bits == 0)).nonzero()[0]
    return places


def _rarest(lists: Lists) -> np.ndarray:
    """Return the places of the frequent fingerprints whose lists are worth reading, the rarest first, (n,) int64."""
    sizes = np.where(lists.bits > 0, 1 << np.minimum(lists.bits, 30), lists.counts)
    frequent = np.flatnonzero((sizes > _SHORT_LIST) & (lists.bits != DROPPED))
    frequent = frequent[frequent > 0]  # the first is of the whole claim
    chosen = frequent[np.argsort(sizes[frequent], kind="stable")][:_LONG_LISTS]
    worth: np.ndarray = chosen[(np.cumsum(sizes[chosen]) <= _MOST_LISTED) | (np.arange(len(chosen)) < 2)]
    return worth


def _asked(tokens: Sequence[Token]) -> tuple[np.ndarray, np.ndarray]:
    """Return the fingerprints to look a claim up by, two of (n,) uint64: that of all its words and those of its runs; those of its rare words.

    A long claim has enough runs.
    """
    words = runs_of(tokens)
    found = [runs(run) for run in words]
    prints = list(dict.fromkeys(f for telling, _ in found for f in telling))
    if len(prints) < _FEW_FINGERPRINTS:
        prints = list(dict.fromkeys([*prints, *(f for _, weak in found for f in weak)]))
    if len(prints) > _MOST_FINGERPRINTS:
        step = len(prints) / _MOST_FINGERPRINTS
        prints = [prints[int(i * step)] for i in range(_MOST_FINGERPRINTS)]
    rare = singles([key for run in words for key in run]) if len(prints) < _FEW_FINGERPRINTS else []
    return np.array([whole([key for run in words for key in run]), *prints], dtype=np.uint64), np.array(rare, dtype=np.uint64)
