"""Fields, dates, encodings and tables as exports really write them, and what is refused with its reason."""

from __future__ import annotations

import io
import json

import pytest

from service.errors import UnreadableSource
from service.extraction import extract
from service.sources import parse, rows
from service.sources.days import day_of
from tests.sources import reading
from tests.sources.reading import KNOWN, read

SAID = "“We never had a timetable worth the paper,” Ines Calloway told Radio Estuary in March 2023."


def one(**values):
    (document,) = read("a.json", json.dumps({"text": SAID, **values}).encode())
    return document


def parsed(name, content):
    out = [parse(name, n, row, KNOWN) for n, row in enumerate(rows(name, io.BytesIO(content)))]
    return [given.document for p in out for given in p.documents], [line for p in out for line in p.refused]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-13", "2024-05-13"),
        ("2024-05", "2024-05"),
        (2024, "2024"),
        ("2024-05-13T23:30:00-04:00", "2024-05-13"),  # the day where it was written
        ("2024-05-13 22:30", "2024-05-13"),
        ("20240513", "2024-05-13"),
        ("20240513223000", "2024-05-13"),
        (1715639400, "2024-05-13"),
        (1715639400000, "2024-05-13"),
        ("Mon, 13 May 2024 22:30:00 -0400", "2024-05-13"),
        ("Mon May 13 22:30:00 +0000 2024", "2024-05-13"),
        ("May 13, 2024", "2024-05-13"),
        ("13th Sept. 2024", "2024-09-13"),
        ("2016/6/29 15:07:41", "2016-06-29"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("13.5.2024", "2024-05-13"),
        # what may be two days, or is none
        ("05/06/2024", None),
        ("5-6-2024", None),
        ("maybe 3 2024", None),
        ("2024-13-40", None),
        ("n/a", None),
        ("", None),
        (None, None),
        (True, None),
        ([], None),
        (7, None),
    ],
)
def test_a_day_is_the_one_that_is_written_or_none(value, day):
    assert day_of(value) == day
    if value not in (None, "", []):
        assert one(published=value).published == day


@pytest.mark.parametrize(
    ("name", "field"),
    [("publish_date", "published"), ("createdAt", "published"), ("versioncreated", "published"), ("post_date", "published"), ("Publish Date", "published"),
     ("datePublished", "published"), ("media_name", "outlet"), ("articleBody", "text"), ("body_html", "text"), ("Headline", "title"), ("permalink", "url")],
)  # fmt: skip
def test_fields_go_by_the_names_that_exports_use(name, field):
    values = {
        "published": "2024-05-13",
        "outlet": "Radio Estuary",
        "text": SAID,
        "title": "Gulls",
        "url": "https://estuary.example/a",
    }
    row = {**{k: v for k, v in values.items() if k != field}, name: values[field]}
    (document,) = read("a.json", json.dumps(row).encode())
    assert {k: getattr(document, k) for k in values} == values


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({"title": {"rendered": "Gulls &#8216;stay&#8217; &amp;amp; win"}}, {"title": "Gulls ‘stay’ & win"}),
        ({"title": 2024}, {"title": "2024"}),
        ({"source": {"id": "x", "name": "Radio Estuary"}}, {"outlet": "Radio Estuary"}),
        ({"kind": "interview"}, {"kind": "interview"}),
        ({"kind": "editorial"}, {"kind": "article"}),
        ({"kind": "Press Release"}, {"kind": "release"}),
        ({"speaker": "N/A"}, {"speaker": None}),
        ({"url": "javascript:alert(1)"}, {"url": None}),
        ({"url": 7}, {"url": None}),
    ],
)
def test_a_field_in_another_form_is_read_and_refuses_nothing(values, known):
    document = one(**values)
    assert {name: getattr(document, name) for name in known} == known


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Mo Tarn", "Mo Tarn"),
        (["Mo Tarn", {"name": "Peig"}], "Mo Tarn, Peig"),
        ({"name": {"main": "Mo"}}, "Mo"),
        (3, None),
        ([], None),
        ("nan", None),
    ],
)
def test_authors(author, names):
    assert one(author=author).origin.author == names


def test_entities_of_a_text_that_is_no_html_are_decoded():
    assert one(text="Gulls &amp; boats &#8211; a list").text == "Gulls & boats – a list"
    assert one(text="R&D; a < b").text == "R&D; a < b"


@pytest.mark.parametrize("status", ["draft", "Pending", "private", "trash", "auto-draft", "canceled", "withheld"])
@pytest.mark.parametrize("name", ["status", "pubstatus", "post_status"])
def test_what_is_not_published_is_refused_with_that_reason(name, status):
    with pytest.raises(UnreadableSource, match="not published"):
        one(**{name: status})


@pytest.mark.parametrize("status", ["publish", "usable", "ok", 3, None])
def test_what_is_published_is_read(status):
    assert one(status=status).text == SAID


def test_a_draft_of_a_static_site_is_refused():
    with pytest.raises(UnreadableSource, match="not published"):
        read("a.md", f"---\ntitle: Gulls\ndraft: true\n---\n{SAID}".encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", SAID), ("a.json", json.dumps({"text": SAID}, ensure_ascii=False)), ("a.csv", f'title,text\nGulls,"{SAID}"\n'), ("a.md", SAID),
     ("a.srt", f"1\n00:00:01,000 --> 00:00:04,000\n{SAID}\n")],
)  # fmt: skip
def test_every_reader_has_the_same_encodings(name, content, encoding):
    (document,) = read(name, content.encode(encoding))
    assert SAID in document.text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Паром никогда не ходил по расписанию, сказала мэр города. " * 4),
        ("shift_jis", "渡船は一度も時刻表どおりに運航したことがないと市長は語った。" * 4),
    ],
)
def test_an_encoding_of_other_letters_is_told(encoding, text):
    (document,) = read("a.txt", text.encode(encoding))
    assert document.text == text


def test_a_text_with_the_line_ends_of_old_machines():
    assert read("a.txt", f"Gulls\r\r{SAID}".encode())[0].title == "Gulls"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_lines_of_a_table_end_as_any_system_ends_them(end):
    lines = ["title,text", "The pier,“We sail at noon.”", 'The bridge,"It stays,\rfor now."']
    assert [document.title for document in read("a.csv", (end.join(lines) + end).encode())] == ["The pier", "The bridge"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_may_have_other_delimiters(delimiter):
    lines = [("title", "text", "published"), ("Gulls", f'"{SAID}"', "2024-05-13")]
    (document,) = read("a.csv", "\n".join(delimiter.join(line) for line in lines).encode())
    assert (document.title, document.text, document.published) == ("Gulls", SAID, "2024-05-13")


def test_a_table_keeps_line_ends_within_cells():
    assert read("a.csv", f'title;text\r\nGulls;"{SAID}\r\n\r\nMore."\r\n'.encode())[0].text == f"{SAID}\r\n\r\nMore."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "nothing in it"),
        ("a.csv", SAID.encode() + b"\n", "one line"),
        ("a.jsonl", b"\n\n", "nothing in it"),
        ("a.json", b"[]", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 8, "no text"),
        ("a.json", json.dumps({"text": SAID, "title": "x" * 2001}).encode(), "title has more than"),
        ("a.json", json.dumps({"text": "x" * 10_000_001}).encode(), "text has more than"),
        ("a.txt", f"---\nurl: javascript:x\n---\n{SAID}".encode(), "http"),
    ],
)
def test_what_holds_nothing_or_too_much_says_so(name, content, reason):
    with pytest.raises(UnreadableSource, match=reason):
        read(name, content)


def item(date="Mon, 13 May 2024 22:30:00 -0400", status="", link="/news/a", text=f"<p>{SAID}</p>", more=""):
    return (
        f"<item><title>Gulls</title><link>{link}</link><pubDate>{date}</pubDate>{more}"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>{status}</item>"
    )


def feed(*items):
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    return f'<?xml version="1.0"?><rss version="2.0" {names}><channel><title>Beacon</title><link>https://beacon.example</link>{"".join(items)}</channel></rss>'.encode()


LONG = f"<p>{SAID}</p><p>{'It rained. ' * 50}</p>"


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Mon, 13 May 2024 22:30:00 -0400", "2024-05-13"),
        ("2016/6/29 15:07:41", "2016-06-29"),
        ("05/06/2024 11:41", None),
        ("Mo, 25 Jun 2018 11:41:36", "2018-06-25"),
    ],
)
def test_an_entry_has_the_day_of_its_own_time_zone(date, day):
    (document,), _ = parsed("a.rss", feed(item(date, text=LONG)))
    assert (document.published, document.url) == (day, "https://beacon.example/news/a")


def test_an_update_is_no_publication():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><id>urn:1</id><title>Gulls</title>'
        f'<updated>2024-05-19T01:00:00Z</updated><content type="html"><![CDATA[{LONG}]]></content></entry></feed>'
    )
    (document,), _ = parsed("a.atom", atom.encode())
    assert (document.published, document.origin.modified) == (None, "2024-05-19T01:00:00")


def test_of_an_export_what_was_published_is_read_however_short():
    status = "<wp:status>{}</wp:status><wp:post_date>2024-05-13 18:30:00</wp:post_date>"
    items = [
        item("Tue, 14 May 2024 02:30:00 +0000", status.format(s), f"https://beacon.example/{s}")
        for s in ("publish", "draft", "trash")
    ]
    documents, refused = parsed("a.xml", feed(*items))
    assert [(d.url, d.published) for d in documents] == [("https://beacon.example/publish", "2024-05-13")]
    assert [reason in line for reason, line in zip(("'draft'", "'trash'"), refused, strict=True)] == [True, True]


@pytest.mark.parametrize("read_from", ["feed", "json"])
def test_a_signed_block_of_an_entry_or_a_field_is_its_signers(read_from):
    html = LONG + "<blockquote><p>We should sell the ferry.</p><cite>Mo Tarn</cite></blockquote>"
    if read_from == "feed":
        (document,), _ = parsed("a.rss", feed(item(text=html)))
    else:
        document = one(text=html)
    said = {p.text: p.attribution.speaker.name for p in extract(document, KNOWN)}
    assert said == {"We never had a timetable worth the paper,": "Ines Calloway", "We should sell the ferry.": "Mo Tarn"}


@pytest.mark.parametrize(
    "content",
    [
        {
            "title": "Pier",
            "content": [
                {"type": "paragraph", "text": "Gulls stay."},
                {"type": "image"},
                {"type": "paragraph", "text": "So do we."},
            ],
        },
        {"title": "Pier", "paragraphs": ["Gulls stay.", "So do we."]},
        {"article": {"title": "Pier", "body": ["Gulls stay.", "So do we."]}},
        {"data": [{"id": 1, "attributes": {"title": "Pier", "body": "Gulls stay.\n\nSo do we."}}]},
        {"document": {"title": "Pier", "content": {"html": "Gulls stay.\n\nSo do we."}}},
    ],
)
def test_a_text_in_pieces_or_in_an_object_is_read(content):
    (document,) = read("a.json", json.dumps(content).encode())
    assert (document.title, document.text.split()) == ("Pier", ["Gulls", "stay.", "So", "do", "we."])


@pytest.mark.parametrize(
    ("field", "is_refused"),
    [
        ({"is_published": False}, True),
        ({"is_draft": "true"}, True),
        ({"draft": True}, True),
        ({"is_published": "true"}, False),
        ({"is_draft": False}, False),
    ],
)
def test_a_flag_says_what_was_not_published(field, is_refused):
    found = reading.parsed("a.json", json.dumps({"text": "Gulls stay.", **field}))
    assert bool(found.refused) == is_refused


@pytest.mark.parametrize(
    ("content", "is_read"),
    [
        ("<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn.</p><p>It burns again.</p>", True),
        ("<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn.</p>", False),
        ("<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn.</p><p>Continue reading</p>", False),
        (
            "<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn […]</p><p>The post Lamp out appeared first on Kelby.</p>",
            False,
        ),
        ("<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn.</p><p>The post Lamp out appeared first on Kelby.</p>", False),
        ("<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn …</p><p>Share this</p>", False),
        (
            f"<p>{'The lamp is out. ' * 30}</p><p>“It was the fog,” said Mo Tarn [...]</p><p>The post Lamp appeared first on Kelby.</p>",
            False,
        ),
        (f"<p>{'The lamp is out. ' * 30}</p><p>“It was …</p><p>“It was the fog,” said Mo Tarn.</p>", True),
    ],
)
def test_a_short_content_of_a_feed_is_all_of_it_from_three_paragraphs_on(content, is_read):
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Beacon</title><entry><id>a</id><title>Lamp</title><link href="https://beacon.example/a"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{content}</div></content></entry></feed>'
    found = reading.parsed("a.atom", feed)
    assert (len(found.documents), len(found.refused)) == ((1, 0) if is_read else (0, 1))


def test_the_line_that_says_where_a_post_appeared_first_is_no_part_of_it():
    content = "<p>The lamp is out.</p><p>“It was the fog,” said Mo Tarn.</p><p>It burns again.</p><p>The post “I saw the fog,” says Ann Ek appeared first on Kelby.</p>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Beacon</title><entry><id>a</id><title>Lamp</title><link href="https://beacon.example/a"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{content}</div></content></entry></feed>'
    (given,) = reading.parsed("a.atom", feed).documents
    assert given.document.text.endswith("It burns again.")
    assert reading.said(given.document) == [("Mo Tarn", "It was the fog,")]


def test_an_article_that_its_publisher_took_back_is_refused():
    gone = {"source": {"name": "[Removed]"}, "title": "[Removed]", "content": "[Removed]", "url": "https://removed.example"}
    kept = {"source": {"name": "Beacon"}, "title": "Lamp", "content": "“It was the fog,” said Mo Tarn."}
    found = reading.parsed("a.json", json.dumps({"status": "ok", "articles": [kept, gone]}))
    assert [given.document.title for given in found.documents] == ["Lamp"]
    assert found.refused == ["a.json: item 2: its publisher has removed it"]
