"""The store of truth: source documents, documents that were posted, files that were brought in, and what was taken down.

What is posted or brought in is kept for good before anything else happens to it. What is taken down leaves a mark, so that
neither a rebuild nor the corpus brings it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

from service.records import Document
from service.sources import SUFFIXES, read
from service.stores import Found, LocalStore, Store, store_at

_OWN = ".onrecord"  # in a corpus that is no local folder, where what the service writes is kept
_POSTED, _TAKEN, _BROUGHT, _SUPERSEDED = "documents", "takedowns", "imports", "superseded"
_BROUGHT_MARK = "@imports/"  # before the names of files that were brought in


class Corpus:
    """`location`: the folder or fsspec URL of the source documents, which are only read. `data`: the local folder for what is
    written; beside documents in an object store, what is written goes there too, so that every machine sees it."""

    def __init__(self, location: Path | str, data: Path) -> None:
        self._sources = store_at(location)
        self._own: Store = (
            LocalStore(data) if isinstance(self._sources, LocalStore) else store_at(f"{str(location).rstrip('/')}/{_OWN}")
        )

    @property
    def own(self) -> Store:
        """Where what the service writes is kept."""
        return self._own

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

    def files(self) -> list[Found]:
        """The files that a reader exists for: those of the corpus and those that were brought in."""
        brought = (f._replace(name=_BROUGHT_MARK + f.name.partition("/")[2]) for f in self._own.list(f"{_BROUGHT}/"))
        return [f for f in (*self._sources.list(), *brought) if is_source(f.name)]

    def open(self, name: str) -> IO[bytes]:
        """A file of those that `files` names. Raises OSError."""
        if name.startswith(_BROUGHT_MARK):
            return self._own.open(f"{_BROUGHT}/{name.removeprefix(_BROUGHT_MARK)}")
        return self._sources.open(name)

    def bring_in(self, path: Path, name: str) -> str:
        """Keep a copy of a local file under a name: how `files` names it. A file of the corpus stays where it is.

        The same file brought in again takes the place of its earlier copy; one of another folder does not.
        """
        if isinstance(self._sources, LocalStore) and path.absolute().is_relative_to(self._sources.folder):
            return path.absolute().relative_to(self._sources.folder).as_posix()
        name = f"{sha256(str(path.absolute()).encode()).hexdigest()[:8]}-{name}"
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


def _digest(stream: IO[bytes]) -> bytes:
    digest = sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.digest()


def is_source(name: str) -> bool:
    """Whether a file's name says that there is a reader for it."""
    return name.lower().endswith(SUFFIXES) and name.rpartition("/")[2].lower() != "readme.md"


def source_files(path: Path) -> list[Path]:
    """A file whatever its name, or the files below a folder that a reader exists for; hidden ones are left out."""
    if path.is_file():
        return [path]
    return [path / found.name for found in LocalStore(path).list() if is_source(found.name)]


def read_file(path: Path) -> list[Document]:
    """The documents of a file. Raises UnreadableSource with what is wrong, OSError where it cannot be opened."""
    return read(path.name, path.read_bytes())
