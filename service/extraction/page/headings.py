"""Paragraphs whose quotation marks are the layout's: headlines, and pull quotes set in large type."""

from __future__ import annotations

from service.extraction.page.frames import Frame

_LONGEST_HEADING = 160  # characters; longer paragraphs are running text whatever their marks
_SHORTEST_PULL_QUOTE = 40  # characters; shorter words may well be said twice
_SHORTEST_SET_APART = 20  # characters of words set apart as a block, which are seldom the same as others by chance


def is_heading(text: str, frame: Frame, title: str | None, main_is_single: bool) -> bool:
    """Return whether a paragraph, given as text and frame, is a headline, which is no source for the words in its marks.

    A paragraph is one that repeats the document's title, or that has single marks alone where the body has double ones, as
    English-language papers set their headlines. `main_is_single`: the body has single marks.
    """
    if len(text) > _LONGEST_HEADING or not frame.stretches:
        return False
    if title and _letters(text) == _letters(title):
        return True
    return not main_is_single and all(s.is_single for s in frame.stretches)


def is_pull_quote(text: str, start: int, end: int, *, is_set_apart: bool = False) -> bool:
    """Return whether the words text[start:end], which fill a paragraph, stand in the text once more, but for their first letter.

    `is_set_apart`: the paragraph is a block quote.
    """
    words = text[start:end].strip(" .,;:…")
    shortest = _SHORTEST_SET_APART if is_set_apart else _SHORTEST_PULL_QUOTE
    return len(words) >= shortest and (text.find(words[1:], 0, start) >= 0 or text.find(words[1:], end) >= 0)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
