"""onrecord import and onrecord index, as a user runs them."""

from __future__ import annotations

import json

import pytest

from service.cli.storage import Storage
from service.index import connect
from service.settings import load
from service.storage.embedded import Embedded
from tests.conftest import run

ROW = {"quotation": "The gulls have taken the car park and will not give it back.", "speaker": "Peig Donnelly", "date": "2024-07"}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("“We sail at noon,” said Peig Donnelly.")
    return {"ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(tmp_path / "corpus")}


@pytest.mark.parametrize(
    ("name", "content"), [("rows.jsonl", json.dumps(ROW)), ("rows.csv", "quotation,speaker\nThe gulls have landed,Peig Donnelly")]
)
def test_what_is_imported_is_audited_and_outlives_a_rebuild(place, tmp_path, name, content):
    (tmp_path / name).write_text(content + "\n")
    done = run("import", str(tmp_path / name), **place)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "1 document added with 1 quotation, 0 unchanged, 0 removed, 0 refused"
    assert "0 documents added" in run("import", str(tmp_path / name), **place).stdout
    behind = run("index", "verify", **place)
    assert behind.returncode == 1
    assert "documents missing: 1" in behind.stdout  # a.txt is in the corpus and was not read yet
    assert "`onrecord index rebuild`" in behind.stdout
    rebuilt = run("index", "rebuild", **place)
    assert (rebuilt.returncode, rebuilt.stdout.split(",")[0]) == (0, "2 documents added with 2 quotations")
    clean = run("index", "verify", **place)
    assert (clean.returncode, clean.stdout.splitlines()[-1]) == (0, "clean")
    stats = run("index", "stats", **place)
    assert stats.returncode == 0
    assert "quotations         2" in stats.stdout


def test_an_audit_in_which_the_index_is_built_anew_begins_again(tmp_path, place, monkeypatch):
    from service.index.writing import audit as auditing

    rounds, audit = [], auditing.audit

    def built_meanwhile(client, keys, gazetteer):
        rounds.append(keys)
        if len(rounds) == 1:
            storage.ingestion.rebuild()  # which sweeps what was live
        return audit(client, keys, gazetteer)

    with Storage(load({}, data=place["ONRECORD_DATA"], corpus=place["ONRECORD_CORPUS"])) as storage:
        storage.ingestion.rebuild()
        monkeypatch.setattr(auditing, "audit", built_meanwhile)
        found, ids = storage.audit()
    assert (found.faults, found.documents, len(ids), len(set(rounds))) == ({}, 1, 1, 2)


def test_an_index_of_another_version_names_the_mend(place, tmp_path):
    run("index", "rebuild", **place)
    server = Embedded(tmp_path / "data")
    server.start()
    try:
        connect(server.url, seconds=5).hset("onrecord:live", "schema", "1")
        failed = run("index", "stats", **place)
        assert failed.returncode == 2
        assert len(failed.stderr.splitlines()) == 1
        assert "`onrecord index rebuild`" in failed.stderr
        assert run("index", "rebuild", **place).returncode == 0
        assert run("index", "verify", **place).returncode == 0
    finally:
        server.stop()


def test_rows_that_cannot_be_read_are_named_and_the_status_says_so(place, tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps(ROW) + '\n{"speaker": "nobody"}\n')
    done = run("import", str(tmp_path / "rows.jsonl"), **place)
    assert done.returncode == 1
    assert "line 2: quotation is missing or empty" in done.stderr
    assert "1 document added" in done.stdout


def test_import_of_documents_is_read_for_quotations(place, tmp_path):
    (tmp_path / "rows.jsonl").write_text(
        json.dumps({"text": "“We sail at dawn,” said Peig Donnelly.", "outlet": "The Ellery Beacon"}) + "\n"
    )
    done = run("import", "--as", "documents", str(tmp_path / "rows.jsonl"), **place)
    assert done.stdout.startswith("1 document added with 1 quotation")
