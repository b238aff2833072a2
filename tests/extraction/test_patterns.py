"""No regular expression that reads text takes time in the square of its length, or worse, whatever is repeated in it."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import itertools
import pkgutil
import re
import time
from pathlib import Path

import pytest

PACKAGES = ("service.extraction", "service.sources", "service.wording", "service.knowledge")
READS = frozenset(("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn"))
AT_START = frozenset(("match", "fullmatch"))  # these try one place; the others every place

# What texts repeat: letters, marks and white space, alone and in pairs, and the shapes of names, numbers and mark-up
CHARACTERS = ("a", "A", "1", " ", "\n", ".", ",", "-", "’", "“", "…", ":", "/", "(", "_")
SHAPES = ("J. ", "A.B. ", "of ", "de ", "Ann ", "the ", "May ", "last ", "1999 ", "al-", "’s ", "a, ", "<a ", '="', "&amp", "--")
PUMPED = ("a", "A", "1", " ", ".", "-", "’")
TEXTS = (
    *(("", unit) for unit in sorted({*CHARACTERS, *SHAPES, *map("".join, itertools.product(CHARACTERS, repeat=2))})),
    *itertools.product((*CHARACTERS, *SHAPES), PUMPED),
)  # (what stands once, what is repeated after it)

SHORT = (16, 24, 36, 54, 81, 121)  # characters: what is slow here already is exponential, and is not tried with more
AT_ONCE = 0.1  # CPU seconds; so few characters take any other pattern a thousandth of that
LONG = 2_000  # characters
FAST = 0.002  # CPU seconds: below that, steps in the square of LONG cannot be
GROWTH = 10  # for four times the text: linear is 4, quadratic 16


def patterns_in(value, depth=0):
    """The compiled patterns of text in a value, in what it contains and in the fields of its records."""
    if isinstance(value, re.Pattern):
        return [value] if isinstance(value.pattern, str) else []
    if depth == 3:
        return []
    if isinstance(value, dict):
        inner = [*value.values()]
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, f.name) for f in dataclasses.fields(value)]
    else:
        inner = value if isinstance(value, list | tuple) else []
    return [pattern for part in inner for pattern in patterns_in(part, depth + 1)]


def methods_in(source):
    """{name: the methods that are called on it} in a module's text."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in READS:
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def all_patterns():
    """(name, pattern, whether it is tried at one place alone) of every pattern at the top of the packages' modules."""
    for package in PACKAGES:
        root = importlib.import_module(package)
        for info in pkgutil.walk_packages(root.__path__, f"{package}."):
            module = importlib.import_module(info.name)
            methods = methods_in(Path(module.__file__).read_text(encoding="utf-8"))
            for name, value in vars(module).items():
                for number, pattern in enumerate(patterns_in(value)):
                    used = methods.get(name, set())
                    yield f"{info.name.removeprefix('service.')}.{name}.{number}", pattern, bool(used) and used <= AT_START


PATTERNS = list(all_patterns())


def seconds(pattern, at_start, prefix, unit, length):
    """CPU seconds for a text of a length, all of whose matches are sought."""
    text = (prefix + unit * (length // len(unit) + 1))[:length]
    began = time.process_time()
    if at_start:
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - began


def is_linear(pattern, at_start, prefix, unit):
    def took(length, times=1):
        return min(seconds(pattern, at_start, prefix, unit, length) for _ in range(times))

    if any(took(length) > AT_ONCE and took(length, 3) > AT_ONCE for length in SHORT):
        return False
    if took(LONG) < FAST or took(LONG, 3) < FAST:
        return True
    return took(4 * LONG, 3) <= GROWTH * took(LONG, 5)


@pytest.mark.parametrize(("pattern", "at_start"), [p[1:] for p in PATTERNS], ids=[p[0] for p in PATTERNS])
def test_pattern_is_linear(pattern, at_start):
    slow = [(prefix, unit) for prefix, unit in TEXTS if not is_linear(pattern, at_start, prefix, unit)]
    assert not slow


@pytest.mark.parametrize(
    ("pattern", "at_start"),
    [(r"(?:[A-Z][A-Z.-]*|[A-Z]\.)+:", True), (r"(?:a+)+b", False), (r"[.…]+\s", False), (r"\s+$", False)],
)
def test_patterns_that_are_not_linear_are_told(pattern, at_start):
    assert not all(is_linear(re.compile(pattern), at_start, prefix, unit) for prefix, unit in TEXTS)
