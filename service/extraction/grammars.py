"""Which language has which grammar: the one place where a language is added."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from service.extraction.english.grammar import EnglishGrammar
from service.extraction.german.grammar import GermanGrammar
from service.extraction.page.grammar import Grammar, NoGrammar
from service.knowledge.gazetteer import Gazetteer

_UNKNOWN = "en"  # what a text is read as that is too short to tell its language
GRAMMARS: Mapping[str, Callable[[Gazetteer], Grammar]] = {"en": EnglishGrammar, "de": GermanGrammar}
"""{ISO 639-1: what makes the grammar}."""


def grammar_for(language: str | None, gazetteer: Gazetteer) -> Grammar:
    """Return the grammar of a language given as ISO 639-1; of one that has none, `NoGrammar`."""
    make = GRAMMARS.get(language or _UNKNOWN)
    return make(gazetteer) if make else NoGrammar()
