"""When, where and to which outlet words were given, read off the sentence that attributes or introduces them.

`stated` reads the clause of a verb of speech: only the parts of the sentence that belong to the verb, which are what opens
the sentence, what stands between subject and verb, and what follows the verb up to the next clause. A date or place inside
what somebody is reported to have said is not part of it. `introduced` reads a sentence that leads up to words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, takewhile, tee
from typing import NamedTuple

from service.dates import parse_day
from service.extraction.english import lexicon
from service.extraction.english.adjuncts import adjuncts, before_when, inside_while, opens_content, outside_relatives
from service.extraction.english.carriers import outlets
from service.extraction.english.clauses import main_subject
from service.extraction.english.dates import StatedDate, find_dates, may_hold_date
from service.extraction.english.scanning import starts_phrase
from service.extraction.english.venues import is_occasion, platforms_of, venues
from service.extraction.english.verbs import is_cue, is_participle
from service.extraction.page.clause import Offers, Phrase, SentenceContext
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.extraction.page.proposals import Proposal, proposal, propose, rule
from service.records import Date, Outlet, Venue

_REPORTING_NOUNS, _EVENT_NOUNS = lexicon.words("reporting_nouns"), lexicon.words("event_nouns")
_OCCASIONS = lexicon.words("occasions")
_AMBIGUOUS = lexicon.words("ambiguous_platforms")
_TELLS_OF_WORDS = _REPORTING_NOUNS | lexicon.words("speaking_there")
_MAKES_ATTRIBUTIVE = lexicon.DETERMINERS | lexicon.words("telling_adjectives")
_NO_ATTRIBUTED = lexicon.LEADING | lexicon.AUXILIARIES | _OCCASIONS | lexicon.cues() | _REPORTING_NOUNS
_OPENING_DATES = lexicon.words("opening_dates") | lexicon.WEEKDAYS.keys()
_EVENT_OPENERS, _TIME_MEASURES = lexicon.words("event_openers"), lexicon.words("time_measures")
_OTHER_EVENT_WORDS = lexicon.words("other_event_words")
_OF_A_DAY = _OCCASIONS | _REPORTING_NOUNS | _EVENT_NOUNS | lexicon.words("of_a_day", "day_parts", "other_day_parts", "units")
_RELATIVES = lexicon.words("relatives") - lexicon.words("subject_pronouns_of_people")
_ASKING, _ASKING_PREPOSITIONS = lexicon.words("asking"), lexicon.words("asking_prepositions")
_INTERVIEWERS, _RESUMING, _TELLING = lexicon.words("interviewer_roles"), lexicon.words("resuming"), lexicon.words("telling")
_COLUMNISTS, _WRITING = lexicon.words("columnists"), lexicon.words("writing")
_PUT_TO = lexicon.words("put_to")  # "Asked about the flood at the fair on 6 June 2012, Stone said"
_SAID_OF = frozenset(("of", "about"))
_THAT, _SINCE, _PLURAL = "that", "since", "s"
_DATED_RECORD = re.compile(
    r"\b(?P<year>(?:1[89]|20)\d\d)\s+(?:\w+\s+)?(?:interview|clip|video|tape|recording|speech|tweet|post|letter|memo)\b"
)
_BESIDE = 4  # words after an occasion in which its date stands
_ASKED_REACH = 8  # words from "asked" in which the outlet that asked is named
_LONGEST_OUTLET = 5  # words of its name
_LONGEST_DAY = 6  # words before a subject that say when it was without a comma
_LONGEST_OPENING = 12  # words before the comma that ends a phrase of time
_LONGEST_OPENINGS = 14  # words before the second comma, after a phrase of time and one of place
_YEAR_DIGITS = 4
_FAR_AHEAD, _NEAR_AHEAD = 14, 8  # words before a weekday, and behind it, in which its verb says that it is to come
_OPENING = 2  # words before a weekday that opens a sentence
_AUXILIARIES = 2  # words before a verb among which its auxiliary stands
_FUTURE = lexicon.words("future_auxiliaries")
_ORDER = lexicon.words("order_prepositions")
_MAY_BE_TO_COME = frozenset((*lexicon.WEEKDAYS, "week"))
Tokens = tuple[Word, ...]


class _Span(NamedTuple):
    """Words [first, last) that belong to the verb at index `verb`, which is -1 where none does."""

    first: int
    last: int
    verb: int


@dataclass(frozen=True)
class _Clause:
    """The clause of the verb of speech at index `cue`, whose subject is `phrase`."""

    context: SentenceContext
    phrase: Phrase | None
    cue: int

    @property
    def tokens(self) -> Tokens:
        return self.context.tokens

    @cached_property
    def spans(self) -> list[_Span]:
        """The runs of words that belong to the verb, those after it first."""
        runs = _runs(self.tokens, self.phrase, self.cue, frozenset(self.context.titles))
        return [_Span(a, b, _verb_of(self.tokens, a, self.cue)) for a, b in runs]


def stated(context: SentenceContext, phrase: Phrase | None, cue: int) -> Offers:
    """Return what the clause of the verb at index `cue` states as circumstances; `phrase` is its subject."""
    clause = _Clause(context, phrase, cue)
    return Offers(
        dates=chain((p for s in clause.spans for p in _dates(context, s.first, s.last)), propose(DATE_RULES, clause)),
        venues=chain(
            platforms_of(context, phrase, cue), (p for s in clause.spans for p in venues(context, s.first, s.last, s.verb))
        ),
        outlets=chain((p for s in clause.spans for p in outlets(context, s.first, s.last, s.verb)), propose(OUTLET_RULES, clause)),
    )


def opening_dates(context: SentenceContext) -> Iterator[Proposal[Date]]:
    """Yield the date in the phrase that opens a sentence, as carried over to words that follow."""
    return _opening(context, "inferred")


# -- dates -----------------------------------------------------------------------------------------------------------


def _dates(
    context: SentenceContext, first: int, last: int, basis: str = "stated", name: str = "date: adjunct"
) -> Iterator[Proposal[Date]]:
    """Yield the dates in words [first, last) that do not modify a noun; one counted from another date is inferred."""
    if first >= last or not may_hold_date(context.tokens[first:last]):
        return
    start, end = context.tokens[first].start, context.tokens[last - 1].end
    for found in find_dates(context.frame.text, context.published, context.anchor, start, end):
        words = context.tokens[first:last]
        is_another = is_of_another_event(words, found) or is_to_come(context.tokens, found) or opens_with_since(words, found)
        is_another = is_another or is_said_of(context.tokens, found)
        if not is_attributive(context.tokens, found) and not is_another:
            date = Date(found.value, basis if found.is_anchored else "inferred", context.span(found.start, found.end))
            yield proposal(date, name)


def is_attributive(tokens: Tokens, found: StatedDate) -> bool:
    """Return whether a day only says which call or vote is meant ("the July 25 call between them")."""
    is_day = found.value.count("-") > 1
    following = next((t for t in tokens if t.start >= found.end), None) if is_day else None
    if following is None or following.start > found.end + 1:
        return False
    if not following.text.isalpha() or not following.text.islower() or following.lower in _NO_ATTRIBUTED:
        return False
    before = [t.lower for t in tokens if t.end <= found.start][-2:]
    return not _MAKES_ATTRIBUTIVE.isdisjoint(before)


def is_to_come(tokens: Tokens, found: StatedDate) -> bool:
    """Return whether a weekday or week is of what is still to happen ("Stone will take charge for Saturday’s trip"): not the latest such day.

    A future auxiliary stands before it in its clause, or behind it where it opens the sentence ("On Saturday Stone will").
    """
    inside = [i for i, t in enumerate(tokens) if t.start < found.end and t.end > found.start]
    if not inside or not any(tokens[i].base.lower() in _MAY_BE_TO_COME for i in inside):
        return False
    before = list(takewhile(lambda i: not _parts_clauses(tokens, i), range(inside[0] - 1, max(-1, inside[0] - _FAR_AHEAD), -1)))
    last = (before[-1] if before else inside[0]) - 1  # what ends the clause: a verb of speech may be the one that has the day
    if last > 0 and is_cue(tokens, last):
        before += range(max(0, last - _AUXILIARIES), last)
    behind = range(inside[-1] + 1, min(len(tokens), inside[-1] + _NEAR_AHEAD)) if inside[0] <= _OPENING else ()
    until = takewhile(lambda i: not is_cue(tokens, i), behind)
    return any(tokens[i].lower in _FUTURE for i in (*before, *until))


def _parts_clauses(tokens: Tokens, i: int) -> bool:
    return is_cue(tokens, i) or tokens[i].text in PLACEHOLDERS or tokens[i].lower in lexicon.SUBORDINATORS


def opens_with_since(words: Sequence[Word], found: StatedDate) -> bool:
    """Return whether a date tells since when something has been so, which is no day of words ("since May, the only councillor")."""
    return any(w.start == found.start and w.lower == _SINCE for w in words)


def is_said_of(tokens: Tokens, found: StatedDate) -> bool:
    """Return whether a day with its year may be of what is spoken of ("said of the flood on 6 June 2012"), rather than of the words."""
    if not _has_year(tokens, found):
        return False
    last = next((i for i, token in enumerate(tokens) if token.end > found.start), 0)
    for i in range(last - 1, 0, -1):
        if not tokens[i].is_word or tokens[i].text in PLACEHOLDERS:
            return False
        if is_cue(tokens, i - 1):
            return tokens[i].lower in _SAID_OF and tokens[i - 1].lower not in _PUT_TO
    return False


def _has_year(words: Sequence[Word], found: StatedDate) -> bool:
    """Return whether a day is written with its year, as those of other events are."""
    inside = (w.text for w in words if w.start < found.end and w.end > found.start)
    return found.value.count("-") > 1 and any(text.isdigit() and len(text) == _YEAR_DIGITS for text in inside)


def is_of_another_event(words: Sequence[Word], found: StatedDate) -> bool:
    """Return whether a date is of an event that was still to come, or that had been, when the words were spoken.

    "Two weeks before the vote of 6 June" and "ahead of the vote on 6 June" do not say when that was, nor do "the flood of 6 June"
    and "the trial that opened on 6 June".
    """
    before = [w for w in words if w.end <= found.start]
    if _is_day_of(words, before, found):
        return True
    for i in range(len(before) - 1, -1, -1):
        low = before[i].lower
        is_measured = i > 0 and before[i - 1].lower.removesuffix(_PLURAL) in _TIME_MEASURES
        if low in _OTHER_EVENT_WORDS or low in _RELATIVES or (low in _EVENT_OPENERS and is_measured):
            return True
        if not before[i].is_word:
            return False
    return False


def _is_day_of(words: Sequence[Word], before: Sequence[Word], found: StatedDate) -> bool:
    """Return whether a date is that of an event by "of" beside it ("the flood of 6 June", "the anniversary, on 6 June, of the flood")."""
    if [w.lower for w in words if w.start >= found.end][:2] == [",", lexicon.OF]:
        return True
    return found.value.count("-") > 1 and len(before) > 1 and before[-1].lower == lexicon.OF and before[-2].lower not in _OF_A_DAY


def _first_date(context: SentenceContext, run: tuple[int, int] | None) -> Date | None:
    """Return the first date in a run of words, or None."""
    return next((p.value for p in _dates(context, *run)), None) if run else None


@rule("date: meanwhile")
def _date_meanwhile(clause: _Clause) -> Date | None:
    """ "…, Armstrong said as he stepped down in July 1969"."""
    last = clause.phrase.last if clause.phrase else clause.cue
    return _first_date(clause.context, inside_while(clause.tokens, max(clause.cue, last) + 1))


@rule("date: before when")
def _date_before_when(clause: _Clause) -> Date | None:
    """ "Trouble came in May, when the company told …"."""
    return _first_date(clause.context, before_when(clause.tokens, clause.phrase.first)) if clause.phrase else None


@rule("date: opening")
def _date_of_opening(clause: _Clause) -> Date | None:
    """ "On May 3, Stone left for Brno, saying …"."""
    if clause.phrase is None or not is_participle(clause.tokens, clause.cue):
        return None
    return next((p.value for p in _opening(clause.context, "stated")), None)


@rule("date: record")
def _date_of_record(clause: _Clause) -> Date | None:
    """ "In the 2005 video, Stone says …"."""
    context, tokens = clause.context, clause.tokens
    first = clause.phrase.first if clause.phrase else clause.cue
    if first >= len(tokens):
        return None
    match = _DATED_RECORD.search(context.frame.text, tokens[0].start, tokens[first].start)
    return Date(match["year"], "stated", context.span(*match.span("year"))) if match else None


@rule("date: before the subject")
def _date_before_subject(clause: _Clause) -> Date | None:
    """ "Two weeks ago Stone told", "The next day she told"."""
    context, tokens, phrase = clause.context, clause.tokens, clause.phrase
    if phrase is None or not 0 < phrase.first <= min(_LONGEST_DAY, clause.cue):
        return None
    end = context.span(tokens[0].start, tokens[phrase.first - 1].end).end
    told = [p.value for p in _dates(context, 0, phrase.first)]
    return next((date for date in told if date and date.evidence and date.evidence.end == end), None)


@rule("date: on the way")
def _date_on_the_way(clause: _Clause) -> Date | None:
    """ "Stone said before boarding her plane on Friday": of what somebody does right before or after, only a day is told."""
    tokens = clause.tokens
    for i in range(clause.cue + 1, len(tokens) - 1):
        if tokens[i].text in PLACEHOLDERS:
            return None
        if tokens[i].lower in _ORDER and tokens[i + 1].lower.endswith(lexicon.PARTICIPLE_ENDING):
            stop = next(
                (k for k in range(i + 1, len(tokens)) if tokens[k].text == "," or tokens[k].text in PLACEHOLDERS), len(tokens)
            )
            told = _first_date(clause.context, (i + 2, stop))
            return told if told is not None and parse_day(told.value) is not None else None
    return None


DATE_RULES = (
    _date_meanwhile,
    _date_before_when,
    _date_of_opening,
    _date_of_record,
    _date_before_subject,
    _date_on_the_way,
)
"""The rules for a date outside what belongs to the verb, the one that goes first before."""


def _opening(context: SentenceContext, basis: str) -> Iterator[Proposal[Date]]:
    """Yield the dates in the phrase that opens a sentence, up to its comma."""
    tokens = context.tokens
    comma = next((i for i in range(min(len(tokens), _LONGEST_OPENING)) if tokens[i].text == "," and not _is_year(tokens, i + 1)), 0)
    if comma and tokens[0].lower in _OPENING_DATES:
        yield from _dates(context, 0, comma, basis, "date: opening")
    yield from (p for p in _dates(context, 0, min(len(tokens), _LONGEST_DAY), basis, "date: opening") if _stands_first(context, p))


def _stands_first(context: SentenceContext, found: Proposal[Date]) -> bool:
    """Return whether a date opens a sentence, right before the subject ("Two weeks ago Stone left", "On Sunday she left")."""
    span = found.value.evidence if found.value is not None else None
    if span is None:
        return False
    first = next((i for i, t in enumerate(context.tokens) if context.frame.offset(t.start) >= span.start), 0)
    behind = next((t for t in context.tokens if context.frame.offset(t.start) >= span.end), None)
    is_first = first == 0 or (first == 1 and context.tokens[0].lower in lexicon.PREPOSITIONS)
    return is_first and behind is not None and starts_phrase(behind)


def _is_year(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens[i].text.isdigit() and len(tokens[i].text) == _YEAR_DIGITS


# -- outlets ---------------------------------------------------------------------------------------------------------


@rule("outlet: asked by")
def _asked_by(clause: _Clause) -> Outlet | None:
    """ "his manager, asked by Bloomberg whether she agreed, said"."""
    if clause.phrase is None:
        return None
    context, tokens, cue = clause.context, clause.tokens, clause.cue
    for i in range(clause.phrase.last + 1, cue - 1):
        if tokens[i].lower in _ASKING and tokens[i + 1].lower in _ASKING_PREPOSITIONS:
            told = next(outlets(context, i, min(cue, i + _ASKED_REACH), -1), None)
            found = told.value if told else _outlet_from(context, i + 2, cue)
            if found:
                return found
    return None


def _outlet_from(context: SentenceContext, first: int, last: int) -> Outlet | None:
    """Return the outlet of the table whose name starts at word `first`, short forms included, or None."""
    tokens = context.tokens
    for end in range(min(first + _LONGEST_OUTLET, last), first, -1):
        name = context.frame.text[tokens[first].start : tokens[end - 1].end]
        if (known := context.gazetteer.outlet_of(name, short=True)) is not None:
            return Outlet(known, "told", context.span_of(first, end - 1))
    return None


@rule("outlet: interviewer")
def _interviewer(clause: _Clause) -> Outlet | None:
    """ "CNN's Jake Tapper asked", "NBC host Chuck Todd said", "writes Times columnist Ada Stone"."""
    phrase, outlet_of = clause.phrase, clause.context.gazetteer.outlet_of
    if phrase is None or phrase.kind != "person":
        return None
    words = (phrase.role or "").split()
    known = outlet_of(phrase.owner, short=True) if phrase.owner else None
    is_writer = bool(words) and words[-1].lower() in _COLUMNISTS and clause.tokens[clause.cue].lower in _WRITING
    if known is None and words and (words[-1].lower() in _INTERVIEWERS or is_writer):
        known = outlet_of(" ".join(words[:-1]), short=True)
    return Outlet(known, "told", clause.context.span_of(phrase.first, phrase.last)) if known else None


@rule("outlet: told before")
def _told_before(clause: _Clause) -> Outlet | None:
    """ "a source told Sky News of an offer, which the source described as"."""
    phrase, tokens = clause.phrase, clause.tokens
    if phrase is None or phrase.kind not in ("pronoun", "description"):
        return None
    if not phrase.first or tokens[phrase.first - 1].lower not in _RESUMING:
        return None
    verb = next((i for i in range(phrase.first) if tokens[i].lower in _TELLING), None)
    told = next(outlets(clause.context, verb + 1, phrase.first, verb), None) if verb is not None else None
    return told.value if told else None


OUTLET_RULES = (_asked_by, _interviewer, _told_before)
"""The rules for an outlet outside what belongs to the verb, the one that goes first before."""


# -- what belongs to a verb ------------------------------------------------------------------------------------------


def _runs(tokens: Tokens, phrase: Phrase | None, cue: int, titles: frozenset[int]) -> list[tuple[int, int]]:
    """Return the runs of words [first, last) that belong to the verb, those after it first."""
    runs = adjuncts(tokens, phrase, cue, titles)
    if phrase is not None and is_participle(tokens, cue):
        # "Stone told a rally in Bath that …, saying": where and when stand with the verb that has the subject
        finite = next((i for i in range(phrase.last + 1, cue) if is_cue(tokens, i) and not is_participle(tokens, i)), None)
        if finite is not None:
            runs += adjuncts(tokens, phrase, finite, titles)
        elif phrase.last + 1 < cue:  # "the delegates voted at a convention in May to go on, saying"
            stop = next((i for i in range(phrase.last + 1, cue) if tokens[i].lower == _THAT), cue)
            runs.append((phrase.last + 1, stop))
    return sorted(((a, b) for a, b in runs if b > a), key=lambda run: run[0] < cue)


def _verb_of(tokens: Tokens, first: int, cue: int) -> int:
    """Return the verb whose adjuncts start at word `first`: the one right before them, else the clause's own."""
    return first - 1 if first and is_cue(tokens, first - 1) else cue


# -- sentences that introduce words ----------------------------------------------------------------------------------


class _Introduction:
    """A sentence that introduces words spoken later; `cue` is the index of its first verb of speech, or None."""

    def __init__(self, context: SentenceContext, cue: int | None) -> None:
        self.context = context
        self.cue = cue
        spans = self._spans()
        event = _event(context.tokens)
        self._dates, self._seen_dates = tee(
            p for s in spans for p in _dates(context, s.first, min(s.last, event), "inferred", "date: introduction")
        )
        self._venues, self._seen_venues = tee(p for s in spans for p in venues(context, s.first, s.last, s.verb))
        self.outlets = (p for s in spans for p in outlets(context, s.first, s.last, s.verb))

    def _spans(self) -> list[_Span]:
        """Return the words that may tell of the occasion: no relative clause, no apposition, nothing that was said there."""
        tokens, cue = self.context.tokens, self.cue
        runs = outside_relatives(tokens, main_subject(tokens, self.context.gazetteer))
        if cue is None:
            return [_Span(a, b, -1) for a, b in runs]
        said = cue + 1 if opens_content(tokens, cue) else _content(tokens, cue)
        return [_Span(a, min(b, said), cue if a <= cue < min(b, said) else -1) for a, b in runs if a < said]

    @cached_property
    def _content(self) -> tuple[Proposal[Date], Proposal[Venue]] | None:
        """An occasion with its date that what was said is about, or None where the sentence has a date or venue of its own.

        "declared that he gave in during the Helsinki summit in July 2018".
        """
        if self.cue is None or next(self._seen_dates, None) or next(self._seen_venues, None):
            return None
        context, tokens = self.context, self.context.tokens
        found = next(venues(context, self.cue + 1, len(tokens), -1), None)
        venue = found.value if found else None
        if venue is None or venue.evidence is None or _EVENT_NOUNS.isdisjoint(venue.name.lower().split()):
            return None
        told = venue.evidence.end
        end = next((i for i, t in enumerate(tokens) if context.frame.offset(t.start) >= told), len(tokens))
        date = next(_dates(context, end, min(end + _BESIDE, len(tokens)), "inferred", "date: dated occasion"), None)
        return (date, proposal(venue, "venue: dated occasion")) if date else None

    def dates(self) -> Iterator[Proposal[Date]]:
        """Yield the dates of the occasion, then that of one which what was said is about."""
        yield from self._dates
        if self._content:
            yield self._content[0]

    def venues(self) -> Iterator[Proposal[Venue]]:
        """Yield the venues of the occasion, then the one that what was said is about."""
        yield from self._venues
        if self._content:
            yield self._content[1]


def introduced(context: SentenceContext) -> Offers:
    """Return what a sentence that introduces words states as their circumstances ("In a December 2015 interview, …")."""
    tokens = context.tokens
    cue = next((i for i in range(len(tokens)) if is_cue(tokens, i)), None)
    if cue is None and not (tells_of_words(context) or any(is_occasion(tokens, i) for i in range(len(tokens)))):
        return Offers(dates=_opening(context, "inferred"), venues=_opening_places(context))
    sentence = _Introduction(context, cue)
    return Offers(sentence.dates(), sentence.venues(), sentence.outlets)


def tells_of_words(context: SentenceContext) -> bool:
    """Return whether a sentence tells of words: by a noun for them or a verb of speaking, or by a platform ("broke her silence on Instagram")."""
    tokens, platforms = context.tokens, context.gazetteer.platforms
    return any(
        t.lower in _TELLS_OF_WORDS or (t.is_capitalised and t.lower in platforms and t.lower not in _AMBIGUOUS) for t in tokens
    )


def _event(tokens: Tokens) -> int:
    """Return the index from which a sentence tells of an event that is no part of its occasion ("before the vote")."""
    starts = (i for i in range(1, len(tokens)) if tokens[i].lower in _EVENT_OPENERS and not _measures_time(tokens, i))
    return next(starts, len(tokens))


def _content(tokens: Tokens, cue: int) -> int:
    """Return where the clause starts that says what was said ("argued that …"); the end of the sentence where none does."""
    for i in range(cue + 1, len(tokens)):
        if tokens[i].lower == _THAT and tokens[i - 1].lower not in lexicon.PREPOSITIONS:
            return i
    return len(tokens)


def _measures_time(tokens: Tokens, i: int) -> bool:
    """Return whether "after" or "before" at word `i` measures time ("two days after")."""
    return i > 0 and tokens[i - 1].lower.rstrip(_PLURAL) in _TIME_MEASURES


def _opening_places(context: SentenceContext) -> Iterator[Proposal[Venue]]:
    """Yield the place that opens a sentence next to its date ("On Wednesday, at the Old Bailey, she …")."""
    tokens = context.tokens
    commas = [i for i in range(min(len(tokens), _LONGEST_OPENINGS)) if tokens[i].text == ","][:2]
    if len(commas) == 2 and next(_opening(context, "inferred"), None):
        yield from venues(context, 0, commas[-1], -1)
