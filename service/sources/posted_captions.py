"""Captions that are posted as the text of a document: their turns as stated passages, at their places in the text as it came.

The reader of subtitles puts the words of cues together; a posted text is kept as it is, so that offsets point into what was sent.
The words are looked up in it, one after another, past numbers, times, headers and tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from service.errors import UnreadableSource
from service.records import Attribution, Document, Passage, Span
from service.sources.other_captions import read_sbv
from service.sources.subtitles import read_subtitles

_FIRST_LINES = 400  # characters within which the first cue of captions starts, headers and notes included
_TIMES = re.compile(r"(?:^|\n)(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3} --> (?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}")
_SBV_TIMES = re.compile(r"(?:^|\n)\d{1,2}(?::\d{2}){2}\.\d{3},\d{1,2}(?::\d{2}){2}\.\d{3}[ \t]*\n")
_NO_WORDS = re.compile(
    r"^\ufeff?WEBVTT[^\n]{0,200}(?:\n[^\n]{1,200}){0,20}?(?=\n\s*\n)|(?<=\n)NOTE\b[^\n]{0,400}|"
    r"(?:(?<=\n)|^)\d{1,6}[ \t]*(?=\n[\d:.,]{9,12} -->)|(?:(?<=\n)|^)[\d:.,]{9,12} --> [^\n]{0,200}|<[^<>\n]{1,200}>|"
    r"(?:(?<=\n)|^)\d{1,2}(?::\d{2}){2}\.\d{3},\d{1,2}(?::\d{2}){2}\.\d{3}[ \t]*(?=\n)"
)


def with_captions(document: Document) -> Document:
    """Return a document whose text is captions with their turns as stated passages; any other document unchanged."""
    readers = ((_TIMES, read_subtitles), (_SBV_TIMES, read_sbv))
    reader = next((reader for times, reader in readers if times.search(document.text, 0, _FIRST_LINES)), None)
    if document.stated or reader is None:
        return document
    try:
        (read,) = reader(document.text.encode())
    except (UnreadableSource, ValueError):
        return document
    masked = _NO_WORDS.sub(lambda match: " " * len(match[0]), document.text)
    return replace(document, stated=tuple(_placed(read.stated, document.text, masked)))


def _placed(stated: tuple[Passage, ...], text: str, masked: str) -> Iterator[Passage]:
    """Yield passages at their places in a text. `masked`: the text with spaces where no words are."""
    at = 0
    for passage in stated:
        spans: list[tuple[int, int]] = []
        for word in passage.text.split():
            start = masked.find(word, at)
            if start < 0:
                continue  # a word that the reader has spelled otherwise, such as an entity
            at = start + len(word)
            if spans and not text[spans[-1][1] : start].strip():
                spans[-1] = (spans[-1][0], at)
            else:
                spans.append((start, at))
        if spans:
            parts = tuple(Span(start, end, text[start:end]) for start, end in spans)
            yield replace(passage, parts=parts, attribution=_without_evidence(passage.attribution), marks=())


def _without_evidence(attribution: Attribution) -> Attribution:
    """Return an attribution without the place of its speaker's name, which is one in the text as it was read."""
    speaker = attribution.speaker
    return attribution if speaker is None else replace(attribution, speaker=replace(speaker, evidence=None))
