"""What is wrong gets a 4xx that names the field and the mend; never a 500, never half a document."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest
import requests

from tests.http.problems import assert_problem
from tests.pace import cost

DEEP = b"[" * 100_000
HOSTILE = [
    (b"", 400, "malformed-json"),
    (b"{", 400, "malformed-json"),
    (b"nonsense", 400, "malformed-json"),
    (b"\xff\xfe{\x00}\x00", 400, "malformed-json"),
    (b'\xef\xbb\xbf{"quote": "a b c"}', 400, "malformed-json"),
    (DEEP, 400, "malformed-json"),
    (b'{"a":' * 100_000, 400, "malformed-json"),
    (b"[" * 40 + b"]" * 40, 400, "malformed-json"),
    (b'{"quote": ' + b"9" * 5000 + b"}", 400, "malformed-json"),
    (b'{"quote": NaN}', 400, "malformed-json"),
    (b'{"quote": "a \\ud800 b"}', 400, "malformed-json"),
    (b'{"quote": "a \\u0000 b"}', 422, "validation-failed"),
    (b"[]", 422, "validation-failed"),
    (b"null", 422, "validation-failed"),
    (b'"text"', 422, "validation-failed"),
    (b"5", 422, "validation-failed"),
    (b'{"quote": "' + b"a " * 900_000 + b'"}', 422, "validation-failed"),
]


@pytest.mark.parametrize(("body", "status", "code"), HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("path", ["/v1/verify", "/v1/verify/batch", "/v1/extract", "/v1/documents"])
def test_hostile_json(client, path, body, status, code):
    answers = []
    assert cost(lambda: answers.append(client.post(path, data=body, content_type="application/json"))) < 2_000
    assert_problem(answers[0], status, code)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("quote", "", "Empty"), ("quote", " \n\t", "Empty"), ("quote", "word", "at least 2"), ("quote", "a" * 100_000, "5000"), ("quote", 5, "string"),
        ("quote", None, "null"), ("quote", ["a b"], "string"), ("speaker", "", "Empty"), ("speaker", "x" * 3000, "2000"), ("date", "yesterday", "2016-08-03"),
        ("date", "2016-02-30", "no such day"), ("limit", 0, "1"), ("limit", 1000, "20"), ("limit", "5", "integer"), ("colour", "red", "Unknown"),
    ],
)  # fmt: skip
def test_a_bad_claim_names_the_field_and_the_limit(client, field, value, says):
    body = assert_problem(
        client.post("/v1/verify", json={"quote": "Two words", field: value}), 422, "validation-failed", f"/{field}"
    )
    assert says in body["errors"][0]["message"]


@pytest.mark.parametrize("quote", ["", " ", "word", "a" * 6000, "a\x00b c"])
def test_a_bad_lookup(client, quote):
    assert_problem(client.get("/v1/verify", query_string={"quote": quote}), 422, "validation-failed", "/quote")


@pytest.mark.parametrize("claims", [[], [{"quote": "a b"}] * 101, "x", {}])
def test_a_bad_batch(client, claims):
    assert_problem(client.post("/v1/verify/batch", json={"claims": claims}), 422, "validation-failed")


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("text", 5), ("published", "soon"), ("kind", "song"), ("url", "not an address"), ("url", "file:///etc/passwd")],
)
def test_a_bad_document(client, field, value):
    assert_problem(client.post("/v1/documents", json={"text": "Words.", field: value}), 422, "validation-failed", f"/{field}")


@pytest.mark.parametrize("query", ["quote=%ff+a+b+c", "quote=a+b+c&speaker=%e9", "quote=caf%C3+a+b", "quote=a+b+c&limit=%80"])
def test_a_query_that_is_not_in_utf_8_is_told_as_that(client, query):
    problem = assert_problem(client.get(f"/v1/verify?{query}"), 400, "bad-request")
    assert problem["detail"] == "The query is not in UTF-8."
    assert client.get("/v1/verify?quote=caf%C3%A9+a+b").json["quote"] == "café a b"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_another_content_type(client, kind):
    assert_problem(client.post("/v1/verify", data=b'{"quote": "a b"}', content_type=kind), 415, "unsupported-media-type")


def test_a_compressed_body(client):
    answer = client.post("/v1/verify", data=b"x", content_type="application/json", headers={"Content-Encoding": "gzip"})
    assert_problem(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize(("method", "path", "status", "code"), [
    ("GET", "/nope", 404, "not-found"), ("PUT", "/v1/verify", 405, "method-not-allowed"), ("DELETE", "/healthz", 405, "method-not-allowed"), ("GET", "/v1/extract", 405, "method-not-allowed"),
])  # fmt: skip
def test_no_such_route(client, method, path, status, code):
    answer = client.open(path, method=method)
    assert_problem(answer, status, code)
    assert status != 405 or answer.headers["Allow"]


def raw(served, head: bytes, body: bytes) -> bytes:
    """The answer's first bytes to a request that is sent as it is."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
        connection.sendall(head + body)
        return connection.recv(65536)


@pytest.mark.parametrize("extra", [-1, 0, 1, 3_000_000])
@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_body_at_the_limit_is_whole_and_one_over_it_is_refused(served, extra, is_chunked):
    frame = b'{"text": "%s"}'
    size = 2_000_000 + extra
    body = frame % (b"a" * (size - len(frame) + 2))
    head = b"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    if is_chunked:
        pieces = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (body[i : i + 65536] for i in range(0, len(body), 65536)))
        answer = (
            raw(served, head + b"Transfer-Encoding: chunked\r\n\r\n", pieces + b"0\r\n\r\n")
            if extra < 100
            else _broken_pipe_ok(served, head, pieces)
        )
    else:
        answer = (
            raw(served, head + b"Content-Length: %d\r\n\r\n" % len(body), body)
            if extra < 100
            else _broken_pipe_ok(served, head, body)
        )
    expected = b" 413 " if extra > 0 else b" 422 "  # within the body's limit, beyond the text's: refused whole
    assert expected in answer.split(b"\r\n")[0]


def _broken_pipe_ok(served, head: bytes, body: bytes) -> bytes:
    """The answer to a body far over the limit, which the server need not read to its end."""
    framing = b"Transfer-Encoding: chunked\r\n\r\n" if b"\r\n" in body[:10] else b"Content-Length: %d\r\n\r\n" % len(body)
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
        with suppress(OSError):
            connection.sendall(head + framing + body)
        return connection.recv(65536)


def test_what_the_server_cannot_parse_is_a_problem_too(served):
    assert_problem(requests.get(f"{served.base}/v1/verify?quote=" + "word%20" * 1500, timeout=20), 414, "uri-too-long")
