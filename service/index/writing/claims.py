"""Claims: a document's entry is claimed before anything else of it is written, so that no two writers write the same one."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from service.errors import IndexUnavailable
from service.index.layout.entries import Entries, Entry
from service.index.layout.pages import Encoded
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, sent, trip
from service.index.writing import leases
from service.index.writing.allocation import Allocator

_WAIT_SECONDS = 8.0  # for another writer of the same document: longer than the lease of one that was killed
_POLL_SECONDS = 0.02

_Held = Mapping[bytes, Entry | None]


class Claims:
    """Claims, holds and releases entries of one generation. Its methods raise redis.RedisError."""

    def __init__(self, client: Client, keys: KeySpace, entries: Entries) -> None:
        self._redis = client
        self._keys = keys
        self._entries = entries
        self._allocator = Allocator(client, keys)

    def claim(
        self, documents: Sequence[Encoded], owners: Sequence[int], writer: int, undo: Callable[[int, Entry], None]
    ) -> dict[int, Entry]:
        """Claim the documents that nobody has written, and add owners to the others.

        `owners`: of each document; `undo(n, entry)`: called to remove what a dead writer left behind of `documents[n]`. Returns
        the claimed entries by index into `documents`. Waits for documents that another writer is writing; raises
        IndexUnavailable if that takes too long.
        """
        wanted = {document.id: n for n, document in reversed(list(enumerate(documents)))}
        owned: dict[bytes, dict[int, None]] = defaultdict(dict)
        for document, owner in zip(documents, owners, strict=True):
            owned[document.id][owner] = None
        own: dict[bytes, Entry] = {}
        claimed: dict[int, Entry] = {}
        deadline = time.monotonic() + _WAIT_SECONDS
        while True:
            held = dict(zip(wanted, self._entries.get(list(wanted)), strict=True))
            free = self._free(held)
            for document_id in free:
                if (left := held[document_id]) is not None:
                    undo(wanted[document_id], left)
            lacking = [i for i in free if i not in own]
            for i, first in zip(
                lacking, self._allocator.first_pages([len(documents[wanted[i]].pages) for i in lacking]), strict=True
            ):
                own[i] = Entry(first, len(documents[wanted[i]].pages), writer, tuple(owned[i]))
            written = {i: entry.owned_by(_joined(entry.owners, owned[i])) for i, entry in held.items() if entry and entry.is_held}
            asked = {i: own[i] for i in free} | {i: entry for i, entry in written.items() if entry != held[i]}
            done = {i for i, entry in written.items() if entry == held[i]} | self.exchange(asked, held)
            claimed |= {wanted[i]: own[i] for i in free if i in done}
            wanted = {i: n for i, n in wanted.items() if i not in done}
            if not wanted:
                return claimed
            if time.monotonic() > deadline:
                raise IndexUnavailable("Another writer is at the same document: send it again.")
            time.sleep(_POLL_SECONDS)

    def _free(self, held: _Held) -> list[bytes]:
        """Documents without an entry, or claimed by a writer that is dead."""
        being_written = {i: entry.writer for i, entry in held.items() if entry is not None and not entry.is_held}
        living = leases.living(self._redis, set(being_written.values()))
        return [i for i, entry in held.items() if entry is None or (i in being_written and being_written[i] not in living)]

    def exchange(self, asked: Mapping[bytes, Entry], held: _Held) -> set[bytes]:
        """Replace entries unless they have changed since they were read. Returns the documents whose entry was replaced.

        `asked`: the new entries; `held`: the entries that were read.
        """
        arguments: dict[str, list[bytes]] = defaultdict(list)
        for document_id, entry in asked.items():
            old = held[document_id]
            arguments[self._keys.entry(document_id)] += (document_id, entry.packed(), b"" if old is None else old.packed())
        commands = [scripts.call(scripts.CLAIM, [key], *content) for key, content in arguments.items()]
        replies = sent(self._redis, commands)
        return {
            document_id
            for content, reply in zip(arguments.values(), replies, strict=True)
            for document_id, is_done in zip(content[::3], reply, strict=True)
            if is_done
        }

    def hold(self, documents: Sequence[Encoded], claimed: Mapping[int, Entry]) -> set[int]:
        """Mark claimed documents as held and count them, in one step for each hash. Returns the indices of those held.

        The others were claimed by somebody else meanwhile.
        """
        by_key: dict[str, list[int]] = defaultdict(list)
        for n in claimed:
            by_key[self._keys.entry(documents[n].id)].append(n)
        commands: list[Command] = []
        for key, numbers in by_key.items():
            rows = ((documents[n].id, claimed[n].held().packed(), claimed[n].packed(), documents[n].quotations) for n in numbers)
            commands.append(scripts.call(scripts.HOLD, [key], *(value for row in rows for value in row)))
        replies = sent(self._redis, commands)
        return {
            n
            for numbers, reply in zip(by_key.values(), replies, strict=True)
            for n, is_done in zip(numbers, reply, strict=True)
            if is_done
        }

    def release(self, document_id: bytes, entry: Entry, quotations: int) -> bool:
        """Delete an entry, and subtract its document and quotations if it was held. True if it was there."""
        documents, quotations = (1, quotations) if entry.is_held else (0, 0)
        command = scripts.call(scripts.RELEASE, [self._keys.entry(document_id)], document_id, documents, quotations)
        return bool(trip(self._redis, [command], once=True)[0])


def _joined(owners: Iterable[int], more: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*owners, *more)))
