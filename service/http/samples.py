"""Writes code samples of each operation, for the reference at /docs: curl, Python and JavaScript."""

from __future__ import annotations

import json
from collections.abc import Mapping

_BASE = "http://127.0.0.1:8000"
_QUOTE = "A ferry that never leaves the pier is a very expensive café."
_TEXT = "“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary."
_BODIES: dict[str, Mapping[str, object]] = {
    "/v1/verify": {"quote": _QUOTE, "speaker": "Ines Calloway"},
    "/v1/verify/batch": {"claims": [{"quote": _QUOTE}, {"quote": "We sail at noon.", "speaker": "Peig Donnelly"}]},
    "/v1/drafts/check": {"text": _TEXT, "format": "text"},
    "/v1/extract": {"text": _TEXT, "published": "2024-05-18"},
    "/v1/quotations/0123456789abcdef-0/corrections": {
        "speaker": "Ines Calloway",
        "reason": "Heard on the tape.",
        "by": "Ellery Quill",
    },
    "/v1/checks": {"draft": {"text": _TEXT}, "by": "Ellery Quill"},
    "/mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
    "/session": {"key": "or_live_…"},
    "/v1/documents": {"text": _TEXT, "title": "The ferry", "published": "2024-05-18", "url": "https://example.com/ferry"},
}
_QUERIES = {
    "/v1/verify": "quote=A+ferry+that+never+leaves+the+pier",
    "/v1/quotations": "speaker=Ines+Calloway&since=2023",
    "/v1/speakers": "q=Cal",
}
_IDS = {
    "{document_id}": "0123456789abcdef",
    "{quotation_id}": "0123456789abcdef-0",
    "{code}": "validation-failed",
    "{check_id}": "20240518093000-0123456789abcdef",
    "{browser}": "chromium",
}


def samples(method: str, path: str) -> list[dict[str, str]]:
    """Return the code samples of an operation, as Redoc shows them (`x-codeSamples`)."""
    for name, value in _IDS.items():
        path = path.replace(name, value)
    query = _QUERIES.get(path) if method == "get" else None
    url = _BASE + path + (f"?{query}" if query else "")
    body = _BODIES.get(path) if method == "post" else None
    has_key = path.startswith("/v1/") or path == "/metrics"
    return [
        {"lang": "Shell", "label": "curl", "source": _curl(method, url, body, has_key)},
        {"lang": "Python", "source": _python(method, url, body, has_key)},
        {"lang": "JavaScript", "source": _javascript(method, url, body, has_key)},
    ]


def _curl(method: str, url: str, body: Mapping[str, object] | None, has_key: bool) -> str:
    lines = ["curl -s" + (f" -X {method.upper()}" if method == "delete" else "") + f" '{url}'"]
    if has_key:
        lines.append('-H "Authorization: Bearer $ONRECORD_KEY"')
    if body:
        lines += ["-H 'Content-Type: application/json'", f"-d '{json.dumps(body, ensure_ascii=False)}'"]
    return " \\\n  ".join(lines)


def _python(method: str, url: str, body: Mapping[str, object] | None, has_key: bool) -> str:
    arguments = [f'"{url}"']
    if has_key:
        arguments.append('headers={"Authorization": f"Bearer {key}"}')
    if body:
        arguments.append(f"json={body!r}")
    call = f"requests.{method}(\n    " + ",\n    ".join([*arguments, "timeout=10"]) + ",\n)"
    shown = "print(answer.status_code)" if method == "delete" or not url.startswith(f"{_BASE}/v1") else "print(answer.json())"
    return f"import requests\n\nanswer = {call}\n{shown}"


def _javascript(method: str, url: str, body: Mapping[str, object] | None, has_key: bool) -> str:
    headers = {**({"Content-Type": "application/json"} if body else {})}
    rows = [f"    {json.dumps(name)}: {json.dumps(value)}," for name, value in headers.items()]
    if has_key:
        rows.insert(0, "    Authorization: `Bearer ${key}`,")
    options = [f'  method: "{method.upper()}",']
    if rows:
        options += ["  headers: {", *rows, "  },"]
    if body:
        options.append(f"  body: JSON.stringify({json.dumps(body, ensure_ascii=False)}),")
    shown = "console.log(answer.status);" if method == "delete" else "console.log(await answer.text());"
    return f'const answer = await fetch("{url}", {{\n' + "\n".join(options) + f"\n}});\n{shown}"
