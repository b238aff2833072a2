"""Bytes → documents: text, Markdown, HTML, JSON and JSON lines."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable

from service.errors import UnreadableSource
from service.records import Document
from service.sources.html import read_html
from service.sources.markdown import read_markdown
from service.sources.plain import read_text
from service.sources.records import read_json, read_json_lines

_READERS: dict[str, Callable[[str], list[Document]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}
SUFFIXES = (*_READERS, ".jsonl.gz", ".ndjson.gz")
MOST_BYTES = 512 * 1024 * 1024  # of a file after decompression


def read(name: str, content: bytes) -> list[Document]:
    """The documents in a file's bytes, by the name's suffix.

    Raises UnreadableSource where the suffix is unknown or the content is not what it says.
    """
    lower = name.lower()
    if lower.endswith(".gz"):
        content, lower = _unzip(name, content), lower[:-3]
    reader = next((r for suffix, r in _READERS.items() if lower.endswith(suffix)), None)
    if reader is None:
        raise UnreadableSource(f"{name}: no reader for this kind of file; there are readers for {', '.join(SUFFIXES)}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{name}: not UTF-8 at byte {error.start}; convert it first") from None
    try:
        return reader(text)
    except UnreadableSource as error:
        raise UnreadableSource(f"{name}: {error.detail}") from None


def _unzip(name: str, content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            out = stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableSource(f"{name}: not a whole gzip file ({error})") from None
    if len(out) > MOST_BYTES:
        raise UnreadableSource(f"{name}: more than {MOST_BYTES} bytes when unpacked")
    return out
