#!/usr/bin/env python3
"""A full disk under each folder that the service writes to: documents, index, metrics, locks, imports, temporary files.

    PYTHONPATH=. .venv/bin/python bench/faults/disks.py                # each folder
    PYTHONPATH=. .venv/bin/python bench/faults/disks.py documents

Each folder is a small file system of its own (which needs root), filled to the last byte for some seconds under load. The bar: no
answer but 201, 200 or 503 with Retry-After, none of them wrong; afterwards every acknowledged document is answered, one can be posted
again, and the audit is clean. `temporary` is the folder of TMPDIR.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bench.faults.callers import Callers, Service, fill, post, recovered, report
from tests.ports import free_ports

KNOWN = range(60)
FOLDERS = ("documents", "valkey", "metrics", "locks", "imports", "temporary")
_SIZE = "16m"
_FULL_SECONDS = 4.0


def fill_up(path: Path) -> None:
    """Write a file until nothing more fits."""
    with path.open("ab", buffering=0) as out, suppress(OSError):
        for size in (65536, 4096, 1):
            with suppress(OSError):
                while True:
                    out.write(b"x" * size)


def campaign(folder: Path, name: str) -> bool:
    place = folder / "data" / name if name != "temporary" else folder / name
    fill(folder, KNOWN)
    environment = {"TMPDIR": str(place)} if name == "temporary" else {}
    place.mkdir(parents=True)
    if name == "metrics":  # the service makes that folder anew when it starts
        place = place.parent
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=700", "tmpfs", str(place)], capture_output=True
    ).returncode:
        print("full disks: cannot be done here: mounting needs root", flush=True)
        return True
    try:
        service = Service(folder, free_ports(1)[0], **environment)
        try:
            return filled(name, service, place)
        finally:
            service.stop()
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def acknowledges(callers: Callers) -> None:
    """Wait until another document has been acknowledged, or for a minute."""
    before, end = len(callers.acknowledged), time.monotonic() + 60
    while len(callers.acknowledged) <= before and time.monotonic() < end:
        time.sleep(0.1)


def filled(name: str, service: Service, place: Path) -> bool:
    callers = Callers(service.base, KNOWN)
    acknowledges(callers)
    filler = place / "filler"
    fill_up(filler)
    time.sleep(_FULL_SECONDS)
    filler.unlink()
    acknowledges(callers)
    callers.stop()
    back = recovered(service.base, [*KNOWN, *callers.acknowledged[-50:]])
    again = post(service.base, [99_000])
    audit = service.audit()
    faults = {
        **{outcome: callers.total(outcome) for outcome in ("5xx", "wrong", "cut")},
        "unanswered": back is None,
        "not posted again": not again,
        "audit": audit if audit != "clean" else "",
    }
    if faults["5xx"]:
        print(*re.findall(r"\\n(\w+(?:Error|Exception)[^\"]*)", service.log.read_text())[-3:])
    told = f"{callers.total('ok')} answered, {callers.total('503')} refused, {len(callers.acknowledged)} acknowledged"
    return report(f"full disk: {name}", faults, told)


def main() -> int:
    is_good = True
    for name in sys.argv[1:] or FOLDERS:
        with tempfile.TemporaryDirectory() as made:
            is_good &= campaign(Path(made), name)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
