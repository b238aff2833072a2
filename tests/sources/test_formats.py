"""Every format there is a reader for: what is read of it, packed or not, and what is said of what cannot be read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
from contextlib import suppress

import pytest
import zstandard

from service.errors import UnreadableSource
from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.sources import packing, parse, read, rows
from service.sources.formats import FORMATS, format_of, named
from tests.pace import cost
from tests.sources.made import docx, pdf, warc

SAID = "“We never had a timetable worth the paper,” Ines Calloway told Radio Estuary in March 2023."
WORDS = "We never had a timetable worth the paper,"
PAGE = f"""<html><head><title>x</title><script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "no"}},
 {{"@type": ["NewsArticle"], "headline": "Ferry stays", "datePublished": "2024-05-18T23:30:00-04:00", "dateModified": "2024-05-19T08:00:00Z",
 "author": [{{"@type": "Person", "name": "Mo Tarn"}}, {{"name": "Peig Donnelly"}}], "publisher": {{"name": "The Ellery Beacon"}},
 "mainEntityOfPage": {{"@id": "https://beacon.example/ferry"}}}}]}}</script><meta property="og:title" content="Not this"></head><body><nav>Home</nav>
<article><h1>Ferry stays</h1><p>It ended level on Sunday after ninety minutes of rain and two of football, and nobody was glad.</p><p>{SAID}</p></article>
</body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ellery Beacon</title>
<item><title>The &amp;amp; ferry</title><link>https://beacon.example/a</link><pubDate>Sat, 18 May 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{SAID}</p><p>{"It rained. " * 50}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>B</title><link>https://beacon.example/b</link><description>Short, and then…</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Beacon</title><entry><id>urn:1</id><title>Ferry</title>
<link href="https://www.nytimes.com/2024/05/18/ferry.html"/><updated>2024-05-19T01:00:00Z</updated><published>2024-05-18T01:00:00Z</published>
<author><name>Mo Tarn</name></author><content type="html">&lt;p&gt;{SAID}&lt;/p&gt;&lt;p&gt;{"It rained. " * 50}&lt;/p&gt;</content></entry></feed>"""
LINES = ["The ferry that would not sail has cost the town nine million, and the", "mayor said there would be no tenth. “We never had a time-",
         "table worth the paper,” Ines Calloway told Radio Estuary in March", "2023."]  # fmt: skip
PDF = pdf(
    [
        [
            (60, 800, "The Ellery Beacon"),
            *((60, 740 - 14 * n, line) for n, line in enumerate(LINES)),
            (60, 650, "It goes on over the"),
            (290, 40, "1"),
        ],
        [(60, 800, "The Ellery Beacon"), (60, 770, "page."), (290, 40, "2")],
        [(60, 800, "The Ellery Beacon"), (60, 700, "The end."), (290, 40, "3")],
    ],
    "The ferry",
)
WARC = warc(
    [
        ("https://www.reuters.com/world/2024/05/18/ferry/", "2024-05-20", "text/html; charset=utf-8", PAGE.encode()),
        ("https://beacon.example/x.png", "2024-05-20", "image/png", b"\x89PNG"),
        ("https://beacon.example/empty", "2024-05-20", "text/html", b"<html></html>"),
    ]
)


def one(name, content):
    documents = read(name, content.encode() if isinstance(content, str) else content, Gazetteer.load())
    assert len(documents) == 1
    return documents[0]


def parsed(name, content):
    out = [
        parse(name, n, row, Gazetteer.load())
        for n, row in enumerate(rows(name, io.BytesIO(content.encode() if isinstance(content, str) else content)))
    ]
    return [given.document for p in out for given in p.documents], [line for p in out for line in p.refused]


@pytest.mark.parametrize(
    ("name", "content", "known"),
    [
        ("a.txt", f"---\ntitle: Ferry\nauthor: Mo Tarn\n---\n{SAID}", {"title": "Ferry", "author": "Mo Tarn"}),
        ("a.txt", SAID.encode("utf-16"), {}),
        ("a.md", f"---\nlayout: post\ndate: 2024-05-18\nauthor: [Mo Tarn]\ntags: [a]\n---\n# Ferry\n\n{SAID}",
         {"title": "Ferry", "published": "2024-05-18", "author": "Mo Tarn"}),
        ("a.md", f"+++\ntitle = 'Ferry'\ndate = 2024-05-18T10:00:00Z\n+++\n{SAID}", {"title": "Ferry", "published": "2024-05-18"}),
        ("a.html", PAGE, {"title": "Ferry stays", "url": "https://beacon.example/ferry", "outlet": "The Ellery Beacon", "published": "2024-05-18",
                          "author": "Mo Tarn, Peig Donnelly", "modified": "2024-05-19T08:00:00", "published_basis": "metadata"}),
        ("a.html", PAGE.replace("“", "\x93").replace("”", "\x94").encode("latin-1"), {"title": "Ferry stays"}),
        ("a.jsonl", json.dumps({"headline": "Ferry", "body": SAID, "date": "2024-05-18T10:00", "source": "nytimes.com"}),
         {"title": "Ferry", "published": "2024-05-18", "outlet": "The New York Times", "published_basis": "stated"}),
        ("a.json", json.dumps({"title": "Ferry", "text": f"<p>{SAID}</p><p>More.</p>", "authors": ["Mo Tarn", {"name": "Peig"}]}),
         {"title": "Ferry", "author": "Mo Tarn, Peig"}),
        ("a.json", json.dumps({"segments": [{"speaker": "Ines Calloway", "text": "We never had a timetable"},
                                            {"speaker": "Ines Calloway", "text": "worth the paper,"}, {"speaker": "SPEAKER_01", "text": "No."}]}),
         {"kind": "transcript", "text": "Ines Calloway: We never had a timetable worth the paper,\n\nspeaker 1: No."}),
        ("a.csv", f'title,text,published\nFerry,"{SAID}",2024-05-18\n', {"title": "Ferry", "published": "2024-05-18"}),
        ("a.tsv", f"title\ttext\nFerry\t{SAID}\n", {"title": "Ferry"}),
        ("a.atom", ATOM, {"title": "Ferry", "outlet": "The New York Times", "published": "2024-05-18", "author": "Mo Tarn"}),
        ("a.pdf", PDF, {"title": "The ferry", "modified": "2024-05-18"}),
        ("a.docx", docx([("Title", "The ferry"), ("Normal", SAID), ("Quote", "One."), ("Quote", "Two.")]), {"title": "The ferry"}),
        ("a.srt", "1\r\n00:00:01,000 --> 00:00:04,000\r\nMAYOR INES CALLOWAY: We never had a\r\n\r\n2\r\n00:00:05,000 --> 00:00:08,000\r\n"
                  "<i>timetable</i> worth the paper,\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000\r\n>> Are you sure?\r\n", {"kind": "transcript"}),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ines Calloway>We never had a timetable\n\n00:05.000 --> 00:08.000\n"
                  "<v Ines Calloway>worth the paper,\n\n00:09.000 --> 00:10.000\nAre you sure?\n", {"kind": "transcript"}),
    ],
)  # fmt: skip
def test_a_format_gives_the_words_and_what_is_known(name, content, known):
    document = one(name, content)
    for field, value in known.items():
        assert getattr(document, field, None) == value or getattr(document.origin, field, None) == value, field
    passages = extract(document, Gazetteer.load())
    assert passages[0].text == WORDS
    assert passages[0].attribution.speaker.name.endswith("Calloway")
    assert document.origin.reader == f"{format_of(name).name}/{format_of(name).version}"
    assert len(document.origin.sha256) == 64


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress), (".bz2", bz2.compress)])
@pytest.mark.parametrize(
    ("content", "is_bomb"),
    [
        (b'{"text": "a"}\n' * 400_000, True),
        (b"\n" * 4_000_000, True),
        (b" " * 4_000_000, True),
        (b'{"text": "a"}\n' * 5_000, False),  # as much in proportion, and little
        (b"".join(b'{"text": "We counted %d gulls on pier %d"}\n' % (n, 7 * n) for n in range(40_000)), False),
        (b"\n", False),
    ],
)
def test_what_unpacks_to_far_more_than_text_would_is_refused(monkeypatch, suffix, pack, content, is_bomb):
    monkeypatch.setattr(packing, "_RATIO_FROM", 500_000)
    stream = packing.unpacked(f"a.jsonl{suffix}", io.BytesIO(pack(content)))
    if is_bomb:
        with pytest.raises(UnreadableSource, match="200 times"):
            for _ in stream:
                pass
    else:
        assert stream.read() == content


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress), (".bz2", bz2.compress)])
@pytest.mark.parametrize(("name", "content"), [("a.html", PAGE.encode()), ("a.pdf", PDF), ("a.txt", SAID.encode())])
def test_any_format_may_be_packed(name, content, suffix, pack):
    assert one(name + suffix, pack(content)).text == one(name, content).text


def test_a_blank_page_among_others_is_passed_over():
    pages = [[(60, 700, "We sail at noon.")], [], [(60, 700, "The end.")]]
    assert one("a.pdf", pdf(pages)).text.split() == ["We", "sail", "at", "noon.", "The", "end."]


def test_every_format_has_a_test_and_a_suffix_of_its_own():
    suffixes = [suffix for f in FORMATS for suffix in f.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(format_of(f"a{suffix.upper()}.gz").name == f.name for f in FORMATS for suffix in f.suffixes)


def test_a_feed_gives_what_it_has_in_full_and_tells_of_the_rest():
    documents, refused = parsed("a.rss", FEED)
    (document,) = documents
    assert (document.title, document.url, document.outlet) == ("The & ferry", "https://beacon.example/a", "Ellery Beacon")
    assert "alert" not in document.text
    assert refused == ["a.rss: https://beacon.example/b: the feed has no full text of it; `onrecord watch` follows its address"]


def test_a_web_archive_gives_its_pages_one_by_one():
    documents, refused = parsed("a.warc.gz", WARC)
    (document,) = documents
    assert (document.url, document.published, document.origin.modified) == (
        "https://www.reuters.com/world/2024/05/18/ferry/", "2024-05-18", "2024-05-19T08:00:00",
    )  # fmt: skip
    assert refused == ["a.warc.gz: page 2: https://beacon.example/empty: there is no article text in this page"]
    assert parsed("a.warc", warc([("https://a.example/1", "2024-05-20", "text/html", PAGE.encode())], packed=False))[0]


def test_a_page_without_a_date_has_that_of_its_address_or_of_its_text():
    plain = PAGE.replace('"datePublished"', '"x"').replace("beacon.example/ferry", "beacon.example/2024/may/18/ferry")
    document = one("a.html", plain)
    assert (document.published, document.origin.published_basis) == ("2024-05-18", "url")
    document = one("a.html", PAGE.replace('"datePublished"', '"x"').replace("<h1>", "<p>Published on May 18, 2024</p><h1>"))
    assert (document.published, document.origin.published_basis) in (("2024-05-18", "text"), (None, None))


def test_who_speaks_after_a_change_that_names_nobody_is_not_the_last_one_named():
    text = "1\n00:00:01,000 --> 00:00:04,000\nMAYOR CALLOWAY: We sail at noon.\n\n2\n00:00:05,000 --> 00:00:08,000\n- And who pays for it all?\n"
    said = {p.text: p.attribution.speaker and p.attribution.speaker.name for p in extract(one("a.srt", text), Gazetteer.load())}
    assert said == {"We sail at noon.": "Mayor Calloway", "And who pays for it all?": None}


def test_a_transcript_that_names_nobody_is_indexed_for_its_words():
    text = "1\n00:00:01,000 --> 00:00:04,000\nWe sail at noon and not before.\n\n2\n00:00:05,000 --> 00:00:08,000\nBring a coat.\n"
    (passage,) = extract(one("a.srt", text), Gazetteer.load())
    assert (passage.text, passage.attribution.speaker) == ("We sail at noon and not before. Bring a coat.", None)


def test_fields_by_other_names():
    row = {"id": 7, "content": {"body": SAID}, "meta": [{"day": "2024-05-18"}], "head": "Ferry"}
    names = {"text": "content.body", "published": "meta.0.day", "title": "head", "venue": "none.of.these"}
    (given,) = parse("a.jsonl", 0, json.dumps(row).encode(), Gazetteer.load(), names).documents
    assert (given.document.text, given.document.published, given.document.title, given.document.venue) == (
        SAID,
        "2024-05-18",
        "Ferry",
        None,
    )


def test_one_bad_item_of_a_list_does_not_stop_the_others():
    documents, refused = parsed("a.json", json.dumps([{"text": SAID}, {"text": ""}, 7, {"text": "More."}]))
    assert len(documents) == 2
    assert refused == [
        "a.json: item 2: text is missing or empty",
        "a.json: item 3: a document is an object with a text, not a number",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF-1.4 and no more", "cannot be read"),
        ("a.pdf", pdf([[]]), "no text layer"),
        ("a.docx", b"PK\x03\x04", "no .docx"),
        ("a.srt", b"just words", "no subtitles"),
        ("a.vtt", b"WEBVTT\n\nno times", "no subtitles"),
        ("a.rss", b"<html><body>no</body></html>", "no RSS or Atom"),
        ("a.warc", b"WARC/1.0\r\nnonsense", "archive"),
        ("a.warc.gz", gzip.compress(b"x" * 100, mtime=0), "archive"),
        ("a.md", b"---\n: [\n---\nWords.", "front matter"),
        ("a.csv", b"text\n\x00\x01\x02\x03\x04\n", "no text"),
        ("a.xyz", b"PK", "no reader"),
    ],
)
def test_what_cannot_be_read_says_why(name, content, message):
    with pytest.raises(UnreadableSource, match=message):
        read(name, content, Gazetteer.load())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", b"---\na: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\ntitle: [*c, *c, *c, *c]\n---\nWords."),
        ("a.rss", b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 10_000 + b'">]><rss>' + b"<item><title>" + b"&a;" * 10_000 + b"</title></item></rss>"),
        ("a.rss", b"<rss>" + b"<item>" * 50_000),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 200_000),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<" * 500_000),
        ("a.html", b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>Words.</p>"),
        ("a.html", b"<html><head>" + b"<meta name=a content=b>" * 40_000 + b"</head><body><p>Words.</p>"),
        ("a.json", b"[" * 100_000),
        ("a.csv", b'text\n"' + b'""' * 1_000_000),
        ("a.pdf", b"%PDF-1.4\n" + b"1 0 obj\n<<" * 100_000),
    ],
)  # fmt: skip
def test_hostile_content_is_read_or_refused_in_time(name, content):
    def reading():
        with suppress(UnreadableSource):
            read(name, content, Gazetteer.load())

    assert cost(reading) < 2_000  # some five seconds


def test_a_word_document_that_unpacks_without_end_is_refused():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(UnreadableSource, match="when unpacked"):
        read("a.docx", out.getvalue(), Gazetteer.load())


@pytest.mark.parametrize(
    ("name", "used", "goal"),
    [
        ("a.json.bz2", "quotations", "a.quotations.jsonl.bz2"),
        ("a.quotations.jsonl", "jsonl", "a.jsonl"),
        ("dump", "warc", "dump.warc"),
        ("a.b.CSV.GZ", "csv", "a.b.csv.gz"),
        ("a.txt", None, "a.txt"),
    ],
)
def test_a_file_is_named_for_what_it_holds(name, used, goal):
    assert named(name, used) == goal
