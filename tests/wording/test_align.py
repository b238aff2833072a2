"""The alignment of a claim with a passage: long ones are aligned within bounds of memory, and alike however many rows are held at once."""

import random
import tracemalloc

import numpy as np
import pytest

from service.wording import align as alignment
from service.wording.align import align
from service.wording.tokens import tokenise

_FLOAT = 8  # bytes


def words(seed, number):
    """Words of which many are alike, some denied, some left out and some bracketed."""
    rng = random.Random(seed)
    return " ".join(
        rng.choices(["we", "sail", "sailed", "not", "never", "uh", "[the]", "gull", "…", "pier", "bell", "noon"], k=number)
    )


@pytest.mark.parametrize("number", [1, 127, 128, 129, 300])
@pytest.mark.parametrize("seed", range(4))
def test_a_long_claim_is_aligned_as_if_all_of_its_costs_were_held_at_once(seed, number, monkeypatch):
    claim, source = tokenise(words(seed, number)), tokenise(words(seed + 100, 2 * number))
    found = align(claim, source)
    monkeypatch.setattr(alignment, "_ROWS", 1_000_000)
    whole = align(claim, source)
    assert (found.cost, found.start, found.end, found.steps) == (whole.cost, whole.start, whole.end, whole.steps)
    assert np.array_equal(found.prefix, whole.prefix)


@pytest.mark.parametrize("unit", ["a b ", "we sail ", "中"])
def test_the_memory_of_an_alignment_is_hardly_more_than_its_table(unit):
    claim, source = tokenise(unit * 700), tokenise(unit * 700 + "gull")
    tracemalloc.start()
    try:
        align(claim, source)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 1.5 * _FLOAT * (len(claim) + 1) * (len(source) + 1) + 2_000_000
