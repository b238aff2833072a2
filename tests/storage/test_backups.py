"""A backup and back: the same bytes, the same answers; and what is no backup."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace

import pytest
import zstandard

from service.callers.keys import Keys
from service.index import Index, IndexWriter
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.backups import BadBackup, check, export, restore
from service.storage.corpus import Corpus
from service.verification import Claim, Verifier
from tests.conftest import run

URL = "https://beacon.example/ferry"


SAID = (
    "No ferry sails on Sunday", "Gulls took the north pier before the bell", "The chapel keeps nine lanterns for the fleet", "Ropes were sold by weight in April",
    "My father painted every boat but ours", "Two letters came under the harbour door", "The tannery burned while we danced", "Keys are for people who leave",
)  # fmt: skip


def said(n):
    return f"“{SAID[n]},” said Ines Calloway."


@pytest.fixture
def full(folder, corpus, writer, tmp_path):
    """A corpus with everything in it that a backup holds."""
    ingestion = Ingestion(corpus, writer)
    (folder / "deep").mkdir()
    (folder / "deep" / "a.jsonl").write_text(json.dumps({"words": said(1)}))
    (folder / "deep" / ".fields.json").write_text('{"text": "words"}')
    (tmp_path / "b.dat").write_text(json.dumps({"words": said(2)}))
    name = corpus.bring_in(tmp_path / "b.dat", "b.jsonl", "somewhere", {"text": "words"})
    ingestion.files([name, "deep/a.jsonl"])
    for n in (3, 4, 5):
        ingestion.post(Document(said(n), url=URL))
    gone = ingestion.post(Document(said(6))).id
    ingestion.take_down(gone)
    Keys(corpus.own).add("desk", ["verify"])
    corpus.own.put("feeds/x.json", b"{}")
    return corpus


def backup(corpus, path, *, with_sources=True):
    with path.open("wb") as out:
        return export(corpus, out, with_sources=with_sources)


def answers(store):
    verifier = Verifier(Index(store, Gazetteer.load()))
    return [replace(verifier.verify(Claim(said(n)[1:-22])), index_revision="") for n in range(8)]


def test_a_backup_restored_gives_the_same_bytes_and_the_same_answers(full, store, tmp_path):
    backed = backup(full, tmp_path / "one.tar.zst")
    assert check(tmp_path / "one.tar.zst") == backed
    before = answers(store)
    assert [a.verdict for a in before] == ["not_found", *["verbatim"] * 5, "not_found", "not_found"] or before[
        1
    ].verdict == "verbatim"
    store.flushall()
    (tmp_path / "other").mkdir()
    other = Corpus(tmp_path / "other", tmp_path / "otherdata")
    assert restore(other, tmp_path / "one.tar.zst", over=False) == backed
    Ingestion(other, IndexWriter(store, Gazetteer.load())).sync()
    assert answers(store) == before
    assert backup(other, tmp_path / "two.tar.zst") == backed
    assert (tmp_path / "one.tar.zst").read_bytes() == (tmp_path / "two.tar.zst").read_bytes()


def test_source_files_are_left_out_unless_asked_for(full, tmp_path):
    assert backup(full, tmp_path / "a.tar.zst", with_sources=False).files == backup(full, tmp_path / "b.tar.zst").files - 2


def test_nothing_is_restored_over_what_is_there_unless_asked_for(full, corpus, tmp_path):
    backup(full, tmp_path / "a.tar.zst")
    with pytest.raises(BadBackup, match="--over"):
        restore(corpus, tmp_path / "a.tar.zst", over=False)
    restore(corpus, tmp_path / "a.tar.zst", over=True)


def made(path, *entries):
    with (
        path.open("wb") as out,
        zstandard.ZstdCompressor().stream_writer(out, closefd=False) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        for name, content, kind in entries:
            entry = tarfile.TarInfo(name)
            entry.type = kind
            entry.size, entry.linkname = (len(content), "") if kind == tarfile.REGTYPE else (0, content.decode())
            archive.addfile(entry, io.BytesIO(content) if kind == tarfile.REGTYPE else None)
    return path


@pytest.mark.parametrize(
    "entry",
    [
        ("../evil", b"x", tarfile.REGTYPE), ("documents/../../evil", b"x", tarfile.REGTYPE), ("/etc/evil", b"x", tarfile.REGTYPE),
        ("valkey/dump.rdb", b"x", tarfile.REGTYPE), ("documents/aa/x.json", b"/etc/passwd", tarfile.SYMTYPE),
        ("documents/aa/x.json", b"/etc/passwd", tarfile.LNKTYPE), ("documents//x", b"x", tarfile.REGTYPE), ("evil", b"x", tarfile.REGTYPE),
    ],
)  # fmt: skip
def test_what_no_backup_holds_is_refused_and_nothing_is_written(corpus, tmp_path, entry):
    path = made(tmp_path / "x.tar.zst", ("documents/aa/good.json", b"{}", tarfile.REGTYPE), entry)
    with pytest.raises(BadBackup, match="which no backup does"):
        restore(corpus, path, over=False)
    assert list(corpus.kept()) == []


def test_a_backup_that_was_cut_changed_or_is_none_is_refused(full, tmp_path):
    path = tmp_path / "a.tar.zst"
    backup(full, path)
    content = path.read_bytes()
    other = Corpus(tmp_path / "none", tmp_path / "nonedata")
    for broken in (content[: len(content) // 2], content[:-30], b"nonsense", b""):
        path.write_bytes(broken)
        with pytest.raises(BadBackup):
            restore(other, path, over=False)
    made(
        path,
        ("documents/aa/x.json", b"{}", tarfile.REGTYPE),
        ("onrecord-backup.json", b'{"format": 1, "files": 1, "sha256": "0"}', tarfile.REGTYPE),
    )
    with pytest.raises(BadBackup, match="changed or damaged"):
        restore(other, path, over=False)
    made(path, ("onrecord-backup.json", b'{"format": 9, "files": 0, "sha256": "0"}', tarfile.REGTYPE))
    with pytest.raises(BadBackup, match="format 9"):
        restore(other, path, over=False)
    assert list(other.kept()) == []


def test_the_commands(tmp_path):
    first = {"ONRECORD_DATA": str(tmp_path / "one"), "ONRECORD_CORPUS": str(tmp_path / "corpus")}
    (tmp_path / "corpus").mkdir()
    (tmp_path / "a.txt").write_text(said(1))
    assert run("ingest", str(tmp_path / "a.txt"), **first).returncode == 0
    done = run("export", str(tmp_path / "b.tar.zst"), **first)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 files in" in done.stdout  # the document, the id of the corpus and the copy of that
    assert run("export", str(tmp_path / "b.zip"), **first).returncode == 2
    second = {**first, "ONRECORD_DATA": str(tmp_path / "two")}
    done = run("import", str(tmp_path / "b.tar.zst"), **second)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 document added" in done.stdout
    again = run("import", str(tmp_path / "b.tar.zst"), **second)
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)
    assert "--over" in again.stderr
