"""Under more load than it can answer the service refuses what waited too long, stays quick for the rest, and comes back at once."""

from __future__ import annotations

import threading
import time
from collections import Counter

import requests

from service.http import overload
from tests.conftest import ROOT, Served
from tests.http.problems import assert_problem


def test_a_request_that_waited_too_long_is_refused_and_probes_are_not(client, monkeypatch):
    monkeypatch.setattr(overload._here, "waited", 1.2, raising=False)
    answer = client.post("/v1/verify", json={"quote": "We sail at noon"})
    assert_problem(answer, 503, "overloaded")
    assert answer.headers["Retry-After"] == "1"
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
    monkeypatch.setattr(overload._here, "waited", 0.4)
    assert client.post("/v1/verify", json={"quote": "We sail at noon"}).status_code == 200


def test_nothing_is_refused_where_waiting_has_no_bound(make_app, monkeypatch):
    monkeypatch.setattr(overload._here, "waited", 100.0, raising=False)
    assert make_app(queue_milliseconds=0).test_client().get("/v1/stats").status_code == 200


def test_a_service_with_too_much_to_do_sheds_and_comes_back(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_WORKERS="1", ONRECORD_THREADS="1", ONRECORD_QUEUE_MILLISECONDS="100",
                    ONRECORD_ANSWER_SECONDS="0")  # fmt: skip
    server.start()
    seen: Counter[int] = Counter()
    claims = [{"quote": f"A ferry that always leaves the pier is a very expensive café {n}"} for n in range(100)]

    def ask() -> None:
        for _ in range(3):
            answer = server.post("/v1/verify/batch", {"claims": claims})
            seen[answer.status_code] += 1
            if answer.status_code == 503:
                assert answer.json()["type"].endswith("/overloaded")

    try:
        threads = [threading.Thread(target=ask) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(seen) == {200, 503}
        time.sleep(0.2)
        assert server.post("/v1/verify", claims[0]).status_code == 200
        assert "onrecord_shed_total" in requests.get(f"{server.base}/metrics", timeout=30).text
    finally:
        server.stop()
