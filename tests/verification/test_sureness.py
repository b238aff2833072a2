"""How sure a source's speaker is decides whether it confirms or accuses: accusing asks for more."""

from __future__ import annotations

import pytest

from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Speaker
from service.verification.attribution import agrees

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("claimed", "score", "answer"),
    [
        ("Kelby Trust", 1.0, True),
        ("Kelby Trust", 0.9, True),
        ("Kelby Trust", 0.86, True),
        ("Kelby Trust", 0.85, None),
        ("Kelby Trust", 0.5, None),
        ("Ada Stone", 1.0, False),
        ("Ada Stone", 0.9, False),
        ("Ada Stone", 0.89, None),  # likely, but no ground to accuse anybody
        ("Ada Stone", 0.86, None),
        ("Ada Stone", 0.5, None),
    ],
)
def test_a_speaker_confirms_from_less_than_one_accuses(claimed, score, answer):
    said = Attribution(Speaker("Kelby Trust", "organization", None, None, "named", score))
    assert agrees(GAZETTEER, "speaker", claimed, said) is answer
