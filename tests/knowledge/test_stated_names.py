"""Names as files state them: a surname first, with a remark or a degree, in any script, without capitals."""

from __future__ import annotations

import pytest

from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import is_description, same_speaker
from service.knowledge.speaker_keys import name_words, speaker_key

KNOWN = Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Calloway, Ines", ["ines", "calloway"]),
        ("van den Heuvel, Piet", ["piet", "van", "den", "heuvel"]),
        ("Ines Calloway (Guest)", ["ines", "calloway"]),
        ("Dr. Li Tarn, MD", ["li", "tarn"]),
        ("Li Tarn, Ph.D.", ["li", "tarn"]),
        ("Tarn, Mo (off camera)", ["mo", "tarn"]),
        # and where nothing must be turned
        ("Mo Tarn, Jr.", ["mo", "tarn", "jr"]),
        ("Mo Tarn, harbour board", ["mo", "tarn", "harbour", "board"]),
        ("Mo Tarn, Peig Donnelly, Ines Calloway", ["mo", "tarn", "peig", "donnelly", "ines", "calloway"]),
        ("(Guest)", ["guest"]),
    ],
)
def test_the_words_of_a_name(name, words):
    assert name_words(name) == words


def test_a_name_has_one_key_however_it_is_turned():
    assert speaker_key("Calloway, Ines") == speaker_key("Ines Calloway") == speaker_key("Ines Calloway (Guest)")


@pytest.mark.parametrize(
    ("claimed", "found", "same"),
    [
        ("Ines Calloway", "Calloway, Ines", True),
        ("Ines Calloway", "Ines Calloway (Guest)", True),
        ("李小龙", "李小龙", True),
        ("bede attwater", "bede attwater", True),
        ("Ines Calloway", "Donnelly, Ines", False),
        ("李小龙", "王大明", False),
        ("a skipper", "Ines Calloway", None),
    ],
)
def test_names_of_one_speaker(claimed, found, same):
    assert same_speaker(KNOWN, claimed, found) is same


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("李小龙", False),
        ("نوال السعداوي", False),
        ("Ярослава", False),
        ("the skipper", True),
        ("skipper of 3", True),
        ("Mo", False),
    ],
)
def test_a_description_has_no_name_in_it(name, is_one):
    assert is_description(KNOWN, name) is is_one
