"""Outlets by their domain, and dates in addresses."""

from __future__ import annotations

import pytest

from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.metadata import completed, date_in, outlet_at


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.nytimes.com/2024/05/18/ferry.html", "The New York Times"),
        ("http://abcnews.go.com/x", "ABC News"),
        ("https://edition.cnn.com/2024/x", "CNN"),
        ("https://go.com/x", None),
        ("https://nytimes.com.evil.example/x", None),
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("https://beacon.example/x", None),
        ("http://[", None),
    ],
)
def test_an_outlet_by_its_address(url, outlet):
    assert outlet_at(url, Gazetteer.load()) == outlet


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2016/08/03/story", "2016-08-03"),
        ("https://a.example/world/2016/aug/03/story", "2016-08-03"),
        ("https://a.example/news-20160803.html", "2016-08-03"),
        ("https://a.example/2016-08-03-story", "2016-08-03"),
        ("https://a.example/2016/13/03/story", None),
        ("https://a.example/story-120160803991", None),
        ("https://a.example/1234/5/6", None),
        (None, None),
    ],
)
def test_a_date_in_an_address(url, day):
    assert date_in(url) == day


def test_what_is_given_wins_over_what_the_address_tells():
    document = completed(
        Document("x", url="https://www.nytimes.com/2024/05/18/x", outlet="Somebody", published="2020"), Gazetteer.load()
    )
    assert (document.outlet, document.published, document.origin.published_basis) == ("Somebody", "2020", None)
    document = completed(Document("x", url="https://www.nytimes.com/2024/05/18/x"), Gazetteer.load())
    assert (document.outlet, document.published, document.origin.published_basis) == ("The New York Times", "2024-05-18", "url")
    assert completed(Document("x", outlet="NYTimes.com"), Gazetteer.load()).outlet == "The New York Times"
    assert completed(Document("x", outlet="beacon.example"), Gazetteer.load()).outlet == "beacon.example"
