"""Generations: a build beside the live index that readers see when it is whole, and writing into what is there.

What is written by request goes into the live generation and into one that is being built, so that neither lacks it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

import redis

from service.errors import BeingBuilt, IndexUnavailable
from service.index.layout import entries
from service.index.layout.addresses import POSTED, address
from service.index.layout.bundles import Bundle, bundled
from service.index.layout.compression import Codec, trained
from service.index.layout.files import Files
from service.index.layout.pages import encode
from service.index.layout.reading import Reader, live
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.servers import evictions, vouch, what_is_lost
from service.index.server.trip import Client, trip
from service.index.writing import counts
from service.index.writing.audit import Audit, audit
from service.index.writing.document_writer import DocumentWriter
from service.records import Document, Passage

_MOST_WRITERS = 4  # kept, of generations that come and go
_BUILDER_SECONDS = 10  # for which a build stands after its builder was last heard of


_EVICTED = "Redis has evicted keys while the index was being built: set maxmemory-policy to noeviction, and give it more memory."


def _has_more(now: Mapping[str, int], before: Mapping[str, int]) -> bool:
    """Whether a server has evicted keys since."""
    return any(number > before.get(run, number) for run, number in now.items())


class State(Enum):
    """`LOST`: an answer could be wrong; `UNTIDY`: none could, but there are postings too many, or something was counted wrong."""

    WHOLE, UNTIDY, LOST = range(3)


class IndexWriter:
    """Adds and removes documents. Every call may be repeated: the same document written twice is written once."""

    def __init__(self, client: Client) -> None:
        self._redis = client
        self._builder = random.getrandbits(32)
        self._building: KeySpace | None = None  # the generation that this one builds
        self._evicted: dict[str, int] = {}  # keys, by each server, when that began
        self._heard = 0.0
        self._writers: dict[KeySpace, tuple[Reader, DocumentWriter]] = {}

    # -- building ----------------------------------------------------------------------------------------------------

    def begin(self, expected: int = 0, *, anew: bool = False) -> bool:
        """Start a generation, or go on with one that was left, where there is no live one that can be read, or `anew`.

        `expected`: how many quotations there may be. True when this call started or resumed one; readers see it after
        `publish`. Raises BeingBuilt where somebody else is building.
        """
        with translated():
            left, live = trip(self._redis, [("HGETALL", k.BUILDING), ("HGETALL", k.LIVE)])
            building, live = _fields(left), _fields(live)
            if building and self._is_built(building):
                raise BeingBuilt("The index is being built by another process: try again when it is done.")
            if not building and not anew and live.get(b"schema", b"").decode() == k.SCHEMA:
                return False
            now, before = evictions(self._redis), json.loads(building.get(b"evicted", b"{}"))
            if building.get(b"schema", b"").decode() == k.SCHEMA and not _has_more(now, before):
                self._building, self._evicted = k.opened(building), {**now, **before}
            else:
                self._evicted = now
                # after the server was emptied no number comes again, or readers would take the new generation for the old one
                number = trip(
                    self._redis, [("SET", k.GENERATIONS, int(time.time() * 1000), "NX"), ("INCR", k.GENERATIONS)], once=True
                )[1]
                self._building = KeySpace(str(number), k.bucket_bits(expected))
            self._hold()
        return True

    def _is_built(self, building: dict[bytes, bytes]) -> bool:
        """Whether the builder of a generation lives, and is another than this."""
        number = int(building.get(b"builder", b"0"))
        return number != self._builder and bool(trip(self._redis, [("EXISTS", k.writer(number))])[0])

    def _hold(self) -> None:
        if self._building is None:
            return
        settings = {**self._building.settings(), "builder": str(self._builder), "evicted": json.dumps(self._evicted)}
        trip(self._redis, [("SET", k.writer(self._builder), 1, "EX", _BUILDER_SECONDS), _hset(k.BUILDING, settings)])
        self._heard = time.monotonic()

    def live(self) -> None:
        """Say that the build goes on; to be called often."""
        if self._building is not None and time.monotonic() - self._heard > 1.0:
            with translated():
                self._hold()

    def publish(self) -> None:
        """Let readers see the generation that `begin` started, all at once, and sweep every other.

        Counts that a writer left behind that was killed are set right, whether or not there is one to publish. Raises
        IndexUnavailable where Redis has evicted keys since: `begin` then starts another.
        """
        counts.recount(self._redis, self._target())
        if self._building is None:
            return
        with translated():
            if _has_more(evictions(self._redis), self._evicted):
                raise IndexUnavailable(_EVICTED)
            keys, self._building = self._building, None
            trip(
                self._redis,
                [("HINCRBY", keys.counts, "revision", 1), _hset(k.LIVE, {**keys.settings(), "built": str(int(time.time()))})],
            )
            trip(self._redis, [("DEL", k.BUILDING), ("DEL", k.writer(self._builder))])
            vouch(self._redis)
            sweep(self._redis, keys)

    def let_go(self) -> None:
        """Have another go on at once with the generation that this one was building and does not build any more."""
        if self._building is not None:
            self._building = None
            with translated():
                trip(self._redis, [("DEL", k.writer(self._builder))])

    def vouch(self) -> State:
        """Say that the live generation holds all that the corpus does, on the servers as they are now, where it does.

        One server comes back in a state that it had; the shards of a cluster may come back in states of different times, so
        after one was started again the whole index is audited.
        """
        found = Audit()
        with translated():
            if isinstance(self._redis, redis.RedisCluster) and what_is_lost(self._redis):
                found, _ = audit(self._redis, live(self._redis))
                if found.misleading:
                    return State.LOST
            vouch(self._redis)
        return State.UNTIDY if found.faults else State.WHOLE

    def withdraw(self) -> None:
        """Let nobody read the live generation any more: something of it is lost."""
        with translated():
            trip(self._redis, [("DEL", k.LIVE)], once=True)

    # -- documents ---------------------------------------------------------------------------------------------------

    def _targets(self) -> list[KeySpace]:
        """The generations to write into by request: the live one and the one being built."""
        with translated():
            settings = [_fields(f) for f in trip(self._redis, [("HGETALL", k.LIVE), ("HGETALL", k.BUILDING)])]
        readable = [s for s in settings if s.get(b"schema", b"").decode() == k.SCHEMA]
        return list(dict.fromkeys(k.opened(s) for s in readable)) or [k.opened(settings[0])]

    def _target(self) -> KeySpace:
        """The generation to write into in bulk: the one that this builds, else the live one."""
        return self._building or self._targets()[0]

    def _on(self, keys: KeySpace) -> tuple[Reader, DocumentWriter]:
        if keys not in self._writers:
            if len(self._writers) >= _MOST_WRITERS:
                self._writers.clear()
            reader = Reader(self._redis, keys)
            self._writers[keys] = (reader, DocumentWriter(self._redis, keys, reader))
        return self._writers[keys]

    def add(self, document: Document, passages: list[Passage]) -> int:
        """Index a document with its passages: how many. Nothing of it shows before all of it is written."""
        for keys in self._targets_now():
            with translated():
                reader, writer = self._on(keys)
                writer.write(bundled([encode(document, passages, reader.newest())]), [entries.POSTED])
        return len(passages)

    def write(self, bundle: Bundle, states: Sequence[str | None]) -> list[bool]:
        """Index documents that were encoded with `codec`: for each, whether it is new.

        `states`: the file that each came from, in which state, None if it was posted. Of documents that have one address the
        later version supersedes the others, of two posted ones whichever the corpus says.
        """
        with translated():
            _, writer = self._on(self._target())
            is_new = writer.write(bundle, [entries.POSTED if state is None else k.owner(state) for state in states])
            new = [(d, state) for d, state, n in zip(bundle.documents, states, is_new, strict=True) if n]
            for before, after in writer.versions.at_addresses([(d, POSTED if state is None else d.version) for d, state in new]):
                self.supersede(before.hex(), after.hex())
            return is_new

    def supersede(self, document_id: str, by: str) -> None:
        """Have answers say that a document was replaced by a later version of it."""
        self.mark(document_id, superseded_by=by)
        self.mark(by, supersedes=document_id)

    def holder(self, url: str | None) -> str | None:
        """The document that has an address now."""
        at = address(url)
        with translated():
            found = self._on(self._target())[1].versions.holder(at) if at else None
        return found.hex() if found else None

    def move(self, document: Document) -> str | None:
        """Give a document's address to it: the document that had it before, if there was another."""
        at = address(document.url)
        if at is None:
            return None
        with translated():
            before = [self._on(keys)[1].versions.move(at, bytes.fromhex(document.id)) for keys in self._targets_now()]
        return next((b.hex() for b in before if b and b.hex() != document.id), None)

    def known_of(self, document_id: str) -> Mapping[str, str]:
        """Return the marks of a document's pages, such as what replaced it; empty for one that is not indexed."""
        with translated():
            reader, writer = self._on(self._target())
            (entry,) = writer.entries([bytes.fromhex(document_id)])
            page = reader.pages([entry.first])[0] if entry is not None else None
        return page.marks if page is not None else {}

    def mark(self, document_id: str, **marks: str) -> None:
        """Have answers that cite a document say something more of it: `superseded_by`, `supersedes`."""
        with translated():
            for keys in self._targets_now():
                self._on(keys)[1].versions.mark(bytes.fromhex(document_id), marks)

    def _targets_now(self) -> list[KeySpace]:
        return [self._building] if self._building else self._targets()

    def codec(self) -> Codec:
        """What documents are to be encoded with."""
        with translated():
            return self._on(self._target())[0].newest()

    def learn(self, pages: Sequence[bytes]) -> Codec:
        """Give the generation a dictionary trained on pages, where it has none and they are enough: the codec to use."""
        with translated():
            reader, _ = self._on(self._target())
            content = trained(pages) if not reader.newest().number else None
            return reader.learn(content) if content else reader.newest()

    def remove(self, document_id: str) -> bool:
        """Take a document out: gone from every answer at once; True when it was there."""
        raw = bytes.fromhex(document_id)
        gone = False
        with translated():
            for keys in self._targets_now():
                gone |= self._on(keys)[1].remove(raw)
        return gone

    def disown(self, document_id: str, state: str) -> bool:
        """Say that a file in some state no longer gives a document, and take it out where nothing else does; True when that happened."""
        with translated():
            return self._on(self._target())[1].disown(bytes.fromhex(document_id), k.owner(state))

    def has(self, document_id: str) -> bool:
        return not self.missing([document_id])

    def missing(self, ids: Iterable[str]) -> list[str]:
        """Those of some documents that are not wholly indexed."""
        ids = list(ids)
        with translated():
            found = self._on(self._target())[1].entries([bytes.fromhex(i) for i in ids])
        return [i for i, entry in zip(ids, found, strict=True) if entry is None or not entry.is_held]

    @property
    def files(self) -> Files:
        """What the corpus' files gave."""
        return Files(self._redis, self._target())


def sweep(client: Client, keys: KeySpace) -> None:
    """Remove every generation but one."""
    if isinstance(client, redis.RedisCluster):
        found = client.scan_iter(match="onrecord:[0-9]*:*", count=1000, target_nodes=redis.RedisCluster.PRIMARIES)
    else:
        found = client.scan_iter(match="onrecord:[0-9]*:*", count=1000)
    batch = []
    for key in found:
        if not key.startswith(keys.prefix.encode()):
            batch.append(("UNLINK", key.decode()))
        if len(batch) == 1000:
            trip(client, batch)
            batch = []
    trip(client, batch)


def _fields(reply: list[bytes] | dict[bytes, bytes]) -> dict[bytes, bytes]:
    return reply if isinstance(reply, dict) else dict(zip(reply[::2], reply[1::2], strict=True))


def _hset(key: str, fields: dict[str, str]) -> tuple[str, ...]:
    return ("HSET", key, *(x for pair in fields.items() for x in pair))
