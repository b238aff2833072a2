"""What databases of the press export: each article is a document of its own, with its paper and day, and their fields are no words of it."""

from __future__ import annotations

import re

import pytest

from tests.sources.made import docx
from tests.sources.reading import parsed, read, said

PIER = "“The pier stays open to every boat,” said Ines Calloway."
LAMP = "“The lamp is out again,” said Mo Tarn."
NUMBERED = f"""                               1 of 2 DOCUMENTS


                                The Ellery Beacon

                              May 18, 2024 Saturday
                                  Late Edition

A pier for all

BYLINE: Peig Donnelly

SECTION: NEWS; Pg. 4

LENGTH: 43 words

{PIER}

It rained.

GRAPHIC: A pier. “Not a word,” said Bo Lund.

LOAD-DATE: May 19, 2024

LANGUAGE: ENGLISH

                    Copyright 2024 Beacon Media

                               2 of 2 DOCUMENTS


                                The Tarn Post

                              May 20, 2024

LENGTH: 20 words
DATELINE: TARN

{LAMP}

LANGUAGE: ENGLISH
"""
ENDED = ["Page 1 of 2", "A pier for all", "The Ellery Beacon", "May 18, 2024 Saturday", "Late Edition", "Copyright 2024 Beacon Media All Rights Reserved",
         "Section: NEWS; Pg. 4", "Length: 43 words", "Byline: Peig Donnelly", "Body", PIER, "It rained.", "Graphic", "“Not a word,” said Bo Lund.", "Load-Date: May 19, 2024",
         "End of Document", "Lamp", "The Tarn Post", "May 20, 2024", "Length: 20 words", "Body", LAMP, "Load-Date: May 20, 2024", "End of Document"]  # fmt: skip
CODED = f"""HD A pier for all
BY By Peig Donnelly
WC 43 words
PD 18 May 2024
SN The Ellery Beacon
SC ELLB
LA English
CY Copyright 2024
LP
{PIER}
TD
It rained.
CO bcnmed : Beacon Media
AN Document ELLB000020240518ek5d0001

HD
Lamp
WC
20 words
PD
20 May 2024
SN
The Tarn Post
LP

{LAMP}

AN
Document TARN000020240520ek5d0002
"""
UNCODED = f"""A pier for all
By Peig Donnelly
43 words
18 May 2024
02:15
The Ellery Beacon
ELLB
4
English
Copyright 2024 Beacon Media

{PIER}

It rained.

Document ELLB000020240518ek5d0001

Lamp
20 words
20 May 2024
The Tarn Post
TARN
English
(c) 2024 Tarn

{LAMP}

Document TARN000020240520ek5d0002
"""
RULED = f"""____________________________________________________________

A pier for all: [Late Edition]

Author: Donnelly, Peig

Publication info: The Ellery Beacon ; Ellery [Ellery]. 18 May 2024: A4.

Abstract: “Not a word,” said Bo Lund.

Full text: {PIER}

It rained.

Title: A pier for all

Publication title: The Ellery Beacon; Ellery

Publication date: May 18, 2024

____________________________________________________________

Publication title: The Tarn Post

Full text: {LAMP}

Title: Lamp

Publication date: May 20, 2024

____________________________________________________________
"""
ROWS = "".join(
    f"<tr><td><b>{code}</b></td><td>{value}</td></tr>"
    for code, value in (("HD", "A pier for all"), ("PD", "18 May 2024"), ("SN", "The Ellery Beacon"))
)
PAGE = f"""<html><head><title>Factiva</title></head><body>
<div class="article enArticle"><table>{ROWS}<tr><td><b>LP</b></td><td><p class="articleParagraph enarticleParagraph">{PIER}</p></td></tr></table></div>
<div class="article enArticle"><div><span class="enHeadline">Lamp</span></div><div>20 words</div><div>20 May 2024</div><div>The Tarn Post</div><div>TARN</div>
<p class="articleParagraph enarticleParagraph">{LAMP}</p></div></body></html>"""
RIGHT = [
    ("The Ellery Beacon", "2024-05-18", [("Ines Calloway", "The pier stays open to every boat,")]),
    ("The Tarn Post", "2024-05-20", [("Mo Tarn", "The lamp is out again,")]),
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("numbered.txt", NUMBERED),
        ("ended.txt", "\n\n".join(ENDED)),
        ("ended.docx", docx([("Normal", line) for line in ENDED])),
        ("ended.rtf", r"{\rtf1\ansi " + "".join(rf"\pard {line}\par " for line in ENDED).replace("“", r"\ldblquote ").replace("”", r"\rdblquote ") + "}"),
        ("coded.txt", CODED),
        ("apart.txt", re.sub(r"^([A-Z]{2}) ", r"\1\n", CODED, flags=re.MULTILINE)),  # as it is copied off the screen
        ("uncoded.txt", UNCODED),
        ("ruled.txt", RULED),
        ("page.html", PAGE),
    ],
)  # fmt: skip
def test_each_article_is_a_document_with_its_paper_and_day(name, content):
    found = parsed(name, content)
    assert [(d.outlet, d.published, said(d)) for d in (given.document for given in found.documents)] == RIGHT
    assert found.documents[0].document.title == "A pier for all"
    assert not found.refused


@pytest.mark.parametrize(
    "text",
    [
        "Body\n\nWe met.\n\nEnd of Document\n",
        "1 of 2 DOCUMENTS\n\nThey were signed on the pier.\n",
        "HD is short.\n\nLP too.\n",
        f"Full text: {PIER}\n",
    ],
)
def test_a_text_with_some_of_their_words_is_text(text):
    (document,) = read("a.txt", text.encode())
    assert document.outlet is None
    assert document.text.strip() == text.strip()
