"""The approved output that each version of what is derived stands for, and raising a version when that has changed.

`script/approve` runs this after it wrote the approved answers: python -m tests.derivations
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256

from service.derivation import VERSIONS, Version, versions
from tests.conftest import ROOT

APPROVED = {
    "fold": "tests/wording/tokens.jsonl",
    "keys": "tests/knowledge/keys.jsonl",
    "rules": "tests/extraction/approved.jsonl",
}


def digest(name: str) -> str:
    """The SHA-256 of the approved output of something that is derived."""
    return sha256((ROOT / APPROVED[name]).read_bytes()).hexdigest()


def raised() -> dict[str, Version]:
    """The versions, each one higher where its approved output is another than it stands for."""
    return {
        name: known if known.approved == digest(name) else Version(known.version + 1, digest(name))
        for name, known in versions().items()
    }


if __name__ == "__main__":
    rows = ",\n".join(f' "{name}": {json.dumps(asdict(known))}' for name, known in raised().items())
    (ROOT / "service" / VERSIONS).write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
