"""What a call costs, in units that a slow or busy machine stretches as much as the call."""

from __future__ import annotations

import time
from collections.abc import Callable

AT_ONCE = 2.0  # seconds, on a machine that has much else to do; one who waits for a server that is away waits five


def cost(call: Callable[[], object]) -> float:
    """Return the CPU time of a call as a multiple of one fixed loop's, which is about 5 ms where 1 GHz does 10 million additions a second.

    The loop runs before and after, and the slower one counts: a machine that slows down in between is no fault of the call.
    """
    before = _loop()
    began = time.process_time()
    call()
    took = time.process_time() - began
    return took / max(before, _loop())


def _loop() -> float:
    """Return the CPU seconds of 100,000 additions, the quickest of three."""
    times = []
    for _ in range(3):
        began, total = time.process_time(), 0
        for number in range(100_000):
            total += number
        times.append(time.process_time() - began)
    return min(times)
