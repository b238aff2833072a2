"""Tells whether a claim is made of passages that stood apart, joined with no mark where they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.wording.align import INSERT, MATCH, REPLACE, Alignment, align
from service.wording.comparison import Comparison, compare
from service.wording.tokens import Token, is_content

_LEAST_WORDS = 4
_LEAST_CONTENT = 2  # words that tell passages apart; one will do where a sentence starts
_PIECE_RATE = 0.12  # edits a word that each piece may have
_WITHIN = 0.5  # edits that a cut within a sentence costs: splices are rather made where one starts
_GAIN = 2.0  # edits that two pieces must save against one passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a spliced claim: claim tokens [first, last), the candidate's number and how its words compare."""

    first: int
    last: int
    candidate: int
    comparison: Comparison


def left_over(tokens: tuple[Token, ...], alignment: Alignment) -> tuple[Token, ...]:
    """Return the longest run of a claim's words that a passage lacks while it has another run: what a splice would add.

    Empty where either run is too short to be a piece. A word at the seam may match by chance, so the run is taken up to
    the claim's end on the side away from the words that match.
    """
    longest: dict[bool, tuple[int, int]] = {True: (0, 0), False: (0, 0)}
    first, was_match = 0, None
    places = [(s.claim, s.op == MATCH) for s in alignment.steps if s.op in (MATCH, REPLACE, INSERT)]
    for place, is_match in [*places, (len(tokens), None)]:
        if is_match is not was_match:
            if was_match is not None and place - first > longest[was_match][1] - longest[was_match][0]:
                longest[was_match] = (first, place)
            first, was_match = place, is_match
    matched, missing = longest[True], longest[False]
    if matched[1] - matched[0] < _LEAST_WORDS or missing[1] - missing[0] < _LEAST_WORDS - 1:
        return ()
    rest = tokens[missing[0] :] if missing[0] >= matched[1] else tokens[: missing[1]]
    return rest if any(is_content(t.key) for t in rest) else ()


def find_splice(
    quote: str, tokens: tuple[Token, ...], sources: Sequence[tuple[str, tuple[Token, ...]]], alignments: Sequence[Alignment]
) -> tuple[Piece, Piece] | None:
    """Return the two pieces that a claim is made of, or None.

    `sources` are (text, tokens) of the candidates, `alignments` those of the whole claim with each.
    """
    n = len(tokens)
    if n < 2 * _LEAST_WORDS:
        return None
    prefix = np.array([a.prefix for a in alignments])
    suffix = np.array([_suffix_costs(tokens, source) for _, source in sources])[:, ::-1]
    joined = prefix.min(axis=0) + suffix.min(axis=0)
    content = np.concatenate(([0], np.cumsum([is_content(t.key) for t in tokens])))
    opens = np.array([t.opens_sentence for t in tokens])
    cuts = np.arange(_LEAST_WORDS, n - _LEAST_WORDS + 1)
    least = np.where(opens[cuts], 1, _LEAST_CONTENT)
    cuts = cuts[(content[cuts] >= least) & (content[n] - content[cuts] >= least)]
    if not len(cuts):
        return None
    costs = joined[cuts] + np.where(opens[cuts], 0.0, _WITHIN)
    best = int(np.argmin(costs))
    if costs[best] + _GAIN > min(a.cost for a in alignments):
        return None
    cut = int(cuts[best])
    first = _piece(quote, tokens, 0, cut, int(prefix[:, cut].argmin()), sources)
    second = _piece(quote, tokens, cut, n, int(suffix[:, cut].argmin()), sources)
    if first.comparison.edit_rate > _PIECE_RATE or second.comparison.edit_rate > _PIECE_RATE:
        return None
    return first, second


def _suffix_costs(tokens: tuple[Token, ...], source: tuple[Token, ...]) -> np.ndarray:
    """Return the least cost of the claim's last i words anywhere in a source, for each i from 0: (len(tokens) + 1,)."""
    return align(tokens[::-1], source[::-1]).prefix


def _piece(
    quote: str, tokens: tuple[Token, ...], first: int, last: int, candidate: int, sources: Sequence[tuple[str, tuple[Token, ...]]]
) -> Piece:
    text, passage = sources[candidate]
    chosen = tokens[first:last]
    return Piece(first, last, candidate, compare(quote, text, chosen, passage, align(chosen, passage)))
