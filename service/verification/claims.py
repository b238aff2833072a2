"""What a caller submits."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.vocabulary import KIND
from service.index.layout.addresses import address
from service.records import CitedDocument


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote, and the attribution it is claimed to have: None for a field that the caller does not claim.

    `limit`: the most matches that the answer may have. `context`: the date of the text that makes the claim, in ISO 8601;
    `is_sure`: whether the claimed speaker is certain, as one is that a caller names; `is_read`: whether the fields were read out of
    that text rather than claimed by a caller. `before`: its words
    right before the quote, outside the marks; `breaks`: offsets of it at which a part begins behind the attribution. `own_url`, `own_title`, `own_outlet`, `own_sha256`: of the text that makes the claim,
    which is not a source for itself; of the last one value for the text as submitted, and one for it without mark-up.
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
    breaks: tuple[int, ...] = ()
    own_url: str | None = None
    own_title: str | None = None
    own_outlet: str | None = None
    own_sha256: frozenset[str] = frozenset()

    @property
    def has_own(self) -> bool:
        """Whether anything is known of the text that makes the claim, by which it would be found among the sources."""
        return bool(self.own_url or self.own_title or self.own_sha256)

    def is_own(self, document: CitedDocument) -> bool:
        """Return whether a document is the text that makes the claim."""
        own = address(self.own_url)
        is_same_page = own is not None and own == address(document.url)
        return is_same_page or document.sha256 in self.own_sha256 or self._has_the_title_of(document)

    def _has_the_title_of(self, document: CitedDocument) -> bool:
        """Return whether an article has the title, and as far as is known the outlet and the day, of the text that makes the claim."""
        title = _plain(self.own_title)
        if " " not in title or _plain(document.title) != title or KIND[document.kind].is_primary:
            return False
        known = ((self.own_outlet, document.outlet), (self.context, document.published))
        return all(not own or not other or _plain(own) == _plain(other) for own, other in known)


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
