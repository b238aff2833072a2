"""Cuts quotations out of documents as they are cited: the words, their context, a selector and an address that opens them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote as percent

from service.records import CitedDocument, Document, Passage, Quotation, Selector, Span

_CONTEXT = 160  # characters on each side: about two sentences
_LONGEST_WORD = 100  # characters by which the edge of a word is looked for: a text may have none
_AFFIX = 32  # characters of a selector's prefix and suffix, as the W3C's examples have them
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BLANKS = re.compile(r"[ \t]+")
_LONGEST_TEXT_FRAGMENT = 300  # characters: a longer one is cut to its ends, as the draft of the WICG advises
_FRAGMENT_WORDS = 5  # of each end


def cited(document: Document) -> CitedDocument:
    """Return a document as answers cite it."""
    origin = document.origin
    return CitedDocument(
        document.id,
        document.title,
        document.url,
        document.outlet,
        document.published,
        document.kind,
        document.sha256,
        origin.author,
        origin.language,
        origin.published_basis,
        origin.modified,
        astral=astral_places(document.text),
    )


def quotations(document: Document, passages: Iterable[Passage]) -> list[Quotation]:
    """Return the passages of a document as quotations, numbered in order."""

    def cut(start: int, end: int) -> str:
        return document.text[start:end]

    of = cited(document)
    out = []
    for number, passage in enumerate(passages):
        context = context_of(document.text, passage.parts[0].start, passage.parts[-1].end)
        out.append(quotation(cut, of, f"{of.id}-{number}", passage, context))
    return out


def quotation(
    cut: Callable[[int, int], str],
    document: CitedDocument,
    quotation_id: str,
    passage: Passage,
    context: tuple[int, int],
) -> Quotation:
    """Return a quotation. `cut(start, end)` gives the document's text between two offsets within `context`."""
    parts = passage.parts
    start, end = parts[0].start, parts[-1].end
    first, last = context
    url = document.url
    return Quotation(
        quotation_id,
        passage.text,
        parts,
        passage.attribution,
        document,
        Selector(cut(start, end), cut(max(first, start - _AFFIX), start), cut(end, min(last, end + _AFFIX))),
        f"{url.split('#')[0]}#:~:text={_text_fragment(parts)}" if url else None,
        _BLANKS.sub(" ", cut(first, last)).strip(),
        media=passage.media,
        standing=passage.standing,
        standing_evidence=passage.standing_evidence,
        correction=passage.correction,
    )


def astral_places(text: str) -> list[int]:
    """Return the offsets, ascending, of the characters of a text that take two UTF-16 units."""
    return [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]


def context_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the start and end of the text around a quotation, widened to the edges of words; of a text without any, by no more than one."""
    a = max(0, start - _CONTEXT)
    b = min(len(text), end + _CONTEXT)
    least, most = max(0, a - _LONGEST_WORD), min(len(text), b + _LONGEST_WORD)
    while a > least and not text[a - 1].isspace():
        a -= 1
    while b < most and not text[b].isspace():
        b += 1
    return a, b


def _text_fragment(parts: Sequence[Span]) -> str:
    """Return the value of a text fragment: the words, or the first and last few of many."""
    text = parts[0].text
    if len(parts) == 1 and len(text) <= _LONGEST_TEXT_FRAGMENT and "\n" not in text:
        return _escaped(text)
    first, last = text.split()[:_FRAGMENT_WORDS], parts[-1].text.split()[-_FRAGMENT_WORDS:]
    return f"{_escaped(' '.join(first))},{_escaped(' '.join(last))}"


def _escaped(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
