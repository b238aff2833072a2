"""Who can speak in a German sentence: a full name, a title with a surname, a single name, or a noun for somebody.

German writes every noun with a capital. What tells a name is that two nouns stand side by side: the last are the name, and what
stands before them, or is a noun for a role, says what somebody is ("der Hafenmeister Ada Orr", "Kanzler Orr").
"""

from __future__ import annotations

from collections.abc import Callable

from service.extraction.german.words import words as words_of
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import Word

_OPENING = words_of("definite") | words_of("indefinite") | words_of("possessive")
_NOMINATIVE, _PREPOSITIONS = words_of("nominative"), words_of("prepositions")
_ADJECTIVES = tuple(words_of("adjectives"))
_ARTICLES = words_of("definite")
_DATIVE, _OF_DATIVE = words_of("dative"), tuple(sorted(words_of("of_dative")))
_NO_NAMES = words_of("no_names") | words_of("calendar") | (_PREPOSITIONS - words_of("particles"))
_PARTICLES, _BODIES = words_of("particles"), tuple(sorted(words_of("bodies")))
_ROLES = tuple(sorted(words_of("roles")))
_OWNED = tuple(sorted(words_of("owned")))
_GENITIVE = 2  # nouns: what is owned, and its owner ("ein Sprecher Orrs", "Orrs Büro")
_GENITIVE_ENDING = "s"
_MOST_WORDS = 9  # of a phrase
_ACRONYM = 2  # letters in capitals that an acronym begins with
_LEAST_PARTICLES = 2  # before a surname that opens a sentence; one alone is a preposition
PERSON, DESCRIPTION, ORGANIZATION, PRONOUN = "person", "description", "organization", "pronoun"


def is_role(word: str) -> bool:
    """Return whether a noun says what somebody is, by its last part ("Bundeskanzlerin", "SPD-Chef")."""
    return word.lower().rstrip(".").endswith(_ROLES)


def is_opened(words: tuple[Word, ...], at: int) -> bool:
    """Return whether an article, a preposition or the like stands before word `at`, so that no subject begins there."""
    return at > 0 and words[at - 1].lower in _OPENING | _PREPOSITIONS


def is_noun(word: Word) -> bool:
    """Return whether a word is a noun or a name: it has a capital, and is no article or the like that opens a sentence."""
    return word.is_word and word.is_capitalised and word.lower not in _NO_NAMES


def phrase_at(words: tuple[Word, ...], at: int, stop: int, is_given: Callable[[str], bool]) -> Phrase | None:
    """Return who can speak at word `at`, or None. `is_given`: whether a word in lower case is a given name."""
    stop = min(stop, len(words), at + _MOST_WORDS)
    noble = _with_particles(words, at, stop)
    if noble is not None:
        return noble
    i = at
    if i < stop and words[i].lower in _OPENING:
        if words[i].lower not in _NOMINATIVE:
            return None
        i += 1
    while i < stop and _is_adjective(words[i]):
        i += 1
    first = i
    while i < stop and (is_noun(words[i]) or _is_particle(words, i, first, stop)):
        i += 1
    if i == first or (words[at].lower in _DATIVE and _is_dative(words, first, i)):
        return None
    return _read(words, at, first, i, is_given)


def _is_adjective(word: Word) -> bool:
    """Return whether a word may be an adjective before a noun, and is no pronoun or preposition ("sie", "ohne")."""
    is_inflected = word.is_word and word.text[:1].islower() and word.text.endswith(_ADJECTIVES)
    return is_inflected and word.lower not in _NO_NAMES | _PREPOSITIONS


def _with_particles(words: tuple[Word, ...], at: int, stop: int) -> Phrase | None:
    """ "Von der Orr sagte": a surname with its particles at the start of a sentence, or None."""
    end = at
    while end < stop and words[end].lower in _PARTICLES:
        end += 1
    if at or end - at < _LEAST_PARTICLES or end + 1 >= stop or not is_noun(words[end]) or is_noun(words[end + 1]):
        return None
    name = " ".join(word.text for word in words[at : end + 1])
    return Phrase(PERSON, name, None, at, end, words[end].lower)


def _is_dative(words: tuple[Word, ...], first: int, end: int) -> bool:
    """Return whether nouns behind "der" are no subject: "der Zeitung", "der Neuen Zeitung"."""
    return words[end - 1].lower.endswith(_OF_DATIVE) or (end - first > 1 and words[first].lower.endswith("en"))


def _is_particle(words: tuple[Word, ...], i: int, first: int, stop: int) -> bool:
    """Return whether a small word stands within a name."""
    if words[i].lower in _ARTICLES and words[i - 1].lower not in _PARTICLES:
        return False  # "Orr den Bau", but "von den Orr"
    following = i + 1 + (i + 1 < stop and words[i + 1].lower in _ARTICLES)
    return (
        first < i < following < stop
        and words[i].lower in _PARTICLES
        and is_noun(words[following])
        and not is_role(words[i - 1].text)
    )


def _read(words: tuple[Word, ...], at: int, first: int, end: int, is_given: Callable[[str], bool]) -> Phrase | None:
    """Return nouns `first` to `end` as a person with a role, or as a description; `at`: where the phrase begins."""
    nouns = range(first, end)
    last_role = max((k for k in nouns if is_role(words[k].text)), default=None)
    owned = _owned(words, at, first, end, last_role) if end - first >= _GENITIVE else None
    if owned is not None and not is_given(words[end - _GENITIVE].lower):
        return owned
    name_from = first if last_role is None else last_role + 1
    given = next((k for k in range(name_from, end - 1) if is_given(words[k].lower)), None)
    if given is not None:
        name_from = given
    name = " ".join(words[k].text for k in range(name_from, end))
    role = " ".join(words[k].text for k in range(first, name_from)) or None
    if name_from < end and (role is not None or end - name_from > 1) and not _is_opened(words, at, name_from, role):
        return Phrase(PERSON, name, role, name_from if role is None else first, end - 1, words[end - 1].lower)
    return _described(words, at, first, end, is_somebody=last_role == end - 1)


def _owned(words: tuple[Word, ...], at: int, first: int, end: int, last_role: int | None) -> Phrase | None:
    """ "ein Sprecher Orrs", "Orrs Büro": a role or a body that a name in the genitive owns, which is not that name; or None."""
    if last_role is not None and at < first and end - last_role == _GENITIVE and words[end - 1].text.endswith(_GENITIVE_ENDING):
        return Phrase(DESCRIPTION, " ".join(words[k].text for k in range(at, end)), None, at, end - 1, words[last_role].lower)
    is_body = last_role is None and end - first == _GENITIVE and words[first].text.endswith(_GENITIVE_ENDING)
    if is_body and words[end - 1].lower.endswith(_BODIES + _OWNED):
        return Phrase(ORGANIZATION, " ".join(words[k].text for k in range(first, end)), None, first, end - 1, words[end - 1].lower)
    return None


def _described(words: tuple[Word, ...], at: int, first: int, end: int, *, is_somebody: bool) -> Phrase:
    """Return nouns as a description, a single name, a body, or a thing, which is nobody."""
    described = " ".join(words[k].text for k in range(at, end))
    other = PERSON if at == first else ORGANIZATION if _is_body(words, first, end) else PRONOUN
    return Phrase(DESCRIPTION if is_somebody else other, described, None, at, end - 1, words[end - 1].lower)


def _is_body(words: tuple[Word, ...], first: int, end: int) -> bool:
    """Return whether nouns behind an article are a body's: an acronym, several nouns as of a name, or a noun that says so."""
    names = [words[k] for k in range(first, end)]
    return any(name.lower.endswith(_BODIES) or (len(name.text) > 1 and name.text[:_ACRONYM].isupper()) for name in names)


def _is_opened(words: tuple[Word, ...], at: int, name_from: int, role: str | None) -> bool:
    """Return whether an article makes two nouns without a role a thing ("der Radio Sender")."""
    return role is None and at != name_from
