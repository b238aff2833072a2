"""A paragraph with its quotations folded: sentences, words, and the way back to the document."""

from __future__ import annotations

import pytest

from service.extraction.page.frames import OPEN, STOPPED, Word, cuts, frame, tokenise
from service.extraction.page.grammar import NoGrammar
from service.extraction.page.layout import paragraphs
from service.extraction.page.marks import quoted


class Cutter:
    """Cuts after "Capt." nothing, and lets a sentence go on where "asked" follows."""

    cuts = cuts(("Capt",))

    def credits(self, framed):
        return ()

    def goes_on(self, framed, at):
        return framed[at:].startswith("asked")


def framed(text, cutter=None):
    blocks = paragraphs(text)
    return frame(text, 0, blocks[0], [s for group in quoted(text, blocks) for s in group], cutter or Cutter())


def sentences(found):
    return [found.text[s.start : s.end].strip() for s in found.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw Capt. Marsh. He left.", ["We saw Capt. Marsh.", "He left."]),
        ("It cost 3.50 in all. 20 paid.", ["It cost 3.50 in all.", "20 paid."]),
        ("J. R. Pell spoke. Then J. Pell left.", ["J. R. Pell spoke.", "Then J. Pell left."]),
        ("“Is it so?” asked Pell. Nobody knew.", [f"{STOPPED} asked Pell.", "Nobody knew."]),
        ("“It is so.” Pell left.", [STOPPED, "Pell left."]),
        ("“It is so,” said Pell.", [f"{OPEN} said Pell."]),
    ],
)
def test_sentences(text, expected):
    assert sentences(framed(text)) == expected


def test_without_abbreviations_a_stop_ends_a_sentence():
    assert sentences(framed("We saw Capt. Marsh.", NoGrammar())) == ["We saw Capt.", "Marsh."]


def test_a_sentence_that_never_ends_is_cut():
    found = framed("so " * 700)
    assert len(found.sentences) > 3
    assert "".join(found.text[s.start : s.end] for s in found.sentences) == found.text


def test_every_place_leads_back_to_the_document():
    text = "Pell said “so it is,” and “so be it,” twice."
    found = framed(text)
    for word in (w for s in found.sentences for w in s.tokens if w.is_word):
        assert text[found.offset(word.start) :].startswith(word.text)
    assert [text[found.offset(place)] for place in found.places] == ["“", "“"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Capt. Ó Riain’s dog", ["Capt.", "Ó", "Riain’s", "dog"]),
        ("AT&T, e.g. U.S. firms", ["AT&T", ",", "e.g.", "U.S.", "firms"]),
        ("al-Masri (left)", ["al-Masri", "(", "left", ")"]),
    ],
)
def test_words(text, words):
    assert [w.text for w in tokenise(text, 0, len(text), Cutter.cuts.words)] == words


@pytest.mark.parametrize(
    ("text", "is_capitalised", "is_possessive", "base"),
    [
        ("Pell’s", True, True, "Pell"),
        ("al-Masri", True, False, "al-Masri"),
        ("all-Masri", False, False, "all-Masri"),
        ("boats", False, False, "boats"),
    ],
)
def test_what_a_word_is(text, is_capitalised, is_possessive, base):
    word = Word.of(text, 0, len(text))
    assert (word.is_capitalised, word.is_possessive, word.base) == (is_capitalised, is_possessive, base)


def test_a_word_that_a_line_breaks_ends_no_paragraph_whatever_ends_the_line():
    for text in (
        "We re- \r\nfused the pay-\r\nment.",
        "We re-\nfused the pay-\nment.",
        "We refused\r\nthe payment.\r\n\r\nSo be it.",
    ):
        assert len(paragraphs(text)) == 1 + text.count("So be it")
