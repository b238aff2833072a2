"""Who said it, how sure that is, and who else may have."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.extraction.attribution.ranking.deciding import decide
from service.extraction.passages import RULES, read_article
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
LEAST = GAZETTEER.least["speaker"]


def decisions(text, least=LEAST):
    article = read_article(Document(text), GAZETTEER)
    return decide(article, article.done, least)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We sail at noon on Monday,” said Ines Calloway, the mayor of Ellery.", "Ines Calloway"),
        ("Peig Donnelly told reporters in Ellery: “The gulls have taken the car park.”", "Peig Donnelly"),
        ("According to Ruben Marsh, the pier “will not last another winter of this”.", "Ruben Marsh"),
    ],
)
def test_a_plain_clause_is_sure(text, speaker):
    (decision,) = decisions(text)
    assert decision.speaker is not None
    assert decision.speaker.name == speaker
    assert LEAST <= decision.speaker.score <= 1


def test_what_is_not_sure_is_no_answer_but_a_candidate():
    text = (
        "Ines Calloway met Peig Donnelly and Ruben Marsh at the pier. Nobody else came. The wind rose, and the lamps went out.\n\n"
        "The crowd went home at nine.\n\n“It will not last another winter of this, I am afraid.”"
    )
    (decision,) = decisions(text)
    assert decision.speaker is None
    assert {c.name for c in decision.candidates} & {"Ines Calloway", "Peig Donnelly", "Ruben Marsh"}
    assert all(c.score < LEAST for c in decision.candidates)


def test_candidates_come_likeliest_first_with_evidence_in_the_text():
    text = "Ines Calloway said Peig Donnelly had told the council: “Burn the pier and nobody will ever ask.”"
    (decision,) = decisions(text, least=1.0)
    scores = [c.score for c in decision.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(c.evidence is None or 0 <= c.evidence.start < c.evidence.end <= len(text) for c in decision.candidates)


def test_a_threshold_of_one_names_nobody_in_running_text():
    passages = extract(Document("“We sail at noon on Monday,” said Ines Calloway."), GAZETTEER, least=RULES | {"speaker": 1.01})
    assert [p.attribution.speaker for p in passages] == [None]


def test_text_without_quotations_has_no_decisions():
    assert decisions("The ferry sailed at noon. Nobody said a word.") == []
