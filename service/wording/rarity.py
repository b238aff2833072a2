"""Which words are rare: none that everybody uses every day, so that two texts that share one may well share more."""

from __future__ import annotations

from functools import lru_cache

from service.wording import tables
from service.wording.common import COMMON
from service.wording.tokens import is_content

_LEAST = 3  # letters
_BASES: dict[str, int] = {}  # of the common words, with the letters of the shortest word of each
for _word in COMMON:
    _BASES[tables.base(_word)] = min(len(_word), _BASES.get(tables.base(_word), len(_word)))


@lru_cache(maxsize=1 << 14)
def is_rare(key: str) -> bool:
    """Return whether few use the word of a key; numbers and words of a letter or two are not rare."""
    return is_content(key) and key.isalpha() and len(key) >= _LEAST and key not in COMMON and not _is_form_of_common(key)


def _is_form_of_common(key: str) -> bool:
    """Return whether a word is a form of a common one; none that rules make is shorter than that: "Sam" is no form of "same"."""
    base = tables.base(key)
    return len(key) >= _BASES.get(base, len(key) + 1) or (base in _BASES and base != tables.stem(key))
