"""The one shape of an error."""

from __future__ import annotations

from typing import Any


def assert_problem(answer: Any, status: int, code: str, pointer: str | None = None) -> dict[str, Any]:
    """The answer is an RFC 9457 problem of this type; its body. `answer`: of Flask's test client or of requests."""
    body = answer.json if isinstance(answer.json, dict) else answer.json()
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["type"] == f"/problems/{code}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["instance"].startswith("/")
    assert body["request_id"] == answer.headers["X-Request-ID"]
    assert "Traceback" not in str(body)
    if pointer is not None:
        assert pointer in [e["pointer"] for e in body["errors"]]
    return body
