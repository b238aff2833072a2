"""How likely a claim and a passage are one utterance, and what is made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.dates import days_apart
from service.verification import Claim
from service.verification.evidence import (
    ACCUSING,
    CONFIRMING,
    FOUND,
    OTHERS_FOUND,
    OWN_FOUND,
    WEIGHTS,
    Features,
    Searched,
    days_between,
    probability,
)

TELLING = Features(told=10.0, edit_rate=0.0, share=1.0, others=0, agrees=False, days=1)


@pytest.mark.parametrize(
    "less",
    [{"told": 2.0}, {"edit_rate": 0.3}, {"share": 0.3}, {"others": 5}, {"days": 700}, {"quotations": 40_000}],
)
def test_each_feature_makes_a_coincidence_likelier(less):
    assert probability(replace(TELLING, **less)) < probability(TELLING)


def test_telling_words_of_one_day_accuse_and_common_ones_of_another_year_do_not():
    assert probability(TELLING) >= ACCUSING
    assert probability(replace(TELLING, told=2.0, share=0.5, days=675)) < CONFIRMING


def test_each_weight_is_of_the_term_of_its_name_and_points_where_it_should():
    assert type(WEIGHTS) is type(TELLING.values)
    assert {name: weight > 0 for name, weight in WEIGHTS._asdict().items() if name not in ("constant", "is_dated")} == {
        "told": True, "edit_rate": False, "share": True, "others": False, "agrees": True, "own": False, "differs": False, "days": False,
    }  # fmt: skip


@pytest.mark.parametrize(("fewer", "more"), [(1, 20), (20, 400), (400, 9000)])
def test_a_near_miss_of_one_who_says_little_tells_more_than_of_one_who_says_much(fewer, more):
    near = Features(told=3.0, edit_rate=0.2, share=0.6, others=0, agrees=True, days=None)
    assert probability(replace(near, own=fewer)) > probability(replace(near, own=more))
    assert probability(replace(near, agrees=None, own=fewer)) == probability(replace(near, agrees=None, own=more))


def test_a_passage_of_the_claimed_speaker_asks_for_least():
    assert OWN_FOUND < FOUND < OTHERS_FOUND <= ACCUSING


@pytest.mark.parametrize(("name", "number"), [("Ines Calloway", 3), ("Peig Donnelly", 40), ("Nobody Known", 900), (None, 900)])
def test_where_a_speaker_was_not_counted_all_of_the_index_may_be_his(name, number):
    assert Searched(900, {"Ines Calloway": 3, "Peig Donnelly": 40}).by(name) == number


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


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("The kiln was cold before the guests arrived", "misattributed"),
        ("a glazier without a licence or a ladder", "misattributed"),
        ("a lot of work", "verbatim"),
        ("we will see what happens", "verbatim"),
    ],
)
def test_words_that_tell_accuse_and_those_that_anybody_says_do_not(add, verifier, quote, verdict):
    add("“The kiln was cold before the guests arrived,” Ines Calloway said. “It is a lot of work, and we will see what happens.”")
    add("“He sent me a glazier without a licence or a ladder,” Ines Calloway said.", title="B")
    assert verifier.verify(Claim(quote, speaker="Hugo Marsh")).verdict == verdict


@pytest.mark.parametrize(
    ("claimed", "statuses"),
    [
        ({"date": "2019-06"}, {"date": "contradicted"}),
        ({"date": "2023-06-01", "outlet": "The Guardian"}, {"date": "contradicted", "outlet": "contradicted"}),
        ({"outlet": "The Guardian"}, {"outlet": "contradicted"}),
        ({"date": "2023-03-14", "outlet": "Radio Estuary"}, {"date": "confirmed", "outlet": "confirmed"}),
        ({"date": "2023-04-02"}, {"date": "unknown"}),  # two days from the month that is told
        ({"venue": "Carrow"}, {"venue": "unknown"}),
    ],
)
def test_an_explicit_day_or_outlet_of_a_draft_contradicts_one_that_is_clearly_another(add, verifier, claimed, statuses):
    add("“The kiln was cold before the guests arrived,” Ines Calloway told Radio Estuary in March 2023.")
    claim = Claim("The kiln was cold before the guests arrived", speaker="Ines Calloway", is_read=True, **claimed)
    fields = verifier.verify(claim).attribution.fields
    assert {name: fields[name].status for name in statuses} == statuses


def test_an_outlet_that_only_carried_the_words_contradicts_no_draft(add, verifier):
    add("“The kiln was cold before the guests arrived,” Ines Calloway said, according to the Associated Press.")
    claim = Claim("The kiln was cold before the guests arrived", speaker="Ines Calloway", outlet="The Guardian", is_read=True)
    assert verifier.verify(claim).attribution.status != "contradicted"


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        ("2019-06", "2023-03", 1340),
        ("2023-03", "2023-03-14", 0),
        ("2023", "2023-03", 0),
        ("2023-03-31", "2023-04", 1),
        ("2024-05-04", "2024-05-02", 2),
        ("2022", "2024", 366),
    ],
)
def test_days_apart_are_the_fewest_there_may_be(a, b, days):
    assert days_apart(a, b) == days_apart(b, a) == days


def test_a_draft_is_told_of_an_alteration_only_where_it_is_surely_the_same_utterance(add, verifier):
    add("HUGO MARSH: They mended the wall here at noon.", kind="transcript")
    add("HUGO MARSH: The kiln was cold when they came in.", kind="transcript")
    unsure, sure = Claim("They mended the wall here at night"), Claim("The kiln was cold when we came in")
    assert verifier.verify(unsure).verdict == verifier.verify(sure).verdict == "altered"
    assert verifier.verify(replace(unsure, is_read=True)).verdict == "not_found"
    assert verifier.verify(replace(sure, is_read=True)).verdict == "altered"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "We will open offices in Holt, New Ellery, South Pell and Marsh Bay, and they will stay open.",
            "a parcel of old maps that shows Holt, New Ellery, South Pell and Marsh Bay.",
        ),
        (
            "I was asked by Governor Odile Renner and by Senator Peig Donnelly, who came by boat.",
            "the portraits that hung beside the stairs were Governor Odile Renner and Senator Peig Donnelly.",
        ),
        ("The clerks of the New Ellery Harbour Board have gone home.", "A fire gutted the New Ellery Harbour Board cellar."),
    ],
)
def test_names_in_a_row_are_no_evidence_of_one_utterance(add, verifier, text, quote):
    """They tell what both are about: whoever speaks of these people or places names them, and in this order."""
    add(f"“{text}” Ines Calloway said.", title="The offices")
    assert verifier.verify(Claim(quote)).verdict == "not_found"


@pytest.mark.parametrize("quote", ["Good morning, Odile Renner.", "We shall fight at Holt, and at New Ellery, and at South Pell."])
def test_names_in_a_line_do_not_hide_it(add, verifier, quote):
    add(
        "“Good evening, Odile Renner. We shall fight in Holt, and in New Ellery, and in South Pell.” Ines Calloway said.",
        title="A line",
    )
    assert verifier.verify(Claim(quote, speaker="Ines Calloway")).verdict == "altered"
