"""Computes how sure it is that the passage found is the one that was quoted, and with it the verdict.

It is a logistic function of the edits a word and of the content words that agree. It was fitted on 747 labelled claims with
edits that nothing shows and, with the same total weight, on 7,525 quotations of other people that come near some passage by
chance. What a verdict then is worth has two figures a kind, which `python -m bench.reliability` fits and reports; `bench/chance.py`
prints how often chance passes for a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from service.wording.comparison import Comparison

THRESHOLD = 0.5  # below it the passage is only the closest one, and the verdict not_found
ACCUSING = 0.9  # the same before words that differ are said to be somebody else's: likeness by chance must not accuse
_BIAS, _RATE, _SHARED = -0.53, -17.336, 1.89
LIKE = 0.45  # share of what both tell from which a line without a rare word is shown as close
SHOWN = 0.3  # the same of a line with a rare word that is shown as close
_MOST_SHARED = 6  # content words beyond which more of them prove nothing further
EXACT = 0.999  # of 748 labelled claims whose words all stand in a source, but for what a mark shows, all were right
PARAPHRASED = 0.6  # hardly any labelled claim is one: a low figure that is not measured
NONE_FOUND = 0.96  # share of claims without any candidate that were said nowhere


CALIBRATION: dict[str, tuple[float, float]] = {
    "altered": (2.05, 0.45), "faithful": (-0.06, 0.61), "misattributed": (-0.5, 0.49), "not_found": (1.45, 0.32), "paraphrased": (-0.13, 0.95),
    "spliced": (-0.07, 0.54), "truncated": (-0.17, 0.0), "verbatim": (-0.02, 0.89),
}  # fmt: skip
"""The two figures of each verdict, as `python -m bench.reliability` prints them; a verdict that is not in it is as sure as what it rests on."""

_LEAST_SURE = 0.001  # what a verdict rests on is never surer than all but this


def logit(p: float) -> float:
    """Return the logit of a probability, which is kept a thousandth from 0 and from 1."""
    p = min(1 - _LEAST_SURE, max(_LEAST_SURE, p))
    return log(p / (1 - p))


def calibrated(verdict: str, sure: float) -> float:
    """Return how often a verdict that rests on so probable a finding is right, 0 to 1."""
    shift, slope = CALIBRATION.get(verdict, (0.0, 1.0))
    return 1 / (1 + exp(-(shift + slope * logit(sure))))


def confidence(comparison: Comparison) -> float:
    """Return the probability, 0 to 1, that the words come from the passage they are compared with."""
    if comparison.edit_rate == 0.0:
        return EXACT
    z = _BIAS + _RATE * comparison.edit_rate + _SHARED * min(comparison.shared, _MOST_SHARED)
    return 1 / (1 + exp(-z))


def of_verdict(status: str, comparisons: Sequence[Comparison]) -> float:
    """Return the confidence, 0 to 1, of a verdict that rests on the best comparison, or on those of the pieces of a splice."""
    if not comparisons:
        return NONE_FOUND
    if status == "paraphrased":
        return PARAPHRASED
    sure = min(confidence(c) for c in comparisons)
    return round(1 - sure if status == "not_found" else sure, 3)
