"""Which of a second reader's proposals stand: those whose evidence is in the document, where it is said to be. Pure.

A model may be wrong, made to lie by the document, or replaced by somebody else. So nothing that it says is taken on trust. Its
evidence must stand word for word in the paragraph that it names, outside all quotations, near its own quotation and tied to no other;
and the value must be read off that evidence, or be what the text means by it: a date by the grammar's reading, an outlet by the
gazetteer, a person by the fullest name in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from schemas.vocabulary import READER, RELATIONS, SPEAKER_TYPES
from service.extraction.grounds import Grounds, Mentioned, Named, Stretch
from service.ingestion.reader_answering import Told
from service.ingestion.reader_asking import paragraph_of
from service.ingestion.reader_stretches import Stretches, overlap
from service.knowledge.gazetteer import Gazetteer
from service.records import Date, Document, Outlet, Passage, Span, Speaker, Venue

Value = Speaker | Date | Venue | Outlet

_BEFORE, _AFTER = 12, 1  # paragraphs around a quotation that say when, where and to whom; the rules look as far
_BESIDE = 1  # paragraphs around a quotation that say who speaks
_NAMED_WITHIN = 12  # paragraphs back in which whoever a pronoun means is named
_MOST_MEANING = (
    12  # words by which somebody is meant who is named elsewhere ("the former harbour master said"); more say something else
)
_STRAIGHT = str.maketrans("‘’“”‚„\u00a0\u2010\u2011", "''\"\"'\" --")  # one character for one: offsets stay
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_MOST_WRITTEN = 200  # names for which a whole document is searched; bounds the work
_UNNAMED, _PERSON = "unnamed", "person"
_TOLD, _PUBLISHED = "told", "published"
_PRECISE = len("2024-05-18")
_ADDRESSING = "reader_addressing"  # the list of what addresses whoever processes a text


@cache
def _addressing() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Return the patterns that, all of one row together, tell a sentence which addresses whoever processes a text."""
    lines = (files(__package__) / "data" / f"{_ADDRESSING}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(_any_of(part.split()) for part in line.split("|")) for line in lines if line and not line.startswith("# "))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words, of which those that end with * may go on, and marks."""
    return re.compile(
        "|".join(
            rf"\b{re.escape(word.rstrip('*'))}" + ("" if word.endswith("*") else r"\b") if word[0].isalpha() else re.escape(word)
            for word in words
        )
    )


class Accepted(NamedTuple):
    """A proposal that stands: of which passage, for which field, and the value with its evidence."""

    passage: int
    field: str
    value: Value


class Refused(Exception):
    """A proposal does not stand. Its text is the reason, one of a few, by which refusals are counted."""


class Scene:
    """A document with its quotations as the rules read them, in the order of the text, and what it offers as evidence."""

    def __init__(self, document: Document, passages: Sequence[Passage], grounds: Grounds, gazetteer: Gazetteer) -> None:
        self.document = document
        self.passages = passages
        self.grounds = grounds
        self.gazetteer = gazetteer
        self._starts = [passage.parts[0].start for passage in passages]
        self._parts = Stretches(((part.start, part.end), None) for passage in passages for part in passage.parts)
        self._sentences = Stretches((stretch, None) for stretch in grounds.sentences or grounds.paragraphs)
        self._mentioned = Stretches((one.place, one) for one in grounds.mentioned)
        self._mentions = Stretches((place, one) for one in grounds.named if one.type != _UNNAMED for place in one.places)
        self._by_last: dict[str, list[Named]] = defaultdict(list)
        for one in grounds.named:
            self._by_last[_last(one.name)].append(one)
        self._found: dict[str, tuple[Stretch, ...]] = {}  # where names stand that the grammar read nobody by

    def accept(self, n: int, said: Told, speaker: str | None) -> Value:
        """Return the value that a proposal gives a field of the n-th passage. Raises Refused.

        `speaker`: who speaks, as far as that is known, by which circumstances of somebody else's words are told apart.
        """
        place = self._stands(n, said)
        if self._parts.over(place):
            raise Refused("inside a quotation")
        sentence = self._sentence(place)
        if self._addresses(self._around(n, place, sentence)):
            raise Refused("addressed to the reader")
        evidence = Span(place[0], place[1], self.document.text[place[0] : place[1]])
        if said.field == "speaker":
            self._require_own(n, place, said.value)
            return self._speaker(n, said, evidence)
        self._require_circumstance(n, place, sentence, speaker)
        return self._circumstance(said, evidence)

    # -- where the evidence stands --------------------------------------------------------------------------------------

    def _stands(self, n: int, said: Told) -> Stretch:
        """Return where the evidence stands in the paragraph that is named; of several places the one nearest to the n-th passage."""
        blocks = self.grounds.paragraphs
        if not 1 <= said.paragraph <= len(blocks):
            raise Refused("not in the document")
        start, end = blocks[said.paragraph - 1]
        text, words = self.document.text[start:end].translate(_STRAIGHT), said.evidence.translate(_STRAIGHT)
        found = [(start + m.start(), start + m.start() + len(words)) for m in re.finditer(re.escape(words), text)]
        whole = [place for place in found if _is_whole(self.document.text, *place)]
        if not whole:
            raise Refused("not in the document")
        return min(whole, key=lambda place: min(_distance(place, (p.start, p.end)) for p in self.passages[n].parts))

    def _sentence(self, place: Stretch) -> Stretch:
        """Return the stretch of the sentences that hold the evidence, or of paragraphs where no sentences were read."""
        some = [stretch for stretch, _ in self._sentences.over(place)]
        return min((start for start, _ in some), default=place[0]), max((end for _, end in some), default=place[1])

    def _around(self, n: int, place: Stretch, sentence: Stretch) -> Stretch:
        """Return what must not address whoever processes the text: the sentence of the evidence, the paragraph where it is not the quotation's."""
        first, last = self._paragraphs(n)
        at = paragraph_of(self.grounds.paragraphs, place[0])
        return sentence if first <= at <= last else self.grounds.paragraphs[at - 1]

    def _addresses(self, sentence: Stretch) -> bool:
        """Return whether a sentence or paragraph, without the words of quotations, addresses whoever processes the text."""
        text = list(self.document.text[sentence[0] : sentence[1]].lower())
        for (start, end), _ in self._parts.over(sentence):
            a, b = max(0, start - sentence[0]), min(end - sentence[0], len(text))
            text[a:b] = " " * (b - a)
        told = "".join(text)
        return any(all(pattern.search(told) for pattern in row) for row in _addressing())

    def _paragraphs(self, n: int) -> tuple[int, int]:
        """Return the numbers of the first and the last paragraph of a passage."""
        blocks, parts = self.grounds.paragraphs, self.passages[n].parts
        return paragraph_of(blocks, parts[0].start), paragraph_of(blocks, parts[-1].end - 1)

    def _near(self, n: int) -> Iterator[int]:
        """Yield the other passages of the paragraphs in which evidence of the n-th may stand."""
        blocks = self.grounds.paragraphs
        first, last = self._paragraphs(n)
        start = blocks[max(0, first - 1 - _BEFORE)][0]
        end = blocks[min(len(blocks), last + _AFTER) - 1][1]
        for other in range(bisect_left(self._starts, start), bisect_right(self._starts, end)):
            if other != n:
                yield other

    # -- whose it is ----------------------------------------------------------------------------------------------------

    def _require_own(self, n: int, place: Stretch, name: str) -> None:
        """Raise Refused unless the evidence of a speaker stands beside its quotation and belongs to no other."""
        first, last = self._paragraphs(n)
        at = paragraph_of(self.grounds.paragraphs, place[0])
        if not first - _BESIDE <= at <= last + _BESIDE:
            raise Refused("too far away")
        own = self._clause(n)
        if own is not None and not first <= at <= last:
            raise Refused("too far away")  # its own clause says who speaks, be it by a pronoun
        for other in self._near(n):
            passage, clause = self.passages[other], self._clause(other)
            is_its = clause is not None and clause != own and overlap(clause, place)
            if is_its and (own is not None or not first <= at <= last or not self._said_by(passage, name)):
                raise Refused("another quotation's")
            if self._is_between(n, place, passage) and not self._said_by(passage, name):
                raise Refused("another quotation's")

    def _clause(self, n: int) -> Stretch | None:
        """Return the clause that attributes a passage, None where the grammar read none."""
        found = (self.grounds.clauses.get(part.start) for part in self.passages[n].parts)
        return next((clause for clause in found if clause is not None), None)

    def _is_between(self, n: int, place: Stretch, other: Passage) -> bool:
        """Return whether words of another passage stand between the evidence and all words of the n-th."""
        parts = self.passages[n].parts
        gaps = [(place[1], part.start) if place[1] <= part.start else (part.end, place[0]) for part in parts]
        gap = min(gaps, key=lambda pair: pair[1] - pair[0])
        return any(gap[0] <= part.start and part.end <= gap[1] for part in other.parts)

    def _said_by(self, passage: Passage, name: str) -> bool:
        """Return whether the rules have a passage said by somebody of a name."""
        speaker = passage.attribution.speaker
        return speaker is not None and _agree(speaker.name, name)

    def _require_circumstance(self, n: int, place: Stretch, sentence: Stretch, speaker: str | None) -> None:
        """Raise Refused unless a circumstance is told near the quotation, and not of somebody else's words."""
        first, last = self._paragraphs(n)
        at = paragraph_of(self.grounds.paragraphs, place[0])
        if not first - _BEFORE <= at <= last + _AFTER:
            raise Refused("too far away")
        if any(overlap(sentence, (part.start, part.end)) for part in self.passages[n].parts):
            return
        for other in self._near(n):
            passage, clause = self.passages[other], self._clause(other)
            told = (clause,) if clause is not None else tuple((part.start, part.end) for part in passage.parts)
            if any(overlap(sentence, stretch) for stretch in told) and not (speaker and self._said_by(passage, speaker)):
                raise Refused("another quotation's")

    # -- what it says ---------------------------------------------------------------------------------------------------

    def _speaker(self, n: int, said: Told, evidence: Span) -> Speaker:
        """Return the speaker that a proposal names, by the fullest name in the document. Raises Refused."""
        kind = said.kind if said.kind in SPEAKER_TYPES else _PERSON
        known = self._known(said.value, evidence) or self._written(said.value, kind) or self._short(said.value, evidence)
        is_there = _holds(evidence.text, said.value)
        if known is None:
            if not (is_there and _has_capital(said.value)):
                raise Refused("the value is not in the evidence")
            return Speaker(said.value, kind, None, evidence, READER)
        self._require_named(n, known, evidence, is_there=is_there)
        return Speaker(known.name, known.type, None, evidence, READER)

    def _require_named(self, n: int, known: Named, evidence: Span, *, is_there: bool) -> None:
        """Raise Refused unless the evidence names somebody, or may mean him or her. `is_there`: it has the name as it was given."""
        if not self._agrees(n, known) or (known.type == _UNNAMED and not is_there):
            raise Refused("the value is not in the evidence")
        if not (is_there or _shares_name(evidence.text, known.name)):
            self._require_meant(n, known, evidence)

    def _genders(self, words: Iterable[str]) -> set[str]:
        """Return the genders of the pronouns among words."""
        return {self.grounds.genders[word] for word in words if word in self.grounds.genders}

    def _agrees(self, n: int, known: Named) -> bool:
        """Return whether somebody's gender is that of a pronoun in the clause that attributes the n-th passage, if there is one."""
        start, end = self._clause(n) or (0, 0)
        genders = self._genders(_WORD.findall(self.document.text[start:end].lower()))
        return not genders or known.gender is None or known.gender in genders

    def _known(self, value: str, evidence: Span) -> Named | None:
        """Return who is called so in the document: by the whole name, else by the end of one; of several the nearest. None if nobody."""
        same = self._by_last[_last(value)]
        whole = [one for one in same if _same(one.name, value)]
        ends = [one for one in same if one.type != _UNNAMED and _ends_with(one.name, value)]
        return _nearest(whole or ends, evidence)

    def _short(self, value: str, evidence: Span) -> Named | None:
        """Return the person whose name in the document is the end of a value, since it may give no more than a surname; None if nobody."""
        return _nearest(
            [one for one in self._by_last[_last(value)] if one.type == _PERSON and _ends_with(value, one.name)], evidence
        )

    def _written(self, value: str, kind: str) -> Named | None:
        """Return a name that the grammar read nobody by, but that stands in the document outside quotations; None if it does not."""
        if not _has_capital(value) or (value not in self._found and len(self._found) >= _MOST_WRITTEN):
            return None
        if value not in self._found:
            text = self.document.text
            found = (m.span() for m in re.finditer(re.escape(value), text))
            self._found[value] = tuple(p for p in found if _is_whole(text, *p) and not self._parts.over(p))
        places = self._found[value]
        return Named(value, kind, None, places) if places else None

    def _require_meant(self, n: int, known: Named, evidence: Span) -> None:
        """Raise Refused unless words that name nobody, such as a pronoun, may mean somebody who was named before."""
        words = _WORD.findall(evidence.text.lower())
        if len(words) > _MOST_MEANING or not self._may_mean(known, words, (evidence.start, evidence.end)):
            raise Refused("the value is not in the evidence")
        first, _ = self._paragraphs(n)
        before = bisect_left(known.places, (self.passages[n].parts[-1].end, 0))
        if not before or first - paragraph_of(self.grounds.paragraphs, known.places[before - 1][0]) > _NAMED_WITHIN:
            raise Refused("too far away")

    def _may_mean(self, known: Named, words: Sequence[str], place: Stretch) -> bool:
        """Return whether a pronoun among words may stand for somebody, or words without one name nobody else."""
        if genders := self._genders(words):
            return known.type == _PERSON and (known.gender is None or known.gender in genders)
        if known.type != _PERSON and not self.grounds.body_pronouns.isdisjoint(words):
            return True
        return all(one is known for _, one in self._mentions.over(place))

    def _circumstance(self, said: Told, evidence: Span) -> Date | Venue | Outlet:
        """Return the date, venue or outlet that a proposal tells, as the document's own words give it. Raises Refused."""
        place = (evidence.start, evidence.end)
        read = [m for _, m in self._mentioned.over(place) if m.field == said.field]
        if said.field == "date":
            return _date(said, read, evidence)
        if said.field == "outlet":
            return self._outlet(said, read, evidence)
        return _venue(said, read, evidence)

    def _outlet(self, said: Told, read: Sequence[Mentioned], evidence: Span) -> Outlet:
        """Return the outlet that a proposal tells: one that the grammar read there, else one that the words name. Raises Refused."""
        relation = said.kind if said.kind in RELATIONS and said.kind != _PUBLISHED else ""
        found = next((m for m in read if self.gazetteer.same_outlet(m.value, said.value)), None)
        if found is not None:
            return Outlet(found.value, relation or found.relation or _TOLD, evidence)
        return Outlet(self._outlet_in(evidence.text, said.value), relation or _TOLD, evidence)

    def _outlet_in(self, words: str, value: str) -> str:
        """Return the outlet that words name, by its own name where the gazetteer knows it. Raises Refused."""
        if not (_holds(words, value) and _has_capital(value)):
            raise Refused("the value is not in the evidence")
        return self.gazetteer.outlet_of(value) or value


def _date(said: Told, read: Iterable[Mentioned], evidence: Span) -> Date:
    """Return the date that a proposal tells, as the grammar reads the words. Raises Refused."""
    value = next((m.value for m in read if _same_day(m.value, said.value)), None)
    if value is None:
        raise Refused("the value is not in the evidence")
    return Date(value, READER, evidence)


def _venue(said: Told, read: Sequence[Mentioned], evidence: Span) -> Venue:
    """Return the venue that a proposal tells, in the words of the evidence. Raises Refused."""
    if _holds(evidence.text, said.value) and (read or _has_capital(said.value)):
        return Venue(said.value, evidence)
    mentioned = next((m for m in read if set(_words(m.value)) <= set(_words(said.value))), None)
    if mentioned is None:
        raise Refused("the value is not in the evidence")
    return Venue(mentioned.value, evidence)


def accepted(scene: Scene, said: Iterable[tuple[int, Told]]) -> tuple[list[Accepted], list[str]]:
    """Return the proposals that stand, and the reasons for which the others do not.

    `said`: (index of the passage, proposal). One evidence for the speakers of two quotations that are not one is no evidence for either.
    """
    out: list[Accepted] = []
    reasons: list[str] = []
    by_passage: dict[int, str] = {}
    rows = sorted(said, key=lambda row: row[1].field != "speaker")  # who speaks tells whose circumstances are whose
    claimed = _claimed(rows)
    for n, proposal in rows:
        read = scene.passages[n].attribution.speaker
        speaker = by_passage.get(n) or (read.name if read is not None else None)
        try:
            if proposal.field == "speaker" and len(claimed[proposal.paragraph, proposal.evidence]) > 1:
                raise Refused("another quotation's")
            value = scene.accept(n, proposal, speaker)
        except Refused as refusal:
            reasons.append(str(refusal))
            continue
        if isinstance(value, Speaker):
            by_passage[n] = value.name
        out.append(Accepted(n, proposal.field, value))
    return out, reasons


def _nearest(some: Sequence[Named], evidence: Span) -> Named | None:
    """Return whoever of some is mentioned nearest to the evidence, None of nobody."""

    def distance(one: Named) -> int:
        at = bisect_left(one.places, (evidence.start, 0))
        return min(abs(start - evidence.start) for start, _ in one.places[max(0, at - 1) : at + 1])

    return min(some, key=distance, default=None)


def _claimed(rows: Iterable[tuple[int, Told]]) -> dict[tuple[int, str], set[str]]:
    """Return {(paragraph, evidence): speakers for whom it is given}, of words long enough to be those of one clause."""
    out: dict[tuple[int, str], set[str]] = defaultdict(set)
    for _, said in rows:
        if said.field == "speaker":
            out[said.paragraph, said.evidence].add(said.value.casefold())
    return out


def _distance(a: Stretch, b: Stretch) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _has_capital(value: str) -> bool:
    """Return whether a word of a value begins with a capital, as that of a name does."""
    return any(word[0].isupper() for word in _WORD.findall(value))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch begins and ends between words."""
    inside_start = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    inside_end = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (inside_start or inside_end)


def _words(text: str) -> list[str]:
    """Return the words of a text, folded for comparison, possessive endings off."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.translate(_STRAIGHT).casefold())]


def _holds(words: str, value: str) -> bool:
    """Return whether words have those of a value, one after another."""
    own, wanted = _words(words), _words(value)
    return bool(wanted) and any(own[at : at + len(wanted)] == wanted for at in range(len(own) - len(wanted) + 1))


def _last(name: str) -> str:
    """Return the last word of a name, by which people are called again; none for a name without a word."""
    return next(reversed(_words(name)), "")


def _same(a: str, b: str) -> bool:
    return bool(_words(a)) and _words(a) == _words(b)


def _ends_with(name: str, end: str) -> bool:
    """Return whether a name ends with another ("Marian Holt", "Holt")."""
    long, short = _words(name), _words(end)
    return bool(short) and long[-len(short) :] == short


def _shares_name(words: str, name: str) -> bool:
    """Return whether words have the last word of a name."""
    return _last(name) in _words(words)


def _agree(a: str, b: str) -> bool:
    """Return whether two names may be of one speaker."""
    return _ends_with(a, b) or _ends_with(b, a)


def _same_day(a: str, b: str) -> bool:
    """Return whether two dates in ISO 8601 are one, or one is the month or year of the other."""
    short, long = sorted((a, b), key=len)
    return short == long or (len(long) <= _PRECISE and long.startswith(f"{short}-"))
