"""Tells how likely a claim and a passage are one utterance, and what that makes of the claim's words."""

from __future__ import annotations

from dataclasses import replace

from service.knowledge.gazetteer import Gazetteer
from service.verification.attribution import agrees, known_speaker
from service.verification.claims import Claim
from service.verification.evidence import (
    ALTERING,
    FOUND,
    OTHERS_FOUND,
    OWN_FOUND,
    SLIGHT,
    Features,
    Searched,
    days_between,
    probability,
)
from service.verification.matching import Compared
from service.verification.paraphrase import is_paraphrase
from service.wording.comparison import Comparison
from service.wording.tokens import Token

PARAPHRASED = "paraphrased"
ALTERED, NOT_FOUND, ORDER, NUMBER = "altered", "not_found", "order", "number"
_SPELLING = "spelling"
_LEAST = {True: OWN_FOUND, None: FOUND, False: OTHERS_FOUND}  # by whether the passage is the claimed speaker's
_LEAST_IN_PLACE = 0.4  # of a claim's words where the rest only stand elsewhere: words in any order are no line
_MOSTLY = 0.5  # of what a claim and a line tell, what both do: with less it is another statement, whoever says both
# what those of a claim's words tell that stand in order, that every word does, and how like the sentence is that has words left out
_LEAST_TOLD, _EVERY, _NEARLY_ALL = 3.0, 0.99, 0.8
_LEAST_ALTERED = 2.5  # what words tell that are altered whoever said them: of fewer most sentences are made
_LEAST_OF_FORMS = 5.0  # what those words tell of which one has another form


def features(gazetteer: Gazetteer, claim: Claim, match: Compared, others: int, searched: Searched) -> Features:
    """Return what tells whether a claim and a passage are one utterance.

    `others`: unrelated speakers who say the words too.
    """
    date, document, comparison = match.said.date, match.document, match.comparison
    is_moved = _is_moved(comparison)
    return Features(
        comparison.likeness.told if is_moved else comparison.likeness.in_order,  # every word is there
        0.0 if is_moved else comparison.edit_rate,
        comparison.likeness.share,
        others,
        agrees(gazetteer, "speaker", claim.speaker, match.said) if claim.speaker else None,
        days_between(claim.date, date.value) if claim.date and date else days_between(claim.context, document.published),
        searched.quotations,
        searched.by(known_speaker(match.said)),
    )


def is_found(gazetteer: Gazetteer, claim: Claim, match: Compared, searched: Searched) -> bool:
    """Return whether the words of a claim are a passage's, be they altered.

    A passage of the claimed speaker is the likelier one; that another's is not his tells nothing of the words, but asks for more.
    """
    found = features(gazetteer, claim, match, 0, searched)
    if found.edit_rate == 0.0 or _is_cut(match) or is_but_a_form(match, found):
        return True
    if found.told < _LEAST_ALTERED and found.edit_rate > SLIGHT and found.agrees is None and not _is_misread(match):
        return False
    return _is_mostly_there(match) and probability(replace(found, agrees=found.agrees or None)) >= _LEAST[found.agrees]


def _is_misread(match: Compared) -> bool:
    """Return whether all that differs is how words are spelled, as a scanner misreads letters."""
    return all(change.kind == _SPELLING for change in match.comparison.changes)


def is_but_a_form(match: Compared, found: Features) -> bool:
    """Return whether a claim's words are all but for the form of one a passage's, and telling ones: of these the day tells nothing.

    `found`: what tells whether both are one utterance.
    """
    alike = match.comparison.likeness
    is_near = match.comparison.edit_rate <= SLIGHT and alike.in_order >= _LEAST_OF_FORMS and alike.ordered >= _EVERY
    return is_near and probability(replace(found, days=None)) >= ALTERING


def _is_mostly_there(match: Compared) -> bool:
    """Return whether a claim and the passage's sentences have more in common, by what their words tell, than each has for itself.

    Sentences that are too long to be one line are compared by the claim's words alone.
    """
    alike = match.comparison.likeness
    return (max(alike.of_claim, alike.ordered) + alike.share) / 2 >= _MOSTLY if alike.share else alike.ordered >= _MOSTLY


def _is_cut(match: Compared) -> bool:
    """Return whether all of a claim's words stand in the passage's sentence, which has hardly any more."""
    alike = match.comparison.likeness
    return alike.in_order >= _LEAST_TOLD and alike.of_claim >= _EVERY and alike.share >= _NEARLY_ALL


def status_of(gazetteer: Gazetteer, claim: Claim, tokens: tuple[Token, ...], best: Compared, searched: Searched) -> str:
    """Return the status of a claim's wording by its best match. `tokens`: of the claim.

    The same words with who did what to whom the other way round are altered, and no other wording of the same.
    """
    if is_found(gazetteer, claim, best, searched):
        return best.comparison.status
    if not is_paraphrase(tokens, best.tokens, best.alignment):
        return NOT_FOUND
    turning = {c.kind for c in best.comparison.changes if c.serious}
    if NUMBER in turning:
        return NOT_FOUND
    return ALTERED if _is_moved(best.comparison) and turning else PARAPHRASED


def _is_moved(comparison: Comparison) -> bool:
    """Return whether all that differs is the place of some words."""
    return comparison.similarity >= _LEAST_IN_PLACE and {c.kind for c in comparison.changes} == {ORDER}
