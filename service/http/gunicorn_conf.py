"""gunicorn's settings. The times are in seconds."""

import gc
from contextlib import suppress
from itertools import count
from mmap import mmap
from pathlib import Path
from socket import socket
from typing import Any

from service.errors import OnrecordError
from service.http.marks import behind_mark
from service.knowledge import language
from service.settings import load

_LONGEST_DETAIL = 200  # characters of what gunicorn says of a request that it refuses
_settings = load()

bind = f"{_settings.host}:{_settings.port}"
worker_class = "service.http.overload.Worker"
preload_app = True  # workers start at once, so a reload leaves no gap; what must not outlive a fork is made on first use
workers = _settings.workers
threads = _settings.threads
timeout = 30
graceful_timeout = 25
keepalive = 5
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # heartbeats in memory  # noqa: S108  # nosec B108
control_socket_disable = True  # it would write below $HOME
limit_request_line = 8190
limit_request_fields = 64
forwarder_headers = ""  # no client says where the application is mounted (SCRIPT_NAME)
accesslog = None
errorlog = "-"
loglevel = "warning"


def pre_fork(server: Any, worker: Any) -> None:
    """Give a worker the lowest slot that no living worker has, and a shared byte by which it says that it left in good order."""
    taken = {other.onrecord_slot for other in server.WORKERS.values()}
    worker.onrecord_slot = next(n for n in count() if n not in taken)
    worker.onrecord_left = mmap(-1, 1)
    with suppress(OnrecordError):  # what needs the model then says what is wrong
        language.load()  # once for all workers, now and after a reload, rather than once in each
    gc.freeze()  # the collector skips loaded objects, so forked memory stays shared


def worker_exit(server: Any, worker: Any) -> None:
    """Note at the end of a worker whether it leaves in good order."""
    worker.onrecord_left[0] = not worker.aborted


def child_exit(server: Any, worker: Any) -> None:
    """After a killed worker, leave the file that makes the supervisor index what the worker stored and did not index."""
    if not worker.onrecord_left[0]:
        with suppress(OSError):  # on a full disk nothing was stored either, and the master must survive it
            behind_mark(_settings).touch()
    worker.onrecord_left.close()


def post_fork(server: Any, worker: Any) -> None:
    """Count in the files of the worker's slot, and start the process that forks those which read what callers send."""
    from service.http import counters

    counters.SLOT.take(worker.onrecord_slot)
    server.app.wsgi().extensions["onrecord"].bounded.start()  # while the worker has one thread


def post_worker_init(worker: object) -> None:
    """Answer what gunicorn itself refuses (a line too long, no HTTP) with a problem too."""
    from gunicorn import util

    from service.http.problems import unparsed

    def write_error(sock: socket, status: int, reason: str, message: str) -> None:
        status, reason = (400, "Bad Request") if status == 501 else (status, reason)  # no input is a fault of the service
        detail = "".join(c for c in message if c.isprintable())[:_LONGEST_DETAIL] if status != 500 else ""
        util.write_nonblock(sock, unparsed(status, reason, detail=detail))

    util.write_error = write_error
