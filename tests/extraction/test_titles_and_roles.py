"""Whose name a title, an age, an organ or a second clause tells: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of, told

GAZETTEER = Gazetteer.load()
NOBODY = None
SPEAKERS: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "titles one behind another": [
        (
            "The Rev Canon Precious Dube, who led the walk, said: “We shall carry the bell up by hand.”",
            "the bell",
            {"Precious Dube"},
        ),
        ("“We shall carry the bell up by hand,” the Ven Tom Marsh said.", "the bell", {"Tom Marsh"}),
        ("“We shall carry the bell up by hand,” said retired Wing Commander Ada Pell.", "the bell", {"Ada Pell"}),
        ("“We shall carry the bell up by hand,” said retired Air Vice-Marshal Ravi Menon.", "the bell", {"Ravi Menon"}),
        ("“We shall carry the bell up by hand,” said Air Commodore Lila Moss.", "the bell", {"Lila Moss"}),
        # harm: surnames
        ("“We shall carry the bell up by hand,” said the Right Rev Peter Canon.", "the bell", {"Peter Canon"}),
        ("“We shall carry the bell up by hand,” said retired Flight Lieutenant Ben Marshal.", "the bell", {"Ben Marshal"}),
    ],
    "a given name that princes have as a title": [
        ("Two goals by Prince Adusei won it. “I dreamed of the first one,” Adusei said.", "dreamed", {"Prince Adusei"}),
        ("“I dreamed of the first one,” said King Mensah, who wrote the play.", "dreamed", {"King Mensah"}),
        ("“I dreamed of the first one,” said Princess Olukoya, a nurse.", "dreamed", {"Princess Olukoya"}),
        # harm: royalty
        ("Prince Harald opened the bridge. “I dreamed of the first one,” Prince Harald said.", "dreamed", {"Harald"}),
        ("Prince Tarek of Lydia came. “I dreamed of the first one,” the prince said.", "dreamed", {"Tarek"}),
        ("“I dreamed of the first one,” said King Vajira, who took the throne in May.", "dreamed", {"Vajira"}),
    ],
    "a body called like somebody": [
        (
            "Ivo Lund built the first loom. Lund said in its half-year report that orders were “thin as a thread”.",
            "thin as",
            {"Lund", NOBODY},
        ),
        (
            "Lund Group fell. Otto Lund is dead. Lund said in its annual report that it was “a year in fog”.",
            "in fog",
            {"Lund Group", NOBODY},
        ),
        (
            "Chelsea Orr, 24, was held. Chelsea said in a statement on the club’s website that it was “helping the police”.",
            "helping",
            {"Chelsea", NOBODY},
        ),
        # harm: somebody who speaks there
        (
            "Ada Marsh runs the club. Marsh said in a statement on the club’s website that it was “a bad day”.",
            "bad day",
            {"Ada Marsh"},
        ),
        ("Ada Marsh wrote it. Marsh said on Monday its roof was “a sieve with tiles”.", "a sieve", {"Ada Marsh"}),
    ],
    "a judge and a lawyer of one surname": [
        ("Tessa Bell, for the crew, sat. Mr Justice Bell said: “It is a court, not a quay.”", "a court", {"Bell"}),
        ("The barrister Noel Bell sat. Mr Justice Bell said it was “a court, not a quay”.", "a court", {"Bell"}),
        # harm: the judge in full
        ("Sir Ivo Bell, a High Court judge, read it. “It is a court, not a quay,” Mr Justice Bell said.", "a court", {"Ivo Bell"}),
    ],
    "a child whose name a country has": [
        ("Jordan Pell, 11, has a shed of moths. “They eat nothing at all,” Jordan said.", "eat nothing", {"Jordan Pell"}),
        ("Georgia Lund is nine and plays the drum. “You have to hit it hard,” Georgia said.", "hit it", {"Georgia Lund"}),
        ("Chad Moss, who is twelve, won it. “It was all the horse,” said Chad.", "the horse", {"Chad Moss"}),
        # harm: the country
        ("Jordan Pell, 10, was hurt at the border. Jordan said it would “reject any such step”.", "reject", {"Jordan", NOBODY}),
        ("Jordan Pell, 41, was away. Jordan said the wall was “a scar on the whole map”.", "a scar", {"Jordan", NOBODY}),
    ],
    "firms and people whom “and” joins or not": [
        (
            "Skarn Motors and Kelby Steel said in a joint filing that it would “cost no jobs at all”.",
            "no jobs",
            {"Skarn Motors and Kelby Steel", NOBODY},
        ),
        ("Ada Stone wept and Ivo Pell said it was “a bad crossing”.", "bad crossing", {"Ivo Pell"}),
        (
            "Driver Otto Lund slept, and the guard Maja Holt pulled the brake. “I woke in a hedge,” the driver said.",
            "a hedge",
            {"Otto Lund"},
        ),
        # harm: joint speakers
        ("Ada Stone, a pilot, and Ivo Pell, a cook, said it was “a bad crossing”.", "bad crossing", {"Ada Stone and Ivo Pell"}),
        ("Ada Stone in Skarn and Ivo Pell in Kelby said it was “a bad crossing”.", "bad crossing", {"Ada Stone and Ivo Pell"}),
        ("After talks with Skarn Motors and Kelby Steel, Ada Stone said it was “a fog”.", "a fog", {"Ada Stone"}),
    ],
    "a body with its channel and a colon": [
        (
            "The pass is shut. Kelby City Council, on Facebook: “The gate stays down until noon.”",
            "stays down",
            {"Kelby City Council"},
        ),
        ("The pass is shut. The Harbour Trust, in a statement: “The gate stays down until noon.”", "stays down", {"Harbour Trust"}),
        # harm: a place
        ("The pass is shut. Kelby City Council in Skarn: “The gate stays down until noon.”", "stays down", {NOBODY}),
    ],
}
OTHERS: list[tuple[str, str, str, str, str | None]] = [
    ("outlet", "Ada Stone told the Guardian Scottish salmon was “a fish in a coat”.", "a coat", "", "The Guardian"),
    ("outlet", "Ada Stone told the Daily Mail Australian cricket was “a tired old dog”.", "old dog", "", "Daily Mail"),
    ("outlet", "Ada Stone told BBC Welsh rivers were “thick brown soup”.", "brown soup", "", "BBC"),
    ("outlet", "Ada Stone told Guardian Australia the wheat was “rotting in a queue”.", "rotting", "", "Guardian Australia"),
    ("outlet", "Ada Stone told BBC Scotland the river was “thick brown soup”.", "brown soup", "", "BBC Scotland"),
    (
        "date",
        "The gate was chained on 12 March 1984.\n\nOn 14 March the steward, Ivo Pell, told the shift: “We go back together.”",
        "go back",
        "2024-03-20",
        None,
    ),
    (
        "date",
        "The gate was built on 12 June 1984.\n\nOn 14 March the mayor, Ivo Pell, told the council: “It has to come down.”",
        "come down",
        "2024-03-20",
        "2024-03-14",
    ),
]
ROLES = [
    ("“The tanks are empty,” said Ada Stone, since January the managing director of the depot.", "managing director"),
    ("“The tanks are empty,” said Ada Stone, for 20 years the village blacksmith.", "village blacksmith"),
    ("“The tanks are empty,” said Ada Stone, since 2019 director of the depot.", "director"),
    ("Ada Stone, 44, first officer on the night, told the panel that it was “tied with washing line”.", "first officer"),
    ("“The tanks are empty,” said Ada Stone, since Monday in hospital.", None),
    ("“The tanks are empty,” said Ada Stone, first to arrive.", None),
]
JUDGED = [
    ("Ada Stone dismissed the audit as “sheer invention”.", True),
    ("The spokesman on health, Ivo Pell, condemned the claim as “lies and footnotes”.", True),
    ("Ada Stone hailed the bridge as “poetry”.", False),
    ("Ada Stone praised bands such as “The Quays”.", False),
    ("Ada Stone condemned the rule known as “harbour light”.", False),
]


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in SPEAKERS.values() for case in cases])
def test_speakers(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(("field", "text", "words", "published", "value"), OTHERS)
def test_circumstances(field, text, words, published, value):
    assert told(field, text, words, published=published or None) == value


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles(text, role):
    (passage,) = extract(Document(text), GAZETTEER)
    assert passage.attribution.speaker.name == "Ada Stone"
    assert passage.attribution.speaker.role == role


@pytest.mark.parametrize(("text", "is_served"), JUDGED)
def test_what_somebody_is_judged_as(text, is_served):
    assert bool(list(extract(Document(text), GAZETTEER))) == is_served
