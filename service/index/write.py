"""Writing documents into the live generation, and taking them out."""

from __future__ import annotations

import logging
from collections import defaultdict
from contextlib import contextmanager

import orjson
import redis

from service.errors import IndexUnavailable
from service.index import keys as k
from service.index.fingerprints import fingerprints, split, whole
from service.index.speaker_keys import speaker_key, surname_key
from service.index.units import served_document, served_quotation, windows
from service.records import Document, Passage
from service.wording.tokens import tokenise

log = logging.getLogger(__name__)

_COMMANDS_A_TRIP = 4000


@contextmanager
def translated():
    """Errors of Redis as the index's own."""
    try:
        yield
    except redis.RedisError as error:
        log.warning("Redis: %s", error)
        raise IndexUnavailable("Redis does not answer, or answers with an error.") from error


class IndexWriter:
    """Adds and removes documents. Every call may be repeated: the same document written twice is written once."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client
        self._building: k.Keys | None = None

    def _open(self) -> k.Keys:
        """The keys of the generation to write: the one being built, else the live one."""
        if self._building is not None:
            return self._building
        with translated():
            live = self._redis.hgetall(k.LIVE)
        return k.Keys(k.live_generation(live))

    def begin(self) -> bool:
        """Start a new generation where there is no live one of this schema; True when this call did.

        Readers see it after `publish`.
        """
        with translated():
            live = self._redis.hgetall(k.LIVE)
            if live and live.get(b"schema", b"").decode() == k.SCHEMA:
                return False
            self._building = k.Keys(str(self._redis.incr(k.GENERATIONS)))
        return True

    def publish(self) -> None:
        """Let readers see the generation that `begin` started, all at once."""
        if self._building is None:
            return
        live = {"generation": self._building.generation, "schema": k.SCHEMA, "bucket_bits": str(k.BUCKET_BITS)}
        with translated():
            before = self._redis.hget(k.LIVE, "generation")
            self._redis.hset(k.LIVE, mapping=live)
            if before is not None:  # the one of another schema, which nobody reads now
                for key in self._redis.scan_iter(match=f"{k.Keys(before.decode()).prefix}*", count=1000):
                    self._redis.unlink(key)
        self._building = None

    def add(self, document: Document, passages: list[Passage]) -> list[dict]:
        """Index a document with its passages and return these as served. Nothing of it shows before all of it is written."""
        keys = self._open()
        fields: dict[str, bytes] = {"m": orjson.dumps({**served_document(document), "quotations": len(passages)})}
        postings: dict[int, dict[bytes, int]] = defaultdict(dict)
        served: list[dict] = []
        unit = 0
        document_bytes = bytes.fromhex(document.id)
        for number, passage in enumerate(passages):
            pieces = list(windows(document, passage, number))
            if len(pieces) > 1:
                full = served_quotation(document, passage, number)
                fields[f"q{number}"] = orjson.dumps(full)
                served.append(full)
            for piece, words in pieces:
                if len(pieces) == 1:
                    served.append(piece)
                    fields[f"q{number}"] = b"u%d" % unit
                fields[f"u{unit}"] = orjson.dumps(piece)
                member = document_bytes + unit.to_bytes(2, "big")
                for fingerprint in (*fingerprints(words), whole(words)):
                    bucket, rest = split(fingerprint)
                    postings[bucket][rest + member] = 0
                unit += 1
                if unit >= 1 << 16:
                    break
        with translated():
            self._send(("zadd", keys.bucket(bucket), members) for bucket, members in postings.items())
            pipe = self._redis.pipeline(transaction=False)
            for quotation in served:
                self._note_speaker(pipe, keys, quotation)
            pipe.hset(keys.document(document.id), mapping=fields)
            pipe.zadd(keys.documents, {document.id: 0}, nx=True)
            is_new = pipe.execute()[-1]
            if is_new:
                self._redis.hincrby(keys.counts, "quotations", len(passages))
            self._redis.hincrby(keys.counts, "revision", 1)
        return served

    def remove(self, document_id: str) -> bool:
        """Take a document out: gone from every answer with the first command; True when it was there."""
        keys = self._open()
        key = keys.document(document_id)
        with translated():
            fields = self._redis.hgetall(key)
            self._redis.hincrby(keys.counts, "revision", 1)  # before and after: no answer kept meanwhile outlives the document
            gone = self._redis.delete(key)
            was_listed = self._redis.zrem(keys.documents, document_id)
            if was_listed and fields:
                self._redis.hincrby(keys.counts, "quotations", -orjson.loads(fields[b"m"])["quotations"])
            self._redis.hincrby(keys.counts, "revision", 1)
            self._drop_postings(keys, document_id, fields)
        return bool(gone)

    def _drop_postings(self, keys: k.Keys, document_id: str, fields: dict[bytes, bytes]) -> None:
        commands = []
        document_bytes = bytes.fromhex(document_id)
        pipe = self._redis.pipeline(transaction=False)
        for name, value in fields.items():
            if name[:1] == b"u" and name[1:].isdigit():
                words = [t.key for t in tokenise(orjson.loads(value)["text"])]
                member = document_bytes + int(name[1:]).to_bytes(2, "big")
                for fingerprint in (*fingerprints(words), whole(words)):
                    bucket, rest = split(fingerprint)
                    commands.append(("zrem", keys.bucket(bucket), rest + member))
            elif name[:1] == b"q":
                quotation = orjson.loads(fields[value] if value[:1] == b"u" else value)
                if quotation["speaker"]:
                    pipe.zrem(keys.speaker(speaker_key(quotation["speaker"]["name"])), quotation["id"])
        pipe.execute()
        self._send(commands)

    def _note_speaker(self, pipe, keys: k.Keys, quotation: dict) -> None:
        speaker = quotation["speaker"]
        if not speaker:
            return
        name = speaker["name"]
        date = quotation["date"]["value"] if quotation["date"] else ""
        score = int((date.replace("-", "") + "0000")[:8]) if date else 0
        pipe.zadd(keys.speaker(speaker_key(name)), {quotation["id"]: score})
        if speaker["type"] == "person":
            pipe.sadd(keys.surname(surname_key(name)), speaker_key(name))

    def _send(self, commands) -> None:
        pipe = self._redis.pipeline(transaction=False)
        for n, (name, *args) in enumerate(commands, 1):
            getattr(pipe, name)(*args)
            if n % _COMMANDS_A_TRIP == 0:
                pipe.execute()
        pipe.execute()

    # -- what the corpus gave ----------------------------------------------------------------------------------------

    def files(self) -> dict[str, tuple[str, list[str]]]:
        """{path: (stamp of the file when it was read, ids of the documents it gave)}."""
        with translated():
            rows = self._redis.hgetall(self._open().files)
        return {path.decode(): (stamp, ids) for path, value in rows.items() for stamp, ids in [orjson.loads(value)]}

    def note_file(self, path: str, stamp: str, ids: list[str]) -> None:
        with translated():
            self._redis.hset(self._open().files, path, orjson.dumps([stamp, ids]))

    def forget_file(self, path: str) -> None:
        with translated():
            self._redis.hdel(self._open().files, path)

    def has(self, document_id: str) -> bool:
        with translated():
            return self._redis.hexists(self._open().document(document_id), "m")

    def document_ids(self) -> set[str]:
        with translated():
            return {i.decode() for i in self._redis.zrange(self._open().documents, 0, -1)}
