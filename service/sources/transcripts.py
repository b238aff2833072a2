"""Turns with their speakers → the document of a transcript, which carries them as passages and never has them guessed from its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.records import Attribution, Document, Media, Passage, Span
from service.sources.directions import is_noted, without_directions
from service.sources.plain import make_document
from service.sources.speakers import as_shown, forward, is_listed, stated_speaker

_PARAGRAPH = re.compile(r"\n\s*\n")
_ENDS = (".", "?", "!", "…", "”", '"', "。", "？", "！", "؟", "।")
_LONG = 600  # characters after which a sentence's end ends a paragraph too: a monologue of an hour is no one paragraph


@dataclass(frozen=True, slots=True)
class Turn:
    """Words with their speaker as the file spells it; None where it names nobody.

    `start`, `end`: seconds of the recording; `is_change`: another speaks than before, as far as the file tells, though it may not
    tell who; `is_name`: whether the label may be a name, which that of a device is not.
    """

    words: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    role: str | None = None
    is_change: bool = False
    score: float = 1.0
    is_name: bool = True


def transcript(turns: Iterable[Turn], known: Mapping[str, Any], media_url: str | None = None) -> Document:
    """Return the transcript of some turns, in their order. `known`: the document's other fields; `media_url`: of the recording.

    Whom a label lists by the surname, as meetings do ("Tarn, Maureen"), is called in the order in which names are said.

    Turns in a row of one speaker are one passage. Where nobody at all is named, all of it is one; else words without a speaker go
    on with those before them only in the middle of a sentence, so that no two people's words are put together. Raises
    UnreadableSource where there are no words.
    """
    turns = list(turns)
    is_list = any(is_listed(turn.speaker) for turn in turns if turn.speaker and turn.is_name)
    given = [tidy for turn in turns if (tidy := _tidy(turn, is_list)).words]
    is_labelled = any(turn.speaker or turn.is_change for turn in given)
    text = _Text(media_url)
    for group in _grouped(given, is_labelled):
        text.add(group)
    document = make_document({"kind": "transcript", **known, "text": text.text})
    return replace(document, stated=tuple(text.passages))


def _tidy(turn: Turn, is_list: bool) -> Turn:
    """Return a turn whose words are paragraphs, each in one line, without the sounds that are noted among them, and its speaker as shown.

    `is_list`: whether speakers are listed by their surnames.
    """
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(without_directions(turn.words)))
    shown = as_shown(turn.speaker or "") if turn.is_name else turn.speaker
    speaker, department = forward(shown, is_list=is_list) if shown and turn.is_name else (shown, None)
    words = "\n\n".join(part for part in paragraphs if part and not is_noted(part))
    return replace(turn, words=words, speaker=speaker or None, role=turn.role or department)


def _grouped(turns: list[Turn], is_labelled: bool) -> list[list[Turn]]:
    """Return the turns that make one passage each."""
    groups: list[list[Turn]] = []
    for turn in turns:
        if groups and _goes_on(groups[-1][-1], turn, is_labelled):
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return groups


def _goes_on(last: Turn, turn: Turn, is_labelled: bool) -> bool:
    """Return whether a turn is one with the last."""
    if turn.is_change or turn.speaker != last.speaker or turn.score != last.score:
        return False
    return turn.speaker is not None or not is_labelled or not last.words.endswith(_ENDS)


class _Text:
    """Puts the text of a transcript together and keeps where in it each passage stands."""

    def __init__(self, media_url: str | None) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._media_url = media_url
        self.passages: list[Passage] = []

    @property
    def text(self) -> str:
        """All of the text so far."""
        return "".join(self._pieces)

    def add(self, group: list[Turn]) -> None:
        """Add the turns of one passage."""
        first, last = group[0], group[-1]
        self._put("\n\n" if self._length else "")
        evidence = None
        if first.speaker:
            evidence = Span(self._length, self._length + len(first.speaker), first.speaker)
            self._put(f"{first.speaker}: ")
        parts: list[_Part] = []
        begun = [(self._add_words(turn, parts), turn.start) for turn in group]
        marks = [(at, start) for at, start in begun if start is not None]
        speaker = stated_speaker(first.speaker or "", evidence=evidence, role=first.role, score=first.score, is_name=first.is_name)
        has_times = first.start is not None or last.end is not None
        media = Media(self._media_url, first.start, last.end) if has_times else None
        spans = tuple(part.span for part in parts)
        self.passages.append(Passage(spans, Attribution(speaker), media=media, marks=tuple(marks) if len(marks) > 1 else ()))

    def _add_words(self, turn: Turn, parts: list[_Part]) -> int:
        """Add the words of a turn, which goes on in the paragraph of the one before it: where they begin."""
        begin: int | None = None
        for words in turn.words.split("\n\n"):
            goes_on = bool(parts) and begin is None and not parts[-1].is_full
            self._put("" if not parts else " " if goes_on else "\n\n")
            begin = self._length if begin is None else begin
            if goes_on:
                parts[-1].words.append(words)
            else:
                parts.append(_Part(self._length, [words]))
            self._put(words)
        return begin or 0

    def _put(self, words: str) -> None:
        """Put some text at the end."""
        if words:
            self._pieces.append(words)
            self._length += len(words)


@dataclass(slots=True)
class _Part:
    """A paragraph of a passage: where it starts in the text, and its words."""

    start: int
    words: list[str]

    @property
    def is_full(self) -> bool:
        """Whether it is long and a sentence ends it."""
        return sum(map(len, self.words[-_LONG:])) > _LONG and self.words[-1].endswith(_ENDS)

    @property
    def span(self) -> Span:
        """Where it stands."""
        text = " ".join(self.words)
        return Span(self.start, self.start + len(text), text)
