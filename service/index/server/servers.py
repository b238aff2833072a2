"""Server state, from which losses are detected that no read of the index could show.

A key that Redis has evicted looks like one that never existed. So when the index is known to be whole, it is vouched for
together with the state of its servers: their run ids, and how many keys each has evicted. A server that has evicted more
since is no longer vouched for, nor is one that was restarted and may have lost its last second, nor a shard of a cluster
that was emptied, which the loss of its canary shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

import redis
from redis.cluster import ClusterNode
from redis.crc import key_slot

from service.errors import IndexUnavailable
from service.index.server import keys as k
from service.index.server.trip import Client, trip

_FIELD = "vouched"
_DOUBT = "doubt"  # field: why the index is not vouched for, as a sentence
_VOUCHED = ("HGET", k.LIVE, _FIELD)
_RUN, _EVICTED = re.compile(rb"run_id:(\w+)"), re.compile(rb"evicted_keys:(\d+)")


@dataclass(frozen=True, slots=True)
class Server:
    """The state of one server.

    `run`: the id of this run of the server; `evicted`: keys since it started; `policy`: its maxmemory-policy; `memory` and
    `most_memory`: bytes used and allowed, 0 for no limit.
    """

    run: str
    evicted: int
    policy: str
    memory: int
    most_memory: int

    @property
    def may_evict(self) -> bool:
        """Whether the server evicts keys when its memory is full."""
        return self.policy != "noeviction" and self.most_memory > 0


def servers(client: Client) -> list[Server]:
    """Return the state of every server that holds a part of the index."""
    if isinstance(client, redis.RedisCluster):
        nodes = [client.get_redis_connection(node) for node in client.get_primaries()]
    else:
        nodes = [client]
    return [_server(trip(node, [("INFO", "server"), ("INFO", "stats"), ("INFO", "memory")])) for node in nodes]


def _server(sections: list[bytes]) -> Server:
    lines = (line.partition(":") for section in sections for line in section.decode(errors="replace").splitlines())
    known = {name: value for name, _, value in lines}
    return Server(
        known["run_id"],
        int(known.get("evicted_keys", 0)),
        known.get("maxmemory_policy", "noeviction"),
        int(known.get("used_memory", 0)),
        int(known.get("maxmemory", 0)),
    )


def evictions(client: Client) -> dict[str, int]:
    """Return how many keys each server has evicted, by run id."""
    return {server.run: server.evicted for server in servers(client)}


def doubt(client: Client, why: str) -> None:
    """Record in a sentence why the index may not agree with the corpus, until it is vouched for again."""
    trip(client, [("HSET", k.LIVE, _FIELD, "{}", _DOUBT, why)])


def vouch(client: Client) -> None:
    """Record that the index is whole on the servers in their present state."""
    state = evictions(client)
    if isinstance(client, redis.RedisCluster):
        trip(client, [("SET", key, 1) for key in on_each(client, k.canary)])
    trip(client, [("HSET", k.LIVE, _FIELD, json.dumps(state)), ("HDEL", k.LIVE, _DOUBT)])


def on_each(client: Client, name: Callable[[int], str]) -> list[str]:
    """Return the names of keys of which each server holds one. `name`: the key of a number."""
    if not isinstance(client, redis.RedisCluster):
        return [name(0)]
    return [_on(client, node, name) for node in client.get_primaries()]


def _on(client: redis.RedisCluster, node: ClusterNode, name: Callable[[int], str]) -> str:
    """Return the first key that is on this node of a cluster."""
    named = map(name, count())
    return next(key for key in named if client.nodes_manager.get_node_from_slot(key_slot(key.encode())).name == node.name)


def are_there(client: Client, keys: Iterable[str]) -> bool:
    """Return whether all of some keys exist."""
    return all(trip(client, [("EXISTS", key) for key in keys]))


def what_is_lost(client: Client) -> str:
    """Explain in a sentence why the index is no longer vouched for; empty if it is."""
    if isinstance(client, redis.RedisCluster):
        (value,) = trip(client, [_VOUCHED])
        now = evictions(client)
        if value and not are_there(client, on_each(client, k.canary)):
            return "A shard of Redis was emptied: the index is being compared with the corpus."
    else:
        value, *sections = trip(client, [_VOUCHED, ("INFO", "server"), ("INFO", "stats")])
        info = b"".join(sections)
        now = {_field(_RUN, info): int(_field(_EVICTED, info))}
    state = json.loads(value) if value else {}
    for run, evicted in now.items():
        if run not in state:
            (why,) = trip(client, [("HGET", k.LIVE, _DOUBT)])
            return why.decode() if why else "Redis was started again: the index is being compared with the corpus."
        if evicted > state[run]:
            return (
                "Redis has evicted keys of the index, which is being built again: set maxmemory-policy to noeviction,"
                " and give it more memory."
            )
    return ""


def _field(pattern: re.Pattern[bytes], info: bytes) -> str:
    match = pattern.search(info)
    if match is None:
        raise redis.ResponseError("Redis does not say which it is, nor what it has evicted")
    return match[1].decode()


def require_whole(client: Client) -> None:
    """Raise IndexUnavailable if a part of the index may be lost."""
    if lost := what_is_lost(client):
        raise IndexUnavailable(lost)
