"""How a source presents words: as said, as not said, as only supposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.extraction import extract, voice_within
from service.extraction.passages import RULES
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
A = "the pier is mine to burn and I will burn it"


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (f"Ines Calloway never said “{A}”, her office said.", "never said"),
        (f"No, Ines Calloway did not say “{A}.”", "not say"),
        (f"Ines Calloway did not tell the council that “{A}”.", "not tell"),
        (f"Ines Calloway didn’t say “{A}”.", "didn’t say"),
        (f"Ines Calloway denied saying “{A}”.", "denied saying"),
        (f"Ines Calloway denies ever having written “{A}”.", "denies ever"),
        (f"“{A},” Ines Calloway is falsely quoted as saying in the meme.", "falsely quoted"),
        (f"An earlier version of this article misquoted Ines Calloway as saying “{A}”.", "misquoted"),
        (f"“{A},” Ines Calloway says in the picture. The quote is fake.", "quote is fake"),
        (f"Ines Calloway rejected claims that she had said “{A}”.", "rejected claims that she had said"),
        (f"Ines Calloway denied that she ever said “{A}”.", "denied that she ever said"),
        (f"The post has Ines Calloway say: “{A}.” She said no such thing.", "said no"),
        (f"There is no record of Ines Calloway saying “{A}”.", "no record of Ines Calloway saying"),
        (f"Ines Calloway refused to say “{A}”.", "refused to say"),
        (f"Ines Calloway stopped short of saying “{A}”.", "short of saying"),
        (f"A doctored video shows Ines Calloway saying “{A}”.", "doctored video"),
        (f"The claim that Ines Calloway said “{A}” is false.", f"claim that Ines Calloway said “{A}” is false"),
        (f"It is not true that Ines Calloway said “{A}”.", "true that"),
        (f"At no point did Ines Calloway say “{A}”.", "At no point did Ines Calloway say"),
        (f"Neither Ines Calloway nor Ruben Marsh said “{A}”.", "Neither Ines Calloway nor Ruben Marsh said"),
        (f"Ines Calloway is not known to have said “{A}”.", "not known to have said"),
        (f"An aide claimed that Ines Calloway had said “{A}”, a remark she denies making.", "remark she denies"),
        (f"“{A}” is not something that Ines Calloway ever said.", "is not something that Ines Calloway ever said"),
        (f"Clarification: We reported that Ines Calloway said “{A}”. She in fact laughed.", "We reported"),
        (f"An earlier version of this report quoted Ines Calloway as saying “{A}”. In fact she laughed.", "earlier version"),
    ],
)
def test_words_that_were_not_said(text, evidence):
    (passage,) = extract(Document(text), GAZETTEER, least=RULES)
    assert passage.standing == "rejected"
    assert passage.standing_evidence is not None
    assert passage.standing_evidence.text == evidence


def test_the_second_half_of_a_contrast_was_not_said():
    text = "She said “We will not close the pier before the winter”, not “We will close the pier before the winter”."
    first, second = extract(Document(text), GAZETTEER, least=RULES)
    assert (first.standing, second.standing) == ("asserted", "rejected")


@pytest.mark.parametrize(
    "text",
    [
        f"Had Ines Calloway said “{A}”, the council would have listened.",
        f"If Ines Calloway says “{A}”, the council will listen.",
        f"Ines Calloway could have said: “{A}.”",
        f"Imagine Ines Calloway saying “{A}”.",
        f"Ines Calloway might as well have said “{A}”.",
        f"Ines Calloway ought to have said “{A}”.",
        f"Ines Calloway wanted to say “{A}”, but the lamp went out.",
        f"If Ines Calloway were honest, she would say: “{A}.”",
        f"Ines Calloway was about to say “{A}” when the lamp went out.",
    ],
)
def test_words_that_are_only_supposed(text):
    (passage,) = extract(Document(text), GAZETTEER, least=RULES)
    assert passage.standing == "supposed"


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Calloway said “{A}”.",
        f"Ines Calloway did not mince her words, saying “{A}”.",
        f"Ines Calloway not only said “{A}”, she wrote it down.",
        "Ines Calloway denied the report as “a lie from the first word to the last of it”.",
        f"Ruben Marsh, who was wrongly convicted, said “{A}”.",
        f"“{A},” she would say every winter.",
        "“I never said that the pier was mine to burn,” said Ines Calloway.",
        f"Nothing that Ines Calloway had promised was done. She said “{A}”.",
        f"Ines Calloway denied the charge, saying “{A}”.",
        f"Ines Calloway rejected the report and said “{A}”.",
        f"Ines Calloway declined to comment: “{A}.”",
        f"“{A},” said Ines Calloway. She did not say when.",
        f"Ines Calloway said the fake video showed that “{A}”.",
        f"No sooner had Ines Calloway arrived than she said “{A}”.",
        f"There is no doubt that Ines Calloway said “{A}”.",
        f"There is no evidence of fraud, said Ines Calloway, who told the court that “{A}”.",
        f"Ines Calloway wanted to know who said “{A}”.",
        f"Ruben Marsh called Ines Calloway’s plan “{A}”, which she denies.",
    ],
)
def test_words_that_were_said(text):
    (passage,) = extract(Document(text), GAZETTEER, least=RULES)
    assert passage.standing == "asserted"
    assert passage.standing_evidence is None


def _rows():
    """(standing, sentence) of the table, with the quotation in place."""
    standing = ""
    for line in (Path(__file__).parent / "standing.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            standing = line[3:]
        elif line and not line.startswith("#"):
            yield standing, line.replace("Q", QUOTE)


QUOTE = "I would sell the whole coast for a warm supper"
ROWS = tuple(_rows())


@pytest.mark.parametrize(("standing", "text"), ROWS, ids=[text[:70] for _, text in ROWS])
def test_what_surrounds_the_words_tells_their_standing(standing, text):
    found = [p for p in extract(Document(text), GAZETTEER, least=RULES) if QUOTE[2:] in p.text]
    assert [p.standing for p in found] == [standing]
    assert (found[0].standing_evidence is None) is (standing == "asserted")


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (f"What was claimed\n\nInes Calloway said “{A}”.\n\nOur verdict\n\nShe did not.", "rejected"),
        (f"Claim: Ines Calloway told the crew “{A}”.\n\nRating: Pants on fire.", "rejected"),
        (f"The claim\n\nIn the hall Ines Calloway said: “{A}.”\n\nThe verdict: misattributed", "rejected"),
        (f"What was claimed\n\nInes Calloway said “{A}”.\n\nOur verdict\n\nTrue. The tape is in the archive.", "asserted"),
        (f"The harbour\n\nInes Calloway said “{A}”.\n\nOur verdict\n\nFalse start for the new boats.", "asserted"),
        (f"What was claimed\n\n“{A},” Ines Calloway said.\n\nOur verdict\n\nFalse. The pier has two owners.", "asserted"),
    ],
)
def test_the_verdict_below_a_claim_tells_whether_it_was_said(text, standing):
    found = [p.standing for p in extract(Document(text), GAZETTEER, least=RULES) if p.text.startswith(A)]
    assert found == [standing]


@pytest.mark.parametrize(
    "text",
    [
        f"At no point did I say that ‘{A}’",
        f"It is completely untrue that I wrote ‘{A}’",
        f"I never said, “{A}.” I said that the pier was sound.",
        f"I did not tell the crew “{A}”, and you know it.",
    ],
)
def test_words_that_a_speaker_says_he_never_said_are_not_his(text):
    start = text.index(A)
    assert voice_within(text, start, start + len(A)) is not None


@pytest.mark.parametrize("text", [f"I said “{A}”, and I never took it back.", f"I did not flinch, and I said, “{A}.”"])
def test_words_that_a_speaker_says_he_said_are_his(text):
    start = text.index(A)
    assert voice_within(text, start, start + len(A)) is None
