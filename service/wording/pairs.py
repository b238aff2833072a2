"""A claim and a passage side by side, and a run of words in which they differ: what every judgement of a difference looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.records import Span
from service.wording.align import DELETE, INSERT, Step
from service.wording.tokens import Token, fold


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and their tokens; the claim is `quote`, the passage is `source`."""

    quote: str
    source: str
    claim: tuple[Token, ...]
    passage: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a claim that stand where the passage has others: places in the claim and in the passage, either may be empty.

    `at`: the place in the claim at which the run stands; `reached`: where in the source it stands, a code point.
    """

    put: tuple[int, ...]
    dropped: tuple[int, ...]
    at: int
    reached: int

    @classmethod
    def of(cls, steps: Sequence[Step], reached: int) -> Run:
        """The run that steps of an alignment in a row are, none of which is a match."""
        put = tuple(s.claim for s in steps if s.op != DELETE)
        dropped = tuple(s.source for s in steps if s.op != INSERT)
        return cls(put, dropped, put[0] if put else steps[0].claim, reached)

    @property
    def stop(self) -> int:
        """The place in the claim after the run."""
        return self.put[-1] + 1 if self.put else self.at

    def said(self, pair: Pair) -> list[Token]:
        """The tokens that the claim has."""
        return [pair.claim[i] for i in self.put]

    def was(self, pair: Pair) -> list[Token]:
        """The tokens that the passage has."""
        return [pair.passage[i] for i in self.dropped]

    def in_quote(self, pair: Pair) -> Span:
        """The stretch of the quote, empty where nothing was put in."""
        if not self.put:
            place = pair.claim[self.at].start if self.at < len(pair.claim) else len(pair.quote)
            return Span(place, place, "")
        a, b = pair.claim[self.put[0]].start, pair.claim[self.put[-1]].end
        return Span(a, b, pair.quote[a:b])

    def in_source(self, pair: Pair) -> Span:
        """The stretch of the source, empty where nothing was left out."""
        if not self.dropped:
            return Span(self.reached, self.reached, "")
        a, b = pair.passage[self.dropped[0]].start, pair.passage[self.dropped[-1]].end
        return Span(a, b, pair.source[a:b])


def before(text: str, tokens: Sequence[Token], at: int) -> str:
    """What stands between a token and the one before it, or the text's start."""
    return text[tokens[at - 1].end if at > 0 else 0 : tokens[at].start if at < len(tokens) else len(text)]


def after(text: str, tokens: Sequence[Token], at: int) -> str:
    """What stands between a token and the next one, or the text's end."""
    return text[tokens[at].end : tokens[at + 1].start if at + 1 < len(tokens) else len(text)]


def same_letters(a: str, b: str) -> bool:
    """Whether two texts are the same but for case, accents and the form of their marks."""
    return fold(a) == fold(b)
