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
from service.verification.another import has_long_run, has_sentences_more, is_mostly_other
from service.verification.attribution import SURE_SPEAKER, known_speaker
from service.verification.claims import Claim
from service.verification.judging import NOT_FOUND, TRUNCATED, Outcome
from service.verification.matching import Compared
from service.wording import lexicon, tables
from service.wording.align import MATCH
from service.wording.comparison import status_of_folds
from service.wording.roles import is_verb
from service.wording.tokens import WORD, Token, keys

_ALTERED, _FAITHFUL, _SPLICED, _INSERT = "altered", "faithful", "spliced", "insert"
_TO = "to"
_LEAST_BEYOND = 3  # words: fewer that are put before or behind a quotation may turn it ("there were", "I never")
_LEAST_READ = 0.5  # of what the words of a draft's quote tell, what an article has: with less it holds a part, or another statement
_LEAST_HELD = 5  # words that both hold
_FEW_WORDS = 4  # of a draft's quote that is no statement by itself
_LEAST_APART = 3  # words that may stand in the context anywhere in a row; fewer must be right beside the quotation
_NEXT_QUOTE = 300  # characters between two quotations of an article that may be one utterance ("…," he said, and added: "…")
_ENDS = (".", "!", "?", "…")
_CLOSING = " .,;:!?\"”’'"  # marks that may follow the last word of a quotation


def held_in_part(claim: Claim, outcome: Outcome, tokens: tuple[Token, ...]) -> Outcome:
    """Return an outcome in which a quote of which an article holds a part is not called altered. `tokens`: of the claim.

    Where the rest stands beside the quotation the quote is faithful; else it is not found.
    """
    best = outcome.matches[0] if outcome.matches else None
    if best is None:
        return outcome
    if outcome.status == TRUNCATED:
        return _whole(claim, outcome, best)
    if claim.is_read and outcome.status == _ALTERED and not outcome.pieces:
        if _is_left_out_at_breaks(claim, best):
            return _with_best(outcome, best)
        if _is_another_statement(claim, best, tokens, is_in_part=outcome.is_in_part):
            return Outcome(NOT_FOUND, outcome.matches)
    if KIND[best.document.kind].is_primary:
        return outcome
    if outcome.status == _SPLICED:
        return replace(outcome, status=_FAITHFUL) if claim.is_read and _follow_one_another(outcome.pieces) else outcome
    return _without_rest(claim, outcome, best, tokens) if outcome.status == _ALTERED and not outcome.pieces else outcome


def _is_left_out_at_breaks(claim: Claim, best: Compared) -> bool:
    """Return whether a few words that turn nothing are left out where a draft breaks its quote off to say who speaks."""
    changes = best.comparison.changes
    return bool(changes) and all(
        not c.serious and not c.quote.text and c.quote.start in claim.breaks and len(keys(c.source.text)) < _LEAST_BEYOND
        for c in changes
    )


def _is_another_statement(claim: Claim, best: Compared, tokens: tuple[Token, ...], *, is_in_part: bool) -> bool:
    """Return whether a draft's quote is another statement. `is_in_part`: its other sentences are left out of the comparison already."""
    if not is_in_part and has_sentences_more(best, tokens, claim.breaks):
        return not KIND[best.document.kind].is_primary
    return is_mostly_other(best, tokens, claim.breaks)


def _whole(claim: Claim, outcome: Outcome, best: Compared) -> Outcome:
    """Return a cut as none where what was cut off is a sentence of its own, stands beside a draft's quote, or limits no statement."""
    for rule in (_without_sentences_before, _with_words_before, _of_a_few_words):
        found = rule(claim, outcome, best)
        if found is not outcome:
            return found
    return outcome


def _of_a_few_words(claim: Claim, outcome: Outcome, best: Compared) -> Outcome:
    """Return a cut as none where a draft quotes a few words that are no sentence, and what limits them stood beside: its own sentence tells how they are meant.

    What denies them in front was cut off, though.
    """
    words, cuts = keys(claim.quote), [o for o in best.comparison.omitted if o.serious]
    is_few = claim.is_read and len(words) <= _FEW_WORDS and claim.quote[:1].islower()
    is_phrase = not any(is_verb(key) for key in words)
    is_bare = not any(key in lexicon.AUXILIARIES or key in lexicon.MODALS for key in words)
    is_told = bool(cuts) and all(
        (is_bare and cut.start >= best.comparison.end) or (is_phrase and tables.PURE_NEGATIONS.isdisjoint(keys(cut.text)))
        for cut in cuts
    )
    return _without_cuts(outcome, best) if is_few and is_told else outcome


def _without_cuts(outcome: Outcome, best: Compared) -> Outcome:
    kept: tuple[Omission, ...] = tuple(o for o in best.comparison.omitted if not o.serious)
    status = status_of_folds(best.comparison.folds)
    same = replace(best.comparison, status=status, omitted=kept)
    return Outcome(status, [replace(best, comparison=same), *outcome.matches[1:]])


def _without_sentences_before(claim: Claim, outcome: Outcome, best: Compared) -> Outcome:
    """Return a cut as none where all that was cut off is a sentence that an attribution ended ("“If so, I will go,” she said. “I …”")."""
    ends = _sentence_ends(best)
    cuts = [o for o in best.comparison.omitted if o.serious]
    if any(cut.end > best.comparison.start for cut in cuts):
        return outcome  # behind the words it is of their own sentence
    if not cuts or not all(any(cut.end <= end and not best.text[cut.end : end].strip(_CLOSING) for end in ends) for cut in cuts):
        return outcome
    return _without_cuts(outcome, best)


def _sentence_ends(match: Compared) -> list[int]:
    """Return where in a quotation, an offset of its text, an attribution that stood there ended a sentence."""
    parts, context = match.candidate.unit.parts, match.candidate.unit.quotation().context
    ends, length = [], 0
    for part, following in pairwise(parts):
        length += len(part.text) + 1
        at = context.find(part.text)
        between = context[at + len(part.text) : context.find(following.text, at)] if at >= 0 else ""
        if between.rstrip(" \n“\"‘'").endswith(_ENDS):
            ends.append(length)
    return ends


def _with_words_before(claim: Claim, outcome: Outcome, best: Compared) -> Outcome:
    """Return a cut as none where a draft has what was cut off right before its quote, outside the marks."""
    there = set(keys(claim.before))
    cuts = [o for o in best.comparison.omitted if o.serious]
    if not there or not cuts or not all(set(keys(cut.text)) <= there or _is_denied(cut, there) for cut in cuts):
        return outcome
    return _without_cuts(outcome, best)


def _is_denied(cut: Omission, there: set[str]) -> bool:
    """Return whether a cut is a negation that a draft has outside its marks in other words: "takes no" and "did not take a"."""
    cut_off = keys(cut.text)
    return all(key in tables.PURE_NEGATIONS for key in cut_off) and not there.isdisjoint(tables.PURE_NEGATIONS)


def _follow_one_another(pieces: Sequence[Compared]) -> bool:
    """Return whether the pieces of a quote are quotations of one speaker that follow one another in one document."""
    return bool(pieces) and all(_follows(a, b) for a, b in pairwise(pieces))


def _follows(first: Compared, second: Compared) -> bool:
    speaker = known_speaker(first.said)
    if first.document.id != second.document.id or speaker is None or _is_surely_another(speaker, second):
        return False
    between = second.candidate.unit.parts[0].start - first.candidate.unit.parts[-1].end
    is_whole = not first.text[first.comparison.end :].strip(_CLOSING) and not second.text[: second.comparison.start].strip(_CLOSING)
    return is_whole and 0 <= between <= _NEXT_QUOTE


def _is_surely_another(speaker: str, match: Compared) -> bool:
    """Return whether a quotation is given to another speaker with certainty; a name that is only likely tells nothing."""
    said = match.said.speaker
    return said is None or (said.name != speaker and said.score >= SURE_SPEAKER)


def _without_rest(claim: Claim, outcome: Outcome, best: Compared, tokens: tuple[Token, ...]) -> Outcome:
    """Return what an altered quote is if what was put in is all beyond what an article quotes, or most of a draft's quote is."""
    if claim.is_read and best.comparison.likeness.ordered < _LEAST_READ:
        return Outcome(NOT_FOUND, outcome.matches)
    beyond = _beyond(best, tokens)
    if beyond is None:
        return Outcome(NOT_FOUND, outcome.matches) if claim.is_read and has_long_run(best, tokens, claim.breaks) else outcome
    lead, tail, inner = beyond
    if (lead or tail) and not inner and _stands_beside(best, lead, tail):
        return _with_best(outcome, best)
    if _stand_in(best, lead) or _stand_in(best, tail) or not any(beyond):
        return outcome  # moved within what is quoted, or nothing but marks was changed
    return _with_beyond(claim, outcome, best, beyond, len(tokens))


def _with_beyond(claim: Claim, outcome: Outcome, best: Compared, beyond: _Beyond, number: int) -> Outcome:
    """Return what a quote of so many words is that has words beyond those of its best match: they may stand beside it."""
    lead, tail, inner = beyond
    if not inner and not tail and claim.is_read and _is_its_verb(best, lead):
        return _with_best(outcome, best)
    return _with_part(outcome, best, beyond, number)


def _with_part(outcome: Outcome, best: Compared, beyond: _Beyond, number: int) -> Outcome:
    """Return an outcome as not found where the best match holds a part of a quote of so many words, unless what is beyond it may turn it."""
    lead, tail, inner = beyond
    held = number - len(lead) - len(tail) - inner
    if (max(len(lead), len(tail), inner) < _LEAST_BEYOND and not _breaks_off(best, lead, tail, inner)) or held < _LEAST_HELD:
        return outcome
    return Outcome(NOT_FOUND, outcome.matches)


def _breaks_off(match: Compared, lead: tuple[Token, ...], tail: tuple[Token, ...], inner: int) -> bool:
    """Return whether an article's quotation breaks off within a sentence where a draft's has a few words more that turn nothing."""
    if inner and not lead and not tail:
        return not any(c.serious for c in match.comparison.changes)
    is_open = bool(tail) and not lead and not inner and not match.text.rstrip().endswith((*_ENDS, ","))
    return is_open and all(t.key not in tables.NEGATIONS and t.key not in tables.LIMITS for t in tail)


def _with_best(outcome: Outcome, best: Compared) -> Outcome:
    """Return an outcome as faithful, since its best match has all the words."""
    same = replace(best.comparison, status=_FAITHFUL, changes=(), edit_rate=0.0, cost=0.0)
    return Outcome(_FAITHFUL, [replace(best, comparison=same), *outcome.matches[1:]])


def _is_its_verb(match: Compared, lead: tuple[Token, ...]) -> bool:
    """Return whether a quote begins with an auxiliary that an article has outside its marks or leaves out.

    "has sold the ferry" for: the mayor “sold the ferry”. Nothing right before the quotation may deny it or make it uncertain.
    """
    before = keys(_before(match))[-_LEAST_APART:]
    opens = match.tokens[0] if match.tokens else None
    is_within = opens is not None and not opens.is_capitalised and match.comparison.start <= opens.start
    is_verb = bool(lead) and all(t.key in lexicon.AUXILIARIES or t.key == _TO for t in lead)
    return is_verb and is_within and not any(key in tables.PURE_NEGATIONS or key in lexicon.MODALS for key in before)


def _before(match: Compared) -> str:
    """Return the text right before a quotation, outside its marks."""
    context, parts = match.candidate.unit.quotation().context, match.candidate.unit.parts
    return context[: max(0, context.find(parts[0].text))]


_Beyond = tuple[tuple[Token, ...], tuple[Token, ...], int]


def _beyond(match: Compared, tokens: tuple[Token, ...]) -> _Beyond | None:
    """Return the words of a claim before and behind those that a quotation holds, and how many stand at its interruptions.

    None where something that both hold was changed.
    """
    whole = _around_all_of_it(match, tokens)
    return (*whole, 0) if whole is not None else _beyond_what_is_held(match, tokens)


def _beyond_what_is_held(match: Compared, tokens: tuple[Token, ...]) -> _Beyond | None:
    """Return the same of a quotation that the alignment holds in part only."""
    held = _held(match, len(tokens))
    if held is None:
        return None
    first, last = held
    outside, inside = _parted(match.comparison.changes, tokens[first].start, tokens[last].end)
    breaks = [c for c in inside if c.op == _INSERT and _is_at_break(match, c)]
    beyond = [*outside, *breaks]
    if not beyond or any(c.op != _INSERT for c in beyond) or any(c.serious for c in inside if c not in breaks):
        return None
    return tokens[:first], tokens[last + 1 :], sum(len(keys(c.quote.text)) for c in breaks)


def _held(match: Compared, number: int) -> tuple[int, int] | None:
    """Return the first and the last word of a claim of so many that a quotation holds; None unless it begins and ends there.

    None also for a quote into which the mark of a cut was read.
    """
    held = [step.claim for step in match.alignment.steps if step.op == MATCH]
    is_marked = any(step.claim >= number for step in match.alignment.steps)
    return (held[0], held[-1]) if held and not is_marked and _is_cut_there(match, held[0], held[-1], number) else None


def _parted(changes: Sequence[Change], start: int, end: int) -> tuple[list[Change], list[Change]]:
    """Return the changes outside [start, end) of a quote, and those within."""
    outside = [c for c in changes if c.quote.end <= start or c.quote.start >= end]
    return outside, [c for c in changes if c not in outside]


def _is_cut_there(match: Compared, first: int, last: int, number: int) -> bool:
    """Return whether a quotation begins and ends where the words [first, last] of a claim of so many do, unless these are its ends."""
    begins = first == 0 or match.alignment.start == 0
    return begins and (last == number - 1 or match.alignment.end >= len(match.tokens))


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
    first = change.source.start
    return any(not match.text[min(first, end) : max(first, end)].strip(_CLOSING) for end in ends)


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
        return not wanted or list(map(tables.base, nearest)) == list(map(tables.base, wanted))
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "
