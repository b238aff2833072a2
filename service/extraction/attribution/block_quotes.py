"""Block quotes: paragraphs set apart as somebody's words, attributed by the sentence that introduces them."""

from __future__ import annotations

from service.extraction.attribution.article import Reading
from service.extraction.english.circumstances import read, read_sentence
from service.extraction.english.clauses import main_subject, subject_of
from service.extraction.english.clues import Clue
from service.extraction.english.verbs import is_cue
from service.extraction.page.layout import Paragraph
from service.records import Attribution, Passage, Span


def block_quotes(reading: Reading) -> list[Passage]:
    """The passages of a document's block quotes, a part for each paragraph."""
    blocks: dict[int, list[int]] = {}
    for i, block in enumerate(reading.blocks):
        if block.quoted:
            blocks.setdefault(block.quoted, []).append(i)
    return [_passage(reading, numbers) for numbers in blocks.values()]


def _passage(reading: Reading, numbers: list[int]) -> Passage:
    parts = tuple(_unmarked(reading.text, reading.blocks[i]) for i in numbers)
    before = reading.frames.get(numbers[0] - 1)
    if before is None or not before.sentences:
        return Passage(parts)
    tokens = before.sentences[-1].tokens
    number = len(before.sentences) - 1
    cue = next((i for i in range(len(tokens) - 1, -1, -1) if is_cue(tokens, i)), None)
    phrase = (subject_of(tokens, cue) if cue is not None else None) or main_subject(tokens)
    if phrase is None:
        return Passage(parts)
    clue = Clue(before, number, phrase, cue if cue is not None else phrase.last, True, True)
    titles = reading.titles[before.paragraph]
    stated = read(before, tokens, phrase, clue.cue, titles, reading.published, reading.anchor)
    found = stated.filled_from(read_sentence(before, tokens, titles, reading.published, reading.anchor))
    return Passage(parts, Attribution(reading.resolver.speaker(clue), found.date, found.venue, found.outlet))


def _unmarked(text: str, block: Paragraph) -> Span:
    """A block-quoted paragraph without marks around the whole of it."""
    start, end = block.start, block.end
    inner = text[start:end]
    if len(inner) > 2 and (inner[0], inner[-1]) in (("“", "”"), ('"', '"')):
        start, end = start + 1, end - 1
    return Span(start, end, text[start:end])
