"""Fingerprints of word runs: 40-bit hashes by which a passage is found from any piece of it.

Every position of a text has one, of its word and the next; where both are function words it has another, of as many more
words as it takes to reach a content word (five words at most). So a fragment of four words is found, and so is a quotation
a third of whose words were changed. A rare word has one by itself, so that a short line is found of which little is left. One more
fingerprint is of the whole passage. Those of many passages are computed at
once.

The hash of a run of words is a polynomial over their 64-bit hashes, finalized as in SplitMix64 (Steele, Lea and Flood 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from service.wording.rarity import is_rare
from service.wording.tokens import BRACKETED, ELLIPSIS, Token, is_content

BITS = 40  # among a hundred million fingerprints of an index, one that is not there is met by chance once in 10,000
UNIT_BITS = 24  # of the number of a passage among those that are fingerprinted at once: the rest of 64 bits
_LONGEST_RUN = 5  # words
_INT_MASK = (1 << 64) - 1
# odd multipliers: the base of the polynomial (2 ** 64 divided by the golden ratio; Knuth, TAOCP 6.4), and the factor that
# tells a whole passage from a run of the same words (the multiplier of Knuth's MMIX generator)
_INT_BASE, _INT_WHOLE = 0x9E3779B97F4A7C15, 0x5851F42D4C957F2D
_INT_SINGLE = 0xD1342543DE82EF95  # of a word by itself (a multiplier of Steele and Vigna 2021)
_MIX_1, _MIX_2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # of the finalizer of SplitMix64
_BASE, _WHOLE, _SINGLE = np.uint64(_INT_BASE), np.uint64(_INT_WHOLE), np.uint64(_INT_SINGLE)
_MOST_CACHED_WORDS = 1_000_000  # bounds the memory of a process that indexes for days


class _Values(dict[str, int]):
    """A cache of 64-bit hashes of words; the lowest bit is set for a content word, the next one for a rare word."""

    def __missing__(self, key: str) -> int:
        if len(self) >= _MOST_CACHED_WORDS:
            self.clear()
        value = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") & ~3 | is_content(key) | is_rare(key) << 1
        self[key] = value
        return value


_values = _Values()


def runs(keys: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the fingerprints of a run of folded words, in order and without repetition: (of runs with a content word, of two
    function words).

    At the end of the run a fingerprint may be cut short before it reaches a content word; a passage that goes on has another
    one there, so these are omitted. For the few words of a claim this is faster than numpy.
    """
    values = [_values[key] for key in keys]
    telling: dict[int, None] = {}
    weak: dict[int, None] = {}
    n = len(values)
    for i in range(n - 1):
        first, second = values[i], values[i + 1]
        run = first * _INT_BASE + second & _INT_MASK
        if (first | second) & 1:
            telling[_int_mixed(run)] = None
            continue
        weak[_int_mixed(run)] = None
        for j in range(i + 2, min(n, i + _LONGEST_RUN)):
            run = run * _INT_BASE + values[j] & _INT_MASK
            if values[j] & 1 or j - i == _LONGEST_RUN - 1:
                telling[_int_mixed(run)] = None
                break
    return list(telling), list(weak)


def whole(keys: Sequence[str]) -> int:
    """Return the fingerprint of a whole passage, by which an exact quotation is found however common its words."""
    total, power = 0, 1
    for key in reversed(keys):
        power = power * _INT_BASE & _INT_MASK
        total += _values[key] * power
    return _int_mixed(total * _INT_WHOLE & _INT_MASK)


def singles(keys: Sequence[str]) -> list[int]:
    """Return the fingerprints of the rare words of a claim, in order and without repetition."""
    return list(dict.fromkeys(_int_mixed(_values[key] * _INT_SINGLE & _INT_MASK) for key in keys if is_rare(key)))


def _int_mixed(value: int) -> int:
    value = (value ^ value >> 30) * _MIX_1 & _INT_MASK
    value = (value ^ value >> 27) * _MIX_2 & _INT_MASK
    return (value ^ value >> 31) >> 64 - BITS


def of_passages(passages: Sequence[Sequence[str]]) -> np.ndarray:
    """Compute the fingerprints of passages, each a sequence of folded words; at most 2 ** UNIT_BITS passages.

    Returns a uint64 array of shape (fingerprints,), sorted and without repetition: fingerprint << UNIT_BITS | passage index.
    """
    filled = [n for n, keys in enumerate(passages) if keys]
    if not filled:
        return np.empty(0, dtype=np.uint64)
    values, lengths = _flat([passages[n] for n in filled])
    numbers = np.array(filled, dtype=np.uint64)
    starts = np.cumsum(lengths) - lengths
    places, pairs, longer, more = _runs(values, lengths)
    owners = np.repeat(numbers, lengths)[places]
    rare = np.flatnonzero(values & np.uint64(2))
    prints = np.concatenate((pairs, more, _wholes(values, starts), _mixed(values[rare] * _SINGLE)))
    owners = np.concatenate((owners, owners[longer], numbers, np.repeat(numbers, lengths)[rare]))
    return np.unique(prints << np.uint64(UNIT_BITS) | owners)


def runs_of(tokens: Sequence[Token]) -> list[list[str]]:
    """Split a claim at its ellipses and brackets. Returns the folded words of each run."""
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token.kind in (ELLIPSIS, BRACKETED):
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append(token.key)
    return [run for run in runs if run]


def _flat(passages: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the hashes of the words of all passages (uint64, shape (words,)) and each passage's length in words (int64)."""
    values = np.array([_values[key] for keys in passages for key in keys], dtype=np.uint64)
    return values, np.array([len(keys) for keys in passages])


def _runs(values: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Compute the fingerprints of runs, given hashes and lengths as `_flat` returns them. Returns four arrays:

    positions that have a word after them (int64); the fingerprint of the two words at each (uint64); the indices into these
    of pairs of function words (int64); the longer fingerprint of each such pair (uint64).
    """
    # words from a position to the end of its passage, itself included
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(values))
    places = np.flatnonzero(left >= 2)
    tells = (values & np.uint64(1)).astype(bool)
    pairs = values[places] * _BASE + values[places + 1]
    longer = np.flatnonzero(~(tells[places] | tells[places + 1]))
    starts, left = places[longer], left[places[longer]]
    out = pairs[longer]
    goes_on = np.ones(len(longer), dtype=bool)
    for length in range(3, _LONGEST_RUN + 1):
        goes_on &= left >= length
        some = np.flatnonzero(goes_on)
        if not len(some):
            break
        added = starts[some] + (length - 1)
        out[some] = out[some] * _BASE + values[added]
        goes_on[some] = ~tells[added]
    return places, _mixed(pairs), longer, _mixed(out)


def _wholes(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the fingerprint of each whole passage (uint64), given the hashes of all words and the index at which each passage starts."""
    ends = np.append(starts[1:], len(values))
    order = np.repeat(ends, ends - starts) - np.arange(len(values))
    powers = np.empty(int(order.max()) + 1, dtype=np.uint64)
    powers[0] = 1
    powers[1:] = _BASE
    return _mixed(np.add.reduceat(values * np.multiply.accumulate(powers)[order], starts) * _WHOLE)


def _mixed(hashes: np.ndarray) -> np.ndarray:
    """Return the upper 40 bits of uint64 hashes after the finalizer of SplitMix64."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(_MIX_1)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(_MIX_2)
    mixed: np.ndarray = (hashes ^ (hashes >> np.uint64(31))) >> np.uint64(64 - BITS)
    return mixed
