"""A quotation in the making, and when two of them are one that its attribution interrupts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.extraction.attribution.choosing import Circumstances
from service.extraction.page.clause import Clue
from service.extraction.page.frames import OPEN, PLACEHOLDERS, STOPPED, Frame
from service.extraction.page.grammar import Grammar, Vocabulary
from service.extraction.page.marks import Stretch
from service.extraction.page.proposals import Proposal
from service.records import Speaker

_JOINING_MARKS = frozenset(",.:;—–-…)")  # what ends the words between two parts of one quotation
_SHORT_CLAUSE = 6  # words of a paragraph of dialogue besides the quotation, which counts for one
_NEXT_TO = 4  # words from a verb of speech to the quotation that it only introduces


@dataclass(slots=True)
class DraftQuotation:
    """The stretches of a quotation, the k-th of a frame the first, and what has been read about it.

    `told_by`: the proposal that was chosen for the clause that attributes it, and `clues` the other ones, lazily; `told`: the
    proposal that was chosen for its speaker; `head`: the quotation of which this one is a further part; `is_narrators`: whether the
    clause right behind it says that whoever writes spoke it.
    """

    stretches: list[Stretch]
    frame: Frame
    k: int
    told_by: Proposal[Clue] | None = None
    clues: Iterable[Proposal[Clue]] = ()
    told: Proposal[Speaker] | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    head: DraftQuotation | None = None
    is_narrators: bool = False
    place: int = field(init=False)
    """Its place in the frame."""
    sentence: int = field(init=False)
    """The number of its sentence in the frame."""
    word: int | None = field(init=False)
    """The number of its word in the sentence, None where a credit has it."""

    def __post_init__(self) -> None:
        self.place = self.frame.places[self.k]
        self.sentence, self.word = self.frame.spots[self.k]

    @property
    def clue(self) -> Clue | None:
        """The clause that attributes it, or None."""
        return self.told_by.value if self.told_by else None

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks, or None."""
        return self.told.value if self.told else None

    def verb_of_others_before(self, grammar: Grammar) -> int | None:
        """Return the verb that leads to it in its sentence and whose subject does not say it, being spoken to or of, or None."""
        words = self.frame.sentences[self.sentence].tokens
        return grammar.verb_of_others_before(words, self.word or 0)

    @property
    def fills_paragraph(self) -> bool:
        """Whether nothing but this quotation stands in its paragraph."""
        return len(self.frame.text.strip()) == 1

    @property
    def fills_sentence(self) -> bool:
        """Whether nothing but quotations stands in its sentence."""
        return all(t.text in PLACEHOLDERS or not t.is_word for t in self.frame.sentences[self.sentence].tokens)

    @property
    def opens_sentence(self) -> bool:
        """Whether no word stands before it in its sentence."""
        tokens = self.frame.sentences[self.sentence].tokens
        return not any(t.is_word for t in tokens[: self.word or 0])

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
    text = previous.frame.text
    a, b = previous.place + 1, quotation.place
    after_clause = _stands_in(previous.clue, previous.frame, a, b)
    before_clause = _introduces_at_once(quotation.clue, previous.frame, a, b)
    is_added = before_clause and quotation.clue is not None and quotation.clue.verb in vocabulary.adds
    if previous.sentence == quotation.sentence:
        return after_clause or is_added or (before_clause and previous.opens_sentence and not _is_introduced(previous))
    start = previous.frame.sentences[quotation.sentence].start
    if not text[start:b].strip():
        return after_clause and not _is_of_its_own(previous, quotation, vocabulary)
    return is_added and (after_clause or not text[a:start].strip(STOPPED + OPEN + " "))


def _stands_in(clue: Clue | None, frame: Frame, a: int, b: int) -> bool:
    """Return whether the verb of a clause stands in [a, b) of a frame."""
    return clue is not None and clue.frame is frame and a <= clue.place < b


def _introduces_at_once(clue: Clue | None, frame: Frame, a: int, b: int) -> bool:
    """Return whether a clause in [a, b) of a frame does nothing but introduce the words at place `b`."""
    if clue is None or not (clue.is_before and clue.is_direct and _stands_in(clue, frame, a, b)):
        return False
    return len(frame.text[clue.place : b].split()) <= _NEXT_TO


def _is_introduced(quotation: DraftQuotation) -> bool:
    """Return whether a clause of its own stands before a quotation, so that one behind it opens another ("called it “A”, said: “B”")."""
    clue = quotation.clue
    return clue is not None and clue.is_before and clue.frame is quotation.frame and not clue.is_direct


def _is_anothers(quotation: DraftQuotation) -> bool:
    """Return whether a clause of its own gives a quotation to somebody of whom nothing is known ("…," somebody shouted)."""
    clue = quotation.clue
    return clue is not None and not clue.is_before and quotation.speaker is None


def _is_of_its_own(previous: DraftQuotation, quotation: DraftQuotation, vocabulary: Vocabulary) -> bool:
    """Return whether a clause of its own gives a quotation to another, or tells it to one ("…,” she told Sky News. “…,” she told Reuters.")."""
    one, other = previous.clue, quotation.clue
    is_told = one is not None and one.verb in vocabulary.addressing and other is not None and other.verb in vocabulary.addressing
    return _is_anothers(quotation) or (is_told and other is not None and not other.is_before and one is not other)


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
