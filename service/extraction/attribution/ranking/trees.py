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
    """Trees side by side: node `n` of all trees tests `feature[n] <= threshold[n]` and goes to `left[n]` or `right[n]`.

    A child below 0 is the leaf `-1 - child` of `value`. `roots` has the first node of each tree, `depth` the longest way down.
    `knots` and `probabilities`, both of shape (k,) and ascending, map the sum of a row's leaves to a probability.
    """

    features: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int
    knots: NDArray[np.float64]
    probabilities: NDArray[np.float64]

    @classmethod
    def of(cls, text: str) -> Forest:
        """Return the forest that a JSON text describes. Raises KeyError or ValueError where it is no forest."""
        given: dict[str, Any] = json.loads(text)
        calibration = given["calibration"]
        return cls(
            tuple(given["features"]),
            np.array(given["feature"], np.int32),
            np.array(given["threshold"], np.float64),
            np.array(given["left"], np.int32),
            np.array(given["right"], np.int32),
            np.array(given["value"], np.float64),
            np.array(given["roots"], np.int32),
            int(given["depth"]),
            np.array(calibration["score"], np.float64),
            np.array(calibration["probability"], np.float64),
        )

    def scores(self, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """Return the summed leaves of each row, shape (rows,). Each row has a value for each name in `features`."""
        if not rows:
            return np.zeros(0)
        facts = np.asarray(rows, np.float64)
        here = np.repeat(self.roots[None, :], len(facts), axis=0)
        which = np.arange(len(facts))[:, None]
        for _ in range(self.depth):
            node = np.maximum(here, 0)
            goes_left = facts[which, self.feature[node]] <= self.threshold[node]
            here = np.where(here < 0, here, np.where(goes_left, self.left[node], self.right[node]))
        return np.asarray(self.value[-1 - here].sum(axis=1))

    def probability(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the calibrated probability of each score, rounded to what the fit can tell."""
        return np.round(np.interp(scores, self.knots, self.probabilities), _DECIMALS)
