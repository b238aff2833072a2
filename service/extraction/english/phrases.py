"""Noun phrases that can speak: a name with its titles, a pronoun, a description, an organization.

`parse` goes through a phrase word by word. What may come next is a table of steps: the first whose condition holds acts, and
where none does the phrase has ended. What was collected is then told apart into names and descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from service.extraction.english import lexicon
from service.extraction.english.scanning import Tokens, find, is_followed_by
from service.extraction.page.frames import OPEN, STOPPED, Token
from service.knowledge import tables
from service.knowledge.outlets import outlet_of

PARTICLES = lexicon.PARTICLES
AREAS = lexicon.AREAS
_JOINERS = PARTICLES | lexicon.words("title_links") | {"&"}
_TITLE_LINKS = lexicon.words("title_links")
_TITLE_STEMS = lexicon.words("title_stems")
_DESCRIPTION_LINKS = lexicon.words("description_links")
_PLACE_LINKS = lexicon.words("place_links")
_NAME_LINKS = lexicon.words("name_links")
_SURNAMES_TOO = lexicon.words("surnames_too")
_CUT_TITLES = lexicon.words("cut_titles")
_AREA_LEADS = _TITLE_LINKS | lexicon.words("area_adjectives")
_AGENT_ENDINGS = lexicon.listed("agent_endings")
_PERSON_ENDINGS = (*_AGENT_ENDINGS, *lexicon.listed("person_endings"))
_AGED = re.compile(lexicon.lines("aged")[0])
_STOP_CAPS = lexicon.LEADING | frozenset(lexicon.WEEKDAYS) | frozenset(m for m in lexicon.MONTHS if len(m) > 3)
_AND = frozenset((lexicon.AND, "&"))
_JOINS_TITLES = _TITLE_LINKS | _AND
_ENDS_DESCRIPTION = lexicon.CUES | lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.AUXILIARIES | lexicon.PRONOUNS
_APOSTROPHES = frozenset("'’")
_LONGEST_DESCRIPTION = 6  # words
_LONGEST_PARENTHESIS = 6  # tokens inside a name ("Calloway (D-Ellery)")
_LONGEST_FURTHER = 8  # tokens of a phrase that goes on describing
_LONGEST_AREA = 7  # tokens after a title that are looked through for a first name
_NEAR = 4  # tokens within which a role has to follow the words that describe it
_ACRONYM = range(2, 7)  # letters of a name in capitals that is an organization's
_SHORTEST_PARTICIPLE = 6  # letters: "King", "Bling" are shorter
_SHORTEST_AGENT = 5  # letters: "her", "for" are shorter


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `name` as the text has it without titles; `head` the noun that says what it is, in lower case.

    `kind` is pronoun, person, organization, description or other; the phrase is tokens `first` to `last`, inclusive. `role`
    is what stands before a name or what the name stands in apposition to, `owner` the possessive before the head.
    """

    kind: str
    name: str
    role: str | None
    first: int
    last: int
    head: str = ""
    owner: str | None = None


def is_name_start(token: Token) -> bool:
    """Return whether a token may be the first word of a name."""
    return token.is_capitalised and token.lower not in _STOP_CAPS


def parse(tokens: Tokens, at: int, stop: int) -> Phrase | None:
    """Return the noun phrase that starts at token `at` and ends before `stop`, or None where none does.

    A description with a name in apposition ("her deputy, Ruben Castellanos,") is that name, with the description as role.
    """
    phrase = _parse(tokens, at, stop)
    if phrase is None or not _may_be_apposed(tokens, phrase):
        return phrase
    comma = phrase.last + 1
    if phrase.kind == "description":
        comma = _past_further(tokens, comma, stop)
    if comma + 1 >= stop or tokens[comma].text != ",":
        return phrase
    named = _parse(tokens, comma + 1, stop)
    if named is None or not _is_apposition(tokens, phrase, named, comma, stop):
        return phrase
    kind = "organization" if phrase.kind == "organization" else "person"
    return Phrase(kind, named.name, phrase.name, at, named.last, named.head, phrase.owner)


def _may_be_apposed(tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether a phrase is a description in lower case, after which a name may stand in apposition."""
    if phrase.kind not in ("description", "organization") or phrase.name[-1:].isupper():
        return False
    return not (phrase.head[:1].isupper() or tokens[phrase.last].is_capitalised)


def _past_further(tokens: Tokens, i: int, stop: int) -> int:
    """Return the comma after a short phrase that goes on describing ("a colleague of the mayor's, Ruben Marsh,"), else `i`."""
    if i < stop and tokens[i].lower in _DESCRIPTION_LINKS:
        comma = find(tokens, ",", i + 1, min(i + _LONGEST_FURTHER, stop))
        return i if comma is None else comma
    return i


def _is_apposition(tokens: Tokens, phrase: Phrase, named: Phrase, comma: int, stop: int) -> bool:
    """Return whether the phrase after a comma names whom the phrase before it describes."""
    if named.kind not in ("person", "organization") or named.owner:
        return False
    has_title = bool(named.role) and named.kind == "person"
    if not (tokens[named.first].is_capitalised or has_title):
        return False
    is_place = comma > phrase.last + 1 and tokens[phrase.last + 1].lower in _PLACE_LINKS
    if is_place and not (named.role or _has_given_name(named.name.split())):
        return False  # "a woman from Albany, New York, said"
    after = tokens[named.last + 1] if named.last + 1 < stop else None
    return after is None or not after.is_word or after.lower in lexicon.CUES or after.lower in _NAME_LINKS


@dataclass(slots=True)
class _Scan:
    """A phrase as far as it has been read: `words` are the tokens taken, `head_at` the one that says what it is."""

    tokens: Tokens
    at: int
    stop: int
    begin: int  # the first token after a determiner
    i: int
    words: list[int] = field(default_factory=list)
    owner: str | None = None
    head_at: int | None = None

    @property
    def has_determiner(self) -> bool:
        return self.begin > self.at

    @property
    def token(self) -> Token:
        return self.tokens[self.i]

    @property
    def low(self) -> str:
        return self.tokens[self.i].lower

    @property
    def first(self) -> Token:
        return self.tokens[self.at]

    @property
    def follows_capital(self) -> bool:
        """Whether the word taken last is capitalised."""
        return bool(self.words) and self.tokens[self.words[-1]].is_capitalised

    def next_is_capitalised(self) -> bool:
        return self.i + 1 < self.stop and self.tokens[self.i + 1].is_capitalised

    def is_closed(self) -> bool:
        return self.low in lexicon.CLOSED


def _parse(tokens: Tokens, at: int, stop: int) -> Phrase | None:
    """Return the phrase at a token without what stands in apposition to it."""
    if at >= stop:
        return None
    first = tokens[at]
    if first.lower in lexicon.STANDING_ALONE and at + 2 < stop and tokens[at + 1].lower == lexicon.OF:
        return _partitive(tokens, at, stop)
    pronoun = first.lower.partition("’")[0].partition("'")[0]
    if pronoun in lexicon.PRONOUNS:
        return Phrase("pronoun", first.text, None, at, at, pronoun)
    has_determiner = first.lower in lexicon.DETERMINERS
    if not has_determiner and _opens_otherwise(tokens, at, stop):
        return None
    begin = at + has_determiner
    scan = _Scan(tokens, at, stop, begin, begin)
    while scan.i < stop and _step(scan):
        pass
    return _classified(scan) if scan.words else _alone(scan)


def _partitive(tokens: Tokens, at: int, stop: int) -> Phrase | None:
    """Return a phrase such as "one of the men": a description with the head of what it is a part of."""
    whole = _parse(tokens, at + 2, stop)
    if whole is None:
        return None
    return Phrase("description", _text(tokens, range(at, whole.last + 1)), None, at, whole.last, whole.head)


def _opens_otherwise(tokens: Tokens, at: int, stop: int) -> bool:
    """Return whether a word without a determiner starts no phrase: a verb, a function word or a participle."""
    first = tokens[at]
    if at == 0 and first.is_capitalised and first.lower in lexicon.CUES and stop > 1 and tokens[1].is_capitalised:
        return True  # "Added Stone: …"
    return first.lower in _STOP_CAPS or (at == 0 and _opens_participle(tokens))


def _opens_participle(tokens: Tokens) -> bool:
    """Return whether a sentence opens with a participle, not a name ("Recalling that day, …", "Reached by telephone, …")."""
    low = tokens[0].lower
    is_active = low.endswith(lexicon.PARTICIPLE_ENDING) and len(low) >= _SHORTEST_PARTICIPLE
    is_passive = low.endswith(lexicon.PAST_ENDING) and is_followed_by(tokens, 0, lexicon.PREPOSITIONS)
    if not (is_active or is_passive) or is_given_name(low):
        return False
    return len(tokens) < 2 or not (tokens[1].is_capitalised or tokens[1].lower in lexicon.CUES)


def _alone(scan: _Scan) -> Phrase | None:
    """Return a pronoun such as "another" or "many" that a verb of speech follows, as a description."""
    low = scan.first.lower
    if low in lexicon.STANDING_ALONE and is_followed_by(scan.tokens, scan.at, lexicon.CUES):
        return Phrase("description", low, None, scan.at, scan.at, low)
    return None


# --- what may come next in a phrase -------------------------------------------------------------------------------------


def _step(scan: _Scan) -> bool:
    """Go on by one word or mark. Returns whether the phrase goes on."""
    token = scan.token
    if not token.is_word:
        by_mark = _MARKS.get(token.text)
        return by_mark is not None and by_mark(scan)
    for applies, act in _STEPS:
        if applies(scan):
            return act(scan)
    return False


def _end(scan: _Scan) -> bool:
    return False


def _skip(scan: _Scan) -> bool:
    scan.i += 1
    return True


def _take(scan: _Scan) -> bool:
    scan.words.append(scan.i)
    return _skip(scan)


def _take_head(scan: _Scan) -> bool:
    scan.head_at = scan.i
    return _take(scan)


def _take_compound(scan: _Scan) -> bool:
    """Take a noun after the head: the word before the verb is the head, which no table needs to have."""
    scan.head_at = None
    return _take(scan)


def _take_owner(scan: _Scan) -> bool:
    """Make what was collected the owner ("Collins' spokeswoman", "CNN's Jake Tapper"); what follows is the phrase."""
    if scan.token.is_possessive:
        scan.words.append(scan.i)
    owner = _text(scan.tokens, scan.words) if scan.words else None
    scan.owner = owner[:-2] if owner and owner.endswith(lexicon.POSSESSIVE_ENDINGS) else owner
    scan.words, scan.head_at = [], None
    return _skip(scan)


def _skip_comma(scan: _Scan) -> bool:
    """Skip a comma between adjectives ("the bespectacled, 71-year-old diplomat")."""
    if not scan.has_determiner or scan.head_at is not None or not scan.words or scan.i + 1 >= scan.stop:
        return False
    if any(scan.tokens[k].is_capitalised for k in scan.words):
        return False
    following = scan.tokens[scan.i + 1]
    is_adjective = following.is_word and not following.is_capitalised and _role_near(scan.tokens, scan.i + 1, scan.stop)
    return is_adjective and _skip(scan)


def _skip_nickname(scan: _Scan) -> bool:
    """Skip words in quotation marks inside a name ("Dwayne “The Rock” Johnson")."""
    is_inside = scan.follows_capital and scan.i + 1 < scan.stop and is_name_start(scan.tokens[scan.i + 1])
    return is_inside and _skip(scan)


def _skip_parenthesis(scan: _Scan) -> bool:
    close = find(scan.tokens, ")", scan.i, min(scan.i + _LONGEST_PARENTHESIS, scan.stop))
    if close is None or scan.i == scan.begin:
        return False
    scan.i = close + 1
    return True


def _take_ampersand(scan: _Scan) -> bool:
    return bool(scan.words) and scan.next_is_capitalised() and _take(scan)


def _is_owner(scan: _Scan) -> bool:
    return scan.token.is_possessive and bool(scan.token.base)


def _is_capitalised(scan: _Scan) -> bool:
    return scan.token.is_capitalised


def _is_capital_outside(scan: _Scan) -> bool:
    """Return whether a capitalised word starts something else: a function word, or any word after the head."""
    token = scan.token
    if not token.is_capitalised:
        return False
    is_acronym = len(token.lower) > 1 and token.text.isupper()
    if token.lower in _STOP_CAPS and scan.i > scan.begin and not is_acronym:
        return True
    follows_head = scan.head_at is not None and bool(scan.words) and scan.words[-1] == scan.head_at
    return follows_head and not is_name_start(token)


def _links_area(scan: _Scan) -> bool:
    """Return whether "of" or "for" stands inside a title ("Secretary of State")."""
    return scan.low in _TITLE_LINKS and bool(scan.words) and _area_follows(scan.tokens, scan.words[-1], scan.i, scan.stop)


def _is_particle(scan: _Scan) -> bool:
    return scan.low in PARTICLES and bool(scan.words) and _leads_name(scan.tokens, scan.i + 1, scan.stop)


def _is_head(scan: _Scan) -> bool:
    return scan.low in lexicon.ROLES or _is_agent(scan.tokens, scan.i, scan.stop) or _is_body(scan.low)


def _is_title(scan: _Scan) -> bool:
    return scan.low in lexicon.TITLES


def _is_compound(scan: _Scan) -> bool:
    """Return whether a noun follows the head right before a verb of speech ("the committee chairmen said")."""
    if not scan.has_determiner or scan.head_at is None or scan.is_closed() or scan.low in lexicon.CUES:
        return False
    return is_followed_by(scan.tokens, scan.i, lexicon.CUES)


def _is_modifier(scan: _Scan) -> bool:
    """Return whether a word in lower case describes a noun that is still to come."""
    low = scan.low
    if scan.is_closed() or len(scan.words) >= _LONGEST_DESCRIPTION:
        return False
    near = _role_near(scan.tokens, scan.i, scan.stop)
    is_inside_name = _starts_with_name(scan) or scan.follows_capital
    if not near and (scan.head_at is not None or is_inside_name):
        return False  # "the Northern Mercury changed": a name goes on in lower case only up to a role
    if low in lexicon.CUES and not is_inside_name and (scan.words or scan.first.lower in lexicon.STANDING_ALONE):
        return False
    has_begun = scan.has_determiner or bool(scan.words) or bool(scan.owner)
    return near or has_begun or _AGED.match(low) is not None


def _starts_with_name(scan: _Scan) -> bool:
    """Return whether a phrase starts with a name rather than a determiner or an owner ("White House press aide")."""
    if not scan.words or scan.has_determiner or scan.owner is not None:
        return False
    return scan.tokens[scan.words[0]].is_capitalised


_MARKS: dict[str, Callable[[_Scan], bool]] = {
    ",": _skip_comma,
    OPEN: _skip_nickname,
    STOPPED: _skip_nickname,
    "(": _skip_parenthesis,
    "&": _take_ampersand,
    **dict.fromkeys(_APOSTROPHES, _take_owner),
}
_STEPS: tuple[tuple[Callable[[_Scan], bool], Callable[[_Scan], bool]], ...] = (
    (_is_owner, _take_owner),
    (_is_capital_outside, _end),
    (_is_capitalised, _take),
    (_links_area, _take),
    (_is_particle, _take),
    (_is_head, _take_head),
    (_is_title, _take),
    (_is_compound, _take_compound),
    (_is_modifier, _take),
)


# --- what a word is -----------------------------------------------------------------------------------------------------


def is_given_name(word: str) -> bool:
    """Return whether a word in lower case is known as a first name."""
    return word in tables.words("given_masculine") or word in tables.words("given_feminine")


def _is_body(low: str) -> bool:
    """Return whether a word in lower case is a common noun for a body that speaks ("ministry")."""
    return low in tables.words("organizations")


def _is_outlet(name: str) -> bool:
    return bool(outlet_of(name))


def _is_role(low: str) -> bool:
    """Return whether a word in lower case says what somebody is, by the tables or by its ending."""
    return low in lexicon.ROLES or low in lexicon.TITLES or _is_body(low) or low.endswith(_AGENT_ENDINGS)


def _is_agent(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether token `i` is made like a word for who does something, right before a name ("forecaster Ragna Sund")."""
    low = tokens[i].lower
    if len(low) < _SHORTEST_AGENT or not low.endswith(_PERSON_ENDINGS) or low != tokens[i].text:
        return False
    return low not in lexicon.CUES and low not in lexicon.LEADING and i + 1 < stop and is_name_start(tokens[i + 1])


def _leads_name(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether a capitalised word follows, with particles before it or not ("de la Cruz")."""
    while i < stop and tokens[i].lower in PARTICLES and not tokens[i].is_capitalised:
        i += 1
    return i < stop and tokens[i].is_capitalised


def _area_follows(tokens: Tokens, before: int, i: int, stop: int) -> bool:
    """Return whether "of" or "for" at token `i` goes on with a title ("Chief of Staff", "Director of National Intelligence")."""
    title = tokens[before].lower
    if title not in lexicon.TITLES and title not in _TITLE_STEMS:
        return False
    if any(tokens[k].lower in AREAS and tokens[k].is_capitalised for k in range(i + 1, min(i + 3, stop))):
        return True
    return _name_ends_title(tokens, i + 1, min(i + _LONGEST_AREA, stop), stop)


def _name_ends_title(tokens: Tokens, start: int, last: int, stop: int) -> bool:
    """Return whether a first name further on shows where a title ends ("Minister for Roads & Bridges Ravi Prasad")."""
    for k in range(start, last):
        if not (tokens[k].is_capitalised or tokens[k].text in _AND):
            return False
        if k > start and is_given_name(tokens[k].lower) and k + 1 < stop and tokens[k + 1].is_capitalised:
            return True
    return False


def _role_near(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether a role in lower case follows within a few words that may describe it."""
    for k in range(i, min(i + _NEAR, stop)):
        token = tokens[k]
        if token.lower == token.text and (token.lower in lexicon.ROLES or _is_body(token.lower)):
            return True
        if not token.is_word or token.lower in _ENDS_DESCRIPTION:
            return False
    return False


def _text(tokens: Tokens, words: Sequence[int]) -> str:
    """Return words as they stand, with a single space wherever white space or something left out stood."""
    out = ""
    for n, k in enumerate(words):
        glued = n > 0 and tokens[k].start == tokens[words[n - 1]].end
        out += tokens[k].text if glued or not out else " " + tokens[k].text
    return out


# --- titles and organizations -------------------------------------------------------------------------------------------


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return (titles and roles before a name, the name): ["Rep.", "Devin", "Nunes"] → (["Rep."], ["Devin", "Nunes"])."""
    cut = _last_title(words) + 1
    while cut < len(words) and words[cut].lower() in _JOINS_TITLES:
        cut += 1
    if cut and words[cut - 1].lower() in _TITLE_LINKS:
        cut = _first_given(words, cut)
    return words[:cut], words[cut:]


def _last_title(words: list[str]) -> int:
    """Return the last word before a name that belongs to a title; -1 where there is none."""
    last = -1
    for k, word in enumerate(words):
        low = word.lower().rstrip(".")
        if _is_title_word(words, k, low):
            last = k
        elif k + 1 < len(words) and is_given_name(low):
            break  # the name has begun: "Matt Baker" is no baker
    return last


def _is_title_word(words: list[str], k: int, low: str) -> bool:
    """Return whether the k-th of some words, `low` in lower case without its stop, is a title, a role or part of one."""
    if low in lexicon.TITLES or low in lexicon.ROLES or words[k] in _CUT_TITLES:
        return True
    return low in AREAS and any(w.lower() in _AREA_LEADS for w in words[max(0, k - 2) : k])


def _first_given(words: list[str], cut: int) -> int:
    """Return where the first name stands after a title that ends with "of" or "for"; `cut` where none is known."""
    if cut < len(words) and is_given_name(words[cut].lower()):
        return cut
    return next((k for k in range(cut + 1, len(words) - 1) if is_given_name(words[k].lower())), cut)


def is_organization(name: str, has_determiner: bool) -> bool:
    """Return whether a name is an organization's; after "the" every name is that has no first name."""
    words = name.split()
    if _is_outlet(name):
        return True
    if any(word.lower() in lexicon.ORGANIZATION_WORDS for word in words):
        return not (len(words) == 2 and _has_given_name(words) and words[-1].lower() in _SURNAMES_TOO)  # "Otis Lake"
    if len(words) == 1 and words[0].isupper() and len(words[0]) in _ACRONYM:
        return True
    return has_determiner and len(words) >= 1 and not _has_given_name(words)


def _has_given_name(words: list[str]) -> bool:
    return len(words) > 1 and is_given_name(words[0].lower().rstrip("."))


# --- what a phrase is ---------------------------------------------------------------------------------------------------


def _classified(scan: _Scan) -> Phrase | None:
    """Return the phrase that the words of a scan make, or None where they are none that can speak."""
    name = _name_at_end(scan)
    return _named(scan, name) if name else _described(scan)


def _name_at_end(scan: _Scan) -> list[int]:
    """Return the tokens of the name that ends the words of a scan, without the titles before it."""
    tokens, words = scan.tokens, scan.words
    last = tokens[words[-1]]
    if not (last.is_capitalised or last.lower.rstrip(".") in lexicon.SUFFIXES):
        return []
    cut = len(words)
    while cut > 0 and (tokens[words[cut - 1]].is_capitalised or tokens[words[cut - 1]].lower in _JOINERS):
        cut -= 1
    _, named = strip_titles([tokens[k].text for k in words[cut:]])
    return words[len(words) - len(named) :] if named else []


def _named(scan: _Scan, tail: list[int]) -> Phrase | None:
    """Return the person or organization whose name ends the words of a scan."""
    tokens = scan.tokens
    name = _text(tokens, tail)
    before = scan.words[: len(scan.words) - len(tail)]
    role = _text(tokens, before) if before and any(_is_of_role(tokens[k]) for k in before) else None
    person = Phrase("person", name, role, scan.at, scan.words[-1], name.split()[-1], scan.owner)
    if _names_organization(scan, name, before):
        name = _with_article(scan, name) if not before else name
        return replace(person, kind="organization", name=name, head=person.head.lower())
    return person if before or _is_made_like_name(name) else None


def _is_of_role(token: Token) -> bool:
    """Return whether a word before a name can be part of a role; none is "angry" in "an angry Stone"."""
    return token.is_capitalised or _is_role(token.lower)


def _names_organization(scan: _Scan, name: str, before: list[int]) -> bool:
    """Return whether a name with some words before it is an organization's."""
    if before and _has_given_name(name.split()):
        return False
    if any(scan.tokens[k].lower.rstrip(".") in lexicon.ADDRESSES for k in before):
        return False
    return is_organization(name, scan.has_determiner and not before)


def _with_article(scan: _Scan, name: str) -> str:
    """Return a name with "The" before it where that is an outlet's ("The Guardian")."""
    if scan.first.lower != lexicon.THE:
        return name
    full = f"{scan.first.text.capitalize()} {name}"
    return full if _is_outlet(full) else name


def _is_made_like_name(name: str) -> bool:
    """Return whether a name has a capital where names have one, and is no run of words in capitals."""
    if " " in name and name.isupper():
        return False
    return name[0].isupper() or any(part[:1].isupper() for part in re.split("[ -]", name)[1:])


def _described(scan: _Scan) -> Phrase | None:
    """Return the description that the words of a scan make."""
    tokens, last = scan.tokens, scan.words[-1]
    is_title = scan.head_at is None and tokens[last].lower in lexicon.TITLES
    if scan.head_at is None and not (is_title or scan.has_determiner or scan.owner is not None):
        return None
    head = tokens[last if scan.head_at is None else scan.head_at].lower
    name = _text(tokens, scan.words)
    if scan.owner:
        name = f"{scan.owner}{_possessive(tokens, scan.at, scan.words[0])} {name}"
    is_role = head in lexicon.ROLES or head in lexicon.TITLES
    is_headless = scan.head_at is None and not is_title
    kind = "description" if is_role else "other" if is_headless else "organization"
    return Phrase(kind, name, None, scan.at, last, head, scan.owner)


def _possessive(tokens: Tokens, start: int, stop: int) -> str:
    """Return the first possessive ending among tokens [start, stop) as the text writes it: ’s, 's or a bare apostrophe."""
    for token in tokens[start:stop]:
        if token.is_possessive:
            return token.text[-2:]
        if token.text in _APOSTROPHES:
            return token.text
    return lexicon.POSSESSIVE_ENDINGS[-1]
