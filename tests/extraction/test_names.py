"""Names as a text has them: what opens a sentence, what runs on, whom a surname means, how it is spelt."""

from __future__ import annotations

import pytest

from service.extraction.english.acronyms import acronyms
from service.extraction.english.people import find_people, surname_of
from service.knowledge.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()
MARSH = "Ruben Marsh, the harbour master, spoke first. Ruben Marsh then left. "


@pytest.mark.parametrize(
    ("text", "asked", "name"),
    [
        # a word that opens the sentence is no given name
        ("The singer Halima Brennan grew up here. Did Brennan win?", "Brennan", "Halima Brennan"),
        ("Neither Halima Brennan nor her sister came.", "Brennan", "Halima Brennan"),
        ("Has Halima Brennan resigned?", "Brennan", "Halima Brennan"),
        ("Wrote Halima Brennan: nothing.", "Brennan", "Halima Brennan"),
        ("Will Pell spoke.", "Pell", "Will Pell"),  # an auxiliary that is a given name too
        # a word before a surname that is in no list of given names may still be one: that is somebody else
        (MARSH + "Residents blame Dockside Marsh.", "Marsh", "Ruben Marsh"),
        (MARSH, "Hanne Marsh", "Hanne Marsh"),
        (MARSH, "Dockside Marsh", "Dockside Marsh"),
        # an owner before a name is no part of it
        ("The Harbour Trust’s Linda Marsh spoke.", "Marsh", "Linda Marsh"),
        # an Arabic article is written or not
        ("Samir al-Haddad spoke. Haddad left.", "Haddad", "Samir al-Haddad"),
        # a long surname at one letter's distance
        ("Caleb Halvorsen spoke.", "Halvorson", "Caleb Halvorsen"),
        # a page's next label runs on
        ("Petra Lindqvist Petra Anna LindqvistThe Report spoke.", "Lindqvist", "Petra Lindqvist"),
    ],
)
def test_a_name_in_full(text, asked, name):
    assert find_people(text, GAZETTEER).full_name(asked, len(text)) == name


@pytest.mark.parametrize(
    ("text", "asked", "name"),
    [
        ("Ruben Marsh spoke. Linda Marsh spoke.", "Dockside Marsh", "Dockside Marsh"),  # two bearers: nobody is guessed
        ("Ada Stone spoke.", "Stine", "Stine"),  # a short surname at one letter's distance is another name
        ("Ada Halvorsen and Ben Halvorsin spoke.", "Halvorson", "Halvorson"),  # two that are near: neither
    ],
)
def test_a_name_that_is_not_completed(text, asked, name):
    assert find_people(text, GAZETTEER).full_name(asked, 0) == name


@pytest.mark.parametrize(("name", "surname"), [("Samir al-Haddad", "Haddad"), ("Ada Stone Jr.", "Stone"), ("Al-Ma", "Al-Ma")])
def test_a_surname(name, surname):
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Safety Board (HSB) met. The HSB wrote.", {"HSB": "Harbour Safety Board"}),
        ("The Office for Ferry Standards (OFS) met.", {"OFS": "Office for Ferry Standards"}),
        ("The National Pier Users Union met. NPUU members left.", {"NPUU": "National Pier Users Union"}),
        ("The Harbour Safety Board met. The Heath Sports Bureau met. The HSB wrote.", {}),  # two names: neither
        ("The HSB wrote.", {}),
    ],
)
def test_acronyms(text, expected):
    assert acronyms(text) == expected
