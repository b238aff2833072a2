"""Proposals: what a named rule says of a field.

A rule is a small function decorated with `rule`. Rules are kept in ordered tuples; `propose` asks them in that order, and
lazily, so that a rule behind the one that is chosen costs nothing. Which proposal becomes the answer is decided in
`service.extraction.attribution.choosing` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from service.records import Span

C = TypeVar("C")
V = TypeVar("V")


class Untold(Enum):
    """What a rule returns that finds that the text does not tell; rules after it are not asked."""

    UNTOLD = "untold"


UNTOLD = Untold.UNTOLD


class Proposal(NamedTuple, Generic[V]):
    """A value for a field from one rule.

    `value` is None where the rule finds that the text does not tell. `evidence`: the words that it was read from; `score`: how
    often values of its kind are right, where that was measured; `is_inherited`: whether it is the value of another quotation.
    """

    value: V | None
    rule: str
    evidence: Span | None = None
    score: float | None = None
    is_inherited: bool = False


Rule = Callable[[C], "Proposal[V] | None"]


def proposal(value: V | Untold, name: str, *, is_inherited: bool = False) -> Proposal[V]:
    """Return a value as a proposal of a rule, with the evidence and the score that the value itself has."""
    if isinstance(value, Untold):
        return Proposal(None, name)
    return Proposal(value, name, getattr(value, "evidence", None), getattr(value, "score", None), is_inherited)


def rule(name: str, *, is_inherited: bool = False) -> Callable[[Callable[[C], V | Untold | None]], Rule[C, V]]:
    """Return a decorator that makes a rule of a function from a context to a value, `UNTOLD` or None (no opinion).

    `name` is unique among all rules of a field; `is_inherited` marks rules that take over another quotation's value.
    """

    def named(find: Callable[[C], V | Untold | None]) -> Rule[C, V]:
        def ask(context: C) -> Proposal[V] | None:
            value = find(context)
            return None if value is None else proposal(value, name, is_inherited=is_inherited)

        ask.__name__, ask.__doc__ = find.__name__, find.__doc__
        ask.rule_name = name  # type: ignore[attr-defined]
        return ask

    return named


def propose(rules: Iterable[Rule[C, V]], context: C) -> Iterator[Proposal[V]]:
    """Yield what the rules propose in a context, in their order."""
    for ask in rules:
        found = ask(context)
        if found is not None:
            yield found
