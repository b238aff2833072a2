"""Problems: RFC 9457, with a request id and one entry a bad field."""

from __future__ import annotations

from marshmallow import fields

from schemas.base import StrictSchema


class FieldErrorSchema(StrictSchema):
    """What is wrong with one field."""

    pointer = fields.String(
        required=True, metadata={"description": "JSON pointer to the field, or the name of a query parameter.", "example": "/quote"}
    )
    message = fields.String(required=True)


class ProblemSchema(StrictSchema):
    """An error (RFC 9457)."""

    type = fields.String(required=True, metadata={"example": "/problems/validation-failed"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    request_id = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorSchema))
