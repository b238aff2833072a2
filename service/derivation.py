"""What derived data was derived by: digests of the tables and rules behind keys, names and attributions.

The index holds nothing that cannot be computed from the corpus, but what was computed by one set of tables must not be read by
another. So everything derived is stamped with the digests of what it was derived by:

- `fold`: how words become the keys that fingerprints are made of. An index with another one would not find what it holds.
- `keys`: how names of speakers and outlets become the keys that they are counted and browsed under.
- `rules`: how quotations are found in a document and attributed. A document read by other rules is valid, but out of date.

What is cached of answers has a stamp too, of the code that makes them: see `answering`.

A digest covers the content of the tables, so it is the same on every machine and in every version of Python. What code does is
covered by a version in `derivation.json`, which `script/approve` raises whenever approved output changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from service.knowledge import tables
from service.knowledge.gazetteer import Gazetteer
from service.wording import tables as wording
from service.wording.common import COMMON

VERSIONS = "derivation.json"
_DIGITS = 12  # of a digest in hexadecimal: a stamp is compared with a handful of others
_FOLDING = (  # what `service.wording` turns words into keys by; a test compares this with what tokens, numbers and noise read
    "ABBREVIATIONS",
    "ACTIONS_OF_PRESENT",
    "ACTIONS",
    "AFTER_ONE",
    "ALL_RIGHT",
    "AMOUNT_SUFFIXES",
    "AND",
    "ARTICLES",
    "BEFORE_HUNDRED",
    "BEHIND_ACTIONS",
    "BESIDE_DIRECTIONS",
    "BETWEEN",
    "BETWEEN_VERBS",
    "CENT",
    "CLOCK_LINKS",
    "CLOCK_PARTS",
    "CONTRACTIONS",
    "CURRENCIES",
    "CURRENCY_PLURALS",
    "DECADES",
    "DIRECTIONS",
    "ENDINGS",
    "FRACTIONS",
    "FROM",
    "FUNCTION_WORDS",
    "HALF",
    "HALVES_OF_DAY",
    "HASH",
    "HEAR",
    "HUNDRED",
    "IS_HOSTS",
    "IS_OR_HAS",
    "LETTERS",
    "LOCAL_CURRENCIES",
    "LONE_FRACTIONS",
    "MONTHS",
    "MORE_THAN",
    "MULTIPLES",
    "NATIONAL_CURRENCIES",
    "NO",
    "NO_SIGN",
    "NUMBER",
    "OF",
    "OHS",
    "ONE",
    "ONE_DIGIT",
    "ORDINALS",
    "PARTICIPLES",
    "PARTS",
    "PARTS_OF_DAY",
    "PER",
    "PERCENT",
    "PERFECTS",
    "PLUS",
    "POINT",
    "PRESENT",
    "SHARE_OF",
    "SIGNS",
    "SPELLINGS",
    "TENS",
    "THE",
    "TO",
    "TRANSLITERATIONS",
    "UNITS",
    "UNITS_OF_SPANS",
    "WOULD_OR_HAD",
    "WRITTEN_FRACTIONS",
)
_NAMES = ("honorifics", "post_nominals", "suffixes")  # tables of `service.knowledge` that speakers' keys depend on
_JUDGING = ("knowledge", "verification", "wording")  # packages by which an answer is made of what the index holds
_EXTRACTION = "extraction"  # its tables are read as files, so that its code need not be loaded


@dataclass(frozen=True, slots=True)
class Derivation:
    """The stamps of what is derived: for each, its version and a digest, as "3-0123456789ab"."""

    fold: str
    keys: str
    rules: str


@cache
def derivation(gazetteer: Gazetteer) -> Derivation:
    """Return the stamps of what is derived with a gazetteer; they are computed once for each."""
    names = {name: tables.rows(name) for name in _NAMES}
    outlets = {alias: outlet.name for alias, outlet in gazetteer.outlets.items()}
    return Derivation(
        _stamp("fold", {**{name: getattr(wording, name) for name in _FOLDING}, "common": COMMON}),
        _stamp("keys", {**names, "outlets": outlets}),
        _stamp("rules", {**names, **_content(gazetteer), **dict(_tables_below(files("service") / _EXTRACTION))}),
    )


@dataclass(frozen=True, slots=True)
class Version:
    """The version of what code does, and the SHA-256 of the approved output that it stands for."""

    version: int
    approved: str


def versions() -> dict[str, Version]:
    """Return the version of each stamp."""
    rows = json.loads((files("service") / VERSIONS).read_text(encoding="utf-8"))
    return {name: Version(**row) for name, row in rows.items()}


def _stamp(name: str, content: Mapping[str, object]) -> str:
    plain = json.dumps(_plain(content), ensure_ascii=False, separators=(",", ":"))
    return f"{versions()[name].version}-{sha256(plain.encode()).hexdigest()[:_DIGITS]}"


def _plain(value: object) -> object:
    """Return a table as lists in one order, whatever it is made of. Raises TypeError for what is no table."""
    if isinstance(value, Mapping):
        return [[key, _plain(held)] for key, held in sorted(value.items())]
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [_plain(held) for held in value]
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, (Decimal, float)):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of a table")


def _content(gazetteer: Gazetteer) -> dict[str, object]:
    return {field.name: getattr(gazetteer, field.name) for field in fields(gazetteer)}


@cache
def answering() -> str:
    """Return a digest of the code and tables by which claims, names and outlets are compared and judged: an answer made by others is out of date."""
    digest = sha256()
    for name in _JUDGING:
        for path, content in _files_below(files("service").joinpath(name), name):
            digest.update(path.encode() + b"\0" + content)
    return digest.hexdigest()[:_DIGITS]


def _files_below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each file of a package, in order."""
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_file():
            yield f"{path}/{item.name}", item.read_bytes()
        elif item.name != "__pycache__":
            yield from _files_below(item, f"{path}/{item.name}")


def _tables_below(folder: Traversable, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path of each table below a package's folder, and its entries."""
    for found in folder.iterdir():
        name = f"{path}/{found.name}"
        if found.is_dir():
            yield from _tables_below(found, name)
        elif name.endswith(".txt"):
            yield name, tables.entries(found.read_text(encoding="utf-8"))
