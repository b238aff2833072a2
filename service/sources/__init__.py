"""Bytes → documents. A file is taken apart into rows, which costs little, and the rows are then parsed, which several processes may do.

A row is a line of JSON, a page of a web archive, or the whole content of a file of another kind: see `formats`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import IO

from service.errors import UnreadableSource, Withdrawn, explained
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.language import language_of
from service.records import Document
from service.sources import packing
from service.sources.fields import renamed
from service.sources.formats import SUFFIXES, Format, Given, format_of
from service.sources.metadata import completed
from service.sources.told import Told, with_told

OUR_FAULT = "its reader failed, please report it:"

__all__ = ["OUR_FAULT", "SUFFIXES", "Parsed", "format_of", "parse", "read", "read_parts", "rows"]


@dataclass(slots=True)
class Parsed:
    """What a row gave: documents, what of it cannot be read and why, and what it withdraws of earlier ones."""

    documents: list[Given] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)

    def refuse(self, place: str, error: UnreadableSource) -> None:
        """Note what cannot be read. `place`: where it stands."""
        self.refused.append(place + error.detail)
        if isinstance(error, Withdrawn):
            self.withdrawn.append(error)


def rows(name: str, stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the rows of a file, unpacked as they are asked for. Raises UnreadableSource, naming the file, where it breaks off."""
    found = format_of(name)
    try:
        yield from found.rows(packing.unpacked(name, stream))
    except packing.BROKEN as error:
        raise UnreadableSource(f"{name}: {error or 'it ends too early'}") from None
    except UnreadableSource as error:
        raise UnreadableSource(f"{name}: {error.detail}") from None
    except ModuleNotFoundError as error:
        raise UnreadableSource(f"{name}: {explained(error)}") from None


def parse(
    name: str, number: int, row: bytes, gazetteer: Gazetteer, names: Mapping[str, str] | None = None, told: Told | None = None
) -> Parsed:
    """Return the documents of a row. `names`: our fields → those of the file, where it has others; `told`: what is said of the file.

    Never raises for what the row holds.
    """
    found = format_of(name)
    out = Parsed()
    if not found.is_whole and not row.strip():
        return out
    place = f"{name}: " if found.is_whole else f"{name}: {found.row} {number + 1}: "
    digest = cache(lambda: sha256(row).hexdigest())
    try:
        content = renamed(row, names) if names and found.has_fields else row
        for part in found.read(content, gazetteer) if found.has_outlets else found.read(content):
            if isinstance(part, UnreadableSource):
                out.refuse(place, part)
                continue
            document, is_row = part if isinstance(part, Given) else (part, False)
            document = with_told(document, told) if told else document
            if not is_row and document.origin.sha256 is None:
                document = _with_origin(completed(document, gazetteer), digest(), found)
            out.documents.append(Given(document, is_row))
    except UnreadableSource as error:
        out.refuse(place, error)
    except Exception as error:  # it must stop nothing else
        out.refused.append(place + _fault(error))
    return out


def _fault(error: Exception) -> str:
    """Return why a reader failed: a package that is not installed, or else a fault of ours, which is told as what it is."""
    if isinstance(error, ModuleNotFoundError):
        with suppress(ModuleNotFoundError):
            return explained(error)
    return f"{OUR_FAULT} {type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _with_origin(document: Document, digest: str, used: Format) -> Document:
    """Return a document with how it came. `digest`: of the row's bytes; `used`: the format that they were read as."""
    reader = f"{used.name}/{used.version}"
    return replace(document, origin=replace(document.origin, sha256=digest, reader=reader, language=language_of(document)))


def read(name: str, content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents in a file's bytes, by the name's suffix.

    Raises UnreadableSource where the suffix is unknown or something of the content cannot be read.
    """
    parsed = read_parts(name, content, gazetteer)
    if parsed.refused:
        raise UnreadableSource(parsed.refused[0])
    return [given.document for given in parsed.documents]


def read_parts(name: str, content: bytes, gazetteer: Gazetteer) -> Parsed:
    """Return what the whole of a file's bytes gives: its documents, and what of it cannot be read, also where it breaks off.

    Raises UnreadableSource where the suffix is unknown.
    """
    format_of(name)
    out = Parsed()
    try:
        for number, row in enumerate(rows(name, io.BytesIO(content))):
            parsed = parse(name, number, row, gazetteer)
            out.documents += parsed.documents
            out.refused += parsed.refused
            out.withdrawn += parsed.withdrawn
    except UnreadableSource as error:
        out.refused.append(error.detail)
    return out
