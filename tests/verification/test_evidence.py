"""How likely a claim and a passage are one utterance, and what is made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.verification import Claim
from service.verification.evidence import ACCUSING, CONFIRMING, Features, days_between, probability

TELLING = Features(content=8, edit_rate=0.0, is_whole=True, others=0, agrees=False, days=1)


@pytest.mark.parametrize(
    "less",
    [{"content": 2}, {"edit_rate": 0.3}, {"is_whole": False}, {"others": 5}, {"days": 700}, {"quotations": 40_000}],
)
def test_each_feature_makes_a_coincidence_likelier(less):
    assert probability(replace(TELLING, **less)) < probability(TELLING)


def test_telling_words_of_one_day_accuse_and_common_ones_of_another_year_do_not():
    assert probability(TELLING) >= ACCUSING
    assert probability(replace(TELLING, content=2, is_whole=False, days=675)) < CONFIRMING


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [("2024-05-02", "2024-05-04", 2), ("2024-05", "2024-05-04", 0), ("2024", "2023-05-04", None), (None, "2024-05-04", None)],
)
def test_days_between(a, b, days):
    assert days_between(a, b) == days


def test_a_draft_is_no_source_for_itself(add, verifier):
    add("“The kiln was cold before the guests arrived,” Ines Calloway said.", url="https://beacon.example/kiln")
    quote = "The kiln was cold before the guests arrived"
    assert verifier.verify(Claim(quote)).verdict == "verbatim"
    assert verifier.verify(Claim(quote, own_url="http://beacon.example/kiln/#top")).verdict == "not_found"


def test_a_speaker_who_was_read_without_certainty_is_not_accused(add, verifier):
    add("“The kiln was cold before the guests arrived,” Ines Calloway said.")
    quote = "The kiln was cold before the guests arrived"
    assert verifier.verify(Claim(quote, speaker="Hugo Marsh")).verdict == "misattributed"
    assert verifier.verify(Claim(quote, speaker="Hugo Marsh", is_sure=False)).attribution.status == "unknown"
