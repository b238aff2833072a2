"""Proceedings of parliaments: who speaks, in whose words, on which day; what is nobody's words is left out."""

from __future__ import annotations

import json

import pytest

from service.extraction import extract
from tests.sources import reading
from tests.sources.reading import KNOWN, said

HANSARD = """<?xml version="1.0"?><publicwhip scraperversion="a"><major-heading id="uk.org.publicwhip/debate/2024-05-18a.1.0" url="https://hansard.example/1"> Piers </major-heading>
<minor-heading id="x">Ellery</minor-heading>
<speech id="uk.org.publicwhip/debate/2024-05-18a.1.1" nospeaker="true"><p>The House met at half-past Two o'clock</p></speech>
<speech id="uk.org.publicwhip/debate/2024-05-18a.1.2" speakername="Ines Calloway" speakeroffice="The Minister for Piers" url="https://hansard.example/1.2">
<p pid="a">The pier <i>stays</i> open.</p><p>So do the <phrase class="honfriend">hon. Member's</phrase> boats.</p></speech>
<speech id="uk.org.publicwhip/debate/2024-05-18a.1.3" speakername="Seán Ó Domhnaill"><p>Who pays?</p></speech>
<division id="d"><divisioncount ayes="1"/></division>
<major-heading id="uk.org.publicwhip/debate/2024-05-18a.2.0">Ferries</major-heading>
<speech id="uk.org.publicwhip/debate/2024-05-18a.2.1" speakername="Peig Donnelly" url="https://hansard.example/2.1"><p>No ferry sails.</p></speech></publicwhip>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-EL_2024-05-18"><teiHeader><fileDesc><titleStmt><title>Sitting of May</title></titleStmt></fileDesc>
<profileDesc><settingDesc><setting><name type="org">Diet of Ellery</name><date when="2024-05-18">18.5.2024</date></setting></settingDesc>
<particDesc><listPerson><person xml:id="CallowayInes"><persName><surname>Calloway</surname><forename>Ines</forename></persName></person></listPerson></particDesc>
</profileDesc></teiHeader><text><body><div><note type="speaker">The President:</note>
<u who="#CallowayInes" ana="#chair"><seg>The pier <note>applause</note>stays<vocal><desc>laughter</desc></vocal> open.</seg><seg><w>So</w><w>do</w><w>boats</w><pc>.</pc></seg></u>
<note type="speaker">Mr Seán Ó Domhnaill (Harbour):</note><u who="#x17"><seg>Who pays?</seg></u>
<u who="#DonnellyPeig" ana="#regular"><seg>We do.</seg></u><u><seg>Order!</seg></u></div></body></text></TEI>"""
RECORD = """<CRDoc><document_title>PIERS</document_title><speaking speaker="Ms. CALLOWAY of Ellery"> Ms. CALLOWAY of Ellery. Mr. Speaker, the pier stays open.</speaking>
<recorder>The clerk read the bill.</recorder><speaking name="The PRESIDING OFFICER">The PRESIDING OFFICER. Without objection.</speaking></CRDoc>"""
RECORD_JSON = {"id": "x", "title": "PIERS", "header": {"year": "2024", "month": "May", "day": "18", "chamber": "House"}, "content": [
    {"kind": "title", "speaker": "None", "text": "PIERS"}, {"kind": "speech", "speaker": "Ms. CALLOWAY of Ellery", "text": "Ms. CALLOWAY of Ellery. Mr. Speaker, the pier stays open."},
    {"kind": "recorder", "speaker": "The RECORDER", "text": "The clerk read the bill."}, {"kind": "speech", "speaker": "The PRESIDING OFFICER", "text": "Without objection."}]}  # fmt: skip


def parsed(name, content):
    found = reading.parsed(name, content)
    return [given.document for given in found.documents], found.refused


def test_a_day_of_hansard_is_a_transcript_for_each_debate():
    (piers, ferries), refused = parsed("debates2024-05-18a.xml", HANSARD)
    assert said(piers) == [
        ("Ines Calloway", "The pier stays open. So do the hon. Member's boats."),
        ("Seán Ó Domhnaill", "Who pays?"),
    ]
    assert (piers.title, piers.url, piers.published, piers.venue, piers.kind) == (
        "Piers", "https://hansard.example/1", "2024-05-18", "House of Commons", "transcript",
    )  # fmt: skip
    assert extract(piers, KNOWN)[0].attribution.speaker.role == "The Minister for Piers"
    assert (ferries.title, ferries.url) == ("Ferries", "https://hansard.example/2.1")
    assert said(ferries) == [("Peig Donnelly", "No ferry sails.")]
    assert not refused


def test_utterances_of_tei_belong_to_the_persons_they_point_to():
    (document,), _ = parsed("a.xml", TEI)
    assert said(document) == [
        ("Ines Calloway", "The pier stays open. So do boats."),
        ("Mr Seán Ó Domhnaill (Harbour)", "Who pays?"),
        ("Peig Donnelly", "We do."),
        (None, "Order!"),
    ]
    assert (document.title, document.published, document.venue) == ("Sitting of May", "2024-05-18", "Diet of Ellery")
    assert extract(document, KNOWN)[0].attribution.speaker.role == "chair"


@pytest.mark.parametrize(("name", "content"), [("a.xml", RECORD), ("a.json", json.dumps(RECORD_JSON))])
def test_the_congressional_record_is_read_without_its_labels(name, content):
    (document,), _ = parsed(name, content)
    assert said(document) == [
        ("Ms. Calloway of Ellery", "Mr. Speaker, the pier stays open."),
        ("The Presiding Officer", "Without objection."),
    ]
    assert document.title == "PIERS"


@pytest.mark.parametrize(
    "content",
    ["<publicwhip/>", "<TEI><text/></TEI>", "<record/>", '<publicwhip><speech nospeaker="true"><p>x</p></speech></publicwhip>'],
)
def test_proceedings_in_which_nobody_speaks_say_so(content):
    documents, (refused,) = parsed("a.xml", content)
    assert not documents
    assert "nobody speaks" in refused or "no utterances" in refused


AKOMA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><FRBRdate date="2024-05-18" name="x"/><references><TLCPerson eId="ic" showAs="Ines Calloway"/></references></meta>
<debateBody><debateSection><heading>Piers</heading><speech by="#ic"><from>The Minister</from><p>The pier stays open.</p><scene><p>(Applause)</p></scene></speech><question by="#x"><from>The Clerk (Mo Tarn)</from><p>Since when?</p></question></debateSection></debateBody></debate></akomaNtoso>"""
BUNDESTAG = """<dbtplenarprotokoll sitzung-datum="18.05.2024"><sitzungsverlauf><rede><p klasse="redner"><redner><name><vorname>Ines</vorname><nachname>Calloway</nachname><fraktion>ABC</fraktion></name></redner>Ines Calloway (ABC):</p>
<p klasse="J_1">The pier stays open.</p><kommentar>(Beifall)</kommentar><name>Präsident Mo Tarn:</name><p klasse="J">Since when?</p></rede></sitzungsverlauf></dbtplenarprotokoll>"""
EUROPEAN = """<PV.DEBATE><CHAPTER><NUMERO VOD-START="2024-05-18T09:00:00"/><TL-CHAP VL="DE">Molen</TL-CHAP><TL-CHAP VL="EN">Piers</TL-CHAP><INTERVENTION><ORATEUR LIB="Calloway Ines"><EMPHAS NAME="B">Ines Calloway</EMPHAS>, <EMPHAS NAME="I">for the group</EMPHAS></ORATEUR><PARA>– The pier stays open.</PARA></INTERVENTION>
<INTERVENTION><ORATEUR LIB="Tarn Mo"/><PARA>Since when?</PARA><PARA>(Applause)</PARA></INTERVENTION></CHAPTER></PV.DEBATE>"""


@pytest.mark.parametrize("content", [AKOMA, BUNDESTAG, EUROPEAN])
def test_other_parliaments_name_who_speaks(content):
    (document,), refused = parsed("a.xml", content)
    assert (document.kind, document.published, refused) == ("transcript", "2024-05-18", [])
    assert said(document) == [("Ines Calloway", "The pier stays open."), ("Mo Tarn", "Since when?")]


@pytest.mark.parametrize("content", ["<akomaNtoso/>", "<dbtplenarprotokoll/>", "<PV.DEBATE/>"])
def test_a_record_of_a_parliament_in_which_nobody_speaks_says_so(content):
    documents, refused = parsed("a.xml", content)
    assert not documents
    assert "nobody speaks" in refused[0]
