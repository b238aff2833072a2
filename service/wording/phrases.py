"""Templates of English phrases beside words that are kept: what makes them a view, what limits them, what only tags them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from service.knowledge import templates
from service.wording import lexicon
from service.wording.tokens import Token

_MARKS = re.compile(r"[,;:()?!—–]|--")
_BREAKS = frozenset("and but or because which who that when while".split())
_WHOSE = r"(?:(?:his|her|their|your|its|somebody's|someone's)\ |[\w’'-]+(?:'s|s')\ )"
_CLAUSE = r"(?:that\ )?$"
_NUMBER = r"\d[\d.]*(?:st|nd|rd|th)?\ "
_ENDS_CLAUSE = r"(?=[,;:!?]|$)"
_words = templates.Words(lexicon.LISTS.__getitem__, _BREAKS, {"WHOSE": _WHOSE, "NUM": _NUMBER, "$": _ENDS_CLAUSE})


def _opening(lines: Iterable[str]) -> templates.Templates:
    return _words.compiled(f"^ {line}" for line in lines)


FRAMES = _words.compiled(lexicon.FRAMES, _CLAUSE)
OWN_FRAMES = _words.compiled(lexicon.OWN_FRAMES, _CLAUSE)
NAMED = _words.compiled(lexicon.NAMED, "$")
CALLED = _words.compiled(lexicon.CALLED, "$")
OWN_NAMED = _words.compiled(lexicon.OWN_NAMED, "$")
CONDITIONS_BEFORE = _words.compiled((f"^ and/but? {line}" for line in lexicon.CONDITIONS_BEFORE), "$")
CONDITIONS_OF_CASE = _words.compiled((f"^ and/but? {line}" for line in lexicon.CONDITIONS_OF_CASE), "$")
CONDITIONS_UNPARTED = _words.compiled((f"^ and/but? {line}" for line in lexicon.CONDITIONS_UNPARTED), "$")
LESSENING = _words.compiled(lexicon.LESSENING, "$")
ABOUT_A_NUMBER = _words.compiled(lexicon.ABOUT_A_NUMBER, "$")
CERTAIN = _words.compiled(lexicon.CERTAIN, _CLAUSE)
LOST = _words.compiled(lexicon.LOST, "$")
LOST_BEFORE_TO = _words.compiled(lexicon.LOST_BEFORE_TO, "$")
TAG_PHRASES = _opening(lexicon.TAG_PHRASES)
LIMITS_AFTER = _opening(lexicon.LIMITS_AFTER)
VIEWS_AFTER = _opening(lexicon.VIEWS_AFTER)
CORRECTIONS = _opening(lexicon.CORRECTIONS)
_LONGEST = 24  # words behind what is kept that are read


class Rendered(NamedTuple):
    """Words of a passage as templates are matched against them. `places`: the passage's place of each word, by its offset in `text`."""

    text: str
    words: frozenset[str]
    places: dict[int, int]


def rendered(source: str, passage: tuple[Token, ...], first: int, stop: int) -> Rendered:
    """Return the words [first, stop) of a passage, with the marks behind each."""
    pieces: list[str] = []
    places: dict[int, int] = {}
    length = 0
    for k in range(first, stop):
        places[length] = k
        following = passage[k + 1].start if k + 1 < len(passage) else len(source)
        for piece in (passage[k].key, *_MARKS.findall(source[passage[k].end : following])):
            pieces.append(piece)
            length += len(piece) + 1
    text = "".join(f"{piece} " for piece in pieces)
    return Rendered(text, frozenset(pieces), places)


def match(of: templates.Templates, words: Rendered) -> int | None:
    """Return the passage's place at which the first template that matches does; None where none does."""
    found = of.search(words.text, words.words)
    return None if found is None else words.places[found.start()]


def begins(of: templates.Templates, source: str, passage: tuple[Token, ...], place: int) -> bool:
    """Return whether a phrase begins at a place of a passage."""
    stop = next((k for k in range(place + 1, len(passage)) if passage[k].opens_sentence), len(passage))
    return match(of, rendered(source, passage, place, min(stop, place + _LONGEST))) is not None


begins_tag = partial(begins, TAG_PHRASES)
begins_limit = partial(begins, LIMITS_AFTER)
begins_view = partial(begins, VIEWS_AFTER)
begins_correction = partial(begins, CORRECTIONS)
