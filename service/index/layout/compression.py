"""Zstandard with dictionaries: pages are short, so what they have in common is stored once, in a dictionary of the generation.

A dictionary is trained on pages of the corpus itself once there are enough of them; a generation may gain another one
later. Each page stores the number of the dictionary it was written with, 0 for none.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import zstandard

_LEVEL = 3  # of zstandard; its default
_TYPICAL = 700  # bytes of a page, by which zstandard sizes its tables
_DICTIONARY_BYTES = 64 * 1024  # within the 112,640 that the zstd command trains by default
ENOUGH, MOST = (
    1000,
    20_000,
)  # pages to train on, at 700 bytes ten to two hundred dictionaries' worth; zstandard recommends about a hundred
_FORMAT = zstandard.FORMAT_ZSTD1_MAGICLESS


class Codec:
    """Compresses and expands with one dictionary; any thread may use it. `number`: the dictionary's, 0 for none; `dictionary`: its bytes."""

    def __init__(self, number: int = 0, dictionary: bytes | None = None) -> None:
        self.number = number
        self.dictionary = dictionary
        self._dictionary = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._parameters = zstandard.ZstdCompressionParameters.from_level(
            _LEVEL,
            source_size=_TYPICAL,
            dict_size=len(dictionary or b""),
            format=_FORMAT,
            write_checksum=False,
            write_dict_id=False,
            write_content_size=True,
        )
        if self._dictionary is not None:
            self._dictionary.precompute_compress(compression_params=self._parameters)
        self._local = threading.local()  # neither a compressor nor a decompressor may be used by two threads at once

    def __reduce__(self) -> tuple[type[Codec], tuple[int, bytes | None]]:
        """Pickle the number and the dictionary, of which another process makes the same codec."""
        return Codec, (self.number, self.dictionary)

    def compress(self, content: bytes) -> bytes:
        """Compress a page."""
        if not hasattr(self._local, "compressor"):
            self._local.compressor = zstandard.ZstdCompressor(dict_data=self._dictionary, compression_params=self._parameters)
        return bytes(self._local.compressor.compress(content))

    def expand(self, content: bytes) -> bytes:
        """Expand a page. Raises zstandard.ZstdError for anything but what `compress` returned."""
        if not hasattr(self._local, "decompressor"):
            self._local.decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary, format=_FORMAT)
        return bytes(self._local.decompressor.decompress(content))


PLAIN = Codec()


def trained(pages: Sequence[bytes]) -> bytes | None:
    """Train a dictionary on expanded pages; None if there are too few of them, or if they have nothing in common."""
    if len(pages) < ENOUGH:
        return None
    try:
        return zstandard.train_dictionary(_DICTIONARY_BYTES, list(pages[:MOST]), level=_LEVEL).as_bytes()
    except zstandard.ZstdError:
        return None
