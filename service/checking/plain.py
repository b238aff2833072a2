"""Text that is safe to print."""

from __future__ import annotations


def clean(text: str) -> str:
    """Return text on one line that moves no cursor, turns no direction and rings no bell."""
    return "".join(c if c.isprintable() else " " for c in text)
