"""What few quotations have, standing and candidates, through a page and back."""

from __future__ import annotations

import orjson
import pytest

from service.index.layout.compression import Codec
from service.index.layout.pages import Page, encode
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Date, Document, Likely, Outlet, Passage, Span, Speaker, Venue

TEXT = "Ines Calloway never said “The ferry is mine to sink.” Peig Donnelly may have."
PART = Span(25, 51, TEXT[25:51])


def read_back(passage):
    codec = Codec()
    encoded, _ = encode(Document(TEXT), [passage], codec, Gazetteer.load())
    return Page(encoded.pages[0], codec).unit(0)


@pytest.mark.parametrize("standing", ["rejected", "supposed", "cited"])
def test_standing_comes_back_with_its_evidence(standing):
    evidence = Span(14, 24, TEXT[14:24])
    unit = read_back(Passage((PART,), standing=standing, standing_evidence=evidence))
    assert (unit.passage.standing, unit.passage.standing_evidence) == (standing, evidence)
    served = unit.quotation()
    assert (served.standing, served.standing_evidence) == (standing, evidence)


def test_what_is_asserted_stores_nothing_of_its_standing():
    unit = read_back(Passage((PART,)))
    assert (unit.passage.standing, unit.passage.standing_evidence, unit.attribution.candidates) == ("asserted", None, {})


def test_candidates_and_scores_come_back():
    likely = {"speaker": (Likely("Peig Donnelly", 0.6, Span(54, 67, TEXT[54:67])), Likely("Ines Calloway", 0.2))}
    said = Attribution(
        Speaker("Peig Donnelly", score=0.7),
        Date("2024", score=0.8),
        Venue("Ellery", score=0.5),
        Outlet("Beacon", score=0.4),
        likely,
    )
    assert read_back(Passage((PART,), said)).attribution == said


def test_a_row_without_scores_is_read_with_those_of_the_records():
    codec = Codec()
    said = Attribution(Speaker("Peig Donnelly"), Date("2024"), Venue("Ellery"), Outlet("Beacon"))
    encoded, _ = encode(Document(TEXT), [Passage((PART,), said)], codec, Gazetteer.load())
    *_, rows = orjson.loads(codec.expand(encoded.pages[0][9:] if not encoded.pages[0][0] & 1 else encoded.pages[0][41:]))
    assert [len(value) for value in rows[0][4:]] == [5, 3, 2, 3]  # as they were before dates, venues and outlets had a score
    assert Page(encoded.pages[0], codec).unit(0).attribution == said
