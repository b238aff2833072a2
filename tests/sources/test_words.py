"""Word documents: the words as they print, whatever they stand in."""

from __future__ import annotations

import io
import zipfile

import pytest

from service.errors import UnreadableSource
from service.extraction import extract
from service.sources.docx import paragraphs
from service.sources.fields import by_hand
from tests.sources.made import docx, word_xml
from tests.sources.reading import KNOWN, read


def one(*body, **parts):
    (document,) = read("a.docx", word_xml("".join(body), **parts))
    return document


def run(text, about=""):
    return f"<w:r><w:rPr>{about}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(*inner):
    return f"<w:p>{''.join(inner)}</w:p>"


A, B = run("“We will "), run("sail,” said Mo Tarn.")


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"<w:ins w:id='1'>{run('never ')}</w:ins>", "never "),
        (f"<w:del w:id='1'><w:r><w:delText>gladly </w:delText></w:r></w:del>{run('never ')}", "never "),
        (f"<w:moveFrom w:id='1'>{run('gladly ')}</w:moveFrom><w:moveTo w:id='2'>{run('never ')}</w:moveTo>", "never "),
        (f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('never ')}</w:sdtContent></w:sdt>", "never "),
        (f"<w:smartTag w:element='x'>{run('never ')}</w:smartTag>", "never "),
        (f"<w:hyperlink w:anchor='x'>{run('never ')}</w:hyperlink>", "never "),
        (f"<w:fldSimple w:instr='DATE'>{run('never ')}</w:fldSimple>", "never "),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>" + run("never "), "never "),
        (run("gladly ", "<w:strike/>") + run("never "), "never "),
        (
            run("never")
            + run("1", "<w:vertAlign w:val='superscript'/>")
            + run(",2", "<w:vertAlign w:val='superscript'/>")
            + run(" "),
            "never ",
        ),
        (run("for 10") + run("6", "<w:vertAlign w:val='superscript'/>") + run(" years "), "for 106 years "),
        (run("on the 2") + run("nd", "<w:vertAlign w:val='superscript'/>") + run(" "), "on the 2nd "),
        (run("gladly ", "<w:dstrike/>") + run("never ", "<w:strike w:val='0'/>"), "never "),
        (run("gladly ", "<w:vanish/>") + run("never "), "never "),
        (run("never") + "<w:r><w:br/></w:r>", "never "),
        (run("never") + "<w:r><w:tab/></w:r>", "never "),
        (run("never ") + "<w:r><w:footnoteReference w:id='1'/></w:r>", "never "),
        (run("state") + "<w:r><w:noBreakHyphen/></w:r>" + run("owned "), "state-owned "),
    ],
)
def test_a_run_is_read_if_it_prints(inner, words):
    assert one(p(A, inner, B)).text == f"“We will {words}sail,” said Mo Tarn."


def test_paragraphs_are_read_wherever_they_stand():
    table = f"<w:tbl><w:tblPr/><w:tr><w:tc>{p(run('In a cell.'))}</w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run('In a control.'))}</w:sdtContent></w:sdt>"
    box = f"<w:txbxContent>{p(run('In a box.'))}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert (
        one(p(run("Before."), drawn), table, control, p(run("After."))).text
        == "Before.\n\nIn a box.\n\nIn a cell.\n\nIn a control.\n\nAfter."
    )


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next():
    deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    assert one(p(deleted, A), p(B)).text == "“We will sail,” said Mo Tarn."


STYLES = (
    "<w:style w:type='character' w:styleId='Ghost'><w:name w:val='Ghost'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Bold'><w:basedOn w:val='Ghost'/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Plain'><w:rPr><w:b/></w:rPr></w:style>"
)


@pytest.mark.parametrize(
    ("about", "is_printed"),
    [
        ("<w:rStyle w:val='Ghost'/>", False),
        ("<w:rStyle w:val='Bold'/>", False),
        ("<w:rStyle w:val='Ghost'/><w:vanish w:val='0'/>", True),
        ("<w:rStyle w:val='Plain'/>", True),
        ("<w:rStyle w:val='Nowhere'/>", True),
    ],
)
def test_a_style_may_hide_a_run(about, is_printed):
    text = one(p(A, run("never ", about), B), styles=STYLES).text
    assert text == f"“We will {'never ' if is_printed else ''}sail,” said Mo Tarn."


def test_a_file_in_the_strict_form_of_the_standard_is_read():
    assert one(p(A, f"<w:ins w:id='1'>{run('never ')}</w:ins>", B), strict=True).text == "“We will never sail,” said Mo Tarn."


def test_footnotes_are_read_behind_the_text():
    notes = f"<w:footnote w:type='separator' w:id='0'>{p(run('x'))}</w:footnote><w:footnote w:id='1'>{p(run('Minutes of the board.'))}</w:footnote>"
    assert one(p(A, B), footnotes=notes).text == "“We will sail,” said Mo Tarn.\n\nMinutes of the board."


def test_a_block_quote_is_whose_it_is_signed_with():
    content = docx(
        [("Normal", "Mayor Peig Donnelly defended it."), ("Quote", "We should sell the ferry."), ("Quote", "— Mo Tarn, skipper")]
    )
    (document,) = read("a.docx", content)
    (passage,) = extract(document, KNOWN)
    assert (passage.text, passage.attribution.speaker.name, passage.attribution.speaker.role) == (
        "We should sell the ferry.",
        "Mo Tarn",
        "skipper",
    )


def test_a_draft_has_its_empty_paragraphs():
    assert paragraphs(word_xml(p(A, B) + p() + p(run("More.")))) == ["“We will sail,” said Mo Tarn.", "", "More."]


def test_a_row_that_was_deleted_does_not_print():
    gone, kept = (
        f"<w:tr>{mark}<w:tc>{p(run(words))}</w:tc></w:tr>"
        for mark, words in (("<w:trPr><w:del w:id='1'/></w:trPr>", "The pier."), ("", "The ferry."))
    )
    assert one(f"<w:tbl>{gone}{kept}</w:tbl>").text == "The ferry."


@pytest.mark.parametrize(
    ("name", "wrap"), [("a.html", "{}"), ("a.mht", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{}")]
)
def test_a_page_that_a_document_holds_as_it_is_is_read(name, wrap):
    source = zipfile.ZipFile(io.BytesIO(word_xml("<w:altChunk/>")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry in source.namelist():
            content = source.read(entry).decode()
            content = content.replace(
                "</Types>",
                '<Default Extension="html" ContentType="text/html"/><Default Extension="mht" ContentType="message/rfc822"/></Types>',
            )
            content = (
                content.replace(
                    "</Relationships>", f'<Relationship Id="c" Type="http://x/aFChunk" Target="{name}"/></Relationships>'
                )
                if "document.xml.rels" in entry
                else content
            )
            archive.writestr(entry, content)
        archive.writestr(f"word/{name}", wrap.format("<html><body><p>“We sail,” said Mo Tarn.</p></body></html>"))
    (document,) = read("a.docx", out.getvalue())
    assert document.text == "“We sail,” said Mo Tarn."


@pytest.mark.parametrize("xml", ["<w:sdt>" * 200, "<w:p>" * 100])
def test_broken_xml_is_refused(xml):
    with pytest.raises(UnreadableSource):
        read("a.docx", word_xml(xml))


def test_a_document_without_words_is_refused():
    with pytest.raises(UnreadableSource, match="missing or empty"):
        read("a.docx", word_xml(p()))


def test_what_is_made_for_tests_is_a_word_document():
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word_xml(p(A)))).namelist()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("untitled", None),
        ("(anonymous)", None),
        ("python-docx", None),
        ("Microsoft Word - Harbour report.docx", "Harbour report"),
        ("Microsoft Office User", None),
        ("Untitled gulls", "Untitled gulls"),
        ("Anonymous Shipping Ltd", "Anonymous Shipping Ltd"),
        ("  ", None),
        (None, None),
    ],
)
def test_what_programs_write_as_a_title_or_author_is_none(given, kept):
    assert by_hand(given) == kept


@pytest.mark.parametrize(
    ("paragraph", "right"),
    [
        (("0:0:3.0 --> 0:0:9.5", "Orla Fenn", "We sailed at noon."), ("Orla Fenn", "We sailed at noon.")),
        (("0:1:2.0 --> 0:1:9.50", "Bo Ek", "Nobody asked.", "Not once."), ("Bo Ek", "Nobody asked. Not once.")),
    ],
)
def test_breaks_of_lines_part_the_label_of_a_turn_from_its_words(paragraph, right):
    lines = [("0:0:0.0 --> 0:0:2.0", "Mo Tarn", "Good morning."), paragraph]
    body = "".join(f"<w:p>{'<w:r><w:br/></w:r>'.join(f'<w:r><w:t>{line}</w:t></w:r>' for line in one)}</w:p>" for one in lines)
    (document,) = read("a.docx", word_xml(body))
    assert [(p.attribution.speaker.name, p.text) for p in document.stated] == [("Mo Tarn", "Good morning."), right]


def test_breaks_of_lines_in_a_paragraph_are_spaces():
    (document,) = read("a.docx", word_xml("<w:p><w:r><w:t>“We will</w:t><w:br/><w:t>sail,” said Mo Tarn.</w:t></w:r></w:p>"))
    assert document.text == "“We will sail,” said Mo Tarn."


def test_a_table_of_who_and_what_is_a_transcript():
    rows = [
        ("Time", "Who", "What"),
        ("00:01", "Orla Fenn", "We sail at noon."),
        ("00:05", "", "Who pays?"),
        ("00:09", "Bo Ek", "The port does."),
    ]
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    (document,) = read("a.docx", word_xml(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"))
    assert [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in document.stated] == [
        ("Orla Fenn", "We sail at noon."),
        (None, "Who pays?"),
        ("Bo Ek", "The port does."),
    ]
