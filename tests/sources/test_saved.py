"""Documents and pages as people save them: OpenDocument, RTF, macro-enabled Word, MHTML, .webarchive, ARC, WET, zip, WACZ; and bombs."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import zipfile
import zlib

import brotli
import pytest
import zstandard

from tests.sources import reading
from tests.sources.made import docx, warc
from tests.sources.reading import said

SAID = "“The pier stays open to every boat,” said Ines Calloway, the mayor of Ellery."
WORDS = "The pier stays open to every boat,"
PAGE = f"<html><head><title>Pier</title></head><body><article><h1>Pier</h1><p>{'It rained on the pier of Ellery all day. ' * 5}</p><p>{SAID}</p></article></body></html>"


def parsed(name, content):
    found = reading.parsed(name, content)
    return [given.document for given in found.documents], found.refused


def zipped(files, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, **more)
    return out.getvalue()


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "meta", "table")
)


def odt(body, styles=""):
    content = f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    about = f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Pier</dc:title><dc:creator>Mo Tarn</dc:creator><dc:date>2024-05-18T10:00:00.5</dc:date></office:meta></office:document-meta>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": about})


STYLES = '<style:style style:name="R" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="P1" style:parent-style-name="Quotations"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<text:p>{SAID}</text:p>", WORDS),
        ('<text:p>“The pier <text:span text:style-name="T1">never </text:span>stays open to every boat,” said Ines Calloway.</text:p>', WORDS),
        ('<text:p>“The pier <text:span text:style-name="T2">never </text:span>stays<text:s/>open to every<text:line-break/>boat,” said Ines Calloway.</text:p>', WORDS),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>“Sell it,” said Ines Calloway.</text:p></text:deletion></text:changed-region>"
         f"</text:tracked-changes><text:p>{SAID}</text:p>", WORDS),
        (f"<table:table><table:table-row><table:table-cell><text:p>{SAID}</text:p></table:table-cell></table:table-row></table:table>", WORDS),
        ("<text:p>“The pier stays<text:note><text:note-citation>2</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
         " open to every boat,” said Ines Calloway.</text:p>", WORDS),
        ('<text:p>“The pier<text:span text:style-name="R">2</text:span> stays open to every boat,” said Ines Calloway.</text:p>', WORDS),
        ('<text:p text:style-name="P1">The pier stays open to every boat.</text:p><text:p>— Ines Calloway, mayor</text:p>', "The pier stays open to every boat."),
    ],
)  # fmt: skip
def test_an_opendocument_text_is_read_as_it_prints(body, expected):
    (document,), refused = parsed("a.odt", odt(body, STYLES))
    assert said(document) == [("Ines Calloway", expected)]
    assert (document.title, document.origin.author, document.origin.modified) == ("Pier", "Mo Tarn", "2024-05-18T10:00:00")
    assert not refused


def rtf(body, head=r"\ansi\ansicpg1252"):
    fonts = r"{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator Riched20;}{\info{\title Pier}{\author Mo Tarn}{\*\company No}}"
    return f"{{\\rtf1{head}{fonts}{body}}}".encode("cp1252")


@pytest.mark.parametrize(
    "body",
    [
        r"{\b The} mayor: \ldblquote The pier stays open to every boat,\rdblquote  said Ines Calloway.\par",
        r"\'93The pier stays open to every boat,\'94 said Ines Calloway.\par Another line.",
        r"\u8220?The pier stays open to every boat,\u8221? said Ines Calloway.",
        r"\uc2\u8220\'22\'22The pier stays open to every boat,\u8221\'22\'22 said Ines Calloway.",
        "“The pier stays open\r\n to every boat,” said Ines Calloway.",
        r"“The pier {\deleted\revauthdel1 never }stays {\strike not }{\v hidden }open to \v no\v0 every boat,” said Ines Calloway.",
        r"“The pier stays{\footnote {\super 1} A note.} open to every boat,” said Ines Calloway.",
        r"“The pier{\super 2} stays open to every boat,{\super [3]}” said Ines Calloway{\super *}.",
        r"“The pier stays\super 1\nosupersub  open to every boat,” said Ines Calloway.",
        r"{\header “Not this,” said Mo Tarn.}{\field{\*\fldinst HYPERLINK x}{\fldrslt “The pier stays open}} to every boat,” said Ines Calloway.",
    ],
)
def test_rich_text_is_read_as_it_prints(body):
    (document,), _ = parsed("a.rtf", rtf(body))
    assert said(document) == [("Ines Calloway", WORDS)]
    assert (document.title, document.origin.author) == ("Pier", "Mo Tarn")
    assert said(parsed("a.doc", rtf(body))[0][0]) == [("Ines Calloway", WORDS)]


def test_rich_text_in_other_code_pages():
    (document,), _ = parsed("a.rtf", b"{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}")
    assert document.text == "Привет"


def test_a_word_file_that_may_have_macros_is_read_as_any_other():
    plain = docx([("Normal", SAID)])
    files = {e.filename: zipfile.ZipFile(io.BytesIO(plain)).read(e) for e in zipfile.ZipFile(io.BytesIO(plain)).infolist()}
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    (document,), _ = parsed("a.docm", zipped(files))
    assert said(document) == [("Ines Calloway", WORDS)]


MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://beacon.example/2024/05/18/pier
Subject: Pier
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit
Content-Location: https://beacon.example/2024/05/18/pier

{PAGE}
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--b--
"""
WEBARCHIVE = plistlib.dumps(
    {
        "WebMainResource": {
            "WebResourceData": PAGE.encode(),
            "WebResourceURL": "https://beacon.example/2024/05/18/pier",
            "WebResourceTextEncodingName": "UTF-8",
        }
    },
    fmt=plistlib.FMT_BINARY,
)
ARC_NAMES = b"1 0 Ellery\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_HEAD = b"filedesc://a.arc 0.0.0.0 20240518120000 text/plain %d\n%s\n" % (len(ARC_NAMES), ARC_NAMES)


def arc():
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    return (
        ARC_HEAD + f"https://beacon.example/2024/05/18/pier 1.2.3.4 20240518120000 text/html {len(body)}\n".encode() + body + b"\n"
    )


@pytest.mark.parametrize(("name", "content"), [("a.mhtml", MHTML), ("a.mht", MHTML.replace("\n", "\r\n")), ("a.webarchive", WEBARCHIVE), ("a.arc", arc()),
                                               ("a.arc.gz", gzip.compress(arc(), mtime=0))])  # fmt: skip
def test_a_saved_page_is_read_with_its_address(name, content):
    (document,), refused = parsed(name, content)
    assert (document.url, document.published) == ("https://beacon.example/2024/05/18/pier", "2024-05-18")
    assert said(document) == [("Ines Calloway", WORDS)]
    assert not refused


def packed_warc(coding, content):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", coding)], protocol="HTTP/1.1")
    payload = io.BytesIO(content)
    writer.write_record(writer.create_warc_record("https://beacon.example/pier", "response", payload, http_headers=headers))
    return out.getvalue()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("coding", "pack"), [("br", brotli.compress), ("zstd", zstandard.compress), ("gzip", gzip.compress), ("deflate", zlib.compress)]
)
def test_pages_of_web_archives_may_be_packed(coding, pack):
    (document,), _ = parsed("a.warc", packed_warc(coding, pack(PAGE.encode())))
    assert said(document) == [("Ines Calloway", WORDS)]
    documents, (refused,) = parsed("a.warc", packed_warc(coding, pack(b"<p>" + b"x" * 30_000_000)))
    assert not documents
    assert "too large" in refused


@pytest.mark.parametrize("coding", ["br", "zstd"])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_page_that_is_packed_otherwise_than_it_says_is_reported(coding):
    for content in (b"\x00\xff" + PAGE.encode(), b"", brotli.compress(PAGE.encode())[:-20]):
        documents, (refused,) = parsed("a.warc", packed_warc(coding, content))
        assert not documents
        assert "packed otherwise than it says" in refused


def test_the_texts_of_a_wet_archive_are_read():
    body = SAID.encode()
    record = (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://beacon.example/pier\r\nWARC-Date: 2024-05-18T12:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)
    )
    (document,), _ = parsed("a.warc.wet.gz", gzip.compress(record))
    assert (document.url, said(document)) == ("https://beacon.example/pier", [("Ines Calloway", WORDS)])


def test_a_zip_archive_gives_the_files_in_it_and_names_what_it_leaves_out():
    files = {"b/page.html": PAGE, "a.jsonl.gz": gzip.compress(json.dumps({"text": SAID}).encode() + b"\n{}\n"), "x.png": b"\x89PNG", "y.png": b"\x89PNG",
             "__MACOSX/._page.html": "x", "b/.hidden.txt": "x", "inner.zip": zipped({"c.txt": SAID}), "broken.docx": b"no"}  # fmt: skip
    documents, refused = parsed("a.zip", zipped(files))
    assert [said(d) for d in documents] == [[("Ines Calloway", WORDS)]] * 2
    assert {d.origin.reader.partition("/")[0] for d in documents} == {"html", "jsonl"}
    assert refused == [
        "a.zip: file 2: a.jsonl.gz: line 2: text is missing or empty",
        "a.zip: file 3: broken.docx: no .docx: it is cut off, damaged, or another kind of file; open it in Word and save it as .docx",
        "a.zip: file 4: 3 files in it are left out, for which there is no reader: .png (2), .zip (1)",
    ]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_web_archives_of_a_wacz_are_read():
    inner = warc([("https://beacon.example/pier", "2024-05-18", "text/html", PAGE.encode())])
    (document,), refused = parsed(
        "a.wacz", zipped({"archive/data.warc.gz": inner, "datapackage.json": "{}", "pages/pages.jsonl": "{}"})
    )
    assert said(document) == [("Ines Calloway", WORDS)]
    assert not refused


def steep(name):
    return zipped({name: b"<p>" + b" " * 40_000_000})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.zip", b"no zip", "no zip archive"),
        ("a.zip", zipped({}), "there are no files"),
        ("a.zip", steep("a.html"), "no text does"),
        ("a.wacz", steep("archive/a.warc"), "no text does"),
        ("a.wacz", zipped({"x.txt": "x"}), "there is no web archive"),
        ("a.odt", b"no zip", "no .odt"),
        ("a.odt", zipped({"x": "x"}), "no .odt"),
        ("a.odt", zipped({"content.xml": b"<a>" + b" " * 60_000_000}), "when unpacked"),
        ("a.odt", odt("<text:p>" * 400 + "x" + "</text:p>" * 400), "broken"),
        ("a.rtf", b"no rtf", "no RTF"),
        ("a.rtf", b"{\\rtf1" + b"{" * 10_000, "groups one in another"),
        ("a.rtf", b"{\\rtf1 }", "text is missing"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.mhtml", b"", "there is no page"),
        ("a.mhtml", b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\nx\n" * 6000, "there is no page"),
        ("a.webarchive", b"bplist00", "no saved page"),
        ("a.webarchive", plistlib.dumps({}), "there is no page"),
        ("a.arc", ARC_HEAD, "no HTML page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_is_a_bomb_says_why(name, content, told):
    documents, refused = parsed(name, content)
    assert not documents
    assert told in refused[0]


def test_a_character_of_two_halves_in_rtf_is_one():
    (document,) = reading.read("a.rtf", rb"{\rtf1\ansi\uc1 The gull \u-10179?\u-8704? stays.\par}")
    assert document.text == "The gull \U0001f600 stays."


LONG = f"{SAID} " + "It rained on the pier. " * 20
SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\nINES CALLOWAY: We sail.\r\n"


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("a.txt", PAGE, "html"),
        ("a.doc", PAGE, "html"),
        ("a.doc", f"Date: Mon, 13 May 2024 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--b--", "mhtml"),
        ("a.text", rtf(SAID.replace("“", r"\ldblquote ").replace("”", r"\rdblquote ")).decode("cp1252"), "rtf"),
        ("a.txt", json.dumps({"title": "Pier", "text": SAID}), "json"),
        ("a.txt", f'<?xml version="1.0"?>\n<rss><channel><item><title>Pier</title><description>{LONG}</description></item></channel></rss>', "feed"),
    ],
)  # fmt: skip
def test_a_file_is_read_as_what_it_is_whatever_it_is_called(name, content, reader):
    documents, refused = parsed(name, content.encode())
    assert ("Ines Calloway", WORDS) in said(documents[0]), (reader, refused)


@pytest.mark.parametrize("content", [SRT, "\ufeffWEBVTT\n\n00:01.000 --> 00:04.000\n<v Ines Calloway>We sail.\n"])
def test_captions_that_are_called_text_are_captions(content):
    (document,), _ = parsed("a.txt", content.encode())
    assert (document.kind, said(document)) == ("transcript", [("Ines Calloway", "We sail.")])


@pytest.mark.parametrize(
    "content", ["<p> is a tag.\n\nMo Tarn typed it.", "{not JSON}\n\nMo Tarn typed it.", "1\n00:01 is the time.\n\nMo Tarn knew."]
)
def test_text_that_only_begins_like_something_else_is_text(content):
    (document,), refused = parsed("a.txt", content.encode())
    assert "Mo Tarn" in document.text
    assert not refused


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.msg", "save the mail as .eml"),
        ("a.pages", "export the document as Word"),
        ("A.MP3", "have it transcribed"),
        ("a.url", "save the page"),
    ],
)
def test_a_file_without_a_reader_says_what_to_do(name, told):
    assert told in parsed(name, b"x")[1][0]
