"""Fits how sure each verdict is, prints how often that comes true on answers that were held back, and the figures.

    python -m bench.reliability --news documents.jsonl.gz --labels labels.jsonl --cases cases.jsonl --transcripts documents.jsonl.gz \
        --claims claims.jsonl [--indexes FOLDER]

Answers: to claims made of news (the verdict is one of those that the case expects), to printed quotations of transcripts, and to the
findings of drafts, which are labelled. Of each verdict, `CALIBRATION` of `service.verification.confidence` has the two figures of a
logistic function of what the verdict rests on. They are fitted on each half, compared with the other half, and then fitted on all.
`--indexes`: a folder in which the indexes are kept for the next run, which may be that of `bench.evidence`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.corpus import indexed_of
from bench.evidence import calibration_error, is_draft, read
from service.knowledge.gazetteer import Gazetteer
from service.storage.corpus import read_file
from service.verification import Claim, Verifier
from service.verification.answer import sureness
from service.verification.confidence import logit
from service.verification.drafts import Draft, quotes

_NEAR = 3  # characters by which a label's start may differ from a quote's
_RIDGE, _STEPS, _LONGEST_STEP = 1.0, 200, 0.2
_NOT_FOUND = "not-found"


class Answered(NamedTuple):
    """A verdict: what it rests on as a probability, and whether it was right. `group`: what it is held back with."""

    source: str
    group: str
    verdict: str
    sure: float
    is_right: bool


def of_news(verifier: Verifier, cases: Path, archive: set[str]) -> Iterator[Answered]:
    """Yield the answers to claims made of the articles of an archive, given by their addresses, and of none."""
    for case in read(cases):
        if case["class"] == _NOT_FOUND or archive & set(case["expect"].get("url") or ()):
            yield _answered(verifier, "news", case["id"], Claim(case["claim"]["quote"]), case["expect"]["verdict"])


def of_transcripts(verifier: Verifier, claims: Path) -> Iterator[Answered]:
    """Yield the answers to printed quotations of transcripts."""
    for row in read(claims):
        yield _answered(verifier, "claims", row["quote"], Claim(row["quote"], row["speaker"]), row["expect"]["verdict"])


def of_drafts(verifier: Verifier, gazetteer: Gazetteer, articles: Iterable[dict[str, Any]], labels: Path) -> Iterator[Answered]:
    """Yield the answers to the labelled quotes of drafts."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in read(labels):
        wanted.setdefault(row["draft"], []).append(row)
    for article in articles:
        own = wanted.get(article["id"])
        draft = Draft(article["text"], outlet=article["outlet"], published=article["published"])
        for quote in quotes(draft, gazetteer, fewest_words=2, most_characters=5000) if own else ():
            label = next((r for r in own or () if abs(r["span"][0] - quote.start) <= _NEAR), None)
            if label is not None:
                yield _answered(verifier, "drafts", article["id"], quote.claim, label["verdict"])


def _answered(verifier: Verifier, source: str, group: str, claim: Claim, expected: list[str]) -> Answered:
    judged = verifier.judged(claim)
    return Answered(source, group, judged.verdict, sureness(judged), judged.verdict in expected)


def fitted(rows: list[Answered]) -> tuple[float, float]:
    """Return the two figures of a verdict: those of a logistic regression that a small ridge holds near (0, 1).

    One more answer counts, which was wrong, so that few answers that were all right do not make a certainty.
    """
    z = np.array([logit(row.sure) for row in rows])
    x = np.column_stack([np.ones(len(z) + 1), np.append(z, z.mean())])
    y = np.append([float(row.is_right) for row in rows], 0.0)
    w, start = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + _RIDGE * np.eye(2), x.T @ (y - p) - _RIDGE * (w - start))
        w = w + step / max(1.0, float(np.abs(step).max()) / _LONGEST_STEP)  # a whole step overshoots where all are nearly sure
    return float(w[0]), max(0.0, float(w[1]))


def predicted(rows: list[Answered], figures: tuple[float, float]) -> np.ndarray:
    """Return the confidence of each answer, (rows,)."""
    z = np.array([logit(row.sure) for row in rows])
    p: np.ndarray = 1 / (1 + np.exp(-(figures[0] + figures[1] * z)))
    return p


def report(verdict: str, rows: list[Answered]) -> None:
    """Print of a verdict how many answers were right, and how far the confidence is from that on the halves that were held back."""
    halves = [[row for row in rows if int(sha1(row.group.encode()).hexdigest(), 16) % 2 == half] for half in (0, 1)]
    right = np.array([row.is_right for half in halves for row in half])
    line = f"{verdict:14}{len(rows):6}{right.mean():8.3f}"
    if all(halves):
        held = np.concatenate([predicted(half, fitted(other)) for half, other in zip(halves, halves[::-1], strict=True)])
        line += f"{held.mean():8.3f}{calibration_error(held, right):8.3f}{held[~right].max(initial=0.0):8.3f}"
    print(line)


def main() -> None:
    """Ask, report, and print the figures of each verdict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("news", "labels", "cases", "transcripts", "claims"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--indexes", type=Path, help="folder in which the indexes are kept")
    a = parser.parse_args()
    gazetteer = Gazetteer.load()
    articles = list(read(a.news))
    archive = {row["url"] for row in articles if not is_draft(row["id"])}
    rows: list[Answered] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = a.indexes or Path(temporary)
        with indexed_of(
            folder / "archive", gazetteer, lambda: (d for d in read_file(a.news, gazetteer) if d.url in archive)
        ) as index:
            rows += of_news(Verifier(index), a.cases, archive)
            rows += of_drafts(Verifier(index), gazetteer, (row for row in articles if is_draft(row["id"])), a.labels)
        with indexed_of(folder / "transcripts", gazetteer, lambda: read_file(a.transcripts, gazetteer)) as index:
            rows += of_transcripts(Verifier(index), a.claims)
    print(f"{'verdict':14}{'rows':>6}{'right':>8}{'mean':>8}{'error':>8}{'wrong ≤':>8}")
    verdicts = sorted({row.verdict for row in rows})
    for verdict in verdicts:
        report(verdict, [row for row in rows if row.verdict == verdict])
    figures = {v: tuple(round(x, 2) for x in fitted([row for row in rows if row.verdict == v])) for v in verdicts}
    print("CALIBRATION =", figures)


if __name__ == "__main__":
    main()
