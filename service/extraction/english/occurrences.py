"""Find every date, venue and outlet that a sentence mentions, whatever it is said of, with what stands around each.

Which of them belongs to a quotation is decided by `service.extraction.attribution.linking`; here nothing is left out that may.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.english.carriers import NamedOutlet, is_counted, links_name, outlet_named
from service.extraction.english.circumstances import is_attributive, is_of_another_event, is_said_of, is_to_come, opens_with_since
from service.extraction.english.dates import find_dates, may_hold_date
from service.extraction.english.passives import is_participle_of_past
from service.extraction.english.venues import (
    end_of_occasion,
    goes_on_inside,
    is_about_mishap,
    is_aimed,
    is_called_after_saint,
    names_person,
    only_praises,
    venues,
)
from service.extraction.english.verbs import cues_of, is_cue, may_report
from service.extraction.page.clause import SentenceContext
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.extraction.page.occurrences import Occurrence

FACTS = (
    "kind precision words place_in_sentence to_end lead lead_2 follows verb_before verb_after occasion_before occasion_after"
    " telling_before after_had after_relative in_subordinate is_possessive is_upper is_attributive is_counted has_weekday has_digit"
    " is_today is_past_unit has_occasion is_capitalised before_words after_words"
).split()
"""The names of the facts of an occurrence, in order."""

_FAR = 30  # words: farther is as far
_LEADS = {word: n for n, word in enumerate(lexicon.listed("linking_words"), 1)}
_OCCASIONS = lexicon.words("occasions") | lexicon.words("reporting_nouns")
_TELLING = lexicon.words("giving") | lexicon.words("telling")
_SPOKEN = lexicon.words("spoken_nouns")
_ORDER = lexicon.words("order_prepositions")
_PAST_PERFECT = lexicon.words("pluperfect")
_TODAY, _PAST = lexicon.words("present_days"), lexicon.words("past_leads")
_CLASSES = (_OCCASIONS, _TELLING | _SPOKEN, PLACEHOLDERS, lexicon.SUBORDINATORS, lexicon.RELATIVES, _PAST_PERFECT)
_CLASSES_OF = {
    word: tuple(number for number, words in enumerate(_CLASSES) if word in words) for word in frozenset().union(*_CLASSES)
}
"""{word in lower case: the numbers of its classes}, of those whose places in a sentence are kept, as `_Around` has them."""
_TWEETS, _TWEETING = lexicon.words("tweets"), lexicon.words("tweeting")
_OPENS_VENUE = frozenset().union(
    *map(lexicon.words, ("occasion_prepositions", "venue_prepositions", "audience_verbs", "show_openers", "going"))
)
_DEMONYMS, _DEMONYM_ENDINGS = lexicon.union("demonyms", "nationals"), lexicon.listed("demonym_endings")
_SHOWS, _COMMON_PLACES = lexicon.words("shows"), lexicon.words("common_places")
_OPENS_PLACE, _PLACE_REACH = lexicon.words("going", "place_openers"), 4  # words before the noun of a place
_CHAMBERS, _TAILS = lexicon.words("chambers"), lexicon.words("place_tails") | lexicon.words("buildings")
_TELLS_VENUE = _TWEETING.union(_TWEETS, _OPENS_VENUE, _OCCASIONS, _CHAMBERS, _SHOWS, _COMMON_PLACES)
_FACILITIES, _AMBIGUOUS = lexicon.words("facilities"), lexicon.words("ambiguous_platforms")
_GIVEN = lexicon.union("occasions", "reporting_nouns", "own_words", "owned_words")
_NEAR_HEAD = 4  # words before a relative clause in which its noun stands
_LONGEST_BESIDE = 12  # words from a relative pronoun to a date
_NEAR_PARTICIPLE = 3  # words from a participle to the date behind it
_IN, _THE, _TWITTER = "in", "the", "Twitter"
_LONGEST_SENTENCE = 150  # words; bounds the work on a sentence without an end
_LONGEST_VENUE = 16  # words from a preposition in which a venue is looked for
_LONGEST_PLACE = 6  # words of a place by its name
_LONGEST_OUTLET = 6
_KNOWN, _TOLD, _NOUN, _PLACE, _PLATFORM, _TITLE = range(6)  # kinds of occurrences


class _Around(NamedTuple):
    """A sentence with the places of its verbs of speech, occasions, verbs of telling, words in marks and more, each in order."""

    context: SentenceContext
    tokens: tuple[Word, ...]
    cues: list[int]
    occasions: list[int]
    telling: list[int]
    marked: list[int]
    subordinators: list[int]
    relatives: list[int]
    pluperfects: list[int]


def occurrences(context: SentenceContext) -> Iterator[Occurrence]:
    """Yield the dates, venues and outlets of a sentence, field by field, from left to right."""
    tokens = context.tokens[:_LONGEST_SENTENCE]
    places: tuple[list[int], ...] = tuple([] for _ in _CLASSES)
    for i, token in enumerate(tokens):
        for number in _CLASSES_OF.get(token.lower, ()):
            places[number].append(i)
    around = _Around(context, tokens, cues_of(tokens), *places)
    yield from _dates(around)
    yield from _venues(around)
    yield from _outlets(around)


# -- dates -----------------------------------------------------------------------------------------------------------


def _dates(around: _Around) -> Iterator[Occurrence]:
    context, tokens = around.context, around.tokens
    if not tokens or not may_hold_date(tokens):
        return
    for found in find_dates(context.frame.text, context.published, context.anchor, tokens[0].start, tokens[-1].end):
        inside = [i for i, t in enumerate(tokens) if t.start < found.end and t.end > found.start]
        if not inside or is_to_come(tokens, found) or is_said_of(tokens, found):
            continue
        words = {tokens[i].lower for i in inside}
        traits = (
            is_attributive(tokens, found), not found.is_anchored, bool(words & lexicon.WEEKDAYS.keys()),
            any(t[:1].isdigit() for t in words), bool(words & _TODAY), bool(words & _PAST),
            is_of_another_event(tokens, found), True,
        )  # fmt: skip
        facts = _facts(around, inside[0], inside[-1], found.is_anchored, len(found.value), traits)
        is_apart = _is_of_main_clause(around, inside[-1]) or _is_told_besides(around, inside[0])
        is_start = opens_with_since(tokens, found)
        yield Occurrence(
            "date", found.value, inside[0], inside[-1], int(found.is_anchored), facts, is_apart=is_apart, is_start=is_start
        )


def _is_of_main_clause(around: _Around, last: int) -> bool:
    """Return whether a date that ends at word `last` is of a clause in which nobody speaks, unlike the one behind it.

    "Stone was held on Monday after a neighbour said she had heard “…”" does not say when the neighbour said so.
    """
    tokens = around.tokens
    after = next((i for i in range(last + 1, len(tokens)) if tokens[i].lower in _ORDER), None)
    if after is None or any(i < after for i in around.cues):
        return False
    cue = next((i for i in around.cues if i > after), len(tokens))
    is_one_clause = all(token.is_word for token in tokens[after:cue])
    return is_one_clause and any(token.text in PLACEHOLDERS for token in tokens[cue:])


def _is_told_besides(around: _Around, first: int) -> bool:
    """Return whether a date that starts at word `first` is told of something by the way.

    That is in a relative clause in which nobody speaks ("the board, which met on Monday, was “…”"), or behind a participle of what is
    spoken of ("called the plan unveiled on Monday “…”"). What is told of a statement or an interview is when it was given.
    """
    tokens = around.tokens
    spoken = {*around.cues, *around.telling}
    for k in range(first - 1, max(0, first - _LONGEST_BESIDE), -1):
        if k in spoken or tokens[k].text in PLACEHOLDERS:
            return False
        if _opens_relative(tokens, k) or (k >= first - _NEAR_PARTICIPLE and _is_of_object(around, k)):
            return not any(token.lower in _GIVEN for token in tokens[max(0, k - _NEAR_HEAD) : k])
    return False


def _opens_relative(tokens: tuple[Word, ...], k: int) -> bool:
    """Return whether a relative clause opens at word `k`: behind a noun or a comma, with its verb behind "that"."""
    low = tokens[k].lower
    if low == lexicon.THAT:
        behind = tokens[k + 1 : k + 2]
        is_verb = bool(behind) and (behind[0].lower in lexicon.FINITE_AUXILIARIES or may_report(tokens, k + 1))
        return is_verb and tokens[k - 1].is_word and not is_cue(tokens, k - 1)
    return low in lexicon.RELATIVES and tokens[k - 1].lower not in lexicon.PREPOSITIONS


def _is_of_object(around: _Around, k: int) -> bool:
    """Return whether word `k` is a participle of the past behind a noun that a verb of speech has as its object."""
    tokens = around.tokens
    if not is_participle_of_past(tokens[k]) or k in around.cues or not any(cue < k - 1 for cue in around.cues):
        return False
    before = tokens[k - 2] if tokens[k - 1].text == "," and k > 1 else tokens[k - 1]
    is_noun = before.text.islower() and before.is_word and before.lower not in lexicon.CLOSED | lexicon.DETERMINERS
    return is_noun  # "in a televised address on Monday" has none


# -- venues ----------------------------------------------------------------------------------------------------------


def _venues(around: _Around) -> Iterator[Occurrence]:
    tokens, seen = around.tokens, set()
    for i, token in enumerate(tokens):
        if not (token.is_capitalised or token.lower in _TELLS_VENUE or token.text in PLACEHOLDERS):
            continue
        for name, first, last, kind in _venues_at(around, i, token):
            if (name, first) not in seen:
                seen.add((name, first))
                yield _venue(around, name, first, last, kind)


def _venues_at(around: _Around, i: int, token: Word) -> Iterator[tuple[str, int, int, int]]:
    """Yield (name, first word, last word, kind) of what word `i` leads up to or is."""
    context = around.context
    if token.lower in _TWEETING or token.lower in _TWEETS:
        yield _TWITTER, i, i, _PLATFORM
    elif token.lower in _OPENS_VENUE and not is_aimed(around.tokens, i):
        yield from _led_up_to(around, i)
    elif (_is_common(token) and not _has_object(around.tokens, i)) or _is_place(around.tokens, i):
        yield from _common(around, i)
    elif token.is_capitalised and token.lower in context.gazetteer.platforms and token.lower not in _AMBIGUOUS:
        yield context.gazetteer.platforms[token.lower], i, i, _PLATFORM
    elif token.text in PLACEHOLDERS and token.start in context.titles and i:
        yield context.titles[token.start].rstrip(".,;:!? "), i, i, _KNOWN
    else:
        yield from _named_programme(around, i)


def _is_common(token: Word) -> bool:
    """Return whether a word is a noun for an occasion or a place where words are spoken."""
    if token.lower in _OCCASIONS:
        return token.lower not in _SPOKEN and not _is_month(token)
    return token.text.islower() and (token.lower in _CHAMBERS or token.lower in _SHOWS)


def _has_object(tokens: tuple[Word, ...], i: int) -> bool:
    """Return whether word `i` is a participle that opens a sentence with whom it is done to ("Sentencing him, the judge said")."""
    if i or not tokens[i].lower.endswith(lexicon.PARTICIPLE_ENDING) or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    return following.is_word and following.lower not in lexicon.PREPOSITIONS and following.lower not in lexicon.CUES


def _is_place(tokens: tuple[Word, ...], i: int) -> bool:
    """Return whether a place without a name, where one may speak, is where somebody is ("packed the school gym")."""
    if tokens[i].lower not in _COMMON_PLACES or not tokens[i].text.islower():
        return False
    return any(tokens[k].lower in _OPENS_PLACE for k in range(max(0, i - _PLACE_REACH), i))


def _common(around: _Around, i: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield the occasion or place whose noun is word `i`, with what says which ("a rally in Phoenix, Arizona")."""
    first, last = _start_of_noun(around.tokens, i), end_of_occasion(around.context, i) - 1
    if around.tokens[i].lower in _SHOWS:
        first = _with_owner(around.tokens, first)
    yield _text(around, first, last), first, last, _NOUN


def _is_month(token: Word) -> bool:
    """Return whether a word is a month rather than the occasion that is called alike ("march")."""
    return token.is_capitalised and lexicon.is_month(token.lower)


def _led_up_to(around: _Around, i: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield the venue that the rules find behind word `i`, and the place by its name."""
    tokens, context = around.tokens, around.context
    cue = i if i in around.cues else -1
    found = next((p.value for p in venues(context, i, min(len(tokens), i + _LONGEST_VENUE), cue)), None)
    if found is not None and (span := found.evidence) is not None:
        inside = [k for k in range(len(tokens)) if span.start <= context.frame.offset(tokens[k].start) < span.end]
        if inside:
            yield found.name, inside[0], inside[-1], _KNOWN
    yield from _place(around, i)


def _place(around: _Around, i: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield the place by its name that "in", "at" or "from" at word `i` leads up to."""
    tokens, k = around.tokens, i + 1
    if k < len(tokens) and tokens[k].lower == _THE:
        k += 1
    first = k
    while k < len(tokens) and k - first < _LONGEST_PLACE and _goes_on(around, k, first):
        k += 1
    if k > first and k < len(tokens) and tokens[k].lower in _TAILS and not tokens[k - 1].is_possessive:
        k += 1
    if k > first and around.context.gazetteer.outlet_at(tokens, first) is None:
        yield _text(around, first, k - 1), first, k - 1, _PLACE


def _goes_on(around: _Around, k: int, first: int) -> bool:
    """Return whether a place's name goes on at word `k` ("in Kelby, South Moravia", "in the House of Commons")."""
    tokens = around.tokens
    if tokens[k].is_capitalised:
        return tokens[k].base.lower() not in lexicon.WEEKDAYS and not lexicon.is_month(tokens[k].lower)
    if k > first and goes_on_inside(tokens, k):
        return True
    if k == first or k + 1 >= len(tokens) or not tokens[k + 1].is_capitalised:
        return False
    is_part = tokens[k].lower == lexicon.OF and not lexicon.is_month(tokens[k + 1].lower)
    return is_part or (tokens[k].text == "," and tokens[k - 1].is_word and not _says(around, k + 1))


def _says(around: _Around, i: int) -> bool:
    """Return whether whoever does something is named from word `i` on ("in Kelby, Ada Stone said", "in Kelby, Stone wept")."""
    tokens = around.tokens
    if names_person(around.context, i):
        return True
    while i < len(tokens) and tokens[i].is_capitalised:
        i += 1
    if i >= len(tokens) or not (tokens[i].is_word and tokens[i].text.islower()):
        return False
    return i in around.cues or tokens[i].lower in lexicon.AUXILIARIES or tokens[i].lower not in _GOES_ON_BEHIND


_GOES_ON_BEHIND = lexicon.CLOSED | lexicon.PREPOSITIONS | lexicon.words("past_months", "units", "back_from_today")
# what may follow a place ("in Kelby, Ohio last week")


def _start_of_noun(tokens: tuple[Word, ...], head: int) -> int:
    """Return the first word of the noun phrase that ends at word `head`, without its article and what only praises it."""
    first = head
    while first > 0 and head - first < _LONGEST_PLACE and _is_in_noun(tokens[first - 1]):
        first -= 1
    while first < head and only_praises(tokens[first]):
        first += 1
    return first


def _with_owner(tokens: tuple[Word, ...], first: int) -> int:
    """Return the first word of the name in capitals whose possessive stands before word `first` ("Ada Stone's podcast")."""
    k = first
    while k > 0 and first - k < _LONGEST_PLACE and tokens[k - 1].is_capitalised and (k < first or tokens[k - 1].is_possessive):
        k -= 1
    return k


def _is_in_noun(word: Word) -> bool:
    return word.is_word and not word.is_possessive and word.lower not in _ENDS_NOUN


_ENDS_NOUN = (
    lexicon.CLOSED | lexicon.DETERMINERS | lexicon.CUES | frozenset(lexicon.WEEKDAYS) | frozenset(lexicon.MONTHS) | lexicon.PLURALS
)


def _named_programme(around: _Around, i: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield the programme, known by a name of two words or more, that starts at word `i`."""
    tokens, programmes = around.tokens, around.context.gazetteer.programmes
    if not tokens[i].is_capitalised or tokens[i].lower.replace("’", "'") not in around.context.gazetteer.programme_words:
        return
    for last in range(min(i + _LONGEST_PLACE, len(tokens)) - 1, i, -1):
        name = " ".join((*(t.text for t in tokens[i:last]), tokens[last].base)).casefold().replace("’", "'")
        if name in programmes:
            yield programmes[name], i, last, _KNOWN
            return


def _venue(around: _Around, name: str, first: int, last: int, kind: int) -> Occurrence:
    low, tokens = set(name.lower().split()), around.tokens
    traits = (  # of a place the first three say: where something else happened, a person, a building or body
        is_about_mishap(tokens, first - 1) or (first > 1 and is_about_mishap(tokens, first - 2)),
        names_person(around.context, first), tokens[last].base.lower() in _FACILITIES, any(w[:1].isdigit() for w in low), kind == _PLATFORM, bool(low & lexicon.words("gatherings")),
        bool(low & _OCCASIONS), tokens[first].is_capitalised,
    )  # fmt: skip
    head, sense = _sense(name.lower())
    facts = _facts(around, first, last, kind, len(name.split()), traits)
    return Occurrence("venue", name, first, last, kind, facts, head=head, sense=sense)


def _sense(name: str) -> tuple[str, frozenset[str]]:
    """Return the noun of an occasion and the words of its name that say which it is; nothing for a place."""
    words = [word.strip(_MARKS) for word in name.replace("’", "'").split()]
    head = next((word for word in words if word in _OCCASIONS), "")
    if not head:
        return "", frozenset()
    sense = frozenset(words) - _SMALL
    return head, sense - _PRESS | {_PRESS_WORD} if sense & _PRESS and head == _CONFERENCE else sense


_SMALL = lexicon.CLOSED | lexicon.DETERMINERS | {""}
_MARKS = ".,;:'\"()"
_PRESS, _PRESS_WORD, _CONFERENCE = frozenset(("press", "news")), "press", "conference"


# -- outlets ---------------------------------------------------------------------------------------------------------


def _outlets(around: _Around) -> Iterator[Occurrence]:
    tokens, context = around.tokens, around.context
    i = 0
    while i < len(tokens):
        if tokens[i].text in PLACEHOLDERS and (network := _network(context, tokens[i])):
            facts = _facts(around, i, i, True, len(network.split()), (True, *(False,) * 7))
            yield Occurrence("outlet", network, i, i, _TITLE, facts, _relation(tokens, i))
        asks = i > 0 and tokens[i - 1].lower in _ASKS_FOR_OUTLET
        if not (tokens[i].is_capitalised or (asks and tokens[i].lower == _THE)):
            i += 1
            continue
        found = (
            outlet_named(context, i, min(len(tokens), i + _LONGEST_OUTLET), is_object=True) if _may_be_outlet(tokens, i) else None
        )
        if found is not None and _only_opens_sentence(tokens, found):
            found = None
        known = found is not None
        if found is None and asks:
            found = _unknown(around, i)
        if found is None:
            i += 1
            continue
        name, first, last = found
        traits = (
            known, asks, False, False, False, False, context.gazetteer.outlet_of(name, short=True) is not None,
            tokens[last].is_possessive,
        )  # fmt: skip
        yield Occurrence(
            "outlet", name, first, last, _KNOWN if known else _TOLD, _facts(around, first, last, known, len(name.split()), traits),
            _relation(tokens, first),
        )  # fmt: skip
        i = max(i, last) + 1


def _network(context: SentenceContext, title: Word) -> str | None:
    """Return the outlet with whose name the title of a programme in marks begins ("on “Kelby News Sunday”"), or None."""
    words = context.titles.get(title.start, "").split()
    names = (" ".join(words[:n]) for n in range(min(len(words) - 1, _LONGEST_OUTLET), 0, -1))
    return next((found for name in names if (found := context.gazetteer.outlet_of(name))), None)


def _only_opens_sentence(tokens: tuple[Word, ...], found: NamedOutlet) -> bool:
    """Return whether the word by which an outlet is known has its capital, and no article, since it opens the sentence ("State television quoted")."""
    return found.first == found.last == 0 and found.name.lower() == f"{_THE} {tokens[0].lower}"


_ASKS_FOR_OUTLET = _TELLING.union(*map(lexicon.words, ("outlet_prepositions", "carrying_prepositions", "asking_prepositions")))


def _may_be_outlet(tokens: tuple[Word, ...], i: int) -> bool:
    return tokens[i].lower not in lexicon.LEADING or tokens[i].lower == _THE


def _unknown(around: _Around, i: int) -> NamedOutlet | None:
    """Return a name that no table has where words ask for an outlet ("told Kelby Today"), or None for a person's or a place's."""
    tokens, gazetteer = around.tokens, around.context.gazetteer
    first = i + 1 if tokens[i].lower == _THE and i + 1 < len(tokens) else i
    last = first
    while last < len(tokens) and last - first < _LONGEST_OUTLET and _is_in_outlet(tokens, first, last):
        last += 1
        if tokens[last - 1].is_possessive:
            break
    if last == first or gazetteer.is_given_name(tokens[first].lower) or tokens[first].lower in _NO_OUTLETS:
        return None
    if last == first + 1 and last < len(tokens) and _is_demonym(tokens[first].lower) and tokens[last].text.islower():
        return None  # "told the Kelbian news agency"
    return NamedOutlet(_text(around, first, last - 1), first, last - 1)


def _is_in_outlet(tokens: tuple[Word, ...], first: int, k: int) -> bool:
    """Return whether word `k` goes on with the name of an outlet that starts at word `first` ("Cahiers du Nord")."""
    return tokens[k].is_capitalised or (k > first and (links_name(tokens, k, len(tokens)) or is_counted(tokens, k - 1, k)))


def _is_demonym(low: str) -> bool:
    return low in _DEMONYMS or low.endswith(_DEMONYM_ENDINGS)


_NO_OUTLETS = frozenset(lexicon.WEEKDAYS) | frozenset(lexicon.MONTHS) | lexicon.TITLES | lexicon.LEADING


def _relation(tokens: tuple[Word, ...], first: int) -> str:
    """Return how an outlet comes to have words, by the word before it."""
    before = tokens[first - 1].lower if first else ""
    return "via" if before in _VIA else "quoted_by" if before in _TO_OUTLET and first > 1 else "told"


_VIA, _TO_OUTLET = lexicon.words("carrying_prepositions"), frozenset(("to",))


# -- what stands around ----------------------------------------------------------------------------------------------


def _text(around: _Around, first: int, last: int) -> str:
    text = around.context.frame.text[around.tokens[first].start : around.tokens[last].end]
    return text[:-2] if text.endswith(lexicon.POSSESSIVE_ENDINGS) and not is_called_after_saint(around.tokens, first) else text


def _facts(around: _Around, first: int, last: int, kind: float, size: int, traits: tuple[bool, ...]) -> tuple[float, ...]:
    """Return the facts of words `first` to `last`, in the order of `FACTS`; `traits` are the last but the two counts of words."""
    tokens = around.tokens
    before = tokens[first - 1].lower if first else ""
    before_2 = tokens[first - 2].lower if first > 1 else ""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    is_attributive_, counted, weekday, digit, today, past, occasion, capital = traits
    facts = (
        kind, size, last - first + 1, first, len(tokens) - last, _LEADS.get(before, 0), _LEADS.get(before_2, 0),
        _following(after), _back(around.cues, first), _ahead(around.cues, last), _back(around.occasions, first),
        _ahead(around.occasions, last), _back(around.telling, first), bisect_left(around.pluperfects, first) > 0,
        _back(around.relatives, first), _back(around.subordinators, first), tokens[last].is_possessive,
        tokens[first].text.isupper(), is_attributive_, counted, weekday, digit, today, past, occasion, capital,
        bisect_left(around.marked, first), len(around.marked) - bisect_right(around.marked, last),
    )  # fmt: skip
    return tuple(map(float, facts))


def _following(word: Word | None) -> int:
    """Return a number for what follows: 1 a comma, 2 a stop, 3 a quotation, 4 a preposition, 5 another word, 0 nothing."""
    if word is None:
        return 0
    if word.text in PLACEHOLDERS:
        return 3
    if not word.is_word:
        return 1 if word.text == "," else 2
    return 4 if word.lower in lexicon.PREPOSITIONS else 5


def _back(places: list[int], at: int) -> int:
    """Return how many words back the nearest of some ascending places is."""
    before = bisect_left(places, at)
    return min(_FAR, at - places[before - 1]) if before else _FAR


def _ahead(places: list[int], at: int) -> int:
    """Return how many words ahead the nearest of some ascending places is."""
    behind = bisect_right(places, at)
    return min(_FAR, places[behind] - at) if behind < len(places) else _FAR
