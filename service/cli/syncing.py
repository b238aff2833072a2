"""Bringing the index in line with the corpus in the background, in a process of its own that can be ended.

Whatever a document does to the process that reads it, the supervisor of the service goes on, and so does the service.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import click

from service.checking.plain import clean, many
from service.errors import BeingBuilt, CorpusUnavailable, IndexUnavailable, OnrecordError, RemovalsNotAllowed
from service.http.marks import behind_mark
from service.index import IndexWriter, connect
from service.index.asking.browse import Browser
from service.ingestion.holding import now
from service.ingestion.ingestion import Ingestion
from service.ingestion.rechecking import Change, Recheck
from service.ingestion.second_reader import SecondReader
from service.settings import Settings
from service.storage.corpus import Corpus
from service.storage.embedded import die_with_parent

Progress = Callable[[str], AbstractContextManager[Callable[[int, int, int], None]]]
_LOOK_EVERY = 0.25  # seconds
_STOP_SECONDS = 10.0  # that a process may take to end; what it was doing is done again
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds before another attempt at what failed, doubled each time
_PATIENCE = 10.0  # seconds for an answer of Redis
_WAITING_SECONDS = 5.0  # between attempts to add what the index lacks, while another process builds one
_REFUSALS = (CorpusUnavailable, RemovalsNotAllowed)


class Failure(IndexUnavailable):
    """Why the index was not brought in line with the corpus.

    `is_refusal`: it was not to be without consent; `is_waiting`: another process builds it, and the index that is there answers.
    """

    def __init__(self, detail: str, *, is_refusal: bool = False, is_waiting: bool = False) -> None:
        super().__init__(detail)
        self.is_refusal = is_refusal
        self.is_waiting = is_waiting


class Syncing:
    """Runs one sync at a time, in a process of its own. `error`: what the last one failed by, None if it did not fail.

    `redis_url`: gives the address of the Redis that holds the index. Where webhooks are set, it is asked what has changed before that is read.
    """

    def __init__(
        self,
        settings: Settings,
        corpus: Corpus,
        writer: Callable[[], IndexWriter],
        progress: Progress,
        *,
        allows_removals: bool,
        redis_url: Callable[[], str],
    ) -> None:
        self._settings = settings
        self._redis_url = redis_url
        self.error: Failure | None = None
        self._corpus = corpus
        self._writer = writer
        self._processes = settings.processes
        self._reader = SecondReader.of(settings)
        self._mark = behind_mark(settings)
        self._progress = progress
        self._allows_removals = allows_removals
        self._process: BaseProcess | None = None
        self._told: Connection | None = None
        self._is_first = True  # after that an index with other tables is another process's, and is not replaced
        self._is_wanted = False
        self._pause, self._not_before = _FIRST_PAUSE, 0.0

    @property
    def is_running(self) -> bool:
        """Whether a sync runs."""
        return self._process is not None

    @property
    def is_refused(self) -> bool:
        """Whether the last sync ended for want of consent."""
        return self.error is not None and self.error.is_refusal

    def rests(self) -> bool:
        """Return whether the last sync failed so recently that it is too early for another."""
        return self.error is not None and time.monotonic() < self._not_before

    def start(self) -> None:
        """Start a sync, or let another follow the one that runs."""
        if self._process is not None:
            self._is_wanted = True
            return
        context = multiprocessing.get_context("fork")  # this process has one thread, and has loaded all that is needed
        self._told, telling = context.Pipe(duplex=False)
        self._process = context.Process(target=self._run, args=(telling, self._is_first), name="onrecord-sync")
        self._process.start()
        telling.close()

    def look(self) -> bool:
        """Record the outcome of a sync that has ended. Returns whether none runs."""
        if self._process is None:
            return True
        if self._process.is_alive():
            return False
        self._end(self._process.exitcode)
        if self._is_wanted and self.error is None:
            self._is_wanted = False
            self.start()
        return self._process is None

    def _end(self, status: int | None) -> None:
        before, self.error = self.error, self._outcome(status)
        self._process = self._told = None
        self._is_first = self._is_first and self.error is not None
        if self.error is None:
            self._pause = _FIRST_PAUSE
            return
        self._not_before = time.monotonic() + (_WAITING_SECONDS if self.error.is_waiting else self._pause)
        self._pause = min(_LONGEST_PAUSE, 2 * self._pause)
        if not self.error.is_waiting and (before is None or before.detail != self.error.detail):
            click.echo(f"onrecord: {clean(self.error.detail)}", err=True)
        if not self.error.is_refusal:  # what was refused is tried again because the index is not vouched for
            with suppress(OSError):
                self._mark.touch()

    def _outcome(self, status: int | None) -> Failure | None:
        if self._told is not None:
            with suppress(EOFError, OSError), self._told:
                detail, known = self._told.recv()
                return Failure(detail, **known)
        return Failure(f"the process that reads the corpus ended with status {status}") if status else None

    def stop(self) -> None:
        """Stop the sync that runs, if one does; the next one resumes it."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.join(_STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    # -- in the process that reads -----------------------------------------------------------------------------------

    def _run(self, telling: Connection, is_first: bool) -> None:
        """Sync, and tell the parent what it failed by, if it failed."""
        die_with_parent()
        is_stopping = False

        def on_signal(*_: object) -> None:
            nonlocal is_stopping
            is_stopping = True

        signal.signal(signal.SIGTERM, on_signal)
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # of the terminal: the process that looks after all says when to stop
        with suppress(_Stopped):
            try:
                self._sync(lambda: is_stopping, is_first=is_first)
            except BeingBuilt as error:
                telling.send((error.detail, {"is_waiting": True}))
            except OnrecordError as error:
                is_refusal = isinstance(error, _REFUSALS)
                if is_refusal:
                    with suppress(OnrecordError):
                        self._doubt(error.detail)
                telling.send((error.detail or error.title, {"is_refusal": is_refusal}))
            except Exception as error:
                telling.send((f"{type(error).__name__}: {error}", {}))

    def _doubt(self, why: str) -> None:
        """Keep answers from saying `not_found` while the index and the corpus are known to differ."""
        writer = self._writer()
        if writer.is_live():
            writer.doubt(f"The index is not in line with the corpus: {why}.")

    def _sync(self, is_stopping: Callable[[], bool], *, is_first: bool) -> None:
        """Bring the index in line with the corpus. Raises BeingBuilt if another process builds one and there is one to answer from."""
        ingestion = Ingestion(
            self._corpus, self._writer(), self._processes, allows_removals=self._allows_removals, reader=self._reader
        )
        changes = self._changes()
        with self._progress("indexing") as update:

            def look(done: int, total: int, quotations: int) -> None:
                if is_stopping():
                    raise _Stopped
                update(done, total, quotations)

            while True:
                try:
                    report = ingestion.sync(look, rereads=False, replaces=is_first)
                    break
                except BeingBuilt:
                    if is_stopping():
                        raise _Stopped from None
                    if self._writer().is_live():  # what it lacks is added when the build is done
                        raise
                    time.sleep(_LOOK_EVERY)
        self._tell(changes)
        for line in report.refused:
            click.echo(f"onrecord: {clean(line)}", err=True)
        if report.added or report.removed:
            held = f"{many(report.added, 'document')} with {many(report.quotations, 'quotation')}"
            click.echo(f"indexed {held}, removed {report.removed:,}", err=True)
        if lost := ingestion.posted_and_lost():
            click.echo(
                f"onrecord: {lost} posted documents are in the index but no longer in the data folder: restore them from a backup"
                " (`onrecord import FILE.tar.zst --over`); until then a rebuild of the index, which would lose them, is refused",
                err=True,
            )

    def _changes(self) -> list[Change]:
        """Return the files that have changed since they were indexed; none if nobody is told of it, or there is no index yet."""
        if not self._settings.webhooks or not self._writer().is_live():
            return []
        writer = self._writer()
        recheck = Recheck(self._corpus, Browser(connect(self._redis_url(), seconds=_PATIENCE), writer.gazetteer), writer.files)
        with suppress(IndexUnavailable):
            return list(recheck.files(is_full=False))
        return []

    def _tell(self, changes: list[Change]) -> None:
        """Queue what the operator's addresses are told of files that have changed."""
        if not changes:
            return
        from service.notifying.delivery import Notifier, webhooks_at  # RQ takes a while to load, and few services tell anybody
        from service.notifying.sources import of_files

        notifier = Notifier(webhooks_at(self._settings.queue_url or self._redis_url()), self._settings.webhooks)
        for event in of_files(changes, f"{now()}Z"):
            notifier.tell(event)


class _Stopped(Exception):
    """Told to stop while the index was being brought up to date."""
