"""Adding documents to the index and removing them, in whichever generations must have them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress

import redis
from redis.lock import Lock

from service.errors import BeingWritten
from service.index.layout import entries
from service.index.layout.addresses import POSTED, address
from service.index.layout.aside import Aside
from service.index.layout.bundles import Bundle, bundled
from service.index.layout.compression import Codec, trained
from service.index.layout.entries import Entries
from service.index.layout.files import Files
from service.index.layout.pages import Unit, encode, whole_quotation
from service.index.layout.reading import Reader
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client
from service.index.writing.document_writer import DocumentWriter
from service.index.writing.generations import Generations
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage, Quotation

_LOCK_SECONDS = 60.0  # after which the lock of a writer that was killed ends
_WAIT_SECONDS = 10.0  # for another writer: one takes some hundredths of a second
_LOCK_PAUSE = 0.01  # seconds between two attempts at a lock
_MOST_WRITERS = 4  # cached, of generations that come and go


class IndexWriter(Generations):
    """Adds and removes documents. Every call may be repeated: a document written twice is there once.

    Every method raises IndexUnavailable if Redis does not answer or if there is no index to write into. `encodes`: what makes a
    bundle of a document, its passages and a codec, None to make it in this thread.
    """

    def __init__(
        self,
        client: Client,
        gazetteer: Gazetteer,
        corpus: str | None = None,
        *,
        takes_over: bool = False,
        encodes: Callable[[Document, list[Passage], Codec], Bundle] | None = None,
    ) -> None:
        super().__init__(client, gazetteer, corpus, takes_over=takes_over)
        self._encodes = encodes or self._encoded
        self._writers: dict[KeySpace, tuple[Reader, DocumentWriter]] = {}

    def _encoded(self, document: Document, passages: list[Passage], codec: Codec) -> Bundle:
        return bundled([encode(document, passages, codec, self.gazetteer)])

    def _on(self, keys: KeySpace) -> tuple[Reader, DocumentWriter]:
        if keys not in self._writers:
            if len(self._writers) >= _MOST_WRITERS:
                self._writers.clear()
            reader = Reader(self._redis, keys)
            self._writers[keys] = (reader, DocumentWriter(self._redis, keys, reader, self.gazetteer))
        return self._writers[keys]

    def add(self, document: Document, passages: list[Passage]) -> int:
        """Index a posted document with its passages. Returns how many; nothing of it shows before all of it is written."""
        for keys in self._targets_now():
            with translated():
                reader, writer = self._on(keys)
                writer.write(self._encodes(document, passages, reader.newest()), [entries.POSTED])
        return len(passages)

    def write(self, bundle: Bundle, states: Sequence[str | None]) -> list[bool]:
        """Index documents that were encoded with `codec`. True for each that is new.

        `states`: the file that each came from, in one of its states (`files.state`), None for a posted document. Of documents
        that share an address the newest supersedes the others; of two posted ones, whichever the corpus names.
        """
        with translated():
            _, writer = self._on(self._target())
            is_new = writer.write(bundle, [entries.POSTED if state is None else k.owner(state) for state in states])
            new = [(d, state) for d, state, n in zip(bundle.documents, states, is_new, strict=True) if n]
            versions = [(d, POSTED if state is None else d.version) for d, state in new]
            for before, after in writer.versions.claim_addresses(versions):
                self.supersede(before.hex(), after.hex())
            return is_new

    def supersede(self, document_id: str, by: str) -> None:
        """Record in both documents that a newer version replaced the first."""
        self.annotate(document_id, superseded_by=by)
        self.annotate(by, supersedes=document_id)

    def holder(self, url: str | None) -> str | None:
        """Return the id of the document that holds an address or an identifier, if any."""
        at = address(url)
        with translated():
            found = self._on(self._target())[1].versions.holder(at) if at else None
        return found.hex() if found else None

    def move(self, document: Document) -> str | None:
        """Give a document's address to it. Returns the id of the previous holder, if that was another document."""
        at = address(document.origin.guid or document.url)
        if at is None:
            return None
        with translated():
            before = [self._on(keys)[1].versions.move(at, bytes.fromhex(document.id)) for keys in self._targets_now()]
        return next((b.hex() for b in before if b and b.hex() != document.id), None)

    def known_of(self, document_id: str) -> Mapping[str, str]:
        """Return the annotations of a document, such as what replaced it; empty if it is not indexed."""
        with translated():
            reader, writer = self._on(self._target())
            (entry,) = writer.entries.get([bytes.fromhex(document_id)])
            page = reader.pages([entry.first])[0] if entry is not None else None
        return page.annotations if page is not None else {}

    def annotate(self, document_id: str, **annotations: str) -> None:
        """Set annotations that answers show with a document: `superseded_by`, `supersedes`."""
        with translated():
            for keys in self._targets_now():
                self._on(keys)[1].versions.annotate(bytes.fromhex(document_id), annotations)

    def revise(self, document_id: str, number: int, revision: Callable[[Passage], Passage]) -> bool:
        """Give one quotation of a document another attribution. Returns whether the document is indexed.

        `revision`: what its passage becomes, the same words with another attribution.
        """
        raw, was_there = bytes.fromhex(document_id), False
        with translated():
            for keys in self._targets_now():
                was_there |= self._on(keys)[1].revise(raw, number, revision)
        return was_there

    def quotations(self, document_id: str) -> list[Quotation]:
        """Return the quotations of an indexed document in order; none if it is not indexed."""
        with translated():
            reader, writer = self._on(self._target())
            (entry,) = writer.entries.get([bytes.fromhex(document_id)])
            pages = reader.pages(entry.page_numbers) if entry is not None else []
        units: dict[int, list[Unit]] = {}
        for unit in (page.unit(place) for page in pages if page is not None for place in range(len(page))):
            units.setdefault(unit.number, []).append(unit)
        return [whole_quotation(units[number]) for number in sorted(units)]

    def codec(self) -> Codec:
        """Return the codec to encode documents with."""
        with translated():
            return self._on(self._target())[0].newest()

    def learn(self, pages: Sequence[bytes]) -> Codec:
        """Train a dictionary on expanded pages if the generation has none and they are enough. Returns the codec to use."""
        with translated():
            reader, _ = self._on(self._target())
            content = trained(pages) if not reader.newest().number else None
            return reader.learn(content) if content else reader.newest()

    def remove(self, document_id: str) -> bool:
        """Remove a document; it is gone from every answer at once. True if it was there."""
        raw = bytes.fromhex(document_id)
        was_there = False
        with translated():
            for keys in self._targets_now():
                was_there |= self._on(keys)[1].remove(raw)
        return was_there

    def disown(self, document_id: str, state: str) -> bool:
        """Record that a file in this state no longer contains a document.

        Removes the document if nothing else contains it; True if so.
        """
        with translated():
            return self._on(self._target())[1].disown(bytes.fromhex(document_id), k.owner(state))

    def has(self, document_id: str) -> bool:
        """Return whether a document is completely indexed."""
        return not self.missing([document_id])

    def missing(self, ids: Iterable[str]) -> list[str]:
        """Return those documents that are not completely indexed."""
        ids = list(ids)
        with translated():
            found = self._on(self._target())[1].entries.get([bytes.fromhex(i) for i in ids])
        return [i for i, entry in zip(ids, found, strict=True) if entry is None or not entry.is_held]

    def posted_ids(self) -> set[str]:
        """Return the ids of the documents that were posted and that no file of the corpus contains."""
        with translated():
            found = Entries(self._redis, self._target()).all()
            return {document_id for document_id, entry in found if entry.is_held and entry.owners == (entries.POSTED,)}

    @contextmanager
    def locked(self, names: Collection[str]) -> Iterator[None]:
        """Hold locks in Redis, all or none. Raises BeingWritten if another writer holds one for too long."""
        with ExitStack() as stack, translated():
            for name in sorted(set(names)):
                lock = self._redis.lock(k.lock(name), timeout=_LOCK_SECONDS, blocking_timeout=_WAIT_SECONDS, sleep=_LOCK_PAUSE)
                if not lock.acquire():
                    raise BeingWritten
                stack.callback(_release, lock)
            yield

    def address_of(self, document_id: str) -> str | None:
        """Return the address of an indexed document, as it was given; None if it has none or is not indexed."""
        with translated():
            reader, writer = self._on(self._target())
            (entry,) = writer.entries.get([bytes.fromhex(document_id)])
            page = reader.pages([entry.first])[0] if entry is not None else None
        return page.document.url if page is not None else None

    def is_only_posted(self, document_id: str) -> bool:
        """Return whether a document was posted and no file of the corpus contains it."""
        with translated():
            (entry,) = self._on(self._target())[1].entries.get([bytes.fromhex(document_id)])
        return entry is not None and entry.owners == (entries.POSTED,)

    @property
    def aside(self) -> Aside:
        """What of the corpus could not be read."""
        return Aside(self._redis, self._target())

    @property
    def files(self) -> Files:
        """The table of files of the generation that bulk writes go into."""
        return Files(self._redis, self._target())


def _release(lock: Lock) -> None:
    with suppress(redis.RedisError):  # it has expired, or Redis is gone and the lock with it
        lock.release()
