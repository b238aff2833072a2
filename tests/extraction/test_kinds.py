"""Who is meant, kind by kind: for each rule, texts that it reads aright and texts that it must leave alone."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
PUBLISHED = "2024-05-18"


def said_by(text, words):
    """Return the speaker of the words, "nobody" where they are no quotation."""
    found = [p for p in extract(Document(text, published=PUBLISHED), GAZETTEER) if words in p.text]
    if not found:
        return "nobody"
    speaker = found[0].attribution.speaker
    return speaker.name if speaker else None


def served(text, words, field):
    """Return the value of a field for the words."""
    (found,) = (p for p in extract(Document(text, published=PUBLISHED), GAZETTEER) if words in p.text)
    value = getattr(found.attribution, field)
    return None if value is None else value.value if field == "date" else value.name


WHO = {
    "passive": [
        ("Ruben Marsh was warned to “stay away from the old pump house”.", {None, "nobody"}),
        ("Drivers were advised to “leave the coast road well before dark”.", {None, "nobody"}),
        ("Halima Brennan has been described as “the calmest voice on this coast”.", {None, "nobody"}),
        ("The skipper is accused of “leaving his crew to the weather”.", {None, "nobody"}),
        ("Peig Donnelly was called by Ruben Marsh “the last honest pilot in Ellery”.", {"Ruben Marsh"}),
        ("Ruben Marsh was quoted as saying the pump house was “a danger to every child”.", {"Ruben Marsh"}),
        ("Peig Donnelly was heard to say “the tide will not wait for a committee”.", {"Peig Donnelly"}),
        ("Ruben Marsh was pleased and said the repair was “the best money ever spent”.", {"Ruben Marsh"}),
    ],
    "speech within speech": [
        ("The Lantern quoted Ruben Marsh as saying the pump house was “a danger to every child”.", {"Ruben Marsh"}),
        ("Donnelly cited Ruben Marsh as saying that the sluice was “beyond any repair at all”.", {"Ruben Marsh"}),
        ("Ruben Marsh spoke for an hour. The Lantern quoted him as saying it was “beyond repair”.", {"Ruben Marsh"}),
        ("Inspector Ada Stone said Ruben Marsh had told a neighbour: “Let it burn and say nothing.”", {"Ruben Marsh", None}),
        ("Halima Brennan says Ruben Marsh called the dredger “a rust bucket with a flag”.", {"Ruben Marsh", None}),
        ("Ruben Marsh said the sluice was “beyond any repair at all”.", {"Ruben Marsh"}),
        ("Ruben Marsh said he had told Ada Stone: “Let it burn and say nothing.”", {"Ruben Marsh"}),
        ("Ruben Marsh quoted a proverb and said: “The tide waits for nobody here.”", {"Ruben Marsh"}),
    ],
    "relative clauses and recipients": [
        ("Ruben Marsh chairs the Harbour Trust, which said it would “never sell a single plank”.", {"Harbour Trust", None}),
        ("Ada Stone works for Dunmore Ferries, which called the strike “an insult to every islander”.", {"Dunmore Ferries", None}),
        ("Ruben Marsh received an email saying the lock “must be sold before the spring”.", {"email", None}),
        ("Ada Stone got a letter warning her to “leave the island while you still can”.", {"letter", None, "nobody"}),
        ("“Sell it before the spring,” reads a letter Ada Stone received from Ruben Marsh.", {"Ruben Marsh", "letter", None}),
        ("Ruben Marsh, who chairs the trust, said it would “never sell a single plank”.", {"Ruben Marsh"}),
        ("Ruben Marsh issued a statement saying the lock “must be sold before the spring”.", {"Ruben Marsh", "statement"}),
        ("Ada Stone wrote to the board, saying the lock was “a bath with two doors in it”.", {"Ada Stone"}),
    ],
    "descriptions of others": [
        (
            "Ada Stone, 44, was jailed for theft. The judge told her she had “robbed a whole village of its savings”.",
            {"judge", None},
        ),
        ("Ruben Marsh, 61, died on Friday. The nurse said he had “fought harder than anybody on the ward”.", {"nurse", None}),
        ("Ada Stone was stopped at dawn. The officer said she was “polite and rather tired of it all”.", {"officer", None}),
        ("Ruben Marsh lost the ball twice. The coach said he was “still learning where the pitch ends”.", {"coach", None}),
        ("Ada Stone denied arson. The prosecutor said she had “bought the petrol the very same morning”.", {"prosecutor", None}),
        ("Judge Ada Stone retired on Monday. “I have sent too many boys to prison,” the judge said.", {"Ada Stone"}),
        ("Ada Stone, a judge in Ellery, retired. “I have sent too many boys to prison,” the judge said.", {"Ada Stone"}),
        ("Tech founder Mo Tarn left. “I have built too many things,” the man said.", {"Mo Tarn", "man", None}),
        ("Reality judge Peig Donnelly quit. “I have judged enough,” the singer said.", {"Peig Donnelly", "singer", None}),
        ("Pop star Ada Stone retired. “I have sung too many songs about the sea,” the singer said.", {"Ada Stone", None}),
    ],
    "credits": [
        ("Ada Stone at the quay. (Ines Calloway / Associated Press)\n\n“It leaks from end to end,” she said.", {"Ada Stone", None}),
        ("Ada Stone left.\n\nPhotograph: Ines Calloway/The Guardian\n\n“It leaks from end to end,” she said.", {"Ada Stone", None}),
        ("By Ines Calloway\n\nAda Stone mended the quay herself.\n\n“It leaks from end to end,” she said.", {"Ada Stone", None}),
        ("Ada Stone at work. (Photo by Ines Calloway)\n\n“It leaks from end to end,” she said.", {"Ada Stone", None}),
        ("Ada Stone left.\n\nImage: Ines Calloway\n\n“It leaks from end to end,” she said.", {"Ada Stone", None}),
        ("Ines Calloway (left) mended the quay.\n\n“It leaks from end to end,” she said.", {"Ines Calloway"}),
        ("Photographer Ines Calloway mended the quay. “It leaks from end to end,” she said.", {"Ines Calloway"}),
        ("“It leaks from end to end,” said Ines Calloway (Ellery and District).", {"Ines Calloway"}),
    ],
    "joint speakers": [
        ("“We will not pay for the lock,” said Ada Stone and Ruben Marsh, the two keepers.", {"Ada Stone and Ruben Marsh", None}),
        ("“We will not pay for the lock,” Ada Stone and Ruben Marsh wrote.", {"Ada Stone and Ruben Marsh", None}),
        ("Ada Stone and Ruben Marsh said the lock was “a bath with two doors in it”.", {"Ada Stone and Ruben Marsh", None}),
        ("In May, Ada Stone and Ruben Marsh argued that it was “a bath with two doors”.", {"Ada Stone and Ruben Marsh", None}),
        ("Ada Stone and Ruben Marsh called the lock “a bath with two doors in it”.", {"Ada Stone and Ruben Marsh", None}),
        ("Halima Brennan met Ada Stone and Ruben Marsh said the lock was “a bath with two doors”.", {"Ruben Marsh", None}),
        ("“We will not pay for the lock,” said Ada Stone, and Ruben Marsh nodded.", {"Ada Stone"}),
        ("“We will not pay for the lock,” Ada Stone told Halima Brennan and Ruben Marsh.", {"Ada Stone"}),
    ],
    "names": [
        ("“We have lost the quay again,” Cllr Ada Stone said.", {"Ada Stone"}),
        ("“We have lost the quay again,” Ada Stone MBE said.", {"Ada Stone"}),
        ("“We have lost the quay again,” said Ada “Lefty” Stone, a diver.", {"Ada Stone"}),
        ("“We have lost the quay again,” said Chief Constable Ada Stone.", {"Ada Stone"}),
        ("North Dakota Sen. Ada Stone spoke. “We have lost the quay again,” Stone said.", {"Ada Stone"}),
        ("“We could not make out a breach of the rules,” the Justice Department said.", {"Justice Department", None}),
        ("“We have lost the quay again,” Per Lindholm told reporters.", {"Per Lindholm"}),
        ("Nobody came to the quay.\n\n> We have lost the quay again, and nobody came\n\nThe boats left.", {None}),
        ("“We have lost the quay again,” Matt Baker said.", {"Matt Baker"}),
        ("“We have lost the quay again,” said Justice Ada Stone.", {"Ada Stone"}),
        ("“We have lost the quay again,” per Reuters.", {None}),
    ],
    "countries": [
        ("Israel Marsh was away.\n\nIsrael argued that the map was “a scar drawn by strangers”.", {"Israel", None}),
        ("Jordan Stone, a novelist, was away.\n\nJordan said the wall was “a scar on the whole map”.", {"Jordan", None}),
        ("Chad Marsh was away.\n\nChad said in a filing that the border was “a line in the sand”.", {"Chad", None}),
        ("“It is a scar on the whole map,” Michael Jordan said. “Tear it down,” Jordan said.", {"Michael Jordan"}),
    ],
    "unclosed marks": [
        ("Ada Stone called it a “waste of good money. The council meets again on Tuesday at noon.", {"Ada Stone", None}),
        ("“Where does the water go? she asked.\n\n“To the sea,” said Ruben Marsh.", {None, "Ruben Marsh"}),
    ],
    "simple shapes": [
        ("Ruben Marsh confirmed the sale to Nine News. “It is done and signed,” he said.", {"Ruben Marsh"}),
        ("“It is done and signed” : Ruben Marsh", {"Ruben Marsh", None}),
        ("On social media the Ellery Police said: “Two men have been found alive.”", {"Ellery Police", None}),
        ("“It is very rare,” Ada Stone, head of Dunmore, a grading house in Kelby told the Lantern.", {"Ada Stone"}),
        ("4/ Palace adviser Ruben Marsh: “There is a special place in the harbour for liars.”", {"Ruben Marsh", None}),
    ],
}
ROWS = [(kind, text, names) for kind, rows in WHO.items() for text, names in rows]


@pytest.mark.parametrize(("kind", "text", "names"), ROWS, ids=[f"{kind}-{n}" for n, (kind, *_) in enumerate(ROWS)])
def test_who_is_meant(kind, text, names):
    passages = extract(Document(text, published=PUBLISHED), GAZETTEER)
    got = {p.attribution.speaker.name if p.attribution.speaker else None for p in passages[:1]} or {"nobody"}
    assert got <= names


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“The vote is safe in our hands,” said Ada Stone, the campaign's political director.", "political director"),
        ("Ruben Marsh, an airport spokesperson, said the runway was “under water and guard”.", "spokesperson"),
        ("Ada Stone, chief engineer of the port, said the lock was “a bath with two doors”.", "chief engineer"),
        ("“The lock is rotten all through,” according to Ada Stone, professor of hydrology.", "professor"),
        ("“The lock is rotten all through,” Mayor Ada Stone said.", "Mayor"),
        ("“The lock is rotten all through,” said Ada Stone, and the mayor agreed.", None),
    ],
)
def test_the_role_beside_a_name_is_told(text, role):
    (passage,) = extract(Document(text), GAZETTEER)
    told = passage.attribution.speaker.role
    assert told is None if role is None else role in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Most residents say that “kept the harbour safe” describes Ada Stone well.", "kept the harbour safe"),
        ("Ada Stone wrote “A Long History of Short Piers” in 2011.", "A Long History"),
        ("Ruben Marsh recorded “The Water Is Wide and Cold” in a barn.", "The Water Is"),
    ],
)
def test_what_nobody_said_is_no_quotation(text, words):
    assert said_by(text, words) == "nobody"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Ada Stone called it a “waste of good money. The council meets again on Tuesday.", "The council"),
        ("Ada Stone said it was “old and slow. It was built in 1962 at Kelby.", "It was built"),
        ("“Where does the water go? she asked.\n\n“To the sea,” said Ruben Marsh.", "she asked"),
        ("“We will never sell it, Ruben Marsh told the board. The vote is on Friday.", "The vote"),
    ],
)
def test_a_mark_that_nothing_closes_swallows_no_narration(text, gone):
    assert all(gone not in p.text for p in extract(Document(text), GAZETTEER))


def test_a_paragraph_of_speech_without_a_closing_mark_keeps_its_words():
    text = "Ada Stone rose. “We will never sell it. We will mend it ourselves. We have the tools.\n\nThe hall was silent."
    assert any("We have the tools" in p.text for p in extract(Document(text.replace("rose. ", "rose.\n\n")), GAZETTEER))


@pytest.mark.parametrize(
    ("text", "words", "field", "wrong"),
    [
        ("Ada Stone ended with a jibe at the Kelbian prime minister, saying “he is a kite without a string”.", "kite", "venue", "Kelbian"),
        ("Ada Stone aimed insults at the Danish coach, saying “he is a weather vane with a whistle”.", "vane", "venue", "Danish"),
        ("Ada Stone spoke at the opening of the annual tide conference. “We are late again,” she said.", "late", "venue", "opening"),
        ("“The lock will hold,” Ada Stone said two days before the flood of 4 March 2023.", "lock", "date", "2023-03-04"),
        (
            "In June 2021 the court ruled. On July 2, Ada Stone had posted: “The tide is with us, friends.”",
            "tide", "date", "2023-07-02",
        ),
        ("“The lido will reopen,” Ada Stone told Sky News Australia on Friday.", "lido", "outlet", "Sky News"),
        ("“The lido will reopen,” Ada Stone told The Guardian Weekly in May.", "lido", "outlet", "The Guardian"),
        ("“The lido will reopen,” Ada Stone told ABC Radio Two on Friday.", "lido", "outlet", "ABC Radio"),
        ("“The lido will reopen,” Ada Stone told CBS Radio Four in May.", "lido", "outlet", "CBS Radio"),
    ],
)  # fmt: skip
def test_a_value_is_whole_and_of_this_scene(text, words, field, wrong):
    assert served(text, words, field) != wrong


def test_a_scene_that_has_changed_has_neither_the_old_date_nor_the_old_place():
    text = (
        "In 2016 Halima Brennan told a rally in Kelby that it was hers. “The scarf is a symbol,” she said. "
        "Today she says her reasons were less lofty. “The rent is dear,” she says."
    )
    assert served(text, "rent", "date") in {None, "2024", "2024-05", "2024-05-18"}
    assert served(text, "rent", "venue") is None
