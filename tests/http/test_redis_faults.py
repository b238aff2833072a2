"""A Redis that misbehaves: what callers see is 503 at once, never a fault of the service and never a wrong answer."""

from __future__ import annotations

import socket
import socketserver
import threading
import time

import pytest

from tests.http.problems import assert_problem
from tests.pace import AT_ONCE

CALLS = [
    ("post", "/v1/verify", {"quote": "A ferry that never leaves the pier"}),
    ("post", "/v1/verify/batch", {"claims": [{"quote": "A ferry that never leaves the pier"}]}),
    ("post", "/v1/drafts/check", {"text": "“A ferry that never leaves the pier,” said Ines Calloway."}),
    ("post", "/v1/documents", {"text": "“A ferry that never leaves the pier,” said Ines Calloway."}),
    ("get", "/v1/documents", None),
    ("get", "/v1/quotations?speaker=Ines+Calloway", None),
    ("get", "/v1/speakers", None),
    ("get", "/v1/stats", None),
    ("get", "/readyz", None),
]
REPLIES = {
    "loading": b"-LOADING Redis is loading the dataset in memory\r\n",
    "out of memory": b"-OOM command not allowed when used memory > 'maxmemory'.\r\n",
    "read only": b"-READONLY You can't write against a read only replica.\r\n",
    "no script": b"-NOSCRIPT No matching script. Please use EVAL.\r\n",
    "no password": b"-NOAUTH Authentication required.\r\n",
    "wrong password": b"-WRONGPASS invalid username-password pair or user is disabled.\r\n",
    "cannot save": b"-MISCONF Redis is configured to save RDB snapshots\r\n",
    "an error nobody knows": b"-WHATEVER\r\n",
    "no protocol": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "half a reply": b"$100\r\nabc",
    "nothing": b"",
    "hangs up": None,
}


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    reply: bytes | None = b""


class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while data := self.request.recv(65536):
            if self.server.reply is None:
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return  # reset
            self.request.sendall(self.server.reply * max(1, data.count(b"\r\n*") + 1))


@pytest.fixture
def fake():
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def quickest(call, *arguments, **body):
    """The answer to a call, and the seconds of the quickest of three: other work on the machine is not the service's."""
    times = []
    for _ in range(3):
        began = time.monotonic()
        answer = call(*arguments, **body)
        times.append(time.monotonic() - began)
        if times[-1] < AT_ONCE:
            break
    return answer, min(times)


@pytest.mark.parametrize("name", REPLIES)
def test_every_call_is_503_at_once(make_app, fake, name):
    fake.reply = REPLIES[name]
    client = make_app(redis_url=f"redis://127.0.0.1:{fake.server_address[1]}/0").test_client()
    for method, path, body in CALLS:
        answer, seconds = quickest(getattr(client, method), path, **({"json": body} if body else {}))
        assert seconds < AT_ONCE
        assert_problem(answer, 503, "index-unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 200
    assert client.post("/v1/extract", json={"text": "“We sail at noon,” said Peig Donnelly."}).status_code == 200


def test_a_black_hole_is_503_at_once(make_app):
    with socket.socket() as hole:  # takes connections into its backlog and never answers
        hole.bind(("127.0.0.1", 0))
        hole.listen(16)
        client = make_app(redis_url=f"redis://127.0.0.1:{hole.getsockname()[1]}/0").test_client()
        answer, seconds = quickest(client.post, "/v1/verify", json=CALLS[0][2])
        assert_problem(answer, 503, "index-unavailable")
        assert seconds < AT_ONCE


def test_what_redis_refused_to_write_was_not_acknowledged_and_comes_when_it_can(app, client, store):
    policy = {"maxmemory": "1", "maxmemory-policy": "noeviction"}
    text = "“The gulls have taken the car park,” said Peig Donnelly."
    for name, value in policy.items():
        store.config_set(name, value)
    try:
        assert_problem(client.post("/v1/documents", json={"text": text}), 503, "index-unavailable")
    finally:
        store.config_set("maxmemory", "0")
    time.sleep(5.1)  # for what was claimed to be free again
    answer = client.post("/v1/documents", json={"text": text})
    assert answer.status_code == 201
    assert client.post("/v1/verify", json={"quote": "The gulls have taken the car park"}).json["verdict"] == "verbatim"
