"""Who said it, when, where and to which outlet: cases written for the project, one phenomenon each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.extraction import extract
from service.extraction.passages import RULES
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))


def read(case):
    return extract(
        Document(text=case["text"], published=case.get("published"), kind=case.get("kind", "article"), title=case.get("title")),
        Gazetteer.load(),
        least=RULES,  # what the rules find, however sure it is
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case):
    got = [
        {
            "parts": [p.text for p in passage.parts],
            "speaker": passage.attribution.speaker and passage.attribution.speaker.name,
            "date": passage.attribution.date and passage.attribution.date.value,
            "venue": passage.attribution.venue and passage.attribution.venue.name,
            "outlet": passage.attribution.outlet and passage.attribution.outlet.name,
        }
        for passage in read(case)
    ]
    expected = [{"speaker": None, "date": None, "venue": None, "outlet": None, **q} for q in case["quotations"]]
    assert got == expected


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_all_evidence_stands_in_the_text(case):
    for passage in read(case):
        spans = [*passage.parts]
        for field in ("speaker", "date", "venue", "outlet"):
            value = getattr(passage.attribution, field)
            if value is not None and value.evidence is not None:
                spans.append(value.evidence)
        assert all(case["text"][s.start : s.end] == s.text != "" for s in spans)
