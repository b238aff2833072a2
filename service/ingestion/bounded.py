"""Functions that run in processes of their own, within bounds, for the threads of a process that answers requests.

A thread cannot be interrupted while a regular expression is matched, and a process with threads cannot safely be forked. So a
template process is forked while there is one thread, and forks a child for each function that is to run next to others; children
are kept for the next one. A child that does not return soon gives way to all other processes from then on, so that who looks up a quote does not
wait for who sends a book; one that takes too long is killed. No process outlives the one that asks: each ends when its
socket is closed.
"""

from __future__ import annotations

import os
import pickle  # between processes of our own, over sockets that nothing else holds  # nosec B403
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, NoReturn

from service.errors import OnrecordError
from service.ingestion.budgets import OverBudget, bound_memory, bound_time, within

_PID_BYTES = 8
_MOST_FILES = 1024  # looked at where the system lists none
_SOON = 0.25  # seconds within which a child returns with most of what is asked of it; then it gives way
_NICENESS = 10  # of a child that does: as `nice` has it
_FIRST_OTHER_FILE = 3  # after standard input, output and error


class Late(Exception):
    """A function did not return by the time that its caller could wait; it may be that the machine was busy."""


class _Child(NamedTuple):
    pid: int
    connection: Connection


class Bounded:
    """Runs functions in child processes; threads may share it.

    `functions`: by name; arguments and results are pickled; `most`: children at a time; `warm`: loads what they
    need, once, in the template. `pid`: the process id of the template, 0 before there is one.
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]], most: int, warm: Callable[[], object] = lambda: None) -> None:
        self._functions = functions
        self._warm = warm
        self._places = threading.Semaphore(most)
        self._template: Connection | None = None  # which closes itself when it is forgotten
        self.pid = 0
        self._idle: list[_Child] = []
        self._lock = threading.Lock()

    def start(self) -> None:
        """Fork the template process. To be called while this process has one thread; `run` does it otherwise."""
        with self._lock:
            self._start()

    def _start(self) -> Connection:
        if self._template is None:
            ours, theirs = socket.socketpair()
            if (pid := os.fork()) == 0:
                _serve_template(theirs.detach(), self._functions, self._warm)
            theirs.close()
            self._template, self.pid = Connection(ours.detach()), pid
        return self._template

    def run(self, name: str, *arguments: Any, seconds: float, wait: float) -> Any:
        """Return what a function returns.

        `seconds`: of a processor that it may take; `wait`: seconds until its caller gives up. Raises OverBudget if it takes more,
        Late if it has not returned by then, and what the function raises.
        """
        end = time.monotonic() + wait
        if not self._places.acquire(timeout=max(0.0, wait)):
            raise Late
        try:
            return self._run(name, arguments, seconds, end)
        finally:
            self._places.release()

    def _run(self, name: str, arguments: tuple[Any, ...], seconds: float, end: float) -> Any:
        child = self._child()
        is_reusable = False
        try:
            child.connection.send((name, arguments, seconds))
            is_soon = child.connection.poll(min(_SOON, max(0.0, end - time.monotonic())))
            if not is_soon:
                _give_way(child)
                if not child.connection.poll(max(0.0, end - time.monotonic())):
                    raise Late
            is_error, result = child.connection.recv()
            is_reusable = is_soon  # nobody may take back that a process gives way
        except (EOFError, OSError):
            raise OverBudget("it takes too much time or memory to read") from None
        finally:
            if is_reusable:
                with self._lock:
                    self._idle.append(child)
            else:
                _end(child)
        if is_error:
            raise result
        return result

    def _child(self) -> _Child:
        """Return an idle child, or a new one."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if not child.connection.poll(0):  # nothing is to be read: it has not ended
                    return child
                child.connection.close()
            ours, theirs = socket.socketpair()
            pid = self._forked(theirs)
            return _Child(pid, Connection(ours.detach()))

    def _forked(self, theirs: socket.socket) -> int:
        """Let the template fork a child that serves a socket, from a new template if that one is gone. Returns its process id."""
        with theirs:
            for _ in range(2):
                template = self._start()
                with suppress(OSError):
                    if (pid := _asked(template, theirs.fileno())) is not None:
                        return pid
                template.close()
                self._template = None
        raise OSError("no process can be started to read documents")

    def close(self) -> None:
        """End all children, and the template."""
        with self._lock:
            while self._idle:
                self._idle.pop().connection.close()
            if self._template is not None:
                self._template.close()
                self._template = None
                _reap(self.pid)


def _asked(template: Connection, file: int) -> int | None:
    """Send the template a file. Returns the process id of the child that serves it, None if the template is gone."""
    control = socket.socket(fileno=template.fileno())
    try:
        socket.send_fds(control, [b"\0"], [file])
        told = control.recv(_PID_BYTES)
        return int.from_bytes(told, "big") if told else None
    finally:
        control.detach()


def _give_way(child: _Child) -> None:
    """Let a child run only where nobody else wants the processor."""
    with suppress(OSError):  # it has ended
        now = os.getpriority(os.PRIO_PROCESS, child.pid)
        os.setpriority(os.PRIO_PROCESS, child.pid, max(now, _NICENESS))


def _end(child: _Child) -> None:
    """Kill a child. The template, its parent, has asked the system to reap it."""
    child.connection.close()
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)


def _reap(pid: int) -> None:
    """Wait for the end of a template, which ends when its socket is closed."""
    with suppress(ChildProcessError):  # it is another process's, or has ended before
        os.waitpid(pid, 0)


def _serve_template(control_file: int, functions: Mapping[str, Callable[..., Any]], warm: Callable[[], object]) -> NoReturn:
    """Fork a child for each socket that arrives, until the process that asks is gone."""
    try:
        _begin(control_file)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        control = socket.socket(fileno=control_file)
        with suppress(Exception):  # it only loads ahead what a child loads when it needs it, and then says what is wrong
            warm()
        while True:
            _, files, _, _ = socket.recv_fds(control, 1, 1)
            if not files:
                break
            pid = os.fork()
            if pid == 0:
                control.close()
                _serve_child(files[0], functions)
            os.close(files[0])
            control.sendall(pid.to_bytes(_PID_BYTES, "big"))
    finally:
        os._exit(0)


def _serve_child(file: int, functions: Mapping[str, Callable[..., Any]]) -> NoReturn:
    """Run functions as they are asked for, until the socket is closed."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        connection = Connection(file)
        bound_memory()
        while True:
            name, arguments, seconds = connection.recv()
            bound_time(seconds)
            connection.send(_outcome(functions[name], arguments, seconds))
    finally:
        os._exit(0)


def _outcome(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> tuple[bool, Any]:
    """Return whether a function raised something, and that, or what it returned."""
    try:
        with within(seconds):
            return False, function(*arguments)
    except OnrecordError as error:
        return True, error
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301  # nosec B301
        except Exception:
            return True, RuntimeError(f"{type(error).__name__}: {error}")
        return True, error


def _begin(kept: int) -> None:
    """Close what a new process has inherited but one file, and handle signals as a process of its own."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGABRT, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_DFL)
    try:
        files = [int(name) for name in os.listdir("/proc/self/fd")]
    except FileNotFoundError:
        files = list(range(_MOST_FILES))
    for file in files:
        if file >= _FIRST_OTHER_FILE and file != kept:
            with suppress(OSError):
                os.close(file)
