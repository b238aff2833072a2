"""Where the corpus is kept: a folder, or an object store by its URL; the same for both."""

from __future__ import annotations

import os
import stat
from uuid import uuid4

import pytest

from service.errors import SettingError
from service.ingestion.ingestion import Ingestion
from service.ingestion.reader_notes import Notes
from service.records import Document
from service.storage.corpus import Corpus
from service.storage.locks import locked
from service.storage.stores import store_at

TEXT = "“We sail at noon,” said Peig Donnelly."


@pytest.fixture(params=["folder", "memory"])
def location(request, tmp_path) -> str:
    return str(tmp_path / "store") if request.param == "folder" else f"memory://{uuid4().hex}"


def test_what_is_put_is_there_and_what_is_deleted_is_gone(location, tmp_path):
    store = store_at(location)
    assert store.get("a/b.txt") is None
    assert list(store.list()) == []
    store.put("a/b.txt", b"one")
    store.put("a/.hidden", b"x")
    (tmp_path / "file").write_bytes(b"two")
    store.put_file("c.txt", tmp_path / "file")
    assert [(f.name, f.size) for f in store.list()] == [("a/b.txt", 3), ("c.txt", 3)]
    assert [f.name for f in store.list("a/")] == ["a/b.txt"]
    assert store.exists("a/b.txt")
    with store.open("c.txt") as stream:
        assert stream.read() == b"two"
    assert store.delete("a/b.txt")
    assert not store.delete("a/b.txt")
    assert store.get("a/b.txt") is None


def test_files_put_together_are_all_there(location, tmp_path):
    store = store_at(location)
    for n in range(40):
        (tmp_path / f"{n}").write_bytes(b"%d" % n)
    store.put_files([(f"{n % 3}/{n}.txt", tmp_path / f"{n}") for n in range(40)])
    assert {f.name: store.get(f.name) for f in store.list()} == {f"{n % 3}/{n}.txt": b"%d" % n for n in range(40)}


def test_a_changed_file_has_another_stamp(location):
    store = store_at(location)
    store.put("a.txt", b"one")
    before = next(store.list()).stamp
    store.put("a.txt", b"three")
    assert next(store.list()).stamp != before


def test_a_corpus_at_a_url_keeps_what_is_posted_and_taken_down_there(tmp_path, writer, index):
    url = f"memory://{uuid4().hex}"
    store_at(url).put("news/a.txt", TEXT.encode())
    ingestion = Ingestion(Corpus(url, tmp_path / "data"), writer)
    assert ingestion.sync().added == 1
    posted = Document(text="“We sail at midnight,” said Peig Donnelly.")
    assert ingestion.post(posted)
    assert ingestion.take_down(Document(text=TEXT).id)
    assert not (tmp_path / "data").exists()
    again = Ingestion(Corpus(url, tmp_path / "elsewhere"), writer)  # as another machine sees it
    assert again.rebuild().added == 1
    assert index.document(posted.id) is not None
    assert index.document(Document(text=TEXT).id) is None


@pytest.mark.parametrize("url", ["nowhere://bucket/x", "s3://bucket/x"])
def test_a_url_that_nothing_can_open_is_a_setting_error(url):
    with pytest.raises(SettingError, match="cannot be opened"):
        store_at(url)


@pytest.mark.parametrize("name", ["id", "secret"])
@pytest.mark.parametrize("damage", [b"", b"0a1b", b"\0" * 16, b"no such thing at"])
@pytest.mark.parametrize("of_copy", [False, True])
def test_who_a_corpus_is_outlives_a_damaged_file(tmp_path, name, damage, of_copy):
    """As after a power cut: an index that bears the id would be taken for another corpus's."""
    (tmp_path / "corpus").mkdir()
    before = Corpus(tmp_path / "corpus", tmp_path / "data")
    held = getattr(before, name)
    stored = f"identity/{'corpus' if name == 'id' else name}"
    before.own.put(stored + (".copy" if of_copy else ""), damage)
    after = Corpus(tmp_path / "corpus", tmp_path / "data")
    assert getattr(after, name) == held
    assert before.own.get(stored) == before.own.get(stored + ".copy") == held.encode()


@pytest.mark.parametrize("name", ["id", "secret"])
def test_an_identity_that_is_damaged_altogether_is_made_anew(tmp_path, name):
    (tmp_path / "corpus").mkdir()
    before = Corpus(tmp_path / "corpus", tmp_path / "data")
    held = getattr(before, name)
    stored = f"identity/{'corpus' if name == 'id' else name}"
    for place in (stored, f"{stored}.copy"):
        before.own.put(place, held[:5].encode())
    after = Corpus(tmp_path / "corpus", tmp_path / "data")
    assert len(getattr(after, name)) == len(held)
    assert getattr(after, name) != held


@pytest.mark.parametrize("write", [
    lambda data, corpus: corpus.own.put("keys/a.json", b"{}"),
    lambda data, corpus: corpus.own.put_files([("imports/a.txt", data.parents[1] / "a.txt"), ("imports/b/a.txt", data.parents[1] / "a.txt")]),
    lambda data, corpus: corpus.save(Document("“We sail at noon,” said Mo Tarn.")),
    lambda data, corpus: corpus.id,
    lambda data, corpus: locked(corpus.lock_folder, {"0" * 16}).__enter__(),
    lambda data, corpus: Notes(data / "reader.db").keep("key", "0" * 16, "{}"),
])  # fmt: skip
def test_whatever_writes_first_makes_the_data_folder_for_its_owner_alone(tmp_path, write):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "a.txt").write_text("a")
    data = tmp_path / "deep" / "data"
    before = os.umask(0o022)
    try:
        write(data, Corpus(tmp_path / "corpus", data))
    finally:
        os.umask(before)
    for path in [data, *data.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
