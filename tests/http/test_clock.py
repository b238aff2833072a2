"""A clock that jumps by a year, forwards and back, while the service runs: answers, posts and takedowns go on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from service.index import IndexWriter
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer

YEAR = 365 * 86_400


@pytest.mark.parametrize("jumps", [(YEAR, -YEAR), (-YEAR, YEAR), (-20 * YEAR, 20 * YEAR)])
def test_nothing_depends_on_the_time_of_day(app, client, store, monkeypatch, jumps):
    Path(app.extensions["onrecord"].settings.corpus_location).mkdir(parents=True, exist_ok=True)
    real, offset = time.time, [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + offset[0])
    ids = []
    for n, jump in enumerate((0, *jumps)):
        offset[0] = jump
        answer = client.post(
            "/v1/documents", json={"text": f"“We counted {n} gulls on the pier today,” said Peig.", "url": "https://b.example/a"}
        )
        assert answer.status_code == 201
        ids.append(answer.json["document"]["id"])
        assert client.post("/v1/verify", json={"quote": f"We counted {n} gulls on the pier today"}).json["verdict"] == "verbatim"
        Ingestion(app.extensions["onrecord"].corpus, IndexWriter(store, Gazetteer.load())).rebuild()
        assert client.get("/readyz").status_code == 200
    documents = [client.get(f"/v1/documents/{i}").json["document"] for i in ids]
    assert [d.get("superseded_by") for d in documents] == [ids[1], ids[2], None]
    assert client.delete(f"/v1/documents/{ids[2]}").status_code == 204
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
