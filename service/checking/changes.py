"""Which lines of files a diff changed, as git tells."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from service.errors import SettingError

_FILE = re.compile(r"^\+\+\+ (?:b/)?(.*?)\t?$")
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_SECONDS = 30


def changed_lines(base: str, folder: Path | None = None) -> dict[str, set[int]]:
    """Return the lines added or changed since a commit, of files by their path from the repository's top. Raises SettingError."""
    if base.startswith("-"):
        raise SettingError(f"{base!r} is no commit")
    command = ["git", "-c", "core.quotepath=off", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", base, "--"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False, cwd=folder)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingError(f"git cannot be asked what changed: {error}") from None
    if done.returncode:
        raise SettingError(f"git cannot tell what changed since {base!r}: {_first_line(done.stderr)}")
    return parsed(done.stdout.splitlines())


def _first_line(told: str) -> str:
    """Return what git says first, without what kind of message it is; its help may follow."""
    line = next(iter(told.strip().splitlines()), "it does not say why")
    return re.sub(r"^(?:fatal|error|warning): ", "", line)


def parsed(diff: Iterable[str]) -> dict[str, set[int]]:
    """Return the lines that a unified diff without context adds or changes."""
    out: dict[str, set[int]] = {}
    path = None
    for line in diff:
        if match := _FILE.match(line):
            path = None if match[1] == "/dev/null" else match[1]
        elif (match := _HUNK.match(line)) and path is not None:
            first, number = int(match[1]), int(match[2] or 1)
            out.setdefault(path, set()).update(range(first, first + number))
    return out
