"""Who is meant in sentences of further structures, kind by kind, with sentences in which an over-eager rule would do harm."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
CASES = {
    "what somebody is heard or remembered to say is that one's": [
        ("Ines Calloway recalled her uncle saying that the quay was “a shelf for other men's boats”.", "shelf", {None, "uncle"}),
        (
            "Ruben Marsh remembers Peig Donnelly telling him that the quay was “a shelf for other men's boats”.",
            "shelf",
            {"Peig Donnelly"},
        ),
        ("Peig Donnelly heard the pilot say the light was “dimmer than a church”.", "dimmer", {None, "pilot"}),
        ("Peig Donnelly, who had heard Ruben Marsh call the plan “a net with no knots”, left.", "net with", {"Ruben Marsh"}),
        ("Ines Calloway posted a video of a shepherd shouting “grass before golf”.", "grass before", {None, "shepherd"}),
        # harm: whoever hears something and then speaks
        ("Ines Calloway heard the news and said the quay was “a shelf for other men's boats”.", "shelf", {"Ines Calloway"}),
        ("Ines Calloway, who saw the report, called the quay “a shelf for other men's boats”.", "shelf", {"Ines Calloway"}),
        ("Ines Calloway was heard telling a friend the quay was “a shelf for other men's boats”.", "shelf", {"Ines Calloway"}),
    ],
    "a petition that demands is nobody named": [
        (
            "Ruben Marsh handed the board a petition, signed by 300 pilots, demanding “light before lawns”.",
            "light",
            {None, "petition"},
        ),
        ("Ruben Marsh issued a statement demanding “light before lawns”.", "light", {"Ruben Marsh"}),
    ],
    "an apposition stands before auxiliaries": [
        (
            "Ruben Marsh claimed the pilot, Peig Donnelly, had promised him that “nobody will be left on the quay”.",
            "nobody will",
            {"Peig Donnelly"},
        ),
        ("The pilot, Peig Donnelly, has since called the quay “a shelf with no boats”.", "shelf", {"Peig Donnelly"}),
    ],
    "relative clauses have auxiliaries and plain forms": [
        (
            "Ines Calloway met the Harbour Trust, which has accused the town of “selling its own shadow”.",
            "shadow",
            {None, "Harbour Trust"},
        ),
        (
            "Ines Calloway wrote to Ruben Marsh, who had repeatedly called the quay “a shelf with no boats”.",
            "shelf",
            {"Ruben Marsh"},
        ),
    ],
    "a verb in the past ends a name": [
        ("Marsh met officials on Monday. He called the quay “a shelf with no boats”.", "shelf", {None, "Marsh"}),
    ],
    "words under a heading are those of the clause behind": [
        ("Quay: “It is a shelf,” said Ines Calloway.", "It is a shelf", {"Ines Calloway"}),
        ("Calloway: “It is a shelf.”", "It is a shelf", {None}),
    ],
    "how somebody put it": [
        ("“We are a raft with a mayor,” was how Ruben Marsh described the town.", "raft", {"Ruben Marsh"}),
        ("“We are a raft with a mayor,” is how Ines Calloway sums up the island.", "raft", {"Ines Calloway"}),
    ],
    "a sign in the hand is no sign that is read": [
        ("Holding a banner, Ines Calloway said: “No light, no landing.”", "No light", {"Ines Calloway"}),
    ],
    "roles of a kind": [
        (
            "Chief Inspector Ines Calloway asked for witnesses. “Somebody saw the boat,” the officer said.",
            "Somebody",
            {"Ines Calloway"},
        ),
        (
            "The court heard from surgeon Peig Donnelly. “The bone had set badly,” the doctor told the jury.",
            "bone",
            {"Peig Donnelly"},
        ),
        ("Ruben Marsh became mayor in 2011. “We had one lamp,” the mayor recalled.", "lamp", {"Ruben Marsh"}),
        (
            "Ines Calloway, the archaeologist leading the dig, knelt down. “It was a drain,” the archaeologist said.",
            "drain",
            {"Ines Calloway"},
        ),
        # harm: another one of the kind is spoken of, or the kind is not theirs
        (
            "Inspector Ines Calloway praised an officer who was hurt. “I felt nothing until I sat down,” the officer said.",
            "felt nothing",
            {None, "officer"},
        ),
        ("Ruben Marsh met surgeon Peig Donnelly. “The sea was flat,” the pilot said.", "flat", {None, "pilot"}),
    ],
    "bodies with two links, ranks of several words": [
        (
            "The Skarn-based Society for the Protection of Gulls said the plan was “murder with a permit”.",
            "murder",
            {"Society for the Protection of Gulls"},
        ),
        ("“The boat was upside down,” said Petty Officer Second Class Ada Pell.", "upside", {"Ada Pell"}),
    ],
    "a timed entry is read by itself": [
        (
            "11:42 Ines Calloway is on the quay, reports our Ellery Pike.\n\n11:58 Donnelly is speaking now. “I will stay,” he says.",
            "I will stay",
            {None, "Donnelly", "Peig Donnelly"},
        ),
    ],
    "nouns in the plural before their verb": [
        ("Firefighters said the hydrants were “dry as pulpits”.", "dry", {"firefighters"}),
    ],
    "recordings and diaries show who says it": [
        ("Footage from the quay shows Ruben Marsh screaming, “It was meant to be empty!”", "meant to be", {"Ruben Marsh"}),
        ("The log records Peig Donnelly saying, “We have no light, smile anyway.”", "no light", {"Peig Donnelly"}),
        (
            "The board played a recording in which Ruben Marsh can be heard telling a clerk to “lose every lamp”.",
            "lose",
            {None, "Ruben Marsh"},
        ),
    ],
    "what is reported that somebody had said": [
        (
            "The Mercury reported that Peig Donnelly had described the stairs as “a chimney with a carpet”.",
            "chimney",
            {"Peig Donnelly"},
        ),
        ("Ines Calloway noted that Ruben Marsh had written to his sister: “They will thank me.”", "thank", {"Ruben Marsh"}),
    ],
    "what an interview in which tells is its subject's": [
        ("Ines Calloway gave an interview in which she called the quay “a shelf with no boats”.", "shelf", {"Ines Calloway"}),
    ],
    "in somebody's words": [
        ("In Peig Donnelly's words, the quay was “a box of tinder with a bar”.", "tinder", {"Peig Donnelly"}),
        ("In the view of Peig Donnelly, the quay was “a box of tinder with a bar”.", "tinder", {"Peig Donnelly"}),
        ("In the end, Ruben Marsh called the quay “a box of tinder with a bar”.", "tinder", {"Ruben Marsh"}),
    ],
    "who is announced speaks next": [
        ("Not so, says Ines Calloway. “The gate was sound.”", "gate", {"Ines Calloway"}),
        ("Ines Calloway watched the vote. Her advice? “Leave early and bring bread.”", "bread", {"Ines Calloway"}),
        ("Ruben Marsh's verdict? “Too little, too late, too brown.”", "brown", {None, "Ruben Marsh"}),
        ("What did Ruben Marsh say? “Too little, too late,” said Ines Calloway.", "too late", {"Ines Calloway"}),
    ],
    "joint speakers": [
        ("Ines Calloway and her deputy both called the quay “a box of tinder”.", "tinder", {None, "Ines Calloway and her deputy"}),
        ("Norland and its neighbours condemned the dam as “a cork in our throat”.", "cork", {None, "Norland and its neighbours"}),
        ("Trade and Water Minister Peig Donnelly said the leak was “a spoon in a lake”.", "spoon", {"Peig Donnelly"}),
    ],
    "bodies whose names have and": [
        ("The Canal and River Trust said that the gate had “outlived its makers”.", "outlived", {"Canal and River Trust"}),
        ("The Ministry of Water, Land and Fish said it was “aware of the quay”.", "aware", {"Ministry of Water, Land and Fish"}),
    ],
    "names": [
        ("Superintendent Ruth Pell QPM AO said crews had been “let down by a pump”.", "let down", {"Ruth Pell"}),
        ("According to Sgt. 1st Class Maria Pell, the gate “folded like a napkin”.", "folded", {"Maria Pell"}),
        (
            "Dr Calloway, no relation to the mayor, Ines Calloway, treated him. “He was blue,” Dr Calloway said.",
            "blue",
            {"Calloway"},
        ),
        (
            "Ruben Marsh, the deputy governor, spoke first. The deputy governor called the ledger “a novel in numbers”.",
            "novel",
            {"Ruben Marsh"},
        ),
        (
            "Ruben Marsh hired Ines Calloway, a pilot who once dismissed the quay as “a ditch with ambitions”.",
            "ditch",
            {"Ines Calloway"},
        ),
        ("Update, 4 p.m.: “We have floated the barge,” Ruben Marsh told reporters.", "floated", {"Ruben Marsh"}),
    ],
    "a country and somebody whose given name it is": [
        ("Georgia Pell leads the party. Georgia called the dam “a cork in our throat”.", "cork", {None, "Georgia Pell", "Georgia"}),
        ("Peig Donnelly spoke first. Jordan called the dam “a cork in our throat”.", "cork", {"Jordan"}),
    ],
    "an aside before the colon": [
        ("Calloway, in an email to the Herald: “The quay is fine.”", "quay is fine", {"Calloway"}),
    ],
}


def served(text, words, **fields):
    """Return the names under which the quotations with some words are served."""
    found = extract(Document(text, published="2024-05-18", **fields), GAZETTEER)
    return [p.attribution.speaker and p.attribution.speaker.name for p in found if any(words in part.text for part in p.parts)]


@pytest.mark.parametrize(("text", "words", "names"), [case for kind in CASES.values() for case in kind])
def test_whose_words_they_are(text, words, names):
    found = served(text, words)
    assert found
    assert set(found) <= names


@pytest.mark.parametrize(
    ("title", "text", "words", "name"),
    [
        ("Remarks by Prime Minister Peig Donnelly", "PRIME MINISTER DONNELLY: Three promises.\n\nFerries: We sail again.\n\nBread: We bake again.", "We bake", "Peig Donnelly"),
        ("Town hall", "PEIG DONNELLY: Three promises.\n\nHousing: We build again.\n\nThank you.", "We build", "Peig Donnelly"),
        ("Remarks by Peig Donnelly at the Skarn Club", "Thank you.\n\nThe quay will stay open.", "quay will", "Peig Donnelly"),
        ("Skarn", "Remarks by Mayor Peig Donnelly\n\nThank you.\n\n(Applause.)\n\nThe quay will stay open.", "quay will", "Peig Donnelly"),
        ("Remarks on the quay", "Thank you.\n\nThe quay will stay open.", "quay will", None),
        ("Remarks by Mayor Peig Donnelly at the ball", "Good evening.\n\nHoses: We have bought two hundred.", "two hundred", "Peig Donnelly"),
        ("Trial", "THE COURT: Proceed.\n\nMR. HALE: Thank you.\n\nQ BY MR. HALE: Who signed it?\n\nA I signed a napkin.", "Who signed", "Hale"),
        ("Trial", "THE COURT: Proceed.\n\nMR. HALE: Thank you.\n\nQ Who signed it?\n\nA I signed a napkin.", "a napkin", None),
        ("Call", "Operator\n\nWelcome.\n\nAda Pell\n\nHow many boats?\n\nRobert Orr\n\nEleven boats.\n\nAda Pell\n\nThank you.", "Eleven", "Robert Orr"),
        ("Debate", "MODERATOR: The quay, please.\n\nCalloway: It stays open.\n\nMarsh: It does not.", "It stays", "Calloway"),
    ],
)  # fmt: skip
def test_whose_words_a_transcript_holds(title, text, words, name):
    assert served(text, words, title=title, kind="transcript") == [name]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“The cat came back,” said Amos Pell, 63, a retired pump operator from Skarn.", "retired pump operator"),
        ("“The cat came back,” said Amos Pell, 63, tired but smiling.", None),
    ],
)
def test_role_behind_an_age(text, role):
    (found,) = extract(Document(text), GAZETTEER)
    assert found.attribution.speaker.role == role


@pytest.mark.parametrize(
    ("announcement", "paragraph", "name"),
    [
        ("Peig Donnelly posted a statement on Facebook:", "Much was made of my doubts about the quay, and all of it is true.", "Peig Donnelly"),
        ("As Ruben Marsh wrote for the Lantern:", "The court takes up quays so rarely that any word of it counts.", "Ruben Marsh"),
        ("The board set three conditions:", "The quay stays open to everybody who lives on the island.", None),
        ("Ruben Marsh told the board what he wanted:", "A quay and a lamp", None),
        ("Peig Donnelly said there were two ways:", "1. Close the quay before the winter and mend it in the spring.", None),
        ("I said to my wife:", "The quay stays open to everybody who lives on the island.", None),
        ("Update: Peig Donnelly says she will mend it:", "The board has met again and will meet once more on Friday.", None),
    ],
)  # fmt: skip
def test_a_paragraph_that_a_colon_announces(announcement, paragraph, name):
    text = f"The quay has been shut since the storm.\n\n{announcement}\n\n{paragraph}\n\nThe board is silent."
    assert served(text, paragraph[:20]) == ([] if name is None else [name])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Quay shut after storm” — Northern Mercury, August 15, 2008", "Quay shut"),
        ("The piece is meant to further the “Stone sold the quay” narrative that papers have pushed.", "Stone sold"),
        ("Ruben Marsh wrote a new play called “women of the quay and sea” last year.", "women of"),
        ("The fair had stickers and slogans like “Quays belong to us all” on every wall.", "Quays belong"),
    ],
)
def test_what_nobody_says(text, words):
    assert served(text, words) == []


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("“We close the quay after the storm” — Ruben Marsh, harbour master", "We close", ["Ruben Marsh"]),
        ("Asked whether the quay would fall, Ruben Marsh shrugged. “Everything falls.”", "Everything", ["Ruben Marsh"]),
        (
            "Ruben Marsh has fallen out with Peig Donnelly, who on Friday branded him “a mayor of potholes”.",
            "potholes",
            ["Peig Donnelly"],
        ),
        ("Surely Ruben Marsh knew? “I read it in the Mercury,” he says.", "I read it", ["Ruben Marsh"]),
        ("Professor Emerita Hilde Pell said the iron was “tired of trains”.", "tired", ["Hilde Pell"]),
    ],
)
def test_what_somebody_says(text, words, names):
    assert served(text, words) == names
