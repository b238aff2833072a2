#!/usr/bin/env python3
"""Every campaign, one after the other: what was good and what was not at the end.

    PYTHONPATH=. .venv/bin/python bench/faults/all.py --short                        # a few minutes each at most
    PYTHONPATH=. .venv/bin/python bench/faults/all.py                                # as before a release
    PYTHONPATH=. .venv/bin/python bench/faults/all.py --short disks shared           # some
    PYTHONPATH=. .venv/bin/python bench/faults/all.py --servers redis-6.2/redis-server redis-7.0/redis-server

One at a time: each measures beside load of its own. `--servers`: binaries of other servers for the campaign of that name. Load at a
million quotations and fuzzing need more (labelled data; atheris) and have commands of their own, `bench/load.py` and
`bench/faults/fuzz.py`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGNS: dict[str, tuple[list[str], list[str]]] = {  # arguments of the whole campaign, and of a short one
    "interleavings": (["--number", "10000"], ["--number", "200"]),
    "redis_faults": ([], ["killed", "emptied"]),
    "service_faults": ([], ["killed-worker", "reloaded", "clock"]),
    "servers": ([], []),
    "disks": ([], ["documents", "temporary"]),
    "truncation": ([], ["--least"]),
    "killed": (["--times", "5"], ["--times", "1"]),
    "shared": ([], []),
    "hostile": ([], ["--bytes", "100000"]),
    "starting": ([], ["--size", "10000"]),
    "../soak": (["--minutes", "120", "--clients", "2"], ["--minutes", "5", "--clients", "2"]),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("campaigns", nargs="*", default=list(CAMPAIGNS))
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--servers", nargs="*", default=[])
    options = parser.parse_args()
    found: dict[str, int] = {}
    for name in options.campaigns:
        print(f"== {name}", flush=True)
        whole, short = CAMPAIGNS[name]
        arguments = [*(short if options.short else whole), *(options.servers if name == "servers" else [])]
        found[name] = subprocess.run(
            [sys.executable, str(ROOT / "bench" / "faults" / f"{name}.py"), *arguments], cwd=ROOT
        ).returncode
    print("\n".join(f"{'good' if status == 0 else 'NOT GOOD':<9} {name}" for name, status in found.items()), flush=True)
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
