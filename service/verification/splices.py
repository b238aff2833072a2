"""Tells whether a claim is made of passages that stood apart, joined with no mark where they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.wording.align import INSERT, MATCH, REPLACE, Alignment, align
from service.wording.comparison import Comparison, compare
from service.wording.tokens import ELLIPSIS, Token, is_content

_LEAST_WORDS = 4
_LEAST_MARKED = 2  # the same beside an ellipsis, which shows the joint
_PIECE_RATE = 0.12  # edits a word that each piece may have
_WITHIN = 0.5  # edits that a cut within a sentence costs: splices are rather made where one starts
_GAIN = 2.0  # edits that two pieces must save against one passage
_GAIN_MARKED = 1.0  # the same where an ellipsis leaves a short piece


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a spliced claim: claim tokens [first, last), the candidate's number and how its words compare."""

    first: int
    last: int
    candidate: int
    comparison: Comparison


def left_over(tokens: tuple[Token, ...], alignment: Alignment) -> tuple[Token, ...]:
    """Return the longest run of a claim's words that a passage lacks while it has another run: what a splice would add.

    Empty where either run is too short to be a piece; next to an ellipsis two words are one. A word at the seam may match by chance, so the run is taken up to
    the claim's end on the side away from the words that match.
    """
    matched, missing = _longest_runs(alignment, len(tokens))
    is_marked = any(missing[0] - 1 <= n <= missing[1] for n, t in enumerate(tokens) if t.kind == ELLIPSIS)
    least = _LEAST_MARKED if is_marked else _LEAST_WORDS - 1
    if matched[1] - matched[0] < max(_LEAST_MARKED, least) or missing[1] - missing[0] < least:
        return ()
    rest = tokens[missing[0] :] if missing[0] >= matched[1] else tokens[: missing[1]]
    return rest if any(is_content(t.key) for t in rest) else ()


def _longest_runs(alignment: Alignment, number: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the longest run of a claim's `number` tokens that a passage has, and the longest that it lacks, each as [first, last)."""
    longest: dict[bool, tuple[int, int]] = {True: (0, 0), False: (0, 0)}
    first, was_match = 0, None
    places = [(s.claim, s.op == MATCH) for s in alignment.steps if s.op in (MATCH, REPLACE, INSERT)]
    for place, is_match in [*places, (number, None)]:
        if is_match is not was_match:
            if was_match is not None and place - first > longest[was_match][1] - longest[was_match][0]:
                longest[was_match] = (first, place)
            first, was_match = place, is_match
    return longest[True], longest[False]


def find_splice(
    quote: str,
    tokens: tuple[Token, ...],
    sources: Sequence[tuple[str, tuple[Token, ...]]],
    alignments: Sequence[Alignment],
    apart: np.ndarray,
) -> tuple[Piece, Piece] | None:
    """Return the two pieces that a claim is made of, or None.

    `sources` are (text, tokens) of the candidates, `alignments` those of the whole claim with each; `apart`, (candidates, candidates):
    the edits that it costs to take the first piece from one and the second from another, infinite where they are nobody's words together.
    """
    n = len(tokens)
    cuts, within = _cuts(tokens)
    if not len(cuts):
        return None
    prefix = np.array([a.prefix for a in alignments])
    suffix = np.array([_suffix_costs(tokens, source) for _, source in sources])[:, ::-1]
    costs = prefix[:, None, cuts] + suffix[None, :, cuts] + apart[:, :, None] + within
    one, other, best = (int(k) for k in np.unravel_index(np.argmin(costs), costs.shape))
    cut = int(cuts[best])
    gain = _GAIN if _LEAST_WORDS <= cut <= n - _LEAST_WORDS else _GAIN_MARKED
    if costs[one, other, best] + gain > min(a.cost for a in alignments):
        return None
    first = _piece(quote, tokens, 0, cut, one, sources)
    second = _piece(quote, tokens, cut, n, other, sources)
    if first.comparison.edit_rate > _PIECE_RATE or second.comparison.edit_rate > _PIECE_RATE:
        return None
    return first, second


def _cuts(tokens: tuple[Token, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return the places (int64) where a claim may be joined, and what a cut at each costs (float64)."""
    n = len(tokens)
    content = np.concatenate(([0], np.cumsum([is_content(t.key) for t in tokens])))
    opens = np.array([t.opens_sentence for t in tokens])
    marked = np.array([t.kind == ELLIPSIS for t in tokens])
    cuts = np.arange(_LEAST_MARKED, n - _LEAST_MARKED)
    cuts = cuts[marked[cuts] | ((cuts >= _LEAST_WORDS) & (cuts <= n - _LEAST_WORDS))]
    cuts = cuts[(content[cuts] > 0) & (content[n] > content[cuts])]
    return cuts, np.where(opens[cuts] | marked[cuts], 0.0, _WITHIN)


def _suffix_costs(tokens: tuple[Token, ...], source: tuple[Token, ...]) -> np.ndarray:
    """Return the least cost of the claim's last i words anywhere in a source, for each i from 0: (len(tokens) + 1,)."""
    return align(tokens[::-1], source[::-1]).prefix


def _piece(
    quote: str, tokens: tuple[Token, ...], first: int, last: int, candidate: int, sources: Sequence[tuple[str, tuple[Token, ...]]]
) -> Piece:
    text, passage = sources[candidate]
    chosen = tokens[first + (tokens[first].kind == ELLIPSIS) : last]
    return Piece(first, last, candidate, compare(quote, text, chosen, passage, align(chosen, passage)))
