"""Every route: what it answers, in the contract's shapes."""

from __future__ import annotations

import jsonschema
import pytest

from schemas.document import DocumentSchema, ExtractionSchema
from schemas.quotation import QuotationSchema
from schemas.verification import VerificationSchema
from service.http.contract import contract
from tests.http.problems import assert_problem

TEXT = "The ferry\n\n“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."
QUOTE = "A ferry that never leaves the pier is a very expensive café."
CONTRACT = contract()


def conforms(body, name):
    """The body is valid by the component of the contract."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)


@pytest.fixture
def document(client):
    answer = client.post("/v1/documents", json={"text": TEXT, "title": "The ferry", "published": "2024-05-18"})
    assert answer.status_code == 201
    return answer.json


def test_a_document_comes_in_and_its_quotation_is_verified(client, document):
    assert DocumentSchema().validate(document) == {}
    conforms(document, "Document")
    answer = client.post("/v1/verify", json={"quote": QUOTE, "speaker": "Calloway"})
    assert answer.status_code == 200
    assert VerificationSchema().validate(answer.json) == {}
    conforms(answer.json, "Verification")
    assert (answer.json["verdict"], answer.json["attribution"]["status"]) == ("verbatim", "confirmed")


def test_the_same_content_again_is_200_and_nothing_is_doubled(client, document):
    again = client.post("/v1/documents", json={"text": TEXT, "title": "The ferry", "published": "2024-05-18"})
    assert (again.status_code, again.json) == (200, document)
    assert client.get("/readyz").json["documents"] == 1


def test_a_document_is_read_and_taken_down_everywhere(client, document):
    path = f"/v1/documents/{document['document']['id']}"
    quotation = document["quotations"][0]["id"]
    assert client.get(path).json == document
    assert QuotationSchema().validate(client.get(f"/v1/quotations/{quotation}").json) == {}
    assert client.delete(path).status_code == 204
    for gone in (client.get(path), client.delete(path), client.get(f"/v1/quotations/{quotation}")):
        assert_problem(gone, 404, "not-found")
    assert client.post("/v1/verify", json={"quote": QUOTE}).json["verdict"] == "not_found"
    assert client.post("/v1/documents", json={"text": TEXT, "title": "The ferry", "published": "2024-05-18"}).status_code == 201


@pytest.mark.parametrize(
    "path", ["/v1/documents/nope", "/v1/documents/0123456789abcdef", "/v1/quotations/x", "/v1/quotations/0123456789abcdef-0"]
)
def test_what_is_not_there_is_404(client, path):
    assert_problem(client.get(path), 404, "not-found")


def test_lookups_can_be_cached(client, document):
    answer = client.get("/v1/verify", query_string={"quote": QUOTE, "speaker": "Calloway"})
    assert answer.json == client.post("/v1/verify", json={"quote": QUOTE, "speaker": "Calloway"}).json
    assert "max-age" in answer.headers["Cache-Control"]
    again = client.get(
        "/v1/verify", query_string={"quote": QUOTE, "speaker": "Calloway"}, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    client.post("/v1/documents", json={"text": "“Something else entirely,” said Tobias Renner."})
    changed = client.get(
        "/v1/verify", query_string={"quote": QUOTE, "speaker": "Calloway"}, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert changed.status_code == 200


def test_a_batch_answers_in_order_and_a_bad_claim_has_its_error_in_its_place(client, document):
    claims = [
        {"quote": QUOTE},
        {"quote": "x"},
        5,
        {"quote": "The lamp was lit by nobody at all"},
        {"quote": QUOTE, "colour": "red"},
    ]
    answers = client.post("/v1/verify/batch", json={"claims": claims}).json["verifications"]
    assert [a.get("verdict") or a["status"] for a in answers] == ["verbatim", 422, 422, "not_found", 422]
    assert answers[1]["errors"][0]["pointer"] == "/claims/1/quote"
    assert answers[4]["errors"][0]["pointer"] == "/claims/4/colour"
    conforms({"verifications": answers}, "Batch")


def test_extraction_stores_nothing(client):
    answer = client.post("/v1/extract", json={"text": TEXT})
    assert ExtractionSchema().validate(answer.json) == {}
    quotation = answer.json["quotations"][0]
    assert (quotation["speaker"]["name"], quotation["date"]["value"], quotation["outlet"]["name"]) == (
        "Ines Calloway",
        "2023-03",
        "Radio Estuary",
    )
    assert client.get("/readyz").json["documents"] == 0


@pytest.mark.parametrize(("language", "name"), [("de", "Anna Brandt"), ("fr", None)])
def test_the_language_that_is_sent_decides_by_whose_grammar_a_text_is_read(client, language, name):
    body = {"text": "„Wir fahren am Mittag“, sagte Anna Brandt.", "language": language}
    (found,) = client.post("/v1/extract", json=body).json["quotations"]
    assert (found["speaker"] or {}).get("name") == name


def test_a_language_that_is_no_code_is_refused(client):
    answer = client.post("/v1/extract", json={"text": "„Wir fahren“", "language": "german"})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/language"


def test_offsets_in_utf16_units(client):
    text = "🛳️ 😀 “A ferry that never leaves 😀 the pier is a café,” Ines Calloway told Radio Estuary."
    client.post("/v1/documents", json={"text": text})
    units = text.encode("utf-16-le")

    def sliced(span):
        return units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le")

    extracted = client.post("/v1/extract?offsets=utf16", json={"text": text}).json["quotations"][0]
    verified = client.post("/v1/verify?offsets=utf16", json={"quote": "😀 the pier was a café"}).json
    for quotation in (extracted, verified["matches"][0]["quotation"]):
        for span in (*quotation["parts"], quotation["speaker"]["evidence"], quotation["outlet"]["evidence"]):
            assert sliced(span) == span["text"]
    change = verified["wording"]["changes"][0]
    quote = "😀 the pier was a café".encode("utf-16-le")
    assert quote[2 * change["quote"]["start"] : 2 * change["quote"]["end"]].decode("utf-16-le") == "was"
    assert_problem(client.post("/v1/extract?offsets=bytes", json={"text": text}), 422, "validation-failed", "/offsets")


def test_health_is_the_process_and_readiness_the_index(client, store):
    assert client.get("/healthz").json["status"] == "alive"
    assert client.get("/readyz").json["status"] == "ready"
    store.flushall()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert_problem(answer, 503, "index-unavailable")
    assert answer.headers["Retry-After"]
    assert_problem(client.post("/v1/verify", json={"quote": QUOTE}), 503, "index-unavailable")


def test_a_probe_that_is_told_to_wait_is_not_a_line_of_the_log_each_time(client, store, caplog):
    store.flushall()
    assert [client.get("/readyz").status_code for _ in range(3)] == [503] * 3
    assert "index-unavailable" not in caplog.text
    client.post("/v1/verify", json={"quote": QUOTE})
    assert "index-unavailable" in caplog.text


def test_the_contract_and_the_problems_are_served(client):
    assert client.get("/openapi.yaml").data.startswith(b"info:")
    assert b"Retry-After" in client.get("/problems/index-unavailable").data
    assert_problem(client.get("/problems/none"), 404, "not-found")


def test_a_request_id_is_kept_or_made(client):
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1"}).headers["X-Request-ID"] == "abc-1"
    assert len(client.get("/healthz", headers={"X-Request-ID": "a b\tc"}).headers["X-Request-ID"]) == 16


def test_a_kept_answer_is_never_stale(client, document):
    first = client.post("/v1/verify", json={"quote": QUOTE}).data
    assert client.post("/v1/verify", json={"quote": QUOTE}).data == first
    client.post(
        "/v1/documents", json={"text": "“A ferry that never leaves the pier is a very expensive café,” Astrid Halvorsen said."}
    )
    assert client.post("/v1/verify", json={"quote": QUOTE}).json["attribution"]["status"] == "disputed"
    client.delete(f"/v1/documents/{document['document']['id']}")
    answer = client.post("/v1/verify", json={"quote": QUOTE}).json
    assert [m["quotation"]["speaker"]["name"] for m in answer["matches"]] == ["Astrid Halvorsen"]
