#!/usr/bin/env python3
"""A power cut: every kind of file in the data folder is cut, in half and to nothing, and the service started again.

    PYTHONPATH=. .venv/bin/python bench/faults/truncation.py             # each kind of file, both ways
    PYTHONPATH=. .venv/bin/python bench/faults/truncation.py --least     # each kind in half

The bar: the service starts, and answers for every document but those whose own file was cut; of these it says that they are gone, or
are damaged (`onrecord doctor` names them), and nothing else is lost; the audit is clean. Keys are the exception: with a file of keys
that cannot be read, the service is closed to callers with keys, and open to nobody else.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

import redis
import requests

from bench.faults.callers import Service, fill, post, recovered, report, said
from service.storage.embedded import Embedded
from tests.ports import free_ports

KNOWN = range(40)
POSTED = range(9000, 9012)
_NUMBERS = re.compile(r"\b[0-9a-f]{2}\b|[0-9a-f]{6,}|\d+")


def kinds(data: Path) -> dict[str, Path]:
    """One file of each kind: of those whose names differ in nothing but numbers."""
    found: dict[str, Path] = {}
    for path in sorted(p for p in data.rglob("*") if p.is_file() and p.stat().st_size):
        found.setdefault(_NUMBERS.sub("N", str(path.relative_to(data))), path.relative_to(data))
    return found


def made(folder: Path) -> None:
    """A data folder with something in all of its rooms."""
    fill(folder, KNOWN)
    service = Service(folder, free_ports(1)[0])
    try:
        assert len(post(service.base, POSTED)) == len(POSTED)
        document = requests.post(f"{service.base}/v1/documents", json={"text": "“Nothing stays,” said Mo Tarn."}, timeout=60).json()
        requests.delete(f"{service.base}/v1/documents/{document['document']['id']}", timeout=60)
        rows = folder / "rows.quotations.jsonl"
        rows.write_text(f'{{"quotation": "{said(7000)}", "speaker": "Peig Donnelly"}}\n')
        assert service.command("import", str(rows)).returncode == 0
        assert service.command("keys", "add", "desk", "--scope", "read").returncode == 0
        for key in (folder / "data" / "keys").glob("*"):
            key.rename(folder / key.name)  # put back for the one cut that is about keys: with a key nothing is open
    finally:
        service.stop()


def cut(before: Path, name: Path, part: float, folder: Path) -> bool:
    """Cut one file of a copy of the data folder, and start."""
    shutil.copytree(before, folder, symlinks=True, ignore=lambda _, names: [n for n in names if n.endswith(".sock")])
    path = folder / "data" / name
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * part))
    title = f"{name} cut to {part:.0%}"
    try:
        service = Service(folder, free_ports(1)[0])
    except AssertionError as error:
        return report(title, {"does not start": str(error)[-300:]})
    try:
        if name.parts[0] == "documents":  # the index still holds what the file held: only a new one shows the damage
            redis.Redis.from_url(Embedded(folder / "data").url).flushall()
        of_others = [n for n in POSTED if str(n) not in _words_of(before / "data" / name)]
        is_import = name.parts[0] == "imports"
        back = recovered(service.base, [*KNOWN, *of_others, *([] if is_import else [7000])], seconds=60.0)
        audit = service.audit()
        named = service.command("doctor").stdout
        is_lost = len(of_others) < len(POSTED)
        faults = {
            "unanswered": back is None,
            "audit": audit if audit != "clean" and not is_lost else "",
            "not named": is_lost and name.stem not in named,
        }
        return report(title, faults, f"all answered {back} s after the start")
    finally:
        service.stop()


def _words_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.parts[-3:-2] == ("documents",) else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", action="store_true")
    options = parser.parse_args()
    is_good = True
    with tempfile.TemporaryDirectory() as temporary:
        before = Path(temporary) / "before"
        before.mkdir()
        made(before)
        for number, (_kind, name) in enumerate(kinds(before / "data").items()):
            for part in (0.5,) if options.least else (0.5, 0.0):
                folder = Path(temporary) / f"{number}-{part}"
                is_good &= cut(before, name, part, folder)
                shutil.rmtree(folder)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
