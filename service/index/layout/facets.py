"""Facets: speakers, and the outlets that first carried or published a quotation, each with its count, dates and units.

The units of a name are divided into segments by number, so that adding to a name that has millions rewrites only the last
segment, and so that the newest are read first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from service.index.server import scripts
from service.index.server.keys import NAME_SHARDS, OUTLETS, SPEAKERS, KeySpace
from service.index.server.trip import Client, Command, sent, trip
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.outlets import fold
from service.knowledge.speaker_keys import name_words, speaker_key, surname_key

SEGMENT_BITS = 16  # low bits of a unit, which tell it from others of its segment
ENTRY = np.dtype([("date", "<u4"), ("low", "<u2")])
ONLY_PUBLISHED = 1 << 31  # flag in a date: it is that of publication, since when it was said is not known
_UNIT_BITS, _SLOT_BITS = 32, 3  # of a unit, and of its slot on its page: see postings.py
_HEAD_BYTES = 12  # of a count: quotations, first date, last date, 4 bytes each; the name follows
_SEGMENTS_A_TRIP = 64
_MOST_RANKED = 2000  # names that are ranked, a hundred times what an overview shows; one that drops out returns when next quoted


class Noted(NamedTuple):
    """A unit that counts for a name.

    `kind`: SPEAKERS or OUTLETS; `last_name`: the key of a person's last name, None for others; `date`: as `date_of` returns it;
    `is_listed`: whether lists of names show this one.
    """

    kind: str
    unit: int
    key: str
    name: str
    last_name: str | None
    date: int
    is_listed: bool


class Counted(NamedTuple):
    """The count of a name: its quotations, and the first and last date as yyyymmdd, 0 if none is known."""

    name: str
    quotations: int
    since: int
    until: int


@lru_cache(maxsize=1 << 13)
def _speaker(name: str, kind: str) -> tuple[str, str | None]:
    return speaker_key(name), surname_key(name) if kind == "person" else None


def date_of(said: str | None, published: str | None) -> int:
    """Return the date when something was said as yyyymmdd, zeros for an unknown month or day.

    If that is not known, return the date of publication with ONLY_PUBLISHED set, or else 0. Arguments are ISO dates.
    """
    digits = int(((said or published or "").replace("-", "") + "00000000")[:8])
    return digits if said or not digits else digits | ONLY_PUBLISHED


def noted(
    unit: int, speaker: tuple[str, str] | None, digits: int, outlets: Iterable[str | None], gazetteer: Gazetteer
) -> list[Noted]:
    """List the names that a unit counts for.

    `speaker`: name and type; `digits`: as `date_of` returns it; `outlets`: the first carrier and the publisher.
    """
    out = []
    if speaker is not None:
        key, last_name = _speaker(*speaker)
        out.append(Noted(SPEAKERS, unit, key, speaker[0], last_name, digits, _is_name(*speaker)))
    for key, name in {gazetteer.outlet_key(name): name for name in outlets if name}.items():
        out.append(Noted(OUTLETS, unit, key, name, None, digits, True))
    return out


def _is_name(name: str, kind: str) -> bool:
    """Return whether a speaker has a proper name, unlike "the statement" and "the company"."""
    return kind != "unnamed" and not (kind == "organization" and name.islower())


def write(client: Client, keys: KeySpace, rows: Iterable[Noted]) -> None:
    """Count units for their names. `unit` of each row is its number in the index. Raises redis.RedisError."""
    noting: list[Command] = []
    listed: list[tuple[str, str] | None] = []
    members: dict[str, set[str]] = defaultdict(set)
    for (kind, key), own in _by_name(rows).items():
        listed.append((kind, key) if any(row.is_listed for row in own) else None)
        noting.append(scripts.call(scripts.NOTE, list(keys.facet(kind, key)), key, own[0].name, *_segments(own)))
        if any(row.is_listed for row in own):
            members[keys.names(kind, key)].add(key)
        members_of_last = {row.last_name for row in own if row.last_name}
        for last_name in members_of_last:
            members[keys.last_names(last_name)].add(f"{last_name}\0{key}")
    counts = sent(client, noting)
    commands: list[Command] = [("ZADD", name, *(x for m in sorted(some) for x in (0, m))) for name, some in members.items()]
    sent(client, commands)
    _rank(client, keys, {name: number for name, number in zip(listed, counts, strict=True) if name})


def forget(client: Client, keys: KeySpace, rows: Iterable[Noted]) -> None:
    """Remove units from the counts of their names. Arguments and errors as for `write`."""
    by_name = _by_name(rows)
    if not by_name:
        return
    (pages,) = trip(client, [("HGET", keys.counts, "pages")])
    highest = _segment_of(int(pages or 0))
    commands = [
        scripts.call(scripts.FORGET, list(keys.facet(kind, key)), key, highest, *_segments(own))
        for (kind, key), own in by_name.items()
    ]
    gone: list[Command] = []
    lefts = trip(client, commands, once=True)
    for ((kind, key), own), left in zip(by_name.items(), lefts, strict=True):
        if left == 0:
            gone.append(("ZREM", keys.names(kind, key), key))
            gone += [("ZREM", keys.last_names(row.last_name), f"{row.last_name}\0{key}") for row in own if row.last_name]
    trip(client, gone, once=True)
    _rank(client, keys, dict(zip(by_name, lefts, strict=True)), "XX")


def _rank(client: Client, keys: KeySpace, counts: dict[tuple[str, str], int], *options: str) -> None:
    """Rank names by their quotations, and again as long as other writers change the counts of some meanwhile."""
    while counts:
        commands = [command for kind in (SPEAKERS, OUTLETS) for command in _ranking(keys.most_quoted(kind), kind, counts, options)]
        trip(client, commands, once=True)
        replies = trip(client, [count(kind, key, keys) for kind, key in counts])
        now = {name: counted(reply).quotations for name, reply in zip(counts, replies, strict=True)}
        counts = {name: number for name, number in now.items() if number != max(0, counts[name])}


def _ranking(ranked: str, kind: str, counts: dict[tuple[str, str], int], options: tuple[str, ...]) -> Iterator[Command]:
    """Yield the commands that rank the names of one kind in the sorted set `ranked`. `options`: of ZADD."""
    own = {key: number for (of, key), number in counts.items() if of == kind}
    kept = [x for key, number in own.items() if number > 0 for x in (number, key)]
    if kept:
        yield ("ZADD", ranked, *options, *kept)
        yield ("ZREMRANGEBYRANK", ranked, 0, -_MOST_RANKED - 1)
    if gone := [key for key, number in own.items() if number <= 0]:
        yield ("ZREM", ranked, *gone)


def most_quoted(client: Client, keys: KeySpace, kind: str, most: int) -> list[Counted]:
    """Return the names with the most quotations, the most first."""
    (found,) = trip(client, [("ZREVRANGE", keys.most_quoted(kind), 0, most - 1)])
    replies = trip(client, [count(kind, key.decode(), keys) for key in found])
    return sorted((known for reply in replies if (known := counted(reply)).quotations), key=lambda known: -known.quotations)


def count(kind: str, key: str, keys: KeySpace) -> Command:
    """Return the command that fetches the count of a name; `counted` reads the reply."""
    return ("HGET", keys.facet(kind, key)[0], key)


def counted(value: bytes | None) -> Counted:
    """Read the reply to `count`; zeros for an unknown name."""
    if not value:
        return Counted("", 0, 0, 0)
    numbers = (int.from_bytes(value[i : i + 4], "little") for i in (0, 4, 8))
    return Counted(value[_HEAD_BYTES:].decode(), *numbers)


def units(client: Client, keys: KeySpace, kind: str, key: str, below: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Iterate over the units of a name that are numbered below `below`, newest first, a segment at a time.

    Yields the numbers (int64) and the dates (uint32, as `date_of` returns them), both of shape (units of the segment,).
    """
    highest = min(below, 1 << _UNIT_BITS) - 1 >> SEGMENT_BITS
    (pages,) = trip(client, [("HGET", keys.counts, "pages")])
    highest = min(highest, _segment_of(int(pages or 0)))
    own = keys.facet(kind, key)[1]
    for first in range(highest, -1, -_SEGMENTS_A_TRIP):
        segments = range(first, max(-1, first - _SEGMENTS_A_TRIP), -1)
        (blobs,) = trip(client, [("HMGET", own, *(f"{key}\0{segment}" for segment in segments))])
        for segment, blob in zip(segments, blobs, strict=True):
            if blob:
                entries = np.frombuffer(blob, dtype=ENTRY)
                numbers = entries["low"].astype(np.int64) | segment << SEGMENT_BITS
                order = np.argsort(-numbers, kind="stable")
                order = order[numbers[order] < below]
                yield numbers[order], entries["date"][order]


def listed(client: Client, keys: KeySpace, kind: str, prefix: str, after: str, most: int) -> list[str]:
    """Return keys of names in alphabetical order: `most` at most that start with `prefix` and follow `after`."""
    return _merged(client, [keys.names_shard(kind, n) for n in range(NAME_SHARDS)], prefix, after, most)


def listed_by_last_name(client: Client, keys: KeySpace, prefix: str, after: str, most: int) -> list[str]:
    """Return people as last name and key, separated by NUL, in alphabetical order of the last name. Arguments as for `listed`."""
    return _merged(client, [keys.last_names_shard(n) for n in range(NAME_SHARDS)], prefix, after, most)


def namesakes(client: Client, keys: KeySpace, name: str) -> set[str]:
    """Return the keys of all speakers who share the last name of `name`."""
    last = surname_key(name)
    (found,) = trip(client, [("ZRANGEBYLEX", keys.last_names(last), f"[{last}\0", f"({last}\1")])
    return {member.decode().partition("\0")[2] for member in found}


def name_prefix(kind: str, text: str) -> str:
    """Return the key prefix of all names that start with `text`."""
    return " ".join(name_words(text)) if kind == SPEAKERS else fold(text)


def _merged(client: Client, shards: list[str], prefix: str, after: str, most: int) -> list[str]:
    least = f"({after}" if after else f"[{prefix}" if prefix else "-"
    last: str | bytes = f"[{prefix}".encode() + b"\xff" if prefix else "+"
    replies = trip(client, [("ZRANGEBYLEX", shard, least, last, "LIMIT", 0, most) for shard in shards])
    return [member.decode() for member in sorted(member for reply in replies for member in reply)[:most]]


def _by_name(rows: Iterable[Noted]) -> dict[tuple[str, str], list[Noted]]:
    out: dict[tuple[str, str], list[Noted]] = defaultdict(list)
    for row in rows:
        out[row.kind, row.key].append(row)
    return out


def _segments(rows: list[Noted]) -> list[int | bytes]:
    """Group rows by segment. Returns segments and their entries in turn, as the scripts NOTE and FORGET take them."""
    out: dict[int, bytearray] = defaultdict(bytearray)
    for row in rows:
        out[row.unit >> SEGMENT_BITS] += row.date.to_bytes(4, "little") + (row.unit & (1 << SEGMENT_BITS) - 1).to_bytes(2, "little")
    return [x for segment, content in out.items() for x in (segment, bytes(content))]


def _segment_of(pages: int) -> int:
    """Return the segment of the last unit of that many pages."""
    return (pages << _SLOT_BITS) >> SEGMENT_BITS
