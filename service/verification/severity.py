"""What a desk should do about a finding: the one place that decides it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.vocabulary import ATTRIBUTION, LOOK, OK, SEVERITIES, VERDICT, Severity
from service.records import AttributionComparison, Conflict, Wording

_ALTERED, _NOT_FOUND = "altered", "not_found"


def severity(
    verdict: str,
    wording: Wording,
    attribution: AttributionComparison,
    conflicts: Sequence[Conflict],
    *,
    is_said: bool = True,
    is_expected: bool = False,
    is_slight: bool = False,
) -> str:
    """Return ok, look or fix: the most that the verdict, the attribution or the conflicts of a claim ask for.

    `is_said`: whether some source presents the words as said; those that none does are for a person to judge. `is_expected`: whether
    the index covers the speaker so well that words that are not in it should be. `is_slight`: whether little words alone are altered,
    as one report of a speech differs from another.
    """
    is_missed = is_expected and verdict == _NOT_FOUND
    others = LOOK if conflicts or is_missed or not is_said else OK
    asked = (
        OK if is_slight and verdict == _ALTERED else _of_verdict(verdict, wording),
        _of_attribution(verdict, attribution),
        others,
    )
    return max(asked, key=SEVERITIES.index).name


def _of_verdict(verdict: str, wording: Wording) -> Severity:
    """Return what a verdict asks for. An alteration on which the meaning does not turn is for a person to judge."""
    if verdict == _NOT_FOUND:
        return OK  # most quotations stand in no archive: it is counted by itself
    return LOOK if verdict == _ALTERED and not wording.is_serious else VERDICT[verdict].severity


def _of_attribution(verdict: str, attribution: AttributionComparison) -> Severity:
    return OK if verdict == _NOT_FOUND else ATTRIBUTION[attribution.status].severity
