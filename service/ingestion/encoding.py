"""Chunks encoded as bundles ready to be written, by one process or several: parsed, extracted and encoded side by side."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import ClassVar

from service.correcting import corrected
from service.errors import UnreadableSource
from service.extraction import extract
from service.index import IndexWriter
from service.index.layout.bundles import Bundle, bundled, joined
from service.index.layout.compression import ENOUGH, PLAIN, Codec
from service.index.layout.pages import Encoded, encode, expanded, recoded
from service.ingestion.budgets import TOO_MUCH_MEMORY, Budget, bound_memory, bound_time
from service.ingestion.chunks import POSTED, Chunk, place
from service.ingestion.foretelling import read_in_time
from service.ingestion.holding import Withdrawal, held_back
from service.ingestion.second_reader import SecondReader
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from service.sources import OUR_FAULT, parse
from service.storage.corpus import posted_of
from service.storage.corrections import Filed
from service.storage.embedded import die_with_parent

_AHEAD = 3  # chunks for each process that wait or are encoded: enough that no process waits while bundles are written
_LOOK_EVERY = 1.0  # seconds between calls of whoever waits for a chunk
_LONGEST_ROW, _LONGEST_NAME = 100_000, 2_000  # characters of a quotation in a row, and of a speaker, role, venue or outlet
_BROUGHT_DOWN = "the process that reads it ended: it takes too much time or memory"
_COLLECTED = (200_000, 50, 100)  # thresholds for `gc.set_threshold`; CPython's defaults are 700, 10 and 10


@dataclass(frozen=True, slots=True)
class Task:
    """What chunks are encoded with.

    `taken_down`: ids of documents to leave out, as 16 hexadecimal digits; `withdrawn`: by address, the moment at which its source
    withdrew what is there, if known; `now`: in UTC as ISO 8601 has it, before which no embargo has ended; `rulings`: what editors
    corrected; `reader`: the second reader whose answers are applied, if there is one.
    """

    codec: Codec
    gazetteer: Gazetteer
    taken_down: frozenset[str] = frozenset()
    withdrawn: Mapping[bytes, str | None] = field(default_factory=dict)
    now: str = ""
    rulings: Filed = field(default_factory=Filed)
    reader: SecondReader | None = None

    def read(self, document: Document) -> list[Passage]:
        """Return the passages of a document, with what the second reader answered about it before."""
        passages = read_in_time(document, lambda read: extract(read, self.gazetteer))
        if self.reader is None or document.id in self.taken_down:
            return passages
        return self.reader.read(document, passages, self.gazetteer)

    def corrected(self, document: Document, passages: list[Passage]) -> list[Passage]:
        """Return the passages of a document as editors corrected them."""
        return corrected(document, passages, rulings) if (rulings := self.rulings.of(document)) else passages


_Encoded = tuple[Encoded, list[list[str]]]  # a document, and the folded words of each of its units


@dataclass(frozen=True, slots=True)
class EncodedChunk:
    """What a chunk gave.

    `names`: the file of each document; `refused`: (file, what could not be read and why); `withdrawn`: what sources withdraw;
    `again`: by file, the moment from which on reading it again gives more; `silent`: files of documents without a quotation;
    `unnamed`: files of transcripts in which nobody is named.
    """

    bundle: Bundle
    names: list[str]
    refused: list[tuple[str, str]]
    withdrawn: list[Withdrawal] = field(default_factory=list)
    again: dict[str, str] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """What a row gave: see `EncodedChunk`. `until`: the moment from which on reading it again gives more, if any."""

    documents: list[_Encoded] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    withdrawn: list[Withdrawal] = field(default_factory=list)
    until: str | None = None
    silent: int = 0
    unnamed: int = 0

    def add(self, document: Document, passages: list[Passage], encoded: _Encoded) -> None:
        """Add a document, and count it if it has no quotation, or is a transcript in which nobody is named."""
        self.documents.append(encoded)
        self.silent += not passages
        self.unnamed += bool(passages) and document.kind == "transcript" and not any(map(_is_named, passages))


def encode_chunk(chunk: Chunk, task: Task) -> EncodedChunk:
    """Parse, extract and encode the rows of a chunk.

    A row that takes more time or memory than one may, or on which our own code fails, is among what could not be read.
    """
    documents: list[_Encoded] = []
    out = EncodedChunk(bundled([]), [], [])
    with Budget() as budget:
        for name, number, content in chunk.rows:
            try:
                budget.begin()
                found = _encode_row(name, number, content, chunk, task)
                budget.end()
            except Exception as error:  # of one row: it must stop nothing else
                budget.end()
                found = _Row(refused=[place(name, number) + _reason(error)])
            documents += found.documents
            out.names.extend([name] * len(found.documents))
            out.refused.extend((name, line) for line in found.refused)
            out.withdrawn.extend(found.withdrawn)
            out.silent.extend([name] * found.silent)
            out.unnamed.extend([name] * found.unnamed)
            if found.until:
                out.again[name] = min(found.until, out.again.get(name, found.until))
    return replace(out, bundle=bundled(documents))


def _encode_row(name: str, number: int, content: bytes, chunk: Chunk, task: Task) -> _Row:
    """Return what a row of a chunk gives. Raises whatever reading raises."""
    out = _Row()
    if name.startswith(POSTED):
        document = posted_of(content, name.removeprefix(POSTED))
        passages = task.corrected(document, task.read(document))
        encoded = encode(document, passages, task.codec, task.gazetteer)
        if document.id not in task.taken_down:
            out.documents.append(encoded)
        return out
    parsed = parse(name, number, content, task.gazetteer, chunk.names.get(name), chunk.told.get(name))
    out.refused += parsed.refused
    out.withdrawn += (Withdrawal(gone.keys, gone.moment) for gone in parsed.withdrawn)
    for document, is_row in parsed.documents:
        held = None if is_row else held_back(document, task.withdrawn, task.now)
        if held is not None:
            out.refused.append(f"{name}: {held.reason}")
            out.until = min(held.until, out.until or held.until) if held.until else out.until
            continue
        if is_row:
            _require_short(document)
        passages = task.corrected(document, list(document.stated) if is_row else task.read(document))
        if document.id not in task.taken_down:
            out.add(document, passages, encode(document, passages, task.codec, task.gazetteer, is_row=is_row))
    return out


def _is_named(passage: Passage) -> bool:
    """Return whether a passage names who speaks."""
    speaker = passage.attribution.speaker
    return speaker is not None and speaker.type != "unnamed"


def _require_short(document: Document) -> None:
    """Raise UnreadableSource if what a row says of a quotation is too long, or the quotation is."""
    if len(document.text) > _LONGEST_ROW:
        raise UnreadableSource(f"the quotation has {len(document.text)} characters; at most {_LONGEST_ROW} are accepted")
    for said in (passage.attribution for passage in document.stated):
        names = [said.speaker and said.speaker.name, said.speaker and said.speaker.role, said.venue and said.venue.name]
        longest = max((len(name) for name in (*names, said.outlet and said.outlet.name) if name), default=0)
        if longest > _LONGEST_NAME:
            raise UnreadableSource(f"a name has {longest} characters; at most {_LONGEST_NAME} are accepted")


def _reason(error: Exception) -> str:
    """Explain to people why a row could not be read."""
    if isinstance(error, UnreadableSource):
        return error.detail
    if isinstance(error, MemoryError):
        return TOO_MUCH_MEMORY
    return f"{OUR_FAULT} {type(error).__name__}: {' '.join(str(error).split())[:200]}"


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Collect garbage less often. Reading in bulk makes no reference cycles, and looking for some takes a quarter of its time."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Process:
    """A process of the pool. It is given its task once, when it starts, and a chunk at a time after that."""

    _task: ClassVar[Task]

    @classmethod
    def start(cls, task: Task) -> None:
        """Set the task of this process, and the bounds within which it works."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # else the parent's handler would outlive the parent here
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the parent ends its processes
        die_with_parent()
        bound_memory()
        gc.set_threshold(*_COLLECTED)
        cls._task = task

    @classmethod
    def encode(cls, chunk: Chunk) -> EncodedChunk:
        """Encode a chunk by the task of this process."""
        bound_time()
        return encode_chunk(chunk, cls._task)


def _pool(processes: int, task: Task) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("fork"), initializer=_Process.start, initargs=(task,))


class Encoder:
    """Encodes chunks in order, in `processes` processes, 0 for one a core. A context manager: it ends these processes.

    `meanwhile` is called every second while a chunk is waited for. A row that brings its process down takes its chunk with it. The
    chunk is then read again row by row, and that row is among what could not be read.
    """

    def __init__(self, task: Task, processes: int, meanwhile: Callable[[], object] = lambda: None) -> None:
        self._task = task
        self._meanwhile = meanwhile
        self._processes = processes or os.cpu_count() or 1
        self._pool = _pool(self._processes, task)

    def __enter__(self) -> Encoder:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def encoded(self, stream: Iterable[Chunk]) -> Iterator[tuple[Chunk, EncodedChunk]]:
        """Yield each chunk with what it gave."""
        waiting: deque[_Waiting] = deque()
        for chunk in stream:
            waiting.append((chunk, self._submitted(chunk)))
            if len(waiting) > _AHEAD * self._processes:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def untrained(self, stream: Iterable[Chunk]) -> Iterator[tuple[Chunk, EncodedChunk]]:
        """Yield the first chunks with what they gave, so many that a dictionary can be trained on their pages."""
        pages = 0

        def some() -> Iterator[Chunk]:
            """Yield chunks until those that were encoded have enough pages."""
            for chunk in stream:
                yield chunk
                if pages >= ENOUGH:
                    return

        for chunk, encoded in self.encoded(some()):
            pages += sum(len(document.pages) for document in encoded.bundle.documents)
            yield chunk, encoded

    def _submitted(self, chunk: Chunk) -> Future[EncodedChunk] | None:
        """Submit a chunk; None if the processes are down."""
        try:
            return self._pool.submit(_Process.encode, chunk)
        except BrokenProcessPool:
            return None

    def _next(self, waiting: deque[_Waiting]) -> tuple[Chunk, EncodedChunk]:
        chunk, future = waiting.popleft()
        try:
            if future is not None:
                return chunk, self._result(future)
        except BrokenProcessPool:
            pass
        encoded = self._alone(chunk)  # this chunk may have done it, or another that was read next to it
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = _pool(self._processes, self._task)
        again = [(other, self._submitted(other) if _is_lost(held) else held) for other, held in waiting]
        waiting.clear()
        waiting.extend(again)
        return chunk, encoded

    def _result(self, future: Future[EncodedChunk]) -> EncodedChunk:
        """Return what a chunk gave once it is there. Raises BrokenProcessPool."""
        while not wait([future], _LOOK_EVERY).done:
            self._meanwhile()
        return future.result()

    def _alone(self, chunk: Chunk) -> EncodedChunk:
        """Encode a chunk in a process of its own, and if that breaks down too, each half of its rows."""
        with _pool(1, self._task) as pool:
            try:
                return self._result(pool.submit(_Process.encode, chunk))
            except BrokenProcessPool:
                pass
        if len(chunk.rows) == 1:
            name, number, _ = chunk.rows[0]
            return EncodedChunk(bundled([]), [], [(name, f"{place(name, number)}{_BROUGHT_DOWN}")])
        middle = len(chunk.rows) // 2
        first, second = (self._alone(chunk.only(rows)) for rows in (chunk.rows[:middle], chunk.rows[middle:]))
        return EncodedChunk(joined([first.bundle, second.bundle]), first.names + second.names, first.refused + second.refused)


_Waiting = tuple[Chunk, Future[EncodedChunk] | None]


def _is_lost(future: Future[EncodedChunk] | None) -> bool:
    """Return whether the result of a chunk is lost with the process that read it."""
    return future is None or future.cancelled() or (future.done() and isinstance(future.exception(), BrokenProcessPool))


def encoded_in_order(
    stream: Iterator[Chunk], task: Task, processes: int, writer: IndexWriter, look: Callable[[Chunk], object] = lambda _: None
) -> Iterator[tuple[Chunk, EncodedChunk]]:
    """Yield chunks with what they gave, encoded for the generation that is written to. Raises IndexUnavailable.

    If that has no dictionary, one is trained on the pages of the first chunks, which wait for it: reading them takes nearly all of
    the time, and is not done twice. `look` is called with each chunk that was read, also with those that wait.
    """
    with _seldom_collected():
        if not task.codec.number:
            first = []
            with Encoder(task, processes, writer.keep_alive) as encoder:
                for chunk, encoded in encoder.untrained(stream):
                    first.append((chunk, encoded))
                    writer.keep_alive()
                    look(chunk)
            task = replace(task, codec=writer.learn([page for _, encoded in first for page in _pages(encoded)]))
            for chunk, encoded in first:
                yield chunk, _recoded(encoded, task.codec) if task.codec.number else encoded
        with Encoder(task, processes, writer.keep_alive) as encoder:
            for chunk, encoded in encoder.encoded(stream):
                yield chunk, encoded
                writer.keep_alive()
                look(chunk)


def _pages(encoded: EncodedChunk) -> Iterator[bytes]:
    """Yield the pages of a chunk that was encoded without a dictionary, uncompressed."""
    return (expanded(page, PLAIN) for document in encoded.bundle.documents for page in document.pages)


def _recoded(encoded: EncodedChunk, codec: Codec) -> EncodedChunk:
    """Return a chunk that was encoded without a dictionary as it is with a codec."""
    documents = [d._replace(pages=[recoded(page, PLAIN, codec) for page in d.pages]) for d in encoded.bundle.documents]
    return replace(encoded, bundle=replace(encoded.bundle, documents=documents))
