"""Tie the acronyms of a text to the names that they stand for ("the Harbour Safety Board (HSB)")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SMALL = "(?:of|for|and|the|on|in|to|&)"
_NAME = rf"(?:[A-Z][\w’'.-]+ (?:{_SMALL} ){{0,2}}){{1,7}}[A-Z][\w’'.-]+"
_INTRODUCED = re.compile(rf"({_NAME}),? \(([A-Z][A-Za-z]{{1,7}})\)")
_WHOLE = re.compile(_NAME)
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_LEAST_WORDS = 3  # of a name that an acronym is tied to though nothing introduces it


def acronyms(text: str) -> dict[str, str]:
    """Return {acronym: name} of what a text introduces in brackets, and of initials that one name of the text alone has."""
    found = {short: name for name, short in _introduced(text)}
    bare = set(_ACRONYM.findall(text)) - found.keys()
    if not bare:
        return found
    named: dict[str, set[str]] = {}
    for match in _WHOLE.finditer(text):
        for short, name in _within(match[0].split(), bare):
            named.setdefault(short, set()).add(name)
    return found | {short: names.pop() for short, names in named.items() if len(names) == 1}


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    for match in _INTRODUCED.finditer(text):
        words = match[1].split()
        for first in range(len(words) - 1, -1, -1):
            capitals, every = _initials(words[first:])
            if match[2].upper() in (capitals, every):
                yield " ".join(words[first:]), match[2]
                break


def _within(words: Sequence[str], wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (acronym, name) of the runs of capitalised words whose initials are wanted."""
    for first in range(len(words)):
        for last in range(first + _LEAST_WORDS, len(words) + 1):
            capitals, _ = _initials(words[first:last])
            if capitals in wanted and words[first][0].isupper() and words[last - 1][0].isupper():
                yield capitals, re.sub(r"[’']s$", "", " ".join(words[first:last]))


def _initials(words: Sequence[str]) -> tuple[str, str]:
    """Return the initials of the capitalised words, and those of all, in capitals."""
    return "".join(w[0] for w in words if w[0].isupper()), "".join(w[0].upper() for w in words)
