"""A quotation through time: where its words were first published, and how later publications drifted from them.

Publications of one quotation are passages of the index that share most of their words with it and whose speakers are not
surely two. What differs is told as a verification tells it, with the first publication as the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from schemas.vocabulary import FOLD
from service.index import Index
from service.knowledge.gazetteer import Gazetteer
from service.records import Elsewhere, Quotation, Wording
from service.verification.attribution import carriers, is_carrier, may_be_one
from service.verification.confidence import ACCUSING, confidence
from service.wording.align import align
from service.wording.comparison import Comparison, compare
from service.wording.tokens import keys, tokenise

_LEAST_WORDS = 5  # of a wording: shorter ones are alike by chance
_LEAST_SHARED = 0.75  # of the words of the shorter of two wordings
_LEAST_LENGTH = 0.5  # of the longer one
_UNDATED = "9999"  # sorts after every date


@dataclass(frozen=True, slots=True)
class LaterWording:
    """A later publication of a quotation, and how its words differ from the first one."""

    quotation: Quotation
    wording: Wording


@dataclass(frozen=True, slots=True)
class Wordings:
    """The first publication of a quotation, with those that have its very words in `also_in`, and other wordings by date."""

    first: Quotation
    later: tuple[LaterWording, ...]


def wordings(index: Index, quotation: Quotation) -> Wordings:
    """Return the publications of a quotation. Raises IndexUnavailable if the index cannot answer."""
    words = keys(quotation.text)
    rows = [replace(quotation, also_in=()), *_others(index, quotation, words)]
    first_carriers = carriers(index.gazetteer, (row.attribution for row in rows))
    first, *rest = sorted(rows, key=lambda row: _order(index.gazetteer, row, first_carriers))
    same: list[Elsewhere] = []
    later: list[LaterWording] = []
    for row in rest:
        comparison = _compared(row.text, first.text)
        if comparison.edit_rate == 0.0 and not comparison.omitted:
            same.append(Elsewhere(row.document, row.parts))
        elif comparison.edit_rate == 0.0 or confidence(comparison) >= ACCUSING:
            later.append(LaterWording(row, wording_of(comparison.status, [comparison])))
    return Wordings(replace(first, also_in=tuple(same)), tuple(later))


def wording_of(status: str, comparisons: Sequence[Comparison]) -> Wording:
    """Return how a quote's words differ from its source: from one passage, or from those of the pieces of a splice.

    Of a quote that was not found only its similarity to the closest passage is told.
    """
    similarity = round(min((c.similarity for c in comparisons), default=0.0), 4)
    if status == "not_found":
        return Wording(status, similarity)
    folds = sorted({FOLD[fold].part_of or fold for c in comparisons for fold in c.folds})
    omitted = tuple(omission for c in comparisons for omission in c.omitted)
    return Wording(status, similarity, tuple(folds), omitted, tuple(change for c in comparisons for change in c.changes))


def _others(index: Index, quotation: Quotation, words: Sequence[str]) -> list[Quotation]:
    """Return the other publications of a quotation in the index."""
    if len(words) < _LEAST_WORDS:
        return []
    units = (candidate.unit for candidate in index.candidates(tokenise(quotation.text), is_wide=True).candidates)
    return [
        unit.quotation()
        for unit in units
        if unit.id != quotation.id
        and _is_alike(words, keys(unit.text))
        and may_be_one(index.gazetteer, quotation.attribution.speaker, unit.attribution.speaker)
    ]


def _is_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two wordings share most of their words."""
    shorter, longer = sorted((len(ours), len(theirs)))
    if shorter < max(_LEAST_WORDS, _LEAST_LENGTH * longer):
        return False
    return LCSseq.similarity(ours, theirs) >= _LEAST_SHARED * shorter


def _compared(text: str, source: str) -> Comparison:
    tokens, words = tokenise(text), tokenise(source)
    return compare(text, source, tokens, words, align(tokens, words))


def _order(gazetteer: Gazetteer, row: Quotation, first_carriers: frozenset[str]) -> tuple[object, ...]:
    """Sort the earliest first; on one day the outlet that is named as the first to have had the words."""
    return row.document.published or _UNDATED, not is_carrier(gazetteer, row.document, first_carriers), row.document.id, row.id
