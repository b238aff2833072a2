"""Who speaks in further kinds of sentences that no rule was written by: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "what somebody does to say it": [
        ("A clerk, Colm Orr, said the skipper had radioed the quay to say: “We are coming back tonight.”", "coming back", {"skipper", NOBODY}),
        ("Ann Moss told the hearing that her landlord rang at six to say the boiler was “not his problem any more”.", "not his problem", {"landlord"}),
        ("Ann Moss said Leo Pratt had stood up in the hall to say, “Nobody here has read the report.”", "has read", {"Leo Pratt"}),
        # harm: his own words
        ("Leo Pratt, said he had written to the minister to say the closure was “a slap in the face of us all”.", "slap", {"Leo Pratt"}),
        ("Leo Pratt called the station to say the closure was “a slap in the face of us all”.", "slap", {"Leo Pratt"}),
    ],
    "what another tells of": [
        ("Ann Moss told the inquest that her brother had rung her at midnight and said, “They know where I live.”", "know where", {"brother"}),
        ("Sergeant Paul Orr recalled that the homeowner, Mrs Ellen Vane, shouted “Get off my roof, the lot of you!”", "my roof", {"Ellen Vane"}),
        ("Nurse Ann Moss said that when she arrived the patient kept repeating, “Don’t tell my daughter.”", "my daughter", {"patient", NOBODY}),
        ("Ann Moss said the clerk had told her the ferry was “gone and not coming back”.", "gone and not", {"clerk", NOBODY}),
        # harm
        ("Ann Moss told the inquest that the mayor was late and added, “He never apologises to us.”", "never apologises", {"Ann Moss"}),
    ],
    "a passive before a clause": [
        ("Councillor Ada Vane was reminded that standing orders “do not allow a member to speak twice”.", "speak twice", {NOBODY}),
    ],
    "a dateline": [
        ("SKARN, March 4 (Reuters) - Leo Pratt held the vote on Monday, saying the plan was “moving in the right direction”.", "right direction", {"Leo Pratt"}),
        ("SKARN (Reuters) - Leo Pratt held the vote on Monday, saying the plan was “moving in the right direction”.", "right direction", {"Leo Pratt"}),
    ],
    "a country or a capital, not its namesake": [
        ("Jordan said on Thursday it would “reject any such step”. Michael Jordan was silent.", "reject any", {"Jordan"}),
        ("Washington said it would “review every line of it”. Actor Denzel Washington is not involved.", "every line", {"Washington"}),
        # harm: somebody named in full before
        ("Michael Jordan was in Kelby. Jordan said he would “reject any such step”.", "reject any", {"Michael Jordan"}),
    ],
    "what somebody is who was the subject before": [
        ("Igor Vuletic refused to blame Anders Holm. “We gave it away ourselves,” the Croatian said.", "gave it away", {"Igor Vuletic"}),
        ("Leo Pratt opened the show. The 58-year-old said he was “delighted and terrified to be asked”.", "delighted", {"Leo Pratt"}),
        ("Lola Vane has gone home. The Skarn Prize winner said she was “broken into more pieces than ever”.", "broken", {"Lola Vane"}),
        ("Dana Vane lost the house. The mother-of-three said she was “left with nothing at all now”.", "nothing at all", {"Dana Vane"}),
        ("Pope Benedict met them on Tuesday. The pontiff said that the church had “failed you when you were small”.", "failed you", {"Benedict", "Pope Benedict", NOBODY}),
        # harm: somebody else
        ("Dana Vane lost the house. The bailiff said she was “left with nothing at all now”.", "nothing at all", {"bailiff", NOBODY}),
    ],
    "a surname that stands first": [
        ("President Yoon Seok-jin apologised. “I bow my head before you,” Yoon said.", "bow my head", {"Yoon Seok-jin"}),
        ("President Xu told them it would “not be lectured by anyone”. Xu Jiaming leaves on Friday.", "lectured", {"Xu Jiaming"}),
        # harm: two who begin so
        ("Kim Dae-ho met Kim Min-seo. “I bow my head before you,” Kim said.", "bow my head", {"Kim", NOBODY}),
    ],
    "namesakes that a title tells apart": [
        ("Mark Orr sat at the back. Prosecutor Anne Orr, no relation, rose. “He planned this,” Ms Orr said.", "planned", {"Anne Orr"}),
        ("Mark Orr met his wife, Anne Orr, in Hull. “He planned this,” Mr Orr said.", "planned", {"Mark Orr"}),
    ],
    "a name behind a description": [
        ("The man whose car was hit, Ivor Crumlin, said: “I thought it was thunder.”", "thunder", {"Ivor Crumlin"}),
        ("The firm’s founder, a former diver called Dev Malhotra, said it was “lied to by its own auditors”.", "lied to", {"Dev Malhotra"}),
        ("The only councillor who voted against, Len Moss, called the plan “a car park with a conscience”.", "car park", {"Len Moss"}),
        ("“This is a lovely old photograph,” said comedian Dean Ortega, who was there.", "lovely", {"Dean Ortega"}),
    ],
    "whom an opening phrase names": [
        ("Philip Orr is ready. In a letter to Rufus Vane, he said: “These people are not my people.”", "not my people", {"Philip Orr"}),
        # harm: the subject of a clause within it
        ("Philip Orr is ready. In the week after Rufus Vane lost, he said: “These people are not my people.”", "not my people", {"Rufus Vane", NOBODY}),
    ],
    "offices and those who hold them": [
        ("Boris Vane, the prime minister, lost. The PM claimed it would “destroy any chance of talks”.", "destroy", {"Boris Vane"}),
        ("A spokesman for the board promised “grave consequences for anyone who cuts it”. “It will lose,” the spokesman said. Town spokesman Mark Orr was calm.", "will lose", {"spokesman for the board", NOBODY}),
    ],
    "words that lead to a colon, or are owned": [
        ("Captain Rhys Orr was blunt. “No excuses at all from us.” His manager took another line: “I saw plenty I liked.”", "saw plenty", {"manager", NOBODY}),
        ("“Nobody here ever finishes a meal,” complained one critic, but director Yoko Vane is unrepentant: “Hunger is the whole point.”", "Hunger", {"Yoko Vane"}),
        ("Ewan Orr’s first words to her were “Are you insured?”", "insured", {"Ewan Orr"}),
        ("“Why are we here at all?” wondered Rep. Jim Holt (R-Ohio).\n\n“Have you seen it?” Rep. David Marsh (D-R.I.) replied.", "seen it", {"David Marsh"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [row for rows in CASES.values() for row in rows])
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


def served(text, **known):
    return [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in extract(Document(text, **known), GAZETTEER)]


def test_a_label_may_be_the_first_line_of_its_paragraph():
    turns = [
        "Operator\nGood day. I turn it over to Becky Vane.",
        "Becky Vane - Vice President\nThanks. Here is Anil Orr.",
        "Anil Orr - Chief Executive\nVolumes were up.",
        "Anil Orr\nMemphis opens in May.",
    ]
    found = served("\n\n".join(turns), kind="transcript")
    assert found[1:] == [
        ("Becky Vane", "Thanks. Here is Anil Orr."),
        ("Anil Orr", "Volumes were up."),
        ("Anil Orr", "Memphis opens in May."),
    ]


def test_a_name_in_brackets_behind_an_office_is_a_label_by_itself_later():
    turns = [
        "The Minister for Fish (Dame Orla Vane)\nI make a statement.",
        "Gwil Orr (Kelby West) (PC)\nWhy were we not asked?",
        "Dame Orla Vane\nThey were, twice.",
    ]
    assert [name for name, _ in served("\n\n".join(turns), kind="transcript")] == ["Orla Vane", "Gwil Orr", "Orla Vane"]


def test_a_heading_in_capitals_names_who_briefs():
    turns = [
        "PRESS GAGGLE BY PRINCIPAL DEPUTY PRESS SECRETARY OWEN VANE AND SECRETARY OF STATE LENA ORR",
        "MR. VANE: Welcome.",
        "MS. ORR: Thanks.",
        "MR. VANE: No.",
    ]
    assert [name for name, _ in served("\n\n".join(turns))] == ["Owen Vane", "Lena Orr", "Owen Vane"]


def test_titled_surnames_in_capitals_label_turns_of_a_hearing_in_an_article():
    turns = ["Chairman VANE. We begin.", "Senator ORR. How many?", "General MOSS. Nine.", "Senator ORR. Thank you."]
    assert [name for name, _ in served("\n\n".join(turns))] == ["Vane", "Orr", "Moss", "Orr"]


ANSWERS = ["It has a slug. I was angry with it.", "I sit down daily. Writing is rarer.", "My sister. She is right about me."]


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("*We talked to the novelist Caspar Vane at home.*", "Caspar Vane"),
        ("*Novelist Caspar Vane talks to Jill Reddy about slugs.*", None),  # either may be the one who answers
    ],
)
def test_what_is_put_in_italics_between_questions_asks_too(opening, name):
    asked = ["*Your new book has no villain.*", "*Do you write every day?*", "*Who reads you first?*"]
    text = "\n\n".join([opening, *(part for pair in zip(asked, ANSWERS, strict=True) for part in pair)])
    assert served(text) == [(name, answer) for answer in ANSWERS]


def test_questions_and_answers_may_be_called_so():
    asked = ["What does it have?", "How do you write?", "Who reads you?"]
    text = "\n\n".join(["Q&A with novelist Caspar Vane", *(part for pair in zip(asked, ANSWERS, strict=True) for part in pair)])
    assert served(text) == [("Caspar Vane", answer) for answer in ANSWERS]
