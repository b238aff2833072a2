"""Leases: keys that expire, by which writers and builders show that they are alive."""

from __future__ import annotations

from collections.abc import Iterable

from service.index.server import keys as k
from service.index.server.trip import Client, Command, trip


def renewal(writer: int, seconds: int) -> Command:
    """Return the command that extends the lease of a writer to `seconds` from now."""
    return ("SET", k.writer(writer), 1, "EX", seconds)


def end(client: Client, writer: int) -> None:
    """End the lease of a writer, so that others may take over at once what it has claimed. Raises redis.RedisError."""
    trip(client, [("DEL", k.writer(writer))])


def living(client: Client, writers: Iterable[int]) -> set[int]:
    """Return those writers whose lease has not expired. Raises redis.RedisError."""
    numbers = sorted(writers)
    replies = trip(client, [("EXISTS", k.writer(number)) for number in numbers])
    return {number for number, is_there in zip(numbers, replies, strict=True) if is_there}
