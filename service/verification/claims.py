"""What a caller submits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote, and what it is claimed to be: None where the caller claims nothing."""

    quote: str
    speaker: str | None = None
    date: str | None = None
    venue: str | None = None
    outlet: str | None = None
    limit: int = 5
