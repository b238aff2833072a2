"""Which sources have changed since they were read, and which quotations that touches."""

from __future__ import annotations

import json
import os

import pytest

from service.index.asking.browse import Browser
from service.ingestion.ingestion import Ingestion
from service.ingestion.rechecking import Recheck
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Origin
from service.sources.pages import document_at
from service.sources.url import Fetched, FetchFailed
from tests.conftest import run

PAGE = """<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>It rained on Sunday for ninety minutes and nobody was glad of it.</p>
<p>“We will {word}sell the ferry before the summer,” said Ines Calloway.</p><p>“Nobody asked us about it,” said Mo Tarn.</p>
<p>“The gulls stay where they are,” said Peig Donnelly.</p></article></body></html>"""
URL = "https://beacon.example/ferry"


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


@pytest.fixture
def recheck(corpus, store, writer):
    return lambda: Recheck(corpus, Browser(store, Gazetteer.load()), writer.files)


def write(path, text):
    path.write_text(text)


def test_nothing_has_changed(folder, ingestion, recheck):
    write(folder / "a.txt", "“We sail at noon,” said Peig Donnelly.")
    ingestion.sync()
    for is_full in (False, True):
        work = recheck()
        assert list(work.files(is_full=is_full)) == []
        assert work.looked_at == 1


def test_a_changed_file_tells_the_quotations_that_are_not_as_they_were(folder, ingestion, recheck):
    write(folder / "a.html", PAGE.format(word=""))
    ingestion.sync()
    write(folder / "a.html", PAGE.format(word="not ").replace("“The gulls stay where they are,” said Peig Donnelly.", ""))
    (change,) = recheck().files(is_full=False)
    assert (change.source, change.state, change.of) == ("a.html", "changed", 3)
    assert [(t.text, t.now) for t in change.touched] == [
        ("We will sell the ferry before the summer,", "We will not sell the ferry before the summer,"),
        ("The gulls stay where they are,", None),
    ]
    ingestion.sync()
    assert list(recheck().files(is_full=True)) == []


def test_a_file_that_is_gone_broken_or_changed_under_the_same_stamp(folder, ingestion, recheck):
    for name in ("a", "b", "c"):
        write(folder / f"{name}.json", json.dumps({"text": f"“We sail at {name},” said Peig Donnelly."}))
    ingestion.sync()
    (folder / "a.json").unlink()
    write(folder / "b.json", "{")
    times = (folder / "c.json").stat()
    write(folder / "c.json", json.dumps({"text": "“We sail at d,” said Peig Donnelly."}))
    os.utime(folder / "c.json", ns=(times.st_atime_ns, times.st_mtime_ns))
    changes = list(recheck().files(is_full=False))
    assert [(c.source, c.state, len(c.touched)) for c in changes] == [
        ("a.json", "gone", 1),
        ("b.json", "unreadable", 0),
        ("b.json", "gone", 1),
    ]
    assert [c.source for c in recheck().files(is_full=True)] == ["a.json", "b.json", "b.json", "c.json"]


def test_of_a_file_of_many_documents_those_that_changed_are_told(folder, ingestion, recheck):
    rows = [{"url": f"{URL}/{n}", "text": f"“We counted {n} gulls on the pier,” said Mo Tarn."} for n in range(5)]
    write(folder / "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    ingestion.sync()
    rows[3]["text"] = "“We counted four gulls on the pier,” said Mo Tarn."
    write(folder / "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows[1:]))
    changes = {c.state: c for c in recheck().files(is_full=False)}
    assert [t.now for t in changes["changed"].touched] == ["We counted four gulls on the pier,"]
    assert changes["gone"].touched[0].text == "We counted 0 gulls on the pier,"


def fetched(word):
    return Fetched(URL, "text/html", PAGE.format(word=word).encode(), "utf-8")


def test_pages_on_the_web_are_fetched_again(ingestion, recheck):
    ingestion.post(document_at(fetched(""), Gazetteer.load()))
    ingestion.post(Document("“We sail at noon,” said Peig Donnelly.", url=f"{URL}/own", origin=Origin("0" * 64, "request/1")))
    asked = []

    def fetch(word):
        def page(url):
            asked.append(url)
            return fetched(word)

        return page

    assert list(recheck().pages(fetch(""), 10)) == []
    (change,) = recheck().pages(fetch("not "), 10)
    assert (change.source, change.state, [t.now for t in change.touched]) == (
        URL,
        "changed",
        ["We will not sell the ferry before the summer,"],
    )
    assert set(asked) == {URL}  # what somebody sent is no page
    assert list(recheck().pages(fetch("not "), 0)) == []

    def gone(url):
        raise FetchFailed("It answered with HTTP 410.")

    (change,) = recheck().pages(gone, 10)
    assert (change.state, change.reason) == ("unreadable", "It answered with HTTP 410.")


def test_a_page_that_changed_around_its_article_has_not(ingestion, recheck):
    ingestion.post(document_at(fetched(""), Gazetteer.load()))
    page = fetched("").content.replace(b"<body>", b"<body><nav>New</nav>")
    assert list(recheck().pages(lambda url: Fetched(URL, "text/html", page, "utf-8"), 10)) == []


def test_the_command(tmp_path):
    (tmp_path / "corpus").mkdir()
    place = {"ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(tmp_path / "corpus")}
    write(tmp_path / "corpus" / "a.txt", "“The boat is late,” said Mo Tarn.")
    assert run("ingest", str(tmp_path / "corpus"), **place).returncode == 0
    assert run("recheck", **place).stdout == "changed: 0 of 1 source; 0 quotations touched\n"
    write(tmp_path / "corpus" / "a.txt", "“The boat is very late,” said Mo Tarn.")
    done = run("recheck", **place)
    assert done.returncode == 1
    assert "was  “The boat is late,”" in done.stdout
    assert "now  “The boat is very late,”" in done.stdout
    assert json.loads(run("recheck", "--json", **place).stdout)["touched"][0]["now"] == "The boat is very late,"
    stats = run("stats", **place)
    assert (stats.returncode, stats.stderr) == (0, "")
    assert "documents   1" in stats.stdout
    assert json.loads(run("stats", "--json", **place).stdout)["known"]["speaker"] == 1
