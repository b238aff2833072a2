"""A second reader asked about the documents that wait for it, and its answers shown in the index.

What it says is part of how a document was read: editors' corrections stay above it, and a quotation that the index holds otherwise
than this process reads it is left as it is, until the document is read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from service.correcting import revised
from service.extraction import extract
from service.index import IndexWriter
from service.ingestion.budgets import within
from service.ingestion.reader_endpoint import Endpoint
from service.ingestion.second_reader import Asked, SecondReader
from service.records import Attribution, Document, Passage
from service.storage.corpus import Corpus


def consult(reader: SecondReader, endpoint: Endpoint, corpus: Corpus, writer: IndexWriter) -> Asked:
    """Ask about every document that waits and is due, and show the answers. Raises IndexUnavailable if the index cannot be written."""

    return reader.ask(
        endpoint,
        writer.gazetteer,
        lambda document: writer.has(document.id) and not corpus.is_taken_down(document.id),
        lambda document: extract(document, writer.gazetteer),
        partial(_show, writer),
        within,
    )


def _show(writer: IndexWriter, document: Document, before: Sequence[Passage], after: Sequence[Passage]) -> None:
    """Show the passages of a document whose attribution has changed. One that is gone meanwhile has none to be shown."""
    changed = {new.parts: new.attribution for old, new in zip(before, after, strict=True) if old != new}
    for quotation in writer.quotations(document.id) if changed else ():
        if (attribution := changed.get(tuple(quotation.parts))) is not None:
            number = int(quotation.id.rpartition("-")[2])
            writer.revise(document.id, number, partial(_read_as, attribution=attribution))


def _read_as(passage: Passage, attribution: Attribution) -> Passage:
    """Return a passage with another attribution as it was read, and an editor's correction of it, if there is one, above that."""
    return revised(replace(passage, attribution=attribution, correction=None), passage.correction)
