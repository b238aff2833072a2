"""The process that runs the service: it starts the embedded server, syncs the index, and starts and supervises gunicorn."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import cache

import click
import redis
import requests

from service.errors import BeingBuilt, OnrecordError, SettingError
from service.http.services import behind_mark, draining_mark
from service.index import Index, IndexWriter, connect
from service.index.server.connection import WRITE_SECONDS
from service.index.server.keys import LIVE
from service.index.server.servers import servers, what_is_lost
from service.index.server.trip import Client
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.settings import Settings
from service.storage.corpus import Corpus
from service.storage.embedded import Embedded, die_with_parent

Progress = Callable[[str], AbstractContextManager[Callable[[int, int, int], None]]]
_LOOK_EVERY = 0.25  # seconds
_READY_SECONDS = 60.0
_STOP_SECONDS = 30.0
_SYNC_EVERY = 5.0  # seconds between attempts to add what the index lacks, while another process builds one
_RETRY_SECONDS = 60.0  # before another attempt to read again what older rules read
_NICENESS = 10  # of reading again, so that requests come first
_FAILED = 2  # exit status of a command that could not be done
_EXAMPLE = "A ferry that never leaves the pier is a very expensive café."


class Server:
    """Runs the service until it is told to stop."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self._settings = settings
        self._progress = progress
        self._embedded = Embedded(settings.data_folder) if settings.is_embedded else None
        self._gunicorn: subprocess.Popen[bytes] | None = None
        self._gazetteer = Gazetteer.load(settings.outlets_file)
        self._rereading: subprocess.Popen[bytes] | None = None
        self._is_up = False  # after that an index with other tables is another process's, and is not built anew against it
        self._sync_after = self._reread_after = 0.0  # on the monotonic clock
        self._is_stopping = False
        self._drains = False

    def run(self) -> int:
        """Start everything and supervise it until told to stop. Returns the exit status; raises SettingError."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._check_port()
        try:
            self._settings.data_folder.mkdir(parents=True, exist_ok=True)
            draining_mark(self._settings).unlink(missing_ok=True)
            if self._embedded:
                self._embedded.start()
            self._sync()
            if not self._is_stopping:
                self._is_up = True
                self._start_gunicorn()
                self._announce()
            return self._supervise()
        except _Stopped:
            return 0
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

    @property
    def _redis_url(self) -> str:
        return self._embedded.url if self._embedded else self._settings.redis_url

    def _sync(self) -> None:
        """Bring the index in line with the corpus."""
        corpus = Corpus(self._settings.corpus_location, self._settings.data_folder)
        ingestion = Ingestion(corpus, self._writer(), self._settings.processes)

        with self._progress("indexing") as update:

            def look(done: int, total: int, quotations: int) -> None:
                if self._is_stopping:
                    raise _Stopped
                update(done, total, quotations)

            while True:
                if self._is_stopping:
                    raise _Stopped
                try:
                    report = ingestion.sync(look, rereads=False, replaces=not self._is_up)
                    break
                except BeingBuilt:
                    if self._answers():  # from what is there; what it lacks is added when the build is done
                        behind_mark(self._settings).touch()
                        self._sync_after = time.monotonic() + _SYNC_EVERY
                        return
                    time.sleep(_LOOK_EVERY)
        for line in report.refused:
            click.echo(f"onrecord: {line}", err=True)
        if report.added or report.removed:
            click.echo(f"indexed {report.added} documents with {report.quotations} quotations, removed {report.removed}", err=True)

    def _answers(self) -> bool:
        """Whether there is an index that this process can read."""
        with suppress(OnrecordError):
            Index(connect(self._redis_url, seconds=2.0), self._gazetteer).ready()
            return True
        return False

    def _writer(self) -> IndexWriter:
        return IndexWriter(connect(self._redis_url, seconds=WRITE_SECONDS), self._gazetteer)

    def _start_gunicorn(self) -> None:
        metrics = self._settings.data_folder / "metrics"
        shutil.rmtree(metrics, ignore_errors=True)
        metrics.mkdir()
        environment = {**os.environ, **self._settings.as_environment(), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        command = [sys.executable, "-m", "gunicorn", "--config", "python:service.http.gunicorn_conf", "service.http.wsgi:app"]
        self._gunicorn = subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=die_with_parent)

    def _announce(self) -> None:
        """Wait until the service is ready, then print that, with a command to try."""
        host = self._settings.host if ":" not in self._settings.host else f"[{self._settings.host}]"
        shown = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # what is shown for it  # noqa: S104  # nosec B104
        base = f"http://{shown}:{self._settings.port}"
        end = time.monotonic() + _READY_SECONDS
        while time.monotonic() < end and not self._is_stopping:
            if self._gunicorn is None or self._gunicorn.poll() is not None:
                raise SettingError("the web server ended while it started; its messages stand above")
            with suppress(requests.RequestException):
                if requests.get(f"{base}/readyz", timeout=1).ok:
                    print(f"ready http://{host}:{self._settings.port}", flush=True)
                    body = shlex.quote(f'{{"quote": "{_EXAMPLE}"}}')
                    print(f"try   curl -s {base}/v1/verify -H 'Content-Type: application/json' -d {body}", flush=True)
                    return
            time.sleep(0.03)

    # -- run ---------------------------------------------------------------------------------------------------------

    def _supervise(self) -> int:
        """Restart the embedded server and restore the index if they are gone, until told to stop or gunicorn ends."""
        connection = cache(lambda: connect(self._redis_url, seconds=2.0))
        while not self._is_stopping:
            time.sleep(_LOOK_EVERY)
            if self._gunicorn is not None and self._gunicorn.poll() is not None:
                click.echo("onrecord: the web server ended", err=True)
                return 2
            try:
                if self._embedded and not self._embedded.answers():
                    click.echo("onrecord: the embedded server ended; starting it again", err=True)
                    self._embedded.start()
                    self._sync()
                else:
                    self._look_after(connection())
                    self._reread()
            except (OnrecordError, redis.RedisError):
                time.sleep(_LOOK_EVERY)
        return 0

    def _look_after(self, client: Client) -> None:
        """Restore the index if it, or a part of it, is gone."""
        if not client.exists(LIVE):
            click.echo("onrecord: the index is gone; building it again", err=True)
            self._sync()
        elif lost := what_is_lost(client):
            click.echo(f"onrecord: {lost}", err=True)
            if any(server.evicted for server in servers(client)):
                self._writer().withdraw()
            self._sync()
        elif (mark := behind_mark(self._settings)).exists() and time.monotonic() >= self._sync_after:
            mark.unlink(missing_ok=True)
            try:
                self._sync()
            except BaseException:
                mark.touch()
                raise

    def _reread(self) -> None:
        """Read again, in a process of its own, what older rules read, and finish a build that was interrupted.

        The index is built anew beside the live one, from which the service answers meanwhile.
        """
        if self._rereading is not None:
            status = self._rereading.poll()
            if status is None:
                return
            self._rereading = None
            self._reread_after = time.monotonic() + _RETRY_SECONDS if status == _FAILED else float("inf")
        elif time.monotonic() >= self._reread_after:
            writer = self._writer()
            left = writer.read_by_others()
            if not left and not writer.is_abandoned():
                self._reread_after = float("inf")
                return
            told = f"reading {left} documents again, which older rules read" if left else "finishing a build of the index"
            click.echo(f"onrecord: {told}, in the background", err=True)
            environment = {**os.environ, **self._settings.as_environment(), "REDIS_URL": self._redis_url}
            command = [sys.executable, "-m", "service.cli.main", "index", "rebuild"]
            self._rereading = subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_in_background
            )

    # -- stop --------------------------------------------------------------------------------------------------------

    def _on_signal(self, number: int, frame: object) -> None:
        if number == signal.SIGHUP and self._gunicorn is not None:
            self._gunicorn.send_signal(signal.SIGHUP)  # new workers, no request lost
            return
        self._is_stopping = True
        self._drains = number == signal.SIGTERM

    def _stop(self) -> None:
        if self._gunicorn is not None and self._gunicorn.poll() is None:
            self._drain()
            self._gunicorn.terminate()
            try:
                self._gunicorn.wait(timeout=_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._gunicorn.kill()
                self._gunicorn.wait()
        if self._rereading is not None and self._rereading.poll() is None:
            self._rereading.terminate()
            self._rereading.wait()
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


def _in_background() -> None:
    """Set a new process up to give way to others and to end with its parent."""
    os.nice(_NICENESS)
    die_with_parent()


class _Stopped(Exception):
    """Told to stop while the index was being brought up to date."""
