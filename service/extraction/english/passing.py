"""Words of others that somebody reads out, shows or remembers: the document or noun that holds them, and who made it. Pure."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import Tokens, is_adverb
from service.extraction.english.verbs import is_cue, may_be_verb
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge.gazetteer import Gazetteer

_READING, _REMEMBERING = lexicon.union("passing_on", "reading_out"), lexicon.words("relaying_others")
_HOLDING = lexicon.words("documents", "other_documents", "other_messages")
_SAID = lexicon.words("owned_words", "owned_answers")
_LINKS, _MADE = lexicon.words("authors"), lexicon.words("making_documents")
_ON_BEHALF = ("on", "behalf", lexicon.OF)
_BEFORE_WORDS, _LEADING = lexicon.words("before_owned_words"), frozenset((",", ":"))
_TRANSLATING, _ALOUD = lexicon.words("translating_for"), frozenset(("aloud",))
_BEARING_WORDS, _MAKING_SIGNS = lexicon.words("bearing_words"), lexicon.words("making_signs")
_READING_ALOUD, _TEXTS_OF_OTHERS = lexicon.words("reading_aloud"), lexicon.words("texts_of_others")
_BEHIND_SHOWING = frozenset(("up", "out", "aloud", "from", "aloft", "down", "off"))
_LONGEST_THING = 4  # tokens from an article to its noun, and from a verb to the article
_LONGEST_READ = 24  # tokens from the verb to what it leads to
_LONGEST_MAKING = 6  # tokens from "by" to the noun in "an email written last May by"
_LONGEST_ASIDE = 5  # tokens of "Inspector Ada Stone recalled"
_LONGEST_NOUN_PHRASE = 8  # tokens from "the" of "the advice on the slip" to its comma


def read_out(tokens: Tokens, here: int) -> tuple[int, int] | None:
    """Return (verb, link to the author) of another's document that somebody reads or shows before token `here`, or None.

    "Stone read from a statement by Pell: “…”", "showed the court a text sent by Pell: “…”", "read a note on behalf of Pell: “…”".
    """
    if here < 1 or tokens[here - 1].text not in _LEADING:
        return None
    for link in range(here - 2, max(1, here - _LONGEST_READ), -1):
        if tokens[link].text in PLACEHOLDERS or (is_cue(tokens, link) and tokens[link].lower not in _MADE):
            return None
        noun = _made_by(tokens, link)
        if noun is not None:
            verb = _reading_before(tokens, noun, max(0, here - _LONGEST_READ))
            return (verb, link) if verb is not None else None
    return None


def shown(tokens: Tokens, here: int) -> int | None:
    """Return the verb of showing or reading out what bears words of nobody named, which a comma or colon leads to, or None.

    "Stone unfurled a banner: “…”", "read aloud from the letter: “…”", "translated: “…”"; not her own ("read from her notes", "read a
    statement").
    """
    last = here - 1
    if last < 1 or tokens[last].text not in _LEADING:
        return None
    if tokens[last - 1].lower in _TRANSLATING:
        return last - 1
    noun = last - 1 - (tokens[last - 1].lower in _ALOUD)
    verb = _verb_of_object(tokens, noun)
    if verb is None:
        return None
    low = tokens[verb].lower
    is_bearer = tokens[noun].lower in _BEARING_WORDS and may_be_verb(tokens, verb) and low not in _MAKING_SIGNS
    is_read = tokens[noun].lower in _TEXTS_OF_OTHERS and low in _READING_ALOUD
    return verb if is_read or (is_bearer and not is_cue(tokens, verb)) else None


def _verb_of_object(tokens: Tokens, noun: int) -> int | None:
    """Return the verb, not the first word, whose object a noun with an article is, past a particle or "from" ("read out the letter"), or None."""
    article = next((i for i in range(noun - 1, max(0, noun - _LONGEST_THING), -1) if not _describes(tokens[i])), 0)
    if article < 1 or tokens[article].lower not in lexicon.ARTICLES:
        return None
    near = range(article - 1, max(0, article - 1 - _LONGEST_THING), -1)
    return next((i for i in near if tokens[i].lower not in _BEHIND_SHOWING), None)


def _describes(token: Word) -> bool:
    """Return whether a token may stand between an article and its noun."""
    return token.is_word and token.lower not in lexicon.CLOSED and token.lower not in lexicon.DETERMINERS


def _made_by(tokens: Tokens, link: int) -> int | None:
    """Return the noun for a document that token `link` joins to its author ("a statement by", "a text sent by", "a note on behalf of"), or None."""
    before = link - 1
    if tuple(token.lower for token in tokens[max(0, link - 2) : link + 1]) == _ON_BEHALF:
        before = link - len(_ON_BEHALF)
    elif tokens[link].lower not in _LINKS:
        return None
    noun = next((i for i in range(before, max(-1, before - _LONGEST_MAKING), -1) if tokens[i].lower in _HOLDING), None)
    between = [token for token in tokens[noun + 1 : before + 1] if not is_adverb(token)] if noun is not None else []
    is_whole = all(token.is_word for token in between) and (not between or between[0].lower in _MADE)
    return noun if is_whole else None


def _reading_before(tokens: Tokens, noun: int, first: int) -> int | None:
    """Return the verb of reading or showing whose object a noun is, in one clause, or None."""
    for verb in range(noun - 1, first - 1, -1):
        if not tokens[verb].is_word or tokens[verb].lower in lexicon.CONJUNCTIONS:
            return None
        if tokens[verb].lower in _READING:
            return verb
    return None


def author_behind(tokens: Tokens, link: int, here: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the author of a document whose name or description stands behind token `link`, or None where none is told."""
    phrase = parse(tokens, link + 1, here, gazetteer)
    return phrase if phrase is not None and phrase.kind not in ("other", "pronoun") else None


def remembered(tokens: Tokens, here: int) -> int | None:
    """Return the verb by which somebody only remembers the words at token `here` ("The advice on it, Stone recalled, was “…”"), or None.

    They are whose advice it was, which the noun with an article does not tell.
    """
    at = here - 1
    while at > 0 and tokens[at].lower in lexicon.ARTICLES:
        at -= 1
    if at < 1 or tokens[at].lower not in _BEFORE_WORDS or tokens[at - 1].text != ",":
        return None
    close = at - 1
    opening = next((i for i in range(close - 1, max(0, close - 1 - _LONGEST_ASIDE), -1) if tokens[i].text == ","), None)
    verb = next((i for i in (close - 1, (opening or 0) + 1) if tokens[i].lower in _REMEMBERING), None)
    return verb if opening is not None and verb is not None and _is_of_nobody(tokens, opening) else None


def _is_of_nobody(tokens: Tokens, end: int) -> bool:
    """Return whether a noun for words with an article stands in the phrase that ends before token `end` ("The advice on it,")."""
    for i in range(end - 1, max(0, end - _LONGEST_NOUN_PHRASE), -1):
        if tokens[i].lower in _SAID:
            return tokens[i - 1].lower in lexicon.ARTICLES
        if not tokens[i].is_word:
            return False
    return False
