"""Fits the weights of `service.verification.evidence` on labelled findings, claims and coincidences, and prints them.

    python -m bench.evidence --news documents.jsonl.gz --labels labels.jsonl --cases cases.jsonl --transcripts documents.jsonl.gz \
        --claims claims.jsonl --misquotes misquotes.jsonl --quotations quotations.jsonl.gz --without SURNAME [--indexes FOLDER]

Each row is a claim with the passage that is closest to it, and whether both are one utterance. Sources of rows:

- drafts: findings in articles checked against the other articles of `--news`, by the `relation` of their label; each is used a second
  time without dates (undated), since callers often know none;
- news: claims made of these articles, and claims that stand in none of them;
- claims: printed quotations, whose `expect` tells whether and where they are in the `--transcripts`, with the speaker and without;
- misquotes: near misses of famous lines, which are indexed next to the transcripts, with the speaker and without;
- yardstick: the project's own claims (`bench.yardstick`), of the documents that they are made of;
- chance: quotations of people other than `--without`, which the transcripts do not have; accused: the same as claimed of another than
  the passage's speaker; own: the same as claimed of somebody who speaks in the transcripts.

The rows of a source weigh as much in all as `_TOTALS` says, however many they are. Before the fit, the probabilities of rows that were
held back (`_FOLDS` times, by document) are compared with what is so. `--indexes`: a folder in which the indexes are kept for the next run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha1
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.corpus import indexed_of
from bench.yardstick.claims import made
from service.index import Index
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import read_file
from service.verification import Claim, Verifier
from service.verification.attribution import known_speaker
from service.verification.drafts import Draft, quotes
from service.verification.evidence import Features, Terms
from service.verification.likely import features
from service.verification.matching import Compared

_SAME = ("same", "source_misread", "draft_misread", "true_other")
_OTHERS = ("quoted", "not_quote")  # the same words without question: they only accuse nobody
_DRAFTS = "01234"  # last hex digits of the SHA-1 of the id of an article that is a draft; the others are the archive
_NEAR = 3  # characters by which a label's start may differ from a quote's
_RIDGE, _STEPS, _FOLDS = 0.1, 60, 5
_LONGEST, _LONGEST_NAME = 2000, 80  # characters
_TOO_TELLING, _TOO_LIKE = 4.0, 0.6  # from which very words, and with half as much again near ones as like as this, are no chance
_THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
_BINS = 10
_TOTALS = {  # what the rows of a source weigh in all that are one utterance, and those that are none
    "drafts": (200.0, 200.0), "undated": (50.0, 50.0), "news": (200.0, 100.0), "claims": (200.0, 100.0), "misquotes": (200.0, 30.0),
    "yardstick": (60.0, 0.0), "chance": (0.0, 1000.0), "accused": (0.0, 500.0), "own": (0.0, 100.0),
}  # fmt: skip


class Row(NamedTuple):
    """A claim beside the passage closest to it. `group`: what it is held back with."""

    source: str
    group: str
    features: Features
    is_same: bool


class Bench:
    """The verifier of one index, and what it finds for a claim."""

    def __init__(self, index: Index) -> None:
        self.gazetteer = index.gazetteer
        self.verifier = Verifier(index)

    def best(self, claim: Claim) -> tuple[Compared, Features] | None:
        """Return the passage that is closest to a claim, with the features of both; None if there is none."""
        outcome, searched = self.verifier.outcome(claim)
        found = outcome.pieces or outcome.matches
        if not found:
            return None
        others = len({name for m in outcome.sources if (name := known_speaker(m.said))}) - 1
        return found[0], features(self.gazetteer, claim, found[0], max(0, others), searched)


def is_draft(identity: str) -> bool:
    """Return whether an article is one of the drafts, by its id."""
    return sha1(identity.encode()).hexdigest()[-1] in _DRAFTS


def labelled(bench: Bench, articles: Iterable[dict[str, Any]], labels: Path) -> Iterator[Row]:
    """Yield the labelled findings of drafts."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in read(labels):
        wanted.setdefault(row["draft"], []).append(row)
    for article in articles:
        draft = Draft(article["text"], outlet=article["outlet"], published=article["published"])
        own = wanted.get(article["id"], [])
        for quote in quotes(draft, bench.gazetteer, fewest_words=2, most_characters=5000) if own else ():
            label = next((r for r in own if abs(r["span"][0] - quote.start) <= _NEAR), None)
            found = bench.best(quote.claim) if label is not None else None
            if label is None or found is None or (label["relation"] in _OTHERS and found[1].agrees is not False):
                continue
            dated = Row("drafts", article["id"], found[1], label["relation"] in _SAME)
            yield dated
            if dated.features.days is not None:
                yield dated._replace(source="undated", features=replace(dated.features, days=None))


def of_news(bench: Bench, cases: Path) -> Iterator[Row]:
    """Yield claims about the archive's articles, and claims that stand nowhere."""
    for case in read(cases):
        found = bench.best(Claim(case["claim"]["quote"]))
        if found is None:
            continue
        is_there = found[0].document.url in (case["expect"].get("url") or ())
        if is_there or case["class"] == "not-found":
            yield Row("news", found[0].document.url or "", found[1], is_there)


def claimed(bench: Bench, claims: Path, transcripts: Path) -> Iterator[Row]:
    """Yield claims about transcripts, with their speaker and without."""
    heads = {row["id"]: (row.get("title"), row.get("published")) for row in read(transcripts)}
    for row in read(claims):
        is_there = row["expect"]["verdict"][0] != "not_found"
        right = {heads[i] for i in row["expect"].get("document") or () if i in heads}
        for speaker in (row["speaker"], None):
            found = bench.best(Claim(row["quote"], speaker))
            if found is None:
                continue
            is_right = not right or (found[0].document.title, found[0].document.published) in right
            if is_right or not is_there:
                yield Row("claims", row["quote"], found[1], is_there)


def misquoted(bench: Bench, misquotes: Path) -> Iterator[Row]:
    """Yield misquotations beside the passage closest to them, which is the line that was said or is not."""
    for row in read(misquotes):
        for speaker in (_name(row["speaker"]), None):
            found = bench.best(Claim(row["misquote"], speaker)) if row.get("original") else None
            if found is not None:
                yield Row("misquotes", row["id"], found[1], found[0].document.title == _title(row))


def lines(misquotes: Path) -> Iterator[Document]:
    """Yield the lines that were misquoted, each a document of its own."""
    for row in read(misquotes):
        if row.get("original"):
            yield Document(
                row["original"], title=_title(row), kind="speech", speaker=_name(row.get("true_speaker") or row["speaker"])
            )


def _title(row: dict[str, Any]) -> str:
    return f"Record of {row['id']}"


def _name(text: str | None) -> str | None:
    return (text or "").split("(")[0].strip(" ,")[:_LONGEST_NAME] or None


def on_the_yardstick(bench: Bench) -> Iterator[Row]:
    """Yield the yardstick's claims that are closest to the document that they are made of, with their speaker and without."""
    documents, claims = made()
    for claim in claims:
        document = documents[claim.document]
        for speaker in (document.speaker, None):
            found = bench.best(Claim(claim.text, speaker))
            if found is not None and found[0].document.title == document.title:
                yield Row("yardstick", document.title, found[1], True)


def chance(bench: Bench, quotations: Path, without: str, most: int) -> Iterator[Row]:
    """Yield quotations of other people that come near a passage by chance, by nobody's name, by their own and by one of the index."""
    said = {row["text"]: row["speaker"] for row in read(quotations) if row["speaker"]}
    others = [text[:_LONGEST] for text, speaker in said.items() if without not in speaker and " " in text]
    speakers: Counter[str] = Counter()
    asked = list(islice(others[:: max(1, len(others) // most)], most))
    for text in asked:
        found = bench.best(Claim(text))
        if found is None:
            continue
        speakers.update(filter(None, [known_speaker(found[0].said)]))
        if not _is_no_chance(found[1]):
            yield Row("chance", text, found[1], False)
            yield Row("accused", text, replace(found[1], agrees=False), False)
    for text, speaker in zip(asked[::2], cycle(sorted(speakers)), strict=False):
        found = bench.best(Claim(text, speaker))
        if found is not None and found[1].edit_rate > 0.0 and not _is_no_chance(found[1]):
            yield Row("own", text, found[1], False)


def _is_no_chance(found: Features) -> bool:
    if found.edit_rate == 0.0:
        return found.told >= _TOO_TELLING
    return found.told >= 1.5 * _TOO_TELLING and found.share >= _TOO_LIKE


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of JSON lines, which may be packed with gzip."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def fitted(rows: list[Row]) -> np.ndarray:
    """Return the weights, (terms,), of a logistic regression with a small ridge, by Newton's method."""
    x, y, w = arrays(rows)
    weights = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *[_RIDGE] * (x.shape[1] - 1)])
    for _ in range(_STEPS):
        p = predicted(x, weights)
        gradient = x.T @ (w * (y - p)) - ridge @ weights
        hessian = (x.T * (w * p * (1 - p))) @ x + ridge
        weights += np.linalg.solve(hessian, gradient)
    return weights


def predicted(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the probability of each row, (rows,)."""
    p: np.ndarray = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
    return p


def arrays(rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the features (rows, terms), whether each row is one utterance (rows,), and what each row weighs (rows,)."""
    number = Counter((row.source, row.is_same) for row in rows)
    weights = [_TOTALS[row.source][not row.is_same] / number[row.source, row.is_same] for row in rows]
    x = np.array([row.features.values for row in rows])
    return x, np.array([float(row.is_same) for row in rows]), np.array(weights)


def held_back(rows: list[Row]) -> np.ndarray:
    """Return the probability of each row, (rows,), by a fit without the rows of its group and of others."""
    x, _, _ = arrays(rows)
    folds = np.array([int(sha1(row.group.encode()).hexdigest(), 16) % _FOLDS for row in rows])
    p = np.zeros(len(rows))
    for fold in range(_FOLDS):
        weights = fitted([row for row, other in zip(rows, folds, strict=True) if other != fold])
        p[folds == fold] = predicted(x[folds == fold], weights)
    return p


def report(rows: list[Row], p: np.ndarray) -> None:
    """Print of each source how many rows reach each threshold, and how far the probabilities are from what is so."""
    y = np.array([row.is_same for row in rows])
    print(f"{'':28}{'rows':>6}   reach " + "".join(f"{t:6}" for t in _THRESHOLDS))
    for name in _TOTALS:
        own = np.array([row.source == name for row in rows])
        for label, chosen in (("one utterance", own & y), ("none", own & ~y)):
            if chosen.any():
                print(
                    f"{name:14}{label:14}{int(chosen.sum()):6}         "
                    + "".join(f"{int((chosen & (p >= t)).sum()):6}" for t in _THRESHOLDS)
                )
        print(f"{name:14}expected calibration error {calibration_error(p[own], y[own]):.3f}")


def calibration_error(p: np.ndarray, y: np.ndarray) -> float:
    """Return the expected calibration error of probabilities (rows,) of what is so (rows,), in ten bins of one width."""
    bins = np.minimum((p * _BINS).astype(int), _BINS - 1)
    chosen = [bins == k for k in range(_BINS)]
    return float(sum(abs(p[c].mean() - y[c].mean()) * c.sum() for c in chosen if c.any()) / max(1, len(p)))


def collected(a: argparse.Namespace, folder: Path) -> list[Row]:
    """Return the rows of all sources. `folder`: for the indexes, of which those that are there are used."""
    gazetteer = Gazetteer.load()
    articles = list(read(a.news))
    archive = {row["url"] for row in articles if not is_draft(row["id"])}
    documents, _ = made()
    own = [Document(d.text, title=d.title, kind="transcript") for d in documents]
    with ExitStack() as stack:

        def opened(name: str, found: Callable[[], Iterable[Document]]) -> Bench:
            return Bench(stack.enter_context(indexed_of(folder / name, gazetteer, found)))

        news = opened("archive", lambda: (d for d in read_file(a.news, gazetteer) if d.url in archive))
        talks = opened("transcripts", lambda: (*read_file(a.transcripts, gazetteer), *lines(a.misquotes)))
        yardstick = opened("yardstick", lambda: own)
        return [
            *labelled(news, (row for row in articles if is_draft(row["id"])), a.labels),
            *of_news(news, a.cases),
            *claimed(talks, a.claims, a.transcripts),
            *misquoted(talks, a.misquotes),
            *on_the_yardstick(yardstick),
            *chance(talks, a.quotations, a.without, a.most),
        ]


def main() -> None:
    """Fit, print how often that comes true on rows that were held back, then the weights of the fit on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("news", "labels", "cases", "transcripts", "claims", "misquotes", "quotations"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--without", required=True, help="surname of the speaker of the transcripts")
    parser.add_argument("--most", type=int, default=3000, help="quotations of others that are asked for")
    parser.add_argument("--indexes", type=Path, help="folder in which the indexes are kept")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        rows = collected(a, a.indexes or Path(temporary))
    report(rows, held_back(rows))
    weights = Terms(*(round(float(w), 2) for w in fitted(rows)))
    print("WEIGHTS =", weights)


if __name__ == "__main__":
    main()
