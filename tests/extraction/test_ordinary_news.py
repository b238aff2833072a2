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
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [pytest.param(*case, id=f"{kind} {k}") for kind, cases in SPEAKERS.items() for k, case in enumerate(cases)],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names
