"""The proxy that is shipped, run for real: a client that sends its body byte by byte holds no thread of the service."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from tests.conftest import ROOT, Served
from tests.proxies import NGINX, proxied

pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="no nginx here: script/proxy installs it")
SLOW = b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"


@pytest.fixture
def service(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_WORKERS="1", ONRECORD_THREADS="2")
    server.start()
    yield server
    server.stop()


def test_slow_bodies_and_idle_connections_keep_nobody_waiting(service, tmp_path):
    with proxied(tmp_path, service.base) as base, ExitStack() as held:
        port = int(base.rpartition(":")[2])
        for n in range(60):  # thirty times the threads there are
            sock = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            if n % 2:
                sock.sendall(SLOW)
        for _ in range(20):
            answer = requests.post(
                f"{base}/v1/verify", json={"quote": "A ferry that never leaves the pier is a very expensive café."}, timeout=3
            )
            assert answer.json()["verdict"] == "verbatim"


def test_the_proxy_passes_on_problems_and_limits_bodies(service, tmp_path):
    with proxied(tmp_path, service.base) as base:
        assert (
            requests.post(f"{base}/v1/verify", json={"quote": "x"}, timeout=5).headers["Content-Type"] == "application/problem+json"
        )
        assert requests.post(f"{base}/v1/documents", data=b"x" * 3_000_000, timeout=5).status_code == 413
