"""Tells how likely a claim and a passage are one utterance, and what that makes of the claim's words."""

from __future__ import annotations

from dataclasses import replace

from service.knowledge.gazetteer import Gazetteer
from service.verification.attribution import agrees
from service.verification.claims import Claim
from service.verification.confidence import LIKE
from service.verification.evidence import FOUND, Features, days_between, probability
from service.verification.matching import Compared
from service.verification.paraphrase import is_paraphrase
from service.wording.tokens import Token

PARAPHRASED = "paraphrased"
_TOLD = 0.6  # of what the words of a claim tell, that a line of its speaker has which is as like to it as `LIKE`
# what those of a claim's words tell that stand in order, that every word does, and how like the sentence is that has words left out
_LEAST_TOLD, _EVERY, _NEARLY_ALL = 3.0, 0.99, 0.8
_ALL_TOLD, _WITHIN = 0.9, 0.3  # the same, and how like the line is, where a longer sentence has all the telling words


def features(gazetteer: Gazetteer, claim: Claim, match: Compared, others: int, quotations: int) -> Features:
    """Return what tells whether a claim and a passage are one utterance.

    `others`: unrelated speakers who say the words too; `quotations`: of the index.
    """
    date, document, comparison = match.said.date, match.document, match.comparison
    return Features(
        comparison.likeness.in_order,
        comparison.edit_rate,
        comparison.likeness.share,
        others,
        agrees(gazetteer, "speaker", claim.speaker, match.said) if claim.speaker else None,
        days_between(claim.date, date.value) if claim.date and date else days_between(claim.context, document.published),
        quotations,
    )


def is_found(gazetteer: Gazetteer, claim: Claim, match: Compared, quotations: int) -> bool:
    """Return whether the words of a claim are a passage's, be they altered. `quotations`: of the index.

    A passage of the claimed speaker is the likelier one; that another's is not his tells nothing of the words.
    """
    found = features(gazetteer, claim, match, 0, quotations)
    is_own = bool(found.agrees)
    if found.edit_rate == 0.0 or probability(replace(found, agrees=is_own or None)) >= FOUND:
        return True
    return _is_cut(match) or (is_own and _is_line(match))


def _is_cut(match: Compared) -> bool:
    """Return whether all of a claim's words stand in the passage's sentence, which has hardly any more."""
    alike = match.comparison.likeness
    return alike.in_order >= _LEAST_TOLD and alike.of_claim >= _EVERY and alike.share >= _NEARLY_ALL


def _is_line(match: Compared) -> bool:
    """Return whether a claim is a short line of the passage by its rare words, whose near misses are no chance in the speaker's own mouth."""
    alike = match.comparison.likeness
    is_held = alike.of_claim >= _ALL_TOLD and alike.share >= _WITHIN
    return alike.rare > 0 and (is_held or (alike.share >= LIKE and alike.of_claim >= _TOLD))


def status_of(gazetteer: Gazetteer, claim: Claim, tokens: tuple[Token, ...], best: Compared, quotations: int) -> str:
    """Return the status of a claim's wording by its best match. `tokens`: of the claim; `quotations`: of the index."""
    if is_found(gazetteer, claim, best, quotations):
        return best.comparison.status
    return PARAPHRASED if is_paraphrase(tokens, best.tokens, best.alignment) else "not_found"
