"""How much time and memory one document may take: whoever wrote it must not stop the reading of others.

The time is a processor's, so that a busy machine refuses nothing that an idle one takes. It is watched by a timer of the system,
which interrupts Python and the matching of regular expressions alike; a process of ours that reads and nothing else is also
ended by the system where that does not help, and what it was at is found and passed over by whoever started it.
"""

from __future__ import annotations

import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from service.errors import UnreadableSource

SECONDS = 20.0  # of a processor for one document; the longest of a million characters that were met take a tenth of it
_LEAST_SECONDS = 2.0  # of them for a short one that a caller waits for, and what more a longer one has of them
_WHOLE = 1_000_000  # characters of a document that has all of them
SPARE = 1.5  # times what a document was foretold to take at most: so far samples may be wrong about the whole
_AGAIN = 0.5  # seconds after which a document that has swallowed the first interruption is interrupted again
_LAST = 3.0  # times its budget: then the system ends a process that is there to read alone
_MEMORY = 1 << 30  # bytes that such a process may take beyond what it has at its start
TOO_MUCH_MEMORY = "it takes more memory than one document may"
_PAGE = resource.getpagesize()


def seconds_for(characters: int) -> float:
    """Return how many seconds of a processor a document of a caller may take: the longer it is the more, and ten times what real ones take."""
    return _LEAST_SECONDS + (SECONDS - _LEAST_SECONDS) * min(1.0, characters / _WHOLE)


class OverBudget(UnreadableSource):
    """A document takes more time or memory than one may."""


class Budget:
    """Bounds what is done between `begin` and `end` to so many seconds of a processor, as often as is wanted; a context.

    What is interrupted sees OverBudget raised. Only the main thread of a process can be interrupted: elsewhere there is no bound.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._is_main = threading.current_thread() is threading.main_thread()
        self._is_running = False
        self._before: Any = None

    def __enter__(self) -> Budget:
        if self._is_main:
            self._before = signal.signal(signal.SIGPROF, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        if self._is_main:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, self._before)

    def begin(self) -> None:
        """Begin to count anew."""
        if self._is_main:
            self._is_running = True
            signal.setitimer(signal.ITIMER_PROF, self._seconds, _AGAIN)

    def end(self) -> None:
        """Interrupt nothing until the next `begin`."""
        self._is_running = False

    def _on_signal(self, *_: object) -> None:
        if self._is_running:
            raise OverBudget(f"it takes more than {self._seconds:g} seconds to read")


@contextmanager
def within(seconds: float = SECONDS) -> Iterator[None]:
    """Bound what is done in this context to so many seconds of a processor, and to the memory that there is. Raises OverBudget."""
    with Budget(seconds) as budget:
        try:
            budget.begin()
            yield
            budget.end()
        except MemoryError:
            raise OverBudget(TOO_MUCH_MEMORY) from None


def bound_memory() -> None:
    """In a process that only reads: let it take so much memory more and no further."""
    with suppress(OSError, ValueError):  # where the system has no such bound, or tells no size
        size = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
        resource.setrlimit(resource.RLIMIT_AS, (size + _MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def bound_time(seconds: float = SECONDS) -> None:
    """In a process that only reads: have the system end it where the next document takes far more time than it may."""
    with suppress(OSError, ValueError):
        end = int(time.process_time() + _LAST * seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))
