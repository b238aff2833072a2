"""Folds letters to those without accents, by which spellings of one name are compared. Pure."""

from __future__ import annotations

import unicodedata

# letters that are no letter with an accent, as they are written without
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def without_accents(text: str) -> str:
    """Return a text case-folded and without accents; letters that only look like others ("ø") are these."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))
