"""What quotations count for beside their number: which fields of each are known, and in which month it was said or published.

A quotation's share is packed into one number, so that many of them take little memory: a bit for each field that is known,
above the date's year and month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from schemas.vocabulary import FIELDS
from service.index.layout.facets import ONLY_PUBLISHED

KNOWN, MONTH = "k:", "m:"  # before the name of a field that is known, and before a month
NO_MONTH = ""
_DATE_BITS = 20  # of year and month as yyyymm


def share(fields: Iterable[object], date: int) -> int:
    """What one quotation counts for: its fields in the order of FIELDS, None where one is not known, and its date: see `facets`."""
    known = 0
    for n, value in enumerate(fields):
        if value is not None:
            known |= 1 << n
    return known << _DATE_BITS | (date & ~ONLY_PUBLISHED) // 100


def tally(shares: Iterable[int]) -> Counter[str]:
    """The counts of quotations, from the share of each."""
    out: Counter[str] = Counter()
    for packed, number in Counter(shares).items():
        known, date = packed >> _DATE_BITS, packed & (1 << _DATE_BITS) - 1
        out.update({KNOWN + name: number for n, name in enumerate(FIELDS) if known >> n & 1})
        out[MONTH + _month(date)] += number
    return out


def knows_speaker(packed: int) -> bool:
    """Whether the speaker of a quotation is known, from its share."""
    return bool(packed >> _DATE_BITS & 1 << FIELDS.index("speaker"))


def _month(digits: int) -> str:
    """The month of yyyymm, or the year where that is all that is known."""
    year, month = divmod(digits, 100)
    return f"{year:04}-{month:02}" if month else f"{year:04}" if year else NO_MONTH
