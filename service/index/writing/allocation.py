"""Allocation of page numbers, so that the pages of a document lie where one command can write and delete them."""

from __future__ import annotations

from collections.abc import Sequence

from service.errors import UnreadableSource
from service.index.server import keys as k
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip

_GROUP, _TAG = 1 << k.GROUP_BITS, 1 << k.TAG_BITS


class Allocator:
    """Allocates the pages of one generation. Numbers are never reused."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self._keys = keys

    def first_pages(self, counts: Sequence[int]) -> list[int]:
        """Allocate pages for documents, given how many each needs. Returns the number of each one's first page.

        Up to a group of pages lie within one group (a hash), more within one tag (a cluster slot). Raises UnreadableSource
        for a document of more pages than a tag has, redis.RedisError if Redis does not answer.
        """
        if (most := max(counts, default=0)) > _TAG:
            raise UnreadableSource(f"a document has {most} pages of quotations; at most {_TAG} can be kept of one")
        offsets, total = _in_groups([count for count in counts if count <= _GROUP])
        start = self._groups(total)
        small = iter(offsets)
        return [start + next(small) if count <= _GROUP else self._unbroken(count, _TAG) for count in counts]

    def _groups(self, total: int) -> int:
        """Allocate `total` pages laid out by `_in_groups`: aligned to a group if they need more than one."""
        if total <= _GROUP:
            return self._unbroken(total, _GROUP) if total else 0
        first = self._take(total + _GROUP - 1)
        return -(-first // _GROUP) * _GROUP

    def _unbroken(self, count: int, size: int) -> int:
        """Allocate pages that lie within one multiple of `size`."""
        while True:
            first = self._take(count)
            if first // size == (first + count - 1) // size:
                return first

    def _take(self, count: int) -> int:
        """Take the next `count` numbers from the counter."""
        return int(trip(self._redis, [("HINCRBY", self._keys.counts, "pages", count)], once=True)[0]) - count


def _in_groups(counts: Sequence[int]) -> tuple[list[int], int]:
    """Lay out runs of pages one after another so that none crosses the end of a group. Returns their offsets, and the end."""
    offsets, end = [], 0
    for count in counts:
        if end % _GROUP + count > _GROUP:
            end += _GROUP - end % _GROUP
        offsets.append(end)
        end += count
    return offsets, end
