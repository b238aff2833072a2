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

    `at`: the place in the claim at which the run stands. `said` and `was`: its tokens in the claim and in the passage; `in_quote` and
    `in_source`: its stretches of the texts, empty where a side has no words.
    """

    put: tuple[int, ...]
    dropped: tuple[int, ...]
    at: int
    said: tuple[Token, ...]
    was: tuple[Token, ...]
    in_quote: Span
    in_source: Span

    @property
    def stop(self) -> int:
        """The place in the claim after the run."""
        return self.put[-1] + 1 if self.put else self.at


def run_of_steps(pair: Pair, steps: Sequence[Step], reached: int) -> Run:
    """Return the run that steps of an alignment in a row are, none of which is a match. `reached`: where in the source they stand, a code point."""
    put = tuple(s.claim for s in steps if s.op != DELETE)
    dropped = tuple(s.source for s in steps if s.op != INSERT)
    return run_of(pair, put, dropped, put[0] if put else steps[0].claim, reached)


def run_of(pair: Pair, put: tuple[int, ...], dropped: tuple[int, ...], at: int, reached: int) -> Run:
    """Return the run of the claim's words at `put` and the passage's at `dropped`. `reached`: where it stands in the source if nothing is dropped."""
    said, was = tuple(pair.claim[i] for i in put), tuple(pair.passage[i] for i in dropped)
    place = pair.claim[at].start if at < len(pair.claim) else len(pair.quote)
    return Run(put, dropped, at, said, was, _span(pair.quote, said, place), _span(pair.source, was, reached))


def _span(text: str, tokens: tuple[Token, ...], place: int) -> Span:
    if not tokens:
        return Span(place, place, "")
    a, b = tokens[0].start, tokens[-1].end
    return Span(a, b, text[a:b])


def before(text: str, tokens: Sequence[Token], at: int) -> str:
    """Return what stands between a token and the one before it, or the text's start."""
    return text[tokens[at - 1].end if at > 0 else 0 : tokens[at].start if at < len(tokens) else len(text)]


def after(text: str, tokens: Sequence[Token], at: int) -> str:
    """Return what stands between a token and the next one, or the text's end."""
    return text[tokens[at].end : tokens[at + 1].start if at + 1 < len(tokens) else len(text)]


def same_letters(a: str, b: str) -> bool:
    """Return whether two texts are the same but for case, accents and the form of their marks."""
    return fold(a) == fold(b)
