"""A quotation in the making, and when two of them are one that its attribution interrupts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from service.extraction.english.circumstances import Circumstances
from service.extraction.english.clues import Clue
from service.extraction.page.frames import OPEN, PLACEHOLDERS, STOPPED, Frame
from service.extraction.page.marks import Stretch
from service.records import Speaker

_ADDS = frozenset("added adds adding".split())  # "Stone added: “B.”"
_SHORT_CLAUSE = 6  # words of a paragraph of dialogue beside the quotation, which counts for one
_NEXT_TO = 4  # words from a verb of speech to the quotation that it only introduces


@dataclass(slots=True)
class Candidate:
    """The stretches of a quotation, the k-th of a frame the first, and what has been read about it."""

    stretches: list[Stretch]
    frame: Frame
    k: int
    clue: Clue | None = None
    speaker: Speaker | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    head: Candidate | None = None  # the quotation of which this one is a further part

    @property
    def place(self) -> int:
        return self.frame.places[self.k]

    @property
    def sentence(self) -> int:
        return self.frame.sentence_at(self.place)

    @property
    def fills_paragraph(self) -> bool:
        """Whether nothing but this quotation stands in its paragraph."""
        return len(self.frame.text.strip()) == 1

    @property
    def fills_sentence(self) -> bool:
        """Whether nothing but quotations stands in its sentence."""
        return all(t.text in PLACEHOLDERS or not t.is_word for t in self.frame.sentences[self.sentence].tokens)

    @property
    def speaks_only(self) -> bool:
        """Whether its paragraph holds nothing but one quotation and a short clause that attributes it."""
        return self.k == 0 and self.frame.text.strip()[0] in PLACEHOLDERS and len(self.frame.text.split()) <= _SHORT_CLAUSE

    @property
    def start(self) -> int:
        return self.stretches[0].start


def is_continued(previous: Candidate, candidate: Candidate, is_relayed: Callable[[Clue], bool]) -> bool:
    """Whether only an attribution stands between two quotations of a paragraph ("A," he said. "B.").

    `is_relayed` tells whether a clause names the outlet that carried its words: then they are reported apart.
    """
    current = previous.frame
    if current is not candidate.frame:
        return False
    a, b = previous.place + 1, candidate.place
    between = current.text[a:b].replace(STOPPED, ".").replace(OPEN, ",").strip()  # titles that stand between
    if not between or between[-1] not in ",.:;—–-…)":
        return False
    first, second = previous.sentence, candidate.sentence
    if second - first > 1:
        return False
    if candidate.speaker is not None and previous.speaker is not None and candidate.speaker.name != previous.speaker.name:
        return False
    own = candidate.clue
    if own is not None and not own.is_before and own.phrase.kind != "pronoun" and is_relayed(own):
        return False
    after_clause = previous.clue is not None and previous.clue.frame is current and a <= previous.clue.place < b
    before_clause = own is not None and own.is_before and own.is_direct and own.frame is current and a <= own.place < b
    if own is not None and before_clause:
        before_clause = len(current.text[own.place : b].split()) <= _NEXT_TO
    if first == second:
        return after_clause or before_clause
    starts_sentence = not current.text[current.sentences[second].start : b].strip()
    if starts_sentence:
        return after_clause
    is_added = before_clause and own is not None and own.verb in _ADDS
    return is_added and (after_clause or not current.text[a : current.sentences[second].start].strip(STOPPED + OPEN + " "))


def join(previous: Candidate, candidate: Candidate) -> None:
    """Make a quotation a further part of the one before it."""
    head = previous
    while head.head is not None:
        head = head.head
    head.stretches = [*head.stretches, *candidate.stretches]
    if head.speaker is None:
        head.speaker = candidate.speaker
    head.circumstances = head.circumstances.filled_from(candidate.circumstances)
    candidate.circumstances = candidate.circumstances.filled_from(head.circumstances)
    candidate.speaker = candidate.speaker or head.speaker
    candidate.head = head
