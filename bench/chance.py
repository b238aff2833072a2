#!/usr/bin/env python3
"""How often a quotation that is not in the index is taken for one that is: verdicts on quotations from elsewhere.

PYTHONPATH=. .venv/bin/python bench/chance.py --documents DOCUMENTS.jsonl.gz --quotations QUOTATIONS.jsonl.gz --without SURNAME

`--quotations`: `text` and `speaker` a line; those of `--without`, whose words the documents hold, are left out. Of others some are
in the documents word for word, or nearly and of the same speaker: they are counted apart, and are no chance.
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
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import same_speaker
from service.records import Verification
from service.verification import Claim, Verifier

LEAST_WORDS = 5
LONGEST = 2000  # characters
_HELD, _OWN = "word for word", "of the same speaker"


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
    claims = [(text, name) for text, name in rows.items() if args.without not in name and len(text.split()) >= LEAST_WORDS]
    claims = claims[args.start :: args.every]
    with tempfile.TemporaryDirectory() as folder, indexed(args.documents, Path(folder)) as index:
        verifier = Verifier(index)
        told = Counter(_told(verifier.verify(Claim(text[:LONGEST])), name) for text, name in claims)
    number = len(claims) - told[_HELD] - told[_OWN]
    for verdict, times in told.most_common():
        print(f"{verdict:20}{times:8}{'' if verdict in (_HELD, _OWN) else format(times / number, '10.4%')}")
    print(f"{'claims':20}{number:8}")
    return 0


def _told(answer: Verification, name: str) -> str:
    """Return the verdict on a quotation of somebody, or that the words are there, or others of the same speaker's that are like them."""
    if answer.verdict in FINE:
        return _HELD
    if answer.verdict == "not_found":
        return answer.verdict
    speaker = answer.matches[0].quotation.attribution.speaker
    is_own = speaker is not None and same_speaker(Gazetteer.load(), name, speaker.name, speaker.type)
    return _OWN if is_own else answer.verdict


if __name__ == "__main__":
    sys.exit(main())
