"""Transcripts, speeches and posts: words that have one speaker without any marks."""

from __future__ import annotations

import re
from collections import Counter

from service.extraction.attribution.labels import Label, cased, find_label, speaker_of, words_of_turn
from service.extraction.english import lexicon
from service.extraction.english.dates import find_dates
from service.extraction.english.people import find_people
from service.extraction.page.layout import Paragraph
from service.records import Attribution, Date, Document, Passage, Span, Speaker, Venue

_DIRECTION = re.compile(r"^[\[(][^\])]{1,120}[\])]\.?$")
_LEAST_TURNS = 3
_HEADER = 4  # paragraphs before the first turn in which occasion and date are sought
_HEADING = 160  # characters
_CONTINUES = 3  # paragraphs without a label that may go on with a turn in an article


def read_turns(document: Document, blocks: list[Paragraph]) -> tuple[list[Passage], frozenset[int]]:
    """The turns of a transcript, and the numbers of the paragraphs that they take.

    The whole of a document that is declared a transcript, and a transcript printed in an article; nothing where none is.
    """
    text = document.text
    labels = _labels(document, blocks)
    regions = _regions(labels, is_whole=document.kind == "transcript")
    if not regions:
        return [], frozenset()
    people = find_people(text)
    first = regions[0][0]
    before = text[: blocks[first].start]
    is_all = len(regions) == 1 and first <= _HEADER and regions[0][1] == len(blocks)
    date, venue = _header(document, blocks[:first][-_HEADER:] if not is_all else blocks[:first][:_HEADER])
    passages: list[Passage] = []
    taken: set[int] = set(range(first)) if document.kind == "transcript" else set()
    for start, end in regions:
        taken.update(range(start, end))
        for label, parts in _turns(text, blocks[start:end], labels[start:end]):
            passages.append(Passage(parts, Attribution(speaker_of(label, before, people, document), date, venue, None)))
    return passages, frozenset(taken)


def _labels(document: Document, blocks: list[Paragraph]) -> list[Label | None]:
    """The label of each paragraph; in a document that is not declared a transcript only those of one style that comes often."""
    labels = [find_label(document.text, block) for block in blocks]
    found = [label for label in labels if label]
    if document.kind == "transcript":
        return labels
    answers = sum(label.is_question_or_answer for label in found)
    uppers = sum(label.is_upper and not label.is_question_or_answer for label in found)
    names = Counter(label.name for label in found if not label.is_upper)
    repeated = {name for name, n in names.items() if n > 1}
    if answers >= _LEAST_TURNS and {"Q", "A"} <= {label.name for label in found}:
        return [label if label and label.is_question_or_answer else None for label in labels]
    if uppers >= _LEAST_TURNS:
        return [label if label and label.is_upper else None for label in labels]
    if len(repeated) > 1 and sum(names[name] for name in repeated) >= 2 * _LEAST_TURNS:
        return [label if label and label.name in repeated else None for label in labels]
    return [None] * len(labels)


def _regions(labels: list[Label | None], *, is_whole: bool) -> list[tuple[int, int]]:
    """Runs of paragraphs [first, last) that are turns: from a label on, to the last one that no longer gap parts from it."""
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


def _turns(text: str, blocks: list[Paragraph], labels: list[Label | None]) -> list[tuple[Label, tuple[Span, ...]]]:
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
    """A speech or a post as one passage of its speaker, a part for each paragraph."""
    parts = []
    for p in blocks:
        start, end = words_of_turn(document.text, p.start, p.end)
        if start < end and not _DIRECTION.match(document.text[start:end]):
            parts.append(Span(start, end, document.text[start:end]))
    speaker = Speaker(document.speaker, "person", basis="document") if document.speaker else None
    date = Date(document.published, "published") if document.published else None
    venue = Venue(document.venue) if document.venue else None
    return [Passage(tuple(parts), Attribution(speaker, date, venue, None))] if parts else []


def _header(document: Document, header: list[Paragraph]) -> tuple[Date | None, Venue | None]:
    """Date and occasion from the lines above the first turn, else what the document says of itself."""
    text = document.text
    date: Date | None = None
    venue = Venue(document.venue) if document.venue else None
    for p in header:
        line = text[p.start : p.end]
        if len(line) > _HEADING or (line.endswith((".", "?", "!")) and not line.isupper()):
            continue  # a sentence, not a heading
        titled = cased(line)
        dates = find_dates(titled, document.published)
        if dates and date is None and len(titled) == len(line):
            a, b = p.start + dates[0].start, p.start + dates[0].end
            date = Date(dates[0].value, "stated", Span(a, b, text[a:b]))
        if venue is None:
            venue = _occasion(text, p, titled)
    if date is None and document.published:
        date = Date(document.published, "published")
    return date, venue


def _occasion(text: str, p: Paragraph, line: str) -> Venue | None:
    words = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
    found = [m for m in words.finditer(line) if m[0].lower() in lexicon.words("occasions")]
    if not found:
        return None
    head = found[0]
    before = list(words.finditer(line, 0, head.start()))[-1:]
    starts_with = before and before[0][0].lower() in ("press", "news", "town", "earnings", "campaign", "committee", "budget")
    start = before[0].start() if starts_with else head.start()
    rest = line[head.end() :]
    place = re.match(r"(?:,\s*(?:at\s+|in\s+)?|\s+(?:at|in|on)\s+(?:the\s+)?)((?:[A-Z][\w’'.-]*\s?)+?)(?=,|\.|$|\s\d)", rest)
    name = line[start : head.end()].lower()
    end = head.end()
    if place and not find_dates(place[1] + " 1", "2020-01-01"):
        name = f"{name} at {place[1].strip()}"
        end = head.end() + place.end()
    a, b = p.start + start, p.start + end
    return Venue(name, Span(a, b, text[a:b]))
