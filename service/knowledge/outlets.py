"""How names of outlets are folded and how a table of outlets is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_ARTICLE = re.compile(r"^the\s+")
_SHORT = "?"  # ends an alias that is a short form
_FOLDED_NAMES = 16384  # names kept folded; a corpus names a few thousand outlets over and over


class Alias(NamedTuple):
    """An outlet that an alias stands for. `is_short`: the alias counts only where the words ask for an outlet ("the Post")."""

    name: str
    is_short: bool


@lru_cache(maxsize=_FOLDED_NAMES)
def fold(name: str) -> str:
    """Return a name as tables list it: without an article, in lower case, with single spaces and straight apostrophes."""
    return _ARTICLE.sub("", " ".join(name.replace("’", "'").split()).casefold())


def read_aliases(entries: Iterable[str]) -> dict[str, Alias]:
    """Return {folded alias: outlet} from entries in the format of `data/outlets.txt`, without comments.

    A later entry replaces an earlier one; a short form never replaces an alias that is there.
    """
    table: dict[str, Alias] = {}
    for entry in entries:
        names = [part.strip() for part in entry.split("|")]
        for alias in names:
            is_short = alias.endswith(_SHORT)
            folded = fold(alias.rstrip(_SHORT))
            if not is_short or folded not in table:
                table[folded] = Alias(names[0], is_short)
    return table
