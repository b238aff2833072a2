"""The corpus is the truth: what changes there changes in the index, and what was taken down stays down."""

from __future__ import annotations

import pytest

from service.index.layout import compression
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

ONE = "“We sail at noon,” said Peig Donnelly."
TWO = "“We sail at midnight,” said Peig Donnelly."


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


def test_files_come_change_and_go(folder, ingestion, index):
    file = folder / "a.txt"
    file.write_text(ONE)
    (folder / "b.txt").write_text("“The pier is closed,” said Ellery Voss.")
    assert ingestion.sync().added == 2
    assert ingestion.sync().unchanged == 2
    file.write_text(TWO + " ")
    report = ingestion.sync()
    assert (report.added, report.removed) == (1, 1)
    file.unlink()
    assert ingestion.sync().removed == 1
    assert index.ready().documents == 1


def test_a_posted_document_is_on_disk_and_comes_back_into_an_empty_index(corpus, ingestion, index, store, writer):
    assert ingestion.post(Document(text=ONE))
    assert list(corpus.posted_ids()) == [Document(text=ONE).id]
    store.flushall()
    report = ingestion.sync()
    assert (report.added, report.quotations, report.attributed) == (1, 1, 1)
    assert index.ready().documents == 1


def test_a_takedown_outlives_a_rebuild_until_the_content_is_posted_again(folder, ingestion, index, store):
    (folder / "a.txt").write_text(ONE)
    ingestion.sync()
    document_id = Document(text=ONE).id
    assert ingestion.take_down(document_id)
    assert not ingestion.take_down(document_id)
    store.flushall()
    ingestion.sync()
    assert index.document(document_id) is None
    ingestion.post(Document(text=ONE))
    assert index.document(document_id) is not None


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_indexed(folder, ingestion):
    (folder / "a.txt").write_text(ONE)
    (folder / "b.json").write_text("[{}]")
    report = ingestion.sync()
    assert report.added == 1
    assert len(report.refused) == 1
    assert "b.json" in report.refused[0]


def test_what_was_posted_one_by_one_is_packed_with_a_dictionary_by_a_rebuild(ingestion, index, store, monkeypatch):
    monkeypatch.setattr(compression, "ENOUGH", 250)  # of pages: a thousand posts take their time
    for n in range(300):
        ingestion.post(
            Document(
                text=f"“We sail at noon with {n} passengers and not a minute later,” Peig Donnelly told Radio Estuary on Monday."
            )
        )
    before = sum(store.memory_usage(key) for key in store.keys("onrecord:*:p:*"))
    report = ingestion.rebuild()
    assert (report.added, index.ready().documents) == (300, 300)
    assert sum(store.memory_usage(key) for key in store.keys("onrecord:*:p:*")) < 0.8 * before
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    assert ingestion.difference(audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1]) == (0, 0)
