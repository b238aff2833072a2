"""One key for all forms of a speaker's name, so that the index counts a person's quotations together."""

from __future__ import annotations

import re

from service.knowledge import tables
from service.knowledge.honorifics import honorifics, suffixes
from service.knowledge.letters import without_accents

TITLES = honorifics("dropped")
_SUFFIXES = suffixes()
_POST_NOMINALS = tables.words("post_nominals")

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MOST_INVERTED = 3  # words of a surname before a comma, and of the names after it
_LONGEST_DEGREE = 4  # letters, as in "M.B.A." and "PhD"


def name_words(name: str) -> list[str]:
    """Return a name's words without titles, accents, punctuation and case; a name of nothing but titles keeps them, and so does
    the last word, which is a surname there ("Ann Pope").

    What is in brackets is no part of a name ("Ann Ek (Guest)"), nor are letters of honour ("Ann Ek MP"), and a surname before a
    comma is put last ("Ek, Ann").
    """
    if "(" in name:
        name = _IN_BRACKETS.sub(" ", name).strip() or name
    if "," in name:
        name = turned(name)
    words = folded_words(_without_honours(name))
    last = next((i for i in range(len(words) - 1, 0, -1) if words[i] not in _SUFFIXES), 0)
    kept = [w for i, w in enumerate(words) if w not in TITLES or (i == last and words[i - 1] not in TITLES)]
    return kept if any(w not in TITLES for w in kept) else words


def _without_honours(name: str) -> str:
    """Return a name without the letters of honour behind it: "Ashcombe LJ" as "Ashcombe"; a name of nothing else keeps them."""
    words = name.split()
    while len(words) > 1 and words[-1].replace(".", "") in _POST_NOMINALS and not words[0].isupper():
        words.pop()
    return " ".join(words)


def folded_words(name: str) -> list[str]:
    """Return the words of a name without accents, punctuation, case and possessive endings."""
    plain = without_accents(name.replace("’", "'"))
    words = [w.strip(".,'\"()") for w in plain.replace(".", ". ").split()]
    return [w.removesuffix("'s") for w in words if w]


def turned(name: str) -> str:
    """Return a name with the surname last, if a comma shows that it comes first; degrees after a comma are dropped."""
    surname, _, rest = name.partition(",")
    words, given = surname.split(), rest.split()
    is_name = all(word[0].isalpha() and not word[0].islower() for word in given) and "," not in rest
    if not given or not is_name or len(words) > _MOST_INVERTED or len(given) > _MOST_INVERTED:
        return name
    if all(_is_degree(word) for word in given):
        return surname
    is_titled = any(word.strip(".").casefold() in TITLES | _SUFFIXES or _is_degree(word) for word in given)
    return name if is_titled else f"{rest.strip()} {surname}"


def _is_degree(word: str) -> bool:
    """Return whether a word is a degree or another honour after a name: "MD", "Ph.D.", "OBE"."""
    plain = word.replace(".", "")
    return plain.casefold() not in _SUFFIXES and 1 < len(plain) <= _LONGEST_DEGREE and sum(c.isupper() for c in plain) > 1


def split_name(name: str) -> tuple[list[str], list[str]]:
    """Return (words, suffixes) of a name: "Martin Luther King Jr." has three words and the suffix "jr"."""
    words = name_words(name)
    return [w for w in words if w not in _SUFFIXES], [w for w in words if w in _SUFFIXES]


def speaker_key(name: str) -> str:
    """Return first name, last name and suffix: "Donald J. Trump" and "Donald Trump" have one key."""
    words, suffix = split_name(name)
    if not words:
        return name.casefold()
    return " ".join(([words[0], words[-1]] if len(words) > 1 else words) + suffix)


def surname_key(name: str) -> str:
    """Return the last word of a name that is not a suffix."""
    words, _ = split_name(name)
    return words[-1] if words else name.casefold()
