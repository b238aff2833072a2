"""The command line."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module

import pytest

from service.checking.plain import many
from service.cli.main import _COMMANDS
from tests.conftest import PATIENCE, ROOT, run
from tests.ports import free_port

QUOTE = "A ferry that never leaves the pier is a very expensive café."


@pytest.mark.parametrize(
    ("quote", "options", "status", "says"),
    [
        (QUOTE, [], 0, "verbatim"),
        (QUOTE, ["--speaker", "Ines Calloway", "--date", "2023"], 0, "confirmed"),
        (QUOTE, ["--speaker", "Tobias Renner"], 1, "misattributed"),
        ("A ferry that always leaves the pier is a very expensive café.", [], 1, "serious"),
        ("The moon is a harsh landlady indeed, sir", [], 1, "not_found"),
        ("word", [], 2, "at least 2"),
        (QUOTE, ["--date", "soon"], 2, "2016-08-03"),
    ],
)
def test_verify(served, quote, options, status, says):
    result = run("verify", quote, *options, ONRECORD_URL=served.base)
    assert result.returncode == status, result.stderr
    assert says in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert status != 2 or len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("number", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1200, "1,200 files")])
def test_a_number_has_its_noun(number, told):
    assert many(number, "file") == told


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path):
    """`onrecord extract … | head -1`: nothing is said of the pipe."""
    (tmp_path / "long.txt").write_text("“We sail at noon,” said Peig Donnelly.\n\n" * 2000, encoding="utf-8")
    command = [sys.executable, "-m", "service.cli.main", "extract", str(tmp_path / "long.txt")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(PATIENCE) == 141


def test_verify_as_json(served):
    result = run("verify", QUOTE, "--json", ONRECORD_URL=served.base)
    assert json.loads(result.stdout)["verdict"] == "verbatim"


def test_nothing_listens():
    result = run("verify", QUOTE, ONRECORD_URL=f"http://127.0.0.1:{free_port()}")
    assert (result.returncode, result.stdout) == (2, "")
    assert "onrecord serve" in result.stderr


def test_extract_and_what_it_cannot_read(tmp_path):
    result = run("extract", "corpus/ferry-feature.txt")
    assert result.returncode == 0
    assert "Ines Calloway · 2023-03 · told Radio Estuary" in result.stdout
    assert len(json.loads(run("extract", "corpus/derby.html", "--json").stdout)["quotations"]) == 3
    (tmp_path / "none.txt").write_text("Nobody says a word.")
    assert run("extract", str(tmp_path / "none.txt")).returncode == 1
    (tmp_path / "two.json").write_text('[{"title": "Gulls", "text": "“We stay,” said Mo Tarn."}, {"title": "No text"}]')
    partly = run("extract", str(tmp_path / "two.json"))
    assert partly.returncode == 1
    assert "“We stay,”" in partly.stdout
    assert "item 2: text is missing" in partly.stderr
    item = {
        "uri": "urn:x",
        "pubstatus": "usable",
        "embargoed": "2099-05-18T06:00:00Z",
        "headline": "Gulls",
        "body_text": "“We stay,” said Mo Tarn.",
    }
    (tmp_path / "held.json").write_text(json.dumps(item))
    held = run("extract", str(tmp_path / "held.json"))
    assert held.returncode == 1
    assert "“We stay,”" in held.stdout
    assert "held.json: Gulls: it is under embargo until 2099-05-18T06:00:00 UTC, and not indexed before that" in held.stderr
    (tmp_path / "x.exe").write_bytes(b"MZ")
    refused = run("extract", str(tmp_path / "x.exe"))
    assert refused.returncode == 2
    assert "no reader" in refused.stderr


def test_ingest_a_dropped_file_makes_it_answerable(served_alone, tmp_path):
    file = tmp_path / "note.md"
    file.write_text("---\noutlet: The Note\n---\nPeig Donnelly said: “The gulls have taken the *whole* car park.”")
    environment = {"ONRECORD_DATA": str(served_alone.data), "ONRECORD_URL": served_alone.base}
    result = run("ingest", str(file), **environment)
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "1 document added with 1 quotation, 0 unchanged, 0 removed, 0 refused",
        "speakers known of 100% of these quotations",
    ]
    assert run("verify", "The gulls have taken the whole car park", **environment).returncode == 0
    assert "0 documents added" in run("ingest", str(file), **environment).stdout


def test_ingest_without_a_service_and_with_a_file_it_cannot_read(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "good.txt").write_text("“We sail at noon,” said Peig Donnelly.")
    (tmp_path / "corpus" / "bad.json").write_text("{")
    result = run("ingest", str(tmp_path / "corpus"), ONRECORD_DATA=str(tmp_path / "data"), ONRECORD_CORPUS=str(tmp_path / "corpus"))
    assert result.returncode == 1
    assert "1 document added" in result.stdout
    assert "bad.json: not JSON" in result.stderr


def test_doctor(served):
    well = run("doctor", ONRECORD_DATA=str(served.data), ONRECORD_URL=served.base, ONRECORD_OPEN_SCOPES="verify,read")
    assert well.returncode == 0
    assert "ONRECORD_OPEN_SCOPES = verify,read\n" in well.stdout  # as it is set
    assert "ONRECORD_HOSTS = (not set)\n" in well.stdout
    ill = run(
        "doctor", ONRECORD_DATA="/nonexistent", ONRECORD_URL=f"http://127.0.0.1:{free_port()}", ONRECORD_CORPUS="/nonexistent"
    )
    assert ill.returncode == 1
    assert ill.stdout.count("WRONG") == 3


@pytest.mark.parametrize(("variable", "value", "says"), [
    ("ONRECORD_PORT", "many", "whole number"), ("ONRECORD_PORT", "70000", "port"), ("ONRECORD_WORKERS", "0", "at least 1"), ("ONRECORD_COLOUR", "red", "no setting"),
        ("ONRECORD_OUTLETS", "/nonexistent", "names no file"),
])  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named(variable, value, says):
    result = run("doctor", **{variable: value})
    assert result.returncode == 2
    assert says in result.stderr
    assert variable in result.stderr


def test_a_taken_port_is_one_plain_line(served):
    result = run("serve", "--port", str(served.port), ONRECORD_DATA=str(served.data / "other"))
    assert result.returncode == 2
    assert "--port" in result.stderr


@pytest.mark.parametrize(
    ("typed", "meant"), [("chekc", "check"), ("ingets", "ingest"), ("docter", "doctor"), ("stat", "stats"), ("key", "keys")]
)
def test_a_mistyped_command_is_told_what_was_meant(typed, meant):
    result = run(typed, "--help")
    assert result.returncode == 2
    assert f"Did you mean {meant!r}?" in result.stderr


@pytest.mark.parametrize("typed", ["documents", "frobnicate", "x"])
def test_no_command_is_made_up_for_what_is_near_none(typed):
    assert "Did you mean" not in run(typed).stderr


@pytest.mark.parametrize(("quote", "options", "says"), [
    ("no", (), "quote: Too short"), ("", (), "quote: Empty"), ("We sail at noon today.", ("--date", "yesterday"), "date: Not a date"),
])  # fmt: skip
def test_a_wrong_field_is_named_as_people_name_it(served, quote, options, says):
    result = run("verify", quote, *options, ONRECORD_URL=served.base)
    assert result.returncode == 2
    assert result.stderr.startswith(f"onrecord: {says}")


def test_help_has_examples():
    for command in ((), ("serve",), ("ingest",), ("import",), ("verify",), ("extract",)):
        assert "Examples:" in run(*command, "--help").stdout


def test_help_says_of_each_command_what_the_command_says_itself():
    for name, row in _COMMANDS.items():
        command = getattr(import_module(row.module), row.name)
        assert (name, command.get_short_help_str(80)) == (name, row.help)
