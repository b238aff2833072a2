"""Fact-checks as feeds of ClaimReview give them → the quotations that they judge, each with the standing that the rating gives.

The shapes are those of https://schema.org/ClaimReview, of Data Commons' feed (`dataFeedElement`), and of Google's Fact Check Tools API
(`claims`). A rating judges what is claimed: where the claim is that somebody said some words, it says whether they did. Where the claim
is no more than what somebody said in other words, it holds no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from schemas.vocabulary import ASSERTED, REJECTED
from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Document, Passage, Span, Speaker
from service.sources.days import day_of
from service.sources.fields import address, plain_text
from service.sources.formats import Given
from service.sources.metadata import outlet_at
from service.sources.shapes import JsonObject
from service.sources.tables import entries, pairs

_QUOTED = re.compile(
    r"“([^“”]{8,2000})”|\"([^\"]{8,2000})\"|(?<!\w)[‘']([^‘’']{8,2000}(?:[’'](?=\w)[^‘’']{0,2000}){0,20})[’'](?!\w)|«([^«»]{8,2000})»"
)
_NAME = re.compile(r"(?<![\w'’-])[^\W\d_a-z][\w'’-]{1,30}(?:\s(?:[^\W\d_a-z][\w.'’-]{0,30}|de|von|van|der|la|bin|al)){1,4}")
_VERBS = frozenset("says said claims quotes quoted shows did has does is was when why how as".split())  # with which claims begin
_OF_FEED = frozenset(("item", "claimReview", "claimReviewed"))  # what a row of a feed has one of
_LEAST_WORDS = 3  # of a quotation
_MOST_REVIEWS = 100_000  # of a feed


class _Review(NamedTuple):
    """A claim and what one fact-checker says of it. `claimant`: who makes the claim, or whom it is ascribed to."""

    claim: str
    claimant: str | None
    rating: str
    is_worst: bool
    is_best: bool
    outlet: str | None
    url: str | None
    day: str | None
    title: str | None


def is_claim_review(values: JsonObject) -> bool:
    """Tell whether an object is a fact-check, or a feed of them."""
    if "claimReviewed" in values:
        return True
    rows = values.get("dataFeedElement", values.get("claims"))
    return isinstance(rows, list) and any(isinstance(row, dict) and not _OF_FEED.isdisjoint(row) for row in rows)


def read_claim_reviews(values: JsonObject, gazetteer: Gazetteer) -> Iterator[Given | UnreadableSource]:
    """Yield a document for each fact-check of a quotation, and an error for each of something else."""
    for number, review in enumerate(_reviews(values)):
        if number == _MOST_REVIEWS:
            raise UnreadableSource(f"more than {_MOST_REVIEWS} fact-checks in one feed")
        try:
            yield _given(review, gazetteer)
        except UnreadableSource as error:
            yield UnreadableSource(f"{review.url or review.claim[:80]}: {error.detail}")


def _reviews(values: JsonObject) -> Iterator[_Review]:
    """Yield the fact-checks of an object, whichever its shape."""
    if "claimReviewed" in values:
        yield _of_schema(values)
    for row in _rows(values.get("dataFeedElement")):
        yield from (_of_schema(item) for item in (row, *_rows(row.get("item"))) if "claimReviewed" in item)
    for claim in _rows(values.get("claims")):
        yield from (_of_tools(claim, review) for review in _rows(claim.get("claimReview")))


def _of_schema(row: JsonObject) -> _Review:
    """Return the fact-check of an object of schema.org."""
    rating, claim = _object(row.get("reviewRating")), _object(row.get("itemReviewed"))
    worst, value, best = (_number(rating.get(name)) for name in ("worstRating", "ratingValue", "bestRating"))
    has_scale = None not in (worst, value, best) and worst != best
    return _Review(
        plain_text(row.get("claimReviewed")) or "",
        plain_text(claim.get("author")),
        plain_text(rating.get("alternateName")) or plain_text(rating.get("name")) or "",
        has_scale and value == worst,
        has_scale and value == best,
        plain_text(row.get("author")) or plain_text(row.get("publisher")),
        address(row.get("url")),
        day_of(row.get("datePublished")),
        plain_text(row.get("name")) or plain_text(row.get("headline")),
    )


def _of_tools(claim: JsonObject, review: JsonObject) -> _Review:
    """Return the fact-check of a claim of the Fact Check Tools API."""
    return _Review(
        plain_text(claim.get("text")) or "",
        plain_text(claim.get("claimant")),
        plain_text(review.get("textualRating")) or "",
        False,
        False,
        plain_text(review.get("publisher")),
        address(review.get("url")),
        day_of(review.get("reviewDate")),
        plain_text(review.get("title")),
    )


def _given(review: _Review, gazetteer: Gazetteer) -> Given:
    """Return the document of a fact-check of a quotation. Raises UnreadableSource for one of something else, and for one that does not say what was checked."""
    standing = _standing(review)
    if standing is None:
        raise UnreadableSource(f"its rating {review.rating!r} does not say whether the words were said")
    judges_words = any(word in review.rating.casefold() for word in entries("attribution_ratings"))
    start, end = _words(review.claim, is_all=judges_words)
    name = _speaker(review, f"{review.claim[:start]} , {review.claim[end:]}", judges_words=judges_words)
    words = review.claim[start:end]
    text = f"{review.claim}\n\n{review.rating}" if review.rating else review.claim
    at = len(review.claim) + 2
    evidence = Span(at, at + len(review.rating), review.rating) if standing != ASSERTED and review.rating else None
    speaker = Speaker(name, basis="document") if name else None
    passage = Passage((Span(start, end, words),), Attribution(speaker), standing, evidence)
    return Given(
        Document(
            text=text,
            title=review.title or review.claim[:200],
            url=review.url,
            outlet=_outlet(review, gazetteer),
            published=review.day,
            speaker=name,
            stated=(passage,),
        ),
        is_row=True,
    )


def _speaker(review: _Review, around: str, *, judges_words: bool) -> str | None:
    """Return whom a claim has say its words: whoever is named `around` them, or else the claimant of what a rating says who said.

    Raises UnreadableSource where a rating does not judge that: "“We paid for it all”: false" was said, and is not so.
    """
    named = next((name for match in _NAME.finditer(around) if (name := _without_verb(match[0]))), None)
    if review.claimant and named and named.endswith(f" {review.claimant}"):
        return review.claimant  # the feed names the person, the claim with an office
    if named is None and not judges_words:
        raise UnreadableSource(f"its rating {review.rating!r} judges what the words say, and not whether somebody said them")
    return named or review.claimant


def _without_verb(name: str) -> str | None:
    """Return a name without the verb that a claim begins with ("Says Ann Ek said …"); None where then no name of two words is left."""
    first, _, rest = name.partition(" ")
    if first.casefold() not in _VERBS:
        return name
    return rest if " " in rest else None


def _outlet(review: _Review, gazetteer: Gazetteer) -> str | None:
    """Return who checks, by the address of the check, else as the feed names them."""
    return (outlet_at(review.url, gazetteer) if review.url else None) or review.outlet


def _standing(review: _Review) -> str | None:
    """Return how a rating presents the words of a claim, None for one that does not say."""
    rating = f" {review.rating.casefold()} "
    found = next((use for words, use in pairs("rating_words") if words in rating), None)
    if found is not None:
        return None if found == "none" else found
    return REJECTED if review.is_worst else ASSERTED if review.is_best else None


def _words(claim: str, *, is_all: bool) -> tuple[int, int]:
    """Return where the words of a claim's quotation stand in it; `is_all`: all of it, where it has no marks. Raises UnreadableSource for none."""
    spans = [match.span(match.lastindex or 0) for match in _QUOTED.finditer(claim)]
    long = [(start, end) for start, end in spans if len(claim[start:end].split()) >= _LEAST_WORDS]
    if long:
        return max(long, key=lambda span: span[1] - span[0])
    if is_all and len(claim.split()) >= _LEAST_WORDS:
        return 0, len(claim)
    raise UnreadableSource("it reviews a claim and no quotation")


def _rows(value: Any) -> list[JsonObject]:
    """Return the objects of a list, or the one object that stands for a list."""
    return [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, dict)]


def _object(value: Any) -> JsonObject:
    return next(iter(_rows(value)), {})


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
