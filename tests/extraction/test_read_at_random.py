"""Kinds met on articles drawn at random: capitals that are no names, namesakes of kin, polls set like talk, who is quoted behind the words."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of, told

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "an adjective or preposition with a capital": [
        ("Federal public lawyers representing Pell said he was “a dropout with no plan at all”.", "a dropout", {NOBODY, "lawyers", "Federal public lawyers"}),
        ("Municipal medical staff in Kelby said he was “a dropout with no plan at all”.", "a dropout", {NOBODY, "staff", "Municipal medical staff"}),
        ("Regional national parks said he was “a dropout with no plan at all”.", "a dropout", {NOBODY, "parks", "Regional national parks"}),
        ("Out of the 250 boats, “nearly eighty had no papers at all,” the harbour office told Pell.", "nearly eighty", {NOBODY, "harbour office"}),
        # harm: names
        ("Stone quickly said he was “a dropout with no plan at all”.", "a dropout", {"Stone"}),
        ("Ada carefully said he was “a dropout with no plan at all”.", "a dropout", {"Ada"}),
        ("Marsh, critical of the plan, said he was “a dropout with no plan at all”.", "a dropout", {"Marsh"}),
    ],
    "what has a number is nobody": [
        ("Ivo Pell spoke at noon. Article II is what grants the mayor powers.\n\n“And that is why I go on,” he said.", "why I go on", {"Ivo Pell"}),
        ("Ivo Pell spoke at noon. Title IX bans it.\n\n“And that is why I go on,” he said.", "why I go on", {"Ivo Pell"}),
        ("Ivo Pell spoke at noon. Chapter XI ends it.\n\n“And that is why I go on,” he said.", "why I go on", {"Ivo Pell"}),
        # harm: rulers
        ("Ivo Pell spoke at noon. Leo XIV was silent.\n\n“And that is why I go on,” Pell said.", "why I go on", {"Ivo Pell"}),
        ("Pope Leo XIV said: “And that is why I go on.”", "why I go on", {"Leo XIV", "Pope Leo XIV"}),
    ],
    "a surname that was somebody else's before kin were named": [
        ("Stone thanked his mother, Ada Stone, at noon. “I like it here a lot,” Stone said.", "like it here", {"Stone"}),
        ("Stone smiled. His wife, Ada Stone, did not. “I like it here a lot,” Stone said.", "like it here", {"Stone"}),
        ("“I like it here a lot,” Stone said. He thanked his mother, Ada Stone.", "like it here", {"Stone"}),
        ("“I like it here a lot,” Stone said. He thanked his mother, Ada Stone. Mayor Ivo Stone is 60.", "like it here", {"Ivo Stone"}),
        # harm: nobody else had it
        ("The mayor’s wife, Ada Stone, smiled. “I like it here a lot,” Stone said.", "like it here", {"Ada Stone"}),
        ("Ada Stone smiled at her son. “I like it here a lot,” Stone said.", "like it here", {"Ada Stone"}),
    ],
    "a headline in marks names nobody": [
        ("They put it under the headline “Pip Axes Stone ... Again.” “I like it here a lot,” Mr. Stone said.", "like it here", {"Stone"}),
        ("A leaflet said “Otto Backs Moll Now.” “I like it here a lot,” Ms. Moll said.", "like it here", {"Moll"}),
        # harm
        ("“Ada James Moll was a giant,” said Pell. “I like it here a lot,” Ms. Moll said.", "like it here", {"Ada James Moll", "Moll"}),
    ],
    "who is quoted behind the words": [
        ("“I do not believe in this stuff,” Pell quoted Ada Stone as saying to him.", "do not believe", {"Ada Stone"}),
        ("“I do not believe in this stuff,” the clerk quoted Ada Stone as saying.", "do not believe", {"Ada Stone"}),
        ("“I do not believe in this stuff,” he quoted Ada Stone as telling the board.", "do not believe", {"Ada Stone"}),
        # harm
        ("“I do not believe in this stuff,” Pell said, quoting Ada Stone as a source.", "do not believe", {"Pell"}),
        ("“I do not believe in this stuff,” the Guardian quoted Ada Stone as saying.", "do not believe", {"Ada Stone"}),
    ],
    "what is given and what is put to somebody": [
        ("After it Ivo Pell was given “freedom of the old city” and left.", "freedom of", {NOBODY}),
        ("Ivo Pell was awarded “the best cup in the bay” on Monday.", "best cup", {NOBODY}),
        ("Asked whether claims of “a rigged and broken count” have helped him, Ivo Pell said he slept well.", "rigged and", {NOBODY}),
        ("Asked if the plan, “a rigged and broken count”, would pass, Ivo Pell said it would.", "rigged and", {NOBODY, "Ivo Pell"}),
        # harm
        ("Asked about the count, Ivo Pell said it was “a rigged and broken count” and left.", "rigged and", {"Ivo Pell"}),
        ("Ivo Pell was given a cup and said it was “the best cup in the bay”.", "best cup", {"Ivo Pell"}),
    ],
    "whose the sentence is": [
        ("Ivo Pell is angry. His lawyer, Otto Marsh, says it is no crime.\n\nPell’s letter came after another in which he said Ada Stone “should stop this at once”.", "should stop", {"Ivo Pell"}),
        ("Justice Ada Stone said in 1999 that it rains, and later Justice Ines Moll said that she had come to believe “there is a place for it”.", "a place for it", {"Ines Moll"}),
        # harm
        ("Ada Stone said that she believed “there is a place for it”.", "a place for it", {"Ada Stone"}),
        ("Ada Stone left, and Ruben Pell said that she had called it “a place for it all”.", "a place for it", {"Ada Stone", NOBODY}),
        ("The Kelby campaign’s response: “Prove it, and prove it soon.”", "Prove it", {NOBODY, "Kelby campaign"}),
    ],
    "a claim by somebody, a signature with more, what somebody promised": [
        ("At the heart of it is a claim by Ada Stone that the trust was “run by its own cats”.", "run by", {"Ada Stone"}),
        ("The paper printed a claim by Ada Stone that the trust was “run by its own cats”.", "run by", {"Ada Stone"}),
        ("“I can’t feel my own hands” – climber Ada Stone on her last summit", "feel my own", {"Ada Stone"}),
        ("“Clean water by the spring” is what Governor Ada Stone promised the valley.", "Clean water", {"Ada Stone"}),
        ("The fort was opened by Ada Stone on Sunday, who said: “They paid for our warmth.”", "They paid", {"Ada Stone"}),
        ("Yesterday evening the bishop, Ivo Pell, told them the roof was “in the hands of God alone”.", "in the hands", {"Ivo Pell"}),
        ("The e-mail, from clerk Ivo Pell to the mayor, Ada Stone, said it was “a bucket with opinions”.", "a bucket", {"Ivo Pell"}),
        # harm
        ("“Clean water by the spring” is what Governor Ada Stone wanted for the valley.", "Clean water", {NOBODY}),
        ("Ada Stone denied a claim by Ivo Pell that the trust was “run by its own cats”.", "run by", {NOBODY, "Ivo Pell"}),
        ("The fort was opened on Sunday by Ada Stone, who said: “They paid for our warmth.”", "They paid", {"Ada Stone"}),
        ("The letter, from the winter of 1914, said it was “a bucket with opinions”.", "a bucket", {NOBODY}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in CASES.values() for case in cases])
def test_whose_words_they_are(text, words, names):
    assert speaker_of(text, words, published="2026-11-28") in names


@pytest.mark.parametrize(
    "text",
    [
        "Pell: 33 percent.\n\nMoll: 30 percent.\n\nPell: 34 percent.\n\nMoll: 31 percent.\n\nNot sure: 14 percent.",
        "Unfavorable: 59%.\n\nFavorable: 35%.\n\nUnfavorable: 58%.\n\nFavorable: 40%.",
        "SKARN: 2-1\n\nKELBY: 0-3\n\nORR: 1-1\n\nMOLL: 2-2",
    ],
)
def test_figures_are_no_turns(text):
    assert extract(Document(text), GAZETTEER) == []


def test_turns_with_a_figure_in_one_of_them_are_turns():
    text = "ADA STONE: How many?\n\nRUBEN PELL: 33.\n\nADA STONE: And you believe that?\n\nRUBEN PELL: I do."
    assert speaker_of(text, "And you believe") == "Ada Stone"


def test_a_summary_s_heading_is_no_name():
    text = "Story highlights Mayor Ada Stone says she does not “agree with the oddsmakers”\n\nThe mayor spoke on Monday."
    assert speaker_of(text, "agree with") == "Ada Stone"


def test_an_outlet_in_somebody_s_role_is_not_whom_it_is_told():
    text = "In a letter to staff, Fox News President Ada Stone wrote that the bureau would not “bow to a single threat”."
    assert told("outlet", text, "bow to") is None
    assert told("outlet", "“We bow to nobody here,” Ada Stone told Fox News.", "bow to") == "Fox News"
