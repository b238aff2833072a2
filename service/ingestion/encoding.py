"""Chunks encoded as bundles ready to be written, by one process or several: parsed, extracted and encoded side by side."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from service.extraction import extract
from service.index.layout.bundles import Bundle, bundled
from service.index.layout.compression import Codec
from service.index.layout.pages import encode
from service.ingestion.chunks import Chunk, parsed_rows
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage

_AHEAD = 3  # chunks for each process that wait or are encoded: enough that no process waits while bundles are written
_SAMPLE = 4000  # documents that a compression dictionary is trained on
_COLLECTED = (200_000, 50, 100)  # thresholds for `gc.set_threshold`; CPython's defaults are 700, 10 and 10


@dataclass(frozen=True, slots=True)
class Task:
    """What chunks are encoded with. `taken_down`: ids of documents to leave out, as 16 hexadecimal digits."""

    codec: Codec
    gazetteer: Gazetteer
    taken_down: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EncodedChunk:
    """What a chunk gave: documents, the file of each, and what could not be read and why."""

    bundle: Bundle
    names: list[str]
    refused: list[str]


def encode_chunk(chunk: Chunk, task: Task) -> EncodedChunk:
    """Parse, extract and encode the rows of a chunk."""
    documents, names, refused = [], [], []
    for name, parsed in parsed_rows(chunk, task.gazetteer):
        refused += parsed.refused
        for document, is_row in parsed.documents:
            passages = list(document.stated) if is_row else extract(document, task.gazetteer)
            encoded = encode(document, passages, task.codec, task.gazetteer, is_row=is_row)
            if encoded[0].id.hex() not in task.taken_down:
                documents.append(encoded)
                names.append(name)
    return EncodedChunk(bundled(documents), names, refused)


class _Sampler(Codec):
    """A codec that keeps what it is to compress, for a dictionary to be trained on."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[bytes] = []

    def compress(self, content: bytes) -> bytes:
        """Keep the content. Returns nothing, since what is sampled is not written."""
        self.seen.append(content)
        return b""


def sample(head: Iterable[Chunk], gazetteer: Gazetteer) -> list[bytes]:
    """Return pages of the first chunks, uncompressed, for a dictionary to be trained on."""
    sampler = _Sampler()
    for chunk in head:
        if len(sampler.seen) < _SAMPLE:
            encode_chunk(chunk, Task(sampler, gazetteer))
    return sampler.seen[:_SAMPLE]


def pages_of(read: Iterable[tuple[Document, list[Passage]]], gazetteer: Gazetteer) -> list[bytes]:
    """Return pages of documents with their passages, uncompressed, for a dictionary to be trained on."""
    sampler = _Sampler()
    for document, passages in read:
        encode(document, passages, sampler, gazetteer)
    return sampler.seen[:_SAMPLE]


@contextmanager
def seldom_collected() -> Iterator[None]:
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
        """Set the task of this process."""
        gc.set_threshold(*_COLLECTED)
        cls._task = task

    @classmethod
    def encode(cls, chunk: Chunk) -> EncodedChunk:
        """Encode a chunk by the task of this process."""
        return encode_chunk(chunk, cls._task)


class Encoder:
    """Encodes chunks in order, in `processes` processes, 0 for one a core. A context manager: it ends these processes."""

    def __init__(self, task: Task, processes: int) -> None:
        self._task = task
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Encoder:
        if self._processes > 1:
            self._pool = ProcessPoolExecutor(self._processes, initializer=_Process.start, initargs=(self._task,))
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def encoded(self, stream: Iterable[Chunk]) -> Iterator[tuple[Chunk, EncodedChunk]]:
        """Yield each chunk with what it gave."""
        if self._pool is None:
            for chunk in stream:
                yield chunk, encode_chunk(chunk, self._task)
            return
        waiting: deque[tuple[Chunk, Future[EncodedChunk]]] = deque()
        for chunk in stream:
            waiting.append((chunk, self._pool.submit(_Process.encode, chunk)))
            if len(waiting) > _AHEAD * self._processes:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
