"""Words that are nobody's own, whoever says them: proverbs, scripture, oaths, chants, documents, courtesies."""

from __future__ import annotations

from functools import cache

from service.knowledge import tables
from service.wording.tokens import tokenise

_LEAST = 4  # words of a part of a saying that is known for it
_MOSTLY = 0.75  # of what is quoted that a saying makes up, the rest being who is spoken to and the like


def is_saying(quote: str) -> bool:
    """Return whether words are a well-known saying, a part of one, or one with hardly more beside it."""
    words = _keys(quote)
    number = len(words.split())
    return number > 0 and any(
        words == saying or (number >= _LEAST and words in saying) or (saying in words and len(saying.split()) >= _MOSTLY * number)
        for saying in _sayings()
    )


@cache
def _sayings() -> tuple[str, ...]:
    return tuple(_keys(row[0]) for row in tables.rows("sayings"))


def _keys(text: str) -> str:
    """Return what words are compared by, with a space around each."""
    return f" {' '.join(token.key for token in tokenise(text))} "
