"""Whom a sentence announces as the speaker of the next one: "Not so, says Stone.", "Stone’s verdict?", "Her advice?"."""

from __future__ import annotations

from collections.abc import Callable

from service.extraction.english import lexicon
from service.extraction.english.clauses import source_named, subject_of
from service.extraction.english.names import is_organization, strip_titles
from service.extraction.english.phrases import parse
from service.extraction.english.verbs import is_cue, is_finite_cue, may_report
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import Word
from service.knowledge.gazetteer import Gazetteer

_OWN_WORDS = lexicon.words("owned_words", "owned_answers")
_OWNING_FORMS = {possessive: subject for subject, possessive in lexicon.rows("owning_forms")}
_RELEASED = lexicon.words("owned_words", "released")
_ATTRIBUTABLE, _ATTRIBUTED = lexicon.words("attributable"), lexicon.words("attributed_words")
_POINTING = lexicon.words("pointing_back")
_WORDS_OF, _BEING = _OWN_WORDS | lexicon.words("owned_charges"), lexicon.words("being")
_FROM, _COMING, _SO, _HOW = frozenset(("from",)), lexicon.words("arriving"), frozenset(("so", "thus")), frozenset(("how",))
_PUTTING, _IT = lexicon.words("putting"), "it"
_SHORTEST_TOLD = 4  # tokens of "So said Stone."
_FROM_WHOM = frozenset((lexicon.OF, "from"))
_SETTING = lexicon.DETERMINERS - lexicon.words("negations")
_BE = "be"
_LONGEST_TOLD = 5  # tokens from a form of "be" to the noun for words
_LONGEST_RELEASE = 12  # tokens before the name of whom a release gives words as
_SAID = lexicon.words("neutral_saying")
_BESIDE_SPEECH = lexicon.words("beside_speech")
_LONGEST_BESIDE = 6  # tokens behind a verb of speech that tell when or where
_LONGEST_VERDICT = 8  # tokens of a question after somebody's words
Tokens = tuple[Word, ...]


def speaks_next(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return whom a sentence announces as the speaker of the next ("Not so, says Stone.", "Stone’s verdict?"), or None."""
    if tokens and tokens[-1].text == "?" and len(tokens) <= _LONGEST_VERDICT:
        return _owner_of_words(tokens, gazetteer)
    if (released := attributable(tokens, len(tokens), gazetteer)) is not None:
        return released
    source = source_named(tokens, gazetteer)
    if source is not None and source.last + 1 == len(tokens) - (not tokens[-1].is_word):
        return source
    comma = next((i for i in range(len(tokens) - 3, 0, -1) if tokens[i].text == ","), None)
    if comma is None or not is_finite_cue(tokens, comma + 1):
        return None
    phrase = parse(tokens, comma + 2, len(tokens), gazetteer)
    ends = phrase is not None and phrase.last + 1 == len(tokens) - (not tokens[-1].is_word)
    return phrase if phrase is not None and ends and phrase.kind not in ("other", "pronoun") else None


def spoke_before(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return whose a sentence says that the words before it were ("That was the message from Ada Stone."), or None."""
    if len(tokens) < _SHORTEST_TOLD:
        return None
    told = next((at for find in _TELLING_BEHIND if (at := find(tokens)) is not None), None)
    phrase = parse(tokens, told, len(tokens), gazetteer) if told is not None else None
    return phrase if phrase is not None and phrase.kind == "person" else None


def _message_from(tokens: Tokens) -> int | None:
    """ "That was the message from Stone": the word behind "from", or None."""
    if tokens[0].lower not in _POINTING or tokens[1].lower not in _BEING:
        return None
    reach = range(2, min(len(tokens) - 2, 2 + _LONGEST_TOLD))
    noun = next((i for i in reach if tokens[i].lower in _WORDS_OF and tokens[i + 1].lower in _FROM_WHOM), None)
    if (
        noun is None
        or tokens[2].lower not in _SETTING
        or any(not token.is_word or token.lower in lexicon.CLOSED for token in tokens[3:noun])
    ):
        return None  # "That was hardly the view of Stone"
    return noun + 2


def _came_from(tokens: Tokens) -> int | None:
    """ "The advice came from Stone": the word behind "from", or None."""
    reach = range(1, min(len(tokens) - 3, _LONGEST_TOLD))
    noun = next((i for i in reach if tokens[i].lower in _WORDS_OF and tokens[i + 1].lower in _COMING), None)
    if noun is None or tokens[0].lower not in _SETTING or any(token.lower in lexicon.CLOSED for token in tokens[1:noun]):
        return None
    return noun + 3 if tokens[noun + 2].lower in _FROM else None


def _so_said(tokens: Tokens) -> int | None:
    """ "So said Stone": the word behind the verb of speech, or None."""
    return 2 if tokens[0].lower in _SO and is_finite_cue(tokens, 1) and tokens[2].is_capitalised else None


def _put_it(tokens: Tokens) -> int | None:
    """ "That was how Stone put it": the word behind "how", or None."""
    if tokens[0].lower not in _POINTING or tokens[1].lower not in _BEING or tokens[2].lower not in _HOW:
        return None
    is_put = any(tokens[i].lower in _PUTTING and tokens[i + 1].lower == _IT for i in range(4, len(tokens) - 1))
    return 3 if is_put else None


_TELLING_BEHIND: tuple[Callable[[Tokens], int | None], ...] = (_message_from, _came_from, _so_said, _put_it)


def only_spoke(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return of whom a sentence says that they spoke, and not what ("Ada Stone, a clerk, said on Friday."), or None.

    Only the plainest verbs are looked for: who "agreed" or "replied" may have heard the words before.
    """
    cue = next((i for i in range(1, len(tokens)) if tokens[i].lower in _SAID), None)
    if cue is None or not is_finite_cue(tokens, cue) or tokens[-1].text != "." or not _tells_when(tokens[cue + 1 : -1]):
        return None
    phrase = subject_of(tokens, cue, gazetteer)
    return phrase if phrase is not None and phrase.first == 0 and phrase.kind not in ("other", "pronoun") else None


def _tells_when(tokens: Tokens) -> bool:
    """Return whether the tokens behind a verb of speech are none, or a few that tell when, where or to whom, and not what."""
    if not tokens:
        return True
    opens = tokens[0].lower in _BESIDE_SPEECH or tokens[0].is_capitalised
    return opens and len(tokens) <= _LONGEST_BESIDE and not any(_may_hold_words(tokens, i) for i in range(len(tokens)))


def _may_hold_words(tokens: Tokens, i: int) -> bool:
    """Return whether a token is a mark, or a word of a clause that may tell what was said."""
    word = tokens[i]
    is_clause = word.lower in lexicon.FINITE_AUXILIARIES or word.lower in lexicon.PRONOUNS or may_report(tokens, i)
    return not word.is_word or is_clause


def attributable(tokens: Tokens, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return whom the tokens up to one name as the source of what follows, as releases do ("Quotes attributable to Ada Stone:"), or None."""
    at = next(
        (i for i in range(1, min(stop - 1, _LONGEST_RELEASE)) if tokens[i].lower == lexicon.TO and _releases(tokens, i - 1)), None
    )
    if at is None or (at > 1 and not any(tokens[i].lower in _RELEASED for i in range(at))):
        return None
    phrase = parse(tokens, at + 1, stop, gazetteer)
    if phrase is None or phrase.kind in ("other", "pronoun"):
        return None
    behind = tokens[phrase.last + 1] if phrase.last + 1 < stop else None
    return phrase if behind is None or not behind.is_word else None


def _releases(tokens: Tokens, at: int) -> bool:
    """Return whether a token says that words may be given as somebody's: "attributable", or "attributed" behind "can be"."""
    word = tokens[at].lower
    return word in _ATTRIBUTABLE or (word in _ATTRIBUTED and at > 1 and tokens[at - 1].lower == _BE)


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
