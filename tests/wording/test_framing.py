"""How far a claim keeps the frame of a line."""

from __future__ import annotations

import pytest

from service.wording.align import align
from service.wording.framing import NO_FRAME, Frame, framed
from service.wording.pairs import Pair
from service.wording.tokens import tokenise


def _framed(quote: str, source: str) -> Frame:
    claim, passage = tokenise(quote), tokenise(source)
    return framed(Pair(quote, source, claim, passage), align(claim, passage))


@pytest.mark.parametrize(
    ("quote", "source", "least"),
    [
        ("The tide pardons no one who is late", "The tide forgives no one who is late. It never did.", 0.8),
        ("Those who never row in fog are bound to swim in it", "Those who cannot steer in haze are condemned to swim in it.", 0.5),
        ("Fresh paint and anchors new", "At daybreak to fresh tar, and anchors new.", 0.5),
        ("You've never rowed so well", "Most of our people have never rowed so well.", 0.6),
        ("The mother of leaks is haste", "Haste, my father used to say, is the mother of leaks.", 0.6),
    ],
)
def test_a_near_miss_keeps_the_frame_of_the_line(quote, source, least):
    assert _framed(quote, source).kept >= least


@pytest.mark.parametrize(
    ("quote", "source", "ends"),
    [
        ("The tide pardons no one who is late", "The tide forgives no one who is late. It never did.", 2),
        ("I rowed lonely as a heron", "I drifted lonely as a heron\nThat nests among the reeds", 2),
        ("No ferry is an island under sail", "No ferry is an island, whole of itself.", 1),
        ("The tide is late this year and no one knows why", "We said that the tide forgives no one who is late.", 0),
        ("I will not row for the price of bread", "They asked whether I will not row again this winter.", 0),
    ],
)
def test_the_ends_of_a_near_miss_are_those_of_a_clause(quote, source, ends):
    assert _framed(quote, source).ends == ends


def test_the_very_words_of_a_line_keep_all_of_it():
    assert _framed("Haste is the mother of leaks", "As I said: haste is the mother of leaks.") == Frame(1.0, 2)


@pytest.mark.parametrize("quote", ["Haste is the mother", "is the mother of leaks"])
def test_words_out_of_the_middle_do_not(quote):
    found = _framed(quote, "As I said: haste is the mother of leaks.")
    assert found.kept < 1.0
    assert found.ends == 1


@pytest.mark.parametrize(("quote", "source"), [("", "The tide is late."), ("The tide is late.", "")])
def test_texts_with_nothing_in_common_have_no_frame(quote, source):
    assert _framed(quote, source) == NO_FRAME
