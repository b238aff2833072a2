"""How sure it is that the passage found is the one that was quoted, and so the verdict.

A logistic of the edits a word and of the content words that agree, fitted on 1,393 labelled claims (edit rates from 0 to 1.2,
96 % of them right); `bench/reliability.py` prints how often it comes true.
"""

from __future__ import annotations

from math import exp

from service.wording.comparison import Comparison

THRESHOLD = 0.75  # below it the passage is only the closest one, and the verdict not_found
_BIAS, _RATE, _SHARED = 6.235, -21.07, 0.973
_MOST_SHARED = 3  # content words beyond which more of them prove nothing further
PARAPHRASED = 0.6  # hardly any labelled claim is one: a low figure that is not measured
NONE_FOUND = 0.96  # share of claims without any candidate that were said nowhere


def confidence(comparison: Comparison) -> float:
    """The probability, 0 to 1, that the words come from the passage they are compared with."""
    z = _BIAS + _RATE * comparison.edit_rate + _SHARED * min(comparison.shared, _MOST_SHARED)
    return 1 / (1 + exp(-z))


def of_verdict(status: str, comparisons: list[Comparison]) -> float:
    """The confidence of a verdict that rests on the best comparison, or on those of the pieces of a splice."""
    if not comparisons:
        return NONE_FOUND
    if status == "paraphrased":
        return PARAPHRASED
    sure = min(confidence(c) for c in comparisons)
    return round(1 - sure if status == "not_found" else sure, 3)
