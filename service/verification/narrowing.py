"""Finds the sentences of a draft's quote that a passage has in other words, where no source has the whole quote. Pure.

A draft quotes three sentences of a speech, an article two of them, and a word of those two differs: that the third is nowhere is no
reason to keep silent about the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.knowledge.gazetteer import Gazetteer
from service.verification.another import is_mostly_other
from service.verification.attribution import is_named_alike
from service.verification.claims import Claim
from service.verification.evidence import ALTERING, Searched, days_between, probability
from service.verification.judging import NOT_FOUND, Outcome
from service.verification.likely import ALTERED, PARAPHRASED, features
from service.verification.matching import Compared
from service.verification.paraphrase import is_paraphrase
from service.wording.align import MATCH, align
from service.wording.comparison import compare
from service.wording.tokens import ELLIPSIS, WORD, Token, is_content

_LEAST_HELD = 0.5  # of the words of a sentence that a passage has
_LEAST_WORDS, _LEAST_CONTENT = 8, 4  # of the sentences that it has
_MOST_DAYS = 31  # between a draft and what it quotes otherwise
_SURELY_ONE = 0.99  # probability of one utterance from which mostly other words are still its own
_TOLD_AGAIN = 0.7  # of what those sentences tell, what the passage's do: with less they are another statement
_TRIED = 3  # of the closest passages


def narrowed(gazetteer: Gazetteer, claim: Claim, tokens: tuple[Token, ...], outcome: Outcome, searched: Searched) -> Outcome:
    """Return an outcome by the sentences of a draft's quote that a passage surely has otherwise; as it is where there are none.

    `tokens`: of the claim.
    """
    if not claim.is_read or outcome.pieces or outcome.status not in (ALTERED, NOT_FOUND):
        return outcome
    for match in outcome.matches[:_TRIED]:
        part = _part(claim, tokens, match) if _is_of_the_speaker(gazetteer, claim, match) else None
        if part is None:
            continue
        others = [m for m in outcome.matches if m is not match]
        is_other = is_mostly_other(part, tokens, claim.breaks)
        if is_other and not _is_told_again(part, tokens):
            continue
        if probability(features(gazetteer, claim, part, 0, searched)) >= (_SURELY_ONE if is_other else ALTERING):
            return Outcome(PARAPHRASED if is_other else ALTERED, [part, *others], is_in_part=True)
    return outcome


def _is_of_the_speaker(gazetteer: Gazetteer, claim: Claim, match: Compared) -> bool:
    """Return whether a passage is the claimed speaker's, of the same weeks: what is said again later may well be put otherwise."""
    days = days_between(claim.context, match.document.published)
    is_near = days is not None and days <= _MOST_DAYS
    return is_near and claim.speaker is not None and is_named_alike(gazetteer, claim.speaker, match.said) is True


def _part(claim: Claim, tokens: tuple[Token, ...], match: Compared) -> Compared | None:
    """Return a passage compared with those sentences of a claim that it has in other words; None if it has all, none, or them word for word."""
    first, stop = _held(claim, tokens, match)
    words = [t for t in tokens[first:stop] if t.kind == WORD]
    if (first, stop) == (0, len(tokens)) or len(words) < _LEAST_WORDS or sum(is_content(t.key) for t in words) < _LEAST_CONTENT:
        return None
    held = tokens[first:stop]
    alignment = align(held, match.tokens)
    comparison = compare(claim.quote, match.text, held, match.tokens, alignment)
    if comparison.status != ALTERED:
        return None
    steps = tuple(step._replace(claim=step.claim + first) if step.claim >= 0 else step for step in alignment.steps)
    return replace(match, alignment=replace(alignment, steps=steps), comparison=comparison)


def _is_told_again(part: Compared, tokens: tuple[Token, ...]) -> bool:
    """Return whether sentences say what a passage's say in mostly other words: most of what they tell."""
    alike = part.comparison.likeness
    is_most = alike.of_claim >= _TOLD_AGAIN
    return is_most and is_paraphrase(_words_of(part, tokens), part.tokens, part.alignment)


def _words_of(part: Compared, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens of a claim that a passage is compared with."""
    places = [step.claim for step in part.alignment.steps if step.claim >= 0]
    return tokens[min(places) : max(places) + 1]


def _held(claim: Claim, tokens: tuple[Token, ...], match: Compared) -> tuple[int, int]:
    """Return [first, stop) of a claim's tokens: the longest row of sentences of most of which a passage has the words."""
    there = {step.claim for step in match.alignment.steps if step.op == MATCH}
    best, first = (0, 0), None
    for start, stop in [*_sentences(claim, tokens), (len(tokens), len(tokens))]:
        words = [n for n in range(start, stop) if tokens[n].kind == WORD]
        if words and sum(n in there for n in words) >= _LEAST_HELD * len(words):
            first = start if first is None else first
            best = max(best, (first, stop), key=lambda row: row[1] - row[0])
        else:
            first = None
    return best


def _sentences(claim: Claim, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return [start, stop) of each sentence of a claim, of each part of it behind an attribution or an ellipsis."""
    starts = [
        n
        for n, t in enumerate(tokens)
        if n == 0 or t.kind == ELLIPSIS or t.opens_sentence or t.start in claim.breaks or tokens[n - 1].kind == ELLIPSIS
    ]
    return list(pairwise([*starts, len(tokens)]))
