"""Articles of Wikinews and quotations of GDELT's graph."""

from __future__ import annotations

import bz2
import json

import pytest

from tests.sources.reading import parsed, said

WIKITEXT = """{{date|May 18, 2024}}
[[File:Pier.jpg|thumb|The [[pier]] of Ellery, “as ever,” said Peig Donnelly.]]
&lt;!-- “No,” said Mo Tarn. --&gt;'''[[Ellery]]''' keeps its [[w:Pier|pier]].{{haveyoursay|{{x}}}}&lt;ref&gt;“No.”&lt;/ref&gt;

“We [[sail]] at noon,” said {{w|Ines Calloway}}, the mayor.

== Sources ==
* “Not this,” said Mo Tarn."""
PAGE = "<page>\n<title>Pier stays</title><ns>{ns}</ns><revision><timestamp>2024-05-19T08:00:00Z</timestamp><text>{text}</text></revision>\n</page>\n"
DUMP = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><sitename>Wikinews</sitename><dbname>{name}</dbname></siteinfo>\n{pages}</mediawiki>'


def dump(name="enwikinews", *pages):
    return DUMP.format(
        name=name,
        pages="".join(
            pages or (PAGE.format(ns=0, text=WIKITEXT), PAGE.format(ns=1, text="talk"), PAGE.format(ns=0, text="#REDIRECT [[X]]"))
        ),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", dump().encode()),
        ("enwikinews-latest-pages-articles.xml", dump().encode()),
        ("enwikinews-20240518-pages-articles.xml.bz2", bz2.compress(dump().encode())),
    ],
)
def test_an_article_of_wikinews_is_read_without_its_markup(name, content):
    found = parsed(name, content)
    (document,) = (given.document for given in found.documents)
    assert (document.title, document.outlet, document.published, document.url) == (
        "Pier stays", "Wikinews", "2024-05-18", "https://en.wikinews.org/wiki/Pier_stays",
    )  # fmt: skip
    assert document.text == "Ellery keeps its pier.\n\n“We sail at noon,” said Ines Calloway, the mayor."
    assert said(document) == [("Ines Calloway", "We sail at noon,")]
    assert not found.refused


@pytest.mark.parametrize(
    ("wikitext", "speaker", "words"),
    [
        ("{{Quote|We sail at noon.|Mo Tarn, pilot}}", "Mo Tarn", "We sail at noon."),
        ("{{cquote|text=We [[tide|sail]] at {{w|noon}}.|author=[[w:Mo Tarn|Mo Tarn]]}}", "Mo Tarn", "We sail at noon."),
        ("{{pull quote|“We sail at noon.”}}", None, "We sail at noon."),
        ("{{block quote|1=We sail at noon.|2=Mo Tarn}}", "Mo Tarn", "We sail at noon."),
    ],
)
def test_a_quotation_that_an_article_sets_apart_is_read_with_who_signs_it(wikitext, speaker, words):
    text = f"The pier has stood since May.\n\n{wikitext}\n\nIt is late."
    (given,) = parsed("a.xml", dump("enwikinews", PAGE.format(ns=0, text=text))).documents
    assert said(given.document) == [(speaker, words)]


@pytest.mark.parametrize("name", ["a.xml", "a.mediawiki.xml"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (dump("enwikipedia"), "of which nothing is read"),
        (dump("dewikiquote"), "of which nothing is read"),
        ("<mediawiki></mediawiki>", "page"),
        (dump()[:-300], ""),
    ],
)
def test_other_wikis_and_broken_dumps_are_refused(name, content, told):
    found = parsed(name, content)
    assert told in found.refused[0]


def test_templates_without_end_take_no_longer_than_their_length():
    for unit in ("{{", "{{quote|", "{{quote|a|", "{{quote|{{a}}"):
        parsed("a.xml", dump("enwikinews", PAGE.format(ns=0, text=unit * (400_000 // len(unit)))))
    assert parsed("a.xml", dump("enwikinews", PAGE.format(ns=0, text="{{" * 200_000))).documents == []


GRAPH = {"date": "2024-05-18T22:30:00Z", "url": "https://beacon.example/pier", "title": "Pier", "lang": "ENGLISH", "quotes": [
    {"pre": "the ferry. Ines Calloway, the mayor, said: ", "quote": "We sail at noon.", "post": " Nobody"}, {"pre": "x", "quote": " ", "post": ""}]}  # fmt: skip


def test_quotations_of_gdelt_are_attributed_by_the_words_around_them_and_replace_no_article():
    (document,) = (given.document for given in parsed("a.jsonl", json.dumps(GRAPH)).documents)
    assert (document.url, document.published, document.origin.guid) == (
        "https://beacon.example/pier",
        "2024-05-18",
        "gdelt:https://beacon.example/pier",
    )
    assert said(document) == [("Ines Calloway", "We sail at noon.")]
    assert "there is no quotation" in parsed("a.json", json.dumps({**GRAPH, "quotes": [{"quote": ""}]})).refused[0]
