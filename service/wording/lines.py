"""How a short claim and a sentence of a passage compare as lines: what each tells that the other has too, and how they begin and end.

A line that is quoted nearly right keeps its order, its end and most of what it tells, though little words, a spelling or a word or two
are others. What merely shares words with a sentence keeps neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from service.wording.align import Alignment
from service.wording.likeness import is_nearly, sentences, tells
from service.wording.tables import base
from service.wording.tokens import WORD, Token

LONGEST = 14  # words of a claim that is a line
_LONGEST_SENTENCE = 40  # words


class Line(NamedTuple):
    """What a claim and a sentence have in common in one order.

    `told`: what those words tell; `of_claim`, `of_line`: 0 to 1, of what all words of each tell; `kept`: 0 to 1, of the words of both, little
    ones counting as much; `is_first`, `is_last`: whether both begin, and end, with the same word; `alone`: 0 to 1, how much of the
    passage's words the sentence is.
    """

    told: float
    of_claim: float
    of_line: float
    kept: float
    is_first: bool
    is_last: bool
    alone: float


def as_line(claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment) -> Line | None:
    """Return how a claim compares with the sentences that it is aligned with; None where either is too long to be a line."""
    ours = [t.key for t in claim if t.kind == WORD]
    theirs = [t.key for t in sentences(passage, alignment) if t.kind == WORD] if passage else []
    if not ours or not theirs or len(ours) > LONGEST or len(theirs) > _LONGEST_SENTENCE:
        return None
    pairs = _in_one_order(ours, theirs)
    both = sum(tells(ours[a]) for a, _ in pairs)
    return Line(
        both,
        both / sum(map(tells, ours)),
        min(1.0, both / sum(map(tells, theirs))),
        2 * len(pairs) / (len(ours) + len(theirs)),
        (0, 0) in pairs,
        (len(ours) - 1, len(theirs) - 1) in pairs,
        len(theirs) / sum(t.kind == WORD for t in passage),
    )


def _in_one_order(ours: Sequence[str], theirs: Sequence[str]) -> set[tuple[int, int]]:
    """Return the places of the words that stand in one order in both, a word being the same in another form or spelling."""
    ids = {base(key): n for n, key in enumerate(ours)}
    mine = [ids[base(key)] for key in ours]
    other = [ids.get(base(key), -1) for key in theirs]
    for n, key in enumerate(theirs):
        if other[n] < 0:
            other[n] = next((mine[k] for k, own in enumerate(ours) if is_nearly(key, own)), -1)
    found = LCSseq.opcodes(mine, other)
    return {
        (a, b)
        for op in found
        if op.tag == "equal"
        for a, b in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
    }
