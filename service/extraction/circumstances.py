"""When, where and to which outlet words were given, read off the clause that attributes them.

Only the parts of the sentence that belong to the verb of speech are read: what opens the sentence, what stands between
subject and verb, and what follows the verb up to the next clause. A date or place inside what somebody is reported to
have said is none of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.extraction import lexicon
from service.extraction.clauses import is_cue, is_participle
from service.extraction.dates import find_dates
from service.extraction.frames import PLACEHOLDERS, Frame, Token
from service.extraction.outlets import find_outlet
from service.extraction.phrases import Phrase
from service.extraction.venues import find_venue, platform_of_verb
from service.records import Date, Outlet, Span, Venue

_ENDS_ADJUNCTS = (lexicon.SUBORDINATORS - {"as", "since", "before", "after"}) | {
    "that",
    "because",
    "who",
    "which",
    "whom",
    "how",
    "what",
    "why",
}
_REPORTING_NOUNS = frozenset(
    "interview appearance speech rally conference tweet post briefing statement address debate hearing".split()
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    date: Date | None = None
    venue: Venue | None = None
    outlet: Outlet | None = None

    def is_known(self) -> bool:
        return self != Circumstances()

    def filled_from(self, other: Circumstances) -> Circumstances:
        """What is unknown here taken from another, marked as inferred; nothing where the two name different outlets."""
        if self.outlet and other.outlet and self.outlet.name != other.outlet.name:
            return self
        date = self.date
        if date is None and other.date is not None:
            date = Date(other.date.value, "inferred", other.date.evidence)
        return Circumstances(date, self.venue or other.venue, self.outlet or other.outlet)


def adjuncts(tokens: tuple[Token, ...], phrase: Phrase | None, cue: int, titles: frozenset[int]) -> list[tuple[int, int]]:
    """Runs of tokens [first, last) that say when, where or to whom, for the verb at `cue`.

    `titles` holds the frame places of quoted stretches that are titles, which do not end such a run.
    """
    runs = []
    subject_first = phrase.first if phrase else cue
    subject_last = phrase.last if phrase else cue
    if subject_first < cue:
        opening = _opening(tokens, min(subject_first, cue), titles)
        if opening:
            runs.append(opening)
        between = _between(tokens, subject_last + 1, cue)
        if between:
            runs.append(between)
    at = cue + 1 if subject_first < cue else subject_last + 1
    runs.append((at, _end_of_adjuncts(tokens, at, titles)))
    return [(a, b) for a, b in runs if b > a]


def _opening(tokens: tuple[Token, ...], stop: int, titles: frozenset[int]) -> tuple[int, int] | None:
    """The phrase that opens the sentence, when it is one of time or place rather than a clause of its own."""
    if stop < 2:
        return None
    start = 0
    for k in range(stop - 1, -1, -1):
        if (tokens[k].text in PLACEHOLDERS and tokens[k].start not in titles) or tokens[k].text in ";:":
            start = k + 1
            break
    first = tokens[start].lower if start < stop else ""
    if first in lexicon.SUBORDINATORS and first not in ("as", "since", "before", "after"):
        return None
    for k in range(start, stop):
        if tokens[k].lower in lexicon.RELATIVES or (is_cue(tokens, k) and not is_participle(tokens, k) and k > start):
            return None
    return start, stop


def _between(tokens: tuple[Token, ...], start: int, cue: int) -> tuple[int, int] | None:
    """Between subject and verb: only what stands outside appositives and relative clauses."""
    if any(tokens[k].lower in lexicon.RELATIVES for k in range(start, cue)):
        return None
    if start < cue and tokens[start].text == ",":
        last = max((k for k in range(start + 1, cue) if tokens[k].text == ","), default=None)
        if last is None:
            return None
        inner = tokens[start + 1].lower
        if inner in lexicon.PREPOSITIONS and inner != "of":
            return start + 1, last
        start = last + 1
    return (start, cue) if start < cue else None


def _end_of_adjuncts(tokens: tuple[Token, ...], at: int, titles: frozenset[int]) -> int:
    i = at
    while i < len(tokens):
        token = tokens[i]
        low = token.lower
        if token.text in PLACEHOLDERS and token.start not in titles:
            return i
        if low in _ENDS_ADJUNCTS or token.text == ";" or low in lexicon.PRONOUNS:
            return i
        if token.text == ":":
            return i
        if (
            low in lexicon.CONJUNCTIONS
            and i + 1 < len(tokens)
            and (tokens[i + 1].lower in lexicon.PRONOUNS or is_cue(tokens, i + 1))
        ):
            return i
        if token.text == "," and i + 1 < len(tokens):
            following = tokens[i + 1].lower
            if following in lexicon.cues() or (following.endswith("ing") and following not in ("during", "including", "speaking")):
                return i
            if following in lexicon.CONJUNCTIONS:
                return i
        if low in ("after", "before") and i + 1 < len(tokens) and not _is_short_time(tokens, i):
            return i
        i += 1
    return i


def _is_short_time(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i + 1].text[:1].isdigit() or (i > 0 and tokens[i - 1].lower in ("day", "days", "week", "weeks", "hours"))


def read(
    frame: Frame,
    tokens: tuple[Token, ...],
    phrase: Phrase | None,
    cue: int,
    titles: dict[int, str],
    published: str | None,
    anchor: str | None,
) -> Circumstances:
    """The circumstances that the clause of the verb at token `cue` states."""
    runs = adjuncts(tokens, phrase, cue, frozenset(titles))
    if phrase is not None and is_participle(tokens, cue):
        # "Stone told a rally in Bath that …, saying": where and when stand with the verb that has the subject
        finite = next((i for i in range(phrase.last + 1, cue) if is_cue(tokens, i) and not is_participle(tokens, i)), None)
        if finite is not None:
            runs += adjuncts(tokens, phrase, finite, frozenset(titles))
        elif phrase.last + 1 < cue:  # "the delegates voted at a convention in May to go on, saying"
            stop = next((i for i in range(phrase.last + 1, cue) if tokens[i].lower == "that"), cue)
            runs.append((phrase.last + 1, stop))
            runs = [(a, b) for a, b in runs if b > a]
    date = venue = outlet = None
    for first, last in sorted(runs, key=lambda run: run[0] < cue):  # what follows the verb first
        start, end = tokens[first].start, tokens[last - 1].end
        if date is None:
            found = find_dates(frame.text, published, anchor, start, end)
            if found:
                best = found[0]
                date = Date(best.value, "stated" if best.is_anchored else "inferred", _span(frame, best.start, best.end))
        if outlet is None:
            named = find_outlet(tokens, first, last, _verb_of(tokens, first, cue))
            if named:
                outlet = Outlet(named.name, named.relation, _span(frame, tokens[named.first].start, tokens[named.last].end))
    for first, last in sorted(runs, key=lambda run: run[0] < cue):
        place = find_venue(frame.text, tokens, first, last, _verb_of(tokens, first, cue), titles)
        if place:
            venue = Venue(place.name, _span(frame, tokens[place.first].start, tokens[place.last].end))
            break
    if venue is None:
        place = platform_of_verb(tokens, cue)
        if place:
            venue = Venue(place.name, _span(frame, tokens[place.first].start, tokens[place.last].end))
    return Circumstances(date, venue, outlet)


def _verb_of(tokens: tuple[Token, ...], first: int, cue: int) -> int:
    """The verb whose adjuncts start at token `first`: the one right before them, else the clause's own."""
    return first - 1 if first and is_cue(tokens, first - 1) else cue


def opening_date(frame: Frame, tokens: tuple[Token, ...], published: str | None, anchor: str | None) -> Date | None:
    """The date in the phrase that opens a sentence, as carried over to words that follow."""
    comma = next((i for i in range(min(len(tokens), 12)) if tokens[i].text == ","), None)
    first = tokens[0].lower if tokens else ""
    opens = (
        first in ("on", "in", "at", "by", "the", "last", "early", "late", "this", "two", "three", "a") or first in lexicon.WEEKDAYS
    )
    if comma is None or not opens:
        return None
    found = find_dates(frame.text, published, anchor, tokens[0].start, tokens[comma].start)
    return Date(found[0].value, "inferred", _span(frame, found[0].start, found[0].end)) if found else None


def read_sentence(
    frame: Frame, tokens: tuple[Token, ...], titles: dict[int, str], published: str | None, anchor: str | None
) -> Circumstances:
    """The circumstances of a sentence that introduces words spoken later ("In a December 2015 interview in Moscow, …")."""
    cue = next((i for i in range(len(tokens)) if is_cue(tokens, i)), None)
    names_occasion = any(t.lower in lexicon.words("occasions") or t.lower in _REPORTING_NOUNS for t in tokens)
    if cue is None and not names_occasion:
        date = opening_date(frame, tokens, published, anchor)
        return Circumstances(date) if date else Circumstances()
    stop = len(tokens)
    start, end = tokens[0].start, tokens[stop - 1].end
    dates = find_dates(frame.text, published, anchor, start, end)
    date = Date(dates[0].value, "inferred", _span(frame, dates[0].start, dates[0].end)) if dates else None
    named = find_outlet(tokens, 0, stop, cue if cue is not None else -1)
    outlet = Outlet(named.name, named.relation, _span(frame, tokens[named.first].start, tokens[named.last].end)) if named else None
    place = find_venue(frame.text, tokens, 0, stop, cue if cue is not None else -1, titles)
    venue = Venue(place.name, _span(frame, tokens[place.first].start, tokens[place.last].end)) if place else None
    return Circumstances(date, venue, outlet)


def _span(frame: Frame, start: int, end: int) -> Span:
    a = frame.offset(start)
    return Span(a, max(a, frame.offset(end - 1) + 1), "")
