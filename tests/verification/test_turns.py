"""Turns of a transcript: whose question it is."""

from __future__ import annotations

import pytest

from service.verification import Claim

HEARING = {"kind": "transcript", "published": "2024-05-16", "title": "Hearing"}
QUESTION = "The slipway was built on a graveyard"


@pytest.mark.parametrize("label", ["REPORTER", "Q", "JOURNALIST", "QUESTION", "MODERATOR"])
def test_a_question_is_not_the_statement_of_who_is_asked(add, verifier, label):
    add(f"{label}: {QUESTION}, Ms Donnelly.\n\nPEIG DONNELLY: Who told you so?", **HEARING)
    found = verifier.verify(Claim(QUESTION, "Peig Donnelly"))
    assert (found.verdict, found.attribution.status) == ("misattributed", "contradicted")


@pytest.mark.parametrize("speaker", ["Ines Calloway", "the reporter"])
def test_who_has_no_label_of_his_own_may_have_asked(add, verifier, speaker):
    add(f"REPORTER: {QUESTION}, Ms Donnelly.\n\nPEIG DONNELLY: Who told you so?", **HEARING)
    assert verifier.verify(Claim(QUESTION, speaker)).attribution.status != "contradicted"


def test_a_question_joined_to_its_answer_is_not_the_answerers(add, verifier):
    add(f"REPORTER: {QUESTION}, they say.\n\nPEIG DONNELLY: It was built on a brickyard in 1904.", **HEARING)
    found = verifier.verify(Claim(f"{QUESTION}, they say. It was built on a brickyard in 1904.", "Peig Donnelly"))
    assert found.verdict in ("spliced", "misattributed")
    assert found.attribution.status == "contradicted"


def test_an_accusation_is_no_surer_than_the_name_it_rests_on(add, verifier):
    add(f"“{QUESTION},” Ines Calloway said on Friday.", published="2024-05-18", outlet="The Ellery Beacon")
    accused = verifier.verify(Claim(QUESTION, "Peig Donnelly"))
    assert accused.verdict == "misattributed"
    assert accused.confidence <= accused.matches[0].quotation.attribution.speaker.score
    assert verifier.verify(Claim(QUESTION, "Ines Calloway")).confidence > accused.confidence


def test_a_question_is_not_that_of_the_one_who_is_labelled_by_office(add, verifier):
    text = "THE MAYOR: Next, please.\n\nQ Sir, the ferrymen say they were promised a lamp and got a leaflet.\n\nTHE MAYOR: They got more."
    add(text, kind="transcript", title="Briefing", published="2024-05-16")
    found = verifier.verify(Claim("the ferrymen say they were promised a lamp and got a leaflet", "the Mayor"))
    assert (found.verdict, found.attribution.status) == ("misattributed", "contradicted")
