#!/usr/bin/env python3
"""Whether short, famous lines are known when they are quoted nearly right, and other statements in like words are left alone.

PYTHONPATH=. .venv/bin/python bench/lines.py [--documents DOCUMENTS.jsonl.gz] [--show]

`bench/lines.jsonl` has a passage a line, all of them in the public domain, with a near miss of a sentence of it and another statement
that shares words with it (`other`, of `other_speaker`). `--documents`: indexed beside them, so that chance has its chance. Each claim is
asked for with its speaker and without. A near miss is told where its wording is found to differ and its passage is shown first; what is
found for another statement is a false alarm.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.corpus import indexed_of
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import read_file
from service.verification import Claim, Verifier

_LINES = Path(__file__).with_name("lines.jsonl")
_TOLD = ("altered", "spliced", "truncated", "paraphrased", "misattributed")


def main() -> int:
    """Ask for every line and print how many are told, shown and false alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, help="documents beside the lines")
    parser.add_argument("--show", action="store_true", help="print what is not told, and the false alarms")
    arguments = parser.parse_args()
    gazetteer = Gazetteer.load()
    rows = [json.loads(line) for line in _LINES.read_text(encoding="utf-8").splitlines()]
    documents = [Document(row["text"], title=row["speaker"], kind="speech", speaker=row["speaker"]) for row in rows]
    others = read_file(arguments.documents, gazetteer) if arguments.documents else ()
    figures: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        indexed_of(Path(folder) / "index", gazetteer, lambda: (*documents, *others)) as index,
    ):
        verifier = Verifier(index)
        for row in rows:
            for kind, speaker in (("speaker", row["speaker"]), ("bare", None)):
                answer = verifier.verify(Claim(row["near"], speaker))
                is_shown = bool(answer.matches) and answer.matches[0].quotation.document.title == row["speaker"]
                is_told = is_shown and answer.verdict in _TOLD
                figures.update({f"shown, {kind}": is_shown, f"told, {kind}": is_told})
                if arguments.show and not is_told:
                    print("not told |", kind, "|", answer.verdict, "|", row["near"])
            for kind, speaker in (("speaker", row["other_speaker"]), ("bare", None)):
                verdict = verifier.verify(Claim(row["other"], speaker)).verdict
                figures[f"false alarms, {kind}"] += verdict in _TOLD
                if arguments.show and verdict in _TOLD:
                    print("false alarm |", kind, "|", verdict, "|", row["other"])
    for name, number in figures.items():
        print(f"{name:24}{number:4} of {len(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
