#!/usr/bin/env python3
"""How often a quotation that is not in the index is taken for one that is: verdicts on quotations from elsewhere.

PYTHONPATH=. .venv/bin/python bench/chance.py --documents DOCUMENTS.jsonl.gz --quotations QUOTATIONS.jsonl.gz --without SURNAME

`--quotations`: `text` and `speaker` a line; those of `--without`, whose words the documents hold, are left out. Of others some are
in the documents word for word: they are counted apart, and are no chance.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.corpus import indexed
from schemas.vocabulary import FINE
from service.verification import Claim, Verifier

LEAST_WORDS = 5
LONGEST = 2000  # characters


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--quotations", type=Path, required=True)
    parser.add_argument("--without", required=True, help="surname of the speaker of the documents")
    parser.add_argument("--every", type=int, default=2, help="take one quotation of so many")
    parser.add_argument("--start", type=int, default=0, help="from this one on: 1 takes the half that confidence was not fitted on")
    args = parser.parse_args()
    with gzip.open(args.quotations, "rt", encoding="utf-8") as lines:
        rows = {row["text"]: row["speaker"] for row in map(json.loads, lines) if row["speaker"]}
    claims = [text for text, speaker in rows.items() if args.without not in speaker and len(text.split()) >= LEAST_WORDS]
    claims = claims[args.start :: args.every]
    with tempfile.TemporaryDirectory() as folder, indexed(args.documents, Path(folder)) as index:
        verifier = Verifier(index)
        answers = [verifier.verify(Claim(text[:LONGEST])) for text in claims]
    held = sum(answer.verdict in FINE for answer in answers)
    verdicts = Counter(answer.verdict for answer in answers if answer.verdict not in FINE)
    for verdict, number in verdicts.most_common():
        print(f"{verdict:14}{number:8}{number / (len(claims) - held):10.4%}")
    print(f"{'claims':14}{len(claims) - held:8}\n{'word for word':14}{held:8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
