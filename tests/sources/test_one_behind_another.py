"""Words that stand one behind another and are of several people, or of nobody: signed block quotes, pages of a print, rows of a talk, remarks."""

from __future__ import annotations

import json

import pytest

from service.errors import UnreadableSource
from tests.sources.made import pdf
from tests.sources.reading import parsed, read
from tests.sources.reading import said as spoken

FIRST, SECOND = "The seal is missing from the paper.", "I took it to be mended at once."


def said(name, content):
    data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
    (document,) = read(name, data)
    return spoken(document)


@pytest.mark.parametrize("signed", ["— Ada Moss, notary", "– Ada Moss", "-- Ada Moss, notary of Kelby"])
@pytest.mark.parametrize("between", ["\n\n", "\n>\n"])
def test_block_quotes_that_are_each_signed_are_each_of_whoever_signs_them(signed, between):
    text = f"# Seal\n\nThe board met.\n\n> {FIRST}\n>\n> {signed}{between}> {SECOND}\n>\n> — Bo Tarn\n\nThe board left.\n"
    assert said("a.md", text) == [("Ada Moss", FIRST), ("Bo Tarn", SECOND)]


def test_a_line_that_a_dash_begins_within_a_block_quote_signs_nothing():
    text = f"# Seal\n\nThe board met.\n\n> {FIRST}\n>\n> — Ada Moss never came to the board.\n>\n> {SECOND}\n>\n> — Bo Tarn\n"
    assert [name for name, _ in said("a.md", text)] == ["Bo Tarn"]


NOTICE = "This transcript was printed on 4 March 2023 from the archive."


def printed(*lines, head=NOTICE):
    return [(60, 800, head), *((60, 740 - 14 * n, line) for n, line in enumerate(lines))]


def test_a_notice_at_the_head_of_each_of_two_pages_is_no_sentence_of_the_text():
    pages = [printed("“It began with a storm and it", "ended with a"), printed("letter that nobody signed,” said Ada", "Moss.")]
    assert said("a.pdf", pdf(pages)) == [("Ada Moss", "It began with a storm and it ended with a letter that nobody signed,")]


def test_a_short_sentence_or_a_turn_at_the_same_place_on_two_pages_stays():
    for head in ("It rained.", "A. Yes, I did see it."):
        text = read("a.pdf", pdf([printed("The board met.", head=head), printed("The board left.", head=head)]))[0].text
        assert text.count(head) == 2


TALK = ["Ada Moss 0:03", "It is missing from the safe, and I", "have told the board so.", "Bo Tarn 0:09", "Since when?", "Ada Moss 0:15", "Since the storm."]  # fmt: skip


def test_names_with_times_over_turns_are_told_on_printed_pages():
    page = [(60, 740 - 16 * n, line) for n, line in enumerate(TALK)]
    assert said("a.pdf", pdf([page])) == [
        ("Ada Moss", "It is missing from the safe, and I have told the board so."), ("Bo Tarn", "Since when?"), ("Ada Moss", "Since the storm."),
    ]  # fmt: skip


def test_a_printed_schedule_is_no_transcript():
    lines = [
        "Opening 9:00",
        "The board meets in the loft.",
        "Coffee Break 9:45",
        "There is cake for all who come.",
        "Last Words 10:30",
        "The board leaves.",
    ]
    (document,) = read("a.pdf", pdf([[(60, 740 - 16 * n, line) for n, line in enumerate(lines)]]))
    assert document.kind == "article"


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_table_of_nothing_but_speakers_and_words_is_one_talk(name):
    rows = [("Speaker", "Text"), ("Ada Moss", "It is missing."), ("Bo Tarn", "Since when?"), ("", "Who says so?")]
    mark = "," if name == "a.csv" else "\t"
    assert said(name, "\n".join(mark.join(row) for row in rows)) == [
        ("Ada Moss", "It is missing."), ("Bo Tarn", "Since when?"), (None, "Who says so?"),
    ]  # fmt: skip


def test_a_table_with_more_columns_is_a_document_a_row():
    found = parsed("a.csv", "speaker,text,title\nAda Moss,“It is missing.” she said.,Seal\nBo Tarn,“It is here.” he said.,Seal 2\n")
    assert len(found.documents) == 2


REMARKS = "Remarks by President Grace Orr on the Quay\n\nEast Room\n\n{}\n\nTHE PRESIDENT:  Thank you.  (Applause.)  I promised you a quay.\n\nYou have one.\n\n                 END          3:20 P.M. EDT\n"


def test_remarks_of_one_alone_are_read_under_the_title_and_the_time_of_day():
    assert said("a.txt", REMARKS.format("3:12 P.M. EDT")) == [("Grace Orr", "Thank you. I promised you a quay. You have one.")]
    assert said("a.txt", REMARKS.format("On a wet day")) == []


def test_remarks_on_a_page_are_read_too():
    body = "".join(f"<p>{line}</p>" for line in ["East Room", "3:12 P.M. EDT", "THE PRESIDENT: Thank you. (Applause.) I promised you a quay.",
                                               "AUDIENCE MEMBER: We love you!", "THE PRESIDENT: You have one.", "END 3:20 P.M. EDT"])  # fmt: skip
    title = "Remarks by President Grace Orr on the Quay"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    assert said("a.html", page) == [
        ("Grace Orr", "Thank you. I promised you a quay."), ("Audience Member", "We love you!"), ("Grace Orr", "You have one."),
    ]  # fmt: skip


def test_what_says_that_it_was_not_published_is_not():
    with pytest.raises(UnreadableSource, match="not published"):
        read("a.json", json.dumps({"title": "Seal", "text": "“It is gone,” said Ada Moss.", "published": False}).encode())


def test_an_editors_note_that_is_raised_is_no_word():
    lede = (
        "<p>The harbour board met on Tuesday in the net loft to talk of gulls, timetables and the price of diesel, as it does.</p>"
    )
    body = f"{lede}<p>“We lost it in 1999<sup>[citation needed]</sup>, in the 21<sup>st</sup> week,” said Ada Moss.</p>{lede}"
    page = f"<html><head><title>Seal</title></head><body><article><h1>Seal</h1>{body}</article></body></html>"
    assert said("a.html", page) == [("Ada Moss", "We lost it in 1999, in the 21st week,")]


def test_a_surname_that_comes_behind_a_full_name_is_the_same_label():
    turns = [
        ("Ines Orr:", "Why did you stay?"),
        ("Ada Moss:", "I stayed because I had to."),
        ("Orr:", "Would you again?"),
        ("Moss:", "I would."),
    ]
    body = "<p>We met the keeper in the tower on a wet morning in March, before the first boat had left the pier.</p>"
    body += "".join(f"<p><b>{label}</b> {words}</p>" for label, words in turns)
    page = f"<html><head><title>Keeping</title></head><body><article><h1>Keeping</h1>{body}</article></body></html>"
    assert said("a.html", page) == [
        ("Ines Orr", "Why did you stay?"), ("Ada Moss", "I stayed because I had to."), ("Ines Orr", "Would you again?"), ("Ada Moss", "I would."),
    ]  # fmt: skip
