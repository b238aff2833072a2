#!/usr/bin/env python3
"""CPU time to align one claim with 20 candidate passages and to say how it differs from the best.

    PYTHONPATH=. .venv/bin/python bench/alignment.py --documents DOCUMENTS.jsonl.gz --cases CASES.jsonl

The candidates are those the index gives for the claim, filled up with others' to 20. Texts are cut into words beforehand, as
for a passage that was compared before.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles

from bench.corpus import indexed
from service.verification.matching import compared
from service.wording.tokens import tokenise

CANDIDATES = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    args = parser.parse_args()
    rng = random.Random(1)
    work = []
    with tempfile.TemporaryDirectory() as folder, indexed(args.documents, Path(folder)) as index:
        for line in args.cases.open(encoding="utf-8"):
            case = json.loads(line)
            tokens = tokenise(case["claim"]["quote"])
            work.append((case["class"], case["claim"]["quote"], tokens, list(index.candidates(tokens).candidates)))
        others = [c for *_, candidates in work for c in candidates]
        took = defaultdict(list)
        for turn in range(2):
            for kind, quote, tokens, found in work:
                candidates = (found + rng.sample(others, CANDIDATES))[:CANDIDATES]
                for candidate in candidates:
                    tokenise(candidate.unit.text)
                began = time.process_time()
                compared(index.gazetteer, quote, tokens, candidates)
                if turn:
                    took[kind].append((time.process_time() - began) * 1000)
    every = [ms for values in took.values() for ms in values]
    print(
        f"{len(every)} claims, {CANDIDATES} passages each: median {median(every):.2f} ms, p90 {quantiles(every, n=10)[-1]:.2f} ms of CPU"
    )
    for kind, values in sorted(took.items()):
        print(f"  {kind:20}{median(values):6.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
