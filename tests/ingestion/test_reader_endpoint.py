"""One question over HTTP: what is sent, to whom, and how every way in which a server fails ends within bounds."""

from __future__ import annotations

import gzip
import json
import time

import pytest

from service.extraction import extract
from service.ingestion.reader_asking import questions
from service.ingestion.reader_endpoint import Endpoint, Failed
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.ingestion.replaying import Stub, answering, completion

GAZETTEER = Gazetteer.load()
DOCUMENT = Document(
    "The pier stayed shut. “Nobody has asked the gulls,” a voice called from the back.\n\nNobody laughed.",
    title="The pier",
    outlet="The Ellery Beacon",
    published="2024-05-18",
)
QUESTION = questions(DOCUMENT, extract(DOCUMENT, GAZETTEER), asks_all=True)[0]
EMPTY = '{"quotations": []}'


def endpoint(stub: Stub, seconds: float = 20, key: str = "") -> Endpoint:
    return Endpoint(stub.url, "some-model", key, seconds)


def failure(stub: Stub, seconds: float = 20) -> Failed:
    with pytest.raises(Failed) as raised:
        endpoint(stub, seconds).ask(QUESTION)
    return raised.value


def test_the_document_goes_as_data_and_the_key_as_a_header():
    with Stub(answering(lambda content: EMPTY)) as stub:
        answer = endpoint(stub, key="sk-secret").ask(QUESTION)
    assert (answer.content, answer.tokens) == (EMPTY, 900)
    ((path, headers, body),) = stub.received
    assert (path, headers["Authorization"], body["model"]) == ("/v1/chat/completions", "Bearer sk-secret", "some-model")
    system, user = body["messages"]
    assert (system["role"], user["role"], "gulls" in system["content"]) == ("system", "user", False)
    sent = json.loads(user["content"])
    assert [p["n"] for p in sent["document"]["paragraphs"]] == [1, 2]
    assert sent["quotations"] == [
        {"number": 1, "paragraph": 1, "words": "Nobody has asked the gulls,", "wanted": ["speaker", "date", "venue", "outlet"]}
    ]
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["quotations"]
    assert "sk-secret" not in json.dumps(body)


def test_without_a_key_none_is_sent():
    with Stub(answering(lambda content: EMPTY)) as stub:
        endpoint(stub).ask(QUESTION)
    assert "Authorization" not in stub.received[0][1]


def test_a_server_that_knows_no_schema_is_asked_for_any_json():
    def reply(body):
        if body["response_format"]["type"] == "json_schema":
            return 400, {}, b'{"error": "response_format"}'
        return 200, {}, completion(EMPTY)

    with Stub(reply) as stub:
        asked = endpoint(stub)
        assert asked.ask(QUESTION).content == EMPTY
        assert asked.ask(QUESTION).content == EMPTY
    kinds = [body["response_format"]["type"] for _, _, body in stub.received]
    assert kinds == ["json_schema", "json_object", "json_object"], "it is tried once"


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else():
    with (
        Stub(answering(lambda content: EMPTY)) as elsewhere,
        Stub(lambda body: (307, {"Location": f"{elsewhere.url}/chat/completions"}, b"")) as stub,
    ):
        with pytest.raises(Failed) as raised:
            endpoint(stub, key="sk-secret").ask(QUESTION)
        assert (raised.value.kind, len(stub.received), elsewhere.received) == ("redirect", 1, [])


@pytest.mark.parametrize(
    ("status", "kind", "headers", "pause"),
    [
        (429, "busy", {"Retry-After": "17"}, 17.0),
        (429, "busy", {}, None),
        (503, "busy", {"Retry-After": "99999999"}, 86_400.0),
        (429, "busy", {"Retry-After": "soon"}, None),
        (429, "busy", {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        (500, "broken", {}, None),
        (401, "refused", {}, None),
        (402, "refused", {}, None),
        (404, "refused", {}, None),
        (400, "broken", {}, None),
    ],
)
def test_what_a_server_says_instead_of_an_answer(status, kind, headers, pause):
    with Stub(lambda body: (status, headers, b"no")) as stub:
        found = failure(stub)
    assert (found.kind, found.pause) == (kind, pause)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": {"0": 1}}',
        b'{"choices": [{"message": "text"}]}',
        completion('{"quotations": [{"num', finish="length"),
        b"[" * 100_000,
        completion("x" * 2_000_000),
    ],
    ids=range(10),
)
def test_what_is_no_answer_is_malformed(content):
    with Stub(lambda body: (200, {}, content)) as stub:
        assert failure(stub).kind == "malformed"


def test_a_packed_answer_is_not_unpacked():
    packed = gzip.compress(completion(EMPTY))
    with Stub(lambda body: (200, {"Content-Encoding": "gzip"}, packed)) as stub:
        assert failure(stub).kind == "malformed"


def dripping(piece: bytes, first: bytes = b""):
    yield first
    while True:
        time.sleep(0.05)
        yield piece


def test_a_server_that_drips_is_left():
    with Stub(lambda body: (200, {}, dripping(b" "))) as stub:
        assert failure(stub, seconds=1).kind == "timeout"


def test_a_server_that_says_nothing_is_left():
    with Stub(lambda body: (time.sleep(3), (200, {}, b""))[1]) as stub:
        assert failure(stub, seconds=1).kind == "timeout"


def test_a_server_that_is_not_there_is_unreachable(monkeypatch):
    with Stub(answering(lambda content: EMPTY)) as stub:
        pass
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # nothing is taken from the environment
    assert failure(stub).kind == "unreachable"


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with Stub(answering(lambda content: EMPTY)) as stub:
        assert endpoint(stub).ask(QUESTION).content == EMPTY
