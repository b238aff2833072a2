"""Tells whether a draft's quote is another statement than a passage that shares words with it, rather than the same altered.

Who speaks of one matter for days says much of it again in other words, and one article quotes a sentence more than another does:
neither altered anything. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.records import Change
from service.verification.matching import Compared
from service.wording import lexicon
from service.wording.align import MATCH
from service.wording.tokens import WORD, Token, is_content, keys

_DELETE, _FILLER = "delete", "filler"
_LONGEST_PUT_IN = 10  # words in a row in place of an article's: nobody alters so many
_MOST_PUT_IN = 0.35  # of the words of what both hold
_LEAST_HELD = 5  # words of what is left of a quote without the sentences of which a passage has nothing
_MOST_SLIGHT = 2  # changes of little words: more are another wording


def has_long_run(match: Compared, tokens: tuple[Token, ...], breaks: Sequence[int]) -> bool:
    """Return whether, within what both hold, so many words in a row stand in place of a quotation's that nobody altered them."""
    changes = _within(match, tokens, *_held(match, tokens, breaks))
    return any(c.op != _DELETE and len(keys(c.quote.text)) >= _LONGEST_PUT_IN for c in changes)


def is_mostly_other(match: Compared, tokens: tuple[Token, ...], breaks: Sequence[int]) -> bool:
    """Return whether much of what a claim and a passage have in common is put in other words, here and there.

    `tokens`: of the claim; `breaks`: offsets at which a part of it begins behind its attribution.
    """
    first, stop = _held(match, tokens, breaks)
    words = sum(t.kind == WORD for t in tokens[first:stop])
    runs = [keys(c.quote.text) for c in _within(match, tokens, first, stop) if c.op != _DELETE]
    put_in = [len(run) for run in runs if tuple(run) not in lexicon.MARKERS]
    return len(put_in) > 1 and sum(put_in) > _MOST_PUT_IN * words


def has_sentences_more(match: Compared, tokens: tuple[Token, ...], breaks: Sequence[int]) -> bool:
    """Return whether all that turns a claim's meaning is whole sentences, at its start or end, of which a passage has nothing."""
    first, stop = _held(match, tokens, breaks)
    is_more = (first, stop) != (0, len(tokens)) and stop - first >= _LEAST_HELD
    return is_more and not any(c.serious for c in _within(match, tokens, first, stop))


def is_slight(changes: Sequence[Change]) -> bool:
    """Return whether only little words are put in or left out that tell nothing, as reports of one speech differ: "that", "the", "so"."""
    return 0 < len(changes) <= _MOST_SLIGHT and all(
        not c.serious and (c.kind == _FILLER or set(keys(f"{c.quote.text} {c.source.text}")) <= lexicon.SLIGHT) for c in changes
    )


def _held(match: Compared, tokens: tuple[Token, ...], breaks: Sequence[int]) -> tuple[int, int]:
    """Return [first, stop) of a claim's tokens without the sentences at its start and end of which a passage has no telling word."""
    told = {s.claim for s in match.alignment.steps if s.op == MATCH and s.claim < len(tokens) and is_content(tokens[s.claim].key)}
    starts = [0, *(n for n, t in enumerate(tokens) if n and (t.opens_sentence or t.start in breaks))]
    held = [(a, b) for a, b in zip(starts, [*starts[1:], len(tokens)], strict=True) if any(a <= n < b for n in told)]
    return (held[0][0], held[-1][1]) if held else (0, len(tokens))


def _within(match: Compared, tokens: tuple[Token, ...], first: int, stop: int) -> list[Change]:
    """Return the changes that begin within [first, stop) of a claim's tokens."""
    start, end = tokens[first].start, tokens[stop - 1].end
    return [c for c in match.comparison.changes if start <= c.quote.start <= end]
