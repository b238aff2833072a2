"""What a document may say of itself, whichever way it came."""

from __future__ import annotations

import json

import pytest

from service.errors import UnreadableSource
from service.index import Index, IndexWriter
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, web_address

TEXT = "“The gulls have taken the car park and the bandstand,” said Peig Donnelly."


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(document.domain)", "JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>", "file:///etc/passwd",
        "vbscript:x", "//beacon.example/a", "/a", "beacon.example/a", "https:///a", "https://", "https://beacon.example/\r\nSet-Cookie: a",
        "https://beacon.example/\x00", "https://bea\u202econ.example/", "https://beacon.example\\@evil.example/", "ftp://beacon.example/", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_left_out(url):
    assert Document(TEXT, url=url).url is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://beacon.example/a", "https://beacon.example/a"),
        ("HTTP://Beacon.example:8080/a?b=c#d", "HTTP://Beacon.example:8080/a?b=c#d"),
        ("https://beacon.example", "https://beacon.example"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://münchen.example/straße?q=a b", "https://münchen.example/straße?q=a b"),
        ("https://desk:secret@beacon.example/a", "https://beacon.example/a"),
        ("https://desk@beacon.example/a@b", "https://beacon.example/a@b"),
        (" https://beacon.example/a\n", "https://beacon.example/a"),
    ],
)
def test_an_address_of_the_web_is_kept_without_credentials(url, kept):
    assert web_address(url) == Document(TEXT, url=url).url == kept


@pytest.mark.parametrize("name", ["title", "outlet", "speaker", "venue", "url", "published"])
def test_a_field_that_is_too_long_is_refused(name):
    with pytest.raises(UnreadableSource, match=f"its {name} has 10001 characters"):
        Document(TEXT, **{name: "a" * 10_001})
    Document(TEXT, **{name: "a" * 10_000})


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(UnreadableSource, match="its text has"):
        Document("a" * 20_000_001)


BAD_ROWS = {
    "title": {"quotation": "We sail at noon and not before", "title": "T" * 10_001},
    "quotation": {"quotation": "word " * 20_001},
    "outlet": {"quotation": "We sail at noon and not before", "outlet": "O" * 10_001},
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_row_that_says_too_much_is_refused_and_the_others_are_read(folder, corpus, store, name):
    good = {"quotation": "The gulls have taken the car park", "speaker": "Peig Donnelly", "url": "javascript:alert(1)"}
    (folder / "rows.quotations.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (good, BAD_ROWS[name])))
    report = Ingestion(corpus, IndexWriter(store, Gazetteer.load())).sync()
    assert (report.added, report.refusals) == (1, 1)
    assert "line 2: " in report.refused[0]
    assert Index(store, Gazetteer.load()).ready().documents == 1
