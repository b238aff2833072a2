"""Events of files of the corpus that have changed: found before the index takes the change, told when it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.ingestion.rechecking import Change
from service.notifying.events import QUOTATION_CORRECTED, SOURCE_CHANGED, Event

_TOLD = ("changed", "gone")  # states of a source that is another one now; what cannot be read may be as it was


def of_files(changes: Iterable[Change], at: str) -> Iterator[Event]:
    """Yield the events of changed files: one a source, and one a quotation that is no longer there in its words. `at`: ISO 8601, in UTC."""
    for change in changes:
        if change.state not in _TOLD:
            continue
        data = {"source": change.source, "state": change.state, "title": change.title}
        yield Event(SOURCE_CHANGED, at, {**data, "quotations": change.of, "touched": len(change.touched)})
        for row in change.touched:
            yield Event(QUOTATION_CORRECTED, at, {**data, "quotation": row.id, "text": row.text, "now": row.now})
