"""Hits: which units the postings of a claim's fingerprints point to, and which of them are worth reading. Arrays in, arrays out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from service.index.layout.postings import Lists

_LEAST_SHARE = 0.15  # of the fingerprints read: with fewer, too many words differ for any verdict but not_found
_FEW = 10  # fingerprints of a short line
_RARITY, _EVEN = 4.0, 3.0  # a fingerprint of one unit weighs twice as much as a frequent one: rare words tell more
_BESIDE = 3  # units read beside those that hold every fingerprint
_LEAD = 1.5  # times as many fingerprints as the next unit has
MOST_ALIKE, MOST_UNSURE = 24, 96  # candidates that hold every fingerprint read: the same words in many documents; and where
# some were too frequent to be read, so that only a part of these has the claim's words in a row


@dataclass(frozen=True, slots=True)
class Hits:
    """Units with their votes and how many of `read` fingerprints each holds; all arrays of one length.

    `can_be_full`: whether every fingerprint that was read is in some unit.
    """

    units: np.ndarray
    votes: np.ndarray
    counts: np.ndarray
    read: int
    can_be_full: bool

    @property
    def full(self) -> np.ndarray:
        """Return a mask of the units that hold every fingerprint read, (len(units),) bool."""
        held: np.ndarray = (self.counts == self.read) & (self.can_be_full and self.read > 0)
        return held

    def leads(self, least: float) -> bool:
        """Return whether one unit has more than `least` fingerprints and clearly more than any other."""
        if not len(self.counts):
            return False
        first = self.counts.max()
        return bool(first > least and np.count_nonzero(self.counts * _LEAD > first) == 1)


def tally(lists: Lists, read: np.ndarray) -> Hits:
    """Return the units that the lists of some fingerprints point to; the first fingerprint, of the whole claim, has no vote."""
    read = read[read > 0]
    is_read = np.zeros(len(lists.counts), dtype=bool)
    is_read[read] = True
    chosen = is_read[lists.places].nonzero()[0]
    if not len(chosen):
        return Hits(lists.units[chosen], np.empty(0), np.empty(0, dtype=np.int64), len(read), False)
    chosen = chosen[lists.units[chosen].argsort()]
    units = lists.units[chosen]
    is_edge = np.ones(len(units) + 1, dtype=bool)
    np.not_equal(units[1:], units[:-1], out=is_edge[1:-1])
    edges = is_edge.nonzero()[0]
    starts = edges[:-1]
    weights = 1.0 + _RARITY / (_EVEN + lists.counts)
    votes = np.add.reduceat(weights[lists.places[chosen]], starts)
    return Hits(units[starts], votes, edges[1:] - starts, len(read), bool(lists.counts[read].all()))


def exact(lists: Lists, hits: Hits) -> np.ndarray:
    """Return the units whose very words are the claim's.

    Of the whole claim's fingerprint 16 bits are compared among a bucket's entries, so that one claim in 500 meets a unit there
    by chance: one that does not hold every other fingerprint is not such a passage.
    """
    units: np.ndarray = lists.units[lists.places == 0]
    if not len(units) or not hits.read:
        return units
    full = set(hits.units[hits.full].tolist())
    return units[[unit in full for unit in units.tolist()]]


def chosen(hits: Hits, exact: np.ndarray, others: int, alike: int = MOST_ALIKE) -> list[tuple[int, float, bool]]:
    """Return the units worth reading, with votes and whether they may hold the claim's words in a row.

    First those that are the whole claim, then those that hold its every fingerprint, `alike` at most, then so many others with
    the most votes. Some others come with the former too: they may have the words otherwise.
    """
    held = hits.counts if hits.read > _FEW else hits.votes  # of a short line a rare word leads by itself
    enough = np.flatnonzero(held >= _LEAST_SHARE * hits.read)
    order = enough[np.lexsort((hits.units[enough], -hits.votes[enough]))]
    full = hits.full
    same = dict.fromkeys(exact[:alike].tolist(), 0.0)
    for n in order[full[order]][: alike - len(same)].tolist():
        same[int(hits.units[n])] = float(hits.votes[n])
    out = [(unit, votes, True) for unit, votes in same.items()]
    best = order[: len(same) + max(others, _BESIDE)]
    rest = [(u, v, False) for u, v in zip(hits.units[best].tolist(), hits.votes[best].tolist(), strict=True) if u not in same]
    return out + rest[: max(others - len(same), _BESIDE)]
