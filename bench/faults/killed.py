#!/usr/bin/env python3
"""Commands killed in their midst, and emptied under: import, ingestion, queue worker, backup, restore, rebuild.

    PYTHONPATH=. .venv/bin/python bench/faults/killed.py --times 5 --seed 1

Each command is started beside a service, killed (-9) after a random time, and given again; in a second round Redis is emptied
(FLUSHALL) while it runs, and the command is given again if it failed. The bar: afterwards every document that was there, and every one
that the command was to bring, is answered, and the audit is clean; a backup that was cut is no file of that name.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import redis

from bench.faults.callers import Service, fill, post, recovered, report, said
from service.storage.embedded import Embedded
from tests.ports import free_ports

KNOWN, POSTED, ROWS = range(40), range(9000, 9020), range(20_000, 26_000)
_LONGEST = 4.0  # seconds until a command is killed


class Command:
    """A command that may be given again. `brings`: what is answered after it; `helper`: one to run beside it."""

    def __init__(self, *words: str, brings: range = range(0), helper: tuple[str, ...] = ()) -> None:
        self.words, self.brings, self.helper = words, brings, helper


def struck(service: Service, command: Command, strike: Callable[[], None], kills: bool, after: float) -> str:
    """Start a command, strike after a while, and give it again until it succeeds. Returns what went wrong."""
    helper = service.start(*command.helper) if command.helper else None
    try:
        running = service.start(*command.words)
        time.sleep(after)
        (helper or running).kill() if kills else strike()
        if helper and kills:
            helper.communicate()
            helper = service.start(*command.helper)
        told = running.communicate(timeout=300)[0]
        status = running.returncode
        for _ in range(5):
            if status == 0:
                return ""
            time.sleep(2.0)
            again = service.command(*command.words)
            status, told = again.returncode, again.stdout + again.stderr
        return f"status {status}: {told[-300:]}"
    finally:
        if helper:
            helper.terminate()
            helper.communicate(timeout=60)


def rows(path: Path, numbers: range) -> str:
    path.write_text("".join(json.dumps({"quotation": said(n), "speaker": "Peig Donnelly"}) + "\n" for n in numbers))
    return str(path)


def texts(path: Path, numbers: range) -> str:
    path.write_text("".join(json.dumps({"text": f"“{said(n)},” said Ines Calloway."}) + "\n" for n in numbers))
    return str(path)


def campaign(folder: Path, seed: int, times: int) -> bool:
    rng = random.Random(seed)
    fill(folder, KNOWN)
    service = Service(folder, free_ports(1)[0])
    client = redis.Redis.from_url(Embedded(folder / "data").url)
    expected = [*KNOWN, *post(service.base, POSTED)]
    is_good = len(expected) == len(KNOWN) + len(POSTED)
    try:
        for number in range(times):
            some = range(ROWS.start + number * 100_000, ROWS.start + number * 100_000 + len(ROWS) // 3)
            backup = folder / f"backup-{number}.tar.zst"
            commands = {
                "import": Command("import", rows(folder / f"{number}.quotations.jsonl", some), brings=some),
                "ingest": Command("ingest", texts(folder / f"i{number}.jsonl", _after(some, 10_000)), brings=_after(some, 10_000)),
                "queue worker": Command(
                    "ingest", "--queue", texts(folder / f"q{number}.jsonl", _after(some, 20_000)),
                    brings=_after(some, 20_000), helper=("worker",),
                ),
                "rebuild": Command("index", "rebuild"),
                "backup": Command("export", str(backup), "--with-corpus"),
                "restore": Command("import", str(backup), "--over"),
            }  # fmt: skip
            for name, command in commands.items():
                for kills in (True, False):
                    wrong = struck(service, command, client.flushall, kills, rng.uniform(0.3, _LONGEST))
                    expected += [n for n in command.brings[::97] if n not in expected]
                    back = recovered(service.base, expected)
                    audit = service.audit()
                    faults = {"failed": wrong, "unanswered": back is None, "audit": audit if audit != "clean" else "",
                              "left": [p.name for p in folder.glob(".writing-*")] if name == "restore" else []}  # fmt: skip
                    is_good &= report(f"{name} {'killed' if kills else 'emptied under'}, {number + 1}", faults, f"{back} s")
    finally:
        service.stop()
    return is_good


def _after(numbers: range, by: int) -> range:
    return range(numbers.start + by, numbers.stop + by)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        return 0 if campaign(Path(made), options.seed, options.times) else 1


if __name__ == "__main__":
    sys.exit(main())
