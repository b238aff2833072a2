"""Word documents (.docx): their paragraphs, with title, author and dates from their properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.foreign import foreign
from service.sources.plain import make_document

_MOST_UNPACKED = 50_000_000  # bytes


def paragraphs(content: bytes) -> list[str]:
    """The paragraphs of a .docx, empty ones as well. Raises UnreadableSource."""
    with foreign("no .docx"):
        return [paragraph.text for paragraph in _opened(content).paragraphs]


def read_docx(content: bytes) -> list[Document]:
    """One document; what is set as a quotation is read as a block quote."""
    with foreign("no .docx"):
        return [make_document(_known(_opened(content)))]


def _known(opened: Any) -> Mapping[str, Any]:
    blocks: list[tuple[bool, str]] = []
    title = opened.core_properties.title or None
    for paragraph in opened.paragraphs:
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        words = " ".join(paragraph.text.split())
        if style == "Title" and words:
            title = title or words
        elif words:
            blocks.append(("quote" in style.lower(), words))
    text = ""
    for n, (is_quoted, words) in enumerate(blocks):
        text += "" if n == 0 else "\n>\n" if is_quoted and blocks[n - 1][0] else "\n\n"
        text += f"> {words}" if is_quoted else words
    properties = opened.core_properties
    return {"title": title, "author": properties.author or None, "modified": _moment(properties.modified), "text": text}


def _opened(content: bytes) -> Any:
    import docx  # slow to import, and few need it

    with foreign("no .docx"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                    raise UnreadableSource(f"more than {_MOST_UNPACKED} bytes when unpacked")
            return docx.Document(io.BytesIO(content))
        except OSError as error:  # of an archive in memory, no file's
            raise UnreadableSource(f"no .docx: {error}") from None


def _moment(value: Any) -> str | None:
    return value.isoformat()[:19] if value else None
