"""Which stretches stand in quotation marks."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.extraction.page.layout import paragraphs
from service.extraction.page.marks import quoted


def found(text):
    return [[text[s.start : s.end] for s in group] for group in quoted(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “Go home.” She went.", [["Go home."]]),
        ('He said, "Go home." She went.', [["Go home."]]),
        ("He said, ''Go home.'' She went.", [["Go home."]]),
        ("He said, ``Go home.'' She went.", [["Go home."]]),
        ("‘Go home,’ he said. ‘It’s late.’", [["Go home,"], ["It’s late."]]),
        ("'Go home,' he said. 'It's the boys' bedtime.'", [["Go home,"], ["It's the boys' bedtime."]]),
        ("Il a dit : « Bonjour à tous. »", [["Bonjour à tous."]]),
        ("Er sagte: „Guten Tag.“", [["Guten Tag."]]),
        ("Han sagde: »God dag.«", [["God dag."]]),
        ("彼は「こんにちは」と言った。", [["こんにちは"]]),
        ("“He told me, ‘Go home,’ and I went,” she said.", [["He told me, ‘Go home,’ and I went,"]]),
        ("“We stand by “patients first”,” it said.", [["We stand by “patients first”,"]]),
        ('CNN’s “State of the Union" aired.', [["State of the Union"]]),
        ("The workers' rights and the dogs' dinners.", []),
        ('He is 6\'2" tall and "very loud" too.', [["very loud"]]),
        ("Rock ’n’ roll in the ’90s, ’tis true.", []),
        ("“One paragraph.\n\n“Two paragraphs,” he said.", [["One paragraph.", "Two paragraphs,"]]),
        ("“Never closed here.\n\nNext, “a good one” stands.", [["Never closed here."], ["a good one"]]),
        ("“A,” he said, “not to let it rise.", [["A,"], ["not to let it rise."]]),
        ("No marks at all.", []),
        ("””", []),
    ],
)
def test_marks_of_every_kind(text, expected):
    assert found(text) == expected


def test_what_is_unbalanced_spoils_its_own_paragraph_only():
    text = 'He said "this and then "that" and "more.\n\nShe said, “Clean.”'
    assert found(text)[-1] == ["Clean."]


@given(st.text(alphabet="ab .,\n“”\"'‘’«»„「」`>", max_size=200))
def test_stretches_lie_in_the_text_in_order_and_apart(text):
    groups = quoted(text, paragraphs(text))
    spans = sorted((s.outer_start, s.outer_end) for g in groups for s in g)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("unit", ["“a ", '"a ', "'a ", "as' b ", "«", "“ ” "])
def test_time_grows_with_the_length_only(unit):
    def seconds(n):
        text = unit * n
        blocks = paragraphs(text)
        return min(_timed(lambda: quoted(text, blocks)) for _ in range(3))

    assert seconds(80_000) <= 32 * max(seconds(10_000), 1e-3)  # linear is 8; quadratic 64


def _timed(call):
    began = time.process_time()
    call()
    return time.process_time() - began
