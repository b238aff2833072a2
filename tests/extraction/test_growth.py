"""Extraction takes work in proportion to its text, whoever wrote it: repeated units, and units each of which names somebody else."""

from itertools import islice
from statistics import median

import pytest

from service.extraction import extract
from service.extraction.attribution.antecedents import Antecedents
from service.extraction.attribution.linking.facts import LinkFacts
from service.extraction.english import checks, dates
from service.extraction.english.names import _around_titles, _end_of_name, is_organization
from service.extraction.english.people import find_people, surname_of
from service.extraction.english.phrases import parse
from service.extraction.page.frames import PLACEHOLDERS, frame
from service.extraction.page.grammar import NoGrammar
from service.extraction.page.layout import Paragraph, paragraphs
from service.extraction.page.marks import quoted
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.steps import is_linear, steps

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def repeated(unit, size):
    """A text of units; `@` in each is a word of its own."""
    names = (a + b + c for a in _LETTERS for b in _LETTERS for c in _LETTERS)
    return "".join(unit.replace("@", name.capitalize()) for name in islice(names, size // len(unit)))


@pytest.mark.parametrize(
    "unit",
    [
        "“b,” he said. ",
        "that he said “a b” ",
        "to the @ Times he said “We sail at noon.” ",
        "Ines @ spoke. “We sail at noon,” Ines said. ",
        "@ Tarn came. “We sail at noon,” Tarn said. ",
        "Mayor @ Tarn came. “We sail at noon,” the mayor said. ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit):
    gazetteer = Gazetteer.load()
    assert is_linear(lambda size: extract(Document(repeated(unit, size)), gazetteer), 800)


@pytest.mark.parametrize(
    ("begin", "unit"),
    [
        ("", "Ada Moss ran. “We sail,” the woman said. "),
        ("Ada Moss’s new book is out. ", "“We sail at noon,” she writes. "),
    ],
)
def test_a_sentence_of_a_long_paragraph_is_not_set_beside_each_of_the_others(begin, unit):
    gazetteer = Gazetteer.load()
    assert is_linear(lambda size: extract(Document(begin + unit * (size // len(unit))), gazetteer), 6_000)


def test_a_text_of_headings_is_not_searched_for_each_of_them():
    """What a text counts or finds in itself is counted in characters, which steps of Python are not."""

    class Searched(str):
        characters = 0

        def count(self, *args):
            Searched.characters += len(self)
            return str.count(self, *args)

    text = Searched(repeated("Qu@ Zo@\n\n", 6_000))
    find_people(text, Gazetteer.load())
    assert Searched.characters <= 20 * len(text)


def test_the_verdict_on_a_claim_is_looked_for_in_as_much_of_a_paragraph_however_long_it_is(monkeypatch):
    looked, is_labelled = [], checks._is_labelled

    def counted(*asked):
        looked[-1] += 1
        return is_labelled(*asked)

    monkeypatch.setattr(checks, "_is_labelled", counted)
    for number in (200, 800):
        looked.append(0)
        extract(Document("Ben Moss’s friend said: “We sail at noon.” " * number), Gazetteer.load())
    assert 0 < looked[1] <= 4.5 * looked[0]


def test_who_an_obituary_goes_on_about_is_asked_of_as_much_of_it_however_long_it_is(monkeypatch):
    work, goes_on_about = [], Antecedents._goes_on_about

    def counted(self, *asked):
        answers = []
        for kept in (parse, _around_titles, _end_of_name, is_organization, surname_of):
            kept.cache_clear()  # what is kept of earlier phrases and names hides the work
        work[-1].append(steps(lambda: answers.append(goes_on_about(self, *asked))))
        return answers[0]

    monkeypatch.setattr(Antecedents, "_goes_on_about", counted)
    for number in (60, 240):
        work.append([])
        more = "He was kind. He liked it there. “We sail at noon every day,” he said.\n\n"
        extract(Document("Ben Stone has died aged 91.\n\n" + more * number), Gazetteer.load())
    fewer, most = map(median, work)  # of all calls: one may compile a pattern that others have driven out
    assert 0 < most <= 1.1 * fewer


@pytest.mark.parametrize(
    "unit",
    [
        "“b,” he said. ",
        "He met Ada Stone in May 2019. She said: “a b.” ",
        "On May 5, 2020, in Ellery, Mo Tarn told the BBC: “a b c d.” ",
    ],
)
def test_facts_of_a_quotation_take_as_much_work_however_long_its_paragraph_is(unit, monkeypatch):
    work, rows = [], LinkFacts.rows

    def counted(self, *asked):
        answers = []
        work[-1].append(steps(lambda: answers.append(rows(self, *asked))))
        return answers[0]

    monkeypatch.setattr(LinkFacts, "rows", counted)
    for number in (300, 1200):
        work.append([])
        extract(Document(unit * number), Gazetteer.load())
    fewer, most = map(median, work)
    assert 0 < most <= 1.2 * fewer


@pytest.mark.parametrize(
    "unit",
    [
        "that he said “a b” ",
        "two days later she said “a b” ",
        "on May 5, he said “a b,” and the next day he said “c d” ",
        "“a b,” he said. A week later he said “c d.” ",
        "the following May he said “a b c.” ",
    ],
)
def test_a_date_is_looked_for_in_as_much_of_a_text_however_long_it_is(unit, monkeypatch):
    searched = [0]
    rules_for = dates._rules_for

    def counted(text, start, stop):
        searched[0] += stop - start
        return rules_for(text, start, stop)

    monkeypatch.setattr(dates, "_rules_for", counted)
    work = []
    for size in (6_000, 12_000):
        searched[0] = 0
        extract(Document(repeated(unit, size)), Gazetteer.load())
        work.append(searched[0])
    assert work[1] <= 2.6 * work[0]


@pytest.mark.parametrize("unit", ["said “b” ", "“b” said. ", "“a”“b” ", "he “b” she "])
def test_a_sentence_is_cut_where_it_has_more_quotations_than_any_that_is_written(unit):
    text = unit * 100
    block = Paragraph(0, len(text))
    found = frame(text, 0, block, [s for group in quoted(text, [block]) for s in group], NoGrammar())
    assert max(sum(t.text in PLACEHOLDERS for t in sentence.tokens) for sentence in found.sentences) <= 16
    assert sum(t.text in PLACEHOLDERS for sentence in found.sentences for t in sentence.tokens) == text.count("“")


class _Counted(str):
    """A text that counts the characters which are searched for marks."""

    searched = 0

    def count(self, what, start=0, end=None):
        type(self).searched += (len(self) if end is None else end) - start
        return super().count(what, start, end)


def test_marks_for_inches_are_told_from_quotation_marks_in_one_pass():
    text = _Counted('A board of 5" by 7" or 9" ' * 400)
    _Counted.searched = 0
    assert quoted(text, paragraphs(text)) == []
    assert _Counted.searched <= len(text)
