"""Rows of a transcript as JSON and tables have them, each with its words, perhaps who speaks, and between which seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sources.clock import seconds
from service.sources.fields import plain_text
from service.sources.recognised import Word, of_words
from service.sources.shapes import JsonObject
from service.sources.speakers import plain_label
from service.sources.transcripts import Turn

TURNS = ("turns", "segments", "utterances", "transcript", "transcription", "transcripts", "paragraphs", "dialogue", "captions", "sentences", "cues", "lines", "entries", "value", "Transcript")  # fmt: skip
_WORDS = ("text", "words", "transcript", "body", "content", "sentence", "raw_text", "spokenText", "Content", "speech")
_SPEAKERS = ("speaker_name", "speakerName", "speakerDisplayName", "voice", "speaker", "name", "participant", "speaker_label", "speaker_id", "ParticipantRole")  # a name before a number  # fmt: skip
_STARTS = ("start", "start_time", "startTime", "start_ms", "startOffset", "from", "begin", "BeginOffsetMillis")
_ENDS = ("end", "end_time", "endTime", "end_ms", "endOffset", "to", "EndOffsetMillis")
_LENGTHS = ("duration", "dur")
_OF_ARTICLES = ("title", "headline", "url", "link")  # fields of which a row of a transcript has none
_SAYS_WHO = ("speaker_name", "speakerName", "speaker", "speaker_label", "speaker_id")  # of which a list of documents has none
_OF_DOCUMENTS = frozenset(
    ("title", "headline", "url", "link", "date", "published", "outlet", "source", "publisher", "kind", "venue")
)
_AROUND = (
    "data",
    "transcript",
    "transcription",
    "speech",
    "meeting",
    "recording",
    "result",
    "response",
)  # what holds the rows in answers of APIs
_DEEPEST = 4
_SEVERAL = 2
_SLOWEST = 20  # seconds a word; people speak two or three words a second


def are_cues(rows: list[Any]) -> bool:
    """Tell whether rows are those of one recording: all have words and times, and none the fields of an article."""
    return bool(rows) and all(isinstance(row, dict) and _is_cue(row) for row in rows)


def are_turns(rows: list[Any]) -> bool:
    """Tell whether rows are turns of one talk: several, all of them with words and a place for who speaks, and nothing that documents have."""
    return len(rows) > 1 and all(isinstance(row, dict) and _is_turn(row) for row in rows)


def with_one_talk(values: JsonObject) -> JsonObject:
    """Return an object that has the parts of a talk in several lists of turns with these in one, in order; any other as it is."""
    parts = [name for name, rows in values.items() if name not in TURNS and isinstance(rows, list) and are_turns(rows)]
    if not parts or any(isinstance(values.get(name), list) for name in TURNS):
        return values
    others = {name: value for name, value in values.items() if name not in parts}
    return {**others, "segments": [row for name in parts for row in values[name]]}


def _is_turn(row: JsonObject) -> bool:
    has_words = any(isinstance(row.get(name), str) for name in _WORDS)
    return has_words and any(name in row for name in _SAYS_WHO) and row.keys().isdisjoint(_OF_DOCUMENTS)


def _is_cue(row: JsonObject) -> bool:
    is_timed = _second(row, _STARTS) is not None and _second(row, (*_ENDS, *_LENGTHS)) is not None
    return is_timed and any(isinstance(row.get(name), str) for name in _WORDS) and not any(row.get(name) for name in _OF_ARTICLES)


def inner_recording(values: JsonObject) -> JsonObject | None:
    """Return the object with the rows of a recording that an answer has within others; None where there is none, or where it is the answer."""
    inner: Any = values
    for _ in range(_DEEPEST):
        inner = next((inner[name] for name in _AROUND if isinstance(inner.get(name), dict)), None)
        if inner is None:
            return None
        rows = next((inner[name] for name in TURNS if isinstance(inner.get(name), list) and inner[name]), None)
        if rows and all(isinstance(row, dict) and any(isinstance(row.get(name), str) for name in _WORDS) for row in rows):
            return dict(inner)
    return None


def turns_of_row(row: Mapping[str, Any], names: Mapping[str, str]) -> list[Turn]:
    """Return the turns of a row: one, or where its words say themselves who speaks, and differ in that, one for each of these.

    `names`: of speakers by their ids.
    """
    listed = row.get("words")
    said = [word for word in listed if isinstance(word, dict)] if isinstance(listed, list) else []
    own = plain_label(row.get("speaker"))
    labels = [plain_label(word.get("speaker")) or own for word in said]
    if len(set(labels)) < _SEVERAL:
        return [_turn_of(row, names)]
    texts = [next((word[name] for name in ("word", "text") if isinstance(word.get(name), str)), "") for word in said]
    if "".join("".join(texts).split()) != "".join(str(row.get("text") or "").split()):
        return [_turn_of(row, names)]  # the words are not all there
    words = (
        Word(text, names.get(label, label), _second(word, _STARTS), _second(word, _ENDS))
        for text, label, word in zip(texts, labels, said, strict=True)
    )
    return list(of_words(words))


def _turn_of(row: Mapping[str, Any], names: Mapping[str, str]) -> Turn:
    """Return the one turn of a row."""
    words = next((row[name] for name in _WORDS if isinstance(row.get(name), str)), "")
    label = next((label for name in _SPEAKERS if (label := plain_label(row.get(name)))), "")
    start, end, length = _second(row, _STARTS), _second(row, _ENDS), _second(row, _LENGTHS)
    if end is None and start is not None and length is not None:
        end = start + length
    return Turn(words, names.get(label, label) or None, start, end, plain_text(row.get("role")))


def in_seconds(turns: list[Turn]) -> list[Turn]:
    """Return the turns with their times in seconds: where nobody could speak so slowly, they are in milliseconds."""
    timed = [turn for turn in turns if turn.start is not None and turn.end is not None]
    paces = [(turn.end or 0) - (turn.start or 0) for turn in timed]
    words = sum(len(turn.words.split()) for turn in timed)
    if sum(paces) <= _SLOWEST * words:
        return turns
    return [replace(turn, start=turn.start and turn.start / 1000, end=turn.end and turn.end / 1000) for turn in turns]


def names_of_speakers(table: Any) -> dict[str, str]:
    """Return the names that a table of speakers has for their ids."""
    if isinstance(table, dict):
        return {str(known): name for known, told in table.items() if (name := plain_label(told))}
    rows = [row for row in table if isinstance(row, dict)] if isinstance(table, list) else []
    named = [(row.get("id"), plain_label(row.get("name") or row.get("speaker_name"))) for row in rows]
    return {str(known): name for known, name in named if name and isinstance(known, (str, int))}


def _second(row: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """Return the first of some times of a row in seconds, those whose name says so from milliseconds."""
    for name in names:
        if (found := seconds(row.get(name))) is not None:
            return found / 1000 if name.endswith("_ms") else found
    return None
