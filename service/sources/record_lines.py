"""Lines of a printed record without what the printer put around them: numbers that count them, heads and feet of pages."""

from __future__ import annotations

import re
from itertools import pairwise

_PAGE_MARK = re.compile(r"\s{0,9}\[\[Page [A-Z]{0,2}\d{1,6}\]\]\s{0,9}")  # of the Congressional Record
_TIME_MARK = re.compile(r"\s{0,60}\{time\}\s{1,9}\d{4}\s{0,9}")  # of the House, between paragraphs
_NUMBERED, _LEAST_NUMBERED = 0.6, 5  # share and number of lines that go on counting, from which on they are numbered
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?"
_COUNTED = re.compile(
    rf"\s{{0,9}}(?:{_TIME}\s{{1,9}}|\d{{3,6}}:)?(\d{{1,3}})(?:\s|$)"
)  # of a line, behind that of its page or when it was said
_LINE_OF_PAGE = re.compile(rf"\s{{0,9}}(?:{_TIME}\s{{1,9}})?(?P<number>\d{{1,2}})(?P<line>\s.*|)$")  # also behind when it was said
_TIME_BEHIND = re.compile(rf"(?<!\s)\s{{2,}}{_TIME}$")
_LEAST_ON_PAGE, _MOSTLY = (
    3,
    0.9,
)  # lines of a page between form feeds that are counted, and their share of those from the first to the last
_MOST_AROUND = 6  # lines between the last of a page and the first of the next


def without_page_marks(lines: list[str]) -> list[str]:
    """Return the lines of a record without the marks of its printed pages, which stand within sentences, and the blank ones about them."""
    out: list[str] = []
    is_behind = False  # a mark, and nothing but blank lines since
    for line in lines:
        if _TIME_MARK.fullmatch(line):
            continue
        if _PAGE_MARK.fullmatch(line):
            while out and not out[-1].strip():
                out.pop()
            is_behind = True
        elif line.strip() or not is_behind:
            out.append(line)
            is_behind = False
    return out


def unnumbered(lines: list[str]) -> list[str]:
    """Return the lines of a record without the numbers that count them on each page, where most have one, and without what stands
    between the last line of a page and the first of the next."""
    pages = _pages(lines)
    if any(map(_is_counted, pages)):
        return [line for page in pages for line in (_uncounted(page) if _is_counted(page) else page)]
    numbers = [int(match[1]) if (match := _COUNTED.match(line)) else None for line in lines]
    return _between_numbers(lines, numbers) if _are_counted(lines, numbers) else lines


def _pages(lines: list[str]) -> list[list[str]]:
    """Return the lines of each page of a text that has form feeds between them; none of any other text."""
    text = "\n".join(lines)
    return [page.split("\n") for page in text.split("\f")] if "\f" in text else []


def _counted(page: list[str]) -> list[tuple[int, re.Match[str]]]:
    """Return the lines of a page that have the numbers 1, 2 and so on, with where they stand."""
    out: list[tuple[int, re.Match[str]]] = []
    for n, line in enumerate(page):
        match = _LINE_OF_PAGE.match(line)
        if match and int(match["number"]) == len(out) + 1:
            out.append((n, match))
    return out


def _is_counted(page: list[str]) -> bool:
    """Return whether most of a page is lines that are counted from 1, with a few above and below them."""
    counted = _counted(page)
    if len(counted) < _LEAST_ON_PAGE:
        return False
    within = page[counted[0][0] : counted[-1][0] + 1]
    return len(counted) >= _MOSTLY * sum(bool(line.strip()) for line in within)


def _uncounted(page: list[str]) -> list[str]:
    """Return the lines of such a page without their numbers and times, and without what is above the first and below the last."""
    counted = dict(_counted(page))
    within = ((page[n], counted.get(n)) for n in range(min(counted), max(counted) + 1))
    return [_TIME_BEHIND.sub("", (match["line"] if match else line).rstrip()) for line, match in within]


def _are_counted(lines: list[str], numbers: list[int | None]) -> bool:
    """Return whether most lines that are not blank have numbers that go on counting."""
    told = [number for number in numbers if number is not None]
    going_on = sum(b in (a + 1, 1) for a, b in pairwise(told))
    return len(told) >= _LEAST_NUMBERED and going_on >= _NUMBERED * sum(bool(line.strip()) for line in lines)


def _between_numbers(lines: list[str], numbers: list[int | None]) -> list[str]:
    """Return the lines without their numbers, and without a few that stand between pages."""
    out: list[str] = []
    between: list[str] = []  # lines without a number since the last with one
    last = 0
    for line, number in zip(lines, numbers, strict=True):
        if number is None or number not in (last + 1, 1):
            between.append(line)
            continue
        out += between if number != 1 or not last or _are_many(between) else []
        out.append(_TIME_BEHIND.sub("", _COUNTED.sub("", line, count=1).rstrip()).strip())
        between, last = [], number
    return out + (between if not last or _are_many(between) else [])


def _are_many(lines: list[str]) -> bool:
    return sum(bool(line.strip()) for line in lines) > _MOST_AROUND


def indent(line: str) -> int:
    """Return how many columns a line is set in."""
    return len(line) - len(line.lstrip())
