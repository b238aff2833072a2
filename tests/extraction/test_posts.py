"""Posts of which an article has the text alone, signed as the platform signs them."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load(None)


def told(text, **known):
    """(words, speaker, date, venue) of each passage."""
    found = extract(Document(text, **known), GAZETTEER)
    return [
        (" / ".join(part.text for part in p.parts), *(getattr(v, n, None) for v, n in zip((p.attribution.speaker, p.attribution.date, p.attribution.venue), ("name", "value", "name"), strict=True)))
        for p in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The quay was shut.\n\nThe lock will open at six, whatever the tide. pic.twitter.com/Zk3LmQp9aB — Petra Lindqvist (@plindqvist)"
            " March 3, 2019\n\nNobody came.",
            ("The lock will open at six, whatever the tide.", "Petra Lindqvist", "2019-03-03", "Twitter"),
        ),
        (
            "Two links follow, one of them glued.https://t.co/Ab12Cd34Ef https://t.co/Gh56Ij78Kl — Odd Moen (@oddmoen) May 14, 2021",
            ("Two links follow, one of them glued.", "Odd Moen", "2021-05-14", "Twitter"),
        ),
        (
            "No ferry until noon!\n\n— Harbour Authority (@quayside) January 9, 2018",
            ("No ferry until noon!", "Harbour Authority", "2018-01-09", "Twitter"),
        ),
        (
            'Nobody "owns" the pier, and nobody "sold" it. — Petra Lindqvist (@plindqvist) March 3, 2019',
            ('Nobody "owns" the pier, and nobody "sold" it.', "Petra Lindqvist", "2019-03-03", "Twitter"),
        ),
        (
            "So the “experts” of the trust were wrong again, as in 2012.\n\n— Odd Moen (@oddmoen) May 14, 2021",
            ("So the “experts” of the trust were wrong again, as in 2012.", "Odd Moen", "2021-05-14", "Twitter"),
        ),
        (
            "Petra Lindqvist (@plindqvist) The lock will open at six, whatever the tide. pic.twitter.com/Zk3LmQp9aB",
            ("The lock will open at six, whatever the tide.", "Petra Lindqvist", None, "Twitter"),
        ),
        (
            "The quay was shut.\n\nHarbour Authority (@quayside) No ferry until noon today #quay\n\nNobody came.",
            ("No ferry until noon today #quay", "Harbour Authority", None, "Twitter"),
        ),
        (
            "Odd Moen (@oddmoen) I have read the council's “plan” and it is none. https://t.co/Ab12Cd34Ef",
            ("I have read the council's “plan” and it is none.", "Odd Moen", None, "Twitter"),
        ),
    ],
)
def test_a_signed_post_is_its_writer_s(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lock will open at six — Petra Lindqvist (@plindqvist) said so.",
        "The lock will open at six, wrote the desk (@quayside) on March 3, 2019.",
        "The lock will open at six — Petra Lindqvist (@plindqvist) Marchember 3, 2019",
        "— Petra Lindqvist (@plindqvist) March 3, 2019",
        "https://t.co/Ab12Cd34Ef — Petra Lindqvist (@plindqvist) March 3, 2019",
        "Petra Lindqvist (@plindqvist) is a reporter of the Skarn Mercury.",
        "By Petra Lindqvist (@plindqvist) Updated at six on Monday evening.",
        "Follow Petra Lindqvist (@plindqvist) For more on the quay.",
        "Petra Lindqvist (@plindqvist) Political Editor, Skarn Mercury",
    ],
)
def test_what_is_no_signed_post_is_no_quotation(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Dunne: “We stay open” at the quay. — Petra Lindqvist (@plindqvist) March 3, 2019",
        "“We stay open whatever they say,” Mayor Dunne tells me. — Petra Lindqvist (@plindqvist) March 3, 2019",
        "Dunne says the “quay is finished and the pier with it” and goes. — Petra Lindqvist (@plindqvist) March 3, 2019",
        "Petra Lindqvist (@plindqvist) said: “The lock will open at six.”",
    ],
)
def test_what_a_post_quotes_is_no_post_of_its_writer_s(text):
    assert all((speaker, venue) != ("Petra Lindqvist", "Twitter") for _, speaker, _, venue in told(text))


def test_words_that_end_a_signed_post_are_a_quotation():
    text = "Harper: “to watch somebody closely and in secret, mostly with no friendly purpose” — Petra Lindqvist (@plindqvist) March 3, 2019"
    assert [words for words, *_ in told(text)] == ["to watch somebody closely and in secret, mostly with no friendly purpose"]


def test_links_without_end_cost_in_proportion():
    assert told("https://t.co/" * 4000 + " — Petra Lindqvist (@plindqvist) March 3, 2019") == []
