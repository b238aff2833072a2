"""The inputs that fuzzing begins with, and those that once broke something: each ends in time, and raises nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS
from tests.pace import cost

SEEDS = sorted(path for path in (Path(__file__).parent / "seeds").rglob("*") if path.is_file())
MOST = 2_000  # some five seconds; fuzzing itself allows one


def test_every_target_has_seeds():
    assert {path.parent.name for path in SEEDS} == set(TARGETS)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed_ends_in_time_and_raises_nothing(path):
    assert cost(lambda: TARGETS[path.parent.name](path.read_bytes())) < MOST
