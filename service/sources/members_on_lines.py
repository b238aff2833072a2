"""Debates that set whoever speaks on a line of their own, what they sit for in brackets behind or under it → the same with a colon.

    Ines Calloway
    (Ellery West) (Lab)

    The pier is a matter for us all.

So parliaments hand debates out as text. A name alone is one where it has stood with brackets before, or is of whoever presides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from service.knowledge.speaker_keys import TITLES
from service.sources.tables import entries, words

_BRACKETS = re.compile(r"(?:\([^()]{1,60}\)\s{0,2}){1,3}")
_LABEL = re.compile(
    r"(?P<name>(?:[Tt]he\s)?[^\W\d_a-z][\w.'’-]{0,30}(?:,?\s[\w.'’&-]{1,30}){0,14}?)(?P<in>(?:\s\([^()]{1,60}\)){0,3}):?"
)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?")
_NUMBERED = re.compile(r"[QT]?\d{1,3}\.\s+(?=[A-Z])|(?<=\S)\s[\[(](?:[A-Z]{1,3}\d?[A-Z]?-?)?\d{4,7}[\])]$")  # about a question
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = (".", "?", "!", "”", '"', ")", "]", "—", "…", ":")
_LEAST, _LEAST_NAMED = 3, 2  # labels, and those with brackets
_LONGEST = 160  # characters of a label


class _Found(NamedTuple):
    """A label: the lines that it takes, the name, what is in its brackets, and the line of the words under it."""

    start: int
    name: str
    within: str
    words_at: int

    @property
    def is_office(self) -> bool:
        """Whether it is an office: by an article, or by the title of whoever is named in its brackets."""
        return self.name[:4].casefold() == "the " or _is_titled(self.within.strip("("))

    @property
    def person(self) -> str:
        """Who it is: of an office the one in its brackets."""
        return self.within.strip().strip("()").partition(")")[0] if self.is_office else self.name


def with_labels(lines: list[str]) -> list[str]:
    """Return the lines of a debate with each label that stands on lines of its own put before the words under it; others as they are."""
    found = list(_labels(lines))
    people = Counter(label.person for label in found)
    named = [label for label in found if label.within or _is_titled(label.name)]
    is_talk = len(named) >= _LEAST_NAMED and len(people) > 1 and any(n > 1 for n in people.values())
    if len(found) < _LEAST or not is_talk or not _is_sitting(found, lines):
        return lines
    out = list(lines)
    for label in found:
        out[label.start : label.words_at + 1] = [""] * (label.words_at - label.start) + [_joined(label, lines[label.words_at])]
    return out


def _is_sitting(found: list[_Found], lines: list[str]) -> bool:
    """Return whether labels are those of a parliament: somebody presides, or the lines over the first say so; reviews have names with brackets too."""
    told = {word.casefold() for line in lines[: found[0].start] for word in _WORD.findall(line)}
    return any(is_presiding(label.name) for label in found) or not words("debate_words").isdisjoint(told)


def _joined(label: _Found, line: str) -> str:
    """Return a label and the line of words under it in one, as other debates have them."""
    within = f" {' '.join(label.within.split())}" if label.within else ""
    article = "The " if label.is_office and within and label.name[:4].casefold() != "the " else ""
    return f"{article}{label.name}{within}: {_NUMBERED.sub('', line.strip())}"


def _labels(lines: list[str]) -> Iterator[_Found]:
    """Yield the labels in order: with brackets, of names that had some before, and of whoever presides."""
    known: set[str] = set()
    for n, line in enumerate(lines):
        plain = line.strip()
        match = _LABEL.fullmatch(plain) if 0 < len(plain) <= _LONGEST and _begins(lines, n) else None
        if match is None:
            continue
        at, within = _bracketed(lines, n, match["in"].strip())
        if _is_heading(match["name"]) and not is_presiding(match["name"]) and not _is_titled(within.strip("(")):
            continue
        found = _Found(n, match["name"], within, _words_at(lines, at + 1))
        if found.words_at < len(lines) and (within or found.name in known or is_presiding(found.name) or _is_titled(found.name)):
            known |= {found.name, found.person}
            yield found


def _begins(lines: list[str], n: int) -> bool:
    """Return whether a line begins a paragraph."""
    return n == 0 or not lines[n - 1].strip() or bool(_TIME.fullmatch(lines[n - 1].strip()))


def _bracketed(lines: list[str], n: int, within: str) -> tuple[int, str]:
    """Return the last line of a label, and all that stands in its brackets, on its line or the next one."""
    while n + 1 < len(lines) and _BRACKETS.fullmatch(following := lines[n + 1].strip()):
        n, within = n + 1, f"{within} {following}".strip()
    return n, within


def _words_at(lines: list[str], start: int) -> int:
    """Return the line of the words under a label, past blank ones and the time; past the end where none are there."""
    at = next((n for n in range(start, len(lines)) if (plain := lines[n].strip()) and not _TIME.fullmatch(plain)), len(lines))
    end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
    return at if at < end and lines[end - 1].strip().endswith(_ENDS) and not _BRACKETS.fullmatch(lines[at].strip()) else len(lines)


def _is_titled(name: str) -> bool:
    """Return whether a name begins with the title of a member: "Deputy Ines Calloway"."""
    first, _, rest = name.partition(" ")
    return first.casefold() in words("member_titles") and bool(rest)


def _is_heading(name: str) -> bool:
    """Return whether what may be a name is the heading of a part of a debate, or has a word that is in no name but an office's."""
    first = name.split()[0].casefold()
    return first in words("headings") or (first != "the" and not words("sentence_words").isdisjoint(name.casefold().split()))


def is_presiding(name: str) -> bool:
    """Tell whether a name is the office of whoever presides over a parliament: "Mr Speaker", "Madam Deputy Speaker"."""
    inner = [word.casefold().strip(".,") for word in name.removeprefix("The ").removeprefix("the ").split()]
    plain = " ".join(inner)
    return plain in entries("presiding") or (
        len(inner) > 1 and plain.removeprefix(f"{inner[0]} ") in entries("presiding") and inner[0] in TITLES
    )
