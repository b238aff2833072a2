"""openapi.yaml is one that generators make good clients of."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys

from tests.conftest import CONTRACT, ROOT

SAID = "A ferry that never leaves the pier is a very expensive café."


def operations():
    return [o for path in CONTRACT["paths"].values() for method, o in path.items() if method != "parameters"]


def test_every_operation_has_a_name_of_its_own():
    names = [operation["operationId"] for operation in operations()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in names)


def test_every_body_is_described():
    bodies = [
        (operation["operationId"], content["schema"])
        for operation in operations()
        for response in operation["responses"].values()
        for content in response.get("content", {}).values()
    ]
    assert len(bodies) > 100
    assert [name for name, schema in bodies if not schema] == []
    for name, schema in CONTRACT["components"]["schemas"].items():
        assert schema["properties"], name
        for field, described in schema["properties"].items():
            assert {"type", "$ref", "anyOf", "allOf", "enum", "oneOf"} & set(described), f"{name}.{field}"


def test_openapi_python_client_makes_a_client_that_works(served, tmp_path, monkeypatch):
    made = tmp_path / "made"
    options = ["--meta", "none", "--output-path", str(made / "asked")]
    (tmp_path / "config.yaml").write_text("post_hooks: []\n")  # it would format with ruff
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "openapi_python_client",
            "generate",
            "--path",
            str(ROOT / "openapi.yaml"),
            "--config",
            str(tmp_path / "config.yaml"),
            *options,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    unread = re.findall(r"parsing (\S+ \S+)", done.stdout + done.stderr)
    assert set(unread) == {"GET /openapi.yaml", "GET /extension/{browser}.zip"}  # it makes no model of YAML and zip
    monkeypatch.syspath_prepend(str(made))
    client = importlib.import_module("asked").Client(base_url=served.base)
    models = importlib.import_module("asked.models")
    verify = next(importlib.import_module(f"asked.api.{p.parent.name}.verify") for p in (made / "asked" / "api").rglob("verify.py"))
    with client:
        answer = verify.sync(client=client, body=models.ClaimRequest(quote=SAID, speaker="Ines Calloway"))
        refused = verify.sync(client=client, body=models.ClaimRequest(quote="x"))
    assert type(answer).__name__ == "Verification"
    assert answer.verdict == "verbatim"
    assert answer.matches[0].quotation.speaker.name == "Ines Calloway"
    assert type(refused).__name__ == "Problem"
    assert refused.status == 422
