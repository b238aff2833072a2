"""Documents and quotations as the wire contract has them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote as percent

from service.records import Document, Origin, Passage, as_plain

_CONTEXT = 160  # characters on each side
_AFFIX = 32
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LONGEST_TEXT_FRAGMENT = 300


def about(origin: Origin) -> dict[str, str]:
    """What answers say of how a document came, where it is known."""
    known = {name: getattr(origin, name) for name in ("author", "language", "published_basis", "modified")}
    return {name: value for name, value in known.items() if value is not None}


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
        **about(document.origin),
        **({"astral": places} if (places := astral_places(document.text)) else {}),
    }


def astral_places(text: str) -> list[int]:
    """Where a text has characters that take two UTF-16 units."""
    return [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]


def served_quotation(document: Document, passage: Passage, number: int) -> dict[str, Any]:
    """A passage as the wire contract has it, without its document and `also_in`, which answers add."""

    def cut(start: int, end: int) -> str:
        return document.text[start:end]

    context = context_of(document.text, passage.parts[0].start, passage.parts[-1].end)
    parts = as_plain(passage.parts)
    about = {**as_plain(passage.attribution), "media": as_plain(passage.media)}
    return served(cut, document.url, f"{document.id}-{number}", parts, about, context)


def served(
    cut: Callable[[int, int], str],
    url: str | None,
    quotation_id: str,
    parts: list[dict[str, Any]],
    about: dict[str, Any],
    context: tuple[int, int],
) -> dict[str, Any]:
    """A quotation as the wire contract has it. `cut(start, end)` gives the document's text within `context`; `about`: its
    attribution, and where a recording has it.
    """
    start, end = parts[0]["start"], parts[-1]["end"]
    first, last = context
    return {
        "id": quotation_id,
        "text": " ".join(part["text"] for part in parts),
        "parts": parts,
        **about,
        "selector": {
            "exact": cut(start, end),
            "prefix": cut(max(first, start - _AFFIX), start),
            "suffix": cut(end, min(last, end + _AFFIX)),
        },
        "text_fragment": f"{url.split('#')[0]}#:~:text={_text_fragment(parts)}" if url else None,
        "context": re.sub(r"[ \t]+", " ", cut(first, last)).strip(),
    }


def context_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words around a quotation start and end, at a paragraph's or a word's edge."""
    a = max(0, start - _CONTEXT)
    b = min(len(text), end + _CONTEXT)
    while a > 0 and not text[a - 1].isspace():
        a -= 1
    while b < len(text) and not text[b].isspace():
        b += 1
    return a, b


def _text_fragment(parts: list[dict[str, Any]]) -> str:
    """The value of a text fragment: the words, or their first and last few where they are many."""
    text = parts[0]["text"]
    if len(parts) == 1 and len(text) <= _LONGEST_TEXT_FRAGMENT and "\n" not in text:
        return _escaped(text)
    return f"{_escaped(' '.join(text.split()[:5]))},{_escaped(' '.join(parts[-1]['text'].split()[-5:]))}"


def _escaped(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
