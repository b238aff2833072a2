"""Finds the sources that have the words of a claim otherwise: of the same speaker, on the same occasion, with another meaning.

That a claim's very words stand in some source does not end the search. A transcript, a speech, a post or a release is itself what
was said: where one of them has other words than an article, the article is the one to doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from schemas.vocabulary import KIND, REJECTED, STANDING
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.verification.attribution import agrees, known_speaker
from service.verification.claims import Claim
from service.verification.confidence import ACCUSING as ALIKE
from service.verification.confidence import confidence
from service.verification.evidence import ACCUSING, Features, Searched, days_between, probability
from service.verification.judging import VERY_WORDS, Outcome
from service.verification.matching import Compared, matched
from service.wording.tokens import WORD, Token

_LEAST_SHARED = 0.6  # of the claim's words: fewer are another statement
_MOST = 4  # candidates compared
_SHORT_ALIKE = 0.6  # confidence from which a short line that differs in what turns it is the same one, said by the same speaker
_SURELY_ONE = 0.95  # probability that such a line has to be of one utterance
_MOST_DAYS = 31  # between two publications of one utterance that differ: what is said again later may well be put otherwise


def conflicting(
    gazetteer: Gazetteer,
    claim: Claim,
    tokens: tuple[Token, ...],
    candidates: Sequence[Candidate],
    outcome: Outcome,
    searched: Searched,
) -> list[Compared]:
    """Return the passages that have a claim's words otherwise, primary ones first, then the earliest; empty if none does.

    `outcome`: what the claim was matched with. Where a primary source has the very words, what
    another has is another utterance.
    """
    same = outcome.sources
    if outcome.status not in VERY_WORDS or outcome.pieces or any(_is_primary(m) and _is_said(m) for m in same):
        return []
    found = [matched(claim.quote, tokens, c) for c in _near_ones(gazetteer, claim, tokens, _apart(candidates, same), same)]
    others = [m for m in found if _differs(m) and any(_is_one_utterance(gazetteer, claim, m, s, searched) for s in same)]
    return sorted(others, key=lambda m: (not _is_primary(m), m.document.published or "9999", m.document.id))


def own_otherwise(
    gazetteer: Gazetteer, claim: Claim, tokens: tuple[Token, ...], candidates: Sequence[Candidate], outcome: Outcome
) -> Outcome | None:
    """Return the outcome by what the claimed speaker said otherwise, where only others have a claim's very words; None if there is none.

    Few words are said by many: "sixteen winters" are another's where the claimed speaker spoke of four.
    """
    same = outcome.sources
    if claim.speaker is None or outcome.status not in VERY_WORDS or outcome.pieces or not same:
        return None
    if any(agrees(gazetteer, "speaker", claim.speaker, m.said) is not False for m in same):
        return None
    near = _near(tokens, _apart(candidates, same))
    own = [c for c in near if agrees(gazetteer, "speaker", claim.speaker, c.unit.attribution)][:_MOST]
    found = [m for c in own if _differs(m := matched(claim.quote, tokens, c))]
    return Outcome(found[0].comparison.status, [found[0], *same]) if found else None


def corrected(outcome: Outcome, conflicts: Sequence[Compared]) -> Outcome:
    """Return an outcome by its primary conflict, if there is one: what was said there is what the claim's words are held against."""
    first = next((m for m in conflicts if _is_primary(m)), None)
    denied = next((m for m in conflicts if not any(_is_said(s) for s in outcome.sources)), None)
    told = first or denied
    return outcome if told is None else Outcome(told.comparison.status, [told, *outcome.sources])


def _is_primary(match: Compared) -> bool:
    return KIND[match.document.kind].is_primary


def _is_said(match: Compared) -> bool:
    return STANDING[match.standing].is_said


def _apart(candidates: Sequence[Candidate], same: Sequence[Compared]) -> list[Candidate]:
    """Return the candidates that are current and none of some matches."""
    ids = {m.candidate.unit.id for m in same}
    return [c for c in candidates if c.unit.id not in ids and c.document.superseded_by is None]


def _near_ones(
    gazetteer: Gazetteer, claim: Claim, tokens: tuple[Token, ...], candidates: Sequence[Candidate], same: Sequence[Compared]
) -> list[Candidate]:
    """Return those of the nearest candidates that may be one utterance with some of the matches."""
    ones = [c for c in candidates if any(_may_be_one(gazetteer, claim, c, s) for s in same)]
    return [c for c in _near(tokens, candidates)[:_MOST] if c in ones] if ones else []


def _near(tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that have most of a claim's words in their order, the nearest first."""
    wanted = [t.key for t in tokens if t.kind == WORD]
    found = []
    for candidate in candidates:
        shared = LCSseq.similarity(wanted, candidate.unit.keys)
        if shared >= _LEAST_SHARED * len(wanted):
            found.append((-shared, candidate.unit.id, candidate))
    return [candidate for _, _, candidate in sorted(found, key=lambda row: row[:2])]


def _differs(match: Compared) -> bool:
    """Return whether a passage is said, is about the same and has another meaning."""
    c = match.comparison
    return _is_said(match) and any(change.serious for change in c.changes) and confidence(c) >= _SHORT_ALIKE


def _is_correction(candidate: Candidate, same: Compared) -> bool:
    """Return whether a passage stands beside one that is rejected, as a correction gives the words beside those that it rejects."""
    return same.document.id == candidate.document.id and same.standing == REJECTED


def _may_be_one(gazetteer: Gazetteer, claim: Claim, candidate: Candidate, same: Compared) -> bool:
    """Return whether a passage and one that has the claim's words may be one utterance: of one speaker and about one day."""
    if _is_correction(candidate, same):
        return True
    speaker = known_speaker(same.said) or claim.speaker
    if speaker is None:
        return False
    days = days_between(candidate.document.published, same.document.published)
    return (days is None or days <= _MOST_DAYS) and agrees(gazetteer, "speaker", speaker, candidate.unit.attribution) is True


def _is_one_utterance(gazetteer: Gazetteer, claim: Claim, match: Compared, same: Compared, searched: Searched) -> bool:
    """Return whether a passage and one that has the claim's words are surely of one speaker and one occasion."""
    if _is_correction(match.candidate, same):
        return True
    if not _may_be_one(gazetteer, claim, match.candidate, same):
        return False
    speaker = known_speaker(same.said) or claim.speaker
    days = days_between(match.document.published, same.document.published)
    alike = match.comparison.likeness
    features = Features(
        alike.in_order, match.comparison.edit_rate, alike.share, 0, True, days, searched.quotations, searched.by(speaker)
    )
    return probability(features) >= (ACCUSING if confidence(match.comparison) >= ALIKE else _SURELY_ONE)
