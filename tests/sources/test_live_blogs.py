"""Live blogs: each entry with its own time, and nobody's name carried from one to the next."""

from __future__ import annotations

import json

import pytest

from tests.sources import made
from tests.sources.reading import parsed, read, said

LEDE = "<p>ELLERY — The harbour board meets for two days in the net loft to vote on gulls, timetables and the price of diesel, as it does in spring.</p>"
FIRST, SECOND = "2024-05-18T21:00:00+01:00", "2024-05-17T09:30:00+01:00"
ENTRIES = [
    (FIRST, "Donnelly speaks", "<p>Peig Donnelly has come to the steps.</p><p>“The pier stays open,” she said.</p>"),
    (SECOND, "A crowd", "<p>“We have waited since six,” he said to the crowd by the gate.</p><p>Mo Tarn then left.</p>"),
]
BLOG = {"@type": "LiveBlogPosting", "headline": "The vote, live", "datePublished": SECOND}


def script(values):
    return f"<script type='application/ld+json'>{json.dumps(values)}</script>"


def page(body, head=""):
    return f"<html><head><title>The vote, live</title><link rel=canonical href='https://a.example/vote'>{head}</head><body><article><h1>The vote, live</h1>{LEDE}{body}</article></body></html>"


def entries(form):
    return "".join(form.format(at=at, title=title, words=words, n=n) for n, (at, title, words) in enumerate(ENTRIES))


@pytest.mark.parametrize(
    "content",
    [
        page(entries("<div class='live-post'><time datetime='{at}'>x</time><h2>{title}</h2>{words}</div>")),
        page(entries("<article class='liveblog__entry' id='e{n}'><h3>{title}</h3><time datetime='{at}'>x</time>{words}</article>")),
        page(entries("<section data-timestamp='{at}'><h3>{title}</h3>{words}</section>"), script(BLOG)),
        page(entries("<div class='block'><time datetime='{at}'></time><h4>{title}</h4>{words}</div>"), script({"@graph": [BLOG]})),
        page("", script({**BLOG, "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": title, "datePublished": at, "articleBody": words} for at, title, words in ENTRIES]})),
    ],
)  # fmt: skip
def test_each_entry_is_a_document_of_its_own_time(content):
    over, first, second = read("a.html", content.encode())
    assert (over.title, said(over)) == ("The vote, live", [])
    assert (first.title, first.published, said(first)) == (
        "Donnelly speaks",
        "2024-05-18",
        [("Peig Donnelly", "The pier stays open,")],
    )
    assert (second.title, second.published, said(second)) == ("A crowd", "2024-05-17", [(None, "We have waited since six,")])
    assert first.url != second.url
    assert all(document.url.startswith("https://a.example/vote#") for document in (first, second))


def test_an_entry_of_nothing_but_a_picture_is_passed_over():
    body = entries("<div class='live-post'><time datetime='{at}'>x</time><h2>{title}</h2>{words}</div>")
    body += "<div class='live-post'><time datetime='2024-05-17T08:00:00Z'>x</time><h2>A gull</h2><img src='gull.jpg'></div>"
    assert [document.title for document in read("a.html", page(body).encode())] == ["The vote, live", "Donnelly speaks", "A crowd"]


def test_a_live_blog_in_a_web_archive_is_read_by_its_entries():
    body = entries("<div class='live-post'><time datetime='{at}'>x</time><h2>{title}</h2>{words}</div>")
    found = parsed("a.warc.gz", made.warc([("https://a.example/vote", "2024-05-19", "text/html", page(body).encode())]))
    assert [given.document.title for given in found.documents] == ["The vote, live", "Donnelly speaks", "A crowd"]


SAID = (
    "<p>“The pier stays open,” said Peig Donnelly, who has kept the harbour for thirty years and means to keep it for ten more.</p>"
)


@pytest.mark.parametrize(
    "content",
    [
        page(SAID + entries("<div class='comment'><time datetime='{at}'>x</time><p>I agree with this.</p></div>")),
        page(SAID + "<a class='live-blog' href='/live'>Follow our live-blog</a>" + entries("<li class='teaser'><time datetime='{at}'></time><a href='/x'>{title}</a></li>")),
        page(SAID + "<div class='live-post'><time datetime='2024-05-18T21:00:00Z'>x</time><p>One entry alone makes no live blog of a page.</p></div>"),
        page(SAID, script({**BLOG, "liveBlogUpdate": []})),
    ],
)  # fmt: skip
def test_a_page_with_times_in_it_is_an_article_all_the_same(content):
    (document,) = read("a.html", content.encode())
    assert ("Peig Donnelly", "The pier stays open,") in said(document)
