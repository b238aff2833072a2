#!/usr/bin/env python3
"""Every reader, the extractor, the wording, the cursor and the JSON of requests against inputs that atheris makes up.

    pip install atheris
    PYTHONPATH=. python bench/faults/fuzz.py --seconds 600              # each target, one after another
    PYTHONPATH=. python bench/faults/fuzz.py --seconds 600 html feed    # some

Half of the inputs are made by atheris, half by repeating a stretch of another one, or a unit of `bench/faults/hostile.py`, some times
to some thousand times: what grows faster than its text is found by those. No input, of 20,000 bytes at most, may raise anything but the
reader's own error, or take more than `--longest` seconds by the clock, which allows for a machine that has nothing else to do. What breaks
that is written to `--found` as a file to be kept in tests/fuzz/seeds once it is mended.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.hostile import UNITS

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "tests" / "fuzz" / "seeds"
_OTHERWISE, _LONGEST_UNIT, _TIMES = 0.5, 40, (3, 30, 300, 3000)


def repeated(content: bytes, most: int, seed: int, mutate: Callable[[bytes, int], bytes]) -> bytes:
    """Return another input made of one: half of the time by `mutate`, else with a stretch or a unit in it over and over."""
    rng = random.Random(seed)
    if rng.random() < _OTHERWISE:
        return mutate(content, most)
    at = rng.randrange(len(content) + 1)
    unit = content[at : at + rng.randint(1, _LONGEST_UNIT)]
    if not unit or rng.random() < _OTHERWISE:
        unit = rng.choice(UNITS).encode()
    return (content[:at] + unit * rng.choice(_TIMES) + content[at:])[:most]


def run(name: str, seconds: int, longest: int, found: Path) -> str:
    """Fuzz one target in a process of its own: what came of it."""
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        options = [
            f"-max_total_time={seconds}",
            f"-timeout={longest}",
            "-len_control=0",
            "-rss_limit_mb=2048",
            "-max_len=20000",
            f"-artifact_prefix={found}/{name}-",
        ]
        command = [
            sys.executable,
            __file__,
            "--one",
            name,
            corpus,
            str(SEEDS / name),
            *options,
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        began = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    told = done.stderr + done.stdout
    runs = next((line.split(":")[-1].strip() for line in told.splitlines() if "number_of_executed_units" in line), "?")
    if done.returncode == 0:
        return f"{name:<16} {runs:>9} inputs in {time.monotonic() - began:4.0f} s: nothing"
    (found / f"{name}.log").write_text(told)
    return f"{name:<16} {runs:>9} inputs in {time.monotonic() - began:4.0f} s: FOUND, see {found / name}.log"


def one(name: str, arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["service", "trafilatura", "feedparser", "webvtt", "warcio"]):
        from service.knowledge import language
        from tests.fuzz.targets import TARGETS

    language.load()  # which no input is to wait for

    def mutated(content: bytes, most: int, seed: int) -> bytes:
        return repeated(content, most, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *arguments], TARGETS[name], custom_mutator=mutated)
    atheris.Fuzz()


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3:])
        return 0
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--longest", type=int, default=3)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    told = []
    for name in options.targets:
        told.append(run(name, options.seconds, options.longest, options.found.absolute()))
        print(told[-1], flush=True)
    return any("FOUND" in line for line in told)


if __name__ == "__main__":
    sys.exit(main())
