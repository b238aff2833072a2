"""Which clause attributes a quotation, by which rule, and which others might."""

from __future__ import annotations

import pytest

from tests.extraction.english.reading import ENGLISH, framed


def rules(text, k=0, used=frozenset()):
    """(rule, who speaks, whether the clause is next to the words) of each clause proposed."""
    found = ENGLISH.clues(framed(text), k, used)
    return [(p.rule.removeprefix("clue: "), p.value.phrase.name, p.value.is_direct) for p in found]


def first(text, k=0):
    return next(iter(rules(text, k)), None)


@pytest.mark.parametrize(
    ("text", "k", "expected"),
    [
        ("“We sail,” said Ines Calloway.", 0, ("behind", "Ines Calloway", True)),
        ("“Out!” Calloway barked.", 0, ("behind", "Calloway", True)),  # whatever the verb
        ("Ines Calloway said: “We sail.”", 0, ("directly before", "Ines Calloway", True)),
        ("According to Calloway, “we sail.”", 0, ("directly before", "Calloway", True)),
        ("Said Ines Calloway: “We sail.”", 0, ("directly before", "Ines Calloway", True)),
        ("When Pell left, Calloway had an answer: “We sail.”", 0, ("directly before", "Calloway", True)),
        ("Calloway had an answer: “We sail.”", 0, ("directly before", "Calloway", True)),
        ("Calloway called the plan for the pier “fair.”", 0, ("before", "Calloway", False)),
        ("The “fair” plan is dead, Calloway wrote.", 0, ("behind", "Calloway", False)),
        ("Calloway said “we sail,” Pell told the Post, “at noon.”", 0, ("behind introduced words", "Pell", True)),
    ],
)
def test_the_clause_of_a_quotation(text, k, expected):
    assert first(text, k) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ines Calloway told the BBC, according to Reuters, that she was “glad to be out of the rain”.", "Ines Calloway"),
        ("Ines Calloway told ZDF, Reuters reported, that it “will stand for another century”.", "Ines Calloway"),
        ("The mayor, Ines Calloway, told CNN, according to the Associated Press: “We sail at noon.”", "Ines Calloway"),
        ("Ines Calloway told Le Monde, the Guardian reported, that “nobody had asked the pilots”.", "Ines Calloway"),
        ("Ines Calloway told pilots, according to Reuters, that “nobody had asked the board”.", "Ines Calloway"),
        ("Ines Calloway said, according to Reuters, that “nobody had asked the board”.", "Ines Calloway"),
        ("Ines Calloway told pilots, Petr Hale said, that “nobody had asked the board”.", "Ines Calloway"),
        ("She had warned the pilots, Petr Hale said, that “nobody had asked the board”.", "She"),
        # harm: the outlet's own words, and who says so of what nobody told
        ("Nobody told the pilots, but, according to Reuters, “the board had known since May”.", "Reuters"),
        ("Ines Calloway told CNN about it, and Reuters reported, “The board had known since May.”", "Reuters"),
        ("The board met, Petr Hale said, and “nobody had asked the pilots”.", "Petr Hale"),
        ("Reuters reported on Tuesday that “the board had known since May”.", "Reuters"),
    ],
)
def test_an_outlet_between_commas_only_relays_what_somebody_said(text, speaker):
    assert first(text)[1] == speaker


@pytest.mark.parametrize("text", ["The “fair” plan is dead.", "“We sail.”", "The pier; “we sail.”"])
def test_no_clause(text):
    assert rules(text) == []


def test_a_verb_that_attributes_other_words_is_left_out():
    text = "“We sail,” Calloway said, “at noon.”"
    verb = text.index("said") - len("“We sail,”") + 1
    assert first(text, 1) == ("directly before", "Calloway", True)
    assert rules(text, 1, frozenset((verb,))) == []


def test_other_clauses_are_proposed_too():
    proposed = {name for _, name, _ in rules("Pell said “we sail,” Calloway wrote.")}
    assert proposed == {"Pell", "Calloway"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Ada Byrne, Oslo", "Ada Byrne"),
        ("— The harbour board", "harbour board"),
        ("— Byrne", None),  # a single name may be anything
        ("— Ada Byrne said so", None),
        ("Ada Byrne, Oslo", None),
        ("— " + "Ada Byrne of the " * 8, None),
    ],
)
def test_signatures(text, expected):
    found = ENGLISH.signature(framed(text), 0)
    assert (found and found.phrase.name) == expected
