"""Many commands in one round trip.

Commands are packed, sent and their replies read directly on a connection: for twenty small commands redis-py's pipeline
spends three times as long on its own bookkeeping. On a cluster every node is sent its share before the first reply is
read; if a key has moved, the client's own pipeline asks again and follows the redirection.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

import redis
from hiredis import pack_command
from redis._parsers.hiredis import NOT_ENOUGH_DATA
from redis.crc import key_slot
from redis.exceptions import AskError, ClusterDownError, ClusterError, MovedError, TryAgainError

Command = tuple[str | bytes | int, ...]
Client = redis.Redis | redis.RedisCluster
_COMMANDS_A_TRIP = 2000  # bounds the memory of a trip, and its time to well within WRITE_SECONDS
_FEW = 4  # commands: so few are not searched for GETs to join
_MOVED = (MovedError, AskError, ClusterError, ClusterDownError, TryAgainError)


def _packed(command: Command) -> bytes:
    return bytes(pack_command(cast(Any, command)))  # typed as if a command were one word


def is_spread(client: Client) -> bool:
    """Return whether keys are spread over several servers, so that no command may name keys of two slots."""
    return isinstance(client, redis.RedisCluster)


def trip(client: Client, commands: Sequence[Command], *, once: bool = False) -> list[Any]:
    """Send commands and return their replies in order, as the server sends them.

    `once`: do not resend on a new connection if the pooled one turns out to be closed. Raises redis.RedisError, also for the
    first reply that is an error.
    """
    if not commands:
        return []
    if isinstance(client, redis.RedisCluster):
        return _spread(client, commands, once)
    joint, shares = _joint(commands)
    packed = b"".join(map(_packed, joint))
    try:
        replies = _send(client.connection_pool, packed, len(joint))
    except (redis.ConnectionError, redis.ReadOnlyError):
        if once:
            raise
        replies = _send(client.connection_pool, packed, len(joint))  # the server had closed the connection: once more, on a new one
    for n in reversed(shares):
        replies[n : n + 1] = replies[n]
    return replies


def _joint(commands: Sequence[Command]) -> tuple[list[Command], list[int]]:
    """Join every run of GETs to one MGET, which is packed and parsed faster. Returns the commands and the MGETs' positions."""
    if len(commands) <= _FEW:
        return list(commands), []
    joint: list[Command] = []
    shares: list[int] = []
    for name, run in groupby(commands, itemgetter(0)):
        some = list(run)
        if name == "GET" and len(some) > 1:
            shares.append(len(joint))
            joint.append(("MGET", *(key for _, key in some)))
        else:
            joint += some
    return joint, shares


def sent(client: Client, commands: Sequence[Command]) -> list[Any]:
    """Send any number of commands once each, some thousands a trip, and return their replies in order."""
    return [
        reply
        for n in range(0, len(commands), _COMMANDS_A_TRIP)
        for reply in trip(client, commands[n : n + _COMMANDS_A_TRIP], once=True)
    ]


def _send(pool: redis.ConnectionPool, packed: bytes, n: int) -> list[Any]:
    connection = pool.get_connection()
    try:
        connection.send_packed_command([packed], check_health=False)
        return _replies(connection, n)
    except BaseException:
        connection.disconnect()  # or its unread replies would be taken for those of the next commands
        raise
    finally:
        pool.release(connection)


def _replies(connection: redis.connection.AbstractConnection, n: int) -> list[Any]:
    """Read `n` replies; those that arrived with the first are taken straight from the parser."""
    replies = [connection.read_response()]
    gets = connection._parser._reader.gets  # read_response costs more per reply than the reply itself
    while len(replies) < n:
        reply = gets()
        if reply is NOT_ENOUGH_DATA:
            reply = connection.read_response()
        elif isinstance(reply, Exception):
            raise reply
        replies.append(reply)
    return replies


def key_of(command: Command) -> str:
    """Return the first key of a command; a script's follows its digest and the number of keys."""
    return str(command[3] if command[0] == "EVALSHA" else command[1])


def _spread(client: redis.RedisCluster, commands: Sequence[Command], once: bool) -> list[Any]:
    try:
        return _by_nodes(client, commands)
    except (redis.ConnectionError, redis.TimeoutError, *_MOVED):
        client.nodes_manager.initialize()
        if once:
            raise
    pipe = client.pipeline(transaction=False)
    for command in commands:
        pipe.execute_command(*command)
    replies: list[Any] = pipe.execute()
    return replies


def _by_nodes(client: redis.RedisCluster, commands: Sequence[Command]) -> list[Any]:
    shares: dict[str, list[int]] = {}
    nodes = {}
    for n, command in enumerate(commands):
        node = client.nodes_manager.get_node_from_slot(key_slot(key_of(command).encode()))
        nodes[node.name] = node
        shares.setdefault(node.name, []).append(n)
    replies: list[Any] = [None] * len(commands)
    open_: list[tuple[Any, Any, list[int]]] = []
    is_done = False
    try:
        for name, share in shares.items():
            pool = client.get_redis_connection(nodes[name]).connection_pool
            connection = pool.get_connection()
            open_.append((pool, connection, share))
            connection.send_packed_command([b"".join(_packed(commands[n]) for n in share)], check_health=False)
        for _, connection, share in open_:
            for n, reply in zip(share, _replies(connection, len(share)), strict=True):
                replies[n] = reply
        is_done = True
        return replies
    finally:
        for pool, connection, _ in open_:
            if not is_done:
                connection.disconnect()
            pool.release(connection)
