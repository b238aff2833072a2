"""Lists and their cursors."""

from __future__ import annotations

import threading
from urllib.parse import parse_qs, urlsplit

import pytest

from service.extraction import extract
from service.index import IndexWriter
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.http.problems import assert_problem


def walk(client, path, name, **query):
    rows, cursor = [], None
    while True:
        body = client.get(path, query_string={**query, **({"cursor": cursor} if cursor else {})}).json
        rows += body[name]
        cursor = body["next"]
        if cursor is None:
            return rows


def article(n: int, **known) -> Document:
    return Document(
        text=f"“The harbour master waits for ship number {n},” said Ines Calloway.",
        title=str(n),
        url=f"https://a.example/{n}",
        **known,
    )


@pytest.fixture
def many(writer):
    """130 articles of one quotation."""
    for n in range(130):
        document = article(n, outlet="The Ellery Beacon" if n % 2 else "Northern Mercury", published=f"2024-{n % 12 + 1:02}-05")
        writer.add(document, extract(document, Gazetteer.load()))
    return writer


def test_a_walk_through_documents_sees_each_once_and_the_newest_first(client, many):
    rows = walk(client, "/v1/documents", "documents", limit=7)
    assert [row["title"] for row in rows] == [str(n) for n in range(129, -1, -1)]
    assert rows[0]["quotations"] == 1
    rows = walk(client, "/v1/documents", "documents", limit=50, outlet="ellery beacon")
    assert [row["title"] for row in rows] == [str(n) for n in range(129, 0, -2)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, range(129, -1, -1)),
        ({"speaker": "Ines Calloway"}, range(129, -1, -1)),
        ({"speaker": "Calloway", "outlet": "Northern Mercury"}, range(128, -1, -2)),
        ({"outlet": "The Ellery Beacon"}, range(129, 0, -2)),
        ({"since": "2024-03", "until": "2024-03"}, range(122, 0, -12)),
        ({"speaker": "Ines Calloway", "until": "2024-01-31"}, range(120, -1, -12)),
        ({"q": "ship number 77"}, [77]),
        ({"q": "MASTER waits", "outlet": "Northern Mercury"}, range(128, -1, -2)),
        ({"q": "harbour"}, range(129, -1, -1)),
        ({"q": "for ship", "since": "2024-12-05"}, range(119, 0, -12)),
        ({"q": "never said"}, []),
        ({"speaker": "Nobody"}, []),
        ({"since": "2025"}, []),
    ],
)
def test_quotations_by_every_filter(client, many, query, found):
    rows = walk(client, "/v1/quotations", "quotations", limit=9, **query)
    assert [row["document"]["title"] for row in rows] == [str(n) for n in found]


def test_a_walk_that_may_look_at_no_more_comes_short_and_goes_on(client, many, monkeypatch):
    monkeypatch.setattr("service.index.asking.browse._MOST_PAGES", 3)
    body = client.get("/v1/quotations?q=77").json
    assert body["quotations"] == []
    assert body["next"]
    rows = walk(client, "/v1/quotations", "quotations", q="77")
    assert [row["document"]["title"] for row in rows] == ["77"]
    monkeypatch.setattr("service.index.asking.browse._PAGES_A_TRIP", 3)
    rows = walk(client, "/v1/quotations", "quotations", speaker="Ines Calloway", since="2024-03", until="2024-03")
    assert len(rows) == 11


def test_a_walk_while_a_thousand_come_in_neither_repeats_nor_leaves_out(client, many, store):
    before = {row["id"] for row in walk(client, "/v1/quotations", "quotations")}
    lists = ("quotations", "documents", "speakers", "outlets")
    known = {name: {r.get("id") or r["name"] for r in walk(client, f"/v1/{name}", name)} for name in lists}

    def insert():
        writer = IndexWriter(store, Gazetteer.load())
        for n in range(1000, 2000):
            document = Document(text=f"“Gull {n} has taken the car park,” said Peig Donnelly{n}.", outlet=f"Gazette {n}")
            writer.add(document, extract(document, Gazetteer.load()))

    thread = threading.Thread(target=insert)
    thread.start()
    try:
        for name in lists:
            rows = [r.get("id") or r["name"] for r in walk(client, f"/v1/{name}", name, limit=3 if name == "quotations" else 10)]
            assert len(rows) == len(set(rows))
            assert known[name] <= set(rows)
    finally:
        thread.join()
    assert len(before) == 130


def test_windows_of_a_long_turn_are_one_quotation(client, add):
    words = " ".join(f"word{n}" for n in range(1500))
    add(f"“{words},” said Ines Calloway.")
    rows = walk(client, "/v1/quotations", "quotations", limit=1)
    assert [len(row["text"].split()) for row in rows] == [1500]
    rows = walk(client, "/v1/quotations", "quotations", limit=1, q="word700 word701")
    assert [len(row["text"].split()) for row in rows] == [1500]


def test_speakers_and_outlets_by_name(client, add):
    for name in ("Ines Calloway", "Oskar Calder", "Calypso Reed", "Zadie Moor"):
        add(f"“We sail at noon and no later,” said {name} in May 2024.", outlet="The Ellery Beacon")
    add("“We sail at noon and no later,” Zadie Moor told Reuters in June 2024.", outlet="The Ellery Beacon")
    names = [row["name"] for row in walk(client, "/v1/speakers", "speakers", limit=1)]
    assert names == ["Calypso Reed", "Ines Calloway", "Oskar Calder", "Zadie Moor"]
    names = [row["name"] for row in walk(client, "/v1/speakers", "speakers", limit=1, q="cal")]
    assert names == ["Calypso Reed", "Oskar Calder", "Ines Calloway"]
    (moor,) = walk(client, "/v1/speakers", "speakers", q="Zadie")
    assert moor == {"name": "Zadie Moor", "quotations": 2, "since": "2024-05", "until": "2024-06"}
    outlets = {row["name"]: row["quotations"] for row in walk(client, "/v1/outlets", "outlets")}
    assert outlets == {"Reuters": 1, "The Ellery Beacon": 5}


def test_stats_count_and_follow_a_takedown(client):
    posted = client.post("/v1/documents", json={"text": "“We sail at noon,” said Peig Donnelly."}).json
    stats = client.get("/v1/stats").json
    assert (stats["documents"], stats["quotations"], stats["speakers"], stats["outlets"]) == (1, 1, 1, 0)
    assert stats["built"].endswith("Z")
    client.delete(f"/v1/documents/{posted['document']['id']}")
    stats = client.get("/v1/stats").json
    assert (stats["documents"], stats["quotations"], stats["speakers"]) == (0, 0, 0)
    for name in ("documents", "quotations", "speakers", "outlets"):
        assert client.get(f"/v1/{name}").json == {name: [], "next": None}


def test_the_link_leads_to_the_next_page(client, many):
    answer = client.get("/v1/quotations?limit=5&outlet=Northern+Mercury")
    link = answer.headers["Link"]
    assert link.endswith('; rel="next"')
    assert parse_qs(urlsplit(link[1:]).query)["outlet"] == ["Northern Mercury"]
    following = client.get(link[1:].partition(">")[0]).json
    assert [row["document"]["title"] for row in following["quotations"]] == ["118", "116", "114", "112", "110"]


def test_a_cursor_of_something_else_is_a_clear_problem(client, many, store):
    cursor = client.get("/v1/quotations?limit=5").json["next"]
    for path in ("/v1/documents", "/v1/quotations"):
        for bad in ("none", cursor[:-2], cursor + "x", "é", "x" * 5000, "a.b.c"):
            body = assert_problem(client.get(path, query_string={"cursor": bad}), 400, "bad-cursor", "/cursor")
    body = assert_problem(client.get("/v1/quotations", query_string={"cursor": cursor, "q": "ship"}), 400, "bad-cursor")
    assert "another question" in body["detail"]
    builder = IndexWriter(store, Gazetteer.load())
    builder.begin(anew=True)
    builder.publish()
    body = assert_problem(client.get("/v1/quotations", query_string={"cursor": cursor}), 400, "bad-cursor")
    assert "built anew" in body["detail"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/limit"),
        ("limit=1000", "/limit"),
        ("since=yesterday", "/since"),
        ("since=2024&until=2023", "/until"),
        ("q=%E2%80%A6", "/q"),
        ("speker=Ines", "/speker"),
    ],
)
def test_a_bad_parameter_is_named(client, query, pointer):
    assert_problem(client.get(f"/v1/quotations?{query}"), 422, "validation-failed", pointer)
