#!/usr/bin/env python3
"""Hostile text through every door of a running service: what it costs, and what other callers notice.

    PYTHONPATH=. .venv/bin/python bench/faults/hostile.py                 # a megabyte, or as much as a door takes
    PYTHONPATH=. .venv/bin/python bench/faults/hostile.py --bytes 200000

Repeated short units (dots, quotes, dashes, brackets, initials, digits, verbs of saying), each as large as the door allows, come as draft,
as text to extract, as a document that is posted, and as a file that is ingested. Beside them a caller looks quotes up all the while.
The bar: what is refused is refused within two seconds of a processor; what is read takes no more than two and a half times what prose
of that length does, which is read; what cannot be read is set aside and named; no other answer fails, and the p99 of the other callers
is at most twice what it was.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

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


_PEOPLE = (
    "Ines Calloway",
    "Peig Donnelly",
    "Mo Tarn",
    "Ellery Voss",
    "Rufus Oyelaran",
    "Hanne Brandvold",
    "Tomas Quist",
    "Adaeze Lund",
)
_MATTERS = ("the new pier", "the ferry's timetable", "the library roof", "school meals", "the tram to the port", "the flood wall")
_PLACES = ("Larkhaven", "Port Ellery", "Upper Tarn", "Quistrup", "Brandvold Bay")
_BODIES = ("council", "harbour board", "planning committee", "school authority")
_MONTHS = ("January", "March", "June", "September", "November")
_QUIET = 0.5  # of paragraphs in which nobody is quoted
_LOOK_SECONDS = 0.05
_READERS_BELOW = 4  # processes: gunicorn, a worker, its template, a reader
_SOON = 2.0  # seconds of a processor within which a text that is not read is refused
_READ_AT_ALL = 0.1  # seconds of a processor: a text that took less was refused for its length
_LEAST_BYTES = 20_000
_AS_PROSE = 2.5  # times what prose takes: what a text that is read may take


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


class Readers:
    """Watches the processes of a service that read what callers send, until told to stop: the processor's time of each.

    They are looked for below the processes of gunicorn's workers, each of which has one that forks them; a killed one tells nothing any
    more, so that each is looked at many times.
    """

    def __init__(self, service: int) -> None:
        self._service, self._is_over = service, False
        self._seconds: dict[int, float] = {}
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._is_over:
            self.look()
            time.sleep(_LOOK_SECONDS)

    def look(self) -> None:
        found = [self._service]
        for _ in range(_READERS_BELOW):
            found = [child for pid in found for child in children(pid)]
        for pid in found:
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                seconds = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
                self._seconds[pid] = max(self._seconds.get(pid, 0.0), seconds)

    @property
    def total(self) -> float:
        self.look()
        return sum(list(self._seconds.values()))

    def stop(self) -> None:
        self._is_over = True
        self._thread.join()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    with suppress(OSError):
        return [int(n) for task in Path(f"/proc/{pid}/task").iterdir() for n in (task / "children").read_text().split()]
    return []


def prose(size: int) -> str:
    """A text as people write them: paragraphs of news, each sentence another one, with a quotation in every second of them."""
    rng = random.Random(1)
    out: list[str] = []
    while sum(map(len, out)) < size:
        who, what, where = rng.choice(_PEOPLE), rng.choice(_MATTERS), rng.choice(_PLACES)
        told = f"The {rng.choice(_BODIES)} in {where} has put off its decision on {what} until {rng.choice(_MONTHS)} {rng.randint(1, 28)}."
        spoken = f"“{said(rng.randrange(10**6))}, and nobody asked us about {what} before that,” said {who} of {where}."
        more = f"{who.split()[-1]} added that {what} had cost the town {rng.randint(2, 90)} million crowns since {rng.randint(1990, 2023)}."
        out.append(" ".join(rng.sample([told, told.replace("has put off", "put off"), spoken, more], 4)) + "\n\n")
        if rng.random() < _QUIET:
            out[-1] = out[-1].replace("“", "").replace("”", "")
    return "".join(out)[:size]


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
            honest = honest_seconds(service, options.bytes)
            lookups.take()
            tries = through_the_doors(service, options.units, options.bytes)
            during = lookups.take()
            named = set_aside(service, folder, options.units, options.bytes)
            ingesting = lookups.take()
            lookups.stop()
            audit = service.audit()
            statuses = Counter(one.status for one in tries)
            late = [str(one) for one in tries if one.status >= 400 and one.seconds > _SOON]
            most = max(_SOON, _AS_PROSE * (honest or 0.0))
            faults = {
                "statuses": {s: n for s, n in statuses.items() if s >= 500 and s != 503},
                "others failed": lookups.failed,
                "p99 of others over twice": max(during[1], ingesting[1]) > 2 * before[1],
                "prose was not read": honest is None,
                "refused late": late,
                "read at less than the pace of prose": [str(one) for one in tries if one.status < 400 and one.seconds > most],
                "audit": audit if audit != "clean" else "",
            }
            over = [str(one) for one in tries if one.seconds > _SOON]
            print("over two seconds of the processor: " + (", ".join(over) or "none"))
            print(f"prose of {options.bytes} bytes: {'not read' if honest is None else f'{honest:.1f} s'}")
            print(f"set aside of {len(options.units)} files: {named}")
            told = (f"{dict(statuses)}, others' p50 and p99 in ms: {before[0]:.1f} and {before[1]:.1f} before, {during[0]:.1f} and"
                    f" {during[1]:.1f} beside requests, {ingesting[0]:.1f} and {ingesting[1]:.1f} beside an ingestion")  # fmt: skip
            return 0 if report("hostile text", faults, told) else 1
        finally:
            service.stop()


class Try(NamedTuple):
    """A text that was sent through a door: how it was answered, and the seconds of a processor that its reading took."""

    unit: str
    door: str
    size: int
    status: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.unit!r} as {self.door} of {self.size} bytes ({self.status}, {self.seconds:.1f} s)"


def send(service: Service, readers: Readers, text: str, path: str, more: dict[str, str]) -> tuple[int, float]:
    """Send a text. Returns the status of the answer, and the seconds that it took."""
    began = readers.total
    status = requests.post(service.base + path, json={"text": text, **more}, timeout=90).status_code
    return status, readers.total - began


def honest_seconds(service: Service, size: int) -> float | None:
    """The seconds of a processor in which prose is read; None where it is refused."""
    readers = Readers(service.process.pid)
    try:
        status, seconds = send(service, readers, prose(size), "/v1/extract", {})
        return seconds if status == 200 else None
    finally:
        readers.stop()


def through_the_doors(service: Service, units: list[str], size: int) -> list[Try]:
    """Send each unit through each door, as much of it as the door takes."""
    tries, readers = [], Readers(service.process.pid)
    for unit in units:
        for door, (path, more) in DOORS.items():
            most = size
            while True:
                text = unit * (most // len(unit.encode()))
                status, seconds = send(service, readers, text, path, more)
                if status not in (413, 422) or seconds > _READ_AT_ALL or most < _LEAST_BYTES:
                    break
                most //= 2  # it was too long for the door
            tries.append(Try(unit, door, most, status, seconds))
    readers.stop()
    return tries


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
