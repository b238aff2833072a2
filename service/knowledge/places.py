"""Whether two names are names of one venue."""

from __future__ import annotations

from service.knowledge import tables
from service.knowledge.speaker_keys import name_words

_SAME = 0.6  # share of the shorter name's words from which two venues are one: "rally in Ohio", "a campaign rally in Ohio"
_TWITTER = frozenset(("x", "twitter"))  # one platform under two names


def telling_words(name: str) -> set[str]:
    """Return the words of a name that tell it from another, without articles, prepositions and the like."""
    return set(name_words(name)) - tables.words("untelling")


def same_venue(claimed: str, found: str) -> bool | None:
    """Return whether two venues share most of the shorter name's words; None where they share some, or one has none."""
    a, b = telling_words(claimed), telling_words(found)
    if not a or not b:
        return None
    if a & _TWITTER and b & _TWITTER:
        return True
    share = len(a & b) / min(len(a), len(b))
    return True if share >= _SAME else None if share > 0 else False
