"""What holds for every text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "said",
        "told",
        "Ines",
        "Calloway",
        "the",
        "mayor",
        "he",
        ",",
        ".",
        ":",
        "\n\n",
        "> ",
        "on",
        "Tuesday",
        "CNN",
        "’s",
        "(",
        ")",
        "—",
        "that",
        "and",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map(" ".join)))
def test_it_never_raises_and_every_part_is_a_slice(text):
    for passage in extract(Document(text=text, published="2020-05-05"), Gazetteer.load()):
        assert all(text[p.start : p.end] == p.text != "" for p in passage.parts)


@pytest.mark.parametrize(
    "unit",
    [
        "“a ",
        '"Ines said, ',
        "He said “x.” ",
        "Mr. A, who said B, told C that ",
        "( ",
        "—a",
        "of the ",
        "the book “The Title” and ",
        "“Is it so?” he asked ",
        "A, the mayor, who said, “we go now,” ",
    ],
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(unit):
    def seconds(n):
        text = (unit * n)[:n]
        return min(_timed(lambda: extract(Document(text=text), Gazetteer.load())) for _ in range(2))

    assert seconds(24_000) <= 32 * max(seconds(3_000), 5e-3)  # linear is 8; quadratic 64


def _timed(call):
    began = time.process_time()
    call()
    return time.process_time() - began


def test_a_newsroom_adds_outlets_of_its_own(tmp_path):
    document = Document(text="“We sail at noon,” Ines Calloway told the Skarn Lantern.")
    file = tmp_path / "outlets.txt"
    file.write_text("Skarn Lantern and Gazette | Skarn Lantern  # the island's own\n")
    assert extract(document, Gazetteer.load(file))[0].attribution.outlet.name == "Skarn Lantern and Gazette"
    assert extract(document, Gazetteer.load())[0].attribution.outlet is None


def test_an_outlet_that_a_newsroom_adds_is_no_person(tmp_path):
    document = Document(text="“We sail at noon,” Skarn Lantern said. Ines Calloway was glad.")
    file = tmp_path / "outlets.txt"
    file.write_text("Skarn Lantern\n")
    assert extract(document, Gazetteer.load(file))[0].attribution.speaker.type == "organization"
    assert extract(document, Gazetteer.load())[0].attribution.speaker.type == "person"
