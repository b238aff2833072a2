"""Writing documents into one generation, and removing them.

A document is claimed, its postings are written, then its pages, all at once: from then on it is there. Last its entry is
marked as held. Removing a document deletes its pages first, all at once. Postings that point to a missing page are ignored.
What a killed writer left behind is removed by the next one that writes the same document.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import redis

from service.index.layout import facets, postings
from service.index.layout.bundles import SLOTS, Bundle, bundled
from service.index.layout.entries import Entries, Entry
from service.index.layout.facets import Noted
from service.index.layout.pages import Encoded, Page, decode, dictionary, revised
from service.index.layout.reading import Reader
from service.index.layout.tallies import change, tally, tally_rules
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip
from service.index.writing import leases
from service.index.writing.claims import Claims
from service.index.writing.page_table import PageTable
from service.index.writing.versions import Versions
from service.knowledge.gazetteer import Gazetteer
from service.records import Passage

_WRITER_SECONDS = 5  # of a lease: for so long the claims of a killed writer stand
_WRITER_BITS = 32  # of the random number that names a writer in entries


class DocumentWriter:
    """Writes documents into one generation. Any number of threads may share it. Its methods raise redis.RedisError."""

    def __init__(self, client: Client, keys: KeySpace, reader: Reader, gazetteer: Gazetteer) -> None:
        self._redis = client
        self._keys = keys
        self._reader = reader
        self._gazetteer = gazetteer
        self.entries = Entries(client, keys)
        self.versions = Versions(client, keys, reader, self.entries)
        self._claims = Claims(client, keys, self.entries)
        self._pages = PageTable(client, keys)
        scripts.load(client)

    def write(self, bundle: Bundle, owners: Sequence[int]) -> list[bool]:
        """Write the documents of a bundle that are not there yet. `owners`: of each. True for each that was written now.

        Raises IndexUnavailable if another writer takes too long over one of them.
        """
        try:
            return self._attempt(bundle, owners)
        except redis.exceptions.NoScriptError:  # the server, or one of several, was restarted
            scripts.load(self._redis)
            return self._attempt(bundle, owners)

    def _attempt(self, bundle: Bundle, owners: Sequence[int]) -> list[bool]:
        writer = random.getrandbits(_WRITER_BITS)
        try:
            return self._write(bundle, owners, writer)
        except BaseException:
            with suppress(redis.RedisError):
                leases.end(self._redis, writer)  # what was claimed may be claimed again at once
            raise

    def _write(self, bundle: Bundle, owners: Sequence[int], writer: int) -> list[bool]:
        documents = bundle.documents
        self._keep_alive(writer)
        claimed = self._claims.claim(documents, owners, writer, lambda n, left: self._remove_traces(bundle.only(n), left))
        packed, units = bundle.placed([claimed[n].first if n in claimed else None for n in range(len(documents))])
        for _ in postings.write(self._redis, self._keys, packed, units):
            self._keep_alive(writer)
        placed = [(documents[n], entry.first) for n, entry in claimed.items()]
        facets.write(self._redis, self._keys, _numbered(placed))
        self._keep_alive(writer)
        self._pages.put(placed)
        held = self._hold(bundle, claimed)
        return [n in held for n in range(len(documents))]

    def _hold(self, bundle: Bundle, claimed: dict[int, Entry]) -> set[int]:
        """Mark claimed documents as held and count them; undo those that another has claimed meanwhile."""
        held = self._claims.hold(bundle.documents, claimed)
        self._count(bundle.documents[n] for n in held)
        for n in claimed.keys() - held:
            self._remove_traces(bundle.only(n), claimed[n])
        return held

    def _keep_alive(self, writer: int) -> None:
        trip(self._redis, [leases.renewal(writer, _WRITER_SECONDS)])

    def remove(self, document_id: bytes) -> bool:
        """Remove a document; with one command it is gone from every answer. True if it was there."""
        scripts.load(self._redis)
        (entry,) = self.entries.get([document_id])
        if entry is None:
            return False
        pages = self._reader.pages(entry.page_numbers)
        bundle = bundled([decode([p for p in pages if p is not None], document_id, self._gazetteer)])
        (document,) = bundle.documents
        self._count(())  # before and after: no answer that is cached meanwhile outlives the document
        self._remove_traces(bundle, entry)
        was_there = self._claims.release(document_id, entry, document.quotations)
        self._count((document,) if was_there and entry.is_held else (), -1)
        self.versions.unlink(document, next((page.annotations for page in pages if page is not None), {}))
        return was_there

    def revise(self, document_id: bytes, number: int, revision: Callable[[Passage], Passage]) -> bool:
        """Give one quotation of a document another attribution. Returns False if the document is not indexed.

        `revision`: what its passage, or each window of it, becomes. Its words stay. Pages that somebody else changes meanwhile are read
        again.
        """
        scripts.load(self._redis)
        before: list[Page] | None = None
        while True:
            (entry,) = self.entries.get([document_id])
            if entry is None or not entry.is_held:
                return False
            contents = trip(self._redis, [self._reader.get(n) for n in entry.page_numbers])
            pages = [page for content in contents if (page := self._reader.page(content)) is not None]
            before = before or pages
            if len(pages) < len(contents):
                return False
            changed = [self._revised(content, number, revision) for content in contents]
            if self._pages.amend(entry, contents, changed):
                break
        after = [page for content in changed if (page := self._reader.page(content)) is not None]
        self._recount(entry, before, after)
        return True

    def _revised(self, content: bytes, number: int, revision: Callable[[Passage], Passage]) -> bytes:
        codec = self._reader.codec(dictionary(content))
        return revised(content, codec, lambda unit: revision(unit.passage) if unit.number == number else None)

    def _recount(self, entry: Entry, before: list[Page], after: list[Page]) -> None:
        """Count a document by what its pages say now, in place of what they said before."""
        (was, _), (now, _) = (decode(pages, b"", self._gazetteer) for pages in (before, after))
        old, new = (set(_numbered([(encoded, entry.first)])) for encoded in (was, now))
        facets.forget(self._redis, self._keys, sorted(old - new))
        facets.write(self._redis, self._keys, sorted(new - old))
        changes = tally(now.shares)
        changes.subtract(tally(was.shares))
        trip(self._redis, [change(self._keys, changes)], once=True)

    def disown(self, document_id: bytes, owner: int) -> bool:
        """Remove an owner from a document, and the document if that was the last one. True if the document was removed."""
        while True:
            (entry,) = self.entries.get([document_id])
            if entry is None or owner not in entry.owners:
                return False
            left = tuple(o for o in entry.owners if o != owner)
            if not left:
                return self.remove(document_id)
            if self._claims.exchange({document_id: entry.owned_by(left)}, {document_id: entry}):
                return False

    def _remove_traces(self, bundle: Bundle, entry: Entry) -> None:
        """Delete the pages, postings and facets of a document, the only one of the bundle."""
        self._pages.take(entry)
        postings.drop(self._redis, self._keys, *bundle.placed([entry.first]))
        facets.forget(self._redis, self._keys, _numbered([(bundle.documents[0], entry.first)]))

    def _count(self, documents: Iterable[Encoded], by: int = 1) -> None:
        """Add (by=1) or subtract (by=-1) documents; this invalidates every cached answer, also for no documents."""
        documents = list(documents)
        changes = tally(share for document in documents for share in document.shares)
        changes += tally_rules(document.rules for document in documents)
        changes.update({"documents": len(documents), "quotations": sum(document.quotations for document in documents)})
        trip(self._redis, [change(self._keys, {name: by * number for name, number in changes.items()})], once=True)


def _numbered(documents: Sequence[tuple[Encoded, int]]) -> list[Noted]:
    """Return what the units of documents count for, with their numbers in the index. `documents`: each with its first page."""
    return [n._replace(unit=first * SLOTS + document.slots[n.unit]) for document, first in documents for n in document.noted]
