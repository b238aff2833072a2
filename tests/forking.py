"""Processes of `onrecord` that are forked from one which has loaded all of it and read once: none of them loads it again.

They run what `python -m service.cli.main` runs, with files, environment and folder of their own. Where the start itself is what is
tested, or what a process loads, it is a process that a user starts.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Any

from service.extraction import extract
from service.knowledge import language
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

ROOT = Path(__file__).resolve().parents[1]
_LOADED = (
    "gunicorn.app.wsgiapp",
    "service.cli.check",
    "service.cli.extract",
    "service.cli.index",
    "service.cli.ingest",
    "service.cli.serving",
    "service.http.app",
    "service.http.overload",
    "service.ingestion.workers",
)


def warm() -> None:
    """Load what reading needs and compile all patterns once, for all processes that are forked."""
    language.load()
    extract(Document("“We sail on Monday,” said Ines Calloway."), Gazetteer.load())


class Forked:
    """A process that was forked: what tests need of `subprocess.Popen`. `stdout`: what it prints, if that is a pipe."""

    def __init__(self, life: socket.socket, stdout: IO[str] | None) -> None:
        self._life = life
        self._told = life.makefile("r")
        self.pid = int(self._told.readline())
        self.stdout = stdout
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return its exit status, None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Returns its exit status; raises TimeoutExpired if it runs on."""
        if self.returncode is None:
            with selectors.DefaultSelector() as selector:
                selector.register(self._life, selectors.EVENT_READ)
                if not selector.select(timeout):
                    raise subprocess.TimeoutExpired("onrecord", timeout or 0)
            self.returncode = int(self._told.readline())
            self._told.close()
            self._life.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Tell it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Template:
    """The process that others are forked from, which ends with this one."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()  # for what nobody counts; those who do have a folder of their own
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
                cwd=ROOT,
                env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": self._folder.name},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def start(
        self,
        arguments: tuple[str, ...],
        environment: Mapping[str, str],
        cwd: Path,
        files: tuple[int, int, int],
        stdout: IO[str] | None = None,
    ) -> Forked:
        """Start `onrecord` with these arguments. `files`: its standard input, output and error."""
        life, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"\0"], [theirs.fileno(), *files])
        life.sendall(json.dumps((arguments, dict(environment), str(cwd))).encode() + b"\n")
        return Forked(life, stdout)

    def open(self, *arguments: str, environment: Mapping[str, str], log: IO[bytes], cwd: Path = ROOT) -> Forked:
        """Start `onrecord`, whose output is read from the process returned. `log`: where it writes errors."""
        reading, writing = os.pipe()
        try:
            with Path(os.devnull).open("rb") as nothing:
                files = (nothing.fileno(), writing, log.fileno())
                return self.start(arguments, environment, cwd, files, os.fdopen(reading, encoding="utf-8"))
        finally:
            os.close(writing)

    def run(
        self, *arguments: str, environment: Mapping[str, str], given: str = "", cwd: Path = ROOT, timeout: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `onrecord` to its end, as `subprocess.run` does. `given`: its standard input."""
        with _file(given) as stdin, _file() as stdout, _file() as stderr:
            process = self.start(arguments, environment, cwd, (stdin.fileno(), stdout.fileno(), stderr.fileno()))
            try:
                status = process.wait(timeout)
            except BaseException:
                process.kill()
                raise
            for file in (stdout, stderr):
                file.seek(0)
            return subprocess.CompletedProcess(["onrecord", *arguments], status, stdout.read(), stderr.read())

    def close(self) -> None:
        """End the process that others are forked from."""
        self._control.close()
        self._process.wait()
        self._folder.cleanup()


@contextmanager
def _file(text: str = "") -> Iterator[IO[str]]:
    """Yield a file with a text, to be read from its beginning."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(text)
        file.seek(0)
        yield file


# -- in the process that others are forked from --------------------------------------------------------------------------


def _serve(control: socket.socket) -> None:
    """Fork a process for each set of files that arrives, and tell of the end of each, until the one that asks is gone."""
    running: dict[BaseProcess, socket.socket] = {}
    ended, end = os.pipe()
    os.set_blocking(end, False)
    signal.set_wakeup_fd(end)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    context: Any = multiprocessing.get_context("fork")
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(ended, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not control:
                    os.read(ended, 4096)
                    continue
                _, files, _, _ = socket.recv_fds(control, 1, 4)
                if not files:
                    return
                life = socket.socket(fileno=files[0])
                process = context.Process(target=_run, args=(life, files[1:], [control, *running.values()]))
                process.start()
                for file in files[1:]:
                    os.close(file)
                life.sendall(f"{process.pid}\n".encode())
                running[process] = life
            for process in [process for process in running if process.exitcode is not None]:
                with running.pop(process) as life:
                    life.sendall(f"{process.exitcode}\n".encode())


def _run(life: socket.socket, files: list[int], others: list[socket.socket]) -> None:
    """Run `onrecord` as a process of its own, as it is told by a socket. `others`: sockets that are not its own."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    for other in others:
        other.close()
    with life, life.makefile("r") as told:
        arguments, environment, cwd = json.loads(told.readline())
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["onrecord", *arguments]
    runpy.run_module("service.cli.main", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for module in _LOADED:
        import_module(module)
    warm()
    gc.collect()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))
