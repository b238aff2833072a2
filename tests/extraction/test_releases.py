"""Whom a press release gives words as, under headings and before colons, with headings and lines that name nobody who speaks."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
FIRST, SECOND = "“The quay has served us for forty years.”", "“We owe the town a light.”"


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Quote attributable to Ines Calloway, chief executive of the Pier Board:", "Ines Calloway"),
        ("Quotes attributable to Premier Ines Calloway", "Ines Calloway"),
        ("Quotes attributable to Minister for Ports Ines Calloway:", "Ines Calloway"),
        ("The following statement is attributable to Ines Calloway:", "Ines Calloway"),
        ("The comments below can be attributed to Dr Ines Calloway, Chief Pilot:", "Ines Calloway"),
        ("Attributable to Ines Calloway:", "Ines Calloway"),
        ("Quotes and pictures", None),
        ("A rise in costs attributable to Hurricane Ines:", None),
        ("Attributable profit rose to nine million:", None),
    ],
)
def test_words_under_a_heading_of_a_release_are_whoever_s_it_names(lead, speaker):
    text = f"The board will mend the quay by June, it said today.\n\n{lead}\n\n{FIRST}\n\n{SECOND}\n\nCall 555 for more."
    found = [(p.text, p.attribution.speaker and p.attribution.speaker.name) for p in extract(Document(text=text), GAZETTEER)]
    assert found == [(FIRST.strip("“”"), speaker), (SECOND.strip("“”"), speaker)]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Statement attributable to Ines Calloway, chief pilot: “We owe the town a light.”", "Ines Calloway"),
        ("A quote attributed to Ruben Marsh, who never said it: “We owe the town a light.”", "Ruben Marsh"),
        ("Quotes attributable to the board were read out, said Peig Donnelly: “We owe the town a light.”", "Peig Donnelly"),
    ],
)
def test_words_behind_the_colon_of_a_release_are_whoever_s_it_names(line, speaker):
    (passage,) = extract(Document(text=line), GAZETTEER)
    assert (passage.attribution.speaker and passage.attribution.speaker.name) == speaker
