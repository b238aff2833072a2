"""Names and venues as people compare them: each rule with what it must catch and where it would do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import is_description, same_speaker
from service.knowledge.places import same_venue

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("claimed", "found", "kind", "same"),
    [
        # a middle initial or the beginning of a name is no given name
        ("Robert F. Calloway", "John F. Calloway", "person", False),
        ("Frank Calloway", "John F. Calloway", "person", False),
        ("John Renner", "Donald J. Renner", "person", False),
        ("Paula Ellery", "Paul Ellery", "person", False),
        ("George W. Marsh", "George H. W. Marsh", "person", None),
        ("John Calloway", "John A. Calloway", "person", True),
        ("Scott Ellery", "F. Scott Ellery", "person", True),
        ("Bob Renner", "Robert Renner", "person", True),
        # a title tells a man from a woman
        ("Jane Renner", "Mr. Renner", "person", False),
        ("Mrs. Marsh", "Peter Marsh", "person", False),
        ("Jane Marsh", "Mrs. Jane Marsh", "person", True),
        # a title that opens a name is no given name
        ("Colonel Renner", "Omar Renner", "person", True),
        ("Crown Prince Tarek", "Tarek bin Sahl", "person", None),
        ("Cllr Marsh", "Greta Marsh", "person", True),
        ("Rabbi Orr", "Saul Orr", "person", True),
        ("Coach Ellery", "Paul Renner", "person", False),
        # what somebody is called for short
        ("AMRC", "Andrés Manuel Ríos Cordero", "person", None),
        ("AMRX", "Andrés Manuel Ríos Cordero", "person", False),
        # another spelling of a given name, and another name
        ("Benyamin Orr", "Benjamin Orr", "person", True),
        ("Zoltin Marsh", "Zoltan Marsh", "person", None),
        ("Marian Orr", "Marion Orr", "person", False),
        # who is named after somebody is not that one
        ("Peig Donnelly", "spokesperson for Peig Donnelly", "unnamed", None),
        ("Donnelly", "Donnelly campaign", "organization", None),
        ("Tideway", "Tideway Owners Club", "organization", None),
        ("Ellery Foundation", "the Ellery Foundation", "organization", True),
        # the place that a peer is of tells who is meant
        ("Ada Holm", "Holm of Renford", "person", None),
        ("Holm of Renford", "Ada Holm", "person", None),
        ("Baroness Holm of Renford", "Ada Holm", "person", None),
        ("Ada Kemp", "Holm of Renford", "person", False),
        ("Holm of Renford", "Holm of Renford", "person", True),
        ("Ada of Renford", "Ada of Holm", "person", False),
        # other orders of the same words
        ("Minji Park", "Park Min-ji", "person", True),
        ("Calloway, Ines", "Ines Calloway", "person", True),
        ("Tanabe Kenji", "Kenji Tanabe", "person", True),
        ("Tobias Renner (D-Ellery)", "Tobias Renner", "person", True),
        ("Luis Ortega", "Luis Ortega Vidal", "person", True),
        ("Luis Ortega", "Luis Vidal", "person", False),
        # a letter more or less is said, not confirmed
        ("Ruth Halversen", "Ruth Halvorsen", "person", None),
        ("Astrid Haakon", "Astrid Håkon", "person", None),
        ("Maeve O'Orr", "Maeve O’Orr", "person", True),
        # the spellings of two languages
        ("Vladimir Karenine", "Vladimir Karenin", "person", None),
        ("Oleg Poushkine", "Oleg Pushkin", "person", None),
        ("Oleg Poushkine", "Igor Pushkin", "person", False),
        ("Oleg Karamin", "Oleg Karpin", "person", False),
    ],
)
def test_speakers(claimed, found, kind, same):
    assert same_speaker(Gazetteer.load(), claimed, found, kind) is same


def test_a_title_that_the_source_gives_tells_a_man_from_a_woman():
    gazetteer = Gazetteer.load()
    assert same_speaker(gazetteer, "Hannah Orr", "Orr", role="Mr.") is False
    assert same_speaker(gazetteer, "Hannah Orr", "Orr", role="Mrs") is True
    assert same_speaker(gazetteer, "Hannah Orr", "Orr", role="Mr. Marsh’s lawyer") is True  # of another


@pytest.mark.parametrize(
    ("claimed", "role", "same"),
    [
        ("Governor Orr", "Senator", None),
        ("Judge Orr", "Mayor", None),
        ("Gen. Orr", "President", None),
        ("Sen. Orr", "Senator", True),
        ("Congresswoman Orr", "Rep.", True),
        ("Mr. Orr", "Senator", True),
        ("Governor Orr", None, True),
        ("Justice Orr", "Bishop", None),
        ("Rabbi Orr", "Sheriff", None),
        ("Ambassador Orr", "Imam", None),
        ("Captain Orr", "Bishop", None),
        ("Judge Orr", "Sister", None),
        ("Sheriff Orr", "Magistrate", None),
        ("Justice Orr", "Judge", True),
        ("Cardinal Orr", "Archbishop", True),
        ("Colonel Orr", "Major", True),
    ],
)
def test_two_offices_behind_one_surname_do_not_tell(claimed, role, same):
    assert same_speaker(Gazetteer.load(), claimed, "Orr", role=role) is same


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("the mayor", True), ("Calloway's lawyer", True), ("a clerk", True), ("susan orr", False), ("peter orr", False)],
)
def test_descriptions(name, is_one):
    assert is_description(Gazetteer.load(), name) is is_one


@pytest.mark.parametrize(
    ("claimed", "found", "same"),
    [
        ("press conference in Ellery", "press conference in Tideway", False),
        ("first debate in Ellery", "second debate in Ellery", None),
        ("University of North Estuary", "University of South Estuary", None),
        ("Ellery Garden", "Ellery Park", None),
        ("first debate in Ellery", "debate in Ellery", None),
        ("debate in Ellery", "the second debate in Ellery", True),
        ("Ellery", "a rally in Ellery", True),
        ("Tarn Hall", "the Tarn Hall in Ellery", True),
        ("Rose Garden", "White House", True),
        ("Parliament", "the House of Commons", True),
        ("a press conference", "a rally", None),
        # the two chambers have committees of one name
        ("a hearing of the House Fisheries Committee", "a hearing of the Senate Fisheries Committee", None),
        ("the Senate floor", "the floor of the Senate", True),
        ("the Senate", "the Capitol", True),
    ],
)
def test_venues(claimed, found, same):
    assert same_venue(claimed, found) is same


def _pairs(section):
    """(claimed, found, what is right) of a section of the table."""
    text = (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8")
    (rows,) = (part for part in text.split("== ")[1:] if part.startswith(section))
    return [[cell.strip() for cell in row.split("|")] for row in rows.splitlines()[1:] if row]


RIGHT = {True: "same", None: "unknown", False: "other"}
NAMES, VENUES = _pairs("names"), _pairs("venues")


@pytest.mark.parametrize(("claimed", "found", "right"), NAMES, ids=[f"{a}-{b}" for a, b, _ in NAMES])
def test_forms_of_names(claimed, found, right):
    assert RIGHT[same_speaker(GAZETTEER, claimed, found)] in right.split()


@pytest.mark.parametrize(("claimed", "found", "right"), VENUES, ids=[f"{a}-{b}" for a, b, _ in VENUES])
def test_forms_of_venues(claimed, found, right):
    assert RIGHT[same_venue(claimed, found)] in right.split()


def test_names_without_letters_are_not_one_name():
    assert same_speaker(Gazetteer.load(), "…", "—") is not True


@pytest.mark.parametrize(
    ("claimed", "found", "is_same"),
    [
        ("Manchester", "Old Kelby Lane", None),
        ("Croke Tolland", "Dublin", None),
        ("Barcelona", "Camp Nou", None),
        ("Paris", "Berlin", False),
        ("Berlin", "New York", False),
        ("Twitter", "Old Trafford", False),
        ("North Korea", "South Korea", False),
        ("Upper Kelby", "Lower Kelby", False),
        ("rally in Kelby", "Kelby", True),
    ],
)
def test_a_ground_may_lie_in_a_town_and_no_town_in_another(claimed, found, is_same):
    assert same_venue(claimed, found) is is_same


@pytest.mark.parametrize(
    ("claimed", "found", "role", "is_same"),
    [
        ("counsel for Arrow Water", "Ada Stone", "counsel", None),
        ("counsel for Arrow Water", "Ada Stone", "counsel for Arrow Water", True),
        ("lawyer for the Kelby Trust", "Ada Stone", "lawyer", None),
        ("spokesman for Karl Moss", "Karl Moss", None, None),
        ("Ali Hassan Warfa", "Hassan Ali Warfa", None, None),
        ("Warfa Hassan Ali", "Hassan Ali Warfa", None, True),
        ("spokesman for Karl Moss", "Ada Stone", "baker", None),
        ("ada stone", "Ada Stone", None, True),
        ("de la Cruz", "Ada Stone", None, False),
    ],
)
def test_who_is_called_by_what_he_is_for_somebody_is_described(claimed, found, role, is_same):
    assert same_speaker(Gazetteer.load(), claimed, found, "person", role) is is_same
