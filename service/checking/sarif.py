"""Problems as SARIF 2.1.0, which code scanning reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote as percent

from schemas.vocabulary import RULES
from service import __version__
from service.checking.findings import BARE, Problem

_MOST = 5000  # results that GitHub keeps
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULES = {**{name: row.rule for name, row in RULES.items()}, BARE: "A comment that ignores a finding says no reason."}


def sarif(problems: Sequence[Problem], absent: int = 0) -> str:
    """Return problems as a SARIF log, with the number of quotes that no source has; those beyond the most that GitHub keeps are left out."""
    rules = [
        {
            "id": name, "name": name.title().replace("_", ""), "shortDescription": {"text": text}, "fullDescription": {"text": text},
            "help": {"text": text}, "defaultConfiguration": {"level": "warning"},
        }
        for name, text in _RULES.items()
    ]  # fmt: skip
    driver = {"name": "Onrecord", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": {"notInArchive": absent},
        "results": [_result(p) for p in problems[:_MOST]],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(p: Problem) -> dict[str, object]:
    region = {"startLine": p.line, "startColumn": p.column, "endLine": p.end_line, "endColumn": max(p.end_column, p.column)}
    source = p.verification.source if p.verification else None
    cited = f" Source: “{source['text']}”" if source else ""
    return {
        "ruleId": p.rule,
        "ruleIndex": list(_RULES).index(p.rule),
        "level": p.level,
        "properties": {"severity": p.severity},
        "message": {"text": p.message + cited},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": percent(p.path.replace("\\", "/"))}, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": p.fingerprint},
    }
