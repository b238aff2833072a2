"""Documents into the index: from a request, from files, and the whole corpus if the index is new or behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import NamedTuple

import redis

from service.correcting import Entry, corrected, folded, match, place_of, revised
from service.errors import BeingBuilt, CorpusUnavailable, IndexUnavailable, OnrecordError, RemovalsNotAllowed, UnreadableSource
from service.extraction import extract
from service.index import IndexWriter
from service.index.layout.addresses import address
from service.index.layout.files import Known
from service.index.layout.tallies import knows_speaker
from service.index.writing.generations import State
from service.ingestion.budgets import within
from service.ingestion.chunks import POSTED, Chunk, chunks, posted_chunks
from service.ingestion.differing import difference
from service.ingestion.encoding import EncodedChunk, Task, encoded_in_order
from service.ingestion.foretelling import read_in_time
from service.ingestion.holding import now
from service.ingestion.removals import Removals, require_few
from service.ingestion.second_reader import SecondReader
from service.ingestion.withdrawing import withdraw, withdrawn_from
from service.ingestion.writing import Batch, Report
from service.records import Correction, Document, Passage, Quotation
from service.storage.corpus import Corpus, is_brought
from service.storage.locks import locked
from service.storage.stores import Stored

_BYTES_A_QUOTATION = 200  # of a file as stored, to estimate the quotations before it is read
_WORTH_PROCESSES = 200_000  # bytes of files: below that there is but one chunk
_MOST_FILES = 20_000  # looked up and read at a time, so that memory does not grow with the corpus
_MOST_POSTED = 4000  # documents looked up at a time
_WORTH_DOCUMENTS = 50  # posted documents: below that there is hardly more than one chunk
_LOOK_EVERY = 0.25  # seconds

Progress = Callable[[int, int, int], None]  # (bytes read, bytes in all, quotations so far)


class Posted(NamedTuple):
    """What posting a document did.

    `is_new`: whether it was not there before; `superseded`: the earlier version that it replaced, if any; `quotations`: how many it
    has; `attributed`: how many of these have a speaker.
    """

    id: str
    is_new: bool
    superseded: str | None = None
    quotations: int = 0
    attributed: int = 0


class Ingestion:
    """Brings documents into the corpus and the index.

    `writer`: its gazetteer is what documents are read by; `processes`: that read and encode, 0 for one a core; `patience`: seconds to
    wait for another process that builds the index; `allows_removals`: whether any number of documents may be removed at once; `extract`: how the passages of a posted document are found, None to find
    them in this thread; `reader`: the second reader, if there is one, whose answers are applied and for which documents wait. Every method raises IndexUnavailable if the index cannot be written, and
    BeingBuilt if another process still builds it after that time.
    """

    def __init__(
        self,
        corpus: Corpus,
        writer: IndexWriter,
        processes: int = 1,
        patience: float = 0.0,
        *,
        allows_removals: bool = False,
        extract: Callable[[Document], list[Passage]] | None = None,
        reader: SecondReader | None = None,
    ) -> None:
        self._corpus = corpus
        self._writer = writer
        self.gazetteer = writer.gazetteer
        self._processes = processes
        self._patience = patience
        self._allows_removals = allows_removals
        self._extract = extract or self._extract_here
        self._reader = reader

    @contextmanager
    def ordered(self, document_id: str, url: str | None) -> Iterator[None]:
        """Keep every other writer from a document, and from the versions at its address, while the context lasts.

        Corpus and index are two stores: only in this order do they agree. Raises IndexUnavailable if another writer takes too long.
        """
        at = address(url)
        names = {document_id, *([f"at-{at.hex()}"] if at else [])}
        folder = self._corpus.lock_folder
        with locked(folder, names) if folder is not None else self._writer.locked(names):
            yield

    def post(self, document: Document) -> Posted:
        """Store a document, then index it; see `post_ordered`, which this calls once no other writer can come in between."""
        passages = self.read(document)
        with self.ordered(document.id, document.url):
            return self.post_ordered(document, passages)

    def read(self, document: Document) -> list[Passage]:
        """Return the passages of a document. Raises OverBudget if that takes more than one document may."""
        return self._extract(document)

    def post_ordered(self, document: Document, passages: list[Passage]) -> Posted:
        """Store a document, then index it. The document that had its address before is superseded. To be called within `ordered`.

        The corpus records that before the new document shows, and again if a third one came in between. Raises StorageUnavailable
        if it cannot be stored.
        """
        if self._writer.has(document.id) and not self._corpus.is_taken_down(document.id):
            if self._writer.is_only_posted(document.id) and not self._corpus.is_posted(document.id):
                self._corpus.save(document)  # the data folder has lost it
            return Posted(document.id, False)
        self._corpus.save(document)
        found, passages = passages, corrected(document, passages, self._corpus.corrections.of_document(document))
        before = self._writer.holder(document.origin.guid or document.url)
        if before is not None and before != document.id:
            self._corpus.supersede(before, document.id)
        self._writer.add(document, passages)
        self._writer.aside.forget([POSTED + document.id])
        if self._reader is not None:
            self._reader.wait(document, found)
        superseded = self._writer.move(document)
        if superseded is not None:
            self._corpus.supersede(superseded, document.id)
            self._writer.supersede(superseded, document.id)
        return Posted(document.id, True, superseded, len(passages), sum(p.attribution.speaker is not None for p in passages))

    def correct(self, quotation: Quotation, entry: Entry) -> None:
        """Store what an editor did to a quotation, then show it. Raises StorageUnavailable if it cannot be stored."""
        document_id, _, number = quotation.id.rpartition("-")
        with self.ordered(document_id, quotation.document.url):
            ruling = self._corpus.corrections.add(quotation, entry)
            self._writer.revise(document_id, int(number), partial(revised, correction=ruling.correction))

    def _correct_late(self) -> None:
        """Show what editors corrected while documents were read that did not know of it yet."""
        for ruling in self._corpus.corrections.all().all():
            found, correction = self._writer.quotations(ruling.document), ruling.correction
            words, places = [folded(q.text) for q in found], [place_of(q.parts) for q in found]
            n = match(ruling, words, places, is_same_text=bool(found) and found[0].document.sha256 == ruling.sha256)
            if n is not None and not _agree(found[n].correction, correction):
                number = int(found[n].id.rpartition("-")[2])
                self._writer.revise(ruling.document, number, partial(revised, correction=correction))

    def take_down(self, document_id: str) -> bool:
        """Take a document down for good. Returns whether it was there.

        A version that it replaced is then replaced by the one that replaced it, if there is one, and else current again.
        """
        while True:
            url = self._writer.address_of(document_id)
            with self.ordered(document_id, url):
                if self._writer.address_of(document_id) == url:  # else it came meanwhile, with an address that is not locked
                    return self._take_down(document_id)

    def _take_down(self, document_id: str) -> bool:
        if not self._writer.has(document_id):
            if not self._corpus.is_posted(document_id):
                return False
            self._forget(document_id)
            self._corpus.take_down(document_id)  # it was set aside, or is not indexed yet
            self._writer.aside.forget([POSTED + document_id])
            return True
        known = self._writer.known_of(document_id)
        self._forget(document_id)
        self._corpus.take_down(document_id)
        if earlier := known.get("supersedes"):
            if later := known.get("superseded_by"):
                self._corpus.supersede(earlier, later)
            else:
                self._corpus.restore(earlier)
        return self._writer.remove(document_id)

    def _forget(self, document_id: str) -> None:
        """Have the second reader, if there is one, forget what it answered about a document."""
        if self._reader is not None:
            self._reader.forget(document_id)

    def files(self, names: Collection[str], progress: Progress = lambda *_: None, *, replaces: bool = True) -> Report:
        """Index files of the corpus, given by their names in it.

        If the index is built anew in place of one that this process cannot read, the whole corpus is indexed. `replaces`: as for `sync`.
        """
        wanted = set(names)
        files = self._corpus.files()
        report = Report()
        with self._begun(files, replaces=replaces):
            if self._writer.must_be_whole:
                return self._synced(files, progress)
            self._read([f for f in files if f.name in wanted], report, self._removals(), progress)
            self._writer.publish()
        return report

    @contextmanager
    def shared(self, names: Collection[str], report: Report) -> Iterator[tuple[list[Stored], IndexWriter, Corpus]]:
        """Give files of the corpus that other processes are to read: those that are not yet indexed, with what planning them needs.

        A generation that this begins is published when the context ends; if it replaces one that this process cannot read, all
        files are given.
        """
        wanted = set(names)
        files = self._corpus.files()
        with self._begun(files):
            is_whole = self._writer.must_be_whole
            chosen = files if is_whole else [f for f in files if f.name in wanted]
            todo, _ = begun(self._writer, chosen, report, now())
            report.unchanged += len(chosen) - len(todo)
            yield todo, self._writer, self._corpus
            if is_whole:
                self._completed(report)
            else:
                self._writer.publish()

    def difference(self, indexed: set[str]) -> tuple[int, int]:
        """Count the documents of the corpus that are not indexed, and the indexed ones that the corpus lacks or holds changed.

        What is set aside cannot be indexed, and is named by `onrecord doctor`: it is not counted, nor is what a file gave before it
        could no longer be read.
        """
        noted, files = self._writer.aside.noted(), self._writer.files
        broken = {name: held for name, held in files.known().items() if name in noted and held.rows is not None}
        kept = files.given_by({state for name, held in broken.items() for state in held.states(name)})
        return difference(self._corpus, self._sources(), noted, self.gazetteer, indexed, {document_id for document_id, _ in kept})

    def sync(self, progress: Progress = lambda *_: None, *, rereads: bool = True, replaces: bool = True) -> Report:
        """Bring the index in line with the corpus: new and changed files are read, and what is gone is removed.

        `rereads`: also read again what other rules read; the index is then built anew beside the live one. `replaces`: build the
        index anew if this process cannot read it; if false that raises IndexUnavailable.

        Raises CorpusUnavailable if there is no corpus, RemovalsNotAllowed if too much of it is gone. What was new is then indexed,
        and nothing is removed.
        """
        files = self._sources()
        with self._begun(files, replaces=replaces):
            report = self._synced(files, progress)
        return self._rebuilt(files, progress) if rereads and self._writer.read_by_others() else report

    def rebuild(self, progress: Progress = lambda *_: None) -> Report:
        """Build the index anew from the corpus, next to the live one, then switch to it.

        Raises CorpusUnavailable if there is no corpus, RemovalsNotAllowed if the new index would lack too much of what the live one
        holds, or any posted document.
        """
        files = self._sources()
        if not self._allows_removals and (lost := self.posted_and_lost()):
            raise RemovalsNotAllowed(
                f"{lost} posted documents are in the index but no longer in the data folder: restore them from a backup"
                " (`onrecord import FILE.tar.zst --over`), or remove them for good with --allow-removals"
            )
        return self._rebuilt(files, progress)

    def posted_and_lost(self) -> int:
        """Count the posted documents that are in the index alone: neither in the data folder nor taken down."""
        try:
            held = self._writer.posted_ids()
        except IndexUnavailable:
            return 0  # there is no index that could hold any
        return len(held - set(self._corpus.posted_ids()) - self._corpus.taken_down()) if held else 0

    def _sources(self) -> list[Stored]:
        """Return the files of a corpus that is there. Raises CorpusUnavailable."""
        self._corpus.require_sources(may_be_empty=self._allows_removals)
        try:
            return self._corpus.files()
        except Exception as error:  # whatever the file system or object store raises
            raise CorpusUnavailable(f"the corpus cannot be listed: {error}") from error

    def _removals(self) -> Removals:
        return Removals(self._writer, is_allowed=self._allows_removals)

    def _rebuilt(self, files: list[Stored], progress: Progress) -> Report:
        with self._begun(files, anew=True):
            return self._synced(files, progress)

    def _synced(self, files: list[Stored], progress: Progress) -> Report:
        report, removals = Report(), self._removals()
        report.refuse(f"{folder}: this folder cannot be listed: {reason}" for folder, reason in self._corpus.unlisted.items())
        self._require_files(files)
        self._read(files, report, removals, progress)
        self._forget_gone(files, report, removals)  # after reading: a renamed file is there all the time
        self._completed(report)
        if not self._corpus.unlisted:
            self._corpus.note_seen(_number_of_sources(files))
        state = self._writer.vouch()
        if state is State.WHOLE:
            return report
        if state is State.LOST:
            self._writer.withdraw()
        return self._rebuilt(files, progress)

    def _require_files(self, files: list[Stored]) -> None:
        """Raise RemovalsNotAllowed if many files are gone since the last time: after Redis lost its data, nothing else tells."""
        if not self._allows_removals and not self._corpus.unlisted:
            require_few(_number_of_sources(files), self._corpus.seen(), "files that were there when it was last indexed")

    def _completed(self, report: Report) -> None:
        """Index what was posted, apply replacements and takedowns, and publish."""
        is_whole = self._writer.must_be_whole
        self._read_posted(report)
        self._mark_superseded()
        for document_id in self._corpus.taken_down():  # including what was taken down in the meantime
            if self._writer.has(document_id):
                with self.ordered(document_id, None):
                    if self._corpus.is_taken_down(document_id):  # it may have been posted again
                        report.removed += self._writer.remove(document_id)
        self._correct_late()
        self._corpus.checks.purge(now())
        self._removals().require_switch(self._corpus.unlisted)
        self._writer.publish()
        if is_whole:  # processes with other tables wrote what they were sent into the generation that is now gone
            self._read_posted(report)

    def _forget_gone(self, files: list[Stored], report: Report, removals: Removals) -> None:
        """Remove what files gave that no longer exist."""
        table = self._writer.files
        known = table.known()
        kept = tuple(f"{folder}/" for folder in self._corpus.unlisted)  # what cannot be listed is not gone
        for name in [*(f.name for f in files), *(name for name in known if name.startswith(kept))]:
            known.pop(name, None)
        states = {state for name, held in known.items() for state in held.states(name)}
        report.removed += removals.disown(states)
        table.forget(sorted(known))
        self._writer.aside.forget(sorted(known))

    @contextmanager
    def _begun(self, files: list[Stored], *, anew: bool = False, replaces: bool = True) -> Iterator[None]:
        """Begin a generation if one is needed. If it cannot be finished, another process may resume it at once."""
        self._begin(files, anew=anew, replaces=replaces)
        try:
            yield
        except BaseException:
            with suppress(OnrecordError, redis.RedisError):
                self._writer.let_go()
            raise

    def _begin(self, files: list[Stored], *, anew: bool, replaces: bool) -> None:
        """Begin a generation if one is needed, waiting for another builder. A killed builder is given up when its lease ends."""
        expected = (sum(f.size for f in files) + self._corpus.posted_bytes()) // _BYTES_A_QUOTATION
        end = time.monotonic() + self._patience
        while True:
            try:
                self._writer.begin(expected, anew=anew, replaces=replaces)
                return
            except BeingBuilt:
                if time.monotonic() > end:
                    raise
                time.sleep(_LOOK_EVERY)

    def _read_posted(self, report: Report) -> None:
        """Index what was posted and is not indexed. What cannot be read is set aside until the index is built anew."""
        ids, aside = iter(self._corpus.posted_ids()), self._writer.aside.names()
        taken = frozenset(self._corpus.taken_down())
        while some := list(islice(ids, _MOST_POSTED)):
            missing = [i for i in self._writer.missing(some) if i not in taken and POSTED + i not in aside]
            stream = posted_chunks(self._corpus, missing)
            if not missing:
                continue
            task = Task(self._writer.codec(), self.gazetteer, taken, rulings=self._corpus.corrections.all(), reader=self._reader)
            for _, encoded in encoded_in_order(
                stream, task, self._processes if len(missing) >= _WORTH_DOCUMENTS else 1, self._writer
            ):
                self._write_posted(encoded, report)

    def _write_posted(self, encoded: EncodedChunk, report: Report) -> None:
        documents = encoded.bundle.documents
        if documents:
            self._writer.write(encoded.bundle, [None] * len(documents))
        report.added += len(documents)
        report.quotations += sum(d.quotations for d in documents)
        report.attributed += sum(sum(map(knows_speaker, d.shares)) for d in documents)
        for name, line in encoded.refused:
            report.refuse([line])
            self._writer.aside.note({name: [line]})
            if self._posted(document_id := name.removeprefix(POSTED)) is None:
                self._corpus.put_aside(document_id)

    def _extract_here(self, document: Document) -> list[Passage]:
        with within():
            return read_in_time(document, lambda read: extract(read, self.gazetteer))

    def _posted(self, document_id: str) -> Document | None:
        """Return a posted document, or None if its file is missing or damaged."""
        try:
            return self._corpus.posted(document_id)
        except UnreadableSource:
            return None

    def _mark_superseded(self) -> None:
        """Mark what was superseded, and give the address of each document to its last version, whichever was read last."""
        superseded = self._corpus.superseded()
        there = set(superseded.values()) - set(self._writer.missing(set(superseded.values())))
        for document_id, by in superseded.items():
            if by not in there:
                continue
            self._writer.supersede(document_id, by)
            document = None if by in superseded else self._posted(by)
            if document is not None:
                self._writer.move(document)

    def _read(self, files: list[Stored], report: Report, removals: Removals, progress: Progress) -> None:
        """Read those of some files that are new, changed or not wholly read, some thousand files at a time."""
        total, done = sum(f.size for f in files), 0
        taken, moment = frozenset(self._corpus.taken_down()), now()
        withdrawn, rulings = withdrawn_from(self._corpus), self._corpus.corrections.all()
        for n in range(0, len(files), _MOST_FILES):
            some = files[n : n + _MOST_FILES]
            todo, known = begun(self._writer, some, report, moment)
            report.unchanged += len(some) - len(todo)
            done += sum(f.size for f in some) - sum(f.size for f in todo)
            if not todo:
                continue
            size = sum(f.size for f in todo)
            stream = chunks(self._corpus, todo, {name: held.rows or 0 for name, held in known.items()})
            batch = Batch(self._writer, removals, report, known)
            task = Task(self._writer.codec(), self.gazetteer, taken, withdrawn, moment, rulings, self._reader)

            def look(chunk: Chunk, batch: Batch = batch, before: int = done) -> None:
                """Tell how far the files are read."""
                progress(before + chunk.bytes_read, total, report.quotations + batch.waiting)

            for chunk, encoded in encoded_in_order(
                stream, task, self._processes if size > _WORTH_PROCESSES else 1, self._writer, look
            ):
                batch.add(chunk, encoded)
            batch.write()
            done += size
        withdraw(self._corpus, self._writer, report)
        progress(total, total, report.quotations)


def _agree(shown: Correction | None, wanted: Correction | None) -> bool:
    """Return whether what is shown of a correction is what is in force."""
    if shown is None or wanted is None:
        return shown is wanted
    return (shown.at, shown.by, dict(shown.values), shown.checked) == (wanted.at, wanted.by, dict(wanted.values), wanted.checked)


def _number_of_sources(files: list[Stored]) -> int:
    """Count the files that are in the corpus itself and were not brought in."""
    return sum(not is_brought(f.name) for f in files)


def begun(writer: IndexWriter, files: Sequence[Stored], report: Report, moment: str) -> tuple[list[Stored], dict[str, Known]]:
    """Return the files that are not wholly indexed in their present state, and what is known of each, by name.

    That is recorded before one of them is read. What could not be read of the others goes into the report again. `moment`: in UTC,
    by which a file is due to be read again that was under embargo.
    """
    todo, known, new = [], {}, {}
    read = []
    for f, held in zip(files, writer.files.known_of([f.name for f in files]), strict=True):
        if held is not None and held.stamp == f.stamp and not (held.again and held.again <= moment):
            if held.rows is None:
                read.append(f.name)
                continue
            known[f.name] = held
        else:
            before = dict.fromkeys((*held.before, *([held.stamp] if held.stamp != f.stamp else []))) if held else ()
            known[f.name] = new[f.name] = Known(f.stamp, 0, tuple(before))
        todo.append(f)
    writer.files.note(new)
    for number, lines in writer.aside.of(read):
        report.refuse(lines)
        report.refusals += number - len(lines)
    return todo, known
