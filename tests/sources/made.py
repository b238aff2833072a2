"""Files of formats that are not text, made for tests: PDF, Word, web archives."""

from __future__ import annotations

import gc
import io
import warnings
import zipfile


def pdf(pages: list[list[tuple[float, float, str]]], title: str = "") -> bytes:
    """A PDF of pages of lines: (left, bottom, text), in points, set in Helvetica of 11 points."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        ops = b"BT /F1 11 Tf\n"
        for left, bottom, text in lines:
            words = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            ops += b"1 0 0 1 %g %g Tm (%s) Tj\n" % (left, bottom, words)
        ops += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(ops), ops))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) /CreationDate (D:20240518101500Z) >>" % title.encode("cp1252"))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(objects), table))
    return out.getvalue()


def docx(paragraphs: list[tuple[str, str]], title: str = "") -> bytes:
    """A Word document of paragraphs: (style, text)."""
    import docx as word

    document = word.Document()
    document.core_properties.title = title
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def warc(pages: list[tuple[str, str, str, bytes]], *, packed: bool = True) -> bytes:
    """A web archive of visits: (address, day, content type, page)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    with warnings.catch_warnings():  # warcio leaves the copies that it works out digests from to be closed when they are collected
        warnings.simplefilter("ignore", ResourceWarning)
        for url, day, kind, page in pages:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            known = {"http_headers": headers, "warc_headers_dict": {"WARC-Date": f"{day}T12:00:00Z"}}
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(page), **known))
        del writer, headers, known
        gc.collect()
    return out.getvalue()


_WORD_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word_xml(body: str, footnotes: str = "", styles: str = "", *, strict: bool = False) -> bytes:
    """A Word document of the XML of its body, its footnotes and its styles; `strict`: in the namespaces of ISO/IEC 29500 Strict."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    overrides = f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
    inner = ""
    if footnotes:
        overrides += f'<Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/>'
        inner = f'<Relationship Id="r1" Type="{relations}/footnotes" Target="footnotes.xml"/>'
    if styles:
        overrides += f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/>'
        inner += f'<Relationship Id="r2" Type="{relations}/styles" Target="styles.xml"/>'
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    types = f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="{rels}"/>{overrides}</Types>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{inner}</Relationships>',
        "word/document.xml": f"<w:document {_WORD_NAMES}><w:body>{body}</w:body></w:document>",
        **({"word/footnotes.xml": f"<w:footnotes {_WORD_NAMES}>{footnotes}</w:footnotes>"} if footnotes else {}),
        **({"word/styles.xml": f"<w:styles {_WORD_NAMES}>{styles}</w:styles>"} if styles else {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{_strict(content) if strict else content}')
    return out.getvalue()


def _strict(content: str) -> str:
    """The XML of a document in the strict form of the standard."""
    strict = "http://purl.oclc.org/ooxml"
    named = content.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{strict}/wordprocessingml/main")
    return named.replace("http://schemas.openxmlformats.org/officeDocument/2006/", f"{strict}/officeDocument/")
