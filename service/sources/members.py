"""Gzip files of many members, as web archives are (ISO 28500, annex D: a member a record) → their content, past what is damaged.

One broken byte in a file of a gigabyte must lose the record that it is in, not all that follow. So a member is unpacked whole before any
of it is handed on; one that is broken is dropped and noted, and reading goes on with the next that begins as records do.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO, Any

_MAGIC = b"\x1f\x8b\x08"
_STARTS = (b"WARC/", b"http", b"filedesc:", b"dns:")  # of the records of WARC and ARC
_BLOCK = 1 << 16
_PIECE = 1 << 20  # bytes that are unpacked at once
_MOST_HELD = 64 * 1024 * 1024  # bytes of a member that are held until its end is seen; what has more is handed on as it comes
_GZIP = 31  # zlib's number for gzip with its largest window
_PROBED = 512  # bytes by which a member is told from chance


class Members(io.RawIOBase):
    """The content of a gzip file, member after member. `lost` says where those stood that are damaged; whoever reads may empty it.

    Reading raises zlib.error where what is damaged has no member behind it, EOFError where the file ends within one.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._raw = bytearray()  # what was read of the file and is not unpacked for good
        self._at = 0  # where in the file that starts
        self._before = 0  # where in the file the last member that was dropped stood
        self._is_over = False
        self._pieces = self._unpacked()
        self._waiting = memoryview(b"")
        self.lost: list[str] = []

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer with the next bytes; return how many they are, 0 at the end."""
        if not self._waiting:
            self._waiting = memoryview(next(filter(None, self._pieces), b""))  # an empty piece is not the end
        target = memoryview(buffer)
        size = min(len(target), len(self._waiting))
        target[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size

    def _unpacked(self) -> Iterator[bytes]:
        """Yield the content of the members, in pieces."""
        while self._fill(1):
            try:
                yield from self._member()
            except zlib.error as error:
                if not self._skip():
                    raise
                self.lost.append(f"what stood at byte {self._before} of the file is damaged and left out: {error}")
            while self._fill(1) and not self._raw[0]:  # zeros that pad a file
                self._drop(len(self._raw) - len(self._raw.lstrip(b"\0")))

    def _member(self) -> Iterator[bytes]:
        """Yield the content of the member at the start of what is read, once its end is seen or it is too large to be held.

        Raises zlib.error where it is damaged, EOFError where the file ends in it, after what it has up to there.
        """
        unpacker = zlib.decompressobj(_GZIP)
        held: list[bytes] = []
        size = used = 0
        while not unpacker.eof:
            if used == len(self._raw) and not self._fill(used + 1):
                if size <= _MOST_HELD and self._has_next():
                    raise zlib.error("its end is not where it should be")  # what follows was taken for more of it
                yield from held
                raise EOFError("it ends too early")
            block = bytes(self._raw[used : used + _BLOCK])
            try:
                piece = unpacker.decompress(block, _PIECE)
            except zlib.error:
                if size <= _MOST_HELD and not self._has_next():
                    yield from held
                raise
            used += len(block) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
            held.append(piece)
            size += len(piece)
            if size > _MOST_HELD:
                yield from held
                held = []
                self._drop(used)
                used = 0
        self._drop(used)
        yield from held

    def _has_next(self) -> bool:
        """Return whether another member follows the start of what is read, which is read on until one is found."""
        return self._next() >= 0

    def _skip(self) -> bool:
        """Drop what is read up to the next member; return whether there is one."""
        at = self._next()
        if at < 0:
            return False
        self._before = self._at
        self._drop(at)
        return True

    def _next(self) -> int:
        """Return where the next member begins behind the start of what is read; -1 where none does."""
        at = 1
        while True:
            at = self._raw.find(_MAGIC, at)
            if at < 0:
                at = max(1, len(self._raw) - len(_MAGIC) + 1)
                if not self._fill(len(self._raw) + 1):
                    return -1
                continue
            self._fill(at + _PROBED)
            if _begins(bytes(self._raw[at : at + _PROBED])):
                return at
            at += 1

    def _fill(self, least: int) -> bool:
        """Read on until so many bytes are there; return whether they are."""
        while len(self._raw) < least and not self._is_over:
            block = self._stream.read(_BLOCK)
            self._is_over = not block
            self._raw += block
        return len(self._raw) >= least

    def _drop(self, size: int) -> None:
        """Drop bytes at the start of what is read."""
        del self._raw[:size]
        self._at += size


def _begins(packed: bytes) -> bool:
    """Return whether bytes are the beginning of a member that holds a record."""
    try:
        start = zlib.decompressobj(_GZIP).decompress(packed, max(map(len, _STARTS)))
    except zlib.error:
        return False
    return start.startswith(_STARTS)
