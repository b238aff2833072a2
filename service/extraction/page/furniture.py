"""Paragraphs of a page that are no part of its article: advertisements, buttons, invitations and captions of pictures.

Text saved from a page has them between the paragraphs of the article. They are in the way of a quotation that goes on behind them, and
their words read like names ("Story Continued Below"). `data/furniture.txt` lists the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from service.extraction.page.layout import Paragraph
from service.extraction.page.links import Gap
from service.knowledge.tables import read_lines

_LONGEST = 200  # characters of a paragraph that consists of phrases
_LONGEST_OPENED = 600  # characters of one that only begins with a phrase
_LONGEST_CAPTION = 600  # characters
_LONGEST_CREDIT = 80  # characters at the end of a caption in which its credit stands
_MOST_WORDS = 40  # of a paragraph that consists of phrases
_MARKS = frozenset('‘“”"«»„‟「」『』')  # of words that somebody may have spoken
_ENDS = frozenset(".!?")
_LONGEST_LINK = 200  # characters
_ENDS_MARKED = (".”", '."', ".’", "!”", '!"')
_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[©@]")
_CREDITED = re.compile(r"[/:()|,]| by |\. ")


def _phrases(name: str) -> frozenset[str]:
    """Return the phrases of a class."""
    rows = (line.split(" | ") for line in read_lines("service.extraction.page", "furniture"))
    return frozenset(phrase.replace("_", " ") for kind, phrases in rows if kind.strip() == name for phrase in phrases.split())


_WHOLE, _OPENINGS = _phrases("whole"), _phrases("opening")
_AGENCIES, _COLLECTIONS, _PICTURES = _phrases("agencies"), _phrases("collections"), _phrases("pictures")
_LINKS = "|".join(re.escape(phrase) for phrase in sorted(_phrases("links"), key=len, reverse=True))
_LINKED = re.compile(rf"[*_>• \[(-]{{0,4}}(?:{_LINKS})\s?[:|»]", re.IGNORECASE)
_HEADED = re.compile(rf"(?:{'|'.join(sorted(phrase.capitalize() for phrase in _phrases('headings')))})\s+(?=[A-Z])")
LINK_LIST_ENDS = _phrases("link_list_ends")
"""Words, in lower case, that end a list of links in capitals; see `service.extraction.page.links`."""
_LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in _WHOLE)
_LONGEST_OPENING = max(phrase.count(" ") + 1 for phrase in _OPENINGS)


def furniture(text: str, paragraphs: list[Paragraph]) -> Iterator[Gap]:
    """Yield where paragraphs of furniture stand, in order."""
    for paragraph in paragraphs[:1]:
        if (headed := _HEADED.match(text, paragraph.start, paragraph.end)) is not None:
            yield headed.span()
            paragraphs = paragraphs[1:]
    for paragraph in paragraphs:
        if is_furniture(text[paragraph.start : paragraph.end]):
            yield paragraph.start, paragraph.end


def is_furniture(text: str) -> bool:
    """Return whether a paragraph is an advertisement, a button, an invitation, a link or the like, or the caption of a picture."""
    if is_link(text):
        return True
    if len(text) > max(_LONGEST_OPENED, _LONGEST_CAPTION) or not _MARKS.isdisjoint(text):
        return False
    return _opens(text) or _is_whole(text) or is_caption(text)


def is_caption(text: str) -> bool:
    """Return whether a paragraph without words in marks ends with the credit of a picture."""
    if len(text) > _LONGEST_CAPTION:
        return False
    last = text[-_LONGEST_CREDIT:].rstrip(" .)")
    pieces = [piece.strip().lower() for piece in _CREDITED.split(last)]
    if len(pieces) == 1:
        return False
    is_source = pieces[-1] in _COLLECTIONS or (pieces[-1] in _AGENCIES and "/" in last)
    return is_source or any(piece in _PICTURES for piece in pieces[:-1])


def is_link(text: str) -> bool:
    """Return whether a paragraph is a line that links to another article ("Read more: Stone says “no”"), not a sentence."""
    if len(text) > _LONGEST_LINK or text[-1:] in ".!…" or text.endswith(_ENDS_MARKED):
        return False
    return _LINKED.match(text) is not None


def _opens(text: str) -> bool:
    """Return whether a paragraph begins with a phrase that only furniture begins with."""
    words = [m[0].lower() for m in islice(_LETTERS.finditer(text, 0, 20 * _LONGEST_OPENING), _LONGEST_OPENING)]
    return any(" ".join(words[:k]) in _OPENINGS for k in range(1, len(words) + 1))


def _is_whole(text: str) -> bool:
    """Return whether a paragraph consists of phrases of furniture."""
    if len(text) > _LONGEST or (text[-1:] in _ENDS and not text.endswith("..")):
        return False
    words = [m[0].lower() for m in _LETTERS.finditer(text)]
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST_PHRASE, 0, -1) if " ".join(words[at : at + n]) in _WHOLE), 0)
        if not length:
            return False
        at += length
    return True
