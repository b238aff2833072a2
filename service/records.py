"""The plain records that every layer speaks.

Offsets are Unicode code points into the text as submitted, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from json.encoder import encode_basestring_ascii
from typing import Any

KINDS = ("article", "transcript", "speech", "post", "release")
FIELDS = ("speaker", "date", "venue", "outlet")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; `text` equals the slice from `start` to `end`."""

    start: int
    end: int
    text: str


Evidence = Span


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    type: str = "person"  # person | organization | unnamed
    role: str | None = None
    evidence: Evidence | None = None
    basis: str = "named"  # named | description | pronoun | position | document: what the evidence is
    score: float = 1.0  # how often a speaker found on this basis is the right one, by measurement


@dataclass(frozen=True, slots=True)
class Date:
    value: str  # ISO 8601 at the precision that is known
    basis: str = "stated"  # stated | inferred | published
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Venue:
    name: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    name: str
    relation: str = "told"  # told | via | quoted_by | wrote | published
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, when, where and to which outlet; None where the document does not say."""

    speaker: Speaker | None = None
    date: Date | None = None
    venue: Venue | None = None
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source text with what is known about it."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    kind: str = "article"
    speaker: str | None = None
    venue: str | None = None

    @property
    def id(self) -> str:
        """64 bits of a hash over every field: the same content is the same document, however often it arrives."""
        values = ((name, getattr(self, name)) for name in _DOCUMENT_FIELDS)
        content = ", ".join(f'"{name}": {"null" if v is None else encode_basestring_ascii(v)}' for name, v in values)
        return hashlib.sha256(f"{{{content}}}".encode()).hexdigest()[:16]  # as json.dumps would, but for a third of its time

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def as_dict(self) -> dict[str, str | None]:
        return {f.name: getattr(self, f.name) for f in fields(self)}


_DOCUMENT_FIELDS = tuple(sorted(f.name for f in fields(Document)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words with one speaker: a quotation that an article reports, or a turn of a transcript."""

    parts: tuple[Span, ...]
    attribution: Attribution = field(default_factory=Attribution)

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


def as_plain(record: Any) -> Any:
    """A record as dicts and lists, in the names of the wire contract."""
    if hasattr(record, "__dataclass_fields__"):
        return {f.name: as_plain(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, (tuple, list)):
        return [as_plain(item) for item in record]
    return record
