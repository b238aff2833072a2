#!/usr/bin/env python3
"""Hostile text through every door of a running service: what it costs, and what other callers notice.

    PYTHONPATH=. .venv/bin/python bench/faults/hostile.py                 # a megabyte, or as much as a door takes
    PYTHONPATH=. .venv/bin/python bench/faults/hostile.py --bytes 200000

Repeated short units (dots, quotes, dashes, brackets, initials, digits, verbs of saying), each as large as the door allows, come as draft,
as text to extract, as a document that is posted, and as a file that is ingested. Beside them a caller looks quotes up all the while.
The bar: a door answers or refuses, in at most the time for a request; what cannot be read is set aside and named; no other answer
fails, and the p99 of the other callers is at most twice what it was.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import requests

from bench.faults.callers import Service, fill, report, said
from tests.ports import free_ports

KNOWN = range(200)
UNITS = ("…", ".", "“", "”", "\"", "'", "’", "—", "-", "(", "[", "{", "<", "J. ", "J. R. ", "1", "1,", "1.", "Q. ", "said ", "said “b” ",
         "“b,” he said. ", "A, B, ", "a\n", "\n\n", "He said that ", "said Mo Tarn, ", "http://a.", "&amp;", "<p>", "a b ", "“a” ", "½", "a-", "中", "5\" ", "said he, “b,” said he. ",
         "that he said “a b” ", "denied saying “a b c d” ", "to the A Times he said “a b c d.” ", "on May 5, 2020, he said “a b c d.” ")  # fmt: skip
SPEECH = {"kind": "speech", "speaker": "Mo Tarn"}
DOORS = {
    "extract": ("/v1/extract", {}),
    "draft": ("/v1/drafts/check", {}),
    "draft in Markdown": ("/v1/drafts/check", {"format": "markdown"}),
    "draft in HTML": ("/v1/drafts/check", {"format": "html"}),
    "document": ("/v1/documents", {}),
    "speech": ("/v1/documents", SPEECH),
}


class Lookups:
    """Callers who look quotes up until told to stop. `seconds`: of each answer since they were last taken."""

    def __init__(self, base: str, callers: int = 2) -> None:
        self.seconds: list[float] = []
        self.failed = 0
        self._base, self._is_over = base, False
        self._threads = [threading.Thread(target=self._ask, args=(n,), daemon=True) for n in range(callers)]
        for thread in self._threads:
            thread.start()

    def _ask(self, first: int) -> None:
        number, session = first, requests.Session()
        while not self._is_over:
            number += 1
            began = time.monotonic()
            answer = session.post(f"{self._base}/v1/verify", json={"quote": said(number % len(KNOWN))}, timeout=60)
            self.seconds.append(time.monotonic() - began)
            self.failed += answer.status_code != 200 or answer.json()["verdict"] != "verbatim"
            time.sleep(0.01)

    def take(self) -> tuple[float, float]:
        """Milliseconds at the median and at the 99th percentile since the last take."""
        seconds, self.seconds = self.seconds, []
        quantiles = statistics.quantiles(seconds, n=100)
        return 1000 * quantiles[49], 1000 * quantiles[98]

    def stop(self) -> None:
        self._is_over = True
        for thread in self._threads:
            thread.join(60)


def processor_seconds(pid: int) -> float:
    """The processor's time of a process and of all that it has started and that still runs."""
    total = 0.0
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            total += processor_seconds(int(child))
    except OSError:
        pass
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--units", nargs="*", default=list(UNITS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        fill(folder, KNOWN)
        service = Service(folder, free_ports(1)[0])
        lookups = Lookups(service.base)
        try:
            time.sleep(10)
            before = lookups.take()
            slow, statuses = through_the_doors(service, options.units, options.bytes)
            during = lookups.take()
            named = set_aside(service, folder, options.units, options.bytes)
            ingesting = lookups.take()
            lookups.stop()
            audit = service.audit()
            faults = {
                "statuses": {s: n for s, n in statuses.items() if s >= 500 and s != 503},
                "others failed": lookups.failed,
                "p99 of others over twice": max(during[1], ingesting[1]) > 2 * before[1],
                "audit": audit if audit != "clean" else "",
            }
            print("over two seconds of the processor: " + (", ".join(slow) or "none"))
            print(f"set aside of {len(options.units)} files: {named}")
            told = (f"{dict(statuses)}, others' p50 and p99 in ms: {before[0]:.1f} and {before[1]:.1f} before, {during[0]:.1f} and"
                    f" {during[1]:.1f} beside requests, {ingesting[0]:.1f} and {ingesting[1]:.1f} beside an ingestion")  # fmt: skip
            return 0 if report("hostile text", faults, told) else 1
        finally:
            service.stop()


def through_the_doors(service: Service, units: list[str], size: int) -> tuple[list[str], dict[int, int]]:
    slow, statuses = [], dict[int, int]()
    for unit in units:
        for door, (path, more) in DOORS.items():
            status, most, spent = 413, size, 0.0
            while status in (413, 422) and most > 10_000:  # as much as the door takes
                text = unit * (most // len(unit.encode()))
                began = processor_seconds(service.process.pid)
                answer = requests.post(service.base + path, json={"text": text, **more}, timeout=90)
                status, spent = answer.status_code, processor_seconds(service.process.pid) - began
                most //= 2 if status in (413, 422) else 1
            statuses[status] = statuses.get(status, 0) + 1
            if spent > 2.0:
                slow.append(f"{unit!r} as {door} of {most} bytes ({status}, {spent:.1f} s)")
    return slow, statuses


def set_aside(service: Service, folder: Path, units: list[str], size: int) -> int:
    """Ingest a file of each unit; how many of them were set aside."""
    paths = []
    for number, unit in enumerate(units):
        paths.append(folder / f"hostile-{number}.txt")
        paths[-1].write_text(unit * (size // len(unit.encode())) + "\n\n“We sail at noon,” said Mo Tarn.")
    service.command("ingest", *map(str, paths))
    stats = requests.get(f"{service.base}/v1/stats", timeout=60).json()
    return int(stats["set_aside"])


if __name__ == "__main__":
    sys.exit(main())
