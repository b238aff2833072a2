"""Places that somebody asks to ingest, as files of the corpus: local files and folders, standard input, and fsspec URLs.

Files in the corpus stay where they are. A copy of anything else is stored with the corpus, so that the index can be built anew.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

import fsspec

from service.errors import SettingError, UnreadableSource
from service.sources.formats import named
from service.sources.told import FOLDER, SIDECAR, Told, is_told, of_toml
from service.storage.corpus import Brought, Corpus, is_source
from service.storage.stores import as_text

STANDARD_INPUT = "-"
_TOGETHER = 256  # files whose copies are made durable together

Progress = Callable[[int], object]


@dataclass(slots=True)
class Gathered:
    """What was gathered.

    `places`: {name in the corpus: where the file came from}; `skipped`: files without a reader, by suffix; `refused`: other files
    that cannot be read, and why.
    """

    places: dict[str, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names of the files in the corpus."""
        return set(self.places)

    def named_as_given(self, refusal: str) -> str:
        """Return a refusal with the name of the file as the caller gave it."""
        name, colon, reason = refusal.partition(": ")
        return f"{self.places.get(name, name)}{colon}{reason}"


@dataclass(frozen=True, slots=True)
class Gathering:
    """Gathers files.

    `format`: of all of them, None to go by their names; `fields`: {our field: the files' name for it}; `told`: what is said of all
    of them, by `told.NAMES`.
    """

    corpus: Corpus
    format: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)

    def gather(self, places: Iterable[str], standard_input: IO[bytes], progress: Progress = lambda _: None) -> Gathered:
        """Store what is not in the corpus, and return the names of all files. `progress` is called with their number so far.

        A file that cannot be read is refused, and stops none of the others. Raises SettingError for a place that does not exist or
        cannot be opened, and StorageUnavailable if a copy cannot be stored.
        """
        out = Gathered()
        for place in places:
            if place == STANDARD_INPUT:
                self._standard_input(standard_input, out)
            elif "://" in place:
                self._remote(place, out)
            else:
                self._local(Path(place), out, progress)
        return out

    def _local(self, path: Path, out: Gathered, progress: Progress) -> None:
        """Gather a file, or those of a folder, some hundred at a time: a disk syncs these together as soon as a few."""
        if not path.exists():
            raise SettingError(f"{path}: there is no such file or folder")
        said = Said(path if path.is_dir() else path.parent)
        waiting: list[tuple[Brought, str]] = []
        for file in self._readable(path, out) if path.is_dir() else [path]:
            shown = as_text(str(file))
            if fault := _fault(file):
                out.refused.append(f"{shown}: {fault}")
            elif (own := self._own_name(file)) is not None:
                out.places[own] = shown
            elif brought := self._brought(file, file.name, str(file.absolute()), shown, out, said):
                waiting.append((brought, shown))
            if len(waiting) >= _TOGETHER:
                self._bring_in(waiting, out)
                waiting = []
                progress(len(out.places))
        self._bring_in(waiting, out)

    def _readable(self, folder: Path, out: Gathered) -> Iterator[Path]:
        """Yield the files below a folder that there are readers for; the others are counted."""
        for file in _below(folder, out):
            if self.format is not None or is_source(file.name):
                yield file
            elif not is_told(file.name):
                out.skipped[as_text(file.suffix.lower() or file.name)] += 1

    def _own_name(self, file: Path) -> str | None:
        """Return the name that a file has in the corpus, None for one that is to be copied."""
        name = None if self.format or self.fields or self.told else self.corpus.name_of(file)
        return name if name is not None and is_source(name) else None

    def _standard_input(self, stream: IO[bytes], out: Gathered) -> None:
        if self.format is None:
            raise SettingError("say what standard input holds: --as jsonl, for example")
        with _spooled(stream) as (path, digest):
            self._bring_one(path, f"stdin-{digest[:8]}", digest, "standard input", out)

    def _remote(self, url: str, out: Gathered) -> None:
        try:
            files, root = fsspec.url_to_fs(url)
            found = files.glob(root) if any(c in root for c in "*?[") else files.find(root) if files.isdir(root) else [root]
        except (ImportError, ValueError) as error:
            raise SettingError(f"{url} cannot be opened: {error}") from None
        for place in sorted(found):
            name = place.rpartition("/")[2]
            if len(found) > 1 and self.format is None and not is_source(name):
                if not is_told(name):
                    out.skipped[Path(name).suffix.lower() or name] += 1
                continue
            with files.open(place, "rb") as stream, _spooled(stream) as (path, _):
                self._bring_one(path, name, files.unstrip_protocol(place), files.unstrip_protocol(place), out)

    def _bring_one(self, path: Path, name: str, origin: str, shown: str, out: Gathered) -> None:
        """Store a copy of a file of which no folder says anything."""
        if brought := self._brought(path, name, origin, shown, out):
            self._bring_in([(brought, shown)], out)

    def _bring_in(self, files: list[tuple[Brought, str]], out: Gathered) -> None:
        """Store copies of files, given with what people call them."""
        names = self.corpus.bring_all([brought for brought, _ in files])
        out.places.update(zip(names, (shown for _, shown in files), strict=True))

    def _brought(
        self, path: Path, name: str, origin: str, shown: str, out: Gathered, said_there: Said | None = None
    ) -> Brought | None:
        """Return what is to be kept of a file, None for one that is refused.

        `origin`: where it came from, which tells it from others; `shown`: what people call it; `said_there`: what its folders say, None
        for a file that has none.
        """
        try:
            said = said_there.of(path) if said_there else Told()
            told = Told({**said.own, **self.told}, said.defaults)
            return Brought(path, named(name, self.format), origin, self.fields, told)
        except UnreadableSource as error:
            out.refused.append(error.detail if error.detail.startswith(name) else f"{shown}: {error.detail}")
            return None


class Said:
    """What is said of the local files below a folder: next to each, and in its folder and those above, each of which is read once."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._defaults: dict[Path, dict[str, str]] = {}

    def of(self, path: Path) -> Told:
        """Return what is said of a file. Raises UnreadableSource."""
        return Told(_toml(path.with_name(path.name + SIDECAR)), self._of_folder(path.parent))

    def _of_folder(self, folder: Path) -> dict[str, str]:
        """Return what a folder and those above it up to the first say of their files, the nearest last."""
        if folder not in self._defaults:
            is_below = self._top in folder.parents
            above = self._of_folder(folder.parent) if is_below else {}
            own = _toml(folder / FOLDER) if is_below or folder == self._top else {}
            self._defaults[folder] = above | own
        return self._defaults[folder]


def _toml(path: Path) -> dict[str, str]:
    """Return what a TOML file says, nothing if there is none. Raises UnreadableSource naming it."""
    try:
        return of_toml(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UnreadableSource(f"{path.name}: {error.strerror}") from None
    except UnreadableSource as error:
        raise UnreadableSource(f"{path.name}: {error.detail}") from None


def _fault(file: Path) -> str | None:
    """Return why a file cannot be read, None for one that can."""
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode):
            return "it is not a file but a pipe, a device or the like"
        with file.open("rb"):
            return None
    except FileNotFoundError:
        return "it leads to a file that is not there"
    except OSError as error:
        return error.strerror or str(error)


def _below(folder: Path, out: Gathered) -> Iterator[Path]:
    """Yield the files below a folder in order, without hidden ones; folders that cannot be listed are refused."""

    def refuse(error: OSError) -> None:
        """Note a folder that cannot be listed."""
        out.refused.append(f"{as_text(str(error.filename))}: {error.strerror}")

    for path, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(path, name) for name in sorted(names) if not name.startswith("."))


@contextmanager
def _spooled(stream: IO[bytes]) -> Iterator[tuple[Path, str]]:
    """Give a temporary file with the content of a stream, and its SHA-256 in hexadecimal."""
    digest = sha256()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder, "content")
        with path.open("wb") as out:
            while block := stream.read(1 << 20):
                digest.update(block)
                out.write(block)
        yield path, digest.hexdigest()
