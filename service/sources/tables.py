"""The tables of words that readers go by: data files beside this module, in the format of `service.knowledge.tables`."""

from __future__ import annotations

from functools import cache

from service.knowledge.tables import read_lines


@cache
def entries(name: str) -> frozenset[str]:
    """Return the entries of a table with one entry a line."""
    return frozenset(read_lines("service.sources", name))


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a table of single words."""
    return frozenset(word for line in read_lines("service.sources", name) for word in line.split())


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Return the entries of a table of two columns, in its order."""
    split = (line.partition("|") for line in read_lines("service.sources", name))
    return tuple((first.strip(), second.strip()) for first, _, second in split)
