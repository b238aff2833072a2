"""Ordinary news text that a rule for a rarer kind may not answer wrongly: who speaks, how it is presented, what is somebody's words."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

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
