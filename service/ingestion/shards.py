"""Shards: parts of the corpus that are read each by itself, in any order and on any machine, and more than once without harm.

A shard is some whole files, or rows of a large one. Such a file is indexed when all its shards are; which are done the index
itself remembers, so that what was interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import orjson

from service.errors import UnreadableSource
from service.index import IndexWriter
from service.index.layout.files import Known
from service.ingestion.encoding import chunks, work
from service.ingestion.writing import Batches, Report, forget_before
from service.sources import format_of, rows
from service.storage.corpus import Corpus
from service.storage.stores import Found

_BYTES = 2_000_000  # of a shard, unpacked where that is known
_FILES = 500


@dataclass(frozen=True, slots=True)
class Shard:
    """`files`: name, stamp and size of each; `first` and `last`: rows of the only one, from one on and up to another, None for whole files."""

    files: tuple[tuple[str, str, int], ...]
    first: int | None = None
    last: int | None = None

    @property
    def id(self) -> str:
        """The same for the same shard, whoever plans it."""
        return sha256(orjson.dumps([self.files, self.first, self.last])).hexdigest()[:32]

    @property
    def size(self) -> int:
        """Bytes of its files, as they are kept; of rows, their share of these."""
        return sum(size for *_, size in self.files)

    @property
    def name(self) -> str:
        """What it is, for people."""
        if self.first is not None:
            return f"{self.files[0][0]}, rows {self.first + 1} to {self.last}"
        return self.files[0][0] + (f" and {len(self.files) - 1} more" if len(self.files) > 1 else "")

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Shard:
        """What `as_plain` gave, after a way through JSON."""
        return cls(tuple((name, stamp, size) for name, stamp, size in values["files"]), values["first"], values["last"])


def planned(corpus: Corpus, writer: IndexWriter, files: Sequence[Found], report: Report) -> Iterator[Shard]:
    """The shards of files that are not done, as soon as each is known."""
    some: list[tuple[str, str, int]] = []
    for f in files:
        if format_of(f.name).is_whole or f.size <= _BYTES:
            some.append((f.name, f.stamp, f.size))
            if len(some) >= _FILES or sum(size for *_, size in some) >= _BYTES:
                yield Shard(tuple(some))
                some = []
        else:
            yield from _of_rows(corpus, writer, f, report)
    if some:
        yield Shard(tuple(some))


def _of_rows(corpus: Corpus, writer: IndexWriter, f: Found, report: Report) -> Iterator[Shard]:
    """The shards of a large file: it is read through, which costs little, and cut at so many bytes."""
    table = writer.files
    done = table.parts_done(f.name, f.stamp)
    number, first, size, parts, before = 0, 0, 0, 0, 0
    try:
        with corpus.open(f.name) as stream:
            for number, row in enumerate(rows(f.name, stream), 1):
                size += len(row)
                if size >= _BYTES:
                    read = min(f.size, stream.tell()) if not stream.closed else f.size
                    if first not in done:
                        yield Shard(((f.name, f.stamp, read - before),), first, number)
                    first, size, parts, before = number, 0, parts + 1, read
                    writer.keep_alive()
    except (UnreadableSource, OSError) as error:
        report.refuse([getattr(error, "detail", "") or f"{f.name}: {error}"])
        return
    if number > first or not parts:
        if first not in done:
            yield Shard(((f.name, f.stamp, f.size - before),), first, number)
        parts += 1
    if table.plan_parts(f.name, f.stamp, parts):
        finish(writer, f.name, f.stamp, report)


def read(corpus: Corpus, writer: IndexWriter, shard: Shard) -> Report:
    """Index a shard. Raises OSError where a file cannot be opened, IndexUnavailable where the index cannot be written."""
    report = Report()
    taken = frozenset(corpus.taken_down())
    known = writer.files.known_of([name for name, *_ in shard.files])
    before = [
        held.before if held is not None and held.stamp == stamp else ()
        for held, (_, stamp, _) in zip(known, shard.files, strict=True)
    ]
    files = {name: Known(stamp, 0, states) for (name, stamp, _), states in zip(shard.files, before, strict=True)}
    batches = Batches(writer, report, files, notes=shard.first is None)
    found = [Found(name, stamp, size) for name, stamp, size in shard.files]
    starts, ends = ({found[0].name: shard.first}, {found[0].name: shard.last or 0}) if shard.first is not None else ({}, {})
    for f in found:
        corpus.open(f.name).close()  # a file that is not there fails the shard: another machine may have it
    codec = writer.codec()
    for chunk in chunks(corpus, found, starts, ends):
        batches.take(chunk, work(chunk, codec, taken))
    batches.write()
    if shard.first is not None and not batches.broken and writer.files.part_done(found[0].name, found[0].stamp, shard.first):
        finish(writer, found[0].name, found[0].stamp, report)
    return report


def finish(writer: IndexWriter, name: str, stamp: str, report: Report) -> None:
    """Note that a file is wholly indexed, and take out what it gave in earlier states and nothing gives now."""
    (known,) = writer.files.known_of([name])
    if known is not None and known.stamp == stamp:
        report.removed += forget_before(writer, {name: known})
        writer.files.note({name: Known(stamp, None)})
    writer.files.forget_parts(name, stamp)
