#!/usr/bin/env python3
"""Redis killed, stopped, slow, cut, read-only, loading, full, evicting, emptied, failed over: what callers saw, by the second.

    PYTHONPATH=. .venv/bin/python bench/faults/redis_faults.py           # all
    PYTHONPATH=. .venv/bin/python bench/faults/redis_faults.py killed    # some

Each fault hits a service under load (known quotes, unknown ones, documents posted and asked for again). The bar: no answer but 503
with Retry-After while it lasts, never a wrong one, none refused from two seconds after the return on (a failover: from down-after
and three seconds after the kill on), every acknowledged document answered afterwards, and a clean audit.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.faults.callers import Callers, Service, document, unanswered
from bench.faults.proxy import PASS, RESET, SAY, SLOW, Proxy
from tests.nodes import Node, cluster, until
from tests.ports import free_ports

KNOWN = range(400)
LASTS, BEFORE, AFTER = 3.0, 3.0, 6.0  # seconds
DURABLE = ("appendonly yes", "appendfsync everysec", 'save ""', "hash-max-listpack-value 1024")
DOWN_AFTER = 0.5


class Fault(NamedTuple):
    """What is done and undone; `bar`: seconds after the return, or after the start where nothing returns, from which all is answered."""

    start: Callable[[], object]
    end: Callable[[], object]
    bar: float = 2.0
    lasts: float = LASTS


def measure(name: str, service: Service, fault: Fault) -> bool:
    callers = Callers(service.base, KNOWN)
    time.sleep(BEFORE)
    began = callers.now
    fault.start()
    time.sleep(fault.lasts)
    back = callers.now
    fault.end()
    returned = callers.now
    time.sleep(max(AFTER, fault.bar + 3))
    callers.stop()
    refused = max((callers.last.get(o, 0.0) for o in ("503", "429", "5xx", "cut")), default=0.0)
    recovered = max(0.0, refused - (returned if fault.lasts else began))
    lost = unanswered(service.base, callers.acknowledged)
    audit = service.audit()
    bad = {o: callers.total(o) for o in ("5xx", "wrong", "cut")}
    is_good = not any(bad.values()) and lost == 0 and recovered <= fault.bar and audit == "clean"
    print(f"{name}: {'good' if is_good else 'NOT GOOD'}: recovered {recovered:.1f} s after the return (bar {fault.bar:g}), slowest answer"
          f" {callers.slowest:.1f} s, {len(callers.acknowledged)} acknowledged of which {lost} unanswered, audit {audit}, {bad}")  # fmt: skip
    print(callers.table({int(began): "it begins", int(back): "it ends"}), flush=True)
    return is_good


def fill(folder: Path) -> None:
    (folder / "corpus").mkdir(parents=True)
    for n in KNOWN:
        (folder / "corpus" / f"{n}.txt").write_text(document(n)["text"])


def on_one_server(folder: Path, wanted: list[str]) -> bool:
    """Faults of one server behind a proxy, with a replica beside it."""
    fill(folder)
    ports = free_ports(3)
    node = Node(folder / "redis", ports[0], *DURABLE)
    replica = Node(folder / "replica", ports[1], f"replicaof 127.0.0.1 {ports[0]}", 'save ""')
    proxy = Proxy(node.port)

    def mode(name: str, words: bytes = b"") -> Callable[[], None]:
        def act() -> None:
            proxy.words, proxy.mode = words, name
            if name in (PASS, SAY):
                proxy.cut()

        return act

    def to(port: int) -> Callable[[], None]:
        def act() -> None:
            proxy.target = port
            proxy.cut()

        return act

    def config(**settings: str) -> Callable[[], None]:
        return lambda: [node.client.config_set(name.replace("_", "-"), value) for name, value in settings.items()]

    def evict() -> None:
        used = node.client.info("memory")["used_memory"]
        config(maxmemory_policy="allkeys-random", maxmemory=str(used * 9 // 10))()

    faults = {
        "killed": Fault(node.kill, node.start),
        "stopped": Fault(lambda: node.process.send_signal(signal.SIGSTOP), lambda: node.process.send_signal(signal.SIGCONT)),
        "slow": Fault(mode(SLOW), mode(PASS)),
        "cut-replies": Fault(mode(RESET), mode(PASS)),
        "read-only": Fault(to(replica.port), to(node.port)),
        "loading": Fault(mode(SAY, b"-LOADING Valkey is loading the dataset in memory\r\n"), mode(PASS)),
        "full": Fault(config(maxmemory="1"), config(maxmemory="0")),
        "evicting": Fault(evict, config(maxmemory="0", maxmemory_policy="noeviction"), bar=6.0),
        "emptied": Fault(node.client.flushall, lambda: None, bar=6.0, lasts=0.0),
    }
    service = Service(folder, ports[2], REDIS_URL=f"redis://127.0.0.1:{proxy.port}/0")
    try:
        found = [measure(name, service, fault) for name, fault in faults.items() if not wanted or name in wanted]
        return all(found)
    finally:
        service.stop()
        proxy.close()
        for server in (node, replica):
            server.kill()


def with_sentinels(folder: Path) -> bool:
    """A master dies; three sentinels make its replica the master."""
    fill(folder)
    ports = free_ports(6)
    master = Node(folder / "master", ports[0], *DURABLE)
    replica = Node(folder / "replica", ports[1], *DURABLE, f"replicaof 127.0.0.1 {ports[0]}", "repl-diskless-sync-delay 0")
    watch = (f"sentinel monitor news 127.0.0.1 {ports[0]} 2", f"sentinel down-after-milliseconds news {int(DOWN_AFTER * 1000)}",
             "sentinel failover-timeout news 3000")  # fmt: skip
    sentinels = [Node(folder / str(port), port, *watch, is_sentinel=True) for port in ports[2:5]]
    until(lambda: all(s.client.execute_command("SENTINEL", "REPLICAS", "news") for s in sentinels))
    url = "redis+sentinel://" + ",".join(f"127.0.0.1:{port}" for port in ports[2:5]) + "/news"
    service = Service(folder, ports[5], REDIS_URL=url)
    until(lambda: replica.client.info("replication")["master_link_status"] == "up")
    try:
        return measure("failed over", service, Fault(master.kill, lambda: None, bar=DOWN_AFTER + 3.0, lasts=0.0))
    finally:
        service.stop()
        for server in (replica, *sentinels):
            server.kill()


def on_a_cluster(folder: Path) -> bool:
    """One shard of three dies and comes back with what it had on disk."""
    fill(folder)
    nodes = cluster(folder / "nodes", 3, "appendonly yes", "appendfsync everysec")
    port = free_ports(1)[0]
    url = "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in nodes)
    service = Service(folder, port, REDIS_URL=url)

    def back() -> None:
        nodes[1].start()
        until(lambda: all(b"cluster_state:ok" in node.client.execute_command("CLUSTER", "INFO") for node in nodes))

    try:
        return measure("a shard lost", service, Fault(nodes[1].kill, back))
    finally:
        service.stop()
        for node in nodes:
            node.kill()


def main() -> int:
    wanted = sys.argv[1:]
    is_good = True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if not wanted or set(wanted) - {"failed-over", "shard"}:
            is_good &= on_one_server(folder / "one", wanted)
        if not wanted or "failed-over" in wanted:
            is_good &= with_sentinels(folder / "sentinels")
        if not wanted or "shard" in wanted:
            is_good &= on_a_cluster(folder / "cluster")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
