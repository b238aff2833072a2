"""Fingerprints of word runs: 40-bit hashes by which a passage is found from any piece of it.

Every place of a text gives one, its word and the next; where both are function words it gives another, with as many
more as it takes to reach a word that tells something (at most five). So a fragment of four words is found, and so is a
quotation in which a third of the words was changed. One more is of the whole passage. All are worked out for many
passages at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from service.wording.tokens import BRACKETED, ELLIPSIS, Token, is_content

BITS = 40
UNIT_BITS = 24  # of the number of a passage among those that are fingerprinted at once
_LONGEST_RUN = 5
_INT_MASK = (1 << 64) - 1
_INT_BASE, _INT_WHOLE = 0x9E3779B97F4A7C15, 0x5851F42D4C957F2D  # of the polynomial over words; what tells a whole from a run
_BASE, _WHOLE = np.uint64(_INT_BASE), np.uint64(_INT_WHOLE)
_MOST_WORDS_KNOWN = 1_000_000


class _Values(dict[str, int]):
    """64-bit hashes of words, kept; the lowest bit tells whether the word is a content word."""

    def __missing__(self, key: str) -> int:
        if len(self) >= _MOST_WORDS_KNOWN:
            self.clear()
        value = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") & ~1 | is_content(key)
        self[key] = value
        return value


_values = _Values()


def runs(keys: Sequence[str]) -> tuple[list[int], list[int]]:
    """The fingerprints of a run of folded words, in order, repeated ones once: those that tell something, and those of two
    function words.

    At the end of a run one may be cut short before a word that tells something, and a passage that goes on has another
    there: those are left out. For the few words of a claim this is faster than what numpy does for many passages.
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
    """The fingerprint of a whole passage, by which an exact quotation is found however common its words."""
    total, power = 0, 1
    for key in reversed(keys):
        power = power * _INT_BASE & _INT_MASK
        total += _values[key] * power
    return _int_mixed(total * _INT_WHOLE & _INT_MASK)


def _int_mixed(value: int) -> int:
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & _INT_MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & _INT_MASK
    return (value ^ value >> 31) >> 64 - BITS


def of_passages(passages: Sequence[Sequence[str]]) -> np.ndarray:
    """The fingerprints of passages of folded words, with whose they are: fingerprint << UNIT_BITS | passage number (uint64), sorted.

    At most 2 ** UNIT_BITS passages at once.
    """
    filled = [n for n, keys in enumerate(passages) if keys]
    if not filled:
        return np.empty(0, dtype=np.uint64)
    values, lengths = _flat([passages[n] for n in filled])
    numbers = np.array(filled, dtype=np.uint64)
    starts = np.cumsum(lengths) - lengths
    places, pairs, longer, more = _runs(values, lengths)
    owners = np.repeat(numbers, lengths)[places]
    prints = np.concatenate((pairs, more, _wholes(values, starts)))
    owners = np.concatenate((owners, owners[longer], numbers))
    return np.unique(prints << np.uint64(UNIT_BITS) | owners)


def runs_of(tokens: Sequence[Token]) -> list[list[str]]:
    """The folded words of a claim, in runs between its ellipses and brackets."""
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token.kind in (ELLIPSIS, BRACKETED):
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append(token.key)
    return [run for run in runs if run]


def _flat(passages: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
    """The hashes of all words of passages in a row, and how many words each has."""
    values = np.array([_values[key] for keys in passages for key in keys], dtype=np.uint64)
    return values, np.array([len(keys) for keys in passages])


def _runs(values: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(places that have a word after them, fingerprints of these two words, which of the places have two function words,
    the longer fingerprints of those)."""
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(
        len(values)
    )  # words from a place to its passage's end, itself included
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
    """The fingerprint of each passage's words in order, given where passages start."""
    ends = np.append(starts[1:], len(values))
    order = np.repeat(ends, ends - starts) - np.arange(len(values))
    powers = np.empty(int(order.max()) + 1, dtype=np.uint64)
    powers[0] = 1
    powers[1:] = _BASE
    return _mixed(np.add.reduceat(values * np.multiply.accumulate(powers)[order], starts) * _WHOLE)


def _mixed(hashes: np.ndarray) -> np.ndarray:
    """The upper 40 bits after the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: np.ndarray = (hashes ^ (hashes >> np.uint64(31))) >> np.uint64(64 - BITS)
    return mixed
