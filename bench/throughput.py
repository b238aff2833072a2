#!/usr/bin/env python3
"""Requests a second of POST /v1/verify beside a bare Flask route that does one Redis GET: same gunicorn settings, one run.

    PYTHONPATH=. .venv/bin/python bench/throughput.py --documents DOCUMENTS.jsonl.gz --cases CASES.jsonl
    PYTHONPATH=. .venv/bin/python bench/throughput.py --quotations NEWS.jsonl.gz --size 1000000

The second indexes quotations and claims them as bench/scale.py does: exact, changed, in part, and unseen, in equal parts.

Both are asked by the same clients over kept-alive connections, in turns; the ratio is what counts. Asked for twice: with
answers worked out each time, and with answers kept in Redis (the default), as where the same claims come again.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import quotations
from bench.corpus import build, fill
from bench.scale import claims
from service.index import connect
from service.storage.embedded import Embedded

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import os
import redis
from flask import Flask
app = Flask(__name__)
client = redis.Redis.from_url(os.environ["REDIS_URL"])
@app.post("/v1/verify")
def verify():
    return client.get("onrecord:bench") or b""
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, help="documents to index, JSON lines, may be gzipped")
    parser.add_argument("--cases", type=Path, help='claims, JSON lines of {"claim": {"quote": …}, "class": …}')
    parser.add_argument("--quotations", type=Path, help="quotations to index instead, JSON lines, may be gzipped")
    parser.add_argument("--size", type=int, default=1_000_000, help="how many of them, more being made of pieces of them")
    parser.add_argument("--only", help="only the cases of this class")
    parser.add_argument("--seconds", type=float, default=3.0, help="of each turn")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--clients", type=int, default=8)
    args = parser.parse_args()
    rows: list[dict[str, str]] = []
    if args.quotations:
        rows = list(quotations.made(quotations.real(args.quotations), args.size))
        asked = [(kind, claim) for kind, some in claims(rows, 1000) for claim, _ in some]
        bodies = [json.dumps({"quote": claim}).encode() for kind, claim in asked if args.only in (None, kind)]
        random.Random(3).shuffle(bodies)
    else:
        cases = map(json.loads, args.cases.open(encoding="utf-8"))
        bodies = [json.dumps(c["claim"]).encode() for c in cases if args.only in (None, c["class"])]
    with tempfile.TemporaryDirectory() as folder:
        server = Embedded(Path(folder))
        server.start()
        number = fill(server.url, rows, Path(folder)) if rows else build(server.url, args.documents)
        connect(server.url, seconds=60).set("onrecord:bench", b"x" * 1000)
        rows.clear()
        print(f"{number} quotations indexed")
        (Path(folder) / "bare.py").write_text(BARE)
        ours = gunicorn(server.url, "service.http.wsgi:app", folder, ONRECORD_ANSWER_SECONDS="0")
        kept = gunicorn(server.url, "service.http.wsgi:app", folder)
        bare = gunicorn(server.url, "bare:app", folder)
        try:
            rates: dict[str, list[float]] = {"bare": [], "ours": [], "kept": []}
            for port in (bare[1], ours[1]):
                load(port, bodies, 2.0, args.clients)  # warm
            load(kept[1], bodies, 2.0 + len(bodies) / 500, args.clients)  # until each was answered once
            for _ in range(args.turns):
                for name, port in (("bare", bare[1]), ("ours", ours[1]), ("kept", kept[1])):
                    rates[name].append(load(port, bodies, args.seconds, args.clients))
            middle = {name: median(values) for name, values in rates.items()}
            print(f"bare Flask, one GET: {middle['bare']:.0f} requests/s  {[round(v) for v in rates['bare']]}")
            for name, what in (("ours", "worked out"), ("kept", "kept")):
                print(f"POST /v1/verify, answers {what}: {middle[name]:.0f} requests/s  {[round(v) for v in rates[name]]}")
                ratios = [v / bare for v, bare in zip(rates[name], rates["bare"], strict=True)]
                print(f"  ratio, turn by turn: median {median(ratios):.2f}  {[round(r, 2) for r in ratios]}")
        finally:
            for process, _ in (ours, kept, bare):
                process.terminate()
                process.wait()
            server.stop()
    return 0


def gunicorn(url: str, application: str, folder: str, **settings: str) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "REDIS_URL": url,
        "ONRECORD_PORT": str(port),
        "ONRECORD_DATA": folder,
        "PYTHONPATH": f"{ROOT}:{folder}",
        **settings,
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:service.http.gunicorn_conf", application]
    process = subprocess.Popen(command, env=environment)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    return process, port


def load(port: int, bodies: list[bytes], seconds: float, clients: int) -> float:
    """Requests answered a second, by clients that each keep one connection and ask one at a time."""
    with multiprocessing.Pool(clients) as pool:
        counts = pool.starmap(_client, [(port, bodies[n::clients] or bodies, seconds) for n in range(clients)])
    return sum(counts) / seconds


def _client(port: int, bodies: list[bytes], seconds: float) -> int:
    head = b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    requests = [head % len(b) + b for b in bodies]
    connection = socket.create_connection(("127.0.0.1", port))
    end, n = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        connection.sendall(requests[n % len(requests)])
        _read(connection)
        n += 1
    return n


def _read(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(head[:200])
    length = int(next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")).split(b":")[1])
    while len(body) < length:
        body += connection.recv(65536)


if __name__ == "__main__":
    sys.exit(main())
