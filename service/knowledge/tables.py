"""Tables of what is true of the world, as data files next to this module: outlets, programmes, platforms, names, epithets.

A file has one entry a line; `#` starts a comment. Columns are separated by `|`. Where an entry is one word, a line may have
several, separated by spaces.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_PACKAGE = "service.knowledge"


def entries(text: str) -> tuple[str, ...]:
    """Return the entries of a table's text, one a line, without comments and blank lines."""
    return tuple(entry for line in text.splitlines() if (entry := line.split("#")[0].strip()))


def read_lines(package: str, name: str) -> tuple[str, ...]:
    """Return the entries of `data/<name>.txt` in a package, one a line."""
    return entries((files(package) / "data" / f"{name}.txt").read_text(encoding="utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of a table with one entry a line."""
    return read_lines(_PACKAGE, name)


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a table of single words."""
    return frozenset(w for line in lines(name) for w in line.split())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the columns of each entry of a table, without the spaces around them."""
    return tuple(tuple(column.strip() for column in line.split("|")) for line in lines(name))
