"""Whose words an article, a court or a hearing gives by way of others: inputs to catch, and inputs to leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "a document that somebody quotes is its author's": [
        ("Officials quote a message that Ines Moll sent to her sister: “The tide will wait for us.”", "tide will", {"Ines Moll"}),
        ("Officials quoted from an e-mail from Ines Moll: “The tide will wait for us.”", "tide will", {"Ines Moll"}),
        ("The indictment cites a letter by Ines Moll: “The tide will wait for us.”", "tide will", {"Ines Moll"}),
        ("Ada Stone quoted Ines Moll’s letter: “The tide will wait for us.”", "tide will", {"Ines Moll"}),
        ("Officials cited the diary of Ines Moll, who wrote: “The tide will wait for us.”", "tide will", {"Ines Moll"}),
        ("In her speech Ada Stone quoted Ines Moll: “The tide will wait for us.”", "tide will", {"Ines Moll"}),
        # harm: who only names a source says the words
        ("Ada Stone, citing a letter from Ines Moll, said the tide was “gone for good now”.", "gone for", {"Ada Stone"}),
        ("Quoting Ines Moll, Ada Stone said: “The tide will wait for us.”", "tide will", {"Ada Stone"}),
        ("“The tide will wait for us,” Ada Stone said, quoting Ines Moll.", "tide will", {"Ada Stone"}),
        ("Ada Stone wrote a letter: “The tide will wait for us.”", "tide will", {"Ada Stone"}),
    ],
    "a document behind whose is its owner's words": [
        ("Ada Stone thanked Ines Moll, whose letter to the bishop called the sale “a thorn in a sponge”.", "a thorn", {"Ines Moll"}),
        ("Ada Stone replied to Ines Moll, whose e-mail had described the sale as “a thorn in a sponge”.", "a thorn", {"Ines Moll", NOBODY}),
        ("Ada Stone met Ines Moll, whose memo to the board in May calls the sale “a thorn in a sponge”.", "a thorn", {"Ines Moll"}),
        ("Ada Stone thanked Ines Moll, whose son in Kelby called the sale “a thorn in a sponge”.", "a thorn", {NOBODY, "son", "son in Kelby"}),
        ("Ada Stone joined a choir, whose leaflet for the fair calls the sale “a thorn in a sponge”.", "a thorn", {NOBODY, "leaflet", "choir"}),
        # harm: the clause is over
        ("Ada Stone, whose letter to the bishop was lost, called the sale “a thorn in a sponge”.", "a thorn", {"Ada Stone"}),
        ("Ada Stone, whose mother wrote a letter, called the sale “a thorn in a sponge”.", "a thorn", {"Ada Stone"}),
        ("Ines Moll, whose choir sings on Monday, said the sale was “a thorn in a sponge”.", "a thorn", {"Ines Moll"}),
    ],
    "words that somebody else passes on between commas": [
        ("Pell’s exact words, Stone added, were: “Nobody ever drowned in a ledger.”", "Nobody ever", {"Pell"}),
        ("The mayor is Ruben Pell. Pell’s words, Ada Stone recalled, were: “Nobody ever drowned in a ledger.”", "Nobody ever", {"Ruben Pell"}),
        ("Ruben Pell’s reply, she said, was “nobody ever drowned in a ledger”.", "nobody ever", {"Ruben Pell"}),
        # harm
        ("Ruben Pell’s reply was short, Ada Stone said: “Nobody ever drowned in a ledger.”", "Nobody ever", {"Ada Stone", NOBODY}),
        ("Pell’s words were wrong, Ada Stone said. “Nobody ever drowned in a ledger,” she added.", "Nobody ever", {"Ada Stone"}),
    ],
    "a passive with get": [
        ("Ruben Pell got called “a clown in a rented suit” by his deputy, Ines Moll, on Monday.", "a clown", {"Ines Moll"}),
        ("Ruben Pell gets described as “a clown in a rented suit”.", "a clown", {NOBODY}),
        ("Ruben Pell got told to “sit down and eat the soup”.", "sit down", {NOBODY}),
        ("The pilots were getting told the boat was “a clown in a rented suit”.", "a clown", {NOBODY}),
        ("Ruben Pell got labelled “a clown in a rented suit” for it.", "a clown", {NOBODY}),
        # harm
        ("Ruben Pell got up and called her “a clown in a rented suit”.", "a clown", {"Ruben Pell"}),
        ("Ruben Pell got the joke and said it was “a clown in a rented suit”.", "a clown", {"Ruben Pell"}),
        ("“We got told to wait,” said Ruben Pell.", "got told", {"Ruben Pell"}),
    ],
    "what goes on with a title before a name": [
        ("“We found the van at dawn,” said FBI Special Agent in Charge Boyd Pell.", "found the van", {"Boyd Pell"}),
        ("Special Agent in Charge Ines Moll said the van was “empty and cold and wet”.", "empty and", {"Ines Moll"}),
        ("“We found the van at dawn,” said Officer in Charge Ada Stone.", "found the van", {"Ada Stone"}),
        ("“We found the van at dawn,” said outgoing Mayor Ines Moll.", "found the van", {"Ines Moll"}),
        ("“We found the van at dawn,” said ousted President Ruben Pell.", "found the van", {"Ruben Pell"}),
        ("“We found the van at dawn,” said retired Sgt. 1st Class Ruben Pell.", "found the van", {"Ruben Pell"}),
        # harm
        ("“We found the van at dawn,” said the nurse in charge.", "found the van", {"nurse in charge", "nurse", NOBODY}),
        ("“We found the van at dawn,” Ada Stone told outgoing Mayor Ines Moll.", "found the van", {"Ada Stone"}),
        ("“We found the van at dawn,” Stone said flanking Mayor Ines Moll.", "found the van", {"Stone"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in CASES.values() for case in cases])
def test_whose_words_they_are(text, words, names):
    assert speaker_of(text, words, published="2026-11-28") in names


def test_a_title_in_charge_is_no_claim():
    (found,) = extract(Document("“We found the van at dawn,” said Special Agent in Charge Boyd Pell."), GAZETTEER)
    assert found.standing == "asserted"


_COURT = "THE COURT: Proceed.\n\nMR. HALE: I call the pilot.\n\n{heading}\n\nQ. Where were you?\n\nA. I was on the quay."


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (_COURT.format(heading="DIRECT EXAMINATION BY MS. MOLL:"), "Where were you", "Moll"),
        (_COURT.format(heading="CROSS-EXAMINATION BY MR. PELL"), "Where were you", "Pell"),
        (_COURT.format(heading="REDIRECT EXAMINATION BY MR. PELL:"), "Where were you", "Pell"),
        (_COURT.format(heading="DIRECT EXAMINATION\n\nBY MS. MOLL:"), "Where were you", "Moll"),
        (_COURT.format(heading="MR. HALE: He is here."), "Where were you", NOBODY),  # no reporter asks in court
        ("CHAIR MARSH: Order.\n\nDR. MOLL: It thins.\n\nRANKING MEMBER PELL: By how much?\n\nDR. MOLL: A foot.", "By how much", "Pell"),
        ("The Hon. Ada Stone (Skarn—Minister for Water) (14:05): It fills.\n\nMs PELL (Kelby) (14:06): When?\n\nMr MOLL: Now.\n\nMs PELL: Good.", "It fills", "Ada Stone"),
        # harm
        ("MS. MOLL: Good morning.\n\nQ  Will it sail?\n\nMS. MOLL: It will.\n\nQ  When?\n\nMS. MOLL: On Monday.", "Will it sail", "reporter"),
        ("ADA STONE: Who won?\n\nRUBEN PELL: The gulls.\n\nRanking: the gulls, then the cats.\n\nADA STONE: And the dogs?", "And the dogs", "Ada Stone"),
        ("The Minister for Water (Ada Stone): It fills.\n\nMs PELL (Kelby): When?\n\nAda Stone: Now.\n\nMs PELL: Good.", "It fills", "Ada Stone"),
    ],
)  # fmt: skip
def test_whose_turn_it_is(text, words, name):
    assert speaker_of(text, words, kind="transcript") == name


def test_words_of_a_document_without_an_author_are_only_cited_by_who_quotes_it():
    (found,) = extract(Document("Ada Stone cited a letter: “The tide will wait for us.”"), GAZETTEER)
    assert (found.attribution.speaker and found.attribution.speaker.name, found.standing) == ("Ada Stone", "cited")
