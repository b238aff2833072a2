"""What every rule proposes can be listed, costs `extract` nothing, and changes no answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.extraction import extract, passages, proposals
from service.extraction.attribution.choosing import Choices
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
ARTICLES = [case for case in CASES if case.get("kind", "article") == "article"]


def document(case):
    return Document(**{name: value for name, value in case.items() if name not in ("name", "quotations")})


def by_rule(text, field, **known):
    """(rule, value's name or date) of every proposal with a value for a field of the first quotation."""
    found = proposals(Document(text=text, **known), GAZETTEER)
    first = min(considered.offset for considered in found)
    listed = [p for considered in found if (considered.offset, considered.field) == (first, field) for p in considered.proposals]
    return [(p.rule, getattr(p.value, "name", None) or p.value.value) for p in listed if p.value is not None]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_listing_them_changes_no_answer(case):
    choices = Choices(keeps_all=True)
    assert passages._extracted(document(case), GAZETTEER, choices, GAZETTEER.least) == extract(document(case), GAZETTEER)


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case["name"])
def test_the_first_is_the_answer_and_evidence_stands_in_the_text(case):
    text = case["text"]
    first = {(c.offset, c.field): c.proposals[0] for c in proposals(document(case), GAZETTEER)}
    for passage in extract(document(case), GAZETTEER, least=passages.RULES):  # unweighed
        for field in ("date", "venue"):  # the speaker is ranked, and an outlet's short form read in context
            chosen = first.get((passage.parts[0].start, field))
            if chosen is not None and chosen.value is not None:
                assert chosen.value == getattr(passage.attribution, field)
    for considered in proposals(document(case), GAZETTEER):
        assert text[considered.offset - 1 : considered.offset + 1].strip()
        for proposal in considered.proposals:
            span = proposal.evidence
            assert span is None or text[span.start : span.end] == span.text != ""


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        (
            "Peig Donnelly crossed the square. “We sail at noon,” Ines Calloway said.",
            "speaker",
            [("speaker: name", "Ines Calloway"), ("place: subject before", "Peig Donnelly")],
        ),
        (
            "“We sail at noon,” Ines Calloway told Radio Estuary, according to Reuters.",
            "outlet",
            [("outlet: object of the verb", "Radio Estuary"), ("outlet: according to", "Reuters")],
        ),
        (
            "“We sail,” Ines Calloway told a rally in Brno on May 3, 2019, at the Harbour Hall.",
            "venue",
            [("venue: listeners", "rally in Brno"), ("venue: place", "Harbour Hall")],
        ),
    ],
)
def test_rules_that_lost(text, field, expected):
    assert by_rule(text, field, published="2024-05-18") == expected


def test_a_clause_is_named_by_its_rule():
    found = proposals(Document(text="“We sail at noon,” said Ines Calloway."), GAZETTEER)
    (speaker,) = [considered.proposals[0] for considered in found if considered.field == "speaker"]
    assert (speaker.rule, speaker.clue, speaker.score) == ("speaker: name", "clue: behind", 0.97)
