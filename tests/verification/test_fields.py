"""What the words around a quotation say of its date, speaker and outlet, against what is claimed: from the text to the comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.extraction import extract
from service.extraction.passages import RULES
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.verification.attribution import agrees

GAZETTEER = Gazetteer.load()
QUOTE = "I would sell the whole coast for a warm supper"
RIGHT = {True: "same", None: "unknown", False: "other"}
LINES = (Path(__file__).parent / "fields.txt").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.split("|")] for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("field", "text", "claimed", "right"), ROWS, ids=[f"{text[4:60]}-{claimed}" for _, text, claimed, _ in ROWS]
)
def test_what_a_source_says_of_a_field(field, text, claimed, right):
    document = Document(text.replace("Q", QUOTE), published="2024-05-02")
    (passage,) = (p for p in extract(document, GAZETTEER, least=RULES) if QUOTE in p.text)
    assert RIGHT[agrees(GAZETTEER, field, claimed, passage.attribution)] in right.split()
