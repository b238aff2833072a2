"""Answers questions about the index: candidates for a claim, documents and quotations by id, and how much it holds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import islice

from service.index.asking.holdings import Holdings
from service.index.asking.lookup import Candidate, Lookup
from service.index.layout import facets
from service.index.layout.entries import unpacked
from service.index.layout.pages import STRIDE, Joined, Page, Unit, whole_quotation
from service.index.server.errors import translated
from service.index.server.keys import SPEAKERS
from service.index.server.servers import require_whole, what_is_lost
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.speaker_keys import speaker_key
from service.records import CitedDocument, Coverage, NameCount, Quotation, ReadDocument

_WHOLE_SECONDS = 1.0
_JOINED = 3  # quotations of a long claim whose windows are joined
_ABOVE = 1 << 32  # every unit's number
_MOST_COUNTED = 10_000  # speakers whose coverage is remembered for one revision


class Index(Lookup):
    """Reads the live generation. Every method raises IndexUnavailable if Redis does not answer or holds no index."""

    def __init__(self, client: Client, gazetteer: Gazetteer, corpus: str | None = None) -> None:
        super().__init__(client, gazetteer, corpus)
        self._wholeness: tuple[float, bool] = (float("-inf"), True)
        self._counted: tuple[str | None, dict[str | None, Coverage]] = (None, {})

    def ready(self) -> Holdings:
        """Return how much the index holds."""
        keys = self.reader().keys
        with translated():
            (counts,) = trip(self._redis, [("HMGET", keys.counts, "documents", "quotations", "revision")])
        documents, quotations, revision = (int(c or 0) for c in counts)
        return Holdings(documents, quotations, f"{keys.generation}.{revision}")

    def require_whole(self) -> None:
        """Raise IndexUnavailable if part of the index may be lost: what was not found may be gone."""
        with translated():
            require_whole(self._redis)

    def is_whole(self) -> bool:
        """Return whether no part of the index can be lost, as of a second ago. If not, there may have been more to find."""
        at, is_whole = self._wholeness
        if time.monotonic() - at > _WHOLE_SECONDS:
            with translated():
                is_whole = not what_is_lost(self._redis)
            self._wholeness = (time.monotonic(), is_whole)
        return is_whole

    def coverage(self, speaker: str | None, revision: str | None = None) -> Coverage:
        """Return how much was searched: of the whole index, and of one speaker.

        `revision`: that of the answer it goes with; counts are cached for one revision.
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

    def _count(self, speaker: str | None) -> Coverage:
        keys = self.last.keys
        commands: list[Command] = [("HMGET", keys.counts, "quotations", "documents")]
        if speaker:
            commands.append(facets.count(SPEAKERS, speaker_key(speaker), keys))
        with translated():
            (quotations, documents), *rest = trip(self._redis, commands)
        known = None
        if rest:
            _, number, since, until = facets.counted(rest[0])
            known = NameCount(speaker or "", number, as_date(since), as_date(until))
        return Coverage(known, int(quotations or 0), int(documents or 0))

    def namesakes(self, name: str) -> set[str]:
        """Return the keys of the indexed speakers who have the surname of a name."""
        with translated():
            return facets.namesakes(self._redis, self.last.keys, name)

    def document(self, document_id: str) -> ReadDocument | None:
        """Return a document with its quotations, or None if it is not indexed. `document_id`: 16 hex digits."""
        found = self._read(document_id)
        if found is None:
            return None
        document, units, first = found
        return ReadDocument(document, first.source, tuple(whole_quotation(units[n]) for n in sorted(units)), first.rules or None)

    def quotation(self, document_id: str, number: int) -> Quotation | None:
        """Return one quotation of a document, or None if there is none of that number."""
        found = self._read(document_id)
        return None if found is None or number not in found[1] else whole_quotation(found[1][number])

    def said_by(self, speaker: str, most: int) -> list[Candidate]:
        """Return what the index holds under a speaker's name, the newest first, `most` passages at most."""
        reader, key = self.last, speaker_key(speaker)
        with translated():
            found = facets.units(self._redis, reader.keys, SPEAKERS, key, _ABOVE)
            numbers = list(islice((n for segment, _ in found for n in segment.tolist()), most))
            units = self._units(reader, numbers) or []
        own = (u for u in units if u is not None and u.attribution.speaker and speaker_key(u.attribution.speaker.name) == key)
        return [Candidate(0.0, False, unit) for unit in own]

    def stretches(self, candidates: Sequence[Candidate], words: int) -> list[Candidate]:
        """Return the candidates of a claim of more words than windows overlap by, with windows of one quotation in a row joined.

        Of the likeliest few quotations, as many windows on either side of the likeliest one are joined as the claim may reach.
        """
        reach = -(-words // STRIDE)
        of: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            of.setdefault(candidate.unit.id, []).append(candidate)
        return [self._stretch(found[0], reach) if n < _JOINED else found[0] for n, found in enumerate(of.values())]

    def between(self, first: Unit, last: Unit) -> Unit:
        """Return the stretch of a quotation from one of its windows to another."""
        windows = self._windows(first)
        places = [n for n, unit in enumerate(windows) if unit.parts[0].start in (first.parts[0].start, last.parts[0].start)]
        return Joined(windows[places[0] : places[-1] + 1]) if len(places) > 1 else first

    def _stretch(self, candidate: Candidate, reach: int) -> Candidate:
        """Return a candidate with `reach` windows of its quotation on either side of it."""
        windows = self._windows(candidate.unit)
        start = candidate.unit.parts[0].start
        at = next((n for n, unit in enumerate(windows) if unit.parts[0].start == start), None)
        if at is None or len(windows) == 1:
            return candidate
        return Candidate(candidate.votes, True, Joined(windows[max(0, at - reach) : at + reach + 1]))

    def _windows(self, unit: Unit) -> list[Unit]:
        """Return the windows of the quotation that a unit is of, in order; itself alone if its document is gone."""
        found = self._read(unit.document.id)
        return found[1].get(unit.number, [unit]) if found else [unit]

    def _read(self, document_id: str) -> tuple[CitedDocument, dict[int, list[Unit]], Page] | None:
        """Return a document, the units of its quotations by their numbers, and its first page."""
        reader, raw = self.reader(), bytes.fromhex(document_id)
        with translated():
            (value,) = trip(self._redis, [("HGET", reader.keys.entry(raw), raw)])
            if value is None:
                return None
            entry = unpacked(value)
            found = reader.pages(range(entry.first, entry.first + entry.pages))
        pages = [page for page in found if page is not None]
        if not pages or len(pages) < len(found):
            return None
        units: dict[int, list[Unit]] = {}
        for page in pages:
            for place in range(len(page)):
                unit = page.unit(place)
                units.setdefault(unit.number, []).append(unit)
        return pages[0].document, units, pages[0]


def as_date(digits: int) -> str | None:
    """Return the ISO 8601 date of yyyymmdd, in which zeros stand for what is not known; None for 0."""
    text = f"{digits:08}"
    return "-".join(p for p in (text[:4], text[4:6], text[6:]) if p.strip("0")) or None
