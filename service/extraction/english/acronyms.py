"""Tie the acronyms of a text to the names that they stand for ("the Harbour Safety Board (HSB)")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.extraction.english import lexicon

_WORD = re.compile(r"\S+")
_SMALL = lexicon.words("words_in_names")
_INTRODUCED = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_MARKS = ".,;:!?()“”\"'’‘"
_MOST_WORDS = 12  # of a name that an acronym stands for; bounds the work on a run of capitals
_LEAST_WORDS = 3  # of a name that an acronym is tied to though nothing introduces it


def acronyms(text: str) -> dict[str, str]:
    """Return {acronym: name} of what a text introduces in brackets, and of initials that one name of the text alone has."""
    words = _WORD.findall(text)
    stripped = [word.strip(_MARKS) for word in words]
    found: dict[str, str] = {}
    bare = {word for word in stripped if word.isupper() and _ACRONYM.fullmatch(word)}
    if not bare and _INTRODUCED.search(text) is None:
        return found
    named: dict[str, set[str]] = {}
    for run, following in _runs(words, stripped):
        introduced = _INTRODUCED.match(following)
        if introduced is not None and (name := _introduced(run, introduced[1])):
            found.setdefault(introduced[1], name)
        if len(run) < _LEAST_WORDS:
            continue
        for short, name in _within(run, bare):
            named.setdefault(short, set()).add(name)
    return {short: names.pop() for short, names in named.items() if len(names) == 1} | found


def _runs(words: Sequence[str], stripped: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield the runs of capitalised words, small words between them, each with the word behind it; `stripped`: the words without marks."""
    run: list[str] = []
    for word, bare in zip((*words, ""), (*stripped, ""), strict=True):
        if run and word in _SMALL:
            run.append(word)
        elif bare[:1].isupper() and not word.startswith("("):
            run = [*run[-_MOST_WORDS:], bare.removesuffix("’s").removesuffix("'s")]
            if word[-1:] in _MARKS and word[-1:] != ",":
                yield _without_small(run), ""
                run = []
        else:
            if run:
                yield _without_small(run), word
            run = []


def _without_small(run: list[str]) -> list[str]:
    """Return a run without small words at its end."""
    while run and run[-1] in _SMALL:
        run = run[:-1]
    return run


def _introduced(run: Sequence[str], short: str) -> str | None:
    """Return the shortest end of a run whose initials are an acronym."""
    for first in range(len(run) - 1, -1, -1):
        if short.upper() in _initials(run[first:]):
            return " ".join(run[first:])
    return None


def _within(run: Sequence[str], wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (acronym, name) of the parts of a run whose initials are wanted."""
    for first in range(len(run)):
        for last in range(first + _LEAST_WORDS, len(run) + 1):
            capitals, _ = _initials(run[first:last])
            if capitals in wanted and run[first][0].isupper() and run[last - 1][0].isupper():
                yield capitals, " ".join(run[first:last])


def _initials(words: Sequence[str]) -> tuple[str, str]:
    """Return the initials of the capitalised words, and those of all, in capitals."""
    return "".join(w[0] for w in words if w[0].isupper()), "".join(w[0].upper() for w in words)
