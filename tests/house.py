"""Measures of the code, which `script/house` prints and tests/test_house.py limits."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import grimp
import yaml

ROOT = Path(__file__).resolve().parents[1]
COMPLEX = 15  # branches and boolean operators that a function may have without being counted as complex
# pydocstyle's rules for public modules, classes, methods, functions, packages and nested classes; __init__ and operators are exempt
DOCSTRINGS = "D100,D101,D102,D103,D104,D106"
LANGUAGE_CODES = frozenset({"en"})  # which the code may compare a language with
LANGUAGE_FREE = ("service/extraction/page", "service/extraction/attribution", "service/knowledge")  # no English in their functions
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Place(NamedTuple):
    """Something that was measured, and where it is."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}"


@cache
def sources() -> dict[str, str]:
    """Return the Python sources of service and schemas, by path from the root."""
    paths = [path for folder in ("schemas", "service") for path in sorted((ROOT / folder).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def complexity(function: ast.AST) -> int:
    """Return McCabe's complexity of a function, plus one for each boolean operator; functions inside it count on their own."""
    total, rest = 1, list(ast.iter_child_nodes(function))
    while rest:
        node = rest.pop()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            continue
        if isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            total += 1 + len(node.ifs)
        else:
            total += isinstance(node, _BRANCHES)
        rest.extend(ast.iter_child_nodes(node))
    return total


def complex_functions() -> list[tuple[int, Place]]:
    """Return the functions whose complexity is above COMPLEX, the most complex first."""
    found = [
        (number, Place(path, node.lineno, node.name))
        for path, text in sources().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, _FUNCTIONS) and (number := complexity(node)) > COMPLEX
    ]
    return sorted(found, reverse=True)


def undocumented() -> list[Place]:
    """Return the public modules, classes, methods and functions without a docstring, as ruff finds them."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--exit-zero", "--output-format", "json"]
    reply = subprocess.run(
        [*command, "--select", DOCSTRINGS, "service", "schemas"], cwd=ROOT, check=True, capture_output=True, timeout=60
    )
    rows = json.loads(reply.stdout)
    return [Place(str(Path(r["filename"]).relative_to(ROOT)), r["location"]["row"], r["message"]) for r in rows]


def untyped_dictionaries() -> Counter[str]:
    """Count the mentions of `dict[str, Any]` in service, by file."""
    counts = {path: text.count("dict[str, Any]") for path, text in sources().items() if path.startswith("service/")}
    return Counter({path: number for path, number in counts.items() if number})


@cache
def contract_words() -> frozenset[str]:
    """Return every word that the contract enumerates, such as "person" and "verbatim"."""
    found: set[str] = set()
    rest = [yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))]
    while rest:
        node = rest.pop()
        if isinstance(node, dict):
            found |= {word for word in node.get("enum", ()) if isinstance(word, str)}
            rest.extend(node.values())
        elif isinstance(node, list):
            rest.extend(node)
    return frozenset(found)


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """Find the words that functions compare something with.

    Those are constants of letters only on either side of an operator such as `==` and `in`, also in a tuple, list or set there.
    Words that the contract enumerates and codes of languages are exempt. Yields line and word.
    """
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, _FUNCTIONS):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Compare):
                continue
            for side in (node.left, *node.comparators):
                for item in side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else (side,):
                    word = item.value if isinstance(item, ast.Constant) else None
                    if isinstance(word, str) and word.isalpha() and word not in LANGUAGE_CODES | contract_words():
                        yield item.lineno, word


def literal_words() -> list[Place]:
    """Return the English words in comparisons of functions that serve any language; each place once."""
    found = {
        Place(path, line, repr(word))
        for path, text in sources().items()
        if path.startswith(LANGUAGE_FREE)
        for line, word in words_in(text)
    }
    return sorted(found)


def room_of(module: str) -> str:
    """Return the room of a module: its package, or the module itself where it lies directly in `service`."""
    path = ROOT / module.replace(".", "/")
    package = module if path.is_dir() else module.rpartition(".")[0]
    return module if package == "service" else package


@cache
def imports() -> dict[tuple[str, str], int]:
    """Return how many imports lead from one room to another, by importing and imported room."""
    graph = grimp.build_graph("service", "schemas", cache_dir=None)
    arrows: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            if (here := room_of(module)) != (there := room_of(imported)):
                arrows[here, there] += 1
    return dict(arrows)


def circles() -> list[tuple[str, ...]]:
    """Return the groups of rooms each of which imports, over any number of others, all of its group."""
    reach: dict[str, set[str]] = {room: set() for arrow in imports() for room in arrow}
    for here, there in imports():
        reach[here].add(there)
    for middle in reach:
        for reached in reach.values():
            if middle in reached:
                reached |= reach[middle]
    groups = {tuple(sorted({here, *(there for there in reach[here] if here in reach[there])})) for here in reach}
    return sorted(group for group in groups if len(group) > 1)


def _table() -> Iterator[str]:
    files: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for path, text in sources().items():
        room = room_of(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        files[room] += 1
        lines[room] += text.count("\n")
    arrows = imports()
    yield f"{'room':34}{'files':>6}{'lines':>7}  imports"
    for room in sorted(files):
        targets = sorted(there.removeprefix("service.") for here, there in arrows if here == room)
        yield f"{room:34}{files[room]:6}{lines[room]:7}  {' '.join(targets)}"
    yield f"{f'{len(files)} rooms':34}{files.total():6}{lines.total():7}  {len(arrows)} from room to room"


def _report() -> Iterator[str]:
    yield from _table()
    functions, docs, dicts, words = complex_functions(), undocumented(), untyped_dictionaries(), literal_words()
    yield f"\nrooms in a circle: {len(circles())}"
    yield from (f"  {' '.join(group)}" for group in circles())
    yield f"functions of a complexity over {COMPLEX}: {len(functions)}"
    yield from (f"  {number:3} {place}" for number, place in functions)
    yield f"public names without a docstring: {len(docs)}"
    yield from (f"  {number:3} {path}" for path, number in Counter(place.path for place in docs).most_common())
    yield f"dict[str, Any] in service: {dicts.total()}"
    yield from (f"  {number:3} {path}" for path, number in dicts.most_common())
    yield f"English words in comparisons where any language is served: {len(words)}"
    yield from (f"  {place}" for place in words)


if __name__ == "__main__":
    print("\n".join(_report()))
