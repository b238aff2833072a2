"""The index on three nodes of a cluster and behind sentinels: the same answers as from one server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.errors import IndexUnavailable, SettingError
from service.extraction import extract
from service.index import Answers, Index, IndexWriter, connect
from service.index.layout.reading import live
from service.index.server.keys import LIVE
from service.index.server.servers import what_is_lost
from service.index.writing import claims
from service.index.writing.audit import audit
from service.index.writing.generations import State
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import Corpus
from service.verification import Claim, Verifier
from tests import nodes
from tests.conftest import PATIENCE, ROOT
from tests.ports import free_ports

CLAIMS = (
    Claim("A ferry that never leaves the pier is a very expensive café."),
    Claim("A ferry that always leaves the pier is a very expensive café.", speaker="Ines Calloway"),
    Claim("never leaves the pier"),
    Claim("The moon is a harsh landlady indeed, sir, and so say all of us."),
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    found = nodes.cluster(tmp_path_factory.mktemp("cluster"))
    yield "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in found)
    for node in found:
        node.kill()


def built(url, data):
    client = connect(url, seconds=10)
    report = Ingestion(Corpus(ROOT / "corpus", data), IndexWriter(client, Gazetteer.load())).sync()
    assert report.refused == []
    return client, Verifier(Index(client, Gazetteer.load()))


def test_a_cluster_answers_as_one_server_does(cluster, valkey, store, tmp_path):
    spread, on_cluster = built(cluster, tmp_path / "a")
    _, on_one = built(valkey, tmp_path / "b")
    for claim in CLAIMS:
        ours, theirs = on_cluster.verify(claim), on_one.verify(claim)
        assert replace(ours, index_revision="") == replace(theirs, index_revision="")
    assert all(node.dbsize() > 100 for node in map(spread.get_redis_connection, spread.get_primaries()))
    assert audit(spread, live(spread, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_a_document_on_a_cluster_comes_and_goes(cluster, tmp_path):
    client, verifier = built(cluster, tmp_path / "data")
    index, writer = Index(client, Gazetteer.load()), IndexWriter(client, Gazetteer.load())
    document_id = verifier.verify(CLAIMS[0]).matches[0].quotation.document.id
    assert index.document(document_id) is not None
    assert writer.remove(document_id)
    assert index.document(document_id) is None
    assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    answers = Answers(client, Gazetteer.load(), 60)
    answers.look(b"question")
    answers.keep(b"question", index.ready().index_revision, b"answer")
    assert answers.look(b"question") == b"answer"


def test_a_rebuild_on_a_cluster_leaves_one_generation(cluster, tmp_path):
    client, _ = built(cluster, tmp_path / "data")
    before = live(client, Gazetteer.load()).generation
    Ingestion(Corpus(ROOT / "corpus", tmp_path / "data"), IndexWriter(client, Gazetteer.load())).rebuild()
    assert live(client, Gazetteer.load()).generation != before
    assert not list(client.scan_iter(match=f"onrecord:{before}:*", count=1000))


def restarted(client):
    """Have it look as if a shard had been started again."""
    client.hset(LIVE, "vouched", "{}")
    assert what_is_lost(client)


@pytest.mark.parametrize(
    ("damage", "state"),
    [
        (lambda client, keys: None, State.WHOLE),
        (lambda client, keys: client.append(keys.bucket(7), b"\1\2\3\4\5\6"), State.UNTIDY),
        (lambda client, keys: client.delete(next(client.scan_iter(match=f"onrecord:{keys.generation}:i:*"))), State.LOST),
        (lambda client, keys: client.delete(next(client.scan_iter(match=f"onrecord:{keys.generation}:p:*"))), State.LOST),
    ],
)
def test_after_a_shard_was_started_again_only_what_misleads_closes_the_index(cluster, tmp_path, damage, state):
    client, verifier = built(cluster, tmp_path / "data")
    damage(client, live(client, Gazetteer.load()))
    restarted(client)
    before, writer = live(client, Gazetteer.load()).generation, IndexWriter(client, Gazetteer.load())
    assert writer.vouch() is state
    assert bool(what_is_lost(client)) is (state is State.LOST)
    if state is not State.LOST:
        assert verifier.verify(CLAIMS[3]).verdict == "not_found"
    restarted(client)
    client, _ = built(cluster, tmp_path / "data")
    assert (live(client, Gazetteer.load()).generation == before) is (state is State.WHOLE)
    assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_a_write_that_meets_a_shard_without_its_scripts_waits_for_nobody(cluster, tmp_path, monkeypatch):
    """A server that was started again knows no scripts; the claim of the first attempt must not hold up the second."""
    monkeypatch.setattr(claims, "_WAIT_SECONDS", 1.0)
    client, _ = built(cluster, tmp_path / "data")
    writer = IndexWriter(client, Gazetteer.load())
    documents = [Document(f"“The gulls took car park {n} and all of the bandstand,” said Peig Donnelly.") for n in range(30)]
    for n, document in enumerate(documents):
        client.get_redis_connection(client.get_primaries()[n % 3]).script_flush()
        assert writer.add(document, extract(document, Gazetteer.load())) == 1
    for document in documents:
        writer.remove(document.id)
    assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}


@pytest.mark.timeout(2 * PATIENCE)
def test_a_shard_that_comes_back_empty_has_the_index_built_anew(tmp_path):
    found = nodes.cluster(tmp_path / "cluster")
    url = "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in found)
    try:
        _, verifier = built(url, tmp_path / "data")
        found[1].kill()
        with pytest.raises(IndexUnavailable):
            verifier.verify(CLAIMS[0])
        found[1].start()
        nodes.until(lambda: all(b"cluster_state:ok" in node.client.execute_command("CLUSTER", "INFO") for node in found))
        with pytest.raises(IndexUnavailable):
            verifier.verify(CLAIMS[3])
        client, verifier = built(url, tmp_path / "data")
        assert [verifier.verify(claim).verdict for claim in CLAIMS] == ["verbatim", "altered", "verbatim", "not_found"]
        assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    finally:
        for node in found:
            node.kill()


def test_a_shard_that_is_emptied_while_it_runs_is_noticed_and_the_index_built_anew(tmp_path):
    found = nodes.cluster(tmp_path / "cluster")
    url = "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in found)
    try:
        built(url, tmp_path / "data")
        for node in found:
            client, verifier = built(url, tmp_path / "data")
            assert verifier.verify(CLAIMS[3]).verdict == "not_found"
            node.client.flushall()
            with pytest.raises(IndexUnavailable):
                verifier.verify(CLAIMS[3])
        client, verifier = built(url, tmp_path / "data")
        assert [verifier.verify(claim).verdict for claim in CLAIMS] == ["verbatim", "altered", "verbatim", "not_found"]
        assert audit(client, live(client, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    finally:
        for node in found:
            node.kill()


@pytest.mark.timeout(2 * PATIENCE)
def test_sentinels_lead_to_the_new_master(tmp_path):
    ports = free_ports(5)
    options = ('save ""', "appendonly no", "repl-diskless-sync-delay 0")
    master = nodes.Node(tmp_path / "master", ports[0], *options)
    replica = nodes.Node(tmp_path / "replica", ports[1], *options, f"replicaof 127.0.0.1 {ports[0]}")
    watch = (
        f"sentinel monitor news 127.0.0.1 {ports[0]} 2",
        f"sentinel down-after-milliseconds news {PATIENCE * 1000:.0f}",  # no master that is only slow is given up
        "sentinel failover-timeout news 3000",
    )
    sentinels = [nodes.Node(tmp_path / str(port), port, *watch, is_sentinel=True) for port in ports[2:]]
    try:
        nodes.until(lambda: all(s.client.execute_command("SENTINEL", "CKQUORUM", "news") for s in sentinels))
        nodes.until(lambda: all(s.client.execute_command("SENTINEL", "REPLICAS", "news") for s in sentinels))
        url = "redis+sentinel://" + ",".join(f"127.0.0.1:{port}" for port in ports[2:]) + "/news"
        client, verifier = built(url, tmp_path / "data")
        assert verifier.verify(CLAIMS[0]).verdict == "verbatim"
        nodes.until(
            lambda: replica.client.exists("onrecord:live") and replica.client.info("replication")["master_link_status"] == "up"
        )
        master.kill()
        for sentinel in sentinels:
            sentinel.client.execute_command("SENTINEL", "SET", "news", "down-after-milliseconds", 500)
        nodes.until(lambda: replica.client.info("replication")["role"] == "master")
        nodes.until(lambda: _verdict(verifier, CLAIMS[0]) == "verbatim")
        with pytest.raises(IndexUnavailable, match="started again"):  # nobody has looked whether all of it came over
            verifier.verify(CLAIMS[3])
        assert Ingestion(Corpus(ROOT / "corpus", tmp_path / "data"), IndexWriter(client, Gazetteer.load())).sync().added == 0
        assert verifier.verify(CLAIMS[3]).verdict == "not_found"
    finally:
        for node in (master, replica, *sentinels):
            node.kill()


def _verdict(verifier, claim):
    try:
        return verifier.verify(claim).verdict
    except IndexUnavailable:
        return None


@pytest.mark.parametrize("url", ["redis+sentinel://127.0.0.1:1", "ftp://127.0.0.1"])
def test_an_address_that_says_nothing_is_a_setting_error(url):
    with pytest.raises(SettingError, match="REDIS_URL"):
        connect(url)
