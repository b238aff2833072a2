#!/usr/bin/env python3
"""The index on one shard and on three of a cluster: build rate, how evenly it spreads, and the time of a lookup.

    PYTHONPATH=. .venv/bin/python bench/cluster.py --quotations NEWS.jsonl.gz --size 200000

All shards run on this machine, so what shows is the price of the cluster and not its gain: each lookup goes to every node,
all of them asked before the first reply is read.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from pathlib import Path

from bench import quotations
from bench.corpus import fill
from bench.scale import asking, claims, measured, row
from service.index import Index, connect
from service.index.server.servers import servers
from service.knowledge.gazetteer import Gazetteer
from tests.nodes import Node, cluster
from tests.ports import free_ports


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=Path, required=True, help="JSON lines with text, speaker, outlet, published")
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--claims", type=int, default=500, help="of each kind")
    args = parser.parse_args()
    rows = list(quotations.made(quotations.real(args.quotations), args.size))
    asked = claims(rows, args.claims)
    with tempfile.TemporaryDirectory() as folder:
        (port,) = free_ports(1)
        one = [Node(Path(folder) / "one", port, 'save ""', "hash-max-listpack-value 1024")]
        measure("1 shard", f"redis://127.0.0.1:{port}", rows, asked, Path(folder) / "a")
        for node in one:
            node.kill()
        three = cluster(Path(folder) / "three", 3, "hash-max-listpack-value 1024")
        url = "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in three)
        measure("3 shards", url, rows, asked, Path(folder) / "b")
        for node in three:
            node.kill()
    return 0


def measure(name: str, url: str, rows: list[dict[str, str]], asked, folder: Path) -> None:
    began = time.perf_counter()
    number = fill(url, rows, folder)
    seconds = time.perf_counter() - began
    client = connect(url, seconds=10)
    sizes = [f"{server.memory / 1e6:.0f} MB" for server in servers(client)]
    print(f"\n{name}: {number} quotations, built at {number / seconds:.0f}/s, {', '.join(sizes)}")
    ask, best = asking(Index(connect(url, seconds=5), Gazetteer.load()))
    gc.collect()
    gc.freeze()
    for kind, some in asked:
        measured(ask, some[:50], best)
        recall, times = measured(ask, some, best)
        print(row(name, kind, recall, times), flush=True)


if __name__ == "__main__":
    sys.exit(main())
