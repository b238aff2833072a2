"""Answers given while something of the index may be missing say so, and are not kept."""

from __future__ import annotations

import json

from service.index.server.keys import LIVE
from tests.http.problems import assert_problem

TEXT = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."


def test_an_answer_says_that_it_is_degraded_and_is_not_kept(make_app, store):
    client = make_app().test_client()
    client.post("/v1/documents", json={"text": TEXT})
    claim = {"quote": "A ferry that never leaves the pier"}
    assert client.post("/v1/verify", json={"quote": "is a very expensive café"}).json["degraded"] is False
    vouched = {name: value for name, value in store.hgetall(LIVE).items() if value.startswith(b"{")}
    (field,) = vouched
    store.hset(LIVE, field, json.dumps({"another run": 0}))  # as after a restart of Redis
    client = make_app().test_client()
    answer = client.post("/v1/verify", json=claim).json
    assert (answer["verdict"], answer["degraded"]) == ("verbatim", True)
    assert client.get("/metrics").text.count("onrecord_degraded_total") >= 1
    assert_problem(client.post("/v1/verify", json={"quote": "Nobody ever said this at all"}), 503, "index-unavailable")
    batch = client.post("/v1/verify/batch", json={"claims": [claim]}).json["verifications"]
    assert batch[0]["degraded"] is True
    store.hset(LIVE, field, vouched[field])
    client = make_app().test_client()
    assert client.post("/v1/verify", json=claim).json["degraded"] is False
    assert client.post("/v1/verify/batch", json={"claims": [claim]}).json["verifications"][0]["degraded"] is False


def test_every_answer_to_a_claim_carries_the_revision(client):
    client.post("/v1/documents", json={"text": TEXT})
    revision = client.get("/v1/stats").json["index_revision"]
    assert client.post("/v1/verify", json={"quote": "A ferry that never leaves"}).json["index_revision"] == revision
    draft = client.post("/v1/drafts/check", json={"text": TEXT}).json
    assert draft["findings"][0]["verification"]["index_revision"] == revision
