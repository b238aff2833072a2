"""Whether two names only differ as spellings of one do that was written in other letters or by ear.

Vowels that writers of one name choose between count as one where the other letters agree too, but not where one name has a vowel
more than the other: "Julia" and "Yulia", "Hasan" and "Hassan", "Müller" and "Mueller", but neither "Paul" and "Paula" nor "Dan" and
"Don".
"""

from __future__ import annotations

import re

_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ue", "u"), (r"oe", "o"), (r"ae", "a"),  # German and Danish vowels without their marks
        (r"ou|oo", "u"), (r"ee", "i"), (r"tch", "ch"),  # Arabic, Persian and Russian names in French and in English
        (r"ph", "f"), (r"ck|q", "k"), (r"c(?=[aou]|[^\W\daeiouyh]|$)", "k"), (r"w", "v"), (r"tz|ts", "z"),
        (r"(?<=\w)h(?!a|e|i|o|u|y)", ""), (r"(?<=[ktgdrzj])h", ""),  # mute, or a sign of breath
        (r"^y(?=e)", ""), (r"[yj]", "i"), (r"ii+", "i"), (r"([^aeiou])\1+", r"\1"),
    )
)  # fmt: skip
_VOWELS = re.compile(r"[aeiou]")
_ALSO_WRITTEN = {"q": "gk"}  # first letters, as Arabic names are heard
_SHORTEST_TRANSLITERATED = 5  # letters; in shorter names a vowel tells two apart
_SHORTEST = 4  # letters from which names that sound alike may be one


def sound(word: str) -> str:
    """Return a word in lower case, without accents, as it sounds, roughly."""
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    return word


def sounds_alike(a: str, b: str) -> bool:
    """Return whether two words of names in lower case, without accents, are spelled differently and sound alike."""
    plain = (a.replace("-", "").replace("'", ""), b.replace("-", "").replace("'", ""))
    return a != b and min(map(len, plain)) >= _SHORTEST and sound(plain[0]) == sound(plain[1])


def is_transliterated(a: str, b: str) -> bool:
    """Return whether two words of names in lower case may be one name written in other letters: "Gaddafi" and "Qadhafi".

    They sound alike but for O and U, which Arabic does not tell apart, and for a Q, which is written as G or K as well.
    """
    if min(len(a), len(b)) < _SHORTEST_TRANSLITERATED:
        return False
    forms = [{word, *(letter + word[1:] for letter in _ALSO_WRITTEN.get(word[0], ""))} for word in (a, b)]
    sounds = [{sound(form).replace("o", "u") for form in each} for each in forms]
    return not sounds[0].isdisjoint(sounds[1])


def consonants(word: str) -> str:
    """Return the letters of a word as it sounds that are no vowels."""
    return _VOWELS.sub("", sound(word))
