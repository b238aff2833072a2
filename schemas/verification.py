"""Claims and verifications."""

from __future__ import annotations

import re

from marshmallow import ValidationError, fields, validate, validates

from schemas.base import Limits, OffsetsQuerySchema, PartialDate, SpanSchema, StrictSchema, Text, Whole
from schemas.problem import ProblemSchema
from schemas.quotation import QuotationSchema
from schemas.vocabulary import (
    ATTRIBUTIONS,
    CHANGE_KINDS,
    FOLDS,
    NOT_FOUND_REASONS,
    OPERATIONS,
    SEVERITY,
    VERDICTS,
    WORDINGS,
)

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def claim_schema(limits: Limits, *, query: bool = False) -> type[StrictSchema]:
    """Return the schema of a claim; `limits` are the settings in force. `query`: as query parameters, with `offsets` among them."""
    base = OffsetsQuerySchema if query else StrictSchema

    class ClaimRequest(base):  # type: ignore[misc,valid-type]
        quote = Text(
            required=True,
            most=limits.max_quote_characters,
            metadata={
                "format": "quote",
                "description": f"The quoted words, without the outer marks; at least {limits.min_quote_words} words.",
                "example": "A ferry that never leaves the pier is a very expensive café.",
            },
        )
        speaker = Text(most=limits.max_field_characters, allow_none=not query, load_default=None)
        date = PartialDate(allow_none=not query, load_default=None)
        venue = Text(most=limits.max_field_characters, allow_none=not query, load_default=None)
        outlet = Text(most=limits.max_field_characters, allow_none=not query, load_default=None)
        limit = (fields.Integer if query else Whole)(
            load_default=5,
            validate=validate.Range(1, limits.max_matches),
            metadata={"description": "Matches to answer with at most."},
        )

        @validates("quote")
        def _has_words(self, value: str, data_key: str) -> None:
            words = len(_WORD.findall(value))
            if words < limits.min_quote_words:
                raise ValidationError(
                    f"Too short to look up: {words} word{'s' * (words != 1)}, at least {limits.min_quote_words} are needed."
                )

    ClaimRequest.__name__ = "ClaimQuery" if query else "ClaimRequest"
    return ClaimRequest


def batch_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of a batch: the envelope alone, since a bad claim gets its own error in its place."""

    class BatchRequest(StrictSchema):
        claims = fields.List(
            fields.Raw(
                allow_none=True,
                metadata={"description": "A claim, as in POST /v1/verify; anything else has a problem in its place."},
            ),
            required=True,
            validate=validate.Length(1, limits.max_batch, error="Between {min} and {max} claims are needed."),
            metadata={"example": [{"quote": "A ferry that never leaves the pier is a very expensive café."}]},
        )

    return BatchRequest


class ChangeSchema(StrictSchema):
    """A difference that nothing shows; spans of the quote and of the source."""

    op = fields.String(required=True, validate=validate.OneOf(OPERATIONS))
    quote = fields.Nested(SpanSchema, required=True)
    source = fields.Nested(SpanSchema, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(CHANGE_KINDS))
    serious = fields.Boolean(required=True)
    reason = fields.String(required=True)


class OmissionSchema(SpanSchema):
    """Words of the source that an ellipsis or a cut left out."""

    serious = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True)


class WordingSchema(StrictSchema):
    """How the words of a quote differ from its source."""

    status = fields.String(required=True, validate=validate.OneOf(WORDINGS))
    similarity = fields.Float(required=True, validate=validate.Range(0, 1))
    folds = fields.List(fields.String(validate=validate.OneOf(FOLDS)), required=True)
    omitted = fields.List(fields.Nested(OmissionSchema), required=True)
    changes = fields.List(fields.Nested(ChangeSchema), required=True)


class LaterWordingSchema(StrictSchema):
    """A later publication of a quotation."""

    quotation = fields.Nested(QuotationSchema, required=True)
    wording = fields.Nested(
        WordingSchema, required=True, metadata={"description": "How its words differ from the first publication."}
    )


class WordingsSchema(StrictSchema):
    """A quotation through time."""

    first = fields.Nested(
        QuotationSchema,
        required=True,
        metadata={"description": "The first publication; others with the same words are in `also_in`."},
    )
    later = fields.List(
        fields.Nested(LaterWordingSchema), required=True, metadata={"description": "Other wordings, earliest first."}
    )


class ComparedFieldSchema(StrictSchema):
    """A field that is claimed or found."""

    claimed = fields.String(required=True, allow_none=True)
    found = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(ATTRIBUTIONS))


class ComparedFieldsSchema(StrictSchema):
    """The fields of an attribution that are claimed or found."""

    speaker = fields.Nested(ComparedFieldSchema)
    date = fields.Nested(ComparedFieldSchema)
    venue = fields.Nested(ComparedFieldSchema)
    outlet = fields.Nested(ComparedFieldSchema)


class AttributionSchema(StrictSchema):
    """How the attribution that is claimed compares with the sources."""

    status = fields.String(required=True, validate=validate.OneOf(ATTRIBUTIONS))
    fields_ = fields.Nested(ComparedFieldsSchema, required=True, data_key="fields")


class MatchedSchema(StrictSchema):
    """A stretch of a text."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class MatchSchema(StrictSchema):
    """A quotation that holds the words of a claim."""

    score = fields.Float(required=True, validate=validate.Range(0, 1))
    matched = fields.Nested(
        MatchedSchema, required=True, metadata={"description": "Where the words stand in the quotation's text."}
    )
    quotation = fields.Nested(QuotationSchema, required=True)


class ConflictSchema(StrictSchema):
    """A quotation that has the passage otherwise."""

    quotation = fields.Nested(QuotationSchema, required=True)
    changes = fields.List(
        fields.Nested(ChangeSchema), required=True, metadata={"description": "From this source to the quote as submitted."}
    )


class SpeakerCoverageSchema(StrictSchema):
    """How much of one speaker was searched."""

    name = fields.String(required=True)
    quotations = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True)
    until = fields.String(required=True, allow_none=True)


class CoverageSchema(StrictSchema):
    """How much was searched."""

    speaker = fields.Nested(SpeakerCoverageSchema, required=True, allow_none=True)
    quotations = fields.Integer(required=True)
    documents = fields.Integer(required=True)


class VerificationSchema(StrictSchema):
    """The answer to a claim."""

    quote = fields.String(required=True)
    verdict = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    explanation = fields.String(required=True)
    confidence = fields.Float(required=True, validate=validate.Range(0, 1))
    index_revision = fields.String(required=True)
    degraded = fields.Boolean(required=True)
    wording = fields.Nested(WordingSchema, required=True)
    attribution = fields.Nested(AttributionSchema, required=True)
    matches = fields.List(fields.Nested(MatchSchema), required=True)
    coverage = fields.Nested(CoverageSchema, required=True)
    severity = fields.String(
        required=True,
        validate=validate.OneOf(tuple(SEVERITY)),
        metadata={"description": "What a desk should do: nothing, look at it, or correct it."},
    )
    reason = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf(NOT_FOUND_REASONS),
        metadata={"description": "Of `not_found`: what is known of why; null for any other verdict."},
    )
    conflicts = fields.List(
        fields.Nested(ConflictSchema),
        required=True,
        metadata={"description": "Sources that have the passage otherwise, primary ones first."},
    )


class BatchSchema(StrictSchema):
    """The answers to a batch, in the order of its claims."""

    verifications = fields.List(fields.Raw(), required=True)  # each a Verification, or the Problem of the claim in its place


__all__ = ["BatchSchema", "ProblemSchema", "VerificationSchema", "batch_schema", "claim_schema"]
