"""Which words are rare: none that everybody uses every day, so that two texts that share one may well share more."""

from __future__ import annotations

from functools import lru_cache

from service.wording import tables
from service.wording.common import COMMON
from service.wording.tokens import is_content

_LEAST = 3  # letters
_BASES = frozenset(tables.base(word) for word in COMMON)


@lru_cache(maxsize=1 << 14)
def is_rare(key: str) -> bool:
    """Return whether few use the word of a key; numbers and words of a letter or two are not rare."""
    return is_content(key) and key.isalpha() and len(key) >= _LEAST and key not in COMMON and tables.base(key) not in _BASES
