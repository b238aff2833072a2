"""What a caller submits."""

from __future__ import annotations

from dataclasses import dataclass

from service.index.layout.addresses import address
from service.records import CitedDocument


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote, and the attribution it is claimed to have: None for a field that the caller does not claim.

    `limit`: the most matches that the answer may have. `context`: the date of the text that makes the claim, in ISO 8601;
    `is_sure`: whether the claimed speaker is certain, as one is that a caller names; `is_read`: whether the fields were read out of
    that text rather than claimed by a caller. `before`: its words
    right before the quote, outside the marks. `own_url`, `own_sha256`: of the text that
    makes the claim, which is no source for itself.
    """

    quote: str
    speaker: str | None = None
    date: str | None = None
    venue: str | None = None
    outlet: str | None = None
    limit: int = 5
    context: str | None = None
    is_sure: bool = True
    is_read: bool = False
    before: str = ""
    own_url: str | None = None
    own_sha256: str | None = None

    def is_own(self, document: CitedDocument) -> bool:
        """Return whether a document is the text that makes the claim."""
        own = address(self.own_url)
        is_same_page = own is not None and own == address(document.url)
        return is_same_page or document.sha256 == self.own_sha256
