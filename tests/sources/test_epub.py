"""Books in EPUB: their chapters in order, what the book says of itself, and books that cannot be read."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.sources.reading import parsed, said

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="{path}"/></rootfiles></container>'
PACKAGE = """<?xml version="1.0"?><!DOCTYPE package><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<metadata><dc:title>Lamps of Ellery</dc:title><dc:creator>Ines Calloway</dc:creator><dc:creator>Bede Attwater</dc:creator>
<dc:date opf:event="modification">2024-06-01</dc:date><dc:date opf:event="publication">2023-05-18</dc:date></metadata>
<manifest>{items}<item id="css" href="a.css" media-type="text/css"/></manifest><spine>{spine}</spine></package>"""
PAGE = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{}</body></html>'
ONE = '<h1>The quay</h1><p>“The lamp went out at noon,” said Mo Tarn.<a epub:type="noteref" href="notes.xhtml#n1">3</a></p>'
TWO = "<h1>The pier</h1><p>“Nobody lit it again,” said Peig Donnelly.</p>"


def book(pages, *, more=None, order=None, path="OEBPS/content.opf", attributes="", container=True):
    """An EPUB of pages: {name: body}; `order`: of the names in it."""
    out = io.BytesIO()
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml" {attributes}/>' for name in pages)
    spine = "".join(f'<itemref idref="{name}"/>' for name in order or pages)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        if container:
            archive.writestr("META-INF/container.xml", CONTAINER.format(path=path))
        archive.writestr("OEBPS/content.opf", PACKAGE.format(items=items, spine=spine))
        for name, body in pages.items():
            archive.writestr(f"OEBPS/{name}.xhtml", PAGE.format(body))
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def test_each_chapter_is_a_document_in_the_order_of_the_spine():
    found = parsed("lamps.epub", book({"b": TWO, "a": ONE}, order=("a", "b")))
    documents = [given.document for given in found.documents]
    assert [document.title for document in documents] == ["Lamps of Ellery: The quay", "Lamps of Ellery: The pier"]
    assert {document.origin.author for document in documents} == {"Ines Calloway, Bede Attwater"}
    assert {document.published for document in documents} == {"2023-05-18"}
    assert [said(document) for document in documents] == [
        [("Mo Tarn", "The lamp went out at noon,")],
        [("Peig Donnelly", "Nobody lit it again,")],
    ]
    assert "3" not in documents[0].text
    assert found.refused == []


def test_pages_without_words_and_the_contents_are_passed_over():
    found = parsed("lamps.epub", book({"cover": "<img src='a.jpg'/>", "a": ONE}))
    assert [given.document.title for given in found.documents] == ["Lamps of Ellery: The quay"]
    assert parsed("lamps.epub", book({"a": ONE}, attributes='properties="nav"')).refused == [
        "lamps.epub: there is no text in this book"
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (book({"cover": "<img src='a.jpg'/>"}), "there is no text in this book"),
        (book({"a": ONE}, container=False), "this is no EPUB"),
        (book({"a": ONE}, path="gone.opf"), "is missing"),
        (book({"a": ONE}, more={"META-INF/encryption.xml": '<encryption><CipherReference URI="OEBPS/a.xhtml"/></encryption>'}), "locked"),
        (book({"a": "<p>" + "a " * 8_000_000 + "</p>"}), "no text does"),
        (b"PK\x03\x04 broken", "no zip archive"),
    ],
    ids=["pictures", "no-container", "no-package", "locked", "bomb", "broken"],
)  # fmt: skip
def test_a_book_that_cannot_be_read_is_told_of(content, why):
    found = parsed("a.epub", content)
    assert found.documents == []
    assert len(found.refused) == 1
    assert why in found.refused[0]


def test_fonts_that_are_locked_lock_no_book():
    lock = '<encryption><CipherReference URI="OEBPS/fonts/a.otf"/></encryption>'
    assert len(parsed("a.epub", book({"a": ONE}, more={"META-INF/encryption.xml": lock})).documents) == 1
