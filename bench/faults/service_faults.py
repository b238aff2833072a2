#!/usr/bin/env python3
"""The service itself: workers killed, reloaded, told to stop; clocks that jump; a full disk and one that may only be read; idle
connections; slow bodies through the proxy. After each the corpus, the index and the answers are compared (`onrecord index verify`).

    PYTHONPATH=. .venv/bin/python bench/faults/service_faults.py            # all
    PYTHONPATH=. .venv/bin/python bench/faults/service_faults.py slow-bodies

The disks need root (they mount a small tmpfs), the slow bodies nginx (`script/proxy`), the clocks a C compiler; each
says so where it cannot be done.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import requests

from bench.faults.callers import Callers, Service, document, said, unanswered
from tests.nodes import Node
from tests.ports import free_ports
from tests.processes import children, gunicorn_of
from tests.proxies import NGINX, proxied

KNOWN = range(200)


def fill(folder: Path) -> None:
    (folder / "corpus").mkdir(parents=True)
    for n in KNOWN:
        (folder / "corpus" / f"{n}.txt").write_text(document(n)["text"])


def workers(service: Service) -> list[int]:
    """The processes of gunicorn that answer."""
    return children(gunicorn_of(service.process.pid))


def told(name: str, callers: Callers, service: Service, marks: dict[int, str], allowed: int, bar: float) -> bool:
    """Print what came of a fault; `allowed`: requests that may be cut; `bar`: seconds after the last mark from which none is."""
    lost, audit = unanswered(service.base, callers.acknowledged), service.audit()
    bad = {o: callers.total(o) for o in ("5xx", "wrong", "503", "cut")}
    last = max(callers.last.get("cut", 0.0), callers.last.get("503", 0.0)) - (max(marks) if marks else 0)
    is_good = (
        bad["5xx"] == bad["wrong"] == bad["503"] == lost == 0
        and bad["cut"] <= allowed
        and (not bad["cut"] or last <= bar + 1)
        and audit == "clean"
    )
    print(
        f"{name}: {'good' if is_good else 'NOT GOOD'}: {callers.total('ok')} answered, {bad}, {len(callers.acknowledged)} acknowledged"
        f" of which {lost} unanswered, audit {audit}"
    )
    print(callers.table(marks), flush=True)
    return is_good


def killed_worker(service: Service) -> bool:
    callers = Callers(service.base, KNOWN)
    time.sleep(3)
    marks = {int(callers.now): "kill -9 of a worker"}
    os.kill(random.choice(workers(service)), signal.SIGKILL)
    time.sleep(4)
    callers.stop()
    return told("a worker killed", callers, service, marks, allowed=4, bar=1.0)  # its threads


def reloaded(service: Service) -> bool:
    is_good = True
    for close in (False, True):
        callers = Callers(service.base, KNOWN, close=close)
        marks = {}
        for n in range(5):
            time.sleep(1.5)
            marks[int(callers.now)] = f"HUP {n + 1}"
            service.process.send_signal(signal.SIGHUP)
        time.sleep(3)
        callers.stop()
        is_good &= told(
            f"five reloads, {'a connection each' if close else 'connections kept'}", callers, service, marks, allowed=0, bar=0
        )
    return is_good


def stopped(folder: Path) -> bool:
    """TERM with requests in flight: those that were accepted are answered, and what was acknowledged is there at the next start."""
    port = free_ports(1)[0]
    service = Service(folder, port)
    callers = Callers(service.base, KNOWN, posters=3)
    time.sleep(2)
    at = callers.now
    service.process.send_signal(signal.SIGTERM)
    seconds = time.monotonic()
    service.process.wait(60)
    seconds = time.monotonic() - seconds
    callers.stop()
    wrong = {o: callers.total(o) for o in ("5xx", "wrong", "503")}
    service = Service(folder, port)
    lost, audit = unanswered(service.base, callers.acknowledged), service.audit()
    service.stop()
    is_good = not any(wrong.values()) and not lost and audit == "clean"
    print(f"told to stop: {'good' if is_good else 'NOT GOOD'}: stopped after {seconds:.1f} s, {wrong}, {len(callers.acknowledged)} acknowledged"
          f" of which {lost} unanswered after the next start, audit {audit} (TERM in second {at:.0f})", flush=True)  # fmt: skip
    return is_good


def clock(folder: Path) -> bool:
    """The clock of the service and of its Redis jumps an hour on, three days back, and to the right time again."""
    library, offset = folder / "clock.so", folder / "offset"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(Path(__file__).parent / "clock.c"), "-ldl"], check=True
        )
    except (OSError, subprocess.CalledProcessError):
        print("clock: cannot be done here: there is no C compiler", flush=True)
        return True
    fill(folder)
    offset.write_bytes(struct.pack("q", 0))
    environment = {"LD_PRELOAD": str(library), "BENCH_CLOCK_OFFSET": str(offset)}
    service = Service(folder, free_ports(1)[0], **environment)
    try:
        callers = Callers(service.base, KNOWN)
        marks = {}
        for jump, seconds in (("an hour on", 3600), ("three days back", -3 * 86400), ("the right time", 0)):
            time.sleep(3)
            marks[int(callers.now)] = jump
            with offset.open("r+b") as out:
                out.write(struct.pack("q", seconds))
        time.sleep(4)
        callers.stop()
        return told("the clock jumps", callers, service, marks, allowed=0, bar=0)
    finally:
        service.stop()


def read_only(folder: Path) -> bool:
    """The disk with what was posted may only be read for a while: what is posted then is refused, what is asked is answered."""
    data = folder / "data" / "documents"
    data.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(data)], capture_output=True).returncode:
        print("read-only disk: cannot be done here: mounting needs root", flush=True)
        return True
    fill(folder)
    redis = Node(folder / "redis", free_ports(1)[0], "appendonly yes")
    try:
        service = Service(folder, free_ports(1)[0], REDIS_URL=f"redis://127.0.0.1:{redis.port}/0")
        callers = Callers(service.base, KNOWN)
        marks = {}
        for state in ("ro", "rw"):
            time.sleep(3)
            marks[int(callers.now)] = state
            subprocess.run(["mount", "-o", f"remount,{state}", str(data)], check=True)
        time.sleep(4)
        callers.stop()
        lost, audit = unanswered(service.base, callers.acknowledged), service.audit()
        bad = {o: callers.total(o) for o in ("5xx", "wrong", "cut")}
        after = callers.last.get("503", 0.0) - max(marks)
        is_good = not any(bad.values()) and not lost and audit == "clean" and callers.total("503") > 0 and after <= 2.0
        print(f"read-only disk: {'good' if is_good else 'NOT GOOD'}: {callers.total('ok')} answered, {callers.total('503')} refused, {bad},"
              f" {len(callers.acknowledged)} acknowledged of which {lost} unanswered, audit {audit}")  # fmt: skip
        print(callers.table(marks), flush=True)
        service.stop()
        return is_good
    finally:
        redis.kill()
        subprocess.run(["umount", "-l", str(data)], check=False)


def full_disk(folder: Path) -> bool:
    data = folder / "data"
    data.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(data)], capture_output=True).returncode:
        print("full disk: cannot be done here: mounting needs root", flush=True)
        return True
    port = free_ports(1)[0]
    fill(folder)
    try:
        service = Service(folder, port)
        outcomes: dict[int, int] = {}
        kept = []
        filler = data / "filler"
        filler.write_bytes(b"x" * 1_000_000)
        for n in range(2_000_000, 2_000_600):
            if n == 2_000_200:  # the rest of the disk goes
                with filler.open("ab") as out:
                    try:
                        while True:
                            out.write(b"x" * 65536)
                            out.flush()
                    except OSError:
                        pass
            answer = requests.post(f"{service.base}/v1/documents", json=document(n), timeout=40)
            outcomes[answer.status_code] = outcomes.get(answer.status_code, 0) + 1
            if answer.status_code == 201:
                kept.append(n)
            if n == 2_000_400:
                filler.unlink()
                time.sleep(3)
        for _ in range(100):
            if requests.get(f"{service.base}/readyz", timeout=5).ok:
                break
            time.sleep(0.1)
        after = requests.post(f"{service.base}/v1/documents", json=document(2_900_000), timeout=40).status_code
        lost, audit = unanswered(service.base, kept), service.audit()
        false = requests.post(f"{service.base}/v1/verify", json={"quote": said(5)}, timeout=20).json().get("verdict")
        service.stop()
        is_good = set(outcomes) <= {201, 503} and lost == 0 and after == 201 and false == "verbatim" and audit == "clean"
        print(f"full disk: {'good' if is_good else 'NOT GOOD'}: {outcomes}, {len(kept)} acknowledged of which {lost} unanswered,"
              f" audit {audit}, {after} when there is room again", flush=True)  # fmt: skip
        return is_good
    finally:
        subprocess.run(["umount", "-l", str(data)], check=False)


def times(base: str, number: int) -> list[float]:
    """Milliseconds of so many verifications, one after another."""
    session, out = requests.Session(), []
    for n in range(number):
        began = time.monotonic()
        answer = session.post(f"{base}/v1/verify", json={"quote": said(n % len(KNOWN))}, timeout=30)
        assert answer.status_code == 200, answer.text
        out.append(1000 * (time.monotonic() - began))
    return out


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[-1]


def idle(folder: Path, service: Service, number: int = 10_000) -> bool:
    """Connections that say nothing, to the proxy: others are answered as before."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (number + 2000,) * 2)
    if not Path(NGINX).exists():
        print("no nginx here: script/proxy installs it", flush=True)
        return True
    with proxied(folder, service.base) as base:
        port = int(base.rpartition(":")[2])
        before = times(base, 300)
        held = []
        for _ in range(number):
            held.append(socket.create_connection(("127.0.0.1", port), timeout=10))
        during = times(base, 300)
        for sock in held:
            sock.close()
    is_good = p99(during) <= 2 * p99(before) + 5
    print(
        f"{number} idle connections: {'good' if is_good else 'NOT GOOD'}: p99 {p99(before):.1f} ms before, {p99(during):.1f} ms during",
        flush=True,
    )
    return is_good


def slow_bodies(folder: Path, service: Service, number: int = 50) -> bool:
    """Clients that send a byte now and then, through the proxy that is shipped: others are answered as before."""
    if not Path(NGINX).exists():
        print("no nginx here: script/proxy installs it", flush=True)
        return True
    with proxied(folder, service.base) as base:
        port = int(base.rpartition(":")[2])
        before = times(base, 300)
        is_over = threading.Event()

        def trickle() -> None:
            while not is_over.is_set():
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
                        sock.sendall(
                            b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
                        )
                        while not is_over.is_set():
                            sock.sendall(b" ")
                            time.sleep(0.5)
                except OSError:
                    continue

        threads = [threading.Thread(target=trickle, daemon=True) for _ in range(number)]
        for thread in threads:
            thread.start()
        time.sleep(2)
        during = times(base, 300)
        is_over.set()
    is_good = p99(during) <= 2 * p99(before)
    print(
        f"{number} slow bodies: {'good' if is_good else 'NOT GOOD'}: p99 {p99(before):.1f} ms before, {p99(during):.1f} ms during",
        flush=True,
    )
    return is_good


def main() -> int:
    wanted = sys.argv[1:]
    is_good = True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        fill(folder / "one")
        service = Service(folder / "one", free_ports(1)[0])
        try:
            for name, fault in (
                ("killed-worker", lambda: killed_worker(service)),
                ("reloaded", lambda: reloaded(service)),
                ("slow-bodies", lambda: slow_bodies(folder, service)),
                ("idle", lambda: idle(folder, service)),
            ):
                if not wanted or name in wanted:
                    is_good &= fault()
        finally:
            service.stop()
        if not wanted or "stopped" in wanted:
            fill(folder / "stopped")
            is_good &= stopped(folder / "stopped")
        if not wanted or "clock" in wanted:
            is_good &= clock(folder / "clock")
        if not wanted or "read-only" in wanted:
            is_good &= read_only(folder / "read-only")
        if not wanted or "full-disk" in wanted:
            is_good &= full_disk(folder / "full")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
