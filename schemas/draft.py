"""Drafts: articles before publication, checked quote by quote."""

from __future__ import annotations

from marshmallow import fields, validate

from schemas.base import Limits, PartialDate, SpanSchema, StrictSchema, Text
from schemas.problem import ProblemSchema
from schemas.verification import VerificationSchema
from schemas.vocabulary import DRAFT_FORMATS


def draft_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of a draft; `limits` are the settings in force."""

    class DraftRequest(StrictSchema):
        text = Text(
            required=True,
            most=limits.max_draft_characters,
            metadata={
                "example": "“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary."
            },
        )
        format = fields.String(load_default="text", validate=validate.OneOf(DRAFT_FORMATS))
        title = Text(most=limits.max_field_characters, allow_none=True, load_default=None)
        outlet = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            metadata={"description": "Who is going to publish the draft: what was told to it is its own interview."},
        )
        published = PartialDate(
            allow_none=True, load_default=None, metadata={"description": "The day from which “on Friday” in the draft counts."}
        )
        url = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            metadata={
                "description": "Where the draft stands or will stand: what the index holds of this address is no source for it."
            },
        )
        interviews = fields.List(
            Text(most=limits.max_field_characters),
            load_default=list,
            validate=validate.Length(max=limits.max_batch),
            metadata={"description": "Speakers whom the draft's author spoke to: what is not found of them is no error."},
        )

    return DraftRequest


class DraftClaimSchema(StrictSchema):
    """What the draft says about a quote, as it was read from the draft."""

    quote = fields.String(required=True)
    speaker = fields.String(required=True, allow_none=True)
    date = fields.String(required=True, allow_none=True)
    venue = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)


class FindingSchema(StrictSchema):
    """A quote of a draft with its verification."""

    span = fields.Nested(SpanSchema, required=True, metadata={"description": "Where the quote stands in what was submitted."})
    quote = fields.String(required=True)
    claim = fields.Nested(DraftClaimSchema, required=True)
    own_interview = fields.Boolean(required=True)
    reason = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Why a quote that is not found is no error, where the draft tells."},
    )
    verification = fields.Nested(
        VerificationSchema, required=True, allow_none=True, metadata={"description": "Null where `problem` says why there is none."}
    )
    problem = fields.Nested(ProblemSchema, required=True, allow_none=True)


class SummarySchema(StrictSchema):
    """How many quotes a draft has, and of what kind."""

    quotes = fields.Integer(required=True)
    verdicts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    serious = fields.Integer(required=True, metadata={"description": "Quotes with a change or a cut that may turn the meaning."})
    contradicted = fields.Integer(required=True, metadata={"description": "Quotes of which a source contradicts what is claimed."})
    own_interviews = fields.Integer(required=True)
    unfinished = fields.Integer(required=True, metadata={"description": "Quotes for which the time did not suffice."})


class DraftCheckSchema(StrictSchema):
    """What was found in a draft."""

    summary = fields.Nested(SummarySchema, required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
