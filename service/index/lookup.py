"""Finding the passages in which a claim may stand, in three round trips at most.

First the stored counts of the claim's fingerprints, then the postings of the rarest, then the texts of the passages
that most of them point to. No list longer than a bound is fetched, and nothing is scanned.
"""

from __future__ import annotations

from collections import Counter
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
_MOST_LISTS = 24
_LONGEST_LIST = 600
_MOST_POSTINGS = 6000
_WHOLE_VOTES = 12.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that shares fingerprints with a claim; `votes` weighs them by their rarity."""

    votes: float
    quotation: dict[str, Any]
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    candidates: list[Candidate]
    revision: str
    is_common: bool  # whether the claim's every run of words is too common to tell one passage from another


class Index:
    """Reads the live generation. Every method raises IndexUnavailable where Redis is away or holds no index."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client

    def _live(self) -> tuple[k.Keys, str]:
        with translated():
            live = self._redis.hgetall(k.LIVE)
        generation = k.live_generation(live)
        return k.Keys(generation), generation

    def ready(self) -> dict[str, Any]:
        """What the index holds; raises where it cannot answer."""
        keys, generation = self._live()
        with translated():
            pipe = self._redis.pipeline(transaction=False)
            pipe.zcard(keys.documents)
            pipe.hmget(keys.counts, "quotations", "revision")
            documents, (quotations, revision) = pipe.execute()
        return {"documents": documents, "quotations": int(quotations or 0), "index_revision": f"{generation}.{int(revision or 0)}"}

    def candidates(self, tokens: Sequence[Token], most: int = 24) -> Found:
        """The passages that share the rarest fingerprints with a claim, most votes first."""
        runs = runs_of(tokens)
        prints = list(dict.fromkeys(f for run in runs for f in fingerprints(run)))
        if len(prints) > _MOST_FINGERPRINTS:
            step = len(prints) / _MOST_FINGERPRINTS
            prints = [prints[int(i * step)] for i in range(_MOST_FINGERPRINTS)]
        exact = whole([key for run in runs for key in run])
        keys, generation = self._live()
        with translated():
            counts, revision = self._counts(keys, [exact, *prints])
            found, is_common = self._postings(keys, [exact, *prints], counts)
            best = found.most_common(most)
            records = self._records(keys, [member for member, _ in best])
        candidates = [
            Candidate(votes, quotation, document)
            for (_, votes), record in zip(best, records, strict=True)
            if record is not None
            for document, quotation in [record]
        ]
        return Found(candidates, f"{generation}.{revision}", is_common)

    def _counts(self, keys: k.Keys, prints: list[int]) -> tuple[list[int], int]:
        pipe = self._redis.pipeline(transaction=False)
        pipe.hget(keys.counts, "revision")
        for fingerprint in prints:
            bucket, rest = split(fingerprint)
            pipe.zlexcount(keys.bucket(bucket), b"[" + rest, b"(" + _next(rest))
        revision, *counts = pipe.execute()
        return counts, int(revision or 0)

    def _postings(self, keys: k.Keys, prints: list[int], counts: list[int]) -> tuple[Counter[bytes], bool]:
        order = sorted((i for i in range(len(prints)) if counts[i]), key=lambda i: counts[i])
        chosen: list[int] = []
        total = 0
        for i in order[:_MOST_LISTS]:
            if counts[i] > _LONGEST_LIST and chosen:
                break
            chosen.append(i)
            total += min(counts[i], _LONGEST_LIST)
            if total > _MOST_POSTINGS:
                break
        is_common = bool(chosen) and all(counts[i] > _LONGEST_LIST for i in chosen)
        pipe = self._redis.pipeline(transaction=False)
        for i in chosen:
            bucket, rest = split(prints[i])
            pipe.zrangebylex(keys.bucket(bucket), b"[" + rest, b"(" + _next(rest), 0, _LONGEST_LIST)
        votes: Counter[bytes] = Counter()
        for i, members in zip(chosen, pipe.execute(), strict=True):
            weight = _WHOLE_VOTES if i == 0 else 1.0 + 4.0 / (3.0 + counts[i])
            for member in members:
                votes[member[REST_BYTES:]] += weight
        return votes, is_common

    def _records(self, keys: k.Keys, members: list[bytes]) -> list[tuple[dict, dict] | None]:
        pipe = self._redis.pipeline(transaction=False)
        for member in members:
            pipe.hmget(keys.document(member[:8].hex()), "m", f"u{int.from_bytes(member[8:], 'big')}")
        out: list[tuple[dict, dict] | None] = []
        for document, quotation in pipe.execute():
            out.append((orjson.loads(document), orjson.loads(quotation)) if document and quotation else None)
        return out

    def coverage(self, speaker: str | None) -> dict[str, Any]:
        """What was looked through: all that is indexed, and how much of one speaker."""
        keys, _ = self._live()
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
        keys, _ = self._live()
        with translated():
            return {s.decode() for s in self._redis.smembers(keys.surname(surname_key(name)))}

    def document(self, document_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
        """A document and its quotations as served, or None where it is not indexed."""
        keys, _ = self._live()
        with translated():
            fields = self._redis.hgetall(keys.document(document_id))
        if b"m" not in fields:
            return None
        meta = orjson.loads(fields[b"m"])
        quotations = [self._quotation(fields, n) for n in range(meta["quotations"])]
        return meta, quotations

    def quotation(self, document_id: str, number: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """A document and one of its quotations, or None."""
        keys, _ = self._live()
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


def _next(rest: bytes) -> bytes:
    return (int.from_bytes(rest, "big") + 1).to_bytes(REST_BYTES + 1, "big")[1:] if rest != b"\xff\xff\xff" else b"\xff\xff\xff\xff"


def _date(found: list[tuple[bytes, float]]) -> str | None:
    if not found:
        return None
    digits = f"{int(found[0][1]):08}"
    parts = [digits[:4], digits[4:6], digits[6:]]
    return "-".join(p for p in parts if p.strip("0"))
