"""The look at how a word begins spares looking names up, and hides none that the table has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.extraction.grammars import grammar_for
from service.extraction.page.frames import tokenise
from service.knowledge.gazetteer import Gazetteer


class _Every(frozenset):
    def __contains__(self, head: object) -> bool:
        return True


GAZETTEER = Gazetteer.load()
WITHOUT_LOOK = replace(GAZETTEER, outlet_heads=_Every())
WORDS = grammar_for("en", GAZETTEER).cuts.words


@pytest.mark.parametrize("shape", ["{} said so.", "The {} said so.", "{}’s editor said so.", "the {}'s editor said so."])
def test_every_name_is_found_as_without_it(shape):
    for alias in GAZETTEER.outlets:
        text = shape.format(" ".join(word[:1].upper() + word[1:] for word in alias.split()))
        tokens = tokenise(text, 0, len(text), WORDS)
        for at in range(2):
            assert GAZETTEER.outlet_at(tokens, at, short=True) == WITHOUT_LOOK.outlet_at(tokens, at, short=True), text


def test_it_spares_looking_most_words_up():
    words = "Nobody Qadir Zwolle Xylophone Yvette Quorum".split()
    assert not [word for word in words if word.casefold()[:3] in GAZETTEER.outlet_heads]
