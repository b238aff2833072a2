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


@pytest.mark.parametrize(
    "text",
    [
        "“We were never asked about the sea wall,” residents said.",
        "“We were never asked about the sea wall,” an official said.",
        "“We were never asked about the sea wall,” said a spokeswoman.",
    ],
)
def test_a_plain_description_beside_the_words_is_given(text):
    (decision,) = decisions(text)
    assert decision.speaker is not None
    assert decision.speaker.type == "unnamed"


def test_a_threshold_of_more_than_one_gives_no_description_that_is_not_sure():
    (decision,) = decisions("“We were never asked about the sea wall,” an official said.", least=1.5)
    assert decision.speaker is None


@pytest.mark.parametrize(
    ("text", "spoken_for"),
    [
        ("Tobias Renner kept silent. “He will not resign,” a spokesman for Tobias Renner told the Beacon.", "Tobias Renner"),
        ("Ada Stone was asked twice. “We will sue,” Stone’s lawyer said.", "Ada Stone"),
        ("Mo Tarn left early. “She is not for sale,” an aide to Mo Tarn said.", "Mo Tarn"),
        ("Peig Donnelly won. “We are proud of her,” Donnelly’s neighbours said.", "Peig Donnelly"),
        ("Hugo Vane was ill. “He sleeps,” said a spokeswoman for Hugo Vane.", "Hugo Vane"),
    ],
)
def test_who_is_spoken_for_does_not_speak(text, spoken_for):
    (decision,) = decisions(text)
    assert decision.speaker is None or decision.speaker.name != spoken_for
    assert spoken_for not in {candidate.name for candidate in decision.candidates}


@pytest.mark.parametrize(
    "text",
    [
        "“We will sue,” said Stone’s lawyer, Hugo Vane.",
        "“We will sue,” Hugo Vane, a spokesman for Ada Stone, said.",
        "“We will sue,” Hugo Vane told Stone’s lawyer.",
    ],
)
def test_who_speaks_for_somebody_and_has_a_name_speaks(text):
    (decision,) = decisions(text)
    assert decision.speaker is not None
    assert decision.speaker.name == "Hugo Vane"


def test_a_definite_description_is_asked_as_much_of_as_a_name():
    (definite,) = decisions("“We were never asked about the sea wall,” the fisherman said.")
    (indefinite,) = decisions("“We were never asked about the sea wall,” a fisherman said.")
    assert definite.speaker is None
    assert indefinite.speaker is not None
