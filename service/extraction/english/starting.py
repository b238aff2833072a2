"""Where a phrase before a verb or a comma may start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from service.extraction.english import lexicon
from service.extraction.english.gaps import is_gap
from service.extraction.english.openings import skip_opening
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import Tokens, starts_phrase
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge.gazetteer import Gazetteer

_MOST_STARTS = 6  # places before a comma where the phrase that it follows is sought
SUBORDINATE_OPENERS = lexicon.SUBORDINATORS | lexicon.RELATIVES | lexicon.words("questions", "comparatives")
_CLAUSE_OPENERS = SUBORDINATE_OPENERS | lexicon.CONJUNCTIONS
OPENING_MARKS = frozenset(";:—–-(,•*") | PLACEHOLDERS
_WITHOUT_OBJECT = lexicon.words("without_object")
_BOTH = lexicon.words("both")


def starts(tokens: Tokens, cue: int) -> Iterator[int]:
    """Yield the places where the clause of the verb at token `cue` can start, nearest first."""
    for i in range(cue - 2, -1, -1):
        if _opens_clause(tokens[i]) or opens_content(tokens, i):
            yield i + 1
    yield 0


def opens_content(tokens: Tokens, i: int) -> bool:
    """Return whether what was said can start behind a verb of speech, without "that" ("Pell said Stone had told him")."""
    if not i or tokens[i].lower not in _WITHOUT_OBJECT or not (tokens[i - 1].is_word or _closes_apposition(tokens, i - 1)):
        return False
    return starts_phrase(tokens[i + 1])


def _closes_apposition(tokens: Tokens, comma: int) -> bool:
    """Return whether a comma closes the apposition behind a name that opens the sentence ("Ada Stone, the clerk, said Pell told her")."""
    if tokens[comma].text != ",":
        return False
    opening = next((k for k in range(1, comma) if tokens[k].text == ","), None)
    return opening is not None and all(token.is_capitalised for token in tokens[:opening])


def _opens_clause(token: Word) -> bool:
    """Return whether a clause can start behind a token."""
    return token.text in OPENING_MARKS or token.lower in _CLAUSE_OPENERS


def phrase_before(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return a phrase that ends right before token `end`, sought from the clause starts before it, or None."""
    for start in islice(starts(tokens, end), _MOST_STARTS):
        at = start if start else skip_opening(tokens, 0, end)
        at += at + 1 < end and tokens[at].lower in _BOTH
        phrase = parse(tokens, at, end, gazetteer)
        if phrase and phrase.kind != "other" and (phrase.last == end - 1 or is_gap(tokens, phrase, end, gazetteer)):
            return phrase
    return None
