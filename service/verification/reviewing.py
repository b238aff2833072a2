"""What of the index is worth a look by an editor, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.vocabulary import CONFLICTING, DISPUTED, FIELDS, NOBODY, STANDING, UNSURE
from service.index import Index
from service.records import Quotation
from service.verification.wordings import wordings
from service.wording.tokens import keys, tokenise

_SURE = 0.8  # a score from which on a value is taken as it is: four of five that score so are right
_LEAST_WORDS = 5  # of a quotation: fewer are said by many


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A quotation with the reasons to look at it, the fields that are unsure, and the quotations that do not agree with it."""

    quotation: Quotation
    reasons: tuple[str, ...]
    fields: tuple[str, ...] = ()
    others: tuple[Quotation, ...] = ()


def reviewed(index: Index, quotation: Quotation) -> Reviewed | None:
    """Return why a quotation is worth a look, None if it is not, or if an editor has looked at it.

    Unsure: a value with a low score, or one that is likely only; nobody: no speaker was found; disputed: the index has the same words of
    another speaker; conflicting: another wording of it turns the meaning. Raises IndexUnavailable.
    """
    if quotation.correction is not None or not STANDING[quotation.standing].is_said:
        return None
    unsure = tuple(name for name in FIELDS if _is_unsure(quotation, name))
    disputes, conflicts = list(_of_others(index, quotation)), list(_other_wordings(index, quotation))
    told = {
        UNSURE: bool(unsure),
        NOBODY: quotation.attribution.speaker is None and "speaker" not in unsure,
        DISPUTED: bool(disputes),
        CONFLICTING: bool(conflicts),
    }
    reasons = tuple(reason for reason, is_one in told.items() if is_one)
    return Reviewed(quotation, reasons, unsure, (*disputes, *conflicts)) if reasons else None


def _is_unsure(quotation: Quotation, name: str) -> bool:
    value = getattr(quotation.attribution, name)
    return value.score < _SURE if value is not None else bool(quotation.attribution.candidates.get(name))


def _of_others(index: Index, quotation: Quotation) -> Iterator[Quotation]:
    """Yield the quotations with the same words whose speaker has another name."""
    speaker, words = quotation.attribution.speaker, keys(quotation.text)
    if speaker is None or len(words) < _LEAST_WORDS:
        return
    key = index.gazetteer.known_as(speaker.name)
    for candidate in index.candidates(tokenise(quotation.text)).candidates:
        other = candidate.unit.attribution.speaker
        if (
            other is not None
            and other.type == speaker.type
            and keys(candidate.unit.text) == words
            and not _are_one(key, index.gazetteer.known_as(other.name))
        ):
            yield candidate.unit.quotation()


def _are_one(name: str, other: str) -> bool:
    """Return whether two names may be of one person: the words of one are among those of the other."""
    ours, theirs = set(keys(name)), set(keys(other))
    return ours <= theirs or theirs <= ours


def _other_wordings(index: Index, quotation: Quotation) -> Sequence[Quotation]:
    """Return the publications of a quotation whose words turn its meaning."""
    known = wordings(index, quotation)
    if known.first.id != quotation.id:
        return [known.first] if any(row.quotation.id == quotation.id and row.wording.is_serious for row in known.later) else []
    return [row.quotation for row in known.later if row.wording.is_serious]
