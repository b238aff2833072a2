"""How far a claim keeps the frame of a line: most of its words in their order, from the start of a clause to the end of one.

Who quotes a line from memory puts a word for another one and keeps the rest, little words too. A phrase that two statements happen to
share stands in the middle of other words in one of them at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from service.wording import tables
from service.wording.align import Alignment
from service.wording.likeness import is_nearly
from service.wording.pairs import Pair, before
from service.wording.tokens import WORD, Token, is_content

_BREAK = re.compile(r"[,.;:!?—–…\n\"“”‘()\[\]]|--|\s[-/]\s|(?<=\s)'|'(?=\s)")  # between two words of which one ends a clause


class Frame(NamedTuple):
    """How a claim lies in the clauses of a passage that it is aligned with.

    `kept`: 0 to 1, of the words of both, each counting alike, those that stand in both in one order, be it in another form; `ends`:
    0 to 2, at how many of its ends no telling word is over on either side.
    """

    kept: float
    ends: int


NO_FRAME = Frame(0.0, 0)
"""The frame of texts that have nothing in common."""


def framed(pair: Pair, alignment: Alignment) -> Frame:
    """Return how far a claim keeps the frame of the clauses of a passage that it is aligned with."""
    beside = [(step.claim, step.source) for step in alignment.steps if step.claim >= 0 and step.source >= 0]
    if not beside:
        return NO_FRAME
    claim, passage = pair.claim, pair.passage
    (ours, theirs), (our_last, their_last) = beside[0], beside[-1]
    start, stop = theirs, their_last + 1
    while start > 0 and not _opens_clause(pair, start):
        start -= 1
    while stop < len(passage) and not _opens_clause(pair, stop):
        stop += 1
    kept = sum(_is_one(claim[a].key, passage[b].key) for a, b in beside)
    words = sum(t.kind == WORD for t in (*claim, *passage[start:stop]))
    ends = (*claim[:ours], *passage[start:theirs]), (*claim[our_last + 1 :], *passage[their_last + 1 : stop])
    return Frame(2 * kept / words if words else 0.0, sum(not _tells(end) for end in ends))


def _opens_clause(pair: Pair, place: int) -> bool:
    return pair.passage[place].opens_sentence or _BREAK.search(before(pair.source, pair.passage, place)) is not None


def _is_one(a: str, b: str) -> bool:
    """Return whether two words are one, in whatever form or spelling."""
    return a == b or is_nearly(a, b) or tables.base(a) == tables.base(b)


def _tells(tokens: Iterable[Token]) -> bool:
    return any(is_content(t.key) for t in tokens)
