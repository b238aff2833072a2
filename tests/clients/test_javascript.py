"""The JavaScript client, by Node's own test runner, against the service; its types, by TypeScript's compiler."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from clients.javascript.pack import HERE, add_types, pack
from tests.conftest import ROOT

USE = """
import { Onrecord, Problem, type Verification } from "./client.js";
const onrecord = new Onrecord("http://127.0.0.1:8000", { key: () => "k", tries: 3, init: { credentials: "omit" } });
const answer: Verification = await onrecord.verify({ quote: "We sail at noon.", speaker: "Peig Donnelly" });
const verdict: "verbatim" | "faithful" | "altered" | "spliced" | "truncated" | "paraphrased" | "misattributed" | "not_found" = answer.verdict;
for await (const row of onrecord.quotations({ since: "2024" })) console.log(row.text, row.speaker?.name, verdict);
for await (const row of onrecord.verifyAll([{ quote: "x" }])) if (row instanceof Problem) console.log(row.status); else console.log(row.verdict);
const check = await onrecord.checkDraft({ text: "x", format: "markdown" });
console.log(check.summary, check.findings[0].span.start);
// @ts-expect-error a claim has a quote
await onrecord.verify({ speaker: "Peig Donnelly" });
// @ts-expect-error there is no such verdict
if (answer.verdict === "perhaps") console.log();
"""


def test_it_is_small():
    assert (ROOT / "service" / "http" / "static" / "client.js").stat().st_size <= 6 * 1024  # as it is; minified it is less


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_nodes_own_runner(served_alone, tmp_path):
    pack(tmp_path)
    shutil.copyfile(HERE / "client.test.js", tmp_path / "client.test.js")
    environment = {**os.environ, "ONRECORD_URL": served_alone.base}
    done = subprocess.run(["node", "--test"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "# pass 7" in done.stdout


def test_page_and_extension_use_it():
    assert './client.js"' in (ROOT / "service" / "http" / "static" / "api.js").read_text(encoding="utf-8")
    assert './client.js"' in (ROOT / "extension" / "background.js").read_text(encoding="utf-8")
    others = [
        p for p in (*(ROOT / "extension").glob("*.js"), *(ROOT / "service/http/static").glob("*.js")) if p.stat().st_size < 50_000
    ]
    asking = {p.name for p in others if "fetch(" in p.read_text(encoding="utf-8")}
    assert asking == {"client.js", "login.js", "settings.js"}  # the second sends a key for a session, the third tries a connection


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_openapi_typescript_makes_types_that_the_clients_types_fit(tmp_path):
    pack(tmp_path)
    (tmp_path / "use.mts").write_text(USE, encoding="utf-8")
    try:
        add_types(tmp_path)
        npm = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefer-offline", "typescript@5.9.3", "@types/node@20"]
        subprocess.run(npm, cwd=tmp_path, check=True, capture_output=True, timeout=100)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the registry does not answer: {error}")
    options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"]
    done = subprocess.run(["node_modules/.bin/tsc", *options, "use.mts"], cwd=tmp_path, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout
