"""How much a generation holds: documents, quotations, those with each field known, and quotations by month.

All of it stands in one hash and changes in one step. What each hash of entries counts of its own is the measure: a writer that
was killed between the two leaves sums that differ, and `recount` sets them right.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping

from service.index.layout.entries import Entry
from service.index.layout.files import Files
from service.index.layout.pages import decode
from service.index.layout.reading import Reader
from service.index.layout.tallies import KNOWN, MONTH, tally
from service.index.server import scripts
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, trip

_DOCUMENTS = 500
_TRIES = 3  # while others write, who will count again


def change(keys: KeySpace, changes: Mapping[str, int]) -> Command:
    """The command that counts what changed, and makes every kept answer stale."""
    return scripts.call(
        scripts.COUNT, [keys.counts], int(time.time()), *(x for name, by in changes.items() if by for x in (name, by))
    )


def recount(client: Client, keys: KeySpace) -> None:
    """Set the counts by what the hashes of entries count, where they differ."""
    for _ in range(_TRIES):
        with translated():
            (before,) = trip(client, [("HMGET", keys.counts, "documents", "quotations")])
        now = Files(client, keys).counted()
        if tuple(int(b or 0) for b in before) == now:
            return
        pairs = [x for pair in tallied(client, keys).items() for x in pair]
        with translated():
            scripts.load(client)
            if trip(client, [scripts.call(scripts.RECOUNT, [keys.counts], *(b or b"" for b in before), *now, *pairs)], once=True)[
                0
            ]:
                return


def tallied(client: Client, keys: KeySpace) -> Counter[str]:
    """What all documents count for together, by their pages."""
    reader, out, some = Reader(client, keys), Counter[str](), []
    with translated():
        for document_id, entry in Files(client, keys).entries():
            if entry.is_held:
                some.append((document_id, entry))
            if len(some) == _DOCUMENTS:
                out += _of(reader, some)
                some = []
        return out + _of(reader, some)


def _of(reader: Reader, some: list[tuple[str, Entry]]) -> Counter[str]:
    pages = iter(reader.pages([page for _, entry in some for page in range(entry.first, entry.first + entry.pages)]))
    shares: list[int] = []
    for document_id, entry in some:
        own = [page for _ in range(entry.pages) if (page := next(pages)) is not None]
        shares += decode(own, bytes.fromhex(document_id))[0].shares
    return tally(shares)


def read(reply: list[bytes]) -> tuple[dict[str, int], dict[str, int]]:
    """The quotations with each field known, and those of each month, from all fields of the hash."""
    fields = {name.decode(): int(value) for name, value in zip(reply[::2], reply[1::2], strict=True)}
    known, months = ({n.removeprefix(p): v for n, v in fields.items() if n.startswith(p)} for p in (KNOWN, MONTH))
    return known, months
