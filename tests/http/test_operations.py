"""What whoever runs the service sees of it: metrics, logs, draining, reloads, dashboards."""

from __future__ import annotations

import json
import re
import signal
import socket
import threading
import time
from mmap import mmap
from types import SimpleNamespace

import pytest
import requests
import yaml

from service import __version__
from service.http import counters
from service.settings import load
from tests.conftest import PATIENCE, ROOT, Served, until
from tests.http.problems import assert_problem

QUOTE = "A ferry that never leaves the pier is a very expensive café."


@pytest.fixture
def server(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_LOG_LEVEL="info", ONRECORD_DRAIN_SECONDS="5")
    server.start()
    yield server
    server.stop(signal.SIGINT)


def value(text: str, name: str, **labels: str) -> float:
    """The sum of the samples of a metric that have some labels."""
    total = 0.0
    for line in text.splitlines():
        match = re.fullmatch(rf"{name}(?:\{{(.*)\}})? (\S+)", line)
        if match and all(f'{k}="{v}"' in (match[1] or "") for k, v in labels.items()):
            total += float(match[2])
    return total


def test_metrics_outlive_workers_and_their_files_do_not_pile_up(server):
    for _ in range(3):
        for n in range(5):
            assert server.post("/v1/verify", {"quote": f"{QUOTE[:40]} {n}"}).status_code == 200
        server.reload()
    server.post("/v1/verify", {"quote": QUOTE})
    server.post("/v1/verify", {"quote": QUOTE})
    text = server.get("/metrics").text
    assert value(text, "onrecord_requests_total", route="/v1/verify", status="200") == 17
    assert value(text, "onrecord_request_seconds_count", route="/v1/verify") == 17
    assert value(text, "onrecord_answers_total") == 17
    assert value(text, "onrecord_answers_total", result="hit") >= 1
    assert value(text, "onrecord_verdicts_total") == value(text, "onrecord_answers_total", result="miss")
    assert value(text, "onrecord_candidates_count") == value(text, "onrecord_verdicts_total")
    assert value(text, "onrecord_index_up") == 1
    assert value(text, "onrecord_build_info", version=__version__) == 1
    assert value(text, "onrecord_index_quotations") == 59
    assert value(text, "onrecord_index_age_seconds") < 600
    files = list((server.data / "metrics").iterdir())
    assert len(files) <= 4 * 2 + 2  # four for each worker, and those of the process they are forked from


def test_readiness_ends_before_the_service_does(server):
    assert server.get("/readyz").status_code == 200
    server.process.send_signal(signal.SIGTERM)
    until(lambda: server.get("/readyz").status_code != 200)
    assert_problem(server.get("/readyz"), 503, "draining")
    assert server.post("/v1/verify", {"quote": QUOTE}).json()["verdict"] == "verbatim"
    assert server.get("/healthz").status_code == 200
    assert server.stop() == 0
    server.start()
    assert server.get("/readyz").status_code == 200


@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.parametrize("is_kept_alive", [True, False])
def test_five_reloads_under_load_lose_no_request(server, is_kept_alive):
    statuses: list[int] = []
    lost: list[str] = []
    is_over = threading.Event()

    def ask() -> None:
        session = requests.Session()
        while not is_over.is_set():
            try:
                headers = {} if is_kept_alive else {"Connection": "close"}
                statuses.append(
                    session.post(f"{server.base}/v1/verify", json={"quote": QUOTE}, headers=headers, timeout=PATIENCE).status_code
                )
            except requests.ConnectionError as error:
                if "Connection refused" in str(error) or not is_kept_alive:
                    lost.append(str(error))
                session.close()  # a connection that was kept, closed by the worker that went: a client connects again
                session = requests.Session()
        session.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        before = len(statuses)
        server.reload()
        until(lambda before=before: len(statuses) > before + 20)
    is_over.set()
    for thread in threads:
        thread.join()
    assert lost == []
    assert set(statuses) == {200}


def test_a_request_on_a_connection_that_was_open_before_a_reload_is_answered(server):
    """A client that has connected is about to ask: the worker that took its connection waits for it, though it is told to stop."""
    request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    open_before = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(8)]
    try:
        server.get("/healthz")
        before = server.workers()
        server.process.send_signal(signal.SIGHUP)
        until(lambda: server.workers() - before)
        time.sleep(0.5)  # the workers before have been told by now
        for sock in open_before:
            sock.sendall(request)
        assert [sock.recv(65536)[:15] for sock in open_before] == [b"HTTP/1.1 200 OK"] * 8
    finally:
        for sock in open_before:
            sock.close()


def test_the_log_is_json_and_holds_no_quote_and_no_key(server):
    server.post("/v1/verify", {"quote": QUOTE}, headers={"X-Request-ID": "find-me", "Authorization": "Bearer or_live_secret"})
    server.post("/v1/verify", {"quote": "a\nb", "speaker": 'x","level":"forged'})
    time.sleep(0.3)
    rows = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    (row,) = [r for r in rows if r.get("request_id") == "find-me"]
    assert (row["method"], row["route"], row["status"], row["verdict"]) == ("POST", "/v1/verify", 200, "verbatim")
    assert row["ms"] > 0
    assert re.fullmatch("[0-9a-f]{32}", row["trace_id"])
    text = server.log.read_text()
    assert "ferry that never" not in text
    assert "or_live_secret" not in text
    assert "forged" not in text


def test_the_log_holds_quotes_where_that_is_asked_for(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_LOG_LEVEL="info", ONRECORD_LOG_QUOTES="1")
    server.start()
    try:
        server.post("/v1/verify", {"quote": QUOTE})
        time.sleep(0.3)
        assert "ferry that never" in server.log.read_text()
    finally:
        server.stop()


# -- what ships beside the service ---------------------------------------------------------------------------------------


def metrics_there() -> set[str]:
    names = set()
    for counter in vars(counters).values():
        name = getattr(counter, "_name", None)
        kind = getattr(counter, "_type", None)
        if name:
            names |= {f"{name}_total"} if kind == "counter" else {f"{name}_{part}" for part in ("bucket", "sum", "count")}
    source = (ROOT / "service" / "http" / "metrics.py").read_text()
    names |= {f"{name}_info" for name in re.findall(r'InfoMetricFamily\("(\w+)"', source)}
    return names | {f"onrecord_index_{name}" for name in re.findall(r'gauge\("(\w+)"', source)}


def test_every_metric_of_the_dashboard_and_the_alerts_is_there():
    dashboard = (ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8")
    alerts = (ROOT / "deploy" / "alerts.yaml").read_text(encoding="utf-8")
    rules = [rule for group in yaml.safe_load(alerts)["groups"] for rule in group["rules"]]
    assert len(rules) >= 5
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for rule in rules:
        assert {"alert", "expr", "for", "labels", "annotations"} <= rule.keys()
        anchor = rule["annotations"]["runbook"].partition("#")[2]
        assert f"### {rule['alert']}" in operations
        assert anchor == rule["alert"].lower()
    panels = json.loads(dashboard)["panels"]
    assert len(panels) >= 7
    used = set(re.findall(r"onrecord_\w+", dashboard + alerts))
    assert used <= metrics_there()
    shown = {name.removesuffix("_bucket").removesuffix("_count").removesuffix("_sum") for name in metrics_there()}
    assert {u.removesuffix("_bucket").removesuffix("_count").removesuffix("_sum") for u in used} == shown, (
        "a metric that nothing shows"
    )


def test_every_metric_is_in_the_documentation():
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = {name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count") for name in metrics_there()}
    assert [name for name in sorted(names) if f"`{name}`" not in operations] == []


def test_the_reference_page_loads_nothing_from_elsewhere(client):
    page = client.get("/docs")
    assert page.status_code == 200
    assert "http" not in re.sub(r"<!doctype html>|http-equiv", "", page.text)
    for path in re.findall(r'src="([^"]+)"', page.text):
        assert client.get(path).status_code == 200
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]


def test_a_worker_that_was_killed_on_a_full_disk_takes_nobody_with_it(monkeypatch):
    from service.http import gunicorn_conf

    monkeypatch.setattr(gunicorn_conf, "_settings", load({}, data="/proc/no such folder"))
    worker = SimpleNamespace(onrecord_left=mmap(-1, 1), aborted=False)
    gunicorn_conf.child_exit(None, worker)
    assert worker.onrecord_left.closed
