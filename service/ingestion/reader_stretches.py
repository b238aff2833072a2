"""Stretches of a document by where they stand, so that checking one answer takes no longer in a long document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from service.extraction.grounds import Stretch

_Held = TypeVar("_Held")


class Stretches(Generic[_Held]):
    """Stretches with what each holds, in the order of the text."""

    def __init__(self, some: Iterable[tuple[Stretch, _Held]]) -> None:
        self._rows = sorted(some, key=lambda row: row[0])
        self._starts = [start for (start, _), _ in self._rows]
        self._longest = max((end - start for (start, end), _ in self._rows), default=0)

    def over(self, place: Stretch) -> list[tuple[Stretch, _Held]]:
        """Return the stretches that overlap another one, in order."""
        first = bisect_left(self._starts, place[0] - self._longest)
        last = bisect_left(self._starts, place[1])
        return [row for row in self._rows[first:last] if overlap(row[0], place)]


def overlap(a: Stretch, b: Stretch) -> bool:
    """Return whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]
