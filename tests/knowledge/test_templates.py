"""Templates are tried by the words that they need, and the first of those that match is found, as if all were tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.knowledge.templates import Words

LISTS = {"boats": frozenset(("ferry", "barge")), "verbs": frozenset(("left", "sank", "burned"))}
LINES = ("the @boats @verbs", "~2 @verbs", "barge", "^ the", "the ferry left", "@boats? @verbs", "~~ sank")
TEMPLATES = Words(LISTS.__getitem__, frozenset(("but",)), {}).compiled(LINES)


def found_in(text):
    """The match of the first template, every one of which is tried."""
    return next((match for template in TEMPLATES.templates if (match := template.pattern.search(text))), None)


@given(st.lists(st.sampled_from(("the", "ferry", "barge", "left", "sank", "but", "quay", "|")), max_size=8))
def test_the_first_template_that_matches_is_found(words):
    text = "".join(f"{word} " for word in words)
    match, expected = TEMPLATES.search(text, frozenset(words)), found_in(text)
    assert (match and match.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("but the barge sank", (4, 19)),  # the first of four that match
        ("a barge", (2, 8)),
        ("a quay", None),
    ],
)
def test_what_is_found(words, span):
    match = TEMPLATES.search(f"{words} ", frozenset(words.split()))
    assert (match and match.span()) == span
