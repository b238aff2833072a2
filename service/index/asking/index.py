"""What the index is asked: candidates for a claim, documents and quotations by id, and how much it holds."""

from __future__ import annotations

import time
from typing import Any

from service.index.asking.lookup import Lookup
from service.index.layout import facets
from service.index.layout.entries import unpacked
from service.index.layout.pages import Page, Unit, whole_quotation
from service.index.server.errors import translated
from service.index.server.keys import SPEAKERS
from service.index.server.servers import require_whole, what_is_lost
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.speaker_keys import speaker_key

_WHOLE_SECONDS = 1.0
_MOST_COUNTED = 10_000  # speakers whose coverage is remembered for one revision


class Index(Lookup):
    """Reads the live generation. Every method raises IndexUnavailable where Redis is away or holds no index."""

    def __init__(self, client: Client, gazetteer: Gazetteer) -> None:
        super().__init__(client, gazetteer)
        self._wholeness: tuple[float, bool] = (float("-inf"), True)
        self._counted: tuple[str | None, dict[str | None, dict[str, Any]]] = (None, {})

    def ready(self) -> dict[str, Any]:
        """What the index holds; raises where it cannot answer."""
        keys = self.reader().keys
        with translated():
            (counts,) = trip(self._redis, [("HMGET", keys.counts, "documents", "quotations", "revision")])
        documents, quotations, revision = (int(c or 0) for c in counts)
        return {"documents": documents, "quotations": quotations, "index_revision": f"{keys.generation}.{revision}"}

    def require_whole(self) -> None:
        """Raise IndexUnavailable where something of the index may be lost: what was not found may be gone."""
        with translated():
            require_whole(self._redis)

    def is_whole(self) -> bool:
        """Whether nothing of the index may be lost, as of a second ago: else what was found may not be all there was to find."""
        at, is_whole = self._wholeness
        if time.monotonic() - at > _WHOLE_SECONDS:
            with translated():
                is_whole = not what_is_lost(self._redis)
            self._wholeness = (time.monotonic(), is_whole)
        return is_whole

    def coverage(self, speaker: str | None, revision: str | None = None) -> dict[str, Any]:
        """What was looked through: all that is indexed, and how much of one speaker.

        `revision`: that of the answer it goes with; what was counted at the same revision is not counted again.
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

    def _count(self, speaker: str | None) -> dict[str, Any]:
        keys = self.last.keys
        commands: list[Command] = [("HMGET", keys.counts, "quotations", "documents")]
        if speaker:
            commands.append(facets.count(SPEAKERS, speaker_key(speaker), keys))
        with translated():
            (quotations, documents), *rest = trip(self._redis, commands)
        known = None
        if rest:
            _, number, since, until = facets.counted(rest[0])
            known = {"name": speaker, "quotations": number, "since": as_date(since), "until": as_date(until)}
        return {"speaker": known, "quotations": int(quotations or 0), "documents": int(documents or 0)}

    def namesakes(self, name: str) -> set[str]:
        """Keys of the speakers in the index who bear the surname of a name."""
        with translated():
            return facets.namesakes(self._redis, self.last.keys, name)

    def document(self, document_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
        """A document and its quotations as served, or None where it is not indexed. The document tells the bytes it was read from."""
        found = self._read(document_id)
        if found is None:
            return None
        known, units, first = found
        if first.source:
            known = {**known, "source": {"sha256": first.source[0], "reader": first.source[1]}}
        if first.rules:
            known = {**known, "rules": first.rules}
        return known, [whole_quotation(units[n]) for n in sorted(units)]

    def quotation(self, document_id: str, number: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """A document and one of its quotations, or None."""
        found = self._read(document_id)
        return None if found is None or number not in found[1] else (found[0], whole_quotation(found[1][number]))

    def _read(self, document_id: str) -> tuple[dict[str, Any], dict[int, list[Unit]], Page] | None:
        """A document, the units of its quotations by their number, and its first page."""
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
    """The date of yyyymmdd with zeros for what is not known; None for 0."""
    text = f"{digits:08}"
    return "-".join(p for p in (text[:4], text[4:6], text[6:]) if p.strip("0")) or None
