"""Writes the vocabulary for the scripts of the page and of the browser extension: `python -m schemas.javascript`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from schemas.vocabulary import FIELD, LANGUAGES, SEVERITY, STATES, TONES, VERDICT, State, Verdict

_ROOT = Path(__file__).resolve().parents[1]
PAGE = _ROOT / "service" / "http" / "static" / "vocabulary.js"
EXTENSION = _ROOT / "extension" / "vocabulary.js"
_MARKS: tuple[Verdict | State, ...] = (*VERDICT.values(), *STATES)
_HEAD = "// The contract's words. Written by script/openapi from schemas/vocabulary.py: change them there.\n\n"


def page() -> str:
    """Return the module for the page: the marks of verdicts as [label, icon, tone], severities as [label, tone], the tones, worst first, and the fields."""
    marks = {row.name: [row.label, row.icon, row.tone] for row in _MARKS}
    severities = {row.name: [row.label, row.tone] for row in SEVERITY.values()}
    fields = [[row.name, row.value] for row in FIELD.values()]
    return (
        f"{_HEAD}export const VERDICTS = {_table(marks)};\n\n"
        f"export const SEVERITIES = {_table(severities)}; // mildest first\n\n"
        f"export const TONES = {_compact(TONES)}; // worst first\n\n"
        f"export const FIELDS = {_compact(fields)}; // of an attribution, each with the key of its value\n"
    )


def extension() -> str:
    """Return the module for the extension: that of the page, and the labels in other languages."""
    labels = {code: {row.name: row.labels[code] for row in _MARKS if code in row.labels} for code in LANGUAGES}
    severities = {code: {row.name: row.labels[code] for row in SEVERITY.values() if code in row.labels} for code in LANGUAGES}
    return f"{page()}\nexport const LANGUAGES = {_table(LANGUAGES)};\n\nexport const LABELS = {_table(labels)};\n\nexport const SEVERITY_LABELS = {_table(severities)};\n"


def _table(rows: Mapping[str, object]) -> str:
    lines = "".join(f"  {name}: {_compact(value)},\n" for name, value in rows.items())
    return f"{{\n{lines}}}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write() -> None:
    """Write both modules to where they are committed."""
    PAGE.write_text(page(), encoding="utf-8")
    EXTENSION.write_text(extension(), encoding="utf-8")


if __name__ == "__main__":
    write()
