"""Transcripts, speeches and posts: words that have one speaker without any marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from service.extraction.attribution.labels import Label, cased, find_label, speaker_of, words_of_turn
from service.extraction.page.grammar import Grammar
from service.extraction.page.layout import Paragraph
from service.records import Attribution, Date, Document, Passage, Span, Speaker, Venue

_DIRECTION = re.compile(r"^[\[(][^\])]{1,120}[\])]\.?$")
_LEAST_TURNS = 3  # labels of one style from which a text is a transcript
_LEAST_REPEATED = 2  # names that come back, where labels are set like any name with a colon
_HEADER = 4  # paragraphs before the first turn in which occasion and date are looked for
_LONGEST_HEADING = 160  # characters
_CONTINUES = 3  # paragraphs without a label that may go on with a turn in an article
_Labels = list[Label | None]


def read_turns(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the turns of a transcript, and the numbers of the paragraphs that they take.

    A document that is declared a transcript is one as a whole; in any other a transcript may be printed. Where there is none,
    both are empty.
    """
    text = document.text
    labels = _labels(document, blocks)
    regions = _regions(labels, is_whole=document.kind == "transcript")
    if not regions:
        return [], frozenset()
    people = grammar.find_people(text)
    first = regions[0][0]
    before = text[: blocks[first].start]
    is_all = len(regions) == 1 and first <= _HEADER and regions[0][1] == len(blocks)
    header = blocks[:first][:_HEADER] if is_all else blocks[:first][-_HEADER:]
    date, venue = _header(document, header, grammar)
    passages: list[Passage] = []
    taken: set[int] = set(range(first)) if document.kind == "transcript" else set()
    for start, end in regions:
        taken.update(range(start, end))
        for label, parts in _turns(text, blocks[start:end], labels[start:end]):
            speaker = speaker_of(label, before, people, document, grammar)
            passages.append(Passage(parts, Attribution(speaker, date, venue, None)))
    return passages, frozenset(taken)


# -- which paragraphs are turns --------------------------------------------------------------------------------------


def _labels(document: Document, blocks: list[Paragraph]) -> _Labels:
    """Return the label of each paragraph; if the document is not declared a transcript, only those of one frequent style."""
    labels = [find_label(document.text, block) for block in blocks]
    if document.kind == "transcript":
        return labels
    found = [label for label in labels if label]
    for is_styled in filter(None, (style(found) for style in _STYLES)):
        return [label if label and is_styled(label) else None for label in labels]
    return [None] * len(labels)


_IsStyled = Callable[[Label], bool]


def _questions_and_answers(found: list[Label]) -> _IsStyled | None:
    """Return whether a label is Q or A, if there are enough of both together."""
    initials = [label for label in found if label.is_question_or_answer]
    has_both = any(label.is_question for label in initials) and not all(label.is_question for label in initials)
    return (lambda label: label.is_question_or_answer) if has_both and len(initials) >= _LEAST_TURNS else None


def _capitals(found: list[Label]) -> _IsStyled | None:
    """Return whether a label is set in capitals, if enough are."""
    uppers = sum(label.is_upper and not label.is_question_or_answer for label in found)
    return (lambda label: label.is_upper) if uppers >= _LEAST_TURNS else None


def _names_that_come_back(found: list[Label]) -> _IsStyled | None:
    """Return whether a label is one of the names that come back, if there are several of them and they come often enough."""
    names = Counter(label.name for label in found if not label.is_upper)
    repeated = {name for name, n in names.items() if n > 1}
    is_dialogue = len(repeated) >= _LEAST_REPEATED and sum(names[name] for name in repeated) >= 2 * _LEAST_TURNS
    return (lambda label: label.name in repeated) if is_dialogue else None


_STYLES = (_questions_and_answers, _capitals, _names_that_come_back)
"""The styles of labels, the one that goes first before."""


def _regions(labels: _Labels, *, is_whole: bool) -> list[tuple[int, int]]:
    """Return [first, last) ranges of turns; gaps of up to `_CONTINUES` unlabelled paragraphs are bridged."""
    places = [i for i, label in enumerate(labels) if label]
    if not places:
        return []
    if is_whole:
        return [(places[0], len(labels))]
    regions = [(places[0], places[0] + 1)]
    for place in places[1:]:
        start, end = regions[-1]
        if place - end <= _CONTINUES:
            regions[-1] = (start, place + 1)
        else:
            regions.append((place, place + 1))
    return [(a, b) for a, b in regions if sum(label is not None for label in labels[a:b]) >= _LEAST_TURNS]


def _turns(text: str, blocks: list[Paragraph], labels: _Labels) -> list[tuple[Label, tuple[Span, ...]]]:
    """Return each label of a region, whose first paragraph has one, with the words of its turn."""
    turns: list[tuple[Label, list[Span]]] = []
    for block, label in zip(blocks, labels, strict=True):
        start = block.start
        if label:
            turns.append((label, []))
            start = label.words
        start, end = words_of_turn(text, start, block.end, is_marked=turns[-1][0].is_marked)
        if start < end and not _DIRECTION.match(text[start:end]):
            turns[-1][1].append(Span(start, end, text[start:end]))
    return [(label, tuple(parts)) for label, parts in turns if parts]


def whole_text(document: Document, blocks: list[Paragraph]) -> list[Passage]:
    """Return a speech or a post as one passage of its speaker, a part for each paragraph; no passage if it is blank."""
    parts = []
    for p in blocks:
        start, end = words_of_turn(document.text, p.start, p.end)
        if start < end and not _DIRECTION.match(document.text[start:end]):
            parts.append(Span(start, end, document.text[start:end]))
    speaker = Speaker(document.speaker, "person", basis="document") if document.speaker else None
    date = Date(document.published, "published") if document.published else None
    venue = Venue(document.venue) if document.venue else None
    return [Passage(tuple(parts), Attribution(speaker, date, venue, None))] if parts else []


# -- the lines above them --------------------------------------------------------------------------------------------


def _header(document: Document, header: list[Paragraph], grammar: Grammar) -> tuple[Date | None, Venue | None]:
    """Return date and occasion from the lines above the first turn, else what the document says of itself."""
    text = document.text
    date: Date | None = None
    venue = Venue(document.venue) if document.venue else None
    for p in header:
        line = text[p.start : p.end]
        if len(line) > _LONGEST_HEADING or (line.endswith((".", "?", "!")) and not line.isupper()):
            continue  # a sentence, not a heading
        titled = cased(line)
        if date is None and len(titled) == len(line):
            date = _date(document, p, titled, grammar)
        if venue is None:
            venue = _occasion(text, p, titled, grammar)
    if date is None and document.published:
        date = Date(document.published, "published")
    return date, venue


def _date(document: Document, p: Paragraph, line: str, grammar: Grammar) -> Date | None:
    """Return the date in a heading, given in title case, or None."""
    dates = grammar.find_dates(line, document.published)
    if not dates:
        return None
    a, b = p.start + dates[0].start, p.start + dates[0].end
    return Date(dates[0].value, "stated", Span(a, b, document.text[a:b]))


def _occasion(text: str, p: Paragraph, line: str, grammar: Grammar) -> Venue | None:
    """Return the occasion that a heading, given in title case, names, or None."""
    found = grammar.occasion_in_heading(line)
    if found is None:
        return None
    name, start, end = found
    a, b = p.start + start, p.start + end
    return Venue(name, Span(a, b, text[a:b]))
