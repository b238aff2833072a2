"""An index of documents on an embedded server of its own, for the benches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.corpus import read_file
from service.embedded import Embedded
from service.extraction import extract
from service.index import Index, IndexWriter, connect


@contextmanager
def indexed(documents: Path, folder: Path) -> Iterator[Index]:
    """The index of a file of documents, on a server that ends with the block."""
    server = Embedded(folder)
    server.start()
    try:
        build(server.url, documents)
        yield Index(connect(server.url, seconds=5))
    finally:
        server.stop()


def build(url: str, documents: Path) -> int:
    """Index a file of documents; the number of quotations."""
    writer = IndexWriter(connect(url, seconds=60))
    writer.begin()
    n = sum(writer.add(document, extract(document)) for document in read_file(documents))
    writer.publish()
    return n
