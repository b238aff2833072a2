"""The only place where a Redis key is spelled.

| key | type | holds |
| --- | --- | --- |
| onrecord:live | hash | the generation that readers use, the schema version, the bucket bits |
| onrecord:generations | integer | the number of the newest generation |
| onrecord:a:DIGEST | string, expires | the answer to a claim, after the revision it was given at and a line break |
| onrecord:G:f:BUCKET | sorted set, all scores 0 | postings: 3 bytes of a fingerprint, 8 of the document id, 2 of the unit |
| onrecord:G:d:DOCUMENT | hash | m: the document; q0, q1…: its quotations; u0, u1…: indexed windows of long quotations |
| onrecord:G:documents | sorted set, all scores 0 | ids of the documents that are indexed |
| onrecord:G:s:SPEAKER | sorted set by date (yyyymmdd, 0 unknown) | ids of the speaker's quotations |
| onrecord:G:n:SURNAME | set | speakers that bear a surname |
| onrecord:G:counts | hash | quotations; revision |
| onrecord:G:files | hash | which file of the corpus gave which documents |
"""

from __future__ import annotations

from service.errors import IndexUnavailable

SCHEMA = "2"
BUCKET_BITS = 18
LIVE = "onrecord:live"
GENERATIONS = "onrecord:generations"


def live_generation(live: dict[bytes, bytes]) -> str:
    """The live generation, from the hash at `LIVE`.

    Raises IndexUnavailable where there is none, or where one of another schema is.
    """
    if not live:
        raise IndexUnavailable("The index is empty: it has not been built yet.")
    if live.get(b"schema", b"").decode() != SCHEMA:
        raise IndexUnavailable("The index was built by another version: start `onrecord serve` again, which builds it anew.")
    return live[b"generation"].decode()


def answer(digest: str) -> str:
    """The key of an answer that is kept for a claim."""
    return f"onrecord:a:{digest}"


class Keys:
    """The keys of one generation."""

    def __init__(self, generation: str) -> None:
        self.generation = generation
        self.prefix = f"onrecord:{generation}:"
        self.documents = self.prefix + "documents"
        self.counts = self.prefix + "counts"
        self.files = self.prefix + "files"

    def bucket(self, number: int) -> str:
        return f"{self.prefix}f:{number:x}"

    def document(self, document_id: str) -> str:
        return f"{self.prefix}d:{document_id}"

    def speaker(self, speaker_key: str) -> str:
        return f"{self.prefix}s:{speaker_key}"

    def surname(self, surname: str) -> str:
        return f"{self.prefix}n:{surname}"
