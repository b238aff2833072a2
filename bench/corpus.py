"""An index of documents on an embedded server of its own, for the benches."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import quotations
from service.extraction import extract
from service.index import Index, IndexWriter, connect
from service.index.server.connection import WRITE_SECONDS
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
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


def fill(url: str, rows: list[dict[str, str]], folder: Path, processes: int = 0) -> int:
    """Index quotations as `onrecord import` does; how many."""
    with tempfile.TemporaryDirectory() as made:
        number, _ = quotations.write(Path(made) / "made.quotations.jsonl.zst", iter(rows))
        Ingestion(Corpus(made, folder), IndexWriter(connect(url, seconds=WRITE_SECONDS), Gazetteer.load()), processes).sync()
    return number


def build(url: str, documents: Path) -> int:
    """Index a file of documents; the number of quotations."""
    writer = IndexWriter(connect(url, seconds=60), Gazetteer.load())
    writer.begin()
    n = sum(writer.add(document, extract(document, Gazetteer.load())) for document in read_file(documents, Gazetteer.load()))
    writer.publish()
    return n
