"""What is malformed is the caller's fault and told as such, and what it asks for costs others nothing."""

from __future__ import annotations

import socket
import stat

import pytest
from itsdangerous import URLSafeSerializer

from service.index import Answers
from service.ingestion.bounded import Late
from service.ingestion.budgets import OverBudget
from service.knowledge.gazetteer import Gazetteer
from tests.conftest import ROOT, Served
from tests.http.problems import assert_problem

POST = b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Served(tmp_path_factory.mktemp("hostile") / "data", ROOT / "corpus", ONRECORD_WORKERS="1")
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "bad-request"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n", 400, "bad-request"),
        (POST + b"Transfer-Encoding: gzip\r\n\r\n", 400, "bad-request"),
        (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400, "bad-request"),
        (b"GET / HTTP/9.9\r\n\r\n", 400, "bad-request"),
        (b"nonsense\r\n\r\n", 400, "bad-request"),
        (GET + b"Host: evil.example\r\n\r\n", 400, "bad-request"),
        (GET + b"Bad Header: x\r\n\r\n", 400, "bad-request"),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "uri-too-long"),
        (POST + b"Content-Length: 9000000\r\n\r\n", 413, "body-too-large"),
    ],
)
def test_what_is_malformed_is_a_problem_with_its_true_reason(server, sent, status, code):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as sock:
        sock.sendall(sent)
        answer = b""
        while data := sock.recv(65536):
            answer += data
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer[:200]
    assert b"/problems/" + code.encode() in answer
    assert b"application/problem+json" in answer


@pytest.mark.parametrize(
    "text", ["$" + "1" * 4990, "1" * 4990 + " million", "two point " + "five " * 900, "²" * 4990, "½" * 4990, "!" * 4990]
)
@pytest.mark.parametrize(
    ("path", "field"), [("verify", "quote"), ("extract", "text"), ("drafts/check", "text"), ("documents", "text")]
)
def test_no_text_is_a_fault_of_the_service(client, path, field, text):
    quoted = text if field == "quote" else f"“We sail for {text},” said Mo Tarn."
    assert client.post(f"/v1/{path}", json={field: quoted}).status_code < 500


def test_nobody_says_where_the_application_is_mounted(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as sock:
        sock.sendall(GET + b"SCRIPT_NAME: /zzz\r\nScript-Name: /zzz\r\n\r\n")
        assert sock.recv(65536).startswith(b"HTTP/1.1 200")


FORGED = [1.5, "x", [], {}, -1, None, True, [None, "x"], 1 << 70]


@pytest.mark.parametrize("place", FORGED)
@pytest.mark.parametrize("path", ["documents", "quotations", "speakers", "outlets"])
def test_a_forged_cursor_opens_nothing(app, client, path, place):
    for secret in ("onrecord", "", "0" * 64):
        cursor = URLSafeSerializer(secret, salt="cursor").dumps([app.extensions["onrecord"].browser.generation, "", place])
        assert_problem(client.get(f"/v1/{path}?cursor={cursor}"), 400, "bad-cursor")


def test_text_that_takes_too_long_is_refused_and_others_are_answered(make_app, monkeypatch):
    app = make_app(request_seconds=1, threads=4)  # with processes of its own
    app.extensions["onrecord"].bounded.close()
    app.extensions["onrecord"].bounded._functions["extract"] = lambda document: (
        "a" * 40 and __import__("re").fullmatch("(?:a|a)*b", "a" * 60)
    )
    app.extensions["onrecord"].bounded.start()
    client = app.test_client()
    text = {"text": "“We sail at noon,” said Peig Donnelly."}
    answer = client.post("/v1/extract", json=text)
    assert answer.status_code in (422, 503)  # by the clock of the processor, or by that of the wall where others had it
    assert client.post("/v1/documents", json=text).status_code in (422, 503)
    assert list(app.extensions["onrecord"].corpus.posted_ids()) == []
    assert client.post("/v1/verify", json={"quote": "We sail at noon"}).status_code == 200


@pytest.mark.parametrize("error", [None, Late(), OverBudget("it takes too much time")])
def test_a_long_document_is_encoded_where_it_holds_nobody_up_and_is_indexed_in_any_case(app, client, monkeypatch, error):
    bounded, names = app.extensions["onrecord"].bounded, []
    run = bounded.run

    def spied(name, *arguments, **bounds):
        names.append(name)
        if name == "encoded" and error is not None:
            raise error
        return run(name, *arguments, **bounds)

    monkeypatch.setattr(bounded, "run", spied)
    words = "The gulls went with us as far as the pier. " * 800
    for text, is_long in (("“We sail at noon,” said Peig Donnelly.", False), (words, True)):
        answer = client.post("/v1/documents", json={"text": text, "kind": "speech", "speaker": "Peig Donnelly"})
        assert answer.status_code == 201
        assert ("encoded" in names) is is_long
    assert client.post("/v1/verify", json={"quote": words[:42]}).json["verdict"] == "verbatim"


@pytest.mark.parametrize(("characters", "seconds", "wait"), [(1000, 2.0, 10.0), (100_000, 3.8, 11.8), (1_000_000, 20.0, 28.0)])
def test_a_long_text_has_longer_than_a_short_one(make_app, monkeypatch, characters, seconds, wait):
    app, asked = make_app(request_seconds=10), []
    monkeypatch.setattr(app.extensions["onrecord"].bounded, "run", lambda *_, **bounds: asked.append(bounds) or [])
    assert app.test_client().post("/v1/extract", json={"text": "a" * characters}).status_code == 200
    assert asked == [{"seconds": pytest.approx(1.5 * seconds, rel=0.05), "wait": pytest.approx(wait, abs=1.0)}]


def test_kept_answers_hold_none_of_the_words_and_open_to_the_same_question_alone(store, index):
    answers = Answers(store, Gazetteer.load(), 60, secret="4f" * 32)
    answers.look(b"")  # which sees what is live
    answers.keep(b"what was asked", index.ready().index_revision, b'{"quote": "unpublished words"}')
    assert answers.look(b"what was asked") == b'{"quote": "unpublished words"}'
    assert answers.look(b"what else was asked") is None
    other = Answers(store, Gazetteer.load(), 60, secret="00" * 32)
    other.look(b"")
    assert other.look(b"what was asked") is None
    (name,) = store.keys("onrecord:a:*")
    assert b"unpublished" not in store.get(name)


def test_an_answer_is_not_found_by_other_rules_than_made_it(store, index, monkeypatch):
    answers = Answers(store, Gazetteer.load(), 60)
    answers.look(b"")
    answers.keep(b"what was asked", index.ready().index_revision, b"{}")
    monkeypatch.setattr("service.index.asking.answers.answering", lambda: "of another release")
    newer = Answers(store, Gazetteer.load(), 60)
    newer.look(b"")
    assert newer.look(b"what was asked") is None
    assert answers.look(b"what was asked") == b"{}"


def test_the_words_of_a_quote_are_in_no_file_and_no_file_is_anybodys(server):
    words = "an unpublished remark about the lighthouse keeper at Ellery"
    assert server.post("/v1/verify", {"quote": words}).status_code == 200
    assert server.post("/v1/verify/batch", {"claims": [{"quote": words}]}).status_code == 200
    assert server.post("/v1/drafts/check", {"text": f"“{words},” she said."}).status_code == 200
    assert server.post("/v1/documents", {"text": "“We sail at noon,” said Peig Donnelly."}).status_code == 201
    files = [path for path in server.data.rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        assert b"lighthouse keeper" not in path.read_bytes(), path
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_a_draft_of_which_the_head_has_too_many_quotes_is_refused_before_the_rest_is_read(app, client, monkeypatch):
    bounded, read = app.extensions["onrecord"].bounded, []
    run = bounded.run

    def spied(name, draft, *arguments, **bounds):
        read.append(len(draft.text))
        return run(name, draft, *arguments, **bounds)

    monkeypatch.setattr(bounded, "run", spied)
    answer = client.post("/v1/drafts/check", json={"text": "that he said “a b c d” " * 4000})
    assert_problem(answer, 422, "validation-failed")
    assert answer.json["errors"][0]["pointer"] == "/text"
    assert "in its first 16,000 characters" in answer.json["detail"]
    assert read == [16_000]
