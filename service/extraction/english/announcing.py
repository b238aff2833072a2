"""Whom a sentence announces as the speaker of the next one: "Not so, says Stone.", "Stone’s verdict?", "Her advice?"."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.clauses import source_named
from service.extraction.english.names import is_organization, strip_titles
from service.extraction.english.phrases import parse
from service.extraction.english.verbs import is_cue, is_finite_cue
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import Word
from service.knowledge.gazetteer import Gazetteer

_OWN_WORDS = lexicon.words("owned_words", "owned_answers")
_OWNING_FORMS = {possessive: subject for subject, possessive in lexicon.rows("owning_forms")}
_LONGEST_VERDICT = 8  # tokens of a question after somebody's words
Tokens = tuple[Word, ...]


def speaks_next(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return whom a sentence announces as the speaker of the next ("Not so, says Stone.", "Stone’s verdict?"), or None."""
    if tokens and tokens[-1].text == "?" and len(tokens) <= _LONGEST_VERDICT:
        return _owner_of_words(tokens, gazetteer)
    source = source_named(tokens, gazetteer)
    if source is not None and source.last + 1 == len(tokens) - (not tokens[-1].is_word):
        return source
    comma = next((i for i in range(len(tokens) - 3, 0, -1) if tokens[i].text == ","), None)
    if comma is None or not is_finite_cue(tokens, comma + 1):
        return None
    phrase = parse(tokens, comma + 2, len(tokens), gazetteer)
    ends = phrase is not None and phrase.last + 1 == len(tokens) - (not tokens[-1].is_word)
    return phrase if phrase is not None and ends and phrase.kind not in ("other", "pronoun") else None


def _owner_of_words(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return whose a noun for words is in a short question ("Stone’s verdict?", "Her advice?"), or None."""
    noun = next((i for i in range(len(tokens) - 2, 0, -1) if tokens[i].lower in _OWN_WORDS), None)
    if noun is None or any(is_cue(tokens, i) or tokens[i].lower in lexicon.FINITE_AUXILIARIES for i in range(noun)):
        return None
    if noun == 1 and (subject := _OWNING_FORMS.get(tokens[0].lower)) is not None:
        return Phrase("pronoun", subject, None, 0, 0, subject)
    owner = next((i for i in range(noun) if tokens[i].is_possessive), None)
    return _owner(tokens, owner, noun, gazetteer) if owner is not None else None


def _owner(tokens: Tokens, owner: int, noun: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the name that ends with token `owner` and owns the noun at a token, or None where it is no person's."""
    whole = parse(tokens, 0, noun + 1, gazetteer)
    if whole is None or not whole.owner:
        return None
    _, name = strip_titles(whole.owner.split(), gazetteer)
    if not name or not all(word[0].isupper() for word in name) or is_organization(" ".join(name), False, gazetteer):
        return None
    return Phrase("person", " ".join(name), None, 0, owner, name[-1])
