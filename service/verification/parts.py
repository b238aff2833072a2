"""Tells which words of a claim that is not found a passage holds in a row, as an article quotes as much as it needs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from service.verification.explain import held_in_part
from service.verification.judging import NOT_FOUND, Judged
from service.verification.matching import Compared
from service.wording.tokens import WORD, Token, is_content

_LOOKED_THROUGH = 3  # of the closest passages
_SHORT, _SHORT_TOLD = 5, 3  # words in a row, and telling ones among them, that are whole sentences of a passage
_LONG, _LONG_TOLD = 7, 4  # the same of words that begin or end with one


def with_part(judged: Judged, tokens: tuple[Token, ...]) -> Judged:
    """Return a verdict that tells of the part of a claim that a source has, if none has all of it. `tokens`: of the claim."""
    if judged.verdict != NOT_FOUND or judged.outcome.note:
        return judged
    for match in judged.outcome.shown[:_LOOKED_THROUGH]:
        part = _part(tokens, match)
        if part is not None:
            outcome = replace(judged.outcome, note=held_in_part(part, match.document), is_in_part=True)
            return replace(judged, outcome=outcome)
    return judged


def _part(tokens: tuple[Token, ...], match: Compared) -> str | None:
    """Return the words of a passage that a claim has in a row and that are or end with whole sentences of it; None for a coincidence."""
    ours, theirs = _words(tokens), _words(match.tokens)
    found = SequenceMatcher(None, [t.key for t in ours], [t.key for t in theirs], autojunk=False).find_longest_match()
    run = theirs[found.b : found.b + found.size]
    last = found.b + found.size
    begins = found.b == 0 or (bool(run) and run[0].opens_sentence)
    ends = last == len(theirs) or (last < len(theirs) and theirs[last].opens_sentence)
    least, told = (_SHORT, _SHORT_TOLD) if begins and ends else (_LONG, _LONG_TOLD)
    if not (begins or ends) or len(run) < least or len(run) == len(ours) or sum(is_content(t.key) for t in run) < told:
        return None
    return match.text[run[0].start : run[-1].end]


def _words(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.kind == WORD]
