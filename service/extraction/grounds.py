"""Ground what somebody else says of a document: who and what it mentions, and which clause attributes which quotation.

The rules of extraction read these off the text before they decide anything. A second reader's answers are checked against them
(`service.ingestion.reader_accepting`), so that they must rest on what the rules would rest on too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.attribution.linking.values import evidence, read_values
from service.extraction.attribution.ranking.cast import Cast, Place
from service.extraction.page.layout import paragraphs
from service.extraction.passages import read_article
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

Stretch = tuple[int, int]
"""Offsets [start, end) of the document."""


class Named(NamedTuple):
    """Somebody or something that can speak, by the fullest name in the document, with each mention in order.

    `type` as in `Speaker`; `gender`: "m", "f" or None.
    """

    name: str
    type: str
    gender: str | None
    places: tuple[Stretch, ...]


class Mentioned(NamedTuple):
    """A date, venue or outlet where the document mentions it: field, value as it is served, place and how an outlet carries words."""

    field: str
    value: str
    place: Stretch
    relation: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a document offers as evidence.

    `paragraphs`, `sentences`: where they stand, in order; `clauses`: by the start of a quotation, the clause that attributes it;
    `genders`: {pronoun of a person: "m" or "f"}; `body_pronouns`: those that stand for organizations.
    """

    paragraphs: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...] = ()
    clauses: Mapping[int, Stretch] = field(default_factory=dict)
    named: tuple[Named, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()
    genders: Mapping[str, str] = field(default_factory=dict)
    body_pronouns: frozenset[str] = frozenset()


def paragraphs_of(document: Document) -> tuple[Stretch, ...]:
    """Return where the paragraphs of a document stand, in order."""
    return tuple((block.start, block.end) for block in paragraphs(document.text))


def grounds(document: Document, gazetteer: Gazetteer) -> Grounds:
    """Return what a document offers as evidence; takes about as long as extracting its quotations."""
    article = read_article(document, gazetteer)
    if article is None:
        return Grounds(paragraphs_of(document))
    return Grounds(
        paragraphs_of(document),
        tuple(_sentences(article)),
        dict(_clauses(article)),
        tuple(_named(article)),
        tuple(_mentioned(article)),
        article.grammar.vocabulary.genders,
        article.grammar.vocabulary.body_pronouns,
    )


def _sentences(article: Article) -> Iterator[Stretch]:
    for frame in article.order:
        for sentence in frame.sentences:
            yield frame.offset(sentence.start), frame.offset(sentence.end - 1) + 1


def _clauses(article: Article) -> Iterator[tuple[int, Stretch]]:
    """Yield the start of each quotation that a clause attributes, and that clause from its first to its last word."""
    for quotation in article.done:
        if (clue := quotation.clue) is not None:
            words = clue.tokens
            first, last = min(clue.phrase.first, clue.cue), max(clue.phrase.last, clue.cue)
            yield quotation.start, (clue.frame.offset(words[first].start), clue.frame.offset(words[last].end - 1) + 1)


def _named(article: Article) -> Iterator[Named]:
    for entity in Cast(article).entities:
        if entity.places:
            yield Named(entity.name, entity.type, entity.gender, tuple(_place(article, place) for place in entity.places))


def _place(article: Article, place: Place) -> Stretch:
    frame, phrase = article.order[place.order], place.mention.phrase
    words = frame.sentences[place.sentence].tokens
    return frame.offset(words[phrase.first].start), frame.offset(words[phrase.last].end - 1) + 1


def _mentioned(article: Article) -> Iterator[Mentioned]:
    for name, values in read_values(article).items():
        for place, key in values.places:
            span = evidence(article, place)
            yield Mentioned(name, values.by_key[key].name, (span.start, span.end), place.occurrence.relation)
