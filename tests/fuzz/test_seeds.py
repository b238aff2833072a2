"""The inputs that fuzzing begins with, and those that once broke something: each ends in time, and raises nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

SEEDS = sorted(path for path in (Path(__file__).parent / "seeds").rglob("*") if path.is_file())
SECONDS = 5.0  # of the processor, so that a machine that is busy is no failure; fuzzing itself allows one


def test_every_target_has_seeds():
    assert {path.parent.name for path in SEEDS} == set(TARGETS)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed_ends_in_time_and_raises_nothing(path):
    began = time.process_time()
    TARGETS[path.parent.name](path.read_bytes())
    assert time.process_time() - began < SECONDS
