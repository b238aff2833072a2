"""Writes the changelog's section of a release: python script/releasing.py CHANGELOG.md VERSION YYYY-MM-DD"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_UNRELEASED = "## Unreleased"
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")  # of PEP 440, as this project numbers its releases
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NotReleasable(Exception):
    """The changelog does not allow the release; the message says why."""


def released(changelog: str, version: str, day: str) -> str:
    """Return a changelog whose unreleased entries are the section of a version. `day`: YYYY-MM-DD. Raises NotReleasable."""
    if not _VERSION.fullmatch(version) or not _DAY.fullmatch(day):
        raise NotReleasable(f"{version} of {day}: a release is numbered like 1.4.0 or 1.4.0rc1, and dated YYYY-MM-DD")
    if re.search(rf"^## {re.escape(version)}(?: |$)", changelog, re.MULTILINE):
        raise NotReleasable(f"the changelog has a section {version} already")
    if not section(changelog, _UNRELEASED.removeprefix("## ")):
        raise NotReleasable("nothing is unreleased")
    return changelog.replace(_UNRELEASED, f"{_UNRELEASED}\n\n## {version} ({day})", 1)


def section(changelog: str, name: str) -> str:
    """Return what the section of a version says, without its heading; empty if there is none."""
    found = re.search(rf"^## {re.escape(name)}(?: \([^)]*\))?\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


if __name__ == "__main__":
    path, wanted, today = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    try:
        path.write_text(released(path.read_text(encoding="utf-8"), wanted, today), encoding="utf-8")
    except NotReleasable as error:
        sys.exit(f"script/release: {error}")
    print(section(path.read_text(encoding="utf-8"), wanted))
