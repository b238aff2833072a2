"""Extraction in full: every passage, with every field and the words it was read from, of the cases, the gold and the sample corpus."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import read
from service.storage.corpus import is_source
from tests.approvals import approve
from tests.quality.scoring import load

GAZETTEER = Gazetteer.load()
HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
APPROVED = HERE / "approved.jsonl"


def passages_of(document):
    """The one place here that calls extraction."""
    return extract(document, GAZETTEER)


def documents():
    """What is read, by name, in the order of the file."""
    cases = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
    known = {f"case {c['name']}": Document(**{k: v for k, v in c.items() if k not in ("name", "quotations")}) for c in cases}
    known |= {f"gold {gold.name}": gold.document for gold in load()}
    for path in sorted(p for p in CORPUS.iterdir() if is_source(p.name)):
        known |= {
            f"corpus {path.name} {n}": document for n, document in enumerate(read(path.name, path.read_bytes(), GAZETTEER), 1)
        }
    return known


def test_extractions_are_as_approved():
    known = documents()
    if os.environ.get("ONRECORD_APPROVE"):  # what is read follows the folders, so that nothing new is left out
        APPROVED.write_text("".join(json.dumps({"document": n}, ensure_ascii=False) + "\n" for n in known), encoding="utf-8")
    asked = [json.loads(line)["document"] for line in APPROVED.read_text(encoding="utf-8").splitlines()]
    assert asked == list(known), "there are other documents than were approved; script/approve"
    approve(APPROVED, lambda row: [asdict(passage) for passage in passages_of(known[row["document"]])])
