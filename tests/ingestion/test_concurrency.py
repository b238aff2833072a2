"""Many at once: one document posted by twenty, and takedowns while others look."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.knowledge.gazetteer import Gazetteer

TEXT = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."


def test_twenty_post_the_same_document_and_it_is_there_once(app, store):
    def post(_):
        return app.test_client().post("/v1/documents", json={"text": TEXT, "url": "https://a.example/1"}).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(post, range(20)))
    assert set(statuses) <= {200, 201}
    found, ids = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, found.documents, len(ids)) == ({}, 1, 1)


def test_twenty_versions_at_one_address_leave_one_that_nothing_replaced(app, store):
    def post(n):
        return (
            app.test_client()
            .post("/v1/documents", json={"text": f"{TEXT} {n}", "url": "https://a.example/1"})
            .json["document"]["id"]
        )

    with ThreadPoolExecutor(20) as pool:
        ids = list(pool.map(post, range(20)))
    client = app.test_client()
    documents = [client.get(f"/v1/documents/{i}").json["document"] for i in ids]
    assert sum("superseded_by" not in d for d in documents) == 1
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_a_takedown_while_others_look_is_never_seen_in_part(app, store):
    client = app.test_client()
    ids = [client.post("/v1/documents", json={"text": f"{TEXT} {n}"}).json["document"]["id"] for n in range(20)]

    def look(_):
        answer = app.test_client().post("/v1/verify", json={"quote": "A ferry that never leaves the pier"}).json
        return answer["verdict"]

    with ThreadPoolExecutor(8) as pool:
        looks = pool.map(look, range(200))
        gone = pool.map(lambda i: app.test_client().delete(f"/v1/documents/{i}").status_code, ids[:-1])
        assert set(gone) == {204}
        assert set(looks) == {"verbatim"}
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    assert client.delete(f"/v1/documents/{ids[-1]}").status_code == 204
    assert look(0) == "not_found"
