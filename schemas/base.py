"""What every schema shares: unknown fields are refused, and text is text."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Protocol, Self

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from schemas.vocabulary import OFFSET_UNITS


class Limits(Protocol):
    """The settings in force that bound what a request may hold."""

    @property
    def max_text_characters(self) -> int:
        """Characters of a text to extract from or to store."""

    @property
    def max_quote_characters(self) -> int:
        """Characters of a quote."""

    @property
    def max_field_characters(self) -> int:
        """Characters of any other field."""

    @property
    def max_draft_characters(self) -> int:
        """Characters of a draft."""

    @property
    def min_quote_words(self) -> int:
        """Words of a quote, at least."""

    @property
    def max_batch(self) -> int:
        """Claims of a batch, and interviews of a draft."""

    @property
    def max_matches(self) -> int:
        """Matches of an answer."""

    @property
    def max_page(self) -> int:
        """Rows of a page of a list."""


class StrictSchema(Schema):
    """A schema that refuses fields it does not know."""

    class Meta:
        """Refuses unknown fields, and keeps the order of the known ones."""

        unknown = RAISE
        ordered = True

    def __deepcopy__(self, _: object) -> Self:
        """Return the schema itself, which nothing changes once it is made.

        What documents an operation holds its schemas, and is copied for each decorator of its view.
        """
        return self


_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


class StrictBoolean(fields.Boolean):
    """A field of true or false, and nothing that stands for them, such as 0."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Text(fields.String):
    """Text of at most `most` characters, without NUL or half a surrogate pair.

    Raises ValidationError that names the limit; blank text counts as missing.
    """

    def __init__(self, *, most: int, blank: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.blank = blank
        told: dict[str, Any] = {"maxLength": most}
        if not blank:  # no NUL either: a format of our own, not JSON Schema's, which only people read
            told |= {"minLength": 1, "format": "text"}
        self.metadata = {**told, **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > self.most:
            raise ValidationError(f"Longer than {self.most} characters ({len(text)}).")
        if "\x00" in text:
            raise ValidationError("Holds a NUL character, which no text has.")
        if _HALF_A_PAIR.search(text):
            raise ValidationError("Holds half of a surrogate pair, which is no character.")
        if not self.blank and not text.strip():
            raise ValidationError("Empty: at least one character that is not white space is needed.")
        return text


class Whole(fields.Integer):
    """A whole number; 5.0 is one in JSON, "5" and true are not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        is_whole = isinstance(value, float) and value.is_integer()
        return super()._deserialize(int(value) if is_whole else value, attr, data, **kwargs)


class PartialDate(fields.String):
    """An ISO 8601 date at the precision that is known: 2016, 2016-08 or 2016-08-03."""

    _YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
    _MONTH = "(0[1-9]|1[0-2])"
    _DAY = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
    PATTERN = f"^{_YEAR}(-({_MONTH}|{_DAY}))?$"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.metadata = {
            "pattern": self.PATTERN,
            "format": "partial-date",
            "description": "ISO 8601 date at the precision that is known: 2016, 2016-08 or 2016-08-03.",
            **self.metadata,
        }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not re.fullmatch(self.PATTERN, text):
            raise ValidationError("Not a date, or no such day: write 2016, 2016-08 or 2016-08-03.")
        try:
            dt.date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            raise ValidationError("There is no such day.") from None
        return text


class SpanSchema(StrictSchema):
    """A stretch of a text."""

    start = fields.Integer(required=True, metadata={"description": "Unicode code points; UTF-16 units with ?offsets=utf16."})
    end = fields.Integer(required=True, metadata={"description": "End, exclusive."})
    text = fields.String(required=True)


class OffsetsQuerySchema(StrictSchema):
    """The unit of the offsets in an answer."""

    offsets = fields.String(
        load_default=OFFSET_UNITS[0],
        validate=validate.OneOf(OFFSET_UNITS),
        metadata={
            "description": "Unit of every offset in the answer: Unicode code points, or UTF-16 units for JavaScript.",
        },
    )
