"""Editors' corrections, kept with the corpus: a rebuild, other rules and a restored backup find them again.

A file holds all that editors did to one quotation, in order, so that it is also a log. It is filed by the address of the document and
by its text: one of the two is still the same when a reader finds another title or another address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

import orjson

from service.correcting import Entry, Ruling, folded, match, place_of
from service.records import Document, Quotation
from service.storage.stores import Store

FOLDER = "corrections"
_ANCHOR_DIGITS, _NAME_DIGITS = 32, 16  # hexadecimal digits of the name of a folder, and of a file


@dataclass(frozen=True, slots=True)
class Filed:
    """The rulings on all documents, by the folders that they are filed in."""

    by_anchor: Mapping[str, Sequence[Ruling]] = field(default_factory=dict)

    def of(self, document: Document) -> list[Ruling]:
        """Return the rulings that may concern a document."""
        if not self.by_anchor:
            return []
        return _unique(ruling for anchor in _anchors(document.url, document.sha256) for ruling in self.by_anchor.get(anchor, ()))

    def all(self) -> list[Ruling]:
        """Return every ruling once."""
        return _unique(ruling for rulings in self.by_anchor.values() for ruling in rulings)


class Corrections:
    """The corrections in a store. Methods that write raise StorageUnavailable, those that read OSError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, quotation: Quotation, entry: Entry) -> Ruling:
        """Store what an editor did to a quotation. Returns all that editors did to it. Call it while no other writer may."""
        before = self.of(quotation)
        start, end = place_of(quotation.parts)
        document = quotation.document
        ruling = before or Ruling(document.id, document.url, document.sha256, folded(quotation.text), start, end)
        ruling = replace(ruling, document=document.id, entries=(*ruling.entries, entry))
        content = orjson.dumps(asdict(ruling))
        for anchor in _anchors(ruling.url, ruling.sha256):
            self._store.put(f"{FOLDER}/{anchor}/{_name(ruling)}.json", content)
        return ruling

    def of(self, quotation: Quotation) -> Ruling | None:
        """Return all that editors did to a quotation, None for nothing."""
        document = quotation.document
        found = _unique(ruling for anchor in _anchors(document.url, document.sha256) for ruling in self._in(anchor))
        words, places = [folded(quotation.text)], [place_of(quotation.parts)]
        alike = [r for r in found if match(r, words, places, is_same_text=r.sha256 == document.sha256) is not None]
        return min(alike, key=lambda r: abs(r.start - places[0][0]), default=None)

    def of_document(self, document: Document) -> list[Ruling]:
        """Return the rulings that may concern a document."""
        return _unique(ruling for anchor in _anchors(document.url, document.sha256) for ruling in self._in(anchor))

    def all(self) -> Filed:
        """Return every ruling. There are as many as editors made, which is few beside the quotations."""
        by_anchor: dict[str, list[Ruling]] = defaultdict(list)
        for found in self._store.list(f"{FOLDER}/"):
            ruling = self._read(found.name)
            if ruling is not None:
                by_anchor[found.name.split("/")[1]].append(ruling)
        return Filed(dict(by_anchor))

    def _in(self, anchor: str) -> Iterator[Ruling]:
        for found in self._store.list(f"{FOLDER}/{anchor}/"):
            ruling = self._read(found.name)
            if ruling is not None:
                yield ruling

    def _read(self, name: str) -> Ruling | None:
        """Return the ruling of a file, None if it was deleted meanwhile."""
        content = self._store.get(name)
        if content is None:
            return None
        values = orjson.loads(content)
        return Ruling(**{**values, "entries": tuple(Entry(**entry) for entry in values["entries"])})


def _anchors(url: str | None, digest: str) -> list[str]:
    """Return the names of the folders in which the rulings on a document are filed."""
    texts = [f"text {digest}", *([f"url {url}"] if url else [])]
    return [sha256(text.encode()).hexdigest()[:_ANCHOR_DIGITS] for text in texts]


def _name(ruling: Ruling) -> str:
    return sha256(f"{ruling.start} {ruling.words}".encode()).hexdigest()[:_NAME_DIGITS]


def _unique(rulings: Iterator[Ruling]) -> list[Ruling]:
    """Return each ruling once, the one with the most entries of those on the same words."""
    out: dict[tuple[str, int, str], Ruling] = {}
    for ruling in rulings:
        key = (ruling.words, ruling.start, ruling.sha256)
        if key not in out or len(out[key].entries) < len(ruling.entries):
            out[key] = ruling
    return list(out.values())
