"""Lists: documents, quotations, speakers, outlets, and how much there is of each."""

from __future__ import annotations

from marshmallow import fields, validate

from schemas.base import Limits, OffsetsQuerySchema, PartialDate, StrictSchema, Text
from schemas.quotation import CitedDocumentSchema, QuotationSchema

_NEXT = {"description": "The cursor of the next page; null at the end. A page may hold fewer rows than asked for, even none."}


def page_schema(limits: Limits, base: type[StrictSchema] = StrictSchema) -> type[StrictSchema]:
    """Return the parameters of every list."""

    class PageQuery(base):  # type: ignore[misc,valid-type]
        limit = fields.Integer(
            load_default=50, validate=validate.Range(1, limits.max_page), metadata={"description": "Rows at most."}
        )
        cursor = fields.String(
            load_default=None,
            metadata={"format": "cursor", "description": "Where to go on: `next` of the page before, with the same parameters."},
        )

    return PageQuery


def documents_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of the list of documents."""

    class DocumentsQuery(page_schema(limits)):  # type: ignore[misc]
        outlet = Text(most=limits.max_field_characters, load_default=None, metadata={"description": "Who published it."})

    return DocumentsQuery


def quotations_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of the list of quotations."""

    class QuotationsQuery(page_schema(limits, OffsetsQuerySchema)):  # type: ignore[misc]
        speaker = Text(
            most=limits.max_field_characters,
            load_default=None,
            metadata={"description": "Who said it; a last name alone is everybody who bears it."},
        )
        outlet = Text(
            most=limits.max_field_characters, load_default=None, metadata={"description": "Who first carried or published it."}
        )
        since = PartialDate(load_default=None)
        until = PartialDate(load_default=None)
        q = Text(
            most=limits.max_quote_characters,
            load_default=None,
            metadata={"format": "quote", "description": "Words that stand in it in a row."},
        )

    return QuotationsQuery


def names_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of the lists of speakers and outlets."""

    class NamesQuery(page_schema(limits)):  # type: ignore[misc]
        q = Text(
            most=limits.max_field_characters,
            load_default=None,
            metadata={"description": "What the name, or a person's last name, starts with."},
        )

    return NamesQuery


class ListedDocumentSchema(CitedDocumentSchema):
    """A document with the number of its quotations."""

    quotations = fields.Integer(required=True, metadata={"description": "How many it has."})


class DocumentsPageSchema(StrictSchema):
    """A page of the list of documents."""

    documents = fields.List(fields.Nested(ListedDocumentSchema), required=True)
    next = fields.String(required=True, allow_none=True, metadata=_NEXT)


class QuotationsPageSchema(StrictSchema):
    """A page of the list of quotations."""

    quotations = fields.List(fields.Nested(QuotationSchema), required=True)
    next = fields.String(required=True, allow_none=True, metadata=_NEXT)


class NameSchema(StrictSchema):
    """A speaker or an outlet with its counts."""

    name = fields.String(required=True)
    quotations = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True)
    until = fields.String(required=True, allow_none=True)


class SpeakersPageSchema(StrictSchema):
    """A page of the list of speakers."""

    speakers = fields.List(fields.Nested(NameSchema), required=True)
    next = fields.String(required=True, allow_none=True, metadata=_NEXT)


class OutletsPageSchema(StrictSchema):
    """A page of the list of outlets."""

    outlets = fields.List(fields.Nested(NameSchema), required=True)
    next = fields.String(required=True, allow_none=True, metadata=_NEXT)


class KnownSchema(StrictSchema):
    """How many quotations have each field known."""

    speaker = fields.Integer(required=True)
    date = fields.Integer(required=True)
    venue = fields.Integer(required=True)
    outlet = fields.Integer(required=True)


class MonthSchema(StrictSchema):
    """A month, or a year, with the number of its quotations."""

    month = fields.String(
        required=True, metadata={"example": "2016-08", "description": "Or a year, of what is known to the year alone."}
    )
    quotations = fields.Integer(required=True)


class RankedSchema(StrictSchema):
    """A name with the number of its quotations."""

    name = fields.String(required=True)
    quotations = fields.Integer(required=True)


class ReaderSchema(StrictSchema):
    """How the second reader is doing. Counts are of the data folder, since it was made."""

    waiting = fields.Integer(required=True, metadata={"description": "Documents that it is yet to be asked about."})
    given_up = fields.Integer(
        required=True,
        metadata={"description": "Documents about which it failed too often; they wait again once the index is built anew."},
    )
    asked = fields.Integer(required=True, metadata={"description": "Questions that were sent."})
    answered = fields.Integer(required=True, metadata={"description": "Questions that were answered."})
    failed = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={
            "description": "Questions that were not answered, by kind: timeout, unreachable, busy, refused, broken, redirect, malformed."
        },
    )
    accepted = fields.Integer(required=True, metadata={"description": "Values whose evidence stands in the document."})
    refused = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "Values that were not taken over, by reason."},
    )
    tokens_today = fields.Integer(required=True, metadata={"description": "Tokens spent today, in UTC."})
    paused_until = fields.DateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Until when it is not asked, where a limit is reached or it fails."},
    )


class StatsSchema(StrictSchema):
    """How much the index holds, and of what kind."""

    documents = fields.Integer(required=True)
    quotations = fields.Integer(required=True)
    speakers = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    index_revision = fields.String(required=True)
    built = fields.DateTime(required=True, allow_none=True, metadata={"description": "When the index was built."})
    written = fields.DateTime(required=True, allow_none=True, metadata={"description": "When it was last written to."})
    to_reread = fields.Integer(
        required=True,
        metadata={"description": "Documents that older rules read, which are being read again or will be at the next start."},
    )
    set_aside = fields.Integer(
        required=True, metadata={"description": "Files and posted documents that could not be read, wholly or in part."}
    )
    set_aside_reasons = fields.List(
        fields.String(), required=True, metadata={"description": "Which these are and why, up to twenty of them."}
    )
    reader = fields.Nested(
        ReaderSchema, required=True, allow_none=True, metadata={"description": "The second reader; null where there is none."}
    )
    known = fields.Nested(KnownSchema, required=True)
    months = fields.List(
        fields.Nested(MonthSchema), required=True, metadata={"description": "By when they were said, or else published, in order."}
    )
    undated = fields.Integer(required=True, metadata={"description": "Quotations of which no date is known."})
    most_quoted = fields.List(
        fields.Nested(RankedSchema), required=True, metadata={"description": "Speakers with the most quotations."}
    )
    most_quoting = fields.List(
        fields.Nested(RankedSchema), required=True, metadata={"description": "Outlets that first carried or published the most."}
    )
