"""Zstandard with dictionaries: pages are short, so what they have in common is kept once, in a dictionary of the generation.

A dictionary is trained on pages of the corpus itself when there are enough of them; a generation may gain another one
later. Each page says by number which it was written with, 0 for none.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import zstandard

_LEVEL = 3
_TYPICAL = 700  # bytes of a page
_DICTIONARY_BYTES = 64 * 1024
ENOUGH, MOST = 1000, 20_000  # pages to train on
_FORMAT = zstandard.FORMAT_ZSTD1_MAGICLESS


class Codec:
    """Compresses and expands with one dictionary. `number`: which that is, 0 for none; `dictionary`: its bytes."""

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
        self._local = threading.local()  # neither side may be used by two threads at once

    def __reduce__(self) -> tuple[type[Codec], tuple[int, bytes | None]]:
        """Pickle the number and the dictionary, of which another process makes the same codec."""
        return Codec, (self.number, self.dictionary)

    def compress(self, content: bytes) -> bytes:
        if not hasattr(self._local, "compressor"):
            self._local.compressor = zstandard.ZstdCompressor(dict_data=self._dictionary, compression_params=self._parameters)
        return bytes(self._local.compressor.compress(content))

    def expand(self, content: bytes) -> bytes:
        if not hasattr(self._local, "decompressor"):
            self._local.decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary, format=_FORMAT)
        return bytes(self._local.decompressor.decompress(content))


PLAIN = Codec()


def trained(pages: Sequence[bytes]) -> bytes | None:
    """A dictionary for pages like these, or None where there are too few to tell what they have in common."""
    if len(pages) < ENOUGH:
        return None
    try:
        return zstandard.train_dictionary(_DICTIONARY_BYTES, list(pages[:MOST]), level=_LEVEL).as_bytes()
    except zstandard.ZstdError:
        return None
