"""What a caller submits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote, and the attribution it is claimed to have: None for a field that the caller does not claim.

    `limit`: the most matches that the answer may have.
    """

    quote: str
    speaker: str | None = None
    date: str | None = None
    venue: str | None = None
    outlet: str | None = None
    limit: int = 5
