"""Text that is safe to print."""

from __future__ import annotations

import re

from schemas import shapes
from schemas.gaps import with_gaps

_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+")


def clean(text: str) -> str:
    """Return text on one line that moves no cursor, turns no direction and rings no bell."""
    return "".join(c if c.isprintable() else " " for c in text)


def passage(source: shapes.Quotation, matched: shapes.Matched, most: int) -> str:
    """Return the sentences of a source that match, in about `most` characters, with an ellipsis where the source interrupts them.

    `matched`: a stretch of its `text`.
    """
    start, end = (len(with_gaps(source, 0, at)) for at in (matched["start"], matched["end"]))
    return excerpt(with_gaps(source), start, end, most)


def excerpt(text: str, start: int, end: int, most: int) -> str:
    """Return the sentences of a text around its stretch from `start` to `end`, in about `most` characters; `…` shows what is left out."""
    if len(text) <= most:
        return clean(text).strip()
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    first, last = max(at for at in ends if at <= start), min(at for at in ends if at >= end)
    if end - first > most:  # a sentence so long that the stretch would be cut off
        first = start
    shown = clean(text[first:last]).strip()
    if len(shown) > most:
        shown, last = shown[: most - 1].rsplit(" ", 1)[0], 0
    if first:
        shown = f"… {shown.removeprefix('…').lstrip()}"
    return f"{shown.removesuffix('…').rstrip()} …" if last < len(text) else shown


def many(number: int, noun: str) -> str:
    """Return a number with its noun: "1 file", "2,000 files"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
