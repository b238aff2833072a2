"""Many reading commands in one round trip.

On a single server they are packed and sent as they are and the replies taken off the connection: for twenty small commands a
client's pipeline spends three times as long on its own bookkeeping. On a cluster each node gets its share by pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import redis
from hiredis import pack_command

Command = tuple[str | bytes | int, ...]


def trip(client: redis.Redis, commands: Sequence[Command]) -> list[Any]:
    """The replies to commands, in order, as the server sends them. Raises redis.RedisError, the first error reply included."""
    if not commands:
        return []
    if isinstance(client, redis.RedisCluster):
        pipe = client.pipeline(transaction=False)
        for command in commands:
            pipe.execute_command(*command)
        return pipe.execute()
    packed = b"".join(map(pack_command, commands))
    try:
        return _send(client.connection_pool, packed, len(commands))
    except redis.ConnectionError:
        return _send(client.connection_pool, packed, len(commands))  # the server had closed the connection: on a new one, once


def _send(pool: redis.ConnectionPool, packed: bytes, n: int) -> list[Any]:
    connection = pool.get_connection()
    try:
        connection.send_packed_command([packed], check_health=False)
        return [connection.read_response() for _ in range(n)]
    except BaseException:
        connection.disconnect()  # replies that were not read must not be taken for the next ones
        raise
    finally:
        pool.release(connection)
