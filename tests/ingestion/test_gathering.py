"""What is asked to be ingested: local, piped, remote; in the corpus or brought in; and how files change under the index."""

from __future__ import annotations

import gzip
import io
import json
import os

import fsspec
import pytest

from service.errors import SettingError
from service.index import IndexWriter
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion import writing as batches
from service.ingestion.gathering import Gathering
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer

SAID = "“We sail at noon,” said Peig Donnelly."


def said(n):
    return f"“We counted {n} gulls on pier {n * 7} before the bell,” said Ines Calloway."


def lines(*texts, **known):
    return "".join(json.dumps({"text": text, **known}) + "\n" for text in texts).encode()


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


@pytest.fixture
def gather(corpus, ingestion):
    def gather(*places, stream=b"", kind=None, fields=None):
        gathered = Gathering(corpus, kind, fields or {}).gather([str(place) for place in places], io.BytesIO(stream))
        return gathered, ingestion.files(gathered.names)

    return gather


def test_folders_are_read_and_what_has_no_reader_is_counted(gather, tmp_path):
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text(SAID)
    (inner / "b.png").write_bytes(b"\x89PNG")
    (inner / ".hidden.txt").write_text(SAID)
    (tmp_path / "in" / "c.html.gz").write_bytes(
        gzip.compress(f"<html><head><title>x</title></head><body><article><p>{said(1)}</p></article></body></html>".encode())
    )
    (tmp_path / "in" / "d.json").write_text("{")
    gathered, report = gather(tmp_path / "in")
    assert report.added == 2
    assert [gathered.named_as_given(line).partition(": ")[0] for line in report.refused] == [str(tmp_path / "in" / "d.json")]
    assert dict(gathered.skipped) == {".png": 1}


def test_what_lies_in_the_corpus_is_read_where_it_lies(gather, corpus, folder):
    (folder / "a.txt").write_text(SAID)
    gathered, report = gather(folder)
    assert (gathered.names, report.added) == ({"a.txt"}, 1)
    assert list(corpus.own.list("imports/")) == []


def test_standard_input_wants_a_format_and_is_kept(gather, ingestion, corpus):
    with pytest.raises(SettingError, match="--as"):
        gather("-", stream=lines(SAID))
    _, report = gather("-", stream=lines(SAID, said(1)), kind="jsonl")
    assert report.added == 2
    _, report = gather("-", stream=lines(said(2)), kind="jsonl")
    assert report.added == 1
    assert ingestion.rebuild().added == 3


def test_any_fsspec_address_a_file_a_folder_a_pattern(gather, ingestion):
    memory = fsspec.filesystem("memory")
    memory.pipe({"/news/a.jsonl": lines(said(1)), "/news/b.jsonl.gz": gzip.compress(lines(said(2))), "/news/c.png": b"x"})
    gathered, report = gather("memory://news")
    assert (report.added, dict(gathered.skipped)) == (2, {".png": 1})
    memory.pipe({"/news/d.jsonl": lines(said(3)), "/news/e.txt": said(4).encode()})
    assert gather("memory://news/*.jsonl")[1].added == 1
    assert gather("memory://news/e.txt")[1].added == 1
    memory.rm("/news", recursive=True)
    assert ingestion.rebuild().added == 4  # copies are kept


@pytest.mark.parametrize(("place", "message"), [("no/such/file", "no such file"), ("nosuch://x/y", "cannot be opened")])
def test_a_place_that_is_none(gather, place, message):
    with pytest.raises(SettingError, match=message):
        gather(place)


def test_names_of_fields_are_kept_with_what_was_brought_in(gather, ingestion, index, tmp_path):
    (tmp_path / "dump.dat").write_bytes(
        b"".join(json.dumps({"story": {"words": said(n)}, "day": "2024-05-18"}).encode() + b"\n" for n in range(3))
    )
    fields = {"text": "story.words", "published": "day"}
    assert gather(tmp_path / "dump.dat", kind="jsonl", fields=fields)[1].added == 3
    assert ingestion.rebuild().added == 3
    assert gather(tmp_path / "dump.dat", kind="jsonl", fields={"text": "story.words"})[1].removed == 3  # they have no date now
    assert index.ready().documents == 3


def test_names_of_fields_for_a_folder_of_the_corpus(folder, ingestion):
    (folder / "old").mkdir()
    (folder / "old" / "a.jsonl").write_bytes(json.dumps({"words": said(1)}).encode())
    assert ingestion.sync().refusals == 1
    (folder / ".fields.json").write_text('{"text": "words"}')
    assert ingestion.sync().added == 1
    (folder / ".fields.json").write_text('{"colour": "words"}')
    assert "a field is given as OURS=THEIRS" in ingestion.sync().refused[0]


def test_of_what_cannot_be_read_a_thousand_lines_are_told_and_all_are_counted(folder, ingestion):
    (folder / "a.jsonl").write_bytes(b"{broken\n" * 1200 + lines(SAID))
    report = ingestion.sync()
    assert (report.added, report.refusals, len(report.refused)) == (1, 1200, 1000)


def test_a_file_that_changed_and_whose_reading_was_cut_short_leaves_nothing_behind(folder, ingestion, store, monkeypatch):
    """What the file gave before it changed is taken out even where the first try at the new state was killed midway, twice."""
    monkeypatch.setattr(batches, "_POSTINGS_A_WRITE", 1)
    monkeypatch.setattr("service.ingestion.chunks._MOST_ROWS", 2)
    (folder / "a.jsonl").write_bytes(lines(*(said(n) for n in range(10))))
    ingestion.sync()

    def killed_after(done):
        def look(read, total, quotations):
            if quotations >= done:
                raise KeyboardInterrupt

        return look

    for start in (20, 40):
        (folder / "a.jsonl").write_bytes(lines(*(said(n) for n in range(start, start + 11))))
        with pytest.raises(KeyboardInterrupt):
            ingestion.sync(killed_after(4))
    ingestion.sync()
    found, ids = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, len(ids)) == ({}, 11)
    assert ingestion.difference(ids) == (0, 0)


URL = "https://beacon.example/2024/ferry"
EARLIER, LATER = (f"“We will {word}sell the ferry before the summer,” Ines Calloway said." for word in ("", "not "))


@pytest.mark.parametrize("is_later_first", [False, True])
def test_of_two_files_with_one_address_the_later_version_supersedes(folder, ingestion, index, store, is_later_first):
    first, second = ("b", "a") if is_later_first else ("a", "b")
    (folder / f"{first}.jsonl").write_bytes(lines(EARLIER, url=URL, published="2024-05-18"))
    (folder / f"{second}.jsonl").write_bytes(
        lines(LATER, url=f"{URL}/?utm_source=x", published="2024-05-18", modified="2024-05-20T10:00")
    )
    for _ in range(2):
        documents = {
            d.published + (d.modified or ""): d
            for d in (index.document(i).document for i in audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1])
        } or None
        if documents is not None:
            old, new = documents["2024-05-18"], documents["2024-05-182024-05-20T10:00"]
            assert (old.superseded_by, new.supersedes) == (new.id, old.id)
        ingestion.rebuild()
    (folder / f"{second}.jsonl").unlink()
    ingestion.sync()
    (left,) = audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1]
    assert index.document(left).document.superseded_by is None


def test_quotations_of_one_article_do_not_supersede_one_another(folder, ingestion, index, store):
    rows = [{"quotation": f"We counted {n} gulls on the pier today.", "speaker": "Peig Donnelly", "url": URL} for n in range(5)]
    (folder / "a.quotations.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ingestion.sync()
    assert not any(
        index.document(i).document.superseded_by for i in audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1]
    )


def test_a_posted_version_supersedes_a_file_and_stays_the_later_one(folder, ingestion, index, corpus, store):
    from service.records import Document

    posted = Document(LATER, url=URL)
    ingestion.post(posted)
    (folder / "a.jsonl").write_bytes(lines(EARLIER, url=URL, published="2030-01-01"))
    for act in (ingestion.sync, ingestion.rebuild):
        act()
        (other,) = audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1] - {posted.id}
        assert index.document(other).document.superseded_by == posted.id
    assert index.document(posted.id).document.superseded_by is None
    assert IndexWriter(store, Gazetteer.load()).holder(URL) == posted.id


def test_an_odd_file_is_named_and_the_others_are_read(gather, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ok.txt").write_text(SAID)
    (folder / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    gathered, report = gather(folder)
    assert report.added == 1
    assert sorted(gathered.refused) == [
        f"{folder / 'dangling.txt'}: it leads to a file that is not there",
        f"{folder / 'pipe.txt'}: it is not a file but a pipe, a device or the like",
    ]


@pytest.mark.parametrize("is_in_corpus", [True, False])
def test_a_name_that_is_too_long_or_not_utf_8_is_read(gather, tmp_path, folder, is_in_corpus):
    folder = folder if is_in_corpus else tmp_path / "in"
    folder.mkdir(exist_ok=True)
    (folder / ("x" * 240 + ".md")).write_text(said(1))
    with open(os.path.join(os.fsencode(folder), b"caf\xe9.txt"), "w") as odd:
        odd.write(said(2))
    for expected in ((2, 0), (0, 2)):
        gathered, report = gather(folder)
        assert (report.added, report.unchanged, gathered.refused, report.refused) == (*expected, [], [])
    assert str(folder / "caf\ufffdE9.txt") in gathered.places.values()


def test_many_files_are_copied_together_and_told_of(corpus, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(600):
        (folder / f"{n}.txt").write_text(said(n))
    told = []
    gathered = Gathering(corpus).gather([str(folder)], io.BytesIO(), told.append)
    assert told == [256, 512]
    assert {path.read_text() for path in (tmp_path / "data" / "imports").iterdir()} == {said(n) for n in range(600)}
    assert len(gathered.places) == 600
