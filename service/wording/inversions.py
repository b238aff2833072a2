"""Tells whether a cut takes the verb of a clause that begins with its auxiliary: "Then was the bell of our school | sold for scrap".

What is left reads as a statement of its own, that then was the bell, and says something else. Pure.
"""

from __future__ import annotations

from service.wording import tables
from service.wording.pairs import Pair
from service.wording.roles import is_verb

_OPENING = frozenset("now then so thus never seldom rarely twice again".split())
_BE = frozenset("is are was were".split())
_DETERMINERS = frozenset("the this that these those my your his her our their".split())
_TIMES = frozenset("time moment hour day hours days season year years".split())  # what now is, whatever is said of it behind
_LINE_ENDS = " \n\r\t/"  # what may stand where a line of verse ends within a clause
_LEAST_ED = 5  # letters of a participle in "-ed"
_OPENS = 3  # words with which such a clause begins


def is_verb_cut(pair: Pair, start: int, end: int) -> bool:
    """Return whether the words [start, end) of a passage are such a clause and its participle follows at once."""
    passage = pair.passage
    keys = [t.key for t in passage[start:end]]
    if len(keys) <= _OPENS or keys[0] not in _OPENING or keys[1] not in _BE or keys[2] not in _DETERMINERS:
        return False
    if not (start == 0 or passage[start].opens_sentence) or any(map(is_verb, keys[2:])) or not _TIMES.isdisjoint(keys):
        return False
    following = passage[end].key
    is_joined = not pair.source[passage[end - 1].end : passage[end].start].strip(_LINE_ENDS)
    return is_joined and (following in tables.PARTICIPLES or (following.endswith("ed") and len(following) >= _LEAST_ED))
