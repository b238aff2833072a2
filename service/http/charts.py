"""Charts as the places of bars, which templates draw as SVG: no script, and the numbers stand beside them for everybody."""

from __future__ import annotations

from typing import Any, NamedTuple

_WIDTH, _HEIGHT = 720, 160  # of a chart's drawing, in its own units
_MOST_COLUMNS = 120  # with more, columns are years
_EARLY = 0.005  # share of the quotations, the earliest, that one column may stand for: somebody always quotes Cicero


class Column(NamedTuple):
    """A column of a chart: what it stands for, how many, and its place in the drawing."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


def columns(months: list[dict[str, Any]]) -> list[Column]:
    """Quotations by month, from the first to the last without a gap; by year where there are many months or only years are known.

    A few that are much earlier than all others stand in one column, "before" the next.
    """
    numbers = {row["month"]: row["quotations"] for row in months}
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
    most, step = max((number for _, number in rows), default=1), _WIDTH / max(1, len(rows))
    gap = min(2.0, step / 5)
    out = []
    for n, (label, number) in enumerate(rows):
        height = number / most * _HEIGHT
        out.append(Column(label, number, round(n * step, 2), round(_HEIGHT - height, 2), round(step - gap, 2), round(height, 2)))
    return out


def _early(numbers: dict[str, int]) -> tuple[int, str]:
    """How many quotations are much earlier than the others, and the first label that is not."""
    total, early = sum(numbers.values()), 0
    for label in sorted(numbers):
        if early + numbers[label] > _EARLY * total:
            return early, label
        early += numbers[label]
    return 0, ""


def shares(known: dict[str, Any]) -> list[tuple[str, int, float]]:
    """Each field with how many quotations have it known, and their share of all."""
    total = max(1, known["quotations"])
    return [(name, number, number / total) for name, number in known["known"].items()]


def _between(first: str, last: str) -> list[str]:
    a, b = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(a, b + 1)]
