"""A newsroom's own outlets count the same through whichever door a document comes in (ONRECORD_OUTLETS)."""

from __future__ import annotations

import json
import time

import pytest

from service.index import connect
from service.index.server.keys import LIVE
from service.storage.embedded import Embedded
from tests.conftest import Served, clean_environment, run, template
from tests.ports import free_port

TEXT = "“We sail at noon,” Ines Calloway told the Skarn Lantern."
CANONICAL = "Skarn Lantern and Gazette"


@pytest.fixture
def place(tmp_path):
    (tmp_path / "corpus").mkdir()
    outlets = tmp_path / "outlets.txt"
    outlets.write_text(f"{CANONICAL} | Skarn Lantern | lantern.example  # the island's own\n")
    return {
        "ONRECORD_DATA": str(tmp_path / "data"),
        "ONRECORD_CORPUS": str(tmp_path / "corpus"),
        "ONRECORD_OUTLETS": str(outlets),
    }


@pytest.fixture
def redis_url(tmp_path):
    """A server that a queue and several commands share."""
    server = Embedded(tmp_path / "shared")
    server.start()
    yield server.url
    server.stop()


def carried(place):
    """How many quotations each outlet carried or published, by the command line."""
    done = run("stats", "--json", **place)
    assert done.returncode == 0, done.stderr
    return {row["name"]: row["quotations"] for row in json.loads(done.stdout)["most_quoting"]}


def ok(*arguments, **place):
    done = run(*arguments, **place)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_extract(place, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert CANONICAL in ok("extract", str(tmp_path / "a.txt"), **place)


def test_ingest(place, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    ok("ingest", str(tmp_path / "a.txt"), **place)
    assert carried(place) == {CANONICAL: 1}


def test_ingest_reads_what_a_page_s_address_tells(place, tmp_path):
    row = {"text": "“We sail at noon,” said Ines Calloway.", "url": "https://news.lantern.example/2024/05/18/noon"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    ok("import", "--as", "documents", str(tmp_path / "rows.jsonl"), **place)
    assert carried(place) == {CANONICAL: 1}


def test_import_of_quotations_counts_by_the_same_key(place, tmp_path):
    rows = [
        {"quotation": f"We sail at {hour}", "outlet": name} for hour, name in (("noon", CANONICAL), ("dawn", "the Skarn Lantern"))
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ok("import", str(tmp_path / "rows.jsonl"), **place)
    assert list(carried(place).values()) == [2]


def test_several_processes(place, tmp_path):
    rows = [
        {"text": f"“We sail at noon from pier {n},” Ines Calloway told the Skarn Lantern.", "filling": "no field of ours. " * 240}
        for n in range(1000)
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert (tmp_path / "rows.jsonl").stat().st_size > 4_000_000  # from where on others read
    ok("ingest", "--processes", "2", str(tmp_path / "rows.jsonl"), **place)
    assert carried(place) == {CANONICAL: 1000}


def test_workers(place, tmp_path, redis_url):
    place["REDIS_URL"] = redis_url
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    with (tmp_path / "log").open("wb") as log:
        worker = template().open("worker", environment=clean_environment(**place), log=log)
    try:
        ok("ingest", "--queue", str(tmp_path / "corpus"), **place)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
        worker.stdout.close()
    assert carried(place) == {CANONICAL: 1}


def test_watch(place, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    ok("watch", "--once", str(tmp_path / "in"), **place)
    assert carried(place) == {CANONICAL: 1}


def test_a_rebuild_and_a_recheck(place, tmp_path):
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    ok("index", "rebuild", **place)
    assert carried(place) == {CANONICAL: 1}
    ok("index", "verify", **place)
    ok("recheck", "--full", **place)


def test_a_check_against_a_corpus(place, tmp_path):
    """What was told to the newsroom itself is its own interview, under any of its names."""
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    (tmp_path / "draft.md").write_text(f"{TEXT}\n\n“The gulls have landed on the pier,” Peig Donnelly told the Skarn Lantern.")
    (tmp_path / "newsroom.toml").write_text(f'outlet = "{CANONICAL}"\n')
    arguments = ("--corpus", place["ONRECORD_CORPUS"], "--config", str(tmp_path / "newsroom.toml"), "--format", "json")
    found = {}
    for outlets in (place["ONRECORD_OUTLETS"], ""):
        done = run("check", *arguments, str(tmp_path / "draft.md"), ONRECORD_OUTLETS=outlets)
        report = json.loads(done.stdout)
        assert report["failures"] == []
        found[bool(outlets)] = report["not_in_archive"]
    assert found == {True: 0, False: 1}


def test_the_service_reads_its_corpus_and_what_is_posted_alike(place, tmp_path):
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    server = Served(tmp_path / "data", tmp_path / "corpus", ONRECORD_OUTLETS=place["ONRECORD_OUTLETS"])
    server.start()
    try:
        told = [server.post("/v1/verify", {"quote": "We sail at noon", "outlet": "the Skarn Lantern"}).json()]
        assert server.post("/v1/documents", {"text": TEXT.replace("noon", "dawn")}).status_code == 201
        told.append(server.post("/v1/verify", {"quote": "We sail at dawn", "outlet": "the Skarn Lantern"}).json())
        for verification in told:
            assert verification["matches"][0]["quotation"]["outlet"]["name"] == CANONICAL
            assert verification["attribution"]["status"] == "confirmed"
        assert server.post("/v1/extract", {"text": TEXT}).json()["quotations"][0]["outlet"]["name"] == CANONICAL
        doctor = run("doctor", **place, ONRECORD_URL=server.base)
        assert (doctor.returncode, "index: 2 quotations" in doctor.stdout) == (0, True), doctor.stdout
        other = run("doctor", **{**place, "ONRECORD_OUTLETS": ""}, ONRECORD_URL=server.base)
        assert (other.returncode, "ONRECORD_OUTLETS" in other.stdout) == (1, True)
    finally:
        server.stop()


def test_a_file_that_cannot_be_read_is_told_by_every_door(place, tmp_path):
    (tmp_path / "outlets.txt").write_bytes(b"Caf\xe9\n")
    (tmp_path / "a.txt").write_text(TEXT)
    for arguments in (
        ("extract", str(tmp_path / "a.txt")),
        ("ingest", str(tmp_path / "a.txt")),
        ("watch", "--once", str(tmp_path / "corpus")),
        ("index", "rebuild"),
        ("serve", "--port", str(free_port())),
    ):
        done = run(*arguments, **place)
        assert (done.returncode, "ONRECORD_OUTLETS cannot be read" in done.stderr) == (2, True), arguments


def test_older_rules_are_read_again_behind_the_service(place, tmp_path):
    """A service that starts on an index which other rules read answers at once, and reads it again in the background."""
    del place["ONRECORD_OUTLETS"]
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    ok("index", "rebuild", **place)
    embedded = Embedded(tmp_path / "data")
    embedded.start()
    client = connect(embedded.url, seconds=5)
    before = client.hget(LIVE, "generation").decode()
    counts = f"onrecord:{before}:counts"
    (rules,) = [name for name in client.hkeys(counts) if name.startswith(b"r:")]
    client.hset(counts, "r:0-000000000000", client.hget(counts, rules))
    client.hdel(counts, rules)
    client.close()
    embedded.stop()
    server = Served(tmp_path / "data", tmp_path / "corpus")
    server.start()
    try:
        assert server.post("/v1/verify", {"quote": "We sail at noon"}).json()["verdict"] == "verbatim"
        end = time.monotonic() + 60
        while time.monotonic() < end and server.get("/v1/stats").json()["index_revision"].startswith(f"{before}."):
            assert server.post("/v1/verify", {"quote": "We sail at noon"}).json()["verdict"] == "verbatim"
            time.sleep(0.1)
        stats = server.get("/v1/stats").json()
        assert (stats["to_reread"], stats["index_revision"].split(".")[0] != before) == (0, True)
        assert server.post("/v1/verify", {"quote": "We sail at noon"}).json()["verdict"] == "verbatim"
        assert "reading 1 document again, which older rules read, in the background" in server.log.read_text()
    finally:
        server.stop()
