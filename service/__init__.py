"""Onrecord: did they say that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded when it is used: everything imports this module
    from pathlib import Path

__version__ = "0.1.0"


def shipped(name: str) -> Path:
    """Return the path of what comes with the modules: openapi.yaml, corpus or extension.

    A wheel has them in a folder of this package; in the sources they stand at the top.
    """
    from pathlib import Path

    here = Path(__file__).resolve().parent
    packed = here / "shipped" / name
    return packed if packed.exists() else here.parent / name
