"""Whose words they are, in kinds met on texts written without a look at the rules: inputs to catch, and inputs to leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "reported as saying": [
        ("Le Jour reported Minister Ines Marsh as saying that the tax was “dead and buried for good”.", "dead and buried", {"Ines Marsh"}),
        ("The Skarn Post recorded the pilot Ada Stone as saying the quay was “a bath with two doors”.", "two doors", {"Ada Stone"}),
        ("The Lantern reported him as saying the quay was “a bath with two doors”. Ruben Pell was not asked.", "two doors", {"Ruben Pell", NOBODY}),
        # harm: the verb without "as saying"
        ("The Lantern reported the sale, and Ada Stone said that it was “a bath with two doors”.", "two doors", {"Ada Stone"}),
    ],
    "one told apart from another": [
        ("It was Ines Marsh, and not Ruben Pell, who said “the ferry is a bath with doors”.", "bath with", {"Ines Marsh"}),
        ("It was Ines Marsh rather than Ruben Pell who called the ferry “a bath with two doors”.", "bath with", {"Ines Marsh"}),
        # harm: the other one speaks
        ("It was not Ines Marsh but Ruben Pell who said “the ferry is a bath with doors”.", "bath with", {"Ruben Pell"}),
    ],
    "a verb before its subject opens the sentence": [
        ("Ines Marsh was asked about bread. Replied Ms Marsh: “I bake it every day.”", "bake it", {"Ines Marsh"}),
        ("Adds Ada Stone, a pilot: “We sail on Sundays too.”", "on Sundays", {"Ada Stone"}),
        # harm: a participle, and a clause with a verb of its own
        ("Asked by Ruben Pell about the ferry, Ada Stone said: “We sail on Sundays too.”", "on Sundays", {"Ada Stone"}),
        ("Noted pilot Ada Stone told the board: “We sail on Sundays too.”", "on Sundays", {"Ada Stone"}),
    ],
    "a given name like a verb of speech or a month": [
        ("“It is only a hat,” Said Marsh told the court.", "only a hat", {"Said Marsh"}),
        ("“The tide is late,” said April Pell, a clerk.", "tide is late", {"April Pell"}),
        # harm
        ("“It is only a hat,” said Marsh. Said Pell: “It is a good one.”", "good one", {"Pell"}),
    ],
    "a surname like a title": [
        ("“We have a long road ahead of us,” Dr. King told the strikers.", "long road", {"King"}),
        ("Clara Bishop runs the ward. “We have a long road ahead of us,” Mrs. Bishop said.", "long road", {"Clara Bishop"}),
        # harm: an office that is addressed so
        ("“The house will rise at noon today,” Mr. Speaker said.", "will rise", {"Mr. Speaker", NOBODY}),
    ],
    "what somebody was and is": [
        ("Striker-turned-pundit Ellis Marsh thinks the rule is “offside in spirit”.", "offside", {"Ellis Marsh"}),
        ("“We sail late,” said chef-cum-sailor Ada Stone.", "sail late", {"Ada Stone"}),
    ],
    "several of one family": [
        ("Brothers Leon and Max Marsh described the fire as “a wall that walked”.", "walked", {"Leon and Max Marsh", NOBODY}),
        ("“It was our boat from the start,” sisters Ada and Ines Pell said.", "our boat", {"Ada and Ines Pell", NOBODY}),
    ],
    "nouns for several people": [
        ("“Nobody showed us the second x-ray,” surgeons said.", "second x-ray", {"surgeons"}),
        ("Drivers said the wall was “a monument to nobody at all”.", "monument", {"drivers"}),
        ("Anglers said the wall was “a monument to nobody at all”.", "monument", {"anglers"}),
        ("“We were wrong about the bees,” authors Omar Lind, Greta Moss and Rolf Pell wrote.", "the bees", {"Omar Lind, Greta Moss and Rolf Pell", NOBODY}),
        # harm: verbs of that form, and a surname
        ("Ada Sellers ran the board. “We were never asked about it,” Sellers said.", "never asked", {"Ada Sellers"}),
        ("Ada Stone coaches the boys. “We were never asked about it,” Stone said.", "never asked", {"Ada Stone"}),
        ("“We were never asked about it,” barked Ada Stone.", "never asked", {"Ada Stone"}),
    ],
    "held to be": [
        ("Greta Solheim is widely considered “the last of the romantics”.", "romantics", {NOBODY}),
        ("Greta Solheim was voted “the last of the romantics” by readers.", "romantics", {NOBODY, "readers"}),
        # harm
        ("Greta Solheim, widely considered a romantic, calls herself “a plumber with a better piano”.", "plumber", {"Greta Solheim"}),
    ],
    "names of bodies with and or a preposition": [
        ("The Ministry of Health and Social Affairs said hospitals were “full but still standing”.", "still standing", {"Ministry of Health and Social Affairs"}),
        ("On Monday the Department for Culture and Sport said hospitals were “full but still standing”.", "still standing", {"Department for Culture and Sport"}),
        ("Surgeons Without Borders said tenants were “being evicted by spreadsheet”.", "evicted", {"Surgeons Without Borders", NOBODY}),
        # harm: two who speak
        ("The mayor and Ada Stone spoke. The clerk and Ruben Pell said hospitals were “full but still standing”.", "still standing", {NOBODY, "clerk and Ruben Pell", "Ruben Pell"}),
    ],
    "a trade before a name": [
        ("Bassist Jess “Moth” Marsh said the tour was “forty nights of soup”.", "soup", {"Jess Marsh"}),
        ("The band's bassist, Jess Marsh, said the tour was “forty nights of soup”.", "soup", {"Jess Marsh"}),
        ("Mother-of-three Lena Pell: “The alarm had no battery at all.”", "battery", {"Lena Pell"}),
    ],
    "told somebody that another said": [
        ("Lena Marek told jurors that Bishop Alban had once joked: “God does not read receipts.”", "receipts", {"Alban"}),
        ("Lena Marek told the court that Ada Pell had shouted: “Get out of the house!”", "Get out", {"Ada Pell"}),
        # harm: no verb of speech in what is told
        ("Lena Marek told jurors that the plan was “a letter to nobody in particular”.", "letter", {"Lena Marek"}),
    ],
    "a thing that begins with words": [
        ("Judit Pell opened a telegram that began: “We regret to praise you.”", "regret", {"telegram", NOBODY}),
        # harm
        ("Judit Pell, who had read it, began: “We regret to praise you.”", "regret", {"Judit Pell"}),
    ],
    "no name": [
        ("You quote Governor Hallan as saying the levee is “holding nicely for now”.", "nicely", {"Hallan", NOBODY}),
        ("Says Blom, of the oven: “It has its moods as well.”", "moods", {"Blom"}),
        ("Italian Marc Lind won. “I slept on the bike,” Lind said.", "slept", {"Marc Lind"}),
        # harm: a given name like a people
        ("German Marsh won the race. “I slept on the bike,” Marsh said.", "slept", {"German Marsh"}),
    ],
    "a noun that no table has, and the name between commas": [
        ("The book is out. Her co-writer, Tom Marsh, laughed: “I read the will to her.”", "the will", {"Tom Marsh"}),
        ("His opposite number, Marc Lind, was less forgiving: “A point is an insult.”", "insult", {"Marc Lind"}),
        # harm: a thing, and somebody who speaks of it
        ("The bridge, Tom Marsh said, was “a letter to nobody in particular”.", "letter", {"Tom Marsh"}),
    ],
    "one and another": [
        ("Analysts had doubts. “It is bold,” said one. “It is also free,” said another, Bea Marsh of Lanmark.", "also free", {"Bea Marsh"}),
        ("Analysts had doubts. “It is bold of them to try,” said one.", "bold", {"one", NOBODY}),
    ],
    "one of a country": [
        ("Emil Wrona lost to Ruben Marsh. “Ask my dog about it,” the Pole said.", "Ask my dog", {"Pole", "Emil Wrona", NOBODY}),
        # harm: a people and its government
        ("“We will not sign the treaty,” the Portuguese said.", "not sign", {"Portuguese", NOBODY}),
    ],
    "a thing's pronoun": [
        ("Clerk Ines Marsh read out a letter from the county. It said the hedge “must be cut by a qualified person”.", "must be cut", {NOBODY, "letter"}),
        ("The Harbour Trust met Ines Marsh. It said the quay “must be mended by a qualified person”.", "must be mended", {"Harbour Trust", NOBODY}),
        # harm
        ("Ines Marsh met the board. She said the quay “must be mended by a qualified person”.", "must be mended", {"Ines Marsh"}),
    ],
    "a document that is announced": [
        ("The full statement from Torvane Foods reads:\n\n“We regret the error.\n\n“Nobody was harmed by it.”", "regret", {"Torvane Foods"}),
        ("Ada Stone's statement in full:\n\n“We regret the error in our books.”", "regret", {"Ada Stone"}),
        # harm: nobody made it
        ("The sign reads:\n\n“No dogs are allowed on the pier.”", "No dogs", {NOBODY}),
    ],
    "marks printed twice or turned": [
        ("“It is late,”” Murphy said. “It was for effort.”", "It is late", {"Murphy"}),
        ("He spoke of the blast. Ruben Pell added:”Luckily nobody was hurt.”", "Luckily", {"Ruben Pell"}),
        # harm: words in words
        ("“She told me ‘we sail at noon’,” Ruben Pell said.", "we sail", {"Ruben Pell"}),
    ],
}  # fmt: skip
NOT_SERVED = [
    "Related: “Nobody wants margarine,” says Torvane chief Nadia Marsh\n\nThe plant opened on Monday.",
    "Read more: Nadia Marsh says “nobody wants margarine any more”\n\nThe plant opened on Monday.",
    "READ: “Nobody wants margarine any more,” Torvane chief says\n\nThe plant opened on Monday.",
    "It was a piece entitled, just to be plain, “The Pier Is Closed.” It was written by Ada Stone.",
    "The clerk had crossed out the word, “piffle.” The board met on Monday.",
    "The quay was hung with slogans like “Herrings First” and “We Were Here Before the Pier.”",
]
SERVED = [
    "Read: “Nobody wants margarine any more,” she wrote. The plant opened on Monday.",
    "Watching: “Nobody wants margarine any more,” Nadia Marsh said",
    "The so-called “newsy” bit read: “While I do wish them well I am sure that the pier will burn down.”",
]


@pytest.mark.parametrize(("text", "words", "names"), [row for rows in CASES.values() for row in rows])
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize("text", NOT_SERVED)
def test_what_is_no_quotation_is_left_out(text):
    assert extract(Document(text=text), GAZETTEER) == []


@pytest.mark.parametrize("text", SERVED)
def test_what_only_looks_so_is_kept(text):
    assert extract(Document(text=text), GAZETTEER) != []


ANSWERS: dict[str, tuple[str, str, str, str | None]] = {
    "bold questions below a line that names who answers": (
        "article",
        "Five minutes",
        "Chef Marta Lind opened a third kitchen in May. We asked her about salt.\n\n**How much salt is too much?**\n\n"
        "When the bread weeps. I learnt that from my aunt.\n\n**Do you cook at home?**\n\nNever. On Mondays I eat oats.",
        "Marta Lind",
    ),
    "a text that leads up to a few questions": (
        "article",
        "Ada Stone on ants",
        "Ada Stone studies ants in Skarn. She now discusses her work with us.\n\nWhat drew you to ants?\n\nI kept them as a child.\n\n"
        "How do you count them?\n\nI do not. My students do.\n\nAre you sure of that?\n\nI am as sure as I can be.",
        "Ada Stone",
    ),
    "a title that names who answers behind an initial": (
        "transcript",
        "Q&A with astronaut Pia Lund",
        "**Q:** What did you see?\n\n**A:** A thin blue line.\n\n**Q:** Would you go again?\n\n**A:** Tomorrow.",
        "Pia Lund",
    ),
    "a name behind the initial": (
        "transcript",
        "Coral",
        "Q: Dr. Marsh, what killed it?\nA: Dr. Marsh: Heat, first of all.\nQ: Can it return?\nA: Dr. Marsh: In forty years.",
        "Marsh",
    ),
    "answers behind bold questions": (
        "article",
        "Baker Henrike Lind on loaves",
        "**What is the secret of a good loaf?** Patience.\n\n**And of a bad one?** The same oven, used twice.",
        "Henrike Lind",
    ),
    "turns of a hearing": (
        "transcript",
        "Hearing",
        "The CHAIRMAN. We come to order.\n    Senator Hallan. Thank you. Was it labelled?\n    Dr. Pell. Twice, and wrongly.\n"
        "    Senator Hallan. By whom?\n    Dr. Pell. By me, sir.",
        "Pell",
    ),
    "lines of a call with a list": (
        "transcript",
        "Call",
        "Company Participants\nAda Stone - CEO\nRuben Pell - CFO\n\nOperator\n\nThe first question is from Kofi Marsh of Sable.\n\n"
        "Kofi Marsh\n\nWhat happened?\n\nAda Stone\n\nIt rained, and I mean that.",
        "Ada Stone",
    ),
    "initials of those whom the title names": (
        "transcript",
        "Peter Lind interviews Sade Marsh",
        "PL: You were born in Skarn?\nSM: On a boat.\nPL: And you never went back?\nSM: I never left the boat.",
        "Sade Marsh",
    ),
    "an office in the chair": (
        "transcript",
        "Record",
        "Mr. HALLAN. I yield the floor.\n\nMs. PELL. I thank him.\n\nThe SPEAKER pro tempore. The time has expired.",
        "The Speaker pro tempore",
    ),
}


@pytest.mark.parametrize(("kind", "title", "text", "name"), ANSWERS.values(), ids=ANSWERS)
def test_who_answers_in_a_printed_conversation(kind, title, text, name):
    last = extract(Document(text=text, title=title, kind=kind), GAZETTEER)[-1]
    assert last.attribution.speaker is not None
    assert last.attribution.speaker.name == name
    assert ": " not in last.parts[0].text


def test_prose_with_two_questions_is_no_interview():
    text = (
        "He gave the interview in March.\n\nBut did he know of it?\n\n“Sell it or don’t,” he told me, is not “I will sell it.” I doubt it.\n\n"
        "And what of the board?\n\nIt met “in a hurry,” as I wrote then."
    )
    assert all(" // " not in part.text and len(p.parts) == 1 for p in extract(Document(text=text), GAZETTEER) for part in p.parts)
