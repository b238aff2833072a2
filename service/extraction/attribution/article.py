"""One article as it is read: its frames, the people in it, and what has been found so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from service.extraction.attribution.candidates import Candidate
from service.extraction.attribution.speakers import Resolver
from service.extraction.english.dates import find_dates
from service.extraction.english.people import People, find_people
from service.extraction.english.utterances import is_title
from service.extraction.page.frames import Frame, frame
from service.extraction.page.layout import Paragraph
from service.extraction.page.marks import Stretch, quoted
from service.knowledge import tables
from service.records import Document

_RELATIVE = re.compile(r"\b(?:later|earlier|after|before|following|next|previous|same|that)\b", re.IGNORECASE)
_ANCHORED = 1  # paragraphs over which a date is what "two days later" counts from
_BACK = 40  # quotations back that are looked at


@dataclass(slots=True)
class Reading:
    """`frames` by paragraph number, `order` the same in a row; `titles`: the words of quoted titles by paragraph and frame place.

    `anchor` is the date last spoken of, against which "two days later" is resolved; `done` the quotations read so far.
    """

    document: Document
    blocks: list[Paragraph]
    groups: list[list[Stretch]]
    frames: dict[int, Frame]
    people: People
    resolver: Resolver
    titles: dict[int, dict[int, str]]
    order: list[Frame] = field(init=False)
    position: dict[int, int] = field(init=False)
    anchor: str | None = None
    anchored: int = 0  # the paragraph in which that date was spoken of
    done: list[Candidate] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.order = list(self.frames.values())
        self.position = {number: i for i, number in enumerate(self.frames)}

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def published(self) -> str | None:
        return self.document.published

    def anchor_for(self, current: Frame, sentence: int) -> str | None:
        """The date against which "two days later" in a sentence is resolved: the last one told right before it."""
        start = current.sentences[sentence].start
        if not _RELATIVE.search(current.text, start, current.sentences[sentence].end):
            return self.anchor
        before = self.frame_before(current)
        for told, end in ((current, start), (before, None)) if before else ((current, start),):
            dates = [d for d in find_dates(told.text, self.published, None, 0, end) if d.is_anchored]
            if dates:
                return dates[-1].value
        return self.anchor if current.paragraph - self.anchored <= _ANCHORED else None

    def frame_before(self, current: Frame) -> Frame | None:
        at = self.position[current.paragraph]
        return self.order[at - 1] if at else None

    def frame_after(self, current: Frame) -> Frame | None:
        at = self.position[current.paragraph] + 1
        return self.order[at] if at < len(self.order) else None

    def last(self, holds: Callable[[Candidate], bool]) -> Candidate | None:
        """The latest quotation read for which `holds` is true, not looking back without end."""
        return next((c for c in reversed(self.done[-_BACK:]) if holds(c)), None)


def begin(document: Document, blocks: list[Paragraph]) -> Reading:
    """The reading of an article before any quotation of it has been attributed."""
    text = document.text
    groups = quoted(text, blocks)
    by_paragraph: dict[int, list[Stretch]] = {}
    for group in groups:
        for stretch in group:
            by_paragraph.setdefault(stretch.paragraph, []).append(stretch)
    frames = {i: frame(text, i, block, by_paragraph.get(i, [])) for i, block in enumerate(blocks) if not block.quoted}
    people = find_people(text)
    resolver = Resolver(people, list(frames.values()), president=_president(document))
    titles = {
        number: {
            current.places[k]: text[stretch.start : stretch.end]
            for k, stretch in enumerate(current.stretches)
            if is_title(text, current, k)
        }
        for number, current in frames.items()
    }
    return Reading(document, blocks, groups, frames, people, resolver, titles)


def _president(document: Document) -> str | None:
    """The president of the United States on the day of publication, where the text names him somewhere."""
    name = None
    published = document.published or ""
    for line in tables.lines("presidents"):
        since, who = line.split("|")
        if since <= published:
            name = who
    return name if name and name.split()[-1] in document.text else None
