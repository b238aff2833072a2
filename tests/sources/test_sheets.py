"""Spreadsheets: each row under the names is what a row of a table in text is; days are days, and empty space costs nothing."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest

from tests.sources.reading import parsed, said

NAMES = ["Speaker", "Quote", "Date", "Source URL"]
ROWS = [
    ["Mo Tarn", "The lamp is out again.", 45430, "https://beacon.example/lamp"],
    ["Ines Calloway", "It never was & never is.", 45431.75, None],
]
RIGHT = [("2024-05-18", [("Mo Tarn", "The lamp is out again.")]), ("2024-05-19", [("Ines Calloway", "It never was & never is.")])]
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(rows, *, inline=False, state="visible", code="", days=True):
    """A workbook of one sheet, its texts shared or in their cells."""
    shared, body = [], ""
    for number, row in enumerate(rows, 1):
        body += f'<row r="{number}">'
        for column, value in zip("ABCDEFG", row, strict=False):
            at = f'r="{column}{number}"'
            if isinstance(value, (int, float)):
                body += f'<c {at} s="{int(days)}"><v>{value}</v></c>'
            elif value is not None and inline:
                body += f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            elif value is not None:
                shared.append(
                    f"<si><r><t xml:space='preserve'>{escape(value[:3])}</t></r><r><t xml:space='preserve'>{escape(value[3:])}</t></r><rPh><t>x</t></rPh></si>"
                )
                body += f'<c {at} t="s"><v>{len(shared) - 1}</v></c>'
        body += "</row>"
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>' if code else ""
    return packed({
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets><sheet name="a" sheetId="1" state="{state}" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {_MAIN}>{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="{170 if code else 14}"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{''.join(shared)}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>",
    })  # fmt: skip


def ods(rows):
    """An OpenDocument table, with the empty space that programs write behind it."""
    cells = ""
    for row in rows:
        texts = (
            f'<table:table-cell office:date-value="{value}T00:00:00"/>'
            if value and value[:4] == "2024"
            else f"<table:table-cell><text:p>{escape(value or '')}</text:p></table:table-cell>"
            for value in row
        )
        cells += f"<table:table-row>{''.join(texts)}<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    names = 'xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"'
    space = "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"
    return packed(
        {
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet><table:table>{cells}{space}</table:table></office:spreadsheet></office:body></office:document-content>"
        }
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", xlsx([NAMES, *ROWS])),
        ("a.xlsm", xlsx([NAMES, *ROWS], inline=True)),
        ("a.xlsx", xlsx([["Quotes for Sunday"], [], NAMES, *ROWS])),
        ("a.xlsx", xlsx([NAMES, *ROWS], code="[$-409]d&quot;x&quot; mmm yyyy")),
        ("a.ods", ods([NAMES, [*ROWS[0][:2], "2024-05-18", ROWS[0][3]], [*ROWS[1][:2], "2024-05-19", None]])),
    ],
)  # fmt: skip
def test_a_row_of_a_spreadsheet_is_read_as_one_of_a_table(name, content):
    found = parsed(name, content)
    assert [(given.document.published, said(given.document)) for given in found.documents] == RIGHT
    assert found.documents[0].document.url == "https://beacon.example/lamp"
    assert not found.refused


def test_a_number_that_is_no_day_is_none():
    found = parsed("a.xlsx", xlsx([["Title", "Text", "Pages"], ["Lamp", "“The lamp is out,” said Mo Tarn.", 45430]]))
    assert (found.documents[0].document.published, len(found.documents)) == (None, 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x", "no spreadsheet"),
        (packed({"x": "x"}), "no spreadsheet"),
        (packed({"xl/workbook.xml": "<workbook/>"}), "no spreadsheet"),
        (xlsx([NAMES]), "no rows"),
        (xlsx([NAMES, *ROWS], state="hidden"), "no rows"),
        (packed({"content.xml": "x" * 60_000_000}), "when unpacked"),
    ],
)
def test_what_is_no_table_or_a_bomb_says_so(content, told):
    found = parsed("a.xlsx", content)
    assert not found.documents
    assert told in found.refused[0]
