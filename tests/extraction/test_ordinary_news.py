"""Ordinary news text that a rule for a rarer kind may not answer wrongly: who speaks, how it is presented, what is somebody's words."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
STANDINGS = [
    # what was said is untrue, which is no denial that it was said
    ("In a tweet, Senator Ruth Marsh said: “Taxes fell by half last year.”\n\nThis is false: taxes rose.", "asserted"),
    ("In a video posted to Facebook, Senator Ruth Marsh said: “Taxes fell by half last year.”\n\nThat’s false.", "asserted"),
    ("A video shows Ruth Marsh saying: “Taxes fell by half last year.”\n\nThis is misleading: taxes rose.", "asserted"),
    ("In an email to members, Ada Stone wrote: “Taxes fell by half last year.”\n\nThat is not true. They rose.", "asserted"),
    ("A clip has Ivo Pell saying: “Taxes fell by half last year.”\n\nIt was wrong, and it is nonsense still.", "asserted"),
    ("A clip has Ivo Pell saying: “Taxes fell by half last year.”\n\nThis is fake: it was made by a machine.", "rejected"),
    ("A clip has Ivo Pell saying: “Taxes fell by half last year.”\n\nPell never said that.", "rejected"),
    # there is nothing of what somebody else said, or of more that was said
    ("“Taxes fell,” Ruth Marsh said. There is no suggestion that Marsh said anything illegal.", "asserted"),
    ("“Taxes fell,” Ruth Marsh told MPs. There is no record of any comment by her rival.", "asserted"),
    ("“Taxes fell,” Ruth Marsh said. There is no recording of the comment.", "asserted"),
    ("“Taxes fell,” Ada Stone said. There is no evidence that Stone said anything about rents.", "asserted"),
    ("“Taxes fell,” Ada Stone said. There is no record of any such statement from the council.", "asserted"),
    ("“Taxes fell,” Ada Stone said. There is no proof of that claim.", "asserted"),
    ("A post says Ada Stone said “Taxes fell”. There is no record of Stone saying this.", "rejected"),
    ("A post says Ada Stone said “Taxes fell”. There is no trace of any such remark.", "rejected"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "standing"), STANDINGS)
def test_words_are_denied_only_where_the_saying_is(text, standing):
    (found,) = [p for p in extract(Document(text), GAZETTEER) if "axes fell" in p.text.lower()]
    assert found.standing == standing


SPEAKERS: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "she writes, in a text that names a book, and is nobody's author": [
        (
            "Ada Stone’s new book is about the harbour. Mayor Ruth Pell did not like it. In an email to the council on Friday, Pell was blunt."
            " “The harbour is not for sale,” she writes.",
            "not for sale",
            {"Ruth Pell"},
        ),
        (
            "The school guide by Martin Hall lists 40 schools.\n\nHeadteacher Peter Lamb wrote to parents. “The guide is wrong,” he writes in the letter.",
            "guide is wrong",
            {"Peter Lamb"},
        ),
        (
            "Ada Pell has a review of Ruth Marsh’s memoir in the Herald. Pell liked it. “It is the best book of the year,” she writes.",
            "best book",
            {"Ada Pell"},
        ),
        (
            "The new novel by Ines Moll is set on a quay. Anna Orr, a diver, has read it.\n\n“The quay is too deep for that,” she writes.",
            "too deep",
            {"Anna Orr", None},
        ),
        (
            "Tom Hallan’s history of the pier sold well. David Tarr was at the launch. “The pier is not what it was,” he writes.",
            "not what it was",
            {"David Tarr", None},
        ),
        # it is the author's
        ("Ada Stone’s memoir tells of Ines Marsh. Tom Pell is in it. “It was a cold year,” she writes.", "cold year", {"Ada Stone"}),
    ],
    "a pronoun in the passive may mean who did it": [
        ("Ruth Marsh runs the club. She was beaten by Ada Stone, 19, on Sunday. “It feels great to win,” she said.", "great to win", {"Ada Stone", None}),
        ("Nora Tarr ran the shop. She was hired by Ada Pell in March. “I needed her hands,” she said.", "her hands", {"Ada Pell", None}),
        ("Ivo Lamb sailed on. He was met by the captain, Tom Orr, at noon. “I saw a wet man,” he said.", "wet man", {"Tom Orr", None}),
        # it means whom it was done to: the other is a man, or nobody is named
        ("Ruth Marsh runs the club. She was beaten by Ivo Stone, 19, on Sunday. “It feels bad to lose,” she said.", "bad to lose", {"Ruth Marsh"}),
        ("Ruth Marsh runs the club. She was beaten by a point on Sunday. “It feels bad to lose,” she said.", "bad to lose", {"Ruth Marsh"}),
    ],
    "the dead do not speak of their deaths": [
        (
            "Ben Stone has died aged 91. His son Ivo Stone is the mayor.\n\nHe led tributes on Monday. Flags flew low. “My father loved this town,” he said.",
            "loved this town",
            {"Ivo Stone", None},
        ),
        (
            "Ada Moll, who has died aged 91, painted trees. The painter Eva Moll is her sister.\n\nShe opened a show on Monday. It was cold."
            " “We painted as one,” she said.",
            "painted as one",
            {"Eva Moll", None},
        ),
        ("Ben Orr has died aged 91. Tom Pell runs his shop.\n\nHe opened it on Monday. “He taught me all,” he said.", "taught me", {"Tom Pell", None}),
        # the text is of nobody else
        ("Ben Orr has died aged 91.\n\nHe was born in Kelby. He was poor. “We had no shoes,” he once said.", "no shoes", {"Ben Orr"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [pytest.param(*case, id=f"{kind} {k}") for kind, cases in SPEAKERS.items() for k, case in enumerate(cases)],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Ivo Marsh said there were three reasons:\n\n“Fast lanes” are too wide for the town.", "Fast lanes"),
        ("Ruth Marsh said the following shows won prizes:\n\n“Salt and Water” took the first prize in the town.", "Salt and Water"),
        ("Tom Pell told the council this:\n\n“Green roofs” will be paid for by the town.", "Green roofs"),
        ("The mayor, Ada Orr, announced two plans:\n\n“Operation Weir” starts in May, and the quay is next.", "Operation Weir"),
    ],
)
def test_a_term_that_opens_a_paragraph_is_nobody_s_words(text, term):
    assert all(p.attribution.speaker is None for p in extract(Document(text), GAZETTEER) if term in p.text)


@pytest.mark.parametrize(
    "words",
    [
        "“We did this for the whole town,” and for the quay.",
        "“We did this for the whole town.” It was late.",
        "“We did this for the whole town”",
    ],
)
def test_words_that_a_paragraph_announces_are_whose_it_says(words):
    assert speaker_of(f"Ada Orr told the council this:\n\n{words}", "We did this") == "Ada Orr"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Residents are angry (“we have been sold down the river”, said one of 40 at the meeting).",
            "we have been sold down the river",
        ),
        ("He was accused of lying (“I was never in Kelby”, court papers of 3 May say).", "I was never in Kelby"),
        ("Many have left (“the rents rose by half in a year”, a letter of 12 June says).", "the rents rose by half in a year"),
        ("Nobody was surprised (“We saw the crack in the wall”, a diver of 30 said).", "We saw the crack in the wall"),
    ],
)
def test_words_in_parentheses_with_who_says_them_are_a_quotation(text, words):
    assert [p.text for p in extract(Document(text), GAZETTEER)] == [words]


@pytest.mark.parametrize("at", ["3 May", "the Skarn Mercury, 3 May 2019", "Letters, May 3", "Quay Times, 12 June, p4"])
def test_a_title_in_parentheses_with_its_day_is_no_quotation(at):
    text = f"I read your report with dismay (“Weir to lose its voice for good”, {at}). “It has no voice,” said Ada Moss."
    assert [p.text for p in extract(Document(text), GAZETTEER)] == ["It has no voice,"]
