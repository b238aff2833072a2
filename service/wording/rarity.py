"""How rare words are: that two texts share one that few use tells more than that they share one that is in every conversation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from service.wording import tables
from service.wording.common import COMMON, EVERYDAY
from service.wording.tokens import is_content

_LEAST = 3  # letters
_EVERYDAY = EVERYDAY | {tables.base(word) for word in EVERYDAY}
_KNOWN = COMMON | {tables.base(word) for word in COMMON}
_DEGREES = ("er", "est")


@lru_cache(maxsize=1 << 15)
def is_rare(key: str) -> bool:
    """Return whether few use the word of a key; numbers and words of a letter or two are not rare."""
    return is_content(key) and key.isalpha() and len(key) >= _LEAST and _KNOWN.isdisjoint(_forms(key))


@lru_cache(maxsize=1 << 15)
def is_everyday(key: str) -> bool:
    """Return whether the word of a key is in nearly every conversation."""
    return not _EVERYDAY.isdisjoint(_forms(key))


def _forms(word: str) -> Iterator[str]:
    """Yield a word and what it may be a form of: "bigger" of "big", "easiest" of "easy", "farmers" of "farmer"."""
    stem = tables.base(word)
    yield from (word, stem)
    for form in {word, stem}:
        for ending in _DEGREES:
            if form.endswith(ending):
                rest = form.removesuffix(ending)
                yield from (
                    rest,
                    rest + "e",
                    rest[:-1] + "y" if rest.endswith("i") else rest,
                    rest[:-1] if rest[-2:-1] == rest[-1:] else rest,
                )
