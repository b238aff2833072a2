"""Shards: in any order, more than once, cut short, by workers of their own."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys

import pytest

from service.index import IndexWriter
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.ingestion import shards, workers
from service.ingestion.ingestion import Ingestion
from service.ingestion.shards import Shard
from service.ingestion.writing import Report
from service.knowledge.gazetteer import Gazetteer
from service.storage.embedded import Embedded
from tests.conftest import PATIENCE, ROOT, Served, template, until
from tests.processes import children


def said(n):
    return f"“We counted {n} gulls on pier {n * 7} before the bell rang at {n % 12} o'clock,” said Ines Calloway."


def write(path, first, last, **more):
    path.write_text("".join(json.dumps({"text": said(n), **more}) + "\n" for n in range(first, last)))


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(shards, "_MOST_BYTES", 2000)


def planned(ingestion, corpus):
    report = Report()
    with ingestion.shared([f.name for f in corpus.files()], report) as (files, writer, _):
        return list(shards.planned(corpus, writer, files, report))


def test_shards_are_read_in_any_order_and_twice(small, folder, ingestion, corpus, store, index):
    write(folder / "a.jsonl", 0, 100)
    for n in range(3):
        (folder / f"{n}.txt").write_text(said(200 + n))
    found = planned(ingestion, corpus)
    assert len(found) > 4
    assert Shard.of(json.loads(json.dumps(found[-1].as_plain()))) == found[-1]
    random.Random(3).shuffle(found)
    for shard in (*found, *found[:3]):
        shards.read(corpus, IndexWriter(store, Gazetteer.load()), shard)
    assert index.ready().documents == 103
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    report = ingestion.sync()
    assert (report.added, report.unchanged, report.removed) == (0, 4, 0)


def test_what_is_done_is_not_planned_again_and_a_changed_file_is(small, folder, ingestion, corpus, store):
    write(folder / "a.jsonl", 0, 100)
    first = planned(ingestion, corpus)
    for shard in first[:2]:
        shards.read(corpus, IndexWriter(store, Gazetteer.load()), shard)
    assert planned(ingestion, corpus) == first[2:]
    write(folder / "a.jsonl", 50, 160)
    again = planned(ingestion, corpus)
    for shard in again:
        shards.read(corpus, IndexWriter(store, Gazetteer.load()), shard)
    found, ids = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, len(ids), ingestion.difference(ids)) == ({}, 110, (0, 0))


def test_a_shard_whose_file_is_not_there_fails(folder, ingestion, corpus, store):
    (folder / "a.txt").write_text(said(1))
    (shard,) = planned(ingestion, corpus)
    (folder / "a.txt").unlink()
    with pytest.raises(OSError, match="No such file"):
        shards.read(corpus, IndexWriter(store, Gazetteer.load()), shard)


def status(*arguments, **environment):
    return template().run(*arguments, environment=environment, timeout=PATIENCE).returncode


def start(*arguments, **environment):
    command = [sys.executable, "-m", "service.cli.main", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.timeout(2 * PATIENCE)
def test_workers_read_what_is_handed_out_though_one_is_killed(tmp_path):
    """The processes that read are killed once, as the kernel does for want of memory: another attempt reads their shards."""
    (tmp_path / "corpus").mkdir()
    server = Served(tmp_path / "data", tmp_path / "corpus")
    server.start()
    readers = []
    try:
        for n in range(4):  # with a field that nothing reads, so that a few rows make two shards
            write(tmp_path / f"{n}.jsonl", n * 200, n * 200 + 200, note=" It rained." * 330)
        assert 2 * shards._MOST_BYTES > sum(path.stat().st_size for path in tmp_path.glob("*.jsonl")) > shards._MOST_BYTES
        readers = [start("worker", **server.environment) for _ in range(2)]
        ingesting = start("ingest", "--queue", *(str(tmp_path / f"{n}.jsonl") for n in range(4)), **server.environment)
        queue = workers.queue_at(Embedded(server.data).url)
        until(lambda: ingesting.poll() is not None or workers.counts(queue)["being_read"])
        killed = [child for worker in readers for child in children(worker.pid)]
        for child in killed:
            os.kill(child, signal.SIGKILL)
        told, wrong = ingesting.communicate(timeout=PATIENCE)
        assert killed, "nothing was being read"
        assert ingesting.returncode == 0, told + wrong
        assert "800" in told
        assert status("index", "verify", **server.environment) == 0
        assert server.get("/v1/stats").json()["documents"] == 800
    finally:
        for worker in readers:
            worker.terminate()
            worker.communicate(timeout=PATIENCE)
        server.stop()


def test_without_a_worker_what_is_queued_waits_for_one_that_comes_later(tmp_path):
    """`onrecord ingest --queue` returns, so that a script may start the worker after it."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "first.txt").write_text("“The gulls sat on the pier all night,” said Peig Donnelly.")
    hooks = {"ONRECORD_WEBHOOKS": "http://127.0.0.1:9/in", "ONRECORD_WEBHOOK_SECRET": f"whsec_{'A' * 32}"}
    server = Served(tmp_path / "data", tmp_path / "corpus", **hooks)  # whose own worker reads no shards
    server.start()
    try:
        write(tmp_path / "later.jsonl", 0, 5)
        queued = start("ingest", "--queue", str(tmp_path / "later.jsonl"), **server.environment)
        told, wrong = queued.communicate(timeout=PATIENCE)
        assert queued.returncode == 0, told + wrong
        assert "1 shard waits in the queue, and no worker runs: `onrecord worker` reads them" in told + wrong
        assert server.get("/v1/stats").json()["documents"] == 1
        assert status("worker", "--burst", **server.environment) == 0
        assert server.get("/v1/stats").json()["documents"] == 6
    finally:
        server.stop()


def test_a_shard_that_fails_is_tried_again_then_parked_listed_and_retried(tmp_path, monkeypatch):
    """The file goes after it was planned: three attempts, then it is listed with the reason; when it is back, a retry reads it."""
    from service.index import connect
    from service.storage.corpus import Corpus

    monkeypatch.setattr(workers, "_PAUSES", [0, 0])
    folder = tmp_path / "corpus"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text(said(1))
    server = Embedded(tmp_path / "data")
    server.start()
    try:
        environment = {"REDIS_URL": server.url, "ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(folder)}
        queue = workers.queue_at(server.url)
        corpus, report = Corpus(folder, tmp_path / "data"), Report()
        ingestion = Ingestion(corpus, IndexWriter(connect(server.url, seconds=10), Gazetteer.load()))
        with ingestion.shared(["a.txt"], report) as (files, writer, _):
            for shard in shards.planned(corpus, writer, files, report):
                workers._enqueue(queue, shard)
                workers._enqueue(queue, shard)  # once, however often it is planned
        assert workers.counts(queue)["waiting"] == 1
        content = file.read_text()
        file.unlink()
        whole = {**os.environ, **environment}
        assert status("worker", "--burst", **whole) == 0
        listed = start("queue", **whole)
        told, _ = listed.communicate(timeout=PATIENCE)
        assert listed.returncode == 1
        assert "0 waiting, 0 being read, 1 given up" in told
        assert "GIVEN UP  a.txt: FileNotFoundError" in told
        file.write_text(content)
        assert "1 shards and 0 webhooks queued again" in start("queue", "--retry", **whole).communicate(timeout=PATIENCE)[0]
        assert status("worker", "--burst", **whole) == 0
        assert status("queue", **whole) == 0
        found, ids = audit(
            connect(server.url, seconds=10), live(connect(server.url, seconds=10), Gazetteer.load()), Gazetteer.load()
        )
        assert (found.faults, len(ids)) == ({}, 1)
    finally:
        server.stop()


def forgotten(client, job):
    """Lose one job, as a failover to a replica that lags does."""
    client.delete(f"rq:job:{job}")
    client.lrem("rq:queue:onrecord", 0, job)


def emptied(client, job):
    """Empty the Redis, and write what a worker that was about to read the shard leaves there."""
    client.flushdb()
    client.hset(f"rq:job:{job}", mapping={"status": "started", "last_heartbeat": "2026-05-18T00:00:00.000000Z"})


@pytest.mark.parametrize("lose", [forgotten, emptied])
def test_shards_that_redis_loses_are_queued_again(tmp_path, lose):
    from service.index import connect
    from service.storage.corpus import Corpus

    (tmp_path / "corpus").mkdir()
    for n in range(3):
        (tmp_path / "corpus" / f"{n}.txt").write_text(said(n))
    server = Embedded(tmp_path / "data")
    server.start()
    environment = {
        **os.environ, "REDIS_URL": server.url, "ONRECORD_QUEUE_URL": f"{server.url}?db=1",
        "ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(tmp_path / "corpus"),
    }  # fmt: skip
    told, readers = [], []

    def strike(*_):
        if not readers:
            (job,) = queue.get_job_ids()
            lose(queue.connection, job)
            readers.append(start("worker", **environment))

    try:
        queue = workers.queue_at(environment["ONRECORD_QUEUE_URL"])
        corpus = Corpus(tmp_path / "corpus", tmp_path / "data")
        client = connect(server.url, seconds=10)
        ingestion = Ingestion(corpus, IndexWriter(client, Gazetteer.load()))
        names = [f"{n}.txt" for n in range(3)]
        report = workers.ingest_by_workers(ingestion, queue, names, strike, told.append)
        assert (report.added, report.refusals) == (3, 0)
        assert "Redis has lost a shard that was queued: queued again" in told
        assert not list(queue.connection.scan_iter("onrecord:queued:*"))
        assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    finally:
        for reader in readers:
            reader.terminate()
            reader.communicate(timeout=PATIENCE)
        server.stop()


def test_a_queue_on_a_cluster_is_refused_with_the_mend(monkeypatch):
    import redis

    from service.errors import SettingError

    monkeypatch.setattr(workers, "connect", lambda *a, **k: object.__new__(redis.RedisCluster))
    with pytest.raises(SettingError, match="ONRECORD_QUEUE_URL"):
        workers.queue_at("redis+cluster://a:1")
