"""Which document replaced which: who has an address, and what the pages of both say.

What is written here are marks in pages that are there already, and the table of addresses; see `addresses` for which of two
versions is the later one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from service.index.layout import entries
from service.index.layout.addresses import POSTED
from service.index.layout.entries import Entry
from service.index.layout.pages import Encoded, dictionary, marked
from service.index.layout.reading import Reader
from service.index.server import keys as k
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, sent, trip
from service.index.writing import counts

_GROUP = 1 << k.GROUP_BITS
_ID_BYTES = 8


class Versions:
    """`read_entries`: the entries of documents, None where there is none."""

    def __init__(
        self, client: Client, keys: KeySpace, reader: Reader, read_entries: Callable[[Sequence[bytes]], list[Entry | None]]
    ) -> None:
        self._redis = client
        self._keys = keys
        self._reader = reader
        self._entries = read_entries

    def at_addresses(self, documents: Sequence[tuple[Encoded, bytes]]) -> list[tuple[bytes, bytes]]:
        """Give documents, each with its version, their addresses where none has them that is later: which superseded which.

        Nothing is told of two posted ones.
        """
        rows: dict[str, list[tuple[Encoded, bytes]]] = defaultdict(list)
        for document, version in documents:
            if document.address:
                rows[self._keys.address(document.address)].append((document, version))
        commands = [
            scripts.call(scripts.CONTEST, [key], *(x for d, version in own for x in (d.address or b"", d.id, version)))
            for key, own in rows.items()
        ]
        out = []
        for own, replies in zip(rows.values(), sent(self._redis, commands), strict=True):
            for (document, version), held in zip(own, replies, strict=True):
                other, of_other = held[:_ID_BYTES], held[_ID_BYTES:]
                if not held or other == document.id or of_other == version == POSTED:
                    continue
                out.append((other, document.id) if of_other <= version else (document.id, other))
        return out

    def holder(self, address: bytes) -> bytes | None:
        """The document that has an address."""
        held = trip(self._redis, [("HGET", self._keys.address(address), address)])[0]
        return held[:_ID_BYTES] if held else None

    def move(self, address: bytes, document_id: bytes) -> bytes | None:
        """Give an address to a document that was posted; the one that had it before."""
        scripts.load(self._redis)
        command = scripts.call(scripts.MOVE, [self._keys.address(address)], address, document_id, POSTED)
        (held,) = trip(self._redis, [command], once=True)
        return held[:_ID_BYTES] if held else None

    def leave(self, document: Encoded, marks: Mapping[str, Any]) -> None:
        """Have a document that was taken out no longer stand between the versions before and after it.

        The one before has the address again, where this one had it.
        """
        earlier, later = marks.get("supersedes"), marks.get("superseded_by")
        back = b""
        if earlier and self.mark(bytes.fromhex(earlier), {"superseded_by": later}):
            back = bytes.fromhex(earlier)
            (entry,) = self._entries([back])
            back += POSTED if entry is not None and entries.POSTED in entry.owners else b""
        if later:
            self.mark(bytes.fromhex(later), {"supersedes": earlier if back else None})
        if document.address:
            call = scripts.call(scripts.LEAVE, [self._keys.address(document.address)], document.address, document.id, back)
            trip(self._redis, [call], once=True)

    def mark(self, document_id: bytes, marks: Mapping[str, str | None]) -> bool:
        """Have a document's pages say something more of it, or no longer for None; False where it is not there.

        Pages that another marks meanwhile are read again, so that neither mark is lost.
        """
        scripts.load(self._redis)
        while True:
            (entry,) = self._entries([document_id])
            if entry is None or not entry.is_held:
                return False
            numbers = range(entry.first, entry.first + entry.pages)
            contents = trip(self._redis, [self._reader.get(n) for n in numbers])
            groups: dict[str, list[Any]] = {}
            for n, content in zip(numbers, contents, strict=True):
                page = self._reader.page(content)
                if page is None or all(page.marks.get(name) == value for name, value in marks.items()):
                    continue
                changed = marked(content, self._reader.codec(dictionary(content)), marks)
                groups.setdefault(self._keys.page_group(n), []).extend((n % _GROUP, content, changed))
            if not groups:
                return True
            arguments = [a for rows in groups.values() for a in (len(rows) // 3, *rows)]
            trip(self._redis, [scripts.call(scripts.AMEND, list(groups), *arguments)], once=True)
            trip(self._redis, [counts.change(self._keys, {})], once=True)
