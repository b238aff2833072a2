"""Quotations and their attribution, as served."""

from __future__ import annotations

from marshmallow import fields, validate

from schemas.base import SpanSchema, StrictSchema
from schemas.vocabulary import DATE_BASES, EDITOR, PUBLISHED_BASES, RELATIONS, SERVED_KINDS, SPEAKER_BASES, SPEAKER_TYPES, STANDINGS


class EvidenceSchema(SpanSchema):
    """The words of the document that a field was read from; offsets into the document."""


class PartSchema(SpanSchema):
    """A stretch of a quotation; offsets into the document."""


class SpeakerSchema(StrictSchema):
    """Who said it."""

    name = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(tuple(SPEAKER_TYPES)))
    role = fields.String(required=True, allow_none=True)
    evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)
    basis = fields.String(
        required=True,
        validate=validate.OneOf(SPEAKER_BASES),
        metadata={
            "description": "What the evidence is: a name by the words; a description or a pronoun that `name` resolves; only where the"
            " words stand; what the document says of itself; or, whatever it is, what an editor or a second reader says."
        },
    )
    score = fields.Float(
        required=True,
        validate=validate.Range(0, 1),
        metadata={"description": "How often a speaker found on this basis is the right one, as measured.", "example": 0.97},
    )


class _ScoredSchema(StrictSchema):
    """A field with how sure its value is."""

    score = fields.Float(
        required=True,
        validate=validate.Range(0, 1),
        metadata={"description": "How often a value found in this way is the right one.", "example": 0.97},
    )


class DateSchema(_ScoredSchema):
    """When it was said."""

    value = fields.String(required=True, metadata={"example": "2016-08"})
    basis = fields.String(required=True, validate=validate.OneOf(DATE_BASES))
    evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)


class VenueSchema(_ScoredSchema):
    """Where it was said."""

    name = fields.String(required=True)
    evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)


class OutletSchema(_ScoredSchema):
    """The outlet that first had it."""

    name = fields.String(required=True)
    relation = fields.String(required=True, validate=validate.OneOf(RELATIONS))
    evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)


class MediaSchema(StrictSchema):
    """Where a recording has the words, in seconds from its start."""

    url = fields.String(
        required=True, allow_none=True, metadata={"description": "Address of the recording, where the source tells it."}
    )
    start = fields.Float(required=True, allow_none=True, metadata={"example": 83.2})
    end = fields.Float(required=True, allow_none=True, metadata={"example": 91.6})


class LikelyNameSchema(_ScoredSchema):
    """A name that is likely but not sure."""

    name = fields.String(required=True)
    evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)


class LikelyDateSchema(_ScoredSchema):
    """A date that is likely but not sure."""

    value = fields.String(required=True, metadata={"example": "2016-08"})
    evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)


class CorrectedFromSchema(StrictSchema):
    """By field, what the source was read to say before an editor corrected it; null for nothing. Other fields are absent."""

    speaker = fields.String(allow_none=True)
    date = fields.String(allow_none=True)
    venue = fields.String(allow_none=True)
    outlet = fields.String(allow_none=True)


class CorrectionSchema(StrictSchema):
    """An editor's word on a quotation, which stands above every rule."""

    basis = fields.String(required=True, validate=validate.OneOf((EDITOR,)))
    by = fields.String(required=True)
    at = fields.String(required=True, metadata={"description": "When, in UTC.", "example": "2024-05-18T09:30:00Z"})
    reason = fields.String(required=True)
    checked = fields.Boolean(required=True, metadata={"description": "Whether the words were compared with a recording."})
    was = fields.Nested(CorrectedFromSchema, required=True)


class CandidatesSchema(StrictSchema):
    """By field, the values that are likely but not sure, likeliest first; a field without any is left out."""

    speaker = fields.List(fields.Nested(LikelyNameSchema))
    date = fields.List(fields.Nested(LikelyDateSchema))
    venue = fields.List(fields.Nested(LikelyNameSchema))
    outlet = fields.List(fields.Nested(LikelyNameSchema))


class CitedDocumentSchema(StrictSchema):
    """A document as answers cite it. What is not known of how it came is left out."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(SERVED_KINDS))
    sha256 = fields.String(required=True)
    author = fields.String(metadata={"description": "Who wrote it, where that is known."})
    language = fields.String(
        metadata={
            "description": "ISO 639-1, where there are enough words to tell. In articles in another language than English who said what is"
            " not read: their quotations are indexed for their words.",
            "example": "en",
        }
    )
    published_basis = fields.String(
        validate=validate.OneOf(PUBLISHED_BASES),
        metadata={
            "description": "Where the date of publication stands: it was given with the document, in the page's metadata, in its address,"
            " or in its text."
        },
    )
    modified = fields.String(
        metadata={"description": "When it was last changed, as far as is known; an ISO 8601 date or date and time."}
    )
    superseded_by = fields.String(
        metadata={"description": "Id of the later version that replaced this one; absent while there is none."}
    )
    supersedes = fields.String(
        metadata={"description": "Id of the earlier version that this one replaced; absent where there is none."}
    )


class SourceSchema(StrictSchema):
    """What a document was read from."""

    sha256 = fields.String(required=True, metadata={"description": "Of the bytes that it was read from."})
    reader = fields.String(required=True, metadata={"description": "What read them, with its version.", "example": "html/4"})


class SelectorSchema(StrictSchema):
    """A W3C TextQuoteSelector."""

    exact = fields.String(required=True)
    prefix = fields.String(required=True)
    suffix = fields.String(required=True)


class ElsewhereSchema(StrictSchema):
    """The same words in another document."""

    document = fields.Nested(CitedDocumentSchema, required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)


class QuotationSchema(StrictSchema):
    """A quotation with its document."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)
    standing = fields.String(
        required=True,
        validate=validate.OneOf(STANDINGS),
        metadata={
            "description": "How the source presents the words: as said; as not said (a denial, a correction, a fact-check); as imagined;"
            " or as words that a speaker reads out or ascribes to somebody else."
        },
    )
    standing_evidence = fields.Nested(EvidenceSchema, required=True, allow_none=True)
    speaker = fields.Nested(SpeakerSchema, required=True, allow_none=True)
    date = fields.Nested(DateSchema, required=True, allow_none=True)
    venue = fields.Nested(VenueSchema, required=True, allow_none=True)
    outlet = fields.Nested(OutletSchema, required=True, allow_none=True)
    media = fields.Nested(MediaSchema, required=True, allow_none=True)
    candidates = fields.Nested(
        CandidatesSchema, required=True, metadata={"description": "What is likely of a field but not sure; it proves nothing."}
    )
    correction = fields.Nested(
        CorrectionSchema, required=True, allow_none=True, metadata={"description": "Null where no editor corrected it."}
    )
    document = fields.Nested(CitedDocumentSchema, required=True)
    selector = fields.Nested(SelectorSchema, required=True)
    text_fragment = fields.String(
        required=True, allow_none=True, metadata={"description": "Address that opens the source at the words; null without a url."}
    )
    context = fields.String(required=True, metadata={"description": "The sentences around it, for a person to judge by."})
    also_in = fields.List(fields.Nested(ElsewhereSchema), required=True)
