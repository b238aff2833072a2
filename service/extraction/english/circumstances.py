"""When, where and to which outlet words were given, read off the clause that attributes them.

Only the parts of the sentence that belong to the verb of speech are read: what opens the sentence, what stands between
subject and verb, and what follows the verb up to the next clause. A date or place inside what somebody is reported to
have said is none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.extraction.english import lexicon
from service.extraction.english.adjuncts import adjuncts, before_when, inside_while, opens_content, outside_relatives
from service.extraction.english.carriers import find_outlet
from service.extraction.english.clauses import main_subject
from service.extraction.english.dates import Found, find_dates
from service.extraction.english.phrases import Phrase
from service.extraction.english.venues import find_venue, platform_of
from service.extraction.english.verbs import is_cue, is_participle
from service.extraction.page.frames import Frame, Token
from service.knowledge.outlets import outlet_of
from service.records import Date, Outlet, Span, Venue

_REPORTING_NOUNS = frozenset(
    "interview appearance speech rally conference tweet post briefing statement address debate hearing".split()
)
_DATED_RECORD = re.compile(
    r"\b(?P<year>(?:1[89]|20)\d\d)\s+(?:\w+\s+)?(?:interview|clip|video|tape|recording|speech|tweet|post|letter|memo)\b"
)
_EVENTS = frozenset("summit conference convention debate rally congress hearing ceremony forum".split())
_BESIDE = 4  # tokens after an occasion in which its date stands
_ASKS = frozenset("asked pressed interviewed questioned quizzed grilled".split())
_INTERVIEWERS = frozenset("host anchor correspondent reporter moderator presenter journalist interviewer".split())
Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    date: Date | None = None
    venue: Venue | None = None
    outlet: Outlet | None = None

    def is_known(self) -> bool:
        return self != Circumstances()

    def filled_from(self, other: Circumstances) -> Circumstances:
        """What is unknown here taken from another, marked as inferred; nothing where the two are of different occasions."""
        if self.outlet and other.outlet and self.outlet.name != other.outlet.name:
            return self
        if self.date and other.date and not _agree(self.date.value, other.date.value):
            return self
        date = self.date
        if date is None and other.date is not None:
            date = Date(other.date.value, "inferred", other.date.evidence)
        return Circumstances(date, self.venue or other.venue, self.outlet or other.outlet)


def _agree(a: str, b: str) -> bool:
    """Whether two dates are the same at the coarser of their precisions."""
    return a.startswith(b) or b.startswith(a)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence to be read: its tokens in a frame, quoted titles by frame place, and what dates are resolved against."""

    frame: Frame
    tokens: Tokens
    titles: dict[int, str]
    published: str | None
    anchor: str | None

    def span(self, start: int, end: int) -> Span:
        a = self.frame.offset(start)
        return Span(a, max(a, self.frame.offset(end - 1) + 1), "")

    def dates(self, first: int, last: int) -> list[Found]:
        if first >= last:
            return []
        return find_dates(self.frame.text, self.published, self.anchor, self.tokens[first].start, self.tokens[last - 1].end)

    def date(self, first: int, last: int, basis: str = "stated") -> Date | None:
        for found in self.dates(first, last):
            if not _is_attributive(self.tokens, found):
                return Date(found.value, basis if found.is_anchored else "inferred", self.span(found.start, found.end))
        return None

    def outlet(self, first: int, last: int, cue: int) -> Outlet | None:
        named = find_outlet(self.tokens, first, last, cue)
        if named is None:
            return None
        return Outlet(named.name, named.relation, self.span(self.tokens[named.first].start, self.tokens[named.last].end))

    def venue(self, first: int, last: int, cue: int) -> Venue | None:
        place = find_venue(self.frame.text, self.tokens, first, last, cue, self.titles)
        return Venue(place.name, self.span(self.tokens[place.first].start, self.tokens[place.last].end)) if place else None


def _is_attributive(tokens: Tokens, found: Found) -> bool:
    """Whether a day only says which call or vote is meant ("the July 25 call between them")."""
    following = next((t for t in tokens if t.start >= found.end), None)
    if following is None or not following.text.isalpha() or not following.text.islower():
        return False
    if found.value.count("-") < 2 or following.start > found.end + 1:
        return False
    closed = lexicon.LEADING | lexicon.AUXILIARIES | lexicon.words("occasions") | lexicon.cues() | _REPORTING_NOUNS
    before = [t.lower for t in tokens if t.end <= found.start][-2:]
    return following.lower not in closed and bool(set(before) & (lexicon.DETERMINERS | {"now-famous", "fateful", "infamous"}))


def read(
    frame: Frame, tokens: Tokens, phrase: Phrase | None, cue: int, titles: dict[int, str], published: str | None, anchor: str | None
) -> Circumstances:
    """The circumstances that the clause of the verb at token `cue` states; `phrase` is its subject."""
    sentence = _Sentence(frame, tokens, titles, published, anchor)
    runs = _runs(tokens, phrase, cue, frozenset(titles))
    date = outlet = venue = None
    if place := platform_of(tokens, cue, phrase):  # "tweeted during the hearing": it was said on Twitter
        venue = Venue(place.name, sentence.span(tokens[place.first].start, tokens[place.last].end))
    for first, last in runs:
        verb = _verb_of(tokens, first, cue)
        date = date or sentence.date(first, last)
        outlet = outlet or sentence.outlet(first, last, verb)
        venue = venue or sentence.venue(first, last, verb)
    if date is None:
        date = _further_date(sentence, phrase, cue)
    if outlet is None and phrase is not None:
        outlet = _asked_by(sentence, phrase, cue) or _interviewer(sentence, phrase)
    if outlet is None and phrase is not None and phrase.kind in ("pronoun", "description"):
        outlet = _told_before(sentence, phrase)
    return Circumstances(date, venue, outlet)


def _runs(tokens: Tokens, phrase: Phrase | None, cue: int, titles: frozenset[int]) -> list[tuple[int, int]]:
    """The runs of tokens that belong to the verb, those after it first."""
    runs = adjuncts(tokens, phrase, cue, titles)
    if phrase is not None and is_participle(tokens, cue):
        # "Stone told a rally in Bath that …, saying": where and when stand with the verb that has the subject
        finite = next((i for i in range(phrase.last + 1, cue) if is_cue(tokens, i) and not is_participle(tokens, i)), None)
        if finite is not None:
            runs += adjuncts(tokens, phrase, finite, titles)
        elif phrase.last + 1 < cue:  # "the delegates voted at a convention in May to go on, saying"
            stop = next((i for i in range(phrase.last + 1, cue) if tokens[i].lower == "that"), cue)
            runs.append((phrase.last + 1, stop))
    return sorted(((a, b) for a, b in runs if b > a), key=lambda run: run[0] < cue)


def _verb_of(tokens: Tokens, first: int, cue: int) -> int:
    """The verb whose adjuncts start at token `first`: the one right before them, else the clause's own."""
    return first - 1 if first and is_cue(tokens, first - 1) else cue


def _further_date(sentence: _Sentence, phrase: Phrase | None, cue: int) -> Date | None:
    """A date of the sentence outside the adjuncts: of what went on meanwhile, of a when-clause's main clause, of a recording."""
    tokens = sentence.tokens
    start = max(cue, phrase.last if phrase else cue) + 1
    for run in (inside_while(tokens, start), before_when(tokens, phrase.first) if phrase else None):
        if run and (date := sentence.date(*run)):
            return date
    if phrase is not None and is_participle(tokens, cue) and (date := _opening(sentence, "stated")):
        return date
    first = phrase.first if phrase else cue
    match = _DATED_RECORD.search(sentence.frame.text, tokens[0].start, tokens[first].start) if first < len(tokens) else None
    return Date(match["year"], "stated", sentence.span(match.start("year"), match.end("year"))) if match else None


def _asked_by(sentence: _Sentence, phrase: Phrase, cue: int) -> Outlet | None:
    """The outlet that asked: "his manager, asked by Bloomberg whether she agreed, said"."""
    tokens = sentence.tokens
    for i in range(phrase.last + 1, cue - 1):
        if tokens[i].lower in _ASKS and tokens[i + 1].lower in ("by", "on"):
            found = sentence.outlet(i, min(cue, i + 8), -1) or _named(sentence, i + 2, cue)
            if found:
                return found
    return None


def _named(sentence: _Sentence, first: int, last: int) -> Outlet | None:
    tokens = sentence.tokens
    for end in range(min(first + 5, last), first, -1):
        name = sentence.frame.text[tokens[first].start : tokens[end - 1].end]
        if (known := outlet_of(name, short=True)) is not None:
            return Outlet(known, "told", sentence.span(tokens[first].start, tokens[end - 1].end))
    return None


def _interviewer(sentence: _Sentence, phrase: Phrase) -> Outlet | None:
    """The outlet for which somebody asks: "CNN's Jake Tapper asked", "NBC host Chuck Todd said"."""
    if phrase.kind != "person":
        return None
    tokens = sentence.tokens
    words = (phrase.role or "").split()
    known = outlet_of(phrase.owner, short=True) if phrase.owner else None
    if known is None and words and words[-1].lower() in _INTERVIEWERS:
        known = outlet_of(" ".join(words[:-1]), short=True)
    return Outlet(known, "told", sentence.span(tokens[phrase.first].start, tokens[phrase.last].end)) if known else None


def _told_before(sentence: _Sentence, phrase: Phrase) -> Outlet | None:
    """The outlet told earlier in the sentence: "a source told Sky News of an offer, which the source described as"."""
    tokens = sentence.tokens
    if phrase.first and tokens[phrase.first - 1].lower in ("which", "that", "as", "and", ","):
        verb = next((i for i in range(phrase.first) if tokens[i].lower in ("told", "tells")), None)
        if verb is not None:
            return sentence.outlet(verb + 1, phrase.first, verb)
    return None


def opening_date(frame: Frame, tokens: Tokens, published: str | None, anchor: str | None) -> Date | None:
    """The date in the phrase that opens a sentence, as carried over to words that follow."""
    return _opening(_Sentence(frame, tokens, {}, published, anchor), "inferred")


def _opening(sentence: _Sentence, basis: str) -> Date | None:
    tokens = sentence.tokens
    comma = next((i for i in range(min(len(tokens), 12)) if tokens[i].text == "," and not _is_year(tokens, i + 1)), None)
    first = tokens[0].lower if tokens else ""
    opens = (
        first in ("on", "in", "at", "by", "the", "last", "early", "late", "this", "two", "three", "a") or first in lexicon.WEEKDAYS
    )
    return sentence.date(0, comma, basis) if comma and opens else None


def _is_year(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens[i].text.isdigit() and len(tokens[i].text) == 4


def read_sentence(frame: Frame, tokens: Tokens, titles: dict[int, str], published: str | None, anchor: str | None) -> Circumstances:
    """The circumstances of a sentence that introduces words spoken later ("In a December 2015 interview in Moscow, …")."""
    sentence = _Sentence(frame, tokens, titles, published, anchor)
    cue = next((i for i in range(len(tokens)) if is_cue(tokens, i)), None)
    names_occasion = any(t.lower in lexicon.words("occasions") or t.lower in _REPORTING_NOUNS for t in tokens)
    if cue is None and not names_occasion:
        date = _opening(sentence, "inferred")
        return Circumstances(date, _opening_place(sentence) if date else None)
    runs = outside_relatives(tokens, main_subject(tokens))
    stop = next(
        (i for i in range(1, len(tokens)) if tokens[i].lower in ("after", "before", "since") and not _is_time(tokens, i)),
        len(tokens),
    )
    verb = cue if cue is not None else -1
    if cue is not None:  # what was said there is no circumstance of the saying
        said = cue + 1 if opens_content(tokens, cue) else _content(tokens, cue)
        runs = [(a, min(b, said)) for a, b in runs if a < said]
    date = next((d for a, b in runs if (d := sentence.date(a, min(b, stop), "inferred"))), None)
    outlet = next((o for a, b in runs if (o := sentence.outlet(a, b, verb if a <= verb < b else -1))), None)
    venue = next((v for a, b in runs if (v := sentence.venue(a, b, verb if a <= verb < b else -1))), None)
    if cue is not None and date is None and venue is None:
        date, venue = _dated_occasion(sentence, cue + 1)
    return Circumstances(date, venue, outlet)


def _dated_occasion(sentence: _Sentence, first: int) -> tuple[Date | None, Venue | None]:
    """An occasion with its date that what was said is about ("declared that he gave in during the Helsinki summit in July 2018")."""
    tokens = sentence.tokens
    venue = sentence.venue(first, len(tokens), -1)
    if venue is None or venue.evidence is None or not set(venue.name.lower().split()) & _EVENTS:
        return None, None
    told = venue.evidence.end
    end = next((i for i, t in enumerate(tokens) if sentence.frame.offset(t.start) >= told), len(tokens))
    date = sentence.date(end, min(end + _BESIDE, len(tokens)), "inferred")
    return (date, venue) if date else (None, None)


def _content(tokens: Tokens, cue: int) -> int:
    """Where the clause starts that says what was said ("argued that …"); the end of the sentence where none does."""
    for i in range(cue + 1, len(tokens)):
        if tokens[i].lower == "that" and tokens[i - 1].lower not in lexicon.PREPOSITIONS:
            return i
    return len(tokens)


def _is_time(tokens: Tokens, i: int) -> bool:
    """Whether "after" or "before" at a token measures time ("two days after")."""
    return i > 0 and tokens[i - 1].lower.rstrip("s") in ("day", "week", "month", "year", "hour", "shortly", "soon", "just")


def _opening_place(sentence: _Sentence) -> Venue | None:
    """The place that opens a sentence beside its date ("On Wednesday, at the Old Bailey, she …")."""
    tokens = sentence.tokens
    commas = [i for i in range(min(len(tokens), 14)) if tokens[i].text == ","][:2]
    return sentence.venue(0, commas[-1], -1) if len(commas) == 2 else None
