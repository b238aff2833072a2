"""What is told of: events, as they are sent, and their signature.

Sent as Standard Webhooks 1.0 (https://www.standardwebhooks.com) says, for which there are libraries in most languages.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import orjson

from service.errors import SettingError

SOURCE_CHANGED = "source.changed"
QUOTATION_CORRECTED = "quotation.corrected"
TAKEN_DOWN = "document.taken_down"
CHECK_FINISHED = "check.finished"
TYPES = (SOURCE_CHANGED, QUOTATION_CORRECTED, TAKEN_DOWN, CHECK_FINISHED)
_PREFIX = "whsec_"
_LEAST_BYTES = 24  # of a secret, as the specification asks
_VERSION = "v1"  # of the signature: HMAC with SHA-256


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened. `id`: the same however often it is sent; `at`: ISO 8601, in UTC."""

    type: str
    at: str
    data: Mapping[str, Any]
    id: str = field(default_factory=lambda: f"evt_{secrets.token_hex(16)}")

    @property
    def body(self) -> str:
        """What is sent, as JSON."""
        return orjson.dumps({"type": self.type, "timestamp": self.at, "data": self.data}).decode()


def once(type_: str, at: str, data: Mapping[str, Any], subject: Sequence[str]) -> Event:
    """Return an event that can happen once only: whoever notices it again gives it the same id. `subject`: what tells it apart."""
    digest = sha256("\0".join((type_, *subject)).encode()).hexdigest()
    return Event(type_, at, data, f"evt_{digest[:32]}")


def key_of(secret: str) -> bytes:
    """Return the bytes of a secret, written as `whsec_` and base64. Raises SettingError if it is malformed or too short."""
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError:
        key = b""
    if not secret.startswith(_PREFIX) or len(key) < _LEAST_BYTES:
        made = _PREFIX + base64.b64encode(secrets.token_bytes(_LEAST_BYTES)).decode()
        raise SettingError(f"ONRECORD_WEBHOOK_SECRET must be whsec_ and base64 of {_LEAST_BYTES} bytes or more, such as {made}")
    return key


def headers(event_id: str, seconds: int, body: str, key: bytes) -> dict[str, str]:
    """Return the headers of a delivery. `seconds`: since 1970, when it is sent."""
    signed = hmac.digest(key, f"{event_id}.{seconds}.{body}".encode(), "sha256")
    return {
        "Content-Type": "application/json",
        "User-Agent": "onrecord",
        "webhook-id": event_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"{_VERSION},{base64.b64encode(signed).decode()}",
    }
