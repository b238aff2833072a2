"""Whom the head of a printed record names, by which the labels before its words are told: full names for surnames, the witness, the chair."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from service.knowledge.speaker_keys import TITLES, speaker_key
from service.sources.speakers import as_spelled
from service.sources.tables import words

_PART = r"(?:[A-Z][\w'’-]{1,30}|[A-Z]\.)"  # of a name; bounded, so that each place is looked at in a bounded time
PERSON = rf"{_PART}(?:\s{_PART}){{1,3}}"
_NO_JOINT = r"(?!(?i:on|for|as|by|in)\b)"  # what goes on behind a name in a heading
_BEFORE = r"(?:(?i:the|[a-z]{2,5}\.)\s+){0,3}"  # a name
_PEOPLE = re.compile(rf"(?<![\w'’-]){_PART}(?:\s{_PART}){{1,6}}(?![\w'’-])")  # with what may stand before a name: "Rear Admiral"
_OF = re.compile(
    rf"\b(?i:statement|testimony|deposition|examination|interview|argument)\s+(?i:of)[\s:]+{_BEFORE}(?P<name>{_PART}(?:\s{_NO_JOINT}{_PART}){{1,3}})"
)
_WITNESS_OF = re.compile(rf"\b(?i:deposition|examination|testimony)\s+(?i:of)[\s:]+{_BEFORE}(?P<name>{PERSON})")
SWORN = re.compile(
    rf"(?<![\w'’-])(?P<name>{PERSON}),?\s{{1,60}}(?i:(?:called|having been|was called|the witness|a witness|being first)\b"
    rf"|(?:[\w'’-]{{1,20}}\s){{0,2}}witness,\s(?:duly\s|previously\s)?(?:sworn|affirmed)\b"
    rf"|\((?:sworn|affirmed|recalled)\))"
)
_JUDGE = re.compile(rf"\b(?i:hon|honorable|honourable|judge|justice)\.?\s+(?P<name>{PERSON})")
_APART = re.compile(r";|\s{3,}|\t")  # between those who take part
_MIXED = re.compile(r"(?P<head>[A-Z][a-z]{1,2})(?P<rest>[A-Z]{2,})")  # McREYES, DeLAURO
_WORD = re.compile(r"[a-z&]+")
_SUFFIX = re.compile(r"(?:JR|SR|II|III|IV)\.?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s?\([^()]*\)")  # behind a name in a label
_HONOURS = frozenset(("QC", "KC", "SC", "SAN", "MP", "MSP", "MS", "TD", "MLA"))  # letters behind the names of counsel and members
_CALENDAR = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name) if name)


class Names:
    """Whom the head of a record names, and those whom its labels name in full."""

    def __init__(self, head: list[str], text: str, labels: Iterable[str] = ()) -> None:
        self._people: defaultdict[str, set[str]] = defaultdict(set)
        for line in head:
            for part in re.split(r"[,;()]|\s{3,}|\t", line):
                for match in _PEOPLE.finditer(part):
                    self._add(match[0])
        for match in _OF.finditer(text):
            self._add(match["name"])
        for label in labels:
            self._add(_BRACKETS.sub("", with_role(label)[0]))
        self.witness = self._only(SWORN if SWORN.search(text) else _WITNESS_OF, text)
        self.judge = self._only(_JUDGE, " | ".join(head))
        self.chair = self._presiding(head)

    def full(self, bare: str) -> str | None:
        """Return the one person in the record with a surname, where a label has no more than that."""
        known = self._people.get(bare.split()[-1].casefold(), set()) if bare else set()
        return next(iter(known)) if len({speaker_key(name) for name in known}) == 1 and len(bare.split()) == 1 else None

    def plain(self, name: str) -> str:
        """Return a name without titles, spelled as names are; empty for what is no name of two words."""
        inner = name.split()
        last = max((n for n, word in enumerate(inner, 1) if _is_no_name(word)), default=0)
        first = next((n for n, word in enumerate(inner) if word.casefold().strip(".") in _CALENDAR and n >= last), len(inner))
        _, bare = split_name(" ".join(_once(inner[last:first])))
        return bare if len(bare.split()) > 1 and bare.split()[-1].casefold() not in words("chairs") else ""

    def _add(self, name: str) -> None:
        plain = self.plain(name.removesuffix("’s").removesuffix("'s"))
        if len(plain.split()) > 1:
            self._people[plain.split()[-1].casefold()].add(plain)

    def _only(self, pattern: re.Pattern[str], text: str) -> str | None:
        """Return the one person whom a pattern finds in a text, by the longest form of the name."""
        found = {plain for match in pattern.finditer(text) if (plain := self.plain(match["name"]))}
        return max(sorted(found), key=len) if len({speaker_key(name) for name in found}) == 1 else None

    def _presiding(self, head: list[str]) -> str | None:
        """Return the one person whom the head of a record names with the office of whoever presides."""
        found = set()
        for part in (part for line in head for part in _APART.split(line)):
            people = {plain for m in _PEOPLE.finditer(part.replace(",", " , ")) if (plain := self.plain(m[0]))}
            if set(_WORD.findall(part.casefold())) & words("chairs") and len(people) == 1:
                found |= people
        return next(iter(found)) if len(found) == 1 else None


def _once(inner: list[str]) -> list[str]:
    """Return the words of a name, of one that stands twice in a row those of one."""
    half = len(inner) // 2
    return inner[:half] if half > 1 and inner[:half] == inner[half:] else inner


def with_role(label: str) -> tuple[str, str | None]:
    """(name, what stands behind a comma as an office) of a label such as `ANN EK, MAYOR OF ELLERY`."""
    name, comma, rest = label.partition(",")
    if not comma or len(name.split()) < 2 or _SUFFIX.fullmatch(rest.strip()):
        return label, None
    return name.strip(), as_spelled(rest.strip())


def split_name(name: str) -> tuple[str | None, str]:
    """(titles or None, the rest) of a name, both spelled as names are where they are set in capitals."""
    inner = [_spelled(word) for word in re.sub(r"[(\[].*?[)\]]", "", name).split()]
    n = next((n for n, word in enumerate(inner) if word.strip(".,").casefold() not in TITLES | words("record_titles")), len(inner))
    if n == len(inner):
        return None, " ".join(inner)
    while len(inner) > n + 1 and inner[-1].upper().strip(".,") in _HONOURS:
        inner.pop()
    title = " ".join(inner[:n])
    return title or None, " ".join(inner[n:]).strip(" ,.")


def _is_no_name(word: str) -> bool:
    """Return whether a word stands before names, as an office does, also before those of several."""
    plain = word.casefold().strip(".")
    if len(plain) == 1 and word.endswith("."):
        return False  # an initial
    return plain in _no_names() or plain.removesuffix("s") in words("offices") or plain.removesuffix("s") in words("record_titles")


@cache
def _no_names() -> frozenset[str]:
    """Return words that stand before names in the head of a record and are not names themselves."""
    return words("hearing_words") | words("sentence_words") | words("offices") | words("name_openers")


def _spelled(word: str) -> str:
    """Return a word of a name, of which most may be set in capitals, spelled as names are."""
    if mixed := _MIXED.match(word):
        return mixed["head"] + mixed["rest"].capitalize() + word[mixed.end() :]
    return word.capitalize() if word.casefold() in words("short_names") else as_spelled(word)
