#!/usr/bin/env python3
"""Mixed load for a while: do memory, files and times stay flat?

    PYTHONPATH=. .venv/bin/python bench/soak.py                 # a minute
    PYTHONPATH=. .venv/bin/python bench/soak.py --minutes 120 --quotations DATA/quotations.jsonl.gz --size 300000 --rate 20

Starts the service on the sample corpus, and on as many quotations made of those of a file as `--size` says, and asks it everything at once: claims that come again and new ones, batches, drafts, lists,
documents posted and taken down. `--rate`: requests a second, as many as are answered without. Prints what each tenth of the time was like, and the last third beside the first.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import mean

import requests

from bench import quotations
from tests.processes import children, gunicorn_of

ROOT = Path(__file__).resolve().parents[1]
WORDS = (
    "ferry pier harbour council money bridge school water summer promise always never people worth paper morning vote north".split()
)
TENTHS = 10


def quote(rng: random.Random, n: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(n))


class Load:
    """Clients that ask until they are told to stop; `times`: seconds of each answer since they were last taken."""

    def __init__(self, base: str, pause: float) -> None:
        self._base = base
        self._pause = pause  # seconds on average between two requests of a client
        self._lock = threading.Lock()
        self.times: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.is_over = threading.Event()

    def run(self, seed: int) -> None:
        rng = random.Random(seed)
        posted: list[str] = []
        with requests.Session() as session:
            while not self.is_over.is_set():
                method, path, body = self._request(rng, posted)
                began = time.perf_counter()
                answer = session.request(method, self._base + path, json=body, timeout=20)
                with self._lock:
                    self.times.append(time.perf_counter() - began)
                    self.statuses[answer.status_code] += 1
                time.sleep(rng.random() * 2 * self._pause)
                if method == "POST" and path == "/v1/documents" and answer.ok:
                    posted.append(answer.json()["document"]["id"])

    @staticmethod
    def _request(rng: random.Random, posted: list[str]) -> tuple[str, str, dict | None]:
        kind = rng.random()
        if kind < 0.4:
            return (
                "POST",
                "/v1/verify",
                {"quote": "A ferry that never leaves the pier is a very expensive café.", "limit": rng.randint(1, 5)},
            )
        if kind < 0.6:
            return "POST", "/v1/verify", {"quote": quote(rng, 12)}
        if kind < 0.7:
            return "POST", "/v1/verify/batch", {"claims": [{"quote": quote(rng, 9)} for _ in range(10)]}
        if kind < 0.8:
            return "POST", "/v1/drafts/check", {"text": "\n\n".join(f"“{quote(rng, 10)},” said Ines Calloway." for _ in range(8))}
        if kind < 0.9:
            return (
                "GET",
                rng.choice(("/v1/quotations?speaker=Calloway", "/v1/documents?limit=20", "/v1/speakers", "/v1/stats")),
                None,
            )
        if posted and len(posted) > 20:
            return "DELETE", f"/v1/documents/{posted.pop(rng.randrange(len(posted)))}", None
        return (
            "POST",
            "/v1/documents",
            {"text": f"“{quote(rng, 14)},” said {rng.choice(WORDS).title()} Donnelly.", "title": quote(rng, 3)},
        )


def state(pid: int) -> tuple[float, int]:
    """Resident MiB and open files of the workers, which are the processes that answer."""
    rss, files = 0, 0
    for p in children(gunicorn_of(pid)):
        try:
            rss += int(next(x for x in Path(f"/proc/{p}/status").read_text().splitlines() if x.startswith("VmRSS")).split()[1])
            files += len(os.listdir(f"/proc/{p}/fd"))
        except (OSError, StopIteration):
            continue
    return rss / 1024, files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--rate", type=float, help="requests a second of all clients")
    parser.add_argument("--quotations", type=Path, help="JSON lines with text, speaker, outlet, published")
    parser.add_argument("--size", type=int, default=300_000)
    args = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as corpus:
        shutil.copytree(ROOT / "corpus", corpus, dirs_exist_ok=True)
        if args.quotations:
            rows = quotations.made(quotations.real(args.quotations), args.size)
            quotations.write(Path(corpus) / "made.quotations.jsonl.zst", rows)
        environment = {**os.environ, "ONRECORD_DATA": data, "ONRECORD_CORPUS": corpus, "ONRECORD_PORT": str(port)}
        environment |= {"ONRECORD_RATE": "0"} if args.rate else {}
        server = subprocess.Popen(
            [sys.executable, "-m", "service.cli.main", "serve"], env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        next(line for line in server.stdout if line.startswith("ready"))
        load = Load(f"http://127.0.0.1:{port}", args.clients / args.rate if args.rate else 0.0)
        print(requests.get(f"http://127.0.0.1:{port}/v1/stats", timeout=20).json()["quotations"], "quotations")
        threads = [threading.Thread(target=load.run, args=(n,)) for n in range(args.clients)]
        for thread in threads:
            thread.start()
        time.sleep(3)  # until every worker has done everything once
        rows: list[tuple[float, ...]] = []
        print("tenth   requests/s   p50 ms   p99 ms   MiB   files   metric files")
        for n in range(TENTHS):
            load.times, began = [], time.perf_counter()
            time.sleep(args.minutes * 60 / TENTHS)
            times = sorted(load.times)
            rss, files = state(server.pid)
            counts = len(os.listdir(Path(data) / "metrics"))
            p50, p99 = times[len(times) // 2] * 1e3, times[int(len(times) * 0.99)] * 1e3
            rows.append((len(times) / (time.perf_counter() - began), p50, p99, rss, files))
            print(f"{n + 1:5}   {rows[-1][0]:10.0f}   {p50:6.1f}   {p99:6.1f}   {rss:5.0f}   {files:5}   {counts}", flush=True)
        load.is_over.set()
        for thread in threads:
            thread.join()
        server.send_signal(signal.SIGINT)
        server.wait()
    third = TENTHS // 3
    first, last = ([mean(row[i] for row in part) for i in range(5)] for part in (rows[:third], rows[-third:]))
    print("the last third beside the first: " + ", ".join(
        f"{name} {100 * (b / a - 1):+.1f} %" for name, a, b in zip(("requests/s", "p50", "p99", "MiB", "files"), first, last, strict=True)
    ))  # fmt: skip
    print("statuses: " + ", ".join(f"{status} {n}" for status, n in sorted(load.statuses.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
