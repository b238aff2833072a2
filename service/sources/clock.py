"""Times in a recording, as files write them → seconds."""

from __future__ import annotations

import re
from typing import Any

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,9})?)$")
_SECONDS = re.compile(r"\d{1,7}(?:\.\d{1,9})?s?$")


def seconds(value: Any) -> float | None:
    """Return a time in seconds: of a number, its digits ("83.25", "83.25s"), or hours, minutes and seconds ("1:23.25"); else None."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if value >= 0 else None
    if not isinstance(value, str):
        return None
    if _SECONDS.match(value):
        return float(value.rstrip("s"))
    match = _CLOCK.match(value)
    return float(match[1] or 0) * 3600 + float(match[2]) * 60 + float(match[3].replace(",", ".")) if match else None
