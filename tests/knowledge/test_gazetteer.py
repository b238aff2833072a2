"""The gazetteer: what is known of the world, with and without a newsroom's own outlets."""

from __future__ import annotations

import pickle

import pytest

from service.errors import SettingError
from service.knowledge.gazetteer import Gazetteer

TABLES = Gazetteer.load()


@pytest.fixture
def newsroom(tmp_path):
    file = tmp_path / "outlets.txt"
    file.write_text("Skarn Lantern and Gazette | Skarn Lantern | Lantern? | skarn.example  # the island's own\n\n# nothing\n")
    return Gazetteer.load(file)


@pytest.mark.parametrize(
    ("name", "short", "outlet"),
    [
        ("the Associated Press", False, "Associated Press"),
        ("THE  ASSOCIATED\u00a0PRESS", False, "Associated Press"),
        ("the Post", False, None),
        ("the Post", True, "The Washington Post"),
        ("Time", False, None),
        ("Time", True, "Time"),
        ("Skarn Lantern", True, None),
    ],
)
def test_an_outlet_is_known_by_its_aliases(name, short, outlet):
    assert TABLES.outlet_of(name, short=short) == outlet


def test_a_newsroom_s_own_outlets_count_beside_the_tables(newsroom):
    assert newsroom.outlet_of("Skarn Lantern") == "Skarn Lantern and Gazette"
    assert newsroom.outlet_of("skarn.example") == "Skarn Lantern and Gazette"
    assert newsroom.outlet_of("the Lantern") is None
    assert newsroom.outlet_of("the Lantern", short=True) == "Skarn Lantern and Gazette"
    assert newsroom.outlet_of("NYT") == "The New York Times"
    assert newsroom.outlet_key("the Skarn Lantern") == newsroom.outlet_key("Skarn Lantern and Gazette")
    assert TABLES.outlet_key("the Skarn Lantern") != TABLES.outlet_key("Skarn Lantern and Gazette")


def test_a_newsroom_s_entry_wins_over_the_tables(tmp_path):
    file = tmp_path / "outlets.txt"
    file.write_text("Ellery Post | Ellery Post | NYT\n")
    assert Gazetteer.load(file).outlet_of("NYT") == "Ellery Post"
    assert TABLES.outlet_of("NYT") == "The New York Times"


def test_a_file_that_cannot_be_read_is_named_with_its_setting(tmp_path):
    (tmp_path / "latin.txt").write_bytes(b"Ellery Caf\xe9\n")
    for file in (tmp_path / "missing.txt", tmp_path, tmp_path / "latin.txt"):
        with pytest.raises(SettingError, match="ONRECORD_OUTLETS"):
            Gazetteer.load(file)


@pytest.mark.parametrize(
    ("date", "name"),
    [("", None), ("1970-05-01", None), ("1981-01-20", "Ronald Reagan"), ("2012", "Barack Obama"), ("2030-01-01", "Donald Trump")],
)
def test_the_president_of_a_day(date, name):
    assert TABLES.president_on(date) == name


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("JFK", "John F. Kennedy"),
        ("the 45th president", "Donald Trump"),
        ("former US 16th President", "Abraham Lincoln"),
        ("Peig", "Peig"),
    ],
)
def test_an_epithet_names_somebody(name, known):
    assert TABLES.known_as(name) == known


def test_given_names_and_their_forms():
    assert TABLES.is_same_given("william", "bill")
    assert TABLES.is_same_given("al", "alfred")
    assert TABLES.is_same_given("al", "albert")
    assert not TABLES.is_same_given("alfred", "albert")
    assert not TABLES.is_same_given("peig", "ines")
    assert "margaret" in TABLES.feminine
    assert TABLES.is_given_name("margaret")


def test_another_process_gets_the_same_gazetteer(newsroom):
    other = pickle.loads(pickle.dumps(newsroom))
    assert other.outlet_of("Skarn Lantern") == "Skarn Lantern and Gazette"
    assert Gazetteer.load() is TABLES


@pytest.mark.parametrize(
    ("claimed", "found", "same"),
    [
        ("the Beeb", "BBC", True),
        ("Washington Post", "WaPo", True),
        ("Sky News", "Fox News", False),
        ("Ellery Beacon", "Tideway Post", False),
        ("NBC News", "MSNBC", False),
        # a part of a name, initials and a word that nobody knows do not tell
        ("Sky News", "Sky News Australia", None),
        ("The Times", "The Times of London", None),
        ("EBS", "Ellery Broadcasting Service", None),
        ("Beaky", "Ellery Beacon", None),
        ("Österreichischer Kelby Rundfunk", "OKR", None),
        ("Raidió Teilifís Éireann", "RTÉ", True),
        ("Spiegel magazine", "Der Spiegel", None),
        ("Mundo newspaper", "El Mundo", None),
        ("Beacon magazine", "The Ellery Beacon", None),
        # what is added tells nothing, but the rest does
        ("Stern magazine", "Der Spiegel", False),
        ("Il Faro", "Il Molo", False),
        ("Sky News Arabia", "Sky News Australia", False),
        # a programme may be the network's
        ("Meet the Press", "NBC News", None),
        ("CBS", "Face the Nation", None),
        ("Meet the Press", "Face the Nation", False),
    ],
)
def test_whether_two_names_are_of_one_outlet(claimed, found, same):
    assert Gazetteer.load().agrees_on_outlet(claimed, found) is same
