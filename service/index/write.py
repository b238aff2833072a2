"""Writing documents into the live generation, and taking them out."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager

import orjson
import redis

from service.errors import IndexUnavailable
from service.index import keys as k
from service.index.fingerprints import fingerprints, split, whole
from service.index.speaker_keys import speaker_key, surname_key
from service.index.units import served_document, windows
from service.records import Document, Passage

_COMMANDS_A_TRIP = 4000


@contextmanager
def translated():
    """Errors of Redis as the index's own."""
    try:
        yield
    except redis.RedisError as error:
        raise IndexUnavailable(f"Redis answered: {error}") from error


class IndexWriter:
    """Adds and removes documents. Every call may be repeated: the same document written twice is written once."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client
        self._keys: k.Keys | None = None

    @property
    def keys(self) -> k.Keys:
        if self._keys is None:
            with translated():
                live = self._redis.hgetall(k.LIVE)
            if not live:
                raise IndexUnavailable("the index is empty and has not been built yet")
            self._keys = k.Keys(live[b"generation"].decode())
        return self._keys

    def create(self) -> bool:
        """Make an empty index where there is none; True when this call made it."""
        with translated():
            made = self._redis.hsetnx(k.LIVE, "generation", "1")
            if made:
                self._redis.hset(k.LIVE, mapping={"schema": k.SCHEMA, "bucket_bits": k.BUCKET_BITS})
        return bool(made)

    def add(self, document: Document, passages: list[Passage]) -> list[dict]:
        """Index a document with its passages and return these as served. Nothing of it shows before all of it is written."""
        fields: dict[str, bytes] = {"m": orjson.dumps({**served_document(document), "quotations": len(passages)})}
        postings: dict[int, dict[bytes, int]] = defaultdict(dict)
        served: list[dict] = []
        unit = 0
        document_bytes = bytes.fromhex(document.id)
        for number, passage in enumerate(passages):
            pieces = list(windows(document, passage, number))
            if len(pieces) > 1:
                from service.index.units import served_quotation

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
            self._send(("zadd", self.keys.bucket(bucket), members) for bucket, members in postings.items())
            pipe = self._redis.pipeline(transaction=False)
            for quotation in served:
                self._note_speaker(pipe, quotation)
            pipe.hset(self.keys.document(document.id), mapping=fields)
            pipe.zadd(self.keys.documents, {document.id: 0}, nx=True)
            is_new = pipe.execute()[-1]
            if is_new:
                self._redis.hincrby(self.keys.counts, "quotations", len(passages))
            self._redis.hincrby(self.keys.counts, "revision", 1)
        return served

    def remove(self, document_id: str) -> bool:
        """Take a document out: gone from every answer with the first command; True when it was there."""
        key = self.keys.document(document_id)
        with translated():
            fields = self._redis.hgetall(key)
            gone = self._redis.delete(key)
            was_listed = self._redis.zrem(self.keys.documents, document_id)
            if was_listed and fields:
                self._redis.hincrby(self.keys.counts, "quotations", -orjson.loads(fields[b"m"])["quotations"])
            self._redis.hincrby(self.keys.counts, "revision", 1)
            self._drop_postings(document_id, fields)
        return bool(gone)

    def _drop_postings(self, document_id: str, fields: dict[bytes, bytes]) -> None:
        from service.wording.tokens import tokenise

        commands = []
        document_bytes = bytes.fromhex(document_id)
        pipe = self._redis.pipeline(transaction=False)
        for name, value in fields.items():
            if name[:1] == b"u" and name[1:].isdigit():
                words = [t.key for t in tokenise(orjson.loads(value)["text"])]
                member = document_bytes + int(name[1:]).to_bytes(2, "big")
                for fingerprint in (*fingerprints(words), whole(words)):
                    bucket, rest = split(fingerprint)
                    commands.append(("zrem", self.keys.bucket(bucket), rest + member))
            elif name[:1] == b"q":
                quotation = orjson.loads(fields[value] if value[:1] == b"u" else value)
                if quotation["speaker"]:
                    pipe.zrem(self.keys.speaker(speaker_key(quotation["speaker"]["name"])), quotation["id"])
        pipe.execute()
        self._send(commands)

    def _note_speaker(self, pipe, quotation: dict) -> None:
        speaker = quotation["speaker"]
        if not speaker:
            return
        name = speaker["name"]
        date = quotation["date"]["value"] if quotation["date"] else ""
        score = int((date.replace("-", "") + "0000")[:8]) if date else 0
        pipe.zadd(self.keys.speaker(speaker_key(name)), {quotation["id"]: score})
        if speaker["type"] == "person":
            pipe.sadd(self.keys.surname(surname_key(name)), speaker_key(name))

    def _send(self, commands) -> None:
        pipe = self._redis.pipeline(transaction=False)
        n = 0
        for name, *args in commands:
            getattr(pipe, name)(*args)
            n += 1
            if n % _COMMANDS_A_TRIP == 0:
                pipe.execute()
        pipe.execute()

    # -- what the corpus gave ----------------------------------------------------------------------------------------

    def files(self) -> dict[str, tuple[str, list[str]]]:
        """{path: (stamp of the file when it was read, ids of the documents it gave)}."""
        with translated():
            rows = self._redis.hgetall(self.keys.files)
        return {path.decode(): (stamp, ids) for path, value in rows.items() for stamp, ids in [orjson.loads(value)]}

    def note_file(self, path: str, stamp: str, ids: list[str]) -> None:
        with translated():
            self._redis.hset(self.keys.files, path, orjson.dumps([stamp, ids]))

    def forget_file(self, path: str) -> None:
        with translated():
            self._redis.hdel(self.keys.files, path)

    def has(self, document_id: str) -> bool:
        with translated():
            return self._redis.hexists(self.keys.document(document_id), "m")

    def document_ids(self) -> set[str]:
        with translated():
            return {i.decode() for i in self._redis.zrange(self.keys.documents, 0, -1)}
