"""Computes how sure it is that the passage found is the one that was quoted, and with it the verdict.

It is a logistic function of the edits a word and of the content words that agree. It was fitted on 747 labelled claims with
edits that nothing shows and, with the same total weight, on 7,525 quotations of other people that come near some passage by
chance. `bench/reliability.py` prints how often it comes true, `bench/chance.py` how often chance passes for a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

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
