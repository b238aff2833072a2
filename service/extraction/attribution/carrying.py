"""What the words around a clause say of its occasion: the same interview, the same speech, the day that opens the paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from service.extraction.attribution.article import Reading
from service.extraction.attribution.candidates import Candidate
from service.extraction.english.adjuncts import outside_relatives
from service.extraction.english.carriers import Named, find_outlet
from service.extraction.english.circumstances import Circumstances, opening_date, read, read_sentence
from service.extraction.english.clues import Clue
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import PLACEHOLDERS, Frame
from service.records import Date, Span, Speaker

_ANSWERS = frozenset("responded replied retorted countered answered responding replying".split())
_ANSWERED = frozenset("response remarks comments remark comment reply".split())
_SPOKE = frozenset("speaking spoke remarks comments responding interviewed addressing".split())
_THEN = re.compile(r"\b(?:[Ii]t|[Tt]his|[Tt]hat) was (?:in )?(?P<year>(?:1[89]|20)\d\d)\b")
_OPENING = 3  # sentences back in a paragraph whose opening date still holds
_SENTENCES = 6  # sentences back that may introduce words


def carried(reading: Reading, candidate: Candidate) -> Circumstances:
    """What the words before, or right after, say of the same speaker's occasion, where this clause goes on from them."""
    clue, speaker = candidate.clue, candidate.speaker
    if speaker is None or (clue is not None and _starts_anew(clue)):
        return Circumstances()
    is_pronoun = clue is None or clue.phrase.kind in ("pronoun", "description")
    own = own_outlet(clue) if clue is not None else None
    sentence = clue.sentence if clue is not None and clue.frame is candidate.frame else candidate.sentence
    found = _from_paragraph(reading, candidate, speaker, sentence, is_pronoun)
    if found.date is None:
        found = replace(found, date=_opening_date(reading, candidate.frame, sentence))
    if not (found.venue or found.outlet):
        found = found.filled_from(_from_before(reading, candidate, speaker, sentence, is_pronoun, own))
    if own is not None:
        found = found.filled_from(_same_interview(reading, speaker, own))
    if found.date is None or found.venue is None:
        found = found.filled_from(_told_after(reading, candidate, speaker, sentence))
    if found.date is None and clue is not None and _answers(clue):
        found = replace(found, date=_date_answered(reading, candidate))
    return found


def own_outlet(clue: Clue) -> Named | None:
    """The outlet that the clause itself says the words were given to."""
    return find_outlet(clue.tokens, clue.cue + 1, len(clue.tokens), clue.cue) if clue.cue + 1 < len(clue.tokens) else None


def _starts_anew(clue: Clue) -> bool:
    """Whether the clause says that it speaks of another time than the words before ("later told")."""
    return any(t.lower in ("later", "since") for t in clue.tokens[clue.phrase.first : clue.cue + 1])


def _from_paragraph(reading: Reading, candidate: Candidate, speaker: Speaker, sentence: int, is_pronoun: bool) -> Circumstances:
    """From the sentences before in the same paragraph."""
    found = Circumstances()
    for s in range(sentence - 1, max(-1, sentence - 1 - _SENTENCES), -1):
        earlier = introduction(reading, candidate.frame, s, speaker)
        if earlier is not None:
            found = found.filled_from(earlier)
            if s < sentence - 1 and not is_pronoun:
                break
        elif not is_pronoun or sentence - s > 2:
            break
    return found


def _from_before(
    reading: Reading, candidate: Candidate, speaker: Speaker, sentence: int, is_pronoun: bool, own: Named | None
) -> Circumstances:
    """From the last words of the same speaker, or from the paragraph before where it leads up to these."""
    current = candidate.frame
    last = reading.last(lambda c: c.speaker is not None and c.speaker.name == speaker.name)
    if last is not None and 0 <= current.paragraph - last.frame.paragraph <= 1 and (is_pronoun or last.frame is current):
        return last.circumstances
    before = reading.frame_before(current)
    if sentence > 0 or before is None:
        return Circumstances()
    last_sentence = len(before.sentences) - 1
    for s in range(last_sentence, max(-1, last_sentence - _OPENING), -1):
        earlier = introduction(reading, before, s, speaker)
        if earlier is None or not earlier.is_known():
            continue
        if is_pronoun or (own and earlier.outlet and own.name == earlier.outlet.name):
            return earlier
        if s == last_sentence and (own is None or earlier.outlet is None):
            return earlier  # a name instead of a pronoun starts anew, unless it leads right up to these words
        return Circumstances()
    return Circumstances()


def _same_interview(reading: Reading, speaker: Speaker, own: Named) -> Circumstances:
    """When and where the same speaker was quoted before as speaking to the same outlet."""
    last = reading.last(
        lambda c: (
            c.speaker is not None
            and c.speaker.name == speaker.name
            and c.circumstances.outlet is not None
            and c.circumstances.outlet.name == own.name
        )
    )
    return last.circumstances if last is not None else Circumstances()


def _told_after(reading: Reading, candidate: Candidate, speaker: Speaker, sentence: int) -> Circumstances:
    """From the sentence after, where it says on what occasion the words were spoken ("Hala was speaking at a breakfast in Brno")."""
    current = candidate.frame
    if sentence + 1 >= len(current.sentences):
        return Circumstances()
    tokens = current.sentences[sentence + 1].tokens
    year = _THEN.search(current.text, tokens[0].start, tokens[-1].end) if tokens else None
    if year is not None:
        start = current.offset(year.start("year"))
        return Circumstances(Date(year["year"], "inferred", Span(start, start + 4, "")))
    if not any(t.lower in _SPOKE for t in tokens[:6]) or any(t.text in PLACEHOLDERS for t in tokens):
        return Circumstances()
    subject = reading.resolver.subject(current, sentence + 1)
    if subject is None:
        return Circumstances()
    name = reading.resolver.name_of_subject(current, sentence + 1)
    if subject.kind != "pronoun" and name != speaker.name and subject.head not in _SPOKE:
        return Circumstances()
    return read_sentence(current, tokens, reading.titles[current.paragraph], reading.published, reading.anchor)


def introduction(reading: Reading, current: Frame, s: int, speaker: Speaker) -> Circumstances | None:
    """The circumstances of a sentence when the same person is its subject, else None."""
    tokens = current.sentences[s].tokens
    if not tokens:
        return None
    subject = reading.resolver.subject(current, s)
    if subject is None:
        return None
    cue = next((i for a, b in outside_relatives(tokens, subject) for i in range(a, b) if is_cue(tokens, i)), None)
    if subject.kind == "pronoun" and not reading.resolver.may_mean(subject.head, speaker):
        return None
    name = reading.resolver.name_of_subject(current, s) or speaker.name
    is_introduced = subject.kind == "description" and tokens[subject.first].lower in ("a", "an")  # named only afterwards
    is_described = is_introduced and cue is not None and speaker.type != "organization"
    if name != speaker.name and name not in speaker.name and not is_described:
        return None
    titles = reading.titles[current.paragraph]
    if cue is not None:
        stated = read(current, tokens, subject, cue, titles, reading.published, reading.anchor_for(current, s))
        if stated.is_known():
            return stated
    return read_sentence(current, tokens, titles, reading.published, reading.anchor_for(current, s))


def _opening_date(reading: Reading, current: Frame, sentence: int) -> Date | None:
    """The date with which an earlier sentence of the paragraph opens ("The following March, …")."""
    for s in range(sentence - 1, max(-1, sentence - 1 - _OPENING), -1):
        found = opening_date(current, current.sentences[s].tokens, reading.published, reading.anchor_for(current, s))
        if found is not None:
            return found
    return None


def _answers(clue: Clue) -> bool:
    """Whether the clause presents the words as an answer to the ones quoted before."""
    words = {t.lower for t in clue.tokens}
    return clue.verb in _ANSWERS or bool(words & _ANSWERED)


def _date_answered(reading: Reading, candidate: Candidate) -> Date | None:
    """The date of the words answered, to the month: an answer follows at once, but not always on the day."""
    last = reading.last(lambda c: c.circumstances.date is not None)
    if last is None or candidate.frame.paragraph - last.frame.paragraph > 1:
        return None
    date = last.circumstances.date
    return replace(date, value=date.value[:7], basis="inferred") if date else None
