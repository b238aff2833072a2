"""Spreadsheets (.xlsx of ECMA-376, .ods of OpenDocument) → the rows of their tables, as those of a table in text are read.

Only cells are read: no formula is worked out, nothing is fetched. Each sheet whose first row has names is a table.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from service.errors import UnreadableSource
from service.sources.foreign import foreign
from service.sources.rows import as_rows, whole
from service.sources.safe_xml import first, local, parsed

_MOST_UNPACKED = 50_000_000  # bytes of all parts; XML has a bound of its own for each
_MOST_SHEETS, _MOST_ROWS, _MOST_COLUMNS = 200, 1_048_576, 500
_MOST_REPEATED = 100  # times that a cell or a row is given again; what is repeated more often is empty space
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)  # from which days are counted
_DAY_FORMATS = frozenset((*range(14, 18), 22, *range(27, 37), 45, 46, 47, *range(50, 59)))  # numbers of built-in formats of days
_OF_DAYS = re.compile(r"(?:\[[^\]]*\]|\"[^\"]*\"|\\.)|(?P<day>[dmyDMY]{2,4})")  # in a format, outside what is quoted in it
_COLUMN = re.compile(r"[A-Z]{1,3}")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def table_rows(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the rows of a spreadsheet's tables as JSON, under the names of their first rows. Raises UnreadableSource."""
    (content,) = whole(stream)
    is_empty = True
    with foreign("no spreadsheet"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise UnreadableSource(f"more than {_MOST_UNPACKED} bytes when unpacked")
        names = archive.namelist()
        if "content.xml" not in names and "xl/workbook.xml" not in names:
            raise UnreadableSource("no spreadsheet: there is no workbook in it")
        for sheet in islice(_open_document(archive) if "content.xml" in names else _workbook(archive), _MOST_SHEETS):
            for row in _under_names(islice(sheet, _MOST_ROWS)):
                is_empty = False
                yield row
    if is_empty:
        raise UnreadableSource("there are no rows under names of fields in this spreadsheet")


def _under_names(cells: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield the rows of a sheet as JSON: the first row with more than one cell has their names."""
    rows = ([cell.strip() for cell in row] for row in cells)
    names = next((row for row in rows if sum(map(bool, row)) > 1), None)
    if names is None:
        return
    objects = ({name: value for name, value in zip(names, row, strict=False) if name and value} for row in rows if any(row))
    yield from as_rows(objects, [name for name in names if name])


# -- ECMA-376 --------------------------------------------------------------------------------------------------------------------


def _workbook(archive: zipfile.ZipFile) -> Iterator[Iterator[list[str]]]:
    """Yield the rows of each sheet of a workbook that is not hidden, in order."""
    book = parsed(archive.read("xl/workbook.xml"))
    names = archive.namelist()
    targets = {e.get("Id"): e.get("Target", "") for e in parsed(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship")}
    shared = [_string(e) for e in _part(archive, "xl/sharedStrings.xml").iter("{*}si")] if "xl/sharedStrings.xml" in names else []
    days = _day_styles(_part(archive, "xl/styles.xml")) if "xl/styles.xml" in names else frozenset()
    about = first(book, "workbookPr")
    epoch = _EPOCH_1904 if about is not None and about.get("date1904") in ("1", "true") else _EPOCH
    for sheet in book.iter("{*}sheet"):
        path = targets.get(sheet.get(_RELATION), "").lstrip("/")
        path = path if path.startswith("xl/") else f"xl/{path}"
        if path in names and sheet.get("state", "visible") == "visible":
            yield _sheet(_part(archive, path), shared, days, epoch)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    return parsed(archive.read(name))


def _string(element: Any) -> str:
    """Return a text that may be in pieces, without how it is read aloud."""
    return "".join(e.text or "" for e in element.iter("{*}t") if not any(local(a) == "rPh" for a in e.iterancestors()))


def _day_styles(styles: Any) -> frozenset[str]:
    """Return the numbers of the styles in which a number is shown as a day."""
    own = {
        e.get("numFmtId") for e in styles.iter("{*}numFmt") if any(m["day"] for m in _OF_DAYS.finditer(e.get("formatCode") or ""))
    }
    cells = first(styles, "cellXfs")
    formats = [e.get("numFmtId") or "" for e in cells] if cells is not None else []
    return frozenset(str(n) for n, known in enumerate(formats) if known in own or (known.isdigit() and int(known) in _DAY_FORMATS))


def _sheet(root: Any, shared: list[str], days: frozenset[str], epoch: dt.date) -> Iterator[list[str]]:
    """Yield the cells of each row of a sheet."""
    for row in root.iter("{*}row"):
        cells: list[str] = []
        for cell in row.iter("{*}c"):
            at = _place(cell.get("r"))
            at = len(cells) if at is None else at
            if at < _MOST_COLUMNS:
                cells += [""] * (at + 1 - len(cells))
                cells[at] = _cell(cell, shared, days, epoch)
        yield cells


def _place(name: str | None) -> int | None:
    """Return the number of a cell's column by its name, such as B7."""
    match = _COLUMN.match(name or "")
    if match is None:
        return None
    number = 0
    for letter in match[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: Any, shared: list[str], days: frozenset[str], epoch: dt.date) -> str:
    """Return the text of a cell; a number that is shown as a day as that day."""
    value, kind = first(cell, "v"), cell.get("t")
    if kind == "inlineStr":
        return _string(cell)
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        return shared[int(text)] if text.isdigit() and int(text) < len(shared) else ""
    if kind in (None, "n") and cell.get("s") in days:
        try:
            return (epoch + dt.timedelta(days=int(float(text)))).isoformat()
        except (ValueError, OverflowError):
            return ""
    return "" if kind == "e" else text


# -- OpenDocument ----------------------------------------------------------------------------------------------------------------


def _open_document(archive: zipfile.ZipFile) -> Iterator[Iterator[list[str]]]:
    """Yield the rows of each sheet of an OpenDocument table, in order."""
    for table in parsed(archive.read("content.xml")).iter("{*}table"):
        yield _table(table)


def _table(table: Any) -> Iterator[list[str]]:
    """Yield the cells of each row; of rows that are given many times over nothing, as that is empty space."""
    for row in table.iter("{*}table-row"):
        cells: list[str] = []
        for cell in row:
            if local(cell) in ("table-cell", "covered-table-cell") and len(cells) < _MOST_COLUMNS:
                cells += [_value(cell)] * _times(cell, "number-columns-repeated")
        yield from [cells] * _times(row, "number-rows-repeated") if any(cells) else ()


def _times(element: Any, name: str) -> int:
    """Return how many times an element stands for itself."""
    told = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "1")
    return min(int(told), _MOST_REPEATED) if told.isdigit() else 1


def _value(cell: Any) -> str:
    """Return the text of a cell, its day where it is one."""
    day = next((value for key, value in cell.attrib.items() if key.rpartition("}")[2] == "date-value"), None)
    notes = ("annotation",)
    texts = ("".join(p.itertext()) for p in cell.iter("{*}p") if not any(local(a) in notes for a in p.iterancestors()))
    return day[:10] if day else "\n".join(texts)
