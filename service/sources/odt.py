"""OpenDocument texts (.odt, OASIS OpenDocument 1.3) → the words that print, as if all tracked changes were accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.records import Document
from service.sources.fields import by_hand
from service.sources.foreign import foreign
from service.sources.note_marks import raised, without_marks
from service.sources.plain import as_transcript, dated, make_document, moment
from service.sources.safe_xml import first, local, parsed, text_of
from service.sources.shapes import JsonObject
from service.sources.signed import with_signed

_MOST_UNPACKED = 50_000_000  # bytes
_LEFT_OUT = frozenset(
    "tracked-changes note-citation annotation annotation-end bookmark reference-mark sequence-decls forms object image".split()
)
_BLOCKS = ("p", "h")
_QUOTED = ("quot", "zitat", "citation", "cita")  # in the names of styles that set a paragraph apart as a quotation


class _Style(NamedTuple):
    """A style: the name of the one that it is made of, whether it strikes out or hides, whether it raises."""

    parent: str = ""
    is_hidden: bool = False
    is_raised: bool = False


_PLAIN = _Style()


def read_odt(content: bytes) -> list[Document]:
    """Return one document; what is set as a quotation is read as a block quote. Raises UnreadableSource."""
    with foreign("no .odt"):
        body, about = _unpacked(content)
        known: JsonObject = _about(about) if about is not None else {}
        blocks = list(_blocks(body))
        known["title"] = known.get("title") or _title(body)
    if (transcript := as_transcript("\n".join(text for _, text in blocks), {n: v for n, v in known.items() if v})) is not None:
        return [transcript]
    text = ""
    for n, (is_quoted, words) in enumerate(blocks):
        text += "" if n == 0 else "\n>\n" if is_quoted and blocks[n - 1][0] else "\n\n"
        text += f"> {' '.join(words.split())}" if is_quoted else " ".join(words.split())
    document = make_document({**dated("\n".join(words for _, words in blocks), known.get("modified")), **known, "text": text})
    return [with_signed(document)]


def _unpacked(content: bytes) -> tuple[Any, Any]:
    """Return the body of a document and its metadata, None where it has none. Raises UnreadableSource, and what zipfile does."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise UnreadableSource(f"more than {_MOST_UNPACKED} bytes when unpacked")
            names = archive.namelist()
            return parsed(archive.read("content.xml")), parsed(archive.read("meta.xml")) if "meta.xml" in names else None
    except (OSError, KeyError) as error:  # of an archive in memory, no file's
        raise UnreadableSource(f"no .odt: {error}") from None


def _about(meta: Any) -> JsonObject:
    """Return the fields of a document that its metadata tell."""
    return {
        "title": by_hand(text_of(first(meta, "title"))),
        "author": by_hand(text_of(first(meta, "creator", "initial-creator"))),
        "modified": moment(text_of(first(meta, "date"))),
    }


def _blocks(root: Any) -> Iterator[tuple[bool, str]]:
    """Yield the paragraphs of a text in order, footnotes behind the one that they are of; whether each is set as a quotation."""
    styles = _styles(root)
    body = first(root, "text")
    for element in (body if body is not None else root).iter():
        if local(element) not in _BLOCKS or any(local(a) in _LEFT_OUT for a in element.iterancestors()):
            continue
        words = without_marks("".join(_words(element, styles)))
        style = _attribute(element, "style-name") or ""
        if words.strip():
            yield any(word in (style + styles.get(style, _PLAIN).parent).lower() for word in _QUOTED), words


def _title(root: Any) -> str | None:
    """Return the first paragraph of a text, where it is set as its title or as a heading of the first level."""
    body = first(root, "text")
    blocks = (e for e in (body if body is not None else root).iter() if local(e) in _BLOCKS and text_of(e))
    element = next((e for e in blocks if not any(local(a) in _LEFT_OUT for a in e.iterancestors())), None)
    if element is None:
        return None
    style = _attribute(element, "style-name") or ""
    parent = _styles(root).get(style, _PLAIN).parent
    is_title = "Title" in (style, parent) or (local(element) == "h" and _attribute(element, "outline-level") in ("1", None))
    return by_hand("".join(_words(element, _styles(root)))) if is_title else None


def _words(element: Any, styles: dict[str, _Style]) -> Iterator[str]:
    """Yield the texts within a paragraph that print, but for those of paragraphs in it."""
    yield element.text or ""
    for child in element:
        name = local(child)
        style = styles.get(_attribute(child, "style-name") or "", _PLAIN)
        if name == "s":
            yield " " * min(int(_attribute(child, "c") or 1), 100)
        elif name in ("tab", "line-break"):
            yield " "
        elif name not in _LEFT_OUT and name not in _BLOCKS and name != "note" and not style.is_hidden:
            inner = _words(child, styles)
            yield from (raised("".join(inner)),) if style.is_raised else inner
        yield child.tail or ""


def _styles(root: Any) -> dict[str, _Style]:
    """Return the styles of a text by name."""
    out = {}
    for style in root.iter("{*}style"):
        known = first(style, "text-properties")
        struck = _attribute(known, "text-line-through-style") not in (None, "none") if known is not None else False
        hidden = _attribute(known, "display") == "none" if known is not None else False
        is_raised = (_attribute(known, "text-position") or "").startswith("super") if known is not None else False
        out[_attribute(style, "name") or ""] = _Style(_attribute(style, "parent-style-name") or "", struck or hidden, is_raised)
    return out


def _attribute(element: Any, name: str) -> str | None:
    """Return an attribute by its local name."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
