"""Bytes → documents: text, Markdown, HTML, JSON, JSON lines, and attributed quotations in JSON lines or CSV.

A file is first taken apart into rows, which costs little, and the rows are then parsed, which several processes may do.
A row is a line of JSON, or the whole content of a file of any other kind.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

import orjson
import zstandard

from service.errors import UnreadableSource
from service.records import Document, Passage
from service.sources.attributed import read_quotation
from service.sources.html import read_html
from service.sources.markdown import read_markdown
from service.sources.plain import read_text
from service.sources.records import read_json, read_json_line

MOST_BYTES = 512 * 1024 * 1024  # of a file that is read whole, or of a line
_UNPACKERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),  # type: ignore[dict-item, return-value]
    ".zst": lambda stream: io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)),
    ".bz2": lambda stream: bz2.BZ2File(stream),
}
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class Kind(NamedTuple):
    """`parse`: a row → its documents, each with its passages where they are given, None where they are to be extracted."""

    rows: Callable[[IO[bytes]], Iterator[bytes]]
    parse: Callable[[bytes], list[tuple[Document, list[Passage] | None]]]
    is_packable: bool = False


def _whole(stream: IO[bytes]) -> Iterator[bytes]:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableSource(f"more than {MOST_BYTES} bytes when unpacked")
    yield content


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) > MOST_BYTES:
            raise UnreadableSource(f"a line of more than {MOST_BYTES} bytes")
        yield line


def _table(stream: IO[bytes]) -> Iterator[bytes]:
    """The rows of a CSV file with a head, each as a JSON object."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        for row in csv.DictReader(text):
            yield orjson.dumps({name: value for name, value in row.items() if name and value})
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableSource(f"not CSV in UTF-8: {error}") from None
    finally:
        text.detach()  # whoever opened the stream closes it


def _decoded(reader: Callable[[str], list[Document]]) -> Callable[[bytes], list[tuple[Document, list[Passage] | None]]]:
    def parse(content: bytes) -> list[tuple[Document, list[Passage] | None]]:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableSource(f"not UTF-8 at byte {error.start}; convert it first") from None
        return [(document, None) for document in reader(text)]

    return parse


_KINDS = {
    ".quotations.jsonl": Kind(_lines, read_quotation, True),
    ".quotations.csv": Kind(_table, read_quotation, True),
    ".jsonl": Kind(_lines, _decoded(read_json_line), True),
    ".ndjson": Kind(_lines, _decoded(read_json_line), True),
    ".json": Kind(_whole, _decoded(read_json)),
    ".txt": Kind(_whole, _decoded(read_text)),
    ".md": Kind(_whole, _decoded(read_markdown)),
    ".markdown": Kind(_whole, _decoded(read_markdown)),
    ".html": Kind(_whole, _decoded(read_html)),
    ".htm": Kind(_whole, _decoded(read_html)),
}
SUFFIXES = (*_KINDS, *(suffix + packed for suffix, kind in _KINDS.items() if kind.is_packable for packed in _UNPACKERS))


def kind_of(name: str) -> Kind:
    """The kind of a file, by its name. Raises UnreadableSource where there is no reader for it."""
    plain = name.lower()
    packed = next((p for p in _UNPACKERS if plain.endswith(p)), "")
    plain = plain.removesuffix(packed)
    for suffix, kind in _KINDS.items():
        if plain.endswith(suffix) and (not packed or kind.is_packable):
            return kind
    raise UnreadableSource(f"{name}: no reader for this kind of file; there are readers for {', '.join(_KINDS)}")


def rows(name: str, stream: IO[bytes]) -> Iterator[bytes]:
    """The rows of a file, unpacked as they are asked for. Raises UnreadableSource, naming the file, where it breaks off."""
    kind = kind_of(name)
    unpack = next((u for packed, u in _UNPACKERS.items() if name.lower().endswith(packed)), None)
    try:
        yield from kind.rows(unpack(stream) if unpack else stream)
    except _BROKEN as error:
        raise UnreadableSource(f"{name}: {error or 'it ends too early'}") from None
    except UnreadableSource as error:
        raise UnreadableSource(f"{name}: {error.detail}") from None


def parse(name: str, number: int, row: bytes) -> list[tuple[Document, list[Passage] | None]]:
    """The documents of a row, and their passages where the file tells these. Raises UnreadableSource naming file and row."""
    kind = kind_of(name)
    if kind.rows is not _whole and not row.strip():
        return []
    try:
        return kind.parse(row)
    except UnreadableSource as error:
        place = "" if kind.rows is _whole else f"line {number + 1}: " if kind.rows is _lines else f"row {number + 1}: "
        raise UnreadableSource(f"{name}: {place}{error.detail}") from None


def read(name: str, content: bytes) -> list[Document]:
    """The documents in a file's bytes, by the name's suffix.

    Raises UnreadableSource where the suffix is unknown or the content is not what it says.
    """
    return [document for n, row in enumerate(rows(name, io.BytesIO(content))) for document, _ in parse(name, n, row)]
