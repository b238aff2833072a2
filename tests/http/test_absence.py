"""A service whose corpus is away, is another's, or is served already: it refuses, and never answers `not_found` for it."""

from __future__ import annotations

import shutil

import pytest

from service.storage.embedded import Embedded
from tests.conftest import PATIENCE, Served, run, template
from tests.http.problems import assert_problem
from tests.nodes import until
from tests.ports import free_port


def said(n: int) -> str:
    return f"We counted {n} gulls on pier {n * 7} before the bell"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus").mkdir(exist_ok=True)
    for n in range(30):
        (tmp_path / "corpus" / f"{n}.txt").write_text(f"“{said(n)},” said Ines Calloway.")
    return tmp_path / "corpus"


@pytest.fixture
def external(tmp_path):
    server = Embedded(tmp_path / "redis")
    server.start()
    yield server.url
    server.stop()


def refused(server: Served) -> str:
    """What a start says that is refused with exit status 2."""
    done = template().run("serve", "--port", str(free_port()), environment=server.environment, timeout=PATIENCE)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_start_without_the_corpus_is_refused_and_the_index_kept(tmp_path, corpus):
    """Whether its folder is gone or there with nothing in it."""
    server = Served(tmp_path / "data", corpus)
    server.start()
    assert server.stop() == 0
    corpus.rename(tmp_path / "away")
    assert str(corpus) in refused(server)
    corpus.mkdir()
    assert str(corpus) in refused(server)
    corpus.rmdir()
    (tmp_path / "away").rename(corpus)
    server.start()
    assert server.post("/v1/verify", {"quote": said(3)}).json()["verdict"] == "verbatim"
    server.stop()


def test_half_a_corpus_keeps_the_old_index_and_nothing_is_not_found(tmp_path, corpus, external):
    server = Served(tmp_path / "data", corpus, REDIS_URL=external)
    server.start()
    server.stop()
    for n in range(15):
        (corpus / f"{n}.txt").unlink()
    server.start()
    until(lambda: "--allow-removals" in server.log.read_text())
    answer = server.post("/v1/verify", {"quote": said(3)}).json()
    assert (answer["verdict"], answer["degraded"]) == ("verbatim", True)
    body = assert_problem(
        server.post("/v1/verify", {"quote": "Nobody has ever said this of lighthouses"}), 503, "index-unavailable"
    )
    assert "15 of the 30" in body["detail"]
    server.stop()


def test_a_second_service_on_one_data_folder_is_refused_with_the_address_of_the_first(tmp_path, corpus):
    first = Served(tmp_path / "data", corpus)
    first.start()
    (tmp_path / "other").mkdir(exist_ok=True)
    second = Served(tmp_path / "data", tmp_path / "other")
    assert first.base in refused(second)
    assert first.post("/v1/verify", {"quote": said(3)}).json()["verdict"] == "verbatim"
    first.stop()


def test_a_second_corpus_on_one_redis_is_refused_and_the_first_goes_on(tmp_path, corpus, external):
    first = Served(tmp_path / "data", corpus, REDIS_URL=external)
    first.start()
    assert first.post("/v1/documents", {"text": f"“{said(77)},” said Peig Donnelly."}).status_code == 201
    (tmp_path / "other").mkdir(exist_ok=True)
    second = Served(tmp_path / "otherdata", tmp_path / "other", REDIS_URL=external)
    assert "another corpus" in refused(second)
    for command in (["index", "rebuild"], ["ingest", str(corpus / "3.txt")]):
        done = run(*command, "--data", str(tmp_path / "otherdata"), "--corpus", str(tmp_path / "other"), "--redis-url", external)
        assert done.returncode == 2
        assert "another corpus" in done.stderr
    for n in (3, 77):
        assert first.post("/v1/verify", {"quote": said(n)}).json()["verdict"] == "verbatim"
    done = run("index", "rebuild", "--take-over", "--data", str(tmp_path / "otherdata"), "--corpus", str(tmp_path / "other"),
               "--redis-url", external)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert_problem(first.post("/v1/verify", {"quote": said(3)}), 503, "index-unavailable")
    first.stop()


def test_posted_documents_that_are_gone_are_told_of_at_start(tmp_path, corpus, external):
    server = Served(tmp_path / "data", corpus, REDIS_URL=external)
    server.start()
    assert server.post("/v1/documents", {"text": f"“{said(77)},” said Peig Donnelly."}).status_code == 201
    server.stop()
    shutil.rmtree(tmp_path / "data" / "documents")
    server.start()
    until(lambda: "1 posted documents" in server.log.read_text())
    assert server.post("/v1/verify", {"quote": said(77)}).json()["verdict"] == "verbatim"
    server.stop()


@pytest.mark.parametrize("there", [True, False])
def test_a_check_against_no_corpus_could_not_be_done(tmp_path, there):
    draft = tmp_path / "draft.md"
    draft.write_text("“A ferry that never leaves the pier is a very expensive café,” Ines Calloway said.")
    if there:
        (tmp_path / "empty").mkdir(exist_ok=True)
    done = run("check", "--corpus", str(tmp_path / "empty"), str(draft))
    assert done.returncode == 2
    assert "empty" in done.stderr
