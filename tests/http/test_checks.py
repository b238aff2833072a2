"""Records of checks over real HTTP: frozen, signed, verified offline in any copy, and told what has changed since."""

from __future__ import annotations

import base64
import copy
import json
import subprocess
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from service.storage.backups import export, restore
from service.storage.corpus import Corpus
from tests.conftest import PATIENCE, template
from tests.http.problems import assert_problem

TEXT = "“The lighthouse lamp was never meant to be sold,” Peig Donnelly told Radio Estuary in March 2023."
ABOUT = {"url": "https://beacon.example/lamp", "outlet": "The Ellery Beacon", "published": "2023-04-02"}
DRAFT = "“The lighthouse lamp was always meant to be sold,” said Peig Donnelly. Nobody answered."


@pytest.fixture(autouse=True)
def posted(client):
    return client.post("/v1/documents", json={"text": TEXT, **ABOUT}).json


def made(client, **more) -> dict:
    answer = client.post("/v1/checks", json={"draft": {"text": DRAFT, "title": "The lamp"}, "by": "Ellery Quill", **more})
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/checks/{answer.json['record']['id']}"
    return answer.json


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return template().run("records", *command, environment={"PATH": "", **environment}, timeout=PATIENCE)


def test_a_record_holds_what_was_found_and_by_what(client, posted):
    record = made(client)["record"]
    assert record["asked_by"] == {"name": "Ellery Quill", "key": None}
    assert record["draft"]["sha256"] == sha256(DRAFT.encode()).hexdigest()
    assert record["draft"]["text"] is None
    assert "Nobody answered" not in json.dumps(record)
    (finding,) = record["check"]["findings"]
    assert finding["verification"]["verdict"] == "altered"
    (source,) = record["sources"]
    assert source["document"]["sha256"] == sha256(TEXT.encode()).hexdigest()
    assert source["source"]["sha256"] == posted["document"]["source"]["sha256"]
    assert record["checked_by"]["index_revision"] == client.get("/readyz").json["index_revision"]
    assert source["rules"] == record["checked_by"]["rules"]
    assert record["until"] is None


def test_the_draft_is_kept_only_if_that_is_asked(client, tmp_path):
    made(client)
    kept = made(client, keep_text=True)["record"]
    assert kept["draft"]["text"] == DRAFT
    files = list((tmp_path / "data" / "checks").iterdir())
    assert sorted("Nobody answered" in f.read_text(encoding="utf-8") for f in files) == [False, True]


def test_a_claim_is_recorded_too(client):
    answer = client.post("/v1/checks", json={"claim": {"quote": "The lighthouse lamp was never meant to be sold"}})
    record = answer.json["record"]
    assert (record["draft"], record["check"], record["verification"]["verdict"]) == (None, None, "verbatim")
    assert "Verbatim" in client.get(f"/checks/{record['id']}").text


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/draft"),
        ({"draft": {"text": DRAFT}, "claim": {"quote": "never meant to be sold"}}, "/draft"),
        ({"draft": {"text": " "}}, "/draft/text"),
        ({"claim": {"quote": "one"}}, "/claim/quote"),
        ({"draft": {"text": DRAFT}, "days": 0}, "/days"),
    ],
)
def test_what_no_record_can_be_made_of_is_refused(client, body, pointer):
    assert_problem(client.post("/v1/checks", json=body), 422, "validation-failed", pointer)


def test_it_is_signed_by_the_key_of_the_installation(client):
    signed = made(client)
    key = client.get("/v1/signing-key").json
    assert (signed["signature"]["key"], signed["signature"]["algorithm"]) == (key["key"], "Ed25519")
    content = json.dumps(signed["record"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key["key"]))
    public.verify(base64.b64decode(signed["signature"]["value"]), content)  # raises if it is not


def test_a_copy_is_verified_offline(client, tmp_path):
    signed = made(client)
    read = client.get(f"/v1/checks/{signed['record']['id']}").json
    file = tmp_path / "check.json"
    file.write_text(json.dumps(read, indent=3, ensure_ascii=True), encoding="utf-8")  # another layout is the same record
    done = run("verify", str(file))
    assert (done.returncode, "as it was signed" in done.stdout) == (0, True)
    assert client.get("/v1/signing-key").json["fingerprint"] in done.stdout
    assert run("verify", str(file), "--key", signed["signature"]["key"]).returncode == 0
    assert run("verify", str(file), "--key", base64.b64encode(bytes(32)).decode()).returncode == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["record"]["check"]["findings"][0]["verification"].update(verdict="verbatim"),
        lambda c: c["record"].update(at="2020-01-01T00:00:00Z"),
        lambda c: c["record"]["asked_by"].update(name="Oskar Brandt"),
        lambda c: c["record"]["sources"].pop(),
        lambda c: c["signature"].update(key=base64.b64encode(bytes(32)).decode()),
        lambda c: c["signature"].update(value="AAAA"),
        lambda c: c["signature"].update(algorithm="none"),
    ],
)
def test_a_changed_copy_is_recognised(client, tmp_path, change):
    changed = copy.deepcopy(made(client))
    change(changed)
    file = tmp_path / "check.json"
    file.write_text(json.dumps(changed), encoding="utf-8")
    done = run("verify", str(file))
    assert done.returncode == 1
    assert "NOT" in done.stdout


@pytest.mark.parametrize("content", [b"", b"[]", b'{"record": 1, "signature": {}}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_record_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "check.json"
    file.write_bytes(content)
    done = run("verify", str(file))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_it_stays_as_it_was_and_tells_what_has_changed(client, posted):
    signed = made(client)
    path = f"/v1/checks/{signed['record']['id']}"
    assert client.get(path).json == signed
    client.post(
        f"/v1/quotations/{posted['quotations'][0]['id']}/corrections",
        json={"speaker": "Ines Calloway", "by": "Ellery Quill", "reason": "Heard.", "checked": True},
    )
    assert [row["kind"] for row in client.get(path).json["later"]] == ["corrected"]
    client.post("/v1/documents", json={"text": f"Updated. {TEXT}", **ABOUT})
    now = client.get(path).json
    assert (now["record"], now["signature"]) == (signed["record"], signed["signature"])
    assert "superseded" in {row["kind"] for row in now["later"]}
    client.delete(f"/v1/documents/{posted['document']['id']}")
    assert [row["kind"] for row in client.get(path).json["later"]] == ["gone"]
    page = client.get(f"/checks/{signed['record']['id']}").text
    assert "Changed since" in page
    assert "no longer in the index" in page


def test_records_are_listed_and_deleted(client):
    ids = [made(client)["record"]["id"] for _ in range(3)]
    first = client.get("/v1/checks?limit=2").json
    rest = client.get(f"/v1/checks?limit=2&cursor={first['next']}").json
    rows = first["checks"] + rest["checks"]
    assert sorted(row["id"] for row in rows) == sorted(ids)
    assert {row["title"] for row in rows} == {"The lamp"}
    assert rest["next"] is None
    assert client.delete(f"/v1/checks/{ids[0]}").status_code == 204
    for answer in (client.get(f"/v1/checks/{ids[0]}"), client.delete(f"/v1/checks/{ids[0]}"), client.get("/v1/checks/none")):
        assert_problem(answer, 404, "not-found")


def test_the_operator_says_how_long_they_are_kept(make_app, tmp_path):
    client = make_app(check_days=10).test_client()
    short, long = (made(client, days=days)["record"] for days in (2, 400))
    assert short["until"][:10] < long["until"][:10]
    checks = Corpus(tmp_path / "corpus", tmp_path / "data").checks
    assert checks.read(short["id"], short["until"]) is not None
    assert checks.read(short["id"], long["until"]) is None
    assert checks.purge(long["until"]) == 1
    assert checks.ids() == [long["id"]]


def test_a_backup_holds_records_and_the_key(client, tmp_path):
    signed = made(client)
    with (tmp_path / "all.tar.zst").open("wb") as out:
        export(Corpus(tmp_path / "corpus", tmp_path / "data"), out, with_sources=False)
    other = Corpus(tmp_path / "corpus", tmp_path / "other")
    restore(other, tmp_path / "all.tar.zst", over=False)
    assert other.checks.read(signed["record"]["id"], "2000")["signature"] == signed["signature"]
    assert other.signing_key == Corpus(tmp_path / "corpus", tmp_path / "data").signing_key


def test_a_key_is_printed_of_an_installation_alone(tmp_path):
    """In another folder the command made a key that no record is signed with."""
    printed = run("key", ONRECORD_DATA=str(tmp_path / "nowhere"))
    assert printed.returncode == 2
    assert f"no service has run on {tmp_path / 'nowhere'}: set ONRECORD_DATA" in printed.stderr
    assert not (tmp_path / "nowhere").exists()
