"""Whether two names are names of one speaker, compared as people compare them."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from service.knowledge.gazetteer import Gazetteer
from service.knowledge.places import telling_words
from service.knowledge.speaker_keys import name_words, split_name

_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their"))
_LONG_SURNAME = 7  # letters from which one letter's difference is a slip of the pen or another transliteration


def is_description(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a claimed speaker is a description that names nobody ("the president", "a spokesman for the mayor")."""
    words = name.split()
    if not words or gazetteer.known_as(name) != name:
        return False
    return words[0].casefold() in _ARTICLES or not any(w[:1].isupper() for w in words)


def same_speaker(gazetteer: Gazetteer, claimed: str, found: str, kind: str = "person", role: str | None = None) -> bool | None:
    """Return whether two names can be of one speaker; None where they do not tell, as with a description.

    `kind` is the type of the found speaker: person, organization or unnamed. `role` is what the source says that the speaker
    is, which a claimed description may name.
    """
    if kind == "organization":
        return _same_body(gazetteer, claimed, found)
    if kind == "person" and is_description(gazetteer, claimed):
        return _is_described(claimed, role or "")
    first, first_suffixes = split_name(gazetteer.known_as(claimed))
    second, second_suffixes = split_name(gazetteer.known_as(found))
    if not first or not second:
        return None
    if kind == "unnamed":
        shared = set(first) & set(second)
        return True if shared in (set(first), set(second)) else None
    return _same_person(gazetteer, (first, set(first_suffixes)), (second, set(second_suffixes)))


def is_surname_only(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a name is a surname alone, with or without a title."""
    return len(split_name(gazetteer.known_as(name))[0]) == 1


def is_borne_by_others(gazetteer: Gazetteer, name: str, namesakes: Iterable[str]) -> bool:
    """Return whether some of the speakers with a surname, given by their keys, are surely not the one named.

    If the name is a surname alone: whether two of them are surely two people. A key that is a surname alone is ignored.
    """
    full = [key for key in namesakes if len(split_name(key)[0]) > 1]
    if is_surname_only(gazetteer, name):
        return any(same_speaker(gazetteer, a, b) is False for i, a in enumerate(full) for b in full[i + 1 :])
    return any(same_speaker(gazetteer, name, key) is False for key in full)


def _is_described(claimed: str, role: str) -> bool | None:
    """Return True if a role has every word of a description; None otherwise."""
    named = set(name_words(role)) | set(role.casefold().split())
    return True if set(claimed.casefold().split()) - _ARTICLES <= named else None


_Name = tuple[list[str], set[str]]


def _same_person(gazetteer: Gazetteer, a: _Name, b: _Name) -> bool | None:
    """Compare the words and suffixes of two people's names, of which each has a word."""
    (first, first_suffixes), (second, second_suffixes) = a, b
    if first_suffixes and second_suffixes and first_suffixes != second_suffixes:
        return False
    if not _same_surname(first[-1], second[-1]):
        tells_nothing = _is_given_of(gazetteer, first, second) or _is_given_of(gazetteer, second, first)
        return None if tells_nothing else False
    if len(first) == 1 or len(second) == 1:
        # a bare surname does not tell the son from the father
        return True if first_suffixes <= second_suffixes or len(first) == 1 else None
    if not any(_same_given(gazetteer, x, y) for x in first[:-1] for y in second[:-1]):
        return False
    return True if first_suffixes == second_suffixes else None  # a source that drops "Jr." does not tell which of the two


def _same_surname(a: str, b: str) -> bool:
    if a == b or a.replace("-", " ").split()[-1] == b or b.replace("-", " ").split()[-1] == a:
        return True
    return min(len(a), len(b)) >= _LONG_SURNAME and a[0] == b[0] and OSA.distance(a, b) == 1


def _same_given(gazetteer: Gazetteer, a: str, b: str) -> bool:
    """Return whether two given names agree: equal, nicknames of one, an initial, or one cut short ("Alex", "Alexandra")."""
    if a == b or gazetteer.is_same_given(a, b):
        return True
    short, long = sorted((a, b), key=len)
    return (len(short) == 1 or len(short) > 2) and long.startswith(short)


def _is_given_of(gazetteer: Gazetteer, short: list[str], full: list[str]) -> bool:
    """Return whether a name is only somebody's first name ("Peig" of Peig Donnelly), which tells neither way."""
    return len(short) == 1 and len(full) > 1 and (short[0] == full[0] or gazetteer.is_same_given(short[0], full[0]))


def _same_body(gazetteer: Gazetteer, a: str, b: str) -> bool:
    """Return whether two organizations are one outlet, or the words of one name are among the other's."""
    if gazetteer.same_outlet(a, b):
        return True
    x, y = telling_words(a), telling_words(b)
    return bool(x and y) and (x <= y or y <= x)
