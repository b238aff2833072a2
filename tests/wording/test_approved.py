"""Comparisons in full: every change, cut and fold of a table of claims, with its reason and places."""

from __future__ import annotations

from pathlib import Path

from service.verification.confidence import confidence
from service.wording.align import align
from service.wording.comparison import compare
from service.wording.tokens import tokenise
from tests.approvals import approve


def told(row):
    source, claim = row["source"], row["claim"]
    a, b = tokenise(claim), tokenise(source)
    comparison = compare(claim, source, a, b, align(a, b))
    answer = {
        "status": comparison.status,
        "score": [round(n, 4) for n in (confidence(comparison), comparison.similarity, comparison.edit_rate, comparison.cost)],
        "span": [comparison.start, comparison.end, comparison.shared],
        "folds": comparison.folds,
        "omitted": [[o.start, o.end, o.reason] for o in comparison.omitted],
        "changes": [[c.op, c.kind + "!" * c.serious, c.reason, c.quote.start, c.source.start] for c in comparison.changes],
    }
    return {name: value for name, value in answer.items() if value}


def test_comparisons_are_as_approved():
    approve(Path(__file__).parent / "approved.jsonl", told)
