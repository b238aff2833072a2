"""Feeds and folders that are kept up with, over real HTTP."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.errors import OnrecordError, UnreadableSource
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion import watching
from service.ingestion.ingestion import Ingestion
from service.ingestion.watching import Visitor
from service.knowledge.gazetteer import Gazetteer
from service.sources.url import FetchFailed, FetchRefused
from tests.conftest import PATIENCE, ROOT

PAGE = """<html><head><title>B</title><meta property="article:published_time" content="2024-05-19"></head><body><article><h1>Ferry stays</h1>
<p>It ended level on Sunday after ninety minutes of rain and two of football, and nobody was glad about it.</p>
<p>“We scored four of them,” said Rosa Ek, the coach.</p></article></body></html>"""
FULL = "<p>&#8220;We sail at {when},&#8221; said Ines Calloway.</p><p>" + "It rained. " * 60 + "</p>"


class Site:
    """A site with a feed: `entries` are (id, link, content), `pages` answers by path, `asked` what came."""

    def __init__(self):
        self.entries, self.pages, self.asked = [], {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, kind, body = site.answer(self.path)
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                status = 304 if self.headers.get("If-None-Match") == etag else status
                site.asked.append((self.path, status))
                self.send_response(status)
                self.send_header("ETag", etag)
                if status != 304:
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if status != 304:
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path):
        if path == "/feed":
            items = "".join(
                f"<item><guid>{i}</guid><title>{i}</title><link>{link}</link><content:encoded><![CDATA[{content}]]></content:encoded></item>"
                for i, link, content in self.entries
            )
            head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Beacon</title>'
            return 200, "application/rss+xml", f"{head}{items}</channel></rss>".encode()
        status, body = self.pages.get(path, (404, ""))
        return status, "text/html; charset=utf-8", body.encode()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def visitor(corpus, writer, monkeypatch):
    monkeypatch.setattr(watching, "_PAUSE", 0.0)

    def visitor(**options):
        return Visitor(Ingestion(corpus, writer), corpus.own, seconds=5, most_bytes=1_000_000, say=lambda line: None, **options)

    return visitor


def test_what_is_new_in_a_feed_is_indexed_once_and_what_is_corrected_supersedes(site, visitor, index, store):
    site.entries = [("a", "https://beacon.example/a", FULL.format(when="noon")), ("b", f"{site.base}/b", "Short…")]
    site.pages["/b"] = (200, PAGE)
    visit = visitor().visit(f"{site.base}/feed")
    assert (visit.added, visit.quotations, visit.attributed, visit.refused) == (2, 2, 2, [])
    assert visitor().visit(f"{site.base}/feed").added == 0
    assert site.asked[-1] == ("/feed", 304)
    site.entries[0] = ("a", "https://beacon.example/a", FULL.format(when="midnight"))
    assert visitor().visit(f"{site.base}/feed").added == 1
    assert [path for path, _ in site.asked].count("/b") == 1
    read = [index.document(i) for i in audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1]]
    (old,) = [r.document for r in read if r.document.superseded_by]
    assert {r.document.outlet for r in read} == {"Beacon"}
    assert {r.document.supersedes for r in read} == {None, old.id}
    page = next(r for r in read if r.document.url.endswith("/b"))
    assert (page.document.title, page.document.published, page.source.reader.partition("/")[0]) == (
        "Ferry stays",
        "2024-05-19",
        "html",
    )


def test_a_page_that_fails_is_tried_again_though_the_feed_does_not_change(site, visitor):
    site.entries = [("b", f"{site.base}/b", "Short…")]
    site.pages["/b"] = (500, "")
    url = f"{site.base}/feed"
    assert (visitor().visit(url).refused, visitor().visit(url).refused) == ([], [])
    site.pages["/b"] = (200, PAGE)
    assert visitor().visit(url).added == 1
    site.entries = [("c", f"{site.base}/c", "Short…")]
    told = [visitor().visit(url).refused for _ in range(4)]
    assert [len(lines) for lines in told] == [0, 0, 1, 0]
    assert "HTTP 404" in told[2][0]


def test_a_feed_leads_to_public_addresses_and_its_own_host_alone(site, visitor):
    other = Site()
    other.pages["/secret"] = (200, PAGE)
    site.entries = [
        ("x", f"{other.base}/secret", "Short…"),
        ("y", "http://169.254.169.254/latest", "Short…"),
        ("z", "file:///etc/passwd", "Short…"),
    ]
    visit = visitor().visit(f"{site.base}/feed")
    other.server.shutdown()
    other.server.server_close()
    assert (visit.added, len(visit.refused), other.asked) == (0, 3, [])


def test_without_following_only_full_text_is_taken(site, visitor):
    site.entries = [("a", "https://beacon.example/a", FULL.format(when="noon")), ("b", f"{site.base}/b", "Short…")]
    visit = visitor(follows=False).visit(f"{site.base}/feed")
    assert (visit.added, len(visit.refused)) == (1, 1)
    assert site.asked == [("/feed", 200)]


def test_a_page_by_its_address_and_what_is_none(site, visitor):
    site.pages["/b"] = (200, PAGE)
    assert visitor().visit(f"{site.base}/b").added == 1
    with pytest.raises(FetchFailed):
        visitor().visit(f"{site.base}/none")
    with pytest.raises(FetchRefused):
        visitor().visit("ftp://127.0.0.1/")
    with pytest.raises(OnrecordError):
        visitor().visit("http://127.0.0.1:1/")


def test_xml_that_is_no_feed_is_not_indexed_as_text(site, visitor, monkeypatch):
    monkeypatch.setattr(
        site, "answer", lambda path: (200, "application/xml", b"<urlset><url><loc>https://b.example/</loc></url></urlset>")
    )
    with pytest.raises(UnreadableSource, match="neither a feed nor a page"):
        visitor().visit(f"{site.base}/sitemap.xml")


@pytest.mark.timeout(2 * PATIENCE)
def test_watch_keeps_up_with_a_folder_and_a_feed(site, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "corpus").mkdir()
    site.entries = [("a", "https://beacon.example/a", FULL.format(when="noon"))]
    environment = {
        "ONRECORD_DATA": str(tmp_path / "data"),
        "ONRECORD_CORPUS": str(tmp_path / "corpus"),
        "PATH": "/usr/bin:/bin",
        "PYTHONUNBUFFERED": "1",
    }
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "service.cli.main", "watch", str(tmp_path / "in"), str(tmp_path / "corpus"), f"{site.base}/feed", "--every", "1"],
            cwd=ROOT, env=environment, stdout=out, stderr=out,
        )  # fmt: skip

    def wait_for(words, number=1):
        end = time.monotonic() + PATIENCE
        while log.read_text().count(words) < number:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.1)

    try:
        wait_for("watching")
        assert "added  https://beacon.example/a" in log.read_text()
        (tmp_path / "in" / "a.txt").write_text("“We never had a timetable worth the paper,” said Ines Calloway.")
        wait_for("1 document added with 1 quotation")
        (tmp_path / "corpus" / "b.txt").write_text("“The boat is late again,” said Mo Tarn.")
        wait_for("1 document added with 1 quotation", 2)
        (tmp_path / "corpus" / "c.txt").write_text("“Nobody waits for the boat,” said Mo Tarn.")
        wait_for("1 document added with 1 quotation", 3)
        (tmp_path / "corpus" / "b.txt").unlink()
        wait_for("1 removed")
        site.entries.append(("b", "https://beacon.example/b", FULL.format(when="dusk")))
        wait_for("added  https://beacon.example/b")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert "Traceback" not in log.read_text()
