"""Generations: a build next to the live index, which readers see once it is complete."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping
from enum import Enum

import redis

from service.derivation import derivation
from service.errors import BeingBuilt, IndexUnavailable
from service.index.layout import tallies
from service.index.layout.reading import live
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.ownership import CORPUS, require_own
from service.index.server.servers import are_there, doubt, evictions, on_each, vouch, what_is_lost
from service.index.server.trip import Client, trip
from service.index.writing import counts, leases
from service.index.writing.audit import Audit, audit
from service.knowledge.gazetteer import Gazetteer

_RULES = "rules"  # setting of a generation that is being built: a build by other rules is not resumed
_BUILDER_SECONDS = 10  # of a lease: for so long nobody takes over the build of a builder that was killed
_RENEWAL_SECONDS = 1.0  # between renewals of that lease
_SWEPT_AT_ONCE = 1000  # keys
_EVICTED = "Redis has evicted keys while the index was being built: set maxmemory-policy to noeviction, and give it more memory."
_EMPTIED = "Redis was emptied while the index was being built: it is built anew."


def _has_more(now: Mapping[str, int], before: Mapping[str, int]) -> bool:
    """Return whether a server has evicted more keys than before. Arguments: keys by run id."""
    return any(number > before.get(run, number) for run, number in now.items())


class State(Enum):
    """The state of the live generation.

    `LOST`: an answer could be wrong; `UNTIDY`: none could, but there are superfluous postings or wrong counts.
    """

    WHOLE, UNTIDY, LOST = range(3)


class Generations:
    """Builds and publishes generations. Every method raises IndexUnavailable if Redis does not answer.

    `corpus`: the id of the corpus that is indexed, None not to compare it. Where Redis holds the index of another one, every
    method raises AnotherCorpus, unless `takes_over` says that it is to be replaced.
    """

    def __init__(self, client: Client, gazetteer: Gazetteer, corpus: str | None = None, *, takes_over: bool = False) -> None:
        self.gazetteer = gazetteer
        self._corpus = corpus
        self._takes_over = takes_over
        self._redis = client
        self._derived = derivation(gazetteer)
        self._replaces = False  # whether the generation that this object builds takes the place of another
        self._builder = random.getrandbits(32)
        self._building: KeySpace | None = None  # the generation that this object builds
        self._evicted: dict[str, int] = {}  # keys evicted when the build began, by run id of the server
        self._renewed = 0.0

    def begin(self, expected: int = 0, *, anew: bool = False, replaces: bool = True) -> bool:
        """Start a generation, or resume an abandoned one, if no live one can be read, or if `anew`.

        `expected`: about how many quotations it will hold; `replaces`: also start one if there is a live one that this process
        cannot read. True if a build was started or resumed; readers see it after `publish`. Raises BeingBuilt if somebody else is
        building, and IndexUnavailable if the live one cannot be read and is not to be replaced.
        """
        with translated():
            building, current = (_fields(f) for f in trip(self._redis, [("HGETALL", k.BUILDING), ("HGETALL", k.LIVE)]))
            if not self._takes_over:
                self._require_own(building, current)
            if building and self._is_built(building):
                raise BeingBuilt("The index is being built by another process: try again when it is done.")
            if building.get(CORPUS.encode(), b"").decode() not in ("", self._corpus):
                building = {}  # what another corpus left is not resumed
            if not anew and k.is_readable(current, self._derived):
                self._claim()
                return False
            if current and not anew and not replaces:
                k.opened(current, self._derived)
            self._replaces = bool(current or building)
            now, before = evictions(self._redis), json.loads(building.get(b"evicted", b"{}"))
            left = self._resumable(building) if not _has_more(now, before) else None
            if left is not None:
                self._building, self._evicted = left, {**now, **before}
            else:
                self._building, self._evicted = self._started(expected), now
            self._renew()
        return True

    def _resumable(self, building: dict[bytes, bytes]) -> KeySpace | None:
        """Return the generation that somebody left unfinished if this process can go on with it, given its settings."""
        if not k.is_readable(building, self._derived) or building.get(_RULES.encode()) != self._derived.rules.encode():
            return None
        left = k.opened(building, self._derived)
        return left if self._is_witnessed(left) else None

    def _started(self, expected: int) -> KeySpace:
        """Return a new generation, with its witnesses on every server.

        Numbers start from the time: after the server was emptied none comes again that a reader may have cached.
        """
        first = ("SET", k.GENERATIONS, int(time.time() * 1000), "NX")
        number = trip(self._redis, [first, ("INCR", k.GENERATIONS)], once=True)[1]
        keys = KeySpace(str(number), k.bucket_bits(expected))
        trip(self._redis, [("SET", key, 1) for key in self._witnesses(keys)])
        return keys

    def _require_own(self, *generations: Mapping[bytes, bytes]) -> None:
        for settings in generations:
            require_own(settings.get(CORPUS.encode()), self._corpus)

    def _claim(self) -> None:
        """Record this corpus as that of a live generation that has none. Raises AnotherCorpus if another process was first."""
        if self._corpus is not None:
            _, held = trip(self._redis, [("HSETNX", k.LIVE, CORPUS, self._corpus), ("HGET", k.LIVE, CORPUS)])
            require_own(held, self._corpus)

    def _settings(self, keys: KeySpace) -> dict[str, str]:
        """Return the settings to store with a generation."""
        return {**keys.settings(self._derived), **({CORPUS: self._corpus} if self._corpus is not None else {})}

    def _is_built(self, building: dict[bytes, bytes]) -> bool:
        """Return whether somebody else is building, given the settings of the generation that is being built."""
        number = int(building.get(b"builder", b"0"))
        return number != self._builder and bool(leases.living(self._redis, {number}))

    def _witnesses(self, keys: KeySpace) -> list[str]:
        """Return keys on every server that are written when a build begins, and never again."""
        return on_each(self._redis, keys.witness)

    def _is_witnessed(self, keys: KeySpace) -> bool:
        """Return whether no server was emptied since a build began."""
        return are_there(self._redis, self._witnesses(keys))

    def _renew(self) -> None:
        if self._building is None:
            return
        if not self._is_witnessed(self._building):
            raise IndexUnavailable(_EMPTIED)
        settings = {
            **self._settings(self._building),
            _RULES: self._derived.rules,
            "builder": str(self._builder),
            "evicted": json.dumps(self._evicted),
        }
        trip(self._redis, [leases.renewal(self._builder, _BUILDER_SECONDS), _hset(k.BUILDING, settings)])
        self._renewed = time.monotonic()

    def keep_alive(self) -> None:
        """Renew the lease of the build, if there is one. To be called more often than every few seconds."""
        if self._building is not None and time.monotonic() - self._renewed > _RENEWAL_SECONDS:
            with translated():
                self._renew()

    def publish(self) -> None:
        """Make the generation that `begin` started the live one, in one step, and delete all others.

        Also corrects counts that a killed writer left wrong, even if there is nothing to publish. Raises IndexUnavailable if
        Redis has evicted keys, or was emptied, since the build began; `begin` then starts another.
        """
        counts.recount(self._redis, self._target(), self.gazetteer)
        if self._building is None:
            return
        with translated():
            if _has_more(evictions(self._redis), self._evicted):
                raise IndexUnavailable(_EVICTED)
            if not self._is_witnessed(self._building):
                raise IndexUnavailable(_EMPTIED)
            keys, self._building = self._building, None
            trip(
                self._redis,
                [
                    ("HINCRBY", keys.counts, "revision", 1),
                    _hset(k.LIVE, {**self._settings(keys), "built": str(int(time.time()))}),
                ],
            )
            if not self._is_witnessed(keys):  # it was emptied in between, and what is live is but its settings
                self.withdraw()
                raise IndexUnavailable(_EMPTIED)
            over = [k.BUILDING, k.writer(self._builder), *self._witnesses(keys)]
            trip(self._redis, [("DEL", key) for key in over])
            vouch(self._redis)
            sweep(self._redis, keys)

    @property
    def must_be_whole(self) -> bool:
        """Whether this object builds a generation that takes the place of another, and so must hold the whole corpus."""
        return self._building is not None and self._replaces

    def is_abandoned(self) -> bool:
        """Return whether there is a build that nobody works on any more."""
        with translated():
            (reply,) = trip(self._redis, [("HGETALL", k.BUILDING)])
            building = _fields(reply)
            return bool(building) and not self._is_built(building)

    def read_by_others(self) -> int:
        """Count the documents that other rules read than those of this process; see `tallies.read_by_others`."""
        with translated():
            return tallies.read_by_others(self._redis, self.gazetteer)

    def let_go(self) -> None:
        """Abandon the build, so that another process can resume it at once."""
        if self._building is not None:
            self._building = None
            with translated():
                leases.end(self._redis, self._builder)

    def vouch(self) -> State:
        """Vouch for the live generation on the servers in their present state, unless something of it is lost.

        A single server restarts in a state that it was in before. The shards of a cluster may restart in states of different
        times, so after a restart of one the whole index is audited first.
        """
        found = Audit()
        with translated():
            if isinstance(self._redis, redis.RedisCluster) and what_is_lost(self._redis):
                found, _ = audit(self._redis, live(self._redis, self.gazetteer), self.gazetteer)
                if found.misleading:
                    return State.LOST
            vouch(self._redis)
        return State.UNTIDY if found.faults else State.WHOLE

    def is_live(self) -> bool:
        """Return whether there is a live generation that this process can read."""
        with translated():
            (reply,) = trip(self._redis, [("HGETALL", k.LIVE)])
            return k.is_readable(_fields(reply), self._derived)

    def doubt(self, why: str) -> None:
        """Record why the live generation may not agree with the corpus. Until it is vouched for again, answers are degraded, and
        none is `not_found`."""
        with translated():
            doubt(self._redis, why)

    def documents(self) -> int:
        """Count the documents of the generation that bulk writes go into."""
        with translated():
            return int(trip(self._redis, [("HGET", self._target().counts, "documents")])[0] or 0)

    def documents_replaced(self) -> int | None:
        """Count the documents of the live generation that the one being built will replace; None if it replaces none.

        A generation that this version cannot read counts too: its number of documents is where it always was.
        """
        with translated():
            (generation,) = trip(self._redis, [("HGET", k.LIVE, "generation")])
            if self._building is None or generation is None or self._takes_over:
                return None
            counted = KeySpace(generation.decode(), k.LEAST_BUCKET_BITS).counts
            return int(trip(self._redis, [("HGET", counted, "documents")])[0] or 0)

    def withdraw(self) -> None:
        """Take the live generation offline, since something of it is lost."""
        with translated():
            trip(self._redis, [("DEL", k.LIVE)], once=True)

    def _targets(self) -> list[KeySpace]:
        """Return the generations that requests write into: the live one and the one being built, so that neither lacks a document."""
        with translated():
            settings = [_fields(f) for f in trip(self._redis, [("HGETALL", k.LIVE), ("HGETALL", k.BUILDING)])]
        self._require_own(*settings)
        readable = [s for s in settings if k.is_readable(s, self._derived)]
        return list(dict.fromkeys(k.opened(s, self._derived) for s in readable)) or [k.opened(settings[0], self._derived)]

    def _target(self) -> KeySpace:
        """Return the generation that bulk writes go into: the one that this object builds, else the live one."""
        return self._building or self._targets()[0]

    def _targets_now(self) -> list[KeySpace]:
        """Return the generation that this object builds, else those that requests write into."""
        return [self._building] if self._building else self._targets()


def sweep(client: Client, keys: KeySpace) -> None:
    """Delete every generation but one. Raises redis.RedisError."""
    nodes = {"target_nodes": redis.RedisCluster.PRIMARIES} if isinstance(client, redis.RedisCluster) else {}
    found = client.scan_iter(match=k.OF_GENERATIONS, count=_SWEPT_AT_ONCE, **nodes)
    batch = []
    for key in found:
        if not key.startswith(keys.prefix.encode()):
            batch.append(("UNLINK", key.decode()))
        if len(batch) == _SWEPT_AT_ONCE:
            trip(client, batch)
            batch = []
    trip(client, batch)


def _fields(reply: list[bytes] | dict[bytes, bytes]) -> dict[bytes, bytes]:
    return reply if isinstance(reply, dict) else dict(zip(reply[::2], reply[1::2], strict=True))


def _hset(key: str, fields: dict[str, str]) -> tuple[str, ...]:
    return ("HSET", key, *(x for pair in fields.items() for x in pair))
