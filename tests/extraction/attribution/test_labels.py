"""Labels of turns: what is one, whom it names, and where its words start."""

from __future__ import annotations

import pytest

from service.extraction.attribution.labels import find_label, speaker_of, words_of_turn
from service.extraction.grammars import grammar_for
from service.extraction.page.grammar import NoGrammar
from service.extraction.page.layout import paragraphs
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

ENGLISH = grammar_for("en", Gazetteer.load())


def label(text):
    return find_label(text, paragraphs(text)[0])


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("CALLOWAY: We sail at noon.", "CALLOWAY", "We sail at noon."),
        ("Ines Calloway: We sail at noon.", "Ines Calloway", "We sail at noon."),
        ("[00:01:12] CALLOWAY: We sail at noon.", "CALLOWAY", "We sail at noon."),
        ("MAYOR CALLOWAY (D): We sail at noon.", "MAYOR CALLOWAY (D)", "We sail at noon."),
        ("Q. When do you sail?", "Q", "When do you sail?"),
        ("AAt noon, I said.", "A", "At noon, I said."),
        ("“DONNELLY: We sail at noon.”", "DONNELLY", "We sail at noon.”"),
    ],
)
def test_labels(text, name, words):
    found = label(text)
    assert (found.name, text[found.words :]) == (name, words)


@pytest.mark.parametrize(
    "text",
    [
        "Note: the pier is closed.",
        "SOURCE: Radio Estuary",
        "Where: the harbour hall",
        "We sail at noon.",
        "He had one thing to say about it: no.",
        "One Two Three Four Five Six: seven",
    ],
)
def test_what_is_no_label(text):
    assert label(text) is None


@pytest.mark.parametrize(
    ("text", "is_marked", "expected"),
    [
        ("We sail. (Applause.)", False, "We sail."),
        ("00:14 We sail [laughter and applause]", False, "We sail"),
        ("We sail (at noon)", False, "We sail (at noon)"),
        ("“We sail.”", True, "We sail."),
        ("“We sail.”", False, "“We sail.”"),
    ],
)
def test_words_of_a_turn(text, is_marked, expected):
    start, end = words_of_turn(text, 0, len(text), is_marked=is_marked)
    assert text[start:end] == expected


BEFORE = "Ines Calloway, the mayor, met Peig Donnelly at the hearing.\n\n"


@pytest.mark.parametrize(
    ("labelled", "document", "expected"),
    [
        ("CALLOWAY: No.", {}, ("Ines Calloway", "person", None)),
        ("MAYOR CALLOWAY: No.", {}, ("Ines Calloway", "person", "Mayor")),
        ("THE MAYOR: No.", {}, ("Ines Calloway", "person", "The Mayor")),
        ("THE CLERK: No.", {}, ("The Clerk", "unnamed", None)),
        ("Q: Why?", {}, ("reporter", "unnamed", None)),
        ("MODERATOR: Why?", {}, ("moderator", "unnamed", None)),
        ("UNIDENTIFIED MALE: No.", {}, ("unidentified male", "unnamed", None)),
        ("SPEAKER 2: No.", {}, ("speaker 2", "unnamed", None)),
        ("A: No.", {"speaker": "Peig Donnelly"}, ("Peig Donnelly", "person", None)),
        ("DONNELLY: No.", {"speaker": "Peig Ó Donnelly"}, ("Peig Ó Donnelly", "person", None)),
        ("A: No.", {}, None),
    ],
)
def test_whom_a_label_names(labelled, document, expected):
    text = BEFORE + labelled
    found = find_label(text, paragraphs(text)[-1])
    speaker = speaker_of(found, BEFORE, ENGLISH.find_people(text), Document(text=text, **document), ENGLISH)
    assert (speaker and (speaker.name, speaker.type, speaker.role)) == expected


def test_in_a_court_an_answer_is_the_witness():
    text = "Testimony was heard on the pier.\n\nA: No."
    found = find_label(text, paragraphs(text)[-1])
    speaker = speaker_of(found, text[:34], ENGLISH.find_people(text), Document(text=text), ENGLISH)
    assert (speaker.name, speaker.type) == ("witness", "unnamed")


def test_without_a_grammar_a_label_is_all_that_is_known_of_a_speaker():
    text = BEFORE + "THE MAYOR: Nein."
    grammar = NoGrammar()
    found = find_label(text, paragraphs(text)[-1])
    assert speaker_of(found, BEFORE, grammar.find_people(text), Document(text=text), grammar).name == "The Mayor"
