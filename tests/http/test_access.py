"""Keys, scopes and rates: who may do what, how often."""

from __future__ import annotations

import json
import time

import pytest
from click.testing import CliRunner
from flask import Flask

from service.callers.keys import SCOPES
from service.cli.main import main
from service.errors import SettingError
from service.http.access import ANY, PUBLIC, scopes_of
from tests.conftest import CONTRACT
from tests.http.problems import assert_problem

OPERATIONS = [
    (path, method, ([*(operation["security"] or [{"key": [PUBLIC]}])[0]["key"], ANY])[0])
    for path, operations in CONTRACT["paths"].items()
    for method, operation in operations.items()
    if method != "parameters"
]
CLAIM = {"quote": "We sail at noon, said nobody"}
OPEN = {"host": "0.0.0.0"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(("path", "method", "scope"), OPERATIONS)
def test_every_route_with_every_kind_of_key(make_app, keys, path, method, scope):
    """No key, a bad one, an expired and a revoked one, and one for each scope."""
    client = make_app(**OPEN).test_client()
    filled = path.replace("{document_id}", "0" * 16).replace("{quotation_id}", f"{'0' * 16}-0").replace("{code}", "not-found")
    filled = filled.replace("{name}", "reference.js").replace("{browser}", "chromium")

    def status(headers) -> int:
        return getattr(client, method)(filled, headers=headers).status_code

    expired, _ = keys.add("old", SCOPES, expires=int(time.time()) - 1)
    revoked, key = keys.add("gone", SCOPES)
    keys.revoke(key.id, at=int(time.time()))
    good = {name: keys.add(name, (name,))[0] for name in SCOPES}
    refused = [{}, bearer("none"), bearer(""), {"Authorization": "Basic b25lOnR3bw=="}, bearer(expired), bearer(revoked)]
    refused.append(bearer(good["read"][:-1] + ("A" if good["read"][-1] != "A" else "B")))
    if path == "/session" and method != "delete":  # the door itself: asked with a key, it says whether that is one
        body = {"json": {"key": good["read"]}} if method == "post" else {}
        assert getattr(client, method)(path, headers=bearer(good["read"]), **body).status_code == 200
        assert {status(headers) for headers in refused[1:]} <= {401, 415, 422}
        return
    if scope == PUBLIC:
        assert all(status(headers) < 400 for headers in [*refused, bearer(good["read"])])
        return
    assert [status(headers) for headers in refused] == [401] * len(refused)
    statuses = {name: status(bearer(token)) for name, token in good.items()}
    if scope == ANY:
        assert not {401, 403} & set(statuses.values())
        return
    assert statuses.pop(scope) not in (401, 403)
    assert set(statuses.values()) == {403}


def test_on_loopback_all_is_open_until_there_is_a_key(make_app, keys):
    client = make_app().test_client()
    assert client.post("/v1/verify", json=CLAIM).status_code == 200
    token, key = keys.add("desk", ("verify",))
    client = make_app().test_client()
    assert_problem(client.post("/v1/verify", json=CLAIM), 401, "unauthorized")
    assert client.post("/v1/verify", json=CLAIM, headers=bearer(token)).status_code == 200
    keys.revoke(key.id, at=int(time.time()))
    assert_problem(make_app().test_client().get("/v1/stats"), 401, "unauthorized")


def test_a_page_that_has_its_name_resolved_to_this_machine_is_not_answered(make_app):
    client = make_app().test_client()
    for host in ("localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        assert client.post("/v1/verify", json=CLAIM, headers={"Host": host}).status_code == 200
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:80"):
        assert_problem(client.post("/v1/verify", json=CLAIM, headers={"Host": host}), 403, "forbidden")


def test_beyond_this_machine_only_what_is_said_to_be_open_is(make_app, keys):
    client = make_app(**OPEN, open_scopes="verify, read").test_client()
    assert client.post("/v1/verify", json=CLAIM).status_code == 200
    assert client.get("/v1/stats").status_code == 200
    assert_problem(client.post("/v1/documents", json={"text": "“We sail,” said Peig."}), 401, "unauthorized")
    token, _ = keys.add("archive", ("write",))
    assert client.post("/v1/documents", json={"text": "“We sail,” said Peig."}, headers=bearer(token)).status_code == 201
    assert client.post("/v1/verify", json=CLAIM, headers=bearer("wrong")).status_code == 401


def test_two_keys_of_one_caller_open_until_the_old_one_ends(make_app, keys, monkeypatch):
    monkeypatch.setattr("service.callers.keys._CACHE_SECONDS", 0.0)
    client = make_app(**OPEN).test_client()
    (old, key), (new, _) = keys.add("desk", ("verify",)), keys.add("desk", ("verify",))
    for token in (old, new):
        assert client.post("/v1/verify", json=CLAIM, headers=bearer(token)).status_code == 200
    keys.revoke(key.id, at=int(time.time()))
    statuses = [client.post("/v1/verify", json=CLAIM, headers=bearer(token)).status_code for token in (old, new)]
    assert statuses == [401, 200]


def test_no_key_is_kept_or_logged(make_app, keys, tmp_path, caplog):
    token, key = keys.add("desk", ("verify",))
    make_app().test_client().post("/v1/verify", json=CLAIM, headers=bearer(token))
    secret = token.rpartition("_")[2] if token.count("_") == 3 else token[17:]
    for path in (tmp_path / "data").rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes()
    assert secret not in caplog.text
    assert key.digest


def test_a_route_that_states_no_scope_stops_the_start():
    app = Flask("none", static_folder=None)
    app.add_url_rule("/open", view_func=lambda: "")
    with pytest.raises(SettingError, match="GET /open states no scope"):
        scopes_of(app)


def test_the_command_line_makes_lists_and_revokes(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONRECORD_CORPUS", str(tmp_path / "corpus"))
    run = CliRunner().invoke
    made = run(main, ["keys", "add", "desk tools", "--scope", "verify", "--days", "30", "--rate", "50"])
    assert made.exit_code == 0
    assert made.stdout.startswith("or_live_")
    assert f"data is in {tmp_path / 'data'} (ONRECORD_DATA)" in made.stderr
    listed = run(main, ["keys", "list"]).stdout
    assert "desk tools" in listed
    assert "ends" in listed
    assert made.stdout.strip() not in listed
    key_id = made.stdout[8:16]
    assert run(main, ["keys", "revoke", key_id]).exit_code == 0
    assert "ended" in run(main, ["keys", "list"]).stdout
    gone = run(main, ["keys", "revoke", "none"])
    assert gone.exit_code == 2
    assert "onrecord keys list" in gone.stderr
    assert run(main, ["keys", "add", "desk", "--scope", "all"]).exit_code == 2


# -- rates ---------------------------------------------------------------------------------------------------------------


def test_a_rate_is_told_and_kept(make_app, keys):
    token, _ = keys.add("desk", ("verify",), rate=3)
    client = make_app().test_client()
    answers = [client.post("/v1/verify", json=CLAIM, headers=bearer(token)) for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert [a.headers["RateLimit"].partition(";t=")[0] for a in answers] == [f'"minute";r={n}' for n in (2, 1, 0, 0, 0)]
    assert_problem(answers[-1], 429, "too-many-requests")
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert client.get("/healthz", headers=bearer(token)).status_code == 200


def test_a_caller_without_a_key_is_counted_by_address(make_app):
    client = make_app(**OPEN, open_scopes="verify", rate=2, proxies=1).test_client()

    def ask(address):
        return client.post("/v1/verify", json=CLAIM, headers={"X-Forwarded-For": f"6.6.6.6, {address}"}).status_code

    assert [ask("1.1.1.1") for _ in range(3)] == [200, 200, 429]
    assert ask("2.2.2.2") == 200


def test_rates_are_kept_by_each_process_where_redis_is_away(make_app, keys):
    token, _ = keys.add("desk", ("verify",), rate=3)
    client = make_app(redis_url="redis://127.0.0.1:1/0").test_client()
    began = time.monotonic()
    statuses = [client.post("/v1/verify", json=CLAIM, headers=bearer(token)).status_code for _ in range(5)]
    assert statuses == [503, 503, 503, 429, 429]
    assert time.monotonic() - began < 30  # each waits for nothing


# -- Idempotency-Key -----------------------------------------------------------------------------------------------------


def test_the_same_key_gets_the_same_answer(client, store):
    body, headers = {"text": "“We sail at noon,” said Peig Donnelly."}, {"Idempotency-Key": "a-1"}
    first = client.post("/v1/documents", json=body, headers=headers)
    again = client.post("/v1/documents", json=body, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"
    other = client.post("/v1/documents", json={"text": "“We wait,” said Peig Donnelly."}, headers=headers)
    assert_problem(other, 422, "idempotency-key-reused")
    (name,) = store.keys("onrecord:idem:*")
    assert 86_000 < store.ttl(name) <= 86_400
    store.delete(name)
    assert client.post("/v1/documents", json=body, headers=headers).status_code == 200


def test_a_replay_never_shows_what_was_taken_down(client, store):
    body, headers = {"text": "“We sail at noon,” said Peig Donnelly."}, {"Idempotency-Key": "t-1"}
    first = client.post("/v1/documents", json=body, headers=headers)
    path = first.headers["Location"]
    assert client.delete(path).status_code == 204
    (name,) = store.keys("onrecord:idem:*")
    assert b"sail" not in store.get(name)
    again = client.post("/v1/documents", json=body, headers=headers)  # who asks for it is not told that it is there: it is done
    assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (201, None)
    assert client.get(path).status_code == 200


def test_a_refused_request_may_be_sent_again_under_its_key(client):
    headers = {"Idempotency-Key": "b-1"}
    assert client.post("/v1/documents", json={"text": ""}, headers=headers).status_code == 422
    assert client.post("/v1/documents", json={"text": "“We sail,” said Peig."}, headers=headers).status_code == 201


@pytest.mark.parametrize("key", ["", "a" * 256, "a b", "é"])
def test_a_key_that_is_none_is_refused(client, key):
    answer = client.post("/v1/documents", json={"text": "“We sail,” said Peig."}, headers={"Idempotency-Key": key})
    assert_problem(answer, 400, "bad-request")


def test_of_two_at_once_one_is_told_to_wait(client, store):
    body, headers = {"text": "“We sail at noon,” said Peig Donnelly."}, {"Idempotency-Key": "c-1"}
    client.post("/v1/documents", json=body, headers=headers)
    (name,) = store.keys("onrecord:idem:*")
    store.set(name, json.dumps({"asked": json.loads(store.get(name))["asked"]}))
    assert_problem(client.post("/v1/documents", json=body, headers=headers), 409, "idempotency-key-in-use")
