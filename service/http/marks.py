"""Files in the data folder by which the processes of a service tell each other what holds."""

from __future__ import annotations

from pathlib import Path

from service.settings import Settings


def draining_mark(settings: Settings) -> Path:
    """Return the file whose presence says that the service is about to stop."""
    return settings.data_folder / "draining"


def behind_mark(settings: Settings) -> Path:
    """Return the file whose presence says that the corpus holds something that was not indexed."""
    return settings.data_folder / "behind"
