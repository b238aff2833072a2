"""The plain records that every layer speaks.

Offsets are Unicode code points into the text as submitted, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, cast

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
class Origin:
    """How a document came, and what is known of it beside its content: nothing here takes part in its id.

    `sha256`: of the bytes it was read from; `reader`: which read them, with its version; `language`: ISO 639-1, None where
    there are too few words to tell; `published_basis`: where the date of publication stands; `guid`: the identifier that all
    versions of it share, where its source gives one; `embargo`: the moment before which it must not be shown.
    """

    sha256: str | None = None
    reader: str | None = None
    author: str | None = None
    language: str | None = None
    published_basis: str | None = None  # stated | metadata | url | text
    modified: str | None = None  # ISO 8601 date, with the time where it is known
    guid: str | None = None
    embargo: str | None = None  # ISO 8601, in UTC


@dataclass(frozen=True, slots=True)
class Media:
    """A recording's address and the seconds in it between which words are spoken; None where the source does not say."""

    url: str | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words with one speaker: a quotation that an article reports, or a turn of a transcript.

    `media`: where a recording has it; `marks`: (offset into the document, second) at which parts of a long turn begin, in order.
    """

    parts: tuple[Span, ...]
    attribution: Attribution = field(default_factory=Attribution)
    media: Media | None = None
    marks: tuple[tuple[int, float], ...] = ()

    @property
    def text(self) -> str:
        """The words of all parts, joined by spaces."""
        return " ".join(part.text for part in self.parts)

    def as_dict(self) -> dict[str, Any]:
        """Its fields as JSON has them."""
        return cast(dict[str, Any], as_plain(self))

    @classmethod
    def of(cls, values: dict[str, Any]) -> Passage:
        """Rebuild a passage from the output of `as_dict`."""
        attribution = values.get("attribution") or {}
        told = {name: _record(kind, attribution.get(name)) for name, kind in _ATTRIBUTED.items()}
        return cls(
            tuple(Span(**part) for part in values["parts"]),
            Attribution(**told),
            Media(**values["media"]) if values.get("media") else None,
            tuple((int(at), float(second)) for at, second in values.get("marks") or ()),
        )


_ATTRIBUTED: dict[str, type] = {"speaker": Speaker, "date": Date, "venue": Venue, "outlet": Outlet}


def _record(kind: type, values: dict[str, Any] | None) -> Any:
    """A field of an attribution from its fields as JSON has them, those that a later version knows left out."""
    if values is None:
        return None
    known = {f.name: values[f.name] for f in fields(kind) if f.name in values}
    evidence = known.get("evidence")
    return kind(**{**known, "evidence": Span(**evidence) if evidence else None})


@dataclass(frozen=True, slots=True)
class Document:
    """One source text with what is known about it.

    `stated`: passages that the source itself attributes, such as the turns of a transcript or an embedded post; their parts are
    slices of `text`. They are taken as they stand and never read out of the text, so that a speaker's name stays as it is spelled.
    """

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    kind: str = "article"
    speaker: str | None = None
    venue: str | None = None
    origin: Origin = field(default=Origin(), compare=False)
    stated: tuple[Passage, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """64 bits of a hash over every field but `origin` and `stated`: the same content is the same document, however often it arrives."""
        values = zip(_DOCUMENT_FIELDS, _document_values(self), strict=True)
        content = ", ".join([f'"{name}": {"null" if v is None else encode_basestring_ascii(v)}' for name, v in values])
        return hashlib.sha256(f"{{{content}}}".encode()).hexdigest()[:16]  # as json.dumps would, but sooner

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """Its fields, in `origin` what is known of that, and in `stated` the passages that the source attributes."""
        known = {f.name: value for f in fields(Origin) if (value := getattr(self.origin, f.name)) is not None}
        beside = {"origin": known, "stated": [passage.as_dict() for passage in self.stated]}
        return {**{name: getattr(self, name) for name in _IN_ORDER}, **{name: value for name, value in beside.items() if value}}

    @classmethod
    def of(cls, values: dict[str, Any]) -> Document:
        """What `as_dict` gave; fields that a later version knows are left out."""
        origin = {f.name: (values.get("origin") or {}).get(f.name) for f in fields(Origin)}
        stated = tuple(Passage.of(passage) for passage in values.get("stated") or ())
        known = {name: values[name] for name in _IN_ORDER if values.get(name) is not None}
        return cls(**known, origin=Origin(**origin), stated=stated)


_IN_ORDER = tuple(f.name for f in fields(Document) if f.name not in ("origin", "stated"))
_DOCUMENT_FIELDS = tuple(sorted(_IN_ORDER))
_document_values = attrgetter(*_DOCUMENT_FIELDS)


def as_plain(record: Any) -> Any:
    """A record as dicts and lists, in the names of the wire contract."""
    if hasattr(record, "__dataclass_fields__"):
        return {f.name: as_plain(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, (tuple, list)):
        return [as_plain(item) for item in record]
    return record
