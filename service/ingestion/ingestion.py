"""Documents into the index: from a request, from files, and all of the corpus when the index is new or behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import NamedTuple

import redis

from service.errors import BeingBuilt, OnrecordError
from service.extraction import extract
from service.index import IndexWriter
from service.index.layout.bundles import bundled
from service.index.layout.compression import Codec
from service.index.layout.files import Files, Known
from service.index.layout.pages import encode
from service.index.writing.generations import State
from service.ingestion.encoding import Chunk, Encoder, chunks, pages_of, parsed_rows, sample, seldom_collected
from service.ingestion.writing import Batches, Report
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from service.storage.corpus import Corpus
from service.storage.stores import Found

_BYTES_A_QUOTATION = 200  # of a file, packed, for an estimate before it is read
_WORTH_PROCESSES = 4_000_000  # bytes
_FILES_AT_ONCE = 20_000
_POSTED_AT_ONCE, _CHARACTERS_AT_ONCE = 4000, 20_000_000
_LOOK_EVERY = 0.25  # seconds

Progress = Callable[[int, int, int], None]  # bytes read, of how many, quotations so far


class Posted(NamedTuple):
    """What posting a document did: its id, whether it is new, which earlier version it superseded, if any, and how many
    quotations it has, of which the speaker is known of how many."""

    id: str
    is_new: bool
    superseded: str | None = None
    quotations: int = 0
    attributed: int = 0


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
        passages = extract(document, Gazetteer.load())
        self._writer.add(document, passages)
        superseded = self._writer.move(document)
        if superseded is not None:
            self._corpus.supersede(superseded, document.id)
            self._writer.supersede(superseded, document.id)
        return Posted(document.id, True, superseded, len(passages), sum(p.attribution.speaker is not None for p in passages))

    def take_down(self, document_id: str) -> bool:
        """Take a document down for good; True when it was there. A version that it replaced is replaced by what replaced it, if anything."""
        if not self._writer.has(document_id):
            return False
        known = self._writer.known_of(document_id)
        self._corpus.take_down(document_id)
        if earlier := known.get("supersedes"):
            if later := known.get("superseded_by"):
                self._corpus.supersede(earlier, later)
            else:
                self._corpus.restore(earlier)
        return self._writer.remove(document_id)

    def files(self, names: Collection[str], progress: Progress = lambda *_: None) -> Report:
        """Index files of the corpus, by their names in it."""
        wanted = set(names)
        files = self._corpus.files()
        report = Report()
        with self._begun(files):
            self._read([f for f in files if f.name in wanted], report, progress)
            self._writer.publish()
        return report

    @contextmanager
    def shared(self, names: Collection[str], report: Report) -> Iterator[tuple[list[Found], IndexWriter, Corpus]]:
        """Files of the corpus that others are to read: those that are not wholly indexed, with what is needed to plan that.

        Readers see a generation that this begins when the context ends.
        """
        wanted = set(names)
        files = self._corpus.files()
        with self._begun(files):
            chosen = [f for f in files if f.name in wanted]
            todo, known = begun(self._writer.files, chosen)
            report.unchanged += len(chosen) - len(todo)
            if todo:
                self._learned(list(islice(chunks(self._corpus, todo, {name: held.rows or 0 for name, held in known.items()}), 2)))
            yield todo, self._writer, self._corpus
            self._writer.publish()

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
        for chunk in chunks(self._corpus, self._corpus.files(), {}):
            for _, parsed in parsed_rows(chunk):
                yield from (given.document.id for given in parsed.documents)

    def sync(self, progress: Progress = lambda *_: None) -> Report:
        """Bring the index in line with the corpus: what is new or changed is read, what is gone is taken out."""
        files = self._corpus.files()
        with self._begun(files):
            return self._synced(files, progress)

    def rebuild(self, progress: Progress = lambda *_: None) -> Report:
        """Build the index anew from the corpus beside the live one, and switch to it."""
        files = self._corpus.files()
        with self._begun(files, anew=True):
            return self._synced(files, progress)

    def _synced(self, files: list[Found], progress: Progress) -> Report:
        report = Report()
        self._forget_gone(files, report)
        self._read(files, report, progress)
        self._read_posted(report)
        self._mark_superseded()
        for document_id in self._corpus.taken_down():  # also what was taken down meanwhile
            report.removed += self._writer.remove(document_id)
        self._writer.publish()
        state = self._writer.vouch()
        if state is State.WHOLE:
            return report
        if state is State.LOST:
            self._writer.withdraw()
        return self.rebuild(progress)

    def _forget_gone(self, files: list[Found], report: Report) -> None:
        """Take out what files gave that are there no longer."""
        table = self._writer.files
        known = table.known()
        for f in files:
            known.pop(f.name, None)
        states = {state for name, held in known.items() for state in held.states(name)}
        report.removed += sum(self._writer.disown(i, state) for i, state in list(table.given_by(states)))
        table.forget(sorted(known))

    @contextmanager
    def _begun(self, files: list[Found], *, anew: bool = False) -> Iterator[None]:
        """A generation where one is needed; where it cannot be finished, somebody else may go on with it at once."""
        self._begin(files, anew=anew)
        try:
            yield
        except BaseException:
            with suppress(OnrecordError, redis.RedisError):
                self._writer.let_go()
            raise

    def _begin(self, files: list[Found], *, anew: bool = False) -> None:
        """Begin a generation where one is needed; one whose builder was killed is known by that nobody has heard of it for a while."""
        expected = (sum(f.size for f in files) + self._corpus.posted_bytes()) // _BYTES_A_QUOTATION
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
                    read.append((document, extract(document, Gazetteer.load())))
                    characters += len(document.text)
                self._writer.keep_alive()
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
        report.attributed += sum(p.attribution.speaker is not None for _, passages in read for p in passages)

    def _mark_superseded(self) -> None:
        """What was superseded says so, and the last version of each document has the address, whatever was read last."""
        superseded = self._corpus.superseded()
        there = set(superseded.values()) - set(self._writer.missing(set(superseded.values())))
        for document_id, by in superseded.items():
            if by not in there:
                continue
            self._writer.supersede(document_id, by)
            document = None if by in superseded else self._corpus.posted(by)
            if document is not None:
                self._writer.move(document)

    def _read(self, files: list[Found], report: Report, progress: Progress) -> None:
        """Read those of some files that are new, changed or not wholly read, some thousand files at a time."""
        total, done = sum(f.size for f in files), 0
        taken = frozenset(self._corpus.taken_down())
        for n in range(0, len(files), _FILES_AT_ONCE):
            some = files[n : n + _FILES_AT_ONCE]
            todo, known = begun(self._writer.files, some)
            report.unchanged += len(some) - len(todo)
            done += sum(f.size for f in some) - sum(f.size for f in todo)
            if not todo:
                continue
            size = sum(f.size for f in todo)
            stream = chunks(self._corpus, todo, {name: held.rows or 0 for name, held in known.items()})
            head = list(islice(stream, 2))
            batches = Batches(self._writer, report, known)
            with (
                seldom_collected(),
                Encoder(self._learned(head), taken, self._processes if size > _WORTH_PROCESSES else 1) as encoder,
            ):
                for chunk, worked in encoder.encoded(chain(head, stream)):
                    batches.take(chunk, worked)
                    self._writer.keep_alive()
                    progress(done + chunk.bytes_read, total, report.quotations + batches.waiting)
                batches.write()
            done += size
        progress(total, total, report.quotations)

    def _learned(self, head: list[Chunk]) -> Codec:
        """The codec for what is to be read; where there is much of it, with a dictionary made for it."""
        codec = self._writer.codec()
        return codec if codec.number or sum(len(c.rows) for c in head) < 2 else self._writer.learn(sample(head))


def begun(table: Files, files: Sequence[Found]) -> tuple[list[Found], dict[str, Known]]:
    """Those of some files that are not wholly indexed as they are now, and what is known of each, which is noted before one is read."""
    todo, known, new = [], {}, {}
    for f, held in zip(files, table.known_of([f.name for f in files]), strict=True):
        if held is not None and held.stamp == f.stamp:
            if held.rows is None:
                continue
            known[f.name] = held
        else:
            known[f.name] = new[f.name] = Known(f.stamp, 0, tuple(dict.fromkeys((*held.before, held.stamp))) if held else ())
        todo.append(f)
    table.note(new)
    return todo, known
