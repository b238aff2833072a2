"""Every grammar has what `Grammar` names; the one of a language without any says nothing of anybody."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields

import pytest

from service.extraction.english.grammar import EnglishGrammar
from service.extraction.grammars import GRAMMARS, grammar_for
from service.extraction.page.clause import Offers, SentenceContext
from service.extraction.page.frames import frame
from service.extraction.page.grammar import Grammar, NoGrammar, Vocabulary
from service.extraction.page.layout import paragraphs
from service.extraction.page.marks import quoted
from service.knowledge.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()
MEMBERS = [name for name in vars(Grammar) if not name.startswith("_")]
FILLED = [NoGrammar(), *(make(GAZETTEER) for make in GRAMMARS.values())]
TEXT = "Ines Calloway, the mayor, said on Tuesday in Brno: “We sail,” Radio Estuary reported."


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("grammar", FILLED, ids=lambda g: type(g).__name__)
def test_a_grammar_takes_the_arguments_that_the_protocol_names(grammar, name):
    asked, given = getattr(Grammar, name), getattr(grammar, name)
    assert callable(given) == callable(asked)
    if callable(asked):
        expected = list(inspect.signature(asked).parameters)[1:]
        assert list(inspect.signature(given).parameters) == expected
        assert inspect.getdoc(getattr(type(grammar), name))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", EnglishGrammar), (None, EnglishGrammar), ("de", NoGrammar), ("xx", NoGrammar)],
)
def test_a_language_is_read_by_its_grammar(language, expected):
    assert isinstance(grammar_for(language, GAZETTEER), expected)


def test_english_leaves_no_class_of_words_empty_and_all_are_in_lower_case():
    vocabulary = EnglishGrammar(GAZETTEER).vocabulary
    for field in fields(Vocabulary):
        value = getattr(vocabulary, field.name)
        assert value, field.name
        if not isinstance(value, re.Pattern):
            classes = value if isinstance(value, tuple) else (value,)
            words = [value] if isinstance(value, str) else [word for of_class in classes for word in of_class]
            assert all(classes), field.name
            assert all(word == word.lower().strip() for word in words), field.name


def test_without_a_grammar_nothing_is_read_off_a_text():
    blocks = paragraphs(TEXT)
    grammar = NoGrammar()
    found = frame(TEXT, 0, blocks[0], [s for group in quoted(TEXT, blocks) for s in group], grammar)
    words = found.sentences[0].tokens
    context = SentenceContext(found, words, {}, "2024-05-18", None, GAZETTEER)
    assert list(grammar.clues(found, 0, frozenset())) == []
    assert grammar.signature(found, 0) is None
    assert grammar.main_subject(words) is grammar.closing_subject(words) is grammar.subject_of(words, 4) is None
    assert grammar.phrase_at(words, 0, len(words)) is None
    assert not any(grammar.is_cue(words, i) for i in range(len(words)))
    assert grammar.stated(context, None, 4) == grammar.introduced(context) == Offers()
    assert [*grammar.outlets(context, 0, len(words), 4), *grammar.carriers(context, 0), *grammar.carried_by(context)] == []
    assert [*grammar.opening_dates(context), *grammar.find_dates(TEXT, "2024-05-18")] == []
    people = grammar.find_people(TEXT)
    assert people.full_by_surname == {}
    assert people.full_name("Calloway", 99) == "Calloway"
    assert people.gender("Ines Calloway") is people.by_role("mayor", 99) is None
    assert grammar.vocabulary == Vocabulary()


@pytest.mark.parametrize(("inner", "expected"), [("Nein", True), ("7", True), ("はい", True), ("…", False), ("— !", False)])
def test_without_a_grammar_words_in_marks_are_an_utterance(inner, expected):
    text = f"Hanne „{inner}“ Brodersen"
    blocks = paragraphs(text)
    found = frame(text, 0, blocks[0], [s for group in quoted(text, blocks) for s in group], NoGrammar())
    assert NoGrammar().is_utterance(text, found, 0, None) is expected
    assert NoGrammar().is_title(text, found, 0) is False
