#!/usr/bin/env python3
"""Verification beside krokai and gtrex, on the same labelled claims in one run.

    python3 -m venv .peers && .peers/bin/pip install -r bench/peers/requirements.txt
    PYTHONPATH=. .venv/bin/python bench/peers/verification.py --peers .peers/bin/python --documents DOCUMENTS.jsonl.gz --cases CASES.jsonl

Neither peer knows speakers, dates or outlets, so only the wording is compared; their outcomes are mapped to our verdicts in
`verdicts.py`. A class is right where the verdict is one of those accepted; `false acceptance` is an altered, spliced or never-said
claim passed as verbatim or faithful; `false alarm` a verbatim, shortened or bracketed one that is not.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median

from bench.corpus import indexed
from service.knowledge.gazetteer import Gazetteer
from service.storage.corpus import read_file
from service.verification import Claim, Verifier

SAID, NOT_SAID = ("verbatim", "fragment", "faithful"), ("altered", "spliced", "not-found")
PASSED = ("verbatim", "faithful")
Row = tuple[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", required=True, help="Python of the environment in which the peers are installed")
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--every", type=int, default=5, help="take one case in so many")
    args = parser.parse_args()
    cases = [json.loads(line) for line in args.cases.open(encoding="utf-8")][:: args.every]
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        by_url = {}
        for n, document in enumerate(read_file(args.documents, Gazetteer.load())):
            path = texts / f"{n}.txt"
            path.write_text(document.text, encoding="utf-8")
            by_url[document.url] = str(path)
        rows = {"Onrecord": ours(args.documents, cases, Path(folder))}
        for peer in ("krokai", "gtrex"):
            rows[peer] = theirs(args.peers, peer, cases, str(texts), by_url)
    print(f"{len(cases)} claims")
    print(f"{'':10}{'macro accuracy':>16}{'false acceptance':>18}{'false alarm':>13}{'median ms':>11}")
    for name, answers in rows.items():
        report(name, cases, answers)
    return 0


def ours(documents: Path, cases: list[dict], folder: Path) -> list[Row]:
    out = []
    with indexed(documents, folder) as index:
        verifier = Verifier(index)
        for case in cases:
            began = time.perf_counter()
            answer = verifier.verify(Claim(case["claim"]["quote"]))
            out.append((answer.verdict, (time.perf_counter() - began) * 1000))
    return out


def theirs(python: str, peer: str, cases: list[dict], folder: str, by_url: dict[str | None, str]) -> list[Row]:
    rng = random.Random(1)
    anywhere = list(by_url.values())
    lines = [json.dumps({"folder": folder})]
    for case in cases:
        sources = [by_url[url] for url in case["expect"]["url"] if url in by_url] or [rng.choice(anywhere)]
        lines.append(json.dumps({"quote": case["claim"]["quote"], "sources": sources}))
    script = Path(__file__).with_name("verdicts.py")
    done = subprocess.run([python, str(script), peer], input="\n".join(lines), capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [(a["verdict"], a["ms"]) for a in answers]


def report(name: str, cases: list[dict], answers: list[Row]) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    accepted, alarmed = [], []
    for case, (verdict, _) in zip(cases, answers, strict=True):
        right[case["class"]].append(verdict in case["expect"]["verdict"])
        if case["class"].startswith(NOT_SAID):
            accepted.append(verdict in PASSED)
        if case["class"].startswith(SAID):
            alarmed.append(verdict not in PASSED)
    print(
        f"{name:10}{fmean(fmean(r) for r in right.values()):16.3f}{fmean(accepted):18.4f}{fmean(alarmed):13.4f}"
        f"{median(ms for _, ms in answers):11.1f}"
    )
    print("          " + "  ".join(f"{kind} {fmean(r):.2f}" for kind, r in sorted(right.items())))


if __name__ == "__main__":
    sys.exit(main())
