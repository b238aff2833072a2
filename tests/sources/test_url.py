"""Fetching an address: nothing leaves to a machine that is not on the public internet, and no page is too much."""

from __future__ import annotations

import gzip
import resource
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.errors import UnreadableSource
from service.sources import url as fetching
from service.sources.html import read_html
from service.sources.url import FetchFailed, FetchRefused, Network, fetch, is_public
from tests.pace import cost
from tests.sources.reading import KNOWN

PAGE = b"<html><head><title>T</title></head><body><article><p>\xe2\x80\x9cWe sail at noon,\xe2\x80\x9d said Peig.</p></article></body></html>"
NAMES = {
    "private.example": ["10.0.0.7"],
    "mixed.example": ["93.184.215.14", "127.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "sixtofour.example": ["2002:7f00:1::"],
    "local6.example": ["fd00::1"],
    "shared.example": ["100.64.1.1"],
    "xn--mnchen-3ya.example": ["192.168.1.1"],
}


@pytest.fixture
def left(monkeypatch):
    """The addresses that a connection was tried to; no name is resolved but those of `NAMES`."""
    tried: list[str] = []
    resolve = socket.getaddrinfo

    def known(host, port, *args, **kwargs):
        if host in NAMES:
            return [(socket.AF_INET6 if ":" in a else socket.AF_INET, 1, 6, "", (a, port)) for a in NAMES[host]]
        return resolve(host, port, *args, **kwargs)

    def connect(address, *args, **kwargs):
        tried.append(address[0])
        raise OSError("no connection in this test")

    monkeypatch.setattr(socket, "getaddrinfo", known)
    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://0.0.0.0/", "http://[::]/", "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/", "http://198.18.0.1/", "http://192.0.0.8/",
        "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://localhost/", "http://LOCALHOST./",
        "http://private.example/", "https://mixed.example/", "http://mapped.example/", "http://metadata.example/", "http://nat64.example/",
        "http://sixtofour.example/", "http://local6.example/", "http://shared.example/", "http://münchen.example/",
        "file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1:6379/_FLUSHALL", "http://user:word@example.com/", "http://user@example.com/",
        "http://example.com:6379/", "http://example.com:22/", "http://example.com:99999/", "http:///", "http://", "javascript:alert(1)", "//example.com/",
    ],
)  # fmt: skip
def test_what_is_not_public_is_refused_and_nothing_leaves(url, left):
    with pytest.raises(FetchRefused):
        fetch(url, seconds=2, most_bytes=1000)
    assert left == []


def test_a_name_that_changes_between_looks_reaches_nobody(left, monkeypatch):
    """A resolver that says something public once and something private then: the name is resolved once a connection."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, *a, **k: [(socket.AF_INET, 1, 6, "", (x, port)) for x in next(answers)]
    )
    with pytest.raises((FetchFailed, FetchRefused)):
        fetch("http://rebinding.example/", seconds=2, most_bytes=1000)
    assert all(is_public(address) for address in left)


def test_no_proxy_of_the_environment_is_used(left, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    with pytest.raises(FetchFailed):
        fetch("http://93.184.215.14/", seconds=2, most_bytes=1000)
    assert set(left) == {"93.184.215.14"}


def test_whom_a_connection_reached_is_looked_at_again(monkeypatch):
    class Reached:
        def getpeername(self):
            return ("127.0.0.1", 80)

        def close(self):
            pass

    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *a, **k: [(socket.AF_INET, 1, 6, "", ("93.184.215.14", port))])
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: Reached())
    with pytest.raises(FetchRefused):
        fetch("http://public.example/", seconds=2, most_bytes=1000)


# -- a server on this machine, taken for public --------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/slow%20head":
            try:
                for byte in b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n":
                    self.wfile.write(bytes((byte,)))
                    time.sleep(0.1)
            except OSError:
                return
            return
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.path == "/drip":
            try:
                for _ in range(50):
                    self.wfile.write(b"x")
                    time.sleep(0.1)
            except OSError:
                return
        self.wfile.write(body)

    def log_message(self, *args):
        pass


HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGES = {
    "/page": (200, HTML, PAGE),
    "/here": (302, {"Location": "/page"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.7/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/picture": (200, {"Content-Type": "image/png"}, b"x"),
    "/unsaid": (200, {}, b"x"),
    "/large": (200, HTML, b"x" * 200_000),
    "/bomb": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"0" * 100_000_000)),
    "/broken": (200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip at all"),
    "/drip": (200, HTML, b""),
    "/unchanged": (304, {}, b""),  # though nobody asked whether it was
    "/latin": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, "“Café”".encode("cp1252")),
}


@pytest.fixture
def site(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setattr(fetching, "_PORTS", {80, 443, server.server_port})
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_and_a_redirect_followed(site):
    page = fetch(f"{site}/here", seconds=5, most_bytes=100_000)
    assert (page.url, page.kind, page.content, page.charset) == (f"{site}/page", "text/html", PAGE, "utf-8")


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/inside", FetchRefused), ("/file", FetchRefused), ("/round", FetchRefused), ("/picture", FetchRefused), ("/unsaid", FetchRefused),
        ("/large", FetchRefused), ("/bomb", FetchRefused), ("/broken", FetchFailed), ("/slow head", FetchFailed), ("/none", FetchFailed), ("/drip", FetchFailed),
        ("/unchanged", FetchFailed),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused_in_time_and_little_memory(site, path, error):
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(error):
        fetch(site + path, seconds=1, most_bytes=100_000)
    assert time.monotonic() - began < 10  # a page that drips has no end
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


def test_over_http(make_app, site):
    client = make_app(fetch_enabled=1).test_client()
    answer = client.post("/v1/documents", json={"url": f"{site}/here", "outlet": "The Ellery Beacon"})
    assert answer.status_code == 201
    assert answer.json["document"]["url"] == f"{site}/page"
    assert answer.json["document"]["outlet"] == "The Ellery Beacon"
    assert [q["text"] for q in answer.json["quotations"]] == ["We sail at noon,"]
    for path, status in (("/picture", 422), ("/none", 502), ("/unchanged", 502)):
        assert client.post("/v1/documents", json={"url": site + path}).status_code == status
    assert client.post("/v1/documents", json={"url": f"{site}/latin"}).status_code == 201


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<p>“We sail,” said Peig.</p>" + "<br>" * 1_000_000,
        "<b>" * 100_000 + "x",
        '<!DOCTYPE a [<!ENTITY b "cc">]>' + "&b;" * 300_000,
    ],
)
def test_a_page_of_nothing_but_tags_is_refused_or_read_in_time(page):
    def reading():
        with suppress(UnreadableSource):
            read_html(page.encode(), KNOWN)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert cost(reading) < 1_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


RESERVED = [
    "0.0.0.1", "10.255.0.1", "100.127.255.255", "127.8.8.8", "169.254.1.1", "172.31.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "192.168.9.9",
    "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.251", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "100.100.100.200", "::", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:10::1",
    "2001:20::1", "2001:db8::1", "2002:a00:1::", "3fff::1", "3fff:fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0",
    "fec0::1", "feff::1", "ff02::1", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("address", RESERVED)
def test_what_the_registries_reserve_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1", "2400:cb00::1"]
)
def test_the_rest_is_public(address):
    assert is_public(address)


@pytest.fixture
def inside(monkeypatch):
    """An internal site, as evil.example and as desk.example are made to resolve to it: its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    resolve = socket.getaddrinfo

    def known(host, port, *args, **kwargs):
        return resolve("127.0.0.1" if host.endswith(".example") else host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_name_server_does_not_lead_inside_though_the_host_was_named(inside):
    url = f"http://evil.example:{inside}/latest/meta-data"
    named = Network().with_named(url)
    with pytest.raises(FetchRefused, match="not on the public internet"):
        fetch(url, seconds=5, most_bytes=10_000, trusted=f"evil.example:{inside}", network=named)


@pytest.mark.parametrize("network", [Network(frozenset({"desk.example"})), Network().with_named("http://127.0.0.1/feed")])
def test_an_operator_names_what_is_internal(inside, network):
    host = "desk.example" if "desk.example" in network.internal else "127.0.0.1"
    assert (
        fetch(f"http://{host}:{inside}/", seconds=5, most_bytes=10_000, trusted=f"{host}:{inside}", network=network).content == PAGE
    )
    with pytest.raises(FetchRefused):
        fetch(f"http://evil.example:{inside}/", seconds=5, most_bytes=10_000, trusted=f"evil.example:{inside}", network=network)


def test_a_proxy_is_asked_where_one_is_set_and_addresses_are_looked_at_all_the_same(inside):
    network = Network(proxy=f"http://127.0.0.1:{inside}")
    assert fetch("http://elsewhere.invalid/page", seconds=5, most_bytes=10_000, network=network).content == PAGE
    for url in ("http://127.0.0.1/", "http://2130706433/", "http://localhost/", "http://[::1]/", "http://elsewhere.invalid:8080/"):
        with pytest.raises(FetchRefused):
            fetch(url, seconds=5, most_bytes=10_000, network=network)
