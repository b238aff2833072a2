"""What stands over a speech in text that says that it was delivered so: who speaks, and when.

Remarks by Mayor Ines Calloway at the opening of the pier
Ellery, 18 May 2024
(As delivered)
"""

from __future__ import annotations

import re

from service.sources.days import day_of
from service.sources.directions import without_directions
from service.sources.record_names import Names

_TITLE = re.compile(
    r"(?:(?:opening|closing|introductory|keynote|welcoming)\s)?(?:remarks|speech|address|statement|lecture)\s(?:by|of|from)\s"
    r"(?P<who>[^,;:(\n]{5,80}?)(?=\s(?:at|on|to|before|in|for|during)\s|,|\s\(|$)",
    re.IGNORECASE,
)
_DELIVERED = re.compile(r"\W*(?:(?:remarks\s)?as\s(?:actually\s)?delivered|check\sagainst\sdelivery)\W*", re.IGNORECASE)
_MOST_LINES = 15  # over the words, blank ones too


def delivered(text: str) -> dict[str, str]:
    """Return the fields of a speech whose head names who speaks and says that it was delivered so; nothing of any other text."""
    lines = text.split("\n")
    mark = next((n for n, line in enumerate(lines[:_MOST_LINES]) if _DELIVERED.fullmatch(line.strip())), None)
    head = [plain for line in lines[:mark] if (plain := line.strip())] if mark is not None else []
    title = next((match for line in head if (match := _TITLE.match(line))), None)
    who = Names([], "").plain(title["who"]) if title else ""
    words = without_directions("\n".join(lines[(mark or 0) + 1 :])).strip()
    if not who or not words or title is None:
        return {}
    day = next(filter(None, map(day_of, head)), None)
    told = {"published": day, "published_basis": "text"} if day else {}
    return {"kind": "speech", "speaker": who, "title": title.string, "text": words, **told}
