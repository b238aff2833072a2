"""Where words were spoken: an occasion, a place, a programme or a platform, where the attributing clause names it.

`VENUE_RULES` are asked over each run of words that belongs to the verb of speech, in their order: the programme that a title
or name says, the platform, the listeners ("told a rally in Brno"), the occasion, the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.page.clause import Phrase, SentenceContext
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.extraction.page.proposals import Proposal, proposal, propose
from service.knowledge import tables
from service.records import Venue

_GATHERINGS = lexicon.words("gatherings")
_LISTENERS = _GATHERINGS | lexicon.words("listeners")
_REPORTERS, _REPORTER_LINKS = lexicon.words("reporters"), lexicon.words("reporter_links")
_COMPANY, _INTERVIEWING_PRESS = lexicon.words("company"), lexicon.words("interviewing_press")
_ASSEMBLIES, _AUDIENCE_VERBS = lexicon.words("assemblies"), lexicon.words("audience_verbs")
_AUDIENCE_PLACES, _PLACE_PREPOSITIONS = lexicon.words("audience_places"), lexicon.words("place_prepositions")
_LISTENING = _LISTENERS | _REPORTERS
_VENUE_PREPOSITIONS, _OUTSIDE = lexicon.words("venue_prepositions"), lexicon.words("outside")
_OCCASIONS, _OCCASION_PREPOSITIONS = lexicon.words("occasions"), lexicon.words("occasion_prepositions")
_WEAK_PREPOSITIONS, _FIRM_OCCASIONS = lexicon.words("weak_prepositions"), lexicon.words("firm_occasions")
_VAGUE_OCCASIONS, _OCCASION_TAILS = lexicon.words("vague_occasions"), lexicon.words("occasion_tails")
_INTERVIEWS, _INTERVIEW_TAILS = lexicon.words("interviews"), lexicon.words("interview_tails")
_NO_VENUES, _HALLS, _BEFORE_HALLS = lexicon.words("no_venues"), lexicon.words("halls"), lexicon.words("before_halls")
_POSTS, _TWEETS, _TWEETING = lexicon.words("posts"), lexicon.words("tweets"), lexicon.words("tweeting")
_PLATFORM_PREPOSITIONS = lexicon.words("platform_prepositions")
_NARROW_PREPOSITIONS, _AMBIGUOUS = lexicon.words("narrow_platform_prepositions"), lexicon.words("ambiguous_platforms")
_SHOWS, _SHOW_PREPOSITIONS = lexicon.words("shows"), lexicon.words("show_prepositions")
_PROGRAMME_PREPOSITIONS, _PROGRAMME_OPENERS = lexicon.words("programme_prepositions"), lexicon.words("programme_openers")
_PAGES, _RAISED_PLACES, _HOLIDAYS = lexicon.words("pages"), lexicon.words("raised_places"), lexicon.words("holidays")
_KINDS_OF_BUILDINGS = lexicon.words("kinds_of_buildings")
_BUILDINGS, _BROADCASTING = lexicon.words("buildings"), lexicon.words("broadcasting")
_DAY_PARTS = lexicon.words("day_parts", "other_day_parts")
_HOLDING, _SPEAKING_THERE = lexicon.words("holding"), lexicon.words("speaking_there")
_CARRIED = lexicon.words("carried")
_SPEECHES, _ADDRESSING = lexicon.words("speeches_to_hearers"), lexicon.words("addressing_gatherings")
_SPOKEN_IN, _SPOKEN_BEFORE = lexicon.words("spoken_in"), lexicon.words("spoken_before")
_BARE_ASSEMBLIES, _PLACE_TAILS = lexicon.words("bare_assemblies"), lexicon.words("place_tails")
_MISHAPS = lexicon.words("mishaps")
_PLACE_ARTICLES = lexicon.words("place_articles")
_COUNTED_PLACES = lexicon.words("counted_places")
_ONWARD_OCCASIONS = lexicon.words("onward_occasions")
_DEMONYMS, _DEMONYM_ENDINGS = lexicon.union("demonyms", "nationals"), lexicon.listed("demonym_endings")
_VISITS = lexicon.words("visits")
_AIMING, _AIMING_VERBS = lexicon.words("aiming"), lexicon.words("aiming_verbs")
_PARTICLES_OF_AIMING = frozenset(("back", "out"))
_PROGRAMME_WORDS = lexicon.words("programme_words")
_KINDS_OF_OCCASIONS = lexicon.words("kinds_of_occasions")
_WHICH_OF_SEVERAL = tables.words("ordinals") - {lexicon.LAST}
_HEADING_PREFIXES = lexicon.words("title_prefixes_of_occasions")
_AT, _ON, _IN, _THE, _OF = "at", "on", "in", "the", "of"
_LANGUAGES, _WRITING = lexicon.words("languages"), lexicon.words("writing")
_TIME_WORDS = lexicon.union("present_days", "day_parts", "other_day_parts", "units", "other_units", "past_months")
_WITHIN_TIME = _TIME_WORDS | lexicon.ADVERBS | lexicon.words("before_days")
_BARE_PLACES = _BARE_ASSEMBLIES | lexicon.words("bare_places")
_BEFORE_TWEETS = lexicon.words("tweet_prepositions")
_ANY_OCCASIONS = _KINDS_OF_OCCASIONS | _OCCASIONS
_OCCASION_HEADS = _OCCASIONS | _HALLS  # one of which every occasion has
_ENDS_OCCASION = lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.RELATIVES | lexicon.AUXILIARIES
_ENDS_OR_CLOSED = _ENDS_OCCASION | lexicon.CLOSED
_NO_PLACE = (
    _ENDS_OCCASION | lexicon.ADVERBS | lexicon.SUBORDINATORS | lexicon.DETERMINERS | lexicon.words("no_places")
)  # what is no noun of a place
_APOSTROPHES = "'’"
_NAME_MARKS = "&'’-–."  # marks that stand inside a venue's name
_TWITTER = "Twitter"
_LONGEST = 14  # words of a venue's name; bounds it in a text without punctuation
_LONGEST_PROGRAMME = 6  # words of a programme's name
_LONGEST_TWEET = 7  # words from "in" to the tweet
_LONGEST_TIME = 5  # words from a verb or noun to the place behind its time ("said late on Monday in Brno")
_TITLE_REACH = 5  # words before a title in marks that may say that it is a programme
_HEAD_REACH = 4  # words from an article to the listeners ("a packed Brno crowd")
_LONGEST_OCCASION = 7  # words of an occasion up to its noun
_LONGEST_MODIFIERS = 3  # words of a place without a name ("the old stone courthouse")
_APPOSED_PLACE = 5  # words from a comma to the end of the place that goes on after it ("in Brno, South Moravia")
_BODY_NOUNS = lexicon.words("public_bodies")
_SHOW_ENDINGS, _SHOW_OPENINGS = lexicon.words("show_endings"), [line.split() for line in lexicon.lines("show_openings")]
_PLACE_NOUNS = _BUILDINGS | _PLACE_TAILS | lexicon.words("common_places")  # what says more of the name before it
_NO_PLACES_BY_NAME = _HOLIDAYS | lexicon.ADDRESSES  # what opens the name of a day or of somebody
_PARTISAN = lexicon.words("partisan")
_SAINT = "St"
_A, _PLURAL = lexicon.words("indefinite"), "s"
_SHORTEST_NAME = 3  # characters
_WORD_OF_HEADING = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PLACE_OF_HEADING = re.compile(
    r"(?:,\s*(?:at\s+|in\s+)?|\s+(?:at|in|on)\s+(?:the\s+)?)([A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*?\s?)(?=,|\.|$|\s\d)"
)


class Place(NamedTuple):
    """A venue's name as words `first` to `last` of a sentence, inclusive."""

    name: str
    first: int
    last: int


class Run(NamedTuple):
    """Words [first, last) of a sentence in which a venue is looked for.

    `tokens` are the words of the whole sentence; `cue` is the index of the verb of speech, or -1.
    """

    context: SentenceContext
    tokens: tuple[Word, ...]
    first: int
    last: int
    cue: int

    def holds(self, words: frozenset[str]) -> bool:
        """Return whether one of some words in lower case, or a compound that ends with one, is among its words."""
        low = [token.lower for token in self.tokens[self.first : self.last]]
        return not (words.isdisjoint(low) and words.isdisjoint([word.rpartition("-")[2] for word in low if "-" in word]))


def venues(context: SentenceContext, first: int, last: int, cue: int) -> Iterator[Proposal[Venue]]:
    """Yield the venues that words [first, last) of a sentence name; `cue` is the index of the verb of speech, or -1."""
    return propose(VENUE_RULES, Run(context, context.tokens, first, last, cue))


def platforms_of(context: SentenceContext, phrase: Phrase | None, cue: int) -> Iterator[Proposal[Venue]]:
    """Yield the platform that a verb or its subject names by itself ("tweeted", "a tweet from the office said")."""
    tokens = context.tokens
    if 0 <= cue < len(tokens) and tokens[cue].lower in _TWEETING:
        yield proposal(_venue(context, Place(_TWITTER, cue, cue)), "venue: platform verb")
    elif phrase is not None and (verb := _tweeting_before(context, phrase, cue)) is not None:
        yield proposal(_venue(context, Place(_TWITTER, verb, verb)), "venue: platform verb")
    elif phrase is not None and phrase.head in _TWEETS:
        yield proposal(_venue(context, Place(_TWITTER, phrase.first, phrase.last)), "venue: post as subject")


def _tweeting_before(context: SentenceContext, phrase: Phrase, cue: int) -> int | None:
    """Return the main verb behind `phrase` by which somebody tweets what the participle at `cue` tells ("tweeted a map, saying"), or None."""
    tokens = context.tokens
    if not phrase.last < cue < len(tokens) or not tokens[cue].lower.endswith(lexicon.PARTICIPLE_ENDING):
        return None
    verb = phrase.last + 1
    while verb < cue and tokens[verb].lower in lexicon.ADVERBS:
        verb += 1
    return verb if tokens[verb].lower in _TWEETING else None


def occasion_in_heading(line: str) -> tuple[str, int, int] | None:
    """Return the occasion that a heading in title case names, as (name, start, end) in characters of the line, or None."""
    found = [m for m in _WORD_OF_HEADING.finditer(line) if m[0].lower() in _OCCASIONS]
    if not found:
        return None
    head = found[0]
    before = list(_WORD_OF_HEADING.finditer(line, 0, head.start()))[-1:]
    start = before[0].start() if before and before[0][0].lower() in _HEADING_PREFIXES else head.start()
    name, end = line[start : head.end()].lower(), head.end()
    place = _PLACE_OF_HEADING.match(line[head.end() :])
    if place and not _is_date([word.lower() for word in place[1].split()]):
        return f"{name} at {place[1].strip()}", start, head.end() + place.end()
    return name, start, end


def _is_date(words: list[str]) -> bool:
    """Return whether words behind "in" or "on" in a heading are a month or hold a day of the week rather than a place."""
    return _is_month(words[-1]) or any(word in lexicon.WEEKDAYS for word in words)


def _venue(context: SentenceContext, place: Place) -> Venue:
    return Venue(place.name, context.span_of(place.first, place.last))


def _rule(name: str) -> Callable[[Callable[[Run], Place | None]], Callable[[Run], Proposal[Venue] | None]]:
    """Return a decorator that makes a rule for a venue of a function from a run to a place."""

    def named(find: Callable[[Run], Place | None]) -> Callable[[Run], Proposal[Venue] | None]:
        def ask(run: Run) -> Proposal[Venue] | None:
            place = find(run)
            return proposal(_venue(run.context, place), name) if place is not None else None

        ask.__name__, ask.__doc__ = find.__name__, find.__doc__
        return ask

    return named


# -- programmes and platforms ----------------------------------------------------------------------------------------


@_rule("venue: programme")
def _programme(run: Run) -> Place | None:
    """ "on CNN's “The Tide Tables”", "on Meet the Press"."""
    tokens = run.tokens
    for i in range(max(run.first, 1), run.last):
        if tokens[i].text[:1].islower():
            continue
        if tokens[i].text in PLACEHOLDERS:
            found = _title_of_programme(run, i)
        elif _is_owner(tokens[i - 1]):
            found = _name_of_programme(run, i) or _programme_of_outlet(run, i)
        elif tokens[i - 1].lower in _PROGRAMME_OPENERS or _hears(run, i - 1):
            found = _name_of_programme(run, i) or _programme_by_words(run, i)
        elif tokens[i - 1].lower == _THE:
            found = _programme_by_words(run, i)
        elif tokens[i].lower in run.context.gazetteer.programme_words and _owning_outlet(run, i) is not None:
            found = _name_of_programme(run, i)  # "to ABC This Week"
        else:
            continue
        if found:
            return found
    return None


def _hears(run: Run, i: int) -> bool:
    """Return whether word `i` is the verb of a run behind which who hears the words stands ("telling Face the Nation")."""
    return i == run.cue and run.tokens[i].lower in _AUDIENCE_VERBS


def _title_of_programme(run: Run, i: int) -> Place | None:
    """Return the programme whose title in marks is word `i`, not the first, or None."""
    tokens, titles = run.tokens, run.context.titles
    if tokens[i].start not in titles:
        return None
    led = {token.lower for token in tokens[max(0, i - _TITLE_REACH) : i]}
    if not led & _PROGRAMME_PREPOSITIONS and not _hears(run, i - 1):
        return None
    is_show = bool(led & _SHOW_PREPOSITIONS or led & _SHOWS) or (i + 1 < len(tokens) and tokens[i + 1].lower in _SHOWS)
    title, gazetteer = titles[tokens[i].start].rstrip(".,;:!? "), run.context.gazetteer
    is_known = _hears(run, i - 1) and title.casefold().replace("’", "'") in gazetteer.programmes
    if not (is_show or is_known or _is_owner(tokens[i - 1]) or gazetteer.outlet_of(tokens[i - 1].text)):
        return None
    return Place(title, i, i)


def _name_of_programme(run: Run, i: int) -> Place | None:
    """Return the programme, known by name, that starts at word `i` behind its owner or an opener, or None."""
    tokens, programmes = run.tokens, run.context.gazetteer.programmes
    if not (tokens[i].is_capitalised or tokens[i].text[:1].isdigit()):
        return None
    shortest = i if _is_owner(tokens[i - 1]) else i + 1  # a single word needs an owner
    for end in range(min(i + _LONGEST_PROGRAMME, run.last) - 1, shortest - 1, -1):
        name = " ".join(t.text for t in tokens[i : end + 1]).casefold().replace("’", "'")
        if name in programmes:
            return Place(programmes[name], i, end)
    return None


def _programme_of_outlet(run: Run, i: int) -> Place | None:
    """Return the programme, known to no table, that starts at word `i` behind the outlet that owns it ("on KBS's Kelby Tonight"), or None.

    Behind "on" whatever is no person's name is one; elsewhere what has a word of programmes.
    """
    owner = _owning_outlet(run, i)
    if owner is None or names_person(run.context, i):
        return None
    tokens, end = run.tokens, i
    while end < run.last and end - i < _LONGEST_PROGRAMME and tokens[end].is_capitalised:
        end += 1
    is_named_so = any(token.lower in _PROGRAMME_WORDS for token in tokens[i:end])
    return _made(run, i, end) if end > i and (tokens[owner - 1].lower == _ON or is_named_so) else None


def _programme_by_words(run: Run, i: int) -> Place | None:
    """Return the programme that starts at word `i` behind "on" and is called as only one is ("on The Ada Stone Show"), or None."""
    tokens, before = run.tokens, i - 1 - (run.tokens[i - 1].text == _THE)
    if before < 0 or tokens[before].lower != _ON:
        return None
    end = i
    while end < run.last and end - i < _LONGEST_PROGRAMME and tokens[end].is_capitalised:
        end += 1
    low = [token.lower for token in tokens[i:end]]
    is_show = len(low) > 1 and (low[-1] in _SHOW_ENDINGS or low[:2] in _SHOW_OPENINGS)
    return Place(" ".join(token.text for token in tokens[i:end]), i, end - 1) if is_show else None


def _owning_outlet(run: Run, i: int) -> int | None:
    """Return the first word of the outlet, with its article, whose name ends right before word `i`, or None."""
    tokens = run.tokens
    for k in range(max(1, i - _LONGEST_PROGRAMME), i):
        found = run.context.gazetteer.outlet_at(tokens, k)
        if found is not None and found[0] in (i - 1, i - 2):
            return k - 1 if k > 1 and tokens[k - 1].lower in lexicon.DETERMINERS else k
    return None


def _is_owner(word: Word) -> bool:
    return word.is_possessive or word.text in _APOSTROPHES


@_rule("venue: platform")
def _platform(run: Run) -> Place | None:
    """ "on Facebook", "in a Facebook post", "in a tweet"."""
    tokens, platforms = run.tokens, run.context.gazetteer.platforms
    at = range(max(run.first, 1), run.last)
    for i in at:
        if not tokens[i].is_capitalised:
            continue
        name = platforms.get(tokens[i].lower)
        if name is not None and (found := _named_platform(run, i, name)):
            return found
        if i + 1 < run.last and tokens[i - 1].lower in _PLATFORM_PREPOSITIONS:
            pair = f"{tokens[i].lower} {tokens[i + 1].lower}"
            if pair in platforms:
                return Place(platforms[pair], i, i + 1)
    return next((Place(_TWITTER, i, i) for i in at if tokens[i].lower in _TWEETS and _is_told_in(tokens, i)), None)


def _named_platform(run: Run, i: int, name: str) -> Place | None:
    """Return the platform with a name that word `i`, in capitals and not the first, gives, or None where something else is meant."""
    tokens = run.tokens
    before = tokens[i - 1].lower
    if tokens[i].lower in _AMBIGUOUS:
        return Place(name, i, i) if before in _NARROW_PREPOSITIONS else None
    has_post = i + 1 < len(tokens) and tokens[i + 1].lower in _POSTS
    is_led = before in _PLATFORM_PREPOSITIONS or (before in lexicon.DETERMINERS and has_post)
    return Place(name, i, i) if is_led else None


def _is_told_in(tokens: tuple[Word, ...], i: int) -> bool:
    """Return whether something is said in the tweet that word `i`, not the first, is ("his tweet", "in one of four angry tweets")."""
    if tokens[i - 1].lower in lexicon.DETERMINERS:
        return True
    for k in range(i - 1, max(-1, i - _LONGEST_TWEET), -1):
        if tokens[k].lower in _BEFORE_TWEETS:
            return True
        if not tokens[k].text.islower() or (tokens[k].lower in _ENDS_OCCASION and tokens[k].lower != _OF):
            return False
    return False


# -- listeners -------------------------------------------------------------------------------------------------------


@_rule("venue: listeners")
def _audience(run: Run) -> Place | None:
    """ "told the CPAC crowd", "told a rally in Izmir", "told the House of Commons", "told a reporter from state television"."""
    tokens, cue, last = run.tokens, run.cue, run.last
    if not 0 <= cue < last - 1 or tokens[cue].lower not in _AUDIENCE_VERBS:
        return None
    start = cue + 2 if tokens[cue + 1].lower in lexicon.DETERMINERS else cue + 1
    head = _listeners(run, start)
    if head is None:
        return _assembly(run, start)
    if tokens[head].lower in _REPORTERS:
        return _medium_of_reporter(run, head)
    if tokens[head].lower in _GATHERINGS or tokens[head].lower in _HALLS:
        return _gathering(run, _past_praise(tokens, start, head), head)
    if head > start and all(token.is_capitalised for token in tokens[start:head]):
        return _made(run, start, head)
    return _first_occasion(run, head + 1) or _place_of_listeners(run, head + 1)


def _listeners(run: Run, start: int) -> int | None:
    """Return the noun for listeners in the noun phrase that starts at word `start`, or None ("told Stone during a rally")."""
    tokens, last = run.tokens, run.last
    reach = next((k for k in range(start, last) if tokens[k].lower in lexicon.PREPOSITIONS), last)
    heads = range(start, min(start + _HEAD_REACH, reach))
    return next((k for k in heads if tokens[k].lower in _LISTENING or _is_whole_hall(run, k)), None)


def _is_whole_hall(run: Run, k: int) -> bool:
    """Return whether word `k` ends "town hall", and no further noun behind it names the occasion ("a town hall meeting")."""
    is_part = k + 1 < run.last and run.tokens[k + 1].lower in _OCCASIONS
    return _is_hall(run.tokens, k) and not is_part


def _gathering(run: Run, start: int, head: int) -> Place | None:
    """Return the gathering at word `head` whose name starts at word `start`: "the Geneva summit" is one, "the panel" is not."""
    end = _end(run, head + 1, is_after_head=True)
    return _made(run, start, end) if end > head + 1 or head > start else None


def _assembly(run: Run, start: int) -> Place | None:
    """Return the body in capitals that is spoken to from word `start` on ("the House of Commons"), or None."""
    tokens, end = run.tokens, start
    if start >= run.last:
        return None
    if tokens[start].lower in _BARE_ASSEMBLIES:
        return _made(run, start, start + 1)
    if not tokens[start].is_capitalised:
        return None
    while end < run.last and (tokens[end].is_capitalised or tokens[end].lower == _OF):
        end += 1
    is_assembly = tokens[end - 1].text in _ASSEMBLIES and not tokens[end - 1].is_possessive
    return _made(run, start, end) if is_assembly else None


def _medium_of_reporter(run: Run, head: int) -> Place | None:
    """Return the medium of the reporter at word `head`, unless it is an outlet of the table, which is no place."""
    start = head + 2
    if head + 1 >= run.last or run.tokens[head + 1].lower not in _REPORTER_LINKS:
        return None
    end = _end(run, start)
    if end <= start or run.context.gazetteer.outlet_at(run.tokens, start):
        return None
    return _made(run, start, end)


def _place_of_listeners(run: Run, at: int) -> Place | None:
    """Return the place that follows listeners at word `at` ("supporters at the fairground", "reporters in Brno"), or None."""
    tokens, last = run.tokens, run.last
    if at + 1 >= last or tokens[at].lower not in _AUDIENCE_PLACES:
        return None
    near = _common_place(run, at + 1)
    if near is not None and (tokens[at].lower != _IN or not _PLACE_NOUNS.isdisjoint(near.name.lower().split())):
        return near  # no "in a letter"
    if tokens[at + 1].lower in _BARE_ASSEMBLIES:
        return _made(run, at + 1, at + 2)  # "reporters outside parliament"
    k = at + 2 if tokens[at + 1].lower in lexicon.DETERMINERS else at + 1
    if k < last and tokens[k].is_capitalised and not _is_time(tokens[k]):
        return _made(run, k, _end(run, k))
    return None


# -- occasions -------------------------------------------------------------------------------------------------------


@_rule("venue: occasion")
def _occasion(run: Run) -> Place | None:
    """ "at a campaign rally in Brno", "during the Helsinki summit"."""
    return _first_occasion(run, run.first) if run.holds(_OCCASION_HEADS) else None


def _first_occasion(run: Run, first: int) -> Place | None:
    """Return the first occasion that a preposition from word `first` on opens, or None."""
    for i in range(first, run.last):
        is_held = run.cue < 0 and run.tokens[i].lower in _HOLDING
        if not is_held and run.tokens[i].lower not in _OCCASION_PREPOSITIONS:
            continue
        start, head = _occasion_noun(run, i + 1)
        if head is not None and _is_venue(run, i, start, head):
            end = _end(run, head + 1, is_after_head=True)
            if _is_given_before(run, head) or _is_cut(run, head, end):
                continue
            if end > head + 1 or head > start or run.tokens[head].lower not in _VAGUE_OCCASIONS or _is_dated(run, i + 1, start):
                return _made(run, start, end)
    return None


def _is_given_before(run: Run, head: int) -> bool:
    """Return whether the occasion at word `head` is words given before a body, which is their venue ("testimony before Congress")."""
    tokens, behind = run.tokens, head + 1
    return tokens[head].lower in _SPEAKING_THERE and behind < run.last and tokens[behind].lower in _SPOKEN_BEFORE


def _is_dated(run: Run, k: int, start: int) -> bool:
    """Return whether a day or month tells which occasion is meant whose article stands at `k` and name at `start` ("a June event")."""
    first = _past_articles(run.tokens, k, run.last)
    return start > first and any(_is_time(token) for token in run.tokens[k:start])


def _is_cut(run: Run, head: int, end: int) -> bool:
    """Return whether the name of an occasion ends before what it is of ("the launch of her manifesto"), so that it tells nothing."""
    tokens, behind = run.tokens, head + 2
    is_left = end == head + 1 and behind < run.last and tokens[head + 1].lower == _OF
    return is_left and (tokens[behind].lower in lexicon.DETERMINERS or tokens[behind].is_capitalised)


def _occasion_noun(run: Run, k: int) -> tuple[int, int | None]:
    """Return (first word of the name, its noun or None) for the occasion whose article or first word stands at `k`."""
    tokens, last = run.tokens, run.last
    start = k = _past_articles(tokens, k, last)
    head = None
    while k < last and k - start < _LONGEST_OCCASION and (tokens[k].is_word or tokens[k].text in "'’-"):
        low = tokens[k].lower
        if _ends_occasion(low, k - start, head) and not _joins_kinds(tokens, k, last):
            break
        if _opens_with_day(tokens[k], k - start):
            start = k + 1  # "Thursday's debate", "a Monday night rally": the day is no part of the name
        elif low[:1].isdigit() or (_is_month(low) and tokens[k].is_capitalised):
            if k > start:
                break
            start = k + 1  # "a December 2015 interview": the date is no part of the name
        elif low in _NO_VENUES and low not in _INTERVIEWS:
            return start, None
        elif is_occasion(tokens, k):
            head = k
        k += 1
    return _past_praise(tokens, start, head), head


def _joins_kinds(tokens: tuple[Word, ...], k: int, last: int) -> bool:
    """Return whether word `k` joins two kinds of one occasion ("a radio and online address")."""
    if tokens[k].lower != lexicon.AND or k + 2 >= last:
        return False
    return tokens[k - 1].lower in _KINDS_OF_OCCASIONS and tokens[k + 1].lower in _KINDS_OF_OCCASIONS


def _ends_occasion(low: str, at: int, head: int | None) -> bool:
    """Return whether a word in lower case, the `at`-th, ends an occasion's name, given its noun so far ("an interview broadcast on Monday")."""
    return low in _ENDS_OCCASION or (low in lexicon.WEEKDAYS and at > 0) or (head is not None and low in _CARRIED)


def _opens_with_day(word: Word, at: int) -> bool:
    """Return whether the word that opens an occasion's name, `at` 0, is the day or the part of a day on which it was."""
    return at == 0 and (word.base.lower() in lexicon.WEEKDAYS or (word.lower in _DAY_PARTS and word.text.islower()))


def end_of_occasion(context: SentenceContext, head: int) -> int:
    """Return the end of the name of an occasion with its noun at word `head`: past where and with whom it was."""
    run = Run(context, context.tokens, head, len(context.tokens), -1)
    return max(head + 1, _whole(run, head, max(head + 1, _end(run, head + 1, is_after_head=True))))


def _past_praise(tokens: tuple[Word, ...], start: int, head: int | None) -> int:
    """Return the first word from `start` on that says of what kind the occasion at `head` is ("a searing speech")."""
    while head is not None and start < head and only_praises(tokens[start]):
        start += 1
    return start


def only_praises(word: Word) -> bool:
    """Return whether a word before the noun of an occasion says neither of what kind it is nor which of several."""
    tells = word.lower in _KINDS_OF_OCCASIONS or word.lower in _OCCASIONS or word.lower in _WHICH_OF_SEVERAL
    return word.text.islower() and word.is_word and not tells


def _past_articles(tokens: tuple[Word, ...], k: int, last: int) -> int:
    """Return the index past determiners and possessive endings from word `k` on."""
    while k < last and (tokens[k].lower in lexicon.DETERMINERS or (tokens[k].is_possessive and not tokens[k].base)):
        k += 1
    return k


def is_occasion(tokens: tuple[Word, ...], k: int) -> bool:
    """Return whether word `k` names an occasion, by itself or at the end of a compound ("town hall")."""
    low = tokens[k].lower
    if low in _OCCASIONS or low.split("-")[-1] in _OCCASIONS:
        return True
    return _is_hall(tokens, k)


def _is_hall(tokens: tuple[Word, ...], k: int) -> bool:
    """Return whether word `k` ends "town hall"."""
    return tokens[k].lower in _HALLS and tokens[k - 1].lower in _BEFORE_HALLS


def _is_venue(run: Run, i: int, start: int, head: int) -> bool:
    """Return whether an occasion is one where words are spoken, by its preposition, word `i`, and by what stands around its noun."""
    preposition, low = run.tokens[i].lower, run.tokens[head].lower
    if preposition in _WEAK_PREPOSITIONS and low not in _FIRM_OCCASIONS:
        return False
    if preposition == _ON and low not in _ONWARD_OCCASIONS and not _is_time(run.tokens[i + 1]):
        return run.context.gazetteer.outlet_at(run.tokens, start) is not None  # "on a CNN town hall", not "briefed on the talks"
    if low in _INTERVIEWS:
        return _interview_has_place(run, head)
    has_tail = head + 1 < run.last and run.tokens[head + 1].lower in _OCCASION_TAILS
    return low not in _VAGUE_OCCASIONS or head > start or has_tail or _is_dated(run, i + 1, start)


def _interview_has_place(run: Run, head: int) -> bool:
    """Return whether who or where follows an interview, rather than its outlet alone."""
    tokens = run.tokens
    if head + 2 >= run.last or tokens[head + 1].lower not in _INTERVIEW_TAILS:
        return False
    if tokens[head + 2].lower in _INTERVIEWING_PRESS:
        return True
    is_in_place = tokens[head + 1].lower == _IN and tokens[head + 2].is_capitalised
    return is_in_place and run.context.gazetteer.outlet_at(tokens, head + 2) is None


# -- places ----------------------------------------------------------------------------------------------------------


@_rule("venue: spoken there")
def _spoken_there(run: Run) -> Place | None:
    """ "speaking in Brno", "speaking on the Senate floor", "gave evidence to the Harbour Committee", "addressing the Assembly"."""
    tokens = run.tokens
    for i in range(run.first + 1, run.last - 1):
        if tokens[i - 1].lower not in _SPEAKING_THERE and tokens[i - 1].lower not in _ADDRESSING:
            continue
        k = i + 2 if tokens[i + 1].lower in _PLACE_ARTICLES and i + 2 < run.last else i + 1
        if tokens[i - 1].lower in _ADDRESSING:
            at = i + (tokens[i].lower in lexicon.DETERMINERS)
            if (body := _assembly(run, at)) or (body := _gathering_addressed(run, at)):
                return body
            continue
        if tokens[i].lower in _SPOKEN_BEFORE and (body := _assembly(run, k)):
            return body
        if tokens[i].lower in _SPOKEN_IN and (place := _named_place(run, i, k)):
            return place
    return None


def _gathering_addressed(run: Run, start: int) -> Place | None:
    """Return the gathering that is addressed from word `start` on ("addressing a rally in Brno"), or None."""
    head = _listeners(run, start)
    if head is None or run.tokens[head].lower not in _GATHERINGS:
        return None
    return _gathering(run, _past_praise(run.tokens, start, head), head)


def _named_place(run: Run, i: int, k: int) -> Place | None:
    """Return the place with a name at word `k` behind the preposition at word `i`, or None for a time, outlet, language or subject."""
    tokens = run.tokens
    low = tokens[k].lower
    if not tokens[k].is_capitalised or _is_time(tokens[k]) or low in _HOLIDAYS or run.context.gazetteer.outlet_at(tokens, k):
        return None
    if low in _DEMONYMS or low.endswith(_DEMONYM_ENDINGS):
        return None
    end = _end(run, k)
    has_tail = end < run.last and tokens[end].lower in _PLACE_TAILS
    if tokens[i].lower == _ON and not has_tail and tokens[k].text not in _RAISED_PLACES:
        return None
    return _made(run, k, end + has_tail)


@_rule("venue: place")
def _place(run: Run) -> Place | None:
    """ "at the Brandenburg Gate", "at CPAC", "on Air Force One", "during the Helsinki Summit"."""
    tokens = run.tokens
    for i in range(run.first, run.last - 1):
        if tokens[i].lower not in _VENUE_PREPOSITIONS:
            continue
        if is_about_mishap(tokens, i) or is_aimed(tokens, i) or _is_of_employer(tokens, i):
            continue
        if found := _place_behind(run, i):
            return found
    return None


@_rule("venue: said in")
def _said_in(run: Run) -> Place | None:
    """ "she said in Brno", "Stone told the Ledger on Monday in the Capitol", "argued in court"."""
    tokens, cue = run.tokens, run.cue
    if cue < 0 or tokens[cue].lower in _WRITING:
        return None
    for i in range(run.first, run.last - 1):
        if tokens[i].lower != _IN or not _is_of_verb(run, i):
            continue
        if tokens[i + 1].lower in _BARE_PLACES and _ends_phrase(run, i + 2):
            return _made(run, i + 1, i + 2)
        k = i + 2 if tokens[i + 1].lower == _THE and i + 2 < run.last else i + 1
        if i < cue or tokens[k].lower in _LANGUAGES:
            continue  # "In Ohio, Stone said" need not be said there
        found = _named_place(run, i, k)
        if found is not None and _ends_phrase(run, found.last + 1) and _is_place_by_name(tokens[found.last]):
            return found
    return None


def _is_place_by_name(last: Word) -> bool:
    """Return whether a name that ends with a word is one of a place rather than of somebody there ("in Texas voters")."""
    return last.is_capitalised or last.lower in _PLACE_NOUNS


def _is_of_verb(run: Run, i: int) -> bool:
    """Return whether "in" at word `i` belongs to the verb of a run: right behind it or its time, or behind whom the words are told."""
    tokens, k = run.tokens, i - 1
    while k > run.cue and i - k <= _LONGEST_TIME and (_is_time(tokens[k]) or tokens[k].lower in _WITHIN_TIME):
        k -= 1
    if k == run.cue or (i == run.first and run.first == 0):
        return True
    return k > run.cue and tokens[run.cue].lower in _AUDIENCE_VERBS and tokens[k].is_capitalised


def _ends_phrase(run: Run, k: int) -> bool:
    """Return whether a phrase of place ends before word `k`: at a mark, a preposition, a time or what was said."""
    if k >= len(run.tokens) or not run.tokens[k].is_word:
        return True
    low = run.tokens[k].lower
    if low[:1].isdigit():
        return False  # "in Chapter 11"
    return low in lexicon.PREPOSITIONS or low in _TIME_WORDS or low == lexicon.THAT or _is_time(run.tokens[k])


def is_about_mishap(tokens: tuple[Word, ...], i: int) -> bool:
    """Return whether the preposition at word `i` says where something happened that words are about ("the fire at the hotel")."""
    return i > 0 and tokens[i - 1].lower in _MISHAPS


def is_aimed(tokens: tuple[Word, ...], i: int) -> bool:
    """Return whether the preposition at word `i` says whom words or looks are for ("took aim at the Ruritanian team", "hit out at")."""
    if i == 0 or tokens[i].lower != _AT:
        return False
    before, second = tokens[i - 1].lower, tokens[i - 2].lower if i > 1 else ""
    return before in _AIMING or (before in _PARTICLES_OF_AIMING and second in _AIMING_VERBS)


def _is_of_employer(tokens: tuple[Word, ...], i: int) -> bool:
    """Return whether "at" at word `i` says for whom somebody works ("analysts at Skarn Capital"), no listeners' place."""
    before = tokens[i - 1].lower if i else ""
    if tokens[i].lower != _AT or before in _LISTENING or (i > 1 and tokens[i - 2].lower in _AUDIENCE_VERBS):
        return False
    return before in lexicon.ROLES or before in lexicon.PLURAL_ROLES


def _place_behind(run: Run, i: int) -> Place | None:
    """Return the place that the preposition at word `i`, not the last of the run, leads up to, or None."""
    tokens, last = run.tokens, run.last
    if tokens[i].lower in _OUTSIDE and (near := _common_place(run, i + 1)):
        return near
    k = i + 2 if tokens[i + 1].lower in _PLACE_ARTICLES and i + 2 < last else i + 1
    if not tokens[k].is_capitalised or _is_time(tokens[k]) or tokens[k].lower in _NO_PLACES_BY_NAME:
        return None
    outlet_at = run.context.gazetteer.outlet_at
    if outlet_at(tokens, k) or outlet_at(tokens, i + 1):
        return None
    end = _end(run, k)
    if _is_adjective(tokens, k, end):
        return None  # "at the Canadian prime minister", "at a Kelby-themed club"
    return _place_on(run, k, end) if tokens[i].lower == _ON else _made(run, k, end)


def _place_on(run: Run, k: int, end: int) -> Place | None:
    """Return the place on which somebody may be that is named from word `k` to `end` ("on the Crowdpac page", "on the Senate floor"), or None."""
    if end < run.last and run.tokens[end].lower in _PAGES | _PLACE_TAILS:
        return _made(run, k, end + 1)
    return _made(run, k, end) if run.tokens[k].text in _RAISED_PLACES else None


def _is_adjective(tokens: tuple[Word, ...], first: int, end: int) -> bool:
    """Return whether words [first, end) only describe the noun in lower case that follows them."""
    if end >= len(tokens) or not (tokens[end].is_word and tokens[end].text.islower()):
        return False
    last = tokens[end - 1]
    is_compound = "-" in last.text and last.text.rpartition("-")[2].islower()
    is_demonym = last.lower in _DEMONYMS or last.lower.endswith(_DEMONYM_ENDINGS)
    return (is_compound or (end == first + 1 and is_demonym)) and _may_be_common_noun(tokens[end])


def _common_place(run: Run, i: int) -> Place | None:
    """Return the place without a name whose article is word `i` ("outside the old courthouse", "at the airport in Brno"), or None."""
    end = _end_of_common_place(run.tokens, i, run.last)
    return _made(run, i + 1, max(end, _end(run, end, is_after_head=True))) if end else None


def _end_of_common_place(tokens: tuple[Word, ...], i: int, last: int) -> int:
    """Return the end of a noun in lower case with its article at word `i` and of the name that it may have, or 0."""
    if i + 1 >= last or tokens[i].lower not in _PLACE_ARTICLES:
        return 0
    end = i + 1
    while end < last and end - i <= _LONGEST_MODIFIERS and _may_be_common_noun(tokens[end]):
        end += 1
    if end == i + 1:
        return 0
    while end < last and tokens[end].is_capitalised and not _is_time(tokens[end]):
        end += 1  # "outside the state Capitol"
    return end


def _may_be_common_noun(word: Word) -> bool:
    return word.text.isalpha() and word.text.islower() and word.lower not in _NO_PLACE


def _is_time(word: Word) -> bool:
    low = word.base.lower()
    return low in lexicon.WEEKDAYS or _is_month(low) or low[:1].isdigit()


def _is_month(low: str) -> bool:
    return low.rstrip(".") in lexicon.MONTHS


# -- where a name ends -----------------------------------------------------------------------------------------------

_STOP = -1  # what a step returns where the name ends; 0: no opinion; else the index to go on from


class _Name(NamedTuple):
    """A venue's name that is read word by word from index `at`; `is_after_head`: `at` is right behind the noun of an occasion."""

    run: Run
    at: int
    is_after_head: bool


def _end(run: Run, at: int, *, is_after_head: bool = False) -> int:
    """Return the end of a venue's name from word `at` on: capitals, and short phrases of where and with whom; no dates."""
    tokens, k = run.tokens, at
    name = _Name(run, at, is_after_head)
    while k < run.last and k - at < _LONGEST:
        following = next((step for read in _STEPS if (step := read(name, k))), _STOP)
        if following == _STOP:
            break
        k = following
    while k > at and _ends_no_name(tokens[k - 1]):
        k -= 1
    return k


def _ends_no_name(word: Word) -> bool:
    return not word.is_word or (word.text.islower() and (word.lower in lexicon.PREPOSITIONS or word.lower in lexicon.DETERMINERS))


def _before_boundary(name: _Name, k: int) -> int:
    word, before = name.run.tokens[k], name.run.tokens[k - 1]
    is_month = _is_month(word.lower) and not name.run.context.gazetteer.is_given_name(before.lower)  # "with Theresa May"
    is_date = word.lower in lexicon.WEEKDAYS or is_month
    return _STOP if is_date or word.text in PLACEHOLDERS or word.lower in lexicon.RELATIVES else 0


def _past_comma(name: _Name, k: int) -> int:
    """ "in North Charleston, South Carolina": a name follows, and the clause ends or goes on after another comma."""
    tokens, last = name.run.tokens, name.run.last
    if tokens[k].text != ",":
        return 0
    ends = next((n for n in range(k + 1, min(last, k + _APPOSED_PLACE)) if not tokens[n].is_capitalised), last)
    is_named = ends > k + 1 and k > name.at and tokens[k - 1].is_capitalised and tokens[k + 1].is_capitalised
    is_named = is_named and not names_person(name.run.context, k + 1)
    is_closed = ends >= last or tokens[ends].text in ",.;"
    return ends if is_named and is_closed and not name.run.context.gazetteer.outlet_at(tokens, k + 1) else _STOP


def names_person(context: SentenceContext, i: int) -> bool:
    """Return whether a person is named from word `i` on, by a title or a given name with another behind it."""
    tokens = context.tokens
    if tokens[i].lower in lexicon.TITLES:
        return True
    follows = i + 1 < len(tokens) and tokens[i + 1].is_capitalised
    return follows and not tokens[i].is_possessive and context.gazetteer.is_given_name(tokens[i].lower)


def _past_what(name: _Name, k: int) -> int:
    """ "the opening of a bakery"."""
    tokens = name.run.tokens
    if not name.is_after_head or k > name.at or tokens[k].lower != _OF:
        return 0
    _, head = _occasion_noun(name.run, k + 1)
    return head + 1 if head is not None else _end_of_common_place(tokens, k + 1, name.run.last)


def _past_preposition(name: _Name, k: int) -> int:
    """ "in Brno", "on the Charles Bridge", "with reporters"; a preposition before anything else ends the name."""
    tokens, last = name.run.tokens, name.run.last
    low = tokens[k].lower
    if low not in _PLACE_PREPOSITIONS and not _leads_to_visited(tokens, k) and not _leads_to_hearers(name, k):
        return 0
    if low == _ON and not (k + 2 < last and tokens[k + 1].lower == _THE and tokens[k + 2].is_capitalised):
        return 0
    n = k + 1
    while n < last and tokens[n].lower in lexicon.DETERMINERS:
        n += 1
    is_named = n < last and (tokens[n].is_capitalised or tokens[n].lower in _COMPANY) and not _is_time(tokens[n])
    return n + 1 if is_named else _past_common_place(name, k) or _STOP


def _leads_to_visited(tokens: tuple[Word, ...], k: int) -> bool:
    """Return whether word `k` leads from a visit to its place ("a visit to a sawmill")."""
    return tokens[k].lower == lexicon.TO and tokens[k - 1].lower in _VISITS


def _leads_to_hearers(name: _Name, k: int) -> bool:
    """Return whether word `k` leads from a speech to the body that hears it ("a speech to the Kelby Rotary Club"), and to nobody's name."""
    tokens = name.run.tokens
    if tokens[k].lower not in _SPOKEN_BEFORE or not name.is_after_head or k > name.at or tokens[k - 1].lower not in _SPEECHES:
        return False
    is_definite = k + 1 < name.run.last and tokens[k + 1].lower in lexicon.DETERMINERS
    n = k + 1 + is_definite
    if n >= name.run.last or not (tokens[n].is_capitalised or tokens[n].lower in _COMPANY):
        return False
    return is_definite or not names_person(name.run.context, n)


def _past_common_place(name: _Name, k: int) -> int:
    """Return the end of the place without a name behind the preposition at word `k` ("a speech at the town hall"), or 0."""
    tokens = name.run.tokens
    end = _end_of_common_place(tokens, k + 1, name.run.last) if name.is_after_head else 0
    is_place = end > 0 and (_leads_to_visited(tokens, k) or tokens[end - 1].lower in _PLACE_NOUNS)
    return end if is_place else 0


def _past_name(name: _Name, k: int) -> int:
    word = name.run.tokens[k]
    is_part = word.is_capitalised or word.text in _NAME_MARKS or (word.lower in (_THE, _OF) and k > name.at)
    return k + 1 if is_part or (k > name.at and goes_on_inside(name.run.tokens, k)) else 0


def goes_on_inside(tokens: tuple[Word, ...], k: int) -> bool:
    """Return whether a name in capitals goes on at word `k`, not the first: "Palais des Nations", "Gate 4", "Pier 39"."""
    before = next((token for token in reversed(tokens[:k]) if token.lower not in lexicon.PARTICLES), tokens[0])
    if not before.is_capitalised:
        return False
    if tokens[k].lower in lexicon.PARTICLES:
        following = next((token for token in tokens[k:] if token.lower not in lexicon.PARTICLES), tokens[k])
        return following.is_capitalised
    is_date = k + 1 < len(tokens) and _is_month(tokens[k + 1].lower)
    return tokens[k].text.isdigit() and tokens[k - 1].lower in _COUNTED_PLACES and not is_date


def _past_building(name: _Name, k: int) -> int:
    tokens = name.run.tokens
    if k <= name.at or not tokens[k - 1].is_capitalised:
        return 0
    if (body := _end_of_body(tokens, k, name.run.last)) is not None:
        return body
    if tokens[k].lower in _BUILDINGS:
        return k + 1
    is_kind = k + 1 < name.run.last and tokens[k].text in _KINDS_OF_BUILDINGS and tokens[k + 1].text in _BUILDINGS
    return k + 2 if is_kind else 0  # "Skarn village hall"


def _past_first(name: _Name, k: int) -> int:
    return k + 1 if k == name.at and not name.is_after_head else 0


def _past_medium(name: _Name, k: int) -> int:
    return k + 1 if not name.is_after_head and name.run.tokens[k].lower in _BROADCASTING else 0


_STEPS: tuple[Callable[[_Name, int], int], ...] = (
    _before_boundary,
    _past_comma,
    _past_what,
    _past_preposition,
    _past_name,
    _past_building,
    _past_first,
    _past_medium,
)


def _made(run: Run, first: int, end: int) -> Place | None:
    """Return words [first, end) as a place, without articles before it and a possessive ending; None for a name too short."""
    tokens = run.tokens
    end = _whole(run, first, max(end, first + 1))
    while first < end - 1 and tokens[first].lower in lexicon.DETERMINERS:
        first += 1
    if end <= first:
        return None
    name = " ".join(run.context.frame.text[tokens[first].start : tokens[end - 1].end].split())
    if tokens[end - 1].is_possessive and not is_called_after_saint(tokens, first):
        name = name[:-2]
    return Place(name, first, end - 1) if len(name) >= _SHORTEST_NAME else None


def is_called_after_saint(tokens: tuple[Word, ...], first: int) -> bool:
    """Return whether a place begins at word `first` that a saint's possessive names ("at St Mary's on Sunday")."""
    return tokens[first].text.rstrip(".") == _SAINT


def _whole(run: Run, first: int, end: int) -> int:
    """Return where the noun phrase ends whose last word in capitals is word `end - 1`, `first` where that only owns or describes.

    "At a Brno diner" is no Brno, "a call with Democratic members" ends on the members, "a talk with Norway’s envoy" is a talk.
    """
    tokens = run.tokens
    if _is_owner_of(tokens, end):
        before = next((k for k in range(end - 1, first, -1) if tokens[k].lower in lexicon.PREPOSITIONS), first)
        return before
    if (body := _end_of_body(tokens, end, run.last)) is not None:
        return body
    if end < run.last and tokens[end].lower in _PLACE_NOUNS and tokens[end - 1].is_capitalised:
        return end + 1
    if _goes_on(tokens, end, run.last):
        return end + 1
    if not _needs_noun(tokens, first, end):
        return end
    k = end
    while k < run.last and k - end < _LONGEST_MODIFIERS and _may_be_common_noun(tokens[k]):
        k += 1
    return k


def _is_owner_of(tokens: tuple[Word, ...], end: int) -> bool:
    """Return whether the possessive that ends before word `end` owns what follows ("Norway’s envoy", "the Democrats’ debate")."""
    last = tokens[end - 1]
    if end < len(tokens) and tokens[end].text in _APOSTROPHES and last.lower.endswith(_PLURAL):
        end += 1
    elif not last.is_possessive:
        return False
    return end < len(tokens) and tokens[end].is_word and tokens[end].lower not in _ENDS_OR_CLOSED


def _goes_on(tokens: tuple[Word, ...], end: int, last: int) -> bool:
    """Return whether a name has its noun behind it: "the launch of the Sea Wall awards, …", "a summit of North Sea nations, …"."""
    if end >= last or not tokens[end - 1].is_capitalised:
        return False
    noun = tokens[end]
    is_noun = noun.lower in _ANY_OCCASIONS or (noun.lower.endswith(_PLURAL) and _may_be_common_noun(noun))
    return is_noun and noun.text.islower() and (end + 1 >= last or not tokens[end + 1].is_word)


def _end_of_body(tokens: tuple[Word, ...], end: int, last: int) -> int | None:
    """Return where a body ends whose noun stands behind its name ("a hearing of the Senate dam committee"), or None."""
    if not tokens[end - 1].is_capitalised:
        return None
    for k in range(end, min(last, end + _LONGEST_MODIFIERS)):
        if not _may_be_common_noun(tokens[k]):
            return None
        if tokens[k].lower in _BODY_NOUNS:
            return k + 1
    return None


def _needs_noun(tokens: tuple[Word, ...], first: int, end: int) -> bool:
    """Return whether words in capitals up to word `end` describe a noun that follows: behind "a", or an adjective of a people or party."""
    start = end
    while start > first and tokens[start - 1].is_capitalised:
        start -= 1
    if start == end:
        return False
    last = tokens[end - 1].lower
    is_adjective = last in _DEMONYMS or last.endswith(_DEMONYM_ENDINGS) or last in _PARTISAN
    return is_adjective or (start > 0 and tokens[start - 1].lower in _A)


VENUE_RULES = (_programme, _platform, _audience, _occasion, _spoken_there, _place, _said_in)
"""The rules for a venue in a run of words, the one that goes first before."""
