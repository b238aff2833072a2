"""Bytes → documents."""

from __future__ import annotations

import gzip

import pytest

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.sources import read


def one(name, content):
    documents = read(name, content.encode() if isinstance(content, str) else content, Gazetteer.load())
    assert len(documents) == 1
    return documents[0]


def test_text_is_kept_as_it_is_and_its_first_line_is_the_title():
    text = "A headline\n\n“We sail,” she said."
    document = one("a.txt", text)
    assert (document.text, document.title) == (text, "A headline")


def test_a_head_gives_the_fields():
    document = one(
        "a.txt",
        "---\ntitle: T\noutlet: The Ellery Beacon\npublished: 2024-05-18\nkind: speech\nspeaker: Ines Calloway\n---\nWords.",
    )
    assert (document.title, document.published, document.kind, document.speaker, document.text) == (
        "T",
        "2024-05-18",
        "speech",
        "Ines Calloway",
        "Words.",
    )


def test_markdown_loses_its_marks_and_keeps_block_quotes():
    document = one("a.md", "# Head\n\nHe was **very** [clear](https://x.example):\n\n> One.\n>\n> Two *more*.\n")
    assert document.title == "Head"
    assert document.text == "Head\n\nHe was very clear:\n\n> One.\n>\n> Two more."


def test_html_gives_the_article_and_what_the_page_says_of_itself():
    page = """<html><head><title>x</title><meta property="og:title" content="Derby"><meta property="og:site_name" content="The Beacon">
    <meta property="article:published_time" content="2024-04-21T10:00:00Z"><link rel="canonical" href="https://b.example/derby"></head>
    <body><nav>Home Sport</nav><article><h1>Derby</h1><p>It ended level on Sunday after ninety minutes of rain and two of football.</p>
    <p>&ldquo;We scored four,&rdquo; said Rosa Ek, the coach of the home side, who had promised five.</p><blockquote><p>No comment at all.</p></blockquote>
    </article><script>alert("no")</script></body></html>"""
    document = one("a.html", page)
    assert (document.title, document.outlet, document.published, document.url) == (
        "Derby",
        "The Beacon",
        "2024-04-21",
        "https://b.example/derby",
    )
    assert "“We scored four,” said Rosa Ek" in document.text
    assert "> No comment at all." in document.text
    assert "alert" not in document.text


def test_json_lines_plain_and_zipped():
    lines = '{"text": "One."}\n\n{"text": "Two.", "kind": "post"}\n'
    assert [d.text for d in read("a.jsonl", lines.encode(), Gazetteer.load())] == ["One.", "Two."]
    assert [d.text for d in read("a.jsonl.gz", gzip.compress(lines.encode()), Gazetteer.load())] == ["One.", "Two."]
    assert [d.text for d in read("a.json", b'[{"text": "One."}]', Gazetteer.load())] == ["One."]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.exe", b"MZ", "no reader"),
        ("a.pdf", b"%PDF", "no PDF"),
        ("a.txt", b"\xff\xfe\x00", "NUL"),
        ("a.txt", b"  \n ", "empty"),
        ("a.txt", b"a\x00b", "NUL"),
        ("a.txt", b"---\ncolour: red\n---\nWords.", "colour"),
        ("a.txt", b"---\npublished: soon\n---\nWords.", "published"),
        ("a.txt", b"---\nkind: song\n---\nWords.", "kind"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[1]", "item 1"),
        ("a.json", b'{"text": 5}', "text must be text"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.jsonl", b'{"text": "One."}\nx', "line 2"),
        ("a.jsonl.gz", b"not gzip", "gzip"),
        ("a.html", b"<html></html>", "no article"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_reason(name, content, message):
    with pytest.raises(UnreadableSource, match=message) as caught:
        read(name, content, Gazetteer.load())
    assert caught.value.detail.startswith(name)
