"""Words that stand before and after names: titles of address and office, and suffixes such as "Jr."."""

from __future__ import annotations

from functools import cache
from typing import Literal

from service.knowledge import tables

_ABBREVIATED = "abbreviated"

Use = Literal["dropped", "opening", "address", "abbreviated", "masculine", "feminine", "office", "before"]


@cache
def honorifics(use: Use) -> frozenset[str]:
    """Return the words before names, in lower case and without stops, of which `use` is true; see `data/honorifics.txt`."""
    return frozenset(word for word, uses in tables.rows("honorifics") if use in uses.split())


@cache
def suffixes(*, abbreviated: bool = False) -> frozenset[str]:
    """Return the suffixes of names, in lower case and without stops; with `abbreviated` those that are written with a stop."""
    return frozenset(word for word, uses in tables.rows("suffixes") if not abbreviated or _ABBREVIATED in uses.split())
