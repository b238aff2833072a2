#!/usr/bin/env python3
"""Load at a million quotations: the rate that is sustained, what happens at twice that, and after.

    PYTHONPATH=. .venv/bin/python bench/load.py --quotations DATA/quotations.jsonl.gz
    PYTHONPATH=. .venv/bin/python bench/load.py --quotations DATA/quotations.jsonl.gz --size 100000

Closed loop: so many callers, each with its next request when the last is answered. Open loop: requests come at times that nobody
waits for (Poisson), as from many callers, and a late answer counts from when its request was due. Half of the claims are words of the
index, a quarter has a word changed, a quarter is of words that are nowhere; no answer is kept. Callers, service and Redis share the
machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from pathlib import Path

import requests

from bench import quotations as made
from bench.corpus import fill
from service.storage.embedded import Embedded

ROOT = Path(__file__).resolve().parents[1]
BAR = 50.0  # milliseconds
SLOWEST = 1.0  # requests a second: where not even these hold the bar, no rate is said to
WORDS = "zinc quartz umbrella velvet saffron lattice orbit meadow cobalt fathom juniper plinth".split()


class Result:
    """Milliseconds of the answers, and how many there were of each status."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.statuses: Counter[int | str] = Counter()

    def line(self, seconds: float) -> str:
        ok = self.statuses[200]
        rest = ", ".join(f"{n} {status}" for status, n in sorted(self.statuses.items(), key=str) if status != 200) or "none refused"
        return f"{ok / seconds:6.0f} answered/s, p50 {self.at(50):7.1f} ms, p99 {self.at(99):7.1f} ms, {rest}"

    def at(self, percent: int) -> float:
        return statistics.quantiles(self.milliseconds, n=100)[percent - 1] if len(self.milliseconds) > 1 else float("nan")


class Connections:
    """HTTP over a few hundred kept connections, no more than each request needs: the callers must not be what is measured.

    Each request takes the connection that has waited longest, so that those of all workers are used.
    """

    def __init__(self, port: int, claims: list[str]) -> None:
        self._port = port
        self._rng = random.Random(5)
        self._requests = [self._request(claim) for claim in claims]
        self._idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    def _request(self, claim: str) -> bytes:
        body = json.dumps({"quote": claim}).encode()
        return b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
            len(body),
            body,
        )

    async def ask(self, due: float, result: Result) -> None:
        try:
            status = await self._asked()
        except (OSError, asyncio.IncompleteReadError):
            result.statuses["cut"] += 1
            return
        result.statuses[status] += 1
        if status == 200:
            result.milliseconds.append(1000 * (time.monotonic() - due))

    async def _asked(self) -> int:
        """The status of the answer to one request. A kept connection that the service has closed meanwhile is made again."""
        content = self._rng.choice(self._requests)
        while True:
            is_kept = bool(self._idle)
            reader, writer = self._idle.popleft() if is_kept else await asyncio.open_connection("127.0.0.1", self._port)
            try:
                writer.write(content)
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]))
            except (OSError, asyncio.IncompleteReadError):
                writer.close()
                if is_kept:
                    continue
                raise
            if b"connection: close" in head.lower():
                writer.close()
            else:
                self._idle.append((reader, writer))
            return int(head.split(b" ", 2)[1])

    def hang_up(self) -> None:
        """Close the connections that are kept, as callers do that go away."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()

    async def closed(self, callers: int, seconds: float) -> Result:
        result, end = Result(), time.monotonic() + seconds

        async def call() -> None:
            while time.monotonic() < end:
                await self.ask(time.monotonic(), result)

        await asyncio.gather(*(call() for _ in range(callers)))
        return result

    async def open(self, rate: float, seconds: float) -> Result:
        result, began, at, tasks = Result(), time.monotonic(), 0.0, set()
        while at < seconds:
            at += self._rng.expovariate(rate)
            wait = began + at - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            task = asyncio.ensure_future(self.ask(began + at, result))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        while tasks:
            await asyncio.sleep(0.05)
        self.hang_up()
        return result


def claims(rows: list[str]) -> list[str]:
    rng = random.Random(3)
    out = []
    for n, text in enumerate(rows):
        words = text.split()
        if n % 4 == 2:
            words[rng.randrange(len(words))] = rng.choice(WORDS)
        out.append(" ".join(rng.choices(WORDS, k=12)) if n % 4 == 3 else " ".join(words))
    return out


async def measured(port: int, asked: list[str], seconds: float) -> None:
    connections = Connections(port, asked)
    for callers in (1, 4, 16):
        result = await connections.closed(callers, seconds)
        print(f"closed loop, {callers:>2} callers: {result.line(seconds)}", flush=True)
    sustained, rate = 0.0, result.statuses[200] / seconds / 2
    while rate >= SLOWEST:
        result = await connections.open(rate, seconds)
        is_good = result.at(99) <= BAR and result.statuses[200] == sum(result.statuses.values())
        print(f"open loop, {rate:5.0f}/s asked: {result.line(seconds)}", flush=True)
        if is_good:
            sustained, rate = rate, rate * 1.12
        elif sustained:
            break
        else:
            rate /= 2
    if not sustained:
        print(f"no rate is sustained with p99 under {BAR:g} ms")
        return
    print(f"sustained with p99 under {BAR:g} ms: {sustained:.0f}/s")
    for name, factor, lasts in (("twice that", 2.0, 3 * seconds), ("after", 0.8, seconds), ("later", 0.8, seconds)):
        result = await connections.open(sustained * factor, lasts)
        print(f"{name}, {sustained * factor:5.0f}/s asked: {result.line(lasts)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=Path, required=True)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=8.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Embedded(Path(folder) / "data")
        server.start()
        rows = list(made.made(made.real(options.quotations), options.size))
        print(f"{fill(server.url, rows, Path(folder) / 'own'):,} quotations", flush=True)
        asked = claims([row["text"] for row in random.Random(1).sample(rows, min(20_000, len(rows)))])
        port = 8397
        environment = {**os.environ, "REDIS_URL": server.url, "ONRECORD_DATA": str(Path(folder) / "own"), "ONRECORD_CORPUS": folder,
                       "ONRECORD_ANSWER_SECONDS": "0", "ONRECORD_PORT": str(port)}  # fmt: skip
        command = [sys.executable, "-m", "gunicorn", "--config", "python:service.http.gunicorn_conf", "service.http.wsgi:app"]
        service = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            while True:
                try:
                    if requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1).ok:
                        break
                except requests.RequestException:
                    time.sleep(0.1)
            asyncio.run(measured(port, asked, options.seconds))
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(40)
            server.stop()


if __name__ == "__main__":
    main()
