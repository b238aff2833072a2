"""The process that runs the service: it starts the embedded server, gunicorn and the sync of the index, and supervises them."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import runpy
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TextIO

import click
import redis
import requests

from service.callers.openid import require_library
from service.checking.plain import many
from service.cli.syncing import Failure, Progress, Syncing
from service.errors import IndexUnavailable, OnrecordError, SettingError, shared
from service.http.marks import behind_mark, draining_mark
from service.index import Index, IndexWriter, connect
from service.index.server.connection import WRITE_SECONDS
from service.index.server.errors import translated
from service.index.server.keys import GENERATION, LIVE
from service.index.server.ownership import AnotherCorpus
from service.index.server.servers import servers, what_is_lost
from service.index.server.trip import Client
from service.ingestion.second_reader import SecondReader
from service.knowledge import language
from service.knowledge.gazetteer import Gazetteer
from service.settings import Settings
from service.storage.corpus import Corpus
from service.storage.embedded import Embedded, die_with_parent
from service.storage.stores import make_folder

_LOOK_EVERY = 0.25  # seconds
_FIRST_LOOKS_EVERY = 0.03  # seconds, until it is ready
_CONSULT_EVERY = 1.0  # seconds between looks at whether a document waits for the second reader
_GRACE_SECONDS = 2.0  # that the first sync may take before an index that is there is announced as ready without it
_LONGEST_PAUSE = 30.0  # seconds between two attempts at what fails
_STOP_SECONDS = 30.0
_RETRY_SECONDS, _LONGEST_RETRY = 60.0, 3600.0  # before another attempt to read again what older rules read
_NICENESS = 10  # of reading again, so that requests come first
_FAILED = 2  # exit status of a command that could not be done
_PRIVATE = 0o077  # the umask that keeps files from all but their owner: what was posted is in plain text
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_EXAMPLE = "A ferry that never leaves the pier is a very expensive café."


class Server:
    """Runs the service until it is told to stop.

    `allows_removals`: whether any number of documents that the corpus lacks may be removed from the index.
    """

    def __init__(self, settings: Settings, progress: Progress, *, allows_removals: bool = False) -> None:
        self._settings = settings
        self._embedded = Embedded(settings.data_folder) if settings.is_embedded else None
        self._corpus = Corpus(settings.corpus_location, settings.data_folder, has_samples=bool(settings.samples))
        self._gazetteer = Gazetteer.load(settings.outlets_file, settings.least)
        self._syncing = Syncing(
            settings, self._corpus, self._writer, progress, allows_removals=allows_removals, redis_url=lambda: self._redis_url
        )
        self._rereading: subprocess.Popen[bytes] | None = None
        self._reread_after, self._reread_pause = 0.0, _RETRY_SECONDS  # the first on the monotonic clock
        self._allows_removals = allows_removals
        self._gunicorn: BaseProcess | None = None
        self._notifying: subprocess.Popen[bytes] | None = None
        self._reader = SecondReader.of(settings)
        self._consulting: subprocess.Popen[bytes] | None = None
        self._consult_after = 0.0  # on the monotonic clock
        self._connection = cache(lambda: connect(self._redis_url, seconds=2.0))
        self._is_stopping = False
        self._drains = False
        self._ready_since: float | None = None  # on the monotonic clock
        self._is_announced = False

    def run(self) -> int:
        """Start everything and supervise it until told to stop. Returns the exit status; raises OnrecordError."""
        for number in _SIGNALS:
            signal.signal(number, self._on_signal)
        os.umask(_PRIVATE)
        folder = self._settings.data_folder
        make_folder(folder)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o700)
        if self._settings.openid_issuer:
            require_library()
        if mixed := shared():
            raise SettingError(mixed)
        with _alone(self._settings) as lock:
            self._check_port()
            self._corpus.require_sources(may_be_empty=self._allows_removals)
            try:
                draining_mark(self._settings).unlink(missing_ok=True)
                begin = self._start_gunicorn(lock)
                if self._embedded:
                    self._embedded.start()
                self._require_own_index()
                self._syncing.start()
                if not self._is_stopping:
                    begin()
                return self._supervise()
            finally:
                self._stop()

    # -- start -------------------------------------------------------------------------------------------------------

    def _check_port(self) -> None:
        host, port = self._settings.host, self._settings.port
        try:
            family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as error:
            raise SettingError(f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port") from None

    def _require_own_index(self) -> None:
        """Raise AnotherCorpus if Redis holds the index of another corpus, IndexUnavailable if it does not answer."""
        try:
            self._index().ready()
        except AnotherCorpus:
            raise
        except IndexUnavailable:  # there is no index yet, or none that this version can read: the sync builds it
            with translated():
                self._connection().ping()

    def _index(self) -> Index:
        return Index(self._connection(), self._gazetteer, self._corpus.id)

    @property
    def _redis_url(self) -> str:
        return self._embedded.url if self._embedded else self._settings.redis_url

    def _writer(self) -> IndexWriter:
        return IndexWriter(connect(self._redis_url, seconds=WRITE_SECONDS), self._gazetteer, self._corpus.id)

    def _start_gunicorn(self, lock: TextIO) -> Callable[[], None]:
        """Start gunicorn's process, which loads what it needs while the index does, and return what lets it begin to answer."""
        metrics = self._settings.data_folder / "metrics"
        shutil.rmtree(metrics, ignore_errors=True)
        metrics.mkdir()
        environment = {**self._settings.as_environment(), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        context = multiprocessing.get_context("fork")  # this process has one thread, and has loaded half of what is needed
        told, telling = context.Pipe(duplex=False)
        self._gunicorn = context.Process(target=_run_gunicorn, args=(environment, lock, told, telling), name="onrecord-gunicorn")
        self._gunicorn.start()
        told.close()
        return lambda: telling.send(True)

    def _keep_notifying(self) -> None:
        """Start the process that delivers webhooks, if there are addresses to tell and it does not run."""
        if not self._settings.webhooks or (self._notifying is not None and self._notifying.poll() is None):
            return
        environment = {**os.environ, **self._settings.as_environment(), "REDIS_URL": self._redis_url}
        command = [sys.executable, "-m", "service.cli.main", "worker", "--webhooks"]
        self._notifying = subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=die_with_parent)

    def _keep_consulting(self) -> None:
        """Start a process that asks the second reader, if there is one, a document waits for it, and none runs."""
        if self._reader is None or (self._consulting is not None and self._consulting.poll() is None):
            return
        if time.monotonic() < self._consult_after or not self._is_announced:
            return
        self._consult_after = time.monotonic() + _CONSULT_EVERY
        if self._reader.is_due():
            environment = {**os.environ, **self._settings.as_environment(), "REDIS_URL": self._redis_url}
            command = [sys.executable, "-m", "service.cli.main", "reader"]
            self._consulting = subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_in_background
            )

    def _announce(self) -> None:
        """Print that the service is ready, with something to try that its corpus can answer."""
        print(f"ready {self._address()}", flush=True)
        if not self._corpus.serves_samples():
            print(f"try   paste a draft at {self._address(shown=True)}", flush=True)
            return
        body = shlex.quote(f'{{"quote": "{_EXAMPLE}"}}')
        print(f"try   curl -s {self._address(shown=True)}/v1/verify -H 'Content-Type: application/json' -d {body}", flush=True)

    def _address(self, *, shown: bool = False) -> str:
        return address(self._settings, shown=shown)

    def _is_ready(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self._address(shown=True)}/readyz", timeout=1).ok
        return False

    # -- run ---------------------------------------------------------------------------------------------------------

    def _supervise(self) -> int:
        """Restart the embedded server and restore the index if they are gone, until told to stop or gunicorn ends.

        No error ends it, except that the first sync fails and there is no index to answer from: that raises OnrecordError.
        """
        pause, told = _LOOK_EVERY, ""
        while not self._is_stopping:
            time.sleep(pause if self._is_announced else _FIRST_LOOKS_EVERY)
            if self._gunicorn is not None and not self._gunicorn.is_alive():
                click.echo("onrecord: the web server ended", err=True)
                return 2
            try:
                self._look()
                pause, told = _LOOK_EVERY, ""
            except _CannotStart as error:
                raise error.reason from None
            except Exception as error:  # whatever it is: what else runs is still looked after
                told, before = f"{type(error).__name__}: {error}", told
                if told != before and not isinstance(error, IndexUnavailable | redis.RedisError):
                    click.echo(f"onrecord: {told}", err=True)
                pause = min(_LONGEST_PAUSE, 2 * pause) if told == before else _LOOK_EVERY
        return 0

    def _look(self) -> None:
        """Look after all that runs once, and announce the service when it is ready."""
        is_done = self._syncing.look()
        if not self._is_announced:
            self._require_start(is_done)
            self._ready_since = self._ready_since or (time.monotonic() if self._is_ready() else None)
            if self._ready_since is not None and (is_done or time.monotonic() > self._ready_since + _GRACE_SECONDS):
                self._announce()
                self._is_announced = True
        self._look_after(is_done)
        self._keep_notifying()
        self._keep_consulting()

    def _require_start(self, is_done: bool) -> None:
        """Raise _CannotStart if the first sync failed and there is no index to answer from."""
        if is_done and self._syncing.error is not None:
            try:
                self._index().ready()
            except OnrecordError:
                raise _CannotStart(self._syncing.error) from None

    def _look_after(self, is_done: bool) -> None:
        """Start the embedded server if it has ended, and restore the index if it, or a part of it, is gone."""
        if self._embedded and not self._embedded.is_running():
            click.echo("onrecord: the embedded server ended; starting it again", err=True)
            self._embedded.start()
            self._syncing.start()
        elif is_done and not self._syncing.rests():
            self._look_at_index(self._connection())
            self._reread()

    def _look_at_index(self, client: Client) -> None:
        if not client.hexists(LIVE, GENERATION):  # what vouches for an index may have been written after it was emptied
            click.echo("onrecord: the index is gone; building it again", err=True)
            self._syncing.start()
        elif lost := what_is_lost(client):
            if not self._syncing.is_refused:
                click.echo(f"onrecord: {lost}", err=True)
            if any(server.evicted for server in servers(client)):
                self._writer().withdraw()
            self._syncing.start()
        elif (mark := behind_mark(self._settings)).exists():
            mark.unlink(missing_ok=True)
            self._syncing.start()

    def _reread(self) -> None:
        """Read again, in a process of its own, what older rules read, and finish a build that was interrupted.

        The index is built anew next to the live one, from which the service answers meanwhile.
        """
        if self._rereading is not None:
            status = self._rereading.poll()
            if status is None:
                return
            self._rereading = None
            self._reread_after = time.monotonic() + self._reread_pause if status == _FAILED else float("inf")
            self._reread_pause = min(_LONGEST_RETRY, 2 * self._reread_pause)
        elif time.monotonic() >= self._reread_after and not self._syncing.is_running:
            writer = self._writer()
            left = writer.read_by_others()
            if not left and not writer.is_abandoned():
                self._reread_after = float("inf")
                return
            told = f"reading {many(left, 'document')} again, which older rules read" if left else "finishing a build of the index"
            click.echo(f"onrecord: {told}, in the background", err=True)
            environment = {**os.environ, **self._settings.as_environment(), "REDIS_URL": self._redis_url}
            command = [sys.executable, "-m", "service.cli.main", "index", "rebuild"]
            command += ["--allow-removals"] if self._allows_removals else []
            self._rereading = subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_in_background
            )

    # -- stop --------------------------------------------------------------------------------------------------------

    def _on_signal(self, number: int, frame: object) -> None:
        if number == signal.SIGHUP and self._gunicorn is not None and self._gunicorn.pid is not None:
            os.kill(self._gunicorn.pid, signal.SIGHUP)  # new workers, no request lost
            return
        self._is_stopping = True
        self._drains = number == signal.SIGTERM

    def _stop(self) -> None:
        if self._gunicorn is not None and self._gunicorn.is_alive():
            self._drain()
            self._gunicorn.terminate()
            end = time.monotonic() + _STOP_SECONDS
            while self._gunicorn.is_alive() and time.monotonic() < end:
                time.sleep(_FIRST_LOOKS_EVERY)
            self._gunicorn.kill()
            self._gunicorn.join()
        self._syncing.stop()
        _end(self._rereading)
        _end(self._notifying)
        _end(self._consulting)
        if self._embedded:
            self._embedded.stop()

    def _drain(self) -> None:
        """Announce the stop through /readyz, and give load balancers time to notice."""
        if self._drains and self._settings.drain_seconds:
            with suppress(OSError):
                draining_mark(self._settings).touch()
            end = time.monotonic() + self._settings.drain_seconds
            while time.monotonic() < end and self._drains:
                time.sleep(_LOOK_EVERY)


def _run_gunicorn(environment: dict[str, str], lock: TextIO, told: Connection, telling: Connection) -> None:
    """Load the service in a new process, and run gunicorn, as `python -m gunicorn` does, until it is told to stop.

    `told` says when requests may be answered. `lock` and `telling`: what the parent alone is to hold.
    """
    lock.close()
    telling.close()
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until gunicorn handles it: there is nothing yet to load again
    os.setsid()
    die_with_parent()
    os.environ.update(environment)
    _load()
    try:
        told.recv()
    except EOFError:
        return  # the parent is gone
    sys.argv = ["gunicorn", "--config", "python:service.http.gunicorn_conf", "service.http.wsgi:app"]
    runpy.run_module("gunicorn", run_name="__main__", alter_sys=True)


def _load() -> None:
    """Load the application, and the model of languages next to it: unpacking that needs no interpreter."""
    languages = threading.Thread(target=_load_languages)
    languages.start()
    import_module("service.http.wsgi")
    languages.join()  # nothing is to be forked while there are two threads


def _load_languages() -> None:
    with suppress(OnrecordError):  # what needs the model then says what is wrong
        language.load()


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """End a child, if it runs."""
    if process is not None and process.poll() is None:
        process.terminate()
        process.wait()


def _in_background() -> None:
    """Set a new process up to give way to others and to end with its parent."""
    os.nice(_NICENESS)
    die_with_parent()


class _CannotStart(Exception):
    """The service cannot be started. `reason`: why the first sync failed."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(str(reason))
        self.reason = reason


def address(settings: Settings, *, shown: bool = False) -> str:
    """Return the URL of the service. `shown`: one that this machine can ask even if the service listens on all addresses."""
    host = settings.host if ":" not in settings.host else f"[{settings.host}]"
    if shown:
        host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104  # nosec B104
    return f"http://{host}:{settings.port}"


@contextmanager
def _alone(settings: Settings) -> Iterator[TextIO]:
    """Lock the data folder while the context lasts, and yield the file that holds the lock. Raises SettingError with the other's URL if another process serves it.

    Two would bring one index in line with what may be two corpora.
    """
    path: Path = settings.data_folder / "serve.lock"
    with path.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            where = held.read(200).strip() or "another process"
            raise SettingError(
                f"{settings.data_folder} is served already, by {where}: stop that one, or give this one a folder with --data"
            ) from None
        held.truncate(0)
        held.write(address(settings))
        held.flush()
        yield held
