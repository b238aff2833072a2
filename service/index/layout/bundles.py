"""Bundles: documents to be written together, with the fingerprints of all their units computed at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.index.layout.fingerprints import UNIT_BITS, of_passages
from service.index.layout.pages import Encoded
from service.index.layout.postings import SLOT_BITS, UNIT

SLOTS = 1 << SLOT_BITS
_UNIT_MASK = np.uint64((1 << UNIT_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Encoded documents with their postings.

    `packed`: uint64 array of shape (postings,), sorted: fingerprint << UNIT_BITS | index of the unit among those of all
    documents in order, as `fingerprints.of_passages` returns it.
    """

    documents: list[Encoded]
    packed: np.ndarray

    @property
    def units(self) -> int:
        """The number of units of all documents."""
        return sum(len(document.slots) for document in self.documents)

    def placed(self, first: Sequence[int | None]) -> tuple[np.ndarray, np.ndarray]:
        """Select the postings of the documents that have been given pages.

        `first`: the first page of each document, None for one to leave out. Returns `packed` without the postings of those
        (uint64), and the number in the index of every unit of the bundle (uint32, shape (units,)); the numbers of units that
        are left out mean nothing.
        """
        units = np.array(
            [(at or 0) * SLOTS + slot for document, at in zip(self.documents, first, strict=True) for slot in document.slots],
            dtype=UNIT,
        )
        if None not in first:
            return self.packed, units
        lengths = [len(document.slots) for document in self.documents]
        is_chosen = np.repeat([at is not None for at in first], lengths)
        return self.packed[is_chosen[(self.packed & _UNIT_MASK).astype(np.int64)]], units

    def only(self, n: int) -> Bundle:
        """Return a bundle of document `n` alone."""
        start = sum(len(document.slots) for document in self.documents[:n])
        units = (self.packed & _UNIT_MASK).astype(np.int64) - start
        chosen = (units >= 0) & (units < len(self.documents[n].slots))
        return Bundle([self.documents[n]], self.packed[chosen] - np.uint64(start))


def bundled(documents: Sequence[tuple[Encoded, list[list[str]]]]) -> Bundle:
    """Bundle documents as `pages.encode` returns them: each with the folded words of its units."""
    return Bundle([document for document, _ in documents], of_passages([unit for _, words in documents for unit in words]))


def joined(bundles: Sequence[Bundle]) -> Bundle:
    """Join bundles to one, whose documents are in the same order."""
    if len(bundles) == 1:
        return bundles[0]
    starts = np.cumsum([0, *(bundle.units for bundle in bundles[:-1])]).astype(np.uint64)
    packed = np.concatenate([bundle.packed + start for bundle, start in zip(bundles, starts, strict=True)])
    packed.sort()
    return Bundle([document for bundle in bundles for document in bundle.documents], packed)
