"""Rows of files gathered into chunks: what one process reads at a time, and how far each file is read with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from service.errors import UnreadableSource
from service.ingestion.budgets import OverBudget, within
from service.knowledge.gazetteer import Gazetteer
from service.sources import Parsed, format_of, parse, rows
from service.sources.told import Told
from service.storage.corpus import Corpus
from service.storage.stores import Stored

# Enough rows that sending them to a process costs little; few enough that a process reads them in two seconds or so, that no other
# waits long for it at the end, and that several chunks a process fit into memory.
_MOST_ROWS, _MOST_BYTES, _MOST_FILES = 1000, 200_000, 1000

POSTED = "@posted/"  # prefix of the ids of posted documents, where rows are named by their files


class Marker(NamedTuple):
    """How far a file is read: `rows` of it, `is_end` if that is all, `error` if reading broke off."""

    name: str
    rows: int
    is_end: bool
    error: str = ""


@dataclass(slots=True)
class Chunk:
    """Rows of one file or several.

    `rows`: (file, number of the row from 0, content); `markers`: how far that brings each file; `bytes_read`: of all files so
    far; `names`: by file, our fields → those of the file, if it has others; `told`: by file, what is said of it.
    """

    rows: list[tuple[str, int, bytes]] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    bytes_read: int = 0
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    _size: int = 0

    @property
    def is_full(self) -> bool:
        """Whether the chunk has as many rows or bytes as one may have."""
        return len(self.rows) >= _MOST_ROWS or self._size >= _MOST_BYTES

    def only(self, rows: list[tuple[str, int, bytes]]) -> Chunk:
        """Return a chunk of some of these rows, without markers."""
        return Chunk(rows, names=self.names, told=self.told)

    def add(self, name: str, number: int, content: bytes) -> None:
        """Add a row of a file."""
        self.rows.append((name, number, content))
        self._size += len(content)


def chunks(
    corpus: Corpus, files: Iterable[Stored], starts: Mapping[str, int], ends: Mapping[str, int] | None = None
) -> Iterator[Chunk]:
    """Yield the rows of files as chunks, in order.

    `starts` and `ends`: by file, the row to start at and the one to end before. A file that cannot be read to its end gets a
    marker with the error.
    """
    chunk, before = Chunk(), 0
    for stored in files:
        number, first, last = 0, starts.get(stored.name, 0), (ends or {}).get(stored.name)
        error = ""
        try:
            names, told = corpus.names_in(stored.name), corpus.told_in(stored.name)
            with corpus.open(stored.name) as stream:
                for number, content in enumerate(islice(rows(stored.name, stream), last), 1):
                    if number <= first:
                        continue
                    chunk.add(stored.name, number - 1, content)
                    if names:
                        chunk.names[stored.name] = names
                    if told:
                        chunk.told[stored.name] = told
                    if chunk.is_full:
                        chunk.markers.append(Marker(stored.name, number, False))
                        chunk.bytes_read = before + min(stored.size, stream.tell() if not stream.closed else stored.size)
                        yield chunk
                        chunk = Chunk()
        except (UnreadableSource, OSError) as problem:
            error = str(getattr(problem, "detail", "") or problem)
            error = error if error.startswith(stored.name) else f"{stored.name}: {error}"
        before += stored.size
        chunk.bytes_read = before
        chunk.markers.append(Marker(stored.name, number, True, error))
        if len(chunk.markers) >= _MOST_FILES:
            yield chunk
            chunk = Chunk()
    if chunk.markers:
        yield chunk


def posted_chunks(corpus: Corpus, ids: Iterable[str]) -> Iterator[Chunk]:
    """Yield posted documents as chunks. Each is the only row of a file that is named by its id: see `POSTED`."""
    chunk = Chunk()
    for document_id in ids:
        content = corpus.posted_content(document_id)
        if content is not None:
            chunk.add(POSTED + document_id, 0, content)
        if chunk.is_full:
            yield chunk
            chunk = Chunk()
    if chunk.rows:
        yield chunk


def place(name: str, number: int) -> str:
    """Return the beginning of a line about a row that could not be read."""
    if name.startswith(POSTED):
        return f"{name}: "
    found = format_of(name)
    return f"{name}: " if found.is_whole else f"{name}: {found.row} {number + 1}: "


def parsed_rows(chunk: Chunk, gazetteer: Gazetteer) -> Iterator[tuple[str, str, Parsed]]:
    """Yield the file of each row of a chunk, the beginning of a line about the row, and what was parsed.

    `gazetteer`: what is known of outlets. A row that takes more time or memory than one may is among what could not be read.
    """
    for name, number, content in chunk.rows:
        at = place(name, number)
        try:
            with within():
                parsed = parse(name, number, content, gazetteer, chunk.names.get(name), chunk.told.get(name))
        except OverBudget as error:
            parsed = Parsed(refused=[at + error.detail])
        yield name, at, parsed
