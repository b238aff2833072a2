#!/usr/bin/env python3
"""Two services on one Redis: of the same corpus, of another one, and one whose tables are others, as those of another version or of other settings are.

    PYTHONPATH=. .venv/bin/python bench/faults/shared.py

The bar: who has the same corpus answers for it; who has another one, or would build other tables, changes nothing and answers nothing
false: every known quote is answered with its words by the first service all the while, or with 503, and never with `not_found`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from bench.faults.callers import ROOT, Service, fill, post, recovered, report, verdict
from tests.nodes import Node
from tests.ports import free_ports

KNOWN = range(60)


class Watch:
    """Asks one service for what it knows until told to stop. `seen`: how often each verdict or problem was answered."""

    def __init__(self, base: str) -> None:
        self.seen: Counter[str] = Counter()
        self._base, self._is_over = base, False
        self._thread = threading.Thread(target=self._ask, daemon=True)
        self._thread.start()

    def _ask(self) -> None:
        number = 0
        while not self._is_over:
            number += 1
            self.seen[verdict(self._base, number % len(KNOWN))] += 1
            time.sleep(0.02)

    def stop(self) -> Counter[str]:
        self._is_over = True
        self._thread.join(60)
        return self.seen


def second(service: Service, folder: Path, **environment: str) -> tuple[int, str]:
    """Start another service, for a minute at most. Returns its exit status, 0 where it ran until it was stopped, and its log."""
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    env = {**service.environment, "ONRECORD_DATA": str(folder / "data"), "ONRECORD_CORPUS": str(folder / "corpus"),
           "ONRECORD_PORT": str(free_ports(1)[0]), **environment}  # fmt: skip
    log = folder / "second.log"
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, "-m", "service.cli.main", "serve"], cwd=ROOT, env=env, stdout=out, stderr=out)
        try:
            status = process.wait(60)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait(60)
            status = 0
    return status, log.read_text()


def main() -> int:
    is_good = True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        fill(folder / "one", KNOWN)
        node = Node(folder / "redis", free_ports(1)[0])
        service = Service(folder / "one", free_ports(1)[0], REDIS_URL=f"redis://127.0.0.1:{node.port}/0")
        posted = post(service.base, range(9000, 9010))
        try:
            fill(folder / "other", range(500, 503))
            outlets = folder / "outlets.txt"
            outlets.write_text("The Harbour Almanac\n")
            others = {
                "another corpus": (folder / "other", {}, True),
                "another corpus that is empty": (folder / "empty", {}, True),
                "the same corpus, a data folder of its own": (folder / "alike", {"ONRECORD_CORPUS": str(folder / "one" / "corpus")}, True),
                "the same folders": (folder / "twin", {"ONRECORD_DATA": str(folder / "one" / "data"),
                                     "ONRECORD_CORPUS": str(folder / "one" / "corpus")}, True),
            }  # fmt: skip
            for name, (place, environment, is_refused) in others.items():
                watch = Watch(service.base)
                status, log = second(service, place, **environment)
                seen = watch.stop()
                wrong = {what: n for what, n in seen.items() if what != "verbatim" and "unavailable" not in what}
                audit = service.audit()
                faults = {
                    "answered": wrong,
                    "was not refused": is_refused and not status,
                    "audit": audit if audit != "clean" else "",
                }
                is_good &= report(
                    name, faults, f"{dict(seen)}, status {status}, {log.strip().splitlines()[-1][:160] if log else ''}"
                )
            watch = Watch(service.base)  # other settings on the same folders: by a command, as a second service is refused
            changed = subprocess.run(
                [sys.executable, "-m", "service.cli.main", "index", "rebuild"], cwd=ROOT, capture_output=True, text=True,
                env={**service.environment, "ONRECORD_OUTLETS": str(outlets)}, timeout=120,
            )  # fmt: skip
            time.sleep(2.0)
            seen = watch.stop()
            service.command("index", "rebuild")
            back = recovered(service.base, [*KNOWN, *posted])
            wrong = {what: n for what, n in seen.items() if what != "verbatim" and "unavailable" not in what}
            is_good &= report("other tables, then ours again", {"answered": wrong, "not back": back is None},
                              f"{dict(seen)}, status {changed.returncode}, back after {back} s")  # fmt: skip
        finally:
            service.stop()
            node.kill()
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
