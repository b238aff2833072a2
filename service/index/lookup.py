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
from service.index.write import translated
from service.wording.tokens import Token

_MOST_FINGERPRINTS = 96  # of a claim, evenly spread over a longer one
_SHORT_LIST = 100  # postings; a fingerprint with more tells too little to be read
_LONG_LIST, _MOST_LONG_LISTS = 1500, 6  # unless all have more: then the rarest few are
_BY_VOTES = 5  # candidates with the most votes
_BY_COVER = 3  # candidates that hold fingerprints which those before them lack: the other piece of a splice
_MOST_ALIKE = 24  # candidates that hold every fingerprint: the same words in many documents


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that shares fingerprints with a claim.

    `votes` weighs them by their rarity; `is_full` where it holds every one that was looked up, as a passage must that has
    the claim's words in a row; `adds` where it holds one that the candidates before it lack.
    """

    votes: float
    is_full: bool
    adds: bool
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
        if len(prints) > _MOST_FINGERPRINTS:
            step = len(prints) / _MOST_FINGERPRINTS
            prints = [prints[int(i * step)] for i in range(_MOST_FINGERPRINTS)]
        prints.insert(0, whole([key for run in runs for key in run]))
        keys = self._last or self._live()
        with translated():
            keys, lists, revision = self._lists(keys, prints)
            hits, full = _tally(lists, _SHORT_LIST)
            is_common = not hits and any(lists)
            if is_common:
                hits, full = self._common(keys, prints)
            chosen = _choose(hits, full)
            records = self._records(keys, [hit.member for hit in chosen])
        covered = 0
        candidates = []
        for hit, record in zip(chosen, records, strict=True):
            if record is not None:
                is_full = hit.is_whole or (full > 0 and hit.mask & full == full)
                candidates.append(Candidate(hit.votes, is_full, bool(hit.mask & ~covered), record[1], record[0]))
                covered |= hit.mask
        return Found(candidates, f"{keys.generation}.{revision}", is_common)

    def _lists(self, keys: k.Keys, prints: list[int]) -> tuple[k.Keys, list[list[bytes]], int]:
        """The first postings of each fingerprint, at most one more than a short list has, in the generation that is live."""
        while True:
            pipe = self._redis.pipeline(transaction=False)
            pipe.hgetall(k.LIVE)
            pipe.hget(keys.counts, "revision")
            for fingerprint in prints:
                bucket, rest = split(fingerprint)
                pipe.zrangebylex(keys.bucket(bucket), b"[" + rest, b"(" + _next(rest), 0, _SHORT_LIST + 1)
            live, revision, *lists = pipe.execute()
            generation = k.live_generation(live)
            if generation == keys.generation:
                return keys, lists, int(revision or 0)
            keys = self._last = k.Keys(generation)

    def _common(self, keys: k.Keys, prints: list[int]) -> tuple[list[_Hit], int]:
        """The passages of the rarest few fingerprints, where every one has more postings than a short list."""
        pipe = self._redis.pipeline(transaction=False)
        for fingerprint in prints:
            bucket, rest = split(fingerprint)
            pipe.zlexcount(keys.bucket(bucket), b"[" + rest, b"(" + _next(rest))
        counts = pipe.execute()
        order = sorted((i for i in range(len(prints)) if counts[i]), key=lambda i: counts[i])[:_MOST_LONG_LISTS]
        pipe = self._redis.pipeline(transaction=False)
        for i in order:
            bucket, rest = split(prints[i])
            pipe.zrangebylex(keys.bucket(bucket), b"[" + rest, b"(" + _next(rest), 0, _LONG_LIST)
        lists: list[list[bytes]] = [[] for _ in prints]
        for i, members in zip(order, pipe.execute(), strict=True):
            lists[i] = members
        return _tally(lists, _LONG_LIST)

    def _records(self, keys: k.Keys, members: list[bytes]) -> list[tuple[dict, dict] | None]:
        if not members:
            return []
        pipe = self._redis.pipeline(transaction=False)
        for member in members:
            pipe.hmget(keys.document(member[:8].hex()), "m", f"u{int.from_bytes(member[8:], 'big')}")
        out: list[tuple[dict, dict] | None] = []
        for document, quotation in pipe.execute():
            out.append((orjson.loads(document), orjson.loads(quotation)) if document and quotation else None)
        return out

    def coverage(self, speaker: str | None) -> dict[str, Any]:
        """What was looked through: all that is indexed, and how much of one speaker."""
        keys = self._last or self._live()
        with translated():
            pipe = self._redis.pipeline(transaction=False)
            pipe.hget(keys.counts, "quotations")
            pipe.zcard(keys.documents)
            if speaker:
                key = keys.speaker(speaker_key(speaker))
                pipe.zcard(key)
                pipe.zrangebyscore(key, 1, "+inf", 0, 1, withscores=True)
                pipe.zrevrangebyscore(key, "+inf", 1, 0, 1, withscores=True)
            quotations, documents, *rest = pipe.execute()
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
        if members and n:
            full |= 1 << n
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
    """The hits worth reading: those that may hold the claim's words in a row, those with the most votes, and those that
    hold what the ones before them lack."""
    ranked = sorted(hits, key=lambda h: (-h.is_whole, -h.votes))
    alike = [h for h in ranked if h.is_whole or (full and h.mask & full == full)][:_MOST_ALIKE]
    if any(h.is_whole for h in alike):
        return alike
    chosen = list({hit.member: hit for hit in [*alike, *ranked[:_BY_VOTES]]}.values())
    covered = 0
    for hit in chosen:
        covered |= hit.mask
    for _ in range(_BY_COVER):
        best = max(ranked[:400], key=lambda h: (h.mask & ~covered).bit_count(), default=None)
        if best is None or not best.mask & ~covered:
            break
        chosen.append(best)
        covered |= best.mask
    return chosen


def _next(rest: bytes) -> bytes:
    """The bytes after all postings of a fingerprint; 22 bits and one more fit into three bytes."""
    return (int.from_bytes(rest, "big") + 1).to_bytes(REST_BYTES, "big")


def _date(found: list[tuple[bytes, float]]) -> str | None:
    if not found:
        return None
    digits = f"{int(found[0][1]):08}"
    parts = [digits[:4], digits[4:6], digits[6:]]
    return "-".join(p for p in parts if p.strip("0"))
