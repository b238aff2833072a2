"""Tallies: how many documents and quotations a generation holds, with which fields known, and from which months.

All of them are fields of one hash (`KeySpace.counts`) that changes in one step. The share of a quotation in them is packed
into one number, so that many shares take little memory: a bit for each known field, above the date's year and month.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from schemas.vocabulary import FIELDS
from service.derivation import derivation
from service.index.layout.facets import ONLY_PUBLISHED
from service.index.server import keys as k
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer

KNOWN, MONTH = "k:", "m:"  # prefixes of counts: of quotations with a field known, of quotations of a month
RULES = "r:"  # prefix of counts: of documents whose quotations were found by rules with a stamp
NO_MONTH = ""
_DATE_BITS = 20  # of year and month as yyyymm: up to 999,912


def share(fields: Iterable[object], date: int) -> int:
    """Pack the share of a quotation. `fields`: in the order of FIELDS, None for one that is not known; `date`: as `facets.date_of`."""
    known = 0
    for n, value in enumerate(fields):
        if value is not None:
            known |= 1 << n
    return known << _DATE_BITS | (date & ~ONLY_PUBLISHED) // 100


def tally(shares: Iterable[int]) -> Counter[str]:
    """Count quotations by known field and by month, given their shares."""
    out: Counter[str] = Counter()
    for packed, number in Counter(shares).items():
        known, date = packed >> _DATE_BITS, packed & (1 << _DATE_BITS) - 1
        out.update({KNOWN + name: number for n, name in enumerate(FIELDS) if known >> n & 1})
        out[MONTH + _month(date)] += number
    return out


def tally_rules(stamps: Iterable[str]) -> Counter[str]:
    """Count documents by the rules that found their quotations, given the stamp of each, empty for none."""
    return Counter({RULES + stamp: number for stamp, number in Counter(stamps).items() if stamp})


def change(keys: KeySpace, changes: Mapping[str, int]) -> Command:
    """Return the command that adds to counts, by name, and so invalidates every cached answer."""
    increments = (value for name, by in changes.items() if by for value in (name, by))
    return scripts.call(scripts.COUNT, [keys.counts], int(time.time()), *increments)


def read(reply: Sequence[bytes]) -> tuple[dict[str, int], dict[str, int]]:
    """Read the reply to HGETALL of the counts: (quotations by known field, quotations by month)."""
    fields = {name.decode(): int(value) for name, value in zip(reply[::2], reply[1::2], strict=True)}
    known, months = ({n.removeprefix(p): v for n, v in fields.items() if n.startswith(p)} for p in (KNOWN, MONTH))
    return known, months


def read_by_others(client: Client, gazetteer: Gazetteer) -> int:
    """Count the documents of the live generation that other rules read than those of this process. Raises redis.RedisError.

    Documents that a generation holds which is being built to replace it, as read by these rules, are not counted.
    """
    own = RULES + derivation(gazetteer).rules
    settings = trip(client, [("HMGET", key, "generation", "bucket_bits") for key in (k.LIVE, k.BUILDING)])
    live, building = (_by_rules(client, *fields) for fields in settings)
    return max(0, sum(number for rules, number in live.items() if rules != own) - building.get(own, 0))


def _by_rules(client: Client, generation: bytes | None, bits: bytes | None) -> dict[str, int]:
    """Return {stamp of rules, with its prefix: documents} of a generation."""
    if generation is None or bits is None:
        return {}
    (reply,) = trip(client, [("HGETALL", KeySpace(generation.decode(), int(bits)).counts)])
    fields = zip(reply[::2], reply[1::2], strict=True)
    return {name.decode(): int(value) for name, value in fields if name.startswith(RULES.encode())}


def knows_speaker(packed: int) -> bool:
    """Return whether the speaker of a quotation is known, given its share."""
    return bool(packed >> _DATE_BITS & 1 << FIELDS.index("speaker"))


def _month(digits: int) -> str:
    """Format yyyymm as a month, or as a year if no month is known."""
    year, month = divmod(digits, 100)
    return f"{year:04}-{month:02}" if month else f"{year:04}" if year else NO_MONTH
