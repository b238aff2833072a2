"""Files by the row: quotations that are attributed already, packed or not, broken off, killed and gone on with."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import signal
import subprocess
import sys
import time

import pytest
import zstandard

from service.extraction import extract
from service.index import Index, connect
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import NameCount
from service.storage.embedded import Embedded
from service.verification import Claim
from tests.conftest import ROOT

ROWS = [
    {"quotation": f"We counted {n} gulls on pier {n * 7} before the harbour bell rang.", "speaker": "Ines Calloway", "date": "2023-03-04",
     "outlet": "Radio Estuary", "url": f"https://estuary.example/{n}"}
    for n in range(50)
]  # fmt: skip


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.quotations.jsonl", bytes),
        ("a.quotations.jsonl.gz", gzip.compress),
        ("a.quotations.jsonl.zst", zstandard.compress),
        ("a.quotations.jsonl.bz2", bz2.compress),
    ],
)
def test_attributed_quotations_are_indexed_as_they_are(folder, ingestion, verifier, store, name, pack):
    (folder / name).write_bytes(pack(lines(ROWS)))
    report = ingestion.sync()
    assert (report.added, report.quotations, report.refused) == (50, 50, [])
    answer = verifier.verify(
        Claim("We counted 7 gulls on pier 49 before the harbour bell rang.", speaker="Ines Calloway", date="2023-03-04")
    )
    assert answer.verdict == "verbatim"
    assert answer.attribution.status == "confirmed"
    assert answer.matches[0].quotation.document.url == "https://estuary.example/7"
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_quotebank_rows_are_read_as_they_are_published(folder, ingestion, index):
    row = {
        "quoteID": "2019-03-04-000123",
        "quotation": "the gulls were here before the pier was",
        "speaker": "None",
        "qids": [],
        "date": "2019-03-04 11:00:00",
        "numOccurrences": 1,
        "probas": [["None", "0.7"], ["Peig Donnelly", "0.3"]],
        "urls": ["https://estuary.example/gulls"],
        "phase": "E",
    }
    (folder / "q.quotations.jsonl").write_bytes(
        lines(
            [
                row,
                {
                    **row,
                    "quotation": "we count the gulls every spring",
                    "speaker": "Peig Donnelly",
                    "probas": [["Peig Donnelly", "0.8"], ["None", "0.2"]],
                },
            ]
        )
    )
    assert ingestion.sync().added == 2
    coverage = index.coverage("Peig Donnelly")
    assert coverage.speaker == NameCount("Peig Donnelly", 1, "2019-03-04", "2019-03-04")
    assert coverage.quotations == 2


def test_a_table_of_quotations(folder, ingestion, verifier):
    (folder / "t.quotations.csv").write_text(
        'quote,speaker,published\n"Gulls, again, on the pier tonight.",Peig Donnelly,2020-05\n,Nobody,\n'
    )
    report = ingestion.sync()
    assert report.added == 1
    assert report.refused == ["t.quotations.csv: row 2: quotation is missing or empty"]
    said = verifier.verify(Claim("Gulls, again, on the pier tonight.")).matches[0].quotation.attribution
    assert (said.speaker.name, said.date.value, said.date.basis) == ("Peig Donnelly", "2020-05", "published")


def test_a_bad_row_is_named_and_the_others_are_indexed(folder, ingestion):
    (folder / "a.quotations.jsonl").write_bytes(lines(ROWS[:3]) + b'{"speaker": "x"}\n[]\n{broken\n' + lines(ROWS[3:5]))
    report = ingestion.sync()
    assert report.added == 5
    assert [line.split(": ")[1] for line in report.refused] == ["line 4", "line 5", "line 6"]


def test_a_file_that_breaks_off_gives_what_it_has_and_is_read_again(folder, ingestion):
    content = gzip.compress(lines(ROWS))
    (folder / "a.quotations.jsonl.gz").write_bytes(content[: len(content) - 20])
    report = ingestion.sync()
    assert len(report.refused) == 1
    (folder / "a.quotations.jsonl.gz").write_bytes(content)
    assert ingestion.sync().refused == []
    assert ingestion.sync().unchanged == 1


def test_a_document_of_two_files_goes_with_the_last_of_them(folder, ingestion, index, store):
    (folder / "a.quotations.jsonl").write_bytes(lines(ROWS[:3]))
    (folder / "b.quotations.jsonl").write_bytes(lines(ROWS[2:4]))
    ingestion.sync()
    assert index.ready().documents == 4
    (folder / "a.quotations.jsonl").unlink()
    assert ingestion.sync().removed == 2
    (folder / "b.quotations.jsonl").write_bytes(lines(ROWS[3:4]))
    assert ingestion.sync().removed == 1
    assert index.ready().documents == 1
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_several_processes_give_what_one_gives(folder, corpus, writer, store, tmp_path, monkeypatch):
    monkeypatch.setattr("service.ingestion.ingestion._WORTH_PROCESSES", 0)
    (folder / "a.quotations.jsonl").write_bytes(
        lines({**row, "quotation": f"{n} and {row['quotation']}"} for n in range(100) for row in ROWS)
    )
    (folder / "b.txt").write_text("“We sail at noon,” said Peig Donnelly.")
    report = Ingestion(corpus, writer, processes=2).sync()
    assert (report.added, report.refused) == (5001, [])
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    assert store.hlen("onrecord:1:dictionary") == 1
    assert Ingestion(corpus, writer).difference(audit(store, live(store, Gazetteer.load()), Gazetteer.load())[1]) == (0, 0)


def test_no_article_is_read_twice_for_a_dictionary(folder, corpus, writer, store, verifier, tmp_path, monkeypatch):
    """The first chunks wait until there are pages enough to train one on, and are told of meanwhile."""
    log = tmp_path / "extracted"

    def counted(document, gazetteer):
        """Extract, and note that it was done; the processes that read are forked from this one."""
        with log.open("a") as out:
            out.write("x")
        return extract(document, gazetteer)

    monkeypatch.setattr("service.ingestion.encoding.extract", counted)
    monkeypatch.setattr("service.ingestion.encoding.ENOUGH", 20)
    monkeypatch.setattr("service.index.layout.compression.ENOUGH", 20)
    monkeypatch.setattr("service.ingestion.chunks._MOST_ROWS", 5)
    texts = [f"“We counted {n} gulls on pier {n * 7},” said Peig Donnelly, who keeps the light at Ellery." for n in range(60)]
    (folder / "a.jsonl").write_bytes(lines({"text": text} for text in texts))
    told = []
    report = Ingestion(corpus, writer, processes=2).sync(lambda *at: told.append(at))
    assert (report.added, report.quotations) == (60, 60)
    assert len(log.read_text()) == 60
    assert store.hlen("onrecord:1:dictionary") == 1
    assert len(told) >= 12
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    for text in (texts[0], texts[59]):
        assert verifier.verify(Claim(text[1 : text.index(",")], speaker="Peig Donnelly")).verdict == "verbatim"


def test_an_import_that_is_killed_goes_on_and_neither_doubles_nor_loses(tmp_path):
    (tmp_path / "corpus").mkdir()
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines({**row, "quotation": f"{n} times {row['quotation']}"} for n in range(400) for row in ROWS))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_") and k != "REDIS_URL"}
    environment |= {"ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(tmp_path / "corpus"), "PYTHONPATH": str(ROOT)}
    server = Embedded(tmp_path / "data")
    server.start()
    code = "import service.ingestion.ingestion as i; i._POSTINGS_A_FLUSH = 60000; from service.cli.main import main; main()"
    command = [sys.executable, "-c", code, "import", str(file), "--processes", "1"]
    try:
        for seconds in (0.8, 1.2, 1.7):
            process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            process.wait()
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
        assert done.returncode == 0, done.stderr
        client = connect(server.url, seconds=10)
        held = Index(client, Gazetteer.load()).ready()
        assert (held.documents, held.quotations) == (20_000, 20_000)
        assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    finally:
        server.stop()


def test_an_answer_leads_to_the_second_in_which_it_was_said(folder, ingestion, verifier, index):
    """Also of a long turn, of which an answer shows the stretch that was asked for."""
    long = [
        {
            "speaker": "Ines Calloway",
            "start": 10.0 * n,
            "end": 10.0 * n + 9,
            "text": f"In year {n} we counted {n * 7} gulls at the pier.",
        }
        for n in range(100)
    ]
    rows = [*long, {"speaker": "Mo Tarn", "text": "Nobody ever counted the gulls of this harbour."}]
    (folder / "gulls.json").write_text(json.dumps({"segments": rows, "audio_url": "https://estuary.example/gulls.mp3"}))
    assert ingestion.sync().quotations == 2
    answer = verifier.verify(Claim("In year 90 we counted 630 gulls at the pier.", speaker="Ines Calloway"))
    found = answer.matches[0].quotation
    assert (answer.verdict, answer.attribution.status) == ("verbatim", "confirmed")
    assert found.media is not None
    assert found.media.url == "https://estuary.example/gulls.mp3"
    assert found.media.start is not None
    assert found.media.end is not None
    assert 600 <= found.media.start <= 900 < found.media.end <= 999
    (unnamed,) = verifier.verify(Claim("Nobody ever counted the gulls of this harbour.")).matches
    assert unnamed.quotation.media is None
