"""Subtitles (SubRip, WebVTT) → a transcript with its speakers and times (webvtt-py; `captions` for what the cues tell)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.captions import Cue, turns_of
from service.sources.clock import seconds
from service.sources.foreign import foreign
from service.sources.transcripts import transcript

_NAMED = re.compile(r"\d{1,6}\s+\"(?P<name>[^\"<>\n]{1,200})\"\s+\(\d{1,20}\)")  # `12 "Ann Ek" (4012)`
_COLOURED = re.compile(r"\s{0,9}<font\s[^<>]{0,60}?color=[\"']?(?P<colour>#?\w{3,20})", re.IGNORECASE)
_LOOSE_TIMES = re.compile(
    r"^[ \t]{0,9}(\d{1,2}:\d{2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*(\d{1,2}:\d{2}:\d{2}[.,]\d{1,3})[^\n]{0,80}$", re.MULTILINE
)
_NUMBER_BELOW = re.compile(r"\n\s{0,9}\d{1,6}[ \t]*\n\s{0,9}\Z")  # that of the next cue
_TIMES = re.compile(r"\d{2}:\d{2}[.,]\d{3} --> |\d{2}:\d{2} --> ")


def read_subtitles(content: bytes) -> list[Document]:
    """Return one transcript. Raises UnreadableSource where there are no times or no words in it."""
    import webvtt  # few need it

    text = decoding.lines(content)
    kind = "vtt" if text.lstrip("\ufeff \n").startswith("WEBVTT") else "srt"
    if not _TIMES.search(text):
        raise UnreadableSource("no subtitles: there are no times in it")
    cues: list[Cue] = []
    with foreign("broken subtitles"):
        loose = list(_loose_cues(text)) if kind == "srt" else []
        try:
            captions = webvtt.WebVTT.from_buffer(io.StringIO(text), format=kind).captions
            cues = [Cue(_voiced(caption), _seconds(caption.start_time), _seconds(caption.end_time)) for caption in captions]
        except webvtt.errors.MalformedFileError:
            if not loose:
                raise
    told = loose if len(loose) > len(cues) else cues  # the library passes over what it cannot tell
    return [transcript(turns_of(_with_changes(told)), {})]


def _with_changes(cues: list[Cue]) -> list[Cue]:
    """Return cues with the mark of a change before each line in another colour than the one before, by which broadcasters tell speakers apart."""
    out, before = [], ""
    for cue in cues:
        lines = []
        for line in cue.text.split("\n"):
            colour = match["colour"].casefold() if (match := _COLOURED.match(line)) else ""
            lines.append(f">> {line}" if before and colour and colour != before else line)
            before = colour or before
        out.append(cue._replace(text="\n".join(lines)))
    return out


def _loose_cues(text: str) -> Iterator[Cue]:
    """Yield the cues of SubRip that lacks numbers, blank lines or words in places, by its lines of times alone."""
    pieces = _LOOSE_TIMES.split(text)
    for start, end, words in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        said = _NUMBER_BELOW.sub("", words).strip("\n")
        if said.strip():
            yield Cue(said, seconds(start), seconds(end))


def _voiced(caption: Any) -> str:
    """Return the text of a caption, in the voice that its identifier names, as Webex writes it."""
    match = _NAMED.fullmatch((caption.identifier or "").strip())
    return f"<v {match['name']}>{caption.raw_text}" if match and "<v" not in caption.raw_text else str(caption.raw_text)


def _seconds(time: Any) -> float:
    """Return a time stamp of webvtt-py in seconds."""
    return float(time.hours * 3600 + time.minutes * 60 + time.seconds + time.milliseconds / 1000)
