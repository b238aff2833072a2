"""Printed pages: what is layout there becomes no word, and what is cut there is put together."""

from __future__ import annotations

from collections import Counter

import pytest

from service.extraction import extract
from service.sources import printed
from service.sources.printed import Line, paragraphs
from tests.sources.made import pdf
from tests.sources.reading import KNOWN, read


def page(*lines, left=60, top=740, step=14, head=(), foot=()):
    """A page of lines, with lines at its edges."""
    out = [(left, 800 - 12 * n, text) for n, text in enumerate(head)]
    out += [(left, top - step * n, text) for n, text in enumerate(lines)]
    return out + [(left, 60 - 12 * n, text) for n, text in enumerate(foot)]


def text_of(*pages):
    (document,) = read("a.pdf", pdf(list(pages)))
    return document.text


def test_running_heads_and_feet_of_several_lines_are_none_of_the_text():
    heads = [("THE ELLERY RECORD", f"Volume 9 — Number {n}") for n in range(1, 5)]
    pages = [page(line, head=head, foot=("© Ellery", f"- {n} -")) for n, (line, head) in enumerate(
        zip(["The board met, and “we will never", "sell the gulls,” said Mo Tarn, who", "counts them, after a", "long day."], heads, strict=True), 1)]  # fmt: skip
    assert text_of(*pages) == "The board met, and “we will never sell the gulls,” said Mo Tarn, who counts them, after a long day."


def test_a_line_that_comes_once_at_the_edge_stays():
    assert text_of(page("One."), page("Two."), page("Three.")).split() == ["One.", "Two.", "Three."]


def test_numbered_lines_of_a_hearing_are_turns():
    first = page(
        "1 MS. DONNELLY: We will never sell the", "2 gulls to any", "3 museum.", "4 MR. TARN: You sold", "5 one in March.", step=24
    )
    second = page("1 MS. DONNELLY: I", "2 did not.", step=24)
    assert text_of(first, second).split("\n\n") == [
        "MS. DONNELLY: We will never sell the gulls to any museum.", "MR. TARN: You sold one in March.", "MS. DONNELLY: I did not.",
    ]  # fmt: skip


def test_questions_and_answers_of_a_deposition_are_told_apart():
    lines = [
        "Q. Did you count the gulls in",
        "March?",
        "A. I never counted them.",
        "Q. In April?",
        "A. In April I did.",
        "Q. All of them?",
    ]
    text = text_of(page(*(f"{n} {line}" for n, line in enumerate(lines, 1)), step=24))
    assert text.split("\n\n") == ["Q. Did you count the gulls in March?", *lines[2:]]


def test_numbers_that_do_not_count_lines_stay():
    lines = [
        "12 gulls were seen at the pier on Monday, and it was said that",
        "40 more had been there, of which",
        "3 stayed on for the feast at the",
        "end of it.",
    ]
    assert text_of(page(*lines)) == " ".join(lines)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["We will gladly re-", "sign the treaty."], "We will gladly re-sign the treaty."),
        (["They are well-", "known for that, and state-", "owned."], "They are well-known for that, and state-owned."),
        (["It is a two-", "year contract."], "It is a two-year contract."),
        (["We close the har-", "bour."], "We close the harbour."),
        (["The moor-hen sleeps. A moor-", "hen never does."], "The moor-hen sleeps. A moor-hen never does."),
        (["The ex-", "ample of an example."], "The example of an example."),
        (["He spoke of Mo-", "Tarn."], "He spoke of Mo- Tarn."),
        (["har\u00ad", "bours of the har\u00adbour"], "harbours of the harbour"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_is_written_elsewhere(lines, text):
    """By the words of the rest of the document, else by what is written with one."""
    assert paragraphs([[Line(line, 60, 700 - 14 * n, 400, 710 - 14 * n) for n, line in enumerate(lines)]]) == text


ROWS = list(zip(
    ["The mayor said on Monday that", "“we will never sell the gulls to", "anybody at all,” and left for the", "pier with a bag of bread and", "a very long list."],
    ["The board did not agree with", "her at all. “The gulls are ours,”", "said Mo Tarn, who counts them", "every morning at the slip, and", "has for years."], strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["we sail in-", "fra-", "structurally on"], "we sail infrastructurally on"),
        (["coun-", "ting the gulls un-", "til noon"], "counting the gulls until noon"),
        (["the har-", "Bour"], "the har- Bour"),
        (["the har-", "“bour"], "the har- “bour"),
        (["-", "on we go"], "- on we go"),
        (["", "a-", "b"], "ab"),
    ],
)
def test_a_word_that_lines_cut_is_put_together(lines, text):
    assert " ".join(printed._joined(lines, Counter()).split()) == text


@pytest.mark.parametrize("line", ["we sail on-", "on-", "x" * 39 + "-", "we sail on\u00ad"])
def test_a_paragraph_of_cut_words_is_joined_line_by_line(line, monkeypatch):
    class Counted:
        def search(self, text):
            searched.append(len(text))
            return found.search(text)

    searched, found = [], printed._HYPHEN
    monkeypatch.setattr(printed, "_HYPHEN", Counted())
    printed._joined([line] * 500, Counter())
    assert max(searched) <= 40 + 2 * len(line)


def test_columns_that_are_printed_row_by_row_are_read_one_after_another():
    rows = [(x, 740 - 14 * n, text) for n, row in enumerate(ROWS) for x, text in zip((60, 320), row, strict=True)]
    text = text_of([(60, 780, "GULLS OF ELLERY AND ALL THAT IS SAID OF THEM THERE"), *rows])
    assert "“we will never sell the gulls to anybody at all,” and left for the pier with a bag" in text
    assert "“The gulls are ours,” said Mo Tarn, who counts them every morning" in text


def test_cells_of_a_table_stay_in_their_rows():
    rows = [(x, 740 - 14 * n, str(text)) for n in range(6) for x, text in ((60, f"Gulls {n}"), (320, 7 * n))]
    assert "Gulls 1 7" in text_of(rows)


def test_paragraphs_that_stand_far_apart_are_no_lines_of_one():
    text = text_of(
        [
            (60, 740, "FOR RELEASE"),
            (60, 724, "May 18, 2024"),
            (60, 696, "ELLERY — The board met."),
            (60, 668, "“We never sell,” said Mo Tarn."),
        ]
    )
    assert text.split("\n\n")[-2:] == ["ELLERY — The board met.", "“We never sell,” said Mo Tarn."]


def test_footnotes_come_behind_the_text():
    lines = [
        (60, 740, "She said that the board could do as it"),
        (60, 726, "likes with the gulls of"),
        (60, 90, "1 Minutes of the board, 4 March."),
        (60, 78, "2 Ibid."),
    ]
    assert text_of(lines, [(60, 740, "this harbour, and left.")]).split("\n\n") == [
        "She said that the board could do as it likes with the gulls of this harbour, and left.", "1 Minutes of the board, 4 March.", "2 Ibid.",
    ]  # fmt: skip


def test_what_is_printed_across_or_twice_is_no_word_of_the_text():
    lines = [Line("“We never sell the gulls,”", 60, 700, 220, 710), Line("“We never sell the gulls,”", 60.3, 700, 220.3, 710),
             Line("said Mo Tarn.", 60, 686, 140, 696), Line("DRAFT", 40, 600, 300, 720)]  # fmt: skip
    assert paragraphs([lines]) == "“We never sell the gulls,” said Mo Tarn."


def test_ligatures_are_letters():
    assert paragraphs([[Line("The ﬁrst oﬃce ﬂoods.", 60, 700, 200, 710)]]) == "The first office floods."


def test_a_paragraph_over_many_pages_is_one():
    pages = [[Line(f"and {n} of them", 60, 700 - 14 * k, 400, 710 - 14 * k) for k in range(40)] for n in range(500)]
    assert len(paragraphs(pages).split("\n\n")) == 1


class Counting:
    """A pattern that adds up how many characters it is asked to look through."""

    def __init__(self, pattern):
        self.pattern, self.characters = pattern, 0

    def search(self, text):
        self.characters += len(text)
        return self.pattern.search(text)


def test_a_paragraph_that_never_ends_takes_work_in_proportion_to_its_pages(monkeypatch):
    line = "and so it went on and on until noon-"
    pages = [[Line(f"{n} {line}", 60, 700 - 14 * k, 400, 710 - 14 * k) for k in range(20)] for n in range(20)]
    hyphens = Counting(printed._HYPHEN)
    monkeypatch.setattr(printed, "_HYPHEN", hyphens)
    assert len(paragraphs(pages).split("\n\n")) == 1
    assert 0 < hyphens.characters < 4 * sum(len(line.text) for lines in pages for line in lines)


def test_a_speaker_of_numbered_lines_is_found():
    lines = [
        "Q. Did you count them?",
        "A. I never counted them in my life.",
        "Q. In April?",
        "A. In April I did.",
        "Q. All?",
        "A. All of them.",
    ]
    (document,) = read("a.pdf", pdf([page(*(f"{n} {line}" for n, line in enumerate(lines, 1)), step=24)]))
    assert "I never counted them in my life." in [p.text for p in extract(document, KNOWN)]


def test_heads_at_the_same_height_on_both_pages_are_none_of_the_text():
    first = page("The board met, and “we will never", head=("THE ELLERY RECORD", "May 18"), foot=("1",))
    second = page("sell the gulls,” said Mo Tarn.", head=("THE ELLERY RECORD", "May 18"), foot=("2",))
    assert text_of(first, second) == "The board met, and “we will never sell the gulls,” said Mo Tarn."


def test_the_raised_number_of_a_footnote_is_no_word():
    def lines(word):
        return [
            [Line(f"The lamp cost {word}", 60, 700, 160, 711), Line("3", 161, 708, 164, 714), Line("to mend.", 166, 700, 210, 711)]
        ]

    assert paragraphs(lines("years")) == "The lamp cost years to mend."
    assert paragraphs(lines("10")) == "The lamp cost 10 3 to mend."  # a power


def test_what_stands_above_and_below_numbered_lines_is_none_of_the_text():
    lines = ("MS. DONNELLY: We will never", "sell the gulls.", "DIRECT EXAMINATION", "BY MR. TARN:", "Q. Not one?", "A. Not one of")
    first = page(
        *(f"{n} {line}" for n, line in enumerate(lines, 1)), step=24, head=("Donnelly - direct",), foot=("ELLERY REPORTERS, P.C.",)
    )
    second = page("1 them, sir.", "2 Q. Why?", "3 A. They are", "4 ours.", "5 Q. Thank you.", step=24, head=("Donnelly - direct",), foot=("ELLERY REPORTERS, P.C.",))  # fmt: skip
    text = text_of(first, second)
    assert "REPORTERS" not in text
    assert "direct" not in text
    assert text.split("\n\n") == [
        "Donnelly: We will never sell the gulls.",
        "Tarn: Not one?",
        "Not one of them, sir.",
        "Tarn: Why?",
        "They are ours.",
        "Tarn: Thank you.",
    ]


def test_turns_of_a_hearing_in_small_letters_begin_a_paragraph():
    lines = [(72, 740, "Mr. Tarn. Did you ever sell a gull to any museum in this county or in another one?"), (72, 726, "Ms. Donnelly. I never sold one."), (60, 712, "Not to anybody.")]  # fmt: skip
    assert text_of(lines).split("\n\n")[1] == "Ms. Donnelly. I never sold one."


def test_numbers_of_lines_that_are_printed_before_the_lines_are_no_words():
    said_there = [
        "“The pier stays open,” the mayor said",
        "to the board. It was late by then and",
        "the lamp was out. Nobody had a match",
        "and nobody had asked for one before",
        "the end of the meeting in the hall.",
        "They went home.",
    ]
    page = (
        [(200, 800, "MINUTES")]
        + [(60, 700 - 20 * n, str(n + 1)) for n in range(6)]
        + [(95, 700 - 20 * n, line) for n, line in enumerate(said_there)]
    )
    (document,) = read("a.pdf", pdf([page]))
    assert "1" not in document.text
    assert " ".join(document.text.split()).endswith(" ".join(said_there))


@pytest.mark.parametrize("heads", [("Page 5", "Page 6"), ("5", "6")])
def test_columns_that_count_their_lines_anew_are_read_one_after_another(heads):
    small = (
        ["Q. Did you count the gulls", "in March?", "A. I never counted", "them."],
        ["Q. In April?", "A. In April I did, all", "of them."],
    )
    printed_page = []
    for head, left, lines in zip(heads, (60, 320), small, strict=True):
        printed_page += page(head, *(f"{n} {line}" for n, line in enumerate(lines, 1)), left=left, step=24)
    assert text_of(printed_page).split("\n\n") == [
        "Q. Did you count the gulls in March?", "A. I never counted them.", "Q. In April?", "A. In April I did, all of them.",
    ]  # fmt: skip


def test_a_line_that_begins_with_a_one_among_counted_ones_begins_no_column():
    lines = ["Q. How many gulls?", "A. I counted", "1 gull and", "2 terns.", "Q. And then?", "A. None."]
    text = text_of(page(*(f"{n} {line}" for n, line in enumerate(lines, 1)), step=24))
    assert "A. I counted 1 gull and 2 terns." in text.split("\n\n")


def test_the_day_and_the_title_above_the_first_numbered_line_are_those_of_a_record():
    lines = [
        "MS. DONNELLY: We count gulls.",
        "MR. TARN: How many?",
        "MS. DONNELLY: Nine.",
        "MR. TARN: Only nine?",
        "MS. DONNELLY: Nine.",
    ]
    stretches = [(60, 740, "Page 4"), (60, 720, "Inquiry into the Gulls"), (60, 700, "SATURDAY, MAY 18, 2024")]
    stretches += [(x, 660 - 24 * n, text) for n, line in enumerate(lines) for x, text in ((60, str(n + 1)), (90, line))]
    (document,) = read("a.pdf", pdf([stretches]))
    assert (document.kind, document.title, document.published) == ("transcript", "Inquiry into the Gulls", "2024-05-18")
