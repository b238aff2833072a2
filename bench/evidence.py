"""Fits the weights of `service.verification.evidence` on labelled findings, claims and coincidences, and prints them.

    python -m bench.evidence --archive FOLDER --documents documents.jsonl.gz --labels labels.jsonl --news cases.jsonl \
        --transcripts FOLDER --claims claims.jsonl --quotations quotations.jsonl.gz --without SURNAME

`--archive`, `--transcripts`: the data folders of running services whose corpora are the archive that the drafts were checked
against and the transcripts. Of a label its `relation` tells whether draft and source are one utterance; each is used a second time
without its dates, since callers often know none. A claim's `expect.verdict` tells whether its words are there. Quotations of
people other than `--without` meet the transcripts by chance: those whose very words, or nearly, tell too much for that are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from service.index import Index, connect
from service.knowledge.gazetteer import Gazetteer
from service.storage.embedded import Embedded
from service.verification import Claim, Verifier
from service.verification.attribution import known_speaker
from service.verification.drafts import Draft, quotes
from service.verification.evidence import FITTED_ON, Features
from service.verification.judging import Outcome
from service.verification.likely import features

_SAME = ("same", "source_misread", "draft_misread", "true_other")
_OTHERS = ("quoted", "not_quote")  # the same words without question: they only accuse nobody
_NEAR = 3  # characters by which a label's start may differ from a quote's
_RIDGE, _STEPS = 0.1, 60
_LONGEST = 2000  # characters
_TOO_TELLING, _TOO_LIKE = 4.0, 0.6  # from which very words, and with half as much again near ones as like as this, are no chance
_LABEL, _UNDATED, _CLAIM, _CASE, _CHANCE, _ACCUSED = 2.0, 0.5, 2.0, 0.5, 1.0, 0.5  # the weights of rows
Row = tuple[str, Features, bool, float]


class Bench:
    """The verifier of one index, and what it finds for a claim."""

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.verifier = Verifier(Index(connect(Embedded(folder).url, seconds=10), gazetteer))

    def best(self, claim: Claim) -> tuple[Outcome, Features] | None:
        """Return what a claim's words amount to, and the features of the best source; None if there is none."""
        outcome = self.verifier.outcome(claim)
        found = outcome.pieces or outcome.matches
        if not found:
            return None
        others = len({name for m in outcome.sources if (name := known_speaker(m.said))}) - 1
        return outcome, features(self.gazetteer, claim, found[0], max(0, others), FITTED_ON)


def labelled(bench: Bench, documents: Path, labels: Path) -> Iterator[Row]:
    """Yield the features of each labelled finding of a draft, with whether it is one utterance."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in read(labels):
        wanted.setdefault(row["draft"], []).append(row)
    for document in read(documents):
        draft = Draft(document["text"], outlet=document["outlet"], published=document["published"])
        own = wanted.get(document["id"], [])
        for quote in quotes(draft, bench.gazetteer, fewest_words=2, most_characters=5000) if own else ():
            label = next((r for r in own if abs(r["span"][0] - quote.start) <= _NEAR), None)
            found = bench.best(quote.claim) if label is not None else None
            if label is None or found is None or (label["relation"] in _OTHERS and found[1].agrees is not False):
                continue
            yield "drafts", found[1], label["relation"] in _SAME, _LABEL
            if found[1].days is not None:
                yield "drafts", replace(found[1], days=None), label["relation"] in _SAME, _UNDATED


def claimed(bench: Bench, claims: Path) -> Iterator[Row]:
    """Yield the features of claims about transcripts, with their speaker and without."""
    for row in read(claims):
        is_there = row["expect"]["verdict"][0] != "not_found"
        for speaker in (row["speaker"], None):
            found = bench.best(Claim(row["quote"], speaker))
            if found is not None and (found[0].status != "not_found" or not is_there):
                yield "claims", found[1], is_there, _CLAIM


def of_news(bench: Bench, cases: Path) -> Iterator[Row]:
    """Yield the features of made claims about news: those of the archive's documents, and those that stand nowhere."""
    for case in read(cases):
        found = bench.best(Claim(case["claim"]["quote"]))
        if found is None:
            continue
        urls = set(case["expect"].get("url") or ())
        is_there = bool(urls & {m.document.url for m in found[0].matches[:1]})
        if is_there or case["class"] == "not-found":
            yield "news", found[1], is_there, _CASE


def chance(bench: Bench, quotations: Path, without: str, most: int) -> Iterator[Row]:
    """Yield the features of quotations of other people that meet a passage by chance, by nobody's name and by their own."""
    said = {row["text"]: row["speaker"] for row in read(quotations) if row["speaker"]}
    others = [text for text, speaker in said.items() if without not in speaker and " " in text]
    for text in islice(others[:: max(1, len(others) // most)], most):
        found = bench.best(Claim(text[:_LONGEST]))
        if found is None or _is_no_chance(found[1]):
            continue
        yield "chance", found[1], False, _CHANCE
        yield "chance", replace(found[1], agrees=False), False, _ACCUSED


def _is_no_chance(found: Features) -> bool:
    if found.edit_rate == 0.0:
        return found.told >= _TOO_TELLING
    return found.told >= 1.5 * _TOO_TELLING and found.share >= _TOO_LIKE


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of JSON lines, which may be packed with gzip."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fitted(rows: list[Row]) -> np.ndarray:
    """Return the weights of a logistic regression with a small ridge, (9,), by Newton's method."""
    x, y, w = arrays(rows)
    weights = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *[_RIDGE] * (x.shape[1] - 1)])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (w * (y - p)) - ridge @ weights
        hessian = (x.T * (w * p * (1 - p))) @ x + ridge
        weights += np.linalg.solve(hessian, gradient)
    return weights


def arrays(rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the features (rows, 9), whether each row is one utterance (rows,), and the weights of the rows (rows,)."""
    x = np.array([found.values for _, found, _, _ in rows])
    return x, np.array([float(is_same) for _, _, is_same, _ in rows]), np.array([weight for *_, weight in rows])


def main() -> None:
    """Fit on every second row, print how often that comes true on the others, then fit on all and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("archive", "documents", "labels", "news", "transcripts", "claims", "quotations"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--without", required=True, help="surname of the speaker of the transcripts")
    parser.add_argument("--most", type=int, default=9000, help="quotations of others that are asked for")
    a = parser.parse_args()
    gazetteer = Gazetteer.load()
    archive, transcripts = Bench(a.archive, gazetteer), Bench(a.transcripts, gazetteer)
    rows = [
        *labelled(archive, a.documents, a.labels),
        *of_news(archive, a.news),
        *claimed(transcripts, a.claims),
        *chance(transcripts, a.quotations, a.without, a.most),
    ]
    report(rows[1::2], fitted(rows[::2]))
    print("WEIGHTS =", tuple(round(float(w), 2) for w in fitted(rows)))


def report(rows: list[Row], weights: np.ndarray) -> None:
    """Print of each set how many rows are one utterance and how many are none, in all and at each threshold."""
    x, y, _ = arrays(rows)
    p = 1 / (1 + np.exp(-x @ weights))
    for name in dict.fromkeys(source for source, *_ in rows):
        own = np.array([source == name for source, *_ in rows])
        for label, chosen in (("one utterance", own & (y > 0)), ("none", own & (y == 0))):
            reached = ", ".join(f"{t}: {int((chosen & (p >= t)).sum())}" for t in (0.3, 0.5, 0.6, 0.8, 0.9))
            print(f"{name:8}{label:14}{int(chosen.sum()):6}   {reached}")


if __name__ == "__main__":
    main()
