"""What is handed out to be printed or cited says who said it, to whom first and when, and according to whom."""

from __future__ import annotations

import json
import re

import pytest

from service.http.citations import citations, words_of
from service.records import Attribution, CitedDocument, Date, Outlet, Quotation, Selector, Span, Speaker

CALLOWAY = Speaker("Ines Calloway")
BEACON = {
    "outlet": "The Ellery Beacon",
    "published": "2024-05-18",
    "title": "The ferry that would not sail",
    "url": "https://beacon.example/f",
}


def quotation(*parts, said=None, author=None, **about) -> Quotation:
    known = {"title": None, "url": None, "outlet": None, "published": None, **about}
    document = CitedDocument("0123456789abcdef", kind="article", sha256="0" * 64, author=author, **known)
    spans = tuple(Span(0, len(text), text) for text in parts)
    return Quotation("q-0", " ".join(parts), spans, said or Attribution(), document, Selector("", "", ""), None, "")


@pytest.mark.parametrize(
    ("parts", "said", "about", "expected"),
    [
        (
            ("A ferry that never leaves,", "I have drunk the coffee."),
            Attribution(CALLOWAY, Date("2023-03"), None, Outlet("Radio Estuary")),
            BEACON,
            "“A ferry that never leaves … I have drunk the coffee,” Ines Calloway told Radio Estuary in March 2023, according to The Ellery"
            " Beacon.",
        ),
        (
            ("We sail at noon.",),
            Attribution(CALLOWAY, Date("2023-03-04"), None, Outlet("The Ellery Beacon")),
            BEACON,
            "“We sail at noon,” Ines Calloway said on March 4, 2023, according to The Ellery Beacon.",
        ),
        (("Do we sail?",), Attribution(CALLOWAY), {}, "“Do we sail?” Ines Calloway said."),
        (("We sail,",), Attribution(CALLOWAY, Date("2024-05-18", "published")), {}, "“We sail,” Ines Calloway said."),
        (("We sail",), Attribution(), {"outlet": "Harbour Weekly"}, "“We sail,” according to Harbour Weekly."),
        (("We sail.",), Attribution(), {}, "“We sail.”"),
    ],
)
def test_in_copy(parts, said, about, expected):
    assert dict(citations(quotation(*parts, said=said, **about)))["In copy"] == expected


@pytest.mark.parametrize(
    ("author", "style", "expected"),
    [
        (
            "Maren Ilse Holt",
            "APA",
            "Holt, M. I. (2024, May 18). The ferry that would not sail. The Ellery Beacon. https://beacon.example/f",
        ),
        (None, "APA", "The ferry that would not sail. (2024, May 18). The Ellery Beacon. https://beacon.example/f"),
        ("Maren Holt", "MLA", "Holt, Maren. “The ferry that would not sail.” The Ellery Beacon, 18 May 2024, beacon.example/f."),
        (None, "MLA", "“The ferry that would not sail.” The Ellery Beacon, 18 May 2024, beacon.example/f."),
        (
            "Maren Holt",
            "Chicago",
            "Ines Calloway, quoted in Maren Holt, “The ferry that would not sail,” The Ellery Beacon, May 18, 2024, https://beacon.example/f.",
        ),
    ],
)
def test_the_manuals(author, style, expected):
    assert dict(citations(quotation("We sail.", said=Attribution(CALLOWAY), author=author, **BEACON)))[style] == expected


def test_nothing_is_made_up():
    found = dict(citations(quotation("We sail.")))
    assert "None" not in str(found)
    assert words_of(quotation("One,", "two.")) == "One … two."


def ld(page: str):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_a_claim_review_is_about_the_saying(make_app):
    client = make_app(newsroom="The Ellery Beacon").test_client()
    client.post("/v1/documents", json={"text": "“The lamp was never meant to be sold,” said Peig Donnelly."})
    review = ld(client.get("/verification?quote=The+lamp+was+never+meant+to+be+sold&speaker=Peig+Donnelly").text)
    assert review["claimReviewed"] == "Peig Donnelly said: “The lamp was never meant to be sold”"
    assert review["author"] == {"@type": "Organization", "name": "The Ellery Beacon"}
    assert "reviewRating" not in review
    assert ld(client.get("/verification?quote=The+lamp+was+never+meant+to+be+sold").text) is None


def test_ratings_are_there_for_whoever_wants_them(make_app):
    client = make_app(claim_ratings=1).test_client()
    client.post("/v1/documents", json={"text": "“The lamp was never meant to be sold,” said Peig Donnelly."})
    asked = "/verification?quote=The+lamp+was+never+meant+to+be+sold&speaker=Oskar+Brandt"
    assert ld(client.get(asked).text)["reviewRating"]["alternateName"] == "Misattributed"
    assert "reviewRating" not in ld(client.get("/verification?quote=Another+thing+altogether+now&speaker=Oskar+Brandt").text)
