#!/usr/bin/env python3
"""Posts and takedowns of the same documents and addresses, drawn and done at once by several workers.

    PYTHONPATH=. .venv/bin/python bench/faults/interleavings.py --number 10000 --seed 1

After every few drawings the corpus, the index and what superseded what are compared (`tests/ingestion/test_order.py` does the same for
fewer). The bar: none of them is inconsistent. What is gets printed, to be given back with `--seed` and `--from`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from service.storage.embedded import Embedded
from tests.ingestion.test_order import DOCUMENTS, interleave

_MOST_WORKERS, _MOST_OPERATIONS = 4, 6
_TOLD_EVERY = 500  # drawings


def drawn(seed: int, number: int) -> list[list[tuple[str, int]]]:
    """The operations of each worker in one drawing: always the same for a seed and a number."""
    rng = random.Random(f"{seed} {number}")
    workers = rng.randint(2, _MOST_WORKERS)
    return [
        [(rng.choice(("post", "take_down")), rng.randrange(len(DOCUMENTS))) for _ in range(rng.randint(1, _MOST_OPERATIONS))]
        for _ in range(workers)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--together", type=int, default=10, help="drawings done at once, of documents that are nobody else's")
    options = parser.parse_args()
    inconsistent = 0
    with tempfile.TemporaryDirectory() as made:
        server = Embedded(Path(made) / "valkey")
        server.start()
        try:
            last = options.first + options.number
            for number in range(options.first, last, options.together):
                folder = Path(made) / str(number)
                folder.mkdir()
                groups = [drawn(options.seed, n) for n in range(number, min(number + options.together, last))]
                try:
                    interleave(server.url, folder, *groups)
                except AssertionError as error:
                    inconsistent += 1
                    print(f"INCONSISTENT: --seed {options.seed} --from {number}: {groups}: {error}", flush=True)
                shutil.rmtree(folder)
                if (done := number + len(groups) - options.first) % _TOLD_EVERY < options.together:
                    print(f"{inconsistent} inconsistent of {done} so far", flush=True)
        finally:
            server.stop()
    print(
        f"interleavings: {'good' if not inconsistent else 'NOT GOOD'}: {inconsistent} inconsistent of {options.number} drawn",
        flush=True,
    )
    return 1 if inconsistent else 0


if __name__ == "__main__":
    sys.exit(main())
