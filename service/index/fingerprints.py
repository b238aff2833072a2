"""Fingerprints of word runs: 40-bit hashes by which a passage is found from any piece of it.

Every place of a text gives one: its word and the next, or, where both are function words, as many more as it takes to
reach a word that tells something (at most five). So a fragment of four words is found, and so is a quotation in which
a third of the words was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from service.index.keys import BUCKET_BITS
from service.wording.tokens import BRACKETED, ELLIPSIS, Token, is_content

_BITS = 40
_REST_BITS = _BITS - BUCKET_BITS
REST_BYTES = 3
_LONGEST_RUN = 5


def fingerprints(keys: Sequence[str]) -> list[int]:
    """The fingerprint at each place of a run of folded words, in order; repeated ones once."""
    out: dict[int, None] = {}
    n = len(keys)
    for i in range(n - 1):
        end = i + 2
        while end < n and end - i < _LONGEST_RUN and not any(is_content(k) for k in keys[i:end]):
            end += 1
        out[_hash(" ".join(keys[i:end]))] = None
    return list(out)


def whole(keys: Sequence[str]) -> int:
    """The fingerprint of a whole passage, by which an exact quotation is found however common its words."""
    return _hash("\x00" + " ".join(keys))


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


def split(fingerprint: int) -> tuple[int, bytes]:
    """A fingerprint's bucket number and the bytes by which its postings start there."""
    return fingerprint >> _REST_BITS, (fingerprint & ((1 << _REST_BITS) - 1)).to_bytes(REST_BYTES, "big")


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=_BITS // 8).digest(), "big")
