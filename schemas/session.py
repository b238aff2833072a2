"""People who log in."""

from __future__ import annotations

from marshmallow import EXCLUDE, fields

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


def callback_query(limits: Limits) -> type[StrictSchema]:
    """Return the schema of the parameters that an identity provider adds; it may add others. `limits` are the settings in force."""

    class CallbackQuery(StrictSchema):
        class Meta:
            """Leaves out what providers add for themselves."""

            unknown = EXCLUDE
            ordered = True

        state = Text(most=limits.max_field_characters, load_default=None)
        code = Text(most=limits.max_quote_characters, load_default=None)
        iss = Text(most=limits.max_field_characters, load_default=None)
        error = Text(most=limits.max_field_characters, load_default=None)
        error_description = Text(most=limits.max_field_characters, load_default=None)

    return CallbackQuery


class SessionSchema(StrictSchema):
    """Who is logged in."""

    name = fields.String(required=True, allow_none=True)
    scopes = fields.List(fields.String(), required=True)
