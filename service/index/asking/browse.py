"""Browsing: documents and quotations, the newest first, by speaker, outlet, dates and words.

Order is that of coming into the index, which no later insert changes, so that a walk neither repeats nor leaves out what
was there when it began. A walk reads no more than a bound at a time: where few match, a page of it may come short, or
empty, with the place to go on from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from schemas.vocabulary import FIELDS
from service.index.asking.holdings import ListedDocument, Overview, Ranked, Stats
from service.index.asking.index import Index, as_date
from service.index.layout import facets, postings, tallies
from service.index.layout.aside import Aside
from service.index.layout.entries import unpacked
from service.index.layout.facets import ONLY_PUBLISHED, date_of
from service.index.layout.fingerprints import runs
from service.index.layout.pages import STRIDE, WINDOW, Page, Unit
from service.index.layout.postings import SLOT_BITS
from service.index.layout.tallies import NO_MONTH
from service.index.server.errors import translated
from service.index.server.keys import GROUP_BITS, LIVE, NAME_SHARDS, OUTLETS, SPEAKERS
from service.index.server.trip import Command, trip
from service.knowledge.speaker_keys import speaker_key
from service.records import NameCount, Quotation
from service.wording.tokens import keys as folded

_GROUP = 1 << GROUP_BITS
_GROUPS_A_TRIP = 16
_PAGES_A_TRIP = 128
_MOST_PAGES = 4096  # looked at for one page of a walk
_END = 1 << 32
_BY_LAST_NAME = "\0"  # before a place among last names
_MOST_RANKED = 20  # names of each kind in an overview
_LAST_DAY = 1231  # of a year, as mmdd


class Walked(NamedTuple):
    """The rows that a step of a walk found, and the place at which the next starts, None at the end."""

    rows: list[Any]
    next: Any


@dataclass(frozen=True, slots=True)
class Filter:
    """Which quotations are wanted: dates as yyyymmdd, 0 for no bound, both inclusive; `words` that stand in a row, folded."""

    speaker: str | None = None
    outlet: str | None = None
    since: int = 0
    until: int = 0
    words: tuple[str, ...] = ()


class Browser(Index):
    """Walks the live generation. `generation` goes into a cursor, since another generation has another order."""

    @property
    def generation(self) -> str:
        """The number of the live generation."""
        return self.reader().keys.generation

    def documents(self, outlet: str | None, before: int | None, limit: int) -> Walked:
        """Return a step through the documents (rows of ListedDocument). `before`: the place at which the last step ended."""
        key = self.gazetteer.outlet_key
        wanted = key(outlet) if outlet else None
        rows: list[ListedDocument] = []
        looked = 0
        with translated():
            for first, own in self._by_document(_END if before is None else before):
                looked += len(own)
                document = own[0].document
                if wanted is None or (document.outlet and key(document.outlet) == wanted):
                    rows.append(ListedDocument(document, own[0].known_quotations))
                if len(rows) == limit or looked >= _MOST_PAGES:
                    return Walked(rows, first)
        return Walked(rows, None)

    def quotations(self, wanted: Filter, below: int | None, limit: int) -> Walked:
        """Return a step through the quotations (rows of Quotation). `below`: the place at which the last step ended."""
        with translated():
            rows: list[Unit] = []
            at = below
            speakers = self._keys_of(wanted.speaker) if wanted.speaker else frozenset()
            for unit, number in self._units_of(wanted, speakers, _END if below is None else below):
                if unit is not None and self._is_wanted(unit, wanted, speakers):
                    is_new = not rows or rows[-1].id != unit.id  # windows of one passage follow one another
                    if is_new and len(rows) == limit:
                        return Walked(self._served(rows), at)
                    if is_new:
                        rows.append(unit)
                at = number
                if number & _OVER:
                    return Walked(self._served(rows), number & ~_OVER)
        return Walked(self._served(rows), None)

    def names(self, kind: str, text: str, after: str, limit: int) -> Walked:
        """Return a step through the speakers or outlets (rows of NameCount) in alphabetical order.

        With `text`, only those whose name starts with it, then those whose last name does. `after`: as a step returned it.
        """
        keys, prefix = self.reader().keys, facets.name_prefix(kind, text) if text else ""
        with translated():
            found = self._listed(kind, prefix, after, limit + 1)
            chosen = found[:limit]
            replies = trip(self._redis, [facets.count(kind, key, keys) for _, key in chosen if key])
        known = (facets.counted(reply) for reply in replies)
        rows = [NameCount(c.name, c.quotations, as_date(c.since), as_date(c.until)) for c in known if c.quotations]
        return Walked(rows, chosen[-1][0] if len(found) > limit else None)

    def _listed(self, kind: str, prefix: str, after: str, most: int) -> list[tuple[str, str]]:
        """Return (place, key) of names in order: by their keys, then people by their last names.

        A place among last names starts with NUL. The key is empty for one that was listed among the keys already.
        """
        keys = self.last.keys
        found: list[tuple[str, str]] = []
        if not after.startswith(_BY_LAST_NAME):
            found = [(key, key) for key in facets.listed(self._redis, keys, kind, prefix, after, most)]
        if prefix and kind == SPEAKERS and len(found) < most:
            start = after.removeprefix(_BY_LAST_NAME) if after.startswith(_BY_LAST_NAME) else ""
            for member in facets.listed_by_last_name(self._redis, keys, prefix, start, most):
                key = member.partition("\0")[2]
                found.append((_BY_LAST_NAME + member, "" if key.startswith(prefix) else key))
        return found

    def stats(self) -> Stats:
        """Return how much the index holds, and when it was built and last written to."""
        keys = self.reader().keys
        with translated():
            commands: list[Command] = [("HMGET", keys.counts, "documents", "quotations", "revision", "written")]
            commands += [("HGET", LIVE, "built")]
            shards = [keys.names_shard(kind, n) for kind in (SPEAKERS, OUTLETS) for n in range(NAME_SHARDS)]
            commands.append(("HLEN", keys.aside))
            replies = trip(self._redis, commands + [("ZCARD", s) for s in shards])
        (documents, quotations, revision, written), built, aside, *sizes = replies
        return Stats(
            int(documents or 0),
            int(quotations or 0),
            f"{keys.generation}.{int(revision or 0)}",
            sum(sizes[:NAME_SHARDS]),
            sum(sizes[NAME_SHARDS:]),
            int(built) if built else None,
            int(written) if written else None,
            tallies.read_by_others(self._redis, self.gazetteer),
            aside,
        )

    def set_aside(self) -> list[str]:
        """Return what of the corpus could not be read and why, a line each."""
        return Aside(self._redis, self.reader().keys).reasons()

    def overview(self) -> Overview:
        """Return how much the index holds and of what kind: by field, by month, by speaker and by outlet."""
        stats, keys = self.stats(), self.last.keys
        with translated():
            known, months = tallies.read(trip(self._redis, [("HGETALL", keys.counts)])[0])
            ranked = {kind: facets.most_quoted(self._redis, keys, kind, _MOST_RANKED) for kind in (SPEAKERS, OUTLETS)}
        most_quoted, most_quoting = ([Ranked(c.name, c.quotations) for c in ranked[kind]] for kind in (SPEAKERS, OUTLETS))
        return Overview(
            **asdict(stats),
            known={name: known.get(name, 0) for name in FIELDS},
            months=[(month, number) for month, number in sorted(months.items()) if month],
            undated=months.get(NO_MONTH, 0),
            most_quoted=most_quoted,
            most_quoting=most_quoting,
            set_aside_reasons=Aside(self._redis, keys).reasons()[:_MOST_RANKED],
        )

    # -- the ways to what is wanted ----------------------------------------------------------------------------------

    def _by_document(self, before: int) -> Iterator[tuple[int, list[Page]]]:
        """Yield documents under a page, newest first: the number of the first page, and the pages."""
        reader = self.reader()
        (allocated,) = trip(self._redis, [("HGET", reader.keys.counts, "pages")])
        last = min(before, int(allocated or 0)) - 1
        highest = last // _GROUP
        for group in range(highest, -1, -_GROUPS_A_TRIP):
            groups = range(group, max(-1, group - _GROUPS_A_TRIP), -1)
            replies = trip(self._redis, [("HGETALL", reader.keys.page_group(g * _GROUP)) for g in groups])
            for number, held in zip(groups, replies, strict=True):
                contents = {number * _GROUP + int(n): content for n, content in zip(held[::2], held[1::2], strict=True)}
                yield from self._whole({n: content for n, content in contents.items() if n <= last})

    def _whole(self, contents: dict[int, bytes]) -> Iterator[tuple[int, list[Page]]]:
        """Yield the documents of a group of pages whose first page is in it, newest first."""
        reader = self.last
        pages = {n: page for n, content in contents.items() if (page := reader.page(content)) is not None}
        ids = list(dict.fromkeys(bytes.fromhex(page.document.id) for _, page in sorted(pages.items())))
        replies = trip(self._redis, [("HGET", reader.keys.entry(i), i) for i in ids])
        entries = sorted((unpacked(r) for r in replies if r is not None), key=lambda entry: -entry.first)
        for entry in entries:
            if entry.is_held and entry.first in pages:
                own = [pages.get(n) for n in range(entry.first, entry.first + entry.pages)]
                if None in own:  # a long document, over several groups
                    own = reader.pages(range(entry.first, entry.first + entry.pages))
                if None not in own:
                    yield entry.first, own  # type: ignore[misc]

    def _keys_of(self, name: str) -> frozenset[str]:
        """Return the key of a speaker; of a last name alone, those of everybody who bears it."""
        keys, key = self.reader().keys, speaker_key(name)
        return frozenset((key, *(facets.namesakes(self._redis, keys, name) if " " not in key else ())))

    def _units_of(self, wanted: Filter, speakers: frozenset[str], below: int) -> Iterator[tuple[Unit | None, int]]:
        """Yield candidate units numbered below `below`, newest first. `_OVER` on the last number: the limit of the scan was reached."""
        numbered = self._narrowed(wanted, speakers, below)
        if numbered is None:
            yield from self._all_units(below)
            return
        looked = 0
        for units in numbered:
            for n in range(0, len(units), _PAGES_A_TRIP):
                some = units[n : n + _PAGES_A_TRIP]
                pages = list(dict.fromkeys(u >> SLOT_BITS for u in some))
                read = dict(zip(pages, self.last.pages(pages), strict=True))
                for u in some:
                    page, place = read[u >> SLOT_BITS], u & (1 << SLOT_BITS) - 1
                    yield (page.unit(place) if page is not None and place < len(page) else None), u
                looked += len(pages)
                if looked >= _MOST_PAGES:
                    yield None, some[-1] | _OVER

    def _all_units(self, below: int) -> Iterator[tuple[Unit | None, int]]:
        """Yield all units under a number, those of the newest document first; within a document the last comes first."""
        looked = 0
        for first, own in self._by_document((below - 1 >> SLOT_BITS) + 1):
            for n in range(len(own) - 1, -1, -1):
                for place in range(len(own[n]) - 1, -1, -1):
                    number = first + n << SLOT_BITS | place
                    if number < below:
                        yield own[n].unit(place), number
            looked += len(own)
            if looked >= _MOST_PAGES:
                yield None, first << SLOT_BITS | _OVER

    def _narrowed(self, wanted: Filter, speakers: frozenset[str], below: int) -> Iterator[list[int]] | None:
        """Return the units that words, a speaker or an outlet leave, whichever is there first; None where all must be looked at."""
        with_words = self._with_words(wanted.words, below) if len(wanted.words) > 1 else None
        if with_words is not None:
            return iter((with_words.tolist(),))
        names = [(SPEAKERS, key) for key in sorted(speakers)] or (
            [(OUTLETS, self.gazetteer.outlet_key(wanted.outlet))] if wanted.outlet else []
        )
        if not names:
            return None
        own = (self._of_name(kind, key, wanted, below) for kind, key in names)
        return _batched(merge(*own, key=int.__neg__))

    def _of_name(self, kind: str, key: str, wanted: Filter, below: int) -> Iterator[int]:
        for units, dates in facets.units(self._redis, self.last.keys, kind, key, below):
            for unit, date in zip(units.tolist(), dates.tolist(), strict=True):
                if _is_within(date, wanted):
                    yield unit

    def _with_words(self, words: tuple[str, ...], below: int) -> np.ndarray | None:
        """Return the units that hold every fingerprint of some words which is not too frequent to have a list, or None where all are."""
        keys = self.last.keys
        telling, _ = runs(words)  # a run of function words may go on otherwise in the passage
        prints = np.array(telling, dtype=np.uint64)
        buckets, rests = postings.split(prints, keys.bucket_bits)
        lists = postings.read(trip(self._redis, [("GET", keys.bucket(b)) for b in buckets.tolist()]), rests)
        found: np.ndarray | None = None
        for n in range(len(prints)):
            if lists.bits[n] == postings.DROPPED:
                continue
            units = lists.units[lists.places == n].astype(np.int64)
            if lists.bits[n]:
                (blob,) = trip(self._redis, [("GET", keys.frequent(int(buckets[n]), int(rests[n])))])
                units = np.frombuffer(blob or b"", dtype=postings.UNIT).astype(np.int64)
            found = units if found is None else np.intersect1d(found, units)
        return None if found is None else np.sort(found[found < below])[::-1]

    def _is_wanted(self, unit: Unit, wanted: Filter, speakers: frozenset[str]) -> bool:
        said, document = unit.attribution, unit.document
        if speakers and (said.speaker is None or speaker_key(said.speaker.name) not in speakers):
            return False
        if wanted.outlet is not None:
            names = (said.outlet and said.outlet.name, document.outlet)
            if not any(name and self.gazetteer.same_outlet(name, wanted.outlet) for name in names):
                return False
        if not _is_within(date_of(said.date.value if said.date else None, document.published), wanted):
            return False
        return not wanted.words or f" {' '.join(wanted.words)} " in f" {' '.join(folded(unit.text))} "

    def _served(self, units: list[Unit]) -> list[Quotation]:
        """Return the quotations of units, whole where a unit is a window."""
        out = []
        for unit in units:
            if len(folded(unit.text)) < WINDOW - STRIDE:  # as many words as the shortest window of a longer passage
                out.append(unit.quotation())
            elif (whole := self.quotation(unit.document.id, unit.number)) is not None:
                out.append(whole)
        return out


_OVER = 1 << 40  # beside a unit's number: no more may be looked at


def _batched(units: Iterator[int]) -> Iterator[list[int]]:
    while some := list(islice(units, _PAGES_A_TRIP)):
        yield some


def _is_within(date: int, wanted: Filter) -> bool:
    """Return whether a date lies within those wanted. Of a date without a day or month, its earliest day counts, and its latest."""
    if not (wanted.since or wanted.until):
        return True
    date &= ~ONLY_PUBLISHED
    if not date:
        return False
    latest = date + (_LAST_DAY if date % 10000 == 0 else _LAST_DAY % 100 if date % 100 == 0 else 0)
    return latest >= wanted.since and (not wanted.until or date <= wanted.until)
