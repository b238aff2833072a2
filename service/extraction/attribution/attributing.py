"""Who said a quotation, when, where and to which outlet: from the clause that attributes it, else from where it stands."""

from __future__ import annotations

from dataclasses import replace

from service.extraction.attribution.article import Reading
from service.extraction.attribution.candidates import Candidate
from service.extraction.attribution.carrying import carried
from service.extraction.attribution.speakers import rated
from service.extraction.english.carriers import Named, carrier
from service.extraction.english.circumstances import Circumstances, read
from service.extraction.english.clauses import main_subject
from service.extraction.english.clues import Clue
from service.extraction.english.phrases import Phrase, parse
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import PLACEHOLDERS, Frame, Token
from service.knowledge.outlets import looks_like_outlet, meant_by, outlet_of
from service.records import Outlet, Span, Speaker

_REPLIES = frozenset("replied answered responded retorted".split())
_QUESTIONS = frozenset("asked asks wondered inquired enquired".split())
_REACH = 2  # paragraphs over which a speaker goes on without being named again
_RELAYS = frozenset(("reported", "reports", "according", "quoted", "quotes"))
_QUOTES = frozenset(("quoted", "quotes"))
_AS_SUBJECT = {"him": "he", "her": "she", "them": "they", "it": "it"}


def attribute(reading: Reading, candidate: Candidate, previous: Candidate | None) -> None:
    """Fill in speaker and circumstances; `previous` is the quotation before it in the same paragraph."""
    if candidate.clue is None:
        _by_place(reading, candidate, previous)
        return
    candidate.clue, relay = _without_carrier(candidate.clue, candidate)
    clue = candidate.clue
    titles = reading.titles[clue.frame.paragraph]
    anchor = reading.anchor_for(clue.frame, clue.sentence)
    stated = read(clue.frame, clue.tokens, clue.phrase, clue.cue, titles, reading.published, anchor)
    candidate.speaker = reading.resolver.speaker(clue)
    stated = replace(stated, outlet=stated.outlet or relay or relayed_by(clue) or _own(candidate.speaker))
    candidate.circumstances = stated.filled_from(carried(reading, candidate))
    if stated.outlet is not None:
        candidate.circumstances = replace(candidate.circumstances, outlet=_in_context(reading, stated.outlet))
    if candidate.circumstances.outlet:
        reading.resolver.last_outlet = candidate.circumstances.outlet.name
    if candidate.circumstances.date:
        reading.anchor, reading.anchored = candidate.circumstances.date.value, candidate.frame.paragraph


def _in_context(reading: Reading, outlet: Outlet) -> Outlet:
    """An outlet with its short form ("the Times") read as this document means it."""
    if outlet.evidence is None:
        return outlet
    words = reading.text[outlet.evidence.start : outlet.evidence.end].removesuffix("’s").removesuffix("'s")
    meant = meant_by(words, reading.text, outlet.evidence.start, reading.document.outlet)
    return replace(outlet, name=meant) if meant else outlet


def relayed_by(clue: Clue) -> Outlet | None:
    """The outlet that the sentence of a clause names as the carrier of its words ("…, according to AFP")."""
    start = min(clue.phrase.last, clue.cue) + 1 if clue.phrase.first < clue.cue else clue.cue + 1
    found = carrier(clue.tokens, start) or carrier(clue.tokens, 0, carried_only=True)
    return _outlet(clue.frame, clue.tokens, found) if found else None


def _outlet(frame: Frame, tokens: tuple[Token, ...], found: Named) -> Outlet:
    start = frame.offset(tokens[found.first].start)
    end = frame.offset(tokens[found.last].end - 1) + 1
    return Outlet(found.name, found.relation, Span(start, end, ""))


def _own(speaker: Speaker | None) -> Outlet | None:
    """The outlet that speaks for itself ("it wrote")."""
    if speaker is None or speaker.type != "organization":
        return None
    name = outlet_of(speaker.name, short=True) or (speaker.name if looks_like_outlet(speaker.name) else None)
    return Outlet(name, "wrote", speaker.evidence) if name else None


def _quoted_person(clue: Clue) -> Clue | None:
    """Whom an outlet quotes: "the Guardian quoted him as saying"."""
    at = clue.cue + 1
    if clue.verb not in _QUOTES or at >= len(clue.tokens):
        return None
    token = clue.tokens[at]
    subject = _AS_SUBJECT.get(token.lower)
    phrase = Phrase("pronoun", subject, None, at, at, subject) if subject else parse(clue.tokens, at, len(clue.tokens))
    if phrase is None or phrase.kind not in ("pronoun", "person", "description"):
        return None
    return Clue(clue.frame, clue.sentence, phrase, clue.cue, clue.is_before, clue.is_direct)


def _without_carrier(clue: Clue, candidate: Candidate) -> tuple[Clue, Outlet | None]:
    """A clue whose subject only relays ("…," the Post reported; "…," according to AFP) gives way to who spoke, if told."""
    name = outlet_of(clue.phrase.name, short=True) if clue.phrase.kind in ("organization", "person") else None
    if name is None or clue.verb not in _RELAYS:
        return clue, None
    tokens = clue.tokens
    outlet = _outlet(clue.frame, tokens, Named(name, "quoted_by", clue.phrase.first, clue.phrase.last))
    quoted = _quoted_person(clue)
    if quoted is not None:
        return quoted, outlet
    is_here = clue.frame is candidate.frame and clue.sentence == candidate.sentence
    if clue.is_before or not is_here:
        return clue, outlet
    here = candidate.frame.token_at(candidate.place) or 0
    subject = main_subject(tokens, here)
    if subject is None:
        return clue, outlet
    verb = next((i for i in range(here - 1, subject.last, -1) if is_cue(tokens, i)), max(subject.last, here - 1))
    return Clue(clue.frame, clue.sentence, subject, verb, True, False), outlet


# -- without a clause ------------------------------------------------------------------------------------------------


def _by_place(reading: Reading, candidate: Candidate, previous: Candidate | None) -> None:
    found = _speaker_by_place(reading, candidate, previous)
    candidate.speaker = rated(found, "position") if found else None
    if (
        candidate.speaker is not None
        and previous is not None
        and previous.speaker
        and previous.speaker.name == candidate.speaker.name
    ):
        candidate.circumstances = previous.circumstances
    elif candidate.speaker is not None:
        candidate.circumstances = carried(reading, candidate)
    tokens = candidate.frame.sentences[candidate.sentence].tokens
    here = candidate.frame.token_at(candidate.place)
    named = carrier(tokens, here + 1) if here is not None else None
    if named is not None:  # "…," per CNN
        outlet = _outlet(candidate.frame, tokens, named)
        candidate.circumstances = Circumstances(None, None, outlet).filled_from(candidate.circumstances)


def _speaker_by_place(reading: Reading, candidate: Candidate, previous: Candidate | None) -> Speaker | None:
    """Who speaks words that no clause attributes: who spoke before, or whom the sentence before is about."""
    current, sentence, resolver = candidate.frame, candidate.sentence, reading.resolver
    if not candidate.fills_sentence:
        if previous is not None and previous.sentence == sentence:
            return previous.speaker
        return _subject_of_sentence(reading, candidate)
    if previous is not None:
        subject = resolver.subject(current, sentence - 1) if sentence and sentence - 1 > previous.sentence else None
        if subject is None or subject.kind not in ("person",):
            return previous.speaker
    if sentence > 0:
        return resolver.from_subject(current, sentence - 1)
    before = reading.frame_before(current)
    if before is None:
        return None
    if candidate.fills_paragraph and (other := _alternate(reading, candidate, before)) is not None:
        return other[0]
    last = reading.last(lambda c: c.frame.paragraph >= before.paragraph - (_REACH - 1))
    if last is not None and last.frame is before and last.speaker is not None and _ends_with_speech(before):
        return last.speaker
    return resolver.from_subject(before, len(before.sentences) - 1) if before.sentences else None


def _subject_of_sentence(reading: Reading, candidate: Candidate) -> Speaker | None:
    """Who the sentence around a fragment is about, where that comes before it ("Stone supports “fair pay”")."""
    subject = reading.resolver.subject(candidate.frame, candidate.sentence)
    tokens = candidate.frame.sentences[candidate.sentence].tokens
    if (
        subject is None
        or tokens[subject.first].start > candidate.place
        or any(t.text in PLACEHOLDERS for t in tokens[: subject.first])
    ):
        return None
    return reading.resolver.from_subject(candidate.frame, candidate.sentence)


def _alternate(reading: Reading, candidate: Candidate, before: Frame) -> tuple[Speaker | None] | None:
    """In a dialogue, a pair of one: who speaks now, who may be unknown; None where no dialogue goes on.

    Two who spoke in turns, a paragraph each, go on in turns; a question that follows an answer is put by the other one.
    """
    said = [c for c in reading.done[-4:] if c.head is None]
    if not said or said[-1].frame is not before or not said[-1].speaks_only:
        return None
    last = said[-1]
    inner = reading.text[candidate.stretches[-1].start : candidate.stretches[-1].end]
    earlier = said[-2] if len(said) > 1 and said[-2].speaks_only else None
    if earlier is not None and earlier.frame is reading.frame_before(before) and _name(earlier.speaker) != _name(last.speaker):
        return (earlier.speaker,)  # two take turns
    if inner.endswith("?") and last.clue is not None and last.clue.verb in _REPLIES:
        return (_asker(reading, before),)
    return None


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None


def _asker(reading: Reading, current: Frame) -> Speaker | None:
    """Whom the paragraph before a reply names as the one who asks."""
    before = reading.frame_before(current)
    if before is None or not before.sentences:
        return None
    last = len(before.sentences) - 1
    asks = any(t.lower in _QUESTIONS for t in before.sentences[last].tokens)
    return reading.resolver.from_subject(before, last) if asks else None


def _ends_with_speech(current: Frame) -> bool:
    """Whether a paragraph's last sentence is or attributes a quotation."""
    last = current.sentences[-1]
    return any(last.start <= place < last.end for place in current.places)
