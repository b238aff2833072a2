"""Whom a text goes on about without naming them again: by an age, a place at the start, a kin's name, a title, a short name."""

from __future__ import annotations

import pytest

from service.knowledge.gazetteer import Gazetteer
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "an age by which a paragraph goes on": [
        (
            "The theft came out when Ines Stone, a niece, felt the cold. In a note to the court, she said he had hidden.\n\n"
            "“He was never afraid of anything,” the 58-year-old wrote.",
            "never afraid",
            {"Ines Stone"},
        ),
        ("Ada Moll paints boats.\n\n“I start with the sail,” the 71-year-old said.", "start with the sail", {"Ada Moll"}),
        (
            "Ada Moll, 44, plays chess.\n\n“I lost for a year,” said Eva Pell, 39. “So did I,” the 44-year-old said.",
            "So did I",
            {"Ada Moll"},
        ),
        # harm: another age is told, or the sentence before is of somebody else
        ("Ada Moll, 44, plays chess.\n\n“I lost for a year,” the 30-year-old said.", "I lost for", {NOBODY}),
        (
            "Ivo Stone scored twice. His coach, Karl Pell, wept. “He is my son now,” the 61-year-old said.",
            "my son",
            {"Karl Pell"},
        ),
        ("Ada Moll runs the shop. The inspector came.\n\n“It was fine,” the 30-year-old said.", "It was fine", {NOBODY}),
    ],
    "the one who asks is nobody that others are called": [
        ("Host Sanjay Marsh told him that ghosts return. “As a lamp?” the actor replied.", "As a lamp", {NOBODY}),
        ("Singer Eva Moll came late. “The bus was slow,” the singer said.", "bus was slow", {"Eva Moll"}),
    ],
    "who is said at a sentence's end to report it": [
        (
            "Anna Moll died on 3 May. The cause was pneumonia, her daughter Ilse said. “She was glazing on Friday,” she added.",
            "glazing",
            {"Ilse"},
        ),
        ("The kiln had been cold for a year, her son Benno said. “We lit it once,” he added.", "lit it once", {"Benno"}),
        # harm: the one who is reported on
        ("Anna Moll was late. “The bus was slow,” she said.", "bus was slow", {"Anna Moll"}),
    ],
    "a sentence that begins with a place": [
        (
            "At the front walked Ioanna Marsh, 71, with a can. “It cost me more than my wedding,” the retired midwife said.",
            "my wedding",
            {"Ioanna Marsh"},
        ),
        ("Among them was Ada Stone. “It cost me more than my wedding,” she said.", "my wedding", {"Ada Stone"}),
        ("Next to her sat Karl Pell, a baker. “It cost me more than my wedding,” he said.", "my wedding", {"Karl Pell"}),
    ],
    "somebody of whom “who” tells more": [
        (
            "It was Ivo Stone who found the bell. “I asked,” Stone told me.\n\n"
            "The tinsmith, who asked me to leave his name out, gave it back. He had one condition. “I want the jug,” he said.",
            "the jug",
            {NOBODY, "tinsmith"},
        ),
        (
            "It rained, mayor Ana Stone said.\n\nThe person who made the film, a clerk, said everybody knew Stone. “You have to wave,” she said.",
            "have to wave",
            {NOBODY, "person"},
        ),
    ],
    "a newer one without a name": [
        (
            "Next-door neighbour Ivo La Torre built the kiln.\n\nOne neighbour, who asked not to be named, was at his parties. “She had thirds,” the neighbour said.",
            "had thirds",
            {NOBODY, "neighbour"},
        ),
        ("Lena Moll, a judge in Kelby, retired. “I sent too many to prison,” the judge said.", "too many", {"Lena Moll"}),
    ],
    "two of one family": [
        (
            "Ivo and Ines Stone, who are brother and sister, had brought their staff.\n\n“We are a bakery,” said Ivo.",
            "a bakery",
            {"Ivo Stone"},
        ),
        (
            "In a letter, the twins Ana and Ines Stone wrote that it was “a cold house with warm people”.",
            "cold house",
            {"Ana and Ines Stone"},
        ),
        # harm: two who are no kin
        ("Austin and Ines Stone met in Kelby.\n\n“We will sign it in May,” said Austin.", "sign it", {"Austin", NOBODY}),
    ],
    "a surname of several": [
        (
            "Karl Moll said he had called. “He is plain,” he said.\n\nEva Moll, a former judge, was asked about it. “I would have cleared the room,” Moll said.",
            "cleared the room",
            {"Eva Moll"},
        ),
        (
            "Andreas Pell, 24, set out on March 29.\n\nAndreas’s father, Ivo Pell, who has camped there since, also spoke.\n\n“He checks the gas two times,” Mr Pell said.",
            "the gas",
            {"Ivo Pell"},
        ),
        # harm: both are named before
        ("Ada Moll and her brother Karl Moll ran the mill. “I never slept there,” Moll said.", "never slept", {NOBODY, "Moll"}),
    ],
    "a title that is not the one whom the text names": [
        (
            "Ivo Stone, 67, denies it. His daughter, Kemi, takes another line. In Kelby, Ms Stone said it was “lifted out of a longer paper”.",
            "lifted out",
            {"Stone", NOBODY},
        ),
        (
            "Mr Stone denies it. Ada Stone, his wife, sat behind him. “It is a lie from first to last,” Mrs Stone said.",
            "a lie",
            {"Ada Stone"},
        ),
    ],
    "what only one of a paragraph can be": [
        (
            "Ada Moll spent two years on the paperwork. “I never read so many bills,” the accountant said.",
            "so many bills",
            {"Ada Moll"},
        ),
        ("Mr Yilmaz lost his shop in the fire. “It took twelve minutes,” the baker said.", "twelve minutes", {"Yilmaz"}),
        # harm: it happens to one of whom another tells, a second one is in the scene, or a story has such a one besides
        ("Karl Moll was found on the beach. “He was cold and he was singing,” the fisherman said.", "he was singing", {NOBODY}),
        ("Ben Orr was booed. Ada Stone sang after him. “I was cold,” the soprano said.", "was cold", {NOBODY}),
        ("Ivo Stone did not want to talk. “He is very tired,” the manager said.", "very tired", {NOBODY}),
        (
            "Ivo Stone said it was late. When Breda asked, he shrugged. “You have no answer,” the nurse told him.",
            "no answer",
            {NOBODY},
        ),
    ],
    "a noun for somebody whom nothing names": [
        (
            "The papers had it that Ivo Braga, his assistant, would follow. It quoted a director, Karl Moll, on that.\n\n"
            "The coach had read it. “It is a good phrase,” he said.",
            "good phrase",
            {NOBODY, "coach"},
        ),
        (
            "Driton Gashi, who sells ice-cream, had no complaint. “Let them march each day,” the Kosovan said.",
            "march each day",
            {"Driton Gashi"},
        ),
    ],
    "a pronoun of the other sex": [
        (
            "Marlow Pike came early. “Do you hate it?” he said. There was a pause. “I hate it like a cousin,” she told him.",
            "like a cousin",
            {NOBODY},
        ),
    ],
    "a firm and its short name": [
        (
            "Pump maker Skarn Marine raised its outlook. In its statement, Skarn said “currency effects may have an impact”.",
            "currency",
            {"Skarn Marine", NOBODY},
        ),
        ("“We will build it here,” chipmaker Kelby Labs said.", "build it here", {"Kelby Labs"}),
        # harm: a person of a trade, a place
        ("“We will build it here,” cheese maker Ada Stone said.", "build it here", {"Ada Stone"}),
    ],
    "a given name in the description of somebody": [
        ("A young man called Tariq came on the line. “Mate,” he said, “you have had enough.”", "had enough", {"Tariq"}),
        ("The first light is the tip of Ruben Quiroga’s pipe. “The mules know,” Don Ruben says.", "mules know", {"Ruben Quiroga"}),
        (
            "After the relay, the Austrian Simone Marsh told ORF that she had “skied right across the rules and her skis”.",
            "right across",
            {"Simone Marsh"},
        ),
        (
            "Farah Stone, an orthopaedic surgeon in Skarn, has seen three falls.\n\n“The third will have to sit first,” the surgeon said.",
            "sit first",
            {"Farah Stone"},
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [case for cases in CASES.values() for case in cases],
    ids=[f"{kind} {n}" for kind, cases in CASES.items() for n in range(len(cases))],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(("name", "sex"), [("nadezhda", "f"), ("tomás", "m"), ("inês", "f"), ("andrea", None), ("kelby", None)])
def test_a_given_name_tells_a_sex_with_its_accents_and_without(name, sex):
    assert GAZETTEER.gender_of_given(name) == sex


@pytest.mark.parametrize("word", ["said", "china", "may", "park", "stone", "bank"])
def test_no_word_of_everyday_is_derived_as_a_given_name(word):
    assert word not in GAZETTEER.given or word in GAZETTEER.masculine | GAZETTEER.feminine
