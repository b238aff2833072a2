"""What somebody asks to be ingested → files of the corpus: local files and folders, standard input, and any fsspec URL.

What lies in the corpus stays there; of anything else a copy is kept with it, so that the index can be built anew.
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
from service.storage.corpus import Corpus, is_source

STANDARD_INPUT = "-"


@dataclass(slots=True)
class Gathered:
    """`places`: of the files by their names in the corpus, where each came from; `skipped`: files that there is no reader for, by
    suffix; `refused`: others."""

    places: dict[str, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return set(self.places)

    def told(self, refusal: str) -> str:
        """What cannot be read, with the file as whoever asked knows it."""
        name, colon, reason = refusal.partition(": ")
        return f"{self.places.get(name, name)}{colon}{reason}"


@dataclass(frozen=True, slots=True)
class Gathering:
    """`format`: of files whatever their names, None to go by these; `fields`: the names that they have for our fields."""

    corpus: Corpus
    format: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def gather(self, places: Iterable[str], standard_input: IO[bytes]) -> Gathered:
        """Bring in what is not in the corpus. Raises SettingError for a place that is none, OSError where one cannot be read."""
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
                out.skipped[file.suffix.lower() or file.name] += 1
                continue
            own = None if self.format or self.fields else self.corpus.name_of(file)
            if own is not None and is_source(own):
                out.places[own] = str(file)
            else:
                self._bring_in(file, file.name, str(file.absolute()), str(file), out)

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
                out.skipped[Path(name).suffix.lower() or name] += 1
                continue
            with files.open(place, "rb") as stream, _spooled(stream) as (path, _):
                self._bring_in(path, name, files.unstrip_protocol(place), files.unstrip_protocol(place), out)

    def _bring_in(self, path: Path, name: str, whence: str, shown: str, out: Gathered) -> None:
        """Keep a copy of a file. `whence` tells it from others; `shown` is what people call it."""
        try:
            out.places[self.corpus.bring_in(path, named(name, self.format), whence, dict(self.fields))] = shown
        except UnreadableSource as error:
            out.refused.append(error.detail)


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder in order, hidden ones left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(path, name) for name in sorted(names) if not name.startswith("."))


@contextmanager
def _spooled(stream: IO[bytes]) -> Iterator[tuple[Path, str]]:
    """A stream as a file that is there for a while, and the SHA-256 of what it holds."""
    digest = sha256()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder, "content")
        with path.open("wb") as out:
            while block := stream.read(1 << 20):
                digest.update(block)
                out.write(block)
        yield path, digest.hexdigest()
