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
        ("Bei der Sitzung sagte der Stadtrat Anja Stein (SPD), die Pläne seien „aus der Zeit gefallen“.", "Anja Stein"),
        ("Ihre Kollegin Anja Stein (Grüne) konterte: „Die Zeit fällt auch.“", "Anja Stein"),
        ("„Es war, als ob der Hang atmete“, erinnert sich Bergführerin Anja Stein.", "Anja Stein"),
        ("Ihr Vorgänger Andreas Peters hatte 2019 von einem „Spiel ohne festes Ende“ gesprochen.", "Andreas Peters"),
        ("Am Montag hatte Andreas Peters den Plan „eine Brücke in das Nichts“ genannt.", "Andreas Peters"),
        ("Anja Stein sagte, Andreas Peters habe sie „die letzte Lotsin“ genannt.", "Andreas Peters"),
        ("Anja Stein sagte vor Gericht, der Lotse Andreas Peters habe ihr zugerufen: „Der Kai bricht.“", "Andreas Peters"),
        ("Anja Stein sagte vor Gericht, der Unbekannte habe ihr zugerufen: „Der Kai bricht bald.“", None),
        # harm: a perfect of the one who speaks, of something done, and a passive
        ("Anja Stein hatte gesagt: „Der Kai bleibt offen.“", "Anja Stein"),
        ("Anja Stein sagte, die Firma habe den See „als eine Kippe“ benutzt.", "Anja Stein"),
        ("Anja Stein wurde als „die lauteste Frau im Hafen“ bezeichnet.", None),
        # harm: a title and a surname, and a full name, that end alike
        ("Bürgermeister Peters sagte: „Der Kai bleibt offen.“", "Peters"),
        ("Der Trainer Andreas Peters sagte: „Der Kai bleibt offen.“", "Andreas Peters"),
    ],
)
def test_who_speaks(text, name):
    found = extract(Document(text=text + TAIL), GAZETTEER)[0].attribution.speaker
    assert (found.name if found else None) == name
