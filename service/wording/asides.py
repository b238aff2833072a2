"""Tells of words that stand on one side only, and would turn the meaning, that they turn nothing there.

Speech repeats itself, addresses the hearer and adds sentence to sentence; a number or a name in such words changes no other statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.wording import lexicon, tables
from service.wording.pairs import Pair, Run
from service.wording.tags import is_tag
from service.wording.tokens import Token, is_content

_NEAR = 24  # words within which what is said again was said before
_FEWEST_SAID = 2  # words that are said again; one alone may belong elsewhere: "than"
_FEWEST = 5  # words of a sentence that stands by itself; a shorter one is about the one beside it: "Maybe." and "Only twice."


def is_echo(pair: Pair, run: Run) -> bool:
    """Return whether all that words on one side tell is said beside them as well, on both sides: "six hundred gulls, | six hundred gulls |"."""
    if bool(run.put) == bool(run.dropped) or len(run.put or run.dropped) < _FEWEST_SAID:
        return False
    own, other, places = (pair.claim, pair.passage, run.put) if run.put else (pair.passage, pair.claim, run.dropped)
    told = {t.key for t in (*run.said, *run.was) if _tells(t)}
    beside = {t.key for t in (*own[max(0, places[0] - _NEAR) : places[0]], *own[places[-1] + 1 : places[-1] + 1 + _NEAR])}
    return bool(told) and told <= beside and told <= {t.key for t in other}


def _tells(token: Token) -> bool:
    return (
        is_content(token.key)
        or token.is_capitalised
        or token.key[:1].isdigit()
        or token.key in tables.QUANTIFIERS | tables.COMPARISONS
    )


def is_sentence_left_out(pair: Pair, run: Run) -> bool:
    """Return whether the words are whole sentences of the source, which say what they say apart from those that the claim has."""
    if run.put or len(run.dropped) < _FEWEST:
        return False
    first, stop = run.dropped[0], run.dropped[-1] + 1
    return pair.passage[first].opens_sentence and (stop >= len(pair.passage) or pair.passage[stop].opens_sentence)


def is_emphasis(pair: Pair, run: Run) -> bool:
    """Return whether one word of emphasis stands for another: "extremely" for "very"."""
    return bool(run.said and run.was) and all(t.key in lexicon.EMPHASIS for t in (*run.said, *run.was))


def is_any_of_none(pair: Pair, run: Run) -> bool:
    """Return whether only an "any" differs behind a negation, which covers all of them with or without it: "no proof", "not any proof"."""
    if [t.key for t in (*run.said, *run.was)] != [lexicon.ANY]:
        return False
    start = next((k for k in range(run.at, 0, -1) if k < len(pair.claim) and pair.claim[k].opens_sentence), 0)
    return any(t.key in tables.PURE_NEGATIONS for t in pair.claim[start : run.at])


def is_marker(pair: Pair, run: Run) -> bool:
    """Return whether what turns the meaning in words on one side only addresses the hearer: "I'll tell you", "if you look at it"."""
    if bool(run.put) == bool(run.dropped):
        return False
    keys = [t.key for t in (*run.said, *run.was)]
    if run.dropped and is_tag(pair, run.dropped[0]):
        return not any(key in tables.MODALS | tables.CONDITIONS for key in keys[1:])
    rest = _without_markers(keys)
    return len(rest) < len(keys) and not any(key in tables.MODALS | tables.CONDITIONS or is_content(key) for key in rest)


def _without_markers(keys: Sequence[str]) -> list[str]:
    """Return words without the phrases by which a speaker addresses who listens."""
    rest: list[str] = []
    at = 0
    while at < len(keys):
        length = next((len(m) for m in lexicon.MARKERS if tuple(keys[at : at + len(m)]) == m), 0)
        if not length:
            rest.append(keys[at])
        at += length or 1
    return rest
