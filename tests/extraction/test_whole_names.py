"""Whom words belong to where a name is glued, doubled, owned or stands in an aside: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "particles of two words inside a given name": [
        ("“The quay is shut,” said José de los Reyes Orta.", "quay is shut", {"José de los Reyes Orta"}),
        ("“The quay is shut,” Ana de las Mercedes Orta said.", "quay is shut", {"Ana de las Mercedes Orta"}),
        (
            "Pilar de los Dolores Orta, a pilot, came in. “The quay is shut,” she said.",
            "quay is shut",
            {"Pilar de los Dolores Orta"},
        ),
        ("“The quay is shut,” said Rosa de la Vega.", "quay is shut", {"Rosa de la Vega"}),
        ("“The quay is shut,” the mayor of Kelby, Juan de los Ríos, said.", "quay is shut", {"Juan de los Ríos"}),
        # harm
        ("“The quay is shut,” said Ada Stone of los Muertos.", "quay is shut", {"Ada Stone", NOBODY}),
    ],
    "a surname that is a word of places stands first": [
        ("“The quay is shut,” said Park Min-ji, who runs it.", "quay is shut", {"Park Min-ji"}),
        ("“The quay is shut,” Park Ji-hoon said.", "quay is shut", {"Park Ji-hoon"}),
        ("Park Hye-jin said: “The quay is shut.”", "quay is shut", {"Park Hye-jin"}),
        # harm
        ("“The quay is shut,” Park Royal said.", "quay is shut", {"Park Royal", NOBODY}),
    ],
    "several people are not the one that a paragraph is about": [
        (
            "Ada Stone, 17, has been missing since May. “The quay is shut,” the Stone family said.",
            "quay is shut",
            {"Stone family", NOBODY},
        ),
        ("Ada Stone was found in May. “The quay is shut,” the grieving family said.", "quay is shut", {"grieving family", NOBODY}),
        ("Ada Stone was born in Kelby. “The quay is shut,” the couple said.", "quay is shut", {"couple", NOBODY}),
        ("Ada Stone was born in Kelby. “The quay is shut,” the duo said.", "quay is shut", {"duo", NOBODY}),
        ("Ada Stone was born in Kelby. “The quay is shut,” the young household said.", "quay is shut", {"young household", NOBODY}),
    ],
    "bodies that “and” joins": [
        ("Skarn and Tideway Police said: “The quay is shut.”", "quay is shut", {"Skarn and Tideway Police"}),
        (
            "On Facebook, Skarn and Tideway Constabulary said: “The quay is shut.”",
            "quay is shut",
            {"Skarn and Tideway Constabulary"},
        ),
        ("The Marine Board and the Harbour Union said: “The quay is shut.”", "quay is shut", {"Marine Board and Harbour Union"}),
        ("The Centre for Tides and Storms said: “The quay is shut.”", "quay is shut", {"Centre for Tides and Storms"}),
        # harm: who only stands before them in another part of the sentence
        ("Ada Stone left, and the Harbour Union said: “The quay is shut.”", "quay is shut", {"Harbour Union", NOBODY}),
        (
            "After a row with Skarn, and weeks late, the Harbour Union said: “The quay is shut.”",
            "quay is shut",
            {"Harbour Union", NOBODY},
        ),
    ],
    "the first of two surnames": [
        (
            "Ramon Ulloa Prieto, a professor in Kelby, knows the port. “It is a song you cannot stop humming,” says Professor Ulloa.",
            "song",
            {"Ramon Ulloa Prieto"},
        ),
        ("Ines Vidal Campos runs the ferry. “The pier was full by noon,” Vidal said on Monday.", "by noon", {"Ines Vidal Campos"}),
        # harm: another bearer of the name, and a middle initial
        (
            "Ines Vidal Campos met Ruben Vidal. “The pier was full by noon,” Vidal said on Monday.",
            "by noon",
            {"Ruben Vidal", "Vidal", NOBODY},
        ),
        ("Ada P. Stone runs the ferry. “The pier was full by noon,” Stone said on Monday.", "by noon", {"Ada P. Stone"}),
    ],
    "a label that runs into a name": [
        (
            "Committee member Ron Hadley Ronald (Ron) Lee HadleyAlcohol firms race the clock MORE said that “the waste goes on unabated.”",
            "unabated",
            {"Ron Hadley"},
        ),
        (
            "Majority Leader Mitch Pell Adam (Mitch) Mitchell PellOvernight Defense MORE spoke. “We would act quickly on it,” Pell said.",
            "act quickly",
            {"Mitch Pell"},
        ),
        # harm: a body with a capital inside its name, and a father's name
        ("“The ferry runs on Sunday as well,” said Ada McNeil MacLeod on Monday.", "runs on", {"Ada McNeil MacLeod"}),
        ("“The ferry runs on Sunday as well,” Hassan Omar Farah said on Monday.", "runs on", {"Hassan Omar Farah"}),
    ],
    "a noun that no table has before a name": [
        (
            "“That line gets the biggest laugh in the house,” tweeted Harbourside star Lin-Manuel Ortega.",
            "laugh",
            {"Lin-Manuel Ortega"},
        ),
        ("“The floor is colder than it looks from the stands,” said Olympic hopeful Dana Pruitt.", "colder", {"Dana Pruitt"}),
        # harm: a verb between two names
        ("“The floor is colder than it looks,” said Pruitt after Stone met Dana Marsh.", "colder", {"Pruitt", NOBODY}),
        ("Stone met Dana Pruitt on the pier. “The floor is colder than it looks,” he said.", "colder", {"Stone", NOBODY}),
    ],
    "a name behind a relative clause": [
        (
            "One woman who agreed to be named, former clerk Emily Prewitt, told the Mercury she cried. “It was the worst job I had,” she said.",
            "worst job",
            {"Emily Prewitt"},
        ),
        # harm: a verb behind the comma
        ("The driver who hit the wall, Ada Marsh said, “never saw the bend in the road”.", "the bend", {"Ada Marsh", NOBODY}),
    ],
    "words that somebody owns": [
        (
            "The aide noted Mr. Ruben Okafor’s claim that “we did not see any further tampering.”",
            "tampering",
            {"Ruben Okafor", NOBODY},
        ),
        (
            "Jamie Kirchner’s statement in a review of the film that “readers’ eyes will glaze over” is typical.",
            "glaze",
            {"Jamie Kirchner"},
        ),
        (
            "For some it evoked Ada Dunham’s description of the “wonderful country which the settlers dreamed.”",
            "dreamed",
            {"Ada Dunham"},
        ),
        # harm: what somebody calls another's words, and a verb between
        ("Mr. Rowan Pell called Mr. Moss’s claim “another outrageous charge from a tired man.”", "outrageous", {"Rowan Pell"}),
        (
            "Senator Jeff Pell said Moss’s comments stand as “the most direct and false assertion of my time.”",
            "assertion",
            {"Jeff Pell"},
        ),
        ("Ada Stone said Moss’s comment was “vulgar, loud and impossible to justify”.", "vulgar", {"Ada Stone"}),
        ("Ada Stone said of Moss’s remarks: “I have nothing to add to a speech like that.”", "nothing to add", {"Ada Stone"}),
    ],
    "who is said to call something so": [
        (
            "An official told the Mercury that the level, which is defined by the Admiralty as an “increased threat of flooding,” was Bravo.",
            "increased threat",
            {"Admiralty", "the Admiralty", NOBODY},
        ),
        # harm: "by" that names no one who speaks
        ("Ada Stone dismissed the plan, drawn up by noon, as “a drawing on a napkin, and a bad one”.", "napkin", {"Ada Stone"}),
    ],
    "a word that opens a sentence is nobody": [
        (
            "The lawyer, Henk Trier, was troubled. Parts were not well thought through, he told the Center, and “known problems” stayed."
            " “So I was sick about the whole bill,” he said.",
            "whole bill",
            {"Henk Trier"},
        ),
        (
            "Three were hurt by people in the crowd, police said, noting officers “did not use force at any time.”",
            "use force",
            {"police", NOBODY},
        ),
        (
            "A group of protesters pushed police at noon, police said, adding that “nobody was hurt in the arrests.”",
            "arrests",
            {"police", NOBODY},
        ),
    ],
    "another candidate than the one spoken of": [
        (
            "Ruben Marsh, the Republican candidate, took credit. “It was a great victory for everyone,” he said. The Democratic candidate,"
            " meanwhile, vowed: “We are not stopping now, not ever.”",
            "not stopping",
            {"Democratic candidate", "The Democratic candidate", NOBODY},
        ),
    ],
    "others join who speaks": [
        (
            "“Noise is a matter of life and death by now,” say candidates Ada Stone, Ruben Pell and Ines Marsh in a film.",
            "life and death",
            {"Ada Stone, Ruben Pell and Ines Marsh", NOBODY},
        ),
        ("“Noise is a matter of life and death by now,” said Ada Stone, Ruben Pell reported.", "life and death", {"Ada Stone"}),
        (
            "“The tariff only serves to expand the harm to us all,” the Kelby Retail Federation and 150 other trade groups said in a letter.",
            "expand the harm",
            {"Kelby Retail Federation"},
        ),
        (
            "“Without it many will not have another chance,” Reps. Sander Lund of Kelby and Jim McDuff of Ellery wrote in a letter.",
            "another chance",
            {"Sander Lund and Jim McDuff", NOBODY},
        ),
        ("“The pier is open again, to all of us,” said Ada Stone of Kelby and Ellery.", "open again", {"Ada Stone"}),
    ],
    "according to somebody": [
        (
            "“The sky lit up like dawn,” says Karim Adel, a fisherman. The boats had left by then, according to Abu Yusra, who was there."
            " “The crews are not in their berths any more,” he says.",
            "berths",
            {"Abu Yusra", NOBODY},
        ),
    ],
    "words within words told on": [
        (
            "Lorraine Sandoval worked with Reeve. Reeve said “she had been harassed by her boss for years,” Sandoval told the Mercury,"
            " “and as a result of it she was let go.”",
            "let go",
            {"Lorraine Sandoval", NOBODY},
        ),
    ],
    "the office of somebody": [
        (
            "The Office of the Director of National Archives said: “The flood is among the worst of threats.”",
            "worst of",
            {"Office of the Director of National Archives", NOBODY},
        ),
    ],
    "a verb of its own": [
        ("“It was good news for the whole town,” claimed Brandt had told the aide.", "good news", {NOBODY}),
        ("“It was good news for the whole town,” claimed Ada Brandt in a letter.", "good news", {"Ada Brandt"}),
    ],
}


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [pytest.param(*case, id=f"{kind} {k}") for kind, cases in CASES.items() for k, case in enumerate(cases)],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


TITLED = {
    "Tory MP Ada Orr": "Ada Orr",
    "SNP MSP Ada Orr": "Ada Orr",
    "Coptic Patriarch Ruben Orr": "Ruben Orr",
    "UN Special Rapporteur Ada Orr": "Ada Orr",
    "Kelby Police Supt. Ruben Orr": "Ruben Orr",
    "Senate President Pro Tempore Ada Orr": "Ada Orr",
    "Kelby Democrat Ruben Orr": "Ruben Orr",
    "Health and Human Services Secretary Ada Orr": "Ada Orr",
    "Trade and Water Minister Ada Orr": "Ada Orr",
    "AMA President Dr. Ada Orr": "Ada Orr",
    "City Comptroller Ada Orr": "Ada Orr",
}


@pytest.mark.parametrize(("titled", "name"), TITLED.items())
@pytest.mark.parametrize(
    "text", ["“We will not sell the harbour to anyone,” {} said.", "{} said: “We will not sell the harbour to anyone.”"]
)
def test_what_somebody_is_stands_in_the_role(text, titled, name):
    (passage,) = extract(Document(text=text.format(titled), published="2024-05-06"), Gazetteer.load())
    assert passage.attribution.speaker.name == name
    assert passage.attribution.speaker.role == titled.removesuffix(f" {name}")


BODIES = [
    "Kelby and Orr Wildlife Trust",
    "Kelby and District Chamber of Commerce",
    "Save Our Quay",
    "Save the Quay",
    "Keep Kelby Dry",
    "Pilots Against Poverty",
    "King’s College Kelby",
    "Queen’s University Skarn",
    "St Anne’s Hospital NHS Trust",
    "Orr & Sons",
    "Orr, Stone & Partners",
    "Orr Stone LLP",
    "Action on Tides",
    "Team Orr",
    "Skarn Palace",
]


def test_what_a_body_posts_on_is_no_part_of_its_name():
    assert speaker_of("“We will not sell the harbour to anyone,” the Council on Facebook said.", "sell the harbour") == "Council"
    assert (
        speaker_of("“We will not sell the harbour to anyone,” the Council on Tides said.", "sell the harbour") == "Council on Tides"
    )


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "text",
    [
        "“We will not sell the harbour to anyone,” {} said.",
        "“We will not sell the harbour to anyone,” said {}.",
        "{} called it “a sale by the back door”.",
    ],
)
def test_a_body_keeps_its_whole_name(text, body):
    article = "the " if body.startswith("Kelby and") else ""
    named = text.format(article + body)
    (passage,) = extract(Document(text=named[0].upper() + named[1:], published="2024-05-06"), Gazetteer.load())
    assert passage.attribution.speaker.name == body
    assert passage.attribution.speaker.type == "organization"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“The quay is shut for good,” said Kelby’s Ada Orr.", {"Ada Orr"}),  # harm: what only looks like a body's name
        ("“The quay is shut for good,” said King’s Dr Ada Orr.", {"Ada Orr"}),
        ("“The quay is shut for good,” said Orr, Stone and Pell.", {"Orr, Stone and Pell", NOBODY}),
        ("“The quay is shut for good,” said Ada Orr on Monday.", {"Ada Orr"}),
        ("Stop the ferry, said Ada Orr. “The quay is shut for good.”", {"Ada Orr"}),
        ("“The quay is shut for good,” said Miss Kelby 2019, Ada Orr.", {"Ada Orr"}),
        ("“The quay is shut for good,” said Channel 5.", {"Channel 5", NOBODY}),
        ("“The quay is shut for good,” said Number 7 in a statement.", {"Number 7", NOBODY}),
        ("“The quay is shut for good,” said the Bar Council and the Harbour Union.", {"Bar Council and Harbour Union", NOBODY}),
        ("“The quay is shut for good,” said the Bar Council and the Harbour Union agreed.", {"Bar Council", NOBODY}),
        ("“The quay is shut for good,” said mother-of-two Ada Orr.", {"Ada Orr"}),
        ("“The quay is shut for good,” says independent Ada Orr.", {"Ada Orr"}),
        ("“The quay is shut for good,” as Ada Orr put it.", {"Ada Orr"}),
        ("“The quay is shut for good,” to quote Ada Orr.", {"Ada Orr"}),
        ("“The quay is shut for good,” in the words of Ada Orr.", {"Ada Orr"}),
        ("“The quay is shut for good,” as it is put in Kelby.", {NOBODY}),
        ("“The quay is shut for good,” says her longtime lawyer and speechwriter Ruben Orr.", {"Ruben Orr"}),
        ("“The quay is shut for good,” a diver and former teacher Ruben Orr said.", {"Ruben Orr", NOBODY}),
        (
            "“The quay is shut for good,” her lawyer and the speechwriter Ruben Orr said.",
            {"lawyer and Ruben Orr", NOBODY, "Ruben Orr"},
        ),
        ("“The quay is shut for good,” Black and Decker chief executive Ada Orr said.", {"Ada Orr"}),
        ("“The quay is shut for good,” said Marks and Spencer chairman Ruben Orr.", {"Ruben Orr"}),
        ("“The quay is shut for good,” Stone and Deputy Mayor Ada Orr said.", {"Stone and Ada Orr"}),
    ],
)
def test_who_speaks_behind_the_words(text, names):
    assert speaker_of(text, "shut for good") in names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The voters dropped May Orr by ten votes.", "May Orr"),
        ("May Orr lost by ten votes.", "May Orr"),
        ("They sang for Per Orr in the yard.", "Per Orr"),
        ("Nobody met An Orr there.", "An Orr"),
        # harm: a month, a preposition, an article
        ("In May Orr lost by ten votes.", "Orr"),
        ("Since May Orr has lost twice.", "Orr"),
        ("Per Orr, the vote was stolen.", "Orr"),
        ("An Orr aide lost by ten votes.", "Orr"),
    ],
)
def test_a_given_name_that_is_another_word_completes_a_surname(text, name):
    assert speaker_of(f"{text} “The quay is shut for good,” Orr said.", "shut for good") == name


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Union leader Ada Orr called it “a sale by the back door”.", NOBODY),
        ("The Rt Hon Ada Orr called it “a sale by the back door”.", NOBODY),
        ("“It was a sale by the back door,” Ada Orr told Guardian of the lock Ruben Pell.", NOBODY),
        ("“It was a sale by the back door,” Ada Orr told RT.", "RT"),
        ("“It was a sale by the back door,” Ada Orr told US News & World Report.", "U.S. News & World Report"),
        ("“It was a sale by the back door,” Ada Orr told the New Hampshire Union Leader.", "New Hampshire Union Leader"),
    ],
)
def test_an_outlet_has_the_capitals_of_its_name(text, outlet):
    (found,) = extract(Document(text=text, published="2024-05-06"), Gazetteer.load())
    assert (found.attribution.outlet and found.attribution.outlet.name) == outlet


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Singer Paris Orr was in Lyon. Paris insisted that the sale was “for the lawns and the gardens”.", {"Paris", NOBODY}),
        ("Sofia Orr was in Lyon. Sofia insisted that the sale was “for the lawns and the gardens”.", {"Sofia", NOBODY}),
        # harm: a given name that is no seat of a government, and the surname
        ("Singer Peig Orr was in Lyon. Peig insisted that the sale was “for the lawns and the gardens”.", {"Peig Orr"}),
        ("Singer Paris Orr was in Lyon. Orr insisted that the sale was “for the lawns and the gardens”.", {"Paris Orr"}),
    ],
)
def test_a_seat_of_government_is_no_given_name_alone(text, names):
    assert speaker_of(text, "for the lawns") in names
