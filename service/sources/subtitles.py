"""Subtitles (SubRip, WebVTT) → a transcript with its speakers and times (webvtt-py; `captions` for what the cues tell)."""

from __future__ import annotations

import io
import re
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.captions import Cue, turns_of
from service.sources.foreign import foreign
from service.sources.transcripts import transcript

_NAMED = re.compile(r"\d{1,6}\s+\"(?P<name>[^\"<>\n]{1,200})\"\s+\(\d{1,20}\)")  # `12 "Ann Ek" (4012)`
_TIMES = re.compile(r"\d{2}:\d{2}[.,]\d{3} --> |\d{2}:\d{2} --> ")


def read_subtitles(content: bytes) -> list[Document]:
    """Return one transcript. Raises UnreadableSource where there are no times or no words in it."""
    import webvtt  # few need it

    text = decoding.lines(content)
    kind = "vtt" if text.lstrip("\ufeff \n").startswith("WEBVTT") else "srt"
    if not _TIMES.search(text):
        raise UnreadableSource("no subtitles: there are no times in it")
    with foreign("broken subtitles"):
        captions = webvtt.WebVTT.from_buffer(io.StringIO(text), format=kind).captions
    cues = [Cue(_voiced(caption), _seconds(caption.start_time), _seconds(caption.end_time)) for caption in captions]
    return [transcript(turns_of(cues), {})]


def _voiced(caption: Any) -> str:
    """Return the text of a caption, in the voice that its identifier names, as Webex writes it."""
    match = _NAMED.fullmatch((caption.identifier or "").strip())
    return f"<v {match['name']}>{caption.raw_text}" if match and "<v" not in caption.raw_text else str(caption.raw_text)


def _seconds(time: Any) -> float:
    """Return a time stamp of webvtt-py in seconds."""
    return float(time.hours * 3600 + time.minutes * 60 + time.seconds + time.milliseconds / 1000)
