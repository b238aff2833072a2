"""JSON and tables in the field names of the wire contract, or in those that are common elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.clock import seconds
from service.sources.envelopes import completed_text, inner_article
from service.sources.fields import address, plain_text, tidied, with_common_names
from service.sources.formats import Given
from service.sources.json_shapes import shape_of
from service.sources.marked_up import read_markup
from service.sources.mastheads import without_site
from service.sources.plain import make_document
from service.sources.speakers import plain_label
from service.sources.transcripts import Turn, transcript

_MARKUP = re.compile(r"</p>|<br ?/?>|<p>|</(?:div|em|strong|a|i|b)>", re.IGNORECASE)  # the text of many an API is HTML
_TURNS = (
    "turns",
    "segments",
    "utterances",
    "transcript",
    "transcription",
    "paragraphs",
    "dialogue",
    "captions",
    "sentences",
    "cues",
    "lines",
)
_IF_LABELLED = ("sentences", "lines")  # which any text may be given in
_TURN_TEXT = ("text", "words", "transcript", "body", "content", "sentence", "raw_text")
_TURN_SPEAKER = (
    "speaker_name",
    "speakerName",
    "voice",
    "speaker",
    "name",
    "participant",
    "speaker_label",
)  # a name before a number
_BLOCK_TEXT = ("text", "content", "html", "value", "body")  # of a block of an article, where it has its words
_STARTS = ("start", "start_time", "startTime", "start_ms", "from", "begin")
_ENDS = ("end", "end_time", "endTime", "end_ms", "to")
_MEDIA = ("media", "media_url", "audio_url", "video_url", "audio")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_SLOWEST = 20  # seconds a word; people speak two or three words a second
_SAME = 0.5  # share of a text's words that its turns must have to stand for it


def read_json(content: bytes, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Yield a document, or a list of them; items of a list that are not documents do not stop the others."""
    loaded = _loaded(content)
    if not isinstance(loaded, list):
        yield from documents_of(loaded, gazetteer)
        return
    if not loaded:
        raise UnreadableSource("there is nothing in it: the list is empty")
    for number, row in enumerate(loaded, 1):
        try:
            yield from documents_of(row, gazetteer)
        except UnreadableSource as error:
            error.detail = f"item {number}: {error.detail}"
            yield error


def read_row(content: bytes, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Return the documents of a line, or of a table's row: one, unless it is an envelope."""
    return documents_of(_loaded(content), gazetteer)


def documents_of(row: object, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Yield the documents of a value: one, or those of a format that holds several. Raises UnreadableSource."""
    if not isinstance(row, dict):
        raise UnreadableSource(f"a document is an object with a text, not {type(row).__name__}")
    shape = shape_of(row)
    if shape is not None:
        yield from shape.read(row, gazetteer)
        return
    if (inner := inner_article(row)) is not None:
        row = inner
    missing = completed_text(row)
    document = document_of(row)
    yield document
    if missing:
        yield UnreadableSource(f"{document.title or document.url or 'the document'}: {missing}")


def _loaded(content: bytes) -> Any:
    """Return the value of some JSON. Raises UnreadableSource, also for what is nested too deep."""
    try:
        return json.loads(decoding.plain(content))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"not JSON: {error}") from None


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of an object in our field names or common ones. Raises UnreadableSource."""
    values = with_common_names(row)
    text = _text_of(values.get("text"))
    known = tidied({**values, "text": text})
    outlet = known.get("outlet")
    known["title"] = (
        without_site(title, (outlet,)) if isinstance(title := known.get("title"), str) and isinstance(outlet, str) else title
    )
    if turns := _turns(values, text if isinstance(text, str) else ""):
        url = next((url for name in _MEDIA if (url := address(values.get(name)))), None)
        return transcript(turns, {**known, "kind": "transcript"}, url)
    if isinstance(text, str) and _MARKUP.search(text):
        known["text"], stated = read_markup(text)
        return replace(make_document(known), stated=stated)
    if isinstance(text, str) and _ENTITY.search(text):
        known["text"] = unescape(text)
    return make_document(known)


def _text_of(value: Any) -> Any:
    """Return the text of a field that has it in an object, or as a list of paragraphs or of blocks; of any other what it is."""
    if isinstance(value, dict):
        return plain_text(value)
    if not isinstance(value, list):
        return value
    parts = [part if isinstance(part, str) else next((part[n] for n in _BLOCK_TEXT if isinstance(part.get(n), str)), "")
             for part in value if isinstance(part, (str, dict))]  # fmt: skip
    return "\n\n".join(part for part in parts if part.strip()) or None


def _turns(values: Mapping[str, Any], text: str) -> list[Turn]:
    """Return the turns of a transcript given as a list of turns or segments, each with its words and perhaps who speaks and when.

    A text beside them may hide the speakers, so they are taken where they have most of its words.
    """
    names = _names_of_speakers(values.get("speakers"))
    for name in _TURNS:
        rows = values.get(name)
        turns = [_turn(row, names) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        words = sum(len(turn.words.split()) for turn in turns)
        if name in _IF_LABELLED and not any(turn.speaker for turn in turns):
            continue
        if words and words >= _SAME * len(text.split()):
            return _in_seconds(turns)
    return []


def _in_seconds(turns: list[Turn]) -> list[Turn]:
    """Return the turns with their times in seconds: where nobody could speak so slowly, they are in milliseconds."""
    timed = [turn for turn in turns if turn.start is not None and turn.end is not None]
    paces = [(turn.end or 0) - (turn.start or 0) for turn in timed]
    words = sum(len(turn.words.split()) for turn in timed)
    if sum(paces) <= _SLOWEST * words:
        return turns
    return [replace(turn, start=turn.start and turn.start / 1000, end=turn.end and turn.end / 1000) for turn in turns]


def _turn(row: Mapping[str, Any], names: Mapping[str, str]) -> Turn:
    """Return a turn of a transcript. `names`: of speakers by their ids."""
    words = next((row[name] for name in _TURN_TEXT if isinstance(row.get(name), str)), "")
    label = next((label for name in _TURN_SPEAKER if (label := plain_label(row.get(name)))), "")
    return Turn(words, names.get(label, label) or None, _second(row, _STARTS), _second(row, _ENDS), plain_text(row.get("role")))


def _second(row: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """Return the first of some times of a turn in seconds, those whose name says so from milliseconds."""
    for name in names:
        if (found := seconds(row.get(name))) is not None:
            return found / 1000 if name.endswith("_ms") else found
    return None


def _names_of_speakers(table: Any) -> dict[str, str]:
    """Return the names that a table of speakers has for their ids."""
    rows = [row for row in table if isinstance(row, dict)] if isinstance(table, list) else []
    named = [(row.get("id"), plain_label(row.get("name"))) for row in rows]
    return {str(known): name for known, name in named if name and isinstance(known, (str, int))}
