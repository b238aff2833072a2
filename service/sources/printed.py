"""Stretches of text as they stand on printed pages → paragraphs: columns, running heads, line numbers and hyphens undone.

Distances are in points from a page's lower left corner. Everything is linear in the number of lines.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from service.knowledge.speaker_keys import TITLES
from service.sources.tables import entries, words

_SPACED = 1.4  # usual distances of lines: more ends a paragraph
_USUAL = 0.3  # quantile of the distances of lines that is the usual one: those between paragraphs are larger
_CLOSE, _SOME = 2.4, 0.1  # heights of a line between close lines, and the share of such that tells them from wide ones
_FAR_BELOW = 2.5  # usual distances between the text and its footnotes
_SHORT = 0.82  # of the lines' usual right edge: a sentence that ends before it ends its paragraph
_SAME_LINE = 0.5  # of the lower one's height that two stretches of one line overlap
_SPACE = 0.12  # of a line's height, from which on a gap in it is a space
_LEAST_NOTICE = 5  # words of a notice that is printed on each page
_EDGE_LINES = 4  # at the top and at the bottom of a page that may be running heads and feet
_RUNNING, _LEAST_PAGES = (
    1 / 3,
    3,
)  # share and number of pages on which a line stands at the edge that is a running head; left and right differ
_NUMBERED, _LEAST_NUMBERED = 0.6, 5  # share and number of lines of a page that go on counting: then they are numbered
_SET_APART = 4.0  # usual heights: what is taller and lies over other lines is a watermark
_MOST_TALL = 20  # of a page that are looked at
_MOST_COLUMNS = 6  # side by side
_GUTTER = 1.2  # line heights between columns
_LEAST_ROWS, _IN_ROWS = 5, 0.6  # rows of two columns, and the share of a page's that keep the gutter free
_LEAST_COLUMN_WORDS = 3  # in the middle a column's lines have as many; cells of tables have fewer

_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")
_HYPHEN = re.compile(r"(?P<word>[^\W\d_]{1,40})(?P<hyphen>[-\u2010\u00ad\ufffe\x02])$")
_SOFT = "\u00ad"  # a hyphen that only shows at a line's end
_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_COUNTED = re.compile(r"(\d{1,3})(?:\s+|$)")
_TURN = re.compile(r"(?:[QA][.:]?\s+\S|(?:THE |BY )?[A-Z][A-Z.’' -]{1,40}[A-Z][.:]\s|Q:|A:)")
_TITLED = re.compile(
    r"(?:The\s)?(?P<title>[A-Z][a-z]{1,13})\.?\s(?:[A-Z]\.\s)?[A-Z][\w'’-]{1,20}(?:\sof\s[A-Z]\w{2,20})?\.\s+[A-Z“\"]"
)  # "Ms. Ek. We"
_PRESIDING = re.compile(r"The\s(?P<title>[A-Z][a-z]{3,13})\.\s+[A-Z“\"]")  # "The Chairman. We"
_MARK, _UNIT = re.compile(r"\d{1,3}(?:,\s?\d{1,3}){0,3}|[*†‡§¶]{1,3}"), re.compile(r"(?:\d|\b[a-zA-Zµ]{1,2})$")
_RAISED, _SMALL = 0.3, 0.85  # of a line's height: how high the mark of a note begins, and how tall it is at most
_CAPITAL = re.compile(r"(?=[^\n]{0,120}[A-Z]{3})[^a-z]{4,120}[^a-z.?!]")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])\.?\s+\S")
_STAMPED = re.compile(
    r"(?P<name>[^\W\d_][^:\d]{1,60}?(?:\s\d{1,2})?)\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
)  # over a turn, as Otter prints it
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


class Line(NamedTuple):
    """A stretch of text on a page; distances in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_counted: bool = False  # on a page whose lines have numbers

    @property
    def height(self) -> float:
        """How tall it is, in points."""
        return self.top - self.bottom


def paragraphs(pages: list[list[Line]]) -> str:
    """Return the stretches of pages as paragraphs with a blank line between them; running heads, page and line numbers are left out."""
    read, notes = _without_notes(_without_heads(_without_numbers([_in_order(page) for page in _without_fixed(pages)])))
    known = Counter(word.casefold() for page in read for line in page for word in _whole_words(line.text))
    return "\n\n".join(text for lines in [*_gathered(read), *notes] if (text := _joined(lines, known)))


def _gathered(pages: list[list[Line]]) -> list[list[str]]:
    """Return the lines of each paragraph."""
    names = Counter(match["name"] for page in pages for line in page if (match := _STAMPED.fullmatch(line.text)))
    is_talk = any(n > 1 for n in names.values())  # a schedule has each of its parts once
    out: list[list[str]] = []
    is_open = False  # whether the last paragraph may go on
    for line, goes_on, ends in (found for page in pages for found in _paragraphed(page)):
        stamp = _STAMPED.fullmatch(line.text) if is_talk else None
        text = f"{stamp['name']}  {stamp['time']}" if stamp else line.text
        if goes_on and is_open and not stamp:
            out[-1].append(text)
        else:
            out.append([text])
        is_open = not ends and not stamp
    return out


def _whole_words(text: str) -> list[str]:
    """Return the words of a line but one that its end may cut."""
    found = _WORD.findall(text)
    return found[:-1] if _HYPHEN.search(text) else found


def _in_order(page: list[Line]) -> list[Line]:
    """Return the lines of a page in the order in which they are read: columns one after another, stretches of a line put together."""
    stretches = _without_watermarks([line._replace(text=line.text.translate(_LIGATURES)) for line in page])
    return list(_columns(_without_counting(_without_marks(stretches))))


def _without_counting(stretches: list[Line]) -> list[Line]:
    """Return the stretches of a page without a column of nothing but numbers that count its lines, which else is read as a column, and
    without a few above its first and below its last: these are heads and feet."""
    numbers = sorted((line for line in stretches if line.text.isdecimal()), key=lambda line: -line.bottom)
    column = max((_aligned(numbers, side) for side in ("left", "right")), key=len)
    if not _counts_lines(column, stretches):
        return stretches
    left_out = {*map(id, column), *map(id, _outside(column, stretches))}
    return [line._replace(is_counted=True) for line in stretches if id(line) not in left_out]


def _aligned(numbers: list[Line], side: str) -> list[Line]:
    """Return the numbers whose left or right side is where that of the first is."""
    return [line for line in numbers if abs(getattr(line, side) - getattr(numbers[0], side)) < line.height]


def _outside(column: list[Line], stretches: list[Line]) -> list[Line]:
    """Return the stretches above the first number of a column and below its last, where they are a few."""
    above = [line for line in stretches if line.bottom >= column[0].top]
    below = [line for line in stretches if line.top <= column[-1].bottom]
    return [line for side in (above, below) if len(side) <= _EDGE_LINES for line in side]


def _counts_lines(column: list[Line], stretches: list[Line]) -> bool:
    """Return whether a column of numbers counts from 1 the most lines of a page, at whose left it stands."""
    values = [int(line.text[:6]) for line in column]
    if len(values) < _LEAST_NUMBERED or values != list(range(1, len(values) + 1)):
        return False
    height = column[0].height or 1.0
    rows = len({round((line.bottom + line.top) / 2 / height) for line in stretches if not line.text.isdecimal()})
    return len(column) >= _NUMBERED * rows and all(line.right >= column[0].left for line in stretches)


def _without_marks(stretches: list[Line]) -> list[Line]:
    """Return the stretches of a page without the raised numbers and signs of footnotes, set right behind a word that is no number or unit."""
    kept: list[Line] = []
    for line in stretches:
        before = kept[-1] if kept else None
        if before is None or not (_MARK.fullmatch(line.text) and _is_raised(before, line)) or _UNIT.search(before.text):
            kept.append(line)
    return kept


def _is_raised(before: Line, line: Line) -> bool:
    """Return whether a stretch is set small and high right behind another."""
    gap, height = line.left - before.right, before.height
    is_high = line.bottom > before.bottom + _RAISED * height and line.top < before.top + height
    return -height / 2 < gap < height / 2 and is_high and line.height < _SMALL * height


def _without_watermarks(page: list[Line]) -> list[Line]:
    """Return the stretches of a page without those that are printed over others, and without those that are printed twice."""
    if not page:
        return page
    usual = statistics.median(line.height for line in page)
    tall = [line for line in page if line.height > _SET_APART * usual][:_MOST_TALL]
    over = {id(line) for line in tall if any(_lies_within(other, line) for other in page)}
    kept: dict[tuple[str, int, int], Line] = {}
    for line in page:
        if id(line) not in over:
            kept.setdefault(
                (line.text, round(line.left / 2), round(line.bottom / 2)), line
            )  # bold set by printing twice is off by less
    return list(kept.values())


def _lies_within(other: Line, tall: Line) -> bool:
    """Return whether a stretch lies in the height of a tall one that is printed across it."""
    return (
        other is not tall
        and tall.bottom < (other.bottom + other.top) / 2 < tall.top
        and other.left < tall.right
        and tall.left < other.right
    )


def _rows(stretches: list[Line]) -> list[list[Line]]:
    """Stretches that stand in a row each, in the order in which they come."""
    rows: list[list[Line]] = []
    for line in stretches:
        last = rows[-1][-1] if rows else None
        is_level = last is not None and min(line.top, last.top) - max(line.bottom, last.bottom) > _SAME_LINE * min(
            line.height, last.height
        )
        if is_level:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _columns(stretches: list[Line], most: int = _MOST_COLUMNS) -> Iterator[Line]:
    """Yield the lines of stretches, those of columns that are printed row by row one column after another."""
    rows = _rows(stretches)
    gutter = _gutter(rows) if most > 1 else None
    if gutter is None:
        for row in rows:
            yield _merged(row)
        return
    waiting: list[Line] = []
    for row in rows:
        if any(line.left < gutter < line.right for line in row):
            yield from _sides(waiting, gutter, most)
            waiting = []
            yield _merged(row)
        else:
            waiting += row
    yield from _sides(waiting, gutter, most)


def _sides(stretches: list[Line], gutter: float, most: int) -> Iterator[Line]:
    """Yield the lines left of a gutter, then those right of it, which may be columns again."""
    yield from _columns([line for line in stretches if line.right <= gutter], 1)
    yield from _columns([line for line in stretches if line.right > gutter], most - 1)


def _gutter(rows: list[list[Line]]) -> float | None:
    """Return where a page that is printed row by row is free between two columns; None where it has one column."""
    neighbours = [(a, b) for row in rows for a, b in pairwise(row) if b.left > a.left]
    pairs = [(a, b) for a, b in neighbours if b.left - a.right > _GUTTER * max(a.height, b.height)]
    if len(pairs) < max(_LEAST_ROWS, _IN_ROWS * len(rows) / 2) or not all(_is_column(side) for side in zip(*pairs, strict=True)):
        return None
    start, end = max(a.right for a, _ in pairs), min(b.left for _, b in pairs)
    middle = (start + end) / 2
    return middle if start < end and _crossing(rows, middle) <= (1 - _IN_ROWS) * len(rows) else None


def _crossing(rows: list[list[Line]], at: float) -> int:
    """Return how many rows have a stretch across a place."""
    return sum(any(line.left < at < line.right for line in row) for row in rows)


def _is_column(lines: tuple[Line, ...]) -> bool:
    """Return whether lines have the words of text, not those of a table's cells."""
    return statistics.median(len(line.text.split()) for line in lines) >= _LEAST_COLUMN_WORDS


def _merged(row: list[Line]) -> Line:
    """Return the stretches of a row as one line."""
    line = row[0]
    for more in row[1:]:
        joint = " " if more.left - line.right > _SPACE * more.height else ""
        line = Line(line.text + joint + more.text, line.left, min(line.bottom, more.bottom), more.right, max(line.top, more.top))
    return line


def _without_numbers(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the lines of pages without the numbers that count them, as hearings, depositions and bills have them."""
    counted = [_is_counted(page) for page in pages]
    if 2 * sum(counted) < len(pages):
        return [_uncounted(page) if is_counted else page for page, is_counted in zip(pages, counted, strict=True)]
    return [_uncounted(page) for page in pages]


def _is_counted(page: list[Line]) -> bool:
    """Return whether most lines of a page begin with a number that goes on counting."""
    numbers = [int(match[1]) for line in page if (match := _COUNTED.match(line.text))]
    going_on = sum(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) >= _LEAST_NUMBERED and going_on >= _NUMBERED * (len(page) - 1)


def _uncounted(page: list[Line]) -> list[Line]:
    """Return the lines of a page without the numbers that count them: on a page of several small ones they begin anew on each."""
    numbers = [int(match[1]) if (match := _COUNTED.match(line.text)) else None for line in page]
    begins = [n for n, (a, b) in enumerate(pairwise(numbers)) if (a, b) == (1, 2)]
    edges = [0, *begins[1:], len(page)]
    return [line for start, end in pairwise(edges) for line in _uncounted_column(page[start:end])]


def _uncounted_column(page: list[Line]) -> list[Line]:
    """Return the lines of a page without numbers that count from 1; a line of nothing else is left out, and a few above the first or
    below the last that has one: these are heads and feet."""
    out: list[Line] = []
    last, end = 0, 0
    for line in page:
        match = _COUNTED.match(line.text)
        is_counted = match is not None and int(match[1]) == last + 1
        if match and is_counted:
            out = [] if not last and len(out) <= _EDGE_LINES else out
            last += 1
            line = line._replace(text=line.text[match.end() :])
        if line.text.strip():
            out.append(line._replace(is_counted=True))
        end = len(out) if is_counted else end
    return out[:end] if end and len(out) - end <= _EDGE_LINES else out


def _without_notes(pages: list[list[Line]]) -> tuple[list[list[Line]], list[list[str]]]:
    """Return the lines of pages without the footnotes at the end of each, and these: far below the text, with a number or a sign first."""
    read, notes = [], []
    for page in pages:
        usual = _usual_step(page)
        at = next(
            (n for n, (a, b) in enumerate(pairwise(page), 1) if a.bottom - b.bottom > _FAR_BELOW * usual and _NOTE.match(b.text)),
            None,
        )
        read.append(page[:at])
        for line in page[at:] if at is not None else ():
            if _NOTE.match(line.text):
                notes.append([line.text])
            else:
                notes[-1].append(line.text)
    return read, notes


def _without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the lines of pages without running heads and feet of some lines, and without page numbers."""
    tops, bottoms = (
        Counter(shape for page in pages for shape in {_shape(line) for line in page[edge]}) for edge in (_TOP, _BOTTOM)
    )
    placed = Counter(place for page in pages for place in {_place(line) for line in (*page[_TOP], *page[_BOTTOM])})
    fixed = {shape for (shape, _), n in placed.items() if n == len(pages) > 1}
    for shapes in (tops, bottoms):
        shapes.update(dict.fromkeys(fixed & shapes.keys(), max(_LEAST_PAGES, len(pages))))
    out = []
    for page in pages:
        first = _running(page, tops, len(pages))
        last = _running(page[first:][::-1], bottoms, len(pages))
        out.append(page[first : len(page) - last])
    return out


def _without_fixed(pages: list[list[Line]]) -> list[list[Line]]:
    """Return pages without the stretches at their edges that stand alike at the same place on several, before columns part what is in a row."""
    placed = Counter(place for page in pages for place in {_spot(line) for line in page})
    least = max(2, min(_LEAST_PAGES, len(pages)))
    return [_inside(page, {spot for spot in map(_spot, page) if placed[spot] >= least}) for page in pages]


def _is_said(line: Line) -> bool:
    """Return whether a line at a page's edge may be of the text though another page has it at the same place: a turn or the end of a
    sentence, but for a whole one of some words."""
    return bool(_TURN.match(line.text) or (_ENDS.search(line.text) and len(line.text.split()) < _LEAST_NOTICE))


def _inside(page: list[Line], fixed: set[tuple[str, int, int]]) -> list[Line]:
    """Return the stretches of a page without those of `fixed` that have no others but page numbers above or below them."""
    out: set[int] = set()
    downwards = sorted(page, key=lambda line: -line.bottom)
    for edge in (downwards, downwards[::-1]):
        for line in edge[: 2 * _EDGE_LINES]:
            if _NUMBER.fullmatch(line.text):
                continue
            if _spot(line) not in fixed or _is_said(line):
                break
            out.add(id(line))
    return [line for line in page if id(line) not in out] if len(out) < len(page) else page


def _spot(line: Line) -> tuple[str, int, int]:
    """Return a stretch with the place at which it stands, to two points."""
    return line.text, round(line.left / 2), round(line.bottom / 2)


_TOP, _BOTTOM = slice(0, _EDGE_LINES), slice(-_EDGE_LINES, None)


def _running(page: list[Line], shapes: Counter[str], pages: int) -> int:
    """Return how many lines from a page's edge on are running ones or page numbers."""
    n = 0
    for line in page[:_EDGE_LINES]:
        is_often = shapes[_shape(line)] >= max(_LEAST_PAGES, _RUNNING * pages)
        is_running = is_often and not _ENDS.search(line.text) and not _TURN.match(line.text)
        if not is_running and not _NUMBER.fullmatch(line.text):
            break
        n += 1
    return n


def _place(line: Line) -> tuple[str, int]:
    """Return a line without its numbers, and the height at which it stands: on two pages alike it is a running head."""
    return _shape(line), round(line.bottom)


def _shape(line: Line) -> str:
    """Return a line with its numbers left out, so that running heads are alike."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.strip().lower())


def _paragraphed(page: list[Line]) -> Iterator[tuple[Line, bool, bool]]:
    """Yield the lines of a page, each with whether it may go on with the paragraph before it, and whether it ends its own."""
    if not page:
        return
    right = statistics.quantiles([line.right for line in page], n=10)[-1] if len(page) > 1 else page[0].right
    left = min(line.left for line in page)
    height, usual = _height(page), _usual_step(page)
    before: Line | None = None
    for line in page:
        is_short = line.right < left + _SHORT * (right - left)
        ends = (bool(_ENDS.search(line.text)) and is_short) or _is_heading(line, whole=True)
        is_behind = before is not None and _is_heading(before, whole=True)
        begins = (
            bool(_TURN.match(line.text)) or _is_heading(line) or is_behind or (before is not None and _is_turn(before, line, left))
        )
        yield line, not begins and (before is None or _follows(before, line, usual, height, left)), ends
        before = line


def _is_turn(before: Line, line: Line, left: float) -> bool:
    """Return whether a line behind a sentence's end or a heading begins with a title and a name, as turns of hearings do: an indented
    one, or one with a number, which may have no other sign."""
    is_behind = _ENDS.search(before.text) or before.text.isupper()
    if not is_behind or not (titled := _TITLED.match(line.text) or _PRESIDING.match(line.text)):
        return False
    is_indented = line.left - left > line.height / 2
    return (is_indented and titled.re is _TITLED) or (line.is_counted and _is_title(titled["title"]))


def _is_title(word: str) -> bool:
    """Return whether a word stands before the names of those who speak, or is the office of one."""
    return word.casefold() in TITLES | words("record_titles") | words("chairs") | words("unnamed")


def _is_heading(line: Line, *, whole: bool = False) -> bool:
    """Return whether a line of a page with numbers is set in capitals: a heading, or the name of a witness, which goes on behind a comma;
    `whole`: one that does not go on."""
    if not line.is_counted or not _CAPITAL.fullmatch(line.text) or _TURN.match(line.text):
        return False
    return not (whole and line.text.endswith(","))


def _follows(before: Line, line: Line, usual: float, height: float, left: float) -> bool:
    """Return whether a line goes on under the one before it, or at the head of the next column."""
    step = before.bottom - line.bottom
    is_indented = line.left - before.left > height and before.left - left < height
    is_next_column = step < 0 and line.left > before.left + height
    return is_next_column or (-height < step <= _SPACED * usual and not is_indented)


def _height(page: list[Line]) -> float:
    """Return how tall the lines of a page usually are."""
    return statistics.median(line.height for line in page) or 1.0 if page else 1.0


def _usual_step(page: list[Line]) -> float:
    """Return the usual distance of lines on a page: where some are set close, the others are between paragraphs."""
    height = _height(page)
    steps = sorted(step for a, b in pairwise(page) if (step := a.bottom - b.bottom) > height / 2)
    close = [step for step in steps if step <= _CLOSE * height]
    steps = close if len(close) >= _SOME * len(steps) else steps
    return max(height, steps[int(_USUAL * (len(steps) - 1))]) if steps else height


def _joined(lines: Iterable[str], known: Counter[str]) -> str:
    """Return the lines of a paragraph as one, words that a line's end cuts in two put together."""
    out: list[str] = []  # lines, a space before each but where it goes on with a word that the line before it cuts
    for line in lines:
        text, joint = line.strip(), " "
        if out and (cut := _HYPHEN.search(out[-1])) and (first := _FIRST.match(text)) and text[0].islower():
            out[-1] = out[-1][: cut.start()]
            text, joint = cut["word"] + _hyphen(cut["word"], first[0], cut["hyphen"], known) + text, ""
        out += [joint, text] if out else [text]
    return "".join(out).replace(_SOFT, "").replace("\x02", "-").replace("\ufffe", "-")


def _hyphen(first: str, second: str, hyphen: str, known: Counter[str]) -> str:
    """Return the hyphen between the halves of a word that a line's end cuts, empty where it only shows that the line ends.

    By the rest of the document, else by what is usually written with one.
    """
    a, b = first.casefold(), second.casefold()
    if hyphen == _SOFT or known[a + b] > known[f"{a}-{b}"]:
        return ""
    return "-" if known[f"{a}-{b}"] or f"{a}-{b}" in entries("hyphen_pairs") or _is_compound(a, b, known) else ""


def _is_compound(first: str, second: str, known: Counter[str]) -> bool:
    """Return whether two words are usually written with a hyphen between them, and are no halves of one word: "well-known" and not "state-ment"."""
    if second in words("hyphen_cut") or first + second in words("hyphen_joined"):
        return False
    if first in words("hyphen_openings"):
        return second in words("hyphen_second") | words("offices") or known[second] > 0
    return first in words("hyphen_first") or second in words("hyphen_second")
