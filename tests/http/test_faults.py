"""Redis away, emptied, back; processes killed: what callers see, and what is there afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest
import requests

from service.records import Document
from service.storage.corpus import Corpus
from tests.conftest import ROOT, Served
from tests.http.problems import assert_problem
from tests.nodes import Node, until
from tests.pace import AT_ONCE
from tests.ports import free_port

QUOTE = {"quote": "A ferry that never leaves the pier is a very expensive café."}


@pytest.fixture
def server(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus")
    server.start()
    yield server
    server.stop()


def children(pid: int) -> list[int]:
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(p) for p in out.split()]


def pid_of(server, word: str) -> int:
    for pid in children(server.process.pid):
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            if word.encode() in f.read():
                return pid
    raise AssertionError(f"no child runs {word}")


def test_a_killed_redis_is_503_at_once_and_comes_back_by_itself(server):
    posted = server.post("/v1/documents", {"text": "“The gulls have taken the car park,” said Peig Donnelly."})
    assert posted.status_code == 201
    valkey = pid_of(server, "valkey")
    os.kill(valkey, signal.SIGSTOP)  # answers nothing, as behind a broken network
    began = time.monotonic()
    assert_problem(server.post("/v1/verify", QUOTE), 503, "index-unavailable")
    assert time.monotonic() - began < AT_ONCE
    assert server.get("/healthz").status_code == 200
    os.kill(valkey, signal.SIGKILL)
    assert_problem(server.get("/readyz"), 503, "index-unavailable")
    end = time.monotonic() + 20
    seen = set()
    while time.monotonic() < end:
        answer = server.post("/v1/verify", QUOTE)
        seen.add((answer.status_code, answer.json().get("verdict")))
        if answer.status_code == 200:
            break
        time.sleep(0.05)
    assert seen <= {(503, None), (200, "verbatim")}
    assert (200, "verbatim") in seen
    assert server.post("/v1/verify", {"quote": "The gulls have taken the car park"}).json()["verdict"] == "verbatim"


def test_an_emptied_redis_is_built_again_and_never_answers_not_found(server):
    from service.index import connect
    from service.storage.embedded import Embedded

    connect(Embedded(server.data).url, seconds=5).flushall()
    verdicts, end = set(), time.monotonic() + 20
    while time.monotonic() < end and "verbatim" not in verdicts:
        verdicts.add(server.post("/v1/verify", QUOTE).json().get("verdict"))
        time.sleep(0.02)
    assert verdicts <= {None, "verbatim"}
    assert "verbatim" in verdicts


def test_an_external_redis_that_returns_is_used_within_two_seconds(tmp_path):
    from service.storage.embedded import Embedded

    redis = Embedded(tmp_path / "redis")
    redis.start()
    server = Served(tmp_path / "data", ROOT / "corpus", REDIS_URL=redis.url)
    server.start()
    try:
        redis.stop()
        assert_problem(server.post("/v1/verify", QUOTE), 503, "index-unavailable")
        redis.start()
        time.sleep(2)
        assert server.post("/v1/verify", QUOTE).json()["verdict"] == "verbatim"
    finally:
        server.stop()
        redis.stop()


def test_what_was_acknowledged_survives_a_kill_of_everything(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus")
    server.start()
    for n in range(10):
        text = f"“The {n}th gull has taken the car park,” said Peig Donnelly."
        assert server.post("/v1/documents", {"text": text}).status_code == 201
    gunicorn, valkey = server.gunicorn(), pid_of(server, "valkey")
    workers = children(gunicorn)
    for pid in (gunicorn, *workers, server.process.pid, valkey):  # the one that would start new workers first
        os.kill(pid, signal.SIGKILL)
    server.process.wait()
    server.process.stdout.close()
    time.sleep(0.5)
    server.start()
    try:
        for n in range(10):
            assert server.post("/v1/verify", {"quote": f"The {n}th gull has taken the car park"}).json()["verdict"] == "verbatim"
    finally:
        server.stop()


def test_what_a_killed_worker_had_kept_and_not_indexed_is_found(server):
    """It is put there by hand: a kill between the two is a matter of a millisecond."""
    said = "The gulls have taken the car park and the bandstand"
    Corpus(ROOT / "corpus", server.data).save(Document(f"“{said},” said Peig Donnelly."))
    assert server.post("/v1/verify", {"quote": said}).json()["verdict"] == "not_found"
    os.kill(children(server.gunicorn())[0], signal.SIGKILL)
    until(lambda: server.post("/v1/verify", {"quote": said}).json()["verdict"] == "verbatim", seconds=10)


def test_a_second_start_is_quick_and_an_interrupt_leaves_nothing_behind(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", is_fresh=True)
    server.start()
    started = {server.process.pid, *children(server.process.pid)}
    started |= {grandchild for pid in list(started) for grandchild in children(pid)}
    assert server.stop(signal.SIGINT) == 0
    assert not [pid for pid in started if os.path.exists(f"/proc/{pid}")]
    server.start()
    assert server.get("/readyz").json()["documents"] == 16
    assert server.stop() == 0


def test_a_hangup_takes_new_workers_and_loses_no_request(server):
    end = time.monotonic() + 3
    statuses = []
    with requests.Session() as session:
        server.process.send_signal(signal.SIGHUP)
        while time.monotonic() < end:
            try:
                statuses.append(session.post(server.base + "/v1/verify", json=QUOTE, timeout=30).status_code)
            except requests.ConnectionError:
                session.close()  # a kept-alive connection that the old worker closed: a client connects again
    assert set(statuses) == {200}


def test_what_the_corpus_took_and_the_index_did_not_comes_by_itself(tmp_path):
    """A full Redis refuses a post, which is not acknowledged; when there is room again nobody has to send it once more."""
    node = Node(tmp_path / "redis", free_port(), 'save ""')
    (tmp_path / "corpus").mkdir(exist_ok=True)
    server = Served(tmp_path / "data", tmp_path / "corpus", REDIS_URL=f"redis://127.0.0.1:{node.port}/0")
    try:
        server.start()
        node.client.config_set("maxmemory", "1")
        assert server.post("/v1/documents", {"text": "“The gulls have taken the car park,” said Peig Donnelly."}).status_code == 503
        node.client.config_set("maxmemory", "0")
        until(lambda: server.post("/v1/verify", {"quote": "The gulls have taken the car park"}).json().get("verdict") == "verbatim")
    finally:
        server.stop()
        node.kill()
