"""Whom a sentence is about that does not begin with its subject, or whose subject is a noun that no table has. Pure."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import Tokens
from service.extraction.page.clause import Phrase
from service.knowledge.gazetteer import Gazetteer

_EXPLETIVE = frozenset(("it",))
_BEING = lexicon.words("being")
_LEAST_CLEFT = 5  # words of "It was Stone who sang"
_LONGEST_PLACE = 8  # tokens from the start of a sentence to the verb behind its place
_PLACES_FIRST = lexicon.PREPOSITIONS | lexicon.words("opening_places")
_STANDING_THERE = lexicon.words("standing_there")
_KNOWN_DETERMINERS = lexicon.DETERMINERS - lexicon.words("negations")
_BEHIND_NAME = lexicon.PREPOSITIONS | {lexicon.WHO}
_QUESTION_MARK = "?"


def cleft(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "It was Ada Stone, a clerk, who put it there": whom the sentence sets apart, or None."""
    if end < _LEAST_CLEFT or tokens[0].lower not in _EXPLETIVE or tokens[1].lower not in _BEING:
        return None
    phrase = parse(tokens, 2, end, gazetteer)
    if phrase is None or phrase.kind != "person":
        return None
    who = next((i for i in range(phrase.last + 1, end) if tokens[i].lower == lexicon.WHO), None)
    return phrase if who is not None and (who == phrase.last + 1 or tokens[phrase.last + 1].text == ",") else None


def somebody(tokens: Tokens, phrase: Phrase | None, end: int) -> Phrase | None:
    """Return an unknown noun as the description of whom "who" tells more of ("The tinsmith, who asked not to be named, wept"), or None."""
    if phrase is None or tokens[phrase.first].lower not in _KNOWN_DETERMINERS:
        return None
    who = phrase.last + 2
    is_told = who < end and tokens[who - 1].text == "," and tokens[who].lower == lexicon.WHO
    return phrase._replace(kind="description") if is_told else None


def placed(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return who is where a sentence that begins with the place says ("At the front walked Ada Stone, 54, with a can"), or None."""
    if not end or tokens[end - 1].text == _QUESTION_MARK or tokens[0].lower not in _PLACES_FIRST:
        return None
    verb = next(
        (i for i in range(1, min(end, _LONGEST_PLACE)) if tokens[i].lower in _STANDING_THERE or tokens[i].text == ","), None
    )
    phrase = parse(tokens, verb + 1, end, gazetteer) if verb is not None and tokens[verb].text != "," else None
    if phrase is None or phrase.kind not in ("person", "description"):
        return None
    after = tokens[phrase.last + 1] if phrase.last + 1 < end else None
    return phrase if after is None or not after.is_word or after.lower in _BEHIND_NAME else None
