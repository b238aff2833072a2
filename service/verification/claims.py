"""What a caller submits."""

from __future__ import annotations

from dataclasses import dataclass

from service.records import CitedDocument


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote, and the attribution it is claimed to have: None for a field that the caller does not claim.

    `limit`: the most matches that the answer may have. `context`: the date of the text that makes the claim, in ISO 8601;
    `is_sure`: whether the claimed speaker is certain, as one is that a caller names. `own_url`, `own_sha256`: of the text that
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
    own_url: str | None = None
    own_sha256: str | None = None

    def is_own(self, document: CitedDocument) -> bool:
        """Return whether a document is the text that makes the claim."""
        is_same_page = self.own_url is not None and document.url is not None and _page(self.own_url) == _page(document.url)
        return is_same_page or document.sha256 == self.own_sha256


def _page(url: str) -> str:
    """Return an address without what does not tell pages apart."""
    return url.split("#")[0].partition("://")[2].rstrip("/").casefold()
