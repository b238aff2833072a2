"""Who speaks in German, in kinds met on texts written without a look at the rules."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
TAIL = " Der Rat der Stadt hat am Montag noch einmal darüber beraten, wie es mit dem Hafen weitergehen soll."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ein Sprecher Orrs sagte: „Der Minister bleibt im Amt.“", "Ein Sprecher Orrs"),
        ("„Der Minister bleibt im Amt“, teilte Orrs Büro mit.", "Orrs Büro"),
        ("„Wir haben keine Zeit mehr“, warnte die Hafenforscherin Dr. Anja Stein am Freitag.", "Anja Stein"),
        ("Anja Stein schwieg. „Das ist frei erfunden“, sagte man der Zeitung.", None),
        # harm: a title and a surname, and a full name, that end alike
        ("Bürgermeister Peters sagte: „Der Kai bleibt offen.“", "Peters"),
        ("Der Trainer Andreas Peters sagte: „Der Kai bleibt offen.“", "Andreas Peters"),
    ],
)
def test_who_speaks(text, name):
    found = extract(Document(text=text + TAIL), GAZETTEER)[0].attribution.speaker
    assert (found.name if found else None) == name
