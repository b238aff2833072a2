"""Redis keys: this module is the only one that spells them.

| key | type | holds |
| --- | --- | --- |
| onrecord:live | hash | the generation that readers use, and the settings it was built with |
| onrecord:generations | integer | the number of the newest generation |
| onrecord:building | hash | the generation that is being built, if any, and its settings |
| onrecord:a:DIGEST | string, expires | a cached answer: the revision it was computed at, a line break, a nonce, the encrypted answer |
| onrecord:w:WRITER | string, expires | the lease of a writer: while it exists, what the writer has claimed is being written |
| onrecord:mark:{N} | string | a canary: as long as it exists, its shard has not been emptied |
| onrecord:cache | hash | hits and misses of the cached answers |
| onrecord:lock:NAME | string, expires | the lock of a writer on a document or an address, where writers share no folder |
| onrecord:idem:DIGEST | string, expires | the answer to a request with an Idempotency-Key |
| rq:… | | shards that wait for a worker, in the format of the package `rq` |
| onrecord:rate… | string, expires | requests of a caller in this minute, in the format of the package `limits` |
| onrecord:G:f:{BUCKET} | string | postings of the rarer fingerprints, 6 bytes each: see postings.py |
| onrecord:G:l:{BUCKET}:REST | string | postings of one fingerprint that is frequent, 4 bytes each |
| onrecord:G:p:{TAG}:GROUP | hash | pages of documents by number: see pages.py |
| onrecord:G:i:BUCKET | hash | document id → its pages, state and owners: see entries.py; d, q: how many documents and quotations |
| onrecord:G:s:{BUCKET} | hash | speaker → count, first and last date, name: see facets.py; o: instead of s: for outlets |
| onrecord:G:su:{BUCKET} | hash | speaker and segment → dates and units of the quotations; ou: for outlets |
| onrecord:G:sn:SHARD | sorted set | speakers in alphabetical order; on: for outlets |
| onrecord:G:st | sorted set | the speakers with the most quotations, by their number; ot: for outlets |
| onrecord:G:sl:SHARD | sorted set | last name and speaker, in alphabetical order |
| onrecord:G:r:BUCKET | hash | digest of an address → the document that holds it, and its version |
| onrecord:G:counts | hash | documents, quotations, revision, pages; k:FIELD, m:MONTH: quotations, r:RULES: documents: see tallies.py |
| onrecord:G:files | hash | file of the corpus → its stamp, how many of its rows are indexed if not all, its earlier stamps |
| onrecord:G:z:OWNER | hash | first row of a part of a large file → 1 once that part is indexed; n: the number of parts |
| onrecord:G:aside | hash | file or posted document → what of it could not be read, and why: see aside.py |
| onrecord:G:mark:{N} | string | a witness of a build: as long as it exists, its server was not emptied since the build began |
| onrecord:G:dictionary | hash | number → compression dictionary of pages |

Braces enclose the part that Redis Cluster hashes to a slot: a bucket and its lists are on one node, and so are the
pages of one document. No command names keys of two slots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from service.derivation import Derivation
from service.errors import IndexUnavailable

SCHEMA = "6"
LIVE = "onrecord:live"
BUILDING = "onrecord:building"
GENERATIONS = "onrecord:generations"
OF_GENERATIONS = "onrecord:[0-9]*:*"  # matches the keys of all generations and nothing else
CACHE = "onrecord:cache"
RATE = "onrecord:rate"
GROUP_BITS = 6  # of a page number: 64 pages share a hash, which saves Redis the overhead of a key for each
TAG_BITS = 12  # of a page number: 4,096 pages share a cluster slot, which bounds the pages of one document
NAME_SHARDS = 16  # sorted sets that names are spread over, so that a cluster shares the load
SPEAKERS, OUTLETS = "s", "o"  # the kinds of facets
REST_BITS = 16  # low bits of a fingerprint, which tell it from others of its bucket
LEAST_BUCKET_BITS, MOST_BUCKET_BITS = 16, 24  # 24 + 16 bits are the whole fingerprint
_LESS_ID_BITS = 5  # 2 ** 5 fewer hashes of entries than buckets of postings
_POSTINGS_A_QUOTATION, _POSTINGS_A_BUCKET = 25, 128  # of a quotation of 25 words; 128 postings of 6 bytes are quick to scan
_REBUILD = "a start of the service, or `onrecord index rebuild`, builds it anew"
_STAMPS = ("schema", "fold", "keys")
GENERATION = "generation"  # field of `LIVE`
SETTINGS = (GENERATION, *_STAMPS, "bucket_bits")  # fields of `LIVE` that `opened` reads


@dataclass(frozen=True, slots=True)
class KeySpace:
    """Names the keys of one generation. `bucket_bits`: the upper bits of a fingerprint that number its bucket."""

    generation: str
    bucket_bits: int

    @property
    def prefix(self) -> str:
        """The beginning of every key of the generation."""
        return f"onrecord:{self.generation}:"

    @property
    def counts(self) -> str:
        """The hash of counts: see tallies.py."""
        return f"onrecord:{self.generation}:counts"

    @property
    def files(self) -> str:
        """The hash of files of the corpus: see files.py."""
        return f"onrecord:{self.generation}:files"

    @property
    def aside(self) -> str:
        """The hash of what could not be read: see aside.py."""
        return f"onrecord:{self.generation}:aside"

    def parts(self, owner: int) -> str:
        """Return the hash of the parts of a file that are indexed. `owner`: the number that `owner` gives for its state."""
        return f"onrecord:{self.generation}:z:{owner:x}"

    @property
    def dictionary(self) -> str:
        """The hash of compression dictionaries, by number."""
        return f"onrecord:{self.generation}:dictionary"

    def witness(self, number: int) -> str:
        """Return a key whose loss shows that its server was emptied while the generation was built."""
        return f"onrecord:{self.generation}:mark:{{{number}}}"

    def bucket(self, number: int) -> str:
        """Return the postings of a bucket."""
        return f"onrecord:{self.generation}:f:{{{number:x}}}"

    def frequent(self, number: int, rest: int) -> str:
        """Return the list of one frequent fingerprint of a bucket, which has these low bits."""
        return f"onrecord:{self.generation}:l:{{{number:x}}}:{rest:x}"

    def page_group(self, page: int) -> str:
        """Return the hash that holds a page."""
        return f"onrecord:{self.generation}:p:{{{page >> TAG_BITS:x}}}:{page >> GROUP_BITS:x}"

    @property
    def id_buckets(self) -> int:
        """The number of hashes that entries are spread over."""
        return 1 << (self.bucket_bits - _LESS_ID_BITS)

    def id_bucket(self, number: int) -> str:
        """Return a hash of entries, by number."""
        return f"onrecord:{self.generation}:i:{number:x}"

    def entry(self, document_id: bytes) -> str:
        """Return the hash that holds a document's entry. `document_id`: its 8 bytes."""
        return self.id_bucket(int.from_bytes(document_id[:4], "big") % self.id_buckets)

    def facet_bucket(self, kind: str, number: int) -> str:
        """Return a hash of counts of names, by number. `kind`: SPEAKERS or OUTLETS."""
        return f"onrecord:{self.generation}:{kind}:{{{number:x}}}"

    def facet(self, kind: str, name: str) -> tuple[str, str]:
        """Return the hash that counts a speaker or an outlet, and the hash that lists its units."""
        number = _number(name) % self.id_buckets
        return self.facet_bucket(kind, number), f"onrecord:{self.generation}:{kind}u:{{{number:x}}}"

    def names_shard(self, kind: str, number: int) -> str:
        """Return a sorted set of names, by number."""
        return f"onrecord:{self.generation}:{kind}n:{number:x}"

    def names(self, kind: str, name: str) -> str:
        """Return the sorted set that lists a name."""
        return self.names_shard(kind, _number(name) % NAME_SHARDS)

    def most_quoted(self, kind: str) -> str:
        """Return the sorted set that ranks names by their quotations."""
        return f"onrecord:{self.generation}:{kind}t"

    def last_names_shard(self, number: int) -> str:
        """Return a sorted set of last names, by number."""
        return f"onrecord:{self.generation}:sl:{number:x}"

    def last_names(self, last_name: str) -> str:
        """Return the sorted set that lists a last name."""
        return self.last_names_shard(_number(last_name) % NAME_SHARDS)

    def address(self, digest: bytes) -> str:
        """Return the hash that holds an address. `digest`: as `addresses.address` gives it."""
        return f"onrecord:{self.generation}:r:{int.from_bytes(digest[:4], 'big') % self.id_buckets:x}"

    def settings(self, derived: Derivation) -> dict[str, str]:
        """Return the settings to store with the generation; `opened` reads them. `derived`: the stamps of what is written into it."""
        stamps = zip(_STAMPS, stamp(derived), strict=True)
        return {"generation": self.generation, **{n: s.decode() for n, s in stamps}, "bucket_bits": str(self.bucket_bits)}


def settings_of(fields: Sequence[bytes | None]) -> dict[bytes, bytes]:
    """Return the settings of a generation from the values of `SETTINGS`, without those that are not there."""
    return {name.encode(): value for name, value in zip(SETTINGS, fields, strict=True) if value is not None}


def stamp(derived: Derivation) -> list[bytes]:
    """Return what a generation must have been built by to be read: the values of `schema`, `fold` and `keys` in its settings."""
    return [SCHEMA.encode(), derived.fold.encode(), derived.keys.encode()]


def is_readable(settings: Mapping[bytes, bytes], derived: Derivation) -> bool:
    """Return whether a generation with these settings was built by the schema and the tables of this process."""
    return [settings.get(name.encode()) for name in _STAMPS] == stamp(derived)


def opened(settings: Mapping[bytes, bytes], derived: Derivation) -> KeySpace:
    """Return the key space of the generation with these settings.

    Raises IndexUnavailable if there are no settings, or if the generation was built by another schema or other tables, whose
    keys are not those that this process would look for.
    """
    if not settings:
        raise IndexUnavailable("The index is empty: it has not been built yet.")
    schema = settings.get(b"schema", b"").decode(errors="replace")
    if schema != SCHEMA:
        raise IndexUnavailable(f"The index has schema {schema or '?'} and this version reads schema {SCHEMA}: {_REBUILD}.")
    if not is_readable(settings, derived):
        raise IndexUnavailable(
            f"The index was built by another version's tables of words and names, or with another ONRECORD_OUTLETS: {_REBUILD}."
        )
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
    """Hash a file in one of its states (see `files.state`) to the 64-bit number that entries name it by; never 0."""
    return int.from_bytes(blake2b(path.encode(), digest_size=8).digest(), "big") | 1


def bucket_bits(quotations: int) -> int:
    """Return how many bits number the buckets of `quotations`, at about 128 postings a bucket."""
    wanted = max(1, quotations * _POSTINGS_A_QUOTATION // _POSTINGS_A_BUCKET)
    return min(MOST_BUCKET_BITS, max(LEAST_BUCKET_BITS, wanted.bit_length()))


def writer(number: int) -> str:
    """Return the lease of a writer."""
    return f"onrecord:w:{number:x}"


def canary(number: int) -> str:
    """Return a key whose loss shows that its shard was emptied."""
    return f"onrecord:mark:{{{number}}}"


def lock(name: str) -> str:
    """Return the lock on a document or an address."""
    return f"onrecord:lock:{name}"


def idempotency(digest: str) -> str:
    """Return the key of the answer to a request with an Idempotency-Key."""
    return f"onrecord:idem:{digest}"


def answer(digest: str) -> str:
    """Return the key of the cached answer to a claim."""
    return f"onrecord:a:{digest}"
