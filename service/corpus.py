"""The store of truth: source documents in a folder, documents that were posted, and what was taken down.

A document that is posted is on disk, synced, before anything else happens to it. What is taken down leaves a mark, so
that neither a rebuild nor the corpus folder brings it back.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from service.records import Document
from service.sources import SUFFIXES, read

_FIELDS = tuple(f.name for f in fields(Document))


class Corpus:
    """Source documents: the corpus folder, which is only read, and the data folder, which is written."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self._posted = data / "documents"
        self._taken = data / "takedowns"

    # -- what was posted ---------------------------------------------------------------------------------------------

    def save(self, document: Document) -> bool:
        """Write a posted document, synced; True when it was not there before. A takedown of the same content is lifted."""
        path = self._path(document.id)
        is_new = not path.exists()
        if is_new:
            _write(path, json.dumps(document.as_dict(), ensure_ascii=False).encode())
        mark = self._taken / document.id
        if mark.exists():
            mark.unlink()
            _sync(self._taken)
        return is_new

    def take_down(self, document_id: str) -> None:
        """Mark a document as taken down, synced, and drop the posted copy."""
        _write(self._taken / document_id, b"")
        path = self._path(document_id)
        if path.exists():
            path.unlink()
            _sync(path.parent)

    def is_taken_down(self, document_id: str) -> bool:
        return (self._taken / document_id).exists()

    def posted_ids(self) -> Iterator[str]:
        if self._posted.exists():
            for shard in sorted(self._posted.iterdir()):
                yield from sorted(p.stem for p in shard.glob("*.json"))

    def posted(self, document_id: str) -> Document | None:
        """A posted document, or None where there is none."""
        try:
            values = json.loads(self._path(document_id).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Document(**{name: values.get(name) for name in _FIELDS if values.get(name) is not None})

    def _path(self, document_id: str) -> Path:
        return self._posted / document_id[:2] / f"{document_id}.json"

    # -- the folder --------------------------------------------------------------------------------------------------

    def files(self) -> list[Path]:
        """The readable files of the corpus folder, in order."""
        return source_files(self.folder)

    def holds(self, path: Path) -> bool:
        """Whether a path lies in the corpus folder."""
        return path.absolute().is_relative_to(self.folder)


def source_files(path: Path) -> list[Path]:
    """A file, or the files below a folder that a reader exists for; hidden ones are left out."""
    if path.is_file():
        return [path]
    found = (p for p in path.rglob("*") if p.is_file() and "".join(p.suffixes[-2:]).lower().endswith(SUFFIXES))
    return sorted(
        p for p in found if not any(part.startswith(".") for part in p.relative_to(path).parts) and p.name.lower() != "readme.md"
    )


def stamp(path: Path) -> str:
    """What tells that a file was changed: its time and size."""
    status = path.stat()
    return f"{status.st_mtime_ns}:{status.st_size}"


def read_file(path: Path) -> list[Document]:
    """The documents of a file. Raises UnreadableSource with what is wrong, OSError where it cannot be opened."""
    return read(path.name, path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and wait until it is on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
