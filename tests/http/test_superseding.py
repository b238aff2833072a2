"""A changed document at an address that another has replaces it, and answers say so."""

from __future__ import annotations

from service.index import IndexWriter
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer

URL = "https://beacon.example/2024/ferry"
WRONG = "“We will sell the ferry before the summer,” Ines Calloway told Radio Estuary."
RIGHT = "“We will not sell the ferry before the summer,” Ines Calloway told Radio Estuary."


def post(client, text, url=URL, **more):
    return client.post("/v1/documents", json={"text": text, "url": url, **more}).json["document"]


def verify(client, quote):
    return client.post("/v1/verify", json={"quote": quote}).json


def test_both_versions_say_which_is_the_later(client):
    old = post(client, WRONG)
    assert "superseded_by" not in old
    verify(client, "We will sell the ferry before the summer")
    new = post(client, RIGHT, url="https://BEACON.example/2024/ferry/?utm_source=mail#top")
    assert new["supersedes"] == old["id"]
    assert client.get(f"/v1/documents/{old['id']}").json["document"]["superseded_by"] == new["id"]
    answer = verify(client, "We will sell the ferry before the summer")
    assert answer["verdict"] == "verbatim"
    assert answer["matches"][0]["quotation"]["document"]["superseded_by"] == new["id"]
    assert "since replaced this version" in answer["explanation"]
    answer = verify(client, "We will not sell the ferry before the summer")
    assert answer["matches"][0]["quotation"]["document"]["supersedes"] == old["id"]
    assert "replaced" not in answer["explanation"]


def test_the_later_version_comes_first_where_both_have_the_words(client):
    old = post(client, f"{RIGHT} It was a grey day.", published="2024-01-01")
    new = post(client, f"{RIGHT} It was a bright day.", published="2024-01-02")
    (match,) = verify(client, "We will not sell the ferry before the summer")["matches"]
    assert match["quotation"]["document"]["id"] == new["id"]
    assert [e["document"]["id"] for e in match["quotation"]["also_in"]] == [old["id"]]


def test_the_same_content_again_replaces_nothing(client):
    old, new = post(client, WRONG), post(client, RIGHT)
    answer = client.post("/v1/documents", json={"text": WRONG, "url": URL})
    assert answer.status_code == 200
    assert answer.json["document"]["superseded_by"] == new["id"]
    assert client.get(f"/v1/documents/{new['id']}").json["document"]["supersedes"] == old["id"]


def test_of_three_versions_each_names_the_next(client):
    ids = [post(client, f"{RIGHT} Version {n}.")["id"] for n in range(3)]
    documents = [client.get(f"/v1/documents/{i}").json["document"] for i in ids]
    assert [d.get("superseded_by") for d in documents] == [ids[1], ids[2], None]
    assert [d.get("supersedes") for d in documents] == [None, ids[0], ids[1]]


def test_other_addresses_are_other_documents(client):
    for n, url in enumerate(
        ("https://beacon.example/2024/ferry?page=2", "https://beacon.example/2024/ferries", "https://b.example/2024/ferry")
    ):
        assert "supersedes" not in post(client, f"{RIGHT} {n}", url=url)


def test_a_rebuild_keeps_what_replaced_what(app, client, store, tmp_path):
    old, new = post(client, WRONG), post(client, RIGHT)
    corpus = app.extensions["onrecord"].corpus
    Ingestion(corpus, IndexWriter(store, Gazetteer.load())).rebuild()
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    assert client.get(f"/v1/documents/{old['id']}").json["document"]["superseded_by"] == new["id"]
    newest = post(client, f"{RIGHT} Again.")
    assert newest["supersedes"] == new["id"]


def test_a_file_of_the_corpus_is_replaced_too(app, client, store, folder):
    (folder / "ferry.txt").write_text(f"---\nurl: {URL}\n---\n{WRONG}", encoding="utf-8")
    Ingestion(app.extensions["onrecord"].corpus, IndexWriter(store, Gazetteer.load())).sync()
    new = post(client, RIGHT)
    (row,) = [d for d in client.get("/v1/documents").json["documents"] if d["id"] != new["id"]]
    assert row["superseded_by"] == new["id"]


def test_a_takedown_of_the_later_version_makes_the_earlier_one_current_again(app, client, store):
    old, new = post(client, WRONG), post(client, RIGHT)
    assert client.delete(f"/v1/documents/{new['id']}").status_code == 204
    assert "superseded_by" not in client.get(f"/v1/documents/{old['id']}").json["document"]
    Ingestion(app.extensions["onrecord"].corpus, IndexWriter(store, Gazetteer.load())).rebuild()
    assert "superseded_by" not in client.get(f"/v1/documents/{old['id']}").json["document"]
    assert post(client, f"{RIGHT} Again.")["supersedes"] == old["id"]


def test_a_takedown_of_a_version_in_between_joins_its_neighbours(app, client, store):
    ids = [post(client, f"{RIGHT} Version {n}.")["id"] for n in range(3)]
    client.delete(f"/v1/documents/{ids[1]}")
    for _ in range(2):
        first, last = (client.get(f"/v1/documents/{i}").json["document"] for i in (ids[0], ids[2]))
        assert first["superseded_by"] == ids[2]
        Ingestion(app.extensions["onrecord"].corpus, IndexWriter(store, Gazetteer.load())).rebuild()
    assert last["supersedes"] == ids[0]


def test_a_version_that_was_taken_down_and_comes_again_is_the_later_one(app, client, store):
    old, new = post(client, WRONG), post(client, RIGHT)
    client.delete(f"/v1/documents/{old['id']}")
    assert post(client, WRONG)["supersedes"] == new["id"]
    Ingestion(app.extensions["onrecord"].corpus, IndexWriter(store, Gazetteer.load())).rebuild()
    documents = [client.get(f"/v1/documents/{d['id']}").json["document"] for d in (old, new)]
    assert [d.get("superseded_by") for d in documents] == [None, old["id"]]


def test_two_marks_at_once_are_both_kept(client, store, monkeypatch):
    """What one writer says of a document while another is at it is not lost."""
    from service.index.writing import versions

    document_id = post(client, RIGHT)["id"]
    made, others = versions.annotated, [IndexWriter(store, Gazetteer.load())]

    def slow(content, codec, marks):
        if others:
            others.pop().annotate(document_id, supersedes="0" * 16)
        return made(content, codec, marks)

    monkeypatch.setattr(versions, "annotated", slow)
    IndexWriter(store, Gazetteer.load()).annotate(document_id, superseded_by="1" * 16)
    document = client.get(f"/v1/documents/{document_id}").json["document"]
    assert (document["supersedes"], document["superseded_by"]) == ("0" * 16, "1" * 16)
