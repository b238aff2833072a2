"""Evaluate gradient-boosted trees that were fitted elsewhere and ship as figures.

A forest is a JSON file: the names of its features in order, trees as parallel arrays, and a calibration that turns the summed
score into a probability. Nothing but numpy is needed to evaluate it. The method is that of Friedman, "Greedy function
approximation: a gradient boosting machine" (2001); the calibration is isotonic regression (Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, chain, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_ONE = np.uint16(1)
_MOST_LEAVES = 16  # of a tree: a bit each
_AT_ONCE = 128  # rows; bounds the memory for the nodes of each
_DECIMALS = 3  # of a probability that is served: a fit on some thousand answers tells no more


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees side by side, and the tests that their nodes ask, each once.

    Test `n` is `feature[n] <= threshold[n]`. The k-th node of tree `t` asks `test[k, t]`; where that does not hold, the leaves on its
    left are out, whose bits are `left[k, t]`. A row's leaf is the first that is left (Lucchese et al., "QuickScorer", 2015): all
    nodes are asked at once, and none waits for another. Leaf `n` of tree `t` adds `value[first_leaf[t] + n]`. `knots` and
    `probabilities`, both of shape (k,) and ascending, map the sum of a row's leaves to a probability.
    """

    features: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    test: NDArray[np.intp]
    left: NDArray[np.uint16]
    first_leaf: NDArray[np.intp]
    value: NDArray[np.float64]
    knots: NDArray[np.float64]
    probabilities: NDArray[np.float64]

    @classmethod
    def of(cls, text: str) -> Forest:
        """Return the forest that a JSON text describes. Raises KeyError or ValueError where it is no forest.

        In the text a child below 0 is the leaf `-1 - child` of `value`.
        """
        given: dict[str, Any] = json.loads(text)
        calibration = given["calibration"]
        trees = [_Tree.of(given, root) for root in given["roots"]]
        tests = {test: n for n, test in enumerate(sorted({node.test for tree in trees for node in tree.nodes}))}
        slots = list(zip_longest(*(tree.nodes for tree in trees), fillvalue=_Node(next(iter(tests)), 0)))
        leaves = [tree.leaves for tree in trees]
        return cls(
            tuple(given["features"]),
            np.array([feature for feature, _ in tests], np.intp),
            np.array([threshold for _, threshold in tests], np.float64)[:, None],
            np.array([[tests[node.test] for node in nodes] for nodes in slots], np.intp),
            np.array([[[node.left] for node in nodes] for nodes in slots], np.uint16),
            np.array([*accumulate(map(len, leaves[:-1]), initial=0)], np.intp)[:, None],
            np.array([*chain.from_iterable(leaves)], np.float64),
            np.array(calibration["score"], np.float64),
            np.array(calibration["probability"], np.float64),
        )

    def narrowed(self) -> Forest:
        """Return the same forest over those features alone that some node asks for."""
        asked, feature = np.unique(self.feature, return_inverse=True)
        return replace(self, features=tuple(self.features[n] for n in asked), feature=feature)

    def scores(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """Return the summed leaves of each row, shape (rows,). Each row has a value for each name in `features`."""
        parts = [self._scores(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _scores(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        facts = np.asarray(rows, np.float64).T.take(self.feature, axis=0)
        fails = (facts > self.threshold).take(self.test, axis=0)
        out = np.bitwise_or.reduce(fails * self.left, axis=0)  # by tree and row
        leaf = np.bitwise_count(out ^ (out + _ONE)) - _ONE  # the first bit that is not set
        return np.asarray(np.ascontiguousarray(self.value.take(self.first_leaf + leaf).T).sum(axis=1))

    def probability(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the calibrated probability of each score, rounded to what the fit can tell."""
        return np.round(np.interp(scores, self.knots, self.probabilities), _DECIMALS)


@cache
def taking(features: tuple[str, ...], names: tuple[str, ...]) -> Callable[[Sequence[float]], tuple[float, ...]]:
    """Return what takes the features of a forest, several, from a row of facts with names. Raises ValueError where they are of others."""
    known = {name: n for n, name in enumerate(names)}
    if not known.keys() >= set(features):
        raise ValueError("the trees were fitted on other facts: fit them again with bench/attribution.py")
    return itemgetter(*(known[name] for name in features))


class _Node(NamedTuple):
    """A node: the feature and threshold that it tests, and the bits of the leaves on its left."""

    test: tuple[int, float]
    left: int


class _Tree(NamedTuple):
    """One tree's nodes, and what its leaves add, from left to right."""

    nodes: list[_Node]
    leaves: list[float]

    @classmethod
    def of(cls, given: Mapping[str, Any], root: int) -> _Tree:
        """Return the tree of a forest's JSON with a root. Raises ValueError where it has more leaves than there are bits."""
        tree = cls([], [])
        tree.add(given, root)
        if len(tree.leaves) > _MOST_LEAVES:
            raise ValueError(f"a tree has {len(tree.leaves)} leaves, more than {_MOST_LEAVES}")
        return tree

    def add(self, given: Mapping[str, Any], child: int) -> None:
        """Add a node or leaf with all below it."""
        if child < 0:
            self.leaves.append(given["value"][-1 - child])
            return
        first = len(self.leaves)
        self.add(given, given["left"][child])
        left = (1 << len(self.leaves)) - (1 << first)
        self.nodes.append(_Node((given["feature"][child], given["threshold"][child]), left))
        self.add(given, given["right"][child])
