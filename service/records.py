"""The plain records that every layer speaks.

Offsets are Unicode code points into the text as submitted, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any


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
class Origin:
    """How a document came, and what is known of it beside its content: nothing here takes part in its id.

    `sha256`: of the bytes it was read from; `reader`: which read them, with its version; `language`: ISO 639-1, None where
    there are too few words to tell; `published_basis`: where the date of publication stands.
    """

    sha256: str | None = None
    reader: str | None = None
    author: str | None = None
    language: str | None = None
    published_basis: str | None = None  # stated | metadata | url | text
    modified: str | None = None  # ISO 8601 date, with the time where it is known


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
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def id(self) -> str:
        """64 bits of a hash over every field but its origin: the same content is the same document, however often it arrives."""
        values = zip(_DOCUMENT_FIELDS, _document_values(self), strict=True)
        content = ", ".join([f'"{name}": {"null" if v is None else encode_basestring_ascii(v)}' for name, v in values])
        return hashlib.sha256(f"{{{content}}}".encode()).hexdigest()[:16]  # as json.dumps would, but sooner

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """Its fields, and in `origin` what is known of that."""
        known = {f.name: value for f in fields(Origin) if (value := getattr(self.origin, f.name)) is not None}
        return {**{name: getattr(self, name) for name in _IN_ORDER}, **({"origin": known} if known else {})}

    @classmethod
    def of(cls, values: dict[str, Any]) -> Document:
        """What `as_dict` gave; fields that a later version knows are left out."""
        origin = {f.name: (values.get("origin") or {}).get(f.name) for f in fields(Origin)}
        return cls(**{name: values[name] for name in _IN_ORDER if values.get(name) is not None}, origin=Origin(**origin))


_IN_ORDER = tuple(f.name for f in fields(Document) if f.name != "origin")
_DOCUMENT_FIELDS = tuple(sorted(_IN_ORDER))
_document_values = attrgetter(*_DOCUMENT_FIELDS)


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
