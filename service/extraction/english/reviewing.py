"""Whose book a text is about: "Ada Stone’s “Salt” is a history", "in her new memoir, Ada Stone", "a biography by Ada Stone". Pure."""

from __future__ import annotations

import re

from service.extraction.english import lexicon

_NAME = r"[A-ZÀ-Þ][\w’'-]{1,30}(?: [A-ZÀ-Þ][\w.’'-]{0,30}){1,3}"
_OWNER = r"[A-ZÀ-Þ][\w-]{1,30}(?: [A-ZÀ-Þ][\w.-]{0,30}){1,3}"
_BOOK = rf"(?:{lexicon.alternatives(lexicon.words('books'))})"
_TITLE = r"[“\"‘'][^“”\"‘\n]{2,80}[”\"’']"
_WRITTEN = re.compile(
    rf"(?<![\w’'-])(?:(?P<owner>{_OWNER})(?:[’']s|(?<=s)[’']) (?:(?:[\w-]+,? ){{0,4}}?{_BOOK}\b|{_TITLE},? (?:is|was|,)?[^.!?\n“”]{{0,60}}\b{_BOOK}\b)"
    rf"|{_BOOK}\b[^.!?\n“”]{{0,40}} is (?P<of_title>{_OWNER})(?:[’']s|(?<=s)[’']) {_TITLE}"
    rf"|{_BOOK} by (?:the [a-z ]{{2,40}})?(?P<by>{_NAME})"
    rf"|[Ii]n (?:(?:his|her|their) (?:[\w-]+ ){{0,4}}?{_BOOK}\b[^.!?\n“”]{{0,60}}(?:{_TITLE})?|{_TITLE}),? (?:the [a-z ]{{2,40}})?(?P<inside>{_NAME}) [a-z])"
)

_TELLS_OF_BOOK = (*sorted(lexicon.words("books")), *(f"n {mark}" for mark in "“\"‘'"))
"""Words of which one stands in whatever `_WRITTEN` matches: a noun for a book, or "in" before a title."""
_ABOUT = re.compile(rf"\b{_BOOK}(?: is| tells)? (?:of|about) (?P<name>{_NAME})")


def authors(text: str) -> frozenset[str]:
    """Return the names of those whose books a text tells of."""
    if not any(words in text for words in _TELLS_OF_BOOK):
        return frozenset()
    return frozenset(match[match.lastgroup or 0] for match in _WRITTEN.finditer(text))


def told_of(text: str) -> frozenset[str]:
    """Return the names of those of whom such a book tells ("a biography of Ines Stone")."""
    return frozenset(match["name"] for match in _ABOUT.finditer(text))
