#!/usr/bin/env python3
"""Every campaign, one after the other: what was good and what was not at the end.

    PYTHONPATH=. .venv/bin/python bench/faults/all.py --short                        # a few minutes each at most
    PYTHONPATH=. .venv/bin/python bench/faults/all.py --quotations DATA/quotations.jsonl.gz --servers SERVERS   # as before a release
    PYTHONPATH=. .venv/bin/python bench/faults/all.py --short disks shared           # some

One at a time: each measures beside load of its own, and their bars of time are those of a machine with nothing else to do. `--servers`:
binaries of other servers, or folders of them, for the campaign of that name (a cluster and the embedded server need none).
`--quotations`: labelled data for load and the soak; without it the load is not run, and the soak asks the samples. Fuzzing is not
run without atheris. What is not run is said at the end, with the reason.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGNS: dict[str, tuple[list[str], list[str]]] = {  # arguments of the whole campaign, and of a short one
    "interleavings": (["--number", "10000"], ["--number", "200"]),
    "redis_faults": ([], ["killed", "emptied"]),
    "service_faults": ([], ["killed-worker", "reloaded", "clock"]),
    "servers": ([], ["--ways", "plain", "tls", "cluster"]),
    "disks": ([], ["documents", "temporary"]),
    "truncation": ([], ["--least"]),
    "killed": (["--times", "5"], ["--times", "1"]),
    "shared": ([], []),
    "hostile": ([], ["--bytes", "100000"]),
    "fuzz": (["--seconds", "600"], ["--seconds", "10"]),
    "starting": ([], ["--size", "10000"]),
    "../load": ([], ["--size", "10000", "--seconds", "4"]),
    "../soak": (["--minutes", "120", "--clients", "2"], ["--minutes", "5", "--clients", "2"]),
}


def more(name: str, options: argparse.Namespace) -> list[str]:
    """What else a campaign is told."""
    if name == "servers":
        return list(options.servers)
    if name == "../load":
        return ["--quotations", options.quotations]
    if name == "../soak" and options.quotations and not options.short:
        return ["--quotations", options.quotations, "--size", "300000", "--rate", "12"]
    return []


def missing(name: str, options: argparse.Namespace) -> str:
    """Why a campaign cannot be run here; nothing where it can."""
    if name == "../load" and not options.quotations:
        return "it needs --quotations"
    if name == "fuzz" and find_spec("atheris") is None:
        return "it needs atheris"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("campaigns", nargs="*", default=list(CAMPAIGNS))
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--servers", nargs="*", default=[])
    parser.add_argument("--quotations")
    options = parser.parse_args()
    told: dict[str, str] = {}
    for name in options.campaigns:
        print(f"== {name}", flush=True)
        if why := missing(name, options):
            told[name] = f"NOT RUN: {why}"
            continue
        arguments = [*CAMPAIGNS[name][options.short], *more(name, options)]
        done = subprocess.run([sys.executable, str(ROOT / "bench" / "faults" / f"{name}.py"), *arguments], cwd=ROOT)
        told[name] = "NOT GOOD" if done.returncode else "good"
    print("\n".join(f"{name:<16} {what}" for name, what in told.items()), flush=True)
    return 1 if "NOT GOOD" in told.values() else 0


if __name__ == "__main__":
    sys.exit(main())
