"""Rules propose in their order, and only when they are asked."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from service.extraction.page.proposals import UNTOLD, Proposal, proposal, propose, rule
from service.records import Date, Outlet, Span, Speaker
from tests.conftest import ROOT


@rule("even")
def even(number):
    return f"even {number}" if number % 2 == 0 else None


@rule("secret")
def secret(number):
    return UNTOLD if number == 13 else None


@rule("any", is_inherited=True)
def any_number(number):
    return f"number {number}"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (2, [("even 2", "even", False), ("number 2", "any", True)]),
        (3, [("number 3", "any", True)]),
        (13, [(None, "secret", False), ("number 13", "any", True)]),
    ],
)
def test_each_rule_that_has_something_to_say_is_heard_in_order(number, expected):
    found = propose((even, secret, any_number), number)
    assert [(p.value, p.rule, p.is_inherited) for p in found] == expected


def test_a_rule_behind_the_first_answer_is_not_asked():
    def never(number):
        raise AssertionError(number)

    assert next(propose((even, rule("never")(never)), 2)).value == "even 2"


@pytest.mark.parametrize(
    ("value", "evidence", "score"),
    [
        (Date("2024-05", "stated", Span(3, 6, "May"), 0.8), Span(3, 6, "May"), 0.8),
        (Outlet("Skarn Lantern", score=0.7), None, 0.7),
        (Speaker("Ines Calloway", evidence=Span(0, 4, "Ines"), score=0.9), Span(0, 4, "Ines"), 0.9),
        (UNTOLD, None, None),
    ],
)
def test_a_proposal_has_the_evidence_and_score_of_its_value(value, evidence, score):
    found = proposal(value, "a rule")
    assert found == Proposal(None if value is UNTOLD else value, "a rule", evidence, score)


def test_no_two_rules_have_one_name():
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "service" / "extraction").rglob("*.py"))
    names = Counter(re.findall(r'^@_?rule\(\s*"([^"]+)"', source, re.MULTILINE))
    assert len(names) > 40
    assert {name: n for name, n in names.items() if n > 1} == {}
