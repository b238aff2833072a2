"""Words that are nobody's own."""

from __future__ import annotations

import pytest

from service.verification.sayings import is_saying


@pytest.mark.parametrize(
    "quote",
    [
        "Thank you very much.",
        "No justice, no peace!",
        "Love thy neighbor as thyself",
        "Two wrongs don’t make a right.",
        "to be or not to be",
        "We hold these truths to be self-evident, that all men are created equal",
        "Well, time will tell",
    ],
)
def test_sayings_and_their_parts(quote):
    assert is_saying(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "Thank you very much for selling the pier to the brewery",
        "In the beginning",
        "Love the harbour as you love the sea",
        "Yes, we can sell the pier",
        "No peace in the harbour without a ferry",
        "",
        "…",
    ],
)
def test_own_words_that_only_begin_like_a_saying(quote):
    assert not is_saying(quote)
