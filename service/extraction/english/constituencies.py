"""Which state and party somebody is of: "Ada Stone of Ohio", "Ohio Sen. Ada Stone", "Ada Stone (D-Ohio)"; and "the Ohio senator"."""

from __future__ import annotations

import re

from service.extraction.english import lexicon

_STATES = {form: name for name, forms in lexicon.rows("states") for form in (name, *forms.split())}
_FORMS = "|".join(re.escape(form) for form in sorted(_STATES, key=len, reverse=True))
_BEHIND = re.compile(rf"(?:,? (?:of|from) |,? \(?[A-Z][a-z]{{0,3}}\.?[-–])({_FORMS})(?![\w-])", re.IGNORECASE)
_MOST_OFFICE = 3  # words from a state to a name
_AHEAD = re.compile(rf"\b({_FORMS})(?:’s|'s)? ((?:[\w.-]+ ){{1,{_MOST_OFFICE}}})$", re.IGNORECASE)
PARTIES = {word: party for party, words in lexicon.rows("parties") for word in words.split()}
"""{word or letter in lower case: the noun for somebody of the party}."""
_MEMBERS = "|".join(sorted(set(PARTIES.values())))
_APPOSED = re.compile(rf", an? (?:({_FORMS}) )?({_MEMBERS})\b", re.IGNORECASE)
_PARTY_BEHIND = re.compile(r",? \(?([A-Z][a-z]{0,3})\.?[-–][A-Z]")
_PARTY_AHEAD = re.compile(rf"\b({'|'.join(sorted(PARTIES, key=len, reverse=True))}) (?:[\w.-]+ ){{1,3}}$", re.IGNORECASE)
_SEAT = re.compile(
    rf",? (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:{lexicon.alternatives(lexicon.words('members_for_seats'))}) for ((?:the )?[A-Z][\w’'-]*(?:(?: and| upon| on| of| the|,)? [A-Z][\w’'-]*){{0,4}})"
)
MEMBERS = frozenset(map(str.lower, lexicon.words("members_for_seats")))
"""What somebody who sits for a constituency is called, in lower case."""
_REACH = 48  # characters before a name in which its state stands
_MOST_WORDS = 2  # of the name of a state


def state_of(modifiers: list[str]) -> tuple[str | None, list[str]]:
    """Return the state that ends some modifiers in lower case, or None, and those before it ("junior new york": New York)."""
    for count in range(_MOST_WORDS, 0, -1):
        name = " ".join(modifiers[-count:])
        if len(modifiers) >= count and name in _STATES and _STATES[name] == name:
            return name, modifiers[:-count]
    return None, modifiers


def in_front(role: str) -> tuple[str | None, str]:
    """Return the state that a role begins with, or None, and the role without it."""
    words = role.split()
    for count in range(_MOST_WORDS, 0, -1):
        name = " ".join(words[:count])
        if len(words) > count and _STATES.get(name) == name:
            return name, " ".join(words[count:])
    return None, role


def told_states(text: str, titles: list[str], start: int, end: int) -> set[str]:
    """Return the states that the words around a name, its titles among them, say somebody is of."""
    found = set()
    behind = _BEHIND.match(text, end)
    if behind is not None:
        found.add(_STATES[behind[1].lower()])
    before = text[max(0, start - _REACH) : start]
    if any(map(_is_office, before.split()[-_MOST_OFFICE:])):
        ahead = _AHEAD.search(before)
        if ahead is not None and any(map(_is_office, ahead[2].split())):
            found.add(_STATES[ahead[1].lower()])
    apposed = _APPOSED.match(text, end)
    if apposed is not None and apposed[1] is not None:
        found.add(_STATES[apposed[1].lower()])
    return found


def told_party(text: str, titles: list[str], start: int, end: int) -> str | None:
    """Return the noun for a member of the party of which the words around a name, its titles among them, say that somebody is, or None."""
    titled = next((PARTIES[title.lower()] for title in titles if len(title) > 1 and title.lower() in PARTIES), None)
    if titled is not None:
        return titled
    apposed, behind = _APPOSED.match(text, end), _PARTY_BEHIND.match(text, end)
    if apposed is not None:
        return PARTIES[apposed[2].lower()]
    if behind is not None and behind[1].lower() in PARTIES:
        return PARTIES[behind[1].lower()]
    before = text[max(0, start - _REACH) : start]
    ahead = _PARTY_AHEAD.search(before) if any(map(_is_office, before.split()[-1:])) else None
    return PARTIES[ahead[1].lower()] if ahead is not None and all(map(_is_office, ahead[0].split()[1:])) else None


def told_seat(text: str, end: int) -> str | None:
    """Return the constituency, in lower case, of which the words behind a name say that somebody is the member ("Ada Stone, MP for Skarn North"), or None."""
    seat = _SEAT.match(text, end)
    return seat[1].lower() if seat is not None else None


def _is_office(word: str) -> bool:
    """Return whether a word is a role or a title."""
    low = word.lower().rstrip(".")
    return low in lexicon.ROLES or low in lexicon.TITLES
