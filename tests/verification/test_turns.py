"""Turns of a transcript: whose question it is, and a speech that was interrupted."""

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


@pytest.mark.parametrize(
    ("first", "between", "second", "claim"),
    [
        ("The council is going to build --", "With whose money?", "-- the longest mole on this coast.", "The council is going to build the longest mole on this coast"),
        ("I never trusted the harbour master …", "Quickly, please.", "… or his cousins at the bank.", "I never trusted the harbour master or his cousins at the bank"),
        ("There is no charge for the lift bridge.", "Right.", "But we do charge for the lock.", "There is no charge for the lift bridge. But we do charge for the lock."),
        ("The dredger is late.", "What happened in the spring, and who paid for all of the coal?", "Nobody paid for the coal.", "The dredger is late … Nobody paid for the coal."),
    ],
)  # fmt: skip
def test_a_speech_that_was_interrupted_is_no_splice(add, verifier, first, between, second, claim):
    add(f"PEIG DONNELLY: {first}\n\nINES CALLOWAY: {between}\n\nPEIG DONNELLY: {second}", **HEARING)
    found = verifier.verify(Claim(claim, "Peig Donnelly"))
    assert found.verdict in ("verbatim", "faithful")
    assert found.attribution.status == "confirmed"


@pytest.mark.parametrize(
    ("first", "between", "second", "claim"),
    [  # another question in between, another speaker, the other order
        ("There is no charge for the lift bridge.", "And what of the lock, which lost a third of its money in the last year?", "The lock will be sold in autumn.", "There is no charge for the lift bridge. The lock will be sold in autumn."),
        ("The lock will be sold in autumn.", "Right.", "There is no charge for the lift bridge.", "There is no charge for the lift bridge. The lock will be sold in autumn."),
    ],
)  # fmt: skip
def test_answers_that_stood_apart_are_a_splice(add, verifier, first, between, second, claim):
    add(f"PEIG DONNELLY: {first}\n\nINES CALLOWAY: {between}\n\nPEIG DONNELLY: {second}", **HEARING)
    assert verifier.verify(Claim(claim, "Peig Donnelly")).verdict == "spliced"
