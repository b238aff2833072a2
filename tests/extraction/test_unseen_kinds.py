"""Whom words belong to in news that no rule was written by: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "an office of a state": [
        ("Susan Hallan of Maine and Jeff Moss of Arizona were silent. Sen. Bob Stone spoke.\n\n“We will never pass it,” the Arizona senator said.", "never pass", {"Jeff Moss"}),
        ("Sen. Ada Marsh (D-Ohio) opened the pier.\n\n“The ferry stays ours for good,” the Ohio senator said.", "stays ours", {"Ada Marsh"}),
        ("Sen. Ben Hallan, R-Neb., spoke on the pier.\n\n“The ferry stays ours for good,” the New York senator said.", "stays ours", {"New York senator", NOBODY}),
    ],
    "an office of an area": [
        ("Prime Minister Ahmet Davud arrived. Deputy Prime Minister Numan Kurt waited.\n\n“We will go on with our work,” said the prime minister.", "go on", {"Ahmet Davud"}),
        ("Finance Minister Ada Marsh and Foreign Minister Petra Stone met.\n\n“The budget is closed for good,” the finance minister said.", "budget", {"Ada Marsh"}),
    ],
    "a name behind a body, a place or a day": [
        ("Kelby County Police Department William Krampf told of it.\n\n“This was an attack on us all,” Krampf said.", "attack", {"William Krampf"}),
        ("San Juan Mayor Carmen Vidal Cruz was late.\n\n“I am begging anyone who hears us,” Cruz said.", "begging", {"Carmen Vidal Cruz"}),
        ("On Tuesday Moss called the driver “a very sick and careless man.” Donald Moss is mayor.", "careless", {"Donald Moss"}),
        ("“We are putting out a paper tomorrow,” reporter Chase Cook wrote.", "putting out", {"Chase Cook"}),
    ],
    "a surname of two words": [
        ("Gov. John Bel Hallan spoke.\n\n“He offered his full support to us,” Bel Hallan said.", "support", {"John Bel Hallan"}),
        ("Gov. Ada Hallan and Gov. John Bel Hallan spoke to @KelbyGov Hallan.\n\n“He offered his full support to us,” Bel Hallan tweeted.", "support", {"John Bel Hallan"}),
        # harm: a given name that another name ends with
        ("Mary Ann Marsh left. “The pier was full by noon,” Ann Marsh said on Monday.", "by noon", {"Ann Marsh", NOBODY}),
    ],
    "kin of somebody called by a title": [
        ("President Moss left. First lady Melina Moss will go with President Moss.\n\n“We will be seeing all of you,” Moss said.", "seeing", {"Moss"}),
    ],
    "a noun for what holds words, or an outlet of that name": [
        ("The Post wrote that the bank was “a house with no back door.”", "back door", {"The Washington Post"}),
        ("Text on the quay wall reads: “No ships leave this harbour before noon today.”", "before noon", {"text", NOBODY}),
    ],
    "another clause before, or an outlet behind": [
        ("Ryan Moss argued against it while Peter Hallan sat “very quietly in his chair,” Ada Stone said.", "quietly", {"Ada Stone"}),
        ("Donald Moss brushed the advice aside, Michael Hallan said. “He insists that he has to win.”", "insists", {"Michael Hallan"}),
        ("The board has been “calling all the leaders of each ward to check the count,” ABC News reported.", "each ward", {"ABC News", NOBODY}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [row for rows in CASES.values() for row in rows])
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(
    "opening",
    [
        "At a supper for pilots in Holt, Ellery, part of a week of feasts along the coast,",
        "At a supper in Holt, part of a week of feasts,",
        "In Holt, stop of a row along the coast,",
        "At a supper in Holt, Ellery,",
    ],
)
def test_he_is_the_subject_behind_a_long_opening(opening):
    """ "He said" means the one whom the sentence before is about, however long what opens it."""
    text = (
        "Ruben Marsh found the new lamps “too bright for gulls” and blamed Tobias Renner’s taste for them.\n\n"
        f"{opening} Renner spoke of the ferry.\n\n“The ferry never lost an umbrella,” he said. “The bridge did.”"
    )
    found = [q for q in extract(Document(text=text, published="2024-05-20"), Gazetteer.load()) if "umbrella" in q.text]
    assert [q.attribution.speaker.name for q in found] == ["Tobias Renner"]


_WORDS = "The harbour will be shut before the winter comes"
THINGS = [
    # (what stands around the words, whom they may be given to besides nobody)
    ("Ines Stone ordered a cake that said “{}.”", "Ines Stone"),
    ("A notice came up on the screen that read: “{}.”", None),
    ("“{},” says his appeal, which Ruben Marsh filed on Monday.", "Ruben Marsh"),
    ("“{},” one threat said.", None),
    ("Some 41.5 percent said “{}.”", None),
    ("“{},” states one of the documents.", None),
]
PEOPLE = [
    ("“{},” one of the nurses said.", "one of the nurses"),
    ("“{},” a militant said in the hills above Kelby.", "militant"),
    ("“{},” a commuter told the Mercury on Monday.", "commuter"),
]


@pytest.mark.parametrize(("text", "name"), THINGS)
def test_a_thing_with_words_on_it_is_nobody(text, name):
    assert speaker_of(text.format(_WORDS), _WORDS) in (None, name)


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_people_and_bodies_without_a_name_speak(text, name):
    assert speaker_of(text.format(_WORDS), _WORDS) == name
