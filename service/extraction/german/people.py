"""The people whom a German text names in full: a given name that is known, and the nouns behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.extraction.german.phrases import is_role

_NOUN = r"[A-ZÄÖÜ][\w-]{1,30}"
_PAIR = re.compile(rf"(?P<before>\b{_NOUN} )?\b(?P<given>{_NOUN})(?P<rest>(?: (?:von|van|de|zu|der))?(?: {_NOUN}){{1,2}})(?!\w)")


@dataclass(frozen=True, slots=True)
class GermanPeople:
    """See `service.extraction.page.grammar.People`."""

    full_by_surname: Mapping[str, Mapping[str, Sequence[int]]]

    def full_name(self, name: str, at: int) -> str:
        """Return the only full name of the text with a surname, or the name itself."""
        known = self.full_by_surname.get(name.split()[-1].casefold(), {})
        return next(iter(known)) if len(known) == 1 and (" " not in name or name.lower() in next(iter(known)).lower()) else name

    def gender(self, name: str) -> str | None:
        """Return None: nothing is read of it."""
        return None

    def by_role(self, role: str, at: int) -> str | None:
        """Return None: offices are not resolved."""
        return None

    def only_kin(self, role: str, at: int) -> str | None:
        """Return None: nobody's kin is read."""
        return None

    def by_kind_of_role(self, role: str, start: int, end: int) -> str | None:
        """Return None: offices are not resolved."""
        return None

    def is_age(self, noun: str) -> bool:
        """Return False: ages are not read."""
        return False

    def aged(self, noun: str) -> str | None:
        """Return None: ages are not read."""
        return None

    def may_be(self, name: str, noun: str) -> bool:
        """Return True: nothing is read that would be against it."""
        return True


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
