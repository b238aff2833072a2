"""What the servers of an index say of themselves, by which a loss is noticed that no look at the index could show.

A key that Redis has evicted and one that was never there look alike. So the index is vouched for in the state that its
servers were in when it was known to be whole: which they were, and how many keys each had evicted. A server that has
evicted more since, or that was started again and may have lost its last second, is not vouched for; nor is a shard of a
cluster that was emptied, which the loss of a key shows that lies there for nothing else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import count

import redis
from redis.cluster import ClusterNode
from redis.crc import key_slot

from service.errors import IndexUnavailable
from service.index.server import keys as k
from service.index.server.trip import Client, trip

_FIELD = "vouched"
_VOUCHED = ("HGET", k.LIVE, _FIELD)
_RUN, _EVICTED = re.compile(rb"run_id:(\w+)"), re.compile(rb"evicted_keys:(\d+)")


@dataclass(frozen=True, slots=True)
class Server:
    """`run`: the id of this run of the server; `evicted`: keys; `policy`: what it does when its memory is full."""

    run: str
    evicted: int
    policy: str
    memory: int
    most_memory: int

    @property
    def may_evict(self) -> bool:
        return self.policy != "noeviction" and self.most_memory > 0


def servers(client: Client) -> list[Server]:
    """Every server that holds a part of the index."""
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
    """How many keys each server has evicted, by the id of its run."""
    return {server.run: server.evicted for server in servers(client)}


def vouch(client: Client) -> None:
    """Say that the index is whole on the servers as they are now."""
    state = evictions(client)
    if isinstance(client, redis.RedisCluster):
        trip(client, [("SET", _mark_on(client, node), 1) for node in client.get_primaries()])
    trip(client, [("HSET", k.LIVE, _FIELD, json.dumps(state))])


def _mark_on(client: redis.RedisCluster, node: ClusterNode) -> str:
    """A key that lies on a node of a cluster."""
    found = (
        key for n in count() if client.nodes_manager.get_node_from_slot(key_slot((key := k.mark(n)).encode())).name == node.name
    )
    return next(found)


def what_is_lost(client: Client) -> str:
    """Why the index cannot be vouched for any more, as a sentence; empty where it can."""
    if isinstance(client, redis.RedisCluster):
        (value,) = trip(client, [_VOUCHED])
        now = evictions(client)
        if value and not all(trip(client, [("EXISTS", _mark_on(client, node)) for node in client.get_primaries()])):
            return "A shard of Redis was emptied: the index is being compared with the corpus."
    else:
        value, *sections = trip(client, [_VOUCHED, ("INFO", "server"), ("INFO", "stats")])
        known = b"".join(sections)
        now = {_told(_RUN, known): int(_told(_EVICTED, known))}
    state = json.loads(value) if value else {}
    for run, evicted in now.items():
        if run not in state:
            return "Redis was started again: the index is being compared with the corpus."
        if evicted > state[run]:
            return (
                "Redis has evicted keys of the index, which is being built again: set maxmemory-policy to noeviction,"
                " and give it more memory."
            )
    return ""


def _told(pattern: re.Pattern[bytes], known: bytes) -> str:
    match = pattern.search(known)
    if match is None:
        raise redis.ResponseError("Redis does not say which it is, nor what it has evicted")
    return match[1].decode()


def require_whole(client: Client) -> None:
    """Raise IndexUnavailable where something of the index may be lost."""
    if lost := what_is_lost(client):
        raise IndexUnavailable(lost)
