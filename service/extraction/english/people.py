"""Who is named in a document: full names by surname, the roles people are given, and who a pronoun can stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from service.extraction.english import lexicon
from service.extraction.english.constituencies import MEMBERS, PARTIES, in_front, state_of, told_party, told_seat, told_states
from service.extraction.english.holding import role_held
from service.extraction.english.lexicon import AREAS, PARTICLES
from service.extraction.english.names import (
    has_given_name,
    is_name_opener,
    is_numbered,
    is_organization,
    strip_titles,
    without_run_on,
)
from service.extraction.english.reviewing import authors, told_of
from service.extraction.english.steps import STARS, is_capitalised_adjective, opens_with_trade
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.honorifics import honorifics

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĹĽŁŃŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽ"
_WORD = rf"(?:al-|el-|ul-)?[{_UPPER}][\w’'-]*\w|[{_UPPER}]\.(?:[{_UPPER}]\.)*|[{_UPPER}]"
_TITLE = rf"(?:{'|'.join(sorted(lexicon.TITLE_ABBREVIATIONS))})\."
_ANY_PARTICLE = "|".join(sorted(PARTICLES))
# a particle counts only before a capitalised word, with one particle more between or not ("van der Berg")
_PARTICLE = rf"(?:{_ANY_PARTICLE})(?=[ \u00a0](?:(?:{_ANY_PARTICLE})[ \u00a0])?[{_UPPER}])"
_SUFFIX = "|".join(sorted(suffix.capitalize() for suffix in lexicon.ABBREVIATED_SUFFIXES))
_SEQUENCE = re.compile(rf"(?<![\w’'-])(?:{_TITLE}|{_WORD})(?:[ \u00a0](?:{_TITLE}|{_WORD}|{_PARTICLE}))*(?:,? (?:{_SUFFIX})\b\.?)?")
_GENDERS = {title.capitalize(): gender for gender in ("masculine", "feminine") for title in honorifics(gender)}
_HONORIFIC = re.compile(rf"\b({'|'.join(sorted(_GENDERS))})\.? (?:{_WORD})(?: (?:{_WORD}))*")
_NICKNAMED = re.compile(
    rf"(?<![\w’'-])(?P<first>[{_UPPER}][\w’-]{{1,20}}) [“\"‘'(][{_UPPER}][^“”\"‘’'()\n]{{1,24}}[”\"’')] (?P<last>[{_UPPER}][\w’-]{{1,30}})"
)
_OF_ONE_NAME = re.compile(
    rf"(?<![\w’'-])(?P<first>[{_UPPER}][\w-]{{1,20}}) {lexicon.AND} (?P<second>[{_UPPER}][\w-]{{1,20}}) (?P<surname>[{_UPPER}][\w’-]{{1,30}})\b"
)
_WRITTEN_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")  # with the marks inside it
_ANY_WORD = re.compile(r"[^\W\d_]+")
_AGE_BEHIND = re.compile(r",? \(?(?:aged |age )?(\d{1,3})(?=[,.;)])")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old (?:[\w-]+ ){0,3}$")
_NUMBERS = {word: n for n, word in enumerate(lexicon.listed("numbers") + lexicon.listed("teens"), 1)}
_AGE_TOLD = re.compile(
    rf",? (?:{lexicon.WHO} )?(?:is|was|turned|aged) (\d{{1,3}}|{'|'.join(_NUMBERS)})(?: years old)?(?= {lexicon.AND} |[,.;]| (?:on|when|in) )"
)
_PROGRAMME_WORDS = lexicon.words("programme_words")
_HOLIDAYS = lexicon.words("holidays")
_TITLES_AS_NAMES = lexicon.words("titles_as_names")
_ROYALS = lexicon.words("royals")
_ROYAL = re.compile(rf"\b(?:{lexicon.alternatives(_ROYALS)}) [{_UPPER}][\w-]*")
_OF_ROYALTY = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('of_royalty'))}|{lexicon.THE} (?:{lexicon.alternatives(_ROYALS)}))\b", re.IGNORECASE
)
_RELATED = tuple(f" {relation} {lexicon.TO}" for relation in sorted(lexicon.words("relations")))
_UNRELATED = re.compile(
    rf"\b([{_UPPER}][\w’'-]{{1,30}}),? \(?(?:{lexicon.alternatives(lexicon.words('determiners_of_relation'))}) (?:{lexicon.alternatives(lexicon.words('relations'))}) to\b"
)
_CALLED = re.compile(rf" \(([{_UPPER}][\w’-]{{1,20}})\)")
_NAME_ARTICLE = re.compile(r"^(?:al|ad|an|ar|as|ash|az|el|ul)[-’'](?=\w{3})", re.IGNORECASE)  # "al-Jarba" is also "Jarba"
_TITLE_LINKS = lexicon.words("title_links")
_LINK_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(_TITLE_LINKS))})(?: {lexicon.THE})?(?:(?: [A-Z]\w+){{1,3}} {lexicon.AND})? $")
_LONGEST_LINK = 60  # characters of "for Water Resources and ", with what is before
_DETERMINERS = lexicon.ARTICLES | lexicon.words("possessives")
_APPOSITIVE = re.compile(
    rf",\s+(?:(?P<determiner>{'|'.join(sorted(_DETERMINERS))})\s+)?(?P<before>(?:[\w’'.-]+\s+){{0,6}}?)(?P<word>[a-z-]+)\b"
)
_CLOSED_APPOSITIVE = re.compile(rf",\s(?:{'|'.join(sorted(_DETERMINERS))})\s(?:[a-z-]+\s){{0,2}}([a-z-]{{3,}})[,.](?=\s)")
_OFFICE_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(_DETERMINERS))}) (?:[\w’'-]+ ){{0,3}}?([\w-]+)(?: (?:of|for|at) (?:[\w’'&-]+ ){{0,5}}?[\w’'&-]+)?, $",
    re.IGNORECASE,
)
_ARTICLES_BEFORE = tuple(f"{form} " for article in sorted(lexicon.ARTICLES) for form in (article, article.capitalize()))
_BEFORE_PLACE = 9  # characters of a preposition before a place
_BEFORE_TITLE = 4  # characters of an article before a title
_NEXT_WORD = re.compile(r"\s([a-z-]+)")
_MADE = re.compile(
    rf"\s(?:{lexicon.alternatives(lexicon.lines('becoming_one'))})(?:\s(?:{'|'.join(sorted(_DETERMINERS))}))?((?:\s[a-z-]+){{1,3}})"
)
_SUBJECT_OF = re.compile(rf"\s+(?:{lexicon.alternatives(lexicon.CUES | lexicon.AUXILIARIES)})\b")
_NAMES_BEHIND_WORDS = lexicon.words("names_too_behind_words")
_NAMES_TOO, _BEFORE_MONTHS = lexicon.words("names_too"), lexicon.PREPOSITIONS - {"for", "with"} | lexicon.words("before_months")
_PASTS = lexicon.union("irregular_pasts", "active_pasts", "other_pasts")
_INSIDE_SENTENCE = (",”", ",’", ',"', ",'")  # what ends words in marks with which a sentence goes on
_BEFORE_COMMA, _LONGEST_BEFORE_COMMA = re.compile(r"(?<![\w’-])[a-z][\w’-]*, $"), 24  # "her mother, "
_LONGEST_APPOSITION = 90  # characters of an apposition behind a name
_SPOKEN_OF = re.compile(r"(?:,\s[^,.;:“”\"]{1,80},)?\s([a-z]+)\b")  # "“…,” Even Stone, the clerk, said"
_VERB_BEHIND_WORDS = re.compile(r"[,.?!…][”’\"'] ([a-z]+) $")
_APPOSED = re.compile(r",\s(?:an?\s|\d)[^,.;:“”\"]{1,80},\s(?P<verb>[a-z]+)\b")  # "Per Stone, a tenant, said"
_COUNTRIES = lexicon.words("countries_as_names")
_SEATS = lexicon.words("seats_of_government")
_SURNAMES_FIRST = lexicon.words("surnames_first")
_ALL_COUNTRIES, _TO = _COUNTRIES | lexicon.words("other_countries"), f" {lexicon.TO} "
_PLACES = _ALL_COUNTRIES | _SEATS
_SURNAMES_TOO, _AROUND = lexicon.words("surnames_too"), lexicon.words("around")
_OPENING_ENDINGS = (*lexicon.VERBAL_ENDINGS, lexicon.ADVERB_ENDING)
_PAST_PREFIXES = lexicon.words("past_prefixes")
_KEPT_PREFIXES = _PAST_PREFIXES | {lexicon.VICE}
_OTHER_PREFIXES = lexicon.words("other_prefixes")
_ROLE_PREFIXES = _KEPT_PREFIXES | _OTHER_PREFIXES
_KINDS_OF_ROLES = {word: roles.split() for word, roles in lexicon.rows("kinds_of_roles")}
_DEPUTIES = lexicon.words("deputies")
_STATE_OFFICES = lexicon.words("state_offices")
_DEMONYM_ENDINGS = (*lexicon.listed("demonym_endings"), *lexicon.POSSESSIVE_ENDINGS)
_AREAS_JOINED = AREAS | {lexicon.AND, lexicon.THE}
OFFICE_KINDS = AREAS | lexicon.words("office_kinds")
"""Words before an office that tell it from another of that name ("prime minister")."""
_TURNS = frozenset(("Q.", "A."))
_HEADS_OF_STATE = lexicon.words("presidents")  # "the president" alone is no head of a council
_KIN, _KIN_OF_ONE_NAME = lexicon.words("kin"), lexicon.words("kin_plurals")
_ADDRESSES = lexicon.words("addresses")
_OF_ONE_FAMILY = lexicon.words("of_one_family")
_SAME_ROLE = lexicon.grouped("same_roles")
_INTERVIEWERS = [_SAME_ROLE.get(role, role) for role in lexicon.listed("interviewers")]
_NO_ROLE_BEFORE = lexicon.PREPOSITIONS | lexicon.RELATIVES | lexicon.CUES
_SENTENCE_ENDS = frozenset('.!?:\n”"')
_ENDS_BEFORE_QUESTION = _SENTENCE_ENDS | {")", ",", "-", "–", "—"}
_SENTENCE_END, _QUESTION_MARK = re.compile(r"[.?!](?=\s|$)|\n"), "?"
_LONGEST_QUESTION = 200  # characters behind a name in which the question that it stands in ends
_PARAGRAPH_BREAK = "\n\n"
_MARKS_BEFORE = " “\"‘'("
_LONGEST_NAME = 5  # words
_LONGEST_APPOSED = 4  # words behind a determiner, of what somebody is ("a consultant orthopaedic surgeon")
_TWO_SURNAMES = 3  # words of the shortest name with a given name and two surnames
_SOON = 4000  # characters behind a name in which somebody is called by the surname alone
_NETWORK, _POSTED = "X.", " on "  # "on X. Marsh said": the network ends a sentence and is no initial
_OFFICES = lexicon.ROLES | lexicon.TITLES
_BEING_OR_HAVING = frozenset(
    "is was has had".split()
)  # behind "May Stone", who is called Stone elsewhere: behind "may" stands "be"
_PLAIN_NAME = 2  # words of a name that is a given name and a surname
_OF_AGE = 18  # years from which people are called by the surname
_LEAST_GIVEN = 3  # letters of a word that is not an initial
_LEAST_MISSPELT = 7  # letters of a surname that another at one letter's distance is taken for; shorter ones are other names
_FREQUENT = 2  # times as often as the namesake named last: the one whom a surname means wherever it stands
_MOST_SURNAMES = 2000  # of a text among which a misspelt one is looked for; bounds the work on one full of names
_MOST_NAMESAKES = 100  # of a surname among whom the one is found whom it means; bounds it as well
_NEAR = 3  # times nearer than any namesake: the one whom a surname means there
_NAMES_KEPT = 16384  # of which the surname is kept; a document has few, and asks for each many times
_PAIR, _TOGETHER = 2, 60  # two people, and characters from one name to the other where they are named together
_BEFORE_NAME = 40  # characters before a name that are read for its role
_KIN_REACH = 600  # characters in which "his cousin" means the one who was named
_FAMILY_REACH = 160  # characters before two names in which a word may say that they are of one family
_BEFORE_APPOSED = 80  # characters before a name in apposition that are read for an office
_BEFORE_SURNAME = 24  # characters before a lone surname that are read for its role


@dataclass(slots=True)
class People:
    """Names found in a text, with their offsets; every look-up takes the offset from which it looks, nearest before first."""

    gazetteer: Gazetteer
    """What tells given names and organizations."""
    full_by_surname: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    """{surname, case-folded: {full name: offsets in order}}."""
    genders: dict[str, str] = field(default_factory=dict)
    """{surname, case-folded: "m" or "f"}, as titles of address tell."""
    roles: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """{role: (offset, name) in order}."""
    states: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """{name: the states that the text says somebody is of}."""
    seats: dict[str, str] = field(default_factory=dict)
    """{name: the constituency, in lower case, of which the text says that somebody is the member}."""
    parties: dict[str, str] = field(default_factory=dict)
    """{name: the noun for a member of the party that the text says somebody is of}."""
    titled_at: dict[str, int] = field(default_factory=dict)
    """{surname, case-folded: where it first stands alone behind a title ("President Marsh")}."""
    kin: set[str] = field(default_factory=set)
    """The full names of those who are told to be somebody's wife, son or the like."""
    first_at: dict[str, int] = field(default_factory=dict)
    """{surname, case-folded: where it first stands, in a full name or alone}."""
    unrelated: set[str] = field(default_factory=set)
    """Surnames, case-folded, of somebody who the text says is no relation of a namesake: alone they are neither's."""
    by_inner: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """{word inside a full name, neither its first nor its last: the full names}: the first of two surnames ("Ulloa Prieto")."""
    written: frozenset[str] = frozenset()
    books_of: frozenset[str] = frozenset()
    """The names of those whose books the text tells of."""
    ages: dict[str, str] = field(default_factory=dict)
    """{full name: the age that the text tells, in figures}."""
    by_given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """{first word of a full name: the full names}."""

    def full_name(self, name: str, at: int) -> str:
        """Return the fullest form of a name that the text has ("Trump" → "Donald Trump"); the name itself where none is."""
        candidates = self.full_by_surname.get(surname_of(name).casefold(), {})
        if len(candidates) > _MOST_NAMESAKES:
            return name
        if len(name.split()) > 1:
            return self._behind_given(name, candidates) or self._addressed(name) or _with_given_name(name, candidates)
        if name.casefold() in self.unrelated:
            return name
        inner = self.by_inner.get(name, ())
        if not candidates and len(inner) == 1:
            return inner[0]
        candidates = candidates or self._spelt_otherwise(surname_of(name).casefold())
        return self._of_surname(name, candidates, at) if candidates else self._of_given_name(name)

    def _behind_given(self, name: str, candidates: dict[str, list[int]]) -> str | None:
        """Return the one full name of the text that ends with a surname of two words ("Bel Marsh"), behind a given name."""
        if name in candidates or self.gazetteer.is_given_name(name.split()[0].lower()):
            return None
        bare = name.rstrip(".")  # "Marsh Jr."
        longer = [
            f for f in candidates if f.rstrip(".").endswith(f" {bare}") and self.gazetteer.is_given_name(f.split()[0].lower())
        ]
        return longer[0] if len(longer) == 1 else None

    def _addressed(self, name: str) -> str | None:
        """Return the full name of the one person whose given name stands behind a word of address ("Don Ruben"), or None."""
        address, *given = name.split()
        named = self.by_given.get(given[0], ()) if len(given) == 1 and address.lower() in _ADDRESSES else ()
        return named[0] if len(named) == 1 else None

    def _spelt_otherwise(self, surname: str) -> dict[str, list[int]]:
        """Return the bearers of the one surname of the text at one letter's distance from a long one ("Andersen", "Anderson")."""
        if len(surname) < _LEAST_MISSPELT or len(self.full_by_surname) > _MOST_SURNAMES:
            return {}
        near = [
            bearers
            for other, bearers in self.full_by_surname.items()
            if bearers and other[:1] == surname[:1] and abs(len(other) - len(surname)) <= 1 and OSA.distance(other, surname) == 1
        ]
        return near[0] if len(near) == 1 else {}

    def _of_given_name(self, name: str) -> str:
        """Return the full name of the one person with a given name, or a surname that stands first ("Peig" → "Peig Donnelly", "Xu" → "Xu Jie")."""
        named = self.by_given.get(name, ())
        if len(named) != 1 or (name.lower() in _PLACES and not self._is_child(named[0])):
            return name
        is_first = self.gazetteer.is_given_name(name.lower()) or name.lower() in _SURNAMES_FIRST | _NAMES_TOO
        return named[0] if is_first or self._is_described(named[0]) else name

    def _is_child(self, full: str) -> bool:
        """Return whether the text tells that somebody is of an age at which people are called by the given name."""
        return int(self.ages.get(full, _OF_AGE)) < _OF_AGE

    def _is_described(self, full: str) -> bool:
        """Return whether the text gives somebody a role, by which a name that no table has is a person's ("presenter Xanthe Marsh")."""
        return any(full == name for entries in self.roles.values() for _, name in entries)

    def _of_surname(self, name: str, candidates: dict[str, list[int]], at: int) -> str:
        """Return the full name that a surname alone stands for at an offset; of namesakes the frequent one or the near one."""
        plain = self._plain(name, candidates)
        if not plain:
            return name
        last = {f: candidates[f][bisect_right(candidates[f], at) - 1] for f in plain if candidates[f][0] <= at}
        if last:
            return _meant_of(last, candidates, at) or name
        if name.lower() in _PLACES:
            return name  # nobody is called by a surname before the full name
        others = [f for f in plain if f not in self.kin]  # "Stone thanked his mother, Ada Stone", long before "Ivo Stone"
        return self._first_told(others or plain, candidates)

    def _plain(self, name: str, candidates: dict[str, list[int]]) -> list[str]:
        """Return the full names that a surname alone may stand for: none where it was somebody else's before.

        A surname that stood before "Donald Stone Jr." was named is the father's, and before "his mother, Ada Stone" not hers.
        """
        first = self.first_at.get(surname_of(name).casefold(), 0)
        plain = [f for f in candidates if _no_suffix(f)] or [f for f in candidates if candidates[f][0] <= first]
        plain = [f for f in plain if not self._is_of_titled(f, candidates[f][0])]
        return [] if all(f in self.kin and candidates[f][0] > first for f in plain) else plain

    @staticmethod
    def _first_told(names: list[str], candidates: dict[str, list[int]]) -> str:
        """Return the one of some full names that a text tells first."""
        return min(names, key=lambda full: candidates[full][0])

    def _is_of_titled(self, full: str, at: int) -> bool:
        """Return whether a full name, first told at an offset, is of kin of whom the text has called by title and surname."""
        return full in self.kin and self.titled_at.get(surname_of(full).casefold(), at) < at

    def gender(self, name: str) -> str | None:
        """Return "m" or "f", or None where neither a title nor the first name tells."""
        words = name.split()
        if len(words) > 1:
            first = words[0].lower().rstrip(".")
            known = self.gazetteer
            told = known.gender_of_given(first) or known.gender_of_given(first.split("-")[0])  # "Jean-Luc" is not a Jean
            if told is None and len(words) > _PLAIN_NAME:
                told = known.gender_of_given(words[1].lower())  # "Regular Bob Marsh", "Ngwena Alice Marsh"
            if told is not None:
                return told
        return self.genders.get(surname_of(name).casefold())

    def by_role(self, role: str, at: int) -> str | None:
        """Return the person last given a role before an offset, else the only one who ever has it, else None.

        A role of a state ("ohio senator") is of whom the text says to be of that state, or of nobody known to be of another.
        """
        state, role = in_front(role)
        entries = self._entries(role)
        if state is not None:
            return self._of_state(state, {name for _, name in entries}, PARTIES.get(role))
        before = bisect_right(entries, at, key=_offset)
        if before:
            return None if _are_side_by_side(entries[max(0, before - _PAIR) : before]) else entries[before - 1][1]
        first = entries[0][1] if entries else None
        return first if all(name == first for _, name in entries) else None

    def by_seat(self, noun: str, places: list[str]) -> str | None:
        """Return the only person whom the text says to sit for a constituency with some words in its name ("the Skarn MP"), or None."""
        if noun not in MEMBERS or not places:
            return None
        names = {name for name, seat in self.seats.items() if set(places) <= set(seat.split())}
        return names.pop() if len(names) == 1 else None

    def only_kin(self, role: str, at: int) -> str | None:
        """Return the only person whom the text, shortly before an offset, calls somebody's kin by a word ("his cousin, Ada Pell"), or None."""
        names = {name for offset, name in self._entries(role) if at - _KIN_REACH <= offset <= at} if role in _KIN else set()
        return names.pop() if len(names) == 1 else None

    def by_kind_of_role(self, role: str, start: int, end: int) -> str | None:
        """Return the only person given a narrower role between two offsets ("Detective Ana Pell": the officer), or None."""
        kinds = _KINDS_OF_ROLES.get(role, ())
        names = {name for kind in kinds for offset, name in self.roles.get(_canonical(kind), ()) if start <= offset < end}
        return names.pop() if len(names) == 1 else None

    def author(self) -> str | None:
        """Return the one person named in full whose book the text is about, or None."""
        named = {full for names in self.full_by_surname.values() for full in names} & self.written
        return next(iter(named)) if len(named) == 1 else None

    def is_of_book(self, name: str) -> bool:
        """Return whether the text tells of a book about somebody."""
        return name in self.books_of

    def is_age(self, noun: str) -> bool:
        """Return whether a noun calls somebody by an age ("60-year-old")."""
        return lexicon.AGED.fullmatch(noun) is not None

    def aged(self, noun: str) -> str | None:
        """Return the only person whom the text says to be of the age by which a noun calls somebody, or None."""
        if not self.is_age(noun):
            return None
        names = {name for name, age in self.ages.items() if age == noun.partition("-")[0]}
        return names.pop() if len(names) == 1 else None

    def may_be(self, name: str, noun: str) -> bool:
        """Return whether nothing in the text is against a noun for anybody ("the singer", "the 60-year-old") meaning somebody.

        The text tells another age, or that it is the one who asks ("host Ada Stone").
        """
        if self.is_age(noun):
            return self.ages.get(name) is None
        return not any(name == bearer for role in _INTERVIEWERS for _, bearer in self.roles.get(role, ()))

    def _entries(self, role: str) -> list[tuple[int, str]]:
        """Return who is given a role, (offset, name) in order; one of an area ("prime minister") is nobody's of another area."""
        known = self.roles.get(role) or self.roles.get(lexicon.FOREIGN + role)
        area, _, plain = role.partition(" ")
        if known or area not in OFFICE_KINDS:
            return known or []
        others = {name for other, found in self.roles.items() if other.endswith(f" {plain}") for _, name in found}
        return [entry for entry in self._entries(plain) if entry[1] not in others]

    def _of_state(self, state: str, bearers: set[str], party: str | None) -> str | None:
        """Return the only one of a state, of several the only bearer of the role; where nobody is known to be, the only bearer.

        `party`: the noun for members of the party of which nobody else is meant ("the Ohio Republican").
        """
        named = {name for name, states in self.states.items() if state in states}
        if party is not None:
            named = {name for name in named if self.parties.get(name, party) == party}
        if not named:
            named = {name for name in bearers if not self.states.get(name)}
        meant = named & bearers or named
        return next(iter(meant)) if len(meant) == 1 else None


def _are_side_by_side(entries: list[tuple[int, str]]) -> bool:
    """Return whether two with one role are named together ("Senators Ada Stone and Ivo Marsh"), so that it tells neither of them."""
    return len(entries) == _PAIR and entries[0][1] != entries[1][1] and entries[1][0] - entries[0][0] < _TOGETHER


def _with_given_name(name: str, candidates: dict[str, list[int]]) -> str:
    """Return a name of several words; one that begins with a particle ("de la Cruz") in the form with the first name."""
    first = name.split()[0]
    if first.lower() not in PARTICLES:
        return name
    count = len(name.split())
    longer = [f for f in candidates if len(f.split()) > count and f.split()[0] == first and _no_suffix(f)]
    longer += [f for f in candidates if f.endswith(f" {name}")]
    return max(longer, key=lambda f: len(candidates[f]), default=name)


def _meant_of(last: dict[str, int], candidates: dict[str, list[int]], at: int) -> str | None:
    """Return which of some namesakes, {full name: where it stands last before `at`}, a surname means there; None if unclear."""
    frequent = max(last, key=lambda f: len(candidates[f]))
    latest = max(last, key=lambda f: last[f])
    if len(candidates[frequent]) > _FREQUENT * len(candidates[latest]):
        return frequent
    others = [place for f, place in last.items() if f != latest]
    is_near = not others or at - max(others) > _NEAR * (at - last[latest])
    return latest if is_near else None


@lru_cache(maxsize=_NAMES_KEPT)
def surname_of(name: str) -> str:
    """Return the last word of a name that is not a suffix such as "Jr.", without an Arabic article before it."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().rstrip(".,") in lexicon.SUFFIXES:
        words.pop()
    return _NAME_ARTICLE.sub("", words[-1].rstrip(","))


def _no_suffix(name: str) -> bool:
    """Return whether a name does not end with "Jr." or "Sr."."""
    return name.split()[-1].lower().rstrip(".") not in lexicon.ABBREVIATED_SUFFIXES


def _without_possessive(name: str) -> str:
    """Return a name without a possessive ending."""
    return name[:-2] if name.endswith(lexicon.POSSESSIVE_ENDINGS) else name


def find_people(text: str, gazetteer: Gazetteer) -> People:
    """Return the people that a text names, read in one pass."""
    people = People(gazetteer)
    for match in _SEQUENCE.finditer(text):
        _note_sequence(people, text, match)
    for match in _NICKNAMED.finditer(text):
        _note_nicknamed(people, match)
    for match in _OF_ONE_NAME.finditer(text):
        _note_first_of_two(people, text, match)
    if any(words in text for words in _RELATED):  # searching takes longer
        people.unrelated.update(match[1].casefold() for match in _UNRELATED.finditer(text))
    for match in _HONORIFIC.finditer(text):
        people.genders.setdefault(surname_of(match[0]).casefold(), _GENDERS[match[1]][0])
    people.written, people.books_of = authors(text), told_of(text)
    _drop_headings(people, text)
    _drop_strays(people)
    _note_words(people)
    _resolve_roles(people)
    for entries in people.roles.values():
        entries.sort()
    return people


def _note_nicknamed(people: People, match: re.Match[str]) -> None:
    """Note the name of somebody whose nickname stands inside it (Anna “Lefty” Moreno)."""
    name = f"{match['first']} {match['last']}"
    if people.gazetteer.is_given_name(match["first"].split()[0].lower()):
        people.full_by_surname[surname_of(name).casefold()].setdefault(name, []).append(match.start("first"))


def _note_first_of_two(people: People, text: str, match: re.Match[str]) -> None:
    """Note the full name of the first of two who are said to be kin ("Ivo and Ada Marsh, who are brother and sister")."""
    first, second, surname = match["first"], match["second"], match["surname"]
    sentence = _SENTENCE_END.search(text, match.end())
    near = text[max(0, match.start() - _FAMILY_REACH) : sentence.start() if sentence else len(text)].lower()
    is_known = people.gazetteer.is_given_name(first.lower()) or first.casefold() not in people.full_by_surname
    are_given = is_known and people.gazetteer.is_given_name(second.lower())
    if are_given and not _OF_ONE_FAMILY.isdisjoint(_ANY_WORD.findall(near)):
        name = f"{first} {surname}"
        people.full_by_surname[surname.casefold()].setdefault(name, []).append(match.start())


def _note_sequence(people: People, text: str, match: re.Match[str]) -> None:
    """Note the name, if there is one, in a run of capitalised words."""
    _note_owner(people, match)
    words, start = _trimmed(text, match, people.gazetteer)
    titles, name = strip_titles(words, people.gazetteer)
    name = without_run_on(name, people.gazetteer) if titles else name
    if _is_given_by_title(text, start, match.end(), titles, name, people.gazetteer):
        titles, name = titles[:-1], [titles[-1], *name]
    if name:
        surname = surname_of(" ".join(name)).casefold()
        people.first_at.setdefault(_without_possessive(surname), start)
        _note_age(people, text, start, match.end(), " ".join(name).rstrip(","))
        _note_held(people, text, start, match.end(), _without_possessive(" ".join(name).rstrip(",")))
    if not name or (len(name) == 1 and not titles):
        _note_lower_role(people, text, match.start(), start, words)
        return
    if _names_nobody(name, people.gazetteer) or (not titles and _is_of_thing(text, start, match.end(), name, people.gazetteer)):
        return
    joined = _without_possessive(" ".join(name).rstrip(","))
    if len(name) == 1:
        people.titled_at.setdefault(surname_of(joined).casefold(), start)
    elif _is_kin(text, start, titles):
        people.kin.add(joined)
    if 1 < len(name) <= _LONGEST_NAME and not is_organization(joined, False, people.gazetteer) and not joined.isupper():
        people.full_by_surname[surname_of(joined).casefold()].setdefault(joined, []).append(start)
    _note_seat(people, text, titles, start, match.end(), joined)
    _note_roles(people, text, start, titles, joined)
    _note_appositive(people, text, match.end(), joined, start)


def _note_held(people: People, text: str, start: int, end: int, name: str) -> None:
    """Note the role that somebody is said behind the name to have ("Ada Marsh is the only vet on the island")."""
    held = role_held(text, end)
    if held is not None:
        people.roles[_canonical(held)].append((start, name))


def _note_seat(people: People, text: str, titles: list[str], start: int, end: int, name: str) -> None:
    """Note the state and the party of which the words around a name say that somebody is."""
    people.states[name] |= told_states(text, titles, start, end)
    seat = told_seat(text, end)
    if seat is not None:
        people.seats.setdefault(name, seat)
    party = told_party(text, titles, start, end)
    if party is not None:
        people.parties.setdefault(name, party)


def _note_owner(people: People, match: re.Match[str]) -> None:
    """Note the full name of the owner of what other capitals name ("Paola Marsh’s Hamlet")."""
    words = match[0].split()
    if len(words) <= _PLAIN_NAME:
        return
    owner = next((k for k in range(1, len(words) - 1) if words[k].endswith(lexicon.POSSESSIVE_ENDINGS)), None)
    if owner is None or not people.gazetteer.is_given_name(words[owner - 1].lower()):
        return
    name = _without_possessive(" ".join(words[owner - 1 : owner + 1]))
    if not is_organization(name, False, people.gazetteer):
        start = match.start() + match[0].index(words[owner - 1])
        people.full_by_surname[surname_of(name).casefold()].setdefault(name, []).append(start)


def _is_given_by_title(text: str, start: int, end: int, titles: list[str], name: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether the title before a surname is somebody's given name, as the age behind them tells ("said Major Pell, 58,").

    An age follows a whole name, as "his sister," leads up to one; "Prince Ivo, 41," is whole without a surname.
    """
    if len(name) != 1 or not titles or titles[-1].lower() not in _TITLES_AS_NAMES or gazetteer.is_given_name(name[0].lower()):
        return False
    has_age = _AGE_BEHIND.match(text, end) is not None and text[end : end + 1] == ","
    is_alone = len(titles) == 1
    return has_age or (is_alone and (_is_kin(text, start, []) or _is_no_royal(text, titles[0], name[0])))


def _is_no_royal(text: str, title: str, name: str) -> bool:
    """Return whether what princes are called stands before a surname in a text that has nothing else of royalty ("Prince Pell scored")."""
    if title not in _ROYALS or f"{title} {name} {lexicon.OF}" in text or _OF_ROYALTY.search(text) is not None:
        return False
    return all(found[0] == f"{title} {name}" for found in _ROYAL.finditer(text))


def _note_age(people: People, text: str, start: int, end: int, name: str) -> None:
    """Note the age told right behind a name ("Ada Marsh, 54,") or before it ("the 54-year-old teacher Ada Marsh")."""
    age, before = _AGE_BEHIND.match(text, end), max(0, start - _BEFORE_NAME)
    if told := _AGE_TOLD.match(text, end):
        people.ages[name] = str(_NUMBERS.get(told[1], told[1]))
    if age is None and text.find(lexicon.YEAR_OLD[0], before, start) >= 0:
        age = _AGE_BEFORE.search(text, before, start)
    if age is not None:
        people.ages[name] = age[1]


def _names_nobody(name: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether words in capitals are an adjective ("Kelby-owned"), a function word by itself or a programme ("Morning Kelby")."""
    has_words_of_programmes = len(name) > 1 and not _PROGRAMME_WORDS.isdisjoint(map(str.lower, name))
    if has_words_of_programmes and not gazetteer.is_given_name(name[0].lower().rstrip(".")):
        return True
    if name[0].lower() in _HOLIDAYS and len(name) > 1:
        return True  # "Christmas Eve"
    if is_numbered(name, gazetteer):
        return True
    return is_capitalised_adjective(name[-1]) or (len(name) == 1 and name[0].lower() in lexicon.LEADING)


def _is_headline(text: str, start: int, name: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether capitals right behind a mark are a headline with its verb ("the headline “Pell Axes Stone”")."""
    is_long = len(name) == _TWO_SURNAMES and text[start - 1 : start] in _MARKS_BEFORE.strip()
    verb = name[1].lower() if is_long else ""
    return bool(verb) and verb.endswith(lexicon.PLURAL_ENDING) and not verb.endswith("ss") and not gazetteer.is_given_name(verb)


def _is_of_thing(text: str, start: int, end: int, name: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether capitals from `start` to `end` are of a headline, of a place, or of the show of a star."""
    return _is_headline(text, start, name, gazetteer) or _is_place(text, start, name) or _is_title_of_star(text, start, end)


def _is_place(text: str, start: int, name: list[str]) -> bool:
    """Return whether a name that may be a place's too stands where one is said to be ("in Victoria Park")."""
    if len(name) != _PLAIN_NAME or _without_possessive(name[-1]).lower() not in _SURNAMES_TOO:
        return False
    return text[max(0, start - _BEFORE_PLACE) : start].rstrip().rpartition(" ")[2].lower() in _AROUND


def _is_title_of_star(text: str, start: int, end: int) -> bool:
    """Return whether capitals from `start` to `end` name the show or club of a star, who is nobody of that name ("the Pass My Oar star")."""
    following = _NEXT_WORD.match(text, end)
    is_star = following is not None and following[1] in STARS
    return is_star and text.endswith(_ARTICLES_BEFORE, max(0, start - _BEFORE_TITLE), start)


def _only_opens(text: str, match: re.Match[str], words: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether the first word of a run of capitals is no part of the name behind it: a verb, a day, what somebody is or does."""
    return (
        (_opens_sentence(text, match.start()) and (_is_opening_verb(words[0], gazetteer) or opens_with_trade(words, gazetteer)))
        or (is_name_opener(words[0].lower(), gazetteer) and not _is_given(text, match, words))
        or (words[0].lower() in lexicon.WEEKDAYS and not _is_given(text, match, words))
        or words[0].lower() in _KIN_OF_ONE_NAME
        or words[0].endswith(lexicon.YEAR_OLD)
        or (words[0] == _NETWORK and text.endswith(_POSTED, max(0, match.start() - len(_POSTED)), match.start()))
        or (words[0].lower() in lexicon.CUES and not gazetteer.is_given_name(words[0].lower()))
    )


def _trimmed(text: str, match: re.Match[str], gazetteer: Gazetteer) -> tuple[list[str], int]:
    """Return (words, offset) of a run of capitalised words, without what opens the sentence, owners and stray particles."""
    words = match[0].replace("\u00a0", " ").split()
    start = match.start()
    if len(words) > 1 and words[0] in _TURNS and (not start or text[start - 1] == "\n"):
        words, start = words[1:], start + len(words[0]) + 1  # "Q. Will the ambassador": a turn, no initial
    while len(words) > 1 and _opens(text, match, words):
        start = match.start() + match[0].index(words[1], len(words[0]))
        words = words[1:]
    while len(words) > 1 and _only_opens(text, match, words, gazetteer):
        start += len(words[0]) + 1
        words = words[1:]
    while len(words) > 1 and words[-1].islower():
        words = words[:-1]
    while len(words) > 1 and _belongs_before(text, start, words[0]):
        start += len(words[0]) + 1
        words = words[1:]
    owner = max([k for k, word in enumerate(words[:-1]) if word.endswith(lexicon.POSSESSIVE_ENDINGS)], default=-1)
    if owner >= 0:  # "Harbour Trust’s Marsh"
        words = words[owner + 1 :]
        start = match.start() + match[0].rindex(words[0])
    called = _CALLED.match(text, match.end())
    if called is not None and called[1] in words[:-_PLAIN_NAME]:  # "Mitch Pell Adam (Mitch) Mitchell PellOvernight"
        words = words[: words.index(called[1]) + _PLAIN_NAME]
    return without_run_on(words, gazetteer), start


def _is_kin(text: str, start: int, titles: list[str]) -> bool:
    """Return whether a name stands behind a word for kin ("his wife, Ada Marsh", "First lady Ada Marsh")."""
    before = [*_words_before(text, start, _BEFORE_SURNAME), *titles]
    return bool(before) and before[-1].lower().strip(",") in _KIN


def _leads(word: str) -> bool:
    """Return whether a word with a capital only opens a sentence, contracted with a verb or not ("I'm Ruben Marsh")."""
    low = word.lower().replace("’", "'")
    return low in lexicon.LEADING or (low.endswith(lexicon.CONTRACTED_ENDINGS) and low.partition("'")[0] in lexicon.LEADING)


def _opens(text: str, match: re.Match[str], words: list[str]) -> bool:
    """Return whether the first word of a run of capitals only opens a sentence or a question ("Will Marsh resign?")."""
    if _leads(words[0]):
        return not _is_given(text, match, words)
    if words[0].lower() not in _NAMES_TOO or words[0].lower() not in lexicon.AUXILIARIES:
        return False
    before, end = (
        text[max(0, match.start() - 3) : match.start()].rstrip(_MARKS_BEFORE),
        _SENTENCE_END.search(text, match.end(), match.end() + _LONGEST_QUESTION),
    )
    opens = not before or before[-1] in _ENDS_BEFORE_QUESTION
    return opens and end is not None and end[0] == _QUESTION_MARK


def _is_given(text: str, match: re.Match[str], words: list[str]) -> bool:
    """Return whether a name's first word, a function word or day too, is a given name, as a verb of speech beside it shows."""
    if words[0].lower() in _NAMES_BEHIND_WORDS:
        return len(words) == _PLAIN_NAME and _is_behind_words(text, match)
    return _is_given_beside(text, match, words)


def _is_given_beside(text: str, match: re.Match[str], words: list[str]) -> bool:
    """Return the same of a function word or month that may be a name anywhere."""
    is_inside = text[max(0, match.start() - 3) : match.start()].rstrip().endswith(_INSIDE_SENTENCE)
    if words[0].lower() not in _NAMES_TOO or not _PLAIN_NAME <= len(words) <= _PLAIN_NAME + is_inside or words[1].isupper():
        return False
    before, after = text[max(0, match.start() - 20) : match.start()].split(), text[match.end() : match.end() + 20].split()
    is_joined = len(after) > 1 and after[0] == lexicon.AND and after[1][0].isupper()  # "Per Stone and Ada Marsh"
    is_spoken = bool(after and after[0] in lexicon.CUES) or bool(before and before[-1] in lexicon.CUES)
    if is_joined or is_spoken or _is_introduced(text, match) or _is_capital_inside(words[0].lower(), before):
        return True
    return bool(after) and not _leads_to_month(match, words[0], before) and _is_told_of(text, match, words, after[0])


def _is_behind_words(text: str, match: re.Match[str]) -> bool:
    """Return whether a name stands between words in marks and its verb, or behind both ("“…,” Even Stone said", "“…,” added Even Stone")."""
    before = text[max(0, match.start() - _BEFORE_SURNAME) : match.start()]
    if before.rstrip().endswith(_INSIDE_SENTENCE):
        verb = _SPOKEN_OF.match(text, match.end(), match.end() + _LONGEST_APPOSITION)
        return verb is not None and verb[1] in lexicon.CUES
    behind = _VERB_BEHIND_WORDS.search(before)
    return behind is not None and behind[1] in lexicon.CUES


def _leads_to_month(match: re.Match[str], word: str, before: list[str]) -> bool:
    """Return whether what stands before a word, in its run of capitals or not, leads to a date ("In May Stone lost")."""
    opening = match[0].split()[0]
    return any(led.lower() in _BEFORE_MONTHS for led in (*before[-1:], *((opening,) if opening != word else ())))


def _is_capital_inside(low: str, before: list[str]) -> bool:
    """Return whether a function word or month is a given name, as its capital inside a sentence tells ("they dropped May Stone").

    `before`: the words before it. A month has its capital anyway, behind what leads to a date ("since May Stone has lost").
    """
    if not before or not before[-1].isalpha() or not before[-1].islower():
        return False
    return not lexicon.is_month(low) or before[-1] not in _BEFORE_MONTHS


def _is_introduced(text: str, match: re.Match[str]) -> bool:
    """Return whether a name stands between commas as names do ("her mother, May Stone, said", "Per Stone, a tenant, said")."""
    apposed = _APPOSED.match(text, match.end(), match.end() + _LONGEST_APPOSITION)
    if apposed is not None and apposed["verb"] in lexicon.CUES:
        return True
    has_comma = text[match.end() : match.end() + 1] == ","
    return has_comma and _BEFORE_COMMA.search(text, max(0, match.start() - _LONGEST_BEFORE_COMMA), match.start()) is not None


def _is_told_of(text: str, match: re.Match[str], words: list[str], following: str) -> bool:
    """Return whether a verb shows a name to be the subject, of whom what follows speaks by the surname alone ("May Stone was")."""
    if following not in _BEING_OR_HAVING and following not in _PASTS:
        return False
    near = text[match.start() : match.start() + _SOON]
    return near.count(words[1]) > near.count(f"{words[0]} {words[1]}")


def _belongs_before(text: str, start: int, word: str) -> bool:
    """Return whether a word before a name is an owner or an area ("NPR's Audie Cornish", "Secretary of Defense Mark Esper")."""
    if word.endswith(lexicon.POSSESSIVE_ENDINGS):
        return True
    if word.lower() in _ALL_COUNTRIES and text.endswith(_TO, max(0, start - len(_TO)), start):
        return True  # "Norland Ambassador to Wales Ruben Marsh"
    return word.lower() in AREAS and _LINK_BEFORE.search(text, max(0, start - _LONGEST_LINK), start) is not None


def _is_opening_verb(word: str, gazetteer: Gazetteer) -> bool:
    """Return whether a capitalised word before a name is a verb or adverb ("Navigating Donald Trump's favor …")."""
    return word.lower().endswith(_OPENING_ENDINGS) and not gazetteer.is_given_name(word.lower())


def _opens_sentence(text: str, start: int) -> bool:
    """Return whether a sentence starts at a place of a text."""
    before = text[max(0, start - 3) : start].rstrip(_MARKS_BEFORE)
    return not before or before[-1] in _SENTENCE_ENDS or text[start - 1 : start] == "\n"


def _offset(entry: tuple[int, str]) -> int:
    """Return where a name stands that has a role."""
    return entry[0]


def _note_words(people: People) -> None:
    """Note by which word of their full name people may be called: the first, or inside it the first of two surnames."""
    for names in people.full_by_surname.values():
        for full in names:
            words = full.split()
            people.by_given[words[0]].append(full)
            if len(words) >= _TWO_SURNAMES and people.gazetteer.is_given_name(words[0].lower()) and _no_suffix(full):
                people.by_inner[words[-2]].append(full)


def _drop_headings(people: People, text: str) -> None:
    """Drop what heads a section and is told of nowhere else, unless it opens with a given name ("Market Dues")."""
    heads = [
        (surname, full)
        for surname, names in people.full_by_surname.items()
        for full, places in names.items()
        if len(places) == 1 and _is_line(text, places[0], full) and not has_given_name(full.split(), people.gazetteer)
    ]
    told = Counter(map(_without_possessive, _WRITTEN_WORD.findall(text))) if heads else Counter()
    for surname, full in heads:
        if told[full.split()[-1]] == 1:
            del people.full_by_surname[surname][full]
            if not people.full_by_surname[surname]:
                del people.full_by_surname[surname]


def _is_line(text: str, start: int, words: str) -> bool:
    """Return whether words that stand at an offset are a line by themselves."""
    end = start + len(words)
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _drop_strays(people: People) -> None:
    """Merge names that are another name with a word before it that is not a first name ("Today Ines Calloway")."""
    for surname, names in people.full_by_surname.items():
        _drop_late_names(names, people.first_at.get(surname, 0), people.gazetteer)
        for full in sorted(names, key=len, reverse=True):
            first, _, tail = full.partition(" ")
            is_stray = " " in tail and tail in names and not people.gazetteer.is_given_name(first.lower())
            if is_stray and tail.split()[0].lower() not in PARTICLES:
                names[tail] += names.pop(full)
        _complete_surnames(names, people.gazetteer)
        _drop_odd_given_names(names, people.gazetteer)
        for places in names.values():
            places.sort()


def _complete_surnames(names: dict[str, list[int]], gazetteer: Gazetteer) -> None:
    """Merge a surname of two words ("Van Cleef", "Colbert Marsh") into the one name that has a given name before it."""
    endings: dict[str, list[str]] = defaultdict(list)
    for full in names:
        words = full.split()
        for k in range(1, len(words)):
            endings[" ".join(words[k:])].append(full)
    for tail in list(names):
        first = tail.split()[0].lower()
        longer = [full for full in endings.get(tail, ()) if full in names]
        if len(longer) != 1 or len(first) < _LEAST_GIVEN or gazetteer.is_given_name(first):
            continue
        given = longer[0].split()[0].lower()
        if first in PARTICLES or (gazetteer.is_given_name(given) and len(longer[0].split()) == len(tail.split()) + 1):
            names[longer[0]] += names.pop(tail)


def _drop_late_names(names: dict[str, list[int]], first: int, gazetteer: Gazetteer) -> None:
    """Drop "Impeach Marsh": a word that is not a given name before the surname, told at `first`, of somebody with a given name."""
    if not any(gazetteer.is_given_name(full.split()[0].lower()) for full in names):
        return
    for full in list(names):
        words = full.split()
        is_odd = len(words) == _PLAIN_NAME and len(words[0]) >= _LEAST_GIVEN and not words[0].endswith(".")
        is_unknown = words[0].lower() not in _NAMES_TOO and not gazetteer.is_given_name(words[0].lower().split("-")[0])
        if is_odd and is_unknown and len(names[full]) == 1 and names[full][0] > first:
            del names[full]


def _drop_odd_given_names(names: dict[str, list[int]], gazetteer: Gazetteer) -> None:
    """Merge a surname after a word that is not a given name ("Michigan Marsh") into the one well attested full name with it."""
    attested = [full for full in names if gazetteer.is_given_name(full.split()[0].lower().rstrip("."))]
    if len(attested) != 1:
        return
    for full in list(names):
        words = full.split()
        is_odd = len(words) == _PLAIN_NAME and len(words[0]) >= _LEAST_GIVEN and not words[0].endswith(".")
        if full != attested[0] and is_odd and len(names[attested[0]]) >= _FREQUENT * len(names[full]):
            names[attested[0]] += names.pop(full)


# --- roles --------------------------------------------------------------------------------------------------------------


def canonical_role(role: str) -> str:
    """Return one word for all forms of a role ("Sen.", "senator")."""
    return _canonical(role.lower().rstrip("."))


def _canonical(role: str) -> str:
    """Return one word for all forms of a role in lower case without a stop."""
    return _SAME_ROLE.get(role, role)


def _note_roles(people: People, text: str, start: int, titles: list[str], name: str) -> None:
    """Note the roles that the titles before a name give it, or else the word in lower case before it."""
    preceding = _words_before(text, start, _BEFORE_NAME)
    for k in range(len(titles)):
        role = _role_of(titles, k, preceding)
        if role is not None:
            people.roles[role].append((start, name))
            kind = titles[k - 1].lower() if k else ""
            if kind in OFFICE_KINDS:
                people.roles[f"{kind} {role}"].append((start, name))
    if not titles:
        _note_preceding(people, preceding, start, name)
        _note_kin(people, preceding, start, name)
        _note_office_before(people, text, start, name)
        _note_office_of_area(people, preceding, start, name)


def _words_before(text: str, start: int, reach: int) -> list[str]:
    """Return the words of a name's paragraph within `reach` characters before it."""
    return text[max(0, start - reach) : start].rpartition(_PARAGRAPH_BREAK)[2].split()


def _role_of(titles: list[str], k: int, preceding: list[str]) -> str | None:
    """Return the role that the k-th title before a name says, with "former", "vice" or "foreign"; None where it says none."""
    before = [word.lower() for word in (*preceding, *titles[:k])]
    role, prefix = _canonical(titles[k].lower().rstrip(".")), _prefix_in(before)
    if role in _TITLE_LINKS or prefix in _OTHER_PREFIXES:
        return None
    if prefix in _KEPT_PREFIXES:
        is_past = prefix == lexicon.VICE and len(before) > 1 and before[-2] in _PAST_PREFIXES
        named = lexicon.FORMER if prefix in _PAST_PREFIXES else prefix
        role = f"{lexicon.FORMER} {prefix} {role}" if is_past else f"{named} {role}"
    prior = titles[k - 1] if k else (preceding[-1] if preceding else "")
    is_foreign = role in _STATE_OFFICES and _is_demonym(prior)
    return (lexicon.FOREIGN if is_foreign else "") + _canonical(role)


def _prefix_in(before: list[str]) -> str:
    """Return the word before a role and its area ("Deputy" of "Deputy Prime Minister"), or nothing."""
    at = len(before) - 1
    while at > 0 and before[at] in OFFICE_KINDS:
        at -= 1
    state, _ = state_of(before[: at + 1])
    if state is not None and at >= len(state.split()):
        at -= len(state.split())  # "Former Ohio Gov."
    return before[at].rstrip(".") if before else ""


def _note_preceding(people: People, preceding: list[str], start: int, name: str) -> None:
    """Note a role in lower case right before a name ("spokesman Ruben Marsh")."""
    lower = [w.lower().strip(",.") for w in preceding[-2:]]
    if lower and lower[-1] in lexicon.ROLES and not (len(lower) > 1 and lower[-2] in _ROLE_PREFIXES):
        people.roles[_canonical(lower[-1])].append((start, name))


def _note_kin(people: People, preceding: list[str], start: int, name: str) -> None:
    """Note whose kin a name is, told before it, what they do between or not ("his cousin, lawyer Ada Marsh")."""
    words = [word.lower() for word in preceding]
    if words and words[-1] in lexicon.ROLES and words[-1] not in _KIN:
        words.pop()
    if len(words) > 1 and words[-1].rstrip(",") in _KIN and words[-2] in _DETERMINERS:
        people.roles[_canonical(words[-1].rstrip(","))].append((start, name))


def _note_office_of_area(people: People, preceding: list[str], start: int, name: str) -> None:
    """Note the office whose area stands right before a name ("Minister for Health Ada Marsh": "minister", "health minister")."""
    link = len(preceding) - 1
    while link > 0 and preceding[link].lower() in _AREAS_JOINED:
        link -= 1
    if not 0 < link < len(preceding) - 1 or preceding[link].lower() not in _TITLE_LINKS:
        return
    office = preceding[link - 1]
    if (
        not office[0].isupper()
        or office.lower() not in _OFFICES
        or _ROLE_PREFIXES.intersection(map(str.lower, preceding[link - 2 : link - 1]))
    ):
        return
    role = _canonical(office.lower())
    for told in (role, f"{preceding[link + 1].lower()} {role}"):
        people.roles[told].append((start, name))


def _note_office_before(people: People, text: str, start: int, name: str) -> None:
    """Note the role of which a name is the apposition between commas ("the Bishop of Kelby, Ruben Marsh, said")."""
    if text[start - 2 : start] != ", " or " " not in name:
        return
    told = text[max(0, start - _BEFORE_APPOSED) : start].rpartition("\n")[2]
    if not _ends_apposition(text, start + len(name), told, is_given=people.gazetteer.is_given_name(name.split()[0].lower())):
        return
    words = told.lower().split()
    at = next((k for k in range(len(words) - 1, -1, -1) if words[k].strip(",") in _OFFICES), None)
    if _OFFICE_BEFORE.search(told) is None or at is None or _ROLE_PREFIXES.intersection(words[:at][-1:]):
        return
    if at and words[at - 1] not in _NO_ROLE_BEFORE and words[at].strip(",") not in _HEADS_OF_STATE:
        people.roles[_canonical(words[at].strip(","))].append((start, name))


def _ends_apposition(text: str, end: int, told: str, *, is_given: bool) -> bool:
    """Return whether a name that ends at an offset is all of an apposition behind `told`: before a comma, or where its sentence ends.

    What ends a sentence may be a place ("the mayor of Skarn, North Norland."), unless a given name opens it or it is behind an owner.
    """
    if text[end : end + 1] == ",":
        return True
    is_person = is_given or told.rstrip(", ").endswith(lexicon.POSSESSIVE_ENDINGS)
    return is_person and _SENTENCE_END.match(text, end) is not None


def _is_demonym(word: str) -> bool:
    """Return whether a word says of which country somebody is president or minister ("Ukrainian")."""
    bare = word.strip(_MARKS_BEFORE)
    return bare[:1].isupper() and bare.lower().endswith(_DEMONYM_ENDINGS) and bare != lexicon.HOME_DEMONYM


def _note_lower_role(people: People, text: str, at: int, start: int, words: list[str]) -> None:
    """Note a single name after a role in lower case ("senator Adams", "spokesman Jones")."""
    preceding = _words_before(text, start, _BEFORE_SURNAME)
    if preceding and preceding[-1].lower() in lexicon.ROLES and words and words[0][0].isupper():
        people.roles[_canonical(preceding[-1].lower())].append((start, words[0]))


def _note_appositive(people: People, text: str, end: int, name: str, start: int) -> None:
    """Note a role after a name ("Ines Calloway, the mayor of Port Ellery", "Ines Calloway became mayor")."""
    made = _made(text, end)
    if made is not None:
        people.roles[made].append((start, name))
    match = _APPOSITIVE.match(text, end)
    if not match or _SUBJECT_OF.match(text, match.end()):
        return  # "after a meeting with Stone, the president said"
    words, behind = _apposed_words(text, match)
    at = next((k for k, word in enumerate(words) if word in lexicon.ROLES or word in _NO_ROLE_BEFORE), None)
    if at is None:
        if head := _CLOSED_APPOSITIVE.match(text, end):
            people.roles[head[1]].append((start, name))  # "Ines Calloway, the harbour master,"
    elif words[at] not in _NO_ROLE_BEFORE and not any(word in _ROLE_PREFIXES for word in words[:at]):
        _note_apposed(people, words[at:], _NEXT_WORD.match(text, behind), start, name)
    elif words[at] in lexicon.ROLES:
        _note_past(people, [word for word in words[:at] if word in _ROLE_PREFIXES], words[at], start, name)


def _apposed_words(text: str, match: re.Match[str]) -> tuple[list[str], int]:
    """Return the first words of an apposition in lower case, up to one that is a role behind a determiner's adjectives, and where they end."""
    words, end = (match["before"] + match["word"]).lower().split(), match.end()
    if match["determiner"] is None:
        return words, end
    while len(words) < _LONGEST_APPOSED and not any(w in lexicon.ROLES or w in _NO_ROLE_BEFORE for w in words):
        following = _NEXT_WORD.match(text, end)
        if following is None:
            break
        words, end = [*words, following[1]], following.end()
    return words, end


def _made(text: str, end: int) -> str | None:
    """Return the role that somebody is said to be given behind a name ("became mayor"), or None."""
    made = _MADE.match(text, end)
    head = next((word for word in made[1].split() if word in lexicon.ROLES), None) if made else None
    if made is None or head is None:
        return None
    return None if (_ROLE_PREFIXES | _NO_ROLE_BEFORE).intersection(made[1].split(head)[0].split()) else _canonical(head)


def _note_apposed(people: People, words: list[str], following: re.Match[str] | None, start: int, name: str) -> None:
    """Note the role that is the first of some words in apposition, with the office behind "deputy"."""
    if words[0] in _DEPUTIES and following is not None and following[1] in lexicon.ROLES:
        people.roles[f"{words[0]} {_canonical(following[1])}"].append((start, name))
    elif not lexicon.CUES.intersection(words[1:2]):
        people.roles[_canonical(words[0])].append((start, name))


def _note_past(people: People, prefixes: list[str], role: str, start: int, name: str) -> None:
    """Note the office that somebody had, given in apposition ("Ada Stone, the former vice president,")."""
    kept = [word for word in prefixes if word not in _PAST_PREFIXES]
    if len(kept) < len(prefixes) and kept in ([], [lexicon.VICE]):
        people.roles[" ".join((lexicon.FORMER, *kept, _canonical(role)))].append((start, name))


def _resolve_roles(people: People) -> None:
    """Replace the names under each role by their fullest form."""
    for role, entries in people.roles.items():
        people.roles[role] = [(at, people.full_name(name, at)) for at, name in entries]
    people.ages = {
        people.full_name(name, people.first_at.get(surname_of(name).casefold(), 0)): n for name, n in people.ages.items()
    }
    for name, states in list(people.states.items()):
        people.states[people.full_name(name, people.first_at.get(surname_of(name).casefold(), 0))] |= states
    people.seats = {
        people.full_name(name, people.first_at.get(surname_of(name).casefold(), 0)): seat for name, seat in people.seats.items()
    }
    for name, party in list(people.parties.items()):
        people.parties.setdefault(people.full_name(name, people.first_at.get(surname_of(name).casefold(), 0)), party)
