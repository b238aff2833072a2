"""Stores of bytes by name: a local folder, synced to disk, or any object store that fsspec supports."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, Protocol

import fsspec

from service.errors import SettingError, StorageUnavailable

_AT_ONCE = 16  # files that are synced side by side: a disk's journal takes several with one write
_ODD_BYTE = re.compile("[\udc80-\udcff]")  # how Python gives a byte of a file's name that is not UTF-8 (PEP 383)
_SHOWN_BYTE = re.compile("\ufffd([89A-F][0-9A-F])")


class Stored(NamedTuple):
    """A stored file. `name`: its path with slashes; `stamp`: changes when its content does; `size`: in bytes."""

    name: str
    stamp: str
    size: int


class Store(Protocol):
    """Files by name. Names are relative paths with slashes.

    A write is atomic, and durable when it returns; it raises StorageUnavailable if it fails.
    """

    def put(self, name: str, content: bytes) -> None:
        """Write a file, replacing one of this name."""

    def put_file(self, name: str, path: Path) -> None:
        """Write a copy of a local file, replacing one of this name."""

    def put_files(self, files: Sequence[tuple[str, Path]]) -> None:
        """Write copies of local files, given as (name, file); all are durable when it returns."""

    def get(self, name: str) -> bytes | None:
        """Return the content of a file, None if there is none. Raises OSError."""

    def delete(self, name: str) -> bool:
        """Delete a file. Returns whether it was there."""

    def exists(self, name: str) -> bool:
        """Return whether there is a file of this name. Raises OSError."""

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading. Raises OSError."""

    def is_there(self) -> bool:
        """Return whether there is such a folder and it can be listed. Raises OSError if that cannot be determined."""

    def list(self, prefix: str = "", unlisted: dict[str, str] | None = None) -> Iterator[Stored]:
        """Yield the files in a folder and those below it, in order, without hidden files and folders.

        `unlisted`: takes the folders below it that cannot be listed, and why; without it they raise. Raises OSError.
        """


def as_text(name: str) -> str:
    """Return a file's name as text: a byte of it that is not UTF-8 is shown as U+FFFD and its two digits."""
    return _ODD_BYTE.sub(lambda match: f"\ufffd{ord(match[0]) - 0xDC00:02X}", name)


def _as_named(name: str) -> str:
    """Return the name that a file has in the file system, of the one that `as_text` gives."""
    return _SHOWN_BYTE.sub(lambda match: chr(0xDC00 + int(match[1], 16)), name) if "\ufffd" in name else name


def store_at(location: str | Path) -> Store:
    """Return the store at a folder's path or an fsspec URL. Raises SettingError for a URL that cannot be opened."""
    if "://" not in str(location):
        return LocalStore(Path(location))
    try:
        return ObjectStore(str(location))
    except (ImportError, ValueError) as error:
        raise SettingError(f"{location} cannot be opened: {error}") from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for nobody but their owner. One that is there stays as it is."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


class LocalStore:
    """A local folder. See `Store` for its methods. Names that are not UTF-8 are given as `as_text` shows them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    def _path(self, name: str) -> Path:
        """Return where a file is."""
        return self.folder / _as_named(name)

    def put(self, name: str, content: bytes) -> None:
        """Write a file under another name, sync it, and rename it."""
        path = self._path(name)
        with _writing():
            make_folder(path.parent)
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

    def put_file(self, name: str, path: Path) -> None:
        """Write a copy of a local file. Not a link, since a later change of that file must not change what is stored."""
        self.put_files([(name, path)])

    def put_files(self, files: Sequence[tuple[str, Path]]) -> None:
        """Write copies of local files: each is synced before it is renamed, and each folder once when all are there."""
        goals = [(self._path(name), path) for name, path in files]
        folders = {goal.parent for goal, _ in goals}
        with _writing():
            for folder in folders:
                make_folder(folder)
            if len(goals) == 1:
                _copy(*goals[0])
            else:
                with ThreadPoolExecutor(_AT_ONCE) as pool:
                    list(pool.map(lambda pair: _copy(*pair), goals))
            for folder in folders:
                _sync(folder)

    def get(self, name: str) -> bytes | None:
        """Return the content of a file, None if there is none."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> bool:
        """Delete a file and sync its folder."""
        path = self._path(name)
        with _writing():
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            _sync(path.parent)
        return True

    def exists(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        return self._path(name).exists()

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""
        return self._path(name).open("rb")

    def is_there(self) -> bool:
        """Return whether there is such a folder."""
        try:
            with os.scandir(self.folder):
                return True
        except FileNotFoundError:
            return False

    def list(self, prefix: str = "", unlisted: dict[str, str] | None = None) -> Iterator[Stored]:
        """Yield the files in a folder and below it, in order. Symbolic links to folders are not followed."""
        top = prefix.rstrip("/")
        waiting = [top]
        while waiting:
            name = waiting.pop()
            path = self._path(name)
            try:
                if path.is_dir() and not (name and path.is_symlink()):
                    inner = sorted((as_text(n) for n in os.listdir(path) if not n.startswith(".")), reverse=True)
                    waiting += (f"{name}/{n}" if name else n for n in inner)
                elif path.is_file():
                    status = path.stat()
                    yield Stored(name, f"{status.st_mtime_ns}:{status.st_size}", status.st_size)
            except FileNotFoundError:  # deleted in the meantime
                continue
            except OSError as error:
                if unlisted is None or name == top:
                    raise
                unlisted[name] = error.strerror or str(error)


class ObjectStore:
    """An object store, whose writes are atomic and durable by themselves. See `Store` for its methods."""

    def __init__(self, url: str) -> None:
        self._files, root = fsspec.url_to_fs(url)
        self._root = root.rstrip("/")

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def put(self, name: str, content: bytes) -> None:
        """Write an object."""
        path = self._path(name)
        with _writing():
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, content)

    def put_file(self, name: str, path: Path) -> None:
        """Upload a local file."""
        goal = self._path(name)
        with _writing():
            self._files.makedirs(goal.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(path), goal)

    def put_files(self, files: Sequence[tuple[str, Path]]) -> None:
        """Upload local files."""
        for name, path in files:
            self.put_file(name, path)

    def get(self, name: str) -> bytes | None:
        """Return the content of an object, None if there is none."""
        try:
            return bytes(self._files.cat_file(self._path(name)))
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> bool:
        """Delete an object. Returns whether it was there."""
        with _writing():
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:
                return False
        return True

    def exists(self, name: str) -> bool:
        """Return whether there is an object of this name."""
        return bool(self._files.exists(self._path(name)))

    def open(self, name: str) -> IO[bytes]:
        """Open an object for reading."""
        opened: IO[bytes] = self._files.open(self._path(name), "rb")
        return opened

    def is_there(self) -> bool:
        """Return whether there is anything below the prefix: object stores have no empty folders."""
        self._files.invalidate_cache()
        return bool(self._files.exists(self._root))

    def list(self, prefix: str = "", unlisted: dict[str, str] | None = None) -> Iterator[Stored]:
        """Yield the objects below a prefix, in order. Their stamp is the first of ETag, MD5 and times that the store has."""
        self._files.invalidate_cache()
        try:
            found = self._files.find(self._path(prefix).rstrip("/"), detail=True)
        except FileNotFoundError:
            return
        base = self._path("").lstrip("/")
        for path, known in sorted(found.items()):
            name = path.lstrip("/").removeprefix(base)
            if not _is_hidden(name.removeprefix(prefix)):
                size = int(known.get("size") or 0)
                mark = next(
                    (
                        known[n]
                        for n in ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "created")
                        if known.get(n)
                    ),
                    "",
                )
                yield Stored(name, f"{mark}:{size}", size)


@contextmanager
def _writing() -> Iterator[None]:
    """Raise StorageUnavailable for whatever error of the file system or object store."""
    try:
        yield
    except Exception as error:
        raise StorageUnavailable(
            f"What is to be kept could not be written: {getattr(error, 'strerror', None) or error}."
        ) from error


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _copy(goal: Path, path: Path) -> None:
    """Write a copy of a file under another name, sync it, and rename it."""
    temporary = goal.with_name(f".writing-{goal.name}")
    try:
        shutil.copyfile(path, temporary)
        temporary.chmod(0o600)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(temporary, goal)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
