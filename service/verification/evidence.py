"""Computes how likely it is that a claim and a passage are one utterance rather than the same words by chance. Pure.

People say the same few words every day. How telling the words are, how like the sentences around them, how many unrelated people
say them, how far apart the claim and the source stand in time and whether the speaker agrees decide whether they are evidence of
anything. The probability is a logistic function of these features, which name no words. `bench/evidence.py` fits it and prints the
weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log, log1p
from typing import NamedTuple

from service.dates import parse_day, same_date

FOUND = (
    0.6  # below it the passage is only the closest one, and words that differ are another statement rather than the same altered
)
OWN_FOUND = 0.5  # the same of a passage of the claimed speaker, whom most claims that name a speaker have right
OTHERS_FOUND = 0.75  # the same of a passage of somebody else than the claimed speaker
CONFIRMING = 0.5  # below it the very words confirm nobody: they are as likely others' words
ALTERING = 0.85  # below it a draft, of whose quotes most are in no source, is not told that its words were altered
ACCUSING = 0.8  # below it they accuse nobody, nor do sources dispute one another by them
_MOST_TOLD = 12.0  # what words tell, beyond which more proves nothing further
_MOST_DAYS = 3650  # days beyond which more of them tell nothing further
FITTED_ON = 21_700  # quotations of the index that the weights were fitted on
_LEAST_OFFSET = -1.0  # of the logit: a larger index holds more chance likenesses, but most are of few words; not measured beyond
_MOST_OFFSET = (
    2.0  # the same for a smaller index, of very words or slight differences: what else is alike is as often another statement
)
SLIGHT = 0.07  # edits a word of a slight difference: a little word, or the form of one


class Terms(NamedTuple):
    """The terms of the logistic function: the features as numbers, or the weight of each."""

    constant: float
    told: float
    edit_rate: float
    share: float
    others: float
    agrees: float
    own: float
    differs: float
    is_dated: float
    days: float


WEIGHTS = Terms(
    constant=-2.23,
    told=0.71,
    edit_rate=-10.14,
    share=2.52,
    others=-1.82,
    agrees=7.06,
    own=-0.82,
    differs=-2.62,
    is_dated=1.13,
    days=-0.7,
)
"""The weights as `python -m bench.evidence` printed them when they were last fitted; bench/README.md tells what a new fit moves."""


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched: `quotations` of the index, and those `said` by the speakers who bear on a claim, by name."""

    quotations: int
    said: Mapping[str, int] = field(default_factory=dict)

    def by(self, name: str | None) -> int:
        """Return the number of a speaker's quotations; all that the index has where the speaker is not known."""
        return self.said.get(name, self.quotations) if name else self.quotations


@dataclass(frozen=True, slots=True)
class Features:
    """What tells one utterance from a coincidence.

    `told`: what those of the claim's words tell that the passage has in their order (`service.wording.likeness`); `edit_rate`: edits
    a word; `share`: how like the sentences around them are;
    `others`: unrelated speakers who say the words too; `agrees`: whether the claimed speaker is the source's, None where nothing
    tells; `days`: between the claim's context and the source, None where either has no date; `quotations`: of the index, which all
    may be alike by chance; `own`: of the source's speaker, which are all that may be where the speaker is the claimed one.
    """

    told: float
    edit_rate: float
    share: float
    others: int
    agrees: bool | None
    days: int | None
    quotations: int = FITTED_ON
    own: int = FITTED_ON

    @property
    def values(self) -> Terms:
        """Return the features as numbers."""
        return Terms(
            constant=1.0,
            told=min(self.told, _MOST_TOLD),
            edit_rate=self.edit_rate,
            share=self.share,
            others=log1p(self.others),
            agrees=float(self.agrees is True),
            own=log1p(self.own) if self.agrees else 0.0,
            differs=float(self.agrees is False),
            is_dated=float(self.days is not None),
            days=0.0 if self.days is None else log1p(min(self.days, _MOST_DAYS)),
        )


def probability(features: Features) -> float:
    """Return the probability, 0 to 1, that a claim and a passage are one utterance."""
    offset = -log(max(1, features.quotations) / FITTED_ON)  # chances of a coincidence grow with the index
    z = max(_LEAST_OFFSET, min(_MOST_OFFSET if features.edit_rate <= SLIGHT else 0.0, offset))
    z += sum(weight * value for weight, value in zip(WEIGHTS, features.values, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, z))))


def days_between(a: str | None, b: str | None) -> int | None:
    """Return the days between two ISO 8601 dates: 0 if they agree at the coarser precision; None where they do not tell."""
    if a and b and same_date(a, b):
        return 0
    first, second = parse_day(a), parse_day(b)
    return None if first is None or second is None else abs((first - second).days)
