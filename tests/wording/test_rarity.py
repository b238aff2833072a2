"""How rare words are."""

from __future__ import annotations

import pytest

from service.wording.common import COMMON, EVERYDAY
from service.wording.rarity import is_everyday, is_rare


@pytest.mark.parametrize(
    "word", ["bigger", "easiest", "worse", "doing", "sounds", "friends", "families", "caught", "farmers", "carefully", "tonight"]
)
def test_no_form_of_a_common_word_is_rare(word):
    assert not is_rare(word)


@pytest.mark.parametrize("word", ["chivalry", "toil", "pastures", "doomed", "drummer", "badger", "tallow"])
def test_words_that_only_look_like_forms_of_common_ones_are_rare(word):
    assert is_rare(word)


@pytest.mark.parametrize("word", ["happens", "knows", "better", "things", "easier", "people"])
def test_a_form_of_what_is_in_every_conversation_is_everyday(word):
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["build", "history", "captain", "bread", "hell"])
def test_other_words_are_not(word):
    assert not is_everyday(word)


def test_everyday_words_are_common_ones():
    assert EVERYDAY <= COMMON
