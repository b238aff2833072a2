"""Whom a description means that tells one person from others, and whose an answer or a question is: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
SPEAKERS: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "an age, a country or a prize": [
        (
            "Ruben Pell was about to go to lunch when he noticed that the wall was looking at him.\n\n"
            "“Five round eyes,” the 58-year-old quarryman says.",
            "round eyes",
            {"Ruben Pell"},
        ),
        (
            "Karin Ahl thought that she had lost. The Swede was lying in the snow when a friend told her that she had won.\n\n"
            "“My mother screamed,” the 27-year-old recalled.",
            "mother",
            {"Karin Ahl"},
        ),
        (
            "Nové Hory (Czech Republic) - Karin Ahl won the sprint on Sunday.\n\n“My mother screamed,” the 27-year-old recalled.",
            "mother",
            {"Karin Ahl"},
        ),
        (
            "Ada Stone was asked about the rain. She laughed. “It suits me,” said the three-time Skarn Prize winner.",
            "suits",
            {"Ada Stone"},
        ),
        # harm: somebody else of whom the sentence before tells
        (
            "Prosecutor Ada Stone said the man was a risk. She read from an affidavit by one of those he had robbed, a retired nurse. "
            "“He asked me for the pin,” the 71-year-old stated.",
            "the pin",
            {NOBODY, "71-year-old"},
        ),
        ("Ruben Pell, 41, thanked the crew. “It was cold,” the 58-year-old driver said.", "cold", {NOBODY, "58-year-old driver"}),
        (
            "Ruben Pell told the court that he was ill. “We have heard that,” the French judge said.",
            "heard",
            {NOBODY, "French judge"},
        ),
    ],
    "an office and its area before a name": [
        ("Minister for Irrigation Ghulam Tariq Somro said: “No drop.”", "drop", {"Ghulam Tariq Somro"}),
        ("Minister for Water Resources Musadik Tarn said: “No drop.”", "drop", {"Musadik Tarn"}),
        (
            "Law Minister Nadeem Malik moved it.\n\nMinister for Irrigation Ghulam Tariq Somro rejected it. “No drop,” the minister said.",
            "drop",
            {"Ghulam Tariq Somro"},
        ),
        (
            "Minister for Health and Sport Amy Tull spoke. Law Minister Nadeem Malik wept. “No drop,” the health minister said.",
            "drop",
            {"Amy Tull"},
        ),
        ("Secretary of State for Education Bartholomew Quill said: “No drop.”", "drop", {"Bartholomew Quill"}),
    ],
    "titles of two words": [
        ("Tan Sri Kamaruddin Lah said: “No drop.”", "drop", {"Kamaruddin Lah"}),
        ("Prime Minister Datuk Seri Farid Hamzah spoke. “No drop,” Farid said.", "drop", {"Farid Hamzah"}),
        # harm: the words alone are names
        ("Tan Lim said: “No drop.”", "drop", {"Tan Lim"}),
        ("Sri Wahyuni said: “No drop.”", "drop", {"Sri Wahyuni"}),
    ],
    "an answer behind the words": [
        (
            "Nora Garwood stopped short of resigning. “Not today,” was her answer when somebody asked.",
            "Not today",
            {"Nora Garwood"},
        ),
        ("Nora Garwood stopped short of resigning. ‘Not today,’ was her reply.", "Not today", {"Nora Garwood"}),
        ("The chair asked for calm. “Not while I breathe,” came Dora Quist’s reply.", "breathe", {"Dora Quist"}),
    ],
    "a question that a sentence opens with": [
        ("Asked by a reporter, “Will you also resign?” the leader, Zara Tull, shook her head.", "resign", {"reporter"}),
        ("Asked by the BBC’s Ian Holt, “Did you know?” Zara Tull nodded.", "know", {"Ian Holt"}),
        # harm: an answer
        ("Asked by her lawyer about the fire, “I was asleep,” Zara Tull said.", "asleep", {"Zara Tull"}),
        ("Asked by Ian Holt if she knew, Zara Tull said: “Did I?”", "Did I", {"Zara Tull"}),
    ],
    "what is told of somebody, and what nobody said": [
        ("Fired on Friday was the chef, Emile Tull, alleged to have “salted the books and the soup”.", "salted", {NOBODY}),
        ("The chef, said to have “salted the books and the soup”, left.", "salted", {NOBODY}),
        (
            "Ada Stone opened an email from her insurer.\n\n“Your claim is closed, and will not be opened,” it read.",
            "claim",
            {NOBODY},
        ),
        # harm
        ("Emile Tull admitted to have “salted the books and the soup”.", "salted", {"Emile Tull"}),
        ("Skarn Marine wrote to the mayor. “Our yard is closed, and will not be opened,” it said.", "yard", {"Skarn Marine"}),
    ],
    "a line of credits": [
        (
            "Ruben Pell has mended clocks for fifty years.\n\nWords by Matthias Lund, pictures by Rafael Quint\n\n"
            "“Time is a spring that is tired,” he says.",
            "spring",
            {"Ruben Pell"},
        ),
    ],
    "who is asked in what somebody tells of": [
        (
            "Kofi Marsh pointed to an interview in which the tycoon was asked how he would deal with the press. “Buy it,” he said then.",
            "Buy it",
            {NOBODY, "tycoon"},
        ),
        (
            "Kofi Marsh pointed to an interview in which Ivo Pell was asked how he would deal with the press. “Buy it,” he said then.",
            "Buy it",
            {NOBODY, "Ivo Pell"},
        ),
    ],
}
SINGLE_MARKS = [
    (
        "‘I picked the team,’ Kenny Marr said. ‘I told them to go. Write it down.\n\n‘I’ve been in this game 35 years.’",
        ["I picked the team", "I told them to go. Write it down.", "I’ve been in this game 35 years."],
    ),
    (
        "'They told us Tuesday,' Ann Pike said. 'We waited. Nobody came.\n\n'The lads' van had gone.'",
        ["They told us Tuesday", "We waited. Nobody came.", "The lads' van had gone."],
    ),
    # harm: marks that open no sentence, and no mark before the next paragraph
    ("The ‘90s were loud, Ann Pike said.\n\n‘We sang every week,’ she said.", ["We sang every week"]),
    ("‘We sang every week,’ said Ann Pike. The ‘Blue Harbour was older.\n\nIvo Pell agreed.", ["We sang every week"]),
]


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in SPEAKERS.values() for case in cases])
def test_speakers(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(("text", "stretches"), SINGLE_MARKS)
def test_single_marks_over_paragraphs(text, stretches):
    told = [part.text.rstrip(",") for passage in extract(Document(text), GAZETTEER) for part in passage.parts]
    assert told == stretches


def test_words_with_which_a_poll_asks_are_nobodys():
    text = "The share of Danes who agree with the statement “I would leave my keys with a neighbour” fell, said Mikkel Tarp."
    assert all(passage.attribution.speaker is None for passage in extract(Document(text), GAZETTEER))


def test_what_somebody_might_have_radioed_is_supposed():
    (passage,) = extract(
        Document("Had the pilot, Ivo Pell, radioed “we are losing fuel”, a runway would have been clear."), GAZETTEER
    )
    assert passage.standing == "supposed"


def test_a_motto_is_no_answer():
    assert not list(extract(Document("The walls were white. “Less is more” was her motto."), GAZETTEER))
