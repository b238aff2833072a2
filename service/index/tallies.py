"""What quotations count for beside their number: which fields of each are known, and in which month it was said or published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from service.index.facets import ONLY_PUBLISHED, date_of
from service.records import FIELDS

KNOWN, MONTH = "k:", "m:"  # before the name of a field that is known, and before a month
NO_MONTH = ""


def tally(quotations: Iterable[tuple[Mapping[str, object], str | None, str | None]]) -> Counter[str]:
    """The counts of quotations, each as its fields (None where one is not known), when it was said, and when it was published."""
    out: Counter[str] = Counter()
    for fields, said, published in quotations:
        out.update(KNOWN + name for name in FIELDS if fields[name] is not None)
        out[MONTH + _month(date_of(said, published))] += 1
    return out


def _month(digits: int) -> str:
    """The month of yyyymmdd, or the year where that is all that is known."""
    year, month = divmod((digits & ~ONLY_PUBLISHED) // 100, 100)
    return f"{year:04}-{month:02}" if month else f"{year:04}" if year else NO_MONTH
