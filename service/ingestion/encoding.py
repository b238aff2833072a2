"""Files into bundles ready to be written, by one process or several: read in order, parsed and encoded side by side."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from service.errors import UnreadableSource
from service.extraction import extract
from service.index.layout.bundles import Bundle, bundled
from service.index.layout.compression import Codec
from service.index.layout.pages import encode
from service.records import Document, Passage
from service.sources import Parsed, parse, rows
from service.storage.corpus import Corpus
from service.storage.stores import Found

_ROWS_A_CHUNK, _BYTES_A_CHUNK, _FILES_A_CHUNK = 1000, 1_000_000, 1000
_AHEAD = 3  # chunks for each process that wait or are worked on
_SAMPLE = 4000  # documents that a dictionary is trained on
_COLLECTED = (200_000, 50, 100)  # objects more, and how often each older generation is left out: see `gc.set_threshold`


class Marker(NamedTuple):
    """How far a file is read: `rows` of it, `is_end` where that is all, `error` where it could not be read on."""

    name: str
    rows: int
    is_end: bool
    error: str = ""


@dataclass(slots=True)
class Chunk:
    """Rows of one file or several: (name, number, content), how far that brings each file, and the bytes read so far."""

    rows: list[tuple[str, int, bytes]] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    bytes_read: int = 0
    names: dict[str, dict[str, str]] = field(default_factory=dict)  # of fields, where a file's are named otherwise than ours
    _size: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= _ROWS_A_CHUNK or self._size >= _BYTES_A_CHUNK

    def add(self, name: str, number: int, content: bytes) -> None:
        self.rows.append((name, number, content))
        self._size += len(content)


@dataclass(frozen=True, slots=True)
class Worked:
    """What a chunk gave: documents, the file of each, and what could not be read."""

    bundle: Bundle
    names: list[str]
    refused: list[str]


def chunks(
    corpus: Corpus, files: Iterable[Found], starts: Mapping[str, int], ends: Mapping[str, int] | None = None
) -> Iterator[Chunk]:
    """The rows of files from the ones to start at, up to those to end before, as chunks.

    A file that breaks off ends with a marker that says so.
    """
    chunk, before = Chunk(), 0
    for found in files:
        number, first, last = 0, starts.get(found.name, 0), (ends or {}).get(found.name)
        error = ""
        try:
            names = corpus.names_in(found.name)
            with corpus.open(found.name) as stream:
                for number, content in enumerate(islice(rows(found.name, stream), last), 1):
                    if number <= first:
                        continue
                    chunk.add(found.name, number - 1, content)
                    if names:
                        chunk.names[found.name] = names
                    if chunk.is_full:
                        chunk.markers.append(Marker(found.name, number, False))
                        chunk.bytes_read = before + min(found.size, stream.tell() if not stream.closed else found.size)
                        yield chunk
                        chunk = Chunk()
        except (UnreadableSource, OSError) as problem:
            error = str(getattr(problem, "detail", "") or problem)
            error = error if error.startswith(found.name) else f"{found.name}: {error}"
        before += found.size
        chunk.bytes_read = before
        chunk.markers.append(Marker(found.name, number, True, error))
        if len(chunk.markers) >= _FILES_A_CHUNK:
            yield chunk
            chunk = Chunk()
    if chunk.markers:
        yield chunk


def parsed_rows(chunk: Chunk) -> Iterator[tuple[str, Parsed]]:
    """The file of each row of a chunk, and what the row gave."""
    for name, number, content in chunk.rows:
        yield name, parse(name, number, content, chunk.names.get(name))


def work(chunk: Chunk, codec: Codec, taken: frozenset[str]) -> Worked:
    """Parse, extract and encode the rows of a chunk; documents in `taken` are left out."""
    documents, names, refused = [], [], []
    for name, parsed in parsed_rows(chunk):
        refused += parsed.refused
        for document, is_row in parsed.documents:
            passages = list(document.stated) if is_row else extract(document)
            encoded = encode(document, passages, codec, is_row=is_row)
            if encoded[0].id.hex() not in taken:
                documents.append(encoded)
                names.append(name)
    return Worked(bundled(documents), names, refused)


class _Gathering(Codec):
    """Keeps what it is to compress."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[bytes] = []

    def compress(self, content: bytes) -> bytes:
        self.seen.append(content)
        return b""


def sample(head: Iterable[Chunk]) -> list[bytes]:
    """Pages of some chunks, not compressed, for a dictionary to be trained on."""
    gathering = _Gathering()
    for chunk in head:
        if len(gathering.seen) < _SAMPLE:
            work(chunk, gathering, frozenset())
    return gathering.seen[:_SAMPLE]


def pages_of(read: Iterable[tuple[Document, list[Passage]]]) -> list[bytes]:
    """Pages of some documents with their passages, not compressed."""
    gathering = _Gathering()
    for document, passages in read:
        encode(document, passages, gathering)
    return gathering.seen[:_SAMPLE]


_here: tuple[Codec, frozenset[str]]


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles of garbage less often: what is read in bulk makes none, and the look takes a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _start(number: int, dictionary: bytes | None, taken: frozenset[str]) -> None:
    global _here
    gc.set_threshold(*_COLLECTED)
    _here = (Codec(number, dictionary), taken)


def _work(chunk: Chunk) -> Worked:
    return work(chunk, *_here)


class Encoder:
    """Encodes chunks in order, in `processes` processes; a context, since these must end."""

    def __init__(self, codec: Codec, taken: frozenset[str], processes: int) -> None:
        self._codec = codec
        self._taken = taken
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Encoder:
        if self._processes > 1:
            arguments = (self._codec.number, self._codec.dictionary, self._taken)
            self._pool = ProcessPoolExecutor(self._processes, initializer=_start, initargs=arguments)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def encoded(self, stream: Iterable[Chunk]) -> Iterator[tuple[Chunk, Worked]]:
        """The chunks with what each gave."""
        if self._pool is None:
            for chunk in stream:
                yield chunk, work(chunk, self._codec, self._taken)
            return
        waiting: deque[tuple[Chunk, Future[Worked]]] = deque()
        for chunk in stream:
            waiting.append((chunk, self._pool.submit(_work, chunk)))
            if len(waiting) > _AHEAD * self._processes:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
