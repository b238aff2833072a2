"""A date, venue or outlet where a sentence mentions it, whatever it is said of."""

from __future__ import annotations

from typing import NamedTuple


class Occurrence(NamedTuple):
    """A value that words `first` to `last` of a sentence, inclusive, name.

    `field`: date, venue or outlet; `value`: an ISO 8601 date or a name; `kind`: a number for how it is named, from 0;
    `facts`: what stands around it, as numbers in an order that each language fixes; `relation`: how an outlet carries words, as in
    `Outlet`; `head` and `sense`: of a venue that is an occasion, its noun and the words that tell it from others alike;
    `is_apart`: of a date in a clause in which nobody speaks, unlike the one that leads up to words behind it; `is_start`: of one since
    which something has been so.
    """

    field: str
    value: str
    first: int
    last: int
    kind: int
    facts: tuple[float, ...]
    relation: str = ""
    head: str = ""
    sense: frozenset[str] = frozenset()
    is_apart: bool = False
    is_start: bool = False
