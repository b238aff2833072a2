"""What libraries raise that read broken content: whatever it is, the content cannot be read, and what is in it stops nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from service.errors import OnrecordError, UnreadableSource
from service.sources import packing

_TOO_DEEP = "what is in it stands too deep one in another"
_LONGEST = 200  # characters of a library's message


@contextmanager
def foreign(told: str) -> Iterator[None]:
    """Code of a library on content of anybody: its errors become UnreadableSource, with what is told and the library's message."""
    try:
        yield
    except (OnrecordError, ModuleNotFoundError, *packing.BROKEN):
        raise
    except Exception as error:
        message = _TOO_DEEP if isinstance(error, RecursionError) else " ".join(str(error).replace("\\x00", "").split())[:_LONGEST]
        message = message or type(error).__name__
        raise UnreadableSource(f"{told}: {message}") from error
