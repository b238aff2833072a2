"""Noun phrases that can speak: a name with its titles, a pronoun, a description, an organization.

`service.extraction.english.steps` collects the words of a phrase; here they are told apart into names and descriptions, and a
description is joined with the name in apposition to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.extraction.english import lexicon
from service.extraction.english.names import (
    has_given_name,
    is_name_opener,
    is_numbered,
    is_organization,
    strip_titles,
    without_run_on,
)
from service.extraction.english.scanning import (
    DASHES,
    Tokens,
    find,
    is_adverb,
    is_followed_by,
    is_numeral,
    is_of_calendar,
    is_role_of_name,
    opens_name,
    past_adverbs,
)
from service.extraction.english.steps import (
    AMPERSAND,
    APOSTROPHES,
    BEHIND_TITLES,
    CONTINENTS,
    LINKS_IN_PLACES,
    STARS,
    STOP_CAPS,
    Scan,
    is_agentive,
    is_capitalised_adjective,
    is_kind_of_firm,
    is_role,
    opens_with_trade,
    read,
    text_of,
)
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge import tables
from service.knowledge.gazetteer import Gazetteer

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_PLAIN_ADDRESSES = lexicon.words("plain_addresses")
_ADDRESSED, _KIN_OF_ONE_NAME = lexicon.words("addressed_offices"), lexicon.words("kin_plurals")
_BEHIND_DETERMINERS = frozenset(("now", "only", "then"))  # "the only councillor", "the then mayor"
_CALLED = frozenset(("called", "named"))
_MAKERS = lexicon.words("makers")
_JOINED_AREAS, _JOINED_PLACES = lexicon.words("joined_areas"), lexicon.pairs("joined_places")
_OF_TEAMS, _TEAM_LEADS = lexicon.words("of_teams"), frozenset(("former", "ex", "current"))
_PARTY_MEMBERS = lexicon.words("party_members")
_NATIONALS = lexicon.words("nationals", "demonyms") - lexicon.words("peoples")
_TITLE_LINKS = lexicon.words("title_links")
_LONGEST_CONSTITUENCY = 5  # words of a place that somebody sits for, and the first of the name
_SHORTEST_ADVERB = 5  # letters
_GRADES = lexicon.words("grades")
_JOINERS = lexicon.PARTICLES | LINKS_IN_PLACES | _TITLE_LINKS | {"&", lexicon.AND}
_DESCRIPTION_LINKS = lexicon.words("description_links")
_DOCUMENTS = lexicon.words("documents")
_WRITINGS = _DOCUMENTS | lexicon.words("other_documents")
_PLACE_LINKS = lexicon.words("place_links")
_OFFICE_LINKS = _TITLE_LINKS | {lexicon.TO}
_OFFICES_BY_INITIALS = frozenset(initials.upper() for initials, _ in lexicon.rows("offices_by_initials"))
_COUNTRIES = lexicon.words("countries_as_names", "other_countries")
_CROWNED = lexicon.words("crowned_heads")
_NEGATIVE = lexicon.words("negations")
_PEOPLE = (lexicon.ROLES, lexicon.TITLES, lexicon.PLURAL_ROLES, STARS, lexicon.words("irregular_plurals"))
_POST_NOMINALS = tables.words("post_nominals")
_POSSESSIVES = lexicon.words("possessives")
_NAME_LINKS = lexicon.words("name_links")
_CALLS_TO_ACT = lexicon.words("calls_to_act")
_APPOSING = DASHES | frozenset((",", "("))
_APPOSITION_OPENERS = lexicon.words("apposition_openers") - lexicon.DETERMINERS
_LONGEST_RELATIVE = 14  # tokens of a relative clause behind a description
_LONGEST_FURTHER = 8  # tokens of a phrase that goes on describing
_DIGITS_OF_YEAR = 4
_TIME_LEADS = frozenset(("at", "for", "since"))
_THOSE, _KNOWING = lexicon.words("some_of_many") | {"those"}, lexicon.words("knowing")
_TIMES = lexicon.words("units", "numbers") | frozenset(f"{unit}s" for unit in lexicon.listed("units")) | {"early", "last", "late"}
_FIRST = "first"
_ON = "on"  # "our man on the 18th, Ruben Marsh,"
_LONGEST_FIELD = 3  # tokens of what a role is for
_LONGEST_CHARGE = 6  # tokens from a role to the name behind what it is of
_QUESTION_MARK = "?"
_OBJECTS = lexicon.words("plural_objects")
_PLAINLY_SAID = lexicon.PLAIN_CUES | {"say"}
_ALL, _LONGEST_ALL, _WAS = "all", 8, frozenset(("was", "is"))  # tokens of "All Ada Stone would say was"
_VERBAL = lexicon.CUES | lexicon.AUXILIARIES
_NO_FIELD = lexicon.DETERMINERS | lexicon.PRONOUNS | lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.CUES
_SHORT_DAYS = frozenset(day[:3] for day in lexicon.WEEKDAYS)
_FULL_NAME = 2  # words of a given name and a surname
_PHRASES_KEPT = 2048  # that were read last, of a document or two: several rules ask for the same ones
_ADJECTIVE_SUFFIXES = lexicon.listed("adjective_suffixes")
_LONGEST_DESCRIBED = 4  # words from adjectives that open a sentence to their noun
_LEAST_DESCRIBED = 3  # words of a sentence whose first describes the third
_SHORTEST_PARTICIPLE = 6  # letters: "King", "Bling" are shorter
_SURE_PARTICIPLES = lexicon.CUES | lexicon.words("hearing")
_BEHIND_PARTICIPLE = lexicon.PREPOSITIONS | lexicon.words("clause_links")
_SUBJECTS = frozenset(as_subject for as_subject, _ in lexicon.rows("subject_forms"))
_LONGEST_ASIDE = 12  # tokens from the start of a sentence to the comma before its subject


@lru_cache(maxsize=_PHRASES_KEPT)
def parse(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the noun phrase that starts at token `at` and ends before `stop`, or None where none does.

    A description with a name in apposition ("her deputy, Ruben Castellanos,") is that name, with the description as role.
    """
    phrase = _parse(tokens, at, stop, gazetteer)
    if phrase is None:
        return None
    if _only_describes(tokens, phrase, gazetteer):
        return _with_its_noun(tokens, stop)
    if phrase.kind == "other":
        return _behind_unknown(tokens, phrase, stop, gazetteer) or phrase
    if (both := _behind_second_role(tokens, phrase, stop, gazetteer)) is not None:
        return both
    crowned = _behind_charge(tokens, phrase, stop, gazetteer) or _behind_year(tokens, phrase, stop, gazetteer)
    named = crowned or _behind_office(tokens, phrase, stop, gazetteer) or _with_apposition(tokens, phrase, stop, gazetteer)
    return _called(tokens, named, stop, gazetteer)


def _only_describes(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Return whether a capital that opens a sentence is no name, since an adjective stands behind it ("Federal public lawyers said")."""
    if phrase.kind != "person" or phrase.first or phrase.last or phrase.role or len(tokens) < _LEAST_DESCRIBED:
        return False
    following = tokens[1]
    is_known = following.lower in lexicon.CUES or following.lower in lexicon.CLOSED or is_adverb(following)
    is_adjective = following.text.islower() and following.lower.endswith(_ADJECTIVE_SUFFIXES) and not is_known
    return is_adjective and not gazetteer.is_given_name(phrase.name.lower())


def _with_its_noun(tokens: Tokens, stop: int) -> Phrase:
    """Return what the adjectives that open a sentence describe, as a description: up to a noun in the plural, else the next word."""
    words = range(1, min(stop, len(tokens), 1 + _LONGEST_DESCRIBED))
    last = next((i for i in words if tokens[i].text.islower() and tokens[i].lower.endswith(lexicon.PLURAL_ENDING)), 1)
    return Phrase("description", text_of(tokens, range(last + 1)), None, 0, last, tokens[last].lower)


def _behind_second_role(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "his lawyer and speechwriter Ada Stone", "Chairman and CEO Ada Stone": whom the second of two roles is right before, or None."""
    second = phrase.last + 2
    if phrase.kind != "description" or second >= stop or tokens[second - 1].lower != lexicon.AND:
        return None
    are_plain = tokens[second].text.islower() and tokens[second].lower not in lexicon.DETERMINERS
    if lexicon.is_plural_role(phrase.head) or not (are_plain or _are_offices(tokens, phrase, second)):
        return None
    named = _named_with_role(tokens, second, stop, gazetteer)
    if named is None or named.kind != "person" or named.role is None or not has_given_name(named.name.split(), gazetteer):
        return None
    if are_plain and not named.role.islower():
        return None
    return named._replace(role=f"{phrase.name} {lexicon.AND} {named.role}", first=phrase.first)


def _named_with_role(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the phrase at a token: whom a role names, with what the role is of before the name or not ("mother of two Ada Stone")."""
    named = _parse(tokens, at, stop, gazetteer)
    return _behind_charge(tokens, named, stop, gazetteer) if named is not None and named.kind == "description" else named


def _are_offices(tokens: Tokens, phrase: Phrase, second: int) -> bool:
    """Return whether a description and token `second` have the capitals of offices and no article.

    Behind one they may be two people's ("the President and Vice President Ada Stone").
    """
    first = tokens[phrase.first]
    is_bare = first.is_capitalised and first.lower not in lexicon.DETERMINERS
    return is_bare and tokens[phrase.last].is_capitalised and tokens[second].is_capitalised


def _with_apposition(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase:
    """Return the name in apposition to a description, with that as role, or the phrase as it is."""
    if not _may_be_apposed(tokens, phrase):
        return phrase
    if (named := _behind_article(tokens, phrase, stop, gazetteer)) is not None:
        return named
    comma = phrase.last + 1
    if aside := _behind_relative(tokens, phrase, stop, gazetteer):
        return aside
    if phrase.kind == "description":
        comma = _past_further(tokens, comma, stop)
    if comma + 1 >= stop or tokens[comma].text != ",":
        return phrase
    named = _called(tokens, _parse(tokens, comma + 1, stop, gazetteer), stop, gazetteer)
    if named is None or not _is_apposition(tokens, phrase, named, stop, gazetteer):
        return phrase
    if lexicon.is_plural_role(phrase.head) and not phrase.name.lower().startswith(lexicon.ONE):
        return phrase  # "its authors, Ada Stone, Ruben Pell and Ines Marsh, said": no single one of them
    is_person = named.kind == "person" and has_given_name(named.name.split(), gazetteer)
    kind = "organization" if phrase.kind == "organization" and not is_person else "person"
    role = None if phrase.name in lexicon.STANDING_ALONE else phrase.name  # "another, Ada Stone of the Harbour Trust"
    return Phrase(kind, named.name, role, phrase.first, named.last, named.head, phrase.owner)


def _behind_article(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "his old friend the novelist Ada Stone": whom a second description names right behind somebody's relation, or None."""
    article = phrase.last + 1
    if phrase.kind != "description" or tokens[phrase.first].lower not in _POSSESSIVES or article + 2 >= stop:
        return None
    named = _parse(tokens, article, stop, gazetteer) if tokens[article].text == lexicon.THE else None
    is_person = named is not None and named.kind == "person" and has_given_name(named.name.split(), gazetteer)
    return named._replace(first=phrase.first) if named is not None and is_person and named.role else None


def of_both(first: Phrase | None, named: Phrase | None, gazetteer: Gazetteer) -> Phrase | None:
    """Return a name with all of what somebody is, where the first half of that stands before "and", or None ("Trade and Water Minister Ada Pell").

    That is an area of office, a place that two words name ("Trinidad and Tobago football president Ada Pell"), or the first of two
    teams or works that somebody belongs to ("Rovers and Norland striker Ada Pell").
    """
    if first is None or named is None or named.kind != "person" or named.role is None:
        return None
    if not (_are_of_teams(first, named.role, gazetteer) or _opens_office(first, named.role)):
        return None
    lead = f"{first.role} {first.name}" if first.role else first.name
    return named._replace(role=f"{lead} {lexicon.AND} {named.role}", first=first.first)


def _are_of_teams(first: Phrase, role: str, gazetteer: Gazetteer) -> bool:
    """Return whether a phrase and the start of a role are two teams or works, and no person and what another is."""
    area, *rest = role.split()
    is_bare = first.role is None or first.role.lower() in _TEAM_LEADS
    is_member = is_bare and bool(rest) and area[0].isupper() and rest[-1] in _OF_TEAMS
    return is_member and first.kind in ("person", "organization") and not has_given_name(first.name.split(), gazetteer)


def _opens_office(first: Phrase, role: str) -> bool:
    """Return whether a phrase is the first half of an office or of a place in one."""
    second = _JOINED_PLACES.get(first.name.lower(), "")
    return first.role is None and (first.name.lower() in _JOINED_AREAS or (bool(second) and role.lower().startswith(second)))


def _called(tokens: Tokens, phrase: Phrase | None, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "a former diver called Ada Stone", "a young man named Ivo": the name that a description ends with, or the phrase as it is."""
    if phrase is None or phrase.kind != "description" or phrase.last + 2 >= stop or tokens[phrase.last + 1].lower not in _CALLED:
        return phrase
    named = _parse(tokens, phrase.last + 2, stop, gazetteer)
    is_name = named is not None and named.kind == "person" and not named.owner and named.role is None
    return named._replace(role=phrase.name, first=phrase.first) if named is not None and is_name else phrase


def apposed_role(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> str | None:
    """Return the role that stands in apposition behind a name ("said Petra Stone, the harbour’s chief engineer"), or None."""
    comma = _past_age(tokens, phrase.last + 1)
    if comma + 1 >= len(tokens) or tokens[comma].text not in _APPOSING:
        return None
    opening = _past_apposition_opener(tokens, comma + 1)
    is_first = tokens[opening].text == _FIRST and opening + 1 < len(tokens) and tokens[opening + 1].text in lexicon.ROLES
    found = _parse(tokens, opening + is_first, len(tokens), gazetteer)
    if (
        found is None
        or not (found.kind == "description" or _is_trade(tokens, found))
        or is_followed_by(tokens, found.last, _VERBAL)
    ):
        return None
    rank = f"{_FIRST} " if is_first else ""  # "first officer", where "first" is no adverb
    return rank + found.name + _field(tokens, found.last + 1)


def _field(tokens: Tokens, at: int) -> str:
    """Return " of" with the nouns in lower case that say what a role is for ("head of plant health at the Harbour Trust"), or ""."""
    if at >= len(tokens) or tokens[at].lower != lexicon.OF:
        return ""
    end = at + 1
    while end < len(tokens) and end - at <= _LONGEST_FIELD and _may_be_field(tokens[end]):
        end += 1
    is_whole = at + 1 < end < len(tokens) and (not tokens[end].is_word or tokens[end].lower in lexicon.PREPOSITIONS)
    return " " + text_of(tokens, range(at, end)) if is_whole else ""


def _may_be_field(token: Word) -> bool:
    """Return whether a token may be a noun of what a role is for."""
    return token.is_word and token.text.islower() and token.lower not in _NO_FIELD


def _past_age(tokens: Tokens, comma: int) -> int:
    """Return the comma behind an age between commas ("Petra Stone, 63, a lamplighter"), else the one given."""
    if comma + 3 < len(tokens) and tokens[comma].text == "(" and tokens[comma + 1].text.isdigit() and tokens[comma + 2].text == ")":
        return comma + 3
    is_aged = comma + 2 < len(tokens) and tokens[comma + 1].text.isdigit() and tokens[comma + 2].text == ","
    return comma + 2 if is_aged else comma


def _is_trade(tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether an unknown noun behind a name says what somebody does ("Petra Stone, a lamplighter")."""
    return phrase.kind == "other" and tokens[phrase.first].lower in lexicon.DETERMINERS and is_agentive(phrase.head)


def _past_apposition_opener(tokens: Tokens, at: int) -> int:
    """Return the token at which an apposition's noun phrase starts ("who is the chief engineer", "now the harbour master")."""
    if at + 2 < len(tokens) and tokens[at].lower == lexicon.WHO and tokens[at + 1].lower in lexicon.FINITE_AUXILIARIES:
        return at + 2
    at += tokens[at].lower in _APPOSITION_OPENERS and at + 1 < len(tokens)
    return _past_time(tokens, at)


def _past_time(tokens: Tokens, at: int) -> int:
    """Return the token past since when or for how long somebody has been what follows ("since last May the harbour master"), else `at`."""
    end = at + 1
    if tokens[at].lower not in _TIME_LEADS:
        return at
    while end < len(tokens) and (is_of_calendar(tokens[end]) or is_numeral(tokens[end]) or tokens[end].lower in _TIMES):
        end += 1
    is_time = at + 1 < end < len(tokens)
    return end if is_time and (tokens[end].lower in lexicon.DETERMINERS or tokens[end].lower in lexicon.ROLES) else at


def _may_be_apposed(tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether a phrase is a description in lower case, after which a name may stand in apposition."""
    if phrase.kind not in ("description", "organization"):
        return False
    if tokens[phrase.last].text in _OFFICES_BY_INITIALS:
        return True  # "Norland’s PM, Ada Stone,"
    return not phrase.name[-1:].isupper() and not (phrase.head[:1].isupper() or tokens[phrase.last].is_capitalised)


def _behind_office(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Norland Ambassador to Kelby, Ruben Marsh, said": whom an office in capitals names, with the office as role, or None."""
    last, office = phrase.last, tokens[phrase.last]
    is_office = office.is_capitalised and (office.lower in lexicon.TITLES or office.lower in lexicon.ROLES)
    if not is_office or last + 1 >= stop or tokens[last + 1].lower not in _OFFICE_LINKS:
        return None
    if (named := _behind_country(tokens, last + 2, stop, gazetteer)) is not None:
        return named._replace(role=text_of(tokens, range(phrase.first, named.first)), first=phrase.first)
    if (named := _behind_constituency(tokens, last + 2, stop, gazetteer)) is not None:
        return named._replace(role=text_of(tokens, range(phrase.first, named.first)), first=phrase.first)
    comma = find(tokens, ",", last + 2, min(last + _LONGEST_FURTHER, stop))
    named = _named_alone(tokens, comma + 1, stop, gazetteer) if comma is not None else None
    if comma is None or named is None:
        return None
    return named._replace(role=text_of(tokens, range(phrase.first, comma)), first=phrase.first)


def _behind_charge(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Chair of governors Ada Stone said": the full name right behind what somebody is the head of, with that as role, or None."""
    if phrase.kind != "description" or phrase.last + 2 >= stop or tokens[phrase.last + 1].lower not in _TITLE_LINKS:
        return None
    if tokens[phrase.first].lower in lexicon.DETERMINERS or phrase.owner:
        return None  # "the mother of pupil Ada Stone"
    at = _past_charge(tokens, phrase.last + 2, min(stop, phrase.last + _LONGEST_CHARGE))
    if (
        at is None
        or at >= stop
        or at == phrase.last + 2
        or _is_relation(tokens, phrase, at)
        or not gazetteer.is_given_name(tokens[at].lower)
    ):
        return None
    named = _named_alone(tokens, at, stop, gazetteer)
    return named._replace(role=text_of(tokens, range(phrase.first, at)), first=phrase.first) if named is not None else None


def _past_charge(tokens: Tokens, at: int, stop: int) -> int | None:
    """Return the token past the words in lower case from token `at` on, None where one of them is no noun or adjective."""
    while at < stop and tokens[at].is_word and tokens[at].text.islower():
        if tokens[at].lower in lexicon.CLOSED and tokens[at].lower != lexicon.AND:
            return None
        at += 1
    return at


def _is_relation(tokens: Tokens, phrase: Phrase, name: int) -> bool:
    """Return whether a description is somebody's relation to who is named at a token ("Friends of the singer Ada Stone")."""
    is_of_somebody = tokens[phrase.last + 2].lower in lexicon.DETERMINERS and tokens[name - 1].lower in lexicon.ROLES
    return is_of_somebody or phrase.head.endswith(lexicon.PLURAL_ENDING)


def _behind_year(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Miss Norland 2019, Ada Stone, said": whom a title won in a year names behind a comma, with the title as role, or None."""
    comma = phrase.last + 1
    if comma + 1 >= stop or not tokens[phrase.last].is_capitalised:
        return None
    is_year = tokens[comma].text.isdigit() and len(tokens[comma].text) == _DIGITS_OF_YEAR
    is_title = is_year or (tokens[phrase.first].lower in lexicon.ADDRESSES and tokens[phrase.last].lower in _COUNTRIES)
    comma += is_year
    if not is_title or comma + 1 >= stop or tokens[comma].text != ",":
        return None
    named = _named_alone(tokens, comma + 1, stop, gazetteer)
    if named is None or not has_given_name(named.name.split(), gazetteer):
        return None
    return named._replace(role=text_of(tokens, range(phrase.first, comma)), first=phrase.first)


def _named_alone(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return somebody's full name from a token on, where nothing but a verb of speech goes on from it, or None."""
    named = _parse(tokens, at, stop, gazetteer)
    if named is None or named.kind != "person" or " " not in named.name:
        return None
    after = tokens[named.last + 1] if named.last + 1 < len(tokens) else None
    return None if after is not None and after.is_word and after.lower not in lexicon.CUES else named


def _behind_country(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Norland Ambassador to Wales Ruben Marsh": the name behind the country of one word that an office is to, or None."""
    at += at < stop and tokens[at].lower == lexicon.THE
    if (
        at + 2 >= stop
        or tokens[at].lower not in _COUNTRIES
        or not (tokens[at + 1].is_capitalised and tokens[at + 2].is_capitalised)
    ):
        return None
    named = _parse(tokens, at + 1, stop, gazetteer)
    return named if named is not None and named.kind == "person" and " " in named.name else None


def _behind_constituency(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "MP for Port Ellery Dame Ada Stone": the name that a title or a given name opens behind what an office is for, or None."""
    for k in range(at + 1, min(at + _LONGEST_CONSTITUENCY, stop - 1)):
        if not tokens[k - 1].is_capitalised or not tokens[k + 1].is_capitalised:
            return None
        if tokens[k].lower.rstrip(".") in lexicon.ADDRESSES or gazetteer.is_given_name(tokens[k].lower):
            named = _parse(tokens, k, stop, gazetteer)
            return named._replace(first=k) if named is not None and named.kind == "person" and " " in named.name else None
    return None


def _behind_relative(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "a woman who agreed to be named, the clerk Ada Stone, told", "the firm that made it, Skarn, said": whom an aside names, or None."""
    start = phrase.last + 1
    if start >= stop or tokens[start].lower not in lexicon.RELATIVES:
        return None
    comma = find(tokens, ",", start + 1, min(start + _LONGEST_RELATIVE, stop))
    named = _parse(tokens, comma + 1, stop, gazetteer) if comma is not None else None
    if comma is None or named is None or named.owner:
        return None
    is_quoted = any(tokens[k].text in PLACEHOLDERS for k in range(start, comma))
    if is_quoted or not _is_closed_by_cue(tokens, named.last + 1, stop):
        return None
    return _named_aside(tokens, phrase, named, comma, gazetteer)


def _named_aside(tokens: Tokens, phrase: Phrase, named: Phrase, comma: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the name in an aside behind a comma, with what it names as role, where that can be called so, or None."""
    if phrase.kind == "organization":
        is_body = not (tokens[comma - 1].is_capitalised or has_given_name(named.name.split(), gazetteer))  # no "in Brno, Moravia,"
        is_name = named.kind in ("person", "organization") and tokens[named.first].is_capitalised
        return named._replace(kind=phrase.kind, role=phrase.name, first=phrase.first) if is_body and is_name else None
    is_full = named.kind == "person" and " " in named.name
    return named._replace(role=named.role or phrase.name, first=phrase.first) if is_full else None


def _is_closed_by_cue(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether token `i` is a comma and a verb of speech follows it."""
    return i < stop and i + 1 < len(tokens) and tokens[i].text == "," and tokens[i + 1].lower in lexicon.CUES


def _behind_unknown(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Her co-writer, Tom Marsh, laughed": whom commas name behind a noun that no table has, with that as role, or None."""
    comma = phrase.last + 1
    is_noun = tokens[phrase.first].lower in lexicon.DETERMINERS and tokens[phrase.last].text.islower()
    if comma + 2 >= stop or tokens[comma].text != "," or not is_noun:
        return None
    named = _parse(tokens, comma + 1, stop, gazetteer)
    if named is None or named.kind != "person" or named.owner or not has_given_name(named.name.split(), gazetteer):
        return None
    if named.role and named.role.lower().rstrip(".") not in lexicon.ADDRESSES:
        return None
    is_closed = named.last + 1 < stop and tokens[named.last + 1].text == ","
    return named._replace(role=phrase.name, first=phrase.first) if is_closed else None


def _past_further(tokens: Tokens, i: int, stop: int) -> int:
    """Return the comma after a short phrase that goes on describing ("a colleague of the mayor's, Ruben Marsh,"), else `i`."""
    if i < stop and (tokens[i].lower in _DESCRIPTION_LINKS or tokens[i].lower == _ON):
        comma = find(tokens, ",", i + 1, min(i + _LONGEST_FURTHER, stop))
        return i if comma is None else comma
    return i


def _is_apposition(tokens: Tokens, phrase: Phrase, named: Phrase, stop: int, gazetteer: Gazetteer) -> bool:
    """Return whether the phrase after a comma names whom the phrase before it describes."""
    if named.kind not in ("person", "organization") or named.owner:
        return False
    has_title = bool(named.role) and named.kind == "person"
    if not (tokens[named.first].is_capitalised or has_title):
        return False
    is_place = tokens[phrase.last + 1].text != "," and tokens[phrase.last + 1].lower in _PLACE_LINKS
    if is_place and not (named.role or has_given_name(named.name.split(), gazetteer)):
        return False  # "a woman from Albany, New York, said"
    after = tokens[named.last + 1] if named.last + 1 < stop else None
    return after is None or not after.is_word or after.lower in lexicon.CUES or after.lower in _NAME_LINKS


def _parse(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the phrase at a token without what stands in apposition to it."""
    if at >= stop:
        return None
    first = tokens[at]
    if first.lower in lexicon.STANDING_ALONE and at + 2 < stop and tokens[at + 1].lower == lexicon.OF:
        return _partitive(tokens, at, stop, gazetteer)
    if (around := _those_around(tokens, at, stop, gazetteer)) is not None:
        return around
    pronoun = first.lower.partition("’")[0].partition("'")[0]
    if pronoun in lexicon.PRONOUNS and not opens_name(tokens, at):
        return Phrase("pronoun", first.text, None, at, at, pronoun)
    has_determiner = first.lower in lexicon.DETERMINERS
    if has_determiner and (crowns := _of_crown(tokens, at, stop)) is not None:
        return crowns
    if not has_determiner and _opens_otherwise(tokens, at, stop, gazetteer):
        return None
    begin = at + has_determiner
    begin += has_determiner and begin + 1 < stop and tokens[begin].lower in _BEHIND_DETERMINERS
    scan = Scan(tokens, at, stop, begin, begin, gazetteer)
    read(scan)
    return _classified(scan) if scan.words else _alone(scan)


def _of_crown(tokens: Tokens, at: int, stop: int) -> Phrase | None:
    """ "His Majesty's Coastguard": a body that belongs to a crowned head, or None; an office ("Her Majesty's Inspector") is somebody's."""
    owner = at + 1
    if owner + 1 >= stop or not tokens[owner].is_possessive or tokens[owner].base.lower() not in _CROWNED:
        return None
    end = owner + 1
    while end < stop and tokens[end].is_capitalised and tokens[end].is_word:
        end += 1
        if end + 1 < stop and tokens[end].lower in _TITLE_LINKS | {lexicon.AND} and tokens[end + 1].is_capitalised:
            end += 1
    words = [token.lower for token in tokens[owner + 1 : end]]
    if not words or any(word in lexicon.ROLES | lexicon.TITLES and word not in lexicon.ORGANIZATION_WORDS for word in words):
        return None
    return Phrase("organization", text_of(tokens, range(at, end)), None, at, end - 1, words[-1])


def _those_around(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the phrase for people of whom only who or what they are near to is told ("those close to Stone", "some in Kelby"), or None."""
    link = at + 1
    if tokens[at].lower not in _THOSE or link + 1 >= stop:
        return None
    if tokens[link].lower in _KNOWING and tokens[link + 1].lower in lexicon.PREPOSITIONS:
        link += 1
    elif tokens[link].lower == lexicon.WHO:
        end = next((i for i in range(link, min(stop, link + _LONGEST_RELATIVE)) if not tokens[i].is_word), stop)
        words = text_of(tokens, range(at, end))
        return Phrase("description", words[0].lower() + words[1:], None, at, at, tokens[at].lower)
    if tokens[link].lower not in lexicon.PREPOSITIONS or tokens[link].lower == lexicon.OF:
        return None
    near = _parse(tokens, link + 1, stop, gazetteer)
    if near is None:
        return None
    words = text_of(tokens, range(at, near.last + 1))
    return Phrase("description", words[0].lower() + words[1:], None, at, near.last, tokens[at].lower)


def _partitive(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return a phrase such as "one of the men": a description with the head of what it is a part of."""
    if tokens[at + 2].lower in _OBJECTS:
        return Phrase("description", text_of(tokens, range(at, at + 3)).lower(), None, at, at + 2, tokens[at].lower)
    whole = _parse(tokens, at + 2, stop, gazetteer)
    if whole is None:
        return None
    return Phrase("description", text_of(tokens, range(at, whole.last + 1)), None, at, whole.last, whole.head)


def _opens_otherwise(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> bool:
    """Return whether a word without a determiner starts no phrase: a verb, a function word or a participle."""
    first = tokens[at]
    if opens_name(tokens, at):
        return False
    if first.is_capitalised and at + 1 < stop and tokens[at + 1].is_capitalised and _stands_before_name(first.lower, at, gazetteer):
        return True
    if first.is_capitalised and first.lower in lexicon.AUXILIARIES and tokens[-1].text == _QUESTION_MARK:
        return at == 0 or not tokens[at - 1].is_word  # "1) Will Stone resign?"
    is_aside = at == 0 and (_opens_participle(tokens, gazetteer) or _stands_aside(tokens))
    return first.lower in STOP_CAPS or is_aside or _is_all_that_is_said(tokens, at)


def _is_all_that_is_said(tokens: Tokens, at: int) -> bool:
    """Return whether a sentence opens with "All Stone would say was", "All Stone told us was", and "All" is no part of a name."""
    if at or tokens[0].lower != _ALL:
        return False
    was = next((i for i in range(2, min(len(tokens), _LONGEST_ALL)) if tokens[i].lower in _WAS), 0)
    return any(tokens[i].lower in lexicon.CUES | _PLAINLY_SAID for i in range(max(2, was - 2), was))


def _stands_before_name(low: str, at: int, gazetteer: Gazetteer) -> bool:
    """Return whether a word in lower case at token `at` only stands before a name: "Has Stone", "Added Stone", "Surely Stone"."""
    if is_name_opener(low, gazetteer):
        return True
    return at == 0 and (low in lexicon.CUES or _is_adverb_of_sentence(low, gazetteer))


def _is_adverb_of_sentence(low: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word in lower case that opens a sentence is an adverb, no given name ("Kelly")."""
    return low.endswith(lexicon.ADVERB_ENDING) and len(low) > _SHORTEST_ADVERB and not gazetteer.is_given_name(low)


def _opens_participle(tokens: Tokens, gazetteer: Gazetteer) -> bool:
    """Return whether a sentence opens with a participle, not a name ("Recalling that day, …", "Reached by telephone, …")."""
    low = tokens[0].lower
    is_active = low.endswith(lexicon.PARTICIPLE_ENDING) and len(low) >= _SHORTEST_PARTICIPLE
    is_passive = low.endswith(lexicon.PAST_ENDING) and is_followed_by(tokens, 0, _BEHIND_PARTICIPLE)
    if not (is_active or is_passive) or gazetteer.is_given_name(low) or is_role_of_name(tokens, 1):
        return False
    if is_active and (low in _SURE_PARTICIPLES or low.removesuffix(lexicon.PARTICIPLE_ENDING) in _SURE_PARTICIPLES):
        return True  # "Hearing Stone call it “…”"
    is_name = len(tokens) > 1 and tokens[1].lower in lexicon.CUES and low not in lexicon.CUES  # no "Denying claims that"
    return len(tokens) < 2 or not (tokens[1].is_capitalised or is_name)


def _stands_aside(tokens: Tokens) -> bool:
    """Return whether a sentence opens with a word in front of its subject, a pronoun ("Backstage, she said", "Shaken but unhurt, he left")."""
    comma = find(tokens, ",", 1, _LONGEST_ASIDE)
    if comma is None or comma + 3 > len(tokens) or tokens[1].is_capitalised:
        return False
    has_verb = any(t.lower in lexicon.FINITE_AUXILIARIES or t.lower in lexicon.CUES for t in tokens[1:comma])
    if has_verb or tokens[comma + 1].lower not in _SUBJECTS:
        return False
    verb = past_adverbs(tokens, comma + 2, len(tokens))
    return not is_followed_by(tokens, verb, (",",))  # "Stone, he said, was late"


def _alone(scan: Scan) -> Phrase | None:
    """Return a pronoun such as "another" or "many" that a verb of speech follows, as a description."""
    low = scan.first.lower
    if scan.at and scan.tokens[scan.at - 1].lower in _NEGATIVE:
        return None  # "No one said"
    is_spoken = is_followed_by(scan.tokens, scan.at, lexicon.CUES) or _stands_behind_verb(scan)
    if low in lexicon.STANDING_ALONE and is_spoken:
        return Phrase("description", low, None, scan.at, scan.at, low)
    return None


def _stands_behind_verb(scan: Scan) -> bool:
    """Return whether a pronoun stands between a verb of speech and a mark or the end ("“…,” said one, “…,” said another")."""
    tokens, after = scan.tokens, scan.at + 1
    is_said = scan.at > 0 and tokens[scan.at - 1].lower in lexicon.CUES
    return is_said and (after >= len(tokens) or not tokens[after].is_word)


# --- what a phrase is ---------------------------------------------------------------------------------------------------


def _classified(scan: Scan) -> Phrase | None:
    """Return the phrase that the words of a scan make, or None where it cannot speak."""
    name = _name_at_end(scan)
    if not name:
        return _described(scan)
    return _compatriot(scan, name) or _party_member(scan, name) or _named(scan, name)


def _compatriot(scan: Scan, tail: list[int]) -> Phrase | None:
    """Return "the Pole" as a description, or None for any other name."""
    word = scan.tokens[tail[0]]
    if len(tail) > 1 or len(scan.words) > 1 or scan.first.lower != lexicon.THE or word.lower not in _NATIONALS:
        return None
    return Phrase("description", word.text, None, scan.at, tail[0], word.lower)


def _party_member(scan: Scan, tail: list[int]) -> Phrase | None:
    """Return "the Georgia Republican" as a description, though a place may be a given name; or None for any other name."""
    member = scan.tokens[tail[-1]].lower
    if len(tail) == 1 or not scan.has_determiner or member not in _PARTY_MEMBERS:
        return None
    name = text_of(scan.tokens, scan.words)
    is_paper = scan.first.lower == lexicon.THE and scan.gazetteer.outlet_of(f"The {name}") is not None
    return None if is_paper else Phrase("description", name, None, scan.at, scan.words[-1], member)


def _name_at_end(scan: Scan) -> list[int]:
    """Return the tokens of the name that ends the words of a scan, without the titles before it."""
    tokens, words = scan.tokens, scan.words
    last = tokens[words[-1]]
    if scan.head_at == 0 == words[-1]:
        return []  # "Neighbours said": a noun that opens the sentence
    if not (last.is_capitalised or last.lower.rstrip(".") in lexicon.SUFFIXES):
        return []
    cut = len(words)
    while cut > 0 and _is_of_name(tokens, words, cut - 1):
        cut -= 1
    cut += _goes_on_with_title(tokens, words, cut)
    if cut == len(words):
        return []
    _, named = strip_titles([tokens[k].text for k in words[cut:]], scan.gazetteer)
    if not named:
        return words[cut:] if any(tokens[k].text == AMPERSAND for k in words[cut:]) else _surname_like_title(tokens, words, cut)
    tail = words[len(words) - len(named) :]
    if len(tail) == _FULL_NAME and len(tail) < len(words) - cut and named[-1] in _POST_NOMINALS:
        return tail[:-1]  # "Baroness Stone KC"
    if len(tail) > 1 and _share_opening(tokens, tail, scan.gazetteer):
        tail, named = tail[1:], named[1:]  # "Sisters Ada and Ines Stone"
    before = _words_before(named, scan.gazetteer, is_opening=tail[0] == 0)
    tail, named = tail[before:], named[before:]
    return tail[: len(without_run_on(named, scan.gazetteer))]


def _goes_on_with_title(tokens: Tokens, words: list[int], cut: int) -> bool:
    """Return whether the first word in capitals, behind one in lower case, belongs to a title ("Special Agent in Charge Ada Pell")."""
    here = [tokens[k].lower for k in words[: cut + 1]]
    return any(here[-len(tail) :] == tail for tail in BEHIND_TITLES)


def _words_before(name: list[str], gazetteer: Gazetteer, *, is_opening: bool) -> int:
    """Return how many words before a name tell where it is from, or, at the start of a sentence, what somebody does."""
    return _adjectives_before(name, gazetteer) or int(is_opening and opens_with_trade(name, gazetteer))


def _adjectives_before(name: list[str], gazetteer: Gazetteer) -> int:
    """Return how many words before a name tell where it is from ("the Kelby-based Society", "the Austrian Ada Stone")."""
    count = next((k for k, word in enumerate(name[:-1]) if not is_capitalised_adjective(word)), len(name) - 1)
    is_national = len(name) - count > _FULL_NAME and name[count].lower() in _NATIONALS
    return count + (is_national and gazetteer.is_given_name(name[count + 1].lower()))


def _is_surname_of_trade(tokens: Tokens, words: list[int], cut: int) -> bool:
    """Return whether the two words in capitals from `cut` on, behind a role, are a name that ends like one ("reporter Lane Cook")."""
    if not cut or len(words) - cut != _FULL_NAME or tokens[words[cut - 1]].text not in lexicon.ROLES:
        return False
    first, last = tokens[words[cut]].lower.rstrip("."), tokens[words[-1]].lower
    return first not in lexicon.ROLES and first not in lexicon.TITLES and last in lexicon.ROLES and last not in lexicon.TITLES


def _surname_like_title(tokens: Tokens, words: list[int], cut: int) -> list[int]:
    """Return the tokens of a name of which every word is a title or role as well; none where that is all they are."""
    if _is_surname_of_trade(tokens, words, cut):
        return words[cut:]
    return words[-1:] if _is_surname_behind_address(tokens, words, cut) else []


def _share_opening(tokens: Tokens, tail: list[int], gazetteer: Gazetteer) -> bool:
    """Return whether the first word of a name is what two are whom "and" joins, by their family or by their trade."""
    return _are_kin(tokens, tail) or _are_of_trade(tokens, tail, gazetteer)


def _are_kin(tokens: Tokens, tail: list[int]) -> bool:
    """Return whether a name opens with what several of one family are, whose given names "and" joins."""
    is_joined = any(tokens[k].lower == lexicon.AND for k in tail) or is_followed_by(tokens, tail[-1], (lexicon.AND,))
    return is_joined and tokens[tail[0]].lower in _KIN_OF_ONE_NAME


def _are_of_trade(tokens: Tokens, tail: list[int], gazetteer: Gazetteer) -> bool:
    """Return whether a name that "and" joins with another opens with what both are ("Physicists Ada Stone and Ines Pell").

    What bodies are stands before names of any length ("Unions Acta and Bund"), what people are before full names.
    """
    if not is_followed_by(tokens, tail[-1], (lexicon.AND,)):
        return False
    trade, rest = tokens[tail[0]].lower, {tokens[k].lower for k in tail[1:]}
    if not all(map(rest.isdisjoint, (lexicon.ORGANIZATION_WORDS, gazetteer.organizations, gazetteer.outlet_words))):
        return False
    is_trade = trade in lexicon.PLURAL_ROLES and len(tail) == _FULL_NAME + 1 and not gazetteer.is_given_name(trade)
    return is_trade or (trade in lexicon.PLURAL_BODIES and tail[0] == 0 and rest.isdisjoint(_COUNTRIES))


def _is_surname_behind_address(tokens: Tokens, words: list[int], cut: int) -> bool:
    """Return whether the last two words from `cut` on are a title of address and a surname that is a title too ("Dr. King")."""
    if len(words) - cut < _FULL_NAME:
        return False
    address, surname = tokens[words[-2]].lower.rstrip("."), tokens[words[-1]].lower
    return address in _PLAIN_ADDRESSES and (surname in lexicon.TITLES or surname in lexicon.ROLES) and surname not in _ADDRESSED


def _is_of_name(tokens: Tokens, words: list[int], k: int) -> bool:
    """Return whether the k-th word of a phrase may be part of the name at its end: a capital, or a small word inside it."""
    token = tokens[words[k]]
    before = tokens[words[k - 1]] if k else None
    is_called = before is not None and (before.lower in _TITLE_LINKS or before.text in _CALLS_TO_ACT)
    is_inner_article = token.lower == lexicon.THE and is_called
    is_inner = k > 0 and (token.text == "," or token.text in APOSTROPHES)  # "Ministry of Water, Land and Fish", "Farmers' Union"
    is_inner |= token.lower == _ON and k > 0
    is_inner |= token.lower == lexicon.IN and tokens[words[min(k + 1, len(words) - 1)]].text in CONTINENTS
    is_name = token.is_capitalised and not token.lower.endswith(lexicon.YEAR_OLD)
    return is_name or token.lower in _JOINERS or token.lower in _GRADES or is_inner_article or is_inner


def _named(scan: Scan, tail: list[int]) -> Phrase | None:
    """Return the person or organization whose name ends the words of a scan."""
    tokens = scan.tokens
    name = text_of(tokens, tail)
    if len(tail) == 1 and _is_no_name(scan, tail[0]):
        return None
    before = scan.words[: scan.words.index(tail[0])]
    if (document := _document_before(scan, before) or _writing(scan, name)) is not None:
        return document
    role = text_of(tokens, before) if before and any(_is_of_role(tokens[k], scan.gazetteer) for k in before) else None
    person = Phrase("person", name, role, scan.at, scan.words[-1], name.split()[-1], scan.owner)
    if (unit := _unit(scan, tail, before, person)) is not None:
        return unit
    if _names_organization(scan, name, before):
        return _as_organization(scan, person, is_bare=not before)
    is_name = _is_made_like_name(name) and not is_numbered(name.split(), scan.gazetteer)
    return person if before or is_name else None


def _is_no_name(scan: Scan, i: int) -> bool:
    """Return whether a word with a capital is of a date, before a number, or an adjective ("the long, Malta-flagged ship")."""
    is_of_number = len(scan.words) == 1 and _is_of_number(scan.tokens, i)
    return is_of_number or _is_of_date(scan.tokens, i) or is_capitalised_adjective(scan.tokens[i].text)


def _as_organization(scan: Scan, person: Phrase, *, is_bare: bool) -> Phrase:
    """Return a name as that of an organization, or as the description that an office there makes of it. `is_bare`: nothing stands before it."""
    if _ends_in_office(person.name.split()):
        return person._replace(kind="description", role=None, head=person.head.lower())
    name = _with_article(scan, person.name) if is_bare else person.name
    return person._replace(kind="organization", name=name, head=person.head.lower())


def _ends_in_office(name: list[str]) -> bool:
    """Return whether a body's name ends in an office there ("Ada Stone Society Vice President")."""
    end = len(name)
    while end and name[end - 1].lower() in lexicon.TITLES:
        end -= 1
    return 1 < end < len(name) and name[end - 1].lower() in lexicon.ORGANIZATION_WORDS


def _document_before(scan: Scan, before: list[int]) -> Phrase | None:
    """Return the document right before whoever got or sent it ("a text message Stone received"), or None."""
    head = scan.tokens[before[-1]].lower if before else ""
    return Phrase("organization", text_of(scan.tokens, before), None, scan.at, before[-1], head) if head in _DOCUMENTS else None


def _unit(scan: Scan, tail: list[int], before: list[int], person: Phrase) -> Phrase | None:
    """Return a body whose number opens its name ("the 9th Marine Brigade"), None where no body has one."""
    words = _numbered(scan.tokens, before, tail)
    is_body = bool(words) and scan.tokens[tail[-1]].lower in lexicon.ORGANIZATION_WORDS  # "Marine" is a given name as well
    if not words or not (is_body or _names_organization(scan, person.name, before)):
        return None
    return person._replace(kind="organization", name=text_of(scan.tokens, words), role=None, head=person.head.lower())


def _numbered(tokens: Tokens, before: list[int], tail: list[int]) -> list[int]:
    """Return the tokens of a body's name that its number opens ("the 9th Marine Brigade"), no token where none does."""
    if not before or not _ORDINAL.fullmatch(tokens[before[0]].lower) or not all(tokens[k].is_capitalised for k in before[1:]):
        return []
    return [*before, *tail]


def _is_of_date(tokens: Tokens, i: int) -> bool:
    """Return whether a token is a month before a day or a year ("Apr 29"), or the short name of a weekday before one ("Tue, Apr 29")."""
    is_dotted = tokens[i].text.endswith(".") and lexicon.is_month(tokens[i].lower)
    if is_dotted and i > 0 and tokens[i - 1].text[:1].isdigit():
        return True  # "17 Sept."
    if i + 2 >= len(tokens):
        return False
    following, behind = tokens[i + 1], tokens[i + 2]
    is_day = tokens[i].lower in _SHORT_DAYS and following.text == "," and lexicon.is_month(behind.lower)
    return is_day or (lexicon.is_month(tokens[i].lower) and following.text[:1].isdigit())


def _is_of_number(tokens: Tokens, i: int) -> bool:
    """Return whether a number behind a token is a part of what it names, which is nobody ("Number 10 said", "said Channel 4")."""
    if i + 1 >= len(tokens) or not (tokens[i + 1].text.isdigit() and tokens[i + 1].start == tokens[i].end + 1):
        return False
    after = tokens[i + 2] if i + 2 < len(tokens) else None
    return after is None or not after.is_word or after.lower in lexicon.CUES or after.lower in lexicon.PREPOSITIONS


def _writing(scan: Scan, name: str) -> Phrase | None:
    """Return a noun for what holds words that has its capital only because it opens the sentence ("Text on the wall read"), or None.

    "The Post" is an outlet.
    """
    if (
        scan.at
        or len(scan.words) > 1
        or scan.has_determiner
        or name.lower() not in _WRITINGS
        or scan.gazetteer.outlet_of(name, short=True)
    ):
        return None
    return Phrase("organization", name.lower(), None, scan.at, scan.words[-1], name.lower())


def _is_maker_without_given(scan: Scan, name: str, before: list[int]) -> bool:
    """Return whether a name that no given name opens stands behind what a firm makes or does ("pump maker Skarn Marine")."""
    return bool(before) and scan.tokens[before[-1]].lower in _MAKERS and not has_given_name(name.split(), scan.gazetteer)


def _is_of_role(token: Word, gazetteer: Gazetteer) -> bool:
    """Return whether a word before a name can be part of a role; none is "angry" in "an angry Stone"."""
    return token.is_capitalised or is_role(token.lower, gazetteer) or token.lower in lexicon.PLURAL_BODIES


def _names_organization(scan: Scan, name: str, before: list[int]) -> bool:
    """Return whether a name with some words before it is an organization's."""
    if before and (is_kind_of_firm(scan.tokens, before[-1]) or scan.tokens[before[-1]].lower in lexicon.PLURAL_BODIES):
        return True
    if _is_maker_without_given(scan, name, before):
        return True
    if before and has_given_name(name.split(), scan.gazetteer):
        return False
    if any(scan.tokens[k].lower.rstrip(".") in lexicon.ADDRESSES for k in before):
        return False
    is_owned = any(scan.tokens[k].text in APOSTROPHES for k in range(scan.begin, scan.words[-1]))  # "the Greens’ Ada Stone"
    return is_organization(name, scan.has_determiner and not before and not is_owned, scan.gazetteer)


def _with_article(scan: Scan, name: str) -> str:
    """Return a name with "The" before it where that is an outlet's ("The Guardian")."""
    if scan.first.lower != lexicon.THE:
        return name
    full = f"{scan.first.text.capitalize()} {name}"
    return full if scan.gazetteer.outlet_of(full) else name


def _is_made_like_name(name: str) -> bool:
    """Return whether a name has a capital where names have one, and is no run of words in capitals."""
    if " " in name and name.isupper():
        return False
    return name[0].isupper() or any(part[:1].isupper() for part in re.split("[ -]", name)[1:])


def _described(scan: Scan) -> Phrase | None:
    """Return the description that the words of a scan make."""
    tokens, last = scan.tokens, scan.words[-1]
    if _is_surname_like_role(scan):
        return Phrase("person", tokens[last].base, None, scan.at, last, tokens[last].base)
    is_title = scan.head_at is None and tokens[last].lower in lexicon.TITLES
    if scan.head_at is None and not (is_title or scan.has_determiner or scan.owner is not None):
        return None
    head = tokens[last if scan.head_at is None else scan.head_at].lower
    name = text_of(tokens, scan.words)
    if scan.head_at == 0:
        name = name[0].lower() + name[1:]
    if scan.owner:
        name = f"{scan.owner}{_possessive(tokens, scan.at, scan.words[0])} {name}"
    is_role = any(head in people for people in _PEOPLE)
    is_headless = scan.head_at is None and not is_title
    kind = "description" if is_role else "other" if is_headless else "organization"
    return Phrase(kind, name, None, scan.at, last, head, scan.owner)


def _is_surname_like_role(scan: Scan) -> bool:
    """Return whether a phrase is one word with a capital that is a role but no title, within its sentence ("…,” Baker said")."""
    if len(scan.words) != 1 or scan.has_determiner or scan.owner is not None or scan.words[0] == 0:
        return False
    token = scan.tokens[scan.words[0]]
    return token.is_capitalised and token.lower in lexicon.ROLES and token.lower not in lexicon.TITLES


def _possessive(tokens: Tokens, start: int, stop: int) -> str:
    """Return the first possessive ending among tokens [start, stop) as the text writes it: ’s, 's or a bare apostrophe."""
    for token in tokens[start:stop]:
        if token.is_possessive:
            return token.text[-2:]
        if token.text in APOSTROPHES:
            return token.text
    return lexicon.POSSESSIVE_ENDINGS[-1]
