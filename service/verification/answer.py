"""Puts together the verification that answers a claim. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemas.vocabulary import KIND
from service.knowledge.gazetteer import Gazetteer
from service.records import Conflict, Coverage, Elsewhere, Match, Verification
from service.verification.another import is_slight
from service.verification.attribution import agrees
from service.verification.claims import Claim
from service.verification.confidence import calibrated, of_verdict
from service.verification.explain import Told, explain, otherwise, rest_unknown
from service.verification.judging import NOT_FOUND, Judged, Outcome, best_of
from service.verification.matching import Compared
from service.verification.reasons import is_expected
from service.verification.severity import severity
from service.verification.wordings import wording_of
from service.wording.comparison import Comparison


def answer(
    gazetteer: Gazetteer,
    claim: Claim,
    judged: Judged,
    revision: str,
    coverage: Coverage,
    conflicts: Sequence[Compared] = (),
    *,
    reason: str | None = None,
    degraded: bool = False,
) -> Verification:
    """Return the verification of a claim.

    `revision`: of the index; `conflicts`: the passages that have the claim's words otherwise; `reason`: why nothing was found;
    `degraded`: whether part of the index may be missing.
    """
    outcome, told = judged.outcome, judged.told
    shown = outcome.shown
    if outcome.is_common:  # no arbitrary source: only those of the speaker who is claimed
        shown = [m for m in shown if claim.speaker and agrees(gazetteer, "speaker", claim.speaker, m.said)]
    wording = wording_of(outcome.status, _compared(outcome))
    conflicting = tuple(Conflict(m.candidate.unit.quotation(), m.comparison.changes) for m in conflicts)
    passage = _told(told, is_piece=bool(outcome.pieces)) if told else None
    return Verification(
        claim.quote,
        judged.verdict,
        (outcome.note or explain(claim, judged.verdict, passage, judged.attribution)) + _otherwise(told, conflicts) + _rest(judged),
        round(calibrated(judged.verdict, sureness(judged)), 3),
        revision,
        degraded,
        wording,
        judged.attribution,
        _matches(gazetteer, shown, claim.limit, is_splice=bool(outcome.pieces)),
        coverage,
        severity(
            judged.verdict,
            wording,
            judged.attribution,
            conflicting,
            is_said=judged.is_said,
            is_expected=is_expected(claim, coverage),
            is_slight=claim.is_read and told is not None and not KIND[told.document.kind].is_primary and is_slight(wording.changes),
        ),
        reason,
        conflicting,
    )


def sureness(judged: Judged) -> float:
    """Return how probable what a verdict rests on is, 0 to 1: that the passage is the one quoted, and that an accusation is right."""
    outcome = judged.outcome
    return min(of_verdict(outcome.status, _compared(outcome)), judged.sure)


def _compared(outcome: Outcome) -> list[Comparison]:
    best = best_of(outcome)
    return [m.comparison for m in outcome.pieces or ([best] if best else [])]


def _told(match: Compared, *, is_piece: bool = False) -> Told:
    return Told(match.comparison, match.said.speaker, match.document, is_piece)


def _otherwise(told: Compared | None, conflicts: Sequence[Compared]) -> str:
    """Return what to add of the first source that has the words otherwise; empty where none has."""
    return otherwise(told.document, _told(conflicts[0])) if told and conflicts else ""


def _rest(judged: Judged) -> str:
    """Return what to add of a quote that a source has in part only; empty of others."""
    return rest_unknown() if judged.outcome.is_in_part and judged.verdict != NOT_FOUND else ""


def _matches(gazetteer: Gazetteer, shown: Sequence[Compared], limit: int, *, is_splice: bool) -> tuple[Match, ...]:
    """Return the matches of an answer, `limit` at most. The same words of the same speaker elsewhere are listed with the first."""
    heads: list[Compared] = []
    others: list[list[Elsewhere]] = []
    for match in shown:
        same = (n for n, head in enumerate(heads) if head.is_same_utterance_as(match, gazetteer))
        n = None if is_splice else next(same, None)
        if n is None and len(heads) < limit:
            heads.append(match)
            others.append([])
        elif n is not None and match.document.id != heads[n].document.id:
            others[n].append(Elsewhere(match.document, match.candidate.unit.parts))
    return tuple(_match(head, tuple(other)) for head, other in zip(heads, others, strict=True))


def _match(head: Compared, others: tuple[Elsewhere, ...]) -> Match:
    c = head.comparison
    return Match(round(c.similarity, 4), c.start, c.end, replace(head.candidate.unit.quotation(), also_in=others))
