"""Computes the bars of charts, which templates draw as SVG: without a script, and with the numbers next to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

_WIDTH, _HEIGHT = 720, 160  # of a chart's drawing, in its own units
_WIDEST = 60.0  # a column of a chart with few
_MOST_COLUMNS = 120  # with more, columns are years
_EARLY = 0.005  # share of the quotations, the earliest, that one column may stand for: somebody always quotes Cicero


class Column(NamedTuple):
    """A column of a chart: its label and number, and its place and size in the units of the drawing."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


def columns(months: Iterable[tuple[str, int]]) -> list[Column]:
    """Return the columns of quotations by month, in order and without gaps. `months`: (month or year, number of quotations).

    They are years if there are too many months or some are known to the year alone. A few quotations much earlier than all
    others stand in one column, "before" the next.
    """
    numbers = dict(months)
    early, first = _early(numbers)
    rest = {label: number for label, number in numbers.items() if label >= first}
    labels = _between(min(rest), max(rest)) if rest and all(len(label) == 7 for label in rest) else []
    if not labels or len(labels) > _MOST_COLUMNS:
        years: dict[str, int] = {}
        for label, number in rest.items():
            years[label[:4]] = years.get(label[:4], 0) + number
        rest, first = years, first[:4]
        labels = [f"{year:04}" for year in range(int(min(years)), int(max(years)) + 1)] if years else []
    rows = [(f"before {first}", early)] * (early > 0) + [(label, rest.get(label, 0)) for label in labels]
    most, step = max((number for _, number in rows), default=1), min(_WIDEST, _WIDTH / max(1, len(rows)))
    gap = min(2.0, step / 5)
    out = []
    for n, (label, number) in enumerate(rows):
        height = number / most * _HEIGHT
        out.append(Column(label, number, round(n * step, 2), round(_HEIGHT - height, 2), round(step - gap, 2), round(height, 2)))
    return out


def _early(numbers: dict[str, int]) -> tuple[int, str]:
    """Return how many quotations are much earlier than the others, and the first label that is not."""
    total, early = sum(numbers.values()), 0
    for label in sorted(numbers):
        if early + numbers[label] > _EARLY * total:
            return early, label
        early += numbers[label]
    return 0, ""


def shares(known: Mapping[str, int], quotations: int) -> list[tuple[str, int, float]]:
    """Return each field with the number of quotations that have it known, and their share of all, 0 to 1."""
    total = max(1, quotations)
    return [(name, number, number / total) for name, number in known.items()]


def _between(first: str, last: str) -> list[str]:
    """Return the months from one to another."""
    a, b = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(a, b + 1)]
