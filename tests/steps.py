"""The work of a call in steps of Python: what grows faster than its input is found by counting, not by a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_MOST_GROWTH = 2.6  # times that twice as much more input may take: 2 is linear, 4 is quadratic
_FLOOR = 2000  # steps that count for nothing


def steps(call: Callable[[], object]) -> int:
    """Return how many lines a call runs and functions it enters, comprehensions included; what C code does in one is one step."""
    count = 0

    def trace(_frame: FrameType, _event: str, _value: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def is_linear(call: Callable[[int], object], size: int) -> bool:
    """Return whether a call of a size, of twice and of four times that, takes steps in proportion to what more it is given."""
    call(size)  # what is compiled or loaded once
    one, two, four = (steps(lambda n=n: call(n)) for n in (size, 2 * size, 4 * size))  # type: ignore[misc]
    return four - two <= _MOST_GROWTH * max(two - one, _FLOOR)
