"""Files that are packed: gzip, zstd, bzip2, by their names' last suffix."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, cast

import zstandard

from service.sources.members import Members

_UNPACKERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),  # type: ignore[dict-item, return-value]
    ".zst": lambda stream: io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)),
    ".bz2": lambda stream: bz2.BZ2File(stream),
}
SUFFIXES = tuple(_UNPACKERS)
_OF_RECORDS = (".warc.gz", ".arc.gz", ".wet.gz")  # of which each member is a record
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def unpacked(name: str, stream: IO[bytes]) -> IO[bytes]:
    """Return the stream of what a file holds, of a web archive as `Members`. Reading it raises one of BROKEN where the file breaks off."""
    if name.lower().endswith(_OF_RECORDS):
        return cast(IO[bytes], Members(stream))
    unpack = next((u for suffix, u in _UNPACKERS.items() if name.lower().endswith(suffix)), None)
    return unpack(stream) if unpack else stream


def without_suffix(name: str) -> str:
    """Return the name of what a file holds."""
    suffix = suffix_of(name)
    return name[: len(name) - len(suffix)]


def suffix_of(name: str) -> str:
    """Return the suffix that tells how a file is packed; empty for none."""
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")
