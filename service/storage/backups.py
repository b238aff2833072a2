"""Backups: all that cannot be rebuilt in one file, and back. Posted documents, imports, takedowns, versions, keys, and feeds seen.

A backup is a tar archive compressed with zstd. Its entries are in order and have no times or owners, so that the same state
gives the same bytes. The last entry has their number and SHA-256: a truncated archive is refused before anything is written.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import zstandard

from service.errors import OnrecordError
from service.storage.corpus import KEPT, Corpus
from service.storage.stores import Store

SUFFIX = ".tar.zst"
_END = "onrecord-backup.json"
_FORMAT = 1
_CORPUS = "corpus/"  # prefix of the names of source files
_NAME = re.compile(rf"(?:{'|'.join(KEPT)}|corpus)/[^\x00]{{1,1000}}")
_MOST_BYTES = 1 << 40  # of one entry
_LONGEST_END, _BLOCK = 10_000, 1 << 20


class BadBackup(OnrecordError):
    """The backup is damaged, cut short, or of another format."""

    code = "bad-backup"


class Backed(NamedTuple):
    """What a backup holds: how many files, and the SHA-256 over the names and contents of all."""

    files: int
    digest: str


def export(corpus: Corpus, out: IO[bytes], *, with_sources: bool) -> Backed:
    """Write a backup to `out`. `with_sources`: also the source files. Files that are deleted in the meantime are left out."""
    digest, number = sha256(), 0
    with (
        zstandard.ZstdCompressor(level=6, write_checksum=True).stream_writer(out, closefd=False) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, store, place in _all(corpus, with_sources):
            with suppress(FileNotFoundError), store.open(place) as stream:
                hashed = _Hashed(stream)
                _add(archive, name, hashed, _size(stream))
                digest.update(hashed.digest(name))
                number += 1
        end = {"format": _FORMAT, "files": number, "sha256": digest.hexdigest()}
        content = json.dumps(end).encode()
        _add(archive, _END, io.BytesIO(content), len(content))
    return Backed(number, digest.hexdigest())


def restore(corpus: Corpus, path: Path, *, over: bool) -> Backed:
    """Restore a backup. Raises BadBackup if it is damaged, or if there is something already and `over` is false."""
    if not over and next(corpus.kept(), None) is not None:
        raise BadBackup("there are documents or keys here already: restore into an empty data folder, or use --over to add to them")
    backed = check(path)
    for name, stream in _read(path):
        if name != _END:
            store, place = (corpus.sources, name.removeprefix(_CORPUS)) if name.startswith(_CORPUS) else (corpus.own, name)
            with tempfile.NamedTemporaryFile(prefix="onrecord-") as kept:
                shutil.copyfileobj(stream, kept)
                kept.flush()
                store.put_file(place, Path(kept.name))
    return backed


def check(path: Path) -> Backed:
    """Read a backup to its end. Raises BadBackup if it is damaged or truncated."""
    digest, number = sha256(), 0
    end: dict[str, Any] | None = None
    for name, stream in _read(path):
        if end is not None:
            raise BadBackup("the backup goes on after its end")
        if name == _END:
            try:
                end = json.loads(stream.read(_LONGEST_END))
                known = (end["format"], end["files"], end["sha256"])
            except (ValueError, KeyError, TypeError):
                raise BadBackup("the backup does not tell what it holds") from None
            if known[0] != _FORMAT:
                raise BadBackup(f"the backup has format {known[0]!r}, and this version reads format {_FORMAT}")
            if known[1:] != (number, digest.hexdigest()):
                raise BadBackup("the backup does not hold what it says: it was changed or damaged")
        else:
            hashed = _Hashed(stream)
            while hashed.read(_BLOCK):
                pass
            digest.update(hashed.digest(name))
            number += 1
    if end is None:
        raise BadBackup("the backup is cut short")
    return Backed(number, digest.hexdigest())


def _all(corpus: Corpus, with_sources: bool) -> Iterator[tuple[str, Store, str]]:
    yield from ((name, corpus.own, name) for name in corpus.kept())
    if with_sources:
        yield from ((_CORPUS + name, corpus.sources, name) for name in corpus.source_names())


def _add(archive: tarfile.TarFile, name: str, stream: IO[bytes] | io.RawIOBase, size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    archive.addfile(entry, cast(IO[bytes], stream))  # which only reads it


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


class _Hashed(io.RawIOBase):
    """A stream that computes the SHA-256 of what is read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._seen = sha256()

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes."""
        content = self._stream.read(size)
        self._seen.update(content)
        return content

    def digest(self, name: str) -> bytes:
        """Return the digests of a name and of what was read, 64 bytes."""
        return sha256(name.encode()).digest() + self._seen.digest()


def _read(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield (name, content) of each entry. Raises BadBackup for links, paths out of the folder, and other names than backups have."""
    try:
        with (
            path.open("rb") as stream,
            zstandard.ZstdDecompressor().stream_reader(stream) as packed,
            tarfile.open(fileobj=packed, mode="r|") as archive,
        ):
            for entry in archive:
                parts = entry.name.split("/")
                if not entry.isreg() or entry.size > _MOST_BYTES or "" in parts or ".." in parts or "." in parts:
                    raise BadBackup(f"the backup holds {entry.name[:100]!r}, which no backup does")
                if entry.name != _END and not _NAME.fullmatch(entry.name):
                    raise BadBackup(f"the backup holds {entry.name[:100]!r}, which no backup does")
                content = archive.extractfile(entry)
                if content is not None:
                    yield entry.name, content
    except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
        raise BadBackup(f"no backup, or a broken one: {error}") from None
