"""German: who is named next to a quotation, what is no quotation, and where nothing is said."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Origin

GAZETTEER = Gazetteer.load()
OPENING = (
    "Der Hafen von Skarn wurde am Montag nach einem schweren Sturm geschlossen, und niemand weiß noch, wann er wieder öffnet. "
)


def said(text):
    """Return (words, speaker's name, role) of each quotation of a German text."""
    found = extract(Document(OPENING + text, origin=Origin(language="de")), GAZETTEER)
    speakers = [p.attribution.speaker for p in found]
    return [(p.parts[0].text, s and s.name, s and s.role) for p, s in zip(found, speakers, strict=True)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("„Wir fahren am Mittag“, sagte Anna Brandt.", "Anna Brandt", None),
        ("„Wir fahren“, sagte Anna Brandt.", "Anna Brandt", None),
        ("„Wir fahren am Mittag“, so Anna Brandt.", "Anna Brandt", None),
        ("„Fahren wir am Mittag?“, fragte Anna Brandt am Dienstag.", "Anna Brandt", None),
        ("„Wir fahren am Mittag“, erklärte dazu Hafenmeisterin Anna Brandt.", "Anna Brandt", "Hafenmeisterin"),
        ("„Wir fahren am Mittag“, sagte der Hafendirektor Klaus von Orr gestern.", "Klaus von Orr", "Hafendirektor"),
        ("„Wir fahren am Mittag“, hatte Minister Orr am Sonntag gesagt.", "Orr", "Minister"),
        ("Am 3. März sagte Anna Brandt: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt sagte: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Am Montag sagte Anna Brandt: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt, die Hafenmeisterin, sagte: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Die Hafenmeisterin, Anna Brandt, sagte: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt dankte der Mannschaft und sagte: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt hat am Abend erklärt: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Laut Anna Brandt „fahren wir am Mittag“.", "Anna Brandt", None),
        ("Anna Brandt kam zu spät. „Wir fahren am Mittag“, sagte Brandt.", "Anna Brandt", None),
        ("Anna Brandt kam zu spät. „Wir fahren am Mittag“, sagte sie.", "Anna Brandt", None),
        ("Klaus Orr kam zu spät. Er sagte: „Wir fahren am Mittag.“", "Klaus Orr", None),
        ("Anna Brandt traf Klaus Orr. Er sagte: „Wir fahren am Mittag.“", "Klaus Orr", None),
        ("Anna Brandt warb erneut für den neuen Kai: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt wörtlich: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Der Sprecher des Hafenamts nannte das Schiff „völlig unbrauchbar“.", "Der Sprecher", None),
        ("Die „müden Lotsen“ seien schuld, so Anna Brandt.", "Anna Brandt", None),
        ("Anna Brandt (Freie Wähler) sagte: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt hatte immer wieder die Rolle des Lotsen betont: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Anna Brandt sagte am Kai, die Mole sei alt. „Sie bricht noch vor dem Winter.“", "Anna Brandt", None),
        ("Anna Brandt versuchte mit den Worten zu trösten: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("Das Hafenblatt zitiert Anna Brandt mit den Worten: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("„Wir fahren am Mittag“, sagte Ada von der Orr.", "Ada von der Orr", None),
        ("Über Klaus Orr sagte Anna Brandt: „Wir fahren am Mittag.“", "Anna Brandt", None),
        ("In ihrer Rede begründete die Ministerin Anna Brandt den Bau: „Wir fahren am Mittag.“", "Anna Brandt", "Ministerin"),
        ("Nach Angaben der Hafenpolizei war das Schiff „völlig überladen am Morgen“.", "Hafenpolizei", None),
        ("Laut einem Sprecher war das Schiff „völlig überladen am Morgen“.", "Sprecher", None),
        ("Der Hafenpolizei zufolge war das Schiff „völlig überladen am Morgen“.", "Hafenpolizei", None),
        ("Die Landesregierung widersprach und nannte das „reine Träumerei von Lotsen“.", "Die Landesregierung", None),
    ],
)
def test_who_is_named_in_full_or_with_a_title(text, name, role):
    assert [found[1:] for found in said(text)] == [(name, role)]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir fahren am Mittag“, sagte sie.",
        "Anna Brandt traf Eva Orr. „Wir fahren am Mittag“, sagte sie.",
        "Anna Brandt und Klaus Orr kamen. „Wir fahren am Mittag“, sagten sie.",
        "Klaus Orr kam zu spät. „Wir fahren am Mittag“, sagte sie.",
        "Anna Brandt kam nach Skarn, wo ein Schild hing: „Wir fahren am Mittag.“",
        "„Wir fahren am Mittag“, sagte Brandt.",  # a name alone may be any noun
        "Sie wurde mit den Worten begrüßt: „Wir fahren am Mittag.“",
        "Sie sagte der Neuen Zeitung: „Wir fahren am Mittag.“",
        "In einem Gespräch mit der Zeitung erklärte er: „Wir fahren am Mittag.“",
        "Sie kritisierte die Entscheidung: „Wir fahren am Mittag.“",
        "Die Arbeit zeigte es: „Wir fahren am Mittag.“",
        "Anna Brandt kam spät. Es sei „ein langer Tag am Kai“ gewesen.",
        "Anna Brandt schwieg. „Wir fahren morgen erst am späten Nachmittag ab“ stand auf der Tafel.",
    ],
)
def test_where_nothing_is_sure_nobody_is_named(text):
    assert [name for _, name, _ in said(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Die Ausstellung „Boote und ihre Leute“ öffnet am Freitag.",
        "Der Verein „Freunde der Alten Mole“ klagte.",
        "Die Raumsonde „Lotse II“ sagte nichts, meldete Anna Brandt.",
        "Der Sender „Kanal 9“ berichtete, der Rat habe zugestimmt.",
        "Der Hafen (Motto: „Wir fahren immer am Mittag“) schloss.",
        "Der Chor sang „Fahrt ins Licht“ zum Schluss.",
        "Der Film „Nachts am Hafen von Skarn“ läuft wieder.",
        "Die Kosten haben sich wegen der „neuartigen“ Kräne verdoppelt.",
        "Laut „hafen.de“ ist der Kai gesperrt.",
    ],
)
def test_titles_and_names_are_no_quotations(text):
    assert said(text) == []


def test_somebody_without_a_name_is_not_whoever_spoke_before():
    found = said("„Wir fahren“, sagte Anna Brandt. „Wir bleiben hier“, rief jemand aus der Menge.")
    assert [(words, name) for words, name, _ in found] == [("Wir fahren", "Anna Brandt"), ("Wir bleiben hier", None)]


def test_a_quotation_goes_on_behind_its_clause():
    (passage,) = extract(
        Document(f"{OPENING}„Wir fahren“, sagte Anna Brandt am 3. März, „erst am späten Mittag.“", origin=Origin(language="de")),
        GAZETTEER,
    )
    assert [part.text for part in passage.parts] == ["Wir fahren", "erst am späten Mittag."]


def test_a_description_is_given_as_it_stands():
    assert said("„Wir fahren am Mittag“, sagte ein Sprecher der Reederei.") == [("Wir fahren am Mittag", "ein Sprecher", None)]


def test_the_language_that_is_given_decides():
    text = "„Wir fahren am Mittag“, sagte Anna Brandt."
    german, other = (extract(Document(text, origin=Origin(language=code)), GAZETTEER) for code in ("de", "fr"))
    assert german[0].attribution.speaker.name == "Anna Brandt"
    assert other[0].attribution.speaker is None
