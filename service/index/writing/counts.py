"""Recounting: the counts of a generation are corrected by what its entries and pages say.

What each hash of entries counts of its own is authoritative. A writer that was killed between updating that and the counts
of the generation leaves them different; `recount` corrects the latter. See `tallies` for what is counted.
"""

from __future__ import annotations

from collections import Counter

from service.index.layout.entries import Entries, Entry
from service.index.layout.pages import decode
from service.index.layout.reading import Reader
from service.index.layout.tallies import tally, tally_rules
from service.index.server import scripts
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip
from service.knowledge.gazetteer import Gazetteer

_DOCUMENTS_AT_ONCE = 500  # bounds the memory of their pages
_TRIES = 3  # attempts; other writers recount when they finish


def recount(client: Client, keys: KeySpace, gazetteer: Gazetteer) -> None:
    """Correct the counts if they differ from what the hashes of entries count. Raises IndexUnavailable."""
    for _ in range(_TRIES):
        with translated():
            (before,) = trip(client, [("HMGET", keys.counts, "documents", "quotations")])
        now = Entries(client, keys).totals()
        if tuple(int(b or 0) for b in before) == now:
            return
        pairs = [x for pair in tallied(client, keys, gazetteer).items() for x in pair]
        command = scripts.call(scripts.RECOUNT, [keys.counts], *(b or b"" for b in before), *now, *pairs)
        with translated():
            scripts.load(client)
            (is_done,) = trip(client, [command], once=True)
        if is_done:
            return


def tallied(client: Client, keys: KeySpace, gazetteer: Gazetteer) -> Counter[str]:
    """Count all quotations by known field and by month, and documents by rules, from their pages. Raises IndexUnavailable."""
    reader, out, some = Reader(client, keys), Counter[str](), []
    with translated():
        for document_id, entry in Entries(client, keys).all():
            if entry.is_held:
                some.append((document_id, entry))
            if len(some) == _DOCUMENTS_AT_ONCE:
                out += _of(reader, some, gazetteer)
                some = []
        return out + _of(reader, some, gazetteer)


def _of(reader: Reader, some: list[tuple[str, Entry]], gazetteer: Gazetteer) -> Counter[str]:
    pages = iter(reader.pages([page for _, entry in some for page in entry.page_numbers]))
    shares: list[int] = []
    rules: list[str] = []
    for document_id, entry in some:
        own = [page for _ in range(entry.pages) if (page := next(pages)) is not None]
        document, _ = decode(own, bytes.fromhex(document_id), gazetteer)
        shares += document.shares
        rules.append(document.rules)
    return tally(shares) + tally_rules(rules)
