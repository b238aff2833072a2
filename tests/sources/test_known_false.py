"""Sources that say of quotations that nobody said them: Wikiquote's sections and fact-checks, each with the standing it gives."""

from __future__ import annotations

import json
from html import escape

import pytest

from tests.sources.reading import parsed
from tests.sources.test_other import PAGE, dump

PERSON = """{{Infobox}}
'''Ines Calloway''' was a pilot.

== Quotes ==
* We never [[sail|sailed]] at '''night''', not once in ten years.
** Speech at the harbor (18 May 2024)
** ''The Ellery Beacon'' repeated it in 2025.
=== The Pier (1994) ===
* “A pier is a promise to the sea.”
** p. 12
* Too short
== Disputed ==
* The sea keeps no accounts of anybody.
** Said to be hers in a memoir of 1999.
== Misattributed ==
* Whoever owns the lamp owns the night.<ref>x</ref>
** This was said by [[Tobias Fenn]] in 1931.
== Quotes about Calloway ==
* She never once ran aground in the fog.
** [[Peig Donnelly]], in ''Tides'' (2001)
* Nobody could say no to her for long.
** Maro McSorley, quoted in ''The Beacon''
== External links ==
* {{wikipedia}} An article about her on another wiki
[[Category:1931 births]]"""
THEME = """== Quotes ==
* A harbor without a lamp is only a hole.
** [[Orla Fenn]], ''Lamps'' (1988)
* Every harbor has one liar too many.
** Proverb
[[Category:Themes]]"""
HOME = "https://en.wikiquote.org/wiki/Ines_Calloway"


def facts(name, content):
    found = parsed(name, content)
    assert all(given.is_row for given in found.documents)
    out = []
    for given in found.documents:
        document = given.document
        (passage,) = document.stated
        spans = [
            *passage.parts,
            *(e for e in (passage.standing_evidence, passage.attribution.date and passage.attribution.date.evidence) if e),
        ]
        assert all(document.text[span.start : span.end] == span.text for span in spans)
        speaker, date = passage.attribution.speaker, passage.attribution.date
        out.append((passage.text, speaker and speaker.name, passage.standing, date and date.value))
    return out


@pytest.mark.parametrize("name", ["a.xml", "enwikiquote-latest-pages-articles.xml"])
def test_a_page_of_a_person_gives_each_quotation_with_its_section_s_standing(name):
    content = dump("enwikiquote", PAGE.format(ns=0, text=escape(PERSON)).replace("Pier stays", "Ines Calloway"))
    assert facts(name, content) == [
        ("We never sailed at night, not once in ten years.", "Ines Calloway", "asserted", "2024-05-18"),
        ("A pier is a promise to the sea.", "Ines Calloway", "asserted", None),
        ("The sea keeps no accounts of anybody.", "Ines Calloway", "supposed", None),
        ("Whoever owns the lamp owns the night.", "Ines Calloway", "rejected", None),
        ("She never once ran aground in the fog.", "Peig Donnelly", "asserted", "2001"),
        ("Nobody could say no to her for long.", "Maro McSorley", "asserted", None),
    ]
    document = parsed(name, content).documents[3].document
    assert (document.url, document.outlet, document.title) == (HOME, "Wikiquote", "Ines Calloway")
    assert document.text.endswith("\n\nMisattributed: This was said by Tobias Fenn in 1931.")


def test_a_page_of_a_theme_gives_the_words_of_whoever_it_names():
    content = dump("enwikiquote", PAGE.format(ns=0, text=escape(THEME)))
    assert [(words, name) for words, name, _, _ in facts("a.xml", content)] == [
        ("A harbor without a lamp is only a hole.", "Orla Fenn"),
        ("Every harbor has one liar too many.", None),
    ]


def review(claim, rating="False", *, claimant=None, **values):
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "itemReviewed": {"@type": "Claim", "author": {"name": claimant}} if claimant else {},
        "reviewRating": {"alternateName": rating},
        "author": {"name": "Ellery Facts"},
        "url": "https://facts.example/1",
        "datePublished": "2024-05-18",
        **values,
    }


LAMP = "Whoever owns the lamp owns the night"


@pytest.mark.parametrize(
    ("claim", "rating", "claimant", "right"),
    [
        (f"Ines Calloway said “{LAMP}.”", "False", "Facebook posts", ("Ines Calloway", "rejected")),
        (f'A meme quotes Ines Calloway as saying: "{LAMP}."', "Pants on Fire!", None, ("Ines Calloway", "rejected")),
        (f"“{LAMP}.” — Ines Calloway", "Misattributed", None, ("Ines Calloway", "rejected")),
        (f"{LAMP}.", "Misattributed", "Ines Calloway", ("Ines Calloway", "rejected")),
        (f"{LAMP}.", "Fake quote", "Ines Calloway", ("Ines Calloway", "rejected")),
        (f"Ines Calloway said '{LAMP}.'", "No evidence that she said so", None, ("Ines Calloway", "supposed")),
        (f"Ines Calloway said “{LAMP}.”", "Unproven", None, ("Ines Calloway", "supposed")),
        (f"Ines Calloway said “{LAMP}.”", "Correct Attribution", None, ("Ines Calloway", "asserted")),
        (f"Ines Calloway said “{LAMP}.”", "True", None, ("Ines Calloway", "asserted")),
        (f"Mayor Ines Calloway said “{LAMP}.”", "False", "Ines Calloway", ("Ines Calloway", "rejected")),
        (f"Ines Calloway said “{LAMP}.”", "False", "Calloway Fans", ("Ines Calloway", "rejected")),
    ],
)
def test_a_fact_check_of_a_quotation_has_the_standing_of_its_rating(claim, rating, claimant, right):
    (found,) = facts("a.json", json.dumps(review(claim, rating, claimant=claimant)))
    assert (found[0].rstrip("."), *found[1:3]) == (LAMP, *right)


@pytest.mark.parametrize(
    ("claim", "rating"),
    [
        ("The pier was sold in March.", "False"),  # what is false is the sale: nobody's words are judged
        (f"Ines Calloway said “{LAMP}.”", "Missing context"),
        (f"Ines Calloway said “{LAMP}.”", "Half true"),
        (f"Ines Calloway said “{LAMP}.”", ""),
        ("Ines Calloway calls it a “pier”.", "False"),
    ],
)
def test_a_fact_check_that_judges_no_words_is_told_as_that(claim, rating):
    found = parsed("a.json", json.dumps(review(claim, rating)))
    assert not found.documents
    assert found.refused[0].startswith("a.json: https://facts.example/1: it")


@pytest.mark.parametrize(("value", "standing"), [(1, "rejected"), (5, "asserted")])
def test_a_rating_in_numbers_counts_at_the_ends_of_its_scale(value, standing):
    row = review(f"Ines Calloway said “{LAMP}.”", reviewRating={"ratingValue": value, "worstRating": "1", "bestRating": 5})
    assert [found[2] for found in facts("a.json", json.dumps(row))] == [standing]
    row["reviewRating"]["ratingValue"] = 3
    assert not parsed("a.json", json.dumps(row)).documents


TOOLS = {"claims": [{"text": f"“{LAMP}” is by Ines Calloway", "claimant": "posts", "claimReview": [
    {"publisher": {"name": "Ellery Facts", "site": "facts.example"}, "url": "https://facts.example/1", "textualRating": "False"}]}]}  # fmt: skip
FEED = {
    "@type": "DataFeed",
    "dataFeedElement": [{"@type": "DataFeedItem", "item": [review(f"Ines Calloway said “{LAMP}”")]}, {"item": None}],
}


@pytest.mark.parametrize("shape", [TOOLS, FEED, [review(f"Ines Calloway said “{LAMP}”")]])
def test_each_shape_of_a_feed_is_read(shape):
    assert facts("a.json", json.dumps(shape)) == [(LAMP, "Ines Calloway", "rejected", None)]


def test_a_feed_may_hold_the_fact_checks_themselves():
    feed = {"@type": "DataFeed", "dataFeedElement": [review(f"Ines Calloway said “{LAMP}”"), {"@type": "DataFeedItem"}]}
    assert facts("a.json", json.dumps(feed)) == [(LAMP, "Ines Calloway", "rejected", None)]


@pytest.mark.parametrize("claim", [f"“{LAMP}.”", f"A leaflet says “{LAMP}.”"])
@pytest.mark.parametrize("rating", ["False", "True"])
def test_a_rating_of_what_words_say_does_not_tell_whether_they_were_said(claim, rating):
    found = parsed("a.json", json.dumps(review(claim, rating, claimant="Ines Calloway")))
    assert not found.documents
    assert found.refused[0].endswith("judges what the words say, and not whether somebody said them")


def test_a_line_each_is_read_as_well():
    rows = "\n".join(json.dumps(review(f"Ines Calloway said “{LAMP} of {n} towns”")) for n in range(3))
    assert [found[2] for found in facts("a.jsonl", rows)] == ["rejected"] * 3


def test_a_dump_in_one_line_and_a_person_told_by_the_years_of_a_life():
    text = "'''Ines Calloway''' (born 1931) was a pilot.\n\n== Quotes ==\n* We never sailed at night, not once.\n"
    pages = (
        f"<page><title>{name}</title><ns>0</ns><revision><text>{text}</text></revision></page>"
        for name in ("Ines Calloway", "Mo Tarn")
    )
    content = f"<mediawiki><siteinfo><sitename>Wikiquote</sitename></siteinfo>{''.join(pages)}</mediawiki>"
    found = parsed("enwikiquote-pages-articles.xml", content)
    assert [given.document.speaker for given in found.documents] == ["Ines Calloway", "Mo Tarn"]
