"""The raised numbers and signs of footnotes behind a word, which nobody says."""

from __future__ import annotations

import re

RAISED, LEVEL = "\x0e", "\x0f"  # stand before and behind raised text, until it is told whether it is the mark of a note
_MARK = re.compile(r"[\[(]?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,5}|[a-z]|[*†‡§¶]{1,3})[\])]?", re.IGNORECASE)
_UNIT = re.compile(r"(?:\d|\b[a-zA-Zµ]{1,2})\s*$")  # 10⁶, km², x²: a power, no mark
_STRETCH = re.compile(rf"{RAISED}([^{RAISED}{LEVEL}]{{0,200}}){LEVEL}")
_SEEN = 20  # characters before a raised stretch that are looked at


def is_like_mark(text: str) -> bool:
    """Tell whether a text looks like the mark of a note: a number, a letter or a sign, perhaps in brackets."""
    return bool(_MARK.fullmatch(text))


def is_power(before: str) -> bool:
    """Tell whether what is raised behind a text is a power, since a number or a unit stands there."""
    return bool(_UNIT.search(before))


def raised(text: str) -> str:
    """Return a stretch of text as one that is raised, for `without_marks`."""
    return f"{RAISED}{text}{LEVEL}" if text else ""


def without_marks(text: str) -> str:
    """Return a text without the marks of notes among its raised stretches; the others, such as powers, stay."""
    if RAISED not in text:
        return text
    joined = text.replace(LEVEL + RAISED, "")  # one that is written in several runs
    return _STRETCH.sub(lambda match: "" if _is_mark(match) else match[1], joined).replace(RAISED, "").replace(LEVEL, "")


def _is_mark(match: re.Match[str]) -> bool:
    """Return whether a raised stretch is the mark of a note, by itself and by what stands before it."""
    return is_like_mark(match[1].strip()) and not is_power(match.string[max(0, match.start() - _SEEN) : match.start()])
