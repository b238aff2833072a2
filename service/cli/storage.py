"""What commands that work on the index share: its server, the corpus, and a progress bar."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from service.checking.plain import clean, many
from service.settings import Settings

if TYPE_CHECKING:  # what the commands need that do not use it is not loaded: they start faster
    from rq import Queue

    from service.index.server.trip import Client
    from service.index.writing.audit import Audit
    from service.ingestion.ingestion import Ingestion
    from service.ingestion.writing import Report
    from service.knowledge.gazetteer import Gazetteer
    from service.storage.corpus import Corpus

_PATIENCE = 15.0  # seconds; a builder that was killed is given up after ten
_LINE_EVERY = 15.0  # seconds
_LONG_BUCKET = 512  # postings


REMOVALS = click.option(
    "--allow-removals",
    "allows_removals",
    is_flag=True,
    help="Remove from the index everything that is no longer in the corpus, however much.",
)


def OPTIONS(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802
    """Add the options of a command that works on the index."""
    for option in (
        click.option("--redis-url", help="Redis server to use (REDIS_URL); without one, the embedded server."),
        click.option("--corpus", help="Folder or URL of source documents (ONRECORD_CORPUS, corpus)."),
        click.option("--data", type=click.Path(), help="Data folder (ONRECORD_DATA, data)."),
        click.option("--processes", type=int, help="Processes that read documents (ONRECORD_PROCESSES, one for each core)."),
    ):
        command = option(command)
    return command


class Storage:
    """The index and corpus of some settings. A context manager: the embedded server runs in it, if that is used.

    `allows_removals`: whether any number of documents may be removed at once; `takes_over`: whether an index that was built from
    another corpus is replaced.
    """

    def __init__(self, settings: Settings, *, allows_removals: bool = False, takes_over: bool = False) -> None:
        self._settings = settings
        self._allows_removals, self._takes_over = allows_removals, takes_over
        self._embedded: Any = None
        self._url: str = settings.redis_url

    def __enter__(self) -> Storage:
        from service.storage.embedded import Embedded

        if not self._url:
            self._embedded = Embedded(self._settings.data_folder)
            self._embedded.start()
            self._url = self._embedded.url
        return self

    def __exit__(self, *_: object) -> None:
        if self._embedded is not None:
            self._embedded.stop()

    @property
    def url(self) -> str:
        """The address of the Redis server in use."""
        return self._url

    @cached_property
    def client(self) -> Client:
        """A connection with the patience of a writer."""
        from service.index import connect
        from service.index.server.connection import WRITE_SECONDS

        return connect(self._url, seconds=WRITE_SECONDS)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What is known of the world, with the newsroom's own outlets. Raises SettingError if their file cannot be read."""
        from service.knowledge.gazetteer import Gazetteer

        return Gazetteer.load(self._settings.outlets_file, self._settings.least)

    @cached_property
    def corpus(self) -> Corpus:
        """The store of documents."""
        from service.storage.corpus import Corpus

        return Corpus(self._settings.corpus_location, self._settings.data_folder, has_samples=bool(self._settings.samples))

    @cached_property
    def ingestion(self) -> Ingestion:
        """What brings documents into the corpus and the index."""
        from service.index import IndexWriter
        from service.ingestion.ingestion import Ingestion
        from service.ingestion.second_reader import SecondReader

        writer = IndexWriter(self.client, self.gazetteer, self.corpus.id, takes_over=self._takes_over)
        return Ingestion(
            self.corpus,
            writer,
            self._settings.processes,
            patience=_PATIENCE,
            allows_removals=self._allows_removals,
            reader=SecondReader.of(self._settings),
        )

    @cached_property
    def queue(self) -> Queue:
        """The queue of shards. Raises SettingError if it would be on a Redis Cluster."""
        from service.ingestion.workers import queue_at

        return queue_at(self._settings.queue_url or self._url)

    @property
    def settings(self) -> Settings:
        """The settings, with the address of the server in use, embedded or not."""
        return Settings({**self._settings.values, "redis_url": self._url})

    def audit(self) -> tuple[Audit, set[str]]:
        """Audit the live generation, again if another one took its place meanwhile.

        Returns the result and the ids of its documents; raises IndexUnavailable.
        """
        from service.index.layout.reading import live
        from service.index.server.errors import translated
        from service.index.writing.audit import audit

        with translated():
            keys = live(self.client, self.gazetteer)
            while True:
                found = audit(self.client, keys, self.gazetteer)
                before, keys = keys, live(self.client, self.gazetteer)
                if keys == before:
                    return found

    def stats(self) -> tuple[list[str], bool]:
        """Return lines about the contents and size of the index, and whether no setting should change. Raises IndexUnavailable."""
        from service.index.server.errors import translated

        with translated():
            return self._stats()

    def _stats(self) -> tuple[list[str], bool]:
        from service.index import Index
        from service.index.layout.postings import ENTRY
        from service.index.layout.reading import live
        from service.index.server.keys import CACHE
        from service.index.server.servers import servers, what_is_lost
        from service.index.server.trip import trip

        held, keys = Index(self.client, self.gazetteer).ready(), live(self.client, self.gazetteer)
        some = range(0, 1 << keys.bucket_bits, 1 << (keys.bucket_bits - 8))
        sample = [length // ENTRY.itemsize for length in trip(self.client, [("STRLEN", keys.bucket(b)) for b in some])]
        hits, misses = (int(n or 0) for n in trip(self.client, [("HMGET", CACHE, "hits", "misses")])[0])
        dictionaries = trip(self.client, [("HLEN", keys.dictionary)])[0]
        found = servers(self.client)
        memory = sum(s.memory for s in found)
        lines = [
            f"index_revision     {held.index_revision}",
            f"documents          {held.documents}",
            f"quotations         {held.quotations}",
            f"servers            {len(found)}, {memory / 1e6:.1f} MB"
            + (f", {memory / held.quotations:.0f} bytes a quotation" if held.quotations else ""),
            f"buckets            {1 << keys.bucket_bits}, {sum(sample) / len(sample):.0f} postings each",
            f"dictionaries       {dictionaries}",
            f"kept answers       {hits} hits, {misses} misses" + (f" ({hits / (hits + misses):.0%})" if hits + misses else ""),
        ]
        wrong = [
            f"WRONG  maxmemory-policy is {s.policy}: set it to noeviction, or parts of the index may be thrown away"
            for s in found
            if s.may_evict
        ]
        is_started_here = self._embedded is not None and self._embedded.process is not None
        if not is_started_here and (lost := what_is_lost(self.client)):
            wrong.append(f"WRONG  {lost}")
        if sum(sample) / len(sample) > _LONG_BUCKET:
            wrong.append("WRONG  the buckets have grown long and lookups slow: `onrecord index rebuild` makes more of them")
        return lines + wrong, not wrong


_MOST_NAMED = 5  # files that a line names


def report_lines(report: Report) -> list[str]:
    """Return lines about what an ingestion did. Lines about what it could not read start with the program's name."""
    lines = [f"onrecord: {clean(line)}" for line in report.refused]
    if more := report.refusals - len(report.refused):
        lines.append(f"onrecord: and {more:,} more that cannot be read")
    if report.skipped:
        kinds = ", ".join(f"{clean(suffix)} {number}" for suffix, number in report.skipped.most_common(8))
        lines.append(f"onrecord: {many(report.skipped.total(), 'file')} left alone that there is no reader for: {kinds}")
    for told, files in (("without a quotation", report.silent), ("of transcripts in which nobody is named", report.unnamed)):
        if files:
            named = ", ".join(clean(name) for name in list(files)[:_MOST_NAMED]) + (", …" if len(files) > _MOST_NAMED else "")
            lines.append(f"{many(files.total(), 'document')} {told}: {named}")
    lines.append(
        f"{many(report.added, 'document')} added with {many(report.quotations, 'quotation')}, {report.unchanged:,} unchanged,"
        f" {report.removed:,} removed, {report.refusals:,} refused"
    )
    if report.quotations:
        lines.append(f"speakers known of {report.attributed / report.quotations:.0%} of these quotations")
    return lines


class progress:
    """A progress bar with rate and time left on standard error; if that is not a terminal, a line every 15 seconds.

    A context manager that gives a function of (bytes read, bytes in all, quotations so far).
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None
        self._began = time.monotonic()
        self._next = self._began + _LINE_EVERY

    def __enter__(self) -> Callable[[int, int, int], None]:
        return self._update

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def _update(self, done: int, total: int, quotations: int) -> None:
        if not sys.stderr.isatty():
            if time.monotonic() > self._next and total:
                self._next = time.monotonic() + _LINE_EVERY
                left = (time.monotonic() - self._began) * (total - done) / max(1, done)
                told = [f"{done / total:.0%}", self._rate(quotations), f"{left:,.0f} s left" if done else None]
                click.echo(f"{self._label}: {', '.join(part for part in told if part)}", err=True)
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label=self._label, show_eta=True, item_show_func=self._rate, file=sys.stderr, update_min_steps=1
            )
        self._bar.update(done - self._bar.pos, quotations)

    def _rate(self, quotations: int | None) -> str | None:
        seconds = max(0.001, time.monotonic() - self._began)
        return f"{quotations:,} quotations, {quotations / seconds:,.0f}/s" if quotations else None
