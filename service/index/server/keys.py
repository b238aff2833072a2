"""The only place where a Redis key is spelled.

| key | type | holds |
| --- | --- | --- |
| onrecord:live | hash | the generation that readers use, and the settings it was built with |
| onrecord:generations | integer | the number of the newest generation |
| onrecord:building | hash | the generation that is being built, if any, and its settings |
| onrecord:a:DIGEST | string, expires | the answer to a claim, after the revision it was given at and a line break |
| onrecord:w:WRITER | string, expires | that a writer lives, so that what it has claimed is being written |
| onrecord:mark:{N} | string | that the shard which holds it was not emptied |
| onrecord:cache | hash | hits and misses of those answers |
| onrecord:idem:DIGEST | string, expires | the answer to a request with an Idempotency-Key |
| rq:… | | shards that workers are to read, as the package `rq` keeps them |
| onrecord:rate… | string, expires | what callers asked in a minute, as the package `limits` keeps it |
| onrecord:G:f:{BUCKET} | string | postings of the rarer fingerprints, 6 bytes each: see postings.py |
| onrecord:G:l:{BUCKET}:REST | string | postings of one fingerprint that is frequent, 4 bytes each |
| onrecord:G:p:{TAG}:GROUP | hash | pages of documents by number: see pages.py |
| onrecord:G:i:BUCKET | hash | document id → its pages, state and owners: see entries.py; d, q: how many documents and quotations |
| onrecord:G:s:{BUCKET} | hash | speaker → count, first and last date, name: see facets.py; o: in place of s: for outlets |
| onrecord:G:su:{BUCKET} | hash | speaker and segment → dates and units of the quotations; ou: for outlets |
| onrecord:G:sn:SHARD | sorted set | speakers in alphabetical order; on: for outlets |
| onrecord:G:st | sorted set | the speakers with the most quotations, by their number; ot: for outlets |
| onrecord:G:sl:SHARD | sorted set | last name and speaker, in alphabetical order |
| onrecord:G:r:BUCKET | hash | digest of an address → the document that has it now, and its version |
| onrecord:G:counts | hash | documents, quotations, revision, pages; k:FIELD, m:MONTH: quotations: see tallies.py |
| onrecord:G:files | hash | file of the corpus → its stamp, how many of its rows are indexed if not all, its earlier stamps |
| onrecord:G:z:OWNER | hash | first row of a part of a large file → 1, where that part is indexed; n: how many parts there are |
| onrecord:G:dictionary | hash | number → compression dictionary of pages |

A brace marks the part that Redis Cluster places a key by: a bucket and its lists lie on one node, and so do the pages
of one document. No command takes keys of two places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from service.errors import IndexUnavailable

SCHEMA = "5"
LIVE = "onrecord:live"
BUILDING = "onrecord:building"
GENERATIONS = "onrecord:generations"
CACHE = "onrecord:cache"
RATE = "onrecord:rate"
GROUP_BITS = 6  # pages of a hash
TAG_BITS = 12  # pages that Redis Cluster keeps on one node
NAME_SHARDS = 16  # sorted sets that names are spread over
SPEAKERS, OUTLETS = "s", "o"  # the kinds of facets
REST_BITS = 16  # of a fingerprint within its bucket
LEAST_BUCKET_BITS, MOST_BUCKET_BITS = 16, 24
_LESS_ID_BITS = 5  # than a fingerprint's bucket has
_POSTINGS_A_QUOTATION, _POSTINGS_A_BUCKET = 25, 128
_REBUILD = "`onrecord index rebuild` builds it anew"


@dataclass(frozen=True, slots=True)
class KeySpace:
    """The keys of one generation."""

    generation: str
    bucket_bits: int

    @property
    def prefix(self) -> str:
        return f"onrecord:{self.generation}:"

    @property
    def counts(self) -> str:
        return f"onrecord:{self.generation}:counts"

    @property
    def files(self) -> str:
        return f"onrecord:{self.generation}:files"

    def parts(self, owner: int) -> str:
        return f"onrecord:{self.generation}:z:{owner:x}"

    @property
    def dictionary(self) -> str:
        return f"onrecord:{self.generation}:dictionary"

    def bucket(self, number: int) -> str:
        return f"onrecord:{self.generation}:f:{{{number:x}}}"

    def frequent(self, number: int, rest: int) -> str:
        return f"onrecord:{self.generation}:l:{{{number:x}}}:{rest:x}"

    def page_group(self, page: int) -> str:
        return f"onrecord:{self.generation}:p:{{{page >> TAG_BITS:x}}}:{page >> GROUP_BITS:x}"

    @property
    def id_buckets(self) -> int:
        """How many hashes the documents' entries are spread over."""
        return 1 << (self.bucket_bits - _LESS_ID_BITS)

    def id_bucket(self, number: int) -> str:
        return f"onrecord:{self.generation}:i:{number:x}"

    def entry(self, document_id: bytes) -> str:
        return self.id_bucket(int.from_bytes(document_id[:4], "big") % self.id_buckets)

    def facet_bucket(self, kind: str, number: int) -> str:
        return f"onrecord:{self.generation}:{kind}:{{{number:x}}}"

    def facet(self, kind: str, name: str) -> tuple[str, str]:
        """Where a speaker or an outlet is counted, and where its units are."""
        number = _number(name) % self.id_buckets
        return self.facet_bucket(kind, number), f"onrecord:{self.generation}:{kind}u:{{{number:x}}}"

    def names_shard(self, kind: str, number: int) -> str:
        return f"onrecord:{self.generation}:{kind}n:{number:x}"

    def names(self, kind: str, name: str) -> str:
        return self.names_shard(kind, _number(name) % NAME_SHARDS)

    def most_quoted(self, kind: str) -> str:
        return f"onrecord:{self.generation}:{kind}t"

    def last_names_shard(self, number: int) -> str:
        return f"onrecord:{self.generation}:sl:{number:x}"

    def last_names(self, last_name: str) -> str:
        return self.last_names_shard(_number(last_name) % NAME_SHARDS)

    def address(self, digest: bytes) -> str:
        return f"onrecord:{self.generation}:r:{int.from_bytes(digest[:4], 'big') % self.id_buckets:x}"

    def settings(self) -> dict[str, str]:
        return {"generation": self.generation, "schema": SCHEMA, "bucket_bits": str(self.bucket_bits)}


def opened(settings: dict[bytes, bytes]) -> KeySpace:
    """The keys of the generation whose settings these are.

    Raises IndexUnavailable where there is none, or where one that this version cannot read is.
    """
    if not settings:
        raise IndexUnavailable("The index is empty: it has not been built yet.")
    schema = settings.get(b"schema", b"").decode(errors="replace")
    if schema != SCHEMA:
        raise IndexUnavailable(f"The index has schema {schema or '?'} and this version reads schema {SCHEMA}: {_REBUILD}.")
    try:
        keys = KeySpace(settings[b"generation"].decode(), int(settings[b"bucket_bits"]))
    except (KeyError, ValueError):
        raise IndexUnavailable(f"The index does not tell the settings it was built with: {_REBUILD}.") from None
    return keys


@lru_cache(maxsize=1 << 13)
def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big")


@lru_cache(maxsize=1024)
def owner(path: str) -> int:
    """The number by which entries tell that a file gave a document."""
    return int.from_bytes(blake2b(path.encode(), digest_size=8).digest(), "big") | 1


def bucket_bits(quotations: int) -> int:
    """How many bits number the buckets of so many quotations: some 128 postings each."""
    wanted = max(1, quotations * _POSTINGS_A_QUOTATION // _POSTINGS_A_BUCKET)
    return min(MOST_BUCKET_BITS, max(LEAST_BUCKET_BITS, wanted.bit_length()))


def writer(number: int) -> str:
    """The key that tells that a writer lives."""
    return f"onrecord:w:{number:x}"


def mark(number: int) -> str:
    """A key whose loss shows that a shard was emptied."""
    return f"onrecord:mark:{{{number}}}"


def idempotency(digest: str) -> str:
    """The key of the answer to a request with an Idempotency-Key."""
    return f"onrecord:idem:{digest}"


def answer(digest: str) -> str:
    """The key of an answer that is kept for a claim."""
    return f"onrecord:a:{digest}"
