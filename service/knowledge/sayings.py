"""Words that are nobody's own, whoever says them: proverbs, scripture, oaths, chants, documents, courtesies."""

from __future__ import annotations

import re

from service.knowledge import tables
from service.knowledge.speaker_keys import folded_words

_MARKS = re.compile(r"[^\w\s'’]+|_")
_LEAST = 4  # words of a part of a saying that is known for it
_MOSTLY = 0.75  # of what is quoted that a saying makes up, the rest being who is spoken to and the like


def is_saying(quote: str) -> bool:
    """Return whether words are a well-known saying, a part of one, or one with hardly more beside it."""
    words = _folded(quote)
    number = len(words.split())
    if not number:
        return False
    return any(
        words == saying
        or (number >= _LEAST and f" {words} " in f" {saying} ")
        or (f" {saying} " in f" {words} " and len(saying.split()) >= _MOSTLY * number)
        for saying in map(_folded, tables.lines("sayings"))
    )


def _folded(text: str) -> str:
    """Return the words of a text without case, accents, marks and apostrophes."""
    return " ".join(w.replace("'", "") for w in folded_words(_MARKS.sub(" ", text)))
