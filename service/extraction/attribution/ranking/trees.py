"""Evaluate gradient-boosted trees that were fitted elsewhere and ship as figures.

A forest is a JSON file: the names of its features in order, trees as parallel arrays, and a calibration that turns the summed
score into a probability. Nothing but numpy is needed to evaluate it. The method is that of Friedman, "Greedy function
approximation: a gradient boosting machine" (2001); the calibration is isotonic regression (Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DECIMALS = 3  # of a probability that is served: a fit on some thousand answers tells no more


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees side by side: node `n` of all trees tests `feature[n] <= threshold[n]` and goes to `child[2 n]`, else to `child[2 n + 1]`.

    A leaf tests nothing, leads to itself and has a `value`, which is 0 elsewhere. `roots` has the first node of each tree, `depth`
    the longest way down. `knots` and `probabilities`, both of shape (k,) and ascending, map the sum of a row's leaves to a
    probability.
    """

    features: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    child: NDArray[np.intp]
    value: NDArray[np.float64]
    roots: NDArray[np.intp]
    depth: int
    knots: NDArray[np.float64]
    probabilities: NDArray[np.float64]

    @classmethod
    def of(cls, text: str) -> Forest:
        """Return the forest that a JSON text describes. Raises KeyError or ValueError where it is no forest.

        In the text a child below 0 is the leaf `-1 - child` of `value`.
        """
        given: dict[str, Any] = json.loads(text)
        calibration = given["calibration"]
        inner, leaves = len(given["feature"]), np.array(given["value"], np.float64)
        sides = np.array([given["left"], given["right"]], np.intp)
        children = np.where(sides < 0, inner - 1 - sides, sides)
        themselves = np.tile(np.arange(inner, inner + len(leaves)), (2, 1))
        roots = np.array(given["roots"], np.intp)
        return cls(
            tuple(given["features"]),
            np.append(np.array(given["feature"], np.intp), np.zeros(len(leaves), np.intp)),
            np.append(np.array(given["threshold"], np.float64), np.full(len(leaves), np.inf)),
            np.hstack([children, themselves]).T.ravel(),
            np.append(np.zeros(inner), leaves),
            np.where(roots < 0, inner - 1 - roots, roots),
            int(given["depth"]),
            np.array(calibration["score"], np.float64),
            np.array(calibration["probability"], np.float64),
        )

    def scores(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """Return the summed leaves of each row, shape (rows,). Each row has a value for each name in `features`."""
        if not rows:
            return np.zeros(0)
        facts = np.asarray(rows, np.float64)
        start = np.arange(0, facts.size, facts.shape[1])[:, None]  # of each row in the facts laid end to end
        flat = facts.ravel()
        node = np.repeat(self.roots[None, :], len(facts), axis=0)
        for _ in range(self.depth):
            goes_right = flat.take(self.feature.take(node) + start) > self.threshold.take(node)
            node = self.child.take(2 * node + goes_right)
        return np.asarray(self.value.take(node).sum(axis=1))

    def probability(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the calibrated probability of each score, rounded to what the fit can tell."""
        return np.round(np.interp(scores, self.knots, self.probabilities), _DECIMALS)
