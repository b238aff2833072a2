"""Where a request ends, however it is cut into pieces."""

from __future__ import annotations

import itertools
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.http.framing import Framing
from service.http.overload import takes_long

MOST = 1000
POST = b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\n"
WHOLE = [
    b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /healthz HTTP/1.1\n\n",
    POST + b"Content-Length: 5\r\n\r\nhello",
    POST + b"Content-Length: 0\r\n\r\n",
    POST + b"content-LENGTH:5 \r\nX: " + b"y" * 3000 + b"\r\n\r\nhello",
    POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding: Chunked\r\n\r\n1\r\n\n\r\n0\r\nTrailer: yes\r\n\r\n",
    POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
]


@given(request=st.sampled_from(WHOLE), cuts=st.lists(st.integers(0, 3200), max_size=8), more=st.binary(max_size=40))
def test_a_request_is_whole_with_its_last_byte_and_not_before(request, cuts, more):
    framing = Framing(MOST)
    pieces = sorted({0, *(cut for cut in cuts if cut < len(request)), len(request) - 1})
    for first, last in itertools.pairwise(pieces):
        assert not framing.feed(request[first:last])
    assert framing.feed(request[-1:] + more)
    assert framing.is_complete
    assert framing.refusal is None
    assert framing.take() == request + more


@pytest.mark.parametrize(
    "request_",
    [
        POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\n",
        POST + b"Content-Length: five\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\n",
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        POST + b"Content-Length: 2000000\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_what_is_malformed_or_too_large_is_for_the_server_to_refuse(request_):
    framing = Framing(MOST)
    assert framing.feed(request_)
    assert framing.refusal is None


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"a" * 70_000, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 300, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * 2000, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nFFFFFF\r\n" + b"a" * 2000, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
)
def test_what_has_no_end_in_sight_is_refused_at_once(request_, status):
    framing = Framing(MOST)
    assert framing.feed(request_)
    assert framing.refusal is status


@pytest.mark.parametrize(
    ("target", "path"),
    [("/v1/extract", "/v1/extract"), ("/v1/extract?offsets=utf16", "/v1/extract"), ("/v1/%65xtract", "/v1/extract"),
     ("http://localhost/v1/extract", "/v1/extract"), ("/v1%2Fextract", "/v1/extract"), ("http://[/", ""), ("", "")],
)  # fmt: skip
def test_the_path_is_what_the_application_will_see(target, path):
    framing = Framing(MOST)
    framing.feed(f"POST {target} HTTP/1.1\r\n\r\n".encode())
    assert (framing.method, framing.path) == ("POST", path)


@given(st.binary(max_size=300), st.integers(1, 7))
def test_no_bytes_break_it(data, step):
    framing = Framing(MOST)
    for n in range(0, len(data), step):
        if framing.feed(data[n : n + step]):
            break


@pytest.mark.parametrize(
    ("request_", "asked"),
    [
        (b"GET /v1/verify?quote=abc HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a" * 3000 + b"\r\n\r\n", 20),
        (b"POST /v1/verify HTTP/1.1\r\nContent-Length: 3\r\n\r\n{ }", 13),
        (b"POST /v1/verify HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{ }\r\n0\r\n\r\n", 23),
        (b"GET", 0),
    ],
)
def test_what_is_asked_is_the_target_and_the_body(request_, asked):
    framing = Framing(MOST)
    framing.feed(request_)
    assert framing.asked == asked


@pytest.mark.parametrize(
    ("method", "path", "asked", "is_long"),
    [
        ("POST", "/v1/verify", 300, False),
        ("GET", "/v1/verify", 300, False),
        ("POST", "/v1/verify", 5000, True),
        ("GET", "/v1/verify", 5000, True),
        ("POST", "/v1/drafts/check", 40, True),
        ("GET", "/v1/documents", 40, False),
    ],
)
def test_much_that_is_asked_is_work_that_takes_long(method, path, asked, is_long):
    assert takes_long(SimpleNamespace(method=method, path=path, asked=asked)) is is_long
