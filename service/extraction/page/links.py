"""Lists of other articles' headlines that a page's topic links leave behind a name in the middle of a sentence.

Some publishers link a name to its topic, and the text saved from their pages has the link's hidden menu in it: "Sen. Ray Pell Raymond
(Ray) Lee PellHarbour bill stalls Port talks go on MORE (R-Ohio) said". Nobody wrote these words there and nobody said them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

Gap = tuple[int, int]
"""Offsets [start, end) of text that is no part of the running text."""

_WORD = re.compile(r"\S+")
_LONGEST = 1500  # characters of a list; bounds the work on each word that may end one
_MOST_NAMES = 7  # words between a name and its repetition: given names, a nickname, an initial
_LEAST = 3  # letters of a surname that is looked for again
_NICKNAME = "()"
_POSSESSIVE = ("’s", "'s")


def link_lists(text: str, ends: frozenset[str]) -> list[Gap]:
    """Return the lists of links in a text, in order: from behind a name to the word that ends the list.

    `ends`: words, in lower case, that end such a list in capitals. The name stands in front of the list, is spelled out again at its start, and the first
    headline runs into it or follows.
    """
    found: list[Gap] = []
    last = 0
    for end in sorted(_ends(text, ends)):
        start = _start(text, max(last, end - _LONGEST, text.rfind("\n", last, end) + 1), end)
        if start is not None:
            found.append((start, end))
        last = end
    return found


def blanked(text: str, gaps: Sequence[Gap]) -> str:
    """Return a text with spaces for each character of the gaps, so that every other stays where it is."""
    pieces: list[str] = []
    at = 0
    for start, end in gaps:
        pieces += text[at:start], " " * (end - start)
        at = end
    return "".join((*pieces, text[at:]))


def between(start: int, end: int, gaps: Sequence[Gap]) -> Iterator[Gap]:
    """Yield what lies of [start, end) outside the gaps, in order. The gaps are in order, and none reaches into the next."""
    for k in range(bisect_right(gaps, start, key=_end), len(gaps)):
        left, right = gaps[k]
        if left >= end:
            break
        if left > start:
            yield start, left
        start = right
    if start < end:
        yield start, end


def _end(gap: Gap) -> int:
    return gap[1]


def _ends(text: str, ends: frozenset[str]) -> Iterator[int]:
    """Yield where a word that may end a list ends, word by word."""
    for word in map(str.upper, ends):
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if text[at - 1 : at].isspace() and not text[end : end + 1].isalnum():
                yield end
            at = text.find(word, end)


def _start(text: str, at: int, end: int) -> int | None:
    """Return where a list that ends at an offset starts, looked for from another on; None where there is none.

    Of a name of which every word comes again ("Ann Pell Ann Pell"), that is behind its last one.
    """
    words = [(m[0].strip(_NICKNAME), m.end()) for m in _WORD.finditer(text, at, end)]
    start = None
    for k, (name, name_end) in enumerate(words):
        if _is_name(name) and _is_repeated(name, words[k + 1 : k + 1 + _MOST_NAMES]):
            start = name_end
        elif start is not None:
            break
    return start


def _is_name(word: str) -> bool:
    """Return whether a word may be a surname; one in capitals throughout is of a heading."""
    return len(word) >= _LEAST and word[0].isupper() and not word.isupper() and word.replace("-", "").replace("’", "").isalpha()


def _is_repeated(name: str, following: Sequence[tuple[str, int]]) -> bool:
    """Return whether a name is spelled out again in the words that follow, all of them names, and a headline runs into it or follows."""
    for k, (word, _) in enumerate(following):
        rest = word.removeprefix(name)
        if rest != word and k and (not rest or rest[0].isupper() or not rest[0].isalpha()) and not rest.startswith(_POSSESSIVE):
            return not rest or rest[0] not in ",.;:"
        if not word[:1].isupper():
            return False
    return False
