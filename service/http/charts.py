"""Charts as the places of bars, which templates draw as SVG: no script, and the numbers stand beside them for everybody."""

from __future__ import annotations

from typing import Any, NamedTuple

_WIDTH, _HEIGHT = 720, 160  # of a chart's drawing, in its own units
_MOST_COLUMNS = 120  # with more, columns are years


class Column(NamedTuple):
    """A column of a chart: what it stands for, how many, and its place in the drawing."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


def columns(months: list[dict[str, Any]]) -> list[Column]:
    """Quotations by month, from the first to the last without a gap; by year where there are many months or only years are known."""
    numbers = {row["month"]: row["quotations"] for row in months if len(row["month"]) == 7}
    labels = _between(min(numbers), max(numbers)) if numbers else []
    if len(labels) > _MOST_COLUMNS or len(numbers) < len(months):
        numbers = {}
        for row in months:
            numbers[row["month"][:4]] = numbers.get(row["month"][:4], 0) + row["quotations"]
        labels = [f"{year:04}" for year in range(int(min(numbers)), int(max(numbers)) + 1)] if numbers else []
        if len(labels) > _MOST_COLUMNS:  # somebody quoted Cicero
            labels = sorted(numbers)
    most, step = max(numbers.values(), default=1), _WIDTH / max(1, len(labels))
    heights = [numbers.get(label, 0) / most * _HEIGHT for label in labels]
    gap = min(2.0, step / 5)
    return [
        Column(label, numbers.get(label, 0), round(n * step, 2), round(_HEIGHT - h, 2), round(step - gap, 2), round(h, 2))
        for n, (label, h) in enumerate(zip(labels, heights, strict=True))
    ]


def shares(known: dict[str, Any]) -> list[tuple[str, int, float]]:
    """Each field with how many quotations have it known, and their share of all."""
    total = max(1, known["quotations"])
    return [(name, number, number / total) for name, number in known["known"].items()]


def _between(first: str, last: str) -> list[str]:
    a, b = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(a, b + 1)]
