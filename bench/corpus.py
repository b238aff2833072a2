"""An index of documents on an embedded server of its own, for the benches."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import quotations
from service.extraction import extract
from service.index import Index, IndexWriter, connect
from service.index.server.connection import WRITE_SECONDS
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.storage.corpus import Corpus, read_file
from service.storage.embedded import Embedded


@contextmanager
def indexed(documents: Path, folder: Path) -> Iterator[Index]:
    """The index of a file of documents, on a server that ends with the block."""
    server = Embedded(folder)
    server.start()
    try:
        build(server.url, documents)
        yield Index(connect(server.url, seconds=5), Gazetteer.load())
    finally:
        server.stop()


@contextmanager
def indexed_of(folder: Path, gazetteer: Gazetteer, documents: Callable[[], Iterable[Document]]) -> Iterator[Index]:
    """Yield the index of documents on a server that ends with the block; one that the folder has already is used as it is."""
    is_there = folder.exists()
    server = Embedded(folder)
    server.start()
    try:
        if is_there:
            IndexWriter(connect(server.url, seconds=10), gazetteer).vouch()  # no service compares it with a corpus
        else:
            write(server.url, documents(), gazetteer)
        yield Index(connect(server.url, seconds=10), gazetteer)
    finally:
        server.stop()


def fill(url: str, rows: list[dict[str, str]], folder: Path, processes: int = 0) -> int:
    """Index quotations as `onrecord import` does; how many."""
    with tempfile.TemporaryDirectory() as made:
        number, _ = quotations.write(Path(made) / "made.quotations.jsonl.zst", iter(rows))
        Ingestion(Corpus(made, folder), IndexWriter(connect(url, seconds=WRITE_SECONDS), Gazetteer.load()), processes).sync()
    return number


def build(url: str, documents: Path) -> int:
    """Index a file of documents and return the number of quotations."""
    gazetteer = Gazetteer.load()
    return write(url, read_file(documents, gazetteer), gazetteer)


def write(url: str, documents: Iterable[Document], gazetteer: Gazetteer) -> int:
    """Index documents in place of what a server holds and return the number of quotations."""
    writer = IndexWriter(connect(url, seconds=60), gazetteer)
    writer.begin()
    n = sum(writer.add(document, extract(document, gazetteer)) for document in documents)
    writer.publish()
    return n
