"""A quotation through time: where its words were first published, and how later publications drifted from that.

Publications of one quotation are passages of the index that share most of their words with it and that no two known speakers
stand for. What differs is told as a verification tells it, with the first publication as the source.
"""

from __future__ import annotations

from typing import Any

from rapidfuzz.distance import LCSseq

from service.index import Index
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import same_speaker
from service.records import as_plain
from service.verification.confidence import ACCUSING, confidence
from service.wording.align import align
from service.wording.comparison import Comparison, compare
from service.wording.tokens import keys, tokenise

_LEAST_WORDS = 5
_LEAST_SHARED = 0.75  # of the words of the shorter of two wordings
_LEAST_LENGTH = 0.5  # of the longer one


def wordings(index: Index, quotation: dict[str, Any]) -> dict[str, Any]:
    """The first publication of a quotation as served, with those that have its very words in `also_in`, and the later ones.

    `quotation`: one as served, with its document. Raises IndexUnavailable where the index cannot be asked.
    """
    words = keys(quotation["text"])
    found = index.candidates(tokenise(quotation["text"]), is_wide=True).candidates if len(words) >= _LEAST_WORDS else []
    rows = [_served(c) for c in found if c.unit.id != quotation["id"] and _is_same(index.gazetteer, quotation, words, c)]
    key = index.gazetteer.outlet_key
    carriers = frozenset(key(row["outlet"]["name"]) for row in (quotation, *rows) if row["outlet"])
    rows = sorted([{**quotation, "also_in": []}, *rows], key=lambda q: _order(index.gazetteer, q, carriers))
    first = rows[0]
    later = []
    for row in rows[1:]:
        comparison = _compared(row["text"], first["text"])
        if comparison.edit_rate == 0.0 and not comparison.omitted:
            first["also_in"].append({"document": row["document"], "parts": row["parts"]})
        elif comparison.edit_rate == 0.0 or confidence(comparison) >= ACCUSING:
            later.append({"quotation": row, "wording": _wording(comparison)})
    return {"first": first, "later": later}


def _is_same(gazetteer: Gazetteer, quotation: dict[str, Any], words: tuple[str, ...] | list[str], candidate: Candidate) -> bool:
    theirs = keys(candidate.unit.text)
    shorter, longer = sorted((len(words), len(theirs)))
    if shorter < max(_LEAST_WORDS, _LEAST_LENGTH * longer) or LCSseq.similarity(words, theirs) < _LEAST_SHARED * shorter:
        return False
    ours, other = quotation["speaker"], candidate.quotation["speaker"]
    return not ours or not other or same_speaker(gazetteer, ours["name"], other["name"], other["type"]) is not False


def _compared(text: str, source: str) -> Comparison:
    tokens, words = tokenise(text), tokenise(source)
    return compare(text, source, tokens, words, align(tokens, words))


def _served(candidate: Candidate) -> dict[str, Any]:
    document = {name: value for name, value in candidate.document.items() if name != "astral"}
    return {**candidate.unit.served(), "document": document, "also_in": []}


def _order(gazetteer: Gazetteer, row: dict[str, Any], carriers: frozenset[str]) -> tuple[object, ...]:
    document = row["document"]
    is_carrier = bool(document["outlet"]) and gazetteer.outlet_key(document["outlet"]) in carriers
    return document["published"] or "9999", not is_carrier, document["id"], row["id"]


def _wording(comparison: Comparison) -> dict[str, Any]:
    return {
        "status": comparison.status,
        "similarity": round(comparison.similarity, 4),
        "folds": sorted({"case" if fold == "capitals" else fold for fold in comparison.folds}),
        "omitted": [as_plain(o) for o in comparison.omitted],
        "changes": [as_plain(change) for change in comparison.changes],
    }
