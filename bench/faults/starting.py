#!/usr/bin/env python3
"""A start with many quotations indexed and a poisoned file in the corpus: when are callers answered?

    PYTHONPATH=. .venv/bin/python bench/faults/starting.py                # 300,000 quotations
    PYTHONPATH=. .venv/bin/python bench/faults/starting.py --size 10000

The index is built, the service stopped, a file that no reader gets through in its time put into the corpus, and the service started
again. The bar: the first right answer at most three seconds after the start, the file set aside and named, and nothing else missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from bench import quotations
from bench.faults.callers import ROOT, Service, report, said, verdict
from tests.ports import free_port

POISON = "that he said “a b” " * 50_000
BAR, PATIENCE = 3.0, 900.0  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=300_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "corpus").mkdir()
        rows = (
            {"text": said(n), "speaker": "Ines Calloway", "outlet": "Beacon", "published": "2024-05-18"}
            for n in range(options.size)
        )
        quotations.write(folder / "corpus" / "made.quotations.jsonl.zst", rows)
        service = Service(folder, free_port(), seconds=PATIENCE)
        service.stop()
        (folder / "corpus" / "poison.txt").write_text(POISON)
        began = time.monotonic()
        with (folder / "log").open("w") as log:
            command = [sys.executable, "-m", "service.cli.main", "serve"]
            service.process = subprocess.Popen(command, cwd=ROOT, env=service.environment, stdout=log, stderr=log)
        try:
            first = answered(service.base, options.size // 2, began)
            is_named = until_set_aside(service.base, began)
            audit = service.audit()
        finally:
            service.stop()
    faults = {
        "first answer late": first > BAR and f"{first:.1f} s",
        "the file is not set aside": is_named is None,
        "audit": audit if audit != "clean" else "",
    }
    told = f"the first right answer {first:.1f} s after the start, the file set aside after {is_named or PATIENCE:.1f} s"
    return 0 if report(f"a start with {options.size:,} quotations and a poisoned file", faults, told) else 1


def answered(base: str, number: int, began: float) -> float:
    """Return the seconds from the start to the first answer that has the words; PATIENCE where none comes."""
    while (seconds := time.monotonic() - began) < PATIENCE:
        try:
            if verdict(base, number) == "verbatim":
                return time.monotonic() - began
        except requests.RequestException:
            pass
        time.sleep(0.02)
    return seconds


def until_set_aside(base: str, began: float) -> float | None:
    """Return the seconds from the start until the service says that a document is set aside; None where it never does."""
    while (seconds := time.monotonic() - began) < PATIENCE:
        if requests.get(f"{base}/v1/stats", timeout=60).json().get("set_aside"):
            return seconds
        time.sleep(0.2)
    return None


if __name__ == "__main__":
    sys.exit(main())
