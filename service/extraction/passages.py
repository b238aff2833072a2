"""From the paragraphs of a document to its attributed passages."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from service.extraction.attribution.article import Reading, begin
from service.extraction.attribution.attributing import attribute, relayed_by
from service.extraction.attribution.block_quotes import block_quotes
from service.extraction.attribution.candidates import Candidate, is_continued, join
from service.extraction.attribution.turns import read_turns, whole_text
from service.extraction.english.clues import Clue, clue_for, signature
from service.extraction.english.utterances import is_heading, is_pull_quote, is_utterance
from service.extraction.page.frames import Frame
from service.extraction.page.layout import Paragraph, paragraphs
from service.knowledge.language import is_english
from service.records import Attribution, Date, Document, Outlet, Passage, Span, Speaker, Venue

_Told = TypeVar("_Told", Speaker | None, Date | None, Venue | None, Outlet | None)

_MOST_PULLS = 50  # paragraphs of nothing but a quotation that are sought elsewhere in the text


def extract(document: Document) -> list[Passage]:
    """The attributed passages of a document in the order of the text; never raises, whatever the text.

    Passages that the source itself attributes (`document.stated`) are taken as they stand, and nothing is read from their paragraphs.
    Who said what in running text is read from English alone: passages of an article in another language have no attribution.
    """
    if not document.stated:
        return _read(document, paragraphs(document.text))
    stated = [_dated(passage, document) for passage in document.stated]
    if document.kind == "transcript":
        return stated  # what stands between the turns is headings and notes
    rest = _outside(document.stated, paragraphs(document.text))
    return sorted(stated + _read(document, rest), key=lambda passage: passage.parts[0].start)


def _read(document: Document, blocks: list[Paragraph]) -> list[Passage]:
    """Read the attributed passages out of paragraphs of a document's text."""
    if not blocks:
        return []
    if document.kind in ("speech", "post") and document.speaker:
        return whole_text(document, blocks)
    turns, taken = read_turns(document, blocks)
    if document.kind == "transcript" and not turns:
        return whole_text(document, blocks)
    rest = [block for i, block in enumerate(blocks) if i not in taken]
    told = _Article(begin(document, rest)).passages() if rest else []
    if told and not is_english(document):
        told = [Passage(passage.parts) for passage in told]
    found = turns + told
    return sorted((_with_words(document.text, p) for p in found), key=lambda passage: passage.parts[0].start)


def _dated(passage: Passage, document: Document) -> Passage:
    """Fill in the date and venue of a primary source, where a stated passage has none of its own."""
    if document.kind == "article":
        return passage
    told = passage.attribution
    date = told.date or (Date(document.published, "published") if document.published else None)
    venue = told.venue or (Venue(document.venue) if document.venue else None)
    return replace(passage, attribution=replace(told, date=date, venue=venue))


def _outside(stated: tuple[Passage, ...], blocks: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs that hold neither words of a stated passage nor the name that signs it."""
    taken = sorted((span.start, span.end) for passage in stated for span in (*passage.parts, *_signed(passage)))
    starts = [start for start, _ in taken]
    ends = list(accumulate((end for _, end in taken), max))
    out = []
    for block in blocks:
        before = bisect_left(starts, block.end)  # spans that start before the paragraph ends
        if not before or ends[before - 1] <= block.start:
            out.append(block)
    return out


def _signed(passage: Passage) -> tuple[Span, ...]:
    """Where the speaker of a stated passage is named, if anywhere."""
    speaker = passage.attribution.speaker
    return (speaker.evidence,) if speaker and speaker.evidence else ()


class _Article:
    """One reading of one article, paragraph by paragraph."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._first = {id(group[0]): group for group in reading.groups}
        self._continued = {id(s) for group in reading.groups for s in group[1:]}
        singles = sum(s.is_single for group in reading.groups for s in group)
        self._main_is_single = 2 * singles > sum(len(group) for group in reading.groups)
        self._pulls_left = _MOST_PULLS

    def passages(self) -> list[Passage]:
        for current in self.reading.order:
            self._read_paragraph(current)
        return [self._passage(c) for c in self.reading.done if c.head is None] + block_quotes(self.reading)

    def _read_paragraph(self, current: Frame) -> None:
        used: set[int] = set()
        previous: Candidate | None = None
        block = self.reading.blocks[current.paragraph]
        title = self.reading.document.title
        is_head = is_heading(self.text[block.start : block.end], current, title, self._main_is_single)
        if is_head and self.reading.frame_before(current) is None:
            return
        is_head = is_head and not any(_is_spoken(clue_for(current, k, frozenset())) for k in range(len(current.stretches)))
        titles = self.reading.titles[current.paragraph]
        for k, stretch in enumerate(current.stretches):
            if id(stretch) in self._continued or current.places[k] in titles:
                continue
            candidate = Candidate(self._first.get(id(stretch), [stretch]), current, k)
            candidate.clue = self._clue(candidate, frozenset(used))
            if not self._is_quotation(candidate, previous, is_head):
                continue
            if candidate.clue and not candidate.clue.is_before:
                used.add(candidate.clue.place)
            attribute(self.reading, candidate, previous)
            if previous is not None and is_continued(previous, candidate, _is_relayed):
                join(previous, candidate)
            self.reading.done.append(candidate)
            previous = candidate

    def _is_quotation(self, candidate: Candidate, previous: Candidate | None, is_head: bool) -> bool:
        clue = candidate.clue
        if clue is None and self._is_pulled(candidate):
            return False
        if is_head:
            return False
        if is_utterance(self.text, candidate.frame, candidate.k, clue):
            return True
        return previous is not None and clue is None and is_continued(previous, candidate, _is_relayed)

    def _is_pulled(self, candidate: Candidate) -> bool:
        """Whether a quotation is a paragraph by itself and repeats words of the document; looked up for a few at most."""
        stretch = candidate.stretches[0]
        if len(candidate.stretches) > 1 or len(candidate.frame.text.strip()) > 1 or self._pulls_left <= 0:
            return False
        self._pulls_left -= 1
        return is_pull_quote(self.text, stretch.start, stretch.end)

    def _clue(self, candidate: Candidate, used: frozenset[int]) -> Clue | None:
        """The clause that attributes a quotation: by it, at its end where it runs over paragraphs, or signed under it."""
        clue = clue_for(candidate.frame, candidate.k, used)
        last = candidate.stretches[-1]
        end = self.reading.frames[last.paragraph]
        k = candidate.k
        if len(candidate.stretches) > 1:
            k = end.stretches.index(last)
            clue = clue or clue_for(end, k, frozenset())
        if clue is None:
            clue = self._signature(end, end.places[k])
        return clue if clue is None or clue.phrase.head not in ("i", "we") else None

    def _signature(self, current: Frame, place: int) -> Clue | None:
        """The name signed under words that end at a place, in their paragraph or as the next one."""
        number = current.sentence_at(place)
        tokens = current.sentences[number].tokens
        if tokens and tokens[-1].start > place + 1:
            return signature(current, number, (current.token_at(place) or 0) + 1)
        if number + 1 < len(current.sentences):
            return signature(current, number + 1)
        following = self.reading.frame_after(current)
        return signature(following, 0) if following is not None and following.sentences else None

    def _passage(self, candidate: Candidate) -> Passage:
        parts = tuple(Span(s.start, s.end, self.text[s.start : s.end]) for s in candidate.stretches)
        c = candidate.circumstances
        return Passage(parts, Attribution(candidate.speaker, c.date, c.venue, c.outlet))


def _is_spoken(clue: Clue | None) -> bool:
    """Whether a clause right behind words attributes them, as under no headline."""
    return clue is not None and clue.is_direct and not clue.is_before


def _is_relayed(clue: Clue) -> bool:
    return relayed_by(clue) is not None


def _with_words(text: str, passage: Passage) -> Passage:
    """A passage with the words of its evidence filled in."""

    def filled(value: _Told) -> _Told:
        if value is None or value.evidence is None:
            return value
        span = value.evidence
        return replace(value, evidence=Span(span.start, span.end, text[span.start : span.end]))

    a = passage.attribution
    return replace(passage, attribution=Attribution(filled(a.speaker), filled(a.date), filled(a.venue), filled(a.outlet)))
