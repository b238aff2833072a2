"""What an index says of itself: how much it holds, and of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.records import CitedDocument


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much an index holds. `index_revision`: its generation and how often that was written to."""

    documents: int
    quotations: int
    index_revision: str


@dataclass(frozen=True, slots=True)
class Stats(Holdings):
    """How much an index holds, with its names.

    `built`, `written`: seconds since 1970, None if they are not known; `to_reread`: documents that older rules read.
    """

    speakers: int
    outlets: int
    built: int | None
    written: int | None
    to_reread: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name with the number of its quotations."""

    name: str
    quotations: int


@dataclass(frozen=True, slots=True)
class Overview(Stats):
    """Of what kind an index's holdings are.

    `known`: the quotations with each field known, by field. `months`: quotations by month (`2016-08`), or by year where that
    is all that is known, in order. `undated`: quotations without any date. `most_quoted`, `most_quoting`: speakers and
    outlets with the most quotations, the most first.
    """

    known: Mapping[str, int]
    months: Sequence[tuple[str, int]]
    undated: int
    most_quoted: Sequence[Ranked]
    most_quoting: Sequence[Ranked]


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document with the number of its quotations."""

    document: CitedDocument
    quotations: int
