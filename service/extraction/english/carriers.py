"""To which outlet words were given, or which carried them, where the attributing clause says so.

`_TOLD_RULES` are asked at each word of a run that may lead up to an outlet, in their order; an outlet that only carried the words is proposed last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.page.clause import SentenceContext
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.extraction.page.proposals import Proposal, proposal
from service.knowledge import tables
from service.knowledge.outlets import fold
from service.records import Outlet

_GIVING, _KINDS = lexicon.words("giving"), lexicon.words("outlet_kinds")
_KINDS_BEHIND = lexicon.words("kinds_behind")
_BEHIND_KIND = lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | {lexicon.THAT}
_BEHIND_INITIALS = _BEHIND_KIND.union(lexicon.CLOSED, lexicon.WEEKDAYS)
_OFFICES = lexicon.ROLES | lexicon.TITLES
_NATIONALITIES = lexicon.union("nationals", "demonyms")
_SPOKEN_NOUNS, _OUTLET_PREPOSITIONS = lexicon.words("spoken_nouns"), lexicon.words("outlet_prepositions")
_VERB_PREPOSITIONS, _ON_AIR, _WRITING = lexicon.words("verb_prepositions"), lexicon.words("on_air"), lexicon.words("writing")
_CARRYING_PREPOSITIONS, _RELAYING = lexicon.words("carrying_prepositions"), lexicon.words("relaying")
_CARRIED, _COMMON_INITIALS = lexicon.words("carried"), lexicon.words("common_initials")
_NAME_LINKS, _COUNTED = lexicon.words("links_in_outlets"), lexicon.words("counted_outlets")
_COUNTRIES = lexicon.words("countries_as_names", "other_countries")
_ARTICLES_OF_TITLES, _TOWNS = lexicon.words("titled_articles"), lexicon.words("towns_with_articles")
_NO_TITLES = lexicon.ROLES | lexicon.TITLES | lexicon.ORGANIZATION_WORDS | lexicon.union("bodies_of", "facilities")
_NATIONAL_ENDINGS = tuple(ending for ending in lexicon.listed("demonym_endings") if len(ending) > 2)
_TO_WHOM = _GIVING | {"with"}
_NO_ATTRIBUTES = lexicon.PREPOSITIONS | lexicon.ARTICLES
_BEHIND_DAYS = tables.words("outlet_words") | lexicon.words("papers_of_days")
_NUMERALS = lexicon.words("numerals_in_names")
_QUOTED = lexicon.words("quoted")
_CONFIRMING = lexicon.words("confirming")
_INTERVIEWS = lexicon.words("interviews")
_TOLD, _WROTE, _CARRIED_BY, _QUOTED_BY = "told", "wrote", "via", "quoted_by"  # relations of the contract
_ACCORDING, _TO, _ON, _IN, _BY, _VIA, _THE = "according", "to", "on", "in", "by", "via", "the"
_PIECES, _HANDED_OVER = lexicon.words("pieces"), lexicon.words("handed_over")
_GIVEN_ON_AIR = _PIECES | lexicon.words("pieces_on_air")
_FOR, _OF = "for", "of"
_LEADS_TO_WORDS = frozenset((_IN, _TO))  # "in a memo obtained by", "according to a memo obtained by"
_LONGEST_PROGRAMME = 6  # words of its name
_PIECE_REACH = 5  # words from "in" to the outlet of a piece ("in a slightly overwrought Skarn Lantern essay")
_HANDED_REACH = 4  # words from "obtained" to "by" ("obtained late on Monday by")
_CONFIRMED_REACH = 8  # words from "confirmed" to the outlet that was told
_SPOKEN_REACH = 5  # words from a word for speaking to the preposition before the outlet
_KIND_REACH = 6  # words from an article to the noun that says what kind of outlet follows
_SHORTEST_INITIALS, _LONGEST_INITIALS = 3, 5  # letters of an outlet that is known by its initials alone ("KQED")


class NamedOutlet(NamedTuple):
    """An outlet's name as words `first` to `last` of a sentence, inclusive."""

    name: str
    first: int
    last: int


class _At(NamedTuple):
    """Word `i` of a run of words [first, last); `cue` is the index of the verb of speech, or -1."""

    context: SentenceContext
    i: int
    first: int
    last: int
    cue: int

    @property
    def tokens(self) -> tuple[Word, ...]:
        """The words of the whole sentence."""
        return self.context.tokens

    def named(self, at: int, *, is_object: bool) -> NamedOutlet | None:
        """Return the outlet named from word `at` of the sentence on, within the run."""
        return outlet_named(self.context, at, self.last, is_object=is_object)


def outlets(context: SentenceContext, first: int, last: int, cue: int) -> Iterator[Proposal[Outlet]]:
    """Yield the outlets that words [first, last) name as the one spoken to, then as the carrier.

    `cue` is the index of the verb of speech, or -1; what follows it at once is its object.
    """
    tokens = context.tokens
    if 0 <= cue < len(tokens) and tokens[cue].lower in _GIVING and first <= cue + 1 < last:
        found = outlet_named(context, cue + 1, last, is_object=True)
        if found:
            yield _proposed(context, found, _TOLD, "outlet: object of the verb")
    carried: list[Proposal[Outlet]] = []
    for i in range(first, last):
        for name, relation, find in _RULES_BY_WORD.get(tokens[i].lower, ()):
            told = find(_At(context, i, first, last, cue))
            if told:
                yield _proposed(context, told, relation, name)
        if tokens[i].lower in _MAY_CARRY:
            carried.extend(_carrier_at(context, i, last))
    yield from carried


def carriers(context: SentenceContext, start: int) -> Iterator[Proposal[Outlet]]:
    """Yield the carriers named from word `start` of a sentence on: "via AP", "according to AFP", "the FT reported"."""
    tokens = context.tokens
    for i in range(start, len(tokens)):
        if tokens[i].lower in _MAY_CARRY:
            yield from _carrier_at(context, i, len(tokens))
        if i and (tokens[i - 1].text in ",(" or tokens[i - 1].text in PLACEHOLDERS):
            found = outlet_named(context, i, len(tokens), is_object=True)
            if found and found.last + 1 < len(tokens) and tokens[found.last + 1].lower in _RELAYING:
                yield _proposed(context, found, _QUOTED_BY, "outlet: relays")


def carried_by(context: SentenceContext) -> Iterator[Proposal[Outlet]]:
    """Yield the outlets that a sentence says its words were "carried by"."""
    tokens = context.tokens
    for i in range(len(tokens) - 1):
        if tokens[i].lower in _CARRIED and tokens[i + 1].lower == _BY:
            found = outlet_named(context, i + 2, len(tokens), is_object=True)
            if found:
                yield _proposed(context, found, _CARRIED_BY, "outlet: carried by")


def _proposed(context: SentenceContext, found: NamedOutlet, relation: str, name: str) -> Proposal[Outlet]:
    return proposal(Outlet(found.name, relation, context.span_of(found.first, found.last)), name)


def _carrier_at(context: SentenceContext, i: int, last: int) -> Iterator[Proposal[Outlet]]:
    """Yield the carrier that the preposition at word `i` leads up to ("via AP", "according to AFP")."""
    tokens = context.tokens
    low = tokens[i].lower
    before = tokens[i - 1].lower if i else ""
    is_relayed = (low == _TO and before == _ACCORDING) or (low == _BY and before in _QUOTED | _CARRIED)
    if low not in _CARRYING_PREPOSITIONS and not is_relayed:
        return
    found = outlet_named(context, i + 1, last, is_object=True)
    if found:
        yield _proposed(
            context,
            found,
            _CARRIED_BY if low == _VIA or before in _CARRIED else _QUOTED_BY,
            f"outlet: {_VIA if low == _VIA else 'according to'}",
        )


# -- the rules at one word -------------------------------------------------------------------------------------------


def _object_of_later_verb(at: _At) -> NamedOutlet | None:
    """ "said in May and told the Skarn Lantern"."""
    return at.named(at.i + 1, is_object=True) if at.i != at.cue else None


def _spoken_to(at: _At) -> NamedOutlet | None:
    """ "in an interview with the Skarn Lantern", "wrote for the Skarn Lantern"."""
    low = at.tokens[at.i].lower
    if (found := _behind_verb(at)) is not None:
        return found
    if at.i == at.first or not _follows_speaking(at):
        return None
    return at.named(at.i + 1, is_object=low != _ON or at.tokens[at.i - 1].lower in _ON_AIR)


def _behind_verb(at: _At) -> NamedOutlet | None:
    """Return the outlet of the table that "to" right behind the verb of speech leads up to, or "for" behind one of writing, or None."""
    low, is_behind = at.tokens[at.i].lower, 0 <= at.cue == at.i - 1
    if not is_behind or not (low == _TO or (low == _FOR and at.tokens[at.cue].lower in _WRITING)):
        return None
    found = at.named(at.i + 1, is_object=True)
    return found if found is not None and at.context.gazetteer.outlet_of(found.name) else None


def _follows_speaking(at: _At) -> bool:
    """Return whether the preposition at the word follows words for speaking, or the verb of speech itself."""
    before = {token.lower for token in at.tokens[max(at.first, at.i - _SPOKEN_REACH) : at.i]}
    low = at.tokens[at.i].lower
    if before & _SPOKEN_NOUNS or (low != _ON and before & _PIECES):
        return True
    return at.i - 1 == at.cue and low in _VERB_PREPOSITIONS


def _on_air(at: _At) -> NamedOutlet | None:
    """ "on Radio Estuary", "an interview in the Guardian"."""
    low = at.tokens[at.i].lower
    is_interview = at.i > at.first and at.tokens[at.i - 1].lower in _INTERVIEWS
    return at.named(at.i + 1, is_object=False) if low == _ON or is_interview else None


def _written_in(at: _At) -> NamedOutlet | None:
    """ "wrote in the Skarn Lantern"."""
    is_opening = at.i > at.first and at.tokens[at.i - 1].lower in _WRITING  # "Writing in the Skarn Lantern, she said"
    is_written = is_opening or (0 <= at.cue < len(at.tokens) and at.tokens[at.cue].lower in _WRITING)
    return at.named(at.i + 1, is_object=True) if is_written else None


def _quoted_by(at: _At) -> NamedOutlet | None:
    """ "as quoted by the Skarn Lantern"."""
    is_relayed = at.i > at.first and at.tokens[at.i - 1].lower in _QUOTED
    return at.named(at.i + 1, is_object=True) if is_relayed else None


def _confirmed_to(at: _At) -> NamedOutlet | None:
    """ "confirmed the sale to the Skarn Lantern": behind the verb of speech, what is known or made as an outlet."""
    if not (0 <= at.cue < at.i <= at.cue + _CONFIRMED_REACH) or at.tokens[at.cue].lower not in _CONFIRMING:
        return None
    return at.named(at.i + 1, is_object=True)


def _piece_of(at: _At) -> NamedOutlet | None:
    """ "in a Skarn Lantern essay", "during a CNN interview": an outlet of the table."""
    tokens, k = at.tokens, at.i + 1
    while k < min(at.last, at.i + _PIECE_REACH) and tokens[k].text.islower() and tokens[k].lower not in lexicon.PREPOSITIONS:
        k += 1
    found = at.context.gazetteer.outlet_at(tokens, k) if k < at.last and tokens[k].is_capitalised else None
    if found is None or found[0] + 1 >= len(tokens) or tokens[found[0] + 1].lower not in _GIVEN_ON_AIR:
        return None
    return NamedOutlet(found[1], k, found[0])


def _handed_to(at: _At) -> NamedOutlet | None:
    """ "in an editorial published by the Skarn Lantern", "testimony obtained late on Monday by the Skarn Lantern"."""
    tokens = at.tokens
    handed = next(
        (k for k in range(at.i - 1, max(at.first, at.i - _HANDED_REACH) - 1, -1) if tokens[k].lower in _HANDED_OVER), None
    )
    if handed is None:
        return None
    led = next((tokens[k].lower for k in range(handed - 1, at.first - 1, -1) if tokens[k].lower in lexicon.PREPOSITIONS), "")
    return at.named(at.i + 1, is_object=False) if led in _LEADS_TO_WORDS else None  # "said of a report published by" is about it


def _told_somebody_of(at: _At) -> NamedOutlet | None:
    """ "told Ada Stone of the Skarn Lantern": an outlet of the table."""
    tokens, cue = at.tokens, at.cue
    if not 0 <= cue < at.i - 1 or tokens[cue].lower not in _GIVING or not all(t.is_capitalised for t in tokens[cue + 1 : at.i]):
        return None
    return at.named(at.i + 1, is_object=False)


_TOLD_RULES: tuple[tuple[str, str, frozenset[str], Callable[[_At], NamedOutlet | None]], ...] = (
    ("outlet: quoted by", _QUOTED_BY, frozenset((_BY,)), _quoted_by),
    ("outlet: object of a later verb", _TOLD, _GIVING, _object_of_later_verb),
    ("outlet: spoken to", _TOLD, _OUTLET_PREPOSITIONS, _spoken_to),
    ("outlet: confirmed to", _TOLD, frozenset((_TO,)), _confirmed_to),
    ("outlet: told somebody of", _TOLD, frozenset((_OF,)), _told_somebody_of),
    ("outlet: its piece", _TOLD, lexicon.words("piece_prepositions"), _piece_of),
    ("outlet: handed to", _TOLD, lexicon.words("handing_prepositions"), _handed_to),
    ("outlet: on air", _TOLD, frozenset((_ON, _IN)), _on_air),
    ("outlet: written in", _WROTE, frozenset((_IN,)), _written_in),
)
"""(name, relation, words at which it is asked, rule) for the outlet spoken to, the rule that goes first before."""
_RULES_BY_WORD = {
    word: tuple((name, relation, find) for name, relation, words, find in _TOLD_RULES if word in words)
    for word in frozenset().union(*(words for _, _, words, _ in _TOLD_RULES))
}
_MAY_CARRY = _CARRYING_PREPOSITIONS | {_TO, _BY}


# -- names -----------------------------------------------------------------------------------------------------------


def outlet_named(context: SentenceContext, i: int, last: int, *, is_object: bool) -> NamedOutlet | None:
    """Return the outlet that starts at word `i` and ends before `last`, past an article and a kind ("the Lisbon daily").

    `is_object`: the words ask for an outlet, so that short forms and names that no table has count too.
    """
    found = _outlet_from(context, i, last, is_object=is_object) if i < last else None
    return found if found is None or not _ends_in_adjective(context.tokens, found) else _before_adjective(context, found)


def _before_adjective(context: SentenceContext, found: NamedOutlet) -> NamedOutlet | None:
    """Return the known outlet that the words of a name before its last make, or None."""
    words = context.tokens[: found.last]
    starts = (found.first, found.first + (words[found.first].lower == _THE))
    known = next((known for k in starts if (known := context.gazetteer.outlet_at(words, k, short=True))), None)
    return NamedOutlet(known[1], found.first, known[0]) if known is not None and known[0] == found.last - 1 else None


def _ends_in_adjective(tokens: tuple[Word, ...], found: NamedOutlet) -> bool:
    """Return whether the last word of a name opens what the outlet is told: "told the Guardian Scottish salmon was “A”"."""
    first, last = found.first, found.last
    if not first or last == first or last + 1 >= len(tokens) or tokens[first - 1].lower not in _GIVING:
        return False
    low, noun = tokens[last].lower, tokens[last + 1]
    is_national = low in _NATIONALITIES or low.endswith(_NATIONAL_ENDINGS)
    is_noun = noun.is_word and noun.text.islower() and noun.lower not in lexicon.CLOSED | lexicon.CUES | _KINDS | _KINDS_BEHIND
    return is_national and is_noun and noun.lower not in lexicon.DETERMINERS and not noun.lower.endswith(lexicon.ADVERB_ENDING)


def _outlet_from(context: SentenceContext, i: int, last: int, *, is_object: bool) -> NamedOutlet | None:
    """Return the outlet that starts at word `i` and ends before `last`, with all that its name may go on to."""
    tokens, outlet_at = context.tokens, context.gazetteer.outlet_at
    start = i
    if tokens[i].lower == _THE and i + 1 < last:
        if (found := _outlet_with_article(context, i, last, outlet_at(tokens, i, short=is_object))) is not None:
            return found
        i += 1
    known = outlet_at(tokens, i, short=is_object)
    if known and known[0] < last:
        if _is_whole(context, known[0]) or _opens_programme(context, known[0] + 1):
            return NamedOutlet(known[1], start, known[0])  # "to Reuters", "to ABC This Week"
        run = _name_run(tokens, i, last) if is_object else None
        if run is not None and _is_told_of(tokens, start, run[0]):
            return NamedOutlet(known[1], start, known[0])
        return _going_on(context, run, known, start)
    return _unlisted(context, i, last, start) if is_object else None


def _outlet_with_article(context: SentenceContext, i: int, last: int, known: tuple[int, str] | None) -> NamedOutlet | None:
    """Return the outlet whose name begins with the article at word `i`, or stands behind it alone, or None; `known`: that of the table."""
    if (other := _broadcaster_with_article(context, i, known)) is not None:
        return other
    is_named = known is not None and known[0] < last and _is_whole(context, known[0])
    return NamedOutlet(known[1], i, known[0]) if known is not None and is_named else None


def _opens_programme(context: SentenceContext, i: int) -> bool:
    """Return whether a programme, known by two words or more, is named from word `i` on."""
    tokens, gazetteer = context.tokens, context.gazetteer
    if i >= len(tokens) or tokens[i].lower not in gazetteer.programme_words:
        return False
    words = [token.base.lower().replace("’", "'") for token in tokens[i : i + _LONGEST_PROGRAMME]]
    return any(" ".join(words[:n]) in gazetteer.programmes for n in range(2, len(words) + 1))


def _broadcaster_with_article(context: SentenceContext, i: int, known: tuple[int, str] | None) -> NamedOutlet | None:
    """Return the broadcaster by its initials alone at the article of word `i` where the table has an American network, or None.

    "Told the ABC": networks take no article, other countries' broadcasters do; "the ABC host" is the network's.
    """
    if known is None or known[0] != i + 1:
        return None
    tokens, initials = context.tokens, context.tokens[i + 1].base
    following = tokens[i + 2] if i + 2 < len(tokens) else None
    is_alone = following is None or not following.is_word or tokens[i + 1].is_possessive or following.lower in _BEHIND_INITIALS
    is_network = known[1].partition(" ")[0] == initials and known[1] != initials and initials.isupper()
    return NamedOutlet(initials, i, i + 1) if is_network and is_alone else None


def _unlisted(context: SentenceContext, i: int, last: int, start: int) -> NamedOutlet | None:
    """Return an outlet at word `i` that the table need not have: behind its kind ("the Brno daily Večer"), or made like one."""
    kind = _kind(context.tokens, i, last)
    found = _of_kind(context, kind + 1, last, start) if kind is not None else None
    return found if kind is not None and (found or start < i) else _unknown(context, i, last, start)


def _going_on(context: SentenceContext, run: tuple[int, str] | None, known: tuple[int, str], start: int) -> NamedOutlet | None:
    """Return the outlet whose name goes on behind a known one ("Sky Sports", "Times of Norland"); None where that was a short form.

    From a short form a name goes on to an outlet's only where it is made like one ("the Post Office" is none); no board is one.
    """
    tokens, gazetteer = context.tokens, context.gazetteer
    if run is None or run[0] == known[0] or tokens[run[0]].base.lower() in gazetteer.outlet_others:
        return None
    is_short = gazetteer.outlet_at(tokens, start) is None
    is_made_so = tokens[run[0]].base.lower() in gazetteer.outlet_words or run[1].lower().split()[-2:-1] == [lexicon.OF]
    behind = tokens[run[0] + 1].text if run[0] + 1 < len(tokens) else ""
    if behind in PLACEHOLDERS and not is_made_so:
        return None  # "told CNN Stone “should …”", or an edition of it
    return None if is_short and start < run[0] and not is_made_so else _named_from(run, start)


def _is_told_of(tokens: tuple[Word, ...], start: int, last: int) -> bool:
    """Return whether words up to `last` end on who an outlet is told of: "told The Times Labour had “A”"."""
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    return start > 0 and tokens[start - 1].lower in _GIVING and after in lexicon.FINITE_AUXILIARIES


def _kind(tokens: tuple[Word, ...], i: int, last: int) -> int | None:
    """Return the index of the noun that says which kind of outlet follows ("the Lisbon daily"), or None."""
    kinds = range(i, min(i + _KIND_REACH, last))
    kind = next((k for k in kinds if tokens[k].lower in _KINDS and tokens[k].text.islower()), None)
    while kind is not None and i > 1 and kind + 1 < last and tokens[kind + 1].text in _KINDS:
        kind += 1  # "the state news agency ORTA"
    if kind is None or not all(token.is_word and token.lower not in _NO_ATTRIBUTES for token in tokens[i:kind]):
        return None
    return kind


def _of_kind(context: SentenceContext, i: int, last: int, start: int) -> NamedOutlet | None:
    """Return the outlet, of the table or not, whose name starts at word `i` behind its kind."""
    known = context.gazetteer.outlet_at(context.tokens, i, short=True)
    if known and known[0] < last:
        return NamedOutlet(known[1], start, known[0])
    return _named_from(_name_run(context.tokens, i, last), start)


def _unknown(context: SentenceContext, i: int, last: int, start: int) -> NamedOutlet | None:
    """Return an outlet that no table has: made like one ("Northern Courier"), titled or called like one, or initials alone ("KQED")."""
    run = _name_run(context.tokens, i, last)
    if run is None:
        return None
    name = run[1]
    is_initials = start == i and name.isupper() and " " not in name and _SHORTEST_INITIALS <= len(name) <= _LONGEST_INITIALS
    is_made_so = context.gazetteer.looks_like_outlet(name) or (is_initials and name not in _COMMON_INITIALS)
    is_made_so = is_made_so or _opens_with_weekday(context.tokens, i, last) or is_counted(context.tokens, i, run[0])
    is_called_so = start == i and _has_kind_behind(context.tokens, run, last)
    if is_made_so or is_called_so or _is_short_name(context, start, i, run[0]) or _is_titled(context.tokens, start, i, run[0]):
        return _named_from(run, start)
    return _named_from(run, start) if _is_own(context, name, has_article=start < i) else None


def _has_kind_behind(tokens: tuple[Word, ...], run: tuple[int, str], last: int) -> bool:
    """Return whether the kind of outlet stands behind a name, and nothing goes on from it ("told Harbour magazine on Monday")."""
    kind = run[0] + 1
    if kind >= last or tokens[kind].text not in _KINDS_BEHIND or run[1].lower() in _NATIONALITIES:
        return False
    following = tokens[kind + 1] if kind + 1 < len(tokens) else None
    return following is None or not following.is_word or following.lower in _BEHIND_KIND


def _is_own(context: SentenceContext, name: str, *, has_article: bool) -> bool:
    """Return whether a name is that of the outlet which publishes the document, whole or its end ("told the Chronicle-Herald")."""
    own, told = fold(context.publisher or ""), fold(name)
    return own == told or (own.endswith(f" {told}") and (has_article or " " in told))


def _is_short_name(context: SentenceContext, start: int, i: int, last: int) -> bool:
    """Return whether "the" and one word of outlets' names is what words are told to ("told the Ledger"), not an office."""
    tokens = context.tokens
    if start == i or last > i or not start or tokens[i].is_possessive:
        return False
    is_relayed = start > 1 and tokens[start - 1].lower == _TO and tokens[start - 2].lower == _ACCORDING
    if not is_relayed and tokens[start - 1].lower not in _TO_WHOM:
        return False
    is_whole = last + 1 >= len(tokens) or tokens[last + 1].lower != lexicon.OF
    return is_whole and tokens[i].lower in context.gazetteer.outlet_words and tokens[i].lower not in _OFFICES


def _is_titled(tokens: tuple[Word, ...], start: int, i: int, last: int) -> bool:
    """Return whether words [start, last] are a title: an article in capitals inside a sentence, and no body, office or town behind it.

    "Told The Ringing World", "writing in La Tribuna".
    """
    if not start or tokens[last].is_possessive:
        return False
    before = tokens[start - 1].lower
    is_english = start < i and tokens[start].is_capitalised and before in _TO_WHOM
    is_foreign = last > start == i and tokens[i].text in _ARTICLES_OF_TITLES and before == _IN
    if not (is_english or is_foreign) or not tokens[i].is_word:
        return False
    names = tokens[i + is_foreign : last + 1]
    return not any(word.base.lower() in _NO_TITLES or word.base in _TOWNS for word in names)


def _named_from(run: tuple[int, str] | None, start: int) -> NamedOutlet | None:
    return NamedOutlet(run[1], start, run[0]) if run else None


def _is_whole(context: SentenceContext, last: int) -> bool:
    """Return whether a name ends with word `last`, rather than going on into another one ("Post Office", "Sky News Australia")."""
    tokens = context.tokens
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None or tokens[last].is_possessive:
        return True
    if not following.is_capitalised:
        if _goes_on_with_place(context, last):
            return False
        is_linked = following.lower in _NAME_LINKS and last + 2 < len(tokens) and tokens[last + 2].is_capitalised
        return not (is_linked or is_counted(tokens, last, last + 1))
    if following.lower in lexicon.WEEKDAYS or following.lower.rstrip(".") in lexicon.MONTHS:
        return True
    return _names_somebody(context, last + 1)


def _names_somebody(context: SentenceContext, i: int) -> bool:
    """Return whether a person or a programme of the outlet before is named from word `i` on ("CNN anchor", "NBC’s Meet …")."""
    tokens, low = context.tokens, context.tokens[i].lower
    if low in _NUMERALS:
        return False
    if low in lexicon.TITLES or low in lexicon.LEADING:
        return True
    run = _name_run(tokens, i, len(tokens))
    if run is None:
        return False
    following = tokens[run[0] + 1].lower if run[0] + 1 < len(tokens) else ""
    is_person = run[0] > i and context.gazetteer.is_given_name(low)
    return is_person or following in lexicon.ROLES or run[1].lower() in context.gazetteer.programmes


def _name_run(tokens: tuple[Word, ...], i: int, last: int) -> tuple[int, str] | None:
    """Return (last word, name) of the capitalised words from `i` on, up to a possessive one, or None."""
    end = i + 1 if _opens_with_weekday(tokens, i, last) else i
    while end < last and (_is_part_of_name(tokens[end]) or (end > i and links_name(tokens, end, last))):
        end += 1
        if tokens[end - 1].is_possessive:
            break
    if end == i:
        return None
    return end - 1, " ".join([*(token.text for token in tokens[i : end - 1]), tokens[end - 1].base])


def is_counted(tokens: tuple[Word, ...], first: int, last: int) -> bool:
    """Return whether words `first` to `last` are a channel by its number ("Channel 9", "Radio 1")."""
    return last == first + 1 and tokens[first].lower in _COUNTED and tokens[last].base.isdigit()


def _opens_with_weekday(tokens: tuple[Word, ...], i: int, last: int) -> bool:
    """Return whether an outlet that is called by a day begins at word `i` ("told the Sunday Ledger")."""
    return (
        i + 1 < last
        and tokens[i].lower in lexicon.WEEKDAYS
        and tokens[i + 1].is_capitalised
        and tokens[i + 1].lower in _BEHIND_DAYS
    )


def links_name(tokens: tuple[Word, ...], i: int, last: int) -> bool:
    """Return whether word `i` is a small word inside an outlet's name ("CNN en Español", "Cahiers du Nord")."""
    k = i
    while k < last and (tokens[k].lower in _NAME_LINKS or tokens[k].lower in lexicon.PARTICLES):
        k += 1
    if k == i and i + 1 < last and tokens[i].lower == lexicon.OF and tokens[i + 1].lower in _COUNTRIES:
        k += 1
    return i < k < last and tokens[k].is_capitalised


def _goes_on_with_place(context: SentenceContext, last: int) -> bool:
    """Return whether "of" and a name go on from a noun that outlets are called by ("the Times of Norland"), and own nothing themselves."""
    tokens = context.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].lower != lexicon.OF or tokens[last].lower not in context.gazetteer.outlet_words:
        return False
    is_of_several = last > 0 and tokens[last - 1].is_capitalised and tokens[last - 1].lower != _THE  # "the Skarn Post of Stone"
    place = tokens[last + 2]
    return place.is_capitalised and not place.is_possessive and (not is_of_several or place.lower in _COUNTRIES)


def _is_part_of_name(word: Word) -> bool:
    return (word.is_capitalised or word.text[:1].isdigit()) and word.lower not in lexicon.WEEKDAYS
