"""Locks that writers of one data folder hold, across threads and processes; they end with the process that holds them."""

from __future__ import annotations

import fcntl
import os
import random
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from pathlib import Path

from service.errors import BeingWritten, StorageUnavailable
from service.storage.stores import make_folder

_WAIT_SECONDS = 10.0  # for another writer: one takes some hundredths of a second
_STRIPES = 256  # files that names are spread over: two names that share one wait for each other, which harms nothing
_PAUSE = 0.002  # seconds between two attempts, on average; doubled each time up to the longest
_LONGEST_PAUSE = 0.05


@contextmanager
def locked(folder: Path, names: Collection[str]) -> Iterator[None]:
    """Hold the locks of some names, all or none.

    Raises BeingWritten if another writer holds one for too long, StorageUnavailable if the files of the locks cannot be made.
    """
    end = time.monotonic() + _WAIT_SECONDS
    stripes = sorted({blake2b(name.encode(), digest_size=1).digest()[0] % _STRIPES for name in names})  # in order: no deadlock
    with ExitStack() as stack:
        for stripe in stripes:
            stack.enter_context(_held(folder / f"{stripe:02x}", end))
        yield


@contextmanager
def _held(path: Path, end: float) -> Iterator[None]:
    try:
        make_folder(path.parent)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageUnavailable(f"What is to be kept could not be written: {error.strerror}.") from error
    try:
        pause = _PAUSE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise BeingWritten from None
                time.sleep(pause * 2 * random.random())  # noqa: S311
                pause = min(_LONGEST_PAUSE, 2 * pause)
        yield
    finally:
        os.close(file)  # which releases the lock
