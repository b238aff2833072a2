"""Corrections: what editors say of quotations, and the queue of what is worth a look."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import Limits, OffsetsQuerySchema, PartialDate, StrictBoolean, StrictSchema, Text
from schemas.browse import page_schema
from schemas.quotation import QuotationSchema
from schemas.vocabulary import FIELDS, REVIEW_REASONS

_GIVEN = "{} Null: nobody can tell. Left out: as it is."


def correction_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of a correction; `limits` are the settings in force."""

    class CorrectionRequest(StrictSchema):
        speaker = Text(
            most=limits.max_field_characters,
            allow_none=True,
            metadata={"description": _GIVEN.format("Who said it."), "example": "Ines Calloway"},
        )
        date = PartialDate(allow_none=True)
        venue = Text(
            most=limits.max_field_characters, allow_none=True, metadata={"description": _GIVEN.format("Where it was said.")}
        )
        outlet = Text(
            most=limits.max_field_characters, allow_none=True, metadata={"description": _GIVEN.format("Who first had it.")}
        )
        checked = StrictBoolean(
            load_default=False, truthy={True}, falsy={False}, metadata={"description": "The words were compared with a recording."}
        )
        reason = Text(
            required=True, most=limits.max_field_characters, metadata={"description": "Why.", "example": "Heard on the tape."}
        )
        by = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            metadata={"description": "Who says so; without it, the name of the key.", "example": "Ellery Quill"},
        )

        @validates_schema
        def _says_something(self, values: dict[str, Any], **_: Any) -> None:
            if not values.get("checked") and not any(name in values for name in FIELDS):
                raise ValidationError("Nothing is corrected: send a field, or `checked`.", "speaker")

    return CorrectionRequest


def undoing_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of undoing; `limits` are the settings in force."""

    class UndoingQuery(OffsetsQuerySchema):
        by = Text(
            most=limits.max_field_characters,
            load_default=None,
            metadata={"description": "Who undoes it; without it, the name of the key."},
        )
        reason = Text(most=limits.max_field_characters, load_default=None, metadata={"description": "Why."})

    return UndoingQuery


class CorrectionValuesSchema(StrictSchema):
    """By field, what an editor says; null for a field that nobody can tell. A field that was left alone is absent."""

    speaker = fields.String(allow_none=True)
    date = fields.String(allow_none=True)
    venue = fields.String(allow_none=True)
    outlet = fields.String(allow_none=True)


class CorrectionEntrySchema(StrictSchema):
    """One thing that an editor did to a quotation."""

    by = fields.String(required=True)
    at = fields.String(required=True, metadata={"description": "When, in UTC.", "example": "2024-05-18T09:30:00Z"})
    reason = fields.String(required=True)
    values = fields.Nested(CorrectionValuesSchema, required=True)
    checked = fields.Boolean(required=True)
    undoes = fields.Boolean(required=True, metadata={"description": "Whether all that was said before is undone."})


class CorrectionsSchema(StrictSchema):
    """What editors did to a quotation, the oldest first."""

    quotation = fields.String(required=True)
    entries = fields.List(fields.Nested(CorrectionEntrySchema), required=True)


def review_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of the queue of what is worth a look."""

    class ReviewQuery(page_schema(limits, OffsetsQuerySchema)):  # type: ignore[misc]
        reason = fields.String(
            load_default=None,
            validate=validate.OneOf(REVIEW_REASONS),
            metadata={"description": "Only what is worth a look for this reason."},
        )

    return ReviewQuery


class ReviewRowSchema(StrictSchema):
    """A quotation that is worth a look."""

    reasons = fields.List(fields.String(validate=validate.OneOf(REVIEW_REASONS)), required=True)
    fields_ = fields.List(
        fields.String(validate=validate.OneOf(FIELDS)),
        required=True,
        data_key="fields",
        metadata={"description": "The fields that are unsure."},
    )
    quotation = fields.Nested(QuotationSchema, required=True)
    others = fields.List(
        fields.Nested(QuotationSchema),
        required=True,
        metadata={"description": "Quotations that do not agree with it: of another speaker, or with other words."},
    )


class ReviewPageSchema(StrictSchema):
    """A page of the queue."""

    review = fields.List(fields.Nested(ReviewRowSchema), required=True)
    set_aside = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "What of the corpus could not be read and why, up to twenty lines."},
    )
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "The cursor of the next page; null at the end. A page may hold fewer rows than asked for, even none."
        },
    )
