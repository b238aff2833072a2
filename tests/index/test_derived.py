"""An index is read only by the tables that it was built by; another is a rebuild beside it, never an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from service import derivation as derivations
from service.derivation import derivation
from service.errors import IndexUnavailable
from service.extraction import extract
from service.index import Answers, Index, IndexWriter
from service.index.asking.browse import Browser, Filter
from service.index.layout.reading import live
from service.index.server import keys
from service.index.writing.audit import audit
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from service.settings import load
from service.verification import Verifier
from service.verification.claims import Claim
from tests.conftest import ROOT

TABLES = Gazetteer.load()
SAID = "The grey centre programme is a pier without a sea"
TEXT = f"“{SAID},” said Ines Calloway on Monday."
LANTERN = "“We sail at noon,” Ines Calloway told the Skarn Lantern."

# What a later release does: other spellings, set before anything reads them
OTHER_RELEASE = """
import json, sys
from pathlib import Path
from service.wording import tables
for word in ("grey", "centre", "programme"): del tables.SPELLINGS[word]
from service.errors import IndexUnavailable
from service.index import Answers, Index, IndexWriter, connect
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.storage.corpus import Corpus
from service.verification import Verifier
from service.verification.claims import Claim
url, corpus, data, said = sys.argv[1:]
client, gazetteer = connect(url), Gazetteer.load()
def told(ask):
    try: return ask()
    except IndexUnavailable as error: return error.detail
verify = lambda: (lambda v: [v.verdict, v.degraded])(Verifier(Index(client, gazetteer)).verify(Claim(said)))
kept = lambda: Answers(client, gazetteer, 60).look(b"question")
writer = IndexWriter(client, gazetteer)
out = {"verify": told(verify), "kept": told(kept), "write": told(lambda: writer.has("0" * 16))}
Ingestion(Corpus(corpus, Path(data)), writer).sync()
print(json.dumps({**out, "after": told(verify)}))
"""


@pytest.fixture
def newsroom(tmp_path):
    file = tmp_path / "outlets.txt"
    file.write_text("Skarn Lantern and Gazette | Skarn Lantern\n")
    return Gazetteer.load(file)


def verdict(index, quote=SAID):
    return Verifier(index).verify(Claim(quote)).verdict


def ingestion(corpus, store, gazetteer=TABLES):
    return Ingestion(corpus, IndexWriter(store, gazetteer))


def test_other_spellings_make_another_index_and_no_answer(valkey, store, corpus, folder, tmp_path):
    (folder / "a.txt").write_text(TEXT)
    ingestion(corpus, store).sync()
    index = Index(store, TABLES)
    assert verdict(index) == "verbatim"
    Answers(store, TABLES, 60).keep(b"question", index.ready().index_revision, b"kept")
    assert Answers(store, TABLES, 60).look(b"question") == b"kept"
    done = subprocess.run(
        [sys.executable, "-c", OTHER_RELEASE, valkey, str(folder), str(tmp_path / "data"), SAID],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    for asked in ("verify", "kept", "write"):
        assert "another version's tables" in told[asked], asked
    assert told["after"] == ["verbatim", False]
    for ask in (lambda: verdict(index), lambda: Answers(store, TABLES, 60).look(b"question")):  # the release before it, still up
        with pytest.raises(IndexUnavailable, match="another version's tables"):
            ask()


@pytest.mark.parametrize("lost", [("fold", "keys"), ("fold",), ("keys",), ("schema",)])
def test_an_index_without_its_stamps_is_built_anew(store, corpus, folder, lost):
    (folder / "a.txt").write_text(TEXT)
    ingestion(corpus, store).sync()
    before = live(store, TABLES).generation
    store.hdel(keys.LIVE, *lost)
    index = Index(store, TABLES)
    with pytest.raises(IndexUnavailable):
        verdict(index)
    ingestion(corpus, store).sync()
    assert (verdict(index), live(store, TABLES).generation != before) == ("verbatim", True)


def test_one_that_is_only_asked_again_leaves_an_index_to_those_who_can_read_it(store, corpus, folder, newsroom):
    (folder / "a.txt").write_text(TEXT)
    ingestion(corpus, store, newsroom).sync()
    before = store.hgetall(keys.LIVE)
    with pytest.raises(IndexUnavailable, match="ONRECORD_OUTLETS"):
        ingestion(corpus, store).sync(replaces=False)
    with pytest.raises(IndexUnavailable, match="ONRECORD_OUTLETS"):
        ingestion(corpus, store).files(["a.txt"], replaces=False)
    assert store.hgetall(keys.LIVE) == before
    assert not store.exists(keys.BUILDING)


def test_a_file_that_is_ingested_does_not_take_the_place_of_all_others(store, corpus, folder, newsroom):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(LANTERN)
    ingestion(corpus, store).sync()
    ingestion(corpus, store).post(Document("“The gulls have landed on the pier,” said Peig Donnelly."))
    ingestion(corpus, store, newsroom).files(["b.txt"])
    index = Index(store, newsroom)
    assert [verdict(index), verdict(index, "The gulls have landed on the pier")] == ["verbatim", "verbatim"]


def test_an_abandoned_build_is_no_index(store, corpus, folder):
    """A build that was cut short is not published by whoever ingests one file next."""
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(LANTERN)
    ingestion(corpus, store).sync()
    other = IndexWriter(store, TABLES)
    other.begin(anew=True)
    other.let_go()
    assert other.is_abandoned()
    (folder / "c.txt").write_text("“The gulls have landed on the pier,” said Peig Donnelly.")
    ingestion(corpus, store).files(["c.txt"])
    index = Index(store, TABLES)
    assert [verdict(index), verdict(index, "The gulls have landed on the pier")] == ["verbatim", "verbatim"]
    ingestion(corpus, store).rebuild()
    assert not other.is_abandoned()
    assert [verdict(index), verdict(index, "The gulls have landed on the pier")] == ["verbatim", "verbatim"]


# -- a newsroom's own outlets on an index that is there -------------------------------------------------------------------


@pytest.mark.parametrize("is_set_later", [True, False])
def test_outlets_that_are_set_or_unset_leave_nothing_behind(store, corpus, newsroom, is_set_later):
    before, after = (TABLES, newsroom) if is_set_later else (newsroom, TABLES)
    document = Document(LANTERN, outlet="Skarn Lantern")
    ingestion(corpus, store, before).sync()
    ingestion(corpus, store, before).post(document)
    ingestion(corpus, store, after).sync()
    browser = Browser(store, after)
    for name in ("Skarn Lantern", "the Skarn Lantern"):
        assert len(browser.quotations(Filter(outlet=name), None, 10).rows) == 1
        assert len(browser.documents(name, None, 10).rows) == 1
    assert len(browser.names(keys.OUTLETS, "", "", 10).rows) == 1
    assert ingestion(corpus, store, after).take_down(document.id)
    assert browser.names(keys.OUTLETS, "", "", 10).rows == []
    assert audit(store, live(store, after), after)[0].faults == {}


# -- documents that other rules read --------------------------------------------------------------------------------------


@pytest.fixture
def better(monkeypatch):
    """better(): from now on extraction has rules of a later version, under which nobody is named."""

    def change():
        now = derivation(TABLES)
        newer = derivations.Derivation(now.fold, now.keys, "2-0123456789ab")
        for module in ("service.index.layout.pages", "service.index.layout.tallies", "service.index.writing.generations"):
            monkeypatch.setattr(f"{module}.derivation", lambda gazetteer: newer)

        def unnamed(document, gazetteer):
            return [Passage(passage.parts) for passage in extract(document, gazetteer)]

        monkeypatch.setattr("service.ingestion.encoding.extract", unnamed)
        monkeypatch.setattr("service.ingestion.ingestion.extract", unnamed)
        return newer.rules

    return change


def speakers(store):
    browser = Browser(store, TABLES)
    rows = browser.documents(None, None, 10).rows
    found = [q.attribution.speaker for row in rows for q in browser.document(row.document.id).quotations]
    return sorted(speaker.name if speaker else "-" for speaker in found)


def test_a_sync_reads_again_what_older_rules_read(store, corpus, folder, better):
    (folder / "a.txt").write_text(TEXT)
    ingestion(corpus, store).sync()
    posted = ingestion(corpus, store).post(Document(LANTERN)).id
    browser = Browser(store, TABLES)
    before = derivation(TABLES).rules
    assert browser.document(posted).rules == before
    assert browser.stats().to_reread == 0
    rules = better()
    assert browser.stats().to_reread == 2
    assert ingestion(corpus, store).sync(rereads=False).added == 0
    assert (speakers(store), browser.stats().to_reread) == (["Ines Calloway", "Ines Calloway"], 2)
    fresh = ingestion(corpus, store).post(Document("“The gulls have landed on the pier,” said Peig Donnelly.")).id
    assert (browser.document(fresh).rules, browser.stats().to_reread) == (rules, 2)
    ingestion(corpus, store).sync()
    assert (speakers(store), browser.stats().to_reread) == (["-", "-", "-"], 0)
    assert browser.document(posted).rules == rules
    assert audit(store, live(store, TABLES), TABLES)[0].faults == {}


def test_what_is_left_to_read_again_goes_down_while_that_is_done(store, corpus, folder, better):
    for n in range(4):
        (folder / f"{n}.txt").write_text(f"“The gulls took car park {n} and all of the bandstand,” said Peig Donnelly.")
    ingestion(corpus, store).sync()
    browser = Browser(store, TABLES)
    better()
    writer = IndexWriter(store, TABLES)
    writer.begin(anew=True)
    assert browser.stats().to_reread == 4
    writer.add(Document("“The gulls took car park 0 and all of the bandstand,” said Peig Donnelly."), [])
    assert browser.stats().to_reread == 3
    writer.let_go()
    ingestion(corpus, store).sync()
    assert browser.stats().to_reread == 0


def test_a_build_that_other_rules_began_is_not_gone_on_with(store, corpus, folder, better):
    (folder / "a.txt").write_text(TEXT)
    ingestion(corpus, store).sync()
    writer = IndexWriter(store, TABLES)
    writer.begin(anew=True)
    begun = store.hget(keys.BUILDING, "generation")
    writer.let_go()
    same = IndexWriter(store, TABLES)
    same.begin(anew=True)
    assert store.hget(keys.BUILDING, "generation") == begun
    same.let_go()
    better()
    other = IndexWriter(store, TABLES)
    other.begin(anew=True)
    assert store.hget(keys.BUILDING, "generation") != begun


def test_a_row_that_its_source_attributes_was_read_by_no_rules(store, corpus, folder, better):
    (folder / "a.quotations.jsonl").write_text(json.dumps({"quotation": SAID, "speaker": "Ines Calloway"}) + "\n")
    ingestion(corpus, store).sync()
    better()
    browser = Browser(store, TABLES)
    (row,) = browser.documents(None, None, 10).rows
    assert browser.document(row.document.id).rules is None
    assert browser.stats().to_reread == 0


def test_the_same_settings_give_the_same_gazetteer(tmp_path):
    (tmp_path / "outlets.txt").write_text("Skarn Lantern and Gazette | Skarn Lantern\n")
    settings = load({"ONRECORD_OUTLETS": str(tmp_path / "outlets.txt")})
    first, second = (Gazetteer.load(settings.outlets_file) for _ in range(2))
    assert derivation(first) == derivation(second) != derivation(TABLES)
