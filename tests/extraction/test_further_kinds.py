"""Who is meant in further structures: for each rule, texts that it reads aright and texts that it must leave alone."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()


def read(text, words):
    """Return the passages of a text that hold some words."""
    return [p for p in extract(Document(text, published="2024-05-18"), GAZETTEER) if words in p.text]


WHO = {
    "passive of any verb": [
        ("Ruben Marsh was ordered to “stay well away from every sluice”.", "stay well", {None}),
        ("Peig Donnelly is widely regarded as “the finest pilot on this coast”.", "the finest", {None}),
        ("Peig Donnelly was seen by many as “a saint with a boathook”.", "a saint", {None}),
        ("Ruben Marsh was found guilty of “reckless use of a dredger”.", "reckless use", {None}),
        ("The pump house is listed as “at risk of falling into the sea”.", "at risk", {None}),
        ("Ruben Marsh was determined to “sail until the last lamp is out”.", "sail until", {"Ruben Marsh", None}),
        ("Ruben Marsh said the loss was limited to “a few planks and a lamp”.", "a few planks", {"Ruben Marsh"}),
        ("Ruben Marsh, who was elected in May, says the sluice is “a door to nowhere”.", "a door", {"Ruben Marsh"}),
        ("“It was a door to nowhere,” Ruben Marsh was overheard telling a driver.", "a door", {"Ruben Marsh"}),
    ],
    "documents of others": [
        ("Ruben Marsh showed reporters an email warning that the lock was “moving in the night”.", "moving in", {"email", None}),
        ("Ada Stone signed a petition demanding that the town “give the quay back to the seals”.", "give the quay", {"petition", None}),
        ("Ada Stone read a pamphlet saying the quay was “not a car park for yachts”.", "not a car park", {"Ada Stone", "pamphlet", None}),
        ("Ada Stone wrote a letter saying the quay was “no place for a palace”.", "no place", {"Ada Stone"}),
        ("Ada Stone issued a statement saying the quay was “no place for a palace”.", "no place", {"Ada Stone", "statement"}),
        ("Ada Stone left the board, saying the quay was “no place for a palace”.", "no place", {"Ada Stone"}),
    ],
    "openings without a comma": [
        ("Ada Stone left on Friday. In a letter to parents the headteacher said it was “a loss to us all”.", "a loss", {"headteacher", None}),
        ("On the quay the harbour board said the storm was “the worst since the light went out”.", "the worst", {"harbour board", None}),
        ("According to Per Holm, the seal was “drunk on herring and applause”.", "drunk on", {"Per Holm"}),
        ("The vote, said Ada Stone, was lost in May. Orr told Will Vane it was “drunk on herring and applause”.", "drunk on", {"Orr", None}),
    ],
    "nouns that no table has": [
        ("“The seals swam better than the mayor,” said the lamplighter, Tove Orr.", "The seals", {"Tove Orr"}),
        ("“The seals swam better than the mayor,” said the lamplighter.", "The seals", {"lamplighter", None}),
        ("“The seals swam better than the mayor,” said Tove Orr, the lamplighter.", "The seals", {"Tove Orr"}),
    ],
    "offices to a country": [
        ("Norland Ambassador to Wales Ruben Marsh said it was “a net with more holes than string”.", "a net", {"Ruben Marsh"}),
        ("Norland Ambassador to the Netherlands, Ruben Marsh, said it was “a net with more holes”.", "a net", {"Ruben Marsh"}),
    ],
    "who acts in the last clause": [
        ("Ruben Marsh sold the lamp in March, and Hugo Orr bought it back. “I could not sleep,” he said.", "could not", {"Hugo Orr"}),
        ("Ruben Marsh sold the lamp and went home to Hugo Orr. “I could not sleep,” he said.", "could not", {"Ruben Marsh", None}),
    ],
    "a credit that ends a caption": [
        ("Ada Stone on the quay on Sunday. Photo by Greta Lund\n\n“I smelled it first,” she said.", "I smelled", {"Ada Stone", None}),
        ("Ada Stone had a photo by the lamp. “I smelled it first,” she said.", "I smelled", {"Ada Stone"}),
    ],
    "several who speak together": [
        ("Ruben Marsh, Ada Stone and Hugo Orr wrote that the lamp was “a lung of the town”.", "a lung", {"Ruben Marsh, Ada Stone and Hugo Orr", None}),
        ("Ruben Marsh, with Ada Stone, wrote that the lamp was “a lung of the town”.", "a lung", {"Ruben Marsh"}),
    ],
    "a number of people that is nobody": [
        ("Half of those asked chose “very worried about the lamp” over any other answer.", "very worried", {None}),
    ],
    "words that only open": [
        ("Ruben Marsh dined with Ada Stone. Afterwards the harbour master called it “salty but digestible”.", "salty", {"harbour master", None}),
        ("Downriver the harbour master called it “salty but digestible”.", "salty", {"harbour master", None}),
        ("• Rowing: Ada Stone won. “The lane was a gift from the wind,” she said.", "The lane", {"Ada Stone"}),
        ("More: Skarn vote, Ada Stone said. “The lane was a gift,” she said.", "The lane", {"Ada Stone"}),
        ("Ada the harbour master called it “salty but digestible”.", "salty", {"Ada", "harbour master", None}),
    ],
    "offices and bodies in several words": [
        ("Norland state Rep. Hugo Orr called the bill “a goat in a wedding dress”.", "a goat", {"Hugo Orr"}),
        ("“Our doors are shut to nobody,” the Department for Boats and Harbours said.", "Our doors", {"Department for Boats and Harbours"}),
        ("“Our doors are shut to nobody,” the Department of Boats and Ada Stone said.", "Our doors", {"Ada Stone", "Department of Boats", None}),
        ("Former goalkeeper turned priest Hugo Orr says penance is “a penalty you take alone”.", "a penalty", {"Hugo Orr"}),
        ("Baroness Orr said the lamp was “honest about nothing but the sea”.", "honest", {"Orr"}),
        ("The boat belonged to May Orr, who called it “a lawyer with a mast”.", "a lawyer", {"May Orr"}),
    ],
    "documents and participles": [
        ("Ada Stone found a note on her door that said: “We know where the boat is.”", "We know", {"note on her door", "note", None}),
        ("Hugo Orr, once dismissed as “a tenor with one lung”, won the prize.", "a tenor", {None}),
        ("Hugo Orr, the captain, dismissed the claim as “a song with one verse”.", "a song", {"Hugo Orr"}),
    ],
    "nouns of relative clauses": [
        ("Ruben Marsh was sent a bill that called the lamp “an optional extra for pilots”.", "an optional", {"bill", None}),
        ("Ruben Marsh was so tired that he called the lamp “an optional extra for pilots”.", "an optional", {"Ruben Marsh"}),
        ("Nobody believed Ada Stone when she said “the islands will sink”.", "the islands", {"Ada Stone"}),
    ],
    "numbers that open": [
        ("Ada Stone kept the lamp. Twenty years later she said: “The lamp was a mistake.”", "The lamp was", {"Ada Stone"}),
        ("Ten councillors said the lamp was “a mistake that shines”.", "a mistake", {"ten councillors", "Ten councillors", "councillors", None}),
    ],
    "a mark that nothing closes": [
        ("“Who left the gate open? asked the shepherd.\n\n“The wind did,” said Ada Stone.", "The wind", {"Ada Stone"}),
        ("“I saw it go out, Ada Stone said. Nobody else was there.\n\nIt goes on.", "I saw it", {"Ada Stone", None}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [row for rows in WHO.values() for row in rows])
def test_who_is_meant(text, words, names):
    (found,) = read(text, words)
    speaker = found.attribution.speaker
    assert (speaker.name if speaker else None) in names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Who left the gate open? asked the shepherd.\n\n“The wind did,” said Ada Stone.", "asked the shepherd"),
        ("Ada Stone called it “long and silent. Her brother had gone.\n\n“We ate the nets,” Ada Stone said.", "Her brother"),
        ("“We lost, said Ada Stone, the captain, on Friday. The team flies home.", "The team"),
        ("“I saw it go out, Ada Stone said. Nobody else was there.\n\nIt goes on.", "Nobody else"),
    ],
)
def test_narration_behind_a_mark_that_nothing_closes_is_no_quotation(text, words):
    assert not read(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Stone said: “We lost the boat. We lost the nets.\n\n“We did not lose the men.”", "We did not lose the men"),
        ("“They came in, asked the way and left. It was over in a minute,” said Ada Stone.", "asked the way and left. It was over"),
    ],
)
def test_words_that_go_on_are_kept(text, words):
    (found,) = read(text, words)
    assert found.attribution.speaker.name == "Ada Stone"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“The lamp was never lit,” said Ada Stone, who is the chief curator of the museum.", "chief curator"),
        ("“The lamp was never lit,” said Ada Stone, now the harbour master.", "harbour master"),
        ("“The lamp was never lit,” said Ada Stone, a lamplighter.", "lamplighter"),
        ("“The lamp was never lit,” said Ada Stone, a winter later.", None),
        ("“The lamp was never lit,” said Ada Stone, who is late.", None),
        ("“The lamp was never lit,” said Ada Stone, whose brother is a pilot.", None),
    ],
)
def test_the_role_behind_a_name(text, role):
    (found,) = read(text, "The lamp")
    assert found.attribution.speaker.role == role


def test_a_date_in_what_was_said_or_before_the_scene_changed_is_not_the_date_of_the_words():
    (found,) = read("Ada Stone said that when the mill opened on 2 October 2015 it was “a ruin with a ribbon”.", "a ruin")
    assert found.attribution.date is None
    text = "In 1998 Ada Stone said: “The lamp will hold.” Twenty years later she said: “The lamp was a mistake.”"
    (later,) = read(text, "The lamp was")
    assert later.attribution.date is None
    text = (
        "In March 2019, at a hearing in Kelby, Ada Stone said: “The pipes are fine.” She now says not. “They were soup,” she says."
    )
    (first,), (second,) = read(text, "The pipes"), read(text, "They were soup")
    assert first.attribution.date.value == "2019-03"
    assert second.attribution.date is None
    assert second.attribution.venue is None


def test_the_answers_of_the_one_person_who_has_a_label_are_an_interview():
    text = "**Why salt?**\n\nAda Stone: It lasts.\n\n**And sugar?**\n\nAda Stone: It lies.\n\nThe shop closes at six."
    (first,), (second,) = read(text, "It lasts"), read(text, "It lies")
    assert {first.attribution.speaker.name, second.attribution.speaker.name} == {"Ada Stone"}
    assert first.text == "It lasts."
    assert not read(text, "The shop")
    assert not read("Why salt?\n\nNote: It lasts.\n\nAnd sugar?\n\nAda Stone: It lies.", "It l")
    paper = "Interview\n\nTide Post: Why salt?\n\nAda Stone: It lasts.\n\nTide Post: And sugar?\n\nStone: It lies to me."
    assert [(p.text, p.attribution.speaker.name) for p in (*read(paper, "It lasts"), *read(paper, "It lies"))] == [
        ("It lasts.", "Ada Stone"),
        ("It lies to me.", "Ada Stone"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "is_quotation"),
    [
        ("On deck: “Pull the line.”\n\nAda Stone laughed.", "Pull the line", True),
        ("The sign: “wet paint”.\n\nAda Stone laughed.", "wet paint", False),
        ("Ada Stone read “The Wreck of the Gull” as a girl.", "The Wreck", False),
        ("Some US states have “papers, please” laws that nobody reads.", "papers, please", False),
    ],
)
def test_what_is_a_quotation(text, words, is_quotation):
    assert bool(read(text, words)) is is_quotation


def test_a_block_quote_that_repeats_words_of_the_text_is_a_pull_quote():
    text = "Ruben Marsh saw the flood.\n\n> The seals swam better than the mayor\n\n“The seals swam better than the mayor,” said Tove Orr."
    (found,) = read(text, "The seals")
    assert found.attribution.speaker.name == "Tove Orr"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("the New York Times Magazine", "The New York Times Magazine"),
        ("CNN en Español", "CNN en Español"),
        ("RTÉ Radio 1", "RTÉ Radio 1"),
        ("CNN on Friday", "CNN"),
        ("CNN 5 days later", "CNN"),
    ],
)
def test_an_outlet_is_named_whole(told, name):
    (found,) = read(f"“The lamp was never lit,” Ada Stone told {told}.", "The lamp")
    assert found.attribution.outlet.name == name
