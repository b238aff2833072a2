"""What parsed JSON is in Python."""

from __future__ import annotations

from typing import Any

JsonObject = dict[str, Any]
"""An object of parsed JSON: its fields by name."""
