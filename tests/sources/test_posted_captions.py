"""Captions that are posted as text have their turns at their places in the text as it was sent."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.posted_captions import with_captions

SRT = "1\n00:00:01,000 --> 00:00:04,000\nPEIG DONNELLY: The lock opens in May\n\n2\n00:00:04,000 --> 00:00:06,000\nand 2 boats may pass."
VTT = "WEBVTT\nKind: captions\n\nNOTE by hand\n\n00:01.000 --> 00:04.000 align:start\n<v Peig Donnelly>The lock opens\n\n00:04.000 --> 00:06.000\n<v Peig Donnelly>in <i>May.</i>"

SBV = "0:00:01.000,0:00:04.000\n>> PEIG DONNELLY: The lock opens\n\n0:00:04.000,0:00:06.000\nin May.[br]We wait."


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (SBV, "The lock opens in May. We wait.", "Peig Donnelly"),
        ("0:00:01.000,0:00:02.500\nNobody saw\n\n0:00:02.500,0:00:04.000\nthe light.", "Nobody saw the light.", None),
        (SRT, "The lock opens in May and 2 boats may pass.", "Peig Donnelly"),
        (VTT, "The lock opens in May.", "Peig Donnelly"),
        ("\ufeffWEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nNobody saw\nthe light.", "Nobody saw the light.", None),
    ],
)
def test_turns_stand_where_they_were_sent(text, words, speaker):
    document = with_captions(Document(text))
    assert document.text == text
    (passage,) = extract(document, Gazetteer.load())
    assert " ".join(passage.text.split()) == words
    assert (passage.attribution.speaker.name if passage.attribution.speaker else None) == speaker
    assert all(text[part.start : part.end] == part.text for part in passage.parts)
    assert passage.media.start == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "“The clock stopped at 03:12 and nobody wound it,” said Peig Donnelly.",
        "00:00:01.000 is when it began, said Peig Donnelly --> nobody knows.",
        "The buoy logged two times.\n0:00:01.000, 0:00:04.000\nNobody wound the clock.",
        "A text on subtitles.\n" + "It goes on. " * 60 + "\n00:00:01,000 --> 00:00:04,000\nThe lock opens.",
    ],
)
def test_other_texts_are_left(text):
    assert with_captions(Document(text)) == Document(text)
    assert with_captions(Document(text)).stated == ()


def test_a_document_posted_as_captions_is_verified(client):
    assert client.post("/v1/documents", json={"text": SRT, "title": "Lock"}).status_code == 201
    found = client.post("/v1/verify", json={"quote": "The lock opens in May and 2 boats may pass", "speaker": "Peig Donnelly"}).json
    assert found["verdict"] in ("verbatim", "faithful")
    assert found["attribution"]["status"] == "confirmed"
