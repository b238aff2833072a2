"""Conditional requests, compression, CORS, security headers, traces, HEAD and OPTIONS."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from tests.http.problems import assert_problem

TEXT = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."
READS = [
    "/v1/documents",
    "/v1/quotations",
    "/v1/speakers",
    "/v1/outlets",
    "/v1/stats",
    "/v1/verify?quote=A+ferry+that+never",
    "/static/reference.js",
]


@pytest.fixture(autouse=True)
def document(client):
    return client.post("/v1/documents", json={"text": TEXT}).json["document"]


@pytest.mark.parametrize("path", [*READS, "/v1/documents/{}", "/v1/quotations/{}-0"])
def test_a_read_may_be_conditional(client, document, path):
    path = path.format(document["id"])
    first = client.get(path)
    etag = first.headers["ETag"]
    assert not etag.startswith("W/")
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200
    assert client.get(path, headers={"If-Match": etag}).status_code == 200
    assert_problem(client.get(path, headers={"If-Match": '"another"'}), 412, "precondition-failed")
    head = client.head(path)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", etag)
    assert head.headers["Content-Length"] == first.headers["Content-Length"]


def test_a_changed_index_changes_the_tag(client):
    etag = client.get("/v1/stats").headers["ETag"]
    client.post("/v1/documents", json={"text": "“We sail at noon,” said Peig Donnelly."})
    assert client.get("/v1/stats", headers={"If-None-Match": etag}).status_code == 200


def test_what_is_long_is_packed_for_whoever_takes_that(client):
    plain = client.get("/openapi.yaml")
    packed = client.get("/openapi.yaml", headers={"Accept-Encoding": "br;q=1, gzip;q=0.8"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 5
    assert "Content-Encoding" not in client.get("/openapi.yaml", headers={"Accept-Encoding": "gzip;q=0"}).headers
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers
    answer = client.get("/v1/quotations", headers={"Accept-Encoding": "gzip"})
    again = client.get("/v1/quotations", headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert (again.status_code, again.headers["ETag"]) == (304, answer.headers["ETag"])
    assert answer.headers["ETag"] != client.get("/v1/quotations").headers["ETag"]


def test_every_answer_has_the_headers_that_keep_it_where_it_belongs(client):
    answers = [
        client.get("/v1/stats"),
        client.get("/none"),
        client.post("/v1/verify", json={}),
        client.get("/docs"),
        client.delete("/v1/verify"),
    ]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert {"Accept-Encoding", "Authorization", "Origin"} <= set(re.split(r",\s*", answer.headers["Vary"]))
        assert "Cache-Control" in answer.headers
        assert "Server" not in answer.headers or "Werkzeug" not in answer.headers["Server"]
    assert client.post("/v1/verify", json={"quote": "A ferry that never leaves"}).headers["Cache-Control"] == "no-store"


def test_a_page_of_a_listed_origin_may_ask(make_app):
    client = make_app(cors_origins="https://cms.example.com, chrome-extension://abcdef").test_client()
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    flight = client.options("/v1/verify", headers={"Origin": "https://cms.example.com", **asked})
    assert flight.status_code == 200
    assert flight.headers["Access-Control-Allow-Origin"] == "https://cms.example.com"
    assert "POST" in flight.headers["Access-Control-Allow-Methods"]
    assert "authorization" in flight.headers["Access-Control-Allow-Headers"].lower()
    answer = client.post("/v1/verify", json={"quote": "A ferry that never"}, headers={"Origin": "chrome-extension://abcdef"})
    assert answer.headers["Access-Control-Allow-Origin"] == "chrome-extension://abcdef"
    assert "RateLimit" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    for origin in ("https://evil.example", "https://cms.example.com.evil.example", "http://cms.example.com", "null"):
        assert "Access-Control-Allow-Origin" not in client.get("/v1/stats", headers={"Origin": origin}).headers


def test_no_origin_may_ask_unless_it_is_listed(client):
    assert "Access-Control-Allow-Origin" not in client.get("/v1/stats", headers={"Origin": "https://cms.example.com"}).headers


def test_a_trace_goes_on_and_a_bad_one_begins_anew(client):
    trace = "0af7651916cd43dd8448eb211c80319c"
    answer = client.get("/healthz", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"})
    assert re.fullmatch(rf"00-{trace}-[0-9a-f]{{16}}-01", answer.headers["traceparent"])
    assert "b7ad6b7169203331" not in answer.headers["traceparent"]
    for bad in (
        "00-" + "0" * 32 + "-b7ad6b7169203331-01",
        "none",
        f"00-{trace}-{'0' * 16}-01",
        f"00-{trace.upper()}-b7ad6b7169203331-01",
        "x" * 5000,
    ):
        made = client.get("/healthz", headers={"traceparent": bad}).headers["traceparent"]
        assert re.fullmatch(r"00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00", made)
        assert trace not in made


def test_options_and_unknown_methods(client):
    answer = client.options("/v1/documents")
    assert answer.status_code == 200
    assert {"GET", "HEAD", "OPTIONS", "POST"} == {m.strip() for m in answer.headers["Allow"].split(",")}
    assert_problem(client.patch("/v1/documents"), 405, "method-not-allowed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "", "application/xml"])
def test_a_body_of_another_kind_is_refused(client, kind):
    for path in ("/v1/verify", "/v1/drafts/check", "/v1/documents"):
        assert_problem(client.post(path, data=json.dumps({"quote": "a b c"}), content_type=kind), 415, "unsupported-media-type")


def test_a_body_that_says_its_kind_more_fully_is_taken(client):
    answer = client.post("/v1/verify", data=b'{"quote": "A ferry that never"}', content_type="application/json; charset=utf-8")
    assert answer.status_code == 200
