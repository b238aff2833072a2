#!/usr/bin/env python3
"""Whether confidence means what it says: of the verdicts given with so much of it, how many were right.

PYTHONPATH=. .venv/bin/python bench/reliability.py --documents DOCUMENTS.jsonl.gz --cases CASES.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from bench.corpus import indexed
from service.verification import Claim, Verifier

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    args = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder, indexed(args.documents, Path(folder)) as index:
        verifier = Verifier(index)
        for line in args.cases.open(encoding="utf-8"):
            case = json.loads(line)
            answer = verifier.verify(Claim(case["claim"]["quote"]))
            rows.append((answer.confidence, answer.verdict in case["expect"]["verdict"]))
    print(f"{'confidence':>14}{'verdicts':>10}{'mean':>8}{'right':>8}")
    error = 0.0
    for low, high in pairwise(BOUNDS):
        inside = [(c, r) for c, r in rows if low <= c < high]
        if inside:
            mean, right = fmean(c for c, _ in inside), fmean(r for _, r in inside)
            error += abs(mean - right) * len(inside) / len(rows)
            print(f"{low:7.2f}–{min(high, 1):.2f}{len(inside):10}{mean:8.3f}{right:8.3f}")
    print(f"expected calibration error {error:.4f} over {len(rows)} verdicts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
