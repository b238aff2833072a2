"""Word documents (.docx): their words as they print, with title, author and dates from their properties.

The paragraphs are read from the XML itself (ECMA-376, part 1): python-docx gives none of what stands in tracked changes, content
controls, smart tags, text boxes or footnotes, and gives what is struck out or hidden. Insertions are kept and deletions left out, as
when all changes are accepted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Set
from itertools import chain
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.databases import exported
from service.sources.embeds import leads_to_nothing
from service.sources.fields import by_hand
from service.sources.foreign import foreign
from service.sources.note_marks import raised, without_marks
from service.sources.plain import as_transcript, dated, make_document
from service.sources.questions import ASKS, with_questions
from service.sources.signed import with_signed
from service.sources.spoken_tables import spoken_in
from service.sources.transcripts import transcript

_MOST_UNPACKED = 50_000_000  # bytes
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"
_STRICT_MARK = b"purl.oclc.org/ooxml/"
_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_NO_MACROS = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CHUNK = "/aFChunk"
_FOOTNOTES = ("footnotes", "endnotes")
_OFF = ("0", "false", "off", "none")
_SEPARATORS = ("separator", "continuationSeparator")
_LEFT_OUT = frozenset(
    f"{_W}{name}"
    for name in "del moveFrom delText instrText delInstrText rPr pPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr"
    " footnoteReference endnoteReference annotationRef commentReference rt".split()
) | {f"{_MC}Fallback"}  # which says again what the choice before it says
_MOST_BEHIND = 8  # paragraphs behind words that are looked at for a drawing, and for what follows it
_DRAWINGS = tuple(f"{_W}{name}" for name in ("drawing", "pict", "object"))
_HIDING = ("strike", "dstrike", "vanish", "webHidden")
_STYLES_DEEP = 20  # styles one based on another; Word allows 11
_STRICT = (  # namespaces of ISO/IEC 29500 Strict, which Word writes on demand → those of the transitional form, which python-docx knows
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def paragraphs(content: bytes) -> list[str]:
    """Return the paragraphs of a .docx, empty ones as well. Raises UnreadableSource."""
    with foreign("no .docx"):
        opened = _opened(content)
        return [_in_a_line(text) for text, _ in _paragraphs(opened.element.body, _hiding_styles(opened))]


def read_docx(content: bytes) -> list[Document | UnreadableSource]:
    """Return one document; what is set as a quotation is read as a block quote. Raises UnreadableSource."""
    with foreign("no .docx"):
        opened = _opened(content)
        _stop_before_pictures(opened.element.body)
        known = _known(opened)
        hiding = _hiding_styles(opened)
        written = [text for text, _ in chain(_paragraphs(opened.element.body, hiding), _chunks(opened))]
        lines = [_in_a_line(text) for text in written]
        if (articles := exported("\n\n".join(lines))) is not None:
            return articles
        told = {name: value for name, value in known.items() if value and name != "text"}
        if (spoken := spoken_in(list(_tables(opened.element.body, hiding)), lines)) is not None:
            return [transcript(spoken.turns, {"title": spoken.title, "published": spoken.day, "published_basis": "text", **told})]
        if (found := _recorded(lines, written, told)) is not None:
            return [found]
        document = with_signed(make_document({**dated("\n".join(lines), known["modified"]), **known}))
        return [with_questions(document, _asked(opened, hiding))]


def _in_a_line(text: str) -> str:
    """Return the text of a paragraph with a space for each of its line breaks."""
    return text.replace("\n", " ")


def _recorded(lines: list[str], written: list[str], told: Mapping[str, Any]) -> Document | None:
    """Return the transcript that some paragraphs are, or else their lines as breaks part them (older exports of Teams); None for any other.

    `lines`: the paragraphs, each in one line; `written`: the same with their breaks.
    """
    found = as_transcript("\n".join(lines), told)
    return as_transcript("\n".join(written), told) if found is None and lines != written else found


def _stop_before_pictures(body: Any) -> None:
    """End the words before each drawing with a stop where they end with a colon: they lead up to what is not read."""
    written = [(paragraph, [t for t in paragraph.iter(f"{_W}t") if (t.text or "").strip()]) for paragraph in body.iter(f"{_W}p")]
    for n, (paragraph, texts) in enumerate(written):
        if not texts or not leads_to_nothing(texts[-1].text, ""):
            continue
        behind = written[n + 1 : n + 1 + _MOST_BEHIND]
        following = next(("".join(t.text for t in later).strip() for _, later in behind if later), "")
        if (_shows(paragraph, texts[-1]) or _shows_next(behind)) and leads_to_nothing(":", following):
            texts[-1].text = f"{texts[-1].text.rstrip()[:-1]}."


def _shows(paragraph: Any, last: Any) -> bool:
    """Return whether a paragraph has a drawing behind its last words."""
    elements = list(paragraph.iter(f"{_W}t", *_DRAWINGS))
    return any(element.tag in _DRAWINGS for element in elements[elements.index(last) :])


def _shows_next(following: list[tuple[Any, list[Any]]]) -> bool:
    """Return whether the next of some paragraphs that are not empty holds nothing but a drawing."""
    for paragraph, texts in following:
        if texts:
            return False
        if next(paragraph.iter(*_DRAWINGS), None) is not None:
            return True
    return False


def _tables(body: Any, hiding: Set[str]) -> Iterator[list[list[str]]]:
    """Yield the rows of cells of each table, the paragraphs of a cell with a blank line between them."""
    for table in body.iter(f"{_W}tbl"):
        yield [
            ["\n\n".join(_in_a_line(text) for text, _ in _paragraphs(cell, hiding)) for cell in row.iter(f"{_W}tc")]
            for row in table.iter(f"{_W}tr")
            if not _is_deleted_row(row)
        ]


def _is_deleted_row(element: Any) -> bool:
    """Return whether an element is a row of a table that a tracked change deletes."""
    return bool(element.tag == f"{_W}tr") and element.find(f"{_W}trPr/{_W}del") is not None


def _asked(opened: Any, hiding: Set[str]) -> list[str]:
    """Return the paragraphs that are set as the questions of an interview are: in bold, all of them; one that opens the document
    and asks nothing is its title."""
    found = []
    for n, paragraph in enumerate(opened.element.body.iter(f"{_W}p")):
        runs = [run for run in paragraph.iter(f"{_W}r") if "".join(_pieces(run, hiding)).strip()]
        if runs and all(_is_bold(run) for run in runs):
            found.append((n, " ".join(without_marks("".join(_pieces(paragraph, hiding))).split())))
    return [words for n, words in found if n or words.endswith(ASKS)]


def _is_bold(run: Any) -> bool:
    """Return whether a run is set in bold by itself."""
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and (mark.get(f"{_W}val") or "").lower() not in _OFF


def _known(opened: Any) -> Mapping[str, Any]:
    """Return the fields of a document that its properties and its paragraphs tell."""
    properties = opened.core_properties
    blocks = list(_blocks(opened))
    if blocks and blocks[0][0] == "Heading 1" and not any(style == "Title" for style, _ in blocks):
        blocks[0] = ("Title", blocks[0][1])
    title = by_hand(properties.title) or next((words for style, words in blocks if style == "Title"), None)
    text, was_quoted = "", False
    for style, words in blocks:
        if style == "Title":
            continue
        is_quoted = "quote" in style.lower()
        text += "" if not text else "\n>\n" if is_quoted and was_quoted else "\n\n"
        text += f"> {words}" if is_quoted else words
        was_quoted = is_quoted
    return {"title": title, "author": by_hand(properties.author), "modified": _moment(properties.modified), "text": text}


def _blocks(opened: Any) -> Iterator[tuple[str, str]]:
    """Yield the name of the style and the words of each paragraph that has any, footnotes last."""
    styles = {style.style_id: style.name or "" for style in opened.styles}
    hiding = _hiding_styles(opened)
    for text, style_id in chain(_paragraphs(opened.element.body, hiding), _chunks(opened), _notes(opened, hiding)):
        if words := " ".join(text.split()):
            yield styles.get(style_id or "", ""), words


def _paragraphs(element: Any, hiding: Set[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the text and style of each paragraph below an element in order, those of tables, content controls and text boxes too.

    A paragraph whose mark was deleted goes on in the next. `hiding`: the ids of styles whose text does not print.
    """
    begun = ""
    for child in element:
        if child.tag != f"{_W}p":
            if child.tag not in _LEFT_OUT and not _is_deleted_row(child):
                yield from _paragraphs(child, hiding)
            continue
        text = begun + without_marks("".join(_pieces(child, hiding)))
        begun = text if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None else ""
        if not begun:
            style = child.find(f"{_W}pPr/{_W}pStyle")
            yield text, style.get(f"{_W}val") if style is not None else None
        for box in _boxes(child):
            yield from _paragraphs(box, hiding)
    if begun:
        yield begun, None


def _pieces(element: Any, hiding: Set[str]) -> Iterator[str]:
    """Yield the texts within a paragraph that print, but for those of its text boxes."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{_W}txbxContent" or (child.tag == f"{_W}r" and _is_hidden(child, hiding)):
            continue
        if child.tag == f"{_W}r" and _is_raised(child):
            yield raised("".join(_pieces(child, hiding)))
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _pieces(child, hiding)


def _is_raised(run: Any) -> bool:
    """Return whether a run is raised by itself."""
    mark = run.find(f"{_W}rPr/{_W}vertAlign")
    return mark is not None and mark.get(f"{_W}val") == "superscript"


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the contents of a paragraph's text boxes, of which an older form is often kept beside the newer."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        ancestors = [a.tag for a in box.iterancestors()]
        within = ancestors[: ancestors.index(f"{_W}p")]
        if f"{_MC}Fallback" not in within and not _LEFT_OUT & set(within):
            yield box


def _is_hidden(run: Any, hiding: Set[str]) -> bool:
    """Return whether a run is struck out or hidden, by itself or by its style."""
    known = run.find(f"{_W}rPr")
    if known is None:
        return False
    style = known.find(f"{_W}rStyle")
    by_style = style is not None and style.get(f"{_W}val") in hiding
    return _does_hide(known, by_default=by_style)


def _does_hide(known: Any, *, by_default: bool = False) -> bool:
    """Return whether properties of a run strike its text out or hide it; as `by_default` says where they say nothing of it."""
    marks = [mark for name in _HIDING if (mark := known.find(f"{_W}{name}")) is not None]
    return any((mark.get(f"{_W}val") or "").lower() not in _OFF for mark in marks) if marks else by_default


def _hiding_styles(opened: Any) -> Set[str]:
    """Return the ids of the styles of runs that strike their text out or hide it, or are based on one that does."""
    styles = {style.style_id: style.element for style in opened.styles if style.style_id}

    def hides(style_id: str | None, depth: int = 0) -> bool:
        """Return whether a style hides its text."""
        element = styles.get(style_id)
        if element is None or depth > _STYLES_DEEP:
            return False
        known, base = element.find(f"{_W}rPr"), element.find(f"{_W}basedOn")
        inherited = base is not None and hides(base.get(f"{_W}val"), depth + 1)
        return inherited if known is None else _does_hide(known, by_default=inherited)

    return frozenset(style_id for style_id in styles if hides(style_id))


def _chunks(opened: Any) -> Iterator[tuple[str, str | None]]:
    """Yield the paragraphs of the pages that a document holds as they are (`altChunk`), as programs that make Word files of HTML put them in."""
    from service.sources.marked_up import read_markup
    from service.sources.saved_pages import page_in

    for relation in opened.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_CHUNK) and (page := page_in(relation.target_part.blob)):
            yield from ((block, None) for block in read_markup(page)[0].split("\n\n"))


def _notes(opened: Any, hiding: Set[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the paragraphs of footnotes and endnotes, which come behind the text."""
    from docx.oxml import parse_xml

    for relation in opened.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_FOOTNOTES):
            continue
        for note in parse_xml(relation.target_part.blob):
            if note.get(f"{_W}type") not in _SEPARATORS:
                yield from _paragraphs(note, hiding)


def _opened(content: bytes) -> Any:
    """Return the opened file. Raises UnreadableSource for anything else, and for one that unpacks to too much."""
    import docx  # slow to import, and few need it

    with foreign("no .docx"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                    raise UnreadableSource(f"more than {_MOST_UNPACKED} bytes when unpacked")
            return docx.Document(io.BytesIO(_plain(content)))
        except zipfile.BadZipFile:
            raise UnreadableSource(
                "no .docx: it is cut off, damaged, or another kind of file; open it in Word and save it as .docx"
            ) from None
        except OSError as error:  # of an archive in memory, no file's
            raise UnreadableSource(f"no .docx: {error}") from None


def _plain(content: bytes) -> bytes:
    """Return a document as python-docx wants it: one that says it has no macros, in the transitional namespaces.

    Nothing of a macro is run in any case.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read(_TYPES) if _TYPES in archive.namelist() else b""
        relations = archive.read(_RELATIONS) if _RELATIONS in archive.namelist() else b""
        if _MACROS not in types and _STRICT_MARK not in relations:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
            for entry in archive.infolist():
                plain.writestr(entry.filename, _plain_part(entry.filename, archive.read(entry)))
    return out.getvalue()


def _plain_part(name: str, part: bytes) -> bytes:
    """Return a part of a document in the words that python-docx knows."""
    if name == _TYPES:
        return part.replace(_MACROS, _NO_MACROS)
    if name.endswith((".xml", ".rels")):
        for strict, transitional in _STRICT:
            part = part.replace(strict, transitional)
    return part


def _moment(value: Any) -> str | None:
    """Return a date and time as ISO 8601 has it."""
    return value.isoformat()[:19] if value else None
