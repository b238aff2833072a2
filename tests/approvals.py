"""Answers in full, as they were last looked at and approved: one JSON object a line, and the table of what is asked in one.

Assertions name what matters of an answer; these hold everything else of it still. Where a change is meant, `script/approve`
writes the files anew, and the difference is read before it is committed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


def approve(path: Path, answer: Callable[[dict[str, Any]], Any]) -> None:
    """Hold the answers to what a file asks against those that it has."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows, f"{path.name} asks nothing"
    now = [{**row, "answer": json.loads(json.dumps(answer(row)))} for row in rows]
    if os.environ.get("ONRECORD_APPROVE"):
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in now), encoding="utf-8")
        return
    for n, (row, seen) in enumerate(zip(rows, now, strict=True), 1):
        asked = {name: value for name, value in row.items() if name != "answer"}
        assert seen["answer"] == row["answer"], f"{path.name}:{n} answers {asked} otherwise; is it meant? script/approve"
