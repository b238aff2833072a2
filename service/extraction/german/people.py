"""The people whom a German text names in full: a given name that is known, and the nouns behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.extraction.german.phrases import is_role
from service.extraction.page.grammar import Nobody

_NOUN = r"[A-ZÄÖÜ][\w-]{1,30}"
_PAIR = re.compile(rf"(?P<before>\b{_NOUN} )?\b(?P<given>{_NOUN})(?P<rest>(?: (?:von|van|de|zu|der))?(?: {_NOUN}){{1,2}})(?!\w)")


@dataclass(frozen=True, slots=True)
class GermanPeople(Nobody):
    """See `service.extraction.page.grammar.People`. Of whoever is named, their full names alone are read."""

    def full_name(self, name: str, at: int) -> str:
        """Return the only full name of the text with a surname, or the name itself."""
        known = self.full_by_surname.get(name.split()[-1].casefold(), {})
        return next(iter(known)) if len(known) == 1 and (" " not in name or name.lower() in next(iter(known)).lower()) else name


def find_people(text: str, is_given: Callable[[str], bool]) -> GermanPeople:
    """Return the people of a text. `is_given`: whether a word in lower case is a given name."""
    found: dict[str, dict[str, list[int]]] = {}
    for match in _PAIR.finditer(text):
        words = match[0].split()
        first = next((k for k, word in enumerate(words[:-1]) if is_given(word.lower())), None)
        if first is None and len(words) > 2 and is_role(words[0]):
            first = 1
        if first is not None and not any(map(is_role, words[first:])):
            name = words[first:]
            found.setdefault(name[-1].casefold(), {}).setdefault(" ".join(name), []).append(match.start())
    return GermanPeople(found)
