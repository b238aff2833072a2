"""The proxy that is shipped, run for real: a client that sends its body byte by byte holds no thread of the service."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from tests.conftest import ROOT, Served
from tests.http.problems import assert_problem
from tests.proxies import NGINX, proxied

pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="no nginx here: script/proxy installs it")
SLOW = b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    server = Served(tmp_path_factory.mktemp("proxied") / "data", ROOT / "corpus", ONRECORD_WORKERS="1", ONRECORD_THREADS="2")
    server.start()
    yield server
    server.stop()


def test_slow_bodies_and_idle_connections_keep_nobody_waiting(service, tmp_path):
    with proxied(tmp_path, service.base) as base, ExitStack() as held:
        port = int(base.rpartition(":")[2])
        for n in range(60):  # thirty times the threads there are
            sock = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            if n % 2:
                sock.sendall(SLOW)
        for _ in range(20):
            answer = requests.post(
                f"{base}/v1/verify", json={"quote": "A ferry that never leaves the pier is a very expensive café."}, timeout=10
            )
            assert answer.json()["verdict"] == "verbatim"


def test_the_proxy_passes_on_problems_and_limits_bodies(service, tmp_path):
    with proxied(tmp_path, service.base) as base:
        assert (
            requests.post(f"{base}/v1/verify", json={"quote": "x"}, timeout=30).headers["Content-Type"]
            == "application/problem+json"
        )
        assert requests.post(f"{base}/v1/documents", data=b"x" * 3_000_000, timeout=30).status_code == 413


def test_errors_of_the_proxy_itself_are_problems(service, tmp_path):
    with proxied(tmp_path, service.base) as base:
        assert_problem(requests.post(f"{base}/v1/documents", data=b"x" * 3_000_000, timeout=30), 413, "body-too-large")
        port = int(base.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=30) as sock:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")
            assert b"application/problem+json" in sock.recv(65536)


def test_a_service_that_is_gone_is_a_problem_of_the_proxy(served_alone, tmp_path):
    with proxied(tmp_path, served_alone.base) as base:
        served_alone.stop()
        answer = requests.get(f"{base}/v1/stats", timeout=30)
        assert_problem(answer, 503, "overloaded")
        assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1"])
def test_the_proxy_answers_to_its_own_names_alone(service, tmp_path, host):
    with proxied(tmp_path, service.base) as base:
        assert_problem(requests.get(f"{base}/v1/stats", headers={"Host": host}, timeout=30), 421, "bad-request")
        assert requests.get(f"{base}/v1/stats", headers={"Host": "localhost:8080"}, timeout=30).status_code == 200
