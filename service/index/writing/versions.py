"""Versions: which document holds an address, and which document replaced which.

The first is in the table of addresses, the second in annotations of the pages of both documents (`superseded_by`,
`supersedes`). See `addresses` for which of two versions is the newer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from service.index.layout import entries
from service.index.layout.addresses import POSTED
from service.index.layout.entries import Entries
from service.index.layout.pages import Encoded, annotated, dictionary
from service.index.layout.reading import Reader
from service.index.layout.tallies import change
from service.index.server import keys as k
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, sent, trip

_GROUP = 1 << k.GROUP_BITS
_ID_BYTES = 8


class Versions:
    """The versions of the documents of one generation. Its methods raise redis.RedisError."""

    def __init__(self, client: Client, keys: KeySpace, reader: Reader, table: Entries) -> None:
        self._redis = client
        self._keys = keys
        self._reader = reader
        self._entries = table

    def claim_addresses(self, documents: Sequence[tuple[Encoded, bytes]]) -> list[tuple[bytes, bytes]]:
        """Claim each document's address unless a newer version holds it. Returns (superseded, superseding) ids.

        `documents`: each with its version. Pairs of posted documents are not returned: the corpus decides between those.
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
        """Return the document that holds an address, if any."""
        held = trip(self._redis, [("HGET", self._keys.address(address), address)])[0]
        return held[:_ID_BYTES] if held else None

    def move(self, address: bytes, document_id: bytes) -> bytes | None:
        """Give an address to a posted document. Returns the previous holder, if any."""
        scripts.load(self._redis)
        command = scripts.call(scripts.MOVE, [self._keys.address(address)], address, document_id, POSTED)
        (held,) = trip(self._redis, [command], once=True)
        return held[:_ID_BYTES] if held else None

    def unlink(self, document: Encoded, annotations: Mapping[str, Any]) -> None:
        """Unlink a removed document from its version chain; its predecessor regains the address if this one held it.

        `annotations`: those of the removed document.
        """
        earlier, later = annotations.get("supersedes"), annotations.get("superseded_by")
        back = b""
        if earlier and self.annotate(bytes.fromhex(earlier), {"superseded_by": later}):
            back = bytes.fromhex(earlier)
            (entry,) = self._entries.get([back])
            back += POSTED if entry is not None and entries.POSTED in entry.owners else b""
        if later:
            self.annotate(bytes.fromhex(later), {"supersedes": earlier if back else None})
        if document.address:
            call = scripts.call(scripts.LEAVE, [self._keys.address(document.address)], document.address, document.id, back)
            trip(self._redis, [call], once=True)

    def annotate(self, document_id: bytes, annotations: Mapping[str, str | None]) -> bool:
        """Set annotations on a document's pages; None removes one. False if the document is not indexed.

        Pages that somebody else annotates meanwhile are read again, so that neither annotation is lost.
        """
        scripts.load(self._redis)
        while True:
            (entry,) = self._entries.get([document_id])
            if entry is None or not entry.is_held:
                return False
            numbers = entry.page_numbers
            contents = trip(self._redis, [self._reader.get(n) for n in numbers])
            groups: dict[str, list[Any]] = {}
            for n, content in zip(numbers, contents, strict=True):
                page = self._reader.page(content)
                if page is None or all(page.annotations.get(name) == value for name, value in annotations.items()):
                    continue
                changed = annotated(content, self._reader.codec(dictionary(content)), annotations)
                groups.setdefault(self._keys.page_group(n), []).extend((n % _GROUP, content, changed))
            if not groups:
                return True
            arguments = [a for rows in groups.values() for a in (len(rows) // 3, *rows)]
            trip(self._redis, [scripts.call(scripts.AMEND, list(groups), *arguments)], once=True)
            trip(self._redis, [change(self._keys, {})], once=True)
