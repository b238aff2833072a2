"""The classes of German words in `data/words.txt`."""

from __future__ import annotations

from functools import cache

from service.knowledge.tables import read_lines


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Return {class: words in lower case}."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("service.extraction.german", "words"):
        name, words = (column.strip() for column in line.split("|"))
        found[name] = (*found.get(name, ()), *words.split())
    return found


def words(name: str) -> frozenset[str]:
    """Return the words of a class."""
    return frozenset(classes()[name])
