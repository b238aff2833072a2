"""Records of checks: what was found of a draft or a claim on a day, signed, and what has changed since."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import Limits, StrictBoolean, StrictSchema, Text, Whole
from schemas.browse import page_schema
from schemas.draft import DraftCheckSchema, draft_schema
from schemas.quotation import CitedDocumentSchema, SourceSchema
from schemas.verification import VerificationSchema, claim_schema
from schemas.vocabulary import CHANGED_SINCE, DRAFT_FORMATS

_LONGEST = 36_500  # days: a century


def check_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of what a record is to be made of; `limits` are the settings in force."""

    class CheckDraft(draft_schema(limits)):  # type: ignore[misc]
        pass

    class CheckClaim(claim_schema(limits)):  # type: ignore[misc]
        pass

    class CheckRequest(StrictSchema):
        draft = fields.Nested(CheckDraft, metadata={"description": "A draft, as in POST /v1/drafts/check."})
        claim = fields.Nested(CheckClaim, metadata={"description": "A claim, as in POST /v1/verify."})
        keep_text = StrictBoolean(
            load_default=False,
            metadata={
                "description": "Keep the text of the draft with the record; without it only its quotes and its SHA-256 are kept."
            },
        )
        by = Text(
            most=limits.max_field_characters,
            allow_none=True,
            load_default=None,
            metadata={"description": "Who asks; without it, the name of the key.", "example": "Ellery Quill"},
        )
        days = Whole(
            allow_none=True,
            load_default=None,
            validate=validate.Range(1, _LONGEST),
            metadata={"description": "Days to keep it; no more than ONRECORD_CHECK_DAYS, which is the default."},
        )

        @validates_schema
        def _has_one(self, values: dict[str, Any], **_: Any) -> None:
            if ("draft" in values) == ("claim" in values):
                raise ValidationError("Send a draft or a claim, and not both.", "draft")

    return CheckRequest


def checks_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of the list of records."""

    class ChecksQuery(page_schema(limits)):  # type: ignore[misc]
        pass

    return ChecksQuery


class AskedBySchema(StrictSchema):
    """Who asked for a check."""

    name = fields.String(required=True, allow_none=True)
    key = fields.String(required=True, allow_none=True, metadata={"description": "Id of the key that was used."})


class CheckedBySchema(StrictSchema):
    """What answered."""

    version = fields.String(required=True, metadata={"description": "Of the service."})
    rules = fields.String(required=True, metadata={"description": "Digest of the rules and tables in force."})
    index_revision = fields.String(required=True)
    corpus = fields.String(required=True, metadata={"description": "Id of the corpus."})


class CheckedDraftSchema(StrictSchema):
    """The draft that was checked."""

    sha256 = fields.String(required=True, metadata={"description": "Of the text in UTF-8."})
    characters = fields.Integer(required=True)
    format = fields.String(required=True, validate=validate.OneOf(DRAFT_FORMATS))
    title = fields.String(required=True, allow_none=True)
    outlet = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True, metadata={"description": "Null unless it was to be kept."})


class CheckedSourceSchema(StrictSchema):
    """A source document that an answer rests on, as it was on that day."""

    document = fields.Nested(CitedDocumentSchema, required=True, metadata={"description": "`sha256` is that of its text."})
    source = fields.Nested(
        SourceSchema, required=True, allow_none=True, metadata={"description": "The bytes it was read from, where they are known."}
    )
    rules = fields.String(
        required=True, allow_none=True, metadata={"description": "The rules that attributed its quotations; null where it does."}
    )


class CheckRecordSchema(StrictSchema):
    """What was found, when, by what, for whom. It never changes. Offsets are Unicode code points."""

    format = fields.Integer(required=True)
    id = fields.String(required=True)
    at = fields.String(required=True, metadata={"description": "When, in UTC.", "example": "2024-05-18T09:30:00Z"})
    until = fields.String(required=True, allow_none=True, metadata={"description": "When it will be deleted; null for never."})
    asked_by = fields.Nested(AskedBySchema, required=True)
    checked_by = fields.Nested(CheckedBySchema, required=True)
    draft = fields.Nested(CheckedDraftSchema, required=True, allow_none=True)
    check = fields.Nested(
        DraftCheckSchema, required=True, allow_none=True, metadata={"description": "What was found in the draft."}
    )
    verification = fields.Nested(
        VerificationSchema, required=True, allow_none=True, metadata={"description": "The answer to the claim."}
    )
    sources = fields.List(fields.Nested(CheckedSourceSchema), required=True)


class SignatureSchema(StrictSchema):
    """The signature of a record: of its JSON with sorted keys and without white space, in UTF-8."""

    algorithm = fields.String(required=True, metadata={"example": "Ed25519"})
    key = fields.String(required=True, metadata={"description": "Public key, 32 bytes in base64."})
    value = fields.String(required=True, metadata={"description": "64 bytes in base64."})


class ChangedSinceSchema(StrictSchema):
    """Something that has changed since a record was made."""

    kind = fields.String(
        required=True,
        validate=validate.OneOf(CHANGED_SINCE),
        metadata={"description": "The document was removed, or replaced by another version; or an editor corrected a quotation."},
    )
    document = fields.String(required=True)
    quotation = fields.String(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True, metadata={"description": "The document that replaced it, or the editor."})
    at = fields.String(required=True, allow_none=True)


class CheckSchema(StrictSchema):
    """A signed record, and what has changed since."""

    record = fields.Nested(CheckRecordSchema, required=True)
    signature = fields.Nested(SignatureSchema, required=True)
    later = fields.List(fields.Nested(ChangedSinceSchema), required=True, metadata={"description": "Not part of what is signed."})


class ListedCheckSchema(StrictSchema):
    """A row of the list of records."""

    id = fields.String(required=True)
    at = fields.String(required=True)
    until = fields.String(required=True, allow_none=True)
    asked_by = fields.Nested(AskedBySchema, required=True)
    title = fields.String(required=True, allow_none=True, metadata={"description": "Of the draft; the quote of a claim."})


class ChecksPageSchema(StrictSchema):
    """A page of the list of records, the newest first."""

    checks = fields.List(fields.Nested(ListedCheckSchema), required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "The cursor of the next page; null at the end. A page may hold fewer rows than asked for, even none."
        },
    )


class SigningKeySchema(StrictSchema):
    """The key by which this installation signs."""

    algorithm = fields.String(required=True)
    key = fields.String(required=True, metadata={"description": "Public key, 32 bytes in base64."})
    fingerprint = fields.String(required=True, metadata={"description": "What people compare it by."})
