"""What sources withdraw: kept in the corpus for good, taken out of the index, and left out whenever it is read again or only later."""

from __future__ import annotations

from service.index import IndexWriter
from service.index.layout.addresses import address, version
from service.ingestion.writing import Report
from service.storage.corpus import Corpus

_MOST_VERSIONS = 1000  # of one document


def withdrawn_from(corpus: Corpus) -> dict[bytes, str | None]:
    """Return what sources withdrew, by address, with the moment of each, if known."""
    return {at: moment for key, moment in corpus.withdrawn().items() if (at := address(key)) is not None}


def withdraw(corpus: Corpus, writer: IndexWriter, report: Report) -> None:
    """Record what a report says was withdrawn, and remove all versions of it that are not later. Raises IndexUnavailable."""
    for withdrawal in report.withdrawn:
        for key in withdrawal.keys:
            corpus.withdraw(key, withdrawal.moment)
            report.removed += _remove(writer, key, withdrawal.moment)
    report.withdrawn = []


def _remove(writer: IndexWriter, key: str, moment: str | None) -> int:
    """Remove the document that holds an address and those that it replaced. Returns how many."""
    removed = 0
    document_id = writer.holder(key)
    while document_id is not None and removed < _MOST_VERSIONS:
        known = writer.known_of(document_id)
        if moment is not None and version(None, known.get("modified")) > version(None, moment):
            break
        earlier = known.get("supersedes")
        writer.remove(document_id)
        removed += 1
        document_id = earlier
    return removed
