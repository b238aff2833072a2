"""What speech recognition exports as JSON → transcripts: who speaks, in whose words, and between which seconds.

Amazon Transcribe, Google Speech-to-Text, Deepgram, AssemblyAI, Azure Speech, Rev, Trint, Speechmatics, whisper.cpp, Premiere Pro.
Whisper's own JSON, WhisperX, OpenAI's verbose JSON and Podlove's segments are turns, which `records` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.captions import Cue, turns_of
from service.sources.clock import seconds
from service.sources.days import day_of
from service.sources.fields import address, plain_text
from service.sources.recognised import Word, joined, of_words
from service.sources.shapes import JsonObject
from service.sources.speakers import plain_label
from service.sources.transcripts import Turn, transcript

_UNTOLD = "UU"
_NEXT_VOICE = "[SPEAKER_TURN]"  # of whisper.cpp, where another voice begins
_TICKS = 10_000_000  # a second, of Azure
_MILLISECONDS = 1000
_SILENCE = 1.0  # seconds after which a channel begins another turn
_ALL = 0.8  # of the words that are told apart by speakers for the others to be the same once more


@dataclass(frozen=True, slots=True)
class _Service:
    """How to know an export, and how to take its turns."""

    test: Callable[[JsonObject], bool]
    turns: Callable[[JsonObject], Iterable[Turn]]


def is_recording(values: JsonObject) -> bool:
    """Tell whether an object is an export of speech recognition that is known here."""
    return any(service.test(values) for service in _SERVICES)


def read_recording(values: JsonObject) -> Iterator[Document]:
    """Yield the transcript of an export. Raises UnreadableSource where it holds no words."""
    service = next(service for service in _SERVICES if service.test(values))
    turns = [turn for turn in service.turns(values) if turn.words.strip()]
    if not turns:
        raise UnreadableSource("there are no words in this transcript")
    media = next((url for name in ("audio_url", "media_url", "media", "url", "source") if (url := address(values.get(name)))), None)
    title = next((text for name in ("title", "name", "jobName", "filename") if (text := plain_text(values.get(name)))), None)
    day = next((day for name in ("date", "recorded_at", "created_at", "created_on") if (day := day_of(values.get(name)))), None)
    yield transcript(turns, {"title": title, "published": day}, media)


# -- Amazon ----------------------------------------------------------------------------------------------------------------------


def _is_amazon(values: JsonObject) -> bool:
    return "transcripts" in _object(values, "results")


def _amazon(values: JsonObject) -> Iterator[Turn]:
    """https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html"""
    results = _object(values, "results")
    segments = _rows(results.get("audio_segments"))
    if segments:
        for row in segments:
            yield Turn(
                _text(row, "transcript"),
                plain_label(row.get("speaker_label")) or None,
                seconds(row.get("start_time")),
                seconds(row.get("end_time")),
            )
        return
    labels = {
        str(item.get("start_time")): plain_label(item.get("speaker_label"))
        for segment in _rows(_object(results, "speaker_labels").get("segments"))
        for item in _rows(segment.get("items"))
    }
    channels = _rows(_object(results, "channel_labels").get("channels"))
    if len(channels) > 1:
        yield from sorted(
            (turn for number, one in enumerate(channels) for turn in _amazon_channel(one, f"channel {number}")),
            key=lambda turn: turn.start or 0.0,
        )
        return
    words = [_amazon_word(item, labels.get(str(item.get("start_time")), "")) for item in _rows(results.get("items"))]
    if words:
        yield from of_words(words)
        return
    yield from (Turn(_text(row, "transcript")) for row in _rows(results.get("transcripts")))


def _amazon_word(item: JsonObject, label: str) -> Word:
    """Return the word of an item. `label`: where the item itself has none."""
    best = next(iter(_rows(item.get("alternatives"))), {})
    label = plain_label(item.get("speaker_label")) or label
    start, end = seconds(item.get("start_time")), seconds(item.get("end_time"))
    return Word(_text(best, "content"), label, start, end, item.get("type") == "punctuation")


def _amazon_channel(channel: JsonObject, label: str) -> Iterator[Turn]:
    """Yield the turns of a channel, which is a voice of its own: parted where it is silent, since the others speak between."""
    words: list[Word] = []
    for item in _rows(channel.get("items")):
        word = _amazon_word(item, label)
        end = next((one.end for one in reversed(words) if one.end is not None), None)
        if end is not None and word.start is not None and word.start - end > _SILENCE:
            yield from of_words(words)
            words = []
        words.append(replace(word, label=label))
    yield from of_words(words)


# -- Google ----------------------------------------------------------------------------------------------------------------------


def _is_google(values: JsonObject) -> bool:
    rows = _rows(_google_results(values))
    return bool(rows) and any("alternatives" in row for row in rows) and not any("type" in row for row in rows)


def _google_results(values: JsonObject) -> Any:
    return values.get("results") if "results" in values else _object(values, "response").get("results")


def _google(values: JsonObject) -> Iterator[Turn]:
    """https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize: the last result has all words again with
    their speakers, where these were asked for."""
    plain: list[Turn] = []
    told: list[list[Word]] = []
    for result in _rows(_google_results(values)):
        best = next(iter(_rows(result.get("alternatives"))), {})
        words = [_google_word(row) for row in _rows(best.get("words"))]
        if any(word.label for word in words):
            told.append(words)
        elif text := _text(best, "transcript"):
            plain.append(_google_turn(text, words, result))
    if told and len(told) > 1 and len(told[-1]) >= sum(map(len, told[:-1])):
        told = told[-1:]  # it repeats those before it
    with_speakers = sum(map(len, told))
    if not told or with_speakers < _ALL * sum(len(turn.words.split()) for turn in plain):
        yield from plain
    for words in told:
        yield from of_words(words)


def _google_turn(text: str, words: list[Word], result: JsonObject) -> Turn:
    """Return the turn of a result whose words have no speakers."""
    if words:
        return Turn(text, None, words[0].start, words[-1].end)
    return Turn(text, None, None, seconds(result.get("resultEndTime")))


def _google_word(row: JsonObject) -> Word:
    label = plain_label(row.get("speakerLabel") or row.get("speakerTag"))
    start, end = row.get("startTime") or row.get("startOffset"), row.get("endTime") or row.get("endOffset")
    return Word(_text(row, "word"), label, seconds(start), seconds(end))


# -- Deepgram --------------------------------------------------------------------------------------------------------------------


def _is_deepgram(values: JsonObject) -> bool:
    return isinstance(_object(values, "results").get("channels"), list)


def _deepgram(values: JsonObject) -> Iterator[Turn]:
    """https://developers.deepgram.com/docs/utterances"""
    results = _object(values, "results")
    channels = _rows(results.get("channels"))
    if rows := _rows(results.get("utterances")):
        for row in rows:
            label = plain_label(row.get("speaker"))
            if not label and len(channels) > 1:
                label = f"channel {row.get('channel')}"
            yield Turn(_text(row, "transcript"), label or None, seconds(row.get("start")), seconds(row.get("end")))
        return
    for number, channel in enumerate(channels):
        best = next(iter(_rows(channel.get("alternatives"))), {})
        yield from _deepgram_channel(best, f"channel {number}" if len(channels) > 1 else "")


def _deepgram_channel(best: JsonObject, own: str) -> Iterator[Turn]:
    """Yield the turns of a channel, by its paragraphs or else its words. `own`: the label of the channel, where there are several."""
    paragraphs, words = _rows(_object(best, "paragraphs").get("paragraphs")), _rows(best.get("words"))
    for row in paragraphs:
        label = plain_label(row.get("speaker")) or own
        for sentence in _rows(row.get("sentences")):
            yield Turn(_text(sentence, "text"), label or None, seconds(sentence.get("start")), seconds(sentence.get("end")))
    if not paragraphs and words:
        yield from of_words(
            Word(
                _text(row, "punctuated_word", "word"),
                plain_label(row.get("speaker")) or own,
                seconds(row.get("start")),
                seconds(row.get("end")),
            )
            for row in words
        )
    elif not paragraphs:
        yield Turn(_text(best, "transcript"), own or None)


# -- others ----------------------------------------------------------------------------------------------------------------------


def _is_assembly(values: JsonObject) -> bool:
    return "audio_url" in values and ("utterances" in values or "words" in values) and "text" in values


def _assembly(values: JsonObject) -> Iterator[Turn]:
    """https://www.assemblyai.com/docs/api-reference/transcripts/get: times in milliseconds."""
    rows = _rows(values.get("utterances"))
    for row in rows:
        yield Turn(
            _text(row, "text"),
            plain_label(row.get("speaker")) or None,
            _of(row.get("start"), _MILLISECONDS),
            _of(row.get("end"), _MILLISECONDS),
        )
    if not rows:
        words = _rows(values.get("words"))
        start, end = (words[0].get("start"), words[-1].get("end")) if words else (None, None)
        yield Turn(_text(values, "text"), None, _of(start, _MILLISECONDS), _of(end, _MILLISECONDS))


def _is_azure(values: JsonObject) -> bool:
    return isinstance(values.get("recognizedPhrases"), list)


def _azure(values: JsonObject) -> Iterator[Turn]:
    """https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get: times in ticks of 100 nanoseconds."""
    for row in _rows(values["recognizedPhrases"]):
        best = next(iter(_rows(row.get("nBest"))), {})
        start, length = _of(row.get("offsetInTicks"), _TICKS), _of(row.get("durationInTicks"), _TICKS)
        yield Turn(_text(best, "display", "lexical"), plain_label(row.get("speaker")) or None, start, _sum(start, length))


def _is_rev(values: JsonObject) -> bool:
    return isinstance(values.get("monologues"), list)


def _rev(values: JsonObject) -> Iterator[Turn]:
    """https://docs.rev.ai/api/asynchronous/get-started/"""
    names = {str(row.get("id")): plain_label(row.get("name")) for row in _rows(values.get("speakers"))}
    for row in _rows(values["monologues"]):
        elements = _rows(row.get("elements"))
        label = plain_label(row.get("speaker_name")) or plain_label(row.get("speaker_info")) or plain_label(row.get("speaker"))
        start = next((seconds(e["ts"]) for e in elements if e.get("ts") is not None), None)
        end = next((seconds(e["end_ts"]) for e in reversed(elements) if e.get("end_ts") is not None), None)
        yield Turn("".join(map(_rev_element, elements)), names.get(label) or label or None, start, end)


def _rev_element(element: JsonObject) -> str:
    """Return what an element has of the text: what is no word, such as `<inaudible>`, in the brackets that notes have elsewhere."""
    value = _text(element, "value")
    is_note = element.get("type") == "unknown" and value[:1] == "<" and value[-1:] == ">"
    return f"[{value[1:-1]}]" if is_note else value


def _is_trint(values: JsonObject) -> bool:
    return isinstance(_object(values, "transcript").get("paragraphs"), list)


def _trint(values: JsonObject) -> Iterator[Turn]:
    """https://dev.trint.com: times in milliseconds."""
    inner = _object(values, "transcript")
    names = {str(row.get("id")): plain_label(row.get("name")) for row in _rows(inner.get("speakers"))}
    for row in _rows(inner["paragraphs"]):
        label = plain_label(row.get("speaker"))
        start, length = _of(row.get("time"), _MILLISECONDS), _of(row.get("duration"), _MILLISECONDS)
        said = _rows(row.get("words"))
        words = joined(Word(_text(word, "text", "value")) for word in said)
        if start is None and said:
            first, last = said[0], said[-1]
            start, end = _of(first.get("time"), _MILLISECONDS), _of(last.get("time"), _MILLISECONDS)
            length = _sum((end and start is not None and end - start) or None, _of(last.get("duration"), _MILLISECONDS))
        yield Turn(words or _text(row, "text"), names.get(label) or label or None, start, _sum(start, length))


def _is_speechmatics(values: JsonObject) -> bool:
    rows = _rows(values.get("results"))
    return bool(rows) and all("alternatives" in row and "type" in row for row in rows)


def _speechmatics(values: JsonObject) -> Iterator[Turn]:
    """https://docs.speechmatics.com/speech-to-text/batch/output"""
    words = []
    for row in _rows(values["results"]):
        best = next(iter(_rows(row.get("alternatives"))), {})
        words.append(Word(_text(best, "content"), _told(best.get("speaker")), seconds(row.get("start_time")), seconds(row.get("end_time")),
                           row.get("type") == "punctuation"))  # fmt: skip
    yield from of_words(words)


def _told(label: Any) -> str:
    """Return a label of Speechmatics, which has one for a voice that it cannot tell."""
    return "" if label == _UNTOLD else plain_label(label)


def _is_whisper_cpp(values: JsonObject) -> bool:
    rows = _rows(values.get("transcription"))
    return bool(rows) and all("text" in row for row in rows)


def _whisper_cpp(values: JsonObject) -> Iterator[Turn]:
    """https://github.com/ggml-org/whisper.cpp: times in milliseconds; with tinydiarize it tells changes of speaker alone."""
    is_change = False
    for row in _rows(values["transcription"]):
        offsets = _object(row, "offsets")
        start, end = _of(offsets.get("from"), _MILLISECONDS), _of(offsets.get("to"), _MILLISECONDS)
        before, mark, behind = _text(row, "text").partition(_NEXT_VOICE)
        if mark and before.strip():
            yield Turn(before, plain_label(row.get("speaker")) or None, start, None if behind.strip() else end, is_change=is_change)
        is_change = is_change or bool(mark)
        words = behind if mark else before
        if words.strip():
            yield Turn(words, plain_label(row.get("speaker")) or None, start, end, is_change=is_change)
            is_change = False
        is_change = is_change or row.get("speaker_turn_next") is True


def _is_premiere(values: JsonObject) -> bool:
    rows = _rows(values.get("segments"))
    return bool(rows) and all(isinstance(row.get("words"), list) and "text" not in row and "body" not in row for row in rows)


def _premiere(values: JsonObject) -> Iterator[Turn]:
    """Transcripts of Adobe Premiere Pro."""
    names = {str(row.get("id")): plain_label(row.get("name")) for row in _rows(values.get("speakers"))}
    for row in _rows(values["segments"]):
        label = plain_label(row.get("speaker"))
        words = joined(Word(_text(word, "text"), is_mark=word.get("type") == "punctuation") for word in _rows(row.get("words")))
        start = seconds(row.get("start"))
        speaker = names.get(label) if any(names.values()) else label  # an id that the file has no name for names nobody
        yield Turn(words, speaker or None, start, _sum(start, seconds(row.get("duration"))))


def _is_youtube(values: JsonObject) -> bool:
    return any("segs" in row and "tStartMs" in row for row in _rows(values.get("events")))


def _youtube(values: JsonObject) -> Iterator[Turn]:
    """Captions of YouTube as `json3`: times in milliseconds; an event that only appends a line break has no words."""
    cues = []
    for row in _rows(values["events"]):
        start = _of(row.get("tStartMs"), _MILLISECONDS)
        words = "".join(_text(piece, "utf8") for piece in _rows(row.get("segs")))
        if words.strip():
            cues.append(Cue(words.replace("<", "&lt;"), start, _sum(start, _of(row.get("dDurationMs"), _MILLISECONDS))))
    yield from turns_of(cues)


def _is_eleven(values: JsonObject) -> bool:
    rows = _rows(values.get("words"))
    return bool(rows) and all(("text" in row and "type" in row and "start" in row) or row.get("type") == "spacing" for row in rows)


def _eleven(values: JsonObject) -> Iterator[Turn]:
    """https://elevenlabs.io/docs/api-reference/speech-to-text: spaces and sounds are words of their own types."""
    spoken = (row for row in _rows(values["words"]) if row.get("type") == "word")
    yield from of_words(Word(_text(row, "text"), plain_label(row.get("speaker_id")), seconds(row.get("start")), seconds(row.get("end"))) for row in spoken)  # fmt: skip


def _is_watson(values: JsonObject) -> bool:
    best = (next(iter(_rows(row.get("alternatives"))), {}) for row in _rows(values.get("results")))
    return any(isinstance(alternative.get("timestamps"), list) for alternative in best)


def _watson(values: JsonObject) -> Iterator[Turn]:
    """https://cloud.ibm.com/apidocs/speech-to-text: words as lists of three, and apart from them who speaks from which second on."""
    labels = {str(row.get("from")): plain_label(row.get("speaker")) for row in _rows(values.get("speaker_labels"))}
    words = []
    for row in _rows(values["results"]):
        stamps = next(iter(_rows(row.get("alternatives"))), {}).get("timestamps")
        for stamp in stamps if isinstance(stamps, list) else ():
            if isinstance(stamp, list) and len(stamp) == 3 and isinstance(stamp[0], str):
                words.append(Word(stamp[0], labels.get(str(stamp[1]), ""), seconds(stamp[1]), seconds(stamp[2])))
    yield from of_words(words)


_SERVICES = (
    _Service(_is_watson, _watson),
    _Service(_is_amazon, _amazon),
    _Service(_is_deepgram, _deepgram),
    _Service(_is_speechmatics, _speechmatics),
    _Service(_is_google, _google),
    _Service(_is_assembly, _assembly),
    _Service(_is_azure, _azure),
    _Service(_is_rev, _rev),
    _Service(_is_trint, _trint),
    _Service(_is_whisper_cpp, _whisper_cpp),
    _Service(_is_premiere, _premiere),
    _Service(_is_youtube, _youtube),
    _Service(_is_eleven, _eleven),
)


def _object(values: JsonObject, name: str) -> JsonObject:
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def _rows(value: Any) -> list[JsonObject]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(row: JsonObject, *names: str) -> str:
    return next((value for name in names if isinstance(value := row.get(name), str)), "")


def _of(value: Any, parts: int) -> float | None:
    """Return a time in seconds, given in parts of one."""
    found = seconds(value)
    return found / parts if found is not None else None


def _sum(start: float | None, length: float | None) -> float | None:
    return start + length if start is not None and length is not None else None
