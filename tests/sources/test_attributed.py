"""Rows of quotations that somebody has attributed already: as likely as they say, and of nobody where they name nobody."""

from __future__ import annotations

import json

import pytest

from service.errors import UnreadableSource
from service.sources.attributed import read_quotation
from tests.sources.reading import KNOWN

WORDS = "We counted the gulls and never sold one of them."


def read(**values):
    return [given.document for given in read_quotation(json.dumps({"quotation": WORDS, **values}).encode(), KNOWN)]


def one(**values):
    (document,) = read(**values)
    return document


def speaker(document):
    (passage,) = document.stated
    return passage.attribution.speaker


@pytest.mark.parametrize(
    ("probas", "score"),
    [
        ([["Mo Tarn", "0.83"], ["None", "0.17"]], 0.83),
        ([["Mo Tarn", 0.61], ["None", 0.39]], 0.61),
        ([["Mo Tarn", "0.34"], ["Peig Donnelly", "0.33"], ["None", "0.33"]], None),
        ([["Mo Tarn", "0.5"], ["Peig Donnelly", "0.5"]], None),
        ([["Mo Tarn", "often"]], 1.0),
        ("broken", 1.0),
        (None, 1.0),
    ],
)
def test_a_probability_is_the_score_and_one_that_is_low_names_nobody(probas, score):
    found = speaker(one(quoteID="1", speaker="Mo Tarn", probas=probas, date="2019-03-04"))
    assert (found and found.score) == score


@pytest.mark.parametrize("name", [None, "None", "N/A", "nan", "-", "Unknown speaker", "Anonymous", "", " ", [], ["A", "B"]])
def test_nobody_is_no_speaker(name):
    document = one(speaker=name)
    assert (speaker(document), document.speaker) == (None, None)


def test_a_row_is_read_as_it_is():
    document = one(
        quotation=f"“{WORDS}”", speaker=["Mo Tarn"], date=20200102, outlet="Radio Estuary", url="https://estuary.example/a"
    )
    (passage,) = document.stated
    assert (document.text, passage.text, passage.attribution.date.value) == (WORDS, WORDS, "2020-01-02")
    assert (passage.attribution.speaker.name, passage.attribution.outlet.name) == ("Mo Tarn", "Radio Estuary")


def test_a_quotation_at_several_addresses_stands_at_each():
    urls = [
        "https://apnews.com/2019/03/04/gulls",
        "https://estuary.example/a",
        "https://apnews.com/2019/03/04/gulls",
        "javascript:alert(1)",
    ]
    documents = read(quoteID="1", speaker="Mo Tarn", date="2019-03-03 10:00:00", urls=urls)
    assert [(d.url, d.outlet, d.published) for d in documents] == [
        ("https://apnews.com/2019/03/04/gulls", "Associated Press", "2019-03-03"),
        ("https://estuary.example/a", None, None),
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [({"quotation": "x" * 100_001}, "more than"), ({"quotation": "a\x00b"}, "NUL"), ({"quotation": 7}, "missing"), ({"status": "draft"}, "not published")],
)  # fmt: skip
def test_what_is_no_quotation_is_refused(values, message):
    with pytest.raises(UnreadableSource, match=message):
        read(**values)
