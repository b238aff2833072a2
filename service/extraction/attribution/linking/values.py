"""The dates, venues and outlets that an article mentions, each with every place at which it does."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.page.frames import without_possessive
from service.extraction.page.occurrences import Occurrence
from service.records import Span

FIELDS = ("date", "venue", "outlet")
"""The fields that are linked."""
Line = tuple[int, int]
"""A sentence: the number of its frame, and its own there."""
Lines = Mapping[str, Mapping[Line, set[str]]]
"""{field: {sentence: the keys of the values that it mentions}}."""
_ANCHORED = 1  # frames over which a date is what others count from
_SENTENCES = 40  # of a paragraph that are read; bounds the work on a long one
_BEFORE, _AFTER, _OPENING = 12, 2, 3  # paragraphs around a quotation, and at the start of the text, whose mentions are read


class Place(NamedTuple):
    """A mention in the article: in the `order`-th frame, `offset` characters into the document.

    `subject`: the full name of its sentence's subject, or None; `is_pronoun`: whether that is a pronoun.
    """

    order: int
    sentence: int
    offset: int
    occurrence: Occurrence
    subject: str | None
    is_pronoun: bool

    @property
    def line(self) -> Line:
        """The frame and the sentence."""
        return self.order, self.sentence


@dataclass(slots=True)
class Value:
    """A value of a field, the name by which the article calls it most fully, and its mentions in order."""

    key: str
    name: str
    places: list[Place] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    """Of the mentions, once they are sorted."""
    orders: list[int] = field(default_factory=list)
    """The numbers of their frames, once they are sorted."""

    def sort(self) -> None:
        """Put the mentions in the order of the text, in which they are looked up."""
        self.places.sort(key=_offset)
        self.offsets = [place.offset for place in self.places]
        self.orders = [place.order for place in self.places]

    def nearest(self, offset: int) -> list[Place]:
        """Return the mentions next to an offset, at most two before and two behind it."""
        at = bisect_left(self.offsets, offset)
        return self.places[max(0, at - 2) : at + 2]

    def count_before(self, offset: int) -> int:
        """Return how many mentions stand before an offset."""
        return bisect_left(self.offsets, offset)

    def count_in(self, order: int) -> int:
        """Return how many mentions a frame has."""
        return bisect_left(self.orders, order + 1) - bisect_left(self.orders, order)


class Values:
    """The values of one field, by key, and all their places in order once `sort` was called."""

    def __init__(self, field: str) -> None:
        self.field = field
        self.by_key: dict[str, Value] = {}
        self.also: dict[str, list[tuple[int, str]]] = defaultdict(list)
        """{key of a shorter name: where it stands, and the key of what it means there}."""
        self.heads: dict[str, list[tuple[Place, str]]] = defaultdict(list)
        """{noun of an occasion: its mentions in order, each with the key of its value}."""
        self.places: list[tuple[Place, str]] = []
        self._offsets: list[int] = []

    def sort(self) -> None:
        """Put all mentions in the order of the text, in which they are looked up."""
        self.places.sort(key=_offset_of_pair)
        for place, key in self.places:
            if place.occurrence.head:
                self.heads[place.occurrence.head].append((place, key))
        self._offsets = [place.offset for place, _ in self.places]
        for value in self.by_key.values():
            value.sort()

    def first_from(self, offset: int) -> int:
        """Return the number of the first place from an offset of the document on."""
        return bisect_left(self._offsets, offset)

    def meant(self, key: str, offset: int) -> str:
        """Return the key of the value that a name means at an offset."""
        return min(self.also.get(key, ()), key=lambda told: abs(told[0] - offset), default=(0, key))[1]

    def add(self, key: str, name: str, place: Place) -> None:
        """Add a mention."""
        value = self.by_key.setdefault(key, Value(key, name))
        value.places.append(place)
        self.places.append((place, key))


def lines_of(values: Mapping[str, Values]) -> Lines:
    """Return {field: {sentence: the keys of the values that it mentions}}."""
    lines: dict[str, dict[Line, set[str]]] = {}
    for name, found in values.items():
        of_field = lines[name] = defaultdict(set)
        for place, key in found.places:
            of_field[place.line].add(key)
    return {name: dict(of_field) for name, of_field in lines.items()}


def key_of(article: Article, field: str, name: str) -> str:
    """Return the key under which a value is one, however it is written."""
    if field == "outlet":
        return article.gazetteer.outlet_key(name)
    return article.grammar.without_article(name).replace("’", "'").casefold()


def evidence(article: Article, place: Place) -> Span:
    """Return the words of a mention as offsets of the document."""
    frame = article.order[place.order]
    words = frame.sentences[place.sentence].tokens
    last = words[place.occurrence.last]
    return Span(frame.offset(words[place.occurrence.first].start), frame.offset(last.end - 1) + 1, "")


def read_values(article: Article) -> dict[str, Values]:
    """Return {field: values} of the frames near the article's quotations and at its start."""
    found = {name: Values(name) for name in FIELDS}
    names, anchor = _Names(), None
    for order in _orders(article):
        for place in _places(article, order, anchor if anchor and order - anchor.order <= _ANCHORED else None):
            occurrence = place.occurrence
            if occurrence.field == "date":
                anchor = _Anchor(order, occurrence.value)
            name = _meant_by(article, names, place)
            values, key = found[occurrence.field], key_of(article, occurrence.field, name)
            values.add(key, name, place)
            if name != occurrence.value:
                values.also[key_of(article, occurrence.field, occurrence.value)].append((place.offset, key))
    for values in found.values():
        values.sort()
    return found


def _meant_by(article: Article, names: _Names, place: Place) -> str:
    """Return the name of what a mention means: an occasion told before, the outlet of which "the Ledger" is short, else its own."""
    occurrence = place.occurrence
    if occurrence.field == "venue":
        return names.fullest(occurrence)
    if occurrence.field == "outlet":
        span = evidence(article, place)
        words = without_possessive(article.text[span.start : span.end])
        return article.gazetteer.meant_by(words, article.text, span.start, article.document.outlet) or occurrence.value
    return occurrence.value


class _Anchor(NamedTuple):
    """The date told last, and its frame."""

    order: int
    value: str


class _Names:
    """The occasions named so far, by which a shorter name is told to mean one of them."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        self._alike: dict[frozenset[str], str] = {}

    def fullest(self, occurrence: Occurrence) -> str:
        """Return the name of an occasion: a bare noun ("the hearing") is the last whose name begins or ends with it."""
        name, words = occurrence.value, occurrence.value.casefold().split()
        if len(words) == 1 and name.islower():
            return self._last.get(words[0], name)
        known = self._alike.setdefault(occurrence.sense, name) if occurrence.sense else name
        for word in {words[0], words[-1]} if words else ():
            self._last[word] = known
        return known


def _orders(article: Article) -> list[int]:
    near = set(range(min(_OPENING, len(article.order))))
    for quotation in article.done:
        at = article.position[quotation.frame.paragraph]
        near.update(range(max(0, at - _BEFORE), min(len(article.order), at + _AFTER + 1)))
    return sorted(near)


def _places(article: Article, order: int, anchor: _Anchor | None) -> Iterator[Place]:
    """Yield the mentions of a frame; `anchor` is the date told last before it, from which others count ("later that day")."""
    frame, told = article.order[order], anchor.value if anchor else None
    by_sentence: dict[int, tuple[str | None, bool]] = defaultdict(lambda: (None, False))
    for number in range(min(len(frame.sentences), _SENTENCES)):
        for occurrence in article.grammar.occurrences(article.context_with(frame, number, told)):
            if occurrence.field == "date":
                told = occurrence.value
            if number not in by_sentence:
                subject = article.resolver.subject(frame, number)
                is_pronoun = subject is not None and subject.kind == "pronoun"
                by_sentence[number] = article.resolver.name_of_subject(frame, number), is_pronoun
            offset = frame.offset(frame.sentences[number].tokens[occurrence.first].start)
            meant = _meant(article, occurrence, offset)
            if meant is not None:
                yield Place(order, number, offset, meant, *by_sentence[number])


def _meant(article: Article, occurrence: Occurrence, offset: int) -> Occurrence | None:
    """Return a mention at an offset, a name that several outlets go by as the article means it; None where that is not told."""
    if occurrence.field != "outlet" or not article.gazetteer.is_shared(occurrence.value):
        return occurrence
    meant = article.gazetteer.meant_by(occurrence.value, article.text, offset, article.document.outlet)
    return None if meant is None else occurrence._replace(value=meant)


def _offset(place: Place) -> int:
    return place.offset


def _offset_of_pair(pair: tuple[Place, str]) -> int:
    return pair[0].offset
