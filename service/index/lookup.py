"""Finding the passages in which a claim may stand, in three round trips at most.

First the stored counts of the claim's fingerprints, then the postings of the rarest, then the texts of the passages
that most of them point to. No list longer than a bound is fetched, and nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import redis

from service.index import keys as k
from service.index.fingerprints import REST_BYTES, fingerprints, runs_of, split, whole
from service.index.speaker_keys import speaker_key, surname_key
from service.index.trip import Command, trip
from service.index.write import translated
from service.wording.tokens import Token

_ENOUGH_FINGERPRINTS, _MOST_FINGERPRINTS = 12, 32  # of a claim, evenly spread over a longer one
_SHORT_LIST = 50  # postings; a fingerprint with more tells too little to be read
_LONG_LIST, _MOST_LONG_LISTS = 1500, 6  # unless all have more: then the rarest few are
_MOST_COUNTED = 10_000  # speakers whose coverage is remembered for one revision
_LEAST_SHARE = 0.15  # of the fingerprints read: with fewer, too many words differ for any verdict but not_found
_BY_VOTES = 5  # candidates with the most votes
_MOST_ALIKE = 24  # candidates that hold every fingerprint: the same words in many documents


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that shares fingerprints with a claim.

    `votes` weighs them by their rarity; `is_full` where it holds every one that was looked up, as a passage must that has
    the claim's words in a row.
    """

    votes: float
    is_full: bool
    quotation: dict[str, Any]
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    candidates: list[Candidate]
    revision: str
    is_common: bool  # whether the claim's every run of words is too common to tell one passage from another


@dataclass(slots=True)
class _Hit:
    member: bytes
    votes: float = 0.0
    mask: int = 0  # a bit for each fingerprint looked up
    is_whole: bool = False


class Index:
    """Reads the live generation. Every method raises IndexUnavailable where Redis is away or holds no index."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client
        self._counted: tuple[str | None, dict[str | None, dict[str, Any]]] = (None, {})
        self._last: k.Keys | None = None  # of the generation last seen live, confirmed with every lookup

    def _live(self) -> k.Keys:
        with translated():
            live = self._redis.hgetall(k.LIVE)
        self._last = k.Keys(k.live_generation(live))
        return self._last

    def ready(self) -> dict[str, Any]:
        """What the index holds; raises where it cannot answer."""
        keys = self._live()
        with translated():
            pipe = self._redis.pipeline(transaction=False)
            pipe.zcard(keys.documents)
            pipe.hmget(keys.counts, "quotations", "revision")
            documents, (quotations, revision) = pipe.execute()
        return {
            "documents": documents,
            "quotations": int(quotations or 0),
            "index_revision": f"{keys.generation}.{int(revision or 0)}",
        }

    def candidates(self, tokens: Sequence[Token]) -> Found:
        """The passages that share the rarest fingerprints with a claim, the likeliest first."""
        runs = runs_of(tokens)
        prints = list(dict.fromkeys(f for run in runs for f in fingerprints(run)))
        if len(prints) > _ENOUGH_FINGERPRINTS:  # every other one still holds every word
            step = max(2.0, len(prints) / _MOST_FINGERPRINTS)
            prints = [prints[int(i * step)] for i in range(int(len(prints) / step))]
        prints.insert(0, whole([key for run in runs for key in run]))
        keys = self._last or self._live()
        with translated():
            keys, lists, revision = self._lists(keys, prints)
            hits, full = _tally(lists, _SHORT_LIST)
            is_common = not hits and any(lists)
            if is_common:
                hits, full = self._common(keys, prints)
            read = sum(len(members) <= _SHORT_LIST for members in lists[1:])
            chosen = _choose([h for h in hits if h.is_whole or h.mask.bit_count() >= _LEAST_SHARE * read], full)
            records = self._records(keys, [hit.member for hit in chosen])
        candidates = [
            Candidate(hit.votes, hit.is_whole or (full > 0 and hit.mask & full == full), record[1], record[0])
            for hit, record in zip(chosen, records, strict=True)
            if record is not None
        ]
        return Found(candidates, f"{keys.generation}.{revision}", is_common)

    def _lists(self, keys: k.Keys, prints: list[int]) -> tuple[k.Keys, list[list[bytes]], int]:
        """The first postings of each fingerprint, at most one more than a short list has, in the generation that is live."""
        while True:
            commands: list[Command] = [("HMGET", k.LIVE, "generation", "schema"), ("HGET", keys.counts, "revision")]
            commands += [_range(keys, fingerprint, _SHORT_LIST + 1) for fingerprint in prints]
            (generation, schema), revision, *lists = trip(self._redis, commands)
            live = k.live_generation({b"generation": generation, b"schema": schema} if generation else {})
            if live == keys.generation:
                return keys, lists, int(revision or 0)
            keys = self._last = k.Keys(live)

    def _common(self, keys: k.Keys, prints: list[int]) -> tuple[list[_Hit], int]:
        """The passages of the rarest few fingerprints, where every one has more postings than a short list."""
        counts = trip(
            self._redis, [("ZLEXCOUNT", keys.bucket(b), b"[" + rest, b"(" + _next(rest)) for b, rest in map(split, prints)]
        )
        order = sorted((i for i in range(len(prints)) if counts[i]), key=lambda i: counts[i])[:_MOST_LONG_LISTS]
        found = trip(self._redis, [_range(keys, prints[i], _LONG_LIST) for i in order])
        lists: list[list[bytes]] = [[] for _ in prints]
        for i, members in zip(order, found, strict=True):
            lists[i] = members
        return _tally(lists, _LONG_LIST)

    def _records(self, keys: k.Keys, members: list[bytes]) -> list[tuple[dict, dict] | None]:
        commands = [("HMGET", keys.document(m[:8].hex()), "m", f"u{int.from_bytes(m[8:], 'big')}") for m in members]
        return [
            (orjson.loads(document), orjson.loads(quotation)) if document and quotation else None
            for document, quotation in trip(self._redis, commands)
        ]

    def coverage(self, speaker: str | None, revision: str | None = None) -> dict[str, Any]:
        """What was looked through: all that is indexed, and how much of one speaker.

        `revision`: that of the answer it goes with; what was counted at the same revision is not counted again.
        """
        at, known = self._counted
        if revision is None or revision != at:
            known = {}
            self._counted = (revision, known)
        if speaker not in known:
            counted = self._count(speaker)
            if len(known) >= _MOST_COUNTED:
                return counted
            known[speaker] = counted
        return known[speaker]

    def _count(self, speaker: str | None) -> dict[str, Any]:
        keys = self._last or self._live()
        commands: list[Command] = [("HGET", keys.counts, "quotations"), ("ZCARD", keys.documents)]
        if speaker:
            key = keys.speaker(speaker_key(speaker))
            commands += [
                ("ZCARD", key),
                ("ZRANGEBYSCORE", key, 1, "+inf", "WITHSCORES", "LIMIT", 0, 1),
                ("ZREVRANGEBYSCORE", key, "+inf", 1, "WITHSCORES", "LIMIT", 0, 1),
            ]
        with translated():
            quotations, documents, *rest = trip(self._redis, commands)
        known = None
        if rest:
            number, first, last = rest
            known = {"name": speaker, "quotations": number, "since": _date(first), "until": _date(last)}
        return {"speaker": known, "quotations": int(quotations or 0), "documents": documents}

    def namesakes(self, name: str) -> set[str]:
        """Keys of the speakers in the index who bear the surname of a name."""
        keys = self._last or self._live()
        with translated():
            return {s.decode() for s in self._redis.smembers(keys.surname(surname_key(name)))}

    def document(self, document_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
        """A document and its quotations as served, or None where it is not indexed."""
        keys = self._live()
        with translated():
            fields = self._redis.hgetall(keys.document(document_id))
        if b"m" not in fields:
            return None
        meta = orjson.loads(fields[b"m"])
        quotations = [self._quotation(fields, n) for n in range(meta["quotations"])]
        return meta, quotations

    def quotation(self, document_id: str, number: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """A document and one of its quotations, or None."""
        keys = self._live()
        with translated():
            meta, value = self._redis.hmget(keys.document(document_id), "m", f"q{number}")
            if meta is None or value is None:
                return None
            if value[:1] == b"u":
                value = self._redis.hget(keys.document(document_id), value)
        return (orjson.loads(meta), orjson.loads(value)) if value else None

    @staticmethod
    def _quotation(fields: dict[bytes, bytes], number: int) -> dict[str, Any]:
        value = fields[b"q%d" % number]
        return orjson.loads(fields[value] if value[:1] == b"u" else value)


def _tally(lists: list[list[bytes]], most: int) -> tuple[list[_Hit], int]:
    """The passages that lists of postings point to, and the mask of one that stands in all of them.

    Lists of more than `most` postings are left out; the first list is that of whole passages.
    """
    hits: dict[bytes, _Hit] = {}
    full = 0
    for n, members in enumerate(lists):
        if len(members) > most and n:
            continue
        if n:
            full |= 1 << n  # an empty list too: then no passage has the claim's words in a row
        weight = 1.0 + 4.0 / (3.0 + len(members)) if n else 0.0
        bit = 1 << n if n else 0
        for member in members:
            unit = member[REST_BYTES:]
            hit = hits.get(unit)
            if hit is None:
                hit = hits[unit] = _Hit(unit)
            hit.votes += weight
            hit.mask |= bit
            hit.is_whole = hit.is_whole or n == 0
    return list(hits.values()), full


def _choose(hits: list[_Hit], full: int) -> list[_Hit]:
    """The hits worth reading: those that may hold the claim's words in a row, and those with the most votes."""
    ranked = sorted(hits, key=lambda h: (-h.is_whole, -h.votes))
    alike = [h for h in ranked if h.is_whole or (full and h.mask & full == full)][:_MOST_ALIKE]
    if any(h.is_whole for h in alike):
        return alike
    return list({hit.member: hit for hit in [*alike, *ranked[:_BY_VOTES]]}.values())


def _next(rest: bytes) -> bytes:
    """The bytes after all postings of a fingerprint; 22 bits and one more fit into three bytes."""
    return (int.from_bytes(rest, "big") + 1).to_bytes(REST_BYTES, "big")


def _range(keys: k.Keys, fingerprint: int, most: int) -> Command:
    bucket, rest = split(fingerprint)
    return ("ZRANGEBYLEX", keys.bucket(bucket), b"[" + rest, b"(" + _next(rest), "LIMIT", 0, most)


def _date(found: list) -> str | None:
    """The date of a [member, score] reply: the score is yyyymmdd, with zeros for what is not known."""
    if not found:
        return None
    score = found[0][1] if isinstance(found[0], (list, tuple)) else found[1]
    digits = f"{int(score):08}"
    parts = [digits[:4], digits[4:6], digits[6:]]
    return "-".join(p for p in parts if p.strip("0"))
