"""Fits the weights of `service.verification.near_lines` on short lines quoted nearly right and on coincidences, and prints them.

    python -m bench.near_lines --transcripts documents.jsonl.gz --news documents.jsonl.gz --misquotes misquotes.jsonl \
        --quotations quotations.jsonl.gz --without SURNAME [--indexes FOLDER]

Lines: near misses of famous ones (`--misquotes`, `bench/lines.jsonl`), indexed beside the transcripts, and asked for without a speaker.
Coincidences: short quotations of others than `--without`, asked for on the transcripts, and on the articles of `--news` where the closest
passage is another's and stands months away; and the other statements of `bench/lines.jsonl`. Only rows count that are not told without
the lines: what `service.verification.evidence` finds has no need of them. Before the fit, held-back rows are counted that reach a
probability.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha1
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.corpus import indexed_of
from bench.evidence import is_draft, lines, predicted, read
from service.index import Index
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import read_file
from service.verification import Claim, Verifier
from service.verification.attribution import known_speaker
from service.verification.evidence import days_between
from service.verification.likely import is_found
from service.verification.near_lines import Terms, features
from service.wording.lines import LONGEST
from service.wording.tokens import tokenise

_LINES = Path(__file__).with_name("lines.jsonl")
_LEAST_WORDS, _APART_DAYS = 3, 60
_RIDGE, _STEPS, _FOLDS = 1.0, 60, 5
_OF_LINES, _OF_OTHERS = 300.0, 3000.0  # what all rows of each kind weigh
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
_DOCUMENTED = ("verbatim", "disputed", "unverified", "fabricated")  # no near misses of anything


class Row(NamedTuple):
    """A short claim beside the passage closest to it. `group`: what it is held back with."""

    source: str
    group: str
    terms: Terms
    is_line: bool


def rows_of(index: Index, source: str, claims: Iterable[tuple[str, str | None, str | None, str | None]]) -> Iterator[Row]:
    """Yield rows of claims: a quote, the title of the document that has its line if any has, its speaker and its day."""
    verifier = Verifier(index)
    for quote, title, speaker, day in claims:
        claim, tokens = Claim(quote), tokenise(quote)
        outcome, searched = verifier.outcome(claim)
        if not outcome.matches or outcome.pieces or is_found(index.gazetteer, claim, outcome.matches[0], searched):
            continue
        best, terms = outcome.matches[0], features(tokens, outcome.matches[0], outcome.matches)
        is_line = title is not None and best.document.title == title
        if terms is None or (title is not None and not is_line):
            continue
        if day is not None:
            days, name = days_between(day, best.document.published), known_speaker(best.said)
            is_one = bool(speaker and name) and str(speaker).split()[-1] == str(name).split()[-1]
            if days is None or days < _APART_DAYS or is_one:
                continue
        yield Row(source, title or quote, terms, is_line)


def short(quotations: Path, without: str, most: int) -> list[tuple[str, None, str | None, str | None]]:
    """Return short quotations of others, spread over all."""
    found = {
        row["text"]: (row["speaker"], row["published"])
        for row in read(quotations)
        if row["published"] and without not in (row["speaker"] or "") and _LEAST_WORDS <= len(row["text"].split()) <= LONGEST
    }
    rows = [(text, None, speaker, day) for text, (speaker, day) in found.items()]
    random.Random(1).shuffle(rows)
    return list(islice(rows, most))


def fitted(rows: list[Row]) -> np.ndarray:
    """Return the weights, (terms,), of a logistic regression with a ridge, by Newton's method."""
    x, y = np.array([row.terms for row in rows]), np.array([float(row.is_line) for row in rows])
    w = np.where(y == 1, _OF_LINES / max(1.0, y.sum()), _OF_OTHERS / max(1.0, (1 - y).sum()))
    weights, ridge = np.zeros(x.shape[1]), np.diag([0.0, *[_RIDGE] * (x.shape[1] - 1)])
    for _ in range(_STEPS):
        p = predicted(x, weights)
        weights += np.linalg.solve((x.T * (w * p * (1 - p))) @ x + ridge, x.T @ (w * (y - p)) - ridge @ weights)
    return weights


def report(rows: list[Row]) -> None:
    """Print how many rows of each source reach each probability by a fit that did not see them."""
    folds = np.array([int(sha1(row.group.encode()).hexdigest(), 16) % _FOLDS for row in rows])
    p = np.zeros(len(rows))
    for fold in range(_FOLDS):
        weights = fitted([row for row, other in zip(rows, folds, strict=True) if other != fold])
        p[folds == fold] = predicted(np.array([row.terms for row in rows])[folds == fold], weights)
    print(f"{'':16}{'rows':>6}   reach " + "".join(f"{t:6}" for t in _THRESHOLDS))
    for name in dict.fromkeys(row.source for row in rows):
        own = np.array([row.source == name for row in rows])
        print(f"{name:16}{int(own.sum()):6}         " + "".join(f"{int((own & (p >= t)).sum()):6}" for t in _THRESHOLDS))


def collected(a: argparse.Namespace, folder: Path) -> list[Row]:
    """Return the rows of all sources. `folder`: for the indexes, of which those that are there are used."""
    gazetteer = Gazetteer.load()
    own = list(read(_LINES))
    documents = [Document(row["text"], title=row["speaker"], kind="speech", speaker=row["speaker"]) for row in own]
    archive = {row["url"] for row in read(a.news) if not is_draft(row["id"])}
    known = [row for row in read(a.misquotes) if row.get("original") and row["type"] not in _DOCUMENTED]
    others = short(a.quotations, a.without, a.most)
    with ExitStack() as stack:
        talks = stack.enter_context(
            indexed_of(folder / "lines", gazetteer, lambda: (*lines(a.misquotes), *documents, *read_file(a.transcripts, gazetteer)))
        )
        news = stack.enter_context(
            indexed_of(folder / "archive", gazetteer, lambda: (d for d in read_file(a.news, gazetteer) if d.url in archive))
        )
        return [
            *rows_of(talks, "misquotes", ((r["misquote"], f"Record of {r['id']}", None, None) for r in known)),
            *rows_of(talks, "lines", ((r["near"], r["speaker"], None, None) for r in own)),
            *rows_of(talks, "other", ((r["other"], None, None, None) for r in own)),
            *rows_of(talks, "talks", ((text, None, None, None) for text, *_ in others)),
            *rows_of(news, "news", others),
        ]


def main() -> None:
    """Fit, print how often held-back rows reach a probability, then the weights of the fit on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("transcripts", "news", "misquotes", "quotations"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--without", required=True, help="surname of the speaker of the transcripts")
    parser.add_argument("--most", type=int, default=8000, help="quotations of others that are asked for")
    parser.add_argument("--indexes", type=Path, help="folder in which the indexes are kept")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        rows = collected(a, a.indexes or Path(temporary))
    report(rows)
    print("WEIGHTS =", Terms(*(round(float(w), 2) for w in fitted(rows))))


if __name__ == "__main__":
    main()
