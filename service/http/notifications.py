"""Tells the operator's addresses what requests have done; see docs/webhooks.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import g, request

from schemas import shapes
from service.correcting import Entry
from service.http.services import services
from service.ingestion.ingestion import Posted
from service.ingestion.rechecking import touched
from service.notifying.events import CHECK_FINISHED, QUOTATION_CORRECTED, SOURCE_CHANGED, TAKEN_DOWN, Event, once
from service.records import Passage


def is_on() -> bool:
    """Return whether anybody is told."""
    return bool(services().settings.webhooks)


def document_posted(posted: Posted, url: str | None, passages: Sequence[Passage]) -> None:
    """Tell that a source has changed, and which of its quotations are no longer there in their words."""
    if not is_on() or posted.superseded is None:
        return
    before = services().index.document(posted.superseded)
    data = {"document": posted.id, "supersedes": posted.superseded, "url": url}
    subject = (posted.superseded, posted.id)
    _tell(once(SOURCE_CHANGED, _now(), data, subject))
    for row in touched(before.quotations if before else (), [passage.text for passage in passages]):
        changed = {**data, "quotation": row.id, "text": row.text, "now": row.now}
        _tell(once(QUOTATION_CORRECTED, _now(), changed, (row.id, *subject)))


def corrected(quotation_id: str, entry: Entry) -> None:
    """Tell what an editor said of a quotation, or that it was undone."""
    if is_on():
        data = {"quotation": quotation_id, "by": entry.by, "reason": entry.reason, "undone": entry.undoes}
        _tell(Event(QUOTATION_CORRECTED, _now(), {**data, "values": dict(entry.values), "checked": entry.checked}))


def taken_down(document_id: str) -> None:
    """Tell that a document was taken down."""
    if is_on():
        _tell(Event(TAKEN_DOWN, _now(), {"document": document_id}))


def check_finished(summary: shapes.Summary) -> None:
    """Tell the numbers of a check, and nothing of the draft."""
    if is_on():
        key = g.get("key")
        data: Mapping[str, Any] = {"request_id": g.request_id, "key": key.id if key else None, "summary": summary}
        _tell(Event(CHECK_FINISHED, _now(), {**data, "path": request.path}))


def _tell(event: Event) -> None:
    services().notifier.tell(event)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
