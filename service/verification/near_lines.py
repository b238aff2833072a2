"""Computes how likely it is that a short claim is a line of a passage quoted nearly right, rather than words that it shares by chance. Pure.

A line that everybody knows is quoted with another word, in another order or spelling. Its best match in an index is one, where a coincidence
has many equals; it ends as the line ends; and it tells most of what the line tells. `bench/near_lines.py` fits the weights over these
features, which name no words, and prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from service.verification.matching import Compared
from service.wording.lines import LONGEST, Line, as_line
from service.wording.tokens import WORD, Token

NEAR_LINE = 0.75  # below it the words are shared by chance
OWN_LINE = 0.5  # the same of a passage of the claimed speaker, whom most claims that name a speaker have right
_SPEECH = "speech"  # a kind of document
_ALL = 0.999  # sums of fractions are not whole
REPORTED_LINE = 0.9  # the same of what an article gives the speaker of a draft's quote
_LEAST_TOLD = 4.0  # what the words of a line tell that is known for them
_LOOKED_THROUGH = 8  # of the closest passages
_MOST_TOLD, _MOST_SECOND = 6.0, 4.0  # what words tell, beyond which more proves nothing further


class Terms(NamedTuple):
    """The terms of the logistic function: the features as numbers, or the weight of each."""

    constant: float
    told: float
    of_claim: float
    of_line: float
    kept: float
    first: float
    last: float
    alone: float
    second: float


WEIGHTS = Terms(
    constant=-10.15, told=0.91, of_claim=4.55, of_line=-1.21, kept=4.96, first=0.78, last=2.53, alone=3.01, second=-1.27
)
"""The weights as `python -m bench.near_lines` printed them when they were last fitted."""


def values(line: Line, second: float) -> Terms:
    """Return the features of a claim and a line as numbers. `second`: what those words tell that the next best passage has in one order."""
    return Terms(
        1.0,
        min(line.told, _MOST_TOLD),
        line.of_claim,
        line.of_line,
        line.kept,
        float(line.is_first),
        float(line.is_last),
        line.alone,
        min(second, _MOST_SECOND),
    )


def features(tokens: tuple[Token, ...], match: Compared, others: Sequence[Compared]) -> Terms | None:
    """Return the features of a claim and a passage; None where they are no lines. `tokens`: of the claim; `others`: what else is near it."""
    line = as_line(tokens, match.tokens, match.alignment)
    if line is None:
        return None
    apart = [m for m in others if m.document.id != match.document.id]
    found = [as_line(tokens, m.tokens, m.alignment) for m in apart]
    return values(line, max((other.told for other in found if other is not None), default=0.0))


def probability(terms: Terms) -> float:
    """Return the probability, 0 to 1, that a claim is a line nearly right."""
    z = sum(weight * value for weight, value in zip(WEIGHTS, terms, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, z))))


def is_record(tokens: tuple[Token, ...], match: Compared) -> bool:
    """Return whether a claim is, word for word, all that a source of its own was kept for: a line of which no other can be meant."""
    line = as_line(tokens, match.tokens, match.alignment) if match.comparison.edit_rate == 0.0 else None
    is_all = line is not None and min(line.alone, line.of_claim, line.of_line, line.kept) >= _ALL
    return is_all and line is not None and line.told >= _LEAST_TOLD and match.document.kind == _SPEECH


def near_line(
    tokens: tuple[Token, ...], matches: Sequence[Compared], own: Sequence[Compared], reported: Sequence[Compared] = ()
) -> Compared | None:
    """Return the passage whose line a claim is nearly right, None if there is none. `own`: those that are the claimed speaker's; `reported`: those that articles give a draft's speaker.

    Else only what a speech has of its own is a line: of what articles quote and transcripts hold of everyday talk, many a short
    sentence is like another by chance.
    """
    if sum(t.kind == WORD for t in tokens) > LONGEST:
        return None
    best, most = None, 0.0
    for match in matches[:_LOOKED_THROUGH]:
        is_kept = match.document.kind == _SPEECH
        found = features(tokens, match, matches) if is_kept or any(match is m for m in reported) else None
        chance = 0.0 if found is None else probability(found)
        least = REPORTED_LINE if not is_kept else OWN_LINE if any(match is m for m in own) else NEAR_LINE
        if chance > most and chance >= least:
            best, most = match, chance
    return best
