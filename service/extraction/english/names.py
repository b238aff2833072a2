"""Names of people and bodies: given names, the titles before a name, and which names are organizations'.

What is true of the world rather than of English is asked of the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from service.extraction.english import lexicon
from service.knowledge import tables
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.honorifics import honorifics

_TITLE_LINKS = lexicon.words("title_links")
_JOINS_TITLES = _TITLE_LINKS | {lexicon.AND, "&"}
_PAIRED_TITLES = frozenset(tuple(line.split()) for line in lexicon.lines("paired_titles"))
_BEHIND_TITLES = [line.split() for line in lexicon.lines("behind_titles")]
_CUT_TITLES = lexicon.words("cut_titles")
_POSITION_ENDINGS = lexicon.words("position_endings")
_PEOPLE = (lexicon.TITLES, lexicon.ROLES, lexicon.PLURAL_ROLES)
_RANK_PREFIXES, _RANKS = lexicon.words("rank_prefixes"), lexicon.words("ranks")
_BODY_NOUNS = lexicon.ORGANIZATION_WORDS | lexicon.words("bodies_of")
_PREPOSITIONS_OF_BODIES = lexicon.words("prepositions_of_bodies", "links_in_movements")
_AREA_LEADS = _TITLE_LINKS | lexicon.words("area_adjectives")
_SURNAMES_TOO = lexicon.words("surnames_too")
_MEMBERS = lexicon.words("members")
_TITLE_SURNAMES = lexicon.words("title_surnames")
_PEERS = lexicon.words("peers")
_PEER = 3  # words of a peer's title, name and "of"
_LEAST_BODY, _LONGEST_BEHIND_BODY = 2, 3  # words of a body's name, and of somebody's behind it
_ACRONYM = range(2, 7)  # letters of a name in capitals that is an organization's
_LEGAL_FORMS, _AMPERSAND = lexicon.words("legal_forms"), "&"
_FIRST_OF_GROUPS = lexicon.words("calls_to_act", "first_of_groups")
_BODY_HEADS = lexicon.words("body_heads")
_LIKE_NAMES = lexicon.words("written_like_names")
_COUNTRIES = lexicon.words("countries_as_names", "other_countries")
_STATES = frozenset(name for name, *_ in lexicon.rows("states"))
_STATES_AS_SURNAMES = lexicon.words("states_as_surnames")
_FULL_STATE = 2  # words of "North Dakota"
_FIRM_TITLES = lexicon.words("firm_titles")
_POST_NOMINALS = tables.words("post_nominals")
_LEAST_REPEATED = 3  # letters of a surname that is told again
_COMPATRIOTS = lexicon.words("nationals", "demonyms")
_BEFORE_FULL_NAMES = _COMPATRIOTS | lexicon.PLURAL_ROLES | lexicon.words("before_full_names")
_APOSTROPHES = frozenset("'’")
_MAKER = "maker"  # ends what firms are called by what they make
_AGENT_ENDINGS, _NO_AGENTS = lexicon.listed("agent_endings"), lexicon.words("no_agents")
_TRADE_ENDINGS = lexicon.listed("trade_endings")
_SHORTEST_TRADE = 6  # letters
_LEAST_HONOURED = 2  # words of a name before letters of honour: a given name and a surname
_NAME_OPENERS = lexicon.words("name_openers") | lexicon.AUXILIARIES
_TURNED = re.compile(rf"-(?:{lexicon.alternatives(lexicon.words('turned'))})-")
_PARENT = re.compile(rf"(?:{lexicon.alternatives(lexicon.words('parents'))})-of-")
_NUMERAL = re.compile("[IVXL]{1,5}")
_JOINED_GIVEN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,7}")
_GLUED = re.compile(r"[a-zà-ÿ][A-Z]")
_RUNS_KEPT = 16384  # runs of words of which what they are is kept; a text has the same ones over and over
_CAMEL_PREFIXES = lexicon.listed("camel_prefixes")


def is_name_opener(low: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word, in lower case, before a name only opens the sentence ("Has Marsh resigned?")."""
    return low in _NAME_OPENERS and not gazetteer.is_given_name(low)


def without_run_on(words: list[str], gazetteer: Gazetteer) -> list[str]:
    """Return a name without letters of honour ("MBE"), up to where a page's next label runs into it.

    So "Ann Bell Ann Marie BellThe Report" is Ann Bell, and "Bill Pell William (Bill) Ray PellThe Report" is Bill Pell.
    """
    return words[: _end_of_name(tuple(words), gazetteer)]


@lru_cache(maxsize=_RUNS_KEPT)
def _end_of_name(words: tuple[str, ...], gazetteer: Gazetteer) -> int:
    """Return how many words a name has without letters of honour and a label that runs into it."""
    while len(words) > _LEAST_HONOURED and words[-1] in _POST_NOMINALS:
        words = words[:-1]
    if len(words) > _LEAST_HONOURED and words[-1] == words[-2]:
        words = words[:-1]  # a caption that ends with the name runs into the text: "Ann Bell Bell has"
    repeated = _glued_to_repeated(words)
    if repeated is not None:
        return repeated + 1
    for k, word in enumerate(words[1:], 1):
        is_full_name = k >= _LEAST_HONOURED and gazetteer.is_same_given(words[0].lower(), word.lower())
        is_run_on = is_glued(word) and (k >= _LEAST_HONOURED or gazetteer.is_given_name(words[0].lower()))
        if is_run_on or word == words[0] or is_full_name:
            return k
    return len(words)


def is_glued(word: str) -> bool:
    """Return whether the next label of a page runs into a word ("PellOvernight"), and no name has its capital inside ("McBride")."""
    return _GLUED.search(word) is not None and not word.startswith(_CAMEL_PREFIXES)


def _glued_to_repeated(words: Sequence[str]) -> int | None:
    """Return the word that a later one, into which a headline runs, begins with again ("Pell" in "Ray Pell Al PellGame"), or None."""
    for word in words[1:]:
        if _GLUED.search(word) is not None:
            for k, earlier in enumerate(words):
                if len(earlier) >= _LEAST_REPEATED and word.startswith(earlier) and word != earlier:
                    return k
    return None


def strip_titles(words: list[str], gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """Return (titles and roles before a name, the name): ["Rep.", "Devin", "Nunes"] → (["Rep."], ["Devin", "Nunes"])."""
    end, start = _around_titles(tuple(words), gazetteer)
    return words[:end], words[start:]


@lru_cache(maxsize=_RUNS_KEPT)
def _around_titles(words: tuple[str, ...], gazetteer: Gazetteer) -> tuple[int, int]:
    """Return how many words at the start of some are titles and roles before a name, and where the name starts."""
    if _is_movement(words):
        return 0, 0
    person = _behind_body(words, gazetteer)
    if person is not None:
        return 0, person
    cut = _end_of_titles(words, gazetteer)
    return cut, cut


def _end_of_titles(words: tuple[str, ...], gazetteer: Gazetteer) -> int:
    """Return how many words at the start of some are titles and roles before a name."""
    opens_with_body = words[0].lower() in _BODY_NOUNS or not _is_title_word(words, 0, words[0].lower().rstrip("."))
    if is_body_of(words) and opens_with_body and not _has_office(words):
        return 0
    if len(words) > _PEER and words[0].lower() in _PEERS and words[2].lower() in _TITLE_LINKS:
        return 1  # "Lord Marsh of Skarn"
    cut = _last_title(words, gazetteer) + 1
    cut += _behind_title(words, cut) if cut else 0
    while cut < len(words) and words[cut].lower() in _JOINS_TITLES:
        cut += 1
    if cut and words[cut - 1].lower() in _TITLE_LINKS:
        cut = _first_given(words, cut, gazetteer)
    return _where_name_starts(words, cut, gazetteer)


def _behind_title(words: tuple[str, ...], cut: int) -> int:
    """Return how many words from word `cut` on go on with the title before it ("in Charge")."""
    low = [word.lower() for word in words[cut:]]
    return next((len(tail) for tail in _BEHIND_TITLES if low[: len(tail)] == tail), 0)


def _where_name_starts(words: Sequence[str], cut: int, gazetteer: Gazetteer) -> int:
    """Return how many words stand before a name, given how many of them may be titles and roles."""
    if cut and len(words) - cut == 1 and words[-1].lower() in _BODY_HEADS:
        return 0  # "Justice Department": an area of office that is part of a body's name
    if cut < len(words) and words[cut] in _APOSTROPHES:
        return 0  # "Farmers' Union"
    if cut == len(words):
        return _before_surname(words)
    if cut > 1 and words[cut - 1].lower() in _MEMBERS and not gazetteer.is_given_name(words[cut].lower()):
        return 0  # "Rail Users Norland"
    is_given = cut > 0 and len(words) - cut == 1 and gazetteer.is_given_name(words[cut - 1].lower())
    return cut - is_given  # "comedian Dean Stone"


def _before_surname(words: Sequence[str]) -> int:
    """Return how many words stand before a name whose surname is written like a title without its stop ("Actor Ritika Sen")."""
    start = len(words) - _LEAST_HONOURED
    if start < 0 or words[-1].lower() not in _TITLE_SURNAMES or _is_title_word(words, start, words[start].lower().rstrip(".")):
        return len(words)
    return start


def _behind_body(words: Sequence[str], gazetteer: Gazetteer) -> int | None:
    """Return where somebody's full name starts behind the name of a body ("Kelby Police Department Ada Stone"), or None."""
    for k in range(max(_LEAST_BODY, len(words) - _LONGEST_BEHIND_BODY), len(words) - 1):
        ends_body = words[k - 1].lower() in lexicon.ORGANIZATION_WORDS and not _is_title_word(
            words, k, words[k].lower().rstrip(".")
        )
        if ends_body and gazetteer.is_given_name(words[k].lower()):
            rest = _plain(words[k:])
            return k if lexicon.ORGANIZATION_WORDS.isdisjoint(rest) and _TITLE_LINKS.isdisjoint(rest) else None
    return None


def _is_movement(words: Sequence[str]) -> bool:
    """Return whether words are the name of a body with a preposition in capitals ("Doctors Without Borders")."""
    return any(words[k] in _PREPOSITIONS_OF_BODIES for k in range(1, len(words) - 1))


def is_body_of(words: Sequence[str]) -> bool:
    """Return whether words are the name of a body with what it is of or for ("Bank of Norland", "Friends of the Earth")."""
    return any(words[k - 1].lower() in _BODY_NOUNS and words[k].lower() in _TITLE_LINKS for k in range(1, len(words) - 1))


def _has_office(words: Sequence[str]) -> bool:
    """Return whether a body's name with what it is of leads to somebody of it ("Bank of Norland Governor Ada Stone")."""
    link = next(k for k, word in enumerate(words) if word.lower() in _TITLE_LINKS)
    return any(
        words[k][:1].isupper()
        and _is_title_word(words[k:], 0, words[k].lower().rstrip("."))
        and words[k - 1].lower() not in _TITLE_LINKS
        and words[k + 1].lower() not in _JOINS_TITLES  # "Brotherhood of Dock Engineers and Pilots"
        for k in range(link + 2, len(words) - 1)
    )


def _last_title(words: Sequence[str], gazetteer: Gazetteer) -> int:
    """Return the last word before a name that belongs to a title; -1 where there is none."""
    last = -1
    for k, word in enumerate(words):
        low = word.lower().rstrip(".")
        is_behind = k == last + 1 and (_is_stacked(words, k, low) or _is_trade_before_name(words[k:], low, gazetteer))
        if is_behind or _is_title_word(words, k, low) or (k and _is_paired(words, k - 1)):
            last = k
        elif _begins_name(words, k, gazetteer) and not _is_paired(words, k):
            break  # the name has begun: "Matt Baker" is no baker
    return last


def _is_stacked(words: Sequence[str], k: int, low: str) -> bool:
    """Return whether the k-th of some words, right behind a title, is one that may be a name elsewhere ("Rev Canon Ada Stone")."""
    return 0 < k < len(words) - 1 and low in honorifics("opening")


def _is_paired(words: Sequence[str], k: int) -> bool:
    """Return whether two words from word `k` on are one title ("Datuk Seri")."""
    return tuple(word.lower().rstrip("’'") for word in words[k : k + 2]) in _PAIRED_TITLES


def _is_trade_before_name(words: Sequence[str], low: str, gazetteer: Gazetteer) -> bool:
    """Return whether the first of some words, `low` in lower case, is a trade or a people before a full name ("Pensioner Ada Stone", "Italian Ada Stone")."""
    is_agent = low.endswith((*_AGENT_ENDINGS, *_TRADE_ENDINGS)) and low not in _NO_AGENTS and low not in lexicon.CLOSED
    is_made_so = (len(low) >= _SHORTEST_TRADE and is_agent) or low in _BEFORE_FULL_NAMES
    if low.endswith(_MAKER) and len(words) > 1 and not gazetteer.is_given_name(low):
        return True  # "Carmaker Skarn Motors"
    return (
        is_made_so
        and not gazetteer.is_given_name(low)
        and len(words) > _LEAST_HONOURED
        and gazetteer.is_given_name(words[1].lower())
    )


def _begins_name(words: Sequence[str], k: int, gazetteer: Gazetteer) -> bool:
    """Return whether the k-th of some words is a given name with which a name begins, though a title may follow it."""
    if k + 1 >= len(words) or not gazetteer.is_given_name(words[k].lower().rstrip(".")):
        return False
    if words[k].isupper() and len(words[k]) > 1 and not words[k + 1].isupper():
        return False  # "AMA President Dr. Ada Stone": initials
    return not _FIRM_TITLES & _plain(words[k + 1 : -1]) and not _leads_to_titled(words, k, gazetteer)


def _leads_to_titled(words: Sequence[str], k: int, gazetteer: Gazetteer) -> bool:
    """Return whether a given name is of a place whose officer is named behind it ("San Juan Mayor Ada Stone")."""
    return any(
        words[n].lower() in lexicon.words("offices") and gazetteer.is_given_name(words[n + 1].lower())
        for n in range(k + 1, len(words) - 2)
    )


def _plain(words: Sequence[str]) -> set[str]:
    """Return words in lower case without their stops."""
    return {word.lower().rstrip(".") for word in words}


def _is_title_word(words: Sequence[str], k: int, low: str) -> bool:
    """Return whether the k-th of some words, `low` in lower case without its stop, is a title, a role or part of one."""
    if low in lexicon.TITLES or low in lexicon.ROLES or words[k] in _CUT_TITLES or _is_hyphenated_title(low):
        return True
    if words[k] in _RANKS and k + 1 < len(words):
        return True
    return low in lexicon.AREAS and any(w.lower() in _AREA_LEADS for w in words[max(0, k - 2) : k])


def _is_hyphenated_title(low: str) -> bool:
    """Return whether a word is a rank or office of two parts ("brigadier-general", "attorney-general")."""
    if _TURNED.search(low) is not None or _PARENT.match(low) is not None:
        return True  # "striker-turned-pundit", "mother-of-three"
    first, hyphen, last = low.rpartition("-")
    if hyphen and last in _POSITION_ENDINGS:
        return True  # "centre-half"
    return bool(hyphen) and first in _RANK_PREFIXES and any(last in people for people in _PEOPLE)


def _first_given(words: Sequence[str], cut: int, gazetteer: Gazetteer) -> int:
    """Return where the first name stands after a title that ends with "of" or "for"; `cut` where none is known."""
    start = cut
    while start < len(words) and (words[start].lower() in lexicon.AREAS or (start > cut and words[start].lower() in _JOINS_TITLES)):
        start += 1
    if cut < start < len(words) - 1:
        return start  # "Minister for Water Resources Ada Stone"
    if cut < len(words) and gazetteer.is_given_name(words[cut].lower()):
        return cut
    return next((k for k in range(cut + 1, len(words) - 1) if gazetteer.is_given_name(words[k].lower())), cut)


@lru_cache(maxsize=_RUNS_KEPT)
def is_organization(name: str, has_determiner: bool, gazetteer: Gazetteer) -> bool:
    """Return whether a name is an organization's; after "the" every name is that has no first name."""
    words = name.split()
    if gazetteer.outlet_of(name) or _is_made_like_body(words) or _is_town_of_state(words):
        return True
    if any(word.lower() in lexicon.ORGANIZATION_WORDS for word in words):
        return not (_ends_with_surname(words, gazetteer) or _opens_with_surname(words))
    if name.replace(" ", "_") in _LIKE_NAMES or (len(words) == 1 and _is_body_of_one_word(name, gazetteer)):
        return True
    if name.lower() in _STATES and not (len(words) == 1 and gazetteer.is_given_name(name.lower())):
        return True
    return has_determiner and not has_given_name(words, gazetteer)


def _ends_with_surname(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Return whether a name is a given name and a surname that is a word of places too: "Otis Lake"."""
    return len(words) == _LEAST_HONOURED and has_given_name(words, gazetteer) and words[-1].lower() in _SURNAMES_TOO


def _opens_with_surname(words: Sequence[str]) -> bool:
    """Return whether a name has its surname first and a given name of two joined parts behind it: "Park Ji-woo"."""
    return len(words) == _LEAST_HONOURED and words[0].lower() in _SURNAMES_TOO and _JOINED_GIVEN.fullmatch(words[1]) is not None


def _is_body_of_one_word(name: str, gazetteer: Gazetteer) -> bool:
    """Return whether a single word is a country, initials, or joined of two as only a firm's name is ("IndiGo")."""
    if is_glued(name) and not gazetteer.is_given_name(name.lower()):
        return True
    return name.lower() in _COUNTRIES or (name.isupper() and len(name) in _ACRONYM)


def _is_town_of_state(words: Sequence[str]) -> bool:
    """Return whether words are a town with its state ("Orlando Florida"), and not somebody's name ("Joe Montana")."""
    low = [word.lower() for word in words]
    one, two = low[-1], " ".join(low[-2:])
    return (len(low) > 1 and one in _STATES - _STATES_AS_SURNAMES) or (len(low) > _FULL_STATE and two in _STATES)


def _is_made_like_body(words: Sequence[str]) -> bool:
    """Return whether words are put together as only the name of a body is ("Stone & Sons", "Bank of Norland", "Save the Quay")."""
    if is_body_of(words) or _is_movement(words) or any(word.lower() in _MEMBERS for word in words[1:]):
        return True
    return len(words) > 1 and (words[-1] in _LEGAL_FORMS or words[0] in _FIRST_OF_GROUPS or _AMPERSAND in words)


def is_numbered(words: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether a numeral behind other capitals makes them a thing's ("Article IV", "Phase II"), no monarch's ("Charles III")."""
    return len(words) > 1 and _NUMERAL.fullmatch(words[-1]) is not None and not gazetteer.is_given_name(words[0].lower())


def has_given_name(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Return whether a name of several words starts with a known first name."""
    return len(words) > 1 and gazetteer.is_given_name(words[0].lower().rstrip("."))
