"""Tells a quote of which an article has a part word for word from one whose words were altered.

An article quotes as much as it needs: where its quotation begins or ends within the claim, what the claim has beyond that was not
left out by anybody. Only what both hold can have been altered. What stands next to the quotation, outside its marks, is there too.
"""

from __future__ import annotations

from dataclasses import replace

from schemas.vocabulary import KIND
from service.verification.explain import held_in_part as explanation
from service.verification.judging import NOT_FOUND, Outcome
from service.verification.matching import Compared
from service.wording.align import MATCH
from service.wording.tokens import WORD, Token, keys

_ALTERED, _FAITHFUL, _INSERT = "altered", "faithful", "insert"
_LEAST_BEYOND = 3  # words: fewer that are put before or behind a quotation may turn it ("there were", "I never")
_LEAST_HELD = 5  # words that both hold
_LEAST_APART = 3  # words that may stand in the context anywhere in a row; fewer must be right beside the quotation


def held_in_part(outcome: Outcome, tokens: tuple[Token, ...]) -> Outcome:
    """Return an outcome in which a quote of which an article holds a part is not called altered. `tokens`: of the claim.

    Where the rest stands beside the quotation the quote is faithful; else it is not found, and the part that is there is shown.
    """
    best = outcome.matches[0] if outcome.status == _ALTERED and outcome.matches and not outcome.pieces else None
    if best is None or KIND[best.document.kind].is_primary:
        return outcome
    beyond = _beyond(best, tokens)
    if beyond is None:
        return outcome
    lead, tail = beyond
    if _stands_beside(best, lead, tail):
        same = replace(best.comparison, status=_FAITHFUL, changes=(), edit_rate=0.0, cost=0.0)
        return Outcome(_FAITHFUL, [replace(best, comparison=same), *outcome.matches[1:]])
    held = len(tokens) - len(lead) - len(tail)
    if max(len(lead), len(tail)) < _LEAST_BEYOND or held < _LEAST_HELD:
        return outcome
    return Outcome(NOT_FOUND, outcome.matches, note=explanation(best.text, best.document))


def _beyond(match: Compared, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Return the words of a claim before and behind those that a quotation holds; None where something else was changed."""
    held = [step.claim for step in match.alignment.steps if step.op == MATCH]
    if not held:
        return None
    first, last = held[0], held[-1]
    begins, ends = tokens[first].start, tokens[last].end
    changes = match.comparison.changes
    is_put_in = all(c.op == _INSERT and (c.quote.end <= begins or c.quote.start >= ends) for c in changes)
    is_cut = (not first or match.alignment.start == 0) and (last == len(tokens) - 1 or match.alignment.end >= len(match.tokens))
    return (tokens[:first], tokens[last + 1 :]) if changes and is_put_in and is_cut else None


def _stands_beside(match: Compared, lead: tuple[Token, ...], tail: tuple[Token, ...]) -> bool:
    """Return whether the words before and behind stand in the text around a quotation, outside its marks."""
    context = match.candidate.unit.quotation().context
    parts = match.candidate.unit.parts
    at, end = context.find(parts[0].text), context.rfind(parts[-1].text)
    if at < 0 or end < 0:
        return False
    before, behind = keys(context[:at]), keys(context[end + len(parts[-1].text) :])
    first, last = [t.key for t in lead if t.kind == WORD], [t.key for t in tail if t.kind == WORD]
    return _holds(before, first, before[-len(first) :]) and _holds(behind, last, behind[: len(last)])


def _holds(words: list[str], wanted: list[str], nearest: list[str]) -> bool:
    """Return whether words hold others in a row; a few only where they are the nearest."""
    if len(wanted) < _LEAST_APART:
        return not wanted or list(nearest) == wanted
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "
