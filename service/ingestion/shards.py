"""Shards: parts of the corpus that workers read in any order, on any machine, and more than once without harm.

A shard is some whole files, or rows of a large one. A large file is indexed once all its shards are; the index records which
are, so an interrupted ingestion resumes where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import orjson

from service.errors import UnreadableSource
from service.index import IndexWriter
from service.index.layout.files import Known, state
from service.ingestion.chunks import chunks
from service.ingestion.encoding import Task, encoded_in_order
from service.ingestion.holding import now
from service.ingestion.removals import Removals
from service.ingestion.second_reader import SecondReader
from service.ingestion.withdrawing import withdraw, withdrawn_from
from service.ingestion.writing import Batch, Report, forget_before
from service.sources import format_of, rows
from service.storage.corpus import Corpus
from service.storage.stores import Stored

_MOST_BYTES = 2_000_000  # of a shard; of rows of a large file, unpacked
_MOST_FILES = 500  # of a shard


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the corpus.

    `files`: name, stamp and size of each; `first` and `last`: of the only file, the row to start at and the one to end before;
    None for whole files.
    """

    files: tuple[tuple[str, str, int], ...]
    first: int | None = None
    last: int | None = None

    @property
    def id(self) -> str:
        """32 hexadecimal digits, the same for the same shard whoever plans it."""
        return sha256(orjson.dumps([self.files, self.first, self.last])).hexdigest()[:32]

    @property
    def size(self) -> int:
        """Bytes of its files as stored; of rows, their share of these."""
        return sum(size for *_, size in self.files)

    @property
    def name(self) -> str:
        """A description for people."""
        if self.first is not None:
            return f"{self.files[0][0]}, rows {self.first + 1} to {self.last}"
        return self.files[0][0] + (f" and {len(self.files) - 1} more" if len(self.files) > 1 else "")

    def as_plain(self) -> dict[str, Any]:
        """Return the shard as JSON can hold it."""
        return asdict(self)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Shard:
        """Restore the shard that `as_plain` gave, after it went through JSON."""
        return cls(tuple((name, stamp, size) for name, stamp, size in values["files"]), values["first"], values["last"])


def planned(corpus: Corpus, writer: IndexWriter, files: Sequence[Stored], report: Report) -> Iterator[Shard]:
    """Yield the shards of files that are not yet indexed, each as soon as it is known. Raises IndexUnavailable."""
    some: list[tuple[str, str, int]] = []
    for f in files:
        if format_of(f.name).is_whole or f.size <= _MOST_BYTES:
            some.append((f.name, f.stamp, f.size))
            if len(some) >= _MOST_FILES or sum(size for *_, size in some) >= _MOST_BYTES:
                yield Shard(tuple(some))
                some = []
        else:
            yield from _of_rows(corpus, writer, f, report)
    if some:
        yield Shard(tuple(some))


def _of_rows(corpus: Corpus, writer: IndexWriter, f: Stored, report: Report) -> Iterator[Shard]:
    """Yield the shards of a large file. Reading it through to cut it into rows costs little next to parsing these."""
    table = writer.files
    done = table.parts_done(f.name, f.stamp)
    number, first, size, parts, before = 0, 0, 0, 0, 0
    try:
        with corpus.open(f.name) as stream:
            for number, row in enumerate(rows(f.name, stream), 1):
                size += len(row)
                if size >= _MOST_BYTES:
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


def read(corpus: Corpus, writer: IndexWriter, shard: Shard, reader: SecondReader | None = None) -> Report:
    """Index a shard, with what the second reader, if there is one, answered before. Raises OSError if a file cannot be opened, IndexUnavailable if the index cannot be written."""
    report = Report()
    known = writer.files.known_of([name for name, *_ in shard.files])
    before = [
        held.before if held is not None and held.stamp == stamp else ()
        for held, (_, stamp, _) in zip(known, shard.files, strict=True)
    ]
    files = {name: Known(stamp, 0, states) for (name, stamp, _), states in zip(shard.files, before, strict=True)}
    batch = Batch(writer, Removals(writer, is_allowed=False), report, files, notes=shard.first is None)
    stored = [Stored(name, stamp, size) for name, stamp, size in shard.files]
    starts, ends = ({stored[0].name: shard.first}, {stored[0].name: shard.last or 0}) if shard.first is not None else ({}, {})
    for f in stored:
        corpus.open(f.name).close()  # a missing file fails the shard, since another machine may have it
    taken, rulings = frozenset(corpus.taken_down()), corpus.corrections.all()
    task = Task(writer.codec(), writer.gazetteer, taken, withdrawn_from(corpus), now(), rulings, reader)
    for chunk, encoded in encoded_in_order(chunks(corpus, stored, starts, ends), task, 1, writer):
        batch.add(chunk, encoded)
    batch.write()
    withdraw(corpus, writer, report)
    if shard.first is not None and not batch.broken and writer.files.part_done(stored[0].name, stored[0].stamp, shard.first):
        finish(writer, stored[0].name, stored[0].stamp, report)
    return report


def finish(writer: IndexWriter, name: str, stamp: str, report: Report) -> None:
    """Record that a file is indexed, and remove what only earlier states of it gave. Raises IndexUnavailable."""
    (known,) = writer.files.known_of([name])
    if known is not None and known.stamp == stamp:
        new = sum(is_only for _, _, is_only in writer.files.lost_with({state(name, stamp)}))
        report.removed += forget_before(Removals(writer, is_allowed=False, new=new), {name: known})
        writer.files.note({name: Known(stamp, None)})
    writer.files.forget_parts(name, stamp)
