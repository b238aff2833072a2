"""Block quotes: paragraphs set apart as somebody's words, attributed by the sentence that introduces them."""

from __future__ import annotations

from dataclasses import replace

from service.extraction.attribution.announcements import announcement
from service.extraction.attribution.article import Article
from service.extraction.attribution.choosing import choose, settle, value_of
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import Frame, frame
from service.extraction.page.grammar import Grammar
from service.extraction.page.headings import is_pull_quote
from service.extraction.page.layout import Paragraph
from service.extraction.page.marks import quoted
from service.records import Attribution, Passage, Span

_COLON, _ENDS, _ELISIONS = ":", frozenset('.!?…”"'), frozenset("[…")
_LEAST_WORDS = 8  # of a paragraph without marks that is somebody's words
_OPENING = frozenset('“"„«')
_PAIRS = (("“", "”"), ('"', '"'))


def block_quotes(article: Article) -> list[Passage]:
    """Return the passages of a document's block quotes, a part for each paragraph."""
    blocks: dict[int, list[int]] = {}
    for i, block in enumerate(article.blocks):
        if block.quoted:
            blocks.setdefault(block.quoted, []).append(i)
    marked = [_passage(article, numbers) for numbers in blocks.values() if not _is_pulled(article, numbers)]
    set_apart = (_passage(article, [i]) for i in range(1, len(article.blocks)) if _is_set_apart(article, i))
    apart = [passage for passage in set_apart if _is_by_somebody(passage)]
    return sorted(marked + apart, key=lambda passage: passage.parts[0].start) if apart else marked


def with_reports_apart(text: str, blocks: list[Paragraph], grammar: Grammar) -> list[Paragraph]:
    """Return the paragraphs of an article, those of block quotes that themselves quote somebody by name as any other paragraph.

    What is set apart then is a report, and only the words in its marks are spoken: "“We sail at noon,” said Ada Stone."
    """
    return [replace(b, quoted=0) if b.quoted and _is_report(text, replace(b, quoted=0), grammar) else b for b in blocks]


def _is_report(text: str, block: Paragraph, grammar: Grammar) -> bool:
    """Return whether a paragraph opens with words in marks and says behind them whose they are; what a narrator tells is none."""
    if text[block.start] not in _OPENING:
        return False
    stretches = [stretch for group in quoted(text, [block]) for stretch in group]
    if not stretches or stretches[0].outer_start != block.start or stretches[0].outer_end >= block.end:
        return False
    current = frame(text, 0, block, stretches, grammar)
    words = {token.lower for sentence in current.sentences for token in sentence.tokens}
    if not words.isdisjoint(grammar.vocabulary.first_persons):
        return False
    clue = value_of(choose(grammar.clues(current, 0, frozenset())))
    return clue is not None and clue.is_direct and not clue.is_before and clue.phrase.kind == "person"


def may_hold_block_quotes(text: str, blocks: list[Paragraph]) -> bool:
    """Return whether paragraphs may hold block quotes: False only if `block_quotes` finds none in them, which takes far longer to say."""
    return any(block.quoted or text[block.start : block.end].rstrip().endswith(_COLON) for block in blocks)


def _is_by_somebody(passage: Passage) -> bool:
    """Return whether a passage has a speaker whose name has a capital, so that it is no thing ("our post continues:")."""
    speaker = passage.attribution.speaker
    return speaker is not None and not (speaker.type == "organization" and speaker.name.islower())


def _is_set_apart(article: Article, number: int) -> bool:
    """Return whether a paragraph without marks is what the one before ends by announcing ("Stone declared:")."""
    block, before = article.blocks[number], article.frames.get(number - 1)
    if block.quoted or article.blocks[number - 1].quoted or before is None or not before.sentences:
        return False
    own = article.frames.get(number)
    if own is None or own.stretches or not before.text.rstrip().endswith(_COLON):
        return False
    text = article.text[block.start : block.end]
    if len(text.split()) < _LEAST_WORDS or text[-1] not in _ENDS or not (text[0].isupper() or text[0] in _ELISIONS):
        return False
    return _announces(article, before)


def _announces(article: Article, before: Frame) -> bool:
    """Return whether a paragraph announces the next one as words of somebody who is not whoever writes."""
    clue = announcement(before, article.grammar)
    return clue is not None and clue.phrase.head not in article.grammar.vocabulary.first_persons


def _is_pulled(article: Article, numbers: list[int]) -> bool:
    """Return whether a block quote is a pull quote: it repeats words of the running text."""
    if len(numbers) > 1:
        return False
    part = _unmarked(article.text, article.blocks[numbers[0]])
    return is_pull_quote(article.text, part.start, part.end, is_set_apart=True)


def _passage(article: Article, numbers: list[int]) -> Passage:
    """Return the passage of the paragraphs with some numbers, attributed by the last sentence before them."""
    parts = tuple(_unmarked(article.text, article.blocks[i]) for i in numbers)
    clue = _clue(article, numbers[0] - 1)
    if clue is None:
        return Passage(parts)
    context, grammar = article.context_with(clue.frame, clue.sentence, article.anchor), article.grammar
    stated = settle(grammar.stated(context, clue.phrase, clue.cue)).filled_from(settle(grammar.introduced(context)))
    told = article.resolver.speaker_of(clue)
    article.resolver.note(told)
    speaker = value_of(told)
    return Passage(parts, Attribution(speaker, value_of(stated.date), value_of(stated.venue), value_of(stated.outlet)))


def _clue(article: Article, number: int) -> Clue | None:
    """Return the clause that ends the paragraph with a number, of its last verb of speech or of its subject alone, or None."""
    before = article.frames.get(number)
    if before is None or not before.sentences:
        return None
    tokens, grammar = before.sentences[-1].tokens, article.grammar
    announced = announcement(before, grammar)
    if announced is not None:
        return announced
    cue = next((i for i in range(len(tokens) - 1, -1, -1) if grammar.is_cue(tokens, i)), None)
    phrase = (grammar.subject_of(tokens, cue) if cue is not None else None) or grammar.main_subject(tokens)
    if phrase is None or (not before.text.rstrip().endswith(_COLON) and _is_told_of(phrase, has_verb=cue is not None)):
        return None
    return Clue(before, len(before.sentences) - 1, phrase, cue if cue is not None else phrase.last, True, True)


def _is_told_of(phrase: Phrase, *, has_verb: bool) -> bool:
    """Return whether the subject of a sentence before a block quote is only told of, and nobody whose words follow.

    "Most of them are true.", a thing also where the verb might be one of speech: "The letter was read in church."
    """
    return (phrase.kind == "description" and not has_verb) or (phrase.kind == "organization" and phrase.name.islower())


def _unmarked(text: str, block: Paragraph) -> Span:
    """Return a block-quoted paragraph without marks around the whole of it."""
    start, end = block.start, block.end
    inner = text[start:end]
    if len(inner) > 2 and (inner[0], inner[-1]) in _PAIRS:
        start, end = start + 1, end - 1
    return Span(start, end, text[start:end])
