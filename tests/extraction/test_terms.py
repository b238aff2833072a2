"""Words in marks that nobody utters: terms, what words of others mean, headlines, what a poll asks, headings, programmes."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()

TERMS = {
    "what a noun behind them names": [
        ("Marsh opposes the “open locks” law, she said.", "open locks"),
        ("Ada Stone said that the “harbour watch” tool does not work.", "harbour watch"),
        ("Marsh read out Sunday's “dead quay” tweet and left.", "dead quay"),
        ("Stone said the council will drop its “two lane” rule.", "two lane"),
        ("Ines Marsh argued that such “shared berth” laws are needed.", "shared berth"),
    ],
    "what is so called": [
        ("The agency said the so-called “tidal umbrella” protects Skarn.", "tidal umbrella"),
        ("Marsh said that the so-called northern “tidal umbrella” must go.", "tidal umbrella"),
        ("Stone is to sue the so-called “pilots of the night,” she said.", "pilots of the night,"),
        ("Theories about the so-called “deep quay,” Marsh added, are none.", "deep quay,"),
        ("A so-called “bread and fish” vote fell, Ines Marsh told the House.", "bread and fish"),
    ],
    "what words of others mean": [
        ("The pilot yelled “Skarra,” Swahili for “the tide is great.”", "the tide is great."),
        ("The motion, which translates to “friend of the quay we love,” was filed on Monday.", "friend of the quay we love,"),
        ("Her ship is called Rua, Maori for “two of everything.”", "two of everything."),
        ("The name, translated as “we who hold the lock,” stands on every hull.", "we who hold the lock,"),
        ("Marsh said her title was Welsh for “keeper of the salt pans.”", "keeper of the salt pans."),
    ],
    "headlines": [
        ("The Mercury headlined a 2018 article “Marsh can’t stop praising the dredger.”", "Marsh can’t stop praising the dredger."),
        ("She sent a link to a story with the headline: “Former pilots struggle to say who paid them.”", "Former pilots struggle to say who paid them."),
        ("Stone was furious at the headline “Marsh sinks the ferry and goes home”.", "Marsh sinks the ferry and goes home"),
        ("Under the headline, “Who owns the quay now,” the Mercury listed them.", "Who owns the quay now,"),
        ("The paper headlined its report “Pilots leave the sinking trust.”", "Pilots leave the sinking trust."),
    ],
    "what a poll asks": [
        ("In a poll 75% said they “dislike or hate” the plan.", "dislike or hate"),
        ("The survey found 41 percent of pilots said they were “not at all sure” of it.", "not at all sure"),
        ("Of those asked, 38% said it made them feel “sick to the stomach”.", "sick to the stomach"),
        ("Some 12% of Skarners said they were “very proud” of the quay, the trust found.", "very proud"),
        ("Only 9 percent said the mayor was “honest and fair”, the Mercury wrote.", "honest and fair"),
    ],
    "headings": [
        ("The plan fell.\n\n“They'd be angry at me”\n\nMarsh went home on Monday.", "They'd be angry at me"),
        ("The plan fell.\n\n1. “A pilot, a mother and a Skarner”\n\nMarsh went home.", "A pilot, a mother and a Skarner"),
        ("The plan fell.\n\n2) “Nobody asked the pilots”\n\nMarsh went home.", "Nobody asked the pilots"),
        ("Marsh left at six.\n\n“No money, no quay, no hope”\n\nHer deputy stayed.", "No money, no quay, no hope"),
        ('The lock is shut.\n\n"It was never ours to sell"\n\nThe trust met on Monday.', "It was never ours to sell"),
    ],
    "programmes": [
        ("She told “Good Morning Skarn” on Sunday that she would stay.", "Good Morning Skarn"),
        ("Marsh told “The Long Watch” that she had seen nothing.", "The Long Watch"),
        ("Ada Stone told “Harbour Talk” in May the lock would open.", "Harbour Talk"),
        ("He told “Quay and Country” he was done.", "Quay and Country"),
        ("The pilot told “Skarn Tonight” on Monday of his fears.", "Skarn Tonight"),
    ],
}  # fmt: skip


def quoted(text: str) -> list[str]:
    """Return the words of each part of each passage."""
    return [part.text for passage in extract(Document(text), GAZETTEER) for part in passage.parts]


@pytest.mark.parametrize(("text", "words"), [row for rows in TERMS.values() for row in rows])
def test_what_nobody_utters_is_no_quotation(text, words):
    assert words not in quoted(text)


SPOKEN = [
    ("Marsh called it “a hard stop” law.", "a hard stop"),
    ("Ada Stone said that the law was “deeply offensive to pilots” and left.", "deeply offensive to pilots"),
    ("Stone said the “we sail at any price” rule had to go.", "we sail at any price"),
    ("He attacked so-called experts, saying “we know better than they do.”", "we know better than they do."),
    ("Stone said: “So-called experts.”", "So-called experts."),
    ("Marsh spoke of the so-called reform and said: “It is theft.”", "It is theft."),
    ("“Skarra is Latin for trouble,” Stone said.", "Skarra is Latin for trouble,"),
    ("Marsh said in Latin: “The tide is high tonight.”", "The tide is high tonight."),
    ("Stone thanked the pilots for “a night that nobody will forget.”", "a night that nobody will forget."),
    ("The headline was wrong. Marsh said: “I never sold the pier.”", "I never sold the pier."),
    ("Marsh denied the headline and said “this is what I mean by a lie.”", "this is what I mean by a lie."),
    ("“The headline says it all,” Stone said.", "The headline says it all,"),
    ("Marsh said 75% agreed with her: “We won at last.”", "We won at last."),
    ("75% of pilots said no, and Marsh said they “hate the plan more.”", "hate the plan more."),
    ("Marsh said rents rose by 12% and called it “a slap in our faces”.", "a slap in our faces"),
    ("Marsh spoke last.\n\n“We sail at noon.”\n\nNobody clapped.", "We sail at noon."),
    ("What the letter says:\n\n“We sail at noon and not a minute before it”\n\nIt is not signed.", "We sail at noon and not a minute before it"),
    ("“We sail at noon and not a minute before it”\n\n— Ada Marsh, pilot", "We sail at noon and not a minute before it"),
    ("Marsh told “the whole truth,” she said.", "the whole truth,"),
    ("Stone told “Ask me again in May” to the crowd.", "Ask me again in May"),
    ("Marsh told the House, “Pilots first.”", "Pilots first."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SPOKEN)
def test_what_somebody_says_of_such_things_is_a_quotation(text, words):
    assert words in quoted(text)
