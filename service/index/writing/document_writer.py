"""Writing documents into one generation, and taking them out.

A document is claimed, its postings are written, then its pages, all at once: from then on it is there. Last its entry is
marked as held. Taking one out removes its pages first, all at once. Postings that point to a page that is not there show
nothing. What a writer leaves behind that is killed is undone by the next one that writes the same document.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress

import redis

from service.errors import IndexUnavailable, UnreadableSource
from service.index.layout import entries, facets, postings
from service.index.layout.bundles import SLOTS, Bundle, bundled
from service.index.layout.entries import Entry
from service.index.layout.facets import Noted
from service.index.layout.pages import Encoded, decode
from service.index.layout.reading import Reader
from service.index.layout.tallies import tally
from service.index.server import keys as k
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, sent, trip
from service.index.writing import counts
from service.index.writing.versions import Versions

_WRITER_SECONDS = 5  # for which a claim stands after its writer was last heard of
_WAIT_SECONDS = 8.0
_GROUP, _TAG = 1 << k.GROUP_BITS, 1 << k.TAG_BITS


class DocumentWriter:
    """Writes documents into one generation and removes them. Threads may share it: it keeps no state of a write."""

    def __init__(self, client: Client, keys: KeySpace, reader: Reader) -> None:
        self._redis = client
        self._keys = keys
        self._reader = reader
        self.versions = Versions(client, keys, reader, self.entries)
        scripts.load(client)

    # -- writing -----------------------------------------------------------------------------------------------------

    def write(self, bundle: Bundle, owners: Sequence[int]) -> list[bool]:
        """Write the documents of a bundle that are not there yet: for each, whether it was written now. `owners`: of each."""
        try:
            return self._tried(bundle, owners)
        except redis.exceptions.NoScriptError:  # the server, or one of several, was started again
            scripts.load(self._redis)
            return self._tried(bundle, owners)

    def _tried(self, bundle: Bundle, owners: Sequence[int]) -> list[bool]:
        number = random.getrandbits(32)
        try:
            return self._write(bundle, owners, number)
        except BaseException:
            with suppress(redis.RedisError):
                trip(self._redis, [("DEL", k.writer(number))])  # what was claimed may be claimed again at once
            raise

    def _write(self, bundle: Bundle, owners: Sequence[int], number: int) -> list[bool]:
        self._live(number)
        documents = bundle.documents
        chosen = self._claimed(bundle, owners, number)
        first = [chosen[n].first if n in chosen else None for n in range(len(documents))]
        packed, units = bundle.placed(first)
        for _ in postings.write(self._redis, self._keys, packed, units):
            self._live(number)
        taken = [(documents[n], entry.first) for n, entry in chosen.items()]
        facets.write(self._redis, self._keys, _numbered(taken))
        self._live(number)
        self._write_pages(taken)
        written = self._held(bundle, chosen)
        return [n in written for n in range(len(documents))]

    def _held(self, bundle: Bundle, chosen: dict[int, Entry]) -> set[int]:
        """Mark documents as held and count them, in one step for each hash; what was claimed by another meanwhile is undone."""
        documents = bundle.documents
        places: dict[str, list[int]] = defaultdict(list)
        for n in chosen:
            places[self._keys.entry(documents[n].id)].append(n)
        commands = []
        for key, numbers in places.items():
            rows = ((documents[n].id, chosen[n].held().packed(), chosen[n].packed(), documents[n].quotations) for n in numbers)
            commands.append(scripts.call(scripts.HOLD, [key], *(value for row in rows for value in row)))
        written = set()
        for numbers, replies in zip(places.values(), sent(self._redis, commands), strict=True):
            written |= {n for n, is_done in zip(numbers, replies, strict=True) if is_done}
        self._count(documents[n] for n in written)
        for n in chosen.keys() - written:
            self._undo(bundle.only(n), chosen[n])
        return written

    def _claimed(self, bundle: Bundle, owners: Sequence[int], number: int) -> dict[int, Entry]:
        """Claim the documents that nobody has written: their entries by number. Waits for those another writer is writing."""
        documents = bundle.documents
        pending = {document.id: n for n, document in reversed(list(enumerate(documents)))}
        owned: dict[bytes, dict[int, None]] = defaultdict(dict)
        for document, owner in zip(documents, owners, strict=True):
            owned[document.id][owner] = None
        held = dict(zip(pending, self.entries(list(pending)), strict=True))
        new = [n for i, n in pending.items() if (entry := held[i]) is None or not entry.is_held]
        first = dict(zip(new, self._allocated([len(documents[n].pages) for n in new]), strict=True))
        claimed: dict[int, Entry] = {}
        end = time.monotonic() + _WAIT_SECONDS
        while pending:
            living = self._living({e.writer for e in held.values() if e is not None and not e.is_held})
            asked: list[tuple[bytes, Entry]] = []
            for document_id, entry in held.items():
                n = pending[document_id]
                if entry is None or (not entry.is_held and entry.writer not in living):
                    if entry is not None:
                        self._undo(bundle.only(n), entry)
                    asked.append((document_id, Entry(first[n], len(documents[n].pages), number, tuple(owned[document_id]))))
                elif entry.is_held and owned[document_id].keys() <= set(entry.owners):
                    del pending[document_id]
                elif entry.is_held:
                    asked.append((document_id, entry.owned_by(tuple({**dict.fromkeys(entry.owners), **owned[document_id]}))))
            for (document_id, entry), is_done in zip(asked, self._exchange(asked, held), strict=True):
                if is_done:
                    n = pending.pop(document_id)
                    if not entry.is_held:
                        claimed[n] = entry
            if pending:
                if time.monotonic() > end:
                    raise IndexUnavailable("Another writer is at the same document: send it again.")
                time.sleep(0.02)
                held = dict(zip(pending, self.entries(list(pending)), strict=True))
        return claimed

    def _exchange(self, asked: list[tuple[bytes, Entry]], held: dict[bytes, Entry | None]) -> list[int]:
        """Write entries in place of those that were read: for each, whether that one was still there."""
        arguments: dict[str, list[bytes]] = defaultdict(list)
        places = []
        for document_id, entry in asked:
            old = held[document_id]
            key = self._keys.entry(document_id)
            places.append((key, len(arguments[key]) // 3))
            arguments[key] += (document_id, entry.packed(), b"" if old is None else old.packed())
        commands = [scripts.call(scripts.CLAIM, [key], *content) for key, content in arguments.items()]
        replies = dict(zip(arguments, sent(self._redis, commands), strict=True))
        return [replies[key][n] for key, n in places]

    def entries(self, ids: Sequence[bytes]) -> list[Entry | None]:
        """The entries of documents, None where there is none."""
        asked: dict[str, list[bytes]] = defaultdict(list)
        for document_id in ids:
            asked[self._keys.entry(document_id)].append(document_id)
        replies = sent(self._redis, [("HMGET", key, *some) for key, some in asked.items()])
        found = {i: v for some, values in zip(asked.values(), replies, strict=True) for i, v in zip(some, values, strict=True)}
        return [entries.unpacked(found[i]) if found[i] else None for i in ids]

    def _live(self, number: int) -> None:
        trip(self._redis, [("SET", k.writer(number), 1, "EX", _WRITER_SECONDS)])

    def _living(self, writers: set[int]) -> set[int]:
        numbers = sorted(writers)
        replies = trip(self._redis, [("EXISTS", k.writer(number)) for number in numbers])
        return {number for number, is_there in zip(numbers, replies, strict=True) if is_there}

    def _undo(self, bundle: Bundle, entry: Entry) -> None:
        """Take out what a writer left behind that was killed while it wrote a document, the only one of the bundle."""
        self._take_pages(entry)
        self._drop_postings(bundle, entry)

    def _allocated(self, pages: Sequence[int]) -> list[int]:
        """The first page of each of some documents, by how many pages they have.

        Those with up to a group of pages lie in one group, others in one tag, so that a document shows and goes at once.
        """
        first = [0] * len(pages)
        small = [n for n, count in enumerate(pages) if count <= _GROUP]
        at, places = 0, {}
        for n in small:
            if at % _GROUP + pages[n] > _GROUP:
                at += _GROUP - at % _GROUP
            places[n] = at
            at += pages[n]
        if at > _GROUP:
            start = self._pages(at + _GROUP - 1) + _GROUP - 1
            start -= start % _GROUP
        elif at:
            start = self._unbroken(at, _GROUP)
        for n in small:
            first[n] = start + places[n]
        for n, count in enumerate(pages):
            if count > _TAG:
                raise UnreadableSource(f"a document has {count} pages of quotations; at most {_TAG} can be kept of one")
            if count > _GROUP:
                first[n] = self._unbroken(count, _TAG)
        return first

    def _unbroken(self, count: int, size: int) -> int:
        """The first of some new pages that lie within one multiple of `size`."""
        while True:
            first = self._pages(count)
            if first // size == (first + count - 1) // size:
                return first

    def _pages(self, count: int) -> int:
        return int(trip(self._redis, [("HINCRBY", self._keys.counts, "pages", count)], once=True)[0]) - count

    def _write_pages(self, taken: list[tuple[Encoded, int]]) -> None:
        groups: dict[str, list[str | bytes]] = defaultdict(list)
        long_: list[Command] = []
        for document, first in taken:
            if len(document.pages) > _GROUP:
                long_.append(self._put(document, first))
                continue
            group = groups[self._keys.page_group(first)]
            for n, content in enumerate(document.pages, first):
                group += (str(n % _GROUP), content)
        commands = [("HSET", key, *content) for key, content in groups.items()] + long_
        sent(self._redis, commands)

    def _put(self, document: Encoded, first: int) -> Command:
        groups: dict[str, list[str | bytes | int]] = {}
        for n, content in enumerate(document.pages, first):
            groups.setdefault(self._keys.page_group(n), []).extend((str(n % _GROUP), content))
        return scripts.call(scripts.PUT, list(groups), *(a for content in groups.values() for a in (len(content) // 2, *content)))

    # -- taking out --------------------------------------------------------------------------------------------------

    def remove(self, document_id: bytes) -> bool:
        """Take a document out: gone from every answer with one command; True when it was there."""
        scripts.load(self._redis)
        (entry,) = self.entries([document_id])
        if entry is None:
            return False
        pages = self._reader.pages(range(entry.first, entry.first + entry.pages))
        bundle = bundled([decode([p for p in pages if p is not None], document_id)])
        quotations = bundle.documents[0].quotations if entry.is_held else 0
        self._count(())  # before and after: no answer kept meanwhile outlives the document
        self._take_pages(entry)
        self._drop_postings(bundle, entry)
        release = scripts.call(scripts.RELEASE, [self._keys.entry(document_id)], document_id, int(entry.is_held), quotations)
        (gone,) = trip(self._redis, [release], once=True)
        self._count(bundle.documents if gone and entry.is_held else (), -1)
        self.versions.leave(bundle.documents[0], next((page.marks for page in pages if page is not None), {}))
        return bool(gone)

    def disown(self, document_id: bytes, owner: int) -> bool:
        """Say that a file no longer gives a document, and take it out where nothing else does; True when that happened."""
        while True:
            (entry,) = self.entries([document_id])
            if entry is None or owner not in entry.owners:
                return False
            left = tuple(o for o in entry.owners if o != owner)
            if not left:
                return self.remove(document_id)
            if self._exchange([(document_id, entry.owned_by(left))], {document_id: entry})[0]:
                return False

    def _take_pages(self, entry: Entry) -> None:
        groups: dict[str, list[int]] = {}
        for page in range(entry.first, entry.first + entry.pages):
            groups.setdefault(self._keys.page_group(page), []).append(page % _GROUP)
        arguments = [a for pages in groups.values() for a in (len(pages), *pages)]
        trip(self._redis, [scripts.call(scripts.TAKE, list(groups), *arguments)], once=True)

    def _drop_postings(self, bundle: Bundle, entry: Entry) -> None:
        postings.drop(self._redis, self._keys, *bundle.placed([entry.first]))
        facets.forget(self._redis, self._keys, _numbered([(bundle.documents[0], entry.first)]))

    def _count(self, documents: Iterable[Encoded], by: int = 1) -> None:
        """Count documents, once or no longer, and make every kept answer stale."""
        documents = list(documents)
        changes = tally(share for document in documents for share in document.shares)
        changes.update({"documents": len(documents), "quotations": sum(document.quotations for document in documents)})
        trip(self._redis, [counts.change(self._keys, {name: by * number for name, number in changes.items()})], once=True)


def _numbered(documents: Sequence[tuple[Encoded, int]]) -> list[Noted]:
    """What the units of documents count for, by their numbers in the index."""
    return [
        Noted(n.kind, first * SLOTS + document.slots[n.unit], n.key, n.name, n.last_name, n.date, n.is_listed)
        for document, first in documents
        for n in document.noted
    ]
