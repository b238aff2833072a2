"""The English words that the rules read by, loaded from the data files next to this module.

A file in `data/` is one list, named as the file, or several, each under its name in brackets. `#` starts a comment. An entry
is a word, or a line where a line has several columns. A list of which others are part has the rest alone; the whole is put
together here. Lists that one module uses are loaded there by `words`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from service.knowledge.honorifics import honorifics, suffixes
from service.knowledge.tables import entries
from service.knowledge.templates import alternatives as alternatives

_PACKAGE = "service.extraction.english"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """Return {name: lines} of every list in the data files. Raises ValueError where two have one name."""
    found: dict[str, list[str]] = {}
    for file in (file for file in (files(_PACKAGE) / "data").iterdir() if file.name.endswith(".txt")):
        name = file.name.removesuffix(".txt")
        for line in entries(file.read_text(encoding="utf-8")):
            if line.startswith("["):
                name = line.strip("[]")
                if name in found:
                    raise ValueError(f"two lists are named {name}")
            else:
                found.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def names() -> tuple[str, ...]:
    """Return the names of all lists."""
    return tuple(_lists())


def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list. Raises KeyError where no data file has it."""
    return _lists()[name]


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the words of a list in their order."""
    return tuple(word for line in lines(name) for word in line.split())


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of a list, or of several together."""
    return frozenset(word for name in names for word in listed(name))


def union(*names: str) -> frozenset[str]:
    """Return the words of several lists, which may share some."""
    return frozenset(word for name in names for word in listed(name))


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the columns, which bars separate, of each line of a list."""
    return tuple(tuple(column.strip() for column in line.split("|")) for line in lines(name))


def pairs(name: str) -> dict[str, str]:
    """Return {first column: second} of a list of two columns."""
    return {key: value for key, value, *_ in rows(name)}


def grouped(name: str) -> dict[str, str]:
    """Return {word: key} of a list whose lines are "key | words"."""
    return {word: key for key, group in rows(name) for word in group.split()}


POSSESSIVE_ENDINGS = ("’s", "'s")
CONTRACTED_ENDINGS = ("'m", "'re", "'s", "'ve", "'ll", "'d")
PARTICIPLE_ENDING, PAST_ENDING, ADVERB_ENDING, PLURAL_ENDING = "ing", "ed", "ly", "s"
VERBAL_ENDINGS = (PARTICIPLE_ENDING, PAST_ENDING)
NO_PLURAL_ENDINGS = ("ss", *POSSESSIVE_ENDINGS)  # "s" that makes no plural, and no third person

_PLURAL_ALREADY = ("s", "men", "people", "children")
_PLURAL_ENDINGS = (
    ("man", "men"),
    ("wife", "wives"),
    ("by", "bys"),
    ("ey", "eys"),
    ("y", "ies"),
    ("ch", "ches"),
    ("sh", "shes"),
    ("", "s"),
)


def _plural(noun: str) -> str:
    """Return the plural of a noun."""
    ending, plural = next(pair for pair in _PLURAL_ENDINGS if noun.endswith(pair[0]))
    return noun.removesuffix(ending) + plural


PRONOUNS = words("pronouns")
ARTICLES = words("articles")
NUMERALS = frozenset(f"{tens}-{one}" for tens in words("tens") for one in words("ones")) | words("fractions")
DETERMINERS = words("articles", "possessives", "pronominal_determiners", "other_determiners") | NUMERALS
NOUN_DETERMINERS = DETERMINERS - words("pronominal_determiners")
PREPOSITIONS = words("prepositions")
CONJUNCTIONS = words("conjunctions")
SUBORDINATORS = words("subordinators")
RELATIVES = words("relatives")
FINITE_AUXILIARIES = words("be", "have", "do", "modal_verbs")
AUXILIARIES = FINITE_AUXILIARIES | {"being", "to"}
BEFORE_PLAIN_FORMS = words("modal_verbs", "do", "bare_infinitive")
ADVERBS = words("adverbs")
PLURALS = words("some_of_many", "plurals")
STANDING_ALONE = words("one_of_many", "some_of_many")  # determiners that speak without a noun ("Another tweeted")
_FUNCTION_WORDS = PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | RELATIVES | ADVERBS | PRONOUNS
CLOSED = _FUNCTION_WORDS | AUXILIARIES
LEADING = _FUNCTION_WORDS | DETERMINERS | words("openers", "indefinites")  # open a sentence with a capital and are part of no name
OF, IN, TO, THAT, THE, THERE, WHO, WHICH, WHOSE, AND = "of", "in", "to", "that", "the", "there", "who", "which", "whose", "and"
FORMER, VICE, FOREIGN = "former", "vice", "foreign "
YEAR_OLD = ("-year-old", "-year-olds")  # the endings of an age that calls somebody
AGED = re.compile(r"(?:\d+|[a-z]+(?:-[a-z]+)?)-year-old$")
HOME_DEMONYM = "American"  # says nothing of a president that "the president" does not
ACCORDING, WHEN, LAST = "according", "when", "last"
MONTH, YEAR = "month", "year"
BY, TERM, ONE, NEGATED_ENDING = "by", "term", "one", "n't"

MONTHS = {month: number for number, line in enumerate(lines("months"), 1) for month in line.split()}
_MONTH_ABBREVIATIONS = frozenset(month for line in lines("months") for month in line.split()[1:])
WEEKDAYS = {day: number for number, day in enumerate(listed("weekdays"))}

ROLES = words("offices", "roles")
_ROLES_OF_MANY = frozenset(_plural(role) for role in ROLES if role.isalpha() and not role.endswith(_PLURAL_ALREADY))
PLURAL_BODIES = frozenset(map(_plural, union("kinds_of_firms", "societies")))  # what several are before their names
PLURAL_ROLES = (_ROLES_OF_MANY | words("other_people")) - ROLES
"""What several are called who bear a role ("surgeons"): no part of anybody's title, as a role is."""
_TITLES = (words("offices", "titles") | honorifics("dropped")) - ARTICLES
TITLES = _TITLES | {f"{prefix}-{title}" for prefix in words("title_prefixes") for title in _TITLES}
ADDRESSES = honorifics("address")
SUFFIXES = suffixes()
ABBREVIATED_SUFFIXES = suffixes(abbreviated=True)
PARTICLES = words("particles")
AREAS = words("areas")
ORGANIZATION_WORDS = words("surnames_too", "body_words")
TITLE_ABBREVIATIONS = frozenset(title.capitalize() for title in honorifics("abbreviated")) | {"St"}
ABBREVIATIONS = (
    TITLE_ABBREVIATIONS
    | frozenset(word.capitalize() for word in ABBREVIATED_SUFFIXES | _MONTH_ABBREVIATIONS)
    | words("title_abbreviations", "state_abbreviations", "firm_abbreviations", "other_abbreviations")
)  # words written with a stop that ends no sentence
CUES = words("cues")  # every inflected form of a verb that reports speech
PLAIN_CUES = words("cues_base")


def cues() -> frozenset[str]:
    """Return every inflected form of a verb that reports speech."""
    return CUES


def is_plural_role(low: str) -> bool:
    """Return whether a noun in lower case is what several people are ("economists")."""
    return low in PLURAL_ROLES or (low in ROLES and low.endswith("s") and not low.endswith("ss"))


def is_month(low: str) -> bool:
    """Return whether a word in lower case is a month, abbreviated or not."""
    return low.rstrip(".") in MONTHS
