"""A sentence of English as the rules are handed it."""

from __future__ import annotations

from service.extraction.english.grammar import EnglishGrammar
from service.extraction.english.verbs import is_cue
from service.extraction.page.clause import SentenceContext
from service.extraction.page.frames import Frame, frame
from service.extraction.page.layout import paragraphs
from service.extraction.page.marks import quoted
from service.knowledge.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()
ENGLISH = EnglishGrammar(GAZETTEER)
PUBLISHED = "2024-05-18"  # a Saturday


def framed(text: str) -> Frame:
    """Return the frame of a paragraph."""
    blocks = paragraphs(text)
    return frame(text, 0, blocks[0], [s for group in quoted(text, blocks) for s in group], ENGLISH)


def sentence(text: str, titles: tuple[str, ...] = (), anchor: str | None = None, number: int = 0) -> SentenceContext:
    """Return a sentence of a paragraph, with the stretches in marks that are titles."""
    found = framed(text)
    stretches = zip(found.places, found.stretches, strict=True)
    by_place = {place: text[s.start : s.end] for place, s in stretches if text[s.start : s.end] in titles}
    return SentenceContext(found, found.sentences[number].tokens, by_place, PUBLISHED, anchor, GAZETTEER)


def cue_of(context: SentenceContext, verb: str | None = None) -> int:
    """Return the index of a sentence's first verb of speech, or of a certain one, or -1."""
    found = (i for i, word in enumerate(context.tokens) if is_cue(context.tokens, i) and verb in (None, word.lower))
    return next(found, -1)
