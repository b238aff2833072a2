"""Corrections of editors over real HTTP: they stand above every rule, and survive whatever derives the index anew."""

from __future__ import annotations

import json

import pytest

from service.callers.keys import Keys
from service.correcting import Entry
from service.storage.corpus import Corpus
from tests.conftest import PATIENCE, Served, template
from tests.http.problems import assert_problem

TEXT = (
    "“The lighthouse lamp was never meant to be sold,” Peig Donnelly told Radio Estuary in March 2023. The harbour office was closed."
    " “We will be back at low tide with the paperwork,” said Oskar Brandt."
)
ABOUT = {"url": "https://beacon.example/lamp", "outlet": "The Ellery Beacon", "published": "2023-04-02"}
RIGHT = {"speaker": "Ines Calloway", "date": "2023-02", "venue": "Ellery Town Hall", "outlet": "Harbour Weekly"}
QUOTE = "The lighthouse lamp was never meant to be sold"
BY = {"by": "Ellery Quill", "reason": "Heard on the tape."}


@pytest.fixture
def posted(client):
    return client.post("/v1/documents", json={"text": TEXT, **ABOUT}).json["quotations"]


def values(quotation) -> dict:
    found = {name: quotation[name] for name in RIGHT}
    return {name: (row["value"] if name == "date" else row["name"]) if row else None for name, row in found.items()}


def test_what_an_editor_says_is_answered_at_once(client, posted):
    asked = {"quote": QUOTE, "speaker": "Ines Calloway"}
    assert client.post("/v1/verify", json=asked).json["verdict"] == "misattributed"
    before = values(posted[0])
    answer = client.post(f"/v1/quotations/{posted[0]['id']}/corrections", json={**RIGHT, **BY})
    assert answer.status_code == 200
    assert values(answer.json) == RIGHT
    assert (answer.json["speaker"]["basis"], answer.json["date"]["basis"]) == ("editor", "editor")
    correction = answer.json["correction"]
    assert (correction["basis"], correction["by"], correction["reason"]) == ("editor", "Ellery Quill", "Heard on the tape.")
    assert correction["was"] == before
    assert client.post("/v1/verify", json=asked).json["verdict"] == "verbatim"
    assert client.post("/v1/verify", json={**asked, "speaker": "Peig Donnelly"}).json["verdict"] == "misattributed"
    assert client.get(f"/v1/quotations/{posted[1]['id']}").json["correction"] is None


def test_lists_and_counts_follow(client, posted):
    client.post(f"/v1/quotations/{posted[0]['id']}/corrections", json={**RIGHT, **BY})
    names = {row["name"]: row["quotations"] for row in client.get("/v1/speakers").json["speakers"]}
    assert names["Ines Calloway"] == 1
    assert "Peig Donnelly" not in names
    assert "Harbour Weekly" in {row["name"] for row in client.get("/v1/outlets").json["outlets"]}
    months = {row["month"]: row["quotations"] for row in client.get("/v1/stats").json["months"] if row["quotations"]}
    assert "2023-02" in months
    assert "2023-03" not in months
    assert [q["id"] for q in client.get("/v1/quotations?speaker=Ines+Calloway").json["quotations"]] == [posted[0]["id"]]
    client.delete(f"/v1/quotations/{posted[0]['id']}/corrections?by=Ellery+Quill")
    names = {row["name"]: row["quotations"] for row in client.get("/v1/speakers").json["speakers"]}
    assert names["Peig Donnelly"] == 1
    assert "Ines Calloway" not in names


def test_undoing_gives_back_what_was_read_and_keeps_the_log(client, posted):
    path = f"/v1/quotations/{posted[0]['id']}/corrections"
    assert_problem(client.delete(f"{path}?by=Ellery+Quill"), 404, "not-found")
    client.post(path, json={"speaker": "Ines Calloway", **BY})
    client.post(path, json={"checked": True, "by": "Tobias Renner", "reason": "Listened to it."})
    both = client.get(f"/v1/quotations/{posted[0]['id']}").json
    assert (both["speaker"]["name"], both["correction"]["checked"], both["correction"]["by"]) == (
        "Ines Calloway",
        True,
        "Tobias Renner",
    )
    undone = client.delete(f"{path}?by=Ellery+Quill&reason=Wrong+tape.")
    assert undone.status_code == 200
    assert undone.json == {**posted[0], "document": undone.json["document"]}
    entries = client.get(path).json["entries"]
    assert [(e["by"], e["undoes"]) for e in entries] == [("Ellery Quill", False), ("Tobias Renner", False), ("Ellery Quill", True)]
    assert entries[2]["reason"] == "Wrong tape."
    assert_problem(client.delete(f"{path}?by=Ellery+Quill"), 404, "not-found")


def test_nobody_can_tell_is_an_answer_too(client, posted):
    answer = client.post(f"/v1/quotations/{posted[0]['id']}/corrections", json={"speaker": None, **BY})
    assert answer.json["speaker"] is None
    assert answer.json["correction"]["was"] == {"speaker": "Peig Donnelly"}
    assert answer.json["date"] == posted[0]["date"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/reason"),
        (BY, "/speaker"),
        ({"date": "2023-13", **BY}, "/date"),
        ({"checked": True, "reason": "Heard."}, "/by"),
        ({"speaker": " ", **BY}, "/speaker"),
        ({"text": "another", **BY}, "/text"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(client, posted, body, pointer):
    assert_problem(client.post(f"/v1/quotations/{posted[0]['id']}/corrections", json=body), 422, "validation-failed", pointer)


def test_it_needs_the_scope_to_write(make_app, keys):
    client = make_app().test_client()
    reader, _ = keys.add("reader", ("read",))
    writer, _ = keys.add("Desk", ("read", "write"))
    asks = {"Authorization": f"Bearer {writer}"}
    quotation = client.post("/v1/documents", json={"text": TEXT}, headers=asks).json["quotations"][0]
    path, body = f"/v1/quotations/{quotation['id']}/corrections", {"speaker": "Ines Calloway", "reason": "Heard."}
    assert_problem(client.post(path, json=body, headers={"Authorization": f"Bearer {reader}"}), 403, "forbidden")
    assert client.post(path, json=body, headers=asks).json["correction"]["by"] == "Desk"
    assert client.get(path, headers={"Authorization": f"Bearer {reader}"}).status_code == 200


def test_unknown_quotations_are_not_corrected(client, posted):
    for quotation_id in ("0123456789abcdef-0", f"{posted[0]['document']['id']}-9", "nonsense"):
        assert_problem(client.post(f"/v1/quotations/{quotation_id}/corrections", json={**RIGHT, **BY}), 404, "not-found")


def test_a_later_version_with_the_same_words_keeps_it(client, posted):
    client.post(f"/v1/quotations/{posted[0]['id']}/corrections", json={**RIGHT, **BY})
    again = client.post("/v1/documents", json={"text": f"Updated at noon. {TEXT}", **ABOUT}).json["quotations"]
    assert again[0]["id"] != posted[0]["id"]
    assert values(again[0]) == RIGHT
    assert again[1]["correction"] is None
    elsewhere = client.post("/v1/documents", json={"text": f"By wire. {TEXT}", **ABOUT, "url": "https://other.example/lamp"}).json
    assert elsewhere["quotations"][0]["correction"] is None


def test_one_of_two_equal_quotations_is_corrected(client):
    text = "“We sail at noon on Thursday,” said Peig Donnelly. The crowd cheered. “We sail at noon on Thursday,” said Oskar Brandt."
    first, second = client.post("/v1/documents", json={"text": text}).json["quotations"]
    client.post(f"/v1/quotations/{second['id']}/corrections", json={"speaker": "Ines Calloway", **BY})
    assert client.get(f"/v1/quotations/{first['id']}").json["correction"] is None
    assert client.get(f"/v1/quotations/{second['id']}").json["speaker"]["name"] == "Ines Calloway"
    client.post(f"/v1/quotations/{first['id']}/corrections", json={"venue": "Pier 4", **BY})
    assert len(client.get(f"/v1/quotations/{first['id']}/corrections").json["entries"]) == 1


def test_a_long_turn_is_corrected_in_all_its_windows(client):
    words = " ".join(f"harbour{n} lantern{n} ledger{n}" for n in range(400))
    body = {"text": f"PEIG DONNELLY: We begin. {words}.\n\nOSKAR BRANDT: Thank you for that.", "kind": "transcript"}
    quotation = client.post("/v1/documents", json=body).json["quotations"][0]
    client.post(f"/v1/quotations/{quotation['id']}/corrections", json={"speaker": "Ines Calloway", **BY})
    for n in (3, 200, 390):
        asked = {"quote": f"harbour{n} lantern{n} ledger{n} harbour{n + 1} lantern{n + 1}", "speaker": "Ines Calloway"}
        assert client.post("/v1/verify", json=asked).json["attribution"]["status"] == "confirmed"


def test_the_queue_holds_what_is_worth_a_look(client, posted):
    twin = "“The lighthouse lamp was never meant to be sold,” Tobias Renner said."
    client.post("/v1/documents", json={"text": twin, "published": "2023-05-01"})
    rows = []
    cursor = ""
    while cursor is not None:
        page = client.get(f"/v1/review?limit=2{f'&cursor={cursor}' if cursor else ''}").json
        rows += page["review"]
        cursor = page["next"]
    disputed = [row for row in rows if "disputed" in row["reasons"]]
    assert {row["quotation"]["speaker"]["name"] for row in disputed} == {"Peig Donnelly", "Tobias Renner"}
    assert disputed[0]["others"]
    client.post(f"/v1/quotations/{posted[0]['id']}/corrections", json={"checked": True, **BY})
    left = client.get("/v1/review?reason=disputed").json["review"]
    assert [row["quotation"]["speaker"]["name"] for row in left] == ["Tobias Renner"]


def test_wordings_that_turn_the_meaning_are_in_the_queue(client, posted):
    changed = TEXT.replace("never meant", "always meant")
    client.post("/v1/documents", json={"text": changed, "url": "https://other.example/lamp", "published": "2023-06-01"})
    rows = client.get("/v1/review?reason=conflicting").json["review"]
    assert {row["quotation"]["text"].split()[4] for row in rows} == {"never", "always"}


# -- what survives -------------------------------------------------------------------------------------------------------


@pytest.fixture
def places(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "lamp.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "data", tmp_path / "corpus"


def run(server: Served, *command: str) -> str:
    done = template().run(*command, environment=server.environment, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def found(server: Served) -> dict:
    (row,) = server.get("/v1/quotations?q=lighthouse+lamp+was").json()["quotations"]
    return row


def test_rebuilding_rereading_and_restoring_keep_it(places, tmp_path):
    """The corpus holds a file; the correction outlives a rebuild, a changed file, a lost index and a move to another machine."""
    data, corpus = places
    server = Served(data, corpus)
    server.start()
    try:
        quotation = found(server)
        assert values(quotation)["speaker"] == "Peig Donnelly"
        assert server.post(f"/v1/quotations/{quotation['id']}/corrections", {**RIGHT, **BY}).status_code == 200
        run(server, "index", "rebuild")
        assert values(found(server)) == RIGHT
        run(server, "index", "verify")  # fails where the index is not what the corpus says
        run(server, "export", str(tmp_path / "all.tar.zst"), "--with-corpus")
    finally:
        server.stop()
    (corpus / "lamp.txt").write_text(f"The lamp\n\nUpdated on Friday.\n\n{TEXT}", encoding="utf-8")
    (corpus / "lamp.txt.onrecord.toml").write_text('title = "A lamp"\n', encoding="utf-8")
    moved = Served(tmp_path / "other", tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    run(moved, "import", str(tmp_path / "all.tar.zst"))
    moved.start()
    try:
        assert values(found(moved)) == RIGHT
        assert found(moved)["correction"]["by"] == "Ellery Quill"
        assert moved.get(f"/v1/quotations/{found(moved)['id']}/corrections").json()["entries"]
    finally:
        moved.stop()


def test_a_correction_during_a_build_is_in_the_new_index(client, app, posted):
    """A generation that was begun before the correction shows it when it is published."""
    with app.app_context():
        ingestion = app.extensions["onrecord"].ingestion
        read = ingestion._read_posted
        path = f"/v1/quotations/{posted[0]['id']}/corrections"

        def late(report):
            read(report)
            if report.added:
                quotation = app.extensions["onrecord"].index.quotation(posted[0]["id"][:16], 0)
                entry = Entry("Ellery Quill", "2030-01-01T00:00:00Z", "Heard.", {"speaker": "Ines Calloway"})
                app.extensions["onrecord"].corpus.corrections.add(quotation, entry)

        ingestion._read_posted = late
        ingestion.rebuild()
    assert client.get(path.removesuffix("/corrections")).json["speaker"]["name"] == "Ines Calloway"


def test_keys_are_needed_where_there_are_some(places):
    data, corpus = places
    Keys(Corpus(corpus, data).own).add("reader", ("read",))
    server = Served(data, corpus)
    server.start()
    try:
        assert_problem(server.post("/v1/quotations/0123456789abcdef-0/corrections", json.loads("{}")), 401, "unauthorized")
    finally:
        server.stop()
