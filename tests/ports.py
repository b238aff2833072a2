"""Ports for servers that tests start: nobody else's, however many tests and connections there are at once."""

from __future__ import annotations

import os
import random
import socket
from functools import cache
from itertools import cycle, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The kernel gives connections ports from 32,768 on, and may have given away one of these before a server takes it.
_FIRST, _LAST = 11_000, 21_000
_BUS = 10_000  # what a cluster's node adds to its port for the bus
_SHARES = 16  # of the ports, for as many processes of tests at once


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on, and that this process is not given again soon."""
    return next(port for port in _share() if _is_free(port) and _is_free(port + _BUS))


def free_ports(number: int) -> list[int]:
    """So many of them."""
    return [free_port() for _ in range(number)]


@cache
def _share() -> Iterator[int]:
    """The ports of this process of tests, over and over, from one at random on: another run may be under way."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    size = (_LAST - _FIRST) // _SHARES
    first = _FIRST + size * (int(worker) % _SHARES if worker.isdigit() else _SHARES - 1)
    return islice(cycle(range(first, first + size)), random.randrange(size), None)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a connection that was closed a moment ago is in nobody's way
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
