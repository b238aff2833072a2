"""Words as speech recognition tells them apart, each with its own label and times → turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from service.sources.transcripts import Turn

_CLOSING = tuple(".,?!;:%)]}”’…。、，？！")  # what stands right behind a word


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was recognised, with its label as the file has it."""

    text: str
    label: str = ""
    start: float | None = None
    end: float | None = None
    is_mark: bool = False


def of_words(words: Iterable[Word]) -> Iterator[Turn]:
    """Yield the turns of some words, in a row of one label each; a mark has the label of the word before it."""
    labelled: list[Word] = []
    for word in words:
        label = labelled[-1].label if word.is_mark and labelled else word.label
        labelled.append(Word(word.text, label, word.start, word.end, word.is_mark))
    for label, group in groupby(labelled, key=lambda word: word.label):
        some = list(group)
        starts = [word.start for word in some if word.start is not None]
        ends = [word.end for word in some if word.end is not None]
        yield Turn(joined(some), label or None, starts[0] if starts else None, ends[-1] if ends else None)


def joined(words: Iterable[Word]) -> str:
    """Return words as a text, marks right behind the word before them."""
    pieces: list[str] = []
    for word in words:
        text = word.text.strip()
        is_behind = word.is_mark or (len(text) == 1 and text in _CLOSING)
        if text:
            pieces.append(text if is_behind or not pieces else f" {text}")
    return "".join(pieces)
