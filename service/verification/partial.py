"""Tells a quote of which an article has a part word for word from one whose words were altered.

An article quotes as much as it needs: where its quotation begins, is interrupted or ends within the claim, what the claim has beyond
that was not left out by anybody. Only what both hold can have been altered. What stands next to the quotation, outside its marks, is
there too, as is what stands next to a draft's own quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from schemas.vocabulary import KIND
from service.records import Change, Omission
from service.verification.attribution import known_speaker
from service.verification.claims import Claim
from service.verification.explain import held_in_part as explanation
from service.verification.judging import NOT_FOUND, TRUNCATED, Outcome
from service.verification.matching import Compared
from service.wording.align import MATCH
from service.wording.tokens import WORD, Token, keys

_ALTERED, _FAITHFUL, _SPLICED, _INSERT = "altered", "faithful", "spliced", "insert"
_LEAST_BEYOND = 3  # words: fewer that are put before or behind a quotation may turn it ("there were", "I never")
_LEAST_HELD = 5  # words that both hold
_LEAST_APART = 3  # words that may stand in the context anywhere in a row; fewer must be right beside the quotation
_NEXT_QUOTE = 300  # characters between two quotations of an article that may be one utterance ("…," he said, and added: "…")
_CLOSING = " .,;:!?\"”’'"  # marks that may follow the last word of a quotation


def held_in_part(claim: Claim, outcome: Outcome, tokens: tuple[Token, ...]) -> Outcome:
    """Return an outcome in which a quote of which an article holds a part is not called altered. `tokens`: of the claim.

    Where the rest stands beside the quotation the quote is faithful; else it is not found, and the part that is there is shown.
    """
    best = outcome.matches[0] if outcome.matches else None
    if best is None:
        return outcome
    if outcome.status == TRUNCATED:
        return _with_words_before(claim, outcome, best)
    if KIND[best.document.kind].is_primary:
        return outcome
    if outcome.status == _SPLICED:
        return replace(outcome, status=_FAITHFUL) if claim.is_read and _follow_one_another(outcome.pieces) else outcome
    return _without_rest(outcome, best, tokens) if outcome.status == _ALTERED and not outcome.pieces else outcome


def _with_words_before(claim: Claim, outcome: Outcome, best: Compared) -> Outcome:
    """Return a cut as none where a draft has what was cut off right before its quote, outside the marks."""
    there = set(keys(claim.before))
    cuts = [o for o in best.comparison.omitted if o.serious]
    if not there or not cuts or not all(set(keys(cut.text)) <= there for cut in cuts):
        return outcome
    kept: tuple[Omission, ...] = tuple(o for o in best.comparison.omitted if not o.serious)
    same = replace(best.comparison, status=_FAITHFUL, omitted=kept)
    return Outcome(_FAITHFUL, [replace(best, comparison=same), *outcome.matches[1:]])


def _follow_one_another(pieces: Sequence[Compared]) -> bool:
    """Return whether the pieces of a quote are quotations of one speaker that follow one another in one document."""
    return bool(pieces) and all(_follows(a, b) for a, b in pairwise(pieces))


def _follows(first: Compared, second: Compared) -> bool:
    speaker = known_speaker(first.said)
    if first.document.id != second.document.id or speaker is None or speaker != known_speaker(second.said):
        return False
    between = second.candidate.unit.parts[0].start - first.candidate.unit.parts[-1].end
    is_whole = not first.text[first.comparison.end :].strip(_CLOSING) and not second.text[: second.comparison.start].strip(_CLOSING)
    return is_whole and 0 <= between <= _NEXT_QUOTE


def _without_rest(outcome: Outcome, best: Compared, tokens: tuple[Token, ...]) -> Outcome:
    """Return what an altered quote is if what was put in is all beyond what an article quotes."""
    beyond = _beyond(best, tokens)
    if beyond is None:
        return outcome
    lead, tail, inner = beyond
    if _stand_in(best, lead) or _stand_in(best, tail) or not (lead or tail or inner):
        return outcome  # moved within what is quoted, or nothing but marks was changed
    if not inner and _stands_beside(best, lead, tail):
        same = replace(best.comparison, status=_FAITHFUL, changes=(), edit_rate=0.0, cost=0.0)
        return Outcome(_FAITHFUL, [replace(best, comparison=same), *outcome.matches[1:]])
    held = len(tokens) - len(lead) - len(tail) - inner
    if max(len(lead), len(tail), inner) < _LEAST_BEYOND or held < _LEAST_HELD:
        return outcome
    return Outcome(NOT_FOUND, outcome.matches, note=explanation(best.text, best.document))


_Beyond = tuple[tuple[Token, ...], tuple[Token, ...], int]


def _beyond(match: Compared, tokens: tuple[Token, ...]) -> _Beyond | None:
    """Return the words of a claim before and behind those that a quotation holds, and how many stand at its interruptions.

    None where something that both hold was changed.
    """
    whole = _around_all_of_it(match, tokens)
    if whole is not None:
        return (*whole, 0)
    held = [step.claim for step in match.alignment.steps if step.op == MATCH]
    if not held or max(step.claim for step in match.alignment.steps) >= len(tokens):
        return None  # nothing, or a quote into which the mark of a cut was read
    first, last = held[0], held[-1]
    changes = match.comparison.changes
    outside = [c for c in changes if c.quote.end <= tokens[first].start or c.quote.start >= tokens[last].end]
    inside = [c for c in changes if c not in outside]
    breaks = [c for c in inside if c.op == _INSERT and _is_at_break(match, c)]
    is_put_in = all(c.op == _INSERT for c in outside) and not any(c.serious for c in inside if c not in breaks)
    is_cut = (not first or match.alignment.start == 0) and (last == len(tokens) - 1 or match.alignment.end >= len(match.tokens))
    if not is_put_in or not is_cut or not (outside or breaks):
        return None
    return tokens[:first], tokens[last + 1 :], sum(len(keys(c.quote.text)) for c in breaks)


def _stand_in(match: Compared, words: tuple[Token, ...]) -> bool:
    """Return whether words stand in a row in the quotation itself."""
    return bool(words) and f" {' '.join(t.key for t in words)} " in f" {' '.join(t.key for t in match.tokens)} "


def _around_all_of_it(match: Compared, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Return the words of a claim before and behind a quotation that stands in it whole, in a row; None if it does not."""
    ours, theirs = [t.key for t in tokens], [t.key for t in match.tokens]
    n = len(theirs)
    at = next((i for i in range(len(ours) - n + 1) if ours[i : i + n] == theirs), None)
    return None if at is None else (tokens[:at], tokens[at + n :])


def _is_at_break(match: Compared, change: Change) -> bool:
    """Return whether words were put in where a quotation is interrupted by its attribution."""
    ends = accumulate(len(part.text) + 1 for part in match.candidate.unit.parts[:-1])
    return any(abs(change.source.start - end) <= 1 for end in ends)


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


def _holds(words: Sequence[str], wanted: list[str], nearest: Sequence[str]) -> bool:
    """Return whether words hold others in a row; a few only where they are the nearest."""
    if len(wanted) < _LEAST_APART:
        return not wanted or list(nearest) == wanted
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "
