"""What must not be shown though it lies in the corpus: what is under embargo, and what its source withdrew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from service.index.layout.addresses import address, version
from service.records import Document


class Withdrawal(NamedTuple):
    """What a source withdraws: its identifiers and addresses, and the moment at which, if known."""

    keys: tuple[str, ...]
    moment: str | None


class Held(NamedTuple):
    """Why a document is not shown, and the moment in UTC from which on it may be, if any."""

    reason: str
    until: str | None = None


def now() -> str:
    """Return the present moment in UTC, to the second, as ISO 8601 has it."""
    return datetime.now(UTC).isoformat()[:19]


def held_back(document: Document, withdrawn: Mapping[bytes, str | None], moment: str) -> Held | None:
    """Return why a document is not to be shown at a moment in UTC, None for one that may be.

    `withdrawn`: by address, the moment at which its source withdrew what is there, if known; a later version may be shown.
    """
    origin = document.origin
    name = document.title or origin.guid or document.url or "it"
    if origin.embargo and origin.embargo > moment:
        return Held(f"{name}: it is under embargo until {origin.embargo} UTC", origin.embargo)
    at = address(origin.guid or document.url) if withdrawn else None
    if at is None or at not in withdrawn:
        return None
    gone = withdrawn[at]
    is_later = gone is not None and version(document.published, origin.modified) > version(None, gone)
    return None if is_later else Held(f"{name}: its source withdrew it")
