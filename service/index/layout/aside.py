"""What of the corpus a generation lacks because it could not be read: by file or posted document, with why.

It belongs to the generation, so that another one, which other rules of reading begin, tries everything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson

from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip

_MOST_REASONS = 5  # kept of one file
_LONGEST = 300  # characters of a reason
_A_TRIP = 5000  # files asked for at once
_MOST_SHOWN = 1000  # of what is set aside


class Aside:
    """The table of what a generation has set aside."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self._key = keys.aside

    def note(self, reasons: Mapping[str, Sequence[str]]) -> None:
        """Note why files or documents, or rows of files, could not be read: the reasons in place of any that were noted before."""
        if reasons:
            rows = ((name, orjson.dumps([len(told), list(map(shortened, told[:_MOST_REASONS]))])) for name, told in reasons.items())
            with translated():
                trip(self._redis, [("HSET", self._key, *(x for row in rows for x in row))])

    def forget(self, names: Iterable[str]) -> None:
        """Note that some were read, or are there no longer."""
        gone = list(names)
        if gone and self.number():
            with translated():
                trip(self._redis, [("HDEL", self._key, *gone)])

    def number(self) -> int:
        """Return how many files and documents were set aside, wholly or in part."""
        with translated():
            return int(trip(self._redis, [("HLEN", self._key)])[0])

    def names(self) -> set[str]:
        """Return all that were set aside."""
        with translated():
            return {name.decode() for name in trip(self._redis, [("HKEYS", self._key)])[0]}

    def noted(self) -> dict[str, tuple[int, list[str]]]:
        """Return how many reasons there are of each that was set aside, and those that are kept, by name."""
        with translated():
            (held,) = trip(self._redis, [("HGETALL", self._key)])
        return {name.decode(): tuple(orjson.loads(value)) for name, value in zip(held[::2], held[1::2], strict=True)}

    def of(self, names: Sequence[str]) -> list[tuple[int, list[str]]]:
        """Return how many reasons there are of each of some files of which something could not be read, and those that are kept."""
        if not names or not self.number():
            return []
        found: list[bytes | None] = []
        with translated():
            for n in range(0, len(names), _A_TRIP):
                found += trip(self._redis, [("HMGET", self._key, *names[n : n + _A_TRIP])])[0]
        return [(number, told) for value in found if value for number, told in [orjson.loads(value)]]

    def reasons(self) -> list[str]:
        """Return what was set aside and why, a line for each reason that is kept, in order of the names."""
        return [line for _, (_, told) in sorted(self.noted().items()) for line in told][:_MOST_SHOWN]


def shortened(reason: str) -> str:
    """Return a reason as it is kept."""
    return reason[:_LONGEST]
