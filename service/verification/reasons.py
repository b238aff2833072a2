"""Tells why nothing was found for a claim: what was looked through, and what is nearest to the claim in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from schemas.vocabulary import NOT_FOUND_REASONS
from service.dates import parse_day
from service.index.asking.lookup import Candidate
from service.knowledge.language import detect
from service.records import Coverage, NameCount, Quotation
from service.verification.claims import Claim
from service.verification.judging import FEW_TOKENS, LEAST_CONTENT, Outcome
from service.wording import tables
from service.wording.tokens import WORD, Token, is_content, tokenise

NOTHING_NEAR, NEAR_BUT_DIFFERENT, NOT_COVERED, TOO_SHORT, ONLY_INDIRECT, OTHER_LANGUAGE, HELD_IN_PART = NOT_FOUND_REASONS
_INDIRECT_SHARE, _LEAST_INDIRECT = 0.6, 3  # of the claim's telling words that a sentence about them has, and how many at least
_LEAST_COVERED = 3  # quotations of a speaker, with fewer of which next to nothing of his is there
_BEYOND_DAYS = 31  # days before the first or behind the last quotation of a speaker, past which the time is not covered
_WELL_COVERED, _A_DAY = 500, 2.0  # quotations of a speaker, and a day: with that many, what he says should be there
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’']?\s+")
Spoken = Callable[[str], Sequence[Quotation]]
"""What returns some quotations of a speaker, the latest first."""


def reason(
    claim: Claim,
    tokens: tuple[Token, ...],
    outcome: Outcome,
    candidates: Sequence[Candidate],
    coverage: NameCount | None,
    spoken: Spoken,
) -> str:
    """Return why nothing was found for a claim: a word of the contract.

    `tokens`: of the claim; `candidates`: what shares runs of words with it; `coverage`: what the index has of the claimed speaker.
    """
    if sum(is_content(t.key) for t in tokens) < LEAST_CONTENT and len(tokens) < FEW_TOKENS:
        return TOO_SHORT
    said = list(spoken(claim.speaker)) if claim.speaker and coverage is not None and coverage.quotations else []
    if _is_indirect(tokens, [c.unit.quotation() for c in candidates] + said):
        return ONLY_INDIRECT
    if outcome.shown:
        return NEAR_BUT_DIFFERENT
    if said and _is_in_another_language(claim.quote, said):
        return OTHER_LANGUAGE
    if coverage is not None and not _is_covered(coverage, claim.date or claim.context):
        return NOT_COVERED
    return NOTHING_NEAR


def is_expected(claim: Claim, coverage: Coverage) -> bool:
    """Return whether the index covers the claimed speaker at that time so well that his words should be in it."""
    known = coverage.speaker
    first, last = (parse_day(known.since), parse_day(known.until)) if known is not None and claim.speaker else (None, None)
    if known is None or first is None or last is None or not _is_covered(known, claim.date or claim.context):
        return False
    return known.quotations >= max(_WELL_COVERED, _A_DAY * (last - first).days)


def _is_covered(known: NameCount, day: str | None) -> bool:
    """Return whether there is more than next to nothing of a speaker, at a time that is given or not."""
    if known.quotations < _LEAST_COVERED:
        return False
    at, first, last = parse_day(day), parse_day(known.since), parse_day(known.until)
    if at is None or first is None or last is None:
        return True
    return (first - at).days <= _BEYOND_DAYS and (at - last).days <= _BEYOND_DAYS


def _is_indirect(tokens: tuple[Token, ...], quotations: Iterable[Quotation]) -> bool:
    """Return whether a sentence beside a quotation, outside its words, tells what the claim says."""
    wanted = _telling(tokens)
    if len(wanted) < _LEAST_INDIRECT:
        return False
    least = max(_LEAST_INDIRECT, _INDIRECT_SHARE * len(wanted))
    return any(len(wanted & _telling(tokenise(s))) >= least for q in quotations for s in _SENTENCE.split(_beside(q)))


def _beside(quotation: Quotation) -> str:
    """Return the text around a quotation without its words."""
    text = quotation.context
    for part in quotation.parts:
        text = text.replace(part.text, " ")
    return text


def _telling(tokens: tuple[Token, ...]) -> set[str]:
    return {tables.base(t.key) for t in tokens if t.kind == WORD and is_content(t.key)}


def _is_in_another_language(quote: str, said: Sequence[Quotation]) -> bool:
    """Return whether all that is there of a speaker is in other languages than the claim."""
    language = detect(quote)
    others = {q.document.language for q in said}
    return language is not None and None not in others and language not in others
