"""The absence of source documents is a fault, and no order to take them out of the index."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from service.errors import CorpusUnavailable, IndexUnavailable, RemovalsNotAllowed
from service.index import Answers, Index, IndexWriter
from service.index.server.ownership import AnotherCorpus
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import Corpus
from service.verification import Claim, Verifier

GAZETTEER = Gazetteer.load()
FILES = 30


def said(n: int) -> str:
    return f"We counted {n} gulls on pier {n * 7} before the bell"


@pytest.fixture
def full(folder, corpus, store):
    """A corpus of thirty files and one of a dozen rows, all indexed."""
    (folder / "deep").mkdir()
    for n in range(FILES):
        (folder / "deep" / f"{n}.txt").write_text(f"“{said(n)},” said Ines Calloway.")
    rows = [{"text": f"“{said(n)},” said Peig Donnelly."} for n in range(100, 112)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = Ingestion(corpus, IndexWriter(store, GAZETTEER, corpus.id)).sync()
    assert report.added == FILES + 12
    return corpus


def away(folder):
    folder.rename(folder.with_name("away"))


def unmounted(folder):
    shutil.rmtree(folder)
    folder.mkdir()


def unlistable(folder):
    shutil.rmtree(folder)
    folder.write_text("a file where a folder was")


def half(folder):
    for n in range(FILES // 2):
        (folder / "deep" / f"{n}.txt").unlink()


def cut(folder):
    (folder / "rows.jsonl").write_text((folder / "rows.jsonl").read_text().splitlines()[0] + "\n")


def other(folder):
    shutil.rmtree(folder / "deep")
    (folder / "README.txt").write_text("“This is a sample,” said Ellery Voss.")


FAULTS = [away, unmounted, unlistable, half, cut, other]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", ["sync", "rebuild"])
def test_what_is_missing_stays_in_the_index_until_somebody_consents(full, folder, store, fault, call):
    fault(folder)
    before = Index(store, GAZETTEER).ready().documents
    with pytest.raises((CorpusUnavailable, RemovalsNotAllowed)):
        getattr(Ingestion(full, IndexWriter(store, GAZETTEER, full.id)), call)()
    assert Index(store, GAZETTEER).ready().documents >= before
    assert Verifier(Index(store, GAZETTEER)).verify(Claim(said(3))).verdict == "verbatim"


@pytest.mark.parametrize("fault", [unmounted, half, cut, other])
def test_with_consent_it_is_taken_out(full, folder, store, fault):
    fault(folder)
    report = Ingestion(full, IndexWriter(store, GAZETTEER, full.id), allows_removals=True).sync()
    assert report.removed > 10
    Ingestion(full, IndexWriter(store, GAZETTEER, full.id)).sync()  # and that is what the next one is compared with


def test_a_corpus_that_is_empty_is_no_index_of_nothing_though_redis_was_emptied_too(full, folder, store):
    store.flushall()
    unmounted(folder)
    with pytest.raises(CorpusUnavailable):
        Ingestion(full, IndexWriter(store, GAZETTEER, full.id)).sync()
    with pytest.raises(IndexUnavailable):
        Index(store, GAZETTEER).ready()


def few(folder):
    for n in range(3):
        (folder / "deep" / f"{n}.txt").unlink()


def renamed(folder):
    (folder / "deep").rename(folder / "archive")


def touched(folder):
    for path in folder.rglob("*.*"):
        os.utime(path, (1, 1))


def rewritten(folder):
    for path in (folder / "deep").iterdir():
        path.write_text(path.read_text().replace("Ines", "Inez"))
    (folder / "deep" / "20.txt").write_text(f"“{said(20)},” said Ines Calloway, the mayor.")


def more(folder):
    (folder / "new.txt").write_text("“The pier is closed,” said Ellery Voss.")


@pytest.mark.parametrize(("change", "removed"), [(few, 3), (renamed, 0), (touched, 0), (rewritten, 30), (more, 0)])
def test_what_changes_every_day_needs_no_consent(full, folder, store, change, removed):
    change(folder)
    assert Ingestion(full, IndexWriter(store, GAZETTEER, full.id)).sync().removed == removed
    assert Verifier(Index(store, GAZETTEER)).verify(Claim(said(20))).verdict == "verbatim"


def test_an_empty_corpus_that_always_was_is_served(folder, corpus, store):
    assert Ingestion(corpus, IndexWriter(store, GAZETTEER, corpus.id)).sync().added == 0
    assert Index(store, GAZETTEER).ready().documents == 0


def test_another_corpus_neither_writes_nor_answers(full, store, tmp_path):
    (tmp_path / "b").mkdir()
    other = Corpus(tmp_path / "b", tmp_path / "bdata")
    foreign = IndexWriter(store, GAZETTEER, other.id)
    for write in (Ingestion(other, foreign).sync, Ingestion(other, foreign).rebuild,
                  lambda: Ingestion(other, foreign).post(Document("“No,” said Ellery Voss."))):  # fmt: skip
        with pytest.raises(AnotherCorpus):
            write()
    with pytest.raises(AnotherCorpus):
        Verifier(Index(store, GAZETTEER, other.id)).verify(Claim(said(3)))
    with pytest.raises(AnotherCorpus):
        Answers(store, GAZETTEER, 60, other.id).look(b"a question")
    assert Verifier(Index(store, GAZETTEER, full.id)).verify(Claim(said(3))).verdict == "verbatim"


def test_one_that_takes_over_shuts_out_the_one_before(full, store, tmp_path):
    (tmp_path / "b").mkdir()
    mine = Index(store, GAZETTEER, full.id)
    mine.ready()
    answers = Answers(store, GAZETTEER, 60, full.id)
    answers.look(b"a question")
    other = Corpus(tmp_path / "b", tmp_path / "bdata")
    Ingestion(other, IndexWriter(store, GAZETTEER, other.id, takes_over=True)).rebuild()
    assert Index(store, GAZETTEER, other.id).ready().documents == 0
    with pytest.raises(AnotherCorpus):
        Verifier(mine).verify(Claim(said(3)))  # which had read the index before
    with pytest.raises(AnotherCorpus):
        answers.look(b"a question")


def test_posted_documents_that_are_gone_are_told_of_and_not_lost_by_a_rebuild(folder, corpus, store, tmp_path):
    (folder / "a.txt").write_text(f"“{said(1)},” said Ines Calloway.")
    ingestion = Ingestion(corpus, IndexWriter(store, GAZETTEER, corpus.id))
    ingestion.sync()
    ingestion.post(Document(f"“{said(50)},” said Peig Donnelly."))
    taken = ingestion.post(Document(f"“{said(51)},” said Peig Donnelly.")).id
    ingestion.take_down(taken)
    assert ingestion.posted_and_lost() == 0
    shutil.rmtree(tmp_path / "data" / "documents")
    assert ingestion.posted_and_lost() == 1
    with pytest.raises(RemovalsNotAllowed):
        ingestion.rebuild()
    assert Verifier(Index(store, GAZETTEER)).verify(Claim(said(50))).verdict == "verbatim"


@pytest.fixture
def closed(monkeypatch):
    """Has the folder `deep` refuse to be listed from when it is called."""
    listdir = os.listdir

    def refusing(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    return lambda: monkeypatch.setattr("service.storage.stores.os.listdir", refusing)


def test_a_folder_that_cannot_be_listed_is_named_and_its_files_stay(folder, full, store, closed):
    closed()
    (folder / "rows.jsonl").unlink()
    (folder / "new.txt").write_text("“The bell is new,” said Mo Tarn.")
    report = Ingestion(full, IndexWriter(store, GAZETTEER, full.id), allows_removals=True).sync()
    assert (report.added, report.removed) == (1, 12)
    assert [line for line in report.refused if line.startswith("deep: ")] == [
        "deep: this folder cannot be listed: Permission denied"
    ]
    assert IndexWriter(store, GAZETTEER, full.id).documents() == FILES + 1


def test_an_index_is_not_built_anew_without_a_folder_that_cannot_be_listed(full, store, closed):
    closed()
    with pytest.raises(RemovalsNotAllowed, match="until deep can be listed"):
        Ingestion(full, IndexWriter(store, GAZETTEER, full.id), allows_removals=True).rebuild()
    assert Ingestion(full, IndexWriter(store, GAZETTEER, full.id)).sync().refusals == 1


def test_what_cannot_be_listed_is_read_when_it_can(full, store, closed, monkeypatch):
    closed()
    Ingestion(full, IndexWriter(store, GAZETTEER, full.id)).sync()
    monkeypatch.undo()
    report = Ingestion(full, IndexWriter(store, GAZETTEER, full.id)).sync()
    assert (report.refusals, report.removed, report.unchanged) == (0, 0, FILES + 1)
