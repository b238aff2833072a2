"""What is shown of the text around a quotation."""

from __future__ import annotations

import pytest

from service.citing import context_of


@pytest.mark.parametrize("unit", ["“a", "a", "…"])
def test_a_text_without_the_edge_of_a_word_is_not_shown_whole(unit):
    text = unit * (100_000 // len(unit))
    first, last = context_of(text, 50_000, 50_100)
    assert 50_000 - 300 <= first <= 50_000
    assert 50_100 <= last <= 50_100 + 300


def test_the_context_ends_with_whole_words():
    text = "we sail at noon " * 100
    first, last = context_of(text, 800, 820)
    assert text[first - 1].isspace()
    assert text[last].isspace()
    assert 800 - first >= 160
    assert last - 820 >= 160
