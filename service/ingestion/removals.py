"""Taking documents out of the index: a few at once go without a word, many only where somebody has said so.

A folder that was not mounted, a list that came short or a file that was cut off look like documents that were deleted. The
corpus is the truth, but its absence is a fault, so what would take out more than a share of the index is refused.
"""

from __future__ import annotations

from collections.abc import Collection

from service.errors import RemovalsNotAllowed
from service.index import IndexWriter

_FEW = 10  # documents that may always go: an editor tidies up a folder
_SHARE = 0.1  # of the documents that are indexed: an archive does not lose a tenth of itself in the ordinary course of things


class Removals:
    """The documents that one run takes out. `is_allowed`: whether any number may go; `new`: how many documents that the index
    holds at the start are the run's own already.

    What counts is by how much the index shrinks: a file that was rewritten gives as many documents as it takes back.
    """

    def __init__(self, writer: IndexWriter, *, is_allowed: bool, new: int = 0) -> None:
        self._writer = writer
        self._is_allowed = is_allowed
        self._held = 0 if is_allowed else writer.documents() - new  # before the run

    def disown(self, states: Collection[str]) -> int:
        """Take out what files gave in some states and nothing else gives: how many documents.

        Raises RemovalsNotAllowed, before anything is taken out, where that would be too many.
        """
        rows = list(self._writer.files.lost_with(states))
        if rows and not self._is_allowed:
            going = len({document_id for document_id, _, is_only in rows if is_only})
            require_few(self._writer.documents() - going, self._held)
        return sum(self._writer.disown(document_id, state) for document_id, state, _ in rows)

    def require_switch(self, unlisted: Collection[str] = ()) -> None:
        """Raise RemovalsNotAllowed where the generation that is being built holds too few of what the live one does; while there are
        folders that cannot be listed, where it holds fewer."""
        held = self._writer.documents_replaced()
        if held is None:
            return
        if unlisted and self._writer.documents() < held:
            raise RemovalsNotAllowed(f"the index is kept as it is until {', '.join(sorted(unlisted)[:_FEW])} can be listed")
        if not self._is_allowed:
            require_few(self._writer.documents(), held)


def require_few(left: int, held: int, what: str = "documents that are indexed") -> None:
    """Raise RemovalsNotAllowed where of so many that were held so few would be left. `what`: how they are called."""
    if held - left > max(_FEW, int(_SHARE * held)):
        raise RemovalsNotAllowed(
            f"the corpus lacks {held - left} of the {held} {what}: the index is kept as it is. Look whether all"
            " of the corpus is mounted and whole; if they are to go, say --allow-removals"
        )
