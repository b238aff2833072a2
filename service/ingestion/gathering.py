"""Places that somebody asks to ingest, as files of the corpus: local files and folders, standard input, and fsspec URLs.

Files in the corpus stay where they are. A copy of anything else is stored with the corpus, so that the index can be built anew.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

import fsspec

from service.errors import SettingError, UnreadableSource
from service.sources.formats import named
from service.sources.told import FOLDER, SIDECAR, Told, is_told, of_toml
from service.storage.corpus import Corpus, is_source

STANDARD_INPUT = "-"


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

    def gather(self, places: Iterable[str], standard_input: IO[bytes]) -> Gathered:
        """Store what is not in the corpus, and return the names of all files.

        Raises SettingError for a place that does not exist or cannot be opened, OSError if a file cannot be read, and
        StorageUnavailable if a copy cannot be stored.
        """
        out = Gathered()
        for place in places:
            if place == STANDARD_INPUT:
                self._standard_input(standard_input, out)
            elif "://" in place:
                self._remote(place, out)
            else:
                self._local(Path(place), out)
        return out

    def _local(self, path: Path, out: Gathered) -> None:
        if not path.exists():
            raise SettingError(f"{path}: there is no such file or folder")
        for file in [path] if path.is_file() else _below(path):
            if path.is_dir() and self.format is None and not is_source(file.name):
                if not is_told(file.name):
                    out.skipped[file.suffix.lower() or file.name] += 1
                continue
            own = None if self.format or self.fields or self.told else self.corpus.name_of(file)
            if own is not None and is_source(own):
                out.places[own] = str(file)
            else:
                self._bring_in(file, file.name, str(file.absolute()), str(file), out, path if path.is_dir() else file.parent)

    def _standard_input(self, stream: IO[bytes], out: Gathered) -> None:
        if self.format is None:
            raise SettingError("say what standard input holds: --as jsonl, for example")
        with _spooled(stream) as (path, digest):
            self._bring_in(path, f"stdin-{digest[:8]}", digest, "standard input", out)

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
                self._bring_in(path, name, files.unstrip_protocol(place), files.unstrip_protocol(place), out)

    def _bring_in(self, path: Path, name: str, origin: str, shown: str, out: Gathered, top: Path | None = None) -> None:
        """Store a copy of a file with what is said of it.

        `origin`: where it came from, which tells it from others; `shown`: what people call it; `top`: the folder from which on
        folders may say something of it, None for a file that has none.
        """
        try:
            said = said_of(path, top) if top else Told()
            told = Told({**said.own, **self.told}, said.defaults)
            out.places[self.corpus.bring_in(path, named(name, self.format), origin, self.fields, told)] = shown
        except UnreadableSource as error:
            out.refused.append(error.detail if error.detail.startswith(name) else f"{shown}: {error.detail}")


def said_of(path: Path, top: Path) -> Told:
    """Return what is said of a local file next to it, and in its folder and those above up to `top`. Raises UnreadableSource."""
    folders = [folder for folder in (path.parent, *path.parent.parents) if folder == top or top in folder.parents]
    defaults: dict[str, str] = {}
    for folder in reversed(folders):
        defaults |= _toml(folder / FOLDER)
    return Told(_toml(path.with_name(path.name + SIDECAR)), defaults)


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


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order, without hidden ones."""
    for path, folders, names in os.walk(folder):
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
