"""One article while it is read: its frames, the people in it, and what has been found so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from service.extraction.attribution.choosing import Choices
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.speakers import Resolver
from service.extraction.page.clause import SentenceContext
from service.extraction.page.frames import Frame, frame
from service.extraction.page.grammar import Grammar, People
from service.extraction.page.incises import dialogue, without_incises
from service.extraction.page.layout import Paragraph
from service.extraction.page.links import Gap
from service.extraction.page.marks import Stretch, quoted
from service.extraction.page.unclosed import bounded
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

_ANCHORED = 1  # paragraphs over which a date is what "two days later" counts from
_BACK = 40  # quotations back that are looked at; bounds the work on a long article
_BEFORE = 2000  # characters before a sentence in which a date counts as told right before it


@dataclass(slots=True)
class Article:
    """An article's parts and what has been read of them.

    `groups`: the stretches of each quotation, as `quotations` gives them; `frames`: by number of the paragraph, and `order`
    the same in a row; `titles`: {number of the paragraph: {frame place: words}} of quoted titles. `anchor` is the date last
    spoken of, in paragraph `anchored`, from which "two days later" counts; `done` are the quotations read so far.
    """

    document: Document
    grammar: Grammar
    gazetteer: Gazetteer
    blocks: list[Paragraph]
    groups: list[list[Stretch]]
    frames: dict[int, Frame]
    people: People
    resolver: Resolver
    titles: dict[int, dict[int, str]]
    choices: Choices
    order: list[Frame] = field(init=False)
    position: dict[int, int] = field(init=False)
    anchor: str | None = None
    anchored: int = 0
    done: list[DraftQuotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.order = list(self.frames.values())
        self.position = {number: i for i, number in enumerate(self.frames)}

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def context(self, current: Frame, sentence: int) -> SentenceContext:
        """Return a sentence with what its circumstances are read against."""
        return self.context_with(current, sentence, self.anchor_for(current, sentence))

    def context_with(self, current: Frame, sentence: int, anchor: str | None) -> SentenceContext:
        """Return a sentence with what its circumstances are read against, given the date that others count from."""
        tokens, titles = current.sentences[sentence].tokens, self.titles[current.paragraph]
        document = self.document
        return SentenceContext(current, tokens, titles, document.published, anchor, self.gazetteer, document.outlet)

    def anchor_for(self, current: Frame, sentence: int) -> str | None:
        """Return the date from which "two days later" in a sentence counts: the last one told right before it."""
        start = current.sentences[sentence].start
        if not self.grammar.vocabulary.counts_from.search(current.text, start, current.sentences[sentence].end):
            return self.anchor
        before = self.frame_before(current)
        for told, end in ((current, start), (before, len(before.text))) if before else ((current, start),):
            found = self.grammar.find_dates(told.text, self.document.published, None, max(0, end - _BEFORE), end)
            dates = [d for d in found if d.is_anchored]
            if dates:
                return dates[-1].value
        return self.anchor if current.paragraph - self.anchored <= _ANCHORED else None

    def frame_before(self, current: Frame) -> Frame | None:
        """Return the frame before one, or None."""
        at = self.position[current.paragraph]
        return self.order[at - 1] if at else None

    def frame_after(self, current: Frame) -> Frame | None:
        """Return the frame after one, or None."""
        at = self.position[current.paragraph] + 1
        return self.order[at] if at < len(self.order) else None

    def last(self, holds: Callable[[DraftQuotation], bool]) -> DraftQuotation | None:
        """Return the latest of the last quotations read for which `holds` is true, or None."""
        return next((c for c in reversed(self.done[-_BACK:]) if holds(c)), None)


def quotations(text: str, blocks: list[Paragraph], grammar: Grammar) -> list[list[Stretch]]:
    """Return the stretches of each quotation in some paragraphs of a text, in order."""
    groups = bounded(text, quoted(text, blocks), blocks, grammar)
    if grammar.attributes_inside:
        groups = sorted(without_incises(text, groups) + dialogue(text, blocks, groups), key=_start)
    return groups


def begin(
    document: Document,
    grammar: Grammar,
    gazetteer: Gazetteer,
    blocks: list[Paragraph],
    groups: list[list[Stretch]],
    choices: Choices,
    gaps: Sequence[Gap] = (),
) -> Article:
    """Return an article, given its paragraphs and `quotations`, before any of these has been attributed.

    `gaps`: what of its sentences is no part of them, in order, and blank in its text.
    """
    text = document.text
    by_paragraph: dict[int, list[Stretch]] = {}
    for group in groups:
        for stretch in group:
            by_paragraph.setdefault(stretch.paragraph, []).append(stretch)
    frames = {
        i: frame(text, i, block, by_paragraph.get(i, []), grammar, gaps) for i, block in enumerate(blocks) if not block.quoted
    }
    people = grammar.find_people(text)
    head = _head_of_state(document, gazetteer)
    resolver = Resolver(people, list(frames.values()), grammar, gazetteer, head_of_state=head, publisher=document.outlet)
    titles = {
        number: {
            current.places[k]: text[stretch.start : stretch.end]
            for k, stretch in enumerate(current.stretches)
            if grammar.is_title(text, current, k)
        }
        for number, current in frames.items()
    }
    return Article(document, grammar, gazetteer, blocks, groups, frames, people, resolver, titles, choices)


def _start(group: list[Stretch]) -> int:
    """Return where a quotation starts."""
    return group[0].start


def _head_of_state(document: Document, gazetteer: Gazetteer) -> str | None:
    """Return the president of the United States on the day of publication, where the text names them, or None."""
    name = gazetteer.president_on(document.published or "")
    return name if name and name.split()[-1] in document.text else None
