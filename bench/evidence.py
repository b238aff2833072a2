"""Fits the weights of `service.verification.evidence` on labelled findings of drafts and on small cases, and prints them.

    python -m bench.evidence --data FOLDER --documents documents.jsonl.gz --labels labels.jsonl --cases cases.jsonl

`--data`: the data folder of a running service whose corpus is the archive that the drafts were checked against. Of a label its
`relation` tells whether draft and source are one utterance. Each row is used a second time without its dates, since callers
often know none. Cases whose right answer is that the words stand in a source are utterances without dates.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from service.extraction import extract
from service.index import Index, connect
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.embedded import Embedded
from service.verification import Claim, Verifier
from service.verification.attribution import known_speaker
from service.verification.drafts import Draft, quotes
from service.verification.evidence import FITTED_ON, Features
from service.verification.judging import features
from service.wording.align import exact
from service.wording.tokens import is_content, tokenise

_SAME = ("same", "source_misread", "draft_misread", "true_other")
_NEAR = 3  # characters by which a label's start may differ from a quote's
_RIDGE, _STEPS = 0.1, 50
_FOUND = ("verbatim", "misattributed")
Row = tuple[Features, bool, float]


def labelled(gazetteer: Gazetteer, index: Index, documents: Path, labels: Path) -> Iterator[Row]:
    """Yield the features of each labelled finding with whether it is one utterance, and its weight."""
    rows = [json.loads(line) for line in labels.open(encoding="utf-8")]
    wanted: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        wanted.setdefault(row["draft"], []).append(row)
    verifier = Verifier(index)
    with gzip.open(documents, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            if document["id"] not in wanted:
                continue
            draft = Draft(document["text"], outlet=document["outlet"], published=document["published"])
            for quote in quotes(draft, gazetteer, fewest_words=2, most_characters=5000):
                label = next((r for r in wanted[document["id"]] if abs(r["span"][0] - quote.start) <= _NEAR), None)  # type: ignore[index]
                if label is not None:
                    for found in sources(gazetteer, verifier, quote.claim):
                        yield found, label["relation"] in _SAME, 1.0
                        if found.days is not None:
                            yield replace(found, days=None), label["relation"] in _SAME, 0.5


def sources(gazetteer: Gazetteer, verifier: Verifier, claim: Claim) -> list[Features]:
    """Return the features of the best source of a claim, if any is close enough to be told of."""
    outcome = verifier.outcome(claim)
    others = len({name for m in outcome.sources if (name := known_speaker(m.said))}) - 1
    return [features(gazetteer, claim, m, max(0, others), FITTED_ON) for m in outcome.sources[:1]]


def of_cases(gazetteer: Gazetteer, cases: Path) -> Iterator[Row]:
    """Yield the features of the claims of cases whose very words stand in a passage."""
    for case in map(json.loads, cases.open(encoding="utf-8")):
        claim, verdicts = case.get("claim"), case["expect"].get("verdict")
        if not claim or not verdicts or not set(verdicts) <= set(_FOUND):
            continue
        tokens = tokenise(claim["quote"])
        for document in case["documents"]:
            for passage in extract(Document.of(document), gazetteer):
                source = tokenise(passage.text)
                found = exact(tokens, source)
                if found is not None:
                    opens = source[found.start].opens_sentence or found.start == 0
                    is_whole = opens and (found.end >= len(source) or source[found.end].opens_sentence)
                    content = sum(is_content(t.key) for t in tokens)
                    yield Features(content, 0.0, is_whole, 0, None, None), True, 0.5


def fitted(rows: list[Row]) -> np.ndarray:
    """Return the weights of a logistic regression with a small ridge, (9,), by Newton's method."""
    x = np.array([row.values for row, _, _ in rows])
    y = np.array([float(is_same) for _, is_same, _ in rows])
    w = np.array([weight for *_, weight in rows])
    weights = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *[_RIDGE] * (x.shape[1] - 1)])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (w * (y - p)) - ridge @ weights
        hessian = (x.T * (w * p * (1 - p))) @ x + ridge
        weights += np.linalg.solve(hessian, gradient)
    return weights


def main() -> None:
    """Fit and print the weights, with how often they are right at each threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "documents", "labels", "cases"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    arguments = parser.parse_args()
    gazetteer = Gazetteer.load()
    index = Index(connect(Embedded(arguments.data).url, seconds=10), gazetteer)
    rows = [*labelled(gazetteer, index, arguments.documents, arguments.labels), *of_cases(gazetteer, arguments.cases)]
    weights = fitted(rows)
    print("WEIGHTS =", tuple(round(float(w), 2) for w in weights))
    x = np.array([row.values for row, _, _ in rows])
    y = np.array([is_same for _, is_same, _ in rows])
    p = 1 / (1 + np.exp(-x @ weights))
    print(f"{len(rows)} rows, {int(y.sum())} of one utterance")
    for threshold in (0.3, 0.5, 0.7, 0.9):
        print(f"{threshold}: {int((p[y] >= threshold).sum())} right, {int((p[~y] >= threshold).sum())} wrong")


if __name__ == "__main__":
    main()
