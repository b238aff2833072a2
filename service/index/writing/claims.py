"""Claims: a document's entry is claimed before anything else of it is written, so that no two writers write the same one."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

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


class _Want(NamedTuple):
    """A document to claim: its index among those given, how many pages it needs, and its owners."""

    n: int
    pages: int
    owners: tuple[int, ...]


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
        wanted = _wanted(documents, owners)
        own: dict[bytes, Entry] = {}
        claimed: dict[int, Entry] = {}
        deadline = time.monotonic() + _WAIT_SECONDS
        while True:
            held = dict(zip(wanted, self._entries.get(list(wanted)), strict=True))
            free = self._free(held)
            for document_id in free:
                if (left := held[document_id]) is not None:
                    undo(wanted[document_id].n, left)
            own |= self._new({i: wanted[i] for i in free if i not in own}, writer)
            done = self.exchange({**_with_owners(held, wanted), **{i: own[i] for i in free}}, held)
            claimed |= {wanted[i].n: own[i] for i in done.intersection(free)}
            wanted = {i: want for i, want in wanted.items() if i not in done}
            if not wanted:
                return claimed
            if time.monotonic() > deadline:
                raise IndexUnavailable("Another writer is at the same document: send it again.")
            time.sleep(_POLL_SECONDS)

    def _free(self, held: _Held) -> list[bytes]:
        """Return documents without an entry, or claimed by a writer that is dead."""
        being_written = {i: entry.writer for i, entry in held.items() if entry is not None and not entry.is_held}
        living = leases.living(self._redis, set(being_written.values()))
        return [i for i, entry in held.items() if entry is None or (i in being_written and being_written[i] not in living)]

    def _new(self, wanted: Mapping[bytes, _Want], writer: int) -> dict[bytes, Entry]:
        """Allocate pages for documents. Returns the entries to claim them by."""
        first_pages = self._allocator.first_pages([want.pages for want in wanted.values()])
        return {
            i: Entry(first, want.pages, writer, want.owners) for (i, want), first in zip(wanted.items(), first_pages, strict=True)
        }

    def exchange(self, asked: Mapping[bytes, Entry], held: _Held) -> set[bytes]:
        """Replace entries unless they have changed since they were read.

        `asked`: the new entries; `held`: the entries that were read. Returns the documents that have their new entry, including
        those whose new entry is the one that was read.
        """
        arguments: dict[str, list[bytes]] = defaultdict(list)
        done = {document_id for document_id, entry in asked.items() if entry == held[document_id]}
        for document_id in asked.keys() - done:
            old = held[document_id]
            row = (document_id, asked[document_id].packed(), b"" if old is None else old.packed())
            arguments[self._keys.entry(document_id)] += row
        commands = [scripts.call(scripts.CLAIM, [key], *content) for key, content in arguments.items()]
        for content, reply in zip(arguments.values(), sent(self._redis, commands), strict=True):
            done |= {document_id for document_id, is_done in zip(content[::3], reply, strict=True) if is_done}
        return done

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


def _wanted(documents: Sequence[Encoded], owners: Sequence[int]) -> dict[bytes, _Want]:
    """Return the documents to claim by id. One that is given twice is wanted once, at its first index, with all its owners."""
    wanted: dict[bytes, _Want] = {}
    for n, (document, owner) in enumerate(zip(documents, owners, strict=True)):
        known = wanted.get(document.id, _Want(n, len(document.pages), ()))
        wanted[document.id] = known._replace(owners=_joined(known.owners, (owner,)))
    return wanted


def _with_owners(held: _Held, wanted: Mapping[bytes, _Want]) -> dict[bytes, Entry]:
    """Return the entries of documents that are written already, with the owners that are to be added."""
    written = {i: entry for i, entry in held.items() if entry is not None and entry.is_held}
    return {i: entry.owned_by(_joined(entry.owners, wanted[i].owners)) for i, entry in written.items()}


def _joined(owners: Iterable[int], more: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*owners, *more)))
