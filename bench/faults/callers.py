"""Callers of a running service, and what each saw by the second."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
_numbers = itertools.count(1_000_000)  # of documents that are posted: each once
_NOT_PASSED_ON = ("REDIS_URL", "PYTHONDONTWRITEBYTECODE")  # with the latter each start would compile all that it imports
OUTCOMES = ("ok", "503", "429", "5xx", "wrong", "cut")


def said(n: int) -> str:
    return f"We counted {n} gulls on pier {n * 7} before the bell rang at {n % 12} o'clock"


def document(n: int) -> dict[str, str]:
    return {"text": f"“{said(n)},” said Ines Calloway.", "url": f"https://beacon.example/{n}", "published": "2024-05-18"}


class Service:
    """`onrecord serve` on a Redis, with nothing kept of its answers, so that each is worked out. `seconds`: until it must be ready."""

    def __init__(self, folder: Path, port: int, *, seconds: float = 120.0, **environment: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        (folder / "corpus").mkdir(parents=True, exist_ok=True)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_") and k not in _NOT_PASSED_ON}
        self.environment = {**clean, "ONRECORD_DATA": str(folder / "data"), "ONRECORD_CORPUS": str(folder / "corpus"), "ONRECORD_PORT": str(port),
                            "ONRECORD_ANSWER_SECONDS": "0", **environment}  # fmt: skip
        self.log = folder / "log"
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "service.cli.main", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        end = time.monotonic() + seconds
        while "ready" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.05)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "service.cli.main", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=900)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command in the background."""
        command = [sys.executable, "-m", "service.cli.main", *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def audit(self) -> str:
        """What comparing the index with the corpus finds: "clean", or every line that it says."""
        done = self.command("index", "verify")
        lines = (done.stdout or done.stderr or "nothing was said").strip().splitlines()
        return lines[-1] if lines[-1] == "clean" else "; ".join(lines)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def fill(folder: Path, known: Iterable[int]) -> None:
    """Write a corpus of known documents below a folder."""
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for n in known:
        (folder / "corpus" / f"{n}.txt").write_text(document(n)["text"])


def post(base: str, numbers: Iterable[int], attempts: int = 20) -> list[int]:
    """Post documents, again where the service refuses for now (503). Returns those that were acknowledged."""
    done = []
    for n in numbers:
        for _ in range(attempts):
            answer = requests.post(f"{base}/v1/documents", json=document(n), timeout=60)
            if answer.status_code != 503:
                break
            time.sleep(0.5)
        if answer.status_code == 201:
            done.append(n)
        else:
            print(f"document {n} was answered {answer.status_code}: {answer.text[:300]}", flush=True)
    return done


def verdict(base: str, n: int) -> str:
    """What the service says of a known quote: its verdict, or the problem's type."""
    answer = requests.post(f"{base}/v1/verify", json={"quote": said(n)}, timeout=60).json()
    return str(answer.get("verdict") or answer["type"])


def recovered(base: str, numbers: Iterable[int], seconds: float = 120.0) -> float | None:
    """The seconds until all of some known quotes are answered with their words; None if that takes too long."""
    began = time.monotonic()
    while time.monotonic() < began + seconds:
        with suppress(requests.RequestException, KeyError):
            if unanswered(base, list(numbers)) == 0:
                return time.monotonic() - began
        time.sleep(0.2)
    return None


def report(name: str, faults: Mapping[str, object], told: str = "") -> bool:
    """Print a line for a campaign, good where none of its faults is anything; return whether that is so."""
    found = {what: value for what, value in faults.items() if value}
    print(f"{name}: {'good' if not found else f'NOT GOOD: {found}'}{f': {told}' if told else ''}", flush=True)
    return not found


class Callers:
    """Ask and post from several threads until told to stop. `seen`: by second since the start, by what was asked, the outcomes."""

    def __init__(self, base: str, known: range, *, posters: int = 1, askers: int = 2, close: bool = False) -> None:
        self._base = base
        self._close = close
        self._known = list(known)
        self.acknowledged: list[int] = []
        self.seen: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.last: dict[str, float] = {}  # when each outcome was last seen
        self.slowest = 0.0
        self._began = time.monotonic()
        self._is_over = False
        kinds = [*(["post"] * posters), *(["known", "unknown", "acknowledged"] * askers)]
        self._threads = [threading.Thread(target=self._call, args=(kind, n), daemon=True) for n, kind in enumerate(kinds)]
        for thread in self._threads:
            thread.start()

    @property
    def now(self) -> float:
        return time.monotonic() - self._began

    def stop(self) -> None:
        self._is_over = True
        for thread in self._threads:
            thread.join(30)

    def _call(self, kind: str, seed: int) -> None:
        rng, session = random.Random(seed), requests.Session()
        while not self._is_over:
            began = time.monotonic()
            try:
                outcome = self._one(kind, rng, session)
            except requests.RequestException:
                outcome, session = "cut", requests.Session()
            self.slowest = max(self.slowest, time.monotonic() - began)
            at = self.now
            self.seen[int(at)][kind, outcome] += 1
            self.last[outcome] = at
            time.sleep(0.01 if outcome == "ok" else 0.05)

    def _one(self, kind: str, rng: random.Random, session: requests.Session) -> str:
        headers = {"Connection": "close"} if self._close else {}
        if kind == "post":
            n = next(_numbers)
            answer = session.post(f"{self._base}/v1/documents", json=document(n), timeout=40, headers=headers)
            if answer.status_code == 201:
                self.acknowledged.append(n)
                return "ok"
            return _outcome(answer)
        if kind == "unknown":
            quote, wanted = (
                " ".join(rng.choices("zinc quartz umbrella velvet saffron lattice orbit meadow".split(), k=9)),
                "not_found",
            )
        else:
            numbers = self.acknowledged[-200:] if kind == "acknowledged" and self.acknowledged else self._known
            quote, wanted = said(rng.choice(numbers)), "verbatim"
        answer = session.post(f"{self._base}/v1/verify", json={"quote": quote}, timeout=40, headers=headers)
        if answer.status_code != 200:
            return _outcome(answer)
        return "ok" if answer.json()["verdict"] == wanted else "wrong"

    # -- what came of it ---------------------------------------------------------------------------------------------

    def table(self, marks: dict[int, str]) -> str:
        """A line for each second in which something else happened than usual: `marks` say what was done then."""
        lines = ["  second  " + "".join(f"{name:>7}" for name in OUTCOMES)]
        for second in sorted(set(self.seen) | set(marks)):
            counts = Counter(outcome for (_, outcome), number in self.seen[second].items() for _ in range(number))
            if second in marks or any(counts[name] for name in OUTCOMES[1:]):
                lines.append(f"  {second:>6}  " + "".join(f"{counts[name]:>7}" for name in OUTCOMES) + f"  {marks.get(second, '')}")
        return "\n".join(lines)

    def total(self, outcome: str) -> int:
        return sum(number for counts in self.seen.values() for (_, o), number in counts.items() if o == outcome)


def _outcome(answer: requests.Response) -> str:
    is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
    if answer.status_code in (429, 503) and is_problem and answer.headers.get("Retry-After"):
        return str(answer.status_code)
    return "5xx" if answer.status_code >= 500 else "wrong"


def unanswered(base: str, numbers: list[int]) -> int:
    """How many acknowledged documents are not answered with their words."""
    missing = 0
    for n in range(0, len(numbers), 100):
        claims = [{"quote": said(number)} for number in numbers[n : n + 100]]
        missing += len(claims) - sum(a.get("verdict") == "verbatim" for a in _answered(base, claims))
    return missing


def _answered(base: str, claims: list[dict[str, str]], attempts: int = 20) -> list[dict[str, object]]:
    """What is answered to some claims, asked again where the service has too much to do for now (503); nothing where it stays so."""
    for _ in range(attempts):
        answer = requests.post(f"{base}/v1/verify/batch", json={"claims": claims}, timeout=60)
        if answer.status_code != 503:
            break
        time.sleep(0.5)
    found: list[dict[str, object]] = answer.json().get("verifications", [])
    return found
