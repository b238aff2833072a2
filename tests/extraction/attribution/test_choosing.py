"""Which of several proposals becomes the answer, and what is taken over from other words."""

from __future__ import annotations

import pytest

from service.extraction.attribution.choosing import Choices, Circumstances, choose, settle, value_of
from service.extraction.page.clause import Offers
from service.extraction.page.proposals import UNTOLD, proposal
from service.records import Date, Outlet, Venue


def told(date=None, venue=None, outlet=None, basis="stated"):
    return Circumstances(
        proposal(Date(date, basis), "date") if date else None,
        proposal(Venue(venue), "venue") if venue else None,
        proposal(Outlet(outlet), "outlet") if outlet else None,
    )


def plain(circumstances):
    date, venue, outlet = map(value_of, circumstances)
    return (date and date.value, date and date.basis, venue and venue.name, outlet and outlet.name)


def listed(*names):
    return [proposal(Venue(name), f"rule {n}") for n, name in enumerate(names)]


def test_the_first_proposal_wins_and_the_rest_is_not_computed():
    def offered():
        yield from listed("the pier")
        raise AssertionError("asked for more than was needed")

    assert value_of(choose(offered())) == Venue("the pier")
    assert value_of(Choices().choose(0, "venue", offered())) == Venue("the pier")
    assert value_of(settle(Offers(venues=offered())).venue) == Venue("the pier")


def test_that_nothing_tells_is_an_answer_too():
    assert value_of(choose([proposal(UNTOLD, "rule"), *listed("the pier")])) is None
    assert choose([]) is None


def test_all_proposals_are_kept_on_demand_in_their_order():
    choices = Choices(keeps_all=True)
    choices.choose(40, "venue", listed("the pier", "the hall"))
    choices.choose(7, "venue", listed())
    choices.settle(7, Offers(dates=[proposal(Date("2024"), "date")], venues=listed("the square")))
    choices.keep(7, "venue", listed("the mole")[0])
    choices.keep(7, "outlet", None)
    found = [(c.offset, c.field, [getattr(p.value, "name", None) for p in c.proposals]) for c in choices.considered()]
    assert found == [(7, "date", [None]), (7, "venue", ["the square", "the mole"]), (40, "venue", ["the pier", "the hall"])]


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (told(), told("2019-05", "the pier", "Radio Estuary"), ("2019-05", "inferred", "the pier", "Radio Estuary")),
        (told("2019-05-03"), told("2019-05", "the pier"), ("2019-05-03", "stated", "the pier", None)),
        (told("2019-05-03"), told("2018", "the pier"), ("2019-05-03", "stated", None, None)),  # another occasion
        (told(outlet="Radio Estuary"), told("2019", outlet="Skarn Lantern"), (None, None, None, "Radio Estuary")),
        (told(outlet="Radio Estuary"), told("2019", outlet="Radio Estuary"), ("2019", "inferred", None, "Radio Estuary")),
        (told(venue="the pier"), told(), (None, None, "the pier", None)),
    ],
)
def test_what_is_unknown_is_taken_from_words_of_the_same_occasion(own, other, expected):
    assert plain(own.filled_from(other)) == expected


def test_what_is_taken_over_names_the_rule_that_took_it():
    taken = told(venue="the pier").filled_from(told("2019", "the hall", "Radio Estuary"), "carried: paragraph")
    assert [(p.rule, p.is_inherited) for p in taken] == [
        ("carried: paragraph", True),
        ("venue", False),
        ("carried: paragraph", True),
    ]
    assert [p.rule for p in told().filled_from(told("2019", "the hall"))[:2]] == ["date", "venue"]
