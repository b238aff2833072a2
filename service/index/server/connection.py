"""Connections to Redis with bounded waits: the defaults of redis-py would block a web request for minutes."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import redis
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode
from redis.retry import Retry
from redis.sentinel import Sentinel

from service.errors import IndexUnavailable, SettingError
from service.index.server.trip import Client

REQUEST_SECONDS = 0.2  # a web request answers 503 sooner than its caller gives up
WRITE_SECONDS = 30.0  # bulk writes may keep a server busy for seconds
_CONNECT_SECONDS = 5.0  # at most, however long a command may take
_REDIS_PORT, _SENTINEL_PORT = 6379, 26379  # the ports these servers listen on unless told otherwise
_CLUSTER, _SENTINEL = ("redis+cluster", "rediss+cluster"), ("redis+sentinel", "rediss+sentinel")


def connect(url: str, *, seconds: float = REQUEST_SECONDS) -> Client:
    """Return a client for `url`, every call of which ends within about `seconds`. The URL is one of

    - `redis://`, `rediss://` or `unix://`: one server;
    - `redis+cluster://HOST:PORT,HOST:PORT`: Redis Cluster, given some of its nodes;
    - `redis+sentinel://HOST:PORT,HOST:PORT/NAME`: the master that the sentinels know as NAME.

    A connection that the server has closed is reopened at once, without waiting; nothing else is retried.
    Raises SettingError for any other URL, IndexUnavailable if no node of the cluster answers.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = {
        "socket_timeout": seconds,
        "socket_connect_timeout": min(seconds, _CONNECT_SECONDS),
        "health_check_interval": 0,
        "protocol": 2,
        "decode_responses": False,
    }
    if parts.scheme in (*_CLUSTER, *_SENTINEL):
        options |= _credentials(parts)
        if parts.scheme in _CLUSTER:
            return _cluster(parts, options)
    retry = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
    if parts.scheme in _SENTINEL:
        client = _of_sentinels(parts, options | {"retry": retry})
    else:
        try:
            client = redis.Redis.from_url(url, retry=retry, **options)
        except ValueError as error:
            raise SettingError(f"REDIS_URL: {error}") from None
    pool = client.connection_pool
    pool.connection_class = _without_polling(pool.connection_class)
    return client


def _cluster(parts: SplitResult, options: dict[str, Any]) -> redis.RedisCluster:
    nodes = [ClusterNode(host, port) for host, port in _hosts(parts, _REDIS_PORT)]
    try:
        return redis.RedisCluster(startup_nodes=nodes, require_full_coverage=True, **options)
    except redis.RedisError as error:
        raise IndexUnavailable(f"No node of the cluster answers: {error}") from error


def _of_sentinels(parts: SplitResult, options: dict[str, Any]) -> redis.Redis:
    name, _, database = parts.path.strip("/").partition("/")
    if not name:
        raise SettingError("REDIS_URL: a sentinel address ends in the master's name, as in redis+sentinel://host:26379/mymaster")
    seconds = {n: options[n] for n in ("socket_timeout", "socket_connect_timeout")}
    client: redis.Redis = Sentinel(_hosts(parts, _SENTINEL_PORT), sentinel_kwargs=seconds).master_for(
        name, db=int(database or 0), **options
    )
    return client


def _hosts(parts: SplitResult, default: int) -> list[tuple[str, int]]:
    out = []
    for place in parts.netloc.rpartition("@")[2].split(","):
        host, colon, port = place.rpartition(":")
        out.append((host if colon else place, int(port) if colon and port.isdigit() else default))
    return out


def _credentials(parts: SplitResult) -> dict[str, Any]:
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    known = {"username": unquote(user) or None, "password": unquote(password) or None, "ssl": parts.scheme.startswith("rediss")}
    known |= {name: values[0] for name, values in parse_qs(parts.query).items() if name.startswith("ssl_")}
    return {name: value for name, value in known.items() if value}


@cache
def _without_polling(connection_class: type) -> Any:
    """Derive a connection class that skips redis-py's check of the socket before each use of a pooled connection.

    The check costs a system call per round trip and finds nothing that the retry does not: a reply that was cut short
    closes its connection.
    """
    return type(f"Plain{connection_class.__name__}", (connection_class,), {"can_read": lambda self, timeout=0: False})
