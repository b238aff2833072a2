"""A document's quotations as the index keeps them: as they are served, long ones also in windows.

A quotation of more than `WINDOW` words is indexed in overlapping windows, each a quotation of its own with the parts
cut to it, so that an answer never carries an hour's speech for ten words of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote as percent

from service.records import Document, Passage, Span, as_plain
from service.wording.tokens import Token, tokenise

WINDOW, STRIDE = 320, 200  # words
_CONTEXT = 160  # characters on each side
_AFFIX = 32
_LONGEST_TEXT_FRAGMENT = 300


def served_document(document: Document) -> dict[str, Any]:
    """A document as answers cite it, with `astral`, where its text takes two UTF-16 units a character, if anywhere."""
    return {
        "id": document.id,
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "published": document.published,
        "kind": document.kind,
        "sha256": document.sha256,
        **({"astral": places} if (places := astral_places(document.text)) else {}),
    }


def astral_places(text: str) -> list[int]:
    """Where a text has characters that take two UTF-16 units."""
    if text.isascii():
        return []
    return [i for i, c in enumerate(text) if ord(c) > 0xFFFF]


def served_quotation(document: Document, passage: Passage, number: int) -> dict[str, Any]:
    """A passage as the wire contract has it, without its document and `also_in`, which answers add."""
    return _served(document, f"{document.id}-{number}", passage)


def _served(document: Document, quotation_id: str, passage: Passage) -> dict[str, Any]:
    start, end = passage.parts[0].start, passage.parts[-1].end
    text = document.text
    fragment = None
    if document.url:
        fragment = f"{document.url.split('#')[0]}#:~:text={_text_fragment(passage.parts)}"
    return {
        "id": quotation_id,
        "text": passage.text,
        "parts": as_plain(passage.parts),
        **as_plain(passage.attribution),
        "selector": {
            "exact": text[start:end],
            "prefix": text[max(0, start - _AFFIX) : start],
            "suffix": text[end : end + _AFFIX],
        },
        "text_fragment": fragment,
        "context": _context(text, start, end),
    }


def windows(document: Document, passage: Passage, number: int) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """What is indexed of a quotation: (as served, folded words), one pair, or one for each window of a long one."""
    tokens = tokenise(passage.text)
    if len(tokens) <= WINDOW:
        yield served_quotation(document, passage, number), [t.key for t in tokens]
        return
    for first in range(0, max(1, len(tokens) - WINDOW + STRIDE), STRIDE):
        chosen = tokens[first : first + WINDOW]
        clipped = _clip(document, passage, chosen)
        yield _served(document, f"{document.id}-{number}", clipped), [t.key for t in chosen]


def _clip(document: Document, passage: Passage, chosen: tuple[Token, ...]) -> Passage:
    """The passage cut to some of its tokens; their offsets are into its joined text."""
    parts: list[Span] = []
    at = 0
    for part in passage.parts:
        length = len(part.text)
        a, b = max(0, chosen[0].start - at), min(length, chosen[-1].end - at)
        while b < length and b > 0 and not part.text[b].isspace():
            b += 1  # keep the mark that closes the last word
        if a < b:
            parts.append(Span(part.start + a, part.start + b, document.text[part.start + a : part.start + b]))
        at += length + 1
    return Passage(tuple(parts), passage.attribution)


def _context(text: str, start: int, end: int) -> str:
    """The words around a quotation, from a paragraph's or a word's edge, a blank line where paragraphs part."""
    a = max(0, start - _CONTEXT)
    b = min(len(text), end + _CONTEXT)
    while a > 0 and not text[a - 1].isspace():
        a -= 1
    while b < len(text) and not text[b].isspace():
        b += 1
    return re.sub(r"[ \t]+", " ", text[a:b]).strip()


def _text_fragment(parts: tuple[Span, ...]) -> str:
    """The value of a text fragment: the words, or their first and last few where they are many."""
    words = parts[0].text.split()
    if len(parts) == 1 and len(parts[0].text) <= _LONGEST_TEXT_FRAGMENT and "\n" not in parts[0].text:
        return _escaped(parts[0].text)
    last = parts[-1].text.split()
    return f"{_escaped(' '.join(words[:5]))},{_escaped(' '.join(last[-5:]))}"


def _escaped(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
