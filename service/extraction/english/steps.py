"""Goes through a noun phrase word by word, and collects what belongs to it.

What may come next is a table of steps, one at capitals and one at other words: the first whose condition holds acts, and where none
does the phrase has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from service.extraction.english import lexicon
from service.extraction.english.lexicon import AREAS, PARTICLES
from service.extraction.english.names import strip_titles
from service.extraction.english.scanning import Tokens, find, is_followed_by, is_numeral, opens_name
from service.extraction.page.frames import OPEN, STOPPED, Word
from service.knowledge.gazetteer import Gazetteer

_PREPOSITIONS_OF_BODIES = lexicon.words("prepositions_of_bodies")
_KIN_OF_ONE_NAME = lexicon.words("kin_plurals")
_SHORTEST_MONTH = 4  # letters of a month that is not an abbreviation and no other word ("may", "mar", "sun")
STOP_CAPS = lexicon.LEADING | frozenset(lexicon.WEEKDAYS) | frozenset(m for m in lexicon.MONTHS if len(m) >= _SHORTEST_MONTH)
"""Words in lower case that start no name even with a capital."""
APOSTROPHES = frozenset("'’")
LINKS_IN_PLACES = lexicon.words("links_in_places", "links_in_movements")
"""Small words inside the names of places, and of bodies in other languages."""
_TITLE_LINKS = lexicon.words("title_links")
BEHIND_TITLES = [line.split() for line in lexicon.lines("behind_titles")]
"""What goes on with a title before a name, in words."""
_CALLS_TO_ACT = lexicon.words("calls_to_act")
_BODIES_ON, _ON = lexicon.words("bodies_on"), "on"
_ROYALS = lexicon.words("royals")
CONTINENTS = lexicon.words("continents")
"""Parts of the world that end names of bodies behind "in"."""
_FLOATING = lexicon.words("floating")
_SOCIETIES = lexicon.words("societies")
_OF_MANY = lexicon.words("of_many")
_TRADE_AND_NAME = 3  # words of "Lexicographer Ada Stone"
_SAINTS = frozenset(("st", "saint"))
_SEVERAL = lexicon.PLURAL_ROLES | lexicon.PLURAL_BODIES | {"people"}
_SERVICES = lexicon.words("services")
_LONGEST_AREA_OF_BODY = 3  # words of "South Kelby Fire"
_GRADES, _GRADE = lexicon.words("grades"), lexicon.words("grade")
_BODY_NOUNS = lexicon.ORGANIZATION_WORDS | lexicon.words("bodies_of")
STARS = lexicon.words("stars")
"""What somebody is called behind a work or club, as no body is ("the Skarn Tales star")."""
_KINDS_OF_FIRMS = lexicon.words("kinds_of_firms")
"""Nouns that say what a firm is right before its name."""
_IRREGULAR_PASTS = lexicon.words("irregular_pasts")
_ACTIVE_PASTS = lexicon.words("active_pasts")
_NOMINAL_BEFORE = lexicon.words("nominal_before")
_BECOMING = lexicon.words("becoming")
_OFFICE_AREAS = lexicon.words("office_areas")
_TITLE_STEMS = lexicon.words("title_stems")
_AGENT_ENDINGS = lexicon.listed("agent_endings")
_NO_AGENTS = lexicon.words("no_agents")
_PERSON_NOUNS = STARS | lexicon.words("wordnet_people", "apposed_nouns") - lexicon.words("no_agents")
_PERSON_ENDINGS = (*_AGENT_ENDINGS, *lexicon.listed("person_endings"))
_ADJECTIVE_ENDINGS = (*lexicon.VERBAL_ENDINGS, *lexicon.listed("adjective_endings"))
AMPERSAND = "&"
_AND = frozenset((lexicon.AND, AMPERSAND))
_ENDS_DESCRIPTION = lexicon.CUES | lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.AUXILIARIES | lexicon.PRONOUNS
_OPEN_OBJECTS = lexicon.ARTICLES | lexicon.words("possessives")
_LONGEST_DESCRIPTION = 6  # words
_LONGEST_PARENTHESIS = 6  # tokens inside a name ("Calloway (D-Ellery)")
_LONGEST_AREA = 7  # tokens after a title that are looked through for a first name
_FIRST = "first"
_NEAR = 4  # tokens within which a role has to follow the words that describe it
_NUMERALS = lexicon.words("numbers")
_NUMBERS = frozenset(("no", "no.", "number"))
_SPEAKING_FOR = frozenset(("spokesman", "spokesperson", "spokeswoman"))
_SHORTEST_NAME = 2  # words of a given name and a surname
_LONGEST_ROLE = 4  # tokens from an unknown noun to the name whose role it opens
_SHORTEST_AGENT = 5  # letters: "her", "for" are shorter


def is_name_start(token: Word) -> bool:
    """Return whether a token may be the first word of a name."""
    return token.is_capitalised and token.lower not in STOP_CAPS and not token.lower.endswith(lexicon.YEAR_OLD)


@dataclass(slots=True)
class Scan:
    """A phrase as far as it has been read: `words` are the tokens taken, `head_at` the one that says what it is.

    `token` is the one to be read next, and `low` the same in lower case; behind the last token they stay what they were.
    """

    tokens: Tokens
    at: int
    stop: int
    begin: int  # the first token after a determiner
    i: int
    gazetteer: Gazetteer
    words: list[int] = field(default_factory=list)
    owner: str | None = None
    head_at: int | None = None
    has_determiner: bool = field(init=False)
    """Whether the phrase starts with a determiner."""
    token: Word = field(init=False)
    low: str = field(init=False)

    def __post_init__(self) -> None:
        self.has_determiner = self.begin > self.at
        self.token = self.tokens[self.at]
        self.low = self.token.lower
        self.move(self.i)

    def move(self, i: int) -> None:
        """Go on to token `i`."""
        self.i = i
        if i < len(self.tokens):
            self.token = self.tokens[i]
            self.low = self.token.lower

    @property
    def first(self) -> Word:
        """The first token of the phrase, its determiner included."""
        return self.tokens[self.at]

    @property
    def follows_capital(self) -> bool:
        """Whether the word taken last is capitalised, and no adjective ("Kelby-owned")."""
        last = self.tokens[self.words[-1]] if self.words else None
        return last is not None and last.is_capitalised and not is_capitalised_adjective(last.text)

    def next_is_capitalised(self) -> bool:
        """Return whether the token after the one to be read next is capitalised."""
        return self.i + 1 < self.stop and self.tokens[self.i + 1].is_capitalised

    def is_closed(self) -> bool:
        """Return whether the token to be read next is a function word."""
        return self.low in lexicon.CLOSED


def read(scan: Scan) -> None:
    """Collect the words of the phrase at a scan's place, and leave the scan behind them."""
    while scan.i < scan.stop and _step(scan):
        pass


def _step(scan: Scan) -> bool:
    """Go on by one word or mark. Returns whether the phrase goes on."""
    token = scan.token
    if not token.is_word:
        by_mark = _MARKS.get(token.text)
        return by_mark is not None and by_mark(scan)
    low, is_capitalised = scan.low, token.is_capitalised
    if low in _ENDING and not is_capitalised:
        return False
    for words, applies, act in _STEPS_AT_CAPITALS if is_capitalised else _STEPS:
        if (words is None or low in words) and applies(scan):
            return act(scan)
    return False


def _end(scan: Scan) -> bool:
    """End the phrase."""
    return False


def _skip(scan: Scan) -> bool:
    """Go on past a token without taking it."""
    scan.move(scan.i + 1)
    return True


def _take(scan: Scan) -> bool:
    """Take a word into the phrase."""
    scan.words.append(scan.i)
    return _skip(scan)


def _take_head(scan: Scan) -> bool:
    """Take the word that says what the phrase is."""
    scan.head_at = scan.i
    return _take(scan)


def _take_compound(scan: Scan) -> bool:
    """Take a noun after the head: the word before the verb is the head, which no table needs to have."""
    scan.head_at = None
    return _take(scan)


def _take_owner(scan: Scan) -> bool:
    """Make what was collected the owner ("Collins' spokeswoman", "CNN's Jake Tapper"); what follows is the phrase."""
    if scan.token.is_possessive:
        scan.words.append(scan.i)
    owner = text_of(scan.tokens, scan.words) if scan.words else None
    scan.owner = owner[:-2] if owner and owner.endswith(lexicon.POSSESSIVE_ENDINGS) else owner
    scan.words, scan.head_at = [], None
    return _skip(scan)


def _apostrophe(scan: Scan) -> bool:
    """Go on past an apostrophe that ends an owner, or take one inside the name of a body ("the Kelby Farmers' Union")."""
    last = scan.tokens[scan.words[-1]] if scan.words else None
    if last is None or not scan.has_determiner or not last.is_capitalised or not last.lower.endswith(lexicon.PLURAL_ENDING):
        return _take_owner(scan)
    end = _past_capitals(scan, scan.i + 1)
    is_body = any(scan.tokens[k].lower in lexicon.ORGANIZATION_WORDS for k in range(scan.i + 1, end))
    return _take(scan) if is_body else _take_owner(scan)


def _skip_comma(scan: Scan) -> bool:
    """Skip a comma between adjectives ("the bespectacled, 71-year-old diplomat")."""
    if not scan.has_determiner or scan.head_at is not None or not scan.words or scan.i + 1 >= scan.stop:
        return False
    if any(scan.tokens[k].is_capitalised for k in scan.words):
        return False
    following = scan.tokens[scan.i + 1]
    if not following.is_word or following.is_capitalised or _is_role_noun(scan, following):
        return False  # "by people in the crowd, police said"
    return _role_near(scan, scan.i + 1) and _skip(scan)


def _comma(scan: Scan) -> bool:
    """Go on past a comma between adjectives, or take one between the areas of a body ("Ministry of Water, Land and Fish")."""
    return _take_body_comma(scan) or _take_firm_comma(scan) or _skip_comma(scan)


def _take_body_comma(scan: Scan) -> bool:
    """Take the comma between what a body is of, where "and" joins the last; not before somebody's name."""
    tokens, i = scan.tokens, scan.i
    if not scan.words or not scan.follows_capital or not scan.next_is_capitalised() or not _has_body_link(scan):
        return False
    end = i + 1
    while end < scan.stop and tokens[end].is_capitalised:
        end += 1
    is_joined = end + 1 < scan.stop and tokens[end].lower == lexicon.AND and tokens[end + 1].is_capitalised
    if not is_joined or scan.gazetteer.is_given_name(tokens[i + 1].lower) or scan.gazetteer.is_given_name(tokens[end + 1].lower):
        return False
    return _take(scan)


def _take_firm_comma(scan: Scan) -> bool:
    """Take the comma between the names that a firm is called by, where "&" joins the last ("Stone, Pell & Partners")."""
    tokens, end = scan.tokens, scan.i
    while end + 1 < scan.stop and tokens[end].text == "," and tokens[end + 1].is_capitalised:
        end = _past_capitals(scan, end + 1)
    is_joined = end + 1 < scan.stop and tokens[end].text == AMPERSAND and tokens[end + 1].is_capitalised
    return is_joined and scan.follows_capital and _take(scan)


def _skip_nickname(scan: Scan) -> bool:
    """Skip words in quotation marks inside a name ("Dwayne “The Rock” Johnson")."""
    is_inside = scan.follows_capital and scan.i + 1 < scan.stop and is_name_start(scan.tokens[scan.i + 1])
    return is_inside and _skip(scan)


def _skip_parenthesis(scan: Scan) -> bool:
    """Skip a parenthesis inside a name ("Calloway (D-Ellery)"); one that is not closed soon ends the phrase."""
    close = find(scan.tokens, ")", scan.i, min(scan.i + _LONGEST_PARENTHESIS, scan.stop))
    if close is None or scan.i == scan.begin:
        return False
    scan.move(close + 1)
    return True


def _take_ampersand(scan: Scan) -> bool:
    """Take an "&" between capitalised words."""
    return bool(scan.words) and scan.next_is_capitalised() and _take(scan)


def _opens_another(scan: Scan) -> bool:
    """Return whether an article in lower case opens another phrase ("on the quay the harbour board said")."""
    return bool(scan.words) and scan.token.text in lexicon.ARTICLES and not _calls_to_act(scan)


def _calls_to_act(scan: Scan) -> bool:
    """Return whether an article stands inside the name of a group that says what to do ("Save the Quay")."""
    first = scan.tokens[scan.words[0]].text
    return len(scan.words) == 1 and first in _CALLS_TO_ACT and scan.token.text == lexicon.THE and scan.next_is_capitalised()


def _is_article_inside(scan: Scan) -> bool:
    """Return whether the token is the article inside such a name."""
    return bool(scan.words) and scan.token.text in lexicon.ARTICLES


def _floats(scan: Scan) -> bool:
    """Return whether a word stands between subjects and their verb ("Stone and Pell both said")."""
    return bool(scan.words) and (scan.low in _FLOATING or _is_first_of_verb(scan))


def _is_first_of_verb(scan: Scan) -> bool:
    """Return whether "first" behind a name belongs to the verb ("Stone first raised it"), not to an office ("first minister")."""
    if scan.token.text != _FIRST or not scan.follows_capital or scan.i + 1 >= scan.stop:
        return False
    verb = scan.tokens[scan.i + 1].lower
    return verb in lexicon.CUES or verb in _IRREGULAR_PASTS or verb.endswith(lexicon.PAST_ENDING)


def _is_owner(scan: Scan) -> bool:
    """Return whether the token is possessive, and not inside the name of a body ("the Kelby Women's Institute", "the King's Trust")."""
    return scan.token.is_possessive and bool(scan.token.base) and not _is_inside_body(scan)


def _is_inside_body(scan: Scan) -> bool:
    """Return whether a possessive behind "the" in capitals, a saint's or one of many people is followed by nothing but what a body is."""
    is_saint = bool(scan.words) and scan.tokens[scan.words[-1]].lower.rstrip(".") in _SAINTS
    is_royal = not scan.words and scan.token.base in _ROYALS
    if not scan.token.is_capitalised or not (scan.first.lower == lexicon.THE or is_saint or is_royal or scan.low in _OF_MANY):
        return False
    end = _past_capitals(scan, scan.i + 1)
    if is_saint or is_royal:
        return _is_all_of_body(scan, end)
    is_short = end == scan.i + 2 or (scan.low in _OF_MANY and end > scan.i + 1)
    return is_short and scan.tokens[end - 1].base.lower() in lexicon.ORGANIZATION_WORDS


def _is_all_of_body(scan: Scan, end: int) -> bool:
    """Return whether the capitals behind the token, up to token `end`, name a body and nobody's office in it ("King’s College Kelby")."""
    low = [token.base.lower().rstrip(".") for token in scan.tokens[scan.i + 1 : end]]
    is_body = not lexicon.ORGANIZATION_WORDS.isdisjoint(low)
    return is_body and lexicon.TITLES.isdisjoint(low) and not any(scan.gazetteer.is_given_name(word) for word in low)


def _always(scan: Scan) -> bool:
    """Return True: a capital that nothing else is goes into the phrase."""
    return True


def _is_compound_adjective(scan: Scan) -> bool:
    """Return whether a capitalised word only describes a noun in lower case that follows ("the Kelby-owned airport")."""
    if not is_capitalised_adjective(scan.token.text) or scan.i + 1 >= scan.stop:
        return False
    following = scan.tokens[scan.i + 1]
    return following.text.islower() and following.is_word and following.lower not in lexicon.CLOSED


def is_capitalised_adjective(text: str) -> bool:
    """Return whether a word is a compound adjective with a name in it ("Kelby-owned")."""
    stem, hyphen, end = text.rpartition("-")
    return bool(hyphen) and stem[:1].isupper() and end.islower() and end.endswith(_ADJECTIVE_ENDINGS)


def _is_capital_outside(scan: Scan) -> bool:
    """Return whether a capitalised word starts something else: a function word, or any word after the head."""
    token = scan.token
    if not token.is_capitalised or opens_name(scan.tokens, scan.i):
        return False
    if token.text in _PREPOSITIONS_OF_BODIES and scan.words and scan.next_is_capitalised():
        return False  # "Doctors Without Borders"
    is_acronym = len(token.lower) > 1 and token.text.isupper()
    if token.lower in STOP_CAPS and scan.i > scan.begin and not is_acronym:
        return not _is_inside_title(scan)
    follows_head = scan.head_at is not None and bool(scan.words) and scan.words[-1] == scan.head_at
    return follows_head and not is_name_start(token)


def _is_inside_title(scan: Scan) -> bool:
    """Return whether a function word in capitals stands inside the title of a show whose star is told ("the Pass My Oar star")."""
    if not scan.has_determiner or not scan.follows_capital:
        return False
    end = _past_capitals(scan, scan.i + 1)
    return end > scan.i + 1 and end < scan.stop and scan.tokens[end].text in STARS


def _links_area(scan: Scan) -> bool:
    """Return whether "of" or "for" stands inside a title ("Secretary of State")."""
    return scan.low in _TITLE_LINKS and bool(scan.words) and _area_follows(scan)


def _links_body(scan: Scan) -> bool:
    """Return whether "of" or "for" stands inside the name of a body ("Bank of Norland", "Friends of the Earth")."""
    if _links_continent(scan) or _links_cause(scan):
        return True
    if scan.low not in _TITLE_LINKS or not scan.words or not scan.follows_capital or scan.i + 1 >= scan.stop:
        return False
    is_office_of_body = scan.tokens[scan.words[-1]].lower in lexicon.TITLES and _has_body_link(scan)
    is_second = _starts_with_body(scan) and _has_body_link(scan)  # "Society for the Protection of Hedges"
    if scan.tokens[scan.words[-1]].lower not in _BODY_NOUNS and not is_office_of_body and not is_second:
        return False
    following = scan.i + 1 + (scan.tokens[scan.i + 1].lower == lexicon.THE)
    return following < scan.stop and is_name_start(scan.tokens[following])


def _links_cause(scan: Scan) -> bool:
    """Return whether "on" goes on with what a body is about ("Committee on Standards", "Action on Tides")."""
    if (
        scan.low != _ON
        or len(scan.words) != 1
        or scan.tokens[scan.words[0]].text not in _BODIES_ON
        or not scan.next_is_capitalised()
    ):
        return False
    about = scan.tokens[scan.i + 1].lower
    is_carrier = about in scan.gazetteer.platforms or scan.gazetteer.outlet_at(scan.tokens, scan.i + 1) is not None
    return about not in STOP_CAPS and not is_carrier


def _links_continent(scan: Scan) -> bool:
    """Return whether "in" goes on with the part of the world that a body is of ("Association of Pilots in Europe")."""
    is_link = scan.low == lexicon.IN and scan.follows_capital and scan.i + 1 < scan.stop
    return is_link and scan.tokens[scan.i + 1].text in CONTINENTS and _has_body_link(scan)


def _starts_with_body(scan: Scan) -> bool:
    """Return whether the first words taken are those of a body before what it is of, not an office ("Royal Society for")."""
    first = next((k for k in scan.words if scan.tokens[k].lower in _TITLE_LINKS), scan.words[0])
    return all(scan.tokens[k].is_capitalised and scan.tokens[k].lower not in lexicon.TITLES for k in scan.words if k < first)


def _joins_body(scan: Scan) -> bool:
    """Return whether "and" goes on with the name of a body ("Department for Work and Pensions")."""
    if scan.low != lexicon.AND or not scan.follows_capital or not scan.next_is_capitalised():
        return False
    following = scan.tokens[scan.i + 1].lower
    if _is_pair_of_body(scan):
        return True
    return _has_body_link(scan) and not scan.gazetteer.is_given_name(following) and following.rstrip(".") not in lexicon.TITLES


def _is_pair_of_body(scan: Scan) -> bool:
    """Return whether "and" stands inside the name of a body behind "the" that two words describe ("the Canal and River Trust").

    What ends like no body is one where a verb of speech follows: with both of its words, as two who speak would be named.
    """
    if not scan.has_determiner or not scan.words or scan.i + 2 >= scan.stop:
        return False
    first, head = scan.tokens[scan.words[0]], scan.tokens[scan.i + 2]
    if len(scan.words) > 1:
        return head.text in _SERVICES and _is_of_area(scan)
    if first.text.isupper() or scan.gazetteer.outlet_of(first.text, short=True) is not None or not head.is_capitalised:
        return False
    last = scan.tokens[_past_capitals(scan, scan.i + 1) - 1].base.lower()
    return last in _SOCIETIES or last in _BODY_NOUNS or _speaks_as_body(scan)


def _past_capitals(scan: Scan, start: int) -> int:
    """Return the first token from `start` on that has no capital, at most where the scan stops."""
    end = start
    while end < scan.stop and scan.tokens[end].is_capitalised:
        end += 1
    return end


def _is_of_area(scan: Scan) -> bool:
    """Return whether what is taken is an area and the first of two things a body is for ("the South Kelby Fire" and Rescue Service)."""
    first, last = scan.tokens[scan.words[0]], scan.tokens[scan.words[-1]]
    is_body = last.lower in _BODY_NOUNS or last.lower in _SOCIETIES or last.text in _SERVICES or last.text.isupper()
    return len(scan.words) <= _LONGEST_AREA_OF_BODY and not is_body and not scan.gazetteer.is_given_name(first.lower)


def _speaks_as_body(scan: Scan) -> bool:
    """Return whether capitals that no given name opens stand between the "and" to be read next and a verb of speech."""
    end = _past_capitals(scan, scan.i + 1)
    is_given = scan.gazetteer.is_given_name(scan.tokens[scan.i + 1].lower)
    return scan.first.lower == lexicon.THE and not is_given and is_followed_by(scan.tokens, end - 1, lexicon.CUES)


def _has_body_link(scan: Scan) -> bool:
    """Return whether a body and what it is of have been taken already ("Office of the Director")."""
    words = [scan.tokens[k].lower for k in scan.words]
    return any(one in _BODY_NOUNS and link in _TITLE_LINKS for one, link in pairwise(words))


def _take_link(scan: Scan) -> bool:
    """Take "of" or "for" with an article behind it."""
    _take(scan)
    return _take(scan) if scan.low == lexicon.THE else True


def _is_particle(scan: Scan) -> bool:
    """Return whether the token is a particle inside a name ("de la Cruz", "Kelby upon Skarn Trust")."""
    is_particle = scan.low in PARTICLES or (scan.low in LINKS_IN_PLACES and scan.follows_capital)
    return is_particle and bool(scan.words) and _leads_name(scan.tokens, scan.i + 1, scan.stop)


def _is_head(scan: Scan) -> bool:
    """Return whether the token says what the phrase is: a role, a body or a word made like one for who does something."""
    if scan.low in lexicon.ROLES or scan.low in scan.gazetteer.organizations:
        return True
    if scan.low in lexicon.PLURAL_ROLES and scan.token.text.islower() and not scan.follows_capital:
        return True  # "drivers", but not "Stone coaches them"
    if (scan.token.text in STARS and scan.follows_capital) or _is_kind_of_firm(scan) or _is_agent(scan.tokens, scan.i, scan.stop):
        return True
    return _is_unknown_role(scan) or _is_owned_saying(scan)


def is_kind_of_firm(tokens: Tokens, i: int) -> bool:
    """Return whether a word says what a firm is: in lower case, unless it opens its sentence ("Chipmaker Skarn Labs")."""
    return (tokens[i].text if i else tokens[i].lower) in _KINDS_OF_FIRMS


def _is_kind_of_firm(scan: Scan) -> bool:
    """Return whether the token says what those are who are named right behind it ("Supermarket chain Aldbury", "unions Acta and Bund")."""
    is_kind = is_kind_of_firm(scan.tokens, scan.i) or scan.token.text in lexicon.PLURAL_BODIES
    return is_kind and scan.i + 1 < scan.stop and is_name_start(scan.tokens[scan.i + 1])


def _is_owned_saying(scan: Scan) -> bool:
    """Return whether a form that may be a verb of speech is a noun of what somebody said ("Stone’s first tweets")."""
    if scan.owner is None or not scan.words or not scan.low.endswith(lexicon.PLURAL_ENDING):
        return False
    return scan.low in lexicon.CUES and scan.tokens[scan.i - 1].lower in _NOMINAL_BEFORE


def _is_unknown_role(scan: Scan) -> bool:
    """Return whether a noun that no table has says what somebody is who is named right behind it ("said film star Lin Ortega").

    A verb may stand there as well ("Stone met Lin Ortega"), but not where a verb of speech has the whole phrase as its subject.
    """
    tokens, i = scan.tokens, scan.i
    is_behind_verb = scan.at > 0 and tokens[scan.at - 1].lower in lexicon.CUES
    goes_on = scan.words[-1:] == [i - 1] == [scan.head_at] and not scan.low.endswith(
        lexicon.VERBAL_ENDINGS
    )  # "party leadership hopeful"
    opens = scan.follows_capital or goes_on or (is_behind_verb and i == scan.at)
    if not opens or not _may_be_noun(scan, i):
        return False
    name = _past_nouns(scan, i)
    end = name
    while end < scan.stop and is_name_start(tokens[end]):
        end += 1
    is_name = end - name >= _SHORTEST_NAME and _is_given(tokens[name].text, scan.gazetteer)
    return is_name and (is_behind_verb or _speaks_behind(tokens, end))


def _past_nouns(scan: Scan, i: int) -> int:
    """Return the token past the few from token `i` on that may be nouns; one past it where a form of a verb is among several."""
    end = next((k for k in range(i + 1, min(i + _LONGEST_ROLE, scan.stop)) if not _may_be_noun(scan, k)), i + 1)
    is_verbal = any(scan.tokens[k].lower.endswith(lexicon.VERBAL_ENDINGS) for k in range(i, end))
    return i + 1 if is_verbal else end  # "Skarn staff supporting Ada Stone said"


def _may_be_noun(scan: Scan, i: int) -> bool:
    """Return whether a token in lower case may be a noun or an adjective."""
    token = scan.tokens[i]
    is_closed = token.lower in lexicon.CLOSED or token.lower in lexicon.DETERMINERS or token.lower in lexicon.CUES
    return token.is_word and token.lower == token.text and not is_closed


def _speaks_behind(tokens: Tokens, end: int) -> bool:
    """Return whether a verb of speech stands at a token, or behind an age between commas there ("Ada Stone, 41, said")."""
    is_aged = end + 3 < len(tokens) and tokens[end].text == tokens[end + 2].text == "," and tokens[end + 1].text.isdigit()
    return end < len(tokens) and tokens[end + 3 if is_aged else end].lower in lexicon.CUES


def _is_given(word: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word is a given name, or made like a double one ("Lin-Manuel")."""
    return ("-" in word and word.rpartition("-")[2][:1].isupper()) or gazetteer.is_given_name(word.lower())


def _is_opening_head(scan: Scan) -> bool:
    """Return whether the sentence opens with a noun for several people or bodies ("Neighbours told the Lantern")."""
    if scan.i != 0:
        return False
    is_several = scan.low.endswith(lexicon.PLURAL_ENDING) or scan.low in lexicon.PLURALS
    is_role = scan.low in _SEVERAL or (is_several and scan.low in lexicon.ROLES)
    return is_role and not scan.next_is_capitalised()


def _is_title(scan: Scan) -> bool:
    """Return whether the token is a title, or what several of one family are before their names ("sisters Ada and Ines Stone")."""
    return scan.low in lexicon.TITLES or (scan.token.text in _KIN_OF_ONE_NAME and scan.next_is_capitalised())


def _is_compound(scan: Scan) -> bool:
    """Return whether a noun follows the head right before a verb of speech, or one for who does something ("the chief curator")."""
    if not scan.has_determiner or scan.head_at is None or scan.is_closed() or scan.low in lexicon.CUES:
        return False
    if is_agentive(scan.low) and scan.token.text.islower():
        return True
    return is_followed_by(scan.tokens, scan.i, lexicon.CUES)


def _is_modifier(scan: Scan) -> bool:
    """Return whether a word in lower case describes a noun that is still to come."""
    low = scan.low
    if scan.is_closed() or len(scan.words) >= _LONGEST_DESCRIPTION:
        return False
    near = _role_near(scan, scan.i)
    is_inside_name = _starts_with_name(scan) or scan.follows_capital
    if not near and (scan.head_at is not None or is_inside_name):
        return False  # "the Northern Mercury changed": a name goes on in lower case only up to a role
    if low in lexicon.CUES and not is_inside_name and (scan.words or scan.first.lower in lexicon.STANDING_ALONE):
        return False
    return near or _has_begun(scan) or lexicon.AGED.match(low) is not None


def _has_begun(scan: Scan) -> bool:
    """Return whether something before the token has opened the phrase, or the token opens it before a title."""
    return scan.has_determiner or bool(scan.words) or bool(scan.owner) or _describes_titled(scan)


def _describes_titled(scan: Scan) -> bool:
    """Return whether a word right behind words and their verb describes somebody with a title ("“…,” said outgoing Mayor Ada Pell")."""
    tokens, i = scan.tokens, scan.i
    if i != scan.at or i < 1 or i + 2 >= scan.stop or tokens[i - 1].lower not in lexicon.CUES:
        return False
    is_behind_words = i == 1 or not tokens[i - 2].is_word
    is_titled = tokens[i + 1].is_capitalised and tokens[i + 1].lower.rstrip(".") in lexicon.TITLES
    is_graded = is_titled and tokens[i + 2].lower in _GRADES
    return is_behind_words and (is_graded or _starts_with_title(scan, i + 1))


def _starts_with_title(scan: Scan, i: int) -> bool:
    """Return whether capitals from token `i` on are a title and a name ("Wing Commander Ada Pell")."""
    words = [token.text for token in scan.tokens[i : _past_capitals(scan, i)]]
    titles, name = strip_titles(words, scan.gazetteer) if words else ([], [])
    return bool(titles) and bool(name)


def _is_verb_of_head(scan: Scan) -> bool:
    """Return whether a past form or participle follows the word that says what the phrase is ("protesters pushed police", "aides backing him")."""
    if scan.head_at is None or scan.low in _BECOMING:
        return False
    return scan.low.endswith(lexicon.PAST_ENDING) or (
        scan.low.endswith(lexicon.PARTICIPLE_ENDING) and _is_persons(scan, scan.head_at)
    )


def _is_persons(scan: Scan, head: int) -> bool:
    """Return whether a head is what somebody is, and no first word of a compound ("student housing officer", "the club training chief")."""
    noun = scan.tokens[head].lower
    is_role = noun in lexicon.PLURAL_ROLES or (noun in lexicon.ROLES and (scan.has_determiner or lexicon.is_plural_role(noun)))
    return is_role and noun not in scan.gazetteer.organizations and head == scan.i - 1


def _is_of_office(scan: Scan) -> bool:
    """Return whether a word in lower case belongs to an office in capitals behind it ("Norland state Sen. Ada Stone")."""
    return opens_office(scan.tokens, scan.i, scan.stop)


def opens_office(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether token `i` in lower case belongs to an office in capitals before a name ("state Sen. Ada Stone")."""
    if tokens[i].text not in _OFFICE_AREAS or i + 2 >= stop:
        return False
    title, name = tokens[i + 1], tokens[i + 2]
    return title.is_capitalised and title.lower.rstrip(".") in lexicon.TITLES and name.is_capitalised


def _is_grade(scan: Scan) -> bool:
    """Return whether the token is the number of a grade within a rank before a name ("Sgt. 1st Class Ada Pell")."""
    return scan.low in _GRADES and scan.i + 1 < scan.stop and scan.tokens[scan.i + 1].lower in _GRADE


def _is_ranking(scan: Scan) -> bool:
    """Return whether the token opens what place somebody has who is named behind it ("world number two Ada Pell")."""
    return _ranks(scan, scan.i)


def _ranks(scan: Scan, i: int) -> bool:
    """Return whether a numeral and a name follow token `i`, which is "number" or short for it."""
    tokens = scan.tokens
    if i + 2 >= scan.stop or tokens[i].lower not in _NUMBERS:
        return False
    return (is_numeral(tokens[i + 1]) or tokens[i + 1].lower in _NUMERALS) and is_name_start(tokens[i + 2])


def _take_ranking(scan: Scan) -> bool:
    """Take "number" as the head, with the numeral behind it."""
    return _take_head(scan) and _take_head(scan)


def _goes_on_with_title(scan: Scan) -> bool:
    """Return whether the token goes on with a title before a name ("Special Agent in Charge Ada Pell")."""
    return any(
        [token.lower for token in scan.tokens[scan.i : scan.i + len(tail)]] == tail
        and _leads_name(scan.tokens, scan.i + len(tail), scan.stop)
        and scan.follows_capital
        for tail in BEHIND_TITLES
    )


def _is_verb_of_name(scan: Scan) -> bool:
    """Return whether a verb follows a name that starts with a given name ("Peig Donnelly showed reporters a letter")."""
    names = [scan.tokens[k] for k in scan.words]
    if not names or scan.has_determiner or not all(word.is_capitalised for word in names):
        return False
    if scan.low in _ACTIVE_PASTS and scan.low == scan.token.text:
        return True  # "Donnelly met officials of the Trust"
    is_name = len(names) > 1 and scan.gazetteer.is_given_name(names[0].lower)
    return is_name and (scan.low.endswith(lexicon.PAST_ENDING) or scan.low in _IRREGULAR_PASTS)


def _is_verb_with_object(scan: Scan) -> bool:
    """Return whether a form in "-s" behind nothing but a name has its object right behind it ("Peig Donnelly chairs the union")."""
    if not scan.words or scan.has_determiner or scan.owner is not None or not scan.low.endswith(lexicon.PLURAL_ENDING):
        return False
    is_name = all(scan.tokens[k].is_capitalised for k in scan.words)
    return is_name and scan.low == scan.token.text and is_followed_by(scan.tokens, scan.i, _OPEN_OBJECTS)


def _starts_with_name(scan: Scan) -> bool:
    """Return whether a phrase starts with a name rather than a determiner or an owner ("White House press aide")."""
    if not scan.words or scan.has_determiner or scan.owner is not None:
        return False
    return scan.tokens[scan.words[0]].is_capitalised


_MARKS: dict[str, Callable[[Scan], bool]] = {
    ",": _comma,
    OPEN: _skip_nickname,
    STOPPED: _skip_nickname,
    "(": _skip_parenthesis,
    AMPERSAND: _take_ampersand,
    **dict.fromkeys(APOSTROPHES, _apostrophe),
}
_Step = tuple[frozenset[str] | None, Callable[[Scan], bool], Callable[[Scan], bool]]
"""The words in lower case at which alone a step may be taken, None where it may be at any; whether it is; and what it does."""
_FLOATS = _FLOATING | {_FIRST}
_STEPS_AT_CAPITALS: tuple[_Step, ...] = (
    (_FLOATS, _floats, _end),
    (None, _is_owner, _take_owner),
    (None, _is_capital_outside, _end),
    (None, _is_opening_head, _take_head),
    (None, _is_compound_adjective, _take),
    (_NUMBERS, _is_ranking, _take_ranking),
    (None, _always, _take),
)
_STEPS: tuple[_Step, ...] = (
    (lexicon.ARTICLES, _opens_another, _end),
    (lexicon.ARTICLES, _is_article_inside, _take),
    (_FLOATS, _floats, _end),
    (None, _is_owner, _take_owner),
    (None, _is_opening_head, _take_head),
    (_TITLE_LINKS, _links_area, _take_link),
    (frozenset(tail[0] for tail in BEHIND_TITLES), _goes_on_with_title, _take),
    (_TITLE_LINKS | {lexicon.IN, _ON}, _links_body, _take_link),
    (frozenset((lexicon.AND,)), _joins_body, _take),
    (PARTICLES | LINKS_IN_PLACES, _is_particle, _take),
    (None, _is_verb_with_object, _end),
    (None, _is_head, _take_head),
    (None, _is_title, _take),
    (None, _is_compound, _take_compound),
    (frozenset(map(str.lower, _OFFICE_AREAS)), _is_of_office, _take),
    (_GRADES, _is_grade, _take),
    (_NUMBERS, _is_ranking, _take_ranking),
    (None, _is_verb_of_name, _end),
    (None, _is_verb_of_head, _end),
    (None, _is_modifier, _take),
)
_ENDING = lexicon.CLOSED.difference(
    _TITLE_LINKS, PARTICLES, LINKS_IN_PLACES, (lexicon.AND, lexicon.IN, lexicon.THE, _ON), _GRADES, _OFFICE_AREAS, _KIN_OF_ONE_NAME,
    lexicon.ROLES, lexicon.TITLES, lexicon.PLURAL_ROLES, lexicon.PLURAL_BODIES, STARS, _KINDS_OF_FIRMS,
)  # fmt: skip
"""Function words with which every phrase ends: no step takes one."""


def is_agentive(low: str) -> bool:
    """Return whether a noun in lower case is made like one for who does something ("curator")."""
    return len(low) >= _SHORTEST_AGENT and low.endswith(_PERSON_ENDINGS) and low not in _NO_AGENTS


def opens_with_trade(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Return whether capitals at the start of a sentence are what somebody does and a name ("Lexicographer Ada Stone")."""
    if len(words) < _TRADE_AND_NAME or gazetteer.is_given_name(words[0].lower()) or not gazetteer.is_given_name(words[1].lower()):
        return False
    is_trade = is_agentive(words[0].lower()) or words[0].lower() in _PERSON_NOUNS
    return is_trade and words[0][1:].islower()


# --- what a word is -----------------------------------------------------------------------------------------------------


def is_role(low: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word in lower case says what somebody is, by the tables or by its ending."""
    is_known = low in lexicon.ROLES or low in lexicon.TITLES or low in gazetteer.organizations
    return is_known or _is_person_noun(low) or low.endswith(_AGENT_ENDINGS)


def _is_person_noun(low: str) -> bool:
    """Return whether a word in lower case is a noun for what somebody is, or a hyphen joins one to it ("dancer-turned-judge")."""
    joined, _, last = low.rpartition("-")
    return low in _PERSON_NOUNS or (bool(joined) and (last in lexicon.ROLES or last in _PERSON_NOUNS))


def _is_agent(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether token `i` says what somebody is right before their name: by the table of nouns, or made so ("forecaster Ragna Sund")."""
    low = tokens[i].lower
    if low != tokens[i].text or i + 1 >= stop or not is_name_start(tokens[i + 1]) or low in lexicon.CUES or low in lexicon.LEADING:
        return False
    return _is_person_noun(low) or (len(low) >= _SHORTEST_AGENT and low.endswith(_PERSON_ENDINGS))


def _leads_name(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether a capitalised word follows, with particles before it or not ("de la Cruz")."""
    while i < stop and tokens[i].lower in PARTICLES and not tokens[i].is_capitalised:
        i += 1
    return i < stop and tokens[i].is_capitalised


def _area_follows(scan: Scan) -> bool:
    """Return whether "of" or "for" at the token goes on with a title ("Chief of Staff", "Director of National Intelligence")."""
    tokens, i = scan.tokens, scan.i
    title = tokens[scan.words[-1]].lower
    if (title not in lexicon.TITLES and title not in _TITLE_STEMS) or title in _SPEAKING_FOR:
        return False  # "a spokeswoman for Skarn Water, Ada Stone, said"
    for k in range(i + 1, min(i + 3, scan.stop)):
        if tokens[k].lower in AREAS and tokens[k].is_capitalised and not _opens_body(tokens, k, scan.stop):
            return True
    return _name_ends_title(scan, i + 1, min(i + _LONGEST_AREA, scan.stop))


def _opens_body(tokens: Tokens, area: int, stop: int) -> bool:
    """Return whether an area opens the name of a body, and ends no title ("a spokesman for the Health Insurance Board")."""
    k = area + 1
    while k < stop and tokens[k].is_capitalised:
        if tokens[k].lower in _BODY_NOUNS:
            return True
        k += 1
    return False


def _name_ends_title(scan: Scan, start: int, last: int) -> bool:
    """Return whether a first name further on shows where a title ends ("Minister for Roads & Bridges Ravi Prasad")."""
    tokens, is_given_name = scan.tokens, scan.gazetteer.is_given_name
    start += start < last and tokens[start].text == lexicon.THE  # "Leader of the Opposition Ada Stone"
    for k in range(start, last):
        if not (tokens[k].is_capitalised or tokens[k].text in _AND):
            return False
        if k > start and is_given_name(tokens[k].lower) and k + 1 < scan.stop and tokens[k + 1].is_capitalised:
            return True
    return False


def _role_near(scan: Scan, i: int) -> bool:
    """Return whether a role in lower case follows within a few words that may describe it."""
    for k in range(i, min(i + _NEAR, scan.stop)):
        token = scan.tokens[k]
        is_near = k > i and (_is_agent_near(scan, k) or _ranks(scan, k))
        if token.lower == token.text and (is_near or _is_role_noun(scan, token)):
            return True  # "the road works foreman Ada Stone" too
        if not token.is_word or token.lower in _ENDS_DESCRIPTION:
            return False
    return False


def _is_agent_near(scan: Scan, k: int) -> bool:
    """Return whether token `k`, further on, says what somebody is; behind a capital, who is named there with a full name."""
    if not _is_agent(scan.tokens, k, scan.stop):
        return False
    is_full = k + 2 < scan.stop and _is_given(scan.tokens[k + 1].text, scan.gazetteer) and is_name_start(scan.tokens[k + 2])
    return not scan.follows_capital or is_full


def _is_role_noun(scan: Scan, token: Word) -> bool:
    """Return whether a word is a role or a kind of body."""
    return token.lower in lexicon.ROLES or token.lower in scan.gazetteer.organizations or token.lower in _KINDS_OF_FIRMS


def text_of(tokens: Tokens, words: Sequence[int]) -> str:
    """Return words as they stand, with a single space wherever white space or something left out stood."""
    out = ""
    for n, k in enumerate(words):
        glued = n > 0 and tokens[k].start == tokens[words[n - 1]].end
        out += tokens[k].text if glued or not out else " " + tokens[k].text
    return out
