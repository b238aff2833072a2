"""The tables of what is true of the world: outlets, programmes, platforms, names, epithets.

Each is a data file next to this module: one entry a line, `#` starts a comment, several entries a line are separated by spaces
where an entry is one word.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def read_lines(package: str, name: str) -> tuple[str, ...]:
    """Return the entries of `data/<name>.txt` in a package, one a line, without comments and blank lines."""
    text = (files(package) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(entry for line in text.splitlines() if (entry := line.split("#")[0].strip()))


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of a table with one entry a line."""
    return read_lines("service.knowledge", name)


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a table of single words."""
    return frozenset(w for line in lines(name) for w in line.split())
