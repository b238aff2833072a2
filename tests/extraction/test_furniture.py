"""What a page has between the paragraphs of its article is nobody's words and in no rule's way."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.extraction.page.furniture import is_furniture
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

FURNITURE = [
    "Story Continued Below",
    "ADVERTISEMENT",
    "Advertisement:",
    "Advertisement Continue reading the main story",
    "[pullquote]",
    "More On This...",
    "Slideshow (14 images)",
    "LISTEN TO ARTICLE 2:59 SHARE THIS ARTICLE Share Tweet Post Email",
    "Follow @harbourdesk",
    "Enlarge this image toggle caption Ada Stone/AP Ada Stone/AP",
    "Image source, Getty Images Image caption, Ida Quill on the pier",
    "Facebook Twitter Pinterest Ida Quill walks the pier at Holt on Monday.",
    "Mayor Ida Quill walks the pier at Holt on Monday, May 6, 2024. (AP Photo/Ada Stone)",
    "The pier at Holt. Photograph: Ada Stone/The Guardian",
    "Ida Quill on the pier. | Getty Images",
    "Photo: Ada Stone",
    "© 2024 The Holt Mercury. All rights reserved.",
    "Sign up for our newsletter and never miss a story from Holt.",
    "Anzeige",
    "Read more: Stone says “no” to the pier",
    "[SEE ALSO: Ida Quill’s plan for the ferry]",
    "More: What the vote means for Holt",
    "Lire aussi",
]
ARTICLE = [
    "The advertisement ran for a week.",
    "Post more.",
    "Read on.",
    "Share prices fell.",
    "“Story continued below,” said Stone.",
    "She told the Mercury that the pier would stay/go by Monday.",
    "The photo was taken by Ada Stone.",
    "“We will not sell the pier,” she said. (AP Photo/Ada Stone)",
    "Stone, a photographer with the AP",
    "The picture: bleak",
    "More: the ferry sails on Sunday, she said.",
    "Read: “We will not sell the pier.”",
]


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text):
    assert is_furniture(text)


@pytest.mark.parametrize("text", ARTICLE)
def test_an_articles_sentence_is_no_furniture(text):
    assert not is_furniture(text)


@pytest.mark.parametrize("between", FURNITURE)
@pytest.mark.parametrize(
    ("before", "parts"),
    [
        ("“We will not sell the pier,” Mayor Ida Quill said on Monday after the vote.", [1, 1]),
        ("“We will not sell the pier,” Mayor Ida Quill said on Monday after the vote. “It has been here too long.", [3]),
        ("Mayor Ida Quill answered in a letter to the council:", [1]),
    ],
)
def test_the_speaker_goes_on_behind_it(before, parts, between):
    text = f"{before}\n\n{between}\n\n“The people of Holt would never forgive us for it.”\n\nThe vote was close."
    passages = extract(Document(text=text, published="2024-05-06"), Gazetteer.load())
    assert [len(p.parts) for p in passages] == parts
    assert {p.attribution.speaker and p.attribution.speaker.name for p in passages} == {"Ida Quill"}
    for part in (part for p in passages for part in p.parts):
        assert text[part.start : part.end] == part.text


def test_it_is_no_words_of_a_speech():
    text = "My friends, the pier stays.\n\nAdvertisement\n\nAnd so does the ferry, as long as I live."
    passages = extract(Document(text=text, kind="speech", speaker="Ida Quill"), Gazetteer.load())
    assert "advertisement" not in " ".join(part.text for p in passages for part in p.parts).lower()
