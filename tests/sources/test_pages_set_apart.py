"""Pages whose markup sets apart what no library keeps apart: block quotes with credits between them, paragraphs that are breaks alone, and
surnames before answers."""

from __future__ import annotations

import json

import pytest

from tests.sources.reading import read
from tests.sources.reading import said as spoken

LEDE = "<p>ELLERY — The harbour board met on Tuesday in the net loft to talk of gulls, timetables and the price of diesel, as it does.</p>"
AFTER = "<p>The skippers said that they would wait for the spring tide before they decide on anything, and that they had waited before.</p>"


def said(body, title="Gulls stay"):
    page = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    (document,) = read("a.html", page.encode())
    return spoken(document)


@pytest.mark.parametrize(
    ("between", "is_one"),
    [
        ("<span>Bo Tarn, baker</span>", False),
        ("<div class='who'><b>Bo Tarn</b> of the Net Loft</div>", False),
        ("", True),
        ("<div class='ad'>Advertisement</div>", True),
        ("<script>var a = 'words of no one at all';</script>", True),
        ("<hr>", True),
    ],
)
def test_block_quotes_with_words_between_them_are_two(between, is_one):
    first, second = (
        "<blockquote>It was a sad day for all of us here.</blockquote>",
        "<blockquote>I was not there at all that morning.</blockquote>",
    )
    found = said(f"{LEDE}<ul><li>{first}{between}</li><li>{second}<span>Kit Moss, captain</span></li></ul>{AFTER}")
    joined = any("sad day" in words and "not there" in words for _, words in found)
    assert joined == is_one


def test_a_block_quote_behind_its_own_introduction_is_whose_that_says():
    quotes = "<p>Ada Moss wrote to the board:</p><blockquote>We will sail at noon, whatever the tide is.</blockquote>"
    more = "<p>Bo Tarn wrote to it as well:</p><blockquote>We will not sail at all before the spring.</blockquote>"
    assert said(LEDE + quotes + more + AFTER) == [
        ("Ada Moss", "We will sail at noon, whatever the tide is."),
        ("Bo Tarn", "We will not sail at all before the spring."),
    ]


PARAGRAPHS = [
    "The harbour board met on Tuesday in the net loft to talk of gulls, timetables and the price of diesel, as it always does.",
    "“We never had a timetable<br>worth the paper,” said Ines Calloway, who has run the ferry since the year of the long fog.",
    "The skippers said that they would wait for the spring tide before they decide on anything, and that they had waited before.",
]


@pytest.mark.parametrize(
    "around", ["{}", "<font face=Arial>{}</font>", "<span>{}</span>", "<center>{}</center>", "<table><tr><td>{}</td></tr></table>"]
)
def test_breaks_alone_set_paragraphs_apart_on_old_pages(around):
    body = around.format("<b>Gulls</b><br><br>" + "<br><br>".join(PARAGRAPHS))
    (document,) = read("a.html", f"<html><head><title>Gulls</title></head><body>{body}</body></html>".encode())
    assert spoken(document) == [("Ines Calloway", "We never had a timetable worth the paper,")]
    assert len(document.text.split("\n\n")) >= len(PARAGRAPHS)


ASKED = "<p><b>The Beacon: {}</b></p>"
ANSWERED = "<p><b>Calloway:</b> {}</p>"
TALK = (
    "<p>{} has run the ferry for nine years. We met her on the pier on a wet morning in March, before the first boat.</p>"
    + ASKED.format("Why did you stay?") + ANSWERED.format("I stayed because someone had to.")
    + ASKED.format("And would you again?") + ANSWERED.format("I would, and I would sleep more.")
)  # fmt: skip


def test_the_surname_of_whom_a_page_names_in_full_speaks_behind_it():
    found = said(TALK.format("Ines Calloway"), "Nine years on the water")
    assert ("Ines Calloway", "I stayed because someone had to.") in found
    assert ("Ines Calloway", "I would, and I would sleep more.") in found
    assert (None, "Why did you stay?") in found


def test_a_surname_that_a_page_has_no_full_name_of_speaks_for_nobody():
    assert not [name for name, _ in said(TALK.format("A skipper"), "Nine years on the water") if name]


TWO = (
    "<p>Ines Calloway runs the ferry, and Mo Tarn mends it. We met both of them on the pier on a wet morning in March.</p>"
    "<p><b>Why did you stay?</b></p><p><b>Ines Calloway:</b> I stayed because someone had to.</p><p><b>Mo Tarn:</b> I stayed because of her.</p>"
    "<p>It was never for the money.</p><p><b>And would you again?</b></p><p><b>Ines Calloway:</b> I would.</p><p><b>Mo Tarn:</b> So would I, if my back lets me.</p>"
)


@pytest.mark.parametrize("is_row", [False, True])
def test_questions_in_bold_part_the_answers_of_two_guests_and_are_nobodys(is_row):
    if is_row:
        (document,) = read("a.json", json.dumps({"title": "Two on the water", "content": {"rendered": TWO}}).encode())
        found = spoken(document)
    else:
        found = said(TWO, "Two on the water")
    assert found == [
        (None, "Why did you stay?"),
        ("Ines Calloway", "I stayed because someone had to."),
        ("Mo Tarn", "I stayed because of her. It was never for the money."),
        (None, "And would you again?"),
        ("Ines Calloway", "I would."),
        ("Mo Tarn", "So would I, if my back lets me."),
    ]


def test_headings_in_bold_that_ask_nothing_part_no_answers():
    body = TWO.replace("Why did you stay?", "The long years.").replace("And would you again?", "The last year.")
    assert not [words for _, words in said(body, "Two on the water") if "last year" in words]


@pytest.mark.parametrize("tag", ["st1:place", "o:p", "nobr", "acronym", "font", "bdi"])
def test_what_programs_mark_within_words_parts_no_paragraph(tag):
    words = f"<p class=MsoNormal>“We keep it in <{tag}>Kelby</{tag}> and not<{tag}></{tag}> here,” said Ines Calloway.</p>"
    assert said(LEDE + words + AFTER) == [("Ines Calloway", "We keep it in Kelby and not here,")]
    (document,) = read("a.html", words.encode())
    assert spoken(document) == [("Ines Calloway", "We keep it in Kelby and not here,")]
