"""Transcripts that people type with oTranscribe (.otr): HTML with a mark for each time that they set (https://github.com/oTranscribe/oTranscribe)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.captions import Cue, turns_of
from service.sources.clock import seconds
from service.sources.fields import address, plain_text
from service.sources.foreign import foreign
from service.sources.shapes import JsonObject
from service.sources.tidying import cleared
from service.sources.transcripts import transcript

_LINES = ("p", "div", "br", "li")


def is_otranscribe(values: JsonObject) -> bool:
    """Tell whether an object is a transcript of oTranscribe."""
    return isinstance(values.get("text"), str) and "media" in values


def read_otranscribe(values: JsonObject) -> Iterator[Document]:
    """Yield the transcript of a file. Raises UnreadableSource where there are no words in it."""
    from lxml import html  # few need it

    with foreign("its HTML is broken"):
        tree = html.fragment_fromstring(cleared(values["text"]), create_parent="div")
    lines = [(second, words) for second, words in _lines(tree) if words]
    ends = [*(second for second, _ in lines[1:]), None]
    turns = list(turns_of([Cue(_escaped(words), second, end) for (second, words), end in zip(lines, ends, strict=False)]))
    if not turns:
        raise UnreadableSource("there are no words in this transcript")
    yield transcript(turns, {"title": plain_text(values.get("title"))}, address(values.get("media-source")))


def _lines(tree: Any) -> Iterator[tuple[float | None, str]]:
    """Yield the lines of a transcript with the second that was set in each, if any."""
    second: float | None = None
    pieces: list[str] = []
    for event, element in _walked(tree):
        if event == "line":
            yield second, " ".join("".join(pieces).split())
            second, pieces = None, []
        elif event == "text":
            pieces.append(element)
        else:
            second = seconds(element) if second is None else second
    yield second, " ".join("".join(pieces).split())


def _walked(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the texts within an element in order, where lines end, and the times that are set."""
    if element.get("data-timestamp") is not None:
        yield "time", element.get("data-timestamp")
    elif isinstance(element.tag, str):
        if element.tag in _LINES:
            yield "line", None
        yield "text", element.text or ""
        for child in element:
            yield from _walked(child)
            yield "text", child.tail or ""
        if element.tag in _LINES:
            yield "line", None


def _escaped(text: str) -> str:
    """Return words of a file without tags, so that nothing in them is read as one."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
