"""Transcripts of calls that set who speaks between two rules, with the number of the turn behind: as StreetEvents sends them in text.

--------------------------------------------
Ines Calloway,  Ellery Ferries plc - CEO    [2]
--------------------------------------------
"""

from __future__ import annotations

import re

from service.sources.attendance import is_part_heading
from service.sources.days import day_of_sitting
from service.sources.spoken import Spoken
from service.sources.transcripts import Turn

_RULE = re.compile(r"\s*[-=_]{10,}\s*")
_LABEL = re.compile(r"\s*(?P<name>[^\W\d_][^\[\],]{1,80}?)(?:,\s{1,4}(?P<role>[^\[\]]{2,200}?))?\s+\[(?P<number>\d{1,4})\]\s*")
_SPACED = re.compile(
    r"(?:\S\s{1,4}){4,}\S|.*\bStreetEvents\b.*"
)  # what is no title: "E D I T E D   V E R S I O N", and whose it is
_ENDS = ("definitions", "disclaimer")  # headings of what nobody says
_LEAST, _MOSTLY = 2, 0.8  # turns, and the share of those that are numbered


def ruled(text: str) -> Spoken | None:
    """Return the turns of a text whose speakers stand between rules and are numbered in order, None for any other text."""
    lines = text.split("\n") if "[1]" in text else []
    labels = [(n, match) for n in range(1, len(lines)) if _RULE.fullmatch(lines[n - 1]) and (match := _LABEL.fullmatch(lines[n]))]
    numbers = [int(match["number"]) for _, match in labels]
    if len(labels) < _LEAST or numbers[0] != 1 or numbers != sorted(set(numbers)) or len(labels) < _MOSTLY * numbers[-1]:
        return None
    ends = [n for n, _ in labels[1:]] + [len(lines)]
    turns = [_turn(match, lines[n + 1 : end]) for (n, match), end in zip(labels, ends, strict=True)]
    return Spoken([turn for turn in turns if turn.words], *_told_over(lines[: labels[0][0]]))


def _told_over(lines: list[str]) -> tuple[str | None, str | None]:
    """(title, day) that the lines over a call tell."""
    head = [plain for line in lines if (plain := line.strip()) and not _RULE.fullmatch(line)]
    title = next((line for line in head if not _SPACED.fullmatch(line)), None)
    return title, next(filter(None, map(day_of_sitting, head)), None)


def _turn(label: re.Match[str], lines: list[str]) -> Turn:
    """Return the turn under a label: the paragraphs between the rule under it and the next one."""
    first = next((n for n, line in enumerate(lines) if not _RULE.fullmatch(line) and line.strip()), len(lines))
    last = next((n for n in range(first, len(lines)) if _RULE.fullmatch(lines[n])), len(lines))
    is_heading = first < len(lines) and lines[first].strip().casefold() in _ENDS
    words = [] if is_heading else [line.strip() for line in lines[first:last] if not is_part_heading(line)]
    return Turn("\n".join(words).strip(), label["name"].strip(), role=(label["role"] or "").strip() or None, is_change=True)
