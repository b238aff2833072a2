"""Corpus and index agree, whatever posts and takedowns of the same documents and addresses come in between one another."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import hypothesis
import pytest
from hypothesis import strategies as st

from service.errors import BeingWritten
from service.index import IndexWriter, connect
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import Corpus
from service.storage.stores import LocalStore
from tests.conftest import ROOT

GAZETTEER = Gazetteer.load()
URLS = ("https://beacon.example/a", "https://beacon.example/a", "https://beacon.example/a", "https://beacon.example/b", None)


def documents(group):
    """Documents that share addresses with one another, and with those of no other group."""
    said = (f"“We counted {n} gulls on pier {7 * n} of harbour {group},” said Ines Calloway." for n in range(len(URLS)))
    return [Document(text, url=url and f"{url}{group}") for text, url in zip(said, URLS, strict=True)]


DOCUMENTS = documents(0)
OPERATIONS = st.lists(st.tuples(st.sampled_from(["post", "take_down"]), st.integers(0, len(DOCUMENTS) - 1)), max_size=6)
EXAMPLES = max(20, hypothesis.settings.default.max_examples // 20)


class Halting(LocalStore):
    """A folder that is slow now and then, so that others come in between."""

    def put(self, name, content):
        self._halt()
        super().put(name, content)
        self._halt()

    def delete(self, name):
        self._halt()
        is_gone = super().delete(name)
        self._halt()
        return is_gone

    def _halt(self):
        time.sleep(random.choice((0, 0, 0.0005, 0.003)))


def done(corpus, url, operations, group=DOCUMENTS):
    """Do operations one after the other, as a worker does, with connections of its own; again what is refused for now."""
    ingestion = Ingestion(corpus, IndexWriter(connect(url, seconds=10), GAZETTEER))
    for name, n in operations:
        while True:
            with suppress(BeingWritten):
                ingestion.post(group[n]) if name == "post" else ingestion.take_down(group[n].id)
                break


def assert_in_order(corpus, store, *groups):
    """The index is clean, it holds what the corpus does, and of the versions at an address one was not replaced."""
    found, ids = audit(store, live(store, GAZETTEER), GAZETTEER)
    writer = IndexWriter(store, GAZETTEER)
    assert found.faults == {}
    assert Ingestion(corpus, writer).difference(ids) == (0, 0)
    superseded = corpus.superseded()
    for group in groups or (DOCUMENTS,):
        assert_group_in_order(corpus, writer, ids, superseded, group)


def assert_group_in_order(corpus, writer, ids, superseded, group):
    for document in group:
        assert corpus.is_posted(document.id) == (document.id in ids)
        assert not (corpus.is_taken_down(document.id) and document.id in ids)
    for url in {d.url for d in group if d.url}:
        versions = [d.id for d in group if d.url == url]
        there = [i for i in versions if i in ids]
        current = [i for i in there if "superseded_by" not in writer.known_of(i)]
        assert len(current) == min(1, len(there))
        assert [i for i in there if i not in superseded] == current
        for i in there:
            assert writer.known_of(i).get("superseded_by") == superseded.get(i)


def interleave(url, folder, *groups):
    """Let the workers of groups do their operations at once, on an empty corpus and index.

    A group is a list of workers, a worker a list of operations. Each group has documents of its own, so that one look at the index
    tells of many. AssertionError where the end is not in order.
    """
    (folder / "corpus").mkdir()
    store = connect(url, seconds=10)
    store.flushall()
    writer = IndexWriter(store, GAZETTEER)
    writer.begin()
    writer.publish()
    corpus = Corpus(folder / "corpus", folder / "data")
    corpus._own = Halting(folder / "data")
    known = [documents(number) for number in range(len(groups))]
    work = [(operations, known[number]) for number, workers in enumerate(groups) for operations in workers]
    try:
        with ThreadPoolExecutor(len(work)) as pool:
            list(pool.map(lambda each: done(corpus, url, *each), work))
        assert_in_order(corpus, store, *known)
    finally:
        store.close()


@hypothesis.given(st.lists(OPERATIONS, min_size=2, max_size=4))
@hypothesis.settings(max_examples=EXAMPLES, suppress_health_check=list(hypothesis.HealthCheck))
def test_any_interleaving_of_threads_ends_in_order(tmp_path_factory, valkey, workers):
    """A part of what `bench/faults/interleavings.py` draws."""
    interleave(valkey, tmp_path_factory.mktemp("order"), workers)


PROCESS = """
import random, sys
from pathlib import Path
from tests.ingestion.test_order import DOCUMENTS, Corpus, done
random.seed(int(sys.argv[4]))
operations = [(random.choice(("post", "take_down")), random.randrange(len(DOCUMENTS))) for _ in range(40)]
done(Corpus(Path(sys.argv[1]), Path(sys.argv[2])), sys.argv[3], operations)
"""


def test_processes_end_in_order_too(folder, tmp_path, valkey, writer, store):
    places = [str(folder), str(tmp_path / "data"), valkey]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", PROCESS, *places, str(seed)], cwd=ROOT, env=environment) for seed in range(3)
    ]
    assert [process.wait(timeout=100) for process in running] == [0, 0, 0]
    assert_in_order(Corpus(folder, tmp_path / "data"), store)


def test_writers_of_an_object_store_are_in_order_by_redis(valkey, writer, store):
    corpus = Corpus("memory://order/corpus", ROOT)
    assert corpus.lock_folder is None
    corpus.sources.put("readme.md", b"There is something here.")
    operations = [[(name, n) for n in range(len(DOCUMENTS)) for name in ("post", "take_down", "post")] for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda own: done(corpus, valkey, own), operations))
    assert_in_order(corpus, store)
    assert store.keys("onrecord:lock:*") == []


def test_a_document_that_the_data_folder_has_lost_is_kept_again_when_it_is_posted_again(corpus, writer):
    ingestion = Ingestion(corpus, writer)
    ingestion.post(DOCUMENTS[0])
    corpus.own.delete(f"documents/{DOCUMENTS[0].id[:2]}/{DOCUMENTS[0].id}.json")
    assert not ingestion.post(DOCUMENTS[0]).is_new
    assert corpus.is_posted(DOCUMENTS[0].id)


@pytest.mark.parametrize("content", [None, b"cut"])
def test_what_was_posted_and_is_not_indexed_can_be_taken_down(corpus, writer, content):
    corpus.save(DOCUMENTS[0])
    if content is not None:
        corpus.own.put(f"documents/{DOCUMENTS[0].id[:2]}/{DOCUMENTS[0].id}.json", content)
    ingestion = Ingestion(corpus, writer)
    assert ingestion.take_down(DOCUMENTS[0].id)
    assert not corpus.is_posted(DOCUMENTS[0].id)
    assert not ingestion.take_down(DOCUMENTS[0].id)
