"""Documents into the index: from a request, from files, and all of the corpus when the index is new or behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from service.bulk import Chunk, Encoder, Marker, Worked, chunks, pages_of, sample
from service.corpus import Corpus, source_files
from service.errors import BeingBuilt
from service.extraction import extract
from service.index import IndexWriter
from service.index.bundles import Bundle, bundled, joined
from service.index.compression import Codec
from service.index.pages import encode
from service.records import Document, Passage
from service.sources import parse
from service.stores import Found

_POSTINGS_A_FLUSH = 8_000_000
_BYTES_A_QUOTATION = 200  # of a file, packed, for an estimate before it is read
_WORTH_PROCESSES = 4_000_000  # bytes
_POSTED_AT_ONCE, _CHARACTERS_AT_ONCE = 4000, 20_000_000
_LOOK_EVERY = 0.25  # seconds

Progress = Callable[[int, int, int], None]  # bytes read, of how many, quotations so far


@dataclass(slots=True)
class Report:
    """What an ingestion did: documents added, unchanged and removed, quotations added, and what it could not read."""

    added: int = 0
    unchanged: int = 0
    removed: int = 0
    quotations: int = 0
    refused: list[str] = field(default_factory=list)


class Posted(NamedTuple):
    """What posting a document did: its id, whether it is new, and which earlier version it superseded, if any."""

    id: str
    is_new: bool
    superseded: str | None = None


class Ingestion:
    """`processes`: that read and encode, 0 for one each core; `patience`: seconds to wait for another that builds the index."""

    def __init__(self, corpus: Corpus, writer: IndexWriter, processes: int = 1, patience: float = 0.0) -> None:
        self._corpus = corpus
        self._writer = writer
        self._processes = processes
        self._patience = patience

    def post(self, document: Document) -> Posted:
        """Keep a document and index it; the one that had its address before is superseded.

        That is noted in the corpus before the new one shows, and once more where yet another came in between.
        """
        if self._writer.has(document.id) and not self._corpus.is_taken_down(document.id):
            return Posted(document.id, False)
        self._corpus.save(document)
        before = self._writer.holder(document.url)
        if before is not None and before != document.id:
            self._corpus.supersede(before, document.id)
        self._writer.add(document, extract(document))
        superseded = self._writer.move(document)
        if superseded is not None:
            self._corpus.supersede(superseded, document.id)
            self._mark(superseded, document.id)
        return Posted(document.id, True, superseded)

    def _mark(self, document_id: str, by: str) -> None:
        self._writer.mark(document_id, superseded_by=by)
        self._writer.mark(by, supersedes=document_id)

    def take_down(self, document_id: str) -> bool:
        """Take a document down for good; True when it was there."""
        if not self._writer.has(document_id):
            return False
        self._corpus.take_down(document_id)
        return self._writer.remove(document_id)

    def files(
        self, paths: Iterable[Path], progress: Progress = lambda *_: None, name: Callable[[Path], str] = lambda file: file.name
    ) -> Report:
        """Index files: those of the corpus where they lie, others by keeping a copy under a name that tells what they hold."""
        names = {self._corpus.bring_in(file, name(file)) for path in paths for file in source_files(path)}
        self._begin()
        report = Report()
        self._read([f for f in self._corpus.files() if f.name in names], report, progress)
        self._writer.publish()
        return report

    def difference(self, indexed: set[str]) -> tuple[int, int]:
        """How many documents the corpus has that are not indexed, and how many are indexed that it has not or has otherwise."""
        taken, left, missing = self._corpus.taken_down(), set(indexed), 0
        for document_id in self._ids():
            if document_id not in taken:
                missing += document_id not in indexed
                left.discard(document_id)
        return missing, len(left)

    def _ids(self) -> Iterator[str]:
        """The ids of all documents of the corpus; what cannot be read is passed over."""
        yield from self._corpus.posted_ids()
        for chunk in chunks(self._corpus.open, self._corpus.files(), {}):
            for name, number, content in chunk.rows:
                yield from (given.document.id for given in parse(name, number, content).documents)

    def sync(self, progress: Progress = lambda *_: None) -> Report:
        """Bring the index in line with the corpus: what is new or changed is read, what is gone is taken out."""
        self._begin()
        return self._synced(progress)

    def rebuild(self, progress: Progress = lambda *_: None) -> Report:
        """Build the index anew from the corpus beside the live one, and switch to it."""
        self._begin(anew=True)
        return self._synced(progress)

    def _synced(self, progress: Progress) -> Report:
        files = self._corpus.files()
        report = Report()
        table = self._writer.files
        gone = sorted(table.known().keys() - {f.name for f in files})
        for name, ids in table.given_by(gone).items():
            report.removed += sum(self._writer.disown(i, name) for i in ids)
            table.forget(name)
        self._read(files, report, progress)
        self._read_posted(report)
        self._mark_superseded()
        for document_id in self._corpus.taken_down():  # also what was taken down meanwhile
            report.removed += self._writer.remove(document_id)
        self._writer.publish()
        if not self._writer.vouch():
            self._writer.withdraw()
            return self.rebuild(progress)
        return report

    def _begin(self, *, anew: bool = False) -> None:
        """Begin a generation where one is needed; one whose builder was killed is known by that nobody has heard of it for a while."""
        expected = (sum(f.size for f in self._corpus.files()) + self._corpus.posted_bytes()) // _BYTES_A_QUOTATION
        end = time.monotonic() + self._patience
        while True:
            try:
                self._writer.begin(expected, anew=anew)
                return
            except BeingBuilt:
                if time.monotonic() > end:
                    raise
                time.sleep(_LOOK_EVERY)

    def _read_posted(self, report: Report) -> None:
        """Index what was posted and is not indexed, some thousand documents at a time."""
        ids = iter(self._corpus.posted_ids())
        while some := list(islice(ids, _POSTED_AT_ONCE)):
            read: list[tuple[Document, list[Passage]]] = []
            characters = 0
            for document_id in self._writer.missing(some):
                document = self._corpus.posted(document_id)
                if document is not None and not self._corpus.is_taken_down(document_id):
                    read.append((document, extract(document)))
                    characters += len(document.text)
                self._writer.live()
                if characters > _CHARACTERS_AT_ONCE:
                    self._write_posted(read, report)
                    read, characters = [], 0
            self._write_posted(read, report)

    def _write_posted(self, read: list[tuple[Document, list[Passage]]], report: Report) -> None:
        if not read:
            return
        codec = self._writer.codec()
        if not codec.number:
            codec = self._writer.learn(pages_of(read))
        self._writer.write(bundled([encode(document, passages, codec) for document, passages in read]), [None] * len(read))
        report.added += len(read)
        report.quotations += sum(len(passages) for _, passages in read)

    def _mark_superseded(self) -> None:
        """What was superseded says so, and the last version of each document has the address, whatever was read last."""
        superseded = self._corpus.superseded()
        for document_id, by in superseded.items():
            self._mark(document_id, by)
            document = None if by in superseded else self._corpus.posted(by)
            if document is not None:
                self._writer.move(document)

    def _read(self, files: list[Found], report: Report, progress: Progress) -> None:
        """Read those of some files that are new, changed or not wholly read."""
        table = self._writer.files
        known = table.known()
        starts: dict[str, int] = {}
        changed = []
        for f in files:
            held = known.get(f.name)
            if held is not None and held.stamp == f.stamp:
                if held.rows is None:
                    report.unchanged += 1
                    continue
                starts[f.name] = held.rows
            elif held is not None:
                changed.append(f.name)
        todo = [f for f in files if f.name in starts or f.name not in known or f.name in changed]
        if not todo:
            return
        before = {name: set(ids) for name, ids in table.given_by(changed).items()}
        total = sum(f.size for f in todo)
        taken = frozenset(self._corpus.taken_down())
        stream = chunks(self._corpus.open, todo, starts)
        head = list(islice(stream, 2))
        encoder = Encoder(self._learned(head), taken, self._processes if total > _WORTH_PROCESSES else 1)
        flush = _Flush(self._writer, report, {f.name: f.stamp for f in todo}, before)
        with encoder:
            for chunk, worked in encoder.encoded(chain(head, stream)):
                flush.take(chunk, worked)
                self._writer.live()
                progress(chunk.bytes_read, total, report.quotations + flush.waiting)
            flush.write()
        progress(total, total, report.quotations)

    def _learned(self, head: list[Chunk]) -> Codec:
        """The codec for what is to be read; where there is much of it, with a dictionary made for it."""
        codec = self._writer.codec()
        return codec if codec.number or sum(len(c.rows) for c in head) < 2 else self._writer.learn(sample(head))


class _Flush:
    """Gathers what was encoded and writes much of it at a time, noting how far each file is then indexed."""

    def __init__(self, writer: IndexWriter, report: Report, stamps: dict[str, str], before: dict[str, set[str]]) -> None:
        self._writer = writer
        self._report = report
        self._stamps = stamps
        self._before = before
        self._bundles: list[Bundle] = []
        self._owners: list[str] = []
        self._quotations: list[int] = []
        self._markers: dict[str, Marker] = {}
        self._postings = 0

    @property
    def waiting(self) -> int:
        return sum(self._quotations)

    def take(self, chunk: Chunk, worked: Worked) -> None:
        self._report.refused += worked.refused
        self._bundles.append(worked.bundle)
        self._owners += worked.names
        self._quotations += [d.quotations for d in worked.bundle.documents]
        self._postings += len(worked.bundle.packed)
        for name, document in zip(worked.names, worked.bundle.documents, strict=True):
            if name in self._before:
                self._before[name].discard(document.id.hex())
        for marker in chunk.markers:
            self._markers[marker.name] = marker
            if marker.error:
                self._report.refused.append(marker.error)
        if self._postings >= _POSTINGS_A_FLUSH:
            self.write()

    def write(self) -> None:
        if self._bundles:
            is_new = self._writer.write(joined(self._bundles), self._owners)
            self._report.added += sum(is_new)
            self._report.unchanged += len(is_new) - sum(is_new)
            self._report.quotations += sum(q for q, new in zip(self._quotations, is_new, strict=True) if new)
        table = self._writer.files
        for marker in self._markers.values():
            if marker.is_end:
                for document_id in self._before.pop(marker.name, ()):
                    self._report.removed += self._writer.disown(document_id, marker.name)
            if not marker.error:
                table.note(marker.name, self._stamps[marker.name], None if marker.is_end else marker.rows)
        self._bundles, self._owners, self._quotations, self._markers, self._postings = [], [], [], {}, 0
