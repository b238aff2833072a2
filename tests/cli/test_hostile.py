"""What a source or a caller says moves no cursor in a terminal, forges no line of a log and no header of an answer."""

from __future__ import annotations

import json
import time

import requests

from tests.conftest import ROOT, Served, run

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\r::error::forged"


def is_plain(text: str) -> bool:
    return all(c.isprintable() or c == "\n" for c in text)


def test_no_command_prints_what_a_terminal_would_obey(tmp_path):
    (tmp_path / "corpus").mkdir()
    place = {"ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(tmp_path / "corpus")}
    file = tmp_path / "corpus" / "a.json"
    for word in ("late", "early"):
        known = {"title": f"Ferry {ESCAPES}", "outlet": f"Beacon{ESCAPES}"}
        file.write_text(json.dumps({**known, "text": f"“The boat{ESCAPES} is {word} and that is all,” said Mo Tarn {ESCAPES}."}))
        if word == "late":
            run("ingest", str(file), **place)
    (tmp_path / "corpus" / "b\x1b[2J.json").write_text("{")
    for command in (("recheck",), ("stats",), ("ingest", str(tmp_path / "corpus")), ("index", "verify"), ("queue",), ("ingest", f"no{ESCAPES}"),
                    ("extract", str(file)), ("watch", "--once", str(tmp_path / "corpus"))):  # fmt: skip
        done = run(*command, **place)
        assert is_plain(done.stdout + done.stderr), (command, done.stdout, done.stderr)
        assert "\n::error" not in done.stdout + done.stderr


def test_a_quote_and_a_header_forge_no_line_of_the_log_and_no_header(tmp_path):
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_LOG_LEVEL="info", ONRECORD_LOG_QUOTES="1")
    server.start()
    try:
        quote = 'We never said that\n{"event": "forged", "level": "error"}\r\nX: y \u2028 \x1b[2J'
        answer = server.post(
            "/v1/verify", {"quote": quote}, headers={"X-Request-ID": "a b; forged=1", "traceparent": "00-zz-forged-00"}
        )
        assert answer.status_code == 200
        assert "forged" not in str(answer.headers)
        answer = requests.get(f"{server.base}/v1/quotations?q=a%0d%0aX-Forged:%201&limit=1", timeout=30)
        assert "X-Forged" not in answer.headers
        time.sleep(0.3)
        lines = [line for line in server.log.read_text().splitlines() if "never said that" in line or "forged" in line]
        assert all(isinstance(json.loads(line), dict) and json.loads(line).get("event") != "forged" for line in lines)
        assert "\x1b" not in "".join(lines)
        assert lines
    finally:
        server.stop()
