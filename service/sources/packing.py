"""Files that are packed: gzip, zstd, bzip2, by their names' last suffix."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Any, cast

import zstandard

from service.errors import UnreadableSource
from service.sources.members import Members

_UNPACKERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),  # type: ignore[dict-item, return-value]
    ".zst": lambda stream: io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)),
    ".bz2": lambda stream: bz2.BZ2File(stream),
}
SUFFIXES = tuple(_UNPACKERS)
_OF_RECORDS = (".warc.gz", ".arc.gz", ".wet.gz")  # of which each member is a record
_RATIO = 200  # of unpacked to packed bytes: texts have ten, rows that are much alike some dozens, and more is a bomb
_RATIO_FROM = 4_000_000  # unpacked bytes from which on that counts
_BLOCK = 65536
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def unpacked(name: str, stream: IO[bytes]) -> IO[bytes]:
    """Return the stream of what a file holds, of a web archive as `Members`.

    Reading it raises one of BROKEN where the file breaks off, UnreadableSource where it unpacks to far more than any text would.
    """
    if name.lower().endswith(_OF_RECORDS):
        return cast(IO[bytes], Members(stream))
    unpack = next((u for suffix, u in _UNPACKERS.items() if name.lower().endswith(suffix)), None)
    if unpack is None:
        return stream
    packed = _Packed(stream)
    return cast(IO[bytes], io.BufferedReader(_Unpacked(unpack(cast(IO[bytes], packed)), packed), _BLOCK))


class _Packed:
    """A stream that counts the bytes which are read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        """Return so many of the bytes that are left."""
        content = self._stream.read(size)
        self.given += len(content)
        return content


class _Unpacked(io.RawIOBase):
    """What a packed stream unpacks to, in proportion to its size."""

    def __init__(self, stream: IO[bytes], packed: _Packed) -> None:
        self._stream, self._packed = stream, packed
        self._given = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next. Returns how many bytes that are; raises UnreadableSource where it is a bomb."""
        content = self._stream.read(len(buffer))
        buffer[: len(content)] = content
        self._given += len(content)
        if self._given > _RATIO_FROM and self._given > _RATIO * self._packed.given:
            raise UnreadableSource(f"it unpacks to more than {_RATIO} times its size")
        return len(content)


def without_suffix(name: str) -> str:
    """Return the name of what a file holds."""
    suffix = suffix_of(name)
    return name[: len(name) - len(suffix)]


def suffix_of(name: str) -> str:
    """Return the suffix that tells how a file is packed; empty for none."""
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")
