"""Subtitles (SubRip, WebVTT): a transcript, a line for each speaker's turn where they are named (webvtt-py)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.foreign import foreign
from service.sources.plain import make_document

_TIMES = re.compile(r"\d{2}:\d{2}[.,]\d{3} --> |\d{2}:\d{2} --> ")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_CHANGE = re.compile(r"^\s*(?:>>+|[-–—])\s*")  # another speaker, as captions show it
_NAMED = re.compile(r"^\s*\[?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|\d{1,2}|of|de|van|von|the)){0,4})\]?:\s+(?=\S)")
_UNKNOWN = "unidentified speaker"
_ENDS = (".", "?", "!", "…", "”", '"')


def read_subtitles(content: bytes) -> list[Document]:
    """One transcript. A cue that goes on with the sentence of the one before it is joined to that."""
    import webvtt  # few need it

    text = decoding.page(content).replace("\r\n", "\n").replace("\r", "\n")
    kind = "vtt" if text.lstrip("\ufeff \n").startswith("WEBVTT") else "srt"
    if not _TIMES.search(text):
        raise UnreadableSource("no subtitles: there are no times in it")
    with foreign("broken subtitles"):
        captions = webvtt.WebVTT.from_buffer(io.StringIO(text), format=kind).captions
    is_voiced = any(caption.voice for caption in captions)  # then a cue without a voice is of somebody who is not told
    lines = (turn for caption in captions for turn in _turns(caption.voice, caption.text, is_voiced))
    return [make_document({"kind": "transcript", "text": "\n\n".join(_joined(lines))})]


def _turns(voice: str | None, text: str, is_voiced: bool) -> Iterator[tuple[str | None, str, bool]]:
    """Speaker, words and whether another speaks than before, for each turn of a cue."""
    is_first = True
    for line in text.split("\n"):
        plain = _TAG.sub("", line).strip()
        change = _CHANGE.match(plain)
        plain = plain[change.end() :] if change else plain
        named = _NAMED.match(plain)
        words = plain[named.end() :].strip() if named else plain
        if words:
            is_change = bool(change or named) or (is_voiced and is_first and voice is None)
            yield (named["name"] if named else voice if is_first else None), words, is_change
            is_first = False


def _joined(turns: Iterator[tuple[str | None, str, bool]]) -> list[str]:
    """The turns of a transcript. Who speaks after a change that names nobody is told to be unknown, not left to the last name."""
    out: list[str] = []
    last: str | None = None
    is_labelled = False
    for name, words, is_change in turns:
        if out and not is_change and name in (None, last):
            if out[-1].endswith(words):
                continue  # captions that roll show a line again
            out[-1] += ("\n\n" if not is_labelled and out[-1].endswith(_ENDS) else " ") + words
            continue
        is_labelled = is_labelled or name is not None or (is_change and bool(out))
        out.append(f"{(name or _UNKNOWN).upper()}: {words}" if is_labelled else words)
        last = name
    return out
