"""Tells whether a claim says what a passage says in other words: most of its telling words are there, in whatever order.

Cautious by design: a negation, a number or a name that differs makes it no paraphrase, since then it says something else.
"""

from __future__ import annotations

from service.wording import tables
from service.wording.align import Alignment
from service.wording.tokens import WORD, Token, is_content

_LEAST_SHARED = 4  # content words
_LEAST_SHARE = 0.7  # of the claim's content words, and of those of the stretch beside them
_BESIDE = 6  # words around the closest stretch in which the others may stand


def is_paraphrase(claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment) -> bool:
    """Return whether the words of a claim stand around the stretch of a passage that it is closest to, in whatever order."""
    stretch = passage[max(0, alignment.start - _BESIDE) : alignment.end + _BESIDE]
    said, there = _stems(claim), _stems(stretch)
    shared = said & there
    if len(shared) < _LEAST_SHARED or len(shared) < _LEAST_SHARE * len(said):
        return False
    kept = passage[alignment.start : alignment.end]
    return _turns(claim) == _turns(kept) and _fixed(claim) <= _fixed(stretch)


def _stems(tokens: tuple[Token, ...]) -> set[str]:
    return {tables.base(t.key) for t in tokens if t.kind == WORD and is_content(t.key)}


def _turns(tokens: tuple[Token, ...]) -> int:
    """Return how many words turn the meaning round."""
    return sum(t.key in tables.NEGATIONS for t in tokens)


def _fixed(tokens: tuple[Token, ...]) -> set[str]:
    """Return the numbers and names, which a paraphrase keeps."""
    return {t.key for t in tokens if t.key[:1].isdigit() or (t.is_capitalised and not t.opens_sentence and is_content(t.key))}
