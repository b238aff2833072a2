"""Where bytes are kept by name: a local folder, synced to disk, or any object store that fsspec knows."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple, Protocol

import fsspec

from service.errors import SettingError, StorageUnavailable


class Stored(NamedTuple):
    """A name with what tells that its content was changed, and its size in bytes."""

    name: str
    stamp: str
    size: int


class Store(Protocol):
    """Names are relative paths with slashes. Every write is whole or not at all, and is there for good when it returns."""

    def put(self, name: str, content: bytes) -> None: ...
    def put_file(self, name: str, path: Path) -> None: ...
    def get(self, name: str) -> bytes | None: ...
    def delete(self, name: str) -> bool: ...
    def exists(self, name: str) -> bool: ...
    def open(self, name: str) -> IO[bytes]: ...
    def list(self, prefix: str = "") -> Iterator[Stored]: ...


def store_at(location: str | Path) -> Store:
    """The store at a folder's path or an fsspec URL. Raises SettingError where there is no way to read such a URL."""
    if "://" not in str(location):
        return LocalStore(Path(location))
    try:
        return ObjectStore(str(location))
    except (ImportError, ValueError) as error:
        raise SettingError(f"{location} cannot be opened: {error}") from None


class LocalStore:
    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    def put(self, name: str, content: bytes) -> None:
        path = self.folder / name
        with _writing():
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

    def put_file(self, name: str, path: Path) -> None:
        """Keep a copy of a file: no link, since whoever edits the file must not change what is kept."""
        goal = self.folder / name
        temporary = goal.with_name(f".writing-{goal.name}")
        with _writing():
            goal.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(path, temporary)
                with temporary.open("rb") as written:
                    os.fsync(written.fileno())
                os.replace(temporary, goal)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            _sync(goal.parent)

    def get(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> bool:
        path = self.folder / name
        with _writing():
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            _sync(path.parent)
        return True

    def exists(self, name: str) -> bool:
        return (self.folder / name).exists()

    def open(self, name: str) -> IO[bytes]:
        return (self.folder / name).open("rb")

    def list(self, prefix: str = "") -> Iterator[Stored]:
        """What lies below a folder, hidden files and folders left out, in order."""
        waiting = [prefix.rstrip("/")]
        while waiting:
            name = waiting.pop()
            path = self.folder / name
            with suppress(FileNotFoundError):  # gone meanwhile
                if path.is_dir() and not (name and path.is_symlink()):
                    inner = sorted((n for n in os.listdir(path) if not n.startswith(".")), reverse=True)
                    waiting += (f"{name}/{n}" if name else n for n in inner)
                elif path.is_file():
                    status = path.stat()
                    yield Stored(name, f"{status.st_mtime_ns}:{status.st_size}", status.st_size)


class ObjectStore:
    """An object store: what is put there is there whole, and for good."""

    def __init__(self, url: str) -> None:
        self._files, root = fsspec.url_to_fs(url)
        self._root = root.rstrip("/")

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        with _writing():
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, content)

    def put_file(self, name: str, path: Path) -> None:
        goal = self._path(name)
        with _writing():
            self._files.makedirs(goal.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(path), goal)

    def get(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(self._path(name)))
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> bool:
        with _writing():
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:
                return False
        return True

    def exists(self, name: str) -> bool:
        return bool(self._files.exists(self._path(name)))

    def open(self, name: str) -> IO[bytes]:
        opened: IO[bytes] = self._files.open(self._path(name), "rb")
        return opened

    def list(self, prefix: str = "") -> Iterator[Stored]:
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
    """What keeps something from being written is told as StorageUnavailable, whatever the file system or object store raises."""
    try:
        yield
    except Exception as error:
        raise StorageUnavailable(
            f"What is to be kept could not be written: {getattr(error, 'strerror', None) or error}."
        ) from error


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
