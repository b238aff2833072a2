"""The store of truth: source documents, documents that were posted, files that were brought in, and what was taken down.

What is posted or brought in is kept for good before anything else happens to it. What is taken down leaves a mark, so that
neither a rebuild nor the corpus brings it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO

from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import SUFFIXES, format_of, read
from service.sources.fields import mapping_of
from service.storage.stores import LocalStore, Store, Stored, store_at

_OWN = ".onrecord"  # in a corpus that is no local folder, where what the service writes is kept
_POSTED, _TAKEN, _BROUGHT, _SUPERSEDED = "documents", "takedowns", "imports", "superseded"
_FIELDS = ".fields.json"  # in a folder: the names that its files have for our fields
KEPT = (_POSTED, "feeds", _BROUGHT, "keys", _SUPERSEDED, _TAKEN)  # folders of what cannot be built anew
_BROUGHT_MARK = "@imports/"  # before the names of files that were brought in


class Corpus:
    """`location`: the folder or fsspec URL of the source documents, which are only read. `data`: the local folder for what is
    written; beside documents in an object store, what is written goes there too, so that every machine sees it."""

    def __init__(self, location: Path | str, data: Path) -> None:
        self._sources = store_at(location)
        self._fields: dict[str, bytes | None] = {}  # what tells the names of fields, by folder
        self._own: Store = (
            LocalStore(data) if isinstance(self._sources, LocalStore) else store_at(f"{str(location).rstrip('/')}/{_OWN}")
        )

    @property
    def own(self) -> Store:
        """Where what the service writes is kept."""
        return self._own

    @property
    def sources(self) -> Store:
        """Where the source documents lie."""
        return self._sources

    def kept(self) -> Iterator[str]:
        """The names of all that is kept and cannot be built anew, in order."""
        for folder in KEPT:
            for found in self._own.list(f"{folder}/"):
                yield found.name
                if folder == _BROUGHT and self._own.exists(beside := _beside(found.name.partition("/")[2])):
                    yield beside

    def source_names(self) -> Iterator[str]:
        """The names of all files of the corpus, and of those that tell the names of fields in them."""
        folders: set[str] = set()
        for found in self._sources.list():
            yield found.name
            parts = found.name.split("/")[:-1]
            for place in ("/".join(parts[:n]) for n in range(len(parts) + 1)):
                name = f"{place}/{_FIELDS}" if place else _FIELDS
                if place not in folders and self._sources.exists(name):
                    yield name
                folders.add(place)

    # -- what was posted ---------------------------------------------------------------------------------------------

    def save(self, document: Document) -> bool:
        """Keep a posted document; True when it was not there before. A takedown of the same content is lifted, and what replaced
        it then replaces it no longer."""
        name = _posted_name(document.id)
        is_new = not self._own.exists(name)
        if is_new:
            self._own.put(name, json.dumps(document.as_dict(), ensure_ascii=False).encode())
        self._own.delete(f"{_SUPERSEDED}/{document.id}")
        self._own.delete(f"{_TAKEN}/{document.id}")
        return is_new

    def take_down(self, document_id: str) -> None:
        """Mark a document as taken down, for good, and drop the posted copy."""
        self._own.put(f"{_TAKEN}/{document_id}", b"\n")
        self._own.delete(_posted_name(document_id))

    def is_taken_down(self, document_id: str) -> bool:
        return self._own.exists(f"{_TAKEN}/{document_id}")

    def taken_down(self) -> set[str]:
        """The ids of all documents that were taken down."""
        return {found.name.rpartition("/")[2] for found in self._own.list(f"{_TAKEN}/")}

    def supersede(self, document_id: str, by: str) -> None:
        """Note that a document was replaced by a later version of it."""
        self._own.put(f"{_SUPERSEDED}/{document_id}", by.encode())

    def restore(self, document_id: str) -> None:
        """Note that what replaced a document is no longer there."""
        self._own.delete(f"{_SUPERSEDED}/{document_id}")

    def superseded(self) -> dict[str, str]:
        """The documents that were replaced, each with the one that replaced it."""
        names = [found.name for found in self._own.list(f"{_SUPERSEDED}/")]
        return {name.rpartition("/")[2]: (self._own.get(name) or b"").decode() for name in names}

    def posted_ids(self) -> Iterator[str]:
        for found in self._own.list(f"{_POSTED}/"):
            if found.name.endswith(".json"):
                yield found.name.rpartition("/")[2].removesuffix(".json")

    def posted_bytes(self) -> int:
        """How large all that was posted is."""
        return sum(found.size for found in self._own.list(f"{_POSTED}/"))

    def posted(self, document_id: str) -> Document | None:
        """A posted document, or None where there is none."""
        content = self._own.get(_posted_name(document_id))
        if content is None:
            return None
        return Document.of(json.loads(content))

    # -- files -------------------------------------------------------------------------------------------------------

    def files(self) -> list[Stored]:
        """The files that a reader exists for, those of the corpus and those that were brought in.

        What they hold has changed where their stamp has: their content, the names of their fields, or the way they are read.
        """
        self._fields.clear()
        brought = (f._replace(name=_BROUGHT_MARK + f.name.partition("/")[2]) for f in self._own.list(f"{_BROUGHT}/"))
        return [f._replace(stamp=self._stamp(f)) for f in chain(self._sources.list(), brought) if is_source(f.name)]

    def _stamp(self, found: Stored) -> str:
        used = format_of(found.name)
        fields = self._fields_of(found.name) if used.has_fields else None
        told = f" {sha256(fields).hexdigest()[:8]}" if fields else ""
        return f"{found.stamp} {used.name}/{used.version}{told}"

    def names_in(self, name: str) -> dict[str, str]:
        """The names that a file has for our fields, where they are told. Raises UnreadableSource where that cannot be read."""
        content = self._fields_of(name) if format_of(name).has_fields else None
        return mapping_of(content) if content else {}

    def _fields_of(self, name: str) -> bytes | None:
        """What tells the names of a file's fields: beside one that was brought in, in the folder of another or in one above it."""
        if name.startswith(_BROUGHT_MARK):
            return self._own.get(_beside(name.removeprefix(_BROUGHT_MARK)))
        folder = name.rpartition("/")[0]
        if folder not in self._fields:
            found = self._sources.get(f"{folder}/{_FIELDS}" if folder else _FIELDS)
            self._fields[folder] = found if found is not None or not folder else self._fields_of(folder)
        return self._fields[folder]

    def open(self, name: str) -> IO[bytes]:
        """A file of those that `files` names. Raises OSError."""
        if name.startswith(_BROUGHT_MARK):
            return self._own.open(f"{_BROUGHT}/{name.removeprefix(_BROUGHT_MARK)}")
        return self._sources.open(name)

    def name_of(self, path: Path) -> str | None:
        """How `files` names a local file, where it lies in the corpus."""
        if isinstance(self._sources, LocalStore) and path.absolute().is_relative_to(self._sources.folder):
            return path.absolute().relative_to(self._sources.folder).as_posix()
        return None

    def bring_in(self, path: Path, name: str, whence: str, names: dict[str, str] | None = None) -> str:
        """Keep a copy of a file under a name: how `files` names it. `names`: those that it has for our fields.

        The same file brought in again from the same place takes the place of its earlier copy; one from elsewhere does not.
        """
        name = f"{sha256(whence.encode()).hexdigest()[:8]}-{name}"
        if names:
            self._own.put(_beside(name), json.dumps(names).encode())
        else:
            self._own.delete(_beside(name))
        if not self._is_same(f"{_BROUGHT}/{name}", path):  # or an import that was interrupted would begin anew
            self._own.put_file(f"{_BROUGHT}/{name}", path)
        return _BROUGHT_MARK + name

    def _is_same(self, name: str, path: Path) -> bool:
        if not self._own.exists(name):
            return False
        with self._own.open(name) as kept, path.open("rb") as given:
            return _digest(kept) == _digest(given)


def _posted_name(document_id: str) -> str:
    return f"{_POSTED}/{document_id[:2]}/{document_id}.json"


def _beside(name: str) -> str:
    """Where the names of the fields of a file stand that was brought in."""
    return f"{_BROUGHT}/.{name}{_FIELDS}"


def _digest(stream: IO[bytes]) -> bytes:
    digest = sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.digest()


def is_source(name: str) -> bool:
    """Whether a file's name says that there is a reader for it."""
    return name.lower().endswith(SUFFIXES) and name.rpartition("/")[2].lower() != "readme.md"


def read_file(path: Path, gazetteer: Gazetteer) -> list[Document]:
    """The documents of a file. Raises UnreadableSource with what is wrong, OSError where it cannot be opened."""
    return read(path.name, path.read_bytes(), gazetteer)
