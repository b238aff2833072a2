"""Quotations that somebody has attributed already: one a row, in our field names or as Quotebank publishes them.

Quotebank (Vaucher et al., WSDM 2021, https://zenodo.org/record/4277311): `quoteID`, `quotation`, `speaker` ("None" where
it is unknown), `probas` (pairs of name and probability), `date`, `urls`. Its dates are those of publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from schemas.vocabulary import KINDS, RELATIONS, SPEAKER_TYPES
from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Date, Document, Outlet, Passage, Span, Speaker, Venue
from service.sources.days import day_of
from service.sources.fields import address, folded, plain_text, require_published, with_common_names
from service.sources.formats import Given
from service.sources.metadata import date_in, outlet_at
from service.sources.shapes import JsonObject
from service.sources.speakers import is_listed, is_unnamed, plain_label
from service.sources.tables import words

_TEXT = ("quotation", "quote", "text")
_QUOTED_AS = ("quotation", "quote", "quotetext", "quotationtext", "quotedtext")  # names of columns, folded
_SAID_BY = ("speaker", "speakername", "person", "saidby", "attributedto", "name", "who", "author")
_SAID_ON = ("date", "datesaid", "dateofstatement", "statementdate", "dateofquote", "quotedate", "saidon")
_TEXTS = ("role", "title", "kind")
_LEAST_PROBABILITY = 0.6  # of a speaker that a source only holds for likely: half as much again as of all others together
_MOST_URLS = 20  # of a row that are kept; a story that goes round the world stands in some hundred papers
_LONGEST = 100_000  # characters of a quotation
_MARKS = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'))


def quotation_row(values: Mapping[str, Any]) -> JsonObject | None:
    """Return a row of a table of quotations in our field names, None for one without a quotation, or with a text besides."""
    by_name = {folded(name): value for name, value in values.items()}
    words = next((by_name[name] for name in _QUOTED_AS if isinstance(by_name.get(name), str)), None)
    if not words or (known := with_common_names(values)).get("text"):
        return None
    speaker = next((by_name[name] for name in _SAID_BY if by_name.get(name)), None)
    return {
        **known,
        "quotation": words,
        "speaker": speaker,
        "date": next((by_name[name] for name in _SAID_ON if by_name.get(name)), None),
    }


def read_quotation(row: bytes, gazetteer: Gazetteer) -> list[Given]:
    """Return the documents of a row, one for each address it has, which hold the quotation alone with its passage.

    An invalid date, and a name that is nobody's, are left out. Raises UnreadableSource.
    """
    try:
        values = orjson.loads(row)
    except ValueError as error:
        raise UnreadableSource(f"not JSON: {error}") from None
    if not isinstance(values, dict):
        raise UnreadableSource(f"a quotation is an object with a text, not {type(values).__name__}")
    require_published(values.get("status"))
    text = _words(next((values[name] for name in _TEXT if values.get(name)), None))
    speaker = _speaker(values)
    known = {name: value for name in _TEXTS if (value := plain_text(values.get(name)))}
    given = values.get("published") or (values.get("date") if "quoteID" in values else None)
    urls = [(url, _outlet_at(url, gazetteer) if url else None) for url in _urls(values)]
    return [
        _given(text, speaker, {**known, "at": at}, values, url, _day(given) if n == 0 else None) for n, (url, at) in enumerate(urls)
    ]


def _given(
    text: str,
    speaker: Speaker | None,
    known: Mapping[str, str | None],
    values: Mapping[str, Any],
    url: str | None,
    published: str | None,
) -> Given:
    """Return the document of a quotation at one address. `published`: as the row tells it for that address."""
    published = published or date_in(url)
    outlet, venue = plain_text(values.get("outlet")), plain_text(values.get("venue"))
    stated = None if "quoteID" in values else _day(values.get("date"))
    relation = values.get("relation")
    attribution = Attribution(
        speaker=speaker,
        date=Date(stated) if stated else Date(published, "published") if published else None,
        venue=Venue(venue) if venue else None,
        outlet=Outlet(outlet, relation if relation in RELATIONS else "published") if outlet else None,
    )
    kind = known.get("kind") or "article"
    document = Document(
        text=text,
        title=known.get("title"),
        url=url,
        outlet=outlet or known["at"],
        published=published,
        kind=kind if kind in KINDS else "article",
        speaker=speaker.name if speaker else None,
        venue=venue,
        stated=(Passage((Span(0, len(text), text),), attribution),),
    )
    return Given(document, is_row=True)


def _words(value: Any) -> str:
    """Return the words of a quotation without white space and marks about them. Raises UnreadableSource."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > 2 and (text[0], text[-1]) in _MARKS and not any(mark in text[1:-1] for mark in (text[0], text[-1])):
        text = text[1:-1].strip()
    if not text:
        raise UnreadableSource("quotation is missing or empty")
    if "\x00" in text:
        raise UnreadableSource("quotation holds a NUL character")
    if len(text) > _LONGEST:
        raise UnreadableSource(f"quotation has more than {_LONGEST} characters")
    return text


def _speaker(values: Mapping[str, Any]) -> Speaker | None:
    """Return whose a row says that its quotation is, with the probability that it gives; None for nobody and for what is not likely enough."""
    name = plain_label(values.get("speaker"))
    if not name:
        return None
    probability = _probability(values.get("probas"), name)
    if probability is not None and probability < _LEAST_PROBABILITY:
        return None
    name, work = _without_work(name)
    kind = values.get("speaker_type")
    kind = kind if isinstance(kind, str) and kind in SPEAKER_TYPES else "unnamed" if is_unnamed(name) else "person"
    score = 1.0 if probability is None else min(probability, 1.0)
    return Speaker(name, kind, plain_text(values.get("role")) or work, basis="document", score=score)


def _without_work(name: str) -> tuple[str, str | None]:
    """(name, what stands behind it) of a label in which a work or an office follows a whole name: "Ines Calloway, The Piers"."""
    first, comma, rest = name.partition(", ")
    is_whole = len(first.split()) > 1 and all(word[0].isupper() or word in words("particles") for word in first.split())
    inner = rest.split()
    is_more = len(inner) > 2 or rest[:1].islower() or rest.casefold() in words("offices") or inner[:1] in (["The"], ["A"], ["An"])
    return (first, rest) if comma and is_whole and is_more and not is_listed(name) else (name, None)


def _probability(pairs: Any, name: str) -> float | None:
    """Return the probability of a name among pairs of name and probability, None where there are none."""
    for pair in pairs if isinstance(pairs, list) else ():
        if isinstance(pair, list) and len(pair) == 2 and pair[0] == name:
            try:
                return float(pair[1])
            except (TypeError, ValueError):
                return None
    return None


def _urls(values: Mapping[str, Any]) -> list[str | None]:
    """Return the addresses of a row; an empty one where it has none."""
    given = values.get("urls") or values.get("url")
    found = dict.fromkeys(url for value in (given if isinstance(given, list) else [given]) if (url := address(value)))
    return [*list(found)[:_MOST_URLS]] or [None]


@lru_cache(maxsize=4096)
def _day_of_text(value: str) -> str | None:
    """Return the day of a date that many rows of a file have."""
    return day_of(value)


def _day(value: Any) -> str | None:
    """Return the day of a row's date, None for anything else."""
    return _day_of_text(value) if isinstance(value, str) else day_of(value)


@lru_cache(maxsize=4096)
def _outlet_at(url: str, gazetteer: Gazetteer) -> str | None:
    """Return the outlet of an address that many rows of a file have."""
    return outlet_at(url, gazetteer)
