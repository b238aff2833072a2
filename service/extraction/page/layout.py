"""A text as paragraphs, with block quotes told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK = re.compile(r"\n[ \t\r\f\v\u00a0]*(?:\n[ \t\r\f\v\u00a0]*)+")
_QUOTED_LINE = re.compile(r"[ \t]{0,3}>[ \t]?")
_BROKEN_WORD = re.compile(r"[^\W\d_]-[ \t]*\r?\n[ \t]*[^\W\d_A-Z]")  # at the end of a line, which then ends no paragraph
_HARD_WRAP = 120  # a text whose lines are all shorter may be wrapped by hand; then one line break ends no paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text between breaks; `quoted` is the number of its block quote, counted from 1, or 0 for none."""

    start: int
    end: int
    quoted: int = 0


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in order, trimmed of white space and of the marks of a block quote."""
    out: list[Paragraph] = []
    block = 0
    was_quoted = False
    for start, end in _stretches(text):
        lines = _lines(text, start, end)
        if all(_QUOTED_LINE.match(text, a, b) for a, b in lines):
            if not was_quoted:
                block += 1
            for a, b in _quoted_paragraphs(text, lines):
                out.append(Paragraph(a, b, block))
            was_quoted = True
        else:
            was_quoted = False
            out.append(Paragraph(start, end))
    return out


def _stretches(text: str) -> list[tuple[int, int]]:
    is_set_in_lines = "\n\n" not in text and "\n\r\n" not in text and _BROKEN_WORD.search(text) is None
    lines_are_paragraphs = any(len(line) > _HARD_WRAP for line in text.split("\n")) or is_set_in_lines
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _BLANK.finditer(text):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, len(text)))
    if lines_are_paragraphs:
        spans = [piece for a, b in spans for piece in _split_lines(text, a, b)]
    return [trimmed for a, b in spans if (trimmed := trim(text, a, b))[0] < trimmed[1]]


def _split_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = _lines(text, start, end)
    if all(_QUOTED_LINE.match(text, a, b) for a, b in lines):
        return [(start, end)]
    return lines


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        out.append((at, stop))
        at = stop + 1
    return out


def _quoted_paragraphs(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Block-quoted lines without their marks, each by itself, so that no mark stands among the words."""
    out: list[tuple[int, int]] = []
    for a, b in lines:
        mark = _QUOTED_LINE.match(text, a, b)
        start, end = trim(text, mark.end() if mark else a, b)
        if start < end:
            out.append((start, end))
    return out


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
