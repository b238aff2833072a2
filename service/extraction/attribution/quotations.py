"""A quotation in the making, and when two of them are one that its attribution interrupts."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.extraction.attribution.choosing import Circumstances
from service.extraction.page.clause import Clue
from service.extraction.page.frames import OPEN, PLACEHOLDERS, STOPPED, Frame
from service.extraction.page.grammar import Vocabulary
from service.extraction.page.marks import Stretch
from service.extraction.page.proposals import Proposal
from service.records import Speaker

_JOINING_MARKS = frozenset(",.:;—–-…)")  # what ends the words between two parts of one quotation
_SHORT_CLAUSE = 6  # words of a paragraph of dialogue besides the quotation, which counts for one
_NEXT_TO = 4  # words from a verb of speech to the quotation that it only introduces


@dataclass(slots=True)
class DraftQuotation:
    """The stretches of a quotation, the k-th of a frame the first, and what has been read about it.

    `told`: the proposal that was chosen for its speaker; `head`: the quotation of which this one is a further part.
    """

    stretches: list[Stretch]
    frame: Frame
    k: int
    clue: Clue | None = None
    told: Proposal[Speaker] | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    head: DraftQuotation | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks, or None."""
        return self.told.value if self.told else None

    @property
    def place(self) -> int:
        """Its place in the frame."""
        return self.frame.places[self.k]

    @property
    def sentence(self) -> int:
        """The number of its sentence in the frame."""
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
        """The document's offset of its first word."""
        return self.stretches[0].start


def is_continued(previous: DraftQuotation, quotation: DraftQuotation, vocabulary: Vocabulary) -> bool:
    """Return whether only an attribution stands between two quotations of a paragraph ("A," he said. "B.")."""
    if previous.frame is not quotation.frame or quotation.sentence - previous.sentence > 1:
        return False
    if not _may_be_one(previous, quotation):
        return False
    current, own = previous.frame, quotation.clue
    a, b = previous.place + 1, quotation.place
    after_clause = previous.clue is not None and previous.clue.frame is current and a <= previous.clue.place < b
    before_clause = own is not None and own.is_before and own.is_direct and own.frame is current and a <= own.place < b
    if own is not None and before_clause:
        before_clause = len(current.text[own.place : b].split()) <= _NEXT_TO
    if previous.sentence == quotation.sentence:
        return after_clause or before_clause
    start = current.sentences[quotation.sentence].start
    if not current.text[start:b].strip():
        return after_clause
    is_added = before_clause and own is not None and own.verb in vocabulary.adds
    return is_added and (after_clause or not current.text[a:start].strip(STOPPED + OPEN + " "))


def _may_be_one(previous: DraftQuotation, quotation: DraftQuotation) -> bool:
    """Return whether punctuation lets two quotations be one, and no two speakers are known to have said them."""
    between = previous.frame.text[previous.place + 1 : quotation.place]
    between = between.replace(STOPPED, ".").replace(OPEN, ",").strip()  # titles that stand between
    if not between or between[-1] not in _JOINING_MARKS:
        return False
    one, other = previous.speaker, quotation.speaker
    return one is None or other is None or one.name == other.name


def join(previous: DraftQuotation, quotation: DraftQuotation) -> None:
    """Make a quotation a further part of the one before it."""
    head = previous
    while head.head is not None:
        head = head.head
    head.stretches = [*head.stretches, *quotation.stretches]
    if head.speaker is None:
        head.told = quotation.told
    head.circumstances = head.circumstances.filled_from(quotation.circumstances)
    quotation.circumstances = quotation.circumstances.filled_from(head.circumstances)
    if quotation.speaker is None:
        quotation.told = head.told
    quotation.head = head
