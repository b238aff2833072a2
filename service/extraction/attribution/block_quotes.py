"""Block quotes: paragraphs set apart as somebody's words, attributed by the sentence that introduces them."""

from __future__ import annotations

from service.extraction.attribution.article import Article
from service.extraction.attribution.choosing import settle, value_of
from service.extraction.page.clause import Clue
from service.extraction.page.headings import is_pull_quote
from service.extraction.page.layout import Paragraph
from service.records import Attribution, Passage, Span

_PAIRS = (("“", "”"), ('"', '"'))


def block_quotes(article: Article) -> list[Passage]:
    """Return the passages of a document's block quotes, a part for each paragraph."""
    blocks: dict[int, list[int]] = {}
    for i, block in enumerate(article.blocks):
        if block.quoted:
            blocks.setdefault(block.quoted, []).append(i)
    return [_passage(article, numbers) for numbers in blocks.values() if not _is_pulled(article, numbers)]


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
    cue = next((i for i in range(len(tokens) - 1, -1, -1) if grammar.is_cue(tokens, i)), None)
    phrase = (grammar.subject_of(tokens, cue) if cue is not None else None) or grammar.main_subject(tokens)
    if phrase is None:
        return None
    return Clue(before, len(before.sentences) - 1, phrase, cue if cue is not None else phrase.last, True, True)


def _unmarked(text: str, block: Paragraph) -> Span:
    """Return a block-quoted paragraph without marks around the whole of it."""
    start, end = block.start, block.end
    inner = text[start:end]
    if len(inner) > 2 and (inner[0], inner[-1]) in _PAIRS:
        start, end = start + 1, end - 1
    return Span(start, end, text[start:end])
