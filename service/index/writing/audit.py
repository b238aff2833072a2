"""The audit: compares every key of the index with what its documents' pages require.

Pages are read once and the postings they require are summed by bucket; the buckets are read and summed likewise. Only buckets
whose sums differ are compared posting by posting, so memory grows with the number of buckets, not of postings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np

from service.index.layout import facets, postings
from service.index.layout.bundles import bundled
from service.index.layout.entries import Entries, Entry
from service.index.layout.fingerprints import UNIT_BITS
from service.index.layout.pages import Page, decode
from service.index.layout.reading import Reader
from service.index.layout.tallies import KNOWN, MONTH, RULES, tally, tally_rules
from service.index.server import keys as k
from service.index.server.errors import translated
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, trip
from service.knowledge.gazetteer import Gazetteer

_T = TypeVar("_T")
_AT_ONCE = 2048  # keys
_DOCUMENTS_AT_ONCE = 500  # bounds the memory of their pages
_UNIT_MASK = np.uint64((1 << UNIT_BITS) - 1)
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9], dtype=np.uint64)  # of SplitMix64, as in fingerprints.py


@dataclass(slots=True)
class Audit:
    """The result of an audit, in numbers of each. All but the first three, and the last, are faults.

    `misleading`: those faults by which an answer could be wrong: what is missing, and pages that no document claims.
    """

    documents: int = 0
    quotations: int = 0
    postings: int = 0
    unfinished: int = 0  # documents that were being written when their writer ended
    pages_missing: int = 0
    pages_orphaned: int = 0
    postings_missing: int = 0
    postings_orphaned: int = 0
    facets_wrong: int = 0  # speakers and outlets
    counts_wrong: int = 0
    misleading: int = 0

    @property
    def faults(self) -> dict[str, int]:
        """The faults that were found, by name."""
        return {f.name: n for f in fields(self)[3:-1] if (n := getattr(self, f.name))}


def audit(client: Client, keys: KeySpace, gazetteer: Gazetteer) -> tuple[Audit, set[str]]:
    """Audit a generation. Returns the result and the ids of its documents. Raises IndexUnavailable if Redis does not answer."""
    reader, report = Reader(client, keys), Audit()
    with translated():
        (before,) = trip(client, [("HGET", keys.counts, "pages")])
        table = Entries(client, keys)
        entries = dict(table.all())
        _pages(client, keys, entries, int(before or 0), report)
        actual, dropped = _read_buckets(client, keys, report)
        expected = _Sums(keys.bucket_bits)
        noted: Counter[tuple[str, str]] = Counter()
        shares: Counter[int] = Counter()
        rules: Counter[str] = Counter()
        for packed, units, names, own, read_by in _expected(reader, entries, report, gazetteer):
            noted.update(names)
            shares.update(own)
            rules.update(read_by)
            expected.add(*_kept(keys, packed, units, dropped))
        wrong = np.flatnonzero(expected.sums != actual.sums)
        _compare(client, keys, reader, entries, wrong, dropped, report, gazetteer)
        _facets(client, keys, noted, report)
        (held,) = trip(client, [("HGETALL", keys.counts)])
    counted = {name.decode(): int(value) for name, value in zip(held[::2], held[1::2], strict=True)}
    stored = (counted.get("documents", 0), counted.get("quotations", 0), *table.totals())
    report.misleading += report.pages_missing + report.postings_missing
    report.counts_wrong = sum(a != b for a, b in zip(stored, (report.documents, report.quotations) * 2, strict=True))
    report.counts_wrong += {name: n for name, n in counted.items() if name.startswith((KNOWN, MONTH, RULES))} != dict(
        tally(shares.elements()) + tally_rules(rules.elements())
    )
    return report, {i for i, entry in entries.items() if entry.is_held}


class _Sums:
    """Sums over the postings of every bucket that do not depend on their order. `sums`: uint64, shape (buckets,)."""

    def __init__(self, bucket_bits: int) -> None:
        self.sums = np.zeros(1 << bucket_bits, dtype=np.uint64)

    def add(self, buckets: np.ndarray, rests: np.ndarray, units: np.ndarray) -> None:
        """Add postings: int64, any integer and uint32 arrays of one shape."""
        mixed = (rests.astype(np.uint64) << np.uint64(32) | units.astype(np.uint64)) * _MULTIPLIERS[0]
        np.add.at(self.sums, buckets, (mixed ^ (mixed >> np.uint64(29))) * _MULTIPLIERS[1])


def _pages(client: Client, keys: KeySpace, entries: dict[str, Entry], before: int, report: Audit) -> None:
    """Count the pages that no document claims.

    `before`: the number of pages before the entries were read; later pages may be of documents that came meanwhile.
    """
    (allocated,) = trip(client, [("HGET", keys.counts, "pages")])
    most = max((entry.first + entry.pages for entry in entries.values()), default=0)  # the counter itself may be lost
    groups_of_all = -(-max(int(allocated or 0), most) // (1 << k.GROUP_BITS))
    is_claimed = np.zeros(groups_of_all << k.GROUP_BITS, dtype=bool)  # whole groups: no page that is found lies beyond
    for entry in entries.values():
        is_claimed[entry.first : entry.first + entry.pages] = True
    size = 1 << k.GROUP_BITS
    for first in range(0, len(is_claimed), size * _AT_ONCE):
        groups = range(first, min(first + size * _AT_ONCE, len(is_claimed)), size)
        for group, held in zip(groups, trip(client, [("HKEYS", keys.page_group(g)) for g in groups]), strict=True):
            orphans = [number for page in held if not is_claimed[number := group + int(page)]]
            report.pages_orphaned += len(orphans)
            report.misleading += sum(number < before for number in orphans)


def _expected(
    reader: Reader, entries: dict[str, Entry], report: Audit | None, gazetteer: Gazetteer
) -> Iterator[tuple[np.ndarray, np.ndarray, list[tuple[str, str]], list[int], list[str]]]:
    """Iterate over what documents require, some hundred documents at a time: packed, units, names that they count for, shares, rules."""
    for some in _grouped(list(entries.items()), _DOCUMENTS_AT_ONCE):
        pages = iter(reader.pages([page for _, entry in some for page in entry.page_numbers]))
        documents, first = [], []
        names: list[tuple[str, str]] = []
        shares: list[int] = []
        rules: list[str] = []
        for document_id, entry in some:
            own: list[Page] = [page for _ in range(entry.pages) if (page := next(pages)) is not None]
            document = decode(own, bytes.fromhex(document_id), gazetteer)
            if report is not None:
                report.pages_missing += entry.pages - len(own) if entry.is_held else 0
                report.unfinished += not entry.is_held
                report.documents += entry.is_held
                report.quotations += document[0].quotations if entry.is_held else 0
            if entry.is_held:
                shares += document[0].shares
                rules.append(document[0].rules)
            if entry.is_held and len(own) == entry.pages:
                documents.append(document)
                first.append(entry.first)
                names += [(row.kind, row.key) for row in document[0].noted]
        bundle = bundled(documents)
        yield *bundle.placed(first), names, shares, rules


def _read_buckets(client: Client, keys: KeySpace, report: Audit) -> tuple[_Sums, np.ndarray]:
    """Sum up the buckets and lists. Returns the sums, and the fingerprints whose lists were dropped (bucket << 16 | rest, sorted)."""
    sums = _Sums(keys.bucket_bits)
    dropped = []
    for some in _grouped(range(1 << keys.bucket_bits), _AT_ONCE):
        buckets, rests, units, gone = _held(client, keys, some)
        report.postings += len(units)
        dropped.append(gone)
        sums.add(buckets, rests, units)
    return sums, np.sort(np.concatenate(dropped))


def _held(client: Client, keys: KeySpace, some: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Read buckets and their lists: buckets (int64), rests (int64), units (uint32); and the fingerprints that were dropped (int64)."""
    blobs = trip(client, [("GET", keys.bucket(b)) for b in some])
    entries = np.frombuffer(b"".join(b or b"" for b in blobs), dtype=postings.ENTRY)
    buckets = np.repeat(np.array(some, dtype=np.int64), [len(b or b"") // postings.ENTRY.itemsize for b in blobs])
    rests, units = entries["rest"].astype(np.int64), entries["unit"]
    is_pointer = units >= postings.FIRST_POINTER
    is_dropped = is_pointer & ((units & 0xFF) == postings.DROPPED)
    gone = buckets[is_dropped] << k.REST_BITS | rests[is_dropped]
    listed = np.flatnonzero(is_pointer & ~is_dropped)
    lists = [
        np.frombuffer(blob or b"", dtype=postings.UNIT)
        for blob in trip(client, [("GET", keys.frequent(int(buckets[n]), int(rests[n]))) for n in listed])
    ]
    lengths = [len(units) for units in lists]
    buckets = np.concatenate([buckets[~is_pointer], np.repeat(buckets[listed], lengths)])
    rests = np.concatenate([rests[~is_pointer], np.repeat(rests[listed], lengths)])
    units = np.concatenate([units[~is_pointer], *lists])
    kept = ~np.isin(buckets << k.REST_BITS | rests, gone)
    return buckets[kept], rests[kept], units[kept], gone


def _kept(keys: KeySpace, packed: np.ndarray, units: np.ndarray, dropped: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    buckets, rests = postings.split(packed >> np.uint64(UNIT_BITS), keys.bucket_bits)
    kept = ~np.isin(buckets << k.REST_BITS | rests.astype(np.int64), dropped)
    return buckets[kept], rests[kept], units[(packed & _UNIT_MASK).astype(np.int64)][kept]


def _compare(
    client: Client,
    keys: KeySpace,
    reader: Reader,
    entries: dict[str, Entry],
    wrong: np.ndarray,
    dropped: np.ndarray,
    report: Audit,
    gazetteer: Gazetteer,
) -> None:
    """Count the missing and the orphaned postings of the buckets whose sums differ."""
    if not len(wrong):
        return
    actual: Counter[tuple[int, int, int]] = Counter()
    for some in _grouped(wrong.tolist(), _AT_ONCE):
        actual.update(zip(*(a.tolist() for a in _held(client, keys, some)[:3]), strict=True))
    expected: Counter[tuple[int, int, int]] = Counter()
    for packed, units, *_ in _expected(reader, entries, None, gazetteer):
        buckets, rests, numbers = _kept(keys, packed, units, dropped)
        chosen = np.isin(buckets, wrong)
        expected.update(zip(buckets[chosen].tolist(), rests[chosen].tolist(), numbers[chosen].tolist(), strict=True))
    report.postings_missing = (expected - actual).total()
    report.postings_orphaned = (actual - expected).total()


def _facets(client: Client, keys: KeySpace, noted: Counter[tuple[str, str]], report: Audit) -> None:
    """Count the speakers and outlets that have not as many quotations as the index says."""
    for kind in (k.SPEAKERS, k.OUTLETS):
        (ranked,) = trip(client, [("ZRANGE", keys.most_quoted(kind), 0, -1, "WITHSCORES")])
        for name, score in zip(ranked[::2], ranked[1::2], strict=True):
            report.facets_wrong += noted.get((kind, name.decode()), 0) != int(float(score))
        for some in _grouped(range(keys.id_buckets), _AT_ONCE):
            for held in trip(client, [("HGETALL", keys.facet_bucket(kind, n)) for n in some]):
                for name, value in zip(held[::2], held[1::2], strict=True):
                    report.facets_wrong += noted.pop((kind, name.decode()), 0) != facets.counted(value).quotations
    report.facets_wrong += len(noted)
    report.misleading += len(noted)  # a lost namesake would make a bare surname confirm a claim


def _grouped(items: Sequence[_T], size: int) -> Iterator[list[_T]]:
    for n in range(0, len(items), size):
        yield list(items[n : n + size])
