"""One key for the forms of a speaker's name, so that what the index knows of a person is counted together."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady sen senator rep representative gov governor president vice prime minister secretary chairman"
    " chancellor mayor king queen prince princess general judge justice professor prof rev pope former the congressman congresswoman".split()
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


_IN_BRACKETS = re.compile(r"\([^)]*\)")
_MOST_INVERTED = 3  # words of a surname, and of the names that come after the comma


def name_words(name: str) -> list[str]:
    """A name's words without titles, accents, marks and case.

    What is in brackets is no part of it ("Ann Ek (Guest)"), and a surname that comes first is put last ("Ek, Ann").
    """
    if "(" in name:
        name = _IN_BRACKETS.sub(" ", name).strip() or name
    if "," in name:
        name = _turned(name)
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = [w.strip(".,'\"()") for w in plain.replace(".", ". ").split()]
    words = [w.removesuffix("'s") for w in words if w]
    kept = [w for w in words if w not in TITLES]
    return kept or words


def _turned(name: str) -> str:
    """A name with its surname last, where a comma shows that it comes first; what is behind other commas are titles and suffixes."""
    surname, _, rest = name.partition(",")
    words, given = surname.split(), rest.split()
    is_name = all(word[0].isalpha() and not word[0].islower() for word in given) and "," not in rest
    if not given or not is_name or len(words) > _MOST_INVERTED or len(given) > _MOST_INVERTED:
        return name
    if any(word.strip(".").casefold() in TITLES | _SUFFIXES or _is_degree(word) for word in given):
        return surname if all(_is_degree(word) for word in given) else name
    return f"{rest} {surname}"


def _is_degree(word: str) -> bool:
    """Whether a word is a degree or another honour after a name: "MD", "Ph.D.", "OBE"."""
    plain = word.replace(".", "")
    return plain.casefold() not in _SUFFIXES and 1 < len(plain) < 5 and sum(c.isupper() for c in plain) > 1


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
