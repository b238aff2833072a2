"""Foretells from samples of a long document whether it can be read in its time, so that what cannot is refused soon and not at the end.

What a text costs depends on what is in it, quotations above all, and is known only once it is read. Samples tell the pace; a whole
that would not be read in its time is not begun. Half as much time again bounds what samples do not show: a quotation in a sample has
less before it to look at than one in the whole, which takes up to a fifth longer than they say.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from service.ingestion.budgets import SECONDS, OverBudget
from service.records import Document, Passage

_LONG = 16_000  # characters from which on samples are read first: what is shorter takes two seconds at the very most
_SLOW = 5000  # characters in each second that a text has from which on it might take longer: no text is read that slowly
_SAMPLES = 16  # which lie at equal distances: one that hits a table in the midst of prose decides nothing
_SHARE, _MOST_SHARE = 40, 10  # one character in so many is in a sample, and at most, of a shorter text
_FAR = 1.1  # times what it may take: so far the samples that are drawn may differ from the whole
_LEAST = 400  # characters of a sample: below that, what any document costs counts for more than its length


def read_in_time(
    document: Document,
    read: Callable[[Document], list[Passage]],
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.thread_time,
) -> list[Passage]:
    """Return the passages of a document as `read` finds them.

    `seconds`: of a processor that this may take; whoever calls sees to it that it takes no more than `SPARE` times that. Raises
    OverBudget early if samples of a long document take so long that the whole would take more than `seconds`.
    """
    _require_pace(document, read, seconds, clock)
    return read(document)


def _require_pace(
    document: Document, read: Callable[[Document], list[Passage]], seconds: float, clock: Callable[[], float]
) -> None:
    """Raise OverBudget if a document is long and its samples show that it would take too long."""
    samples = list(_samples(document, seconds))
    if not samples:
        return
    read(samples[0])  # uncounted: the first document of a process waits for tables and patterns that are no part of it
    most = _FAR * seconds * sum(len(sample.text) for sample in samples) / len(document.text)
    began = clock()
    for sample in samples:
        read(sample)
        if clock() - began > most:
            raise OverBudget(f"it would take more than {seconds:.3g} seconds to read")


def _samples(document: Document, seconds: float) -> Iterator[Document]:
    """Yield samples of a long document; none of one whose source states who says what, of which little is left to read."""
    whole = len(document.text)
    if whole < max(_LONG, _SLOW * seconds) or document.stated:
        return
    number = min(_SAMPLES, whole // (_MOST_SHARE * _LEAST))
    size, part = max(_LEAST, whole // (_SHARE * number)), whole // number
    for n in range(number):
        start = n * part + (part - size) // 2
        yield replace(document, text=document.text[start : start + size])
