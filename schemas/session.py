"""People who log in."""

from __future__ import annotations

from marshmallow import fields

from schemas.base import Limits, StrictSchema, Text


def session_schema(limits: Limits) -> type[StrictSchema]:
    """Return the schema of logging in; `limits` are the settings in force."""

    class SessionRequest(StrictSchema):
        key = Text(required=True, most=limits.max_field_characters, metadata={"description": "As `onrecord keys add` printed it."})

    return SessionRequest


def login_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters of the page to log in on; `limits` are the settings in force."""

    class LoginQuery(StrictSchema):
        next = Text(
            most=limits.max_quote_characters,
            load_default=None,
            metadata={"description": "Where to go then: a path of this service."},
        )

    return LoginQuery


class SessionSchema(StrictSchema):
    """Who is logged in."""

    name = fields.String(required=True, allow_none=True)
    scopes = fields.List(fields.String(), required=True)
