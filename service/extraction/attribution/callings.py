"""Whom the labels of a transcript name: in full where a label, a list of those who take part or the text gives the full name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from service.extraction.attribution.labels import ANSWERS, QUESTIONS, WORDS, Label, Style, any_of, is_upper
from service.extraction.attribution.speakers import rated
from service.extraction.page.frames import LAST_OFFSET
from service.extraction.page.grammar import Grammar, People
from service.records import Document, Span, Speaker

_ASKERS = QUESTIONS | frozenset(WORDS["askers"])
_GENDERS = dict.fromkeys(WORDS["men"], "m") | dict.fromkeys(WORDS["women"], "f")
_NOBODY = re.compile(
    rf"(?:{any_of(WORDS['unidentified'])})(?: .*)?|(?:{any_of(WORDS['anonymous'])})s?(?: (?:\d{{1,3}}|[A-Z]))?", re.IGNORECASE
)
_IN_COURT = re.compile(rf"\b(?:{any_of(WORDS['courts'])})\b", re.IGNORECASE)
_OF_COURT = frozenset(WORDS["of_court"])
_FIRST_WORD = re.compile(r"\s{0,9}([\w’'-]+)")
_HEARD = re.compile(
    rf"^[^\n:]{{0,40}}\b(?i:{any_of(WORDS['heard'])}) (?i:of) (?P<heard>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){{1,4}})(?=,|\s*$)"
    rf"|^[ \t]{{0,40}}(?P<sworn>[A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ.’'-]+){{1,4}})(?:,[^:.]{{0,160}})?\s(?i:{any_of(WORDS['sworn'])})\b",
    re.MULTILINE,
)
_SEPARATORS = re.compile(r"[;\n]")
_AFTER_NAME = re.compile(r",|\s{1,9}(?:--|[–—-])\s{1,9}|[(\[]")
_PREFIXED = re.compile(r"\b(Mc|[OD][’'])([a-zà-þ])(?=\w\w)")  # prefixes of surnames that a capital follows
_ADDRESSED, _HONOURS = frozenset(WORDS["addressed"]), frozenset(WORDS["honours"])
_SMALL = frozenset(("OF", "THE"))  # in a peer's name that is set in capitals
_OF_OFFICES = frozenset(WORDS["of_offices"])
_ADDRESSED_AS = ("Mr.", "King")  # how many words a title of address and a surname are
_NUMBER_SIGN = "#"
_ASKER, _WITNESS = "reporter", "witness"  # how an answer calls somebody whom a label leaves without a name
_MOST_INITIALS = 4  # letters of a label that are the initials of somebody who is named
_MOST_OF_LABEL = 3  # the same of somebody who is not
_INTRODUCTION = 12  # characters at the start of a turn in which its speaker may tell the own name ("I'm Ada Stone")
_ANNOUNCES = re.compile(rf"\b(?:{any_of(WORDS['examiners'] + WORDS['and'])})\b|,", re.IGNORECASE)
_LONGEST_LISTED = 6  # words of a name in a list of those who take part


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who take part in a transcript.

    `full`: {case-folded surname: the full names with it}, as labels, lists and the text above the first turn give them; `people`:
    whom the text names; `of_title`: whom the title names; `before`: the text above the first turn; `turns`: {case-folded name on
    a label: where its turns stand, as [start, end)}; `openings`: the words that open turns; `witness`: the one whom headings say to be heard ("DEPOSITION OF ADA STONE"), if it is one;
    `is_in_court`: whether a witness is examined, by the text above the first turn or by who has a label; `has_initials`: whether all
    labels are initials ("KM:", "AS:"), so that one whose bearer the text does not name names nobody.
    """

    document: Document
    grammar: Grammar
    people: People
    of_title: People
    before: str
    full: Mapping[str, frozenset[str]]
    turns: Mapping[str, list[tuple[int, int]]]
    openings: frozenset[str]
    witness: str | None
    is_in_court: bool
    has_initials: bool

    def named(self, words: list[str], gender: str | None = None) -> str:
        """Return the full name that words of a name stand for, in the text or else in its title, or the words where several or none bear it.

        `gender`: "m" or "f" where the label's title tells. Whom only the bearer of the label speaks of is somebody else.
        """
        name = " ".join(words)
        known = self.full.get(self.grammar.surname_of(name).casefold(), frozenset())
        if len(words) == 1 and len(known) == 1:
            return next(iter(known))
        if name in known or len(known) > 1:
            return name
        speaker = self.document.speaker
        if speaker and speaker.split()[-1].casefold() == words[-1].casefold():
            return speaker
        people = self.people
        found = people.full_name(name, LAST_OFFSET)
        if found == name:
            people = self.of_title
            found = people.full_name(name, LAST_OFFSET)
        is_other = gender is not None and people.gender(found) not in (None, gender)
        return name if found != name and (is_other or self._is_spoken_of(name, found)) else found

    def _is_spoken_of(self, name: str, full: str) -> bool:
        """Return whether a full name stands only in the turns of the label with its surname, outside a first line of them."""
        own = self.turns.get(name.casefold(), [])
        places = self.people.full_by_surname.get(self.grammar.surname_of(full).casefold(), {}).get(full, ())
        return bool(places) and all(any(a + _INTRODUCTION <= at < b for a, b in own) for at in places)

    def with_initials(self, letters: str) -> str | None:
        """Return the only person whose initials these are, or None."""
        of_text = chain.from_iterable(self.people.full_by_surname.values())
        of_title = chain.from_iterable(self.of_title.full_by_surname.values())
        names = {*chain.from_iterable(self.full.values()), *of_text, *of_title, *filter(None, (self.document.speaker,))}
        found = {name for name in names if " " in name and "".join(word[0] for word in name.split()).upper() == letters}
        return found.pop() if len(found) == 1 else None


def cast_of(document: Document, grammar: Grammar, labels: Iterable[Label], lists: Iterable[str], before: str) -> Cast:
    """Return who takes part in a transcript. `lists`: texts behind the labels of lists; `before`: the text above the first turn."""
    labels = list(labels)
    named = _full_names(labels, lists, before, grammar)
    people, of_title = grammar.find_people(document.text), grammar.find_people(document.title or "")
    turns = _turns_of(labels, grammar, len(document.text))
    openings = frozenset(match[1] for label in labels if (match := _FIRST_WORD.match(document.text, label.words)))
    is_in_court = _IN_COURT.search(before) is not None or any(label.called in _OF_COURT or label.is_examiner for label in labels)
    has_initials = bool(labels) and all(map(is_initials, {label.bare or label.name for label in labels}))
    witness = _witness(document.text, grammar)
    return Cast(document, grammar, people, of_title, before, named, turns, openings, witness, is_in_court, has_initials)


def _full_names(labels: list[Label], lists: Iterable[str], before: str, grammar: Grammar) -> dict[str, frozenset[str]]:
    """Return {case-folded surname: the full names with it} of labels, of lists of those who take part and of the text above the first turn."""
    full: dict[str, set[str]] = {}
    own = (label.bare for label in labels if label.style not in (Style.GROUP, Style.INITIAL))
    for name in chain(own, chain.from_iterable(map(_listed, lists)), _titled(before, grammar)):
        _, rest = grammar.strip_titles([cased_word(word) for word in name.split()])
        if 1 < len(rest) <= _LONGEST_LISTED and rest[0].lower() not in grammar.vocabulary.definite and not _NOBODY.fullmatch(name):
            full.setdefault(grammar.surname_of(" ".join(rest)).casefold(), set()).add(" ".join(rest))
    return {surname: frozenset(names) for surname, names in full.items()}


def _turns_of(labels: list[Label], grammar: Grammar, end: int) -> dict[str, list[tuple[int, int]]]:
    """Return {case-folded surname that is a label: where its turns stand} in a text that ends at an offset."""
    turns: dict[str, list[tuple[int, int]]] = {}
    for label, following in pairwise([*labels, None]):
        alone = grammar.strip_titles([cased_word(word) for word in label.bare.split()])[1] if label else []
        if label and len(alone) == 1:
            turns.setdefault(alone[0].casefold(), []).append((label.words, following.start if following else end))
    return turns


def _witness(text: str, grammar: Grammar) -> str | None:
    """Return the one person whom headings of a text say to be heard ("DEPOSITION OF ADA STONE", "ADA STONE, duly sworn"), or None."""
    found = set()
    for match in _HEARD.finditer(text):
        _, name = grammar.strip_titles([cased_word(word) for word in (match["heard"] or match["sworn"]).split()])
        if 1 < len(name) <= _LONGEST_LISTED:
            found.add(" ".join(name))
    return found.pop() if len(found) == 1 else None


def _titled(before: str, grammar: Grammar) -> Iterator[str]:
    """Yield the names in capitals behind a title that open a line above the first turn ("SEN. ADA STONE, R-KELBY").

    So do those whom a heading in capitals announces ("PRESS BRIEFING BY PRESS SECRETARY ADA STONE AND MAYOR RUBEN PELL").
    """
    for name in _listed(before):
        words = name.split()
        if name.isupper() and 1 < len(words) <= _LONGEST_LISTED and grammar.strip_titles([cased_word(w) for w in words])[0]:
            yield name
    for line in filter(str.isupper, before.splitlines()):
        for part in _ANNOUNCES.split(line)[1:]:
            titles, rest = grammar.strip_titles([cased_word(word) for word in part.split()]) if part.strip() else ([], [])
            if titles and 1 < len(rest) <= _LONGEST_LISTED:
                yield " ".join(rest)


def _listed(text: str) -> list[str]:
    """Return the names in a list of those who take part, each without its role."""
    return [name for row in _SEPARATORS.split(text) if (name := _AFTER_NAME.split(row.strip(), maxsplit=1)[0].strip())]


def speaker_of(label: Label, cast: Cast, asker: Label | None = None) -> Speaker | None:
    """Return whom a label names, in full where the document gives the full name; None where "A" might be anybody.

    `asker`: the label that says who puts the questions from here on.
    """
    evidence = Span(label.start, label.end, cast.document.text[label.start : label.end])
    bare = label.bare or label.name
    if label.called in _ASKERS:
        return _who_asks(label, cast, asker, evidence)
    if bare.upper() in ANSWERS:
        return _who_answers(cast, evidence)
    if label.style == Style.GROUP or _NOBODY.fullmatch(bare):
        numbered = label.name.lower() if _NUMBER_SIGN in label.name else bare.lower()
        return Speaker(numbered, "unnamed", None, evidence)
    known = cast.with_initials(bare) if is_initials(bare, _MOST_INITIALS) else None
    if known is not None or cast.has_initials:
        return Speaker(known or bare, "unnamed" if known is None else "person", None, evidence)
    return _named(bare.split(), label, cast, evidence)


def is_initials(name: str, most: int = _MOST_OF_LABEL) -> bool:
    """Return whether a label is two letters in capitals or a few more, at most so many, as somebody's initials are."""
    return name.isalpha() and name.isupper() and 1 < len(name) <= most


def _who_asks(label: Label, cast: Cast, asker: Label | None, evidence: Span) -> Speaker | None:
    """Return who puts the questions behind a label: `asker`, where a label tells; in court nobody else, since no reporter asks there."""
    if label.called not in QUESTIONS:
        return Speaker((label.bare or label.name).lower(), "unnamed", None, evidence)
    if asker is not None:
        return _named(asker.bare.split()[1:], asker, cast, evidence)
    return None if cast.is_in_court else Speaker(_ASKER, "unnamed", None, evidence)


def _named(bare: list[str], label: Label, cast: Cast, evidence: Span) -> Speaker:
    words = _cased_name(bare)
    if len(words) > len(_ADDRESSED_AS) and words[1].lower() in _HONOURS and words[0].lower() in cast.grammar.vocabulary.definite:
        words = words[1:]  # "The Hon. Ada Stone (Skarn)"
    titles, rest = cast.grammar.strip_titles(words)
    if not rest and len(words) == len(_ADDRESSED_AS) and _is_surname(*words):
        titles, rest = words[:1], words[1:]
    definite = cast.grammar.vocabulary.definite
    if words[0].lower() in definite and all(map(str.islower, rest)):  # "The SPEAKER pro tempore"
        rest = []
    if not rest or rest[0].lower() in definite or _is_office(words, titles, rest, label, cast.grammar):
        return _by_role(words, rest, label, cast, evidence)
    role = " ".join(titles) or _role_of(label)
    return Speaker(cast.named(rest, _gender_of(titles)), "person", role, evidence)


def _cased_name(bare: list[str]) -> list[str]:
    """Return the words of a name in capitals in the case of a name, with its small words small."""
    return [word.lower() if n and word in _SMALL else cased_word(word) for n, word in enumerate(bare)]


def _is_office(words: list[str], titles: list[str], rest: list[str], label: Label, grammar: Grammar) -> bool:
    """Return whether a label is an office ("The Chair", "Minister for Harbours") and nobody's name, nor a peer's ("Lady Orr of Skarn")."""
    is_definite = words[0].lower() in grammar.vocabulary.definite
    if titles and (titles[-1].lower() in _OF_OFFICES or (len(rest) == 1 and rest[0].lower() in _ADDRESSED)):
        return True  # "Minister of" Ports, "Hon." Chairperson
    if not label.notes:
        return is_definite and label.is_of_office
    noted, bearer = grammar.strip_titles([cased_word(word) for word in label.notes[-1].split()])
    is_person = bool(bearer) and (bool(noted) or (len(bearer) > 1 and grammar.is_given_name(bearer[0].lower())))
    return is_definite or (label.is_of_office and is_person)


def _is_surname(address: str, word: str) -> bool:
    """Return whether a title behind a title of address is a surname ("Mr. King") rather than an office ("Mr. President")."""
    return address.lower().rstrip(".") in _GENDERS and word.lower() not in _ADDRESSED


def _gender_of(titles: list[str]) -> str | None:
    """Return "m" or "f" where a title of address tells it ("Mr.", "Ms."), or None."""
    plain = [title.lower().rstrip(".") for title in titles]
    return next((_GENDERS[title] for title in plain if title in _GENDERS), None)


def _role_of(label: Label) -> str | None:
    """Return the role behind the name of a label, in the case of a title; one in mixed case as it is ("Skarn Bank - CEO")."""
    return cased(label.role) if label.role and label.role.isupper() else label.role


def _by_role(words: list[str], rest: list[str], label: Label, cast: Cast, evidence: Span) -> Speaker:
    """Return who bears the role that a label names ("THE PRESIDENT"); `rest` are its words that are not a title."""
    role = (rest[-1] if rest else words[-1]).lower()
    called = " ".join(words)
    for note in label.notes:  # "The Minister for Harbours (Ines Calloway)"
        titles, name = cast.grammar.strip_titles([cased_word(word) for word in note.split()])
        if len(name) > 1 or (name and titles):
            return Speaker(cast.named(name), "person", called, evidence)
    if role == _WITNESS and cast.witness:
        return Speaker(cast.witness, "person", None, evidence)
    head_of_state = cast.document.speaker if role == cast.grammar.vocabulary.head_of_state else None
    known = cast.people.by_role(role, LAST_OFFSET)
    if known in cast.openings:  # "Mr Speaker", and on the next line "Order. Let us hear the Minister."
        known = None
    known = known or head_of_state
    return Speaker(known, "person", called, evidence) if known else Speaker(called, "unnamed", None, evidence)


def _who_answers(cast: Cast, evidence: Span) -> Speaker | None:
    """Return who answers: the document's speaker, the only person named before the first turn, or else in the title, or a witness."""
    if cast.document.speaker:
        return rated(Speaker(cast.document.speaker, "person", None, evidence), "description")
    if cast.witness:
        return Speaker(cast.witness, "person", None, evidence)
    named = {full for names in cast.people.full_by_surname.values() for full, at in names.items() if at[0] < len(cast.before)}
    if not named:
        named = {full for names in cast.of_title.full_by_surname.values() for full in names}
    if len(named) == 1:
        return Speaker(named.pop(), "person", None, evidence)
    return Speaker(_WITNESS, "unnamed", None, evidence) if _IN_COURT.search(cast.before) else None


def cased_word(word: str) -> str:
    """Return a word in capitals in the case of a name; any other unchanged."""
    if not is_upper(word) or len(word.rstrip(".")) == 1:
        return word
    return _PREFIXED.sub(lambda match: match[1] + match[2].upper(), "-".join(part.capitalize() for part in word.split("-")))


def cased(line: str) -> str:
    """Return a line in capitals in the case of a title, each word at its place."""
    return " ".join(cased_word(w) for w in line.split(" "))
