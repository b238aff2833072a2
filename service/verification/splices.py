"""Whether a claim is made of passages that stood apart, joined with no mark where they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.wording.align import Alignment, align
from service.wording.comparison import Comparison, compare
from service.wording.tokens import Token, is_content

_LEAST_WORDS = 4
_LEAST_CONTENT = 2  # words that tell passages apart; one will do where a sentence starts
_PIECE_RATE = 0.12  # edits a word that each piece may have
_GAIN = 2.0  # edits that two pieces must save against one passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a spliced claim: claim tokens [first, last), the candidate's number and how its words compare."""

    first: int
    last: int
    candidate: int
    comparison: Comparison


def find_splice(
    quote: str, tokens: tuple[Token, ...], sources: Sequence[tuple[str, tuple[Token, ...]]], alignments: Sequence[Alignment]
) -> tuple[Piece, Piece] | None:
    """The two pieces a claim is made of, or None. `sources` are (text, tokens) of the candidates, `alignments` the whole claim's."""
    n = len(tokens)
    if n < 2 * _LEAST_WORDS:
        return None
    reverse = [_suffix_costs(tokens, source) for _, source in sources]
    best = min(a.cost for a in alignments)
    found: tuple[float, int, int, int] | None = None
    for cut in range(_LEAST_WORDS, n - _LEAST_WORDS + 1):
        least = 1 if tokens[cut].opens_sentence else _LEAST_CONTENT
        if not _tells(tokens[:cut], least) or not _tells(tokens[cut:], least):
            continue
        at_sentence = 0.0 if tokens[cut].opens_sentence else 0.5
        left = min(range(len(alignments)), key=lambda c: alignments[c].prefix[cut])
        right = min(range(len(reverse)), key=lambda c: reverse[c][n - cut])
        cost = alignments[left].prefix[cut] + reverse[right][n - cut] + at_sentence
        if found is None or cost < found[0]:
            found = (float(cost), cut, left, right)
    if found is None or found[0] + _GAIN > best:
        return None
    _, cut, left, right = found
    first = _piece(quote, tokens, 0, cut, left, sources)
    second = _piece(quote, tokens, cut, n, right, sources)
    if first.comparison.edit_rate > _PIECE_RATE or second.comparison.edit_rate > _PIECE_RATE:
        return None
    return first, second


def _suffix_costs(tokens: tuple[Token, ...], source: tuple[Token, ...]):
    """The least cost of the claim's last i words anywhere in a source, for each i."""
    return align(tokens[::-1], source[::-1]).prefix


def _piece(quote: str, tokens: tuple[Token, ...], first: int, last: int, candidate: int, sources) -> Piece:
    text, passage = sources[candidate]
    chosen = tokens[first:last]
    return Piece(first, last, candidate, compare(quote, text, chosen, passage, align(chosen, passage)))


def _tells(tokens: tuple[Token, ...], least: int) -> bool:
    return sum(is_content(t.key) for t in tokens) >= least
