"""Functions in processes of their own: what they return, what they raise, and what ends those that do not."""

from __future__ import annotations

import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.errors import UnreadableSource
from service.ingestion.bounded import Bounded, Late
from service.ingestion.budgets import OverBudget, seconds_for


def refusing():
    raise UnreadableSource("it holds no text")


def faulty():
    raise ZeroDivisionError("of ours")


def ambiguous():
    re.fullmatch(r"(?:a|a)*b", "a" * 64)


def filling():
    rows = []
    while True:
        rows.append(bytes(1 << 20))


FUNCTIONS = {
    "sum": lambda *numbers: sum(numbers),
    "large": lambda size: b"x" * size,
    "refusing": refusing,
    "faulty": faulty,
    "ambiguous": ambiguous,
    "filling": filling,
    "falling": lambda: os._exit(3),
    "sleeping": lambda: time.sleep(600),
    "niceness": lambda seconds: time.sleep(seconds) or os.nice(0),
}


@pytest.fixture
def bounded():
    bounded = Bounded(FUNCTIONS, 4)
    yield bounded
    bounded.close()


def test_results_and_errors_come_back(bounded):
    assert bounded.run("sum", 1, 2, seconds=5, wait=60) == 3
    assert len(bounded.run("large", 3_000_000, seconds=5, wait=60)) == 3_000_000
    with pytest.raises(UnreadableSource) as refused:
        bounded.run("refusing", seconds=5, wait=60)
    assert refused.value.detail == "it holds no text"
    with pytest.raises(ZeroDivisionError):
        bounded.run("faulty", seconds=5, wait=60)


@pytest.mark.parametrize("name", ["ambiguous", "filling", "falling"])
def test_what_takes_too_much_is_ended_and_the_next_is_answered(bounded, name):
    with pytest.raises(OverBudget):
        bounded.run(name, seconds=0.3, wait=60)
    assert bounded.run("sum", 1, 2, seconds=5, wait=60) == 3


def test_who_waits_no_longer_is_told_so_and_the_process_is_gone(bounded):
    with pytest.raises(Late):
        bounded.run("sleeping", seconds=5, wait=0.2)
    assert bounded.run("sum", 1, 2, seconds=5, wait=60) == 3


def test_what_takes_longer_gives_way_to_others_and_keeps_nobody_else_waiting(bounded):
    usual = os.nice(0)
    assert bounded.run("niceness", 0, seconds=5, wait=60) == usual
    assert bounded.run("niceness", 1.0, seconds=5, wait=60) == min(19, max(usual, 10))
    assert bounded.run("niceness", 0, seconds=5, wait=60) == usual


def test_what_a_caller_waits_for_has_time_by_its_length():
    assert [seconds_for(n) for n in (0, 100_000, 1_000_000, 9_000_000)] == [2.0, 3.8, 20.0, 20.0]


def test_threads_have_processes_of_their_own_which_are_kept(bounded):
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: bounded.run("sum", n, n, seconds=5, wait=60), range(40))) == [2 * n for n in range(40)]
    assert 1 <= len(bounded._idle) <= 4


def test_a_template_that_was_killed_is_replaced(bounded):
    bounded.run("sum", 1, seconds=5, wait=60)
    bounded._idle.pop().connection.close()
    os.kill(bounded.pid, signal.SIGKILL)
    assert bounded.run("sum", 1, 2, seconds=5, wait=60) == 3


def test_what_cannot_be_loaded_ahead_ends_nobody():
    """As with a full temporary folder: the function that needs it says so, and every other one works."""
    bounded = Bounded(FUNCTIONS, 1, faulty)
    bounded.start()
    try:
        assert bounded.run("sum", 1, 2, seconds=10, wait=60) == 3
    finally:
        bounded.close()
