"""A document's entry: where its pages are, whether it is there or still being written, and which files it came from.

It is claimed before anything of the document is written and marked as held after all is: so two writers never write one
document twice, and what a writer left behind that was killed is known by the claim it did not redeem.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

_HEAD = struct.Struct("<BIHI")
_CLAIMED, _HELD = 0, 1
POSTED = 0  # the owner of documents that came by request


class Entry(NamedTuple):
    """`first` and `pages`: the numbers of its pages; `writer`: who claimed it; `owners`: see `keys.owner`."""

    first: int
    pages: int
    writer: int
    owners: tuple[int, ...]
    is_held: bool = False

    def held(self) -> Entry:
        """The entry once all of its document is written."""
        return Entry(self.first, self.pages, self.writer, self.owners, True)

    def owned_by(self, owners: tuple[int, ...]) -> Entry:
        return Entry(self.first, self.pages, self.writer, owners, self.is_held)

    def packed(self) -> bytes:
        head = _HEAD.pack(_HELD if self.is_held else _CLAIMED, self.first, self.pages, self.writer)
        return head + struct.pack(f"<{len(self.owners)}Q", *self.owners)


def unpacked(value: bytes) -> Entry:
    state, first, pages, writer = _HEAD.unpack_from(value)
    owners = struct.unpack_from(f"<{(len(value) - _HEAD.size) // 8}Q", value, _HEAD.size)
    return Entry(first, pages, writer, owners, state == _HELD)
