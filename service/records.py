"""The plain records that every layer speaks; `service.wire` writes them in the shapes of the contract.

Offsets are Unicode code points into the text as submitted, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any

from service.errors import UnreadableSource


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; `text` equals the slice from `start` to `end`."""

    start: int
    end: int
    text: str


Evidence = Span
PERCENT = 100
LEAST_PERCENT = {"speaker": 76, "date": 70, "venue": 70, "outlet": 70}
"""{field of an attribution: percent of probability from which its value is sure enough to be given}, unless settings say another.

Each is where cross-validation finds the precision that is wanted, within half a point; see bench/attribution.py.
"""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says the words; `evidence` is None where only the document as a whole tells.

    `type`: person, organization or unnamed. `basis`: what the evidence is. `score`: 0 to 1, how often a speaker found on this
    basis is the right one, as measured.
    """

    name: str
    type: str = "person"
    role: str | None = None
    evidence: Evidence | None = None
    basis: str = "named"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Date:
    """When the words were said: ISO 8601 at the precision that is known.

    `basis`: stated, inferred or published. `score`: 0 to 1, how often such a date is the right one.
    """

    value: str
    basis: str = "stated"
    evidence: Evidence | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Venue:
    """Where the words were said. `score`: 0 to 1, how often such a venue is the right one."""

    name: str
    evidence: Evidence | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Outlet:
    """The outlet that the words were first given to or carried by.

    `relation`: told, via, quoted_by, wrote or published. `score`: 0 to 1, how often such an outlet is the right one.
    """

    name: str
    relation: str = "told"
    evidence: Evidence | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Likely:
    """A value of a field that is likely but not sure: a name, or a date in ISO 8601. `score`: 0 to 1, how likely it is."""

    value: str
    score: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, when, where and to which outlet; None where the document does not say.

    `candidates`: by field, the values that are likely but not sure, likeliest first.
    """

    speaker: Speaker | None = None
    date: Date | None = None
    venue: Venue | None = None
    outlet: Outlet | None = None
    candidates: Mapping[str, Sequence[Likely]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a document came, and what is known of it next to its content. Nothing here takes part in its id.

    `sha256`: of the bytes it was read from; `reader`: what read them, with its version; `language`: ISO 639-1, None for
    too few words to tell; `published_basis`: where the date of publication stands; `modified`: ISO 8601 date, with the time
    if it is known; `guid`: the identifier that all versions of it share, if its source gives one; `embargo`: the moment in UTC
    before which it must not be shown.
    """

    sha256: str | None = None
    reader: str | None = None
    author: str | None = None
    language: str | None = None
    published_basis: str | None = None
    modified: str | None = None
    guid: str | None = None
    embargo: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """Where a recording has some words: its address, and the seconds between which they are spoken; None for what is not told."""

    url: str | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's word on a quotation, which stands above every rule.

    `by`, `at`, `reason`: who gave it last, when (UTC, ISO 8601) and why. `values`: by field, what the editor says, None for a field
    that nobody can tell; `checked`: whether the words were compared with a recording. `read`: the attribution as the source was read.
    """

    by: str
    at: str
    reason: str
    values: Mapping[str, str | None] = field(default_factory=dict, hash=False)
    checked: bool = False
    read: Attribution = field(default_factory=Attribution)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words with one speaker: a quotation that an article reports, or a turn of a transcript.

    `standing`: how the source presents the words: asserted, rejected, supposed or cited; `standing_evidence`: the words of the
    document that tell so, None where they are asserted. `media`: where a recording has it; `marks`: (offset into the document,
    second) at which parts of a long turn begin, ascending. `correction`: an editor's, which `attribution` follows already.
    """

    parts: tuple[Span, ...]
    attribution: Attribution = field(default_factory=Attribution)
    standing: str = "asserted"
    standing_evidence: Evidence | None = None
    media: Media | None = None
    marks: tuple[tuple[int, float], ...] = ()
    correction: Correction | None = None

    @property
    def text(self) -> str:
        """Return its words: the texts of its parts, joined by spaces."""
        return " ".join(part.text for part in self.parts)

    def as_dict(self) -> dict[str, object]:
        """Return its fields as a corpus stores them. Corrections are stored by themselves."""
        return {name: value for name, value in asdict(self).items() if name != "correction"}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Passage:
        """Return the passage that `as_dict` stored."""
        known = values.get("attribution") or {}
        told = {name: _record(kind, known[name]) for name, kind in _ATTRIBUTED.items() if known.get(name)}
        return cls(
            tuple(Span(**part) for part in values["parts"]),
            Attribution(**told),
            values.get("standing") or "asserted",
            Span(**values["standing_evidence"]) if values.get("standing_evidence") else None,
            Media(**values["media"]) if values.get("media") else None,
            tuple((int(at), float(second)) for at, second in values.get("marks") or ()),
        )


_ATTRIBUTED: Mapping[str, type] = {"speaker": Speaker, "date": Date, "venue": Venue, "outlet": Outlet}


def _record(kind: type, values: Mapping[str, Any]) -> Any:
    """Return a field of an attribution from what `as_dict` stored. Fields that only a later version knows are ignored."""
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

    def __post_init__(self) -> None:
        """Keep no address but one of the web, without credentials. Raises UnreadableSource if a field or the text is too long."""
        for name, most in _MOST_CHARACTERS:
            value = getattr(self, name)
            if value is not None and len(value) > most:
                raise UnreadableSource(f"its {name} has {len(value)} characters; at most {most} are accepted")
        if self.url is not None and (address := web_address(self.url)) != self.url:
            object.__setattr__(self, "url", address)

    @property
    def id(self) -> str:
        """Return 16 hex digits of a hash over every field but `origin` and `stated`: the same content is the same document each time."""
        values = zip(_DOCUMENT_FIELDS, _document_values(self), strict=True)
        content = ", ".join([f'"{name}": {"null" if v is None else encode_basestring_ascii(v)}' for name, v in values])
        return hashlib.sha256(f"{{{content}}}".encode()).hexdigest()[:16]  # as json.dumps would, but sooner

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of its text in UTF-8, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def as_dict(self) -> dict[str, object]:
        """Return its fields as a corpus stores them; of `origin` those that are known, and `stated` if there is any."""
        known = {f.name: value for f in fields(Origin) if (value := getattr(self.origin, f.name)) is not None}
        more = {"origin": known, "stated": [passage.as_dict() for passage in self.stated]}
        return {**{name: getattr(self, name) for name in _IN_ORDER}, **{name: value for name, value in more.items() if value}}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Document:
        """Return the document that `as_dict` stored. Fields that only a later version knows are ignored."""
        origin = {f.name: (values.get("origin") or {}).get(f.name) for f in fields(Origin)}
        stated = tuple(Passage.of(passage) for passage in values.get("stated") or ())
        known = {name: values[name] for name in _IN_ORDER if values.get(name) is not None}
        return cls(**known, origin=Origin(**origin), stated=stated)


def web_address(url: str) -> str | None:
    """Return an address of the web, without a user name and password in it; None for any other.

    Addresses such as `javascript:` run when they are followed, and control characters forge lines.
    """
    match = _WEB_ADDRESS.fullmatch(url.strip())
    return None if match is None else match["scheme"] + match["rest"]


_LONGEST_FIELD, _LONGEST_TEXT = 10_000, 20_000_000  # characters of any source; the API accepts less, see the settings
_MOST_CHARACTERS = (
    *((name, _LONGEST_FIELD) for name in ("title", "url", "outlet", "published", "kind", "speaker", "venue")),
    ("text", _LONGEST_TEXT),
)
_UNSAFE = r"\x00-\x20\x7f-\xa0\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069"  # controls, spaces, and what turns a line around
# RFC 3986, section 3, with any other characters where it has percent-encoded ones: sources write addresses so.
_WEB_ADDRESS = re.compile(
    rf"(?P<scheme>https?://)(?:[^/?#\\@{_UNSAFE}]*@)?(?P<rest>[^/?#\\@{_UNSAFE}]+(?:[/?#][^{_UNSAFE}]*(?: +[^{_UNSAFE}]+)*)?)",
    re.IGNORECASE,
)
_BESIDE = ("origin", "stated")  # fields of a document that are no part of its content
_IN_ORDER = tuple(f.name for f in fields(Document) if f.name not in _BESIDE)
_DOCUMENT_FIELDS = tuple(sorted(_IN_ORDER))
_document_values = attrgetter(*_DOCUMENT_FIELDS)


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document as answers cite it: without its text, and with what is known of how it came and of its other versions.

    `superseded_by` and `supersedes` are the ids of the versions after and before it. `astral` holds the offsets, ascending,
    of the characters of its text that take two UTF-16 units.
    """

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    kind: str
    sha256: str
    author: str | None = None
    language: str | None = None
    published_basis: str | None = None
    modified: str | None = None
    superseded_by: str | None = None
    supersedes: str | None = None
    astral: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C TextQuoteSelector: the words as they stand in the document, with the text before and after them."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same words in another document; `parts` are offsets into that one."""

    document: CitedDocument
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as it is served: its words, its attribution, and where in which document it stands.

    `text_fragment` is an address that opens the document at the words, None for a document without one; `context` is the
    text around them, for people; `also_in` lists where else they stand, earliest first; `media`: where a recording has them;
    `standing` with its evidence and `correction` are those of the passage.
    """

    id: str
    text: str
    parts: tuple[Span, ...]
    attribution: Attribution
    document: CitedDocument
    selector: Selector
    text_fragment: str | None
    context: str
    also_in: tuple[Elsewhere, ...] = ()
    media: Media | None = None
    standing: str = "asserted"
    standing_evidence: Evidence | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that a document was read from, by their SHA-256, and the reader that read them, with its version."""

    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with all of its quotations.

    `source`: None for one that is a row of quotations; `rules`: the stamp of the rules that found and attributed them, None
    likewise.
    """

    document: CitedDocument
    source: Source | None
    quotations: tuple[Quotation, ...]
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a quote and its source that nothing shows.

    `op`: replace, insert or delete. `quote` and `source` are spans of the two texts, empty on the side that lacks the words.
    `serious`: whether the meaning may turn on it. `reason` says so to a reader.
    """

    op: str
    quote: Span
    source: Span
    kind: str
    serious: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Omission:
    """Words of the source that an ellipsis or a cut left out; offsets into the source."""

    start: int
    end: int
    text: str
    serious: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """How the words of a quote differ from its source. `similarity`: 0 to 1."""

    status: str
    similarity: float
    folds: tuple[str, ...] = ()
    omitted: tuple[Omission, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def is_serious(self) -> bool:
        """Return whether the meaning may turn on a change or on words left out."""
        return any(change.serious for change in self.changes) or any(omission.serious for omission in self.omitted)


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """What is claimed of a field, what the sources have, and the status of the comparison."""

    claimed: str | None
    found: str | None
    status: str


@dataclass(frozen=True, slots=True)
class AttributionComparison:
    """How the attribution that is claimed compares with the sources: the fields by name, and the status of the whole."""

    status: str
    fields: Mapping[str, FieldComparison]

    @property
    def speaker_status(self) -> str | None:
        """The status of the speaker; None where nobody is claimed and no source names one."""
        speaker = self.fields.get("speaker")
        return speaker.status if speaker else None


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation that holds the words of a claim. `score`: 0 to 1; [start, end) is where they stand in its text."""

    score: float
    start: int
    end: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Conflict:
    """A quotation that has the passage of a claim otherwise, with the changes from it to the claim."""

    quotation: Quotation
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class NameCount:
    """How many quotations a speaker or an outlet has, and the first and last of their dates, None where none is known."""

    name: str
    quotations: int
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: all quotations and documents of the index, and those of one speaker, None where none was asked for."""

    speaker: NameCount | None
    quotations: int
    documents: int


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to a claim. `degraded`: whether part of the index may have been missing; `matches`: best first.

    `severity`: what a desk should do: ok, look or fix. `reason`: why nothing was found, None where something was.
    `conflicts`: the sources that have the passage otherwise, primary ones first.
    """

    quote: str
    verdict: str
    explanation: str
    confidence: float
    index_revision: str
    degraded: bool
    wording: Wording
    attribution: AttributionComparison
    matches: tuple[Match, ...]
    coverage: Coverage
    severity: str
    reason: str | None = None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderStanding:
    """How a second reader is doing.

    `waiting`: documents to be asked about; `given_up`: those that failed too often; `asked`, `answered`: questions since the file was made, and those of them that were answered;
    `failed`: by kind, those that were not; `accepted`: proposals that stand; `refused`: by reason, those that do not; `tokens_today`: in UTC;
    `paused_until`: seconds since 1970 until which the server is left alone, None if it is not; `reason`: why it is.
    """

    waiting: int = 0
    given_up: int = 0
    asked: int = 0
    answered: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    accepted: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    tokens_today: int = 0
    paused_until: float | None = None
    reason: str | None = None
