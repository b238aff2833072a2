"""Every status that the contract documents is produced here, for every route, and every error is the one canonical problem."""

from __future__ import annotations

import json
import re
import sys
import time

import pytest

from service.callers.openid import Person
from service.errors import SERVED, StorageUnavailable
from service.http import handing, health
from tests import identity
from tests.conftest import CONTRACT, ROOT
from tests.http.problems import assert_problem

TEXT = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."
QUOTE = "A ferry that never leaves the pier"
BODIES = {
    "/v1/verify": {"quote": QUOTE},
    "/v1/verify/batch": {"claims": [{"quote": QUOTE}]},
    "/v1/extract": {"text": TEXT},
    "/v1/drafts/check": {"text": TEXT},
    "/v1/documents": {"text": TEXT},
    "/v1/checks": {"claim": {"quote": QUOTE}, "by": "Ellery Quill"},
    "/v1/quotations/{quotation_id}/corrections": {"speaker": "Peig Donnelly", "by": "Ellery Quill", "reason": "Heard on the tape."},
    "/session": {"key": "or_live_none"},
    "/mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
}
FILLED = {"code": "not-found", "browser": "chromium"}
EVIL = {"Origin": "https://evil.example"}  # a page of another site
CASES = [
    (path, method, int(status))
    for path, operations in CONTRACT["paths"].items()
    for method, operation in operations.items()
    if method != "parameters"
    for status in operation["responses"]
]


class Asked:
    """Sends the requests of one operation."""

    def __init__(self, client, path: str, method: str, headers: dict[str, str] | None = None, body: object = None) -> None:
        self.client, self.path, self.method, self.headers, self.body = client, path, method, headers or {}, body
        if path == "/mcp":
            self.headers = {"Accept": "application/json, text/event-stream", **self.headers}

    def by(self, client, headers: dict[str, str] | None = None) -> Asked:
        """The same requests of another client."""
        return Asked(client, self.path, self.method, headers, self.body)

    def __call__(self, query: str = "", headers: dict[str, str] | None = None, **kwargs):
        path = self.path
        if path in ("/v1/verify", "/verification") and self.method == "get" and not query:
            query = "quote=" + QUOTE.replace(" ", "+")
        if self.body is not None and not kwargs:
            kwargs = {"json": self.body}
        return getattr(self.client, self.method)(
            path + (f"?{query}" if query else ""), headers={**self.headers, **(headers or {})}, **kwargs
        )


@pytest.mark.parametrize(("path", "method", "status"), CASES)
def test_a_documented_status(path, method, status, make_app, keys, store, monkeypatch):
    app = make_app(fetch_enabled=1)
    client = app.test_client()
    document_id = client.post("/v1/documents", json={"text": TEXT, "url": "https://beacon.example/a"}).json["document"]["id"]
    known = {**FILLED, "document_id": document_id, "quotation_id": f"{document_id}-0"}
    known["name"] = "Ines Calloway" if path.startswith("/speakers/") else "reference.js"
    if "{check_id}" in path:
        known["check_id"] = client.post("/v1/checks", json=BODIES["/v1/checks"]).json["record"]["id"]
    if method == "delete" and path.endswith("/corrections"):
        client.post(path.format(**known), json=BODIES[path])
    ask = Asked(client, path.format(**known), method, None, BODIES.get(path) if method == "post" else None)
    answer = recipe(status)(ask, path, make_app, keys, store, monkeypatch)
    assert answer.status_code == status
    if "application/json" in CONTRACT["paths"][path][method]["responses"][str(status)].get("content", {}) and status >= 400:
        assert answer.json["error"]["message"]  # of JSON-RPC
    elif status >= 400:
        codes = {t.code for t in SERVED.values() if t.status == status}
        body = assert_problem(answer, status, answer.json["type"].rpartition("/")[2])
        assert body["type"].rpartition("/")[2] in codes
    if status == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    if status in (429, 503):
        assert int(answer.headers["Retry-After"]) >= 1


def recipe(status):
    return {
        200: ok, 201: created, 202: taken, 204: ok, 303: elsewhere, 304: current, 400: unreadable, 401: keyless, 403: wrong_key, 404: missing, 406: unwanted, 409: running,
        412: outdated, 413: too_large, 414: too_long, 415: other_kind, 422: wrong_field, 429: too_often, 500: broken, 502: no_page, 503: no_store,
    }[status]  # fmt: skip


def logging_in(ask, path, make_app, refuses=False, **settings):
    """The answer to a login with a real provider, at one of its two ends; with the settings of a service as keywords."""
    with identity.provider() as provider:
        client = make_app(**{**provider.settings(), **settings}).test_client()
        began = client.get("/login/openid")
        if path == "/login/openid":
            return client.get(path, headers=EVIL) if refuses else client.get(path)
        back = provider.code_for(began.headers["Location"])
        if refuses:
            back["state"] = "of another login"
        elif not settings:
            return client.get(path, query_string=back)
        else:
            provider.says = ("", 502)
        return client.get(path, query_string=back)


def elsewhere(ask, path, make_app, *_):
    if path == "/login":
        return lapsed(ask, path, make_app)
    return ask()


def lapsed(ask, path, make_app):
    """The answer to somebody whose login with a provider no longer counts."""
    with pytest.MonkeyPatch.context() as patch:
        client = make_app(openid_issuer="https://id.example.com", openid_client="desk").test_client()
        sessions = client.application.extensions["onrecord"].sessions
        client.set_cookie("onrecord-session", sessions.issue_person(Person("desk 1", "Ellery Quill", ())))
        patch.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", lambda self: int(time.time()) + 7200)
        return ask.by(client)()


def ok(ask, path, make_app, keys, *_):
    if path.startswith("/login/openid"):
        return logging_in(ask, path, make_app)
    if path.endswith("/corrections") and ask.method == "delete":
        return ask("by=Ellery+Quill")
    if (path, ask.method) == ("/session", "post"):
        token, _ = keys.add("desk", ("verify",))
        return ask.by(make_app().test_client())(json={"key": token})
    return ask(json={"text": TEXT, "url": "https://beacon.example/a"}) if (path, ask.method) == ("/v1/documents", "post") else ask()


def created(ask, path, *_):
    return ask(json={"text": f"{TEXT} And more."}) if path == "/v1/documents" else ask()


def taken(ask, *_):
    return ask(json={"jsonrpc": "2.0", "method": "notifications/initialized"})


def current(ask, *_):
    return ask(headers={"If-None-Match": ask().headers["ETag"]})


def unwanted(ask, *_):
    return ask(headers={"Accept": "text/html"})


def outdated(ask, *_):
    return ask(headers={"If-Match": '"another"'})


def unreadable(ask, path, *_):
    return ask(data=b"{", content_type="application/json") if ask.method == "post" else ask("cursor=none")


def keyless(ask, path, make_app, keys, *_):
    keys.add("desk", ("verify",))
    headers = {"Authorization": "Bearer none"} if path == "/session" else {}
    return ask.by(make_app().test_client(), headers)()


def wrong_key(ask, path, make_app, keys, *_):
    if path in ("/session", "/mcp", "/login/openid/logout"):
        return ask(headers=EVIL)
    if path.startswith("/login/openid"):
        return logging_in(ask, path, make_app, refuses=True)
    scope = CONTRACT["paths"][path][ask.method]["security"][0]["key"][0]
    token, _ = keys.add("desk", ("read",) if scope != "read" else ("verify",))
    return ask.by(make_app().test_client(), {"Authorization": f"Bearer {token}"})()


def too_often(ask, path, make_app, keys, *_):
    if path.startswith("/login/openid"):
        return logging_in(ask, path, make_app, rate=1)
    if path == "/session":  # keys that are refused are counted by address
        again = ask.by(make_app(rate=1).test_client())
        again()
        return again()
    token, _ = keys.add("desk", ("verify", "read", "write", "admin"), rate=1)
    again = ask.by(make_app().test_client(), {"Authorization": f"Bearer {token}"})
    again()
    return again()


def missing(ask, path, make_app, keys, store, monkeypatch):
    monkeypatch.setattr(health, "CONTRACT", ROOT / "no such file")
    monkeypatch.setattr("service.http.reference._STATIC", ROOT / "no such folder")
    monkeypatch.setattr("service.http.handing.shipped", lambda name: ROOT / "no such folder" / name)
    handing._builder.cache_clear()
    monkeypatch.setitem(sys.modules, "service.agents.server", None)
    unknown = {"/problems/{code}": "/problems/none", "/v1/quotations/{quotation_id}": "/v1/quotations/0123456789abcdef-0"}
    for name in (
        "/quotations/{quotation_id}",
        "/v1/quotations/{quotation_id}/wordings",
        "/v1/quotations/{quotation_id}/corrections",
    ):
        unknown[name] = name.replace("{quotation_id}", "0123456789abcdef-0")
    for name in ("/checks/{check_id}", "/v1/checks/{check_id}"):
        unknown[name] = name.replace("{check_id}", "20260102030405-0123456789abcdef")
    unknown["/speakers/{name}"] = "/speakers/Nobody At All"
    ask.path = unknown.get(path, ask.path if "{document_id}" not in path else "/v1/documents/0123456789abcdef")
    return ask()


def running(ask, path, make_app, keys, store, monkeypatch):
    answer = ask(headers={"Idempotency-Key": "one"})
    (name,) = store.keys("onrecord:idem:*")
    store.set(name, json.dumps({"asked": json.loads(store.get(name))["asked"]}))
    assert answer.status_code == 201
    return ask(headers={"Idempotency-Key": "one"})


def too_large(ask, *_):
    return ask(data=b" " * 2_000_001, content_type="application/json")


def too_long(ask, *_):
    return ask("cursor=" + "x" * 8000)


def other_kind(ask, *_):
    return ask(data=b"text", content_type="text/plain")


def wrong_field(ask, path, *_):
    if path == "/login/openid/callback":  # providers add parameters of their own
        return ask("state=")
    return ask(json={"no": "field"}) if ask.method == "post" else ask("no=field")


def broken(ask, path, make_app, keys, store, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    for name in (
        "service.verification.Verifier.verify", "service.http.services.Services.read", "service.ingestion.ingestion.extract",
        "service.ingestion.ingestion.Ingestion.take_down", "service.index.Index.document", "service.index.Index.quotation",
        "service.index.Index.ready", "service.http.metrics._index", "service.index.Answers.look",
        "service.index.asking.browse.Browser.documents", "service.index.asking.browse.Browser.quotations", "service.index.asking.browse.Browser.names",
        "service.index.asking.browse.Browser.stats", "service.storage.checks.Checks.ids", "service.storage.checks.Checks.read",
        "service.storage.checks.Checks.save", "service.storage.checks.Checks.delete", "service.http.checks.signing.public_key",
        "service.callers.keys.Keys.find", "service.http.sessions.presented", "service.http.mcp._run", "service.http.sessions.require_own_page", "service.http.openid.require_own_page",
    ):  # fmt: skip
        monkeypatch.setattr(name, fail)
    monkeypatch.setattr("service.callers.keys.Keys.are_there", lambda keys: path == "/session" and ask.method == "get")
    return ask(json={"text": "“Another one,” said Peig Donnelly."}) if (path, ask.method) == ("/v1/documents", "post") else ask()


def no_page(ask, path, make_app, *_):
    if path == "/login/openid":
        return ask.by(make_app(openid_issuer="http://127.0.0.1:1", openid_client="desk").test_client())()
    if path.startswith("/login/openid"):
        return logging_in(ask, path, make_app, rate=0)
    return ask(json={"url": "http://no-such-host.invalid/"})


def no_store(ask, path, make_app, keys, store, monkeypatch):
    """Without Redis; what asks only the files of the service, without those."""
    if not path.startswith(("/session", "/mcp", "/checks", "/v1/checks/", "/v1/signing-key")) and (path, ask.method) != (
        "/v1/checks",
        "get",
    ):
        return ask.by(make_app(redis_url="redis://127.0.0.1:1/0").test_client())()

    def fail(*_, **__):
        raise StorageUnavailable("The folder cannot be read.")

    for name in ("keys.Keys.are_there", "keys.Keys.find"):
        monkeypatch.setattr(f"service.callers.{name}", fail)
    monkeypatch.setattr("service.storage.corpus.Corpus.signing_key", property(fail))
    return ask()


def test_what_no_route_answers_is_a_problem_too(client):
    assert_problem(client.get("/none"), 404, "not-found")
    answer = client.put("/v1/verify")
    assert_problem(answer, 405, "method-not-allowed")
    assert {"GET", "POST"} <= {m.strip() for m in answer.headers["Allow"].split(",")}


def test_every_problem_that_a_caller_can_meet_is_explained(client):
    for code in SERVED:
        assert client.get(f"/problems/{code}").status_code == 200


def test_a_fetch_is_refused_where_it_is_not_enabled(client):
    assert_problem(client.post("/v1/documents", json={"url": "https://beacon.example/"}), 403, "fetch-disabled")


def test_examples_are_what_the_contract_says(client):
    import jsonschema

    from service.http.samples import _BODIES

    registry = {"components": CONTRACT["components"]}
    document_id = client.post("/v1/documents", json={"text": TEXT}).json["document"]["id"]
    for template, body in _BODIES.items():
        if template == "/session":
            continue  # its example is no key
        path = next((p for p in CONTRACT["paths"] if re.fullmatch(re.sub(r"{\w+}", "[^/]+", p), template)), template)
        schema = CONTRACT["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**schema, **registry}).validate(body)
        accepted = {"Accept": "application/json, text/event-stream"}  # which the protocol of /mcp asks for
        answer = client.post(re.sub(r"[0-9a-f]{16}", document_id, template), json=body, headers=accepted)
        assert answer.status_code in (200, 201)
        schema = CONTRACT["paths"][path]["post"]["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**schema, **registry}).validate(answer.json)
