"""Names of people and bodies: given names, the titles before a name, and which names are organizations'.

What is true of the world rather than of English is asked of the gazetteer.
"""

from __future__ import annotations

from service.extraction.english import lexicon
from service.knowledge.gazetteer import Gazetteer

_TITLE_LINKS = lexicon.words("title_links")
_JOINS_TITLES = _TITLE_LINKS | {lexicon.AND, "&"}
_CUT_TITLES = lexicon.words("cut_titles")
_AREA_LEADS = _TITLE_LINKS | lexicon.words("area_adjectives")
_SURNAMES_TOO = lexicon.words("surnames_too")
_ACRONYM = range(2, 7)  # letters of a name in capitals that is an organization's


def gender_of_given(word: str, gazetteer: Gazetteer) -> str | None:
    """Return the gender of a first name in lower case, or None where the gazetteer does not have it."""
    if word in gazetteer.masculine:
        return "m"
    return "f" if word in gazetteer.feminine else None


def strip_titles(words: list[str], gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """Return (titles and roles before a name, the name): ["Rep.", "Devin", "Nunes"] → (["Rep."], ["Devin", "Nunes"])."""
    cut = _last_title(words, gazetteer) + 1
    while cut < len(words) and words[cut].lower() in _JOINS_TITLES:
        cut += 1
    if cut and words[cut - 1].lower() in _TITLE_LINKS:
        cut = _first_given(words, cut, gazetteer)
    return words[:cut], words[cut:]


def _last_title(words: list[str], gazetteer: Gazetteer) -> int:
    """Return the last word before a name that belongs to a title; -1 where there is none."""
    last = -1
    for k, word in enumerate(words):
        low = word.lower().rstrip(".")
        if _is_title_word(words, k, low):
            last = k
        elif k + 1 < len(words) and gazetteer.is_given_name(low):
            break  # the name has begun: "Matt Baker" is no baker
    return last


def _is_title_word(words: list[str], k: int, low: str) -> bool:
    """Return whether the k-th of some words, `low` in lower case without its stop, is a title, a role or part of one."""
    if low in lexicon.TITLES or low in lexicon.ROLES or words[k] in _CUT_TITLES:
        return True
    return low in lexicon.AREAS and any(w.lower() in _AREA_LEADS for w in words[max(0, k - 2) : k])


def _first_given(words: list[str], cut: int, gazetteer: Gazetteer) -> int:
    """Return where the first name stands after a title that ends with "of" or "for"; `cut` where none is known."""
    if cut < len(words) and gazetteer.is_given_name(words[cut].lower()):
        return cut
    return next((k for k in range(cut + 1, len(words) - 1) if gazetteer.is_given_name(words[k].lower())), cut)


def is_organization(name: str, has_determiner: bool, gazetteer: Gazetteer) -> bool:
    """Return whether a name is an organization's; after "the" every name is that has no first name."""
    words = name.split()
    if gazetteer.outlet_of(name):
        return True
    if any(word.lower() in lexicon.ORGANIZATION_WORDS for word in words):
        return not (len(words) == 2 and has_given_name(words, gazetteer) and words[-1].lower() in _SURNAMES_TOO)  # "Otis Lake"
    if len(words) == 1 and words[0].isupper() and len(words[0]) in _ACRONYM:
        return True
    return has_determiner and len(words) >= 1 and not has_given_name(words, gazetteer)


def has_given_name(words: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether a name of several words starts with a known first name."""
    return len(words) > 1 and gazetteer.is_given_name(words[0].lower().rstrip("."))
