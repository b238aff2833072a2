"""Source documents."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import Limits, PartialDate, StrictSchema, Text
from schemas.quotation import CitedDocumentSchema, QuotationSchema, SourceSchema
from schemas.vocabulary import KINDS


def extract_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of a text to extract from; `limits` are the settings in force."""

    class ExtractRequest(StrictSchema):
        text = Text(
            required=True,
            most=limits.max_text_characters,
            metadata={"example": "“We were wrong,” Ada Byron told Reuters on 3 May 2021."},
        )
        title = Text(most=limits.max_field_characters, allow_none=True, load_default=None)
        outlet = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            metadata={"description": "Who published the document."},
        )
        published = PartialDate(allow_none=True, load_default=None)
        url = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            validate=validate.URL(schemes={"http", "https"}, require_tld=False),
            metadata={"format": "http-url"},
        )
        kind = fields.String(load_default="article", validate=validate.OneOf(KINDS))
        speaker = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            metadata={"description": "Of a primary source: who speaks in it."},
        )
        venue = Text(most=limits.max_field_characters, allow_none=True, load_default=None)
        language = fields.String(
            allow_none=True,
            load_default=None,
            validate=[
                validate.Length(equal=2, error="Must be a code of ISO 639-1, such as en."),
                validate.Regexp("^[a-z]{2}$", error="Must be a code of ISO 639-1, such as en."),
            ],
            metadata={
                "example": "en",
                "description": "Language of the text in ISO 639-1, which decides by whose grammar it is read; by default it is told from the text.",
            },
        )

    return ExtractRequest


def document_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of a document to add."""

    class DocumentRequest(extract_schema(limits)):  # type: ignore[misc]
        text = Text(
            most=limits.max_text_characters,
            allow_none=True,
            load_default=None,
            metadata={"example": "“We were wrong,” Ada Byron told Reuters on 3 May 2021."},
        )
        kind = fields.String(load_default="article", validate=validate.OneOf(KINDS))

        @validates_schema
        def _has_text(self, values: dict[str, Any], **_: Any) -> None:
            if values.get("text") is None and values.get("url") is None:
                raise ValidationError("Missing: send the document's text, or its address where fetching is enabled.", "text")

    return DocumentRequest


class ExtractionSchema(StrictSchema):
    """The quotations of a text."""

    quotations = fields.List(fields.Nested(QuotationSchema), required=True)


class ReadDocumentSchema(CitedDocumentSchema):
    """A document as it is read by its id."""

    source = fields.Nested(SourceSchema, metadata={"description": "Absent where the document is a row of quotations."})
    rules = fields.String(
        metadata={"description": "The rules that found and attributed its quotations. Absent where its source attributes them."}
    )


class DocumentSchema(StrictSchema):
    """A document with its quotations."""

    document = fields.Nested(ReadDocumentSchema, required=True)
    quotations = fields.List(fields.Nested(QuotationSchema), required=True)
