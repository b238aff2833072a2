"""Encoded chunks gathered into batches and written, many at a time, with a record of how far each file is then indexed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from service.index import IndexWriter
from service.index.layout.bundles import Bundle, joined
from service.index.layout.files import Known, state
from service.index.layout.tallies import knows_speaker
from service.ingestion.chunks import Chunk
from service.ingestion.encoding import EncodedChunk
from service.ingestion.holding import Withdrawal
from service.ingestion.removals import Removals

# What waits takes five times the bytes of its pages in memory, or forty bytes a posting where documents are short: few enough that
# memory does not grow with what is read, and many enough that a write touches each bucket of the index seldom.
_POSTINGS_A_WRITE, _BYTES_A_WRITE = 500_000, 5_000_000
_MOST_REFUSALS = 1000  # refusals that a report lists


@dataclass(slots=True)
class Report:
    """What an ingestion did: documents added, unchanged and removed, quotations added, and how many of these have a speaker.

    `refused`: what could not be read and why, the first thousand; `refusals`: how many there are in all; `skipped`: files without
    a reader, by suffix; `silent`: documents without a quotation, by file; `unnamed`: transcripts in which nobody is named, by file;
    `withdrawn`: what sources withdraw.
    """

    added: int = 0
    unchanged: int = 0
    removed: int = 0
    quotations: int = 0
    attributed: int = 0
    refused: list[str] = field(default_factory=list)
    refusals: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    unnamed: Counter[str] = field(default_factory=Counter)
    withdrawn: list[Withdrawal] = field(default_factory=list)

    def __iadd__(self, other: Report) -> Report:
        for name in ("added", "unchanged", "removed", "quotations", "attributed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refuse(other.refused)
        self.refusals += other.refusals - len(other.refused)
        for name in ("skipped", "silent", "unnamed"):
            getattr(self, name).update(getattr(other, name))
        self.withdrawn += other.withdrawn
        return self

    def refuse(self, lines: Iterable[str]) -> None:
        """Add lines that say what could not be read and why."""
        for line in lines:
            self.refusals += 1
            if len(self.refused) < _MOST_REFUSALS:
                self.refused.append(line)


class Batch:
    """Encoded chunks that wait to be written; one is written and another begun when there is enough.

    `files`: by name, what is known of each file while it is read; `report` is kept up to date; `notes`: whether to record how far
    files are indexed; `broken`: names of files that broke off, of which nothing is recorded.
    """

    def __init__(
        self, writer: IndexWriter, removals: Removals, report: Report, files: dict[str, Known], *, notes: bool = True
    ) -> None:
        self.broken: set[str] = set()
        self._notes = notes
        self._writer = writer
        self._removals = removals
        self._report = report
        self._files = files
        self._bundles: list[Bundle] = []
        self._owners: list[str] = []
        self._counts: list[tuple[int, int]] = []  # quotations of each document, and those whose speaker is known
        self._refused: dict[str, list[str]] = defaultdict(list)  # what could not be read, by file, since the file was begun
        self._rows: dict[str, int | None] = {}  # how far each file is read, None for all of it
        self._now = dict(files)  # what is then to be recorded of each file
        self._postings = self._bytes = 0
        self.waiting = 0  # quotations that were read and are not yet written

    def add(self, chunk: Chunk, encoded: EncodedChunk) -> None:
        """Add a chunk and what it gave; write the batch if there is enough. Raises IndexUnavailable."""
        documents = encoded.bundle.documents
        self._remember(encoded)
        for name, line in encoded.refused:
            self._report.refuse([line])
            self._refused[name].append(line)
        self._bundles.append(encoded.bundle)
        self._owners += (state(name, self._files[name].stamp) for name in encoded.names)
        self._counts += ((d.quotations, sum(map(knows_speaker, d.shares))) for d in documents)
        self.waiting += sum(d.quotations for d in documents)
        self._postings += len(encoded.bundle.packed)
        self._bytes += sum(len(page) for document in documents for page in document.pages)
        for marker in chunk.markers:
            if marker.error:
                self._report.refuse([marker.error])
                self._refused[marker.name].append(marker.error)
                self._rows.pop(marker.name, None)
                self.broken.add(marker.name)
            elif self._notes:
                self._rows[marker.name] = None if marker.is_end else marker.rows
        if self._postings >= _POSTINGS_A_WRITE or self._bytes >= _BYTES_A_WRITE:
            self.write()

    def write(self) -> None:
        """Write what waits, then record how far its files are indexed. Raises IndexUnavailable."""
        if self._bundles:
            bundle, self._bundles = joined(self._bundles), []  # so that their postings are not held twice
            is_new = self._writer.write(bundle, self._owners)
            self._report.added += sum(is_new)
            self._report.unchanged += len(is_new) - sum(is_new)
            self._report.quotations += sum(q for (q, _), new in zip(self._counts, is_new, strict=True) if new)
            self._report.attributed += sum(a for (_, a), new in zip(self._counts, is_new, strict=True) if new)
        self._note_aside()
        ended = [name for name, rows in self._rows.items() if rows is None]
        self._report.removed += forget_before(self._removals, {name: self._files[name] for name in ended})
        now = {
            n: self._now[n]._replace(rows=rows, before=() if rows is None else self._files[n].before)
            for n, rows in self._rows.items()
        }
        self._writer.files.note(now)
        self._owners, self._counts, self._rows = [], [], {}
        self._postings = self._bytes = self.waiting = 0

    def _remember(self, encoded: EncodedChunk) -> None:
        """Take over what is to be reported of a chunk beside refusals, and which of its files are to be read again, and when."""
        self._report.silent.update(encoded.silent)
        self._report.unnamed.update(encoded.unnamed)
        self._report.withdrawn += encoded.withdrawn
        for name, moment in encoded.again.items():
            known = self._now[name]
            self._now[name] = known._replace(again=min(moment, known.again or moment))

    def _note_aside(self) -> None:
        """Record what could not be read, and that nothing else is set aside of the files that have ended."""
        aside = self._writer.aside
        aside.note(self._refused)
        ended = {name for name, rows in self._rows.items() if rows is None}
        aside.forget(ended - self._refused.keys())
        for name in ended | self.broken:
            self._refused.pop(name, None)


def forget_before(removals: Removals, files: dict[str, Known]) -> int:
    """Remove the documents that only earlier states of files gave. Returns how many; raises IndexUnavailable, RemovalsNotAllowed."""
    return removals.disown({state(name, stamp) for name, known in files.items() for stamp in known.before})
