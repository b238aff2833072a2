"""Gives threads to requests that have arrived, and refuses those that waited too long, so that nobody can hold the service up.

gunicorn gives a thread to every new connection, which then waits for what the client sends, and queues without bound what finds no
thread. Here the event loop reads requests, within deadlines, and only a request that is there gets a thread. It keeps the queue
itself: one thread stays free of requests that take long (`_LONG`, `_MUCH`), probes have a thread of their own, and what has waited longer
than ONRECORD_QUEUE_MILLISECONDS is told to come again without one.
"""

from __future__ import annotations

import selectors
import socket
import struct
import threading
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Flask, request
from gunicorn.workers.gthread import TConn, ThreadWorker

from service.errors import OnrecordError
from service.http.budget import MOST_READING
from service.http.counters import SHED
from service.http.framing import Framing
from service.http.problems import unparsed
from service.settings import load

_PROBES = frozenset(("/healthz", "/readyz"))
_EXEMPT = _PROBES | {"/metrics"}
_LONG = frozenset(
    ("/v1/drafts/check", "/v1/extract", "/v1/verify/batch", "/v1/documents", "/mcp")
)  # POST: up to all of the time for a request
_MUCH = 2000  # bytes that are asked from which on any request may take long: a claim of some hundred words
_IDLE_SECONDS = 10.0  # before the first byte of a new connection: browsers open some ahead
_HEAD_SECONDS, _BODY_SECONDS = 10.0, 20.0  # from the first byte to the end of the head, and of the body
_WRITE_SECONDS = 10  # that the system waits for a client to take a part of an answer
_READ_SECONDS = 2  # that the system waits for bytes which the event loop thought were there
_LINGER_SECONDS, _MOST_LINGERED = 2.0, 65536  # for which what a client still sends is read after the answer, and bytes of that
_STOP_SECONDS = 2.0  # that the request of an open connection may take to arrive once the worker was told to stop
_MOST_WAITING_BYTES = 64_000_000  # of requests that have not wholly arrived, in one worker
_BLOCK = 65536
_TICK = 0.1  # seconds between two looks at the queue while there is one
_LOOK_EVERY = 1.0
_here = threading.local()  # `waited`: how long the request that this thread answers has waited, in seconds


class Overloaded(OnrecordError):
    """The request waited longer for a thread than the service allows."""

    code = "overloaded"


class Worker(ThreadWorker):
    """gunicorn's worker with threads, whose event loop reads the requests and keeps the queue. For plain HTTP/1.1."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settings = load()
        self._most_body = settings.max_body_bytes
        self._most_wait = settings.queue_milliseconds / 1000
        self._longest_answer = (1 + MOST_READING) * settings.request_seconds + _BODY_SECONDS
        self._arriving: dict[TConn, None] = {}  # in order of their arrival; requests of these are not wholly there
        self._arriving_bytes = 0
        self._queued: deque[TConn] = deque()
        self._queued_long: deque[TConn] = deque()
        self._answered: dict[TConn, float] = {}  # connections that have a thread, and since when
        self._lingering: dict[TConn, float] = {}  # connections that were answered and are to be closed, and until when
        self._running = self._running_long = 0
        self._next_look = 0.0
        self._arrive_until = float("inf")  # on the monotonic clock: for all requests, once the worker stops

    def init_process(self) -> None:
        """Start the thread for probes next to the others, then run."""
        self._probes = ThreadPoolExecutor(1)
        super().init_process()

    # -- arriving ----------------------------------------------------------------------------------------------------

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection, and read what it sends as it comes."""
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _WRITE_SECONDS, 0))
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _READ_SECONDS, 0))
        self._await(TConn(self.cfg, sock, address, listener.getsockname()), time.monotonic() + _IDLE_SECONDS)
        self._make_room()

    def _await(self, conn: TConn, until: float, received: bytes = b"") -> None:
        """Wait for the next request of a connection. `until`: on the monotonic clock; `received`: what is there of it."""
        conn.framing = Framing(self._most_body)
        conn.until = until
        conn.sock.setblocking(False)
        self._arriving[conn] = None
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._read, conn))
        if received:
            self._take(conn, received)

    def _read(self, conn: TConn, sock: socket.socket) -> None:
        try:
            data = sock.recv(_BLOCK)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._take(conn, data)
        else:
            self._leave(conn)
            self._close(conn)

    def _take(self, conn: TConn, data: bytes) -> None:
        """Add what a client has sent, and queue the request if that is all of it."""
        framing: Framing = conn.framing
        if not framing.received:
            conn.began = time.monotonic()
            conn.until = conn.began + _HEAD_SECONDS
        had_head = framing.has_head
        self._arriving_bytes += len(data)
        is_there = framing.feed(data)
        if framing.has_head and not had_head:
            conn.until = conn.began + _BODY_SECONDS
            if framing.expects_continue and not is_there:
                with suppress(OSError):
                    conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        if not is_there:
            return
        self._leave(conn)
        if framing.refusal is not None:
            self._refuse(conn, framing.refusal)
        else:
            self.enqueue_req(conn)

    def _leave(self, conn: TConn) -> None:
        """Read no more of what a connection sends."""
        self._arriving.pop(conn, None)
        self._arriving_bytes -= len(conn.framing.received)
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _make_room(self) -> None:
        """Close the connections that have waited longest where there are too many, or too much is half there."""
        most = max(1, self.worker_connections - 2 * self.cfg.threads)
        while self._arriving and (self.nr_conns > most or self._arriving_bytes > _MOST_WAITING_BYTES):
            conn = next(iter(self._arriving))
            self._leave(conn)
            self._refuse(conn, HTTPStatus.REQUEST_TIMEOUT) if conn.framing.received else self._close(conn)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Read the next request of a connection that was kept alive."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn, time.monotonic() + _HEAD_SECONDS)
        self._read(conn, client)

    # -- waiting for a thread ----------------------------------------------------------------------------------------

    def enqueue_req(self, conn: TConn) -> None:
        """Queue a request that has arrived, or give it a thread."""
        conn.queued = time.monotonic()
        framing: Framing = conn.framing
        conn.is_long = takes_long(framing)
        if framing.path in _PROBES:
            conn.is_probe = True
            self._submit(conn, self._probes)
            return
        conn.is_probe = False
        (self._queued_long if conn.is_long else self._queued).append(conn)
        self._dispatch()

    def _dispatch(self) -> None:
        """Give free threads to the requests that wait: first to those that are quick, and never the last one to others."""
        threads = self.cfg.threads
        while self._running < threads and self._queued:
            self._submit(self._queued.popleft(), self.tpool)
        while self._running < threads and self._running_long < max(1, threads - 1) and self._queued_long:
            self._submit(self._queued_long.popleft(), self.tpool)

    def _submit(self, conn: TConn, pool: ThreadPoolExecutor) -> None:
        if not conn.is_probe:
            self._running += 1
            self._running_long += conn.is_long
        self._answered[conn] = time.monotonic()
        future = pool.submit(self.handle, conn)
        future.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def handle(self, conn: TConn) -> Any:
        """Answer a request; its thread knows how long it waited."""
        _here.waited = time.monotonic() - conn.queued
        conn.data_ready = True
        conn.sock.setblocking(True)
        conn.init()
        conn.parser.unreader.unread(conn.framing.take())
        return super().handle(conn)

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        return bool(conn.framing.is_complete and super()._keepalive_after(conn, keepalive))

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep a connection alive or close it, and give its thread to the next request."""
        self._answered.pop(conn, None)
        if not conn.is_probe:
            self._running -= 1
            self._running_long -= conn.is_long
        is_kept = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        if not is_kept:
            self._linger(conn)
        elif received := conn.parser.unreader.take_buffered():
            self._await(conn, time.monotonic() + _HEAD_SECONDS, received)
        else:
            super().finish_request(conn, fs)
        self._dispatch()

    # -- closing -----------------------------------------------------------------------------------------------------

    def _refuse(self, conn: TConn, status: HTTPStatus, code: str | None = None) -> None:
        """Answer a request without a thread, and close its connection."""
        with suppress(OSError):
            conn.sock.setblocking(False)
            conn.sock.send(unparsed(status, status.phrase, code))
        self._linger(conn)

    def _linger(self, conn: TConn) -> None:
        """Close a connection once the client has read its answer (RFC 9112, section 9.6), without waiting for that."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._drain, conn))
        except (OSError, ValueError, KeyError):
            self._close(conn)
            return
        conn.drained = 0
        self._lingering[conn] = time.monotonic() + _LINGER_SECONDS

    def _drain(self, conn: TConn, sock: socket.socket) -> None:
        try:
            data = sock.recv(_BLOCK)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        conn.drained += len(data)
        if not data or conn.drained > _MOST_LINGERED:
            self._end_linger(conn)

    def _end_linger(self, conn: TConn) -> None:
        self._lingering.pop(conn, None)
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    # -- deadlines ---------------------------------------------------------------------------------------------------

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for events, no longer than a request that waits for a thread may."""
        is_waiting = bool(self._queued or self._queued_long)
        super().wait_for_and_dispatch_events(min(timeout, _TICK) if is_waiting else timeout)
        if is_waiting:
            self._shed()

    def _shed(self) -> None:
        """Refuse the requests that have waited too long for a thread."""
        if not self._most_wait:
            return
        latest = time.monotonic() - self._most_wait
        for queue in (self._queued, self._queued_long):
            while queue and queue[0].queued < latest:
                conn = queue.popleft()
                if conn.framing.path in _EXEMPT:
                    self._submit(conn, self.tpool)
                    continue
                SHED.inc()
                self._refuse(conn, HTTPStatus.SERVICE_UNAVAILABLE, Overloaded.code)

    def murder_pending(self) -> None:
        """Close the connections whose time is over. Called at every turn of the event loop."""
        now = time.monotonic()
        if now < self._next_look and self.alive:
            return
        self._next_look = now + _LOOK_EVERY
        if not self.alive:  # a client that has just connected is about to send its request: to close now would lose it
            self._arrive_until = min(self._arrive_until, now + _STOP_SECONDS)
        for conn in list(self._arriving):
            if min(conn.until, self._arrive_until) <= now:
                self._leave(conn)
                self._refuse(conn, HTTPStatus.REQUEST_TIMEOUT) if conn.framing.received else self._close(conn)
        for conn in [conn for conn, until in self._lingering.items() if until <= now]:
            self._end_linger(conn)
        for conn, since in self._answered.items():
            if since + self._longest_answer < now:  # a client that reads its answer in drops: its thread gets an error
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)


def takes_long(framing: Framing) -> bool:
    """Return whether a request may take up to all of its time: by what it asks for, or by how much it asks."""
    return framing.asked > _MUCH or (framing.method == "POST" and framing.path in _LONG)


def init_app(app: Flask) -> None:
    """Refuse the requests of an application that waited too long."""
    most = app.config["SETTINGS"].queue_milliseconds / 1000

    @app.before_request
    def shed() -> None:
        if most and getattr(_here, "waited", 0.0) > most and request.path not in _EXEMPT:
            SHED.inc()
            raise Overloaded("The service has more to do than it can: ask again after Retry-After seconds.")
