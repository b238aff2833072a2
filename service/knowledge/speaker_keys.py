"""One key for all forms of a speaker's name, so that the index counts a person's quotations together."""

from __future__ import annotations

import unicodedata

from service.knowledge.honorifics import honorifics, suffixes

_TITLES = honorifics("dropped")
_SUFFIXES = suffixes()


def name_words(name: str) -> list[str]:
    """Return a name's words without titles, accents, punctuation and case; a name of nothing but titles keeps them."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = [w.strip(".,'\"()") for w in plain.replace(".", ". ").split()]
    words = [w.removesuffix("'s") for w in words if w]
    kept = [w for w in words if w not in _TITLES]
    return kept or words


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
