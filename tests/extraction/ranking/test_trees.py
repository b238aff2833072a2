"""Trees that were fitted elsewhere are walked as their maker walks them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.extraction.attribution.ranking.trees import Forest, taking

# two trees: one of two levels, one that is a single leaf
FOREST = {
    "features": ["a", "b"],
    "feature": [0, 1],
    "threshold": [1.5, 0.5],
    "left": [-1, -2],
    "right": [1, -3],
    "value": [0.25, -1.0, 2.0, 0.5],
    "roots": [0, -4],
    "depth": 2,
    "calibration": {"score": [-1.0, 1.0], "probability": [0.1, 0.9]},
}


def walked(row):
    """The same by the obvious walk."""
    total = 0.0
    for root in FOREST["roots"]:
        node = root
        while node >= 0:
            goes_left = row[FOREST["feature"][node]] <= FOREST["threshold"][node]
            node = FOREST["left" if goes_left else "right"][node]
        total += FOREST["value"][-1 - node]
    return total


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=20))
def test_scores_are_those_of_the_obvious_walk(rows):
    forest = Forest.of(json.dumps(FOREST))
    assert forest.scores(rows) == pytest.approx([walked(row) for row in rows])


def test_a_probability_lies_between_its_knots():
    forest = Forest.of(json.dumps(FOREST))
    assert forest.probability(np.array([-5.0, -1.0, 0.0, 1.0, 5.0])).tolist() == [0.1, 0.1, 0.5, 0.9, 0.9]


def test_rows_are_scored_alike_however_many_there_are():
    forest = Forest.of(json.dumps(FOREST))
    rows = [(n % 4, n % 3 / 2) for n in range(300)]
    assert forest.scores(rows) == pytest.approx([walked(row) for row in rows])


def test_a_forest_over_the_features_that_it_asks_for_scores_alike():
    whole = Forest.of(json.dumps(FOREST | {"features": ["unasked", "a", "b"], "feature": [1, 2]}))
    narrow = whole.narrowed()
    assert narrow.features == ("a", "b")
    rows = [(n % 4, n % 3 / 2) for n in range(30)]
    assert narrow.scores(rows).tolist() == whole.scores([(9.0, *row) for row in rows]).tolist()


def test_what_a_forest_asks_for_is_taken_from_a_row_by_name():
    assert taking(("b", "a"), ("a", "x", "b"))((1.0, 2.0, 3.0)) == (3.0, 1.0)


def test_a_forest_that_was_fitted_on_other_facts_is_refused():
    with pytest.raises(ValueError, match="fit them again"):
        taking(("a", "y"), ("a", "b"))


def test_a_tree_with_too_many_leaves_is_refused():
    inner = range(16)  # each has a leaf on its left, and the last one on its right
    tree = {
        "feature": [0 for _ in inner], "threshold": [*inner], "left": [-1 - n for n in inner], "right": [*inner[1:], -17],
        "value": [0.5] * 17, "roots": [0],
    }  # fmt: skip
    with pytest.raises(ValueError, match="17 leaves"):
        Forest.of(json.dumps(FOREST | tree))


def test_no_rows_have_no_scores():
    assert Forest.of(json.dumps(FOREST)).scores([]).shape == (0,)


@pytest.mark.parametrize("text", ["{}", "[]x", '{"features": []}'])
def test_what_is_no_forest_is_refused(text):
    with pytest.raises((KeyError, ValueError)):
        Forest.of(text)
