"""Nobody holds the service up for others: by half a request, by connections that say nothing, by work that takes long."""

from __future__ import annotations

import resource
import socket
import threading
from contextlib import ExitStack

import pytest
import requests

from tests.conftest import ROOT, Served

QUOTE = {"quote": "A ferry that never leaves the pier is a very expensive café."}
HALVES = {
    "head": b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nX-",
    "body": b'POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"quote"',
    "chunks": b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nabc",
    "next": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HT",
    "nothing": b"",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Served(tmp_path_factory.mktemp("fair") / "data", ROOT / "corpus", ONRECORD_WORKERS="1", ONRECORD_THREADS="2")
    server.start()
    yield server
    server.stop()


def connected(server, stack: ExitStack, sent: bytes = b"") -> socket.socket:
    sock = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=60))
    sock.sendall(sent)
    return sock


def received(sock: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    out = b""
    while data := sock.recv(65536):
        out += data
    return out


@pytest.mark.parametrize("half", HALVES)
def test_half_a_request_changes_nobodys_answers(server, half):
    with ExitStack() as stack:
        held = [connected(server, stack, HALVES[half]) for _ in range(16)]
        for _ in range(10):
            assert server.post("/v1/verify", QUOTE).json()["verdict"] == "verbatim"
            assert server.get("/healthz").status_code == 200
        for sock in held:
            sock.setblocking(False)
            try:
                rest = sock.recv(65536)
            except BlockingIOError:
                rest = None
            assert rest is None or half == "next", rest  # it is still there: the others were answered meanwhile
            assert half != "next" or rest.startswith(b"HTTP/1.1 200")


def test_a_thousand_idle_connections_change_nobodys_answers(server):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    try:
        with ExitStack() as stack:
            for _ in range(1200):  # more than a worker takes at once: it closes those that have waited longest
                connected(server, stack)
            for _ in range(10):
                assert server.post("/v1/verify", QUOTE).json()["verdict"] == "verbatim"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("half", ["head", "body", "chunks"])
def test_what_does_not_arrive_in_time_is_refused(server, half):
    with ExitStack() as stack:
        answer = received(connected(server, stack, HALVES[half]))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"/problems/request-timeout" in answer


def test_a_client_that_does_not_close_its_connection_keeps_nobody_waiting(server):
    with ExitStack() as stack:
        for _ in range(8):
            connected(server, stack, b"GET /healthz HTTP/1.0\r\n\r\n")
        assert requests.get(server.base + "/healthz", timeout=10).status_code == 200  # two seconds for each would be sixteen


def test_requests_in_pieces_and_in_a_row_are_answered(server):
    with ExitStack() as stack:
        sock = connected(server, stack)
        for byte in b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":
            sock.sendall(bytes([byte]))
        assert received(sock).startswith(b"HTTP/1.1 200")
        body = b'{"quote": "We sail at noon and not before"}'
        one = b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(
            body
        )
        last = one.replace(b"Host", b"Connection: close\r\nHost")
        assert received(connected(server, stack, one + body + last + body)).count(b"HTTP/1.1 200") == 2
        chunked = last.replace(b"Content-Length: %d" % len(body), b"Transfer-Encoding: chunked")
        pieces = b"".join(b"%x\r\n%s\r\n" % (len(body[n : n + 7]), body[n : n + 7]) for n in range(0, len(body), 7))
        assert received(connected(server, stack, chunked + pieces + b"0\r\n\r\n")).startswith(b"HTTP/1.1 200")
        sock = connected(server, stack, last.replace(b"Host", b"Expect: 100-continue\r\nHost"))
        assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(body)
        assert received(sock).startswith(b"HTTP/1.1 200")


LONG = {
    "draft": ("/v1/drafts/check", {"text": "He said “we never had a timetable worth the paper it was on”. " * 3000}),
    "claim": ("/v1/verify", {"quote": "a ferry that never leaves the pier is a very expensive café " * 80}),
}


@pytest.mark.parametrize("work", LONG)
def test_work_that_takes_long_leaves_a_thread_for_lookups_and_probes(server, work):
    path, body = LONG[work]
    done = threading.Event()
    statuses = []

    def ask() -> None:
        while not done.is_set():
            statuses.append(server.post(path, body).status_code)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(20):
            assert server.get("/healthz").status_code == 200
            assert server.post("/v1/verify", QUOTE).status_code == 200
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert set(statuses) <= {200, 422, 503}


def test_a_stop_waits_for_nobody_who_has_sent_half_a_request(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_WORKERS="1", ONRECORD_THREADS="2")
    server.start()
    with ExitStack() as stack:
        for half in HALVES.values():
            connected(server, stack, half)
        requests.get(server.base + "/healthz", timeout=20)
        server.process.terminate()
        assert server.process.wait(timeout=20) == 0  # gunicorn's patience alone is 25 seconds
        server.process.stdout.close()
