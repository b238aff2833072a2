"""One key for the forms of a speaker's name, so that what the index knows of a person is counted together."""

from __future__ import annotations

import unicodedata

_TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady sen senator rep representative gov governor president vice prime minister secretary chairman"
    " chancellor mayor king queen prince princess general judge justice professor prof rev pope former the congressman congresswoman".split()
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def name_words(name: str) -> list[str]:
    """A name's words without titles, accents, marks and case."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = [w.strip(".,'\"()") for w in plain.replace(".", ". ").split()]
    words = [w.removesuffix("'s") for w in words if w]
    kept = [w for w in words if w not in _TITLES]
    return kept or words


def speaker_key(name: str) -> str:
    """First and last name, middle names and initials dropped: "Donald J. Trump" and "Donald Trump" are one."""
    words = name_words(name)
    suffix = [w for w in words if w in _SUFFIXES]
    words = [w for w in words if w not in _SUFFIXES]
    if not words:
        return name.casefold()
    return " ".join(([words[0], words[-1]] if len(words) > 1 else words) + suffix)


def surname_key(name: str) -> str:
    words = [w for w in name_words(name) if w not in _SUFFIXES]
    return words[-1] if words else name.casefold()
