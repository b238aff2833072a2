"""The processes of a service, as Linux lists them."""

from __future__ import annotations

import os
from pathlib import Path


def children(process: int) -> list[int]:
    """The ids of the processes that a process has started; none if it has ended."""
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def gunicorn_of(supervisor: int) -> int:
    """The id of the process of gunicorn: the one that a supervisor forked and gave a session of its own."""
    command = _command(supervisor)
    (found,) = [child for child in children(supervisor) if os.getsid(child) == child and _command(child) == command]
    return found


def _command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()
