"""The contract's objects as types: what a validated request holds, and what an answer is. Tests hold them to the schemas."""

from __future__ import annotations

from typing import NotRequired, TypedDict

# -- requests -----------------------------------------------------------------------------------------------------------


class Offsets(TypedDict):
    """The unit of the offsets in an answer: `codepoints` or `utf16`."""

    offsets: str


class Claim(TypedDict):
    """A claim as it was validated."""

    quote: str
    speaker: str | None
    date: str | None
    venue: str | None
    outlet: str | None
    limit: int


class ClaimQuery(Claim, Offsets):
    """A claim as query parameters."""


class Batch(TypedDict):
    """Claims that are validated one by one."""

    claims: list[object]


class Extract(TypedDict):
    """A text to extract from."""

    text: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    kind: str
    speaker: str | None
    venue: str | None
    language: str | None


class NewDocument(TypedDict):
    """A document to add; one of `text` and `url` is given."""

    text: str | None
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    kind: str
    speaker: str | None
    venue: str | None
    language: str | None


class Draft(TypedDict):
    """A draft to check."""

    text: str
    format: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    interviews: list[str]


class Page(TypedDict):
    """The parameters of every list."""

    limit: int
    cursor: str | None


class DocumentsQuery(Page):
    """Which documents to list."""

    outlet: str | None


class QuotationsQuery(Page, Offsets):
    """Which quotations to list."""

    speaker: str | None
    outlet: str | None
    since: str | None
    until: str | None
    q: str | None


class NamesQuery(Page):
    """Which speakers or outlets to list."""

    q: str | None


# -- answers ------------------------------------------------------------------------------------------------------------


class Span(TypedDict):
    """A stretch of a text; `end` is exclusive."""

    start: int
    end: int
    text: str


class Speaker(TypedDict):
    """Who said it."""

    name: str
    type: str
    role: str | None
    evidence: Span | None
    basis: str
    score: float


class Date(TypedDict):
    """When it was said."""

    value: str
    basis: str
    evidence: Span | None
    score: float


class Venue(TypedDict):
    """Where it was said."""

    name: str
    evidence: Span | None
    score: float


class Outlet(TypedDict):
    """The outlet that first had it."""

    name: str
    relation: str
    evidence: Span | None
    score: float


class LikelyName(TypedDict):
    """A name that is likely but not sure."""

    name: str
    score: float
    evidence: Span | None


class LikelyDate(TypedDict):
    """A date that is likely but not sure."""

    value: str
    score: float
    evidence: Span | None


class Candidates(TypedDict):
    """What is likely of each field but not sure."""

    speaker: NotRequired[list[LikelyName]]
    date: NotRequired[list[LikelyDate]]
    venue: NotRequired[list[LikelyName]]
    outlet: NotRequired[list[LikelyName]]


class CitedDocument(TypedDict):
    """A document as answers cite it."""

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    kind: str
    sha256: str
    author: NotRequired[str]
    language: NotRequired[str]
    published_basis: NotRequired[str]
    modified: NotRequired[str]
    superseded_by: NotRequired[str]
    supersedes: NotRequired[str]


class Source(TypedDict):
    """What a document was read from."""

    sha256: str
    reader: str


class ReadDocument(CitedDocument):
    """A document as it is read by its id."""

    source: NotRequired[Source]
    rules: NotRequired[str]


class ListedDocument(CitedDocument):
    """A document with the number of its quotations."""

    quotations: int


class Selector(TypedDict):
    """A W3C TextQuoteSelector."""

    exact: str
    prefix: str
    suffix: str


class Elsewhere(TypedDict):
    """The same words in another document."""

    document: CitedDocument
    parts: list[Span]


class Media(TypedDict):
    """Where a recording has the words, in seconds from its start."""

    url: str | None
    start: float | None
    end: float | None


class CorrectedFrom(TypedDict):
    """By field, what the source was read to say before an editor corrected it."""

    speaker: NotRequired[str | None]
    date: NotRequired[str | None]
    venue: NotRequired[str | None]
    outlet: NotRequired[str | None]


class Correction(TypedDict):
    """An editor's word on a quotation."""

    basis: str
    by: str
    at: str
    reason: str
    checked: bool
    was: CorrectedFrom


class Quotation(TypedDict):
    """A quotation with its document."""

    id: str
    text: str
    parts: list[Span]
    standing: str
    standing_evidence: Span | None
    speaker: Speaker | None
    date: Date | None
    venue: Venue | None
    outlet: Outlet | None
    media: Media | None
    candidates: Candidates
    correction: Correction | None
    document: CitedDocument
    selector: Selector
    text_fragment: str | None
    context: str
    also_in: list[Elsewhere]


class Extraction(TypedDict):
    """The quotations of a text."""

    quotations: list[Quotation]


class Document(TypedDict):
    """A document with its quotations."""

    document: ReadDocument
    quotations: list[Quotation]


class Change(TypedDict):
    """A difference that nothing shows."""

    op: str
    quote: Span
    source: Span
    kind: str
    serious: bool
    reason: str


class Omission(TypedDict):
    """Words of the source that were left out."""

    start: int
    end: int
    text: str
    serious: bool
    reason: str | None


class Wording(TypedDict):
    """How the words differ."""

    status: str
    similarity: float
    folds: list[str]
    omitted: list[Omission]
    changes: list[Change]


class LaterWording(TypedDict):
    """A later publication of a quotation."""

    quotation: Quotation
    wording: Wording


class Wordings(TypedDict):
    """A quotation through time."""

    first: Quotation
    later: list[LaterWording]


class ComparedField(TypedDict):
    """A field that is claimed or found."""

    claimed: str | None
    found: str | None
    status: str


class Attribution(TypedDict):
    """How the attribution compares."""

    status: str
    fields: dict[str, ComparedField]


class Matched(TypedDict):
    """Where the words stand in a quotation's text."""

    start: int
    end: int


class Match(TypedDict):
    """A quotation that holds the words."""

    score: float
    matched: Matched
    quotation: Quotation


class Name(TypedDict):
    """A speaker or an outlet with its counts."""

    name: str
    quotations: int
    since: str | None
    until: str | None


class Coverage(TypedDict):
    """What was searched."""

    speaker: Name | None
    quotations: int
    documents: int


class Conflict(TypedDict):
    """A quotation that has the passage otherwise."""

    quotation: Quotation
    changes: list[Change]


class Verification(TypedDict):
    """The answer to a claim."""

    quote: str
    verdict: str
    explanation: str
    confidence: float
    index_revision: str
    degraded: bool
    wording: Wording
    attribution: Attribution
    matches: list[Match]
    coverage: Coverage
    severity: str
    reason: str | None
    conflicts: list[Conflict]


class FieldError(TypedDict):
    """What is wrong with one field."""

    pointer: str
    message: str


class Problem(TypedDict):
    """An error."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: NotRequired[list[FieldError]]


class DraftClaim(TypedDict):
    """What a draft claims of a quote."""

    quote: str
    speaker: str | None
    date: str | None
    venue: str | None
    outlet: str | None


class Finding(TypedDict):
    """A quote of a draft."""

    span: Span
    quote: str
    claim: DraftClaim
    own_interview: bool
    reason: str | None
    verification: Verification | None
    problem: Problem | None


class Summary(TypedDict):
    """What was found in a draft."""

    quotes: int
    verdicts: dict[str, int]
    serious: int
    contradicted: int
    own_interviews: int
    unfinished: int


class DraftCheck(TypedDict):
    """A draft, checked."""

    summary: Summary
    findings: list[Finding]


class Month(TypedDict):
    """A month, or a year, with the number of its quotations."""

    month: str
    quotations: int


class Ranked(TypedDict):
    """A name with the number of its quotations."""

    name: str
    quotations: int


class Reader(TypedDict):
    """How the second reader is doing."""

    waiting: int
    given_up: int
    asked: int
    answered: int
    failed: dict[str, int]
    accepted: int
    refused: dict[str, int]
    tokens_today: int
    paused_until: str | None


class Stats(TypedDict):
    """How much an index holds, and of what kind."""

    documents: int
    quotations: int
    speakers: int
    outlets: int
    index_revision: str
    built: str | None
    written: str | None
    to_reread: int
    set_aside: int
    set_aside_reasons: list[str]
    reader: Reader | None
    known: dict[str, int]
    months: list[Month]
    undated: int
    most_quoted: list[Ranked]
    most_quoting: list[Ranked]


class Readiness(TypedDict):
    """What a service that can answer says."""

    status: str
    index_revision: str
    documents: int
    quotations: int


# -- corrections and records of checks ----------------------------------------------------------------------------------


class NewCorrection(TypedDict):
    """A correction as it was validated; a field that is left alone is absent."""

    speaker: NotRequired[str | None]
    date: NotRequired[str | None]
    venue: NotRequired[str | None]
    outlet: NotRequired[str | None]
    checked: bool
    reason: str
    by: str | None


class UndoingQuery(Offsets):
    """Who undoes a correction and why."""

    by: str | None
    reason: str | None


class CorrectionValues(TypedDict):
    """By field, what an editor says."""

    speaker: NotRequired[str | None]
    date: NotRequired[str | None]
    venue: NotRequired[str | None]
    outlet: NotRequired[str | None]


class CorrectionEntry(TypedDict):
    """One thing that an editor did to a quotation."""

    by: str
    at: str
    reason: str
    values: CorrectionValues
    checked: bool
    undoes: bool


class Corrections(TypedDict):
    """What editors did to a quotation."""

    quotation: str
    entries: list[CorrectionEntry]


class ReviewQuery(Page, Offsets):
    """What of the queue to list."""

    reason: str | None


class ReviewRow(TypedDict):
    """A quotation that is worth a look."""

    reasons: list[str]
    fields: list[str]
    quotation: Quotation
    others: list[Quotation]


class NewCheck(TypedDict):
    """What a record is to be made of."""

    draft: NotRequired[Draft]
    claim: NotRequired[Claim]
    keep_text: bool
    by: str | None
    days: int | None


class AskedBy(TypedDict):
    """Who asked for a check."""

    name: str | None
    key: str | None


class CheckedBy(TypedDict):
    """What answered."""

    version: str
    rules: str
    index_revision: str
    corpus: str


class CheckedDraft(TypedDict):
    """The draft that was checked."""

    sha256: str
    characters: int
    format: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    text: str | None


class CheckedSource(TypedDict):
    """A source document that an answer rests on."""

    document: CitedDocument
    source: Source | None
    rules: str | None


class CheckRecord(TypedDict):
    """What was found, when, by what, for whom."""

    format: int
    id: str
    at: str
    until: str | None
    asked_by: AskedBy
    checked_by: CheckedBy
    draft: CheckedDraft | None
    check: DraftCheck | None
    verification: Verification | None
    sources: list[CheckedSource]


class Signature(TypedDict):
    """The signature of a record."""

    algorithm: str
    key: str
    value: str


class SignedCheck(TypedDict):
    """A signed record."""

    record: CheckRecord
    signature: Signature


class ChangedSince(TypedDict):
    """Something that has changed since a record was made."""

    kind: str
    document: str
    quotation: str | None
    by: str | None
    at: str | None


class Check(TypedDict):
    """A signed record, and what has changed since."""

    record: CheckRecord
    signature: Signature
    later: list[ChangedSince]


class ListedCheck(TypedDict):
    """A row of the list of records."""

    id: str
    at: str
    until: str | None
    asked_by: AskedBy
    title: str | None


class NewSession(TypedDict):
    """The key that somebody logs in with."""

    key: str


class LoginQuery(TypedDict):
    """Where to go after logging in."""

    next: str | None


class CallbackQuery(TypedDict):
    """What an identity provider sends a browser back with."""

    state: str | None
    code: str | None
    iss: str | None
    error: str | None
    error_description: str | None
