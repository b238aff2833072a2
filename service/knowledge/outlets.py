"""The table of outlets and their aliases, which a newsroom extends with a file of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from service.knowledge import tables

_OUTLET_WORDS = frozenset(
    "times post journal tribune herald news gazette chronicle courier press daily magazine radio television tv broadcasting observer"
    " examiner sentinel dispatch telegraph standard mail star sun mirror globe inquirer register bulletin echo argus record review"
    " mercury beacon citizen pioneer leader enquirer intelligencer statesman banner messenger voice outlook digest reporter republic advocate monitor ledger weekly zeitung presse wire fm blog podcast media".split()
)
_FULL_NAME = re.compile(r"(?:[A-Z][\w.]+[ ]){1,3}[A-Z][a-z]+\b")
_FAR = 6000  # characters back in which an outlet is sought by its full name
_extra: list[str] = []


class Token(Protocol):
    """A word or mark with its place, as `service.extraction.page.frames.Token`."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def lower(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def is_capitalised(self) -> bool: ...
    @property
    def is_word(self) -> bool: ...


def extend(path: Path) -> None:
    """Add the outlets of a file in the format of `data/outlets.txt`; they win over the table's own.

    Raises OSError where the file cannot be read.
    """
    entries = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    _extra[:] = [entry for entry in entries if entry]
    for cached in (_table, short_forms):
        cached.cache_clear()


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """A name as it is looked up: without an article, in lower case, with one kind of apostrophe."""
    return re.sub(r"^the\s+", "", " ".join(name.replace("’", "'").split()).casefold())


@cache
def _table() -> dict[str, tuple[str, bool]]:
    """{folded alias: (canonical name, whether it is a short form that needs a context)}."""
    table: dict[str, tuple[str, bool]] = {}
    for line in [*tables.lines("outlets"), *_extra]:
        names = [part.strip() for part in line.split("|")]
        for alias in names:
            is_short = alias.endswith("?")
            folded = key(alias.rstrip("?"))
            if not is_short or folded not in table:
                table[folded] = (names[0], is_short)
    return table


@cache
def short_forms() -> frozenset[str]:
    """Canonical names that are also common words ("Time", "People"): they count only where the words ask for an outlet."""
    common = (
        "time people nature science fortune stern punch metro stuff dawn elle protocol billboard deadline variety inc. bild fusion"
    )
    return frozenset(w for w in common.split())


def outlet_of(name: str, *, short: bool = False) -> str | None:
    """The outlet that goes by this name, or None; short forms ("the Post") count only with `short`."""
    found = _table().get(key(name))
    if found is None or (found[1] and not short):
        return None
    if not short and key(name) in short_forms():
        return None
    return found[0]


def meant_by(short: str, text: str, before: int, publisher: str | None) -> str | None:
    """The outlet that a short form ("the Times") stands for in a document; None where only the table can tell.

    The one last named in full before it that ends with the same word, else the document's own publisher.
    """
    word = short.split()[-1]
    if not word[:1].isupper() or key(short) != word.casefold():
        return None
    for match in reversed(list(_FULL_NAME.finditer(text, max(0, before - _FAR), before))):
        if match[0].endswith(word) and (known := outlet_of(match[0])) is not None:
            return known
    return outlet_of(publisher) or publisher if publisher and publisher.split()[-1] == word and " " in publisher else None


def looks_like_outlet(name: str) -> bool:
    """Whether an unknown name is made like an outlet's ("Northern Courier", "Radio Tideway")."""
    words = name.split()
    return len(words) > 1 and any(w.casefold() in _OUTLET_WORDS or w.casefold().split("-")[-1] in _OUTLET_WORDS for w in words)


def outlet_at(tokens: Sequence[Token], at: int, *, short: bool = False) -> tuple[int, str] | None:
    """The outlet named from token `at` on, the longest name first: (last token, canonical name)."""
    if at >= len(tokens) or not (tokens[at].is_capitalised or tokens[at].text == "the"):
        return None
    for last in range(min(at + 6, len(tokens)) - 1, at - 1, -1):
        if not tokens[last].is_word and tokens[last].text not in ".":
            continue
        name = "".join(t.text + " " * (tokens[k + 1].start - t.end) for k, t in enumerate(tokens[at:last], at)) + tokens[last].base
        with_article = name.lower().startswith("the ") or (at > 0 and tokens[at - 1].lower == "the")
        found = outlet_of(name, short=short and (with_article or key(name) in short_forms()))
        if found and (tokens[at].is_capitalised or tokens[at + 1].is_capitalised):
            spelled_out = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
            return last, spelled_out if found.isupper() and " " in spelled_out and not spelled_out.isupper() else found
    return None
