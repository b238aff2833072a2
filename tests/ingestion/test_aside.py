"""One poisoned item stops nothing: it is set aside and named, and the rest is read."""

from __future__ import annotations

import json
import os
import re
import time

import pytest

from service.extraction import extract
from service.index import Index, IndexWriter
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion import budgets, encoding
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.verification import Claim, Verifier

GAZETTEER = Gazetteer.load()
GOOD = "We counted nine gulls on the pier before the bell"
POISON = "Poisoned by Ellery Voss"


def ambiguous():
    """A pattern that reads its text in 2^n ways."""
    re.fullmatch(r"(?:a|a)*b", "a" * 64)


def spinning():
    """A loop that swallows whatever interrupts it."""
    end = time.process_time() + 60
    while time.process_time() < end:
        try:
            ambiguous()
        except Exception:
            continue


def hungry():
    b" " * (1 << 40)


def filling():
    rows = []
    while True:
        rows.append(bytes(1 << 20))


def falling():
    os._exit(1)


def faulty():
    raise ZeroDivisionError("of ours")


def strict(text):
    return f"“{GOOD}, {text},” said Ines Calloway."


@pytest.fixture
def poisoned(monkeypatch):
    """Has the extraction of documents with the poison do something bad: poisoned(what)."""
    monkeypatch.setattr(budgets, "SECONDS", 0.5)
    monkeypatch.setattr(budgets.Budget.__init__, "__defaults__", (0.5,))
    monkeypatch.setattr(budgets.bound_time, "__defaults__", (0.5,))

    def poison(act):
        def poisoned_extract(document, *more):
            if POISON in document.text:
                act()
            return extract(document, *more)

        monkeypatch.setattr(encoding, "extract", poisoned_extract)

    return poison


@pytest.mark.parametrize(
    ("act", "where"),
    [*((act, "row") for act in (ambiguous, spinning, hungry, filling, falling, faulty)),
     *((act, where) for act in (ambiguous, falling) for where in ("file", "posted"))],
)  # fmt: skip
def test_what_cannot_be_read_is_set_aside_and_the_rest_is_there(poisoned, folder, corpus, store, act, where):
    poisoned(act)
    (folder / "good.txt").write_text(strict("one"))
    rows = [{"text": strict(f"row {n}")} for n in range(5)]
    if where == "file":
        (folder / "bad.txt").write_text(POISON)
    elif where == "row":
        rows.insert(2, {"text": POISON})
    else:
        corpus.save(Document(POISON))
    corpus.save(Document(strict("two")))
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    writer = IndexWriter(store, GAZETTEER)
    report = Ingestion(corpus, writer, processes=2).sync()
    assert (report.added, report.refusals) == (7, 1)
    name = {"file": "bad.txt", "row": "rows.jsonl", "posted": f"@posted/{Document(POISON).id}"}[where]
    assert writer.aside.names() == {name}
    (reason,) = writer.aside.reasons()
    assert reason.startswith(f"{name}: line 3: " if where == "row" else f"{name}: ")
    for text in ("one", "row 4", "two"):
        assert Verifier(Index(store, GAZETTEER)).verify(Claim(f"{GOOD}, {text}")).verdict == "verbatim"
    found, indexed = audit(store, live(store, GAZETTEER), GAZETTEER)
    assert found.faults == {}
    poisoned(lambda: None)
    assert Ingestion(corpus, writer).difference(indexed) == (0, 0)
    assert Ingestion(corpus, writer).difference(indexed - {Document(strict("two")).id}) == (1, 0)
    assert Ingestion(corpus, writer).difference(indexed - {Document(strict("row 4")).id}) == (1, 0)


@pytest.mark.parametrize("number", [1, 4, 9])
def test_the_audit_counts_what_is_missing_beside_rows_that_are_set_aside(poisoned, folder, corpus, store, number):
    poisoned(faulty)
    rows = [json.dumps({"text": strict(f"row {n}")}) for n in range(6)]
    rows[2:2] = ["{", json.dumps({"text": "Under embargo. " + strict("later"), "embargo": "2999-01-01T00:00:00Z"})]
    rows += [json.dumps({"text": f"{POISON}, {n}"}) for n in range(number)]
    (folder / "rows.jsonl").write_text("\n".join(rows))
    (folder / "whole.json").write_text(json.dumps([{"text": strict("in a list")}, {"text": POISON}, {"text": strict("last")}]))
    writer = IndexWriter(store, GAZETTEER)
    Ingestion(corpus, writer).sync()
    _, indexed = audit(store, live(store, GAZETTEER), GAZETTEER)
    assert Ingestion(corpus, writer).difference(indexed) == (0, 0)
    for n in range(6):
        assert Ingestion(corpus, writer).difference(indexed - {Document(strict(f"row {n}")).id}) == (1, 0)
    assert Ingestion(corpus, writer).difference({*indexed, "0" * 16}) == (0, 1)


def test_what_was_set_aside_and_is_indexed_since_is_no_difference(poisoned, corpus, store):
    corpus.save(Document(POISON))
    poisoned(ambiguous)
    ingestion = Ingestion(corpus, IndexWriter(store, GAZETTEER))
    ingestion.sync()
    assert ingestion.post(Document(POISON)).is_new
    _, indexed = audit(store, live(store, GAZETTEER), GAZETTEER)
    assert ingestion.difference(indexed) == (0, 0)
    assert IndexWriter(store, GAZETTEER).aside.number() == 0


def test_what_a_file_gave_stays_while_it_cannot_be_read_and_is_no_difference(folder, corpus, store):
    (folder / "cut.jsonl").write_text(json.dumps({"text": strict("one")}))
    writer = IndexWriter(store, GAZETTEER)
    Ingestion(corpus, writer).sync()
    (folder / "cut.jsonl").write_bytes(b"")  # as a power cut leaves it
    assert Ingestion(corpus, writer).sync().refusals == 1
    _, indexed = audit(store, live(store, GAZETTEER), GAZETTEER)
    assert (indexed, writer.aside.names()) == ({Document(strict("one")).id}, {"cut.jsonl"})
    assert Ingestion(corpus, writer).difference(indexed) == (0, 0)
    assert Ingestion(corpus, writer).difference({*indexed, "0" * 16}) == (0, 1)
    (folder / "cut.jsonl").write_text(json.dumps({"text": strict("two")}))
    Ingestion(corpus, writer).sync()
    assert audit(store, live(store, GAZETTEER), GAZETTEER)[1] == {Document(strict("two")).id}


def test_what_was_set_aside_is_not_tried_at_every_start_but_when_it_changes_or_all_is_built_anew(poisoned, folder, corpus, store):
    poisoned(ambiguous)
    (folder / "bad.txt").write_text(POISON)
    corpus.save(Document(POISON))
    writer = IndexWriter(store, GAZETTEER)
    assert Ingestion(corpus, writer).sync().refusals == 2
    poisoned(lambda: None)  # reading it again would succeed
    report = Ingestion(corpus, writer).sync()
    assert (report.added, report.refusals) == (0, 1)  # the refusal of the file is told again
    poisoned(ambiguous)
    assert writer.aside.number() == 2
    assert Ingestion(corpus, IndexWriter(store, GAZETTEER)).rebuild().refusals == 2
    poisoned(lambda: None)
    (folder / "bad.txt").write_text(f"{POISON}. {strict('three')}")
    assert Ingestion(corpus, IndexWriter(store, GAZETTEER)).sync().added == 1
    assert IndexWriter(store, GAZETTEER).aside.names() == {f"@posted/{Document(POISON).id}"}
    assert Ingestion(corpus, IndexWriter(store, GAZETTEER)).rebuild().added == 2
    assert IndexWriter(store, GAZETTEER).aside.number() == 0


@pytest.mark.parametrize(
    "content", [b"", b'{"text": "cut', b"[]", b"null", b"7", b'{"text": "Another text than was posted."}', b"\xff\xfe"]
)
def test_a_damaged_posted_file_is_moved_aside(folder, corpus, store, content):
    good, bad = Document(strict("one")), Document(strict("two"))
    for document in (good, bad):
        corpus.save(document)
    corpus.own.put(f"documents/{bad.id[:2]}/{bad.id}.json", content)
    for stray in ("documents/copy of x.json", f"documents/ab/{good.id} (copy).json", "takedowns/copy of x", "superseded/x"):
        corpus.own.put(stray, b"{}")
    writer = IndexWriter(store, GAZETTEER)
    report = Ingestion(corpus, writer).sync()
    assert (report.added, report.refusals) == (1, 1)
    assert writer.aside.names() == {f"@posted/{bad.id}"}
    assert corpus.own.get(f"damaged/{bad.id}.json") == content
    assert list(corpus.posted_ids()) == [good.id]
    assert Ingestion(corpus, IndexWriter(store, GAZETTEER)).sync().refusals == 0
