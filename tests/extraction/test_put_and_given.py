"""What is put to somebody, what a condition holds, who is told from another, and whole occasions: inputs to catch, and inputs to leave."""

from __future__ import annotations

import pytest

from tests.extraction.said import speaker_of, told

NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "what is put to somebody past an apposition": [
        ("Pressed on whether he agreed with his deputy, Ines Moll, that the quay was “a shed with a view”, Ruben Pell laughed.", "a shed", {NOBODY, "Ines Moll"}),
        ("Asked by a critic, Ines Moll, whether the quay was “a shed with a view”, Ruben Pell shrugged.", "a shed", {NOBODY, "Ines Moll"}),
        ("Challenged by Ines Moll, the mayor, that the quay was “a shed with a view”, Ruben Pell said it was his.", "a shed", {NOBODY, "Ines Moll"}),
        ("Told by his sister, Ines Moll, that the quay was “a shed with a view”, Ruben Pell wept.", "a shed", {NOBODY, "Ines Moll"}),
        # harm: the opening is over
        ("Asked about the quay, Ruben Pell said it was “a shed with a view”, and left.", "a shed", {"Ruben Pell"}),
        ("Asked about the quay, Ruben Pell, the mayor, said it was “a shed with a view”, and left.", "a shed", {"Ruben Pell"}),
        ("Asked about it, Ruben Pell laughed, said it was “a shed with a view”, and left.", "a shed", {"Ruben Pell", NOBODY}),
    ],
    "what a condition holds": [
        ("Under the act the mayor, Ruben Pell, may close it where there is “a clear risk to the water”.", "a clear risk", {NOBODY}),
        ("Ruben Pell can shut the gate if there is “a clear risk to the water”.", "a clear risk", {NOBODY}),
        ("The harbour master, Ines Moll, must act when there is a “clear risk to the water”.", "clear risk", {NOBODY}),
        ("Ines Moll will not sail unless there are “clear signs of good weather”.", "clear signs", {NOBODY}),
        # harm: somebody says so
        ("Ruben Pell said there was “a clear risk to the water”.", "a clear risk", {"Ruben Pell"}),
        ("Ruben Pell said he could act if there was “a clear risk to the water”.", "a clear risk", {"Ruben Pell"}),
        ("There is “a clear risk to the water”, Ruben Pell said.", "a clear risk", {"Ruben Pell"}),
    ],
    "a narrator who says what he is": [
        ("As a swimmer of forty years I say: “Fill it or fence it, now.”", "Fill it", {NOBODY}),
        ("As a mother of three we said: “Fill it or fence it, now.”", "Fill it", {NOBODY}),
        ("With the mayor of Kelby I still say: “Fill it or fence it, now.”", "Fill it", {NOBODY}),
        # harm
        ("As a swimmer of forty years Ines Moll says: “Fill it or fence it, now.”", "Fill it", {"Ines Moll"}),
        ("“As a swimmer I say: fill it or fence it,” Ines Moll said.", "fill it", {"Ines Moll"}),
    ],
    "one of two told from the other": [
        ("Ivo Stone ran the yard before his son, Otto Stone, took over. “I never wanted it,” the younger man said.", "never wanted", {NOBODY, "younger man", "Otto Stone"}),
        ("Ada Stone ran the yard and Eva Stone swept it. “I never wanted it,” the older woman said.", "never wanted", {NOBODY, "older woman"}),
        ("Ivo Stone met his rival at noon. “I never wanted it,” the other man said.", "never wanted", {NOBODY, "other man"}),
        ("Ivo Stone beat Otto Moll. “I never wanted it,” the taller man said.", "never wanted", {NOBODY, "taller man"}),
        # harm
        ("Ivo Stone, a baker in Skarn, lost his oven. “I never wanted it,” the baker said.", "never wanted", {"Ivo Stone"}),
        ("Singer Ada Stone left early. “I never wanted it,” the singer said.", "never wanted", {"Ada Stone"}),
    ],
    "bodies by their last noun": [
        ("St Ivo Ambulance said the boat was “tired but not beaten”.", "tired but", {"St Ivo Ambulance"}),
        ("Kelby Mountain Rescue said the boat was “tired but not beaten”.", "tired but", {"Kelby Mountain Rescue"}),
        ("Skarn Museum called the boat “tired but not beaten”.", "tired but", {"Skarn Museum"}),
        ("Otto Ballet said the boat was “tired but not beaten”.", "tired but", {"Otto Ballet"}),
        # harm: what somebody is
        ("Museum Director Ada Stone said the boat was “tired but not beaten”.", "tired but", {"Ada Stone"}),
        ("Mountain Rescue volunteer Ada Stone said the boat was “tired but not beaten”.", "tired but", {"Ada Stone"}),
        ("Treasury Secretary Ada Stone said the boat was “tired but not beaten”.", "tired but", {"Ada Stone"}),
    ],
    "words in which another says something": [
        ("Of Pell’s words, Ada Stone added: “It is a shed with a view.”", "a shed", {"Ada Stone"}),
        ("In Pell’s words, Ada Stone said: “It is a shed with a view.”", "a shed", {"Ada Stone"}),
        # harm
        ("In Ruben Pell’s words, the quay was “a shed with a view”.", "a shed", {"Ruben Pell"}),
        ("In the words of Ruben Pell, it is “a shed with a view”.", "a shed", {"Ruben Pell"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in CASES.values() for case in cases])
def test_whose_words_they_are(text, words, names):
    assert speaker_of(text, words, published="2026-11-28") in names


@pytest.mark.parametrize(
    ("field", "text", "values"),
    [
        ("date", "Last Friday, Ada Stone said it was “a leaky old boat”.", {"2026-11-20"}),
        ("date", "Last Monday Ada Stone said it was “a leaky old boat”.", {"2026-11-23"}),
        ("date", "Next Monday Ada Stone will say it was “a leaky old boat”.", {None}),
        ("date", "This Friday, Ada Stone said it was “a leaky old boat”.", {"2026-11-27"}),
        ("date", "“It is a leaky old boat,” Ada Stone said in a televised address on 3 November.", {"2026-11-03"}),
        ("date", "“It is a leaky old boat,” Ada Stone said in a prepared statement on 3 November.", {"2026-11-03"}),
        ("date", "Ada Stone called the plan unveiled on 3 November “a leaky old boat”.", {None}),  # harm
        ("venue", "In a speech to the Kelby Union, Ada Stone called it “a leaky old boat”.", {"speech to the Kelby Union"}),
        ("venue", "In an address to the Skarn Bar Association in Kelby, Ada Stone called it “a leaky old boat”.", {"address to the Skarn Bar Association in Kelby"}),
        ("venue", "In a lecture before the Otto Hay Society, Ada Stone called it “a leaky old boat”.", {"lecture before the Otto Hay Society"}),
        ("venue", "At the launch of her party’s manifesto in Kelby, Ada Stone called it “a leaky old boat”.", {None, "Kelby"}),
        ("venue", "At the launch of their new album, Ada Stone called it “a leaky old boat”.", {None, "launch of their new album"}),
        ("venue", "In a speech to Otto Moll, Ada Stone called it “a leaky old boat”.", {"speech", None}),  # harm
        ("venue", "At a rally of supporters in Skarn, Ada Stone called it “a leaky old boat”.", {"rally of supporters in Skarn"}),
        ("venue", "At the launch of the Sea Wall awards, Ada Stone called it “a leaky old boat”.", {"launch of the Sea Wall awards"}),
    ],
)  # fmt: skip
def test_when_and_where(field, text, values):
    assert told(field, text, "a leaky old boat", published="2026-11-27") in values
