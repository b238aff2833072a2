"""What must not be shown: what is withdrawn, in whatever order it is read, and what is under embargo, until its time. And what is told again."""

from __future__ import annotations

import json

import pytest

from service.ingestion import ingestion as ingesting
from service.ingestion import shards
from service.ingestion.ingestion import Ingestion

SAID = "“The pier stays open to every boat,” said Ines Calloway."
LATER = "“The pier stays open to all boats,” said Ines Calloway."
GUID = "urn:newsml:wire.example:77"


def item(text=SAID, *, version="2024-05-18T10:00:00Z", guid=GUID, **more):
    return json.dumps(
        {
            "uri": guid,
            "type": "text",
            "versioncreated": version,
            "pubstatus": "usable",
            "headline": "Pier",
            "body_text": text,
            **more,
        }
    )


KILL = item(version="2024-05-18T12:00:00Z", pubstatus="canceled")


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


@pytest.fixture
def put(folder, ingestion):
    def put(*files):
        """Write files, each a name and its content, and bring the index in line with the folder."""
        for name, content in files:
            (folder / name).write_text(content)
        return ingestion.sync()

    return put


def documents(index):
    return index.ready().documents


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_what_is_withdrawn_goes_whichever_is_read_first(put, index, names):
    report = put((f"{names[0]}.json", item()), (f"{names[1]}.json", KILL))
    assert documents(index) == 0
    assert any("Pier: it is withdrawn: its status is 'canceled'" in line for line in report.refused)


def test_a_withdrawal_takes_out_all_versions_and_holds_for_later_runs_and_rebuilds(put, index, ingestion, store):
    put(("a.json", item()), ("b.json", item(LATER, version="2024-05-18T11:00:00Z")))
    assert documents(index) == 2
    report = put(("c.json", KILL))
    assert (documents(index), report.removed) == (0, 2)
    put(("d.json", item("“The pier stays,” said Ines Calloway.", version="2024-05-18T09:00:00Z")))
    assert documents(index) == 0
    assert ingestion.difference(set()) == (0, 0)
    store.flushall()
    report = ingestion.sync()
    assert documents(index) == 0
    assert sum("its source withdrew it" in line for line in report.refused) == 3


def test_what_is_published_again_after_it_was_withdrawn_is_shown(put, index):
    put(("a.json", item()), ("b.json", KILL))
    put(("c.json", item(LATER, version="2024-05-19T10:00:00Z")))
    assert documents(index) == 1


def test_other_items_are_not_withdrawn(put, index):
    put(("a.json", item()), ("b.json", item(LATER, guid="urn:newsml:wire.example:78")), ("c.json", KILL))
    assert documents(index) == 1


def test_a_withdrawal_is_kept_with_the_corpus(put, corpus):
    put(("a.json", KILL))
    assert corpus.withdrawn() == {GUID: "2024-05-18T12:00:00"}
    assert any(name.startswith("withdrawn/") for name in corpus.kept())


def test_workers_withdraw_too(folder, corpus, writer, index, put):
    put(("a.json", item()))
    (folder / "b.json").write_text(KILL)
    (stored,) = [f for f in corpus.files() if f.name == "b.json"]
    report = shards.read(corpus, writer, shards.Shard(((stored.name, stored.stamp, stored.size),)))
    assert report.removed == 1
    assert documents(index) == 0


def test_a_later_version_of_an_item_supersedes_the_one_before(put, writer):
    put(("a.json", item()), ("b.json", item(LATER, version="2024-05-18T11:00:00Z")))
    holder = writer.holder(GUID)
    assert writer.known_of(holder)["supersedes"]
    assert writer.known_of(writer.known_of(holder)["supersedes"])["superseded_by"] == holder


def test_an_embargo_holds_until_its_time(put, index, ingestion, monkeypatch):
    monkeypatch.setattr(ingesting, "now", lambda: "2031-01-01T00:00:00")
    report = put(("a.json", item(embargoed="2031-01-02T06:00:00-04:00")))
    assert documents(index) == 0
    told = "a.json: Pier: it is under embargo until 2031-01-02T10:00:00 UTC"
    assert report.refused == [told]
    assert ingestion.sync().refused == [told]
    monkeypatch.setattr(ingesting, "now", lambda: "2031-01-02T10:00:00")
    report = ingestion.sync()
    assert (documents(index), report.added, report.refused) == (1, 1, [])
    assert (ingestion.sync().unchanged, ingestion.sync().refused) == (1, [])


def test_what_could_not_be_read_is_told_again_while_the_file_stays_as_it_is(put, ingestion, folder):
    first = put(("a.jsonl", json.dumps({"text": SAID}) + "\n{}\n{}\n"), ("b.json", "[]"), ("c.txt", SAID))
    assert first.refusals == 3
    again = ingestion.sync()
    assert (again.unchanged, again.refusals, sorted(again.refused)) == (3, 3, sorted(first.refused))
    assert ingestion.files(["a.jsonl"]).refusals == 2
    (folder / "a.jsonl").write_text(json.dumps({"text": LATER}) + "\n")
    assert ingestion.sync().refusals == 1


def test_of_many_refusals_some_are_kept_and_all_are_counted(put, ingestion):
    put(("a.jsonl", "{}\n" * 500))
    again = ingestion.sync()
    assert again.refusals == 500
    assert 0 < len(again.refused) < 100


def test_documents_without_a_quotation_and_transcripts_without_a_name_are_counted(put):
    cues = "1\n00:00:01,000 --> 00:00:02,000\nWe sail at noon.\n"
    report = put(("a.txt", "Nobody says a word."), ("b.srt", cues), ("c.srt", cues.replace("We", "MO TARN: We")), ("d.txt", SAID))
    assert dict(report.silent) == {"a.txt": 1}
    assert dict(report.unnamed) == {"b.srt": 1}
