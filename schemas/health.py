"""Alive, and ready to answer."""

from __future__ import annotations

from marshmallow import fields, validate

from schemas.base import StrictSchema


class HealthSchema(StrictSchema):
    """What a process that lives answers."""

    status = fields.String(required=True, validate=validate.Equal("alive"))
    version = fields.String(required=True)


class ReadinessSchema(StrictSchema):
    """What a service that can answer says."""

    status = fields.String(required=True, validate=validate.Equal("ready"))
    index_revision = fields.String(required=True)
    documents = fields.Integer(required=True)
    quotations = fields.Integer(required=True)
